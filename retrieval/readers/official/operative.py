"""Operative paragraphs: group blocks and assign paragraph numbers."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import accumulate

from retrieval.readers.official.blocks import Block, breaks_off, is_heading_block
from retrieval.readers.official.enumerators import Style, is_bullet
from retrieval.readers.opening import opens_operative, opens_preambular

_QUOTE_OPENS = re.compile(r"[\"“«]")
_QUOTE_CLOSES = re.compile(r"[\"”»][.;,]?$")
_CLOSES = re.compile(r"\bseized of (?:the|this) matter\.$")
_LONGEST_GAP = 5  # maximum consecutive numbers that a conversion may lose
_AHEAD = 200  # numbers of lookahead to decide whether a number counts
_LONGEST_QUOTE = 80  # blocks
_LONGEST_SIGNATURE = 3  # words


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


def number_of(block: Block) -> int | None:
    """Return the number at the start of a block, if it looks like a paragraph number ("12.")."""
    if block.mark is None:
        return None
    is_letter = len(block.mark.token) == 1 and block.mark.value(Style.LETTER) is not None
    if is_letter and not opens_operative(block.text):
        return None
    return block.mark.value(Style.NUMBER)


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
        opens = opens_operative(blocks[n].text) or (first and not _preamble_follows(blocks[n + 1 : following]))
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
    numbers = [number_of(block) for block in blocks]
    before = [*accumulate((number is not None for number in numbers), initial=0)]  # how many numbers come before
    given = [number for number in numbers if number is not None]
    n = 0
    while n < len(blocks):
        block, number, end = blocks[n], numbers[n], n + 1
        upcoming = given[before[n + 1] : before[n + 1] + _AHEAD]
        if number and _counts(number, last, block, above, upcoming):
            groups.append(Group(None if lost else number, [block]))
            last = number
        elif number and _starts_again(number, last, above, upcoming):
            lost, last = True, number
            groups.append(Group(None, [block]))
        elif number and number == last and _is_printed_twice(block, above):
            if block.text != groups[-1].text:
                groups.append(Group(None, [block]))
        elif groups and (end := _quote_end(blocks, n, last)) > n:
            groups[-1].quote(blocks[n:end])
        elif _is_heading(blocks, n) and not (groups and above and is_heading_block(above)):
            n += 1  # below another row, a short line is a row of names
            continue
        elif not groups or _is_unnumbered(block, above, last, upcoming):
            groups.append(Group(None, [block]))
        elif block.mark is not None or above is None or not _ends_text(above, block, upcoming):
            groups[-1].blocks.append(block)
        else:
            n += 1  # text below the last paragraph
            continue
        n = max(end, n + 1)
        above = blocks[n - 1]
    return groups, last


def _ends_text(above: Block, block: Block, upcoming: Sequence[int]) -> bool:
    """Return whether the text ends above a block, at "seized of the matter." or before a signature."""
    signs = not upcoming and above.text.endswith(".") and not is_bullet(block.text)
    signs = signs and len(block.text.split()) <= _LONGEST_SIGNATURE
    return _CLOSES.search(above.text) is not None or (signs and not block.text.endswith((".", ";")))


def _counts(number: int, last: int, block: Block, above: Block | None, upcoming: Sequence[int]) -> bool:
    """Return whether a number is that of the next paragraph, or of a later one if the conversion lost some."""
    if above is not None and not above.is_ended and breaks_off(above.text):
        return False  # "…as set out in paragraph / 2."
    operative = opens_operative(block.text)
    until = upcoming.index(1) if 1 in upcoming else len(upcoming)
    if number == last + 1:
        return operative or number not in upcoming[:until]
    if last == 0 and operative and upcoming[:1] == [number + 1]:
        return True  # the beginning of the text is missing
    if not last < number <= last + _LONGEST_GAP or (above and not above.is_ended) or last + 1 in upcoming[:until]:
        return False
    return operative or (len(upcoming) > 0 and upcoming[0] == number + 1)


def _is_printed_twice(block: Block, above: Block | None) -> bool:
    """Return whether a paragraph repeats the number of the one before it by mistake; such a number is not citable."""
    return above is not None and above.is_ended and not above.text.endswith(":") and opens_operative(block.text)


def _starts_again(number: int, last: int, above: Block | None, upcoming: Sequence[int]) -> bool:
    if number != 1 or last == 0 or above is None or not above.is_ended or above.text.endswith(":"):
        return False
    return not upcoming or upcoming[0] == 2


def _quote_end(blocks: Sequence[Block], n: int, last: int) -> int:
    """Return the end of a quotation that starts at block n; n if none starts there."""
    if n == 0 or not blocks[n - 1].text.endswith(":"):
        return n
    if blocks[n].is_council:
        return _quoted_resolution_end(blocks, n, last)
    if not _QUOTE_OPENS.match(blocks[n].text):
        return n
    for end in range(n, min(n + _LONGEST_QUOTE, len(blocks))):
        reopens = end + 1 < len(blocks) and _QUOTE_OPENS.match(blocks[end + 1].text)
        if _QUOTE_CLOSES.search(blocks[end].text) and not reopens:
            return end + 1
    return n


def _quoted_resolution_end(blocks: Sequence[Block], n: int, last: int) -> int:
    """Return the end of a quoted resolution: the block whose number continues the quoting resolution."""
    inner = 0
    for end in range(n + 1, len(blocks)):
        number = number_of(blocks[end])
        if number == last + 1 and number != inner + 1:
            return end
        inner = number or inner
    return len(blocks)


def _is_heading(blocks: Sequence[Block], n: int) -> bool:
    """Return whether a block is a heading between paragraphs, and not a row of a list above the next number."""
    block = blocks[n]
    if n + 1 == len(blocks) or not is_heading_block(block):
        return False
    if opens_operative(block.text) or (n and _is_scrap(blocks[n - 1].text)):
        return False
    following = blocks[n + 1]
    if n and blocks[n - 1].text.endswith(":"):
        return following.mark is not None and number_of(following) is None
    return following.mark is not None or is_heading_block(following)


def _is_scrap(text: str) -> bool:
    """Return whether a text is the end of an item whose other words a converter may have put below: "women;"."""
    return len(text.split()) < 3 and text[:1].islower()


def _is_preambular(block: Block) -> bool:
    return block.mark is None and opens_preambular(block.text) and block.text.endswith(",")


def _is_unnumbered(block: Block, above: Block | None, last: int, upcoming: Sequence[int]) -> bool:
    """Return whether a block without a number opens a paragraph: it has a verb of its own, and follows a stop."""
    if block.mark is not None or is_bullet(block.text) or above is None:
        return False
    if last and _is_preambular(block):
        return above.text.endswith((";", ".")) or _is_preambular(above)  # the preamble of a further part
    if last == 0:
        preambular = opens_preambular(block.text) and above.is_ended and not above.text.endswith(":")
        return preambular or opens_operative(block.text)
    lost = len(upcoming) > 0 and upcoming[0] > last + 1
    if not opens_operative(block.text) and not (lost and opens_preambular(block.text)):
        return False
    if not above.is_ended or above.text.endswith((":", ",")):
        return False
    return above.text.endswith(";") or not upcoming or lost
