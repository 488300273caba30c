"""Reader of official texts of resolutions."""

from __future__ import annotations

from dataclasses import replace

from retrieval.errors import UnreadableError
from retrieval.readers.document import Document, DocumentKind, Paragraph
from retrieval.readers.evidence import Evidence
from retrieval.readers.official.annexes import remarks_on_annexes
from retrieval.readers.official.blocks import make_blocks
from retrieval.readers.official.furniture import cut_pages
from retrieval.readers.official.head import read_head
from retrieval.readers.official.lines import text_lines
from retrieval.readers.official.markup_signs import without_signs
from retrieval.readers.official.numbering import remarks_on_numbers
from retrieval.readers.official.other import other_document, refuse_second_language
from retrieval.readers.official.outline import find_paragraphs
from retrieval.readers.official.page_lines import page_lines_marked
from retrieval.readers.official.running import heads_apart, running_heads
from retrieval.readers.official.second_head import refuse_second_head
from retrieval.readers.official.weigh import weigh
from retrieval.readers.source import ACCEPTED, Form, Source

_PAGES = (Form.PAGE, Form.MHTML)
_LONGEST = 2_000_000  # characters; the longest resolution known, S/RES/2231 (2015), has 300,000


def read_official(source: Source, *, vouched: bool = False) -> Document:
    """Parse a text as the official text of a resolution, if its evidence suffices.

    Args:
        source: A resolution as published, as converted, or as saved from a web page with its head.
        vouched: Whether the owner vouches that it is the official text, whatever its evidence.

    Raises:
        UnreadableError: If its symbol is unknown, it has no paragraphs, or its evidence does not suffice.
    """
    try:
        document, evidence = read_resolution(source)
        if evidence.surplus >= 0:
            return document
        if vouched:
            return replace(document, is_vouched=True)
        raise UnreadableError(
            f"too little evidence that it is the official text of {document.symbol} and not a text about it; "
            f"{evidence}. If it is the official text, add it with --as official"
        )
    except UnreadableError:
        if other := other_document(source.text):
            raise UnreadableError(f"it is {other}; {ACCEPTED}") from None
        raise


def read_resolution(source: Source) -> tuple[Document, Evidence]:
    """Split a resolution into preambular, operative and annex paragraphs.

    Args:
        source: The text; the evidence that it is official is returned, not judged.

    Raises:
        UnreadableError: If its symbol is unknown, or it has no paragraphs.
    """
    if len(source.text) > _LONGEST:
        raise UnreadableError(f"it has {len(source.text):,} characters; expected at most {_LONGEST:,}; {ACCEPTED}")
    source = without_signs(source)
    lines = list(text_lines(source))
    head = read_head(source, lines)
    body = list(page_lines_marked([line for line in lines if line.start >= head.end], head.symbol))
    refuse_second_language(lines)
    refuse_second_head(head.symbol, body)
    known = [line for line in body if line.is_head]
    heads = running_heads(source.text, head.end, head.symbol, known)
    blocks = make_blocks(cut_pages(heads_apart(body, heads)))
    found = find_paragraphs(blocks, is_whole=head.is_whole)
    if not found:
        raise UnreadableError(f"no paragraph of {head.symbol} was found; {ACCEPTED}")
    paragraphs = tuple(
        Paragraph(item.kind, item.paragraph, source.spans(item.ranges), source.spans(item.lead)) for item in found
    )
    evidence = weigh(head.symbol, lines, head.end, blocks, paged=source.form in _PAGES)
    document = Document(
        head.symbol,
        head.date,
        DocumentKind.OFFICIAL,
        paragraphs,
        surplus=evidence.surplus,
        remarks=(*remarks_on_numbers(found), *remarks_on_annexes(blocks, found)),
    )
    return document, evidence
