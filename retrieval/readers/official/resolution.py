"""Reading the official text of a resolution."""

from __future__ import annotations

from retrieval.errors import UnreadableError
from retrieval.readers.document import Document, DocumentKind, Paragraph
from retrieval.readers.official.blocks import make_blocks
from retrieval.readers.official.furniture import cut_pages
from retrieval.readers.official.head import read_head
from retrieval.readers.official.lines import text_lines
from retrieval.readers.official.outline import find_paragraphs
from retrieval.readers.source import ACCEPTED, Source

_LONGEST = 2_000_000  # characters; the longest resolution known, S/RES/2231 (2015), has 300,000


def read_resolution(source: Source) -> Document:
    """Cut a resolution into its preambular, operative and annex paragraphs.

    Args:
        source: A resolution as published, as converted, or as saved from a web page with a head of its own.

    Raises:
        UnreadableError: If its symbol cannot be told, or it has no paragraphs.
    """
    if len(source.text) > _LONGEST:
        raise UnreadableError(f"it has {len(source.text):,} characters, no resolution has {_LONGEST:,}; {ACCEPTED}")
    head = read_head(source)
    pages = cut_pages(line for line in text_lines(source) if line.start >= head.end)
    found = find_paragraphs(make_blocks(pages), is_whole=head.is_whole)
    if not found:
        raise UnreadableError(f"{head.symbol} has no paragraphs here; {ACCEPTED}")
    paragraphs = tuple(
        Paragraph(item.kind, item.paragraph, source.spans(item.ranges), source.spans(item.lead)) for item in found
    )
    return Document(head.symbol, head.date, DocumentKind.OFFICIAL, paragraphs)
