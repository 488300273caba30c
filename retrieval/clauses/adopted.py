"""Year of adoption of a Security Council resolution by its number; numbers run through since 1946."""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import replace

from retrieval.clauses.citation import Citation

_FIRST_YEAR = 1946
_LAST_NUMBERS = (
    *(15, 37, 66, 78, 89, 96, 98, 103, 105, 110, 121, 126, 131, 132, 160, 170, 177, 185, 199, 219, 232, 244, 262, 275),
    *(291, 307, 324, 344, 366, 384, 402, 422, 443, 461, 484, 499, 528, 545, 559, 580, 593, 606, 626, 646, 683, 725),
    *(799, 892, 969, 1035, 1092, 1146, 1219, 1284, 1334, 1386, 1454, 1521, 1580, 1651, 1738, 1794, 1859, 1907, 1966),
    *(2032, 2085, 2132, 2195, 2259, 2336, 2397, 2451, 2503, 2560, 2617, 2671, 2721, 2767),
)
"""Number of the last resolution of each year, from 1946 on.

Source: Security Council, Resolutions, https://main.un.org/securitycouncil/en/content/resolutions-0
"""


def year_of(number: int) -> int | None:
    """Return the year of a resolution; None for one newer than this list.

    >>> year_of(1325), year_of(1), year_of(9999)
    (2000, 1946, None)
    """
    place = bisect_left(_LAST_NUMBERS, number)
    return _FIRST_YEAR + place if number > 0 and place < len(_LAST_NUMBERS) else None


def with_year(citation: Citation) -> Citation:
    """Return a citation with the year of its resolution, where it states none and the year is known.

    >>> str(with_year(Citation(1325, None, "8")))
    'S/RES/1325 (2000), OP 8'
    """
    return replace(citation, year=citation.year or year_of(citation.number))


def is_of_year(number: int, year: int) -> bool:
    """Return whether the resolution with a number can be of a year."""
    known = year_of(number)
    return year == known if known else number > _LAST_NUMBERS[-1] and year >= _FIRST_YEAR + len(_LAST_NUMBERS)
