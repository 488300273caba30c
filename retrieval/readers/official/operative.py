"""Operative paragraphs: where they start, and grouping of blocks into paragraphs with their numbers."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import accumulate

from retrieval.readers.official.blocks import Block
from retrieval.readers.official.roles import Place, Role, number_of, quote_end, role_of
from retrieval.readers.opening import acts_in_circumstances, opens_operative, opens_preambular

_AHEAD = 200  # numbers of lookahead to decide whether a number counts


@dataclass(slots=True)
class Group:
    """Blocks of one operative paragraph.

    Attributes:
        number: Paragraph number; None if the source gives none.
        verbatim: Index of the first block of a quoted text at the end of the paragraph; None if there is none.
    """

    number: int | None
    blocks: list[Block] = field(default_factory=list)
    verbatim: int | None = None

    def quote(self, blocks: Sequence[Block]) -> None:
        """Add the blocks of a quoted text, which has numbers of its own."""
        self.verbatim = len(self.blocks) if self.verbatim is None else self.verbatim
        self.blocks.extend(blocks)

    @property
    def text(self) -> str:
        """Text of the paragraph, without the enumerators of its items."""
        return " ".join(block.text for block in self.blocks)

    @property
    def leads(self) -> bool:
        """Whether its sentence continues in the paragraphs below: "Decides:"."""
        return self.blocks[-1].text.endswith((":", ",")) or not self.blocks[-1].is_ended

    @property
    def opens_operative(self) -> bool:
        """Whether it opens with an operative verb."""
        return opens_operative(self.blocks[0].text)

    @property
    def is_prose(self) -> bool:
        """Whether it is a sentence, rather than a title or a row of a table."""
        return self.blocks[-1].is_ended and len(self.text) > 40


def operative_start(blocks: Sequence[Block]) -> int:
    """Return the index of the first operative block of a section; its length if there is none.

    The operative part starts at the first numbered block, or at unnumbered operative paragraphs between the preamble
    and that block. Without numbers, it starts at the first operative verb that no preambular paragraph follows.
    """
    start = _first_numbered(blocks)
    if start == len(blocks):
        start = next((n for n in range(len(blocks)) if _opens_part(blocks, n)), start)
        if start == len(blocks) > 1 and not opens_preambular(blocks[-1].text):
            start -= 1  # "It is resolved that the Security Council request…"
        return start
    for n in range(start - 1, -1, -1):
        if opens_preambular(blocks[n].text) and blocks[n].mark is None and not _is_listed(blocks, n):
            break
        if opens_operative(blocks[n].text):
            start = n
    return start


def _opens_part(blocks: Sequence[Block], n: int) -> bool:
    preambular = n + 1 < len(blocks) and opens_preambular(blocks[n + 1].text) and blocks[n + 1].mark is None
    return opens_operative(blocks[n].text) and not preambular


def _is_listed(blocks: Sequence[Block], n: int) -> bool:
    return n > 0 and blocks[n - 1].text.endswith(":")


def _first_numbered(blocks: Sequence[Block]) -> int:
    """Return the index of the first numbered block of the operative part, not of a list in the preamble."""
    numbered = [n for n, block in enumerate(blocks) if number_of(block)]
    for n, following in zip(numbered, [*numbered[1:], None], strict=False):
        first = number_of(blocks[n]) == 1 and (following is None or number_of(blocks[following]) in (1, 2, 3))
        listed = _is_listed(blocks, n) and opens_preambular(blocks[n - 1].text)
        opens = (
            opens_operative(blocks[n].text)
            or acts_in_circumstances(blocks[n].text)
            or (first and not _preamble_follows(blocks[n + 1 : following]))
        )
        if opens and not listed:
            return n
    return len(blocks)


def _preamble_follows(blocks: Sequence[Block]) -> bool:
    return any(opens_preambular(block.text) and block.mark is None for block in blocks)


def group_blocks(blocks: Sequence[Block], last: int) -> tuple[list[Group], int]:
    """Group blocks into paragraphs.

    Args:
        blocks: The operative part of a section.
        last: Number of the paragraph above it; 0 if numbering starts here.

    Returns:
        The paragraphs, and the last number assigned.
    """
    groups: list[Group] = []
    lost = False  # numbering restarted without a heading: its numbers cannot be cited
    above: Block | None = None  # the block before, headings skipped
    listed = 0  # number of the last numbered item in the paragraph
    numbers = [number_of(block) for block in blocks]
    before = [*accumulate((number is not None for number in numbers), initial=0)]  # how many numbers come before
    given = [number for number in numbers if number is not None]
    n = 0
    while n < len(blocks):
        block, number, end = blocks[n], numbers[n] or 0, n + 1
        upcoming = given[before[n + 1] : before[n + 1] + _AHEAD]
        role = role_of(Place(blocks, n, number, last, above, upcoming, listed))
        if role is not Role.CONTINUATION:
            listed = 0
        elif number == listed + 1 or (number and above is not None and above.text.endswith(":")):
            listed = number
        match role:
            case Role.NUMBERED:
                groups.append(Group(None if lost else number, [block]))
                last = number
            case Role.RESTART:
                groups.append(Group(None, [block]))
                lost, last = True, number
            case Role.UNNUMBERED:
                groups.append(Group(None, [block]))
            case Role.REPEATED:
                if block.text != groups[-1].text:
                    groups.append(Group(None, [block]))
            case Role.QUOTED:
                end = quote_end(blocks, n, last)
                groups[-1].quote(blocks[n:end])
            case Role.CONTINUATION:
                groups[-1].blocks.append(block)
            case Role.HEADING | Role.TAIL:
                n = end
                continue
        n, above = end, blocks[end - 1]
    return groups, last
