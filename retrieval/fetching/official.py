"""Where the official document of a resolution is: its full symbol, and the address of that."""

from __future__ import annotations

import re
from bisect import bisect_right
from itertools import accumulate, chain
from urllib.parse import quote

import httpx2

from retrieval.citation import Citation, parse_citation
from retrieval.clause import Symbol
from retrieval.errors import FetchError

# What they show is a page around the document, which a program cannot read.
_VIEWERS = frozenset({"undocs.org", "www.undocs.org", "docs.un.org"})
_RESOLUTION = re.compile(r"/(?:en/)?(S/RES/\d{1,4}\s*(?:\(\d{4}\))?)/?", re.IGNORECASE)

_FIRST_YEAR = 1946
# How many resolutions the Council adopted in each year from 1946 to 2024: they are numbered through.
_ADOPTED = (
    *(15, 22, 29, 12, 11, 7, 2, 5, 2, 5, 11, 5, 5, 1, 28, 10, 7, 8, 14, 20),
    *(13, 12, 18, 13, 16, 16, 17, 20, 22, 18, 18, 20, 21, 18, 23, 15, 29, 17, 14, 21),
    *(13, 13, 20, 20, 37, 42, 74, 93, 77, 66, 57, 54, 73, 65, 50, 52, 68, 67, 59, 71),
    *(87, 56, 65, 48, 59, 66, 53, 47, 63, 64, 77, 61, 54, 52, 57, 57, 54, 50, 46),
)
_FIRST_OF_YEAR = tuple(accumulate(chain([1], _ADOPTED)))


def year_of(number: int) -> int | None:
    """Return the year that a resolution is of; None if it is newer than this table.

    >>> year_of(1325), year_of(2767), year_of(2768)
    (2000, 2024, None)
    """
    if not 1 <= number < _FIRST_OF_YEAR[-1]:
        return None
    return _FIRST_YEAR + bisect_right(_FIRST_OF_YEAR, number) - 1


def full_symbol(citation: Citation) -> Symbol:
    """Return the symbol of a resolution somebody named, which official addresses need with its year.

    Raises:
        FetchError: If a paragraph was named, or the year is missing or wrong.
    """
    if citation.paragraph:
        raise FetchError(f"it names a paragraph; name the whole resolution, as in S/RES/{citation.number}")
    year = year_of(citation.number)
    if year is None and citation.year is None:
        raise FetchError(f"its year is not known here; name it, as in 'S/RES/{citation.number} (2025)'")
    if year is not None and citation.year not in (None, year):
        raise FetchError(f"S/RES/{citation.number} is of {year}, not of {citation.year}")
    return Symbol(citation.number, citation.year or year or 0)


def resolution_of(link: httpx2.URL) -> Citation | None:
    """Return the resolution that a link to the United Nations' viewer names; None for any other link.

    >>> resolution_of(httpx2.URL("https://undocs.org/en/S/RES/1325%20(2000)"))
    Citation(number=1325, year=2000, paragraph=None)
    """
    found = _RESOLUTION.fullmatch(link.path) if link.host in _VIEWERS else None
    return parse_citation(found[1]) if found else None


def official_address(symbol: Symbol, pattern: str) -> str:
    """Put a symbol into the pattern of an address.

    >>> official_address(Symbol(1325, 2000), "https://undocs.org/en/{symbol}")
    'https://undocs.org/en/S/RES/1325(2000)'
    """
    before, _, after = pattern.partition("{symbol}")
    # In a query a slash is part of the value; in a path it parts it.
    return before + quote(symbol.compact, safe="" if "?" in before else "/()") + after
