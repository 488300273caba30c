"""Export target: standard output, or a file written atomically."""

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
    """An export failed because of its format or target; the message names the alternative."""


@contextmanager
def written_whole(output: Path | None) -> Iterator[BinaryIO]:
    """Open a target for writing; a file is replaced atomically when the block succeeds.

    Args:
        output: The file; a link stays a link, and a device or a pipe is written to directly. None for standard output.

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
        with replacing(output) as file:
            yield file
    except OSError as error:
        raise ExportError(f"{output} cannot be written ({error.strerror or error}); {remedy(error)}") from None
