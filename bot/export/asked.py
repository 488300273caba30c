"""Which format options ask for."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from pathlib import Path
from typing import TypeVar

from bot.export.whole import ExportError

_Format = TypeVar("_Format", bound=StrEnum)


def format_asked(
    named: str | None, output: Path | None, endings: Mapping[str, _Format], *, json: _Format | None
) -> _Format | None:
    """Return the format that options ask for; None where they say nothing of it.

    Args:
        named: With `--format`; the value of one of the formats.
        output: The file to write, whose name says the format where nothing else does.
        endings: What the name of a file ends with, and what it then is.
        json: What `--json` asks for; None where it was not given.

    Raises:
        ExportError: If they contradict each other, or the file's name says nothing.
    """
    if json is not None and named not in (None, json):
        raise ExportError(f"--json and --format {named} contradict each other; give one of them")
    if json is not None:
        return json
    if named is not None:
        return next(form for form in endings.values() if form == named)
    if output is None:
        return None
    found = endings.get(output.suffix.lower())
    if found is None:
        raise ExportError(f"{output} ends in none of {', '.join(endings)}; say what to write with --format")
    return found
