"""Word (DOCX) export of clauses, each quoted under its citation. With commented.py, the users of python-docx."""

from __future__ import annotations

import io
from collections.abc import Sequence
from datetime import UTC, datetime

from docx import Document
from docx.document import Document as DocumentObject
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.oxml.xmlchemy import BaseOxmlElement
from docx.shared import Cm, Pt
from docx.text.paragraph import Paragraph

from bot.export.formats import Entry
from bot.inert import without_controls
from bot.wording import long_date
from retrieval.clauses.citation import formal
from retrieval.readers.exported import MARK

_LANGUAGE = "en-GB"
_EPOCH = datetime(2000, 1, 1, tzinfo=UTC)
"""Fixed timestamp for reproducible files."""


def docx_of(entries: Sequence[Entry]) -> bytes:
    """Return clauses as DOCX: citation in bold, block quote, source and annotations."""
    document = _blank()
    for entry in entries:
        _write(document, entry)
    file = io.BytesIO()
    document.save(file)
    return file.getvalue()


def _blank() -> DocumentObject:
    document = Document()
    about = document.core_properties
    about.author, about.title, about.comments, about.language = "", "Clauses", "", _LANGUAGE
    about.keywords = MARK
    about.created = about.modified = _EPOCH
    page = document.sections[0]
    page.page_width, page.page_height = Cm(21), Cm(29.7)
    normal = document.styles["Normal"]
    normal.font.name, normal.font.size = "Times New Roman", Pt(11)
    normal.element.rPr.append(_element("w:lang", {"w:val": _LANGUAGE}))
    normal.paragraph_format.space_after = Pt(4)
    quote = document.styles["Quote"]
    quote.font.italic = False
    quote.paragraph_format.left_indent = Cm(1)
    return document


def _write(document: DocumentObject, entry: Entry) -> None:
    clause = entry.clause
    heading = document.add_paragraph()
    heading.paragraph_format.space_before = Pt(12)
    heading.paragraph_format.keep_with_next = True
    heading.add_run(_plain(formal(clause.symbol, clause.kind, clause.paragraph))).bold = True
    if clause.lead_in:
        lead_in = document.add_paragraph(style="Quote")
        lead_in.paragraph_format.keep_with_next = True
        lead_in.add_run(_plain(clause.lead_in)).italic = True
    document.add_paragraph(_plain(clause.text), style="Quote")
    source = document.add_paragraph()
    _link(source, str(clause.symbol), clause.url)
    source.add_run(f", {long_date(clause.date)}" if clause.date else "")
    if entry.note:
        document.add_paragraph().add_run(_plain(f"Note: {entry.note}")).italic = True


def _link(paragraph: Paragraph, text: str, url: str) -> None:
    """Add a hyperlink, which python-docx has no method for."""
    target = paragraph.part.relate_to(url, RELATIONSHIP_TYPE.HYPERLINK, is_external=True)
    link = _element("w:hyperlink", {"r:id": target})
    run = paragraph.add_run(text)
    run.font.underline = True
    link.append(run._r)
    paragraph._p.append(link)


def _element(name: str, attributes: dict[str, str]) -> BaseOxmlElement:
    element: BaseOxmlElement = OxmlElement(name)
    for attribute, value in attributes.items():
        element.set(qn(attribute), value)
    return element


def _plain(text: str) -> str:
    """Return text on one line, without characters invalid in XML."""
    return without_controls(" ".join(text.split()))
