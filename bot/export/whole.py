"""A place to write to: standard output, or a file that is there whole or not at all."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

from bot.errors import BotError
from embeddings.files import replacing
from embeddings.oserrors import remedy


class ExportError(BotError):
    """Something cannot be written in that format, or to that place; the message says what can be done instead."""


@contextmanager
def written_whole(output: Path | None) -> Iterator[BinaryIO]:
    """Lend a file to write to, which takes its name, in place of what had it, when all is written.

    Args:
        output: The file; a link stays one, and what is no file, as /dev/null or a pipe, is written to and stays, too.
            None for standard output.

    Raises:
        ExportError: If the file cannot be written.
    """
    if output is None:
        # Bytes, as a terminal's encoding must not decide what a quote says.
        sys.stdout.flush()
        yield sys.stdout.buffer
        sys.stdout.buffer.flush()
        return
    try:
        if output.exists() and not output.is_file():
            with output.open("wb") as file:
                yield file
            return
        with replacing(output) as file:
            yield file
    except OSError as error:
        raise ExportError(f"{output} cannot be written ({error.strerror or error}); {remedy(error)}") from None
