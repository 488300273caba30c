"""Resolutions and paragraphs that a question names, and whether as the place to look or as its topic."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum, auto
from itertools import chain

from retrieval.asking.understand import lexicon
from retrieval.asking.understand.edits import has_words
from retrieval.asking.understand.finding import Cited, Edit, Finding, Limit
from retrieval.clauses.citation import Citation, parse_citation
from retrieval.index.facts import LibraryFacts


class _Role(Enum):
    PLACE = auto()
    SUBJECT = auto()  # a place that the sentence needs: "what does 2242 say"
    OUTSIDE = auto()
    TOPIC = auto()


@dataclass(frozen=True, slots=True)
class _Mention:
    """Resolutions named in one breath, with the range of the text that names them."""

    start: int
    end: int
    named: bool  # "resolution 1325" and not a bare number
    resolutions: tuple[Citation, ...]


def find_named(text: str, about: LibraryFacts) -> list[Finding]:
    """Find the resolutions and paragraphs named in a question with single blanks.

    A bare number is a resolution only if the library has it, and a year is a year.

    Returns:
        Those to look in first; of them the ones that the sentence needs last.
    """
    found: dict[_Role, list[Finding]] = {role: [] for role in _Role}
    others: list[Finding] = []
    for mention in _mentions(text, about):
        paragraphs, start, end = _paragraphs(text, mention)
        role = (
            _Role.PLACE if lexicon.LIST_BEFORE.search(text[:start]) else _role(text[:start], text[end:], mention.named)
        )
        if paragraphs and role is _Role.TOPIC and not lexicon.LIKENESS_BEFORE.search(text[:start]):
            role = _Role.PLACE
        named = map(about.completed, mention.resolutions)
        found[role] += [Finding(mention.start, mention.end, _meaning(role, citation)) for citation in named]
        others += [Finding(start, end, Cited("shown", about.completed(citation))) for citation in paragraphs]
        others += _edits(text, start, end, role, many=len(mention.resolutions) > 1)
    return [*chain.from_iterable(found.values()), *others]


def _meaning(role: _Role, citation: Citation) -> Limit | Cited:
    if role in (_Role.PLACE, _Role.SUBJECT):
        return Limit("resolutions", citation)
    return Cited("outside" if role is _Role.OUTSIDE else "topic", citation)


def _mentions(text: str, about: LibraryFacts) -> Iterator[_Mention]:
    at = 0
    while match := lexicon.MENTION.search(text, at):
        at = match.end()
        named = match["name"] is not None
        if not (_is_name(match, about) if named else _is_bare_name(text, match, about)):
            continue
        found = [parse_citation(match[0][len(match["name"] or "") :])]
        while another := lexicon.ANOTHER.match(text, at):
            number = int(another[1])
            if not about.has_number(number) and is_year(number, about):
                break
            found.append(parse_citation(text[another.start(1) : another.end()]))
            at = another.end()
        yield _Mention(match.start(), at, named, tuple(found))


def _is_name(match: re.Match[str], about: LibraryFacts) -> bool:
    """Say whether a number after a name is one: "resolutions 2015 and later" has a year."""
    number = int(match["a"])
    plain = lexicon.RESOLUTION_ALONE.fullmatch(match["name"]) is not None
    return number > 0 and not (plain and is_year(number, about) and not about.has_number(number))


def _is_bare_name(text: str, match: re.Match[str], about: LibraryFacts) -> bool:
    number = int(match["b"])
    if "(" in match[0]:
        return True  # "2242 (2015)" is nothing else
    if not about.has_number(number) or lexicon.QUANTITY_AFTER.match(text[match.end() :]):
        return False
    return not is_year(number, about) or lexicon.PARAGRAPH_AFTER.match(text, match.end()) is not None


def is_year(number: int, about: LibraryFacts) -> bool:
    """Say whether a number is rather a year: of the library, or a little later than now can be."""
    last = about.newest.year + 15 if about.newest else 2040
    return about.oldest_year <= number <= last


def _paragraphs(text: str, mention: _Mention) -> tuple[list[Citation], int, int]:
    """Return the paragraphs that are cited with the first resolution, and the range that names them all."""
    if after := lexicon.PARAGRAPH_AFTER.match(text, mention.end):
        match, start, end = after, mention.start, after.end()
    elif before := lexicon.PARAGRAPH_BEFORE.search(text[: mention.start]):
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
    for link, place in lexicon.PLACE_IN_LIST.findall(text):
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
    if lexicon.OUTSIDE_BEFORE.search(before):
        return _Role.OUTSIDE
    if lexicon.TOPIC_AFTER.match(after):
        return _Role.TOPIC
    if lexicon.IN_BEFORE.search(before):
        return _Role.PLACE
    if lexicon.SAYS_AFTER.match(after) or lexicon.DOES_BEFORE.search(before) or lexicon.HAS_AFTER.match(after):
        return _Role.SUBJECT
    heads = first and (last or lexicon.COLON_AFTER.match(after) or lexicon.ABOUT_AFTER.match(after) or named)
    ends = last and (lexicon.SET_OFF_BEFORE.search(before) or (named and not lexicon.TOPIC_BEFORE.search(before)))
    return _Role.PLACE if heads or ends or lexicon.PART_AFTER.match(after) else _Role.TOPIC


def _edits(text: str, start: int, end: int, role: _Role, *, many: bool) -> list[Finding]:
    end += 2 if lexicon.GENITIVE.match(text, end) else 0
    if role is _Role.SUBJECT:
        return [Finding(start, end, Edit("the resolutions" if many else "the resolution"))]
    if role is _Role.TOPIC:
        return []
    end = only.end() if (only := lexicon.ONLY_AFTER.match(text, end)) else end
    introduced = (lexicon.OUTSIDE_BEFORE if role is _Role.OUTSIDE else lexicon.IN_BEFORE).search(text[:start])
    if not introduced:
        return [Finding(start, end, Edit())]
    # "Which paragraph of 1889 asks …" needs its paragraph; "OPs of 2250 about …" only says where to look.
    part = lexicon.PART_AND_BLANKS.match(introduced[0])
    keeps = part.end() if part and has_words(text[: introduced.start()]) else 0
    return [Finding(introduced.start() + keeps, end, Edit())]
