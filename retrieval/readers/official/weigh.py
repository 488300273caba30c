"""Evidence score: whether a text is a resolution as adopted, and not a text about one.

Each sign of a resolution adds points, and a text needs a minimum. The body counts most and nearly suffices, as notes,
reports and news do not read like it: from the first paragraph to the last, each opens with a participle or verb of the
genre. Even a perfect body needs one sign of the official document: its symbol, the line on its adoption, or a title
with its date. Measured on all resolutions from 1946 to 2015 as converted in 2015, on fifty clean ones, and on
forgeries: see docs/readers.md.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from retrieval.clauses.clause import Symbol
from retrieval.readers.evidence import Evidence, Sign
from retrieval.readers.official.annexes import cut_annexes
from retrieval.readers.official.blocks import Block, is_heading_block
from retrieval.readers.official.enumerators import SECTION_MARK, Style, is_bullet
from retrieval.readers.official.furniture import is_furniture, is_notice
from retrieval.readers.official.genre import opens_as_resolution, opens_early
from retrieval.readers.official.head import is_head_line
from retrieval.readers.official.lines import after_council, is_ended
from retrieval.readers.official.outline import without_votes
from retrieval.readers.source import Line

NEEDED = 15
NEEDED_EARLY = 7
_LAST_EARLY = 110  # until 1955, resolutions had no settled form

_WHOLE, _SOME = 0.9, 0.3  # share of the words in paragraphs with a proper opening
_LEAST_OPENING = 0.125  # minimum share of these words outside of items and quotations; 0.17 or more in all resolutions
_MOST_STRANGERS = 2  # foreign sentences that a conversion leaves in a text: notes, print errors
_LONG_HEAD_LINE = 7  # words; a longer line above the text is a sentence

_DAY = r"\d{1,2}\s+[A-Za-z]{3,9}\s+\(?[I1-2]\d{3}\)?"
_NOTED = r"\W{0,3}(?:[\[(][^\[\]()]{1,60}[\])])?\W{0,4}"
# Stricter than in head.py: there, a line only begins with a title or a symbol; here, nothing else may follow.
_TITLES = (
    re.compile(
        rf"(?:United\s+Nations\s+)?(?:Security\s+Council\s+)?Resolution\s+(?P<number>\d{{1,4}})\s*+"
        rf"(?:\(\d{{3,4}}\W?\))?\W{{0,4}}(?P<day>o[fr]\s+{_DAY})?{_NOTED}(?P<rest>Adopted\b|$)",
        re.IGNORECASE,
    ),
    re.compile(
        rf"(?P<number>\d{{1,4}})\s*+(?:\(\d{{3,4}}\W?\))?\s*+\.?\s*+"
        rf"Resolution\s+of\s+(?P<day>{_DAY}){_NOTED}(?P<rest>$)",
        re.IGNORECASE,
    ),
)
_SYMBOL = re.compile(
    r"(?:United\s+Nations\s+)?(?:Security\s+Council\s+(?:Resolution\s+)?)?(?:Distr\.?\s*+:?\s*+)?(?:General\s+)?"
    rf"S/RES/(?P<number>\d{{1,4}})\s*\(\d{{4}}\)\W{{0,4}}(?:{_DAY}(?:\s+Original\b.{{0,30}})?|Resolution\s.*)?$",
    re.IGNORECASE,
)
_REPORTED = re.compile(r".{0,40}\btext of (?:Security Council )?resolution (?P<number>\d{1,4})\b", re.IGNORECASE)
_ADOPTED = re.compile(rf"Adopt(?:ed|ion)\s.{{0,120}}?\b(?:meeting\b|on\s++{_DAY})", re.IGNORECASE)
_SECTION = re.compile(rf"{SECTION_MARK}\.?")
_LETTERED = re.compile(rf"{SECTION_MARK}\.\s")
_ANNOUNCED = re.compile(r"annex|appendix|appended|attached|enclos|statute|schedule", re.IGNORECASE)
_CATALOGUED = re.compile(r"available at|accessed", re.IGNORECASE)
_QUOTES = ('"', "“", "”", "„", "«", "»", "'", "‘")


@dataclass(slots=True)
class _Counts:
    """Words and paragraphs of a text, by whether they open as in a resolution.

    Items of a list, quotations and the rest of a broken sentence belong to the paragraph above them.

    Attributes:
        opening: Words of paragraphs with a proper opening.
        proper: These words and those that belong to them.
        foreign: Words of foreign paragraphs and those that belong to them.
        strangers: The foreign paragraphs.
        paragraphs: Number of all paragraphs.
    """

    strangers: list[str]
    opening: int = 0
    proper: int = 0
    foreign: int = 0
    paragraphs: int = 0

    @property
    def share(self) -> float:
        """Share of the proper words."""
        return self.proper / max(self.proper + self.foreign, 1)


def weigh(symbol: Symbol, lines: Sequence[Line], start: int, blocks: Sequence[Block], *, paged: bool) -> Evidence:
    """Score the evidence that a text is a resolution.

    Args:
        symbol: The resolution that it claims to be.
        lines: All lines of the text.
        start: Offset of its body.
        blocks: The body, annexes included.
        paged: Whether its head is from a web page, which may contain other text.
    """
    is_early = symbol.number <= _LAST_EARLY
    head = [line for line in lines if line.start < start]
    above = () if paged else tuple(_sentences_above(head))
    counts = _count(_body(blocks), above, is_early=is_early)
    signs = {
        *_title_signs(symbol, head, blocks),
        *_symbol_signs(symbol, head, lines, paged=paged),
        *_opening_signs(blocks),
    }
    opens = counts.opening >= _LEAST_OPENING * counts.proper > 0
    if counts.share >= _WHOLE and opens and len(counts.strangers) <= _MOST_STRANGERS:
        signs.add(Sign.BODY)
    elif counts.share >= _SOME and is_early:
        signs.add(Sign.PART)
    needed = NEEDED_EARLY if is_early else NEEDED
    return Evidence(symbol, frozenset(signs), needed, tuple(counts.strangers), counts.paragraphs)


def _title_signs(symbol: Symbol, head: Sequence[Line], blocks: Sequence[Block]) -> Iterator[Sign]:
    """Yield the signs of a title with the resolution's number, of a date in it, and of the adoption."""
    for line in head:
        title = next(filter(None, (pattern.match(line.text) for pattern in _TITLES)), None)
        if title and title["number"] == str(symbol.number):
            yield Sign.TITLE
            if title["day"]:
                yield Sign.DATE
    if any(map(_is_adoption, _with_following(head))) or any(_ADOPTED.match(block.text) for block in blocks):
        yield Sign.ADOPTION


