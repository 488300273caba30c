"""Dispatch of a file to the reader of its kind.

Code for one kind of file is imported on first use. There are no limits of time or memory here: files of a library are
read through `bounded.py`.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import TYPE_CHECKING

from retrieval.errors import UnreadableError
from retrieval.readers.document import Document, ParsedFile
from retrieval.readers.exported import COMMENT, refuse_marked
from retrieval.readers.markup import show
from retrieval.readers.official.resolution import read_official
from retrieval.readers.source import (
    ACCEPTED,
    BY_ENDING,
    FILE_TYPES,
    MAX_BYTES,
    Form,
    Source,
    derived_source,
    open_source,
)

if TYPE_CHECKING:
    from retrieval.readers.table.columns import ColumnMapping


def read_documents(
    name: str,
    data: bytes,
    columns: ColumnMapping | None = None,
    years: Mapping[int, int] | None = None,
    *,
    vouched: bool = False,
) -> ParsedFile:
    """Read one file.

    Args:
        name: The file's name; its ending must be one of `BY_ENDING`.
        data: The whole file.
        columns: The owner's column mapping, for a table.
        years: Years of recent resolutions, by number, for rows of a table that state no year.
        vouched: Whether its owner says that it is an official text, whatever its evidence.

    Raises:
        UnreadableError: If it is no resolution; the message says what was found and what would be accepted.
    """
    ending = f".{name.rpartition('.')[2].lower()}"
    if ending not in BY_ENDING:
        raise UnreadableError(f"its file extension is {ending!r}; {ACCEPTED}")
    if len(data) > MAX_BYTES:
        raise UnreadableError(f"it has {len(data) / 1e6:.0f} MB; {ACCEPTED}")
    named = BY_ENDING[ending]
    if named.is_table:
        from retrieval.readers.table.table import read_table  # noqa: PLC0415

        return read_table(name, data, named.form, columns, years)
    form = next((one.form for one in FILE_TYPES if one.begins and data.startswith(one.begins)), named.form)
    if form is Form.PDF:
        from retrieval.readers.pdf.text import read_text, with_places  # noqa: PLC0415

        text = read_text(data)
        source = derived_source(name, text.text, form)
        return _file_of(source, with_places(read_official(source, vouched=vouched), source, text))
    if form is Form.DOCX:
        source = derived_source(name, _derived_text(data, form), form)
        return _file_of(source, read_official(source, vouched=vouched))
    source, is_peacewomen = _open_page(name, data, form)
    if is_peacewomen:
        from retrieval.readers.peacewomen.extracts import read_peacewomen  # noqa: PLC0415

        return ParsedFile(source, (read_peacewomen(source),))
    return _file_of(source, read_official(source, vouched=vouched))


def _file_of(source: Source, document: Document) -> ParsedFile:
    """Build the result for a file with one document, whose remarks become those of the file."""
    return ParsedFile(source, (replace(document, remarks=()),), document.remarks)


def quotable(data: bytes, form: Form) -> bytes:
    """Return the bytes that spans refer to: those of the file, or of the text derived from it.

    Raises:
        UnreadableError: If the file has no such text, so that it has changed.
    """
    return data if form.spans_are_file_bytes else _derived_text(data, form).encode()


def _open_page(name: str, data: bytes, form: Form) -> tuple[Source, bool]:
    """Decode a text, a web page or a web archive; return its source, and whether it is a page of PeaceWomen.

    A PeaceWomen page is read whole, an HTML one from its markup. From any other page, only the resolution is extracted.
    """
    if form is Form.MHTML:
        text, is_peacewomen = _text_of_archive(data)
        source = derived_source(name, text, form)
    else:
        source = open_source(name, data)
        is_peacewomen = _is_peacewomen_page(source)
    refuse_marked(is_marked=COMMENT.encode() in data)
    if source.form is Form.HTML and not is_peacewomen:
        source = derived_source(name, _derived_text(data, Form.PAGE), Form.PAGE)
    return source, is_peacewomen


def _derived_text(data: bytes, form: Form) -> str:
    match form:
        case Form.PDF:
            from retrieval.readers.pdf.text import read_text as read_pdf  # noqa: PLC0415

            return read_pdf(data).text
        case Form.DOCX:
            from retrieval.readers.docx.text import read_text as read_docx  # noqa: PLC0415

            return read_docx(data)
        case Form.PAGE:
            from retrieval.readers.page.container import read_markup  # noqa: PLC0415
            from retrieval.readers.page.text import read_text as read_page  # noqa: PLC0415

            return read_page(read_markup(data))
        case Form.MHTML:
            return _text_of_archive(data)[0]
    from retrieval.readers.table.table import derived_text  # noqa: PLC0415

    return derived_text(data, form)


def _text_of_archive(data: bytes) -> tuple[str, bool]:
    """Return the text of a web archive, and whether it is a page of PeaceWomen.

    The text is all of such a page, as displayed; of any other page, the resolution on it.
    """
    from retrieval.readers.page.container import read_mhtml  # noqa: PLC0415
    from retrieval.readers.page.text import read_text  # noqa: PLC0415

    markup = read_mhtml(data)
    shown = derived_source("", show(markup).text, Form.MHTML)
    is_peacewomen = _is_peacewomen_page(shown)
    return (shown.text if is_peacewomen else read_text(markup)), is_peacewomen


def _is_peacewomen_page(source: Source) -> bool:
    said = source.text.lower()
    if "extract" not in said and "peacewomen" not in said:
        return False
    from retrieval.readers.peacewomen.extracts import is_peacewomen_page  # noqa: PLC0415

    return is_peacewomen_page(source)
