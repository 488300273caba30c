"""Markup as elements: where each begins and ends, and what its tag says."""

from __future__ import annotations

import html
import re
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from retrieval.errors import UnreadableError
from retrieval.readers.markup import Piece, scan
from retrieval.readers.source import ACCEPTED

_MOST_TAGS = 200_000  # the longest resolution has fifty thousand words
# Only where a word begins, so that each is looked at once.
_ATTRIBUTE = re.compile(
    r"""(?<![^\s"'/])(?:([^\s"'<>/=]++)\s*+=\s*+(?:"([^"]*+)"|'([^']*+)'|([^\s>]++))|(hidden|reversed)(?=[\s/>]))"""
)


@dataclass(frozen=True, slots=True)
class Elements:
    """A page, taken apart.

    Attributes:
        pieces: Its text and tags, in order.
        attributes: For the place of each opening tag that has some, its attributes; names in small letters.
        ends: For the place of each opening tag whose end is written, the place of that end.
    """

    pieces: Sequence[Piece]
    attributes: Mapping[int, Mapping[str, str]]
    ends: Mapping[int, int]

    def said(self, first: int, last: int) -> str:
        """Return the text of some pieces, blanks folded."""
        return " ".join("".join(piece.text for piece in self.pieces[first : last + 1]).split())


def read_elements(markup: str) -> Elements:
    """Take a page apart.

    Raises:
        UnreadableError: If it has far too many tags.
    """
    if markup.count("<") > _MOST_TAGS:
        raise UnreadableError(f"it is a web page of more than {_MOST_TAGS:,} tags; {ACCEPTED}")
    pieces = list(scan(markup))
    attributes: dict[int, Mapping[str, str]] = {}
    ends: dict[int, int] = {}
    open_tags: dict[str, list[int]] = defaultdict(list)
    for n, piece in enumerate(pieces):
        if piece.opens:
            open_tags[piece.tag].append(n)
            if found := _attributes(markup[piece.start + 1 + len(piece.tag) : piece.end]):
                attributes[n] = found
        elif piece.tag and open_tags[piece.tag]:
            ends[open_tags[piece.tag].pop()] = n
    return Elements(pieces, attributes, ends)


def _attributes(tag: str) -> dict[str, str]:
    found: dict[str, str] = {}
    for name, double, single, bare, switch in _ATTRIBUTE.findall(tag):
        found.setdefault((name or switch).lower(), _unescaped(double or single or bare))
    return found


def _unescaped(value: str) -> str:
    try:
        return html.unescape(value)
    except ValueError:  # a number of thousands of digits, which Python refuses to read
        return value