def _symbol_signs(symbol: Symbol, head: Sequence[Line], lines: Sequence[Line], *, paged: bool) -> Iterator[Sign]:
    """Yield the first sign of the symbol: in the head, between paragraphs, or in the announcement of a press release.

    A press release counts only as a web page, as the quoted text can be told from its surroundings only there.
    """
    number = str(symbol.number)
    reported = (_REPORTED.match(line.text) for line in head) if paged else ()
    if any(_is_symbol(line.text, number) for line in head):
        yield Sign.SYMBOL
    elif any(line.text.startswith("S/RES/") and _is_symbol(line.text, number) for line in lines[len(head) :]):
        yield Sign.PAGES
    elif any(found and found["number"] == number for found in reported):
        yield Sign.REPORTED


def _is_symbol(text: str, number: str) -> bool:
    found = _SYMBOL.match(text)
    return found is not None and found["number"] == number


def _with_following(lines: Sequence[Line]) -> Iterator[str]:
    """Yield each line joined with the next one, in which a wrapped line continues."""
    texts = [line.text for line in lines]
    return (f"{one} {other}" for one, other in pairwise([*texts, ""]))


def _is_adoption(text: str) -> bool:
    title = _TITLES[0].match(text)
    return _ADOPTED.match(text, title.start("rest") if title and title["rest"] else 0) is not None


def _opening_signs(blocks: Sequence[Block]) -> Iterator[Sign]:
    """Yield the sign that the Council's name opens the text, directly above a paragraph that continues it."""
    first = next((block for block in blocks if not _SECTION.fullmatch(block.text.strip("= "))), None)
    rest = after_council(first.text) if first and first.mark is None else None
    if rest is not None and (not rest or (rest.lstrip("".join(_QUOTES))[:1].isupper() and opens_as_resolution(rest))):
        yield Sign.OPENING


def _sentences_above(head: Iterable[Line]) -> Iterator[str]:
    """Yield the sentences above a text; a resolution has none."""
    for line in head:
        known = is_head_line(line.text) or is_furniture(line.text) or is_notice(line.text)
        if not known and len(line.text.split()) > _LONG_HEAD_LINE and not _CATALOGUED.search(line.text):
            yield line.text


def _body(blocks: Sequence[Block]) -> list[Block]:
    """Return the blocks without votes and announced annexes."""
    body, annexes = cut_annexes(blocks)
    if annexes and not any(_ANNOUNCED.search(block.text) for block in body):
        body = [*body, *(block for _, annex in annexes for block in annex)]
    return without_votes(body)


def _count(blocks: Iterable[Block], above: Sequence[str], *, is_early: bool) -> _Counts:
    """Count words and paragraphs of a body, and of the foreign sentences above it."""
    counts = _Counts(foreign=sum(len(text.split()) for text in above), strangers=[*above], paragraphs=len(above))
    is_proper, last = True, None
    for block in blocks:
        length = len(block.text.split())
        if not (block.is_council or _SECTION.fullmatch(block.text.strip("= ")) or is_heading_block(block)):
            if opens_as_resolution(block.text) or (is_early and opens_early(block.text)):
                is_proper = True
                counts.paragraphs += 1
                counts.opening += length
            elif block.text and not _belongs_above(block, last):
                is_proper = False
                counts.paragraphs += 1
                counts.strangers.append(block.text)
            if is_proper:
                counts.proper += length
            else:
                counts.foreign += length
        last = block
    return counts


def _belongs_above(block: Block, above: Block | None) -> bool:
    """Return whether a block continues the paragraph above it."""
    numbered = block.mark is not None and block.mark.value(Style.NUMBER) is not None
    if above is None:
        return False
    if (block.mark is not None and not numbered) or is_bullet(block.text) or _LETTERED.match(block.text):
        return True
    if block.text[:1].islower():
        return True
    if block.text.startswith(_QUOTES):
        return above.text.startswith(_QUOTES) or above.text.endswith(":")
    return not numbered and (not is_ended(above.text) or above.text.endswith(":"))
