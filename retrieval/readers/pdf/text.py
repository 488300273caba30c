"""A PDF as a source: its text, derived from the file by one rule, and where on which page a paragraph stands."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable
from dataclasses import replace

from retrieval.clauses.clause import Place, Span
from retrieval.readers.document import Document
from retrieval.readers.pdf.layout import Text, lay_out
from retrieval.readers.pdf.page import Glyph, read_pages
from retrieval.readers.source import Source


def read_text(data: bytes) -> Text:
    """Return the text of a PDF.

    Raises:
        UnreadableError: If it is damaged, locked, far too long, or pictures of text.
    """
    return lay_out(read_pages(data))


def with_places(document: Document, source: Source, text: Text) -> Document:
    """Return a document whose paragraphs know where they are printed.

    Args:
        document: Read from `source`.
        source: Made of `text`.
        text: Of a PDF.
    """
    paragraphs = (
        replace(paragraph, places=tuple(_places(paragraph.spans, source, text))) for paragraph in document.paragraphs
    )
    return replace(document, paragraphs=tuple(paragraphs))


def _places(spans: Iterable[Span], source: Source, text: Text) -> Iterable[Place]:
    """Return a place for each printed line of some spans, in reading order."""
    lines: list[list[Glyph]] = []
    for start, end in spans:
        for glyph in filter(None, text.glyphs[bisect_left(source.starts, start) : bisect_left(source.starts, end)]):
            last = lines[-1][-1] if lines else None
            if last and last.page == glyph.page and abs(last.baseline - glyph.baseline) < glyph.size / 2:
                lines[-1].append(glyph)
            else:
                lines.append([glyph])
    return (Place(line[0].page, _box(line)) for line in lines)


def _box(line: list[Glyph]) -> tuple[float, float, float, float]:
    """Return the box around glyphs; a quarter of the type's size is below the baseline."""
    size = max(glyph.size for glyph in line)
    bottom = min(glyph.baseline for glyph in line) - size / 4
    left, right = min(g.left for g in line), max(g.right for g in line)
    return round(left, 1), round(bottom, 1), round(right, 1), round(bottom + size, 1)
