"""Fuzz targets: for each reader an entry point, seeds and a dictionary."""

from __future__ import annotations

import io
import json
import zipfile
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from itertools import groupby

from openpyxl import Workbook

from retrieval.errors import UnreadableError
from retrieval.readers.pdf.glyphs import MOST_CHARACTERS
from retrieval.readers.pdf.layout import lay_out
from retrieval.readers.pdf.page import Glyph, Page
from retrieval.readers.read import quotable, read_documents
from retrieval.readers.read_draft import read_draft
from retrieval.readers.source import quote
from tests.samples import LONG_2999, OFFICIAL_1325, OFFICIAL_2331, PAGE_2331
from tests.typeset import docx_of, pdf_of
from tests.webpages import mhtml

WORDS = (
    "Resolution 1325 (2000)\n|The Security Council,\n|1. |(a) |(i) |(aa) |• |Recalling |Calls upon |"
    "Decides |Annex\n|A\n|II. |Section C|S/RES/1325 (2000)\n|2/8\n|*2011254*\n|20-11254 (E)\n|:|;|, and\n|"
    ".\n|“|”|\n|\n\n|  |\xa0|\ufeff|\u2028|\x0c|[1] |1 See |paragraph |United Nations|"
    "Adopted by the Security Council at its 1st meeting, on 31 October 2000\n|Voting: |Notes\n|in favour|"
    "12.1 |l. "
)
PAGE_WORDS = (
    "Resolution 2331, SGBV\n|PeaceWomen Consolidated Themes:\n|Extract:\n|Countries:\n|Protection\n|"
    "“2.   Calls|[...]|Para 21. |OP 57. |Resolution Extracts:\n|"
    "Security Council Resolution 2275: para. 20.\n|Tuesday, December 20, 2016"
)
DRAFTED = "“|”|[^1]|[^1]: |> |**|Ibid., |(S/RES/1325 (2000), para. 3)|OP 2 (a)|[...]|&nbsp;|`|# |\\|"
TAGS = (
    "<p>|</p>|<br>|<ol>|<ol type=a>|<ol start=3>|</ol>|<ul>|</ul>|<li>|<li value=7>|</li>|<table>|<tr>|<td>|"
    "</td>|<div>|</div>|<nav>|</nav>|<footer>|<sup>|</sup>|<sup><a href=#n1>[1]</a></sup>|<a href=#n1>|"
    "<a href='x'>|<a name=n1>|</a>|<div id=n1>|<pre>|</pre>|<script>|</script>|<style>|<!--|-->|&nbsp;|"
    "&#8220;|&amp|&#x110000;|<b|='|\"|>|<|</|<svg>|<select>|<meta charset=iso-8859-1>|<h1>|</h1>|"
    "<span hidden>|</span>|<section role=navigation>|<![if !supportLists]>|<![endif]>|"
    "<p a|aaaaaaaa|<a href='#|a=|&#99999999999999999999999999999999|999999999999"
)
MIME = (
    "MIME-Version: 1.0\r\n|Content-Type: multipart/related; boundary=x\r\n\r\n|--x\r\n|--x--\r\n|"
    "Content-Type: text/html; charset=utf-8\r\n|Content-Transfer-Encoding: quoted-printable\r\n\r\n|"
    "Content-Transfer-Encoding: base64\r\n\r\n|=E2=80=9C|=\r\n|Content-Location: cid:1\r\n|\r\n"
)
XML = (
    "<w:p><w:r><w:t>1. Urges</w:t></w:r></w:p>|<w:tbl><w:tr><w:tc><w:p/></w:tc></w:tr></w:tbl>|<w:p><w:pPr><w:numPr>"
    "<w:ilvl w:val='2'/><w:numId w:val='1'/></w:numPr></w:pPr></w:p>|<w:r><w:t>a</w:t><w:tab/></w:r>|"
    "<row><c><v>1</v></c></row>|<row r='2'><c r='B2' t='inlineStr'><is><t>S/RES/1325 (2000), OP 1</t></is></c></row>|"
    "<w:p>|</w:p>|<w:r>|</w:r>|<w:t>|</w:t>|<w:tbl>|<w:tr>|<w:tc>|<w:ins>|<w:del>|<w:numPr>|"
    "<w:numId w:val='1'/>|<w:ilvl w:val='8'/>|<w:sym w:char='F0B7'/>|<w:pPr>|</w:pPr>|<w:br/>|<w:tab/>|"
    "&#10;|<!DOCTYPE x [|<!ENTITY a 'b'>|]>|&a;|<x>|</x>|<c t='inlineStr'><is><t>|</t></is></c>|<row>|"
    "</row>|<c r='ZZZ1048576'>|<v>1</v>"
)
CELLS = (
    'citation,text,themes\n|resolution,paragraph,text\n|"S/RES/1325 (2000), OP 1"|,|;|\t|"|\n|""|\'=1+1|'
    'S/RES/1325(2000)#2(a)|PP3|operative|2016-12-20|{"text": |"citation": |[|]|{|}|\\ud800|\\u0000|1e999|'
    "NaN|null|true"
)
PDF = (
    "obj|endobj|stream\n|endstream|<<|>>|/Kids [|/Parent 1 0 R|/Length 5|BT|ET|Tj|(words)|Tf|xref|trailer|"
    "%%EOF|/Type /Page|[|]|R|0 0 0"
)


