"""Documents that a draft names: resolutions by number, with the stated year, and those of other bodies."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import accumulate

from retrieval.clauses.adopted import is_of_year, year_of
from retrieval.clauses.months import MONTH
from retrieval.clauses.references.named_documents import named_documents
from retrieval.clauses.references.owners import ADOPTED
from retrieval.wording.verbs import OPERATIVE_VERBS

_SLASHED = re.compile(
    r"\b(?:resolution|UNSCR|SCR|Res\.?)\s?(?P<number>\d{3,4})/(?P<year>(?:19|20)\d\d)\b", re.IGNORECASE
)
_ABBREVIATED = re.compile(
    r"\b(?:UNSCR|SCR|(?:UN\s?SC|UNSC|SC)\s(?:Res\b\.?|resolution)|Res\b\.?)[\s-]?(?P<number>\d{3,4})(?![\d/])"
    r"(?:\s?\((?P<year>(?:19|20)\d\d)\))?",
    re.IGNORECASE,
)
_BARE = re.compile(
    r"(?<![\w/.,§$€£-])(?P<number>\d{3,4})"
    r"(?:\s?\((?P<year>(?:19|20)\d\d)\)|(?=,?\s\(?(?:OPs?|PPs?|paras?\b\.?|§)\s?\d))"
)
_NO_COUNT = (
    r"(?![\w/%]|[.,]\d|\s?\(\d{4}|\s?(?:days|people|women|men|children|girls|persons|soldiers|States|pages|words"
    r"|votes)\b)"
)
"""What a number of a resolution is not followed by, as a count is: "1325 women", "1325.5"."""
_PINNED = re.compile(
    r"(?:\b(?:OPs?|PPs?|para(?:graph)?s?\b\.?)|§)\s?\d{1,3}[^\s,;]{0,12}\s(?:of|in)\s"
    r"(?P<number>\d{3,4})\s?\((?P<year>(?:19|20)\d\d)\)",
    re.IGNORECASE,
)
"""Bare number with a year after a paragraph ("para. 3 of 1325 (2001)"): a resolution, even if the year is wrong."""
_PINNED_ALONE = re.compile(
    r"(?:\b(?:OPs?|PPs?|para(?:graph)?s?\b\.?)|§)\s?\d{1,3}[^\s,;]{0,3}(?:\s?\([a-z]{1,4}\)){0,2}\s(?:of|in)"
    rf"\s(?P<number>\d{{3,4}}){_NO_COUNT}",
    re.IGNORECASE,
)
"""Number alone after a paragraph ("OP 7 (a) of 1882"): a resolution."""
_VERB = rf"(?:{'|'.join(sorted(OPERATIVE_VERBS))}|says|states)"
_QUOTED_ALONE = re.compile(
    r"(?:^|(?<=[.;:(]\s)|\b(?:and|also|but|while|whereas|as|or|then|so)\s)[*_]{0,3}"
    rf"(?P<number>\d{{3,4}}){_NO_COUNT}(?:,?\s(?:which|that))?\s{_VERB}[,:]?"
    rf"(?:\s[a-z][\w’'-]{{0,20}},?){{0,3}}:?\s{{1,3}}"
    r"[“\"'‘«„]\s?\N{REPLACEMENT CHARACTER}",
    re.IGNORECASE,
)
"""Number alone before a verb of resolutions and a quotation, not behind a noun: "2282 reaffirms that “…”"."""
_SHORT = re.compile(
    r"\bin\s(?P<number>\d{3,4})"
    r"(?P<words>(?:\s(?P<council>the\s(?:Security\s)?Council))?(?:\s[^\W\d][\w’'-]{0,20}){0,8}+)"
    r"(?:[\s:,“\"'‘«„]{1,3}\N{REPLACEMENT CHARACTER}++[”\"'’».,]{0,3})?"
    r"(?=\s[(\[](?:see\s|its\s)?(?:OPs?|PPs?|para(?:graph)?s?\b\.?|§)\s?\d)",
    re.IGNORECASE,
)
"""Number alone whose paragraph follows in brackets: "in 2106 for survivors (OP 19)"."""
_LISTED = re.compile(
    r"(?<!Assembly\s)(?:\b(?:resolutions?|UNSCRs?|SCRs?|Res\b\.?)[\s-]?|(?<![\w/])S/RES/)"
    r"(?P<numbers>\d{3,4}(?:(?:\s?\((?:19|20)\d\d\))?(?:,\s(?:and\s)?|\s(?:and|or|&)\s)\d{3,4}){0,20})"
    r"(?![\w/%(]|[.,]\d|\s\()",
    re.IGNORECASE,
)
"""Numbers of resolutions in a list, of which some may be newer than those whose year is known."""
_ALONE = re.compile(r"(?<![\d(])\d{3,4}(?!\d|\s?\()")
_NEW = range(2500, 3000)
"""Numbers that the Council may adopt in the next years, besides those whose year is known."""
_REPEATED = re.compile(
    r"\b(?:repeat|reiterat|reaffirm|restat|recur|echo|confirm|return|resum|again|verbatim|word for word)\w*",
    re.IGNORECASE,
)
_MONTH_BEFORE = re.compile(rf"\b{MONTH}(?:\s\d{{1,2}})?,?\s$", re.IGNORECASE)
_OPERATIVE = re.compile(r",?\s\(?[OP]P", re.IGNORECASE)
_DATE = rf"(?:\d{{1,2}}\s)?(?:{MONTH}\s)(?:\d{{1,2}},\s)?(?:19|20)\d\d"
_YEAR_AFTER = re.compile(rf"{ADOPTED}|\s\((?:adopted\s(?:on|in)\s)?{_DATE}\)", re.IGNORECASE)
_DAY_OF_ELSE = re.compile(r",?\s(?:(?:in|on)\s|\((?!adopted))", re.IGNORECASE)
"""Beginning of a date that may be of a debate, if it is later: "resolution 2493 | (29 October 2020)"."""
_ADOPTED_AFTER = re.compile(rf",\s(?:which\swas\s)?adopted\s(?:on|in)\s{_DATE}\b", re.IGNORECASE)
"""Date of adoption behind a resolution with a year: "2122 (2013)|, adopted on 18 October 2014"."""
_YEAR = re.compile(r"\d{4}")
_NEAR = 80
"""Characters before a number in which its verb is looked for."""
_FIRST_YEAR, _LAST_YEAR = 1946, 2035


@dataclass(frozen=True, slots=True)
class CitedDocument:
    """Document that a draft names.

    Attributes:
        number: Number of a resolution; None for a document of another body.
        year: Stated year; None if none is stated.
    """

    start: int
    end: int
    number: int | None
    year: int | None = None


def documents_in(text: str, held: Collection[int] = ()) -> list[CitedDocument]:
    """Return the documents that a text names, in order.

    Args:
        text: A paragraph of a draft.
        held: Numbers of the resolutions of the library, which may stand alone: "in 2106 for survivors (OP 19)".
    """
    found: list[CitedDocument] = []
    for reference in named_documents(text, any_year=True):
        symbol = reference.resolution
        stated = symbol is not None and f"({symbol.year})" in text[reference.start : reference.end].replace(" ", "")
        year = symbol.year if symbol and stated else None
        document = CitedDocument(reference.start, reference.end, symbol.number if symbol else None, year)
        found.append(_with_year(text, document))
    for pattern in (_SLASHED, _ABBREVIATED, _PINNED, _BARE):
        overlaps = _overlapping(found)
        for match in pattern.finditer(text):
            number, year = int(match["number"]), int(match["year"]) if match["year"] else None
            known = year is not None or _may_be_adopted(number)
            if pattern is _BARE and not (is_of_year(number, year) if year else _may_stand_alone(match, held)):
                continue
            if known and not overlaps(match):
                found.append(_with_year(text, CitedDocument(match.start("number"), match.end(), number, year)))
    found.sort(key=lambda one: one.start)
    overlaps = _overlapping(found)
    for listed in _LISTED.finditer(text):
        several = listed[0][:11].lower() == "resolutions"
        alone = (match for match in _ALONE.finditer(text, *listed.span("numbers")) if not overlaps(match))
        found += [
            CitedDocument(*match.span(), number)
            for match in alone
            if (number := int(match[0])) and _may_be_adopted(number) and (several or not year_of(number))
        ]
    for pattern in (_PINNED_ALONE, _QUOTED_ALONE):
        overlaps = _overlapping(found)
        found += [
            CitedDocument(match.start("number"), match.end("number"), int(match["number"]))
            for match in pattern.finditer(text)
            if (number := int(match["number"])) in held
            and (pattern is _PINNED_ALONE or not is_like_year(number))
            and not overlaps(match)
        ]
    found.sort(key=lambda one: one.start)
    short = [one for one in _named_shortly(text, found) if one.number in held]
    return sorted([*found, *short], key=lambda one: one.start)


def _may_be_adopted(number: int) -> bool:
    """Return whether a resolution of a number is known, or may be one of the years after those that are."""
    return year_of(number) is not None or number in _NEW


def _may_stand_alone(match: re.Match[str], held: Collection[int]) -> bool:
    """Return whether a number without a year, before a paragraph, is a resolution, and no year of another text."""
    number = int(match["number"])
    if number < 100 or not _may_be_adopted(number):
        return False
    if not is_like_year(number):
        return True
    text, start = match.string, match.start()
    operative = _OPERATIVE.match(text, match.end())
    dated = _MONTH_BEFORE.search(text, max(0, start - _NEAR), start)
    return dated is None and (operative is not None or number in held)


def is_like_year(number: int) -> bool:
    """Return whether a number may be a year that drafts speak of.

    >>> is_like_year(1960), is_like_year(1325), is_like_year(2106)
    (True, False, False)
    """
    return _FIRST_YEAR <= number <= _LAST_YEAR


def _named_shortly(text: str, documents: Sequence[CitedDocument]) -> Iterator[CitedDocument]:
    """Yield numbers alone behind another resolution that are resolutions, and no years.

    A number like a year is none if the resolution before is of a later year: "1888 (2009) … repeated in 1960 (OP 2)".
    """
    overlaps = _overlapping(documents)
    for match in _SHORT.finditer(text):
        number, start = int(match["number"]), match.start("number")
        at = bisect_left(documents, start, key=lambda one: one.start) - 1
        before = documents[at] if at >= 0 else None
        if before is None or before.number is None or overlaps(match):
            continue
        adopted = year_of(before.number) or before.year or 0
        speaks = match["council"] or _REPEATED.search(text, max(0, start - _NEAR), start)
        if not is_like_year(number) or (adopted > number and speaks):
            yield CitedDocument(start, match.end("words"), number)


def _overlapping(documents: Sequence[CitedDocument]) -> Callable[[re.Match[str]], bool]:
    """Return a function that tests in logarithmic time whether a match overlaps one of the documents."""
    in_order = sorted(documents, key=lambda one: one.start)
    starts = [one.start for one in in_order]
    last_ends = list(accumulate((one.end for one in in_order), max))

    def overlaps(match: re.Match[str]) -> bool:
        before_its_end = bisect_left(starts, match.end())
        return before_its_end > 0 and last_ends[before_its_end - 1] > match.start()

    return overlaps


def _with_year(text: str, document: CitedDocument) -> CitedDocument:
    """Add the year that the words behind a resolution state: "resolution 1325 of 2000"."""
    if document.number is None:
        return document
    pattern = _YEAR_AFTER if document.year is None else _ADOPTED_AFTER
    match = pattern.match(text, document.end)
    if not match:
        return document
    year, known = int(_YEAR.findall(match[0])[-1]), year_of(document.number)
    is_later = known is not None and year > known and _DAY_OF_ELSE.match(match[0]) is not None
    return replace(document, year=None if is_later else year, end=match.end())
