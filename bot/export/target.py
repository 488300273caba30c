"""Export target: its format, chosen by options, and standard output or a file written atomically."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from enum import StrEnum
from pathlib import Path
from typing import BinaryIO, TypeVar

from bot.errors import BotError
from embeddings.files import replacing
from embeddings.oserrors import remedy

_Format = TypeVar("_Format", bound=StrEnum)


class ExportError(BotError):
    """An export failed because of its format or target; the message names the alternative."""


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


@contextmanager
def written_whole(output: Path | None, *, private: bool = False) -> Iterator[BinaryIO]:
    """Open a target for writing; a file is replaced atomically when the block succeeds.

    Args:
        output: The file; None for standard output. A link stays a link; a device or a pipe is written to directly.
        private: Whether only its owner may read a new file.

    Raises:
        ExportError: If the file cannot be written.
    """
    if output is None:
        # Bytes: quotes must not depend on the terminal's encoding.
        sys.stdout.flush()
        yield sys.stdout.buffer
        sys.stdout.buffer.flush()
        return
    try:
        if output.exists() and not output.is_file():
            with output.open("wb") as file:
                yield file
            return
        with replacing(output, private=private) as file:
            yield file
    except OSError as error:
        raise ExportError(f"{output} cannot be written ({error.strerror or error}); {remedy(error)}") from None
