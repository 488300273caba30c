"""Numbers in a question that name resolutions, and are no years or amounts: "1325", "resolutions 1325 and 1820"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from retrieval.asking.understand.lexicon import (
    citing_patterns,
    keyword_words,
    period_context,
    reference_patterns,
    turn_patterns,
)
from retrieval.asking.understand.places import Place, place_alone, place_beside
from retrieval.asking.understand.words import has_words, plain_words, search_before, topic_words, words_beside
from retrieval.clauses.citation import Citation
from retrieval.index.facts import LibraryFacts

_MOST_KEYWORDS = 8
"""Maximum keywords beside the number; more words are likely a sentence."""


@dataclass(frozen=True, slots=True)
class Mention:
    """Resolutions named side by side, with the range of the text that names them."""

    start: int
    end: int
    named: bool  # "resolution 1325" and not a bare number
    resolutions: tuple[Citation, ...]


def find_mentions(text: str, facts: LibraryFacts) -> Iterator[Mention]:
    """Find the resolutions that a whitespace-normalised question names; each list of them is one mention.

    A bare number names a resolution only if the library has that resolution and the number is no year, or if the words
    around the number use it as a name.
    """
    at = 0
    while match := reference_patterns.MENTION.search(text, at):
        at = match.end()
        named = match["name"] is not None
        others = list(_others(text, at, facts))
        end = others[-1].end() if others else at
        listed = any(facts.has_number(int(one[1])) and not is_year(int(one[1]), facts) for one in others)
        if not (_is_name(match, facts) if named else _is_bare_name(text, match, end, facts, listed=listed)):
            continue
        at = end
        number = match["after_name"] or match["bare"]
        found = (_citation(number, match[0]), *(_citation(one[1], one[0]) for one in others))
        yield Mention(match.start(), at, named, found)


def _others(text: str, at: int, facts: LibraryFacts) -> Iterator[re.Match[str]]:
    """Find the further numbers of a list that begins with a resolution."""
    while another := reference_patterns.ANOTHER.match(text, at) or reference_patterns.ANOTHER_BESIDE.match(text, at):
        number, is_beside = int(another[1]), "beside" in another.groupdict()
        if is_year(number, facts) and (is_beside or not facts.has_number(number)):
            break
        if is_beside and not facts.has_number(number):
            break
        yield another
        at = another.end()


def _citation(number: str, words: str) -> Citation:
    year = reference_patterns.YEAR_AT_END.search(words)
    return Citation(int(number), int(year[1]) if year else None, None)


def _is_name(match: re.Match[str], facts: LibraryFacts) -> bool:
    """Return whether a number after "resolution" names a resolution; in "resolutions 2015 and later" it is a year."""
    number = int(match["after_name"])
    plain = reference_patterns.RESOLUTION_ALONE.fullmatch(match["name"]) is not None
    return number > 0 and not (plain and is_year(number, facts) and not facts.has_number(number))


def _is_bare_name(text: str, match: re.Match[str], end: int, facts: LibraryFacts, *, listed: bool) -> bool:
    """Return whether a number without the word "resolution" names a resolution.

    Args:
        text: The question.
        match: Match of the number.
        end: End of the list of numbers that begins with it.
        facts: Facts of the library.
        listed: Whether another number of the list can only name a resolution, as in "1998, 2143 and 2601".
    """
    number = int(match["bare"])
    before, after = words_beside(text, *match.span())
    if "(" in match[0]:
        return True  # "2242 (2015)" can only be a resolution
    if reference_patterns.QUANTITY_AFTER.match(after):
        return facts.has_number(number) and limits_keywords(text, *match.span())
    placed = place_of(text, *match.span()) is not None
    if is_year(number, facts):
        says = reference_patterns.DOES_BEFORE.search(before) and reference_patterns.SAYS_AFTER.match(after)
        is_yet_to_come = facts.newest is not None and number > facts.newest.year + 1
        held_or_later = facts.has_number(number) or is_yet_to_come
        # A round number, as 2030, is more likely the year of goals.
        is_cited = _is_cited(text, match.start(), end, is_yet_to_come=is_yet_to_come and number % 10 != 0)
        return says is not None or is_cited or (held_or_later and (listed or placed))
    if reference_patterns.YEAR_BEFORE.search(before):
        return False
    if not (listed or placed) and _is_year_asked_for(text, before, number, facts):
        return False
    return (
        facts.has_number(number)
        or _is_used_as_name(text, match.start(), end, number)
        or _is_compared(text, match, end, facts)
    )


def _is_cited(text: str, start: int, end: int, *, is_yet_to_come: bool) -> bool:
    """Return whether a question asks for mentions of the numbers at its end, which may be years: "cite 2015"."""
    verbs = citing_patterns.MENTIONING_SEVERAL if is_yet_to_come else citing_patterns.CITING_BEFORE
    before, after = words_beside(text, start, end)
    return not has_words(after) and verbs.search(before) is not None


def _is_year_asked_for(text: str, before: str, number: int, facts: LibraryFacts) -> bool:
    """Return whether a number is a year of a question about the past: "what was said in 1998"."""
    last = facts.newest.year if facts.newest else reference_patterns.AS_YEARS[-1]
    return (
        reference_patterns.FIRST_YEAR_ASKED_FOR <= number <= last
        and reference_patterns.IN_A_YEAR_BEFORE.search(before) is not None
        and reference_patterns.PAST.search(text) is not None
    )


def _is_used_as_name(text: str, start: int, end: int, number: int) -> bool:
    """Return whether a number that the library lacks is used as a name: "what does 1540 say", "1540 OP 3"."""
    before, after = words_beside(text, start, end)
    if reference_patterns.NO_RESOLUTION_AFTER.match(after) or reference_patterns.NO_RESOLUTION_BEFORE.search(before):
        return False
    asks = reference_patterns.DOES_BEFORE.search(before) or reference_patterns.HOW_BEFORE.search(before)
    if (
        (asks and reference_patterns.SAYS_AFTER.match(after))
        or has_anything(before, after)
        or place_beside(text, start, end)
        or _is_cited(text, start, end, is_yet_to_come=False)
    ):
        return True
    if number < 1000 or number in reference_patterns.AS_YEARS:
        return False
    first, last = not has_words(before), not has_words(after)
    asks_when = citing_patterns.WHEN_BEFORE.search(before) and citing_patterns.MENTIONED_AFTER.match(after)
    if asks_when or not topic_words(f"{before} {after}") or (last and citing_patterns.MENTIONING_BEFORE.search(before)):
        return True
    set_off = reference_patterns.COLON_AFTER.match(after) or reference_patterns.ABOUT_AFTER.match(after)
    if reference_patterns.WITHIN_BEFORE.search(before):
        return last or set_off is not None
    has_place = first and place_alone(text[end:]) is not None  # "2664 humanitarian carve-out, operative para 1"
    return has_place or (first and (set_off is not None or reference_patterns.SAYS_AFTER.match(after) is not None))


def _is_compared(text: str, match: re.Match[str], end: int, facts: LibraryFacts) -> bool:
    """Return whether a number is compared with a resolution of the library: "compare 2417 with 2286 on hunger".

    Args:
        text: The question.
        match: Match of the number.
        end: End of the list of numbers that begins with it.
        facts: Facts of the library.
    """
    if int(match["bare"]) in reference_patterns.AS_YEARS:
        return False
    pairs = (
        reference_patterns.COMPARED_BEHIND.match(text, match.end()),
        reference_patterns.COMPARED_BEHIND.match(text, end),
        search_before(reference_patterns.COMPARED_BEFORE, text, match.start()),
    )
    return any(_is_held(int(pair["other"]), facts) and _compares(pair, *match.span()) for pair in pairs if pair)


def _is_held(number: int, facts: LibraryFacts) -> bool:
    return facts.has_number(number) and not is_year(number, facts)


def _compares(pair: re.Match[str], start: int, end: int) -> bool:
    """Return whether a comparing word stands between two numbers, before both or behind both.

    Args:
        pair: Match of the words between, and of the number on their other side.
        start: Start of the number on this side.
        end: End of the number on this side, exclusive.
    """
    before, after = words_beside(pair.string, min(start, pair.start()), max(end, pair.end()))
    return (
        pair["compares"] is not None
        or reference_patterns.COMPARES_BEFORE.search(before) is not None
        or reference_patterns.COMPARES_AFTER.match(after) is not None
    )


def has_anything(before: str, after: str) -> bool:
    """Return whether the words around a resolution ask if it has anything on a topic: "has 1325 anything on camps?"."""
    return (
        reference_patterns.HAS_ANY_BEFORE.search(before) is not None
        and reference_patterns.ANY_AFTER.match(after) is not None
    )


def is_asked_for(before: str, after: str) -> bool:
    """Return whether the words around a resolution ask for it: "do you have resolution 2417?"."""
    is_wanted = reference_patterns.WANTED_BEFORE.search(before) and period_context.GOES_ON.match(after)
    return bool(is_wanted) or reference_patterns.HELD_AFTER.match(after) is not None


def is_year(number: int, facts: LibraryFacts) -> bool:
    """Return whether a number may be a year: from the library's oldest to 15 years after its newest."""
    last = facts.newest.year + 15 if facts.newest else reference_patterns.AS_YEARS[-1]
    return facts.oldest_year <= number <= last


