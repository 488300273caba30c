"""The number or letter a paragraph starts with, and which one may follow which."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum

from retrieval.clauses.numerals import roman_value
from retrieval.readers.opening import opens_operative

_MARK = re.compile(
    r"""
    (?:\*{3}\s+)?(?:
      (?P<number>\d{1,3})\s?(?P<after>[.)])(?![\d)])       # 1. or 12)
    | (?P<undotted>\d{1,3}),?\s+(?=[A-Z][a-z])              # 5 Decides
    | \((?P<inner>\d{1,2})\)\.?                             # (1)
    | (?P<open>\()?(?P<letters>[a-z]{1,5}|[A-Z]{1,2})(?P<close>\))\.?      # (a), (iv), (aa), (b)., a)
    | (?P<bare>[a-z]{1,4})\.(?=\s|$)                        # a.
    )
    """,
    re.VERBOSE,
)
_BULLET = re.compile(r"[–—•·*\u00ad\u2022\u25aa\u25cf\uf0b7\x95-]\s*(?=[^\W\d_])|[o§]\s{2,}")


class Style(StrEnum):
    """How a list is counted."""

    NUMBER = "1."
    INNER_NUMBER = "(1)"
    LETTER = "(a)"
    CAPITAL = "(A)"
    ROMAN = "(i)"


@dataclass(frozen=True, slots=True)
class Mark:
    """What stands before a paragraph's words.

    Attributes:
        token: "12", "a", "iv".
        readings: The place in its list, for each style it can be read in: "i" is letter 9 and roman 1.
        end: Offset in the line where the words start.
    """

    token: str
    readings: tuple[tuple[Style, int], ...]
    end: int

    def value(self, style: Style) -> int | None:
        """Return its place in a list of that style, None where it can be none of such a list."""
        return dict(self.readings).get(style)


def read_mark(text: str) -> Mark | None:
    """Find the enumerator at the start of a line.

    >>> read_mark("(b)  Measures that support").token
    'b'
    >>> read_mark("2.5 per cent") is None
    True
    """
    match = _MARK.match(text)
    if not match:
        return None
    if match["undotted"] and not opens_operative(text[match.end() :]):
        return None
    end = match.end() + len(text[match.end() :]) - len(text[match.end() :].lstrip())
    number = match["number"] or match["undotted"]
    if number:
        return Mark(number, ((Style.NUMBER, int(number)),), end)
    if match["inner"]:
        return Mark(match["inner"], ((Style.INNER_NUMBER, int(match["inner"])),), end)
    token = match["letters"] or match["bare"]
    readings = _readings(token)
    return Mark(token, readings, end) if readings else None


def is_bullet(text: str) -> bool:
    """Tell whether a line is an item of a list without numbers."""
    return _BULLET.match(text) is not None


def _readings(token: str) -> tuple[tuple[Style, int], ...]:
    if token.isupper():
        return ((Style.CAPITAL, ord(token) - 64),) if len(token) == 1 else ()
    found: list[tuple[Style, int]] = []
    if len(token) == 1:
        found.append((Style.LETTER, ord(token) - 96))
    elif len(token) == 2 and token[0] == token[1] != "i":
        found.append((Style.LETTER, 26 + ord(token[0]) - 96))
    value = roman_value(token)
    if value:
        found.append((Style.ROMAN, value))
    return tuple(found)
