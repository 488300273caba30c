"""One file in, its documents out, whichever reader it takes."""

from __future__ import annotations

from dataclasses import dataclass

from retrieval.errors import UnreadableError
from retrieval.readers.document import Document
from retrieval.readers.docx.text import read_text as read_docx
from retrieval.readers.exported import COMMENT, refuse_marked
from retrieval.readers.markup import show
from retrieval.readers.official.resolution import read_official
from retrieval.readers.page.container import read_markup, read_mhtml
from retrieval.readers.page.text import read_text as read_page
from retrieval.readers.pdf.source import read_text as read_pdf
from retrieval.readers.pdf.source import with_places
from retrieval.readers.peacewomen.extracts import is_peacewomen_page, read_peacewomen
from retrieval.readers.source import ACCEPTED, MAX_BYTES, Form, Source, derived_source, open_source
from retrieval.readers.table.columns import Names
from retrieval.readers.table.table import derived_text, read_table

_TABLES = {".csv": Form.CSV, ".jsonl": Form.JSONL, ".xlsx": Form.XLSX}
_CONTAINERS = {".pdf": (b"%PDF-", Form.PDF), ".docx": (b"PK\3\4", Form.DOCX)}
_ARCHIVES = (".mhtml", ".mht")
SUFFIXES = frozenset({".txt", ".html", ".htm", ".xhtml", *_ARCHIVES, *_CONTAINERS, *_TABLES})


@dataclass(frozen=True, slots=True)
class Reading:
    """What a file holds.

    Attributes:
        documents: One, or of a table one for each resolution.
        remarks: What of the file was left aside, and why.
    """

    source: Source
    documents: tuple[Document, ...]
    remarks: tuple[str, ...] = ()


def read_documents(name: str, data: bytes, columns: Names | None = None, *, vouched: bool = False) -> Reading:
    """Read one file.

    Args:
        name: The file's name; its ending must be one of `SUFFIXES`.
        data: The whole file.
        columns: What its owner says of the columns of a table.
        vouched: Whether its owner says that it is an official text, whatever its evidence.

    Raises:
        UnreadableError: If it is no resolution; the message says what was found and what would be accepted.
    """
    ending = f".{name.rpartition('.')[2].lower()}"
    if ending not in SUFFIXES:
        raise UnreadableError(f"it ends in {ending!r}; {ACCEPTED}")
    if len(data) > MAX_BYTES:
        raise UnreadableError(f"it has {len(data) / 1e6:.0f} MB; {ACCEPTED}")
    if ending in _TABLES:
        table = read_table(name, data, _TABLES[ending], columns)
        return Reading(table.source, table.documents, table.remarks)
    form = next(
        (form for usual, (start, form) in _CONTAINERS.items() if ending == usual or data.startswith(start)), None
    )
    if form is Form.PDF:
        text = read_pdf(data)
        source = derived_source(name, text.text, form)
        return Reading(source, (with_places(read_official(source, vouched=vouched), source, text),))
    if form is Form.DOCX:
        source = derived_source(name, read_docx(data), form)
        return Reading(source, (read_official(source, vouched=vouched),))
    if ending in _ARCHIVES:
        source = derived_source(name, _derived_text(data, Form.MHTML), Form.MHTML)
    else:
        source = open_source(name, data)
    refuse_marked(is_marked=COMMENT.encode() in data)
    if is_peacewomen_page(source):
        return Reading(source, (read_peacewomen(source),))
    if source.form is Form.HTML:
        source = derived_source(name, _derived_text(data, Form.PAGE), Form.PAGE)
    return Reading(source, (read_official(source, vouched=vouched),))


def quotable(data: bytes, form: Form) -> bytes:
    """Return the bytes of a file that spans are ranges of: its own, or those of the text derived from it.

    Raises:
        UnreadableError: If the file holds no such text, so that it is not the file it was.
    """
    return data if form in (Form.PLAIN, Form.HTML) else _derived_text(data, form).encode()


def _derived_text(data: bytes, form: Form) -> str:
    match form:
        case Form.PDF:
            return read_pdf(data).text
        case Form.DOCX:
            return read_docx(data)
        case Form.PAGE:
            return read_page(read_markup(data))
        case Form.MHTML:
            markup = read_mhtml(data)
            shown = derived_source("", show(markup).text, form)
            return shown.text if is_peacewomen_page(shown) else read_page(markup)
    return derived_text(data, form)
