"""Resolutions and paragraphs that a question names, and whether as the place to look or as its topic."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum, auto

from retrieval.asking.understand.edits import Edit, has_words
from retrieval.clauses.citation import Citation, parse_citation
from retrieval.index.facts import LibraryFacts

_NAME = (
    r"(?:\bs\s*+/\s*+res\s*+/\s*+|\b(?:unscr|unsc|scr)\s*+-?\s*+(?:res(?:olution)?s?\.?\s*+)?"
    r"|\b(?:(?:un\s++)?security council\s++)?resolutions?\s++(?:no\.?\s*+)?|\bres\.?\s*+|\br\.?)"
)
_DIGITS = r"(?<![\w,./$€£-])\d{3,4}(?![\w%]|[,.]\d|-\d)"
_DIGITS_AFTER_NAME = r"\d{1,4}(?![\w%]|[,.]\d|\s?[-–]\s?\d)"
_YEAR = r"(?:\s*\(\s*(?:19|20)\d\d\s*\))?"
_MENTION = re.compile(rf"(?P<name>{_NAME})(?P<a>{_DIGITS_AFTER_NAME}){_YEAR}|(?P<b>{_DIGITS}){_YEAR}", re.IGNORECASE)
_ANOTHER = re.compile(
    rf"\s*+(?:,|/|&|\+|,?\s*+\b(?:and|or)\b)\s*+(?:{_NAME})?(\d{{3,4}}(?![\w%]|[,.]\d)){_YEAR}", re.IGNORECASE
)

_NUMBER = r"\d{1,3}(?!\d|\.\d)(?:\s?\([a-z]{1,4}\)|[a-z](?![a-z]))*"
_PARAGRAPH = (
    r"(?P<kind>(?:operative|preambular)\s+para(?:graph)?s?|annex,?\s+para(?:graph)?s?|preambular|ops?|pps?"
    rf"|para(?:graph)?s?|§|\#)\s*+\.?\s*+(?P<place>{_NUMBER})"
    rf"(?P<more>(?:\s*(?:,|&|-|–|\band\b|\bto\b)\s*{_NUMBER})*)"
)
_PARAGRAPH_AFTER = re.compile(rf"[\s,:;–-]*{_PARAGRAPH}", re.IGNORECASE)
_PARAGRAPH_BEFORE = re.compile(rf"\b{_PARAGRAPH}\s*+,?\s*+(?:(?:of|in|from)\s++)?(?:the\s++)?$", re.IGNORECASE)

_PLACE_IN_LIST = re.compile(rf"(^|,|&|-|–|\band\b|\bto\b)\s*({_NUMBER})", re.IGNORECASE)

_PART = (
    r"(?:ops?|pps?|para(?:graph)?s?|clauses?|preamble|text|wording|language|provisions?|articles?|sections?"
    r"|parts?|annex(?:es)?|words|sentences?|lines?|recitals?)"
)
_PART_AND_BLANKS = re.compile(rf"{_PART}\s+", re.IGNORECASE)
_RESOLUTION_ALONE = re.compile(r"resolutions?\s+", re.IGNORECASE)
_GENITIVE = re.compile(r"['’]s\b")
_ONLY = re.compile(r"\s+only\b", re.IGNORECASE)
_IN = re.compile(
    r"(?:\b(?:(?:according to|in|within|inside|under|from|as per|per|only|just|see|quote|compare|read|show(?: me)?"
    rf"|search|open)|\b{_PART}\s+(?:of|to))\s+(?:the\s+|both\s+|either\s+)?(?:un\s+)?)$",
    re.IGNORECASE,
)
_OUTSIDE = re.compile(
    r"\b(?:not\s+(?:in|from|under)|outside(?:\s+of)?|other\s+than|except(?:\s+for)?|excluding|apart\s+from|besides"
    r"|aside\s+from|leaving\s+out|without)\s+(?:the\s+)?$",
    re.IGNORECASE,
)
_SAYS = (
    r"(?:sa(?:ys?|id)|asks?|calls?\s+(?:for|on|upon)|urges?|requests?|requires?|mentions?|covers?|contains?|demands?"
    r"|condemns?|decides?|stress(?:es)?|recogni[sz]es?|provides?|deals?|address(?:es)?|speaks?|talks?|defines?|obliges?"
    r"|tells?|told|includes?|suggests?|recommends?|sets?|encourages?|expects?|wants?|allows?|bans?|forbids?|prohibits?)"
)
_SAYS_AFTER = re.compile(rf"^\s+(?:also\s+|even\s+|ever\s+|really\s+|actually\s+)?{_SAYS}\b", re.IGNORECASE)
_DOES_BEFORE = re.compile(r"\b(?:do|does|did|must|can|could|should|will|would)\s+(?:the\s+)?(?:un\s+)?$", re.IGNORECASE)
_HAS_AFTER = re.compile(r"^\s+ha(?:s|ve)\s+(?:a|an|any|the|no)\b", re.IGNORECASE)
_PART_AFTER = re.compile(rf"^'?s?\s+(?:operative\s+|preambular\s+)?{_PART}\b|^\s+only\b", re.IGNORECASE)
_TOPIC_AFTER = re.compile(
    r"^(?:['’]s)?(?:\s+|-)(?:agenda|implement\w*|anniversar\w*|naps?|national|action|plans?|commitments?|goals?|targets?"
    r"|obligations?|framework|architecture|principles|committee|body|experts?|related|compliance|outreach|is|are|was"
    r"|were|ha(?:s|ve|d)\s+been|being)\b",
    re.IGNORECASE,
)
_QUANTITY_AFTER = re.compile(
    r"^\s+(?:women|men|people|persons?|girls|boys|children|kids|civilians|soldiers|troops|peacekeepers|police|refugees"
    r"|cases|victims|survivors|staff|countries|states|days|weeks|months|years|km|miles|metres|meters|hours|euros?|dollars"
    r"|usd|eur|million|billion|percent|per\s+cent|pages|words|members)\b",
    re.IGNORECASE,
)
_LIST_BEFORE = re.compile(rf"\b(?:resolutions?|texts?|{_PART}|only|just)\s*\($", re.IGNORECASE)
_COLON_AFTER = re.compile(r"^\s*(?::|,|\s[–—-]+\s)|^\s*[–—]")
_ABOUT_AFTER = re.compile(r"^\s+(?:on|about|re|regarding)\b", re.IGNORECASE)
_TOPIC_BEFORE = re.compile(
    r"\b(?:on|of|about|with|for|to|by|and|or|since|after|before|until|the|naps?|plans?|agenda|implement\w*|anniversar\w*"
    r"|vote[ds]?|adopt\w*|like|than)\s+(?:the\s+)?$",
    re.IGNORECASE,
)
_SET_OFF_BEFORE = re.compile(r"[,;:(–—]\s*$|\s-+\s*$")
_LIKENESS_BEFORE = re.compile(
    r"\b(?:like|similar\s+to|same\s+as|than|echo(?:es|ing)?|recall(?:s|ing)?)\s+$", re.IGNORECASE
)


class _Role(Enum):
    PLACE = auto()
    SUBJECT = auto()  # a place that the sentence needs: "what does 2242 say"
    OUTSIDE = auto()
    TOPIC = auto()


@dataclass(frozen=True, slots=True)
class Named:
    """The resolutions and paragraphs that a question names.

    Attributes:
        places: The resolutions to look in.
        outside: The resolutions not to look in.
        cited: Paragraphs, to be shown first.
        topics: Resolutions that are what is asked about.
    """

    places: tuple[Citation, ...] = ()
    outside: tuple[Citation, ...] = ()
    cited: tuple[Citation, ...] = ()
    topics: tuple[Citation, ...] = ()
    edits: tuple[Edit, ...] = ()


@dataclass(frozen=True, slots=True)
class _Mention:
    """Resolutions named in one breath, with the range of the text that names them."""

    start: int
    end: int
    named: bool  # "resolution 1325" and not a bare number
    resolutions: tuple[Citation, ...]


def find_named(text: str, about: LibraryFacts) -> Named:
    """Return the resolutions and paragraphs named in a question with single blanks.

    A bare number is a resolution only if the library has it, and a year is a year.
    """
    found: dict[_Role, list[Citation]] = {role: [] for role in _Role}
    cited: list[Citation] = []
    edits: list[Edit] = []
    for mention in _mentions(text, about):
        paragraphs, start, end = _paragraphs(text, mention)
        role = _Role.PLACE if _LIST_BEFORE.search(text[:start]) else _role(text[:start], text[end:], mention.named)
        cited += paragraphs
        if paragraphs and role is _Role.TOPIC and not _LIKENESS_BEFORE.search(text[:start]):
            role = _Role.PLACE
        found[role] += mention.resolutions
        edits += _edits(text, start, end, role, many=len(mention.resolutions) > 1)
    return Named(
        places=_distinct(found[_Role.PLACE] + found[_Role.SUBJECT], about),
        outside=_distinct(found[_Role.OUTSIDE], about),
        cited=_distinct(cited, about),
        topics=_distinct(found[_Role.TOPIC], about),
        edits=tuple(edits),
    )


def _distinct(citations: list[Citation], about: LibraryFacts) -> tuple[Citation, ...]:
    return tuple(dict.fromkeys(about.completed(citation) for citation in citations))


def _mentions(text: str, about: LibraryFacts) -> Iterator[_Mention]:
    at = 0
    while match := _MENTION.search(text, at):
        at = match.end()
        named = match["name"] is not None
        if not (_is_name(match, about) if named else _is_bare_name(text, match, about)):
            continue
        found = [parse_citation(match[0][len(match["name"] or "") :])]
        while another := _ANOTHER.match(text, at):
            number = int(another[1])
            if not about.has_number(number) and is_year(number, about):
                break
            found.append(parse_citation(text[another.start(1) : another.end()]))
            at = another.end()
        yield _Mention(match.start(), at, named, tuple(found))


def _is_name(match: re.Match[str], about: LibraryFacts) -> bool:
    """Say whether a number after a name is one: "resolutions 2015 and later" has a year."""
    number = int(match["a"])
    plain = _RESOLUTION_ALONE.fullmatch(match["name"]) is not None
    return number > 0 and not (plain and is_year(number, about) and not about.has_number(number))


def _is_bare_name(text: str, match: re.Match[str], about: LibraryFacts) -> bool:
    number = int(match["b"])
    if "(" in match[0]:
        return True  # "2242 (2015)" is nothing else
    if not about.has_number(number) or _QUANTITY_AFTER.match(text[match.end() :]):
        return False
    return not is_year(number, about) or _PARAGRAPH_AFTER.match(text, match.end()) is not None


def is_year(number: int, about: LibraryFacts) -> bool:
    """Say whether a number is rather a year: of the library, or a little later than now can be."""
    last = about.newest.year + 15 if about.newest else 2040
    return about.oldest_year <= number <= last


def _paragraphs(text: str, mention: _Mention) -> tuple[list[Citation], int, int]:
    """Return the paragraphs that are cited with the first resolution, and the range that names them all."""
    if after := _PARAGRAPH_AFTER.match(text, mention.end):
        match, start, end = after, mention.start, after.end()
    elif before := _PARAGRAPH_BEFORE.search(text[: mention.start]):
        match, start, end = before, before.start(), mention.end
    else:
        return [], mention.start, mention.end
    places = _places(match["place"] + match["more"])
    kind = _kind_of(match["kind"].lower())
    resolution = mention.resolutions[0]
    year = f" ({resolution.year})" if resolution.year else ""
    return [parse_citation(f"{resolution.number}{year} {kind} {place}") for place in places], start, end


def _places(text: str) -> list[str]:
    """Return the paragraphs of a list; "16-18" are three.

    >>> _places("2(a), 5 and 16-18")
    ['2(a)', '5', '16', '17', '18']
    """
    places: list[str] = []
    for link, place in _PLACE_IN_LIST.findall(text):
        if link.lower() in ("-", "–", "to") and place.isdigit() and places[-1].isdigit():
            places += [str(number) for number in range(int(places[-1]) + 1, int(place))]
        places.append(place)
    return places


def _kind_of(word: str) -> str:
    """Return what the reader of citations calls a kind; "" leaves it to the paragraph's number."""
    if word.startswith("annex"):
        return "annex"
    return "PP" if word.startswith("p") and not word.startswith("para") else "OP"


