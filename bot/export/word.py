"""Word (DOCX) export of clauses: quoted under headings, cited in footnotes.

In `bot.export`, only this module, elements.py, footnotes.py and commented.py use python-docx.
"""

from __future__ import annotations

import io
from collections.abc import Sequence
from datetime import UTC, datetime

from docx import Document
from docx.document import Document as DocumentObject
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml.ns import qn
from docx.shared import Cm, Pt, RGBColor
from docx.text.paragraph import Paragraph

from bot.clause_wording import theme_lines
from bot.export.elements import element_of
from bot.export.footnotes import Footnotes
from bot.export.formats import Entry, Headings
from bot.inert import without_controls
from retrieval.clauses.citation import footnote_citation, resolution_name
from retrieval.clauses.clause import Clause, full_pinpoint
from retrieval.clauses.months import long_date
from retrieval.readers.exported import MARK

_LANGUAGE = "en-GB"
_FONT = "Times New Roman"
_WITHOUT = "Without a theme"
_EPOCH = datetime(2000, 1, 1, tzinfo=UTC)
"""Fixed timestamp for reproducible files."""


def docx_of(entries: Sequence[Entry], headings: Headings = Headings.RESOLUTION) -> bytes:
    """Return clauses as DOCX: block quotes under headings, with UN citations in footnotes, and annotations.

    Args:
        entries: The clauses; under each heading, they keep their order.
        headings: Grouping of the clauses. A clause with several themes appears under each of them.
    """
    document = _blank()
    footnotes = Footnotes(document)
    for heading, below in _by_heading(entries, headings).items():
        document.add_heading(_plain(heading), level=1)
        if headings is Headings.RESOLUTION:
            _write_source(document, below[0].clause)
        for entry in below:
            _write(document, entry, footnotes, headings)
    file = io.BytesIO()
    document.save(file)
    return file.getvalue()


def _by_heading(entries: Sequence[Entry], headings: Headings) -> dict[str, list[Entry]]:
    """Group entries by heading, in the order of their first entries; entries without a theme come last."""
    found: dict[str, list[Entry]] = {}
    bare: list[Entry] = []
    for entry in entries:
        if headings is Headings.RESOLUTION:
            names = [f"Security Council {resolution_name(entry.clause.symbol)}"]
        else:
            names = [label.name for label in entry.clause.themes if label.is_given]
            bare += [] if names else [entry]
        for name in names:
            found.setdefault(name, []).append(entry)
    return {**found, _WITHOUT: bare} if bare else found


def _blank() -> DocumentObject:
    document = Document()
    about = document.core_properties
    about.author, about.title, about.comments, about.language = "", "Clauses", "", _LANGUAGE
    about.keywords = MARK
    about.created = about.modified = _EPOCH
    page = document.sections[0]
    page.page_width, page.page_height = Cm(21), Cm(29.7)
    normal = document.styles["Normal"]
    normal.font.name, normal.font.size = _FONT, Pt(11)
    normal.element.rPr.append(element_of("w:lang", {"w:val": _LANGUAGE}))
    normal.paragraph_format.space_after = Pt(4)
    for level, size in ((1, 14), (2, 11)):
        heading = document.styles[f"Heading {level}"]
        heading.font.name, heading.font.size, heading.font.color.rgb = _FONT, Pt(size), RGBColor(0, 0, 0)
        for theme in ("asciiTheme", "hAnsiTheme"):  # theme fonts, which would override the font name
            heading.element.rPr.rFonts.attrib.pop(qn(f"w:{theme}"), None)
        heading.paragraph_format.space_before, heading.paragraph_format.space_after = Pt(size), Pt(4)
    quote = document.styles["Quote"]
    quote.font.italic, quote.font.color.rgb = False, RGBColor(0, 0, 0)
    quote.paragraph_format.left_indent = Cm(1)
    return document


def _write_source(document: DocumentObject, clause: Clause) -> None:
    source = document.add_paragraph()
    source.paragraph_format.keep_with_next = True
    _link(source, str(clause.symbol), clause.url)
    source.add_run(f", {long_date(clause.date)}" if clause.date else "")


def _write(document: DocumentObject, entry: Entry, footnotes: Footnotes, headings: Headings) -> None:
    clause = entry.clause
    place = full_pinpoint(clause.kind, clause.paragraph) if headings is Headings.RESOLUTION else clause.citation
    document.add_heading(_plain(place[:1].upper() + place[1:]), level=2)
    if headings is Headings.THEME:
        _write_source(document, clause)
    if clause.lead_in:
        lead_in = document.add_paragraph(style="Quote")
        lead_in.paragraph_format.keep_with_next = True
        lead_in.add_run(_plain(clause.lead_in)).italic = True
    quote = document.add_paragraph(_plain(clause.text), style="Quote")
    cited = footnote_citation(clause.symbol, clause.kind, clause.paragraph)
    footnotes.add(quote, _plain(cited if cited.endswith(".") else f"{cited}."))
    given, suggested = theme_lines(clause.themes)
    if given:
        document.add_paragraph(_plain(f"Themes: {given}"))
    if suggested:
        document.add_paragraph(_plain(suggested[:1].upper() + suggested[1:]))
    if entry.note:
        document.add_paragraph().add_run(_plain(f"Note: {entry.note}")).italic = True


def _link(paragraph: Paragraph, text: str, url: str) -> None:
    """Add a hyperlink, which python-docx has no method for."""
    target = paragraph.part.relate_to(url, RELATIONSHIP_TYPE.HYPERLINK, is_external=True)
    link = element_of("w:hyperlink", {"r:id": target})
    run = paragraph.add_run(text)
    run.font.underline = True
    link.append(run._r)
    paragraph._p.append(link)


def _plain(text: str) -> str:
    """Return text on one line, without characters invalid in XML."""
    return without_controls(" ".join(text.split()))
