"""Typeset resolutions as PDF and DOCX like official documents: header, running heads, footers, footnotes, page breaks.

As a script, it typesets every text of a folder: `python -m tests.typeset pdf|columns|hyphens|docx|typed TEXTS INTO`.
"""

from __future__ import annotations

import io
import re
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import docx
import docx.document
from docx.oxml import parse_xml as _xml
from docx.oxml.ns import nsdecls
from reportlab.lib.pagesizes import A4
from reportlab.pdfbase.pdfmetrics import stringWidth
from reportlab.pdfgen.canvas import Canvas

_W = nsdecls("w")
_SIZE, _SMALL = 10.0, 8.5
_LEADING = 12.0
_TOP, _BOTTOM = 760.0, 110.0
_TITLE = re.compile(r"Resolution (\d+) \((\d{4})\)$", re.IGNORECASE | re.MULTILINE)
NUMBERED = re.compile(r"(\d{1,3}\.|\([a-z]{1,4}\)|[•–])\s+")
_NOTES = ("S/2016/949.", "See Security Council resolution 2195 (2014), and the statement by its President of that day.")
_WORD_TO_CUT = re.compile(r"[a-z]{4,}?(?=(?:tion|ment|ity|ing)s?\b)")


@dataclass(frozen=True, slots=True)
class Style:
    """Layout of a text.

    Attributes:
        columns: Number of columns, one or two.
        notes: Whether pages have footnotes, with superscript marks in the text.
        hyphens: Hyphen character at line ends; "" for no hyphenation.
        lowest: Bottom of pages, in points; a high one breaks many sentences.
    """

    columns: int = 1
    notes: bool = True
    hyphens: str = ""
    lowest: float = _BOTTOM


def pdf_of(text: str, style: Style = Style()) -> bytes:
    """Typeset a resolution as a PDF like the official one."""
    paragraphs = [paragraph for paragraph in text.splitlines() if paragraph.strip()]
    return _Setter(paragraphs, style).run()


class _Setter:
    def __init__(self, paragraphs: Sequence[str], style: Style) -> None:
        opens = paragraphs.index("The Security Council,")
        head = "\n".join(paragraphs[:opens])
        match = _TITLE.search(head)
        assert match, head
        self._title, self._adopted = match[0], " ".join(head[match.end() :].split())
        self._symbol = f"S/RES/{match[1]} ({match[2]})"
        self._job = f"{match[2][2:]}-{20000 + int(match[1])}"
        self._paragraphs = paragraphs[opens:]
        self._style = style
        self._file = io.BytesIO()
        self._canvas = Canvas(self._file, pagesize=A4, invariant=True, pageCompression=0)
        self._page = 1
        self._note = 0
        self._on_page: list[int] = []
        self._column = 0
        self._y = _TOP

    def run(self) -> bytes:
        self._first_page()
        for paragraph in self._paragraphs:
            self._paragraph(paragraph)
        self._end_page()
        self._canvas.save()
        return self._file.getvalue()

    def _first_page(self) -> None:
        self._say(70, 800, "United Nations", 12)
        self._say(420, 800, self._symbol, 12)
        self._say(70, 750, "Security Council", 16)
        self._say(420, 750, "Distr.: General")
        date = re.search(r"\d{1,2} \w+ \d{4}", self._adopted)
        self._say(420, 738, date[0] if date else "")
        self._say(126, 670, self._title, 14)
        self._y = 640
        for line in _wrapped(self._adopted, 320, _SIZE, ""):
            self._say(126, self._y, line, font="Times-Bold")
            self._y -= _LEADING
        self._y -= 10
        self._top = self._y

    def _paragraph(self, paragraph: str) -> None:
        columns = self._style.columns
        left, width = (126.0, 385.0) if columns == 1 else (70.0, 215.0)
        mark = NUMBERED.match(paragraph)
        words = paragraph[mark.end() :] if mark else paragraph
        deep = 24.0 if mark and not mark[1][0].isdigit() else 0.0
        first = 48.0 if mark or columns == 1 else 12.0
        lines = list(_wrapped(words, width - deep, _SIZE, self._style.hyphens, first))
        for n, line in enumerate(lines):
            if self._y < self._style.lowest:
                self._break()
            x = left + deep + (245.0 * self._column) + (0 if n else first)
            if n == 0 and mark:
                self._say(x - 24, self._y, mark[1])
            last = n + 1 == len(lines)
            self._say(x, self._y, line, fill=None if last else width - deep - (0 if n else first))
            if last and self._style.notes and len(lines) > 3 and len(self._on_page) < len(_NOTES):
                self._note += 1
                self._on_page.append(self._note)
                self._say(x + stringWidth(line, "Times-Roman", _SIZE), self._y + 3.5, str(self._note), 6.5)
            self._y -= _LEADING
        self._y -= 6

    def _break(self) -> None:
        if self._column + 1 < self._style.columns:
            self._column += 1
            self._y = self._top
            return
        self._end_page()
        self._canvas.showPage()
        self._page += 1
        self._column = 0
        self._say(70 if self._page % 2 == 0 else 420, 800, self._symbol, 9)
        self._y = self._top = _TOP

    def _end_page(self) -> None:
        y = 62.0 + 20 * len(self._on_page)
        if self._on_page:
            self._canvas.line(126, y + 12, 200, y + 12)
        for n in self._on_page:
            self._say(126, y + 3, str(n), 5.5)
            self._say(132, y, _NOTES[n % len(_NOTES)], _SMALL)
            y -= 10
        self._on_page = []
        if self._page == 1:
            self._say(70, 40, f"{self._job} (E)", 8)
            self._say(70, 28, f"*{self._job.replace('-', '')}*", 9)
        else:
            self._say(70, 40, f"{self._page}/9", 9)
            self._say(420, 40, self._job, 9)

    def _say(  # noqa: PLR0917  # a place, words and a size read best in a row
        self, x: float, y: float, words: str, size: float = _SIZE, font: str = "Times-Roman", fill: float | None = None
    ) -> None:
        line = self._canvas.beginText(x, y)
        line.setFont(font, size)
        gaps = words.count(" ")
        # Set word spacing in both cases: the state outlives its text object.
        line.setWordSpace(max((fill - stringWidth(words, font, size)) / gaps, 0) if fill and gaps else 0)
        line.textOut(words)
        self._canvas.drawText(line)


