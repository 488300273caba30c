"""Names of months, in full and cut short, in English whatever the locale.

>>> month_number("February"), month_number("sept."), month_number("often")
(2, 9, None)
"""

from __future__ import annotations

MONTHS = tuple("January February March April May June July August September October November December".split())
_STEMS = tuple(name[:3].lower() for name in MONTHS)

MONTH = rf"(?:{'|'.join(_STEMS)})[a-z]*\.?"
"""A month in a pattern that ignores case, in full or cut short."""


def month_number(name: str) -> int | None:
    """Return the number of a month by its first three letters; None for another word."""
    stem = name[:3].lower()
    return _STEMS.index(stem) + 1 if stem in _STEMS else None
