"""Which format is written: what is named, else what the file's name says."""

from enum import StrEnum
from pathlib import Path

import pytest

from bot.export.asked import format_asked
from bot.export.whole import ExportError


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
