"""Text of a PDF as a source: deterministic extraction, and the position of each paragraph on its page."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable
from dataclasses import replace

from retrieval.clauses.clause import LinePosition, Span
from retrieval.readers.document import Document
from retrieval.readers.pdf.layout import Text, lay_out
from retrieval.readers.pdf.page import Glyph, read_pages
from retrieval.readers.source import Source


def read_text(data: bytes) -> Text:
    """Extract the text of a PDF.

    Raises:
        UnreadableError: If it is damaged, encrypted, far too long, or a scan.
    """
    return lay_out(read_pages(data))


def with_places(document: Document, source: Source, text: Text) -> Document:
    """Add positions on pages to the paragraphs of a document.

    Args:
        document: Parsed from `source`.
        source: Built from `text`.
        text: Text of the PDF.
    """
    paragraphs = (
        replace(paragraph, places=tuple(_places(paragraph.spans, source, text))) for paragraph in document.paragraphs
    )
    return replace(document, paragraphs=tuple(paragraphs))


def _places(spans: Iterable[Span], source: Source, text: Text) -> Iterable[LinePosition]:
    """Return the position of each printed line of some spans, in reading order."""
    lines: list[list[Glyph]] = []
    for start, end in spans:
        for glyph in filter(None, text.glyphs[bisect_left(source.starts, start) : bisect_left(source.starts, end)]):
            last = lines[-1][-1] if lines else None
            if last and last.page == glyph.page and abs(last.baseline - glyph.baseline) < glyph.size / 2:
                lines[-1].append(glyph)
            else:
                lines.append([glyph])
    return (LinePosition(line[0].page, _box(line)) for line in lines)


def _box(line: list[Glyph]) -> tuple[float, float, float, float]:
    """Return the bounding box of glyphs; a quarter of the font size is below the baseline."""
    size = max(glyph.size for glyph in line)
    bottom = min(glyph.baseline for glyph in line) - size / 4
    left, right = min(g.left for g in line), max(g.right for g in line)
    return round(left, 1), round(bottom, 1), round(right, 1), round(bottom + size, 1)
