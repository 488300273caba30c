"""An export is in the format that is named, else of the file's name, and is there whole or not at all."""

import os
from enum import StrEnum
from pathlib import Path

import pytest

from bot.export.target import ExportError, format_asked, written_whole


class Form(StrEnum):
    LINES = "lines"
    PAGE = "page"


ENDINGS = {".l": Form.LINES, ".p": Form.PAGE, ".page": Form.PAGE}


@pytest.mark.parametrize(
    ("named", "output", "json", "form"),
    [
        (None, None, None, None),
        ("page", None, None, Form.PAGE),
        ("page", "out.l", None, Form.PAGE),
        (None, "OUT.PAGE", None, Form.PAGE),
        (None, "out.p", Form.LINES, Form.LINES),
        ("lines", None, Form.LINES, Form.LINES),
    ],
)
def test_a_name_comes_before_an_ending(
    named: str | None, output: str | None, json: Form | None, form: Form | None
) -> None:
    assert format_asked(named, Path(output) if output else None, ENDINGS, json=json) == form


def test_what_contradicts_itself_or_says_nothing_is_refused() -> None:
    with pytest.raises(ExportError, match="--json and --format page contradict each other"):
        format_asked("page", None, ENDINGS, json=Form.LINES)
    with pytest.raises(ExportError, match=r"out\.txt ends in none of \.l, \.p, \.page; say what to write"):
        format_asked(None, Path("out.txt"), ENDINGS, json=None)


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
