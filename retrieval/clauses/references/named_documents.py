"""Extraction of cited documents from text: resolutions by number, all others by symbol."""

from __future__ import annotations

import re
from collections.abc import Iterator

from retrieval.clauses.adopted import is_of_year, year_of
from retrieval.clauses.clause import Symbol
from retrieval.clauses.references.reference import Reference

_DIGIT = re.compile(r"\d")
_SYMBOL = re.compile(
    # The bounds on parts keep this linear, as a search starts again at every part; no real symbol exceeds them.
    r"(?<![\w/])(?:S|A|E|ST)/(?:[A-Z0-9][\w.]{0,40}/|E?S-\d{1,8}/){0,8}[A-Z]{0,12}\.?\d(?:[\w.]{0,40}\w)?"
    r"(?:\s?\((?:19|20)\d\d\))?(?:/(?:Add|Rev|Corr)\.\d{1,8}){0,8}(?![\w/])"
)
_COUNCIL_SYMBOL = re.compile(r"S/RES/(\d{1,4})(?:\((\d{4})\))?")
_BEGINNING_OF_SYMBOL = re.compile(r"\w+/\w{1,2}")
_NUMBERED = re.compile(r"(?<![\w/.-])(?<!\d,)(\d{1,4})\s?\(((?:19|20)\d\d)\)")
_NAME = re.compile(r"\b(?:resolutions?|UNSCR|SCR)\b(?:\s+(?=\d))?", re.IGNORECASE)
_BARE = re.compile(r"(\d{3,4})(?![\w/%]|[.,]\d|\s?\(\d{4}\)|(?:\s[A-Z])?\s?\((?:E?S-)?[IVXLC]+\)|-\d)")
_AND_BARE = re.compile(rf"(?:\s?,\s|,?\s(?:and|or)\s){_BARE.pattern}")
_ASSEMBLY_NUMBER = re.compile(r"(\d{1,4})\s?\((?:([IVX]+)|(E?S-[IVX]+))\)|(\d\d)/(\d{1,3})(?![\d/])")
_BY_SESSION = re.compile(r"\d\d/\d{1,3}(?![\d/])(?!\sof\sthe\s(?!General|UN|United))")
"""Number by session ("60/1") after "resolution": a General Assembly resolution, unless another body is named."""
_ENTITLED = re.compile(r"\s(?:entitled|on)\s[^;,]{1,200}+")
"""Title of a resolution in a list, after its number."""
_STATEMENT = re.compile(r"\bpresidential\sstatements?\s", re.IGNORECASE)
_STATEMENT_NUMBER = re.compile(r"((?:19|20)\d\d)/(\d{1,3})(?![\d/])")
_AND = re.compile(
    r"(?:\sof\s\d{1,2}\s[A-Z][a-z]+\s\d{4})?(?:\s?,\s(?:and\s|(?:as\swell\sas|and\sits|and)\sresolution\s)?|\sand\s)"
)
_BODY = (
    r"(?:\b(?P<assembly>(?:General\s)?Assembly)(?:['’]s)?\s?,?\s(?:(?:in|by|its|of|including)\s)*"
    r"|\b(?:Social Council|Human Rights(?: Council)?|Commission|IMO|ICAO|OAU|League|Union|Conference|Organization"
    r"|Organisation|Committee|Parliament|Board|IAEA|Governors|Cooperation|Ministerial|Summit)(?:['’]s)?\s(?:its\s)?)"
)
_OTHER_BODY = re.compile(rf"{_BODY}$")
_NAMED_OR_LISTED = re.compile(
    r"(?:\b(?:resolutions?|UNSCR|SCR)|(?<=\d{4}\))(?:\s?,|,?\s(?:and|or))|(?<=\d{4}\)),?\sas well as)\s$", re.IGNORECASE
)
_OTHER_BODY_OF = re.compile(rf"{_BODY}resolutions?\s$")
_OF_ASSEMBLY = re.compile(r"\s(?:\([A-Z]\)\s)?of the General Assembly")
_OTHER_KIND = re.compile(
    r"\b(?:No\.|decisions?|decrees?|laws?|acts?|conventions?|recommendations?|comments?|protocols?|directives?"
    r"|articles?|regulations?|orders?|reports?|letters?|notes?)\s?$",
    re.IGNORECASE,
)

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
        symbol = Symbol(int(match[1]), int(match[2]))
        before = _before(text, match)
        if not is_of_year(symbol.number, symbol.year):
            if not _NAMED_OR_LISTED.search(before):
                continue
            known = year_of(symbol.number)
            if not any_year:
                if not known or abs(known - symbol.year) != 1 or _OTHER_BODY_OF.search(before):
                    continue
                symbol = Symbol(symbol.number, known)  # an error of the Council: "1809 (2007)"
        if not _OTHER_KIND.search(before) and not (any_year and _OTHER_BODY_OF.search(before)):
            yield Reference(match.start(), match.end(), symbol.compact)


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
            number, session = match[1] or match[5], match[2] or match[3] or match[4]
            document = f"A/RES/{session}/{number}" if match[4] else f"A/RES/{number}({session})"
            yield Reference(match.start(), match.end(), document)
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
