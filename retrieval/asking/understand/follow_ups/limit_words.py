"""Limits in a follow-up, rewritten in the wording of a complete question: "just the 2015 one"."""

from __future__ import annotations

import re
from collections.abc import Sequence

from retrieval.asking.understand.follow_ups.turns import Turn, has_topic
from retrieval.asking.understand.follow_ups.wordings import in_standard_wording, match_meaning, reworded
from retrieval.asking.understand.lexicon import turn_limit_patterns, turn_patterns
from retrieval.asking.understand.lexicon.reference_patterns import FIRST_YEAR_ASKED_FOR
from retrieval.asking.understand.numbers import is_year
from retrieval.asking.understand.question import Question
from retrieval.asking.understand.words import content_words, numbers_in, topic_words
from retrieval.clauses.filters import NO_LIMITS, Filters
from retrieval.index.facts import LibraryFacts

_MOST_OF_A_TOPIC = 6
"""Maximum words of a topic before a year that limits; behind more words it is the year of an event."""
_MOST_NAMED = 10
"""Maximum resolutions that a follow-up without a topic may name."""


def with_correction(asked: str, last: Question) -> str:
    """Rewrite a correction or a widening of the last question as a limit, or as a request for latest or newer texts.

    "Since 2010, not 2015" is "only since 2010" after a question on 2015, and "not only 2143" after one in 2143 is "in
    any resolution".
    """
    return in_standard_wording(turn_limit_patterns.COMPLAINT.sub("", asked), last, "correcting", "widening")


def limit_alone(asked: str, last: Question) -> str:
    """Rewrite a question that only limits as a limit: "was it in 1612?" is "in 1612".

    "You are wrong, 1612 has it" and a request for "the 1612 one" of which no paragraph was quoted are "in 1612", too.
    """
    claimed = turn_limit_patterns.DISPUTE.sub("", asked)
    plain = in_standard_wording(claimed, last, "claiming")
    if plain != claimed or (plain := in_standard_wording(asked, last, "limiting")) != asked:
        return plain
    match = turn_limit_patterns.IN_ONE_YEAR.search(asked)
    others = content_words(f"{asked[: match.start()]} {asked[match.end() :]}") if match else ["not"]
    is_wanted = "not" not in others and turn_patterns.BESIDE_A_LIMIT.issuperset(others)
    return match[0] if match and is_wanted else asked


def expand_limit(asked: str, last: Question, facts: LibraryFacts) -> tuple[str, bool]:
    """Expand a bare number into a filter: "what about 2467?", "just the 2015 one".

    "Newer than 2015" and "was it in 1612" are expanded as well.

    Returns:
        The question, and whether it had a bare number that filters.
    """
    asked = limit_alone(asked, last)
    match = turn_limit_patterns.BARE_LIMIT.match(asked)
    if not match:
        return expand_year(expand_one_of_several(asked, facts), last, facts), False
    number, rest = int(match["number"]), match["rest"].lstrip(" ?.,!;:")
    if not match["opening"] and content_words(rest):
        return asked, False  # "1325: what should peace agreements cover?" is complete
    if facts.newest and FIRST_YEAR_ASKED_FOR <= number <= facts.newest.year and _is_of_a_year(last):
        return f"in the year {number}: {rest}", True
    if facts.has_number(number) and not is_year(number, facts):
        return f"resolution {number}{match['others']}: {rest}", True
    return (f"in {number}: {rest}", True) if is_year(number, facts) else (asked, False)


def expand_year(asked: str, last: Question, facts: LibraryFacts) -> str:
    """Expand a year behind a new topic into a limit, after a question that was limited to a period or a resolution.

    "And cluster bombs, in 2009" after "landmines, only 2014" is "in the year 2009: and cluster bombs". Any other
    question is returned as it is.
    """
    found, limits = turn_limit_patterns.TOPIC_IN_A_YEAR.match(asked), last.scope.filters
    is_dated = bool(limits.since or limits.until or last.years)
    if not found or not facts.newest or not (is_dated or limits.resolutions):
        return asked
    topic, year = found["topic"], int(found["year"])
    may_be_a_number = facts.has_number(year) and not is_dated
    if may_be_a_number or not FIRST_YEAR_ASKED_FOR <= year <= facts.newest.year:
        return asked
    is_of_an_event = not found["mark"] and "in" in topic.lower().split()  # "the killings in Beni in 2014"
    if is_of_an_event or not _names_a_topic(topic):
        return asked
    return f"in the year {year}: {found['opening']}{topic}"


