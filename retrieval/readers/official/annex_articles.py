"""Articles and rules of an annex: its blocks, split at their headings."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from retrieval.readers.official.annex_heads import read_article
from retrieval.readers.official.blocks import Block
from retrieval.readers.official.sections import is_section_heading

_ARTICLE_INSIDE = re.compile(r"(?<=\w|[.;])\s+(?=(?:Article|Rule)\s+(?P<number>\d{1,3})\s+[A-Z])")
_AHEAD = 3  # blocks in which the next article begins


@dataclass(slots=True)
class Part:
    """Blocks of one article or rule, or of the annex outside of these, whose name is ""."""

    name: str = ""
    blocks: list[Block] = field(default_factory=list)


def split_articles(blocks: Sequence[Block]) -> list[Part]:
    """Split at the headings of articles and rules, whose numbers grow."""
    parts = [Part()]
    last = 0
    apart = [part for n, block in enumerate(blocks) for part in _articles_apart(block, blocks[n + 1 : n + 1 + _AHEAD])]
    for n, block in enumerate(apart):
        article = read_article(block.text) if block.mark is None else None
        if article and article.number >= last:
            words = _part_of(block, article.end, len(block.text))
            parts.append(Part(article.name, [words] if words.text else []))
            last = article.number
        elif parts[-1].name and is_section_heading(apart, n):
            parts.append(Part())
        else:
            parts[-1].blocks.append(block)
    return [part for part in parts if part.blocks]


def _articles_apart(block: Block, below: Sequence[Block]) -> Iterator[Block]:
    """Split a block at an article that a converter has joined to the one before it, or the first one to a title."""
    own = read_article(block.text)
    last = own.number if own else 0
    following = next(filter(None, (read_article(other.text) for other in below)), None)
    begin = 0
    for match in _ARTICLE_INSIDE.finditer(block.text) if block.mark is None else ():
        number = int(match["number"])
        is_next = last > 0 and number == last + 1 and block.text[match.start() - 1] in ".;"
        if is_next or (last == 0 and following is not None and number == following.number - 1):
            yield _part_of(block, begin, match.start())
            begin, last = match.end(), number
    yield _part_of(block, begin, len(block.text)) if begin else block


def _part_of(block: Block, begin: int, end: int) -> Block:
    """Return a part of a block without a number, by offsets of its text."""
    pieces = []
    passed = 0
    for start, stop in block.whole:
        piece = max(start, start + begin - passed), min(stop, start + end - passed)
        pieces.extend([piece] if piece[0] < piece[1] else [])
        passed += stop - start + 1
    return Block(tuple(pieces), block.text[begin:end], None, tuple(pieces))
