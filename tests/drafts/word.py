"""Word documents of drafts, written part by part: python-docx makes no footnotes."""

import io
import re
import zipfile
from xml.sax.saxutils import escape

_W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
_TYPES = """<?xml version="1.0" encoding="UTF-8"?>
<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">
<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>
<Default Extension="xml" ContentType="application/xml"/>
<Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.\
document.main+xml"/>
<Override PartName="/word/footnotes.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.\
footnotes+xml"/>
<Override PartName="/word/styles.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.\
styles+xml"/>
</Types>"""
_RELATIONS = """<?xml version="1.0" encoding="UTF-8"?>
<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">{}</Relationships>"""
_RELATION = (
    '<Relationship Id="rId{}" Target="{}" '
    'Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/{}"/>'
)
_STYLES = f'<w:styles {_W}><w:style w:type="paragraph" w:styleId="Zitat"><w:name w:val="Quote"/></w:style></w:styles>'


def word_document(text: str) -> bytes:
    """Return a DOCX, a paragraph a line: "> " makes a block quotation, "[[…]]" a footnote, "*…*" an italic run."""
    notes: list[str] = []
    body = "".join(_paragraph(line, notes) for line in text.splitlines() if line.strip())
    footnotes = "".join(
        f'<w:footnote w:id="{n}"><w:p><w:r><w:footnoteRef/></w:r><w:r><w:t xml:space="preserve"> {escape(note)}</w:t>'
        "</w:r></w:p></w:footnote>"
        for n, note in enumerate(notes, start=1)
    )
    parts = {
        "[Content_Types].xml": _TYPES,
        "_rels/.rels": _RELATIONS.format(_RELATION.format(1, "word/document.xml", "officeDocument")),
        "word/_rels/document.xml.rels": _RELATIONS.format(
            _RELATION.format(1, "footnotes.xml", "footnotes") + _RELATION.format(2, "styles.xml", "styles")
        ),
        "word/document.xml": f"<w:document {_W}><w:body>{body}</w:body></w:document>",
        "word/footnotes.xml": f"<w:footnotes {_W}>{footnotes}</w:footnotes>",
        "word/styles.xml": _STYLES,
    }
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return file.getvalue()


def _paragraph(line: str, notes: list[str]) -> str:
    style = ""
    if line.startswith("> "):
        line, style = line[2:], '<w:pPr><w:pStyle w:val="Zitat"/></w:pPr>'
    runs = "".join(_runs(piece, notes) for piece in re.split(r"(\[\[.*?\]\]|\*.*?\*)", line) if piece)
    return f"<w:p>{style}{runs}</w:p>"


def _runs(piece: str, notes: list[str]) -> str:
    if piece.startswith("[["):
        notes.append(piece[2:-2])
        return f'<w:r><w:footnoteReference w:id="{len(notes)}"/></w:r>'
    properties = ""
    if piece.startswith("*"):
        piece, properties = piece[1:-1], "<w:rPr><w:i/></w:rPr>"
    return f'<w:r>{properties}<w:t xml:space="preserve">{escape(piece)}</w:t></w:r>'
