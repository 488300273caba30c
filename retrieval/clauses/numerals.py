"""Roman numerals in lower case, below 400, as in lists and citations.

>>> roman(94), roman_value("xciv"), roman_value("iiii"), sum_of_letters("iiii"), is_like_roman("ivi")
('xciv', 94, 0, 4, True)
"""

from __future__ import annotations

import re

_SIGNS = ((100, "c"), (90, "xc"), (50, "l"), (40, "xl"), (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"))
_VALUES = {sign: worth for worth, sign in _SIGNS if len(sign) == 1}
_NUMERAL = re.compile(r"(?:x[lc]|l?x{0,3})(?:ix|iv|v?i{0,3})")
_LETTERS = re.compile(r"[ivx]+")


def roman(value: int) -> str:
    """Write a number in roman numerals."""
    numeral = ""
    for worth, sign in _SIGNS:
        numeral += sign * (value // worth)
        value %= worth
    return numeral


def roman_value(token: str) -> int:
    """Return the value of a roman numeral below 100; 0 if it is none."""
    if not token or not _NUMERAL.fullmatch(token):
        return 0
    return sum_of_letters(token)


def sum_of_letters(letters: str) -> int:
    """Add up letters of roman numerals in the way of a numeral, even if they are none: "iiii" is 4."""
    values = [_VALUES[letter] for letter in letters]
    return sum(-a if a < b else a for a, b in zip(values, [*values[1:], 0], strict=True))


def is_like_roman(label: str) -> bool:
    """Return whether a label consists of letters of lower-case roman numerals."""
    return _LETTERS.fullmatch(label) is not None