def _role(before: str, after: str, named: bool) -> _Role:
    """Read the words around a mention; what they leave open is a topic, as a limit that nobody meant hides answers."""
    first, last = not has_words(before), not has_words(after)
    if _OUTSIDE.search(before):
        return _Role.OUTSIDE
    if _TOPIC_AFTER.match(after):
        return _Role.TOPIC
    if _IN.search(before):
        return _Role.PLACE
    if _SAYS_AFTER.match(after) or _DOES_BEFORE.search(before) or _HAS_AFTER.match(after):
        return _Role.SUBJECT
    heads = first and (last or _COLON_AFTER.match(after) or _ABOUT_AFTER.match(after) or named)
    ends = last and (_SET_OFF_BEFORE.search(before) or (named and not _TOPIC_BEFORE.search(before)))
    return _Role.PLACE if heads or ends or _PART_AFTER.match(after) else _Role.TOPIC


def _edits(text: str, start: int, end: int, role: _Role, *, many: bool) -> list[Edit]:
    end += 2 if _GENITIVE.match(text, end) else 0
    if role is _Role.SUBJECT:
        return [Edit(start, end, "the resolutions" if many else "the resolution")]
    if role is _Role.TOPIC:
        return []
    end = only.end() if (only := _ONLY.match(text, end)) else end
    introduced = (_OUTSIDE if role is _Role.OUTSIDE else _IN).search(text[:start])
    if not introduced:
        return [Edit(start, end)]
    # "Which paragraph of 1889 asks …" needs its paragraph; "OPs of 2250 about …" only says where to look.
    part = _PART_AND_BLANKS.match(introduced[0])
    keeps = part.end() if part and has_words(text[: introduced.start()]) else 0
    return [Edit(introduced.start() + keeps, end)]
