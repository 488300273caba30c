"""Limits in a follow-up, rewritten in the wording of a complete question: "just the 2015 one"."""

from __future__ import annotations

import re
from collections.abc import Sequence

from retrieval.asking.understand.follow_ups.turns import Turn, has_topic
from retrieval.asking.understand.lexicon import shown_patterns, turn_limit_patterns, turn_patterns, turn_place_patterns
from retrieval.asking.understand.lexicon.reference_patterns import FIRST_YEAR_ASKED_FOR
from retrieval.asking.understand.numbers import is_year
from retrieval.asking.understand.question import Question
from retrieval.asking.understand.words import content_words, topic_words
from retrieval.clauses.filters import NO_LIMITS, Filters
from retrieval.index.facts import LibraryFacts

_MOST_OF_A_TOPIC = 6
"""Maximum words of a topic before a year that limits; behind more words it is the year of an event."""

_MOST_NAMED = 10
"""Maximum resolutions that a follow-up without a topic may name."""


def expand_limit(asked: str, last: Question, facts: LibraryFacts) -> tuple[str, bool]:
    """Expand a bare number into a filter: "what about 2467?", "just the 2015 one".

    "Newer than 2015" and "was it in 1612" are expanded as well.

    Returns:
        The question, and whether it had a bare number that filters.
    """
    asked = expand_limit_alone(asked)
    match = turn_limit_patterns.BARE_LIMIT.match(asked)
    if not match:
        return expand_year(_expand_dates(expand_one_of_several(asked, facts)), last, facts), False
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
    said, limits = turn_limit_patterns.TOPIC_IN_A_YEAR.match(asked), last.scope.filters
    is_dated = bool(limits.since or limits.until or last.years)
    if not said or not facts.newest or not (is_dated or limits.resolutions):
        return asked
    topic, year = said["topic"], int(said["year"])
    may_be_a_number = facts.has_number(year) and not is_dated
    if may_be_a_number or not FIRST_YEAR_ASKED_FOR <= year <= facts.newest.year:
        return asked
    is_of_an_event = not said["mark"] and "in" in topic.lower().split()  # "the killings in Beni in 2014"
    if is_of_an_event or not _names_a_topic(topic):
        return asked
    return f"in the year {year}: {said['opening']}{topic}"


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


def expand_limit_alone(asked: str) -> str:
    """Expand a question that only limits: "was it in 1612?" is "in 1612", "was there none in 2013?" is "in 2013".

    "Does 1612 mention it?" is "in 1612", too, as is a request for "the 1612 one", of which no paragraph was quoted.
    "You are wrong, 1612 has it" is "in 1612", and "only the demands" is "operative only". Any other question is
    returned as it is.

    >>> expand_limit_alone("was it also in 1612?"), expand_limit_alone("quote the 2122 one in full")
    ('in 1612', 'in 2122')
    >>> expand_limit_alone("what does 1612 say about that?"), expand_limit_alone("what does 1612 say?")
    ('in 1612', 'what does 1612 say?')
    """
    claimed = shown_patterns.DISPUTE.sub("", asked)
    if match := shown_patterns.IN_ONE_ALONE.match(claimed):
        return match["limit"]
    if turn_limit_patterns.DUTIES_ALONE.match(asked):
        return "operative only"
    forms = (
        shown_patterns.SAYS_IT_ALONE,
        shown_patterns.THE_SAME_IN_ONE,
        shown_patterns.ANYTHING_IN_IT_ALONE,
        shown_patterns.SOMETHING_IN_ONE,
        shown_patterns.TRY_ONE,
    )
    if match := next(filter(None, (form.match(claimed) for form in forms)), None):
        return f"in {match['limit']}"
    if match := turn_place_patterns.QUOTED_ALONE.match(asked):
        return f"in {match['in'] or match['number']}"
    if match := turn_limit_patterns.IN_ONE_YEAR.search(asked):
        others = content_words(f"{asked[: match.start()]} {asked[match.end() :]}")
        is_wanted = "not" not in others and turn_patterns.BESIDE_A_LIMIT.issuperset(others)
        return match[0] if is_wanted else asked
    return asked


def without_narrowing_verb(asked: str) -> str:
    """Rewrite a question that limits with a verb as one that limits with "only"; return any other as it is.

    >>> without_narrowing_verb("narrow that down to 2013 please"), without_narrowing_verb("limit arms to states")
    ('only 2013 please', 'limit arms to states')
    """
    said = turn_limit_patterns.NARROWED.match(asked)
    return f"only {said['limit']}" if said else asked


def expand_others(asked: str) -> str:
    """Expand a question for other resolutions on the same; any other question is returned as it is.

    >>> expand_others("any other resolutions on this?"), expand_others("is 2242 the only one?")
    ('and elsewhere?', 'not in 2242')
    """
    others = turn_limit_patterns.OTHERS_ALONE.match(asked)
    if not others:
        return asked
    return f"not in {others['number']}" if others["number"] else "and elsewhere?"


