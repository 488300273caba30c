"""Role of a block in the operative part: the next paragraph, a part of the one above it, or no part of the text."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum, auto

from retrieval.readers.official.blocks import Block, breaks_off, is_heading_block
from retrieval.readers.official.enumerators import Style, is_bullet
from retrieval.readers.official.genre import opens_as_resolution
from retrieval.readers.opening import acts_in_circumstances, opens_operative, opens_preambular

_QUOTE_OPENS = re.compile(r"[\"“«]")
_QUOTE_CLOSES = re.compile(r"[\"”»][.;,]?$")
_CLOSES = re.compile(r"\bseized of (?:the|this) matter\.$")
_LEADS_ON = re.compile(r"\bdecides(?: as follows| the following)?:$", re.IGNORECASE)
_LONGEST_GAP = 5  # numbers that a conversion may lose; further ones only before a verb
_LONGEST_QUOTE = 80  # blocks
_LONGEST_SIGNATURE = 3  # words


class Role(Enum):
    """Role of a block in the operative part."""

    NUMBERED = auto()  # the next paragraph
    RESTART = auto()  # paragraph 1 of a numbering that starts again without a heading
    REPEATED = auto()  # a paragraph with the number of the one above it, by mistake
    UNNUMBERED = auto()  # a paragraph without a number
    QUOTED = auto()  # the first block of a quotation in the paragraph above it
    CONTINUATION = auto()  # an item, or further words, of the paragraph above it
    HEADING = auto()
    TAIL = auto()  # a signature, or other text below the last paragraph


@dataclass(frozen=True, slots=True)
class Place:
    """Block of the operative part, and what decides its role.

    Attributes:
        blocks: The operative part of a section.
        n: Index of the block.
        number: Its paragraph number; 0 if it has none.
        last: Number of the last paragraph above it; 0 if there is none.
        above: The block above it, headings skipped; None if there is none.
        upcoming: Numbers of the blocks below it.
        listed: Number of the last numbered item of a list in the paragraph above it; 0 if there is none.
    """

    blocks: Sequence[Block]
    n: int
    number: int
    last: int
    above: Block | None
    upcoming: Sequence[int]
    listed: int = 0

    @property
    def block(self) -> Block:
        """The block itself."""
        return self.blocks[self.n]


def number_of(block: Block) -> int | None:
    """Return the number at the start of a block, if it looks like a paragraph number ("12.")."""
    if block.mark is None:
        return None
    is_letter = len(block.mark.token) == 1 and block.mark.value(Style.LETTER) is not None
    if is_letter and not opens_operative(block.text):
        return None
    return block.mark.value(Style.NUMBER)


def role_of(place: Place) -> Role:
    """Return the role of a block."""
    blocks, n, above = place.blocks, place.n, place.above
    if place.number and (role := _role_of_number(place)):
        return role
    if above and quote_end(blocks, n, place.last) > n:
        return Role.QUOTED
    if _is_heading(blocks, n) and not (above and is_heading_block(above)):
        return Role.HEADING  # below another row, a short line is a row of names
    if above is None or _is_unnumbered(place, above):
        return Role.UNNUMBERED
    if place.block.mark is None and _ends_text(place, above):
        return Role.TAIL
    return Role.CONTINUATION


def _role_of_number(place: Place) -> Role | None:
    """Return the role that a number gives to its block; None if it is no number of a paragraph."""
    if _counts(place):
        return Role.NUMBERED
    if _starts_again(place):
        return Role.RESTART
    if _is_printed_twice(place):
        return Role.REPEATED
    return Role.UNNUMBERED if _is_out_of_order(place) else None


def _counts(place: Place) -> bool:
    """Return whether a number is that of the next paragraph, or of a later one if the text lacks some."""
    number, last, above, upcoming = place.number, place.last, place.above, place.upcoming
    operative = opens_operative(place.block.text)
    until = upcoming.index(1) if 1 in upcoming else len(upcoming)
    goes_on = above is not None and not above.is_ended and breaks_off(above.text)
    if goes_on and not (operative and number == last + 1 and number not in upcoming[:until]):
        return False  # "…as set out in paragraph / 2.", but not "…of this resolution / 2. Requests"
    if number == last + 1:
        return operative or number not in upcoming[:until]
    if last == 0 and operative and upcoming[:1] == [number + 1]:
        return True  # the beginning of the text is missing
    if number <= last or (above and not above.is_ended) or any(last < other < number for other in upcoming[:until]):
        return False
    if number > last + _LONGEST_GAP:
        return opens_as_resolution(place.block.text) and _is_own(place)
    return operative or (len(upcoming) > 0 and upcoming[0] == number + 1)


def _starts_again(place: Place) -> bool:
    if place.number != 1 or place.last == 0 or not _is_below_sentence(place):
        return False
    return not place.upcoming or place.upcoming[0] == 2


def _is_printed_twice(place: Place) -> bool:
    """Return whether a paragraph repeats the number of the one before it by mistake; such a number is not citable."""
    return place.number == place.last and _is_below_sentence(place) and opens_operative(place.block.text)


def _is_out_of_order(place: Place) -> bool:
    """Return whether a paragraph has a number that cannot be its own, as those around it contradict it: "2, 8, 4"."""
    opens = opens_operative(place.block.text) or acts_in_circumstances(place.block.text)
    return place.above is not None and opens and _is_own(place)


def _is_own(place: Place) -> bool:
    """Return whether a numbered block stands apart from the paragraph above it: below a sentence, and not in a list."""
    is_item = place.listed > 0 and place.number == place.listed + 1
    return not is_item and (place.above is None or _is_below_sentence(place))


def _is_below_sentence(place: Place) -> bool:
    """Return whether the block above ends with a stop, and not with a colon, below which a list starts."""
    return place.above is not None and place.above.is_ended and not place.above.text.endswith(":")


def quote_end(blocks: Sequence[Block], n: int, last: int) -> int:
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
        # A row may be a list of one, as of judges, but not where the next paragraphs say what is decided.
        is_row = number_of(following) is not None and not _LEADS_ON.search(blocks[n - 1].text[-40:])
        return following.mark is not None and not is_row
    return following.mark is not None or is_heading_block(following)


def _is_scrap(text: str) -> bool:
    """Return whether a text is the end of an item whose other words a converter may have put below: "women;"."""
    return len(text.split()) < 3 and text[:1].islower()


def _is_preambular(block: Block) -> bool:
    return block.mark is None and opens_preambular(block.text) and block.text.endswith(",")


def _is_unnumbered(place: Place, above: Block) -> bool:
    """Return whether a block without a number opens a paragraph: it has a verb of its own, and follows a stop."""
    block, last, upcoming = place.block, place.last, place.upcoming
    if block.mark is not None or is_bullet(block.text):
        return last == 0 and not upcoming and _goes_on_with_letters(place)
    if last and _is_preambular(block):
        return above.text.endswith((";", ".")) or _is_preambular(above)  # the preamble of a further part
    if last == 0:
        return opens_operative(block.text) or (opens_preambular(block.text) and _is_below_sentence(place))
    lost = len(upcoming) > 0 and upcoming[0] > last + 1
    if not opens_operative(block.text) and not (lost and opens_preambular(block.text)):
        return False
    if not above.is_ended or above.text.endswith((":", ",")):
        return False
    return above.text.endswith(";") or not upcoming or lost


def _goes_on_with_letters(place: Place) -> bool:
    """Return whether paragraphs have letters for numbers from the first one on, and a block is the next of them."""
    marks = (place.blocks[0].mark, place.block.mark)
    if marks[0] is None or marks[1] is None or not _is_below_sentence(place):
        return False
    styles = {style for style, value in marks[0].readings if value == 1} & {style for style, _ in marks[1].readings}
    return bool(styles) and opens_operative(place.blocks[0].text) and opens_operative(place.block.text)


def _ends_text(place: Place, above: Block) -> bool:
    """Return whether the text ends above a block, at "seized of the matter." or before a signature."""
    text = place.block.text
    signs = not place.upcoming and above.text.endswith(".") and not is_bullet(text)
    signs = signs and len(text.split()) <= _LONGEST_SIGNATURE
    return _CLOSES.search(above.text) is not None or (signs and not text.endswith((".", ";")))
