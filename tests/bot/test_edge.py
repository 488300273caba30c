"""The edge of the command line: an error of the system is a plain message, one of the program is not hidden."""

import errno
import io
import os
import sys
from pathlib import Path

import pytest

from bot.cli import main


@pytest.mark.parametrize(
    ("number", "remedy"),
    [
        (errno.ENOSPC, "free space"),
        (errno.EFBIG, "ulimit -f"),
        (errno.EMFILE, "ulimit -n"),
        (errno.EACCES, "check its permissions"),
        (errno.EROFS, "choose another path"),
        (errno.EIO, "check the disk"),
    ],
)
def test_an_error_of_the_system_names_the_file_and_what_to_do(
    number: int, remedy: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def fail(*_: object) -> int:
        raise OSError(number, os.strerror(number), "somewhere/labels.csv")

    monkeypatch.setattr("bot.commands.doctor.doctor", fail)
    assert main(["doctor"]) == 2
    said = capsys.readouterr().err
    assert said.startswith(f"error: somewhere/labels.csv: {os.strerror(number)}; ")
    assert remedy in said


def test_an_error_that_nobody_foresaw_is_not_hidden(monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object) -> int:
        raise OSError(errno.EBADF, "Bad file descriptor")

    monkeypatch.setattr("bot.commands.doctor.doctor", fail)
    with pytest.raises(OSError, match="Bad file"):
        main(["doctor"])


def test_an_output_that_takes_no_more_is_an_error(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """What is still buffered is written before the command ends, so that the end is not said to be a good one."""

    class Full(io.RawIOBase):
        def writable(self) -> bool:
            return True

        def write(self, _: object) -> int:
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr(sys, "stdout", io.TextIOWrapper(io.BufferedWriter(Full()), "utf-8"))
    assert main(["model", "list"]) == 2
    assert "error: standard output: No space left on device; free space" in capsys.readouterr().err
    monkeypatch.setattr(sys, "stdout", io.StringIO())
