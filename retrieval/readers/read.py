"""One file in, one document out, whichever reader it takes."""

from __future__ import annotations

from retrieval.errors import UnreadableError
from retrieval.readers.document import Document
from retrieval.readers.official.resolution import read_resolution
from retrieval.readers.peacewomen.extracts import is_peacewomen_page, read_peacewomen
from retrieval.readers.source import ACCEPTED, Source, open_source

SUFFIXES = frozenset({".txt", ".html", ".htm"})


def read_document(name: str, data: bytes) -> tuple[Source, Document]:
    """Read one file.

    Args:
        name: The file's name; its ending must be one of `SUFFIXES`.
        data: The whole file.

    Raises:
        UnreadableError: If it is no resolution; the message says what was found and what would be accepted.
    """
    ending = f".{name.rpartition('.')[2].lower()}"
    if ending not in SUFFIXES:
        raise UnreadableError(f"it ends in {ending!r}; {ACCEPTED}")
    source = open_source(name, data)
    read = read_peacewomen if is_peacewomen_page(source) else read_resolution
    return source, read(source)