def expand_correction(asked: str, last: Question) -> str:
    """Expand a correction of the last question into a limit, or into a request for the latest or newer texts.

    "Since 2010, not 2015" is "only since 2010" after a question on 2015. Any other question is returned as it is.

    >>> last = Question.verbatim("camps since 2015")
    >>> expand_correction("sorry wrong year, I wanted 2006", last), expand_correction("the recent ones", last)
    ('only 2006', 'the latest ones')
    >>> expand_correction("2013 rather than 2019", last), expand_correction("since 2010 not 2015", last)
    ('only 2013', 'only since 2010')
    >>> expand_correction("what do newer ones say on camps?", last), expand_correction("too old, only since 2019", last)
    ('anything newer on camps?', 'only since 2019')
    """
    asked = turn_limit_patterns.COMPLAINT.sub("", asked)
    number = turn_limit_patterns.CORRECTED_NUMBER.match(asked)
    if number and (number["said"] or number["unwanted"] or number["other"]):
        return f"only {number['number']}"
    period = turn_limit_patterns.CORRECTED_PERIOD.match(asked)
    said_before = " ".join([last.asked, *last.stated])
    if period and (period["wrong"] in said_before or period["other"] != "not"):  # else 2015 is left out
        return f"only {period['period']}"
    if recent := turn_limit_patterns.RECENT_ALONE.match(asked):
        return f"the {'oldest' if recent['old'] else 'latest'} ones"
    if of_age := turn_limit_patterns.OF_AGE_ON.match(asked):
        return f"anything {'newer' if of_age['newer'] else 'older'} on {of_age['topic']}"
    return asked


def expand_widening(asked: str, last: Question) -> str:
    """Expand a question that only widens the limits of the last one into one that lifts a limit that was set.

    "Not only 2143" after a question limited to 2143 is "in any resolution". "Operative ones too" after a question for
    preambular paragraphs is "both kinds". Any other question is returned as it is.
    """
    limits = last.scope.filters if has_topic(last) else NO_LIMITS
    if limits.kinds and turn_limit_patterns.KIND_TOO.match(asked):
        return "both kinds"
    if limits.resolutions and turn_limit_patterns.OTHER_TEXTS.match(asked):
        return "and elsewhere?"
    wider = turn_limit_patterns.WIDER_ALONE.match(asked)
    if not wider or (wider["beyond"] and not _names_the_one(wider, limits)):
        return asked
    if limits.resolutions:
        return "in any resolution"
    if limits.since or limits.until:
        return "in any year"
    return "both kinds" if limits.kinds else asked


def without_dropped(asked: str, last: Question) -> str:
    """Rewrite a question that gives up the only resolution of the last one, or does not want it only.

    "Forget 2122. What about elections?" and "what about elections, not just in 2122" after a question limited to 2122
    are "what about elections, in any resolution"; "forget 2122" is "in any resolution". Any other question is returned
    as it is.
    """
    limits = last.scope.filters if has_topic(last) else NO_LIMITS
    forms = (turn_limit_patterns.DROPPED, turn_limit_patterns.NOT_ONLY_BEHIND)
    said = next(filter(None, (form.match(asked) for form in forms)), None)
    if not said or not _names_the_one(said, limits):
        return asked
    rest = (said["rest"] or "").strip()
    is_whole = turn_limit_patterns.LIFTED.match(rest) or turn_limit_patterns.WIDENED.match(rest)
    if is_whole or turn_limit_patterns.ASKS_IN_FULL.match(rest):
        return rest
    return f"{rest.rstrip(' ?.!,;')}, in any resolution" if rest else "in any resolution"


def expand_which(asked: str, last: Question) -> str:
    """Expand "which one does?" after a question to one resolution into "which resolutions do"; leave any other one.

    >>> from retrieval.clauses.citation import parse_citation
    >>> from retrieval.clauses.scope import Scope
    >>> of_one = Question.verbatim("camps", Scope(Filters(resolutions=(parse_citation("1325"),))))
    >>> expand_which("which one does?", of_one), expand_which("which one does?", Question.verbatim("camps"))
    ('which resolutions do', 'which one does?')
    """
    is_of_one = has_topic(last) and len(last.scope.filters.resolutions) == 1
    return "which resolutions do" if is_of_one and turn_limit_patterns.WHICH_DOES.match(asked) else asked


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
    if named := turn_limit_patterns.BOTH_NAMED.match(asked):
        return _only_in([int(named["one"]), int(named["other"])], facts) or asked
    numbers = [one.number for one in last.scope.filters.resolutions]
    if not numbers:
        return asked
    if said := turn_limit_patterns.ADDED_ALONE.match(asked):
        words = turn_patterns.ANY_WORD.findall(said["added"] or said["also"] or said["too"])
        added = filter(str.isdecimal, words)
        return _only_in([*numbers, *map(int, added)], facts) or asked
    if turn_limit_patterns.BOTH_ALONE.match(asked):
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


def _expand_dates(asked: str) -> str:
    """Expand a question that only limits to texts newer or older than a year: "not older than 2014" is "since 2014".

    "What came after that?" is "anything later?", and "and before?" is "anything older?". Any other question is returned
    as it is.
    """
    if turn_patterns.LATER_ALONE.match(asked):
        return "anything later?"
    if turn_patterns.EARLIER_ALONE.match(asked):
        return "anything older?"
    match = turn_limit_patterns.DATED_ALONE.match(asked)
    if not match:
        return asked
    is_newer, is_not = match["newer"] is not None, match["not"] is not None
    if is_not:
        return f"{'up to' if is_newer else 'since'} {match['date']}"
    return f"{'after' if is_newer else 'before'} {match['date']}"


def _names_a_topic(words: str) -> bool:
    """Return whether words before a year are a topic, and no reference or event of that year."""
    is_short = len(words.split()) <= _MOST_OF_A_TOPIC
    return is_short and bool(topic_words(words)) and not turn_limit_patterns.NO_TOPIC_BEFORE_A_YEAR.search(words)
