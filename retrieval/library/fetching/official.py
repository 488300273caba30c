"""URL of the official document of a resolution, from its full symbol."""

from __future__ import annotations

import re
from urllib.parse import quote

import httpx2

from retrieval.clauses.adopted import year_of
from retrieval.clauses.citation import Citation, parse_citation
from retrieval.clauses.clause import Symbol
from retrieval.errors import FetchError

# A link to one of these hosts shows the document in a viewer page, which a program cannot read.
_VIEWERS = frozenset({"undocs.org", "www.undocs.org", "docs.un.org"})
_RESOLUTION = re.compile(r"/(?:en/)?(S/RES/\d{1,4}\s*(?:\(\d{4}\))?)/?", re.IGNORECASE)


def full_symbol(citation: Citation) -> Symbol:
    """Return the full symbol of a cited resolution; official URLs need its year.

    Raises:
        FetchError: If a paragraph is cited, or the year is missing or wrong.
    """
    if citation.paragraph:
        raise FetchError(f"it is a paragraph; expected a whole resolution, as in S/RES/{citation.number}")
    year = year_of(citation.number)
    if year is None and citation.year is None:
        raise FetchError(f"the year of this resolution is not known; add it, as in 'S/RES/{citation.number} (2025)'")
    if year is not None and citation.year not in (None, year):
        raise FetchError(f"S/RES/{citation.number} was adopted in {year}, not in {citation.year}")
    return Symbol(citation.number, citation.year or year or 0)


def resolution_of(link: httpx2.URL) -> Citation | None:
    """Return the resolution of a link to the United Nations' viewer; None for any other link.

    >>> resolution_of(httpx2.URL("https://undocs.org/en/S/RES/1325%20(2000)"))
    Citation(number=1325, year=2000, paragraph=None)
    """
    found = _RESOLUTION.fullmatch(link.path) if link.host in _VIEWERS else None
    return parse_citation(found[1]) if found else None


def official_address(symbol: Symbol, pattern: str) -> str:
    """Fill a symbol into a URL pattern.

    >>> official_address(Symbol(1325, 2000), "https://undocs.org/en/{symbol}")
    'https://undocs.org/en/S/RES/1325(2000)'
    """
    before, _, after = pattern.partition("{symbol}")
    # Percent-encoding: a slash is part of a query value, but separates a path.
    return before + quote(symbol.compact, safe="" if "?" in before else "/()") + after
