"""Extraction of cited documents from text: resolutions by number, all others by symbol."""

from __future__ import annotations

import re
from collections.abc import Iterator

from retrieval.clauses.adopted import is_of_year, year_of
from retrieval.clauses.clause import Symbol
from retrieval.clauses.references.reference import Reference

_DIGIT = re.compile(r"\d")
"""A digit; a text without one cites nothing."""
_SYMBOL = re.compile(
    # The bounds on parts keep this linear, as a search starts again at every part; no real symbol exceeds them.
    r"(?<![\w/])(?:S|A|E|ST)/(?:[A-Z0-9][\w.]{0,40}/|E?S-\d{1,8}/){0,8}[A-Z]{0,12}\.?\d(?:[\w.]{0,40}\w)?"
    r"(?:\s?\((?:19|20)\d\d\))?(?:/(?:Add|Rev|Corr)\.\d{1,8}){0,8}(?![\w/])"
)
"""Symbol of a document: "S/RES/1325 (2000)", "A/RES/60/1", "S/2015/716/Add.1"."""
_COUNCIL_SYMBOL = re.compile(r"S/RES/(\d{1,4})(?:\((\d{4})\))?")
"""Symbol of a resolution of the Council, without blanks, with its number and year."""
_BEGINNING_OF_SYMBOL = re.compile(r"\w+/\w{1,2}")
"""Two parts of a symbol, the second of one or two characters, which name no document: "S/20"."""
_NUMBERED = re.compile(r"(?<![\w/.-])(?<!\d,)(\d{1,4})\s?\(((?:19|20)\d\d)\)")
"""Number and year of a resolution: "1325 (2000)"."""
_NAME = re.compile(r"\b(?:resolutions?|UNSCR|SCR)\b(?:\s+(?=\d))?", re.IGNORECASE)
"""Noun before the numbers of resolutions: "| resolutions | 1325 and 1820"."""
_BARE = re.compile(r"(\d{3,4})(?![\w/%]|[.,]\d|\s?\(\d{4}\)|(?:\s[A-Z])?\s?\((?:E?S-)?[IVXLC]+\)|-\d)")
"""Number of a resolution without a year."""
_AND_BARE = re.compile(rf"(?:\s?,\s|,?\s(?:and|or)\s){_BARE.pattern}")
"""A further such number: "1325 | and 1820"."""
_ASSEMBLY_NUMBER = re.compile(
    r"(?P<number>\d{1,4})\s?\((?P<roman>[IVX]+|E?S-[IVX]+)\)|(?P<session>\d\d)/(?P<item>\d{1,3})(?![\d/])"
)
"""Number of a General Assembly resolution: "217 (III)", "377 (V)"; with its session first, "63/311"."""
_BY_SESSION = re.compile(r"\d\d/\d{1,3}(?![\d/])(?!\sof\sthe\s(?!General|UN|United))")
"""Number by session ("60/1") after "resolution": a General Assembly resolution, unless another body is named."""
_ENTITLED = re.compile(r"\s(?:entitled|on)\s[^;,]{1,200}+")
"""Title of a resolution in a list, after its number."""
_STATEMENT = re.compile(r"\bpresidential\sstatements?\s", re.IGNORECASE)
"""Words before the number of a statement of the President: "| Presidential Statement | 2015/25"."""
_STATEMENT_NUMBER = re.compile(r"((?:19|20)\d\d)/(\d{1,3})(?![\d/])")
"""Year and number of a statement of the President: "2015/25"."""
_AND = re.compile(
    r"(?:\sof\s\d{1,2}\s[A-Z][a-z]+\s\d{4})?(?:\s?,\s(?:and\s|(?:as\swell\sas|and\sits|and)\sresolution\s)?|\sand\s)"
)
"""Words between two documents of a list, with the date of the first: "63/311 | of 14 September 2009 and | 64/289"."""
_BODY = (
    r"(?:\b(?P<assembly>(?:General\s)?Assembly)(?:['’]s)?\s?,?\s(?:(?:in|by|its|of|including)\s)*"
    r"|\b(?:Social Council|Human Rights(?: Council)?|Commission|IMO|ICAO|OAU|League|Union|Conference|Organization"
    r"|Organisation|Committee|Parliament|Board|IAEA|Governors|Cooperation|Ministerial|Summit)(?:['’]s)?\s(?:its\s)?)"
)
"""Name of a body other than the Council before its resolution; group `assembly` for the General Assembly."""
_OTHER_BODY = re.compile(rf"{_BODY}$")
"""Name of another body right before "resolution": "| General Assembly | resolution 63/311"."""
_NAMED_OR_LISTED = re.compile(
    r"(?:\b(?:resolutions?|UNSCR|SCR)|(?<=\d{4}\))(?:\s?,|,?\s(?:and|or))|(?<=\d{4}\)),?\sas well as)\s$", re.IGNORECASE
)
"""Words before a number that is surely a resolution's: "| resolution | 1809", "1325 (2000) | and | 1809"."""
_OTHER_BODY_OF = re.compile(rf"{_BODY}resolutions?\s$")
"""Name of another body, and "resolution", right before a number."""
_OF_ASSEMBLY = re.compile(r"\s(?:\([A-Z]\)\s)?of the General Assembly")
"""Words behind a number by which it is of the General Assembly: "resolution 217 | (A) of the General Assembly"."""
_OTHER_KIND = re.compile(
    r"\b(?:No\.|decisions?|decrees?|laws?|acts?|conventions?|recommendations?|comments?|protocols?|directives?"
    r"|articles?|regulations?|orders?|reports?|letters?|notes?)\s?$",
    re.IGNORECASE,
)
"""Nouns right before a number and year that are no resolution: "| decision | 1325 (2000)"."""

