"""HTML elements: start, end and attributes of each tag in a token stream."""

from __future__ import annotations

import html
import re
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from retrieval.errors import UnreadableError
from retrieval.readers.markup import Piece, scan
from retrieval.readers.page.lists import level_forms
from retrieval.readers.source import ACCEPTED

_MOST_TAGS = 200_000  # the longest resolution has fifty thousand words
# Only at the start of a word, so that matching is linear.
_ATTRIBUTE = re.compile(
    r"""(?<![^\s"'/])(?:([^\s"'<>/=]++)\s*+=\s*+(?:"([^"]*+)"|'([^']*+)'|([^\s>]++))|(hidden|reversed)(?=[\s/>]))"""
)


@dataclass(frozen=True, slots=True)
class Elements:
    """Tokenised page with its elements.

    Attributes:
        pieces: Text and tags, in order.
        attributes: Attributes by index of an opening tag, names in lower case; tags without any are left out.
        ends: Index of the closing tag by index of the opening tag, if it is closed.
        level_forms: Number formats of levels of lists, by class.
    """

    pieces: Sequence[Piece]
    attributes: Mapping[int, Mapping[str, str]]
    ends: Mapping[int, int]
    level_forms: Mapping[str, str]

    def said(self, first: int, last: int) -> str:
        """Return the text of a range of pieces, blanks folded."""
        return " ".join("".join(piece.text for piece in self.pieces[first : last + 1]).split())


def read_elements(markup: str) -> Elements:
    """Parse markup into elements.

    Raises:
        UnreadableError: If it has more than `_MOST_TAGS` tags.
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
    return Elements(pieces, attributes, ends, level_forms(markup))


def _attributes(tag: str) -> dict[str, str]:
    found: dict[str, str] = {}
    for name, double, single, bare, switch in _ATTRIBUTE.findall(tag):
        found.setdefault((name or switch).lower(), _unescaped(double or single or bare))
    return found


def _unescaped(value: str) -> str:
    try:
        return html.unescape(value)
    except ValueError:  # Python refuses to parse a number of thousands of digits
        return value
