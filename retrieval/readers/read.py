"""One file in, one document out, whichever reader it takes."""

from __future__ import annotations

from retrieval.errors import UnreadableError
from retrieval.readers.document import Document
from retrieval.readers.docx.text import read_text as read_docx
from retrieval.readers.official.resolution import read_resolution
from retrieval.readers.pdf.source import read_text as read_pdf
from retrieval.readers.peacewomen.extracts import is_peacewomen_page, read_peacewomen
from retrieval.readers.source import ACCEPTED, MAX_BYTES, Form, Source, derived_source, open_source

SUFFIXES = frozenset({".txt", ".html", ".htm", ".pdf", ".docx"})
_CONTAINERS = {".pdf": (b"%PDF-", Form.PDF), ".docx": (b"PK\3\4", Form.DOCX)}


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
    if len(data) > MAX_BYTES:
        raise UnreadableError(f"it has {len(data) / 1e6:.0f} MB; {ACCEPTED}")
    for usual, (start, form) in _CONTAINERS.items():
        if ending != usual and not data.startswith(start):
            continue
        source = derived_source(name, _derived_text(data, form), form)
        return source, read_resolution(source)
    source = open_source(name, data)
    read = read_peacewomen if is_peacewomen_page(source) else read_resolution
    return source, read(source)


def quotable(data: bytes, form: Form) -> bytes:
    """Return the bytes of a file that spans are ranges of: its own, or those of the text derived from it.

    Raises:
        UnreadableError: If the file holds no such text, so that it is not the file it was.
    """
    return data if form in (Form.PLAIN, Form.HTML) else _derived_text(data, form).encode()


def _derived_text(data: bytes, form: Form) -> str:
    return read_pdf(data).text if form is Form.PDF else read_docx(data)