_NEAR = 80
"""Characters before a number in which the body that adopted it is looked for."""


def named_documents(text: str, *, any_year: bool = False) -> list[Reference]:
    """Return the documents cited in a text, in order; Council resolutions with their years, even if not stated.

    A number counts as a resolution only if the Council can have adopted it in the stated year.

    Args:
        text: Any text.
        any_year: Whether to return resolutions with an impossible year as they are stated: "resolution 1325 (2001)",
            an error found in drafts.

    >>> [found.document for found in named_documents("its resolutions 1325 (2000) and 1820 (2008), S/PRST/2015/25")]
    ['S/RES/1325(2000)', 'S/RES/1820(2008)', 'S/PRST/2015/25']
    """
    if not _DIGIT.search(text):  # fast path for most clauses
        return []
    names = list(_NAME.finditer(text))
    found = [*_symbols(text, any_year=any_year), *_assembly(text, names), *_statements(text)]
    if names:  # without "resolution" before it, a number with a year is ambiguous
        found += _with_year(text, names[0].end(), any_year=any_year)
        found += _without_year(text, names)
    return sorted(found, key=lambda reference: reference.start)


def _symbols(text: str, *, any_year: bool) -> Iterator[Reference]:
    """Yield documents cited by symbol: "S/RES/1325 (2000)", "S/PRST/2015/25"."""
    for match in _SYMBOL.finditer(text):
        symbol = "".join(match[0].split())
        if resolution := _COUNCIL_SYMBOL.fullmatch(symbol):
            number = int(resolution[1])
            year = int(resolution[2]) if resolution[2] else year_of(number)
            if year and (any_year or is_of_year(number, year)):
                yield Reference(match.start(), match.end(), Symbol(number, year).compact)
        elif not symbol.startswith("S/RES/") and "(" not in symbol and not _BEGINNING_OF_SYMBOL.fullmatch(symbol):
            yield Reference(match.start(), match.end(), symbol)


def _with_year(text: str, start: int, *, any_year: bool) -> Iterator[Reference]:
    """Yield resolutions cited by number and year, "1325 (2000)", from an offset on."""
    for match in _NUMBERED.finditer(text, start):
        before = _before(text, match)
        symbol = _meant(Symbol(int(match[1]), int(match[2])), before, any_year=any_year)
        if symbol and not _OTHER_KIND.search(before) and not (any_year and _OTHER_BODY_OF.search(before)):
            yield Reference(match.start(), match.end(), symbol.compact)


def _meant(stated: Symbol, before: str, *, any_year: bool) -> Symbol | None:
    """Return the resolution that a number and a year mean, without a slip of the Council: "1809 (2007)" is of 2008.

    Args:
        stated: The number and the year.
        before: The words before them.
        any_year: Whether to return a resolution with an impossible year as it is stated.
    """
    if is_of_year(stated.number, stated.year):
        return stated
    if not _NAMED_OR_LISTED.search(before):
        return None
    if any_year:
        return stated
    known = year_of(stated.number)
    if not known or abs(known - stated.year) != 1 or _OTHER_BODY_OF.search(before):
        return None
    return Symbol(stated.number, known)


def _without_year(text: str, names: list[re.Match[str]]) -> Iterator[Reference]:
    """Yield resolutions cited by number alone: "resolutions 1325 and 1820"."""
    for name in names:
        match = _BARE.match(text, name.end())
        if match and _OTHER_BODY.search(_before(text, name)):
            continue
        while match:
            number = int(match[1])
            year = year_of(number)
            if year:
                yield Reference(match.start(1), match.end(1), Symbol(number, year).compact)
            match = _AND_BARE.match(text, match.end())


def _assembly(text: str, names: list[re.Match[str]]) -> Iterator[Reference]:
    """Yield General Assembly resolutions, which are numbered by session."""
    for name in names:
        body = _OTHER_BODY.search(_before(text, name))
        match = _ASSEMBLY_NUMBER.match(text, name.end())
        ours = body["assembly"] if body else _BY_SESSION.match(text, name.end())
        if not ours and not (match and _OF_ASSEMBLY.match(text, match.end())):
            continue
        while match:
            by_session, by_number = f"{match['session']}/{match['item']}", f"{match['number']}({match['roman']})"
            yield Reference(match.start(), match.end(), f"A/RES/{by_session if match['session'] else by_number}")
            title = _ENTITLED.match(text, match.end())
            links = (_AND.match(text, end.end()) for end in (match, title) if end)
            match = next(filter(None, (link and _ASSEMBLY_NUMBER.match(text, link.end()) for link in links)), None)


def _statements(text: str) -> Iterator[Reference]:
    """Yield statements of the President that are named by year and number: "Presidential Statement 2015/25"."""
    for name in _STATEMENT.finditer(text):
        match = _STATEMENT_NUMBER.match(text, name.end())
        while match:
            yield Reference(match.start(), match.end(), f"S/PRST/{match[1]}/{match[2]}")
            link = _AND.match(text, match.end())
            match = link and _STATEMENT_NUMBER.match(text, link.end())


def _before(text: str, match: re.Match[str]) -> str:
    return text[max(0, match.start() - _NEAR) : match.start()]
