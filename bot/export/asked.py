"""Choose the export format from command line options."""

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
    """Return the format chosen by options; None if they name none.

    Args:
        named: Value of `--format`.
        output: The output file, whose extension is the fallback.
        endings: Formats by file extension.
        json: Format of `--json`; None if that option was not given.

    Raises:
        ExportError: If options contradict each other, or the file's extension is unknown.
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