def _wrapped(text: str, width: float, size: float, hyphen: str, first: float = 0.0) -> Iterator[str]:
    """Yield lines no wider than `width`, the first one by `first` less."""
    line = ""
    room = width - first
    for word in text.split():
        longer = f"{line} {word}" if line else word
        if stringWidth(longer, "Times-Roman", size) <= room:
            line = longer
            continue
        cut = _WORD_TO_CUT.search(word) if hyphen else None
        if cut and stringWidth(f"{line} {word[: cut.end()]}-", "Times-Roman", size) <= room:
            yield f"{line} {word[: cut.end()]}{hyphen}"
            line = word[cut.end() :]
        else:
            head, dash, rest = word.rpartition("-")  # wrap a hyphenated word at its own hyphen
            if dash and rest and stringWidth(f"{line} {head}-", "Times-Roman", size) <= room:
                yield f"{line} {head}-"
                line = rest
            else:
                yield line
                line = word
        room = width
    yield line


def docx_of(text: str, *, automatic: bool = True) -> bytes:
    """Typeset a resolution as a Word document.

    Args:
        text: The text.
        automatic: Whether to use Word's list numbering where numbers are consecutive; else they are typed.
    """
    paragraphs = [paragraph for paragraph in text.splitlines() if paragraph.strip()]
    document = docx.Document()
    _add_lists(document)
    section = document.sections[0]
    section.header.paragraphs[0].text = "S/RES/0000 (1900)"
    section.footer.paragraphs[0].text = "2/10\t16-22937"
    head = document.add_table(rows=1, cols=2)
    head.rows[0].cells[0].text, head.rows[0].cells[1].text = "Security Council", "Distr.: General"
    counts = [0, 0, 0]
    for paragraph in paragraphs:
        mark = NUMBERED.match(paragraph)
        level = next_level(mark[1], counts) if mark and automatic else None
        words = paragraph[mark.end() :] if mark and level is not None else paragraph
        added = document.add_paragraph()
        for piece in re.findall(r"\S+\s*", words):  # as Word does, which splits runs arbitrarily
            added.add_run(piece)
        if level is not None:
            counts[level:] = [counts[level] + 1, *([0] * (2 - level))]
            added._p.get_or_add_pPr().append(
                _xml(f"<w:numPr {_W}><w:ilvl w:val='{level}'/><w:numId w:val='77'/></w:numPr>")
            )
    file = io.BytesIO()
    document.save(file)
    return file.getvalue()


def next_level(mark: str, counts: Sequence[int]) -> int | None:
    """Return the list level whose next number is `mark`."""
    romans = ("i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x")
    following = (f"{counts[0] + 1}.", f"({chr(97 + counts[1] % 26)})", f"({romans[counts[2] % 10]})")
    if mark == following[2] and counts[1] and (counts[2] or mark == "(i)") and mark != following[1]:
        return 2
    return next((level for level in (0, 1) if mark == following[level]), None)


def _add_lists(document: docx.document.Document) -> None:
    forms = (("decimal", "%1."), ("lowerLetter", "(%2)"), ("lowerRoman", "(%3)"))
    levels = "".join(
        f"<w:lvl w:ilvl='{n}'><w:start w:val='1'/><w:numFmt w:val='{form}'/><w:lvlText w:val='{text}'/></w:lvl>"
        for n, (form, text) in enumerate(forms)
    )
    numbering = document.part.numbering_part.element
    numbering.insert(0, _xml(f"<w:abstractNum {_W} w:abstractNumId='77'>{levels}</w:abstractNum>"))
    numbering.append(_xml(f"<w:num {_W} w:numId='77'><w:abstractNumId w:val='77'/></w:num>"))


def main(layouts: Mapping[str, tuple[Callable[[str], bytes], str]]) -> None:
    """Typeset every text of a folder in the layout of a name, with the ending of its files."""
    name, texts, into = sys.argv[1:]
    make, ending = layouts[name]
    Path(into).mkdir(parents=True, exist_ok=True)
    for path in sorted(Path(texts).glob("*.txt")):
        Path(into, f"{path.stem}.{ending}").write_bytes(make(path.read_text(encoding="utf-8")))


_LAYOUTS: dict[str, tuple[Callable[[str], bytes], str]] = {
    "pdf": (pdf_of, "pdf"),
    "columns": (lambda text: pdf_of(text, Style(columns=2)), "pdf"),
    "hyphens": (lambda text: pdf_of(text, Style(hyphens="-")), "pdf"),
    "docx": (docx_of, "docx"),
    "typed": (lambda text: docx_of(text, automatic=False), "docx"),
}

if __name__ == "__main__":
    main(_LAYOUTS)