def place_of(text: str, start: int, end: int) -> Place | None:
    """Return the place named beside a resolution; None without one, as in "article 12 of the 1988 Convention"."""
    return (
        None
        if reference_patterns.NO_RESOLUTION_AFTER.match(words_beside(text, start, end)[1])
        else place_beside(text, start, end)
    )


def limits_keywords(text: str, start: int, end: int) -> bool:
    """Return whether a number of three or four digits may be the resolution to which keywords are limited.

    A round number is likely an amount, and a number from 1945 on is a year if it may be one. "1325 agenda" and "women
    and 1325" are about the resolution. A sentence is no list of keywords.

    >>> limits_keywords("attacks on schools 2143", 19, 23), limits_keywords("plans for 1325", 10, 14)
    (True, False)
    """
    before, after = text[:start], keyword_words.POLITE.sub("", text[end:])
    at_start, at_end = not has_words(before), not has_words(after)
    number = int(text[start:end])
    if at_start == at_end or number % 100 == 0 or number in keyword_words.YEARS:
        return False
    words = plain_words(before + after)
    if len(words) > _MOST_KEYWORDS or keyword_words.OF_NO_KEYWORDS.intersection(words):
        return False
    if keyword_words.NO_TOPIC.issuperset(topic_words(before + after)):
        return False
    if keyword_words.ANOTHER_NUMBER.search(before + after):
        return False
    if at_start:
        return keyword_words.BLANK_AFTER.match(after) is not None and words[0] not in keyword_words.AFTER_NO_RESOLUTION
    return keyword_words.BLANK_BEFORE.search(before) is not None and words[-1] not in keyword_words.BEFORE_NO_RESOLUTION


def is_pair_at_end(text: str, start: int, end: int) -> bool:
    """Return whether keywords end in two resolutions: "online recruitment 2250/2396"."""
    return (
        reference_patterns.PAIR.fullmatch(text, start, end) is not None
        and not has_words(text[end:])
        and not reference_patterns.TOPIC_BEFORE.search(text[:start])
        and not turn_patterns.ASKS_OR_ORDERS.search(text)
    )
