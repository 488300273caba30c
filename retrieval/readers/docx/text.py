"""Text of a Word document: a line for each paragraph, as displayed with all changes accepted."""

from __future__ import annotations

from collections.abc import Iterator
from xml.etree.ElementTree import Element

from retrieval.readers.docx.container import read_parts
from retrieval.readers.docx.numbering import Numbering, read_numbering
from retrieval.readers.markup import LINE_ENDS
from retrieval.readers.official.enumerators import read_mark
from retrieval.readers.side_columns import number_in, text_column

# Skipped: deleted and moved text; alternative forms of a drawing; properties.
_LEFT_OUT = frozenset({"del", "moveFrom", "mc:Fallback", "pPr", "rPr", "sectPr", "tblPr", "trPr", "tcPr"})
_SIGNS = {"tab": " ", "ptab": " ", "br": "\n", "cr": "\n", "noBreakHyphen": "\N{NON-BREAKING HYPHEN}"}
_OFF = frozenset({"0", "false", "off"})


def read_text(data: bytes) -> str:
    """Extract the text of a Word document, without notes, headers, footers and comments.

    Raises:
        UnreadableError: If it is no Word document, damaged, encrypted or a zip bomb.
    """
    document, numbering, styles = read_parts(data)
    reader = _Reader(read_numbering(numbering, styles))
    reader.read(document)
    return "\n".join(reader.lines)


class _Reader:
    """Visitor that goes through a document once, in order.

    Attributes:
        lines: Non-empty paragraphs, each with its number.
    """

    def __init__(self, numbering: Numbering) -> None:
        self.lines: list[str] = []
        self._numbering = numbering
        self._words: list[str] = []
        self._carried: list[str] = []  # text of paragraphs whose ends are deleted, so that they run into the next

    def read(self, element: Element) -> None:
        """Visit an element and its children."""
        if is_skipped(element):
            return
        if element.tag == "p":
            self._read_paragraph(element)
        elif element.tag == "tbl":
            self._read_table(element)
        elif (text := own_text(element)) is not None:
            self._words.append(text)
        else:
            for child in element:
                self.read(child)

    def _read_table(self, table: Element) -> None:
        """Read the cells of a table, without columns beside that of the text."""
        rows = [[self._lines_of(cell) for cell in _inside(row, "tc")] for row in _inside(table, "tr")]
        column = text_column([row for row in rows if len(row) > 1])
        for row in rows:
            if column is None or len(row) == 1:
                self.lines += [line for cell in row for line in cell]
            elif column < len(row):
                first, *more = row[column] or [""]
                numbers = (number_in(cell[0]) for cell in reversed(row[:column]) if len(cell) == 1)
                number = "" if read_mark(first) or not first else next(filter(None, numbers), "")
                self.lines += [line for line in (f"{number} {first}".strip(), *more) if line]

    def _lines_of(self, cell: Element) -> list[str]:
        outer, self.lines = self.lines, []
        for child in cell:
            self.read(child)
        lines, self.lines = self.lines, outer
        return lines

    def _read_paragraph(self, paragraph: Element) -> None:
        """Read a paragraph as a line with its number; if its end is deleted, its text goes to the next paragraph."""
        # Paragraphs in a drawing inside of a paragraph become lines of their own, before it.
        outer, self._words = self._words, []
        for child in paragraph:
            self.read(child)
        words, self._words = [*self._carried, *self._words], outer
        properties = paragraph.find("pPr")
        self._carried = []
        if properties is not None and properties.find("rPr/del") is not None:
            self._carried = words
            return
        label = self._numbering.next_label(properties)
        text = "".join(words).strip()
        if text:
            self.lines.append(f"{label} {text}" if label else text)


def _inside(element: Element, tag: str) -> Iterator[Element]:
    """Yield the elements of a tag in another one, also in its content controls, but not in tables of its cells."""
    for child in element:
        if child.tag == tag:
            yield child
        elif child.tag not in ("tbl", "tr", "tc") and not is_skipped(child):
            yield from _inside(child, tag)


def is_skipped(element: Element) -> bool:
    """Return whether an element and its children are no displayed text."""
    return element.tag in _LEFT_OUT or (element.tag == "r" and _is_hidden(element))


def own_text(element: Element) -> str | None:
    """Return the text that an element itself displays; None if its text is that of its children."""
    match element.tag:
        case "t":
            return LINE_ENDS.sub(" ", element.text or "")
        case "sym":
            return _symbol(element.get("char", ""))
        case tag:
            return _SIGNS.get(tag)


def _is_hidden(run: Element) -> bool:
    """Return whether the words of a run are not displayed."""
    switch = run.find("rPr/vanish")
    return switch is not None and switch.get("val", "1") not in _OFF


def _symbol(code: str) -> str:
    """Return a character by its code in hexadecimal digits; "" for an invalid one."""
    try:
        character = chr(int(code, 16))
    except (ValueError, OverflowError):
        return ""
    return "" if "\ud800" <= character <= "\udfff" else character
