"""Paragraphs that a draft names: "paras. 8 (b) and 10", "OP 2", "third preambular paragraph"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from retrieval.clauses.citation import levels_of
from retrieval.clauses.months import MONTH_NAMES
from retrieval.clauses.number_words import NUMBER_WORDS, ORDINALS, any_of
from retrieval.clauses.numerals import roman_value

_NO_COUNT = (
    rf"(?!\.?\s(?:(?:de|of)\s)?(?:(?-i:{MONTH_NAMES})|janvier|février|mars|avril|mai|juin|juillet"
    rf"|août|septembre|octobre"
    r"|novembre|décembre|januar|februar|märz|juni|juli|oktober|dezember|enero|febrero|marzo|abril|mayo|junio|julio"
    r"|agosto|septiembre|octubre|noviembre|diciembre|hours?|days?|weeks?|months?|years?|votes?|pages?|States|members?"
    r"|delegations?|countries|people|women|men|children)\b)"
)
"""What follows no later paragraph of a list, as it does a date or an amount: "para. 9, 31 | October"."""
_PLACE = r"\d{1,3}(?![\d/]|\s?\((?:19|20)\d\d\))(?:\s?bis)?(?:(?:\s?\(\s?[a-z]{1,5}\s?\))+|[a-z](?!\w))?"
"""Number of a paragraph with its levels, and no number of a resolution: "8", "8 bis", "8 (a) (ii)", "8a"."""
_JOIN = r"(?:\s?(?:,|;|&|-|–)\s?(?:and\s)?|\s(?:and|or|to|through)\s)"
_PLACES = rf"{_PLACE}(?:{_JOIN}{_PLACE}{_NO_COUNT}){{0,20}}"
_PINPOINT = re.compile(
    rf"""
      \b(?P<ordinal>{any_of(ORDINALS)}|\d{{1,2}}(?:st|nd|rd|th))\s  # third preambular paragraph
      (?P<of>pre-?ambular|operative)\spara(?:graph)?s?\b\.?
    | (?:\bsub-?para(?:graph)?\b\.?|\bletter|\bitem)\s              # letter (a) of paragraph 8
      (?P<level>\([a-z]{{1,4}}\)|[a-z])\s(?:of|in|to)\s
      (?:operative\s)?(?:para(?:graph)?\b\.?|OP)\s?(?P<parent>\d{{1,3}})(?![\d/])
    | \b(?:(?P<worded>pre-?ambular|operative)\s)?                     # operative paragraph eight
      para(?:graph)?\s(?P<word>{any_of(NUMBER_WORDS)})\b
    | \b(?P<romans>OP|PP)\s?(?P<roman>[IVX]{{1,6}})\b               # PP IV
    | \bpoint\s(?P<point>\d{{1,2}})(?=\s(?:of|in)\s)                # point 3 of
    | (?:\b(?P<kind>pre-?amb(?:ular|\.)|operative|annex|op\.|pp\.),?\s)?     # annex, paras. 8 (a) and 10
      (?:\b(?:sub-?)?para(?:graph)?s?\b\.?|[§¶]{{1,2}})\s?(?:no\.?\s|\#\s?)?(?P<places>{_PLACES})
    | \b(?P<short>OPs?|PPs?)\s?(?:no\.?\s|\#\s?)?(?P<shorts>{_PLACES})                # OPs 2-4
    """,
    re.VERBOSE | re.IGNORECASE,
)
_EACH = re.compile(rf"(?P<join>{_JOIN})?(?P<place>{_PLACE})", re.IGNORECASE)
_NUMBER = re.compile(r"\d{1,3}")
_BIS = re.compile(r"\s?bis")
_TO = re.compile(r"\s?[-–]\s?|\s(?:to|through)\s")
_LONGEST_RANGE = 60


@dataclass(frozen=True, slots=True)
class Pinpoint:
    """Range of a text that names paragraphs of one resolution."""

    start: int
    end: int
    paragraphs: tuple[str, ...]


def pinpoints_in(text: str) -> list[Pinpoint]:
    """Return the pinpoints of a text, in order."""
    return [Pinpoint(*match.span(), tuple(_paragraphs(match))) for match in _PINPOINT.finditer(text)]


def _paragraphs(match: re.Match[str]) -> Iterator[str]:
    """Yield the paragraphs that a match of `_PINPOINT` names."""
    said = next((match[name] for name in ("kind", "short", "of", "worded", "romans") if match[name]), "").lower()
    prefix = "PP" if said.startswith("p") else "annex-" if said == "annex" else ""
    if match["level"]:
        yield f"{match['parent']}({match['level'].strip('()').lower()})"
    elif places := match["places"] or match["shorts"] or match["point"]:
        yield from (f"{prefix}{name}" for name in _expanded(places))
    elif match["roman"]:
        yield f"{prefix}{roman_value(match['roman'].lower())}"
    else:
        number = (match["ordinal"] or match["word"]).lower().replace("-", " ")
        digits = _NUMBER.match(number)
        yield f"{prefix}{digits[0] if digits else (ORDINALS | NUMBER_WORDS)[number]}"


def _expanded(places: str) -> Iterator[str]:
    """Yield the paragraphs of a list, with ranges of whole paragraphs expanded."""
    before = 0
    for match in _EACH.finditer(places):
        number = _NUMBER.match(match["place"])
        assert number, "a place begins with a number"
        rest = match["place"][number.end() :]
        if _TO.fullmatch(match["join"] or "") and before and not rest.strip():
            yield from map(str, range(before + 1, min(int(number[0]), before + _LONGEST_RANGE)))
        bis = "bis" if _BIS.match(rest) else ""
        levels = "".join(f"({level})" for level in levels_of(_BIS.sub("", rest)))
        before = 0 if rest.strip() else int(number[0])
        yield f"{number[0]}{bis}{levels}"
