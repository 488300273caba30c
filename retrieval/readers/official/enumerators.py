"""Enumerators (numbers and letters) of paragraphs, and their order in a list."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum

from retrieval.clauses.numerals import roman_value
from retrieval.readers.official.genre import opens_as_resolution
from retrieval.readers.opening import acts_in_circumstances, opens_operative, opens_paragraph

SECTION_MARK = r"(?:[A-H]|[IVX]{1,4})"
"""Pattern of the letter or number of a section."""

_MARK = re.compile(
    r"""
    (?:\*{3}\s+)?(?:
      (?P<number>\d{1,3})\s?(?P<after>[.)\uff0e])(?![\d)])   # 1. or 12)
        (?:\s?[-–—]\s+(?=[A-Z])|\s+(?P=number)[.)](?=\s))?     # 1.- or 1. 1.
    | (?P<odd>[\[\#§№]\s?\d{1,3}(?:\]\.?|[.:)])? | \d{1,3}\s?[-–—:] | \*\*\d{1,3}[.)]?\*\*[.)]?
      | (?:OP\s?\d{1,3}[.:)]?|Paragraph\s?\d{1,3}[.:)]))(?=\s)  # [1], #1, § 1, 1 –, 1:, **1.**, OP 1:
    | (?P<undotted>\d{1,3}),?\s+(?=[A-Z][a-z])              # 5 Decides
    | (?P<alone>\d{1,3})$                                   # 5, on a line of its own
    | \((?P<inner>\d{1,2})\)\.?                             # (1)
    | (?:\(\s?)?(?P<letters>[a-z]{1,5}|[A-Z]{1,2})\s?\)\.?      # (a), (iv), (aa), (b)., a), ( a)
    | \((?P<unclosed>[b-z]|[ivx]{2,4}|a(?=\s+[A-Z]))(?=\s)      # (b
    | (?P<bare>[a-z]{1,4})\.(?=\s|$)                        # a.
    )
    """,
    re.VERBOSE,
)
_DIGITS = re.compile(r"\d")
_MISREAD = re.compile(r"(?P<number>[\dlIOSB]{1,3})\s?(?P<stop>[.)])?(?P<comma>,)?(?:\s+(?=[A-Z])|$)")
_MISREAD_DIGITS = str.maketrans("lIOSB", "11058")
_BULLET = re.compile(r"[–—•·*\u00ad\u2022\u25aa\u25cf\uf0b7\x95-]\s*(?=[^\W\d_])|[o§]\s{2,}")


class Style(StrEnum):
    """Numbering style of a list."""

    NUMBER = "1."
    INNER_NUMBER = "(1)"
    LETTER = "(a)"
    CAPITAL = "(A)"
    ROMAN = "(i)"


@dataclass(frozen=True, slots=True)
class Mark:
    """Enumerator before a paragraph's words.

    Attributes:
        token: "12", "a", "iv".
        readings: Position in its list, for each possible style: "i" is letter 9 and roman 1.
        end: Offset in the line where the words start.
    """

    token: str
    readings: tuple[tuple[Style, int], ...]
    end: int

    def value(self, style: Style) -> int | None:
        """Return the position in a list of a style; None if it cannot be in such a list."""
        return dict(self.readings).get(style)


def read_mark(text: str) -> Mark | None:
    """Parse the enumerator at the start of a line; None if there is none.

    >>> read_mark("(b)  Measures that support").token
    'b'
    >>> read_mark("2.5 per cent") is None
    True
    """
    printed = _printed_mark(text)
    if printed is not None and printed.value(Style.NUMBER):
        return printed
    return _misread_mark(text, printed.readings if printed else ()) or printed


def opens_numbered(text: str) -> bool:
    """Return whether a line opens with a number and an operative verb: "2. Requests …"."""
    mark = read_mark(text)
    return mark is not None and mark.value(Style.NUMBER) is not None and opens_operative(text[mark.end :])


def _printed_mark(text: str) -> Mark | None:
    """Parse an enumerator with its digits and letters as printed."""
    match = _MARK.match(text)
    if not match:
        return None
    if match["undotted"] and not _opens(text[match.end() :]):
        return None
    if match["odd"] and not opens_as_resolution(text[match.end() :].lstrip()):
        return None
    end = match.end() + len(text[match.end() :]) - len(text[match.end() :].lstrip())
    number = match["number"] or match["undotted"] or match["alone"] or "".join(_DIGITS.findall(match["odd"] or ""))
    if number:
        return Mark(number, ((Style.NUMBER, int(number)),), end)
    if match["inner"]:
        return Mark(match["inner"], ((Style.INNER_NUMBER, int(match["inner"])),), end)
    token = match["letters"] or match["unclosed"] or match["bare"]
    readings = _readings(token)
    return Mark(token, readings, end) if readings else None


def _misread_mark(text: str, readings: tuple[tuple[Style, int], ...]) -> Mark | None:
    """Parse a number whose digits were read as letters: "1O.", "lS, Urges"; "l." and "II." only before a verb.

    Args:
        text: The line.
        readings: Other readings of the enumerator.
    """
    match = _MISREAD.match(text)
    if match is None:
        return None
    digits = match["number"]
    value = int(digits.translate(_MISREAD_DIGITS))
    is_roman = digits.strip("I") == ""
    is_label = match["comma"] is None and (digits == "B" or (is_roman and match["stop"] is None))  # of a section
    is_clear = match["stop"] is not None and len(digits) > 1 and not is_roman
    if value == 0 or is_label or not (is_clear or _opens(text[match.end() :])):
        return None
    return Mark(digits, (*readings, (Style.NUMBER, value)), match.end())


def _opens(text: str) -> bool:
    return opens_paragraph(text) or acts_in_circumstances(text)


def is_bullet(text: str) -> bool:
    """Return whether a line is an item of a bulleted list."""
    return _BULLET.match(text) is not None


def _readings(token: str) -> tuple[tuple[Style, int], ...]:
    """Return the positions that letters may stand for, by style: "i" is letter 9 and roman 1."""
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
