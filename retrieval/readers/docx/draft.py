"""Drafts in Word documents: text, notes and block quotations, with the run that each word stands in."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from xml.etree.ElementTree import Element

from retrieval.readers.docx.container import read_draft_parts
from retrieval.readers.docx.text import is_skipped, own_text
from retrieval.readers.drafts.draft import Block, Cell, Draft, Mark, Paragraph, trimmed

_QUOTING = ("quote", "blocktext", "quotation", "citation")
_INDENTED = 400
"""Least indent of a paragraph that may be a quotation, in twentieths of a point."""
_NOTES = {"footnoteReference": "footnote", "endnoteReference": "endnote"}


def read_draft(data: bytes) -> Draft:
    """Read a draft, as displayed with all changes accepted; numbers of lists are no part of the text.

    Raises:
        UnreadableError: If it is no Word document, damaged, encrypted or a zip bomb.
    """
    parts = read_draft_parts(data)
    reader = _Reader(_quoting_styles(parts.styles), {id(run): n for n, run in enumerate(parts.document.iter("r"))})
    reader.read(parts.document, "")
    for kind, notes in (("footnote", parts.footnotes), ("endnote", parts.endnotes)):
        for note in notes.iterfind(kind) if notes is not None else ():
            reader.read(note, f"{kind} {note.get('id', '')}")
    return reader.draft()


def _quoting_styles(styles: Element | None) -> frozenset[str]:
    """Return the ids of styles for quotations."""
    found = set()
    for style in styles.iterfind("style") if styles is not None else ():
        name = style.find("name")
        said = style.get("styleId", "") + (name.get("val", "") if name is not None else "")
        if any(word in said.lower().replace(" ", "") for word in _QUOTING):
            found.add(style.get("styleId", ""))
    return frozenset(found)


def _columns(element: Element, path: str, default: int) -> int:
    """Return the number of columns that a property of a cell or row says."""
    said = element.find(path)
    columns = said.get("val", "") if said is not None else ""
    return int(columns) if columns.isdecimal() and len(columns) < 3 else default


class _Reader:
    """Visitor that goes through the parts of a document once, in order.

    Args:
        quoting: Ids of styles for quotations.
        runs: Number of each run of the body, by its identity.
    """

    def __init__(self, quoting: frozenset[str], runs: dict[int, int]) -> None:
        self._quoting = quoting
        self._numbers = runs
        self._text: list[str] = []
        self._length = 0
        self._ranges: list[Paragraph] = []
        self._items: Counter[str] = Counter()
        self._depth = 0  # tables that the element stands in
        self._place = Cell(-1, -1, 0)  # of the next cell
        self._cell: Cell | None = None
        self._marks: list[Mark] = []
        self._runs: list[tuple[int, int]] = []

    def draft(self) -> Draft:
        """Return the draft."""
        text = "".join(self._text)
        return Draft(text, trimmed(text, self._ranges), tuple(self._marks), runs=tuple(self._runs))

    def read(self, element: Element, note: str, run: int | None = None) -> None:
        """Visit an element and its children.

        Args:
            element: Any element.
            note: The name of the note that it stands in; "" for the body.
            run: The number of the run that it stands in.
        """
        name = element.tag
        if is_skipped(element):
            return
        if name == "p":
            self._read_paragraph(element, note)
        elif name == "r" and not note:
            self._runs.append((self._length, self._numbers[id(element)]))
            self._read_all(element, note, self._numbers[id(element)])
        elif name in ("tbl", "tr", "tc"):
            self._read_in_table(element, note, run)
        elif name in _NOTES:
            self._marks.append(Mark(self._length, f"{_NOTES[name]} {element.get('id', '')}", run))
        elif (text := own_text(element)) is not None:
            self._put(text)
        else:
            self._read_all(element, note, run)

    def _read_all(self, elements: Iterable[Element], note: str, run: int | None) -> None:
        for element in elements:
            self.read(element, note, run)

    def _read_in_table(self, element: Element, note: str, run: int | None) -> None:
        """Read a table, row or cell; a table in a cell is text of it, and a wide cell is in its first column."""
        outermost = element.tag if self._depth == (element.tag != "tbl") else ""
        self._depth += element.tag == "tbl"
        if outermost == "tbl":
            self._place = Cell(self._place.table + 1, -1, 0)
        elif outermost == "tr":
            self._place = Cell(self._place.table, self._place.row + 1, _columns(element, "trPr/gridBefore", 0))
        elif outermost == "tc":
            self._cell = self._place
        self._read_all(element, note, run)
        self._depth -= element.tag == "tbl"
        if outermost == "tc":
            self._cell = None
            self._place = self._place._replace(column=self._place.column + _columns(element, "tcPr/gridSpan", 1))

    def _read_paragraph(self, paragraph: Element, note: str) -> None:
        start = self._length
        self._read_all(paragraph, note, None)
        block = Block.NOTE if note else self._block(paragraph)
        self._ranges.append(Paragraph(start, self._length, block, note, self._number(paragraph), self._cell))
        self._put("\n")

    def _number(self, paragraph: Element) -> int | None:
        """Return the place of a paragraph in its list; None outside of lists."""
        of_list = paragraph.find("pPr/numPr/numId")
        if of_list is None:
            return None
        name = of_list.get("val", "")
        self._items[name] += 1
        return self._items[name]

    def _block(self, paragraph: Element) -> Block:
        """Return the kind of a paragraph of the body, by its style and indent."""
        style, indent = paragraph.find("pPr/pStyle"), paragraph.find("pPr/ind")
        if style is not None and style.get("val") in self._quoting:
            return Block.QUOTE
        left = "" if indent is None else indent.get("left", indent.get("start", ""))
        is_far = left.isdecimal() and len(left) < 6 and int(left) >= _INDENTED
        return Block.INDENTED if is_far and paragraph.find("pPr/numPr") is None else Block.TEXT

    def _put(self, text: str) -> None:
        self._text.append(text)
        self._length += len(text)