@dataclass(frozen=True, slots=True)
class Target:
    """One reader.

    Attributes:
        run: Reads bytes; anything it raises is a finding.
        seeds: Files to start from.
        words: What its format is made of, for the dictionary and for long files.
    """

    run: Callable[[bytes], None]
    seeds: tuple[bytes, ...]
    words: tuple[bytes, ...]


def read(name: str, data: bytes) -> None:
    """Read a file or have it refused; what was read is proved from its bytes."""
    try:
        reading = read_documents(name, data)
    except UnreadableError:
        return
    source = reading.source
    assert quotable(data, source.form) == source.data
    for document in reading.documents:
        for paragraph in document.paragraphs:
            for spans in (paragraph.spans, paragraph.lead_in_spans):
                quote(source.data, spans, form=source.form, encoding=source.encoding)


def packed(**parts: str | bytes) -> bytes:
    """Return an archive of these parts; "__" in a name is a slash."""
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(f"{name.replace('__', '/')}.xml", content)
    return file.getvalue()


def unpacked(data: bytes, name: str) -> bytes:
    """Return one part of an archive."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return archive.read(name)


def _lay_out(data: bytes) -> None:
    """Lay out glyphs whose places are these bytes, four for each."""
    data = data[: 4 * MOST_CHARACTERS]
    glyphs = tuple(
        Glyph(
            chr(97 + a % 26) if a % 5 else "-", 1 + n // 700, b * 2.0, b * 2.0 + c % 12, c * 3.0, 4.0 + d % 9, d > 200
        )
        for n, (a, b, c, d) in enumerate(zip(*(data[start::4] for start in range(4)), strict=False))
    )
    pages = [Page(500.0, tuple(some)) for _, some in groupby(glyphs, lambda glyph: glyph.page)]
    if pages:
        text = lay_out(pages)
        assert len(text.text) == len(text.glyphs)


def _workbook() -> bytes:
    workbook, file = Workbook(), io.BytesIO()
    for row in (("citation", "text"), ("S/RES/1325 (2000), OP 1", "Urges Member States;")):
        workbook.active.append(row)  # type: ignore[union-attr]
    workbook.save(file)
    return file.getvalue()


def _html(text: str) -> bytes:
    lines = "".join(f"<p>{line}</p>\n" for line in text.splitlines() if line)
    return f"<!DOCTYPE html><html><body><nav><ul><li><a href='/'>Home</a></ul></nav>{lines}</body></html>".encode()


def _words(*lists: str) -> tuple[bytes, ...]:
    return tuple(word.encode() for words in lists for word in words.split("|"))


_TEXTS = tuple(text.encode() for text in (OFFICIAL_2331, OFFICIAL_1325, LONG_2999))
_CSV = b'citation,text,themes\n"S/RES/1325 (2000), OP 1",Urges Member States;,Participation;Protection\n'
_JSONL = json.dumps({"citation": "S/RES/1325 (2000), OP 1", "text": "Urges;", "themes": [{"name": "HR"}]}).encode()
_PARTS = {name: unpacked(docx_of(OFFICIAL_1325), f"word/{name}.xml") for name in ("document", "numbering", "styles")}
_DRAFT = f"The Council “{OFFICIAL_1325.splitlines()[-1]}” (S/RES/1325 (2000), para. 3)[^1].\n\n[^1]: Ibid., para. 1.\n"
_SHEET = "xl/worksheets/sheet1.xml"


def _docx_part(data: bytes) -> None:
    read("a.docx", packed(**{**{f"word__{name}": part for name, part in _PARTS.items()}, "word__document": data}))


def _draft(name: str) -> Callable[[bytes], None]:
    """Return a function that reads a draft as `clausebot check` does; one that cannot be read is no finding."""

    def read_it(data: bytes) -> None:
        with suppress(UnreadableError):
            draft = read_draft(name, data)
            assert all(0 <= one.start <= one.end <= len(draft.text) for one in draft.paragraphs)

    return read_it


def _draft_part(data: bytes) -> None:
    _draft("a.docx")(packed(**{**{f"word__{name}": part for name, part in _PARTS.items()}, "word__document": data}))


def _xlsx_part(data: bytes) -> None:
    file = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(_workbook())) as old, zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            new.writestr(name, data if name == _SHEET else old.read(name))
    read("a.xlsx", file.getvalue())


def _named(name: str) -> Callable[[bytes], None]:
    return lambda data: read(name, data)


def _pdfs(texts: Sequence[str]) -> tuple[bytes, ...]:
    return tuple(map(pdf_of, texts))


TARGETS = {
    "official": Target(_named("S_RES_1325(2000).txt"), _TEXTS, _words(WORDS)),
    "peacewomen": Target(_named("a.txt"), (PAGE_2331.encode(),), _words(WORDS, PAGE_WORDS)),
    "peacewomen-html": Target(_named("a.html"), (_html(PAGE_2331),), _words(PAGE_WORDS, TAGS)),
    "page": Target(_named("S_RES_1325(2000).html"), tuple(map(_html, (OFFICIAL_2331, LONG_2999))), _words(WORDS, TAGS)),
    "mhtml": Target(_named("a.mhtml"), tuple(map(mhtml, (OFFICIAL_1325, OFFICIAL_2331))), _words(TAGS, MIME)),
    "pdf": Target(_named("a.pdf"), _pdfs((OFFICIAL_1325,)), _words(PDF)),
    "pdf-layout": Target(_lay_out, (bytes(range(256)) * 4,), _words("abcd|efgh")),
    "docx": Target(_named("a.docx"), (docx_of(OFFICIAL_1325),), _words("PK\x03\x04|PK\x01\x02|word/document.xml")),
    "docx-part": Target(_docx_part, (_PARTS["document"],), _words(WORDS, XML)),
    "csv": Target(_named("a.csv"), (_CSV,), _words(CELLS)),
    "jsonl": Target(_named("a.jsonl"), (_JSONL,), _words(CELLS)),
    "xlsx": Target(_named("a.xlsx"), (_workbook(),), _words("PK\x03\x04|PK\x01\x02|xl/workbook.xml")),
    "draft-markdown": Target(_draft("a.md"), (_DRAFT.encode(),), _words(WORDS, DRAFTED)),
    "draft-page": Target(_draft("a.html"), (_html(OFFICIAL_1325),), _words(TAGS, DRAFTED)),
    "draft-pdf": Target(_draft("a.pdf"), _pdfs((OFFICIAL_1325,)), _words(PDF)),
    "draft-docx-part": Target(_draft_part, (_PARTS["document"],), _words(WORDS, XML)),
    "xlsx-part": Target(_xlsx_part, (unpacked(_workbook(), _SHEET),), _words(CELLS, XML)),
}
