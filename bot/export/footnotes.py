"""Footnotes of a Word document, which python-docx has no methods for: their part, styles and references."""

from __future__ import annotations

from docx.document import Document
from docx.enum.style import WD_STYLE_TYPE
from docx.opc.constants import CONTENT_TYPE, RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import XmlPart
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.oxml.xmlchemy import BaseOxmlElement
from docx.shared import Pt
from docx.text.paragraph import Paragraph

from bot.export.elements import element_of

_TEXT, _REFERENCE = "footnote text", "footnote reference"
"""Names of Word's built-in footnote styles."""
_SEPARATORS = {"-1": "separator", "0": "continuationSeparator"}
"""Notes that draw the line above footnotes, by id. Word rejects a footnotes part without them."""


class Footnotes:
    """Footnotes of a document that has none yet, numbered as they are added.

    Source:
        ECMA-376, Office Open XML File Formats, Part 1, 17.11.
    """

    def __init__(self, document: Document) -> None:
        styles = document.styles
        text = styles.add_style(_TEXT, WD_STYLE_TYPE.PARAGRAPH, builtin=True)
        text.base_style, text.font.size = styles["Normal"], Pt(9)
        reference = styles.add_style(_REFERENCE, WD_STYLE_TYPE.CHARACTER, builtin=True)
        reference.font.superscript = True
        self._styles = {style.name: style.style_id for style in (text, reference)}
        self._notes = parse_xml(f"<w:footnotes {nsdecls('w', 'r')}/>")
        settings = document.settings.element
        named = element_of("w:footnotePr")
        for note_id, kind in _SEPARATORS.items():
            self._notes.append(_separator(note_id, kind))
            named.append(element_of("w:footnote", {"w:id": note_id}))
        settings.find(qn("w:compat")).addprevious(named)  # the order of settings is fixed
        package = document.part.package
        part = XmlPart(PackURI("/word/footnotes.xml"), CONTENT_TYPE.WML_FOOTNOTES, self._notes, package)
        document.part.relate_to(part, RELATIONSHIP_TYPE.FOOTNOTES)

    def add(self, paragraph: Paragraph, text: str) -> None:
        """Add a footnote, with its reference at the end of a paragraph."""
        number = str(len(self._notes) - len(_SEPARATORS) + 1)
        paragraph._p.append(self._mark("w:footnoteReference", {"w:id": number}))
        note = element_of("w:p")
        properties = element_of("w:pPr")
        properties.append(element_of("w:pStyle", {"w:val": self._styles[_TEXT]}))
        words, run = element_of("w:t", {"xml:space": "preserve"}), element_of("w:r")
        words.text = f" {text}"
        run.append(words)
        note.extend([properties, self._mark("w:footnoteRef", {}), run])
        footnote = element_of("w:footnote", {"w:id": number})
        footnote.append(note)
        self._notes.append(footnote)

    def _mark(self, name: str, attributes: dict[str, str]) -> BaseOxmlElement:
        """Return a run with the number of a note, in superscript."""
        run, properties = element_of("w:r"), element_of("w:rPr")
        properties.append(element_of("w:rStyle", {"w:val": self._styles[_REFERENCE]}))
        run.extend([properties, element_of(name, attributes)])
        return run


def _separator(note_id: str, kind: str) -> BaseOxmlElement:
    note, paragraph, run = (element_of(name) for name in ("w:footnote", "w:p", "w:r"))
    note.set(qn("w:type"), kind)
    note.set(qn("w:id"), note_id)
    run.append(element_of(f"w:{kind}"))
    paragraph.append(run)
    note.append(paragraph)
    return note
