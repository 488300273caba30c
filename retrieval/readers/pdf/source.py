"""A PDF as a source: its text, derived from the file by one rule, and where on which page a quote stands."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from retrieval.clause import Span
from retrieval.readers.pdf.layout import Text, lay_out
from retrieval.readers.pdf.page import Glyph, read_pages


@dataclass(frozen=True, slots=True)
class Place:
    """Where a line of a quote stands.

    Attributes:
        page: Counted from 1.
        box: Left, bottom, right and top, in points from the lower left corner of the page as it is shown.
    """

    page: int
    box: tuple[float, float, float, float]


def read_text(data: bytes) -> Text:
    """Return the text of a PDF.

    Raises:
        UnreadableError: If it is damaged, locked, far too long, or pictures of text.
    """
    return lay_out(read_pages(data))


def find_places(data: bytes, spans: Iterable[Span]) -> list[Place]:
    """Return where a PDF prints what `spans` of its text say: a box for each line, in reading order.

    Args:
        data: The PDF.
        spans: Ranges of bytes of its text in UTF-8, as in a clause's provenance.
    """
    text = read_text(data)
    encoded = text.text.encode()
    lines: list[list[Glyph]] = []
    for start, end in spans:
        first = len(encoded[:start].decode(errors="ignore"))
        length = len(encoded[start:end].decode(errors="ignore"))
        for glyph in filter(None, text.glyphs[first : first + length]):
            last = lines[-1][-1] if lines else None
            if last and last.page == glyph.page and abs(last.baseline - glyph.baseline) < glyph.size / 2:
                lines[-1].append(glyph)
            else:
                lines.append([glyph])
    return [Place(line[0].page, _box(line)) for line in lines]


def _box(line: list[Glyph]) -> tuple[float, float, float, float]:
    """Return the box around glyphs; a quarter of the type's size is below the baseline."""
    size = max(glyph.size for glyph in line)
    bottom = min(glyph.baseline for glyph in line) - size / 4
    return min(g.left for g in line), bottom, max(g.right for g in line), bottom + size
