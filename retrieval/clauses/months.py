"""Names of months, and dates, in English, in every locale.

>>> month_number("February"), month_number("sept."), month_number("often")
(2, 9, None)
"""

from __future__ import annotations

from datetime import date

MONTHS = tuple("January February March April May June July August September October November December".split())
_STEMS = tuple(name[:3].lower() for name in MONTHS)

MONTH = rf"(?:{'|'.join(_STEMS)})[a-z]*\.?"
"""Case-insensitive pattern of a month, full or abbreviated."""
MONTH_NAMES = "|".join((*(f"{name[:3]}(?:{name[3:]})?" for name in MONTHS), "sept"))
"""Alternatives of a month that is complete or has three letters, unlike in `MONTH`: "marriage" is not March."""


def long_date(day: date) -> str:
    """Format a date as in resolutions: 31 October 2000."""
    return f"{day.day} {MONTHS[day.month - 1]} {day.year}"


def month_number(name: str) -> int | None:
    """Return the number of a month, by its first three letters; None for another word."""
    stem = name[:3].lower()
    return _STEMS.index(stem) + 1 if stem in _STEMS else None