def expand_one_of_several(asked: str, facts: LibraryFacts) -> str:
    """Expand "does the 2006 one mention boys?" into a limit and a question: "in the year 2006: does it mention boys?".

    Any other question is returned as it is.
    """
    match = turn_limit_patterns.ONE_OF_SEVERAL.search(asked)
    if not match:
        return asked
    number, it = int(match["number"]), "" if match["in"] else "it"
    rest = " ".join(f"{asked[: match.start()]}{it}{asked[match.end() :]}".split())
    if is_year(number, facts):
        return f"in the year {number}: {rest}"
    return f"resolution {number}: {rest}" if facts.has_number(number) else asked


def without_dropped(asked: str, last: Question) -> str:
    """Rewrite a question that gives up the only resolution of the last one, or does not want it only.

    "Forget 2122. What about elections?" and "what about elections, not just in 2122" after a question limited to 2122
    are "what about elections, in any resolution"; "forget 2122" is "in any resolution". Any other question is returned
    as it is.
    """
    limits = last.scope.filters if has_topic(last) else NO_LIMITS
    found = turn_limit_patterns.DROPPED.match(asked) or turn_limit_patterns.NOT_ONLY_BEHIND.match(asked)
    if not found or not _names_the_one(found, limits):
        return asked
    rest = (found["rest"] or "").strip()
    lifts = reworded("lifting", rest) or match_meaning("topic-and-lifting", rest)
    if lifts or turn_limit_patterns.ASKS_IN_FULL.match(rest):
        return rest
    return f"{rest.rstrip(' ?.!,;')}, in any resolution" if rest else "in any resolution"


def expand_several(asked: str, before: Sequence[Turn], facts: LibraryFacts) -> str:
    """Expand a question that adds a resolution to those of the last one, or wants the last two: "only 2242 and 2493".

    "Also 2493" after a question limited to 2242 is one, as are "in both" after one in 2242 and then one in 2493, and
    "both 2242 and 2493". Any other question is returned as it is.

    Args:
        asked: The question.
        before: The turns before, oldest first.
        facts: Facts of the library.
    """
    last = before[-1].understood
    if not has_topic(last):
        return asked
    numbers = [one.number for one in last.scope.filters.resolutions]
    typed = numbers_in(asked)
    if match_meaning("both-named", asked):
        return _only_in(typed, facts) or asked
    if not numbers:
        return asked
    if match_meaning("added", asked) or ("?" not in asked and match_meaning("added-unless-asked", asked)):
        return _only_in([*numbers, *typed], facts) or asked
    if match_meaning("both", asked):
        same = [turn.understood.scope.filters for turn in before[-2:] if turn.understood.text == last.text]
        return _only_in([one.number for limits in same for one in limits.resolutions], facts) or asked
    return asked


def is_said_to_limit(asked: str) -> bool:
    """Return whether the words or the question mark beside a bare number make it a limit: "in 1325", "1325 only"."""
    match = turn_limit_patterns.BARE_LIMIT.match(asked)
    return match is not None and bool(
        match["opening"]
        or asked.endswith("?")
        or turn_limit_patterns.LIMITING_WORDS.intersection(asked.lower().split())
    )


def _names_the_one(said: re.Match[str], limits: Filters) -> bool:
    """Return whether the resolution of a match, by its `number` or "that resolution", is the only one of limits."""
    numbers = {one.number for one in limits.resolutions}
    return len(numbers) == 1 and (said["number"] is None or int(said["number"]) in numbers)


def _only_in(numbers: Sequence[int], facts: LibraryFacts) -> str:
    """Return a question that only limits to resolutions; "" if there is only one, too many, or a number of none."""
    held = [number for number in dict.fromkeys(numbers) if facts.has_number(number) and not is_year(number, facts)]
    is_read = len({*numbers}) == len(held) and 1 < len(held) <= _MOST_NAMED
    return f"only {' and '.join(map(str, held))}" if is_read else ""


def _is_of_a_year(last: Question) -> bool:
    """Return whether a question names a year and no resolution, so that "in 1998" after it is a year, too."""
    limits = last.scope.filters
    is_limited = limits.since and limits.until and limits.since.year == limits.until.year
    return not limits.resolutions and bool(is_limited or last.years)


def _names_a_topic(words: str) -> bool:
    """Return whether words before a year are a topic, and no reference or event of that year."""
    is_short = len(words.split()) <= _MOST_OF_A_TOPIC
    return is_short and bool(topic_words(words)) and not turn_limit_patterns.NO_TOPIC_BEFORE_A_YEAR.search(words)
