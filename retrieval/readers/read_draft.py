"""Dispatch of a draft to the reader of its kind, within limits."""

from __future__ import annotations

from dataclasses import replace
from itertools import accumulate

from retrieval.errors import UnreadableError
from retrieval.readers.bounded import BoundedReader
from retrieval.readers.drafts.draft import Draft
from retrieval.readers.drafts.markdown import read_markdown
from retrieval.readers.drafts.plain import read_plain
from retrieval.readers.drafts.typed_notes import with_typed_notes
from retrieval.readers.drafts.web_page import read_page
from retrieval.readers.source import ACCEPTED, MAX_BYTES, Form, open_text

MOST_CHARACTERS = 2_000_000
"""Maximum length of a draft; a book has half of it."""
_EXPECTED = f"expected a draft (.docx, .pdf, .html, .md or .txt), at most {MOST_CHARACTERS:,} characters"


_READERS = {
    ".txt": read_plain,
    ".md": read_markdown,
    ".markdown": read_markdown,
    ".html": read_page,
    ".htm": read_page,
}
"""Readers of texts, by the ending of the file."""
_FORMS = {".docx": Form.DOCX, ".pdf": Form.PDF}
"""Other drafts, which are read in a process with limits."""


def read_draft(name: str, data: bytes) -> Draft:
    """Read a draft.

    Args:
        name: The name of the file; it ends in .docx, .pdf, .html, .htm, .md, .markdown or .txt.
        data: The whole file.

    Raises:
        UnreadableError: If it is no such file, or exceeds the limits; the message says what would be accepted.
    """
    ending = f".{name.rpartition('.')[2].lower()}"
    try:
        draft = with_typed_notes(_read(ending, data))
    except UnreadableError as error:
        raise UnreadableError(f"{str(error).removesuffix(f'; {ACCEPTED}')}; {_EXPECTED}") from None
    if len(draft.text) > MOST_CHARACTERS:
        raise UnreadableError(f"it has {len(draft.text):,} characters; {_EXPECTED}")
    return draft


def _read(ending: str, data: bytes) -> Draft:
    if len(data) > MAX_BYTES:
        raise UnreadableError(f"it has {len(data) / 1e6:.0f} MB")
    if ending in _FORMS:
        with BoundedReader() as reader:
            return reader.draft(data, _FORMS[ending])
    if ending not in _READERS:
        raise UnreadableError(f"its file extension is {ending!r}")
    text = open_text(data)[0].replace("\r\n", "\n").replace("\r", "\n")
    if len(text) > MOST_CHARACTERS:
        raise UnreadableError(f"it has {len(text):,} characters")
    draft = _READERS[ending](text)
    return replace(draft, lines=[0, *accumulate(len(line) + 1 for line in text.split("\n")[:-1])])
