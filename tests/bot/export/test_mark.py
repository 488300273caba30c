"""What is exported for reading is never read back as a source; what is exported as a table is read as a table."""

from __future__ import annotations

import base64
import io
from datetime import date
from pathlib import Path

import docx
import pytest
from markdown_it import MarkdownIt
from reportlab.pdfgen.canvas import Canvas

from bot.export.comparison import as_html, as_markdown
from bot.export.formats import Entry, Format
from bot.export.write import exported
from retrieval.agreed.compare import Comparison, Match, MatchKind
from retrieval.clauses.clause import Symbol
from retrieval.errors import UnreadableError
from retrieval.library.library import read_library
from retrieval.readers.document import DocumentKind
from retrieval.readers.exported import MARK
from retrieval.readers.read import read_documents
from tests.samples import OFFICIAL_1325, write_library
from tests.typeset import docx_of

REFUSED = "it is an export of Clausebot, not a source; add the document that was exported instead"
NAME = "S_RES_1325(2000)"


@pytest.fixture(scope="module")
def entries(tmp_path_factory: pytest.TempPathFactory) -> list[Entry]:
    library = read_library(write_library(tmp_path_factory.mktemp("library"), a=OFFICIAL_1325))
    return [Entry(clause, kept=date(2026, 11, 25), note="x") for clause in library.clauses]


@pytest.fixture(scope="module")
def pages(entries: list[Entry]) -> tuple[str, str]:
    """A comparison as HTML and as Markdown."""
    matches = tuple(Match(MatchKind.DROPPED, entry.clause, None) for entry in entries)
    comparison = Comparison(Symbol(1325, 2000), Symbol(2331, 2016), None, None, matches)
    return as_html(comparison, "g"), as_markdown(comparison, "g")


def refused(name: str, data: bytes) -> None:
    """Hold that a file is refused as an export, though its owner vouches for it."""
    with pytest.raises(UnreadableError, match=REFUSED):
        read_documents(name, data, vouched=True)


def saved_again(data: bytes) -> bytes:
    """Return a Word document as a word processor saves it after an edit: with the properties it had."""
    document = docx.Document(io.BytesIO(data))
    document.core_properties.title, document.core_properties.author = "Draft", "A. N. Other"
    document.add_paragraph("1. Urges all to act;")
    file = io.BytesIO()
    document.save(file)
    return file.getvalue()


def test_a_word_document_is_refused_after_it_was_edited_too(entries: list[Entry]) -> None:
    data = exported(entries, Format.DOCX)
    refused(f"{NAME}.docx", data)
    refused(f"{NAME}.docx", saved_again(data))


def test_markdown_is_refused_as_text_and_as_a_page(entries: list[Entry]) -> None:
    data = exported(entries, Format.MARKDOWN)
    refused(f"{NAME}.txt", data)
    page = MarkdownIt("commonmark", {"html": True}).render(data.decode()).encode()
    refused(f"{NAME}.html", page)
    head = b"MIME-Version: 1.0\r\nContent-Type: text/html; charset=utf-8\r\nContent-Transfer-Encoding: base64\r\n\r\n"
    refused(f"{NAME}.mhtml", head + base64.b64encode(page))


def test_comparisons_are_refused(pages: tuple[str, str]) -> None:
    page, markdown = pages
    refused(f"{NAME}.html", page.encode())
    refused(f"{NAME}.txt", page.encode("utf-16"))
    refused(f"{NAME}.txt", markdown.encode())
    archive = b"MIME-Version: 1.0\r\nContent-Type: text/html; charset=utf-8\r\n\r\n" + page.encode()
    refused(f"{NAME}.mhtml", archive)


def test_a_pdf_that_a_word_processor_made_of_an_export_is_refused() -> None:
    file = io.BytesIO()
    canvas = Canvas(file)
    canvas.setKeywords(f"draft, {MARK}")
    for n, line in enumerate(filter(None, OFFICIAL_1325.splitlines())):
        canvas.drawString(50, 780 - 14 * n, line)
    canvas.save()
    refused(f"{NAME}.pdf", file.getvalue())
    canvas = Canvas(plain := io.BytesIO())
    canvas.setKeywords("resolutions")
    for n, line in enumerate(filter(None, OFFICIAL_1325.splitlines())):
        canvas.drawString(50, 780 - 14 * n, line)
    canvas.save()
    assert read_documents(f"{NAME}.pdf", plain.getvalue()).documents


@pytest.mark.parametrize("form", [Format.CSV, Format.JSONL, Format.XLSX])
def test_tables_are_read_as_tables_and_displace_nothing(form: Format, entries: list[Entry], tmp_path: Path) -> None:
    data = exported(entries, form)
    [document] = read_documents(f"a{form.ending}", data, vouched=True).documents
    assert document.kind is DocumentKind.TABLE
    folder = write_library(tmp_path, official=OFFICIAL_1325)
    (folder / f"a{form.ending}").write_bytes(data)
    assert {clause.source.file for clause in read_library(folder).clauses} == {"official.txt"}


def test_a_document_that_says_nothing_of_itself_is_read() -> None:
    assert read_documents("a.docx", docx_of(OFFICIAL_1325)).documents
