"""What is written is there whole or not at all, and takes the place of nothing but a file."""

import os
from pathlib import Path

import pytest

from bot.export.whole import ExportError, written_whole


def test_what_breaks_off_leaves_what_was_there(tmp_path: Path) -> None:
    path = tmp_path / "out.csv"
    path.write_bytes(b"before")

    def break_off() -> None:
        with written_whole(path) as file:
            file.write(b"half")
            raise RuntimeError

    with pytest.raises(RuntimeError):
        break_off()
    assert [(one.name, one.read_bytes()) for one in tmp_path.iterdir()] == [("out.csv", b"before")]


def test_a_link_stays_a_link_to_what_is_written(tmp_path: Path) -> None:
    path, link = tmp_path / "out.csv", tmp_path / "latest.csv"
    link.symlink_to(path)
    with written_whole(link) as file:
        file.write(b"whole")
    assert (link.is_symlink(), path.read_bytes()) == (True, b"whole")


def test_a_pipe_is_written_to_and_stays_one(tmp_path: Path) -> None:
    """A device is no other: whoever may write to /dev/null may also be able to replace it."""
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    reader = os.open(pipe, os.O_RDONLY | os.O_NONBLOCK)
    try:
        with written_whole(pipe) as file:
            file.write(b"whole")
        assert os.read(reader, 10) == b"whole"
    finally:
        os.close(reader)
    assert (pipe.is_fifo(), list(tmp_path.iterdir())) == (True, [pipe])


def test_a_folder_is_not_written_over(tmp_path: Path) -> None:
    with pytest.raises(ExportError, match=r"cannot be written \(Is a directory\)"), written_whole(tmp_path):
        pass
