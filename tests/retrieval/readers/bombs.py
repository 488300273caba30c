"""Files that are small on disk and made to burst what reads them; none of them is a resolution."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable

from openpyxl import Workbook

from tests.fuzz.targets import packed

_SHEET = b"xmlns='http://schemas.openxmlformats.org/spreadsheetml/2006/main'"
_WORD = b"xmlns:w='http://schemas.openxmlformats.org/wordprocessingml/2006/main'"


def comments_in_a_row() -> bytes:
    """What begins a page was looked for in every way to part the blanks between these."""
    return b"<!--x--> " * 40 + b"<x>milk and bread</x>"


def one_shared_string() -> bytes:
    """The file has the string once, and a table every time."""
    Workbook().save(file := io.BytesIO())
    with zipfile.ZipFile(file) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    row = b"<row><c t='s'><v>%d</v></c><c t='s'><v>%d</v></c></row>"
    rows = row % (0, 1) + row % (2, 3) * 90_000
    strings = (b"citation", b"text", b"S/RES/1325 (2000), OP 1", b"milk " * 6_000)
    said = b"".join(b"<si><t>" + string + b"</t></si>" for string in strings)
    parts["xl/worksheets/sheet1.xml"] = b"<worksheet " + _SHEET + b"><sheetData>" + rows + b"</sheetData></worksheet>"
    parts["xl/sharedStrings.xml"] = b"<sst " + _SHEET + b">" + said + b"</sst>"
    kind = b"application/vnd.openxmlformats-officedocument.spreadsheetml.sharedStrings+xml"
    declared = b"<Override PartName='/xl/sharedStrings.xml' ContentType='" + kind + b"'/></Types>"
    parts["[Content_Types].xml"] = parts["[Content_Types].xml"].replace(b"</Types>", declared)
    with zipfile.ZipFile(again := io.BytesIO(), "w", zipfile.ZIP_DEFLATED) as archive:
        for part, content in parts.items():
            archive.writestr(part, content)
    return again.getvalue()


def long_numbers() -> bytes:
    """Each paragraph has a number of 20,000 figures."""
    level = b"<w:lvl w:ilvl='0'><w:numFmt w:val='decimal'/><w:lvlText w:val='" + b"%1" * 20_000 + b"'/></w:lvl>"
    lists = b"<w:abstractNum w:abstractNumId='1'>" + level + b"</w:abstractNum>"
    used = b"<w:num w:numId='1'><w:abstractNumId w:val='1'/></w:num>"
    properties = b"<w:pPr><w:numPr><w:ilvl w:val='0'/><w:numId w:val='1'/></w:numPr></w:pPr>"
    return _docx(
        _paragraph(properties) * 50_000,
        word__numbering=b"<w:numbering " + _WORD + b">" + lists + used + b"</w:numbering>",
    )


def chained_styles() -> bytes:
    """Each paragraph has a style that is based on 50,000 others."""
    chain = b"".join(b"<w:style w:styleId='s%d'><w:basedOn w:val='s%d'/></w:style>" % (n, n + 1) for n in range(50_000))
    return _docx(
        _paragraph(b"<w:pPr><w:pStyle w:val='s0'/></w:pPr>") * 10_000,
        word__styles=b"<w:styles " + _WORD + b">" + chain + b"</w:styles>",
    )


def long_attribute() -> bytes:
    """One attribute has nearly all of the 16 MB that a file may have."""
    return b"<html><p a='" + b"x" * 15_900_000 + b"'>milk</p>"


def deep_json() -> bytes:
    """Deep enough to be read as JSON, and too deep for what goes through it."""
    return b'{"citation": "S/RES/1325 (2000), OP 1", "text": ' + b"[" * 900 + b"]" * 900 + b"}"


BOMBS: dict[str, Callable[[], bytes]] = {
    "comments.html": comments_in_a_row,
    "string.xlsx": one_shared_string,
    "numbers.docx": long_numbers,
    "styles.docx": chained_styles,
    "attribute.html": long_attribute,
    "deep.jsonl": deep_json,
}


def _paragraph(properties: bytes) -> bytes:
    return b"<w:p>" + properties + b"<w:r><w:t>milk</w:t></w:r></w:p>"


def _docx(paragraphs: bytes, **parts: bytes) -> bytes:
    document = b"<w:document " + _WORD + b"><w:body>" + paragraphs + b"</w:body></w:document>"
    return packed(word__document=document, **parts)
