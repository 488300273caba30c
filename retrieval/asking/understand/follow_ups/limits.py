"""Limits of a follow-up: those of the turn before, replaced by what the question states itself."""

from __future__ import annotations

import re
from collections.abc import Sequence, Set
from dataclasses import replace
from datetime import timedelta

from retrieval.asking.understand.finding import LISTED, Sign
from retrieval.asking.understand.follow_ups.turns import Turn, has_topic, new_words
from retrieval.asking.understand.lexicon import shown_patterns, turn_limit_patterns, turn_patterns
from retrieval.asking.understand.lexicon.reference_patterns import FIRST_YEAR_ASKED_FOR
from retrieval.asking.understand.numbers import is_year
from retrieval.asking.understand.question import Question
from retrieval.asking.understand.signs import signs_of
from retrieval.asking.understand.words import content_words, topic_words
from retrieval.clauses.citation import Citation
from retrieval.clauses.filters import NO_LIMITS, Filters, overruled
from retrieval.clauses.scope import Scope
from retrieval.index.facts import LibraryFacts

_ON_WHAT_WAS_SHOWN: frozenset[Sign] = frozenset({"refers", "same text", "it says"})
"""Signs that a question is on the resolution of what was shown."""
_MOST_OF_A_TOPIC = 6
"""Maximum words before a year that limits; more tell of something that happened then."""


def expand_limit(asked: str, last: Question, about: LibraryFacts) -> tuple[str, bool]:
    """Expand a bare number into a filter, and say whether it is one: "what about 2467?", "just the 2015 one".

    A year that something is newer or older than is said as one, too, and "was it in 1612" as "in 1612".
    """
    asked = expand_limit_alone(asked)
    match = turn_patterns.BARE_LIMIT.match(asked)
    if not match:
        return expand_year(_expand_dates(asked), last, about), False
    number, rest = int(match["number"]), match["rest"].lstrip(" ?.,!;:")
    if not match["opening"] and content_words(rest):
        return asked, False  # "1325: what should peace agreements cover?" needs no other question
    if about.newest and FIRST_YEAR_ASKED_FOR <= number <= about.newest.year and _is_of_a_year(last):
        return f"in the year {number}: {rest}", True
    if about.has_number(number) and not is_year(number, about):
        return f"resolution {number}{match['others']}: {rest}", True
    return (f"in {number}: {rest}", True) if is_year(number, about) else (asked, False)


def is_said_to_limit(asked: str) -> bool:
    """Return whether words around a bare number make it a limit: "in 1325", "1325 only"."""
    match = turn_patterns.BARE_LIMIT.match(asked)
    return match is not None and bool(
        match["opening"] or turn_patterns.LIMITING_WORDS.intersection(asked.lower().split())
    )


def _is_of_a_year(last: Question) -> bool:
    """Return whether a question names a year and no resolution: "in 1998" after it is a year, too."""
    limits = last.scope.filters
    is_limited = limits.since and limits.until and limits.since.year == limits.until.year
    return not limits.resolutions and bool(is_limited or last.years)


def _expand_dates(asked: str) -> str:
    """Expand a question that only limits to what is newer or older than a year: "not older than 2014" is "since 2014".

    "What came after that?" is "anything later?", and "and before?" is "anything older?". Any other question is returned
    as it is.
    """
    if turn_patterns.LATER_ALONE.match(asked):
        return "anything later?"
    if turn_patterns.EARLIER_ALONE.match(asked):
        return "anything older?"
    match = turn_patterns.DATED_ALONE.match(asked)
    if not match:
        return asked
    is_newer, is_not = match["newer"] is not None, match["not"] is not None
    if is_not:
        return f"{'up to' if is_newer else 'since'} {match['date']}"
    return f"{'after' if is_newer else 'before'} {match['date']}"


def expand_limit_alone(asked: str) -> str:
    """Expand "was it in 1612?" into "in 1612"; any other question is returned as it is.

    A request for the paragraph of a resolution of which none was quoted is one for what it says on the same.

    >>> expand_limit_alone("was it also in 1612?"), expand_limit_alone("quote the 2122 one in full")
    ('in 1612', 'in 2122')
    """
    if match := shown_patterns.IN_ONE_ALONE.match(asked):
        return match["limit"]
    match = turn_patterns.QUOTED_ALONE.match(asked)
    return f"in {match['in'] or match['number']}" if match else asked


def expand_correction(asked: str) -> str:
    """Expand a correction of what was asked before into a question that limits, or asks for the latest or newer ones.

    Any other question is returned as it is.

    >>> expand_correction("sorry wrong year, I wanted 2006"), expand_correction("the recent ones")
    ('only 2006', 'the latest ones')
    >>> expand_correction("and what do newer ones say on camps?")
    'anything newer on camps?'
    """
    number = turn_limit_patterns.CORRECTED_NUMBER.match(asked)
    if number and (number["said"] or number["unwanted"] or number["other"]):
        return f"only {number['number']}"
    if recent := turn_limit_patterns.RECENT_ALONE.match(asked):
        return f"the {'oldest' if recent['old'] else 'latest'} ones"
    if of_age := turn_patterns.OF_AGE_ON.match(asked):
        return f"anything {'newer' if of_age['newer'] else 'older'} on {of_age['topic']}"
    return asked


def expand_widening(asked: str, last: Question) -> str:
    """Expand a question that only widens limits of the last one into one that lifts them, by the sort that it had.

    "Not only 2143" after a question limited to it is "in any resolution", "operative ones too" after one for preambular
    paragraphs is "both kinds". Any other question is returned as it is.
    """
    limits = last.scope.filters if has_topic(last) else NO_LIMITS
    if limits.kinds and turn_limit_patterns.KIND_TOO.match(asked):
        return "both kinds"
    if limits.resolutions and turn_limit_patterns.OTHER_TEXTS.match(asked):
        return "and elsewhere?"
    if not turn_limit_patterns.WIDER_ALONE.match(asked):
        return asked
    if limits.resolutions:
        return "in any resolution"
    if limits.since or limits.until:
        return "in any year"
    return "both kinds" if limits.kinds else asked


def expand_year(asked: str, last: Question, about: LibraryFacts) -> str:
    """Expand a year behind another topic into a limit, after a question that was limited to a period or a resolution.

    "And cluster bombs, in 2009" after "landmines, only 2014" is "in the year 2009: and cluster bombs". Any other
    question is returned as it is.
    """
    said, limits = turn_limit_patterns.TOPIC_IN_A_YEAR.match(asked), last.scope.filters
    is_dated = bool(limits.since or limits.until or last.years)
    if not said or not about.newest or not (is_dated or limits.resolutions):
        return asked
    topic, year = said["topic"], int(said["year"])
    may_be_a_number = about.has_number(year) and not is_dated
    if may_be_a_number or not FIRST_YEAR_ASKED_FOR <= year <= about.newest.year:
        return asked
    is_of_a_place = not said["mark"] and "in" in topic.lower().split()  # "the killings in Beni in 2014"
    if is_of_a_place or not _names_a_topic(topic):
        return asked
    return f"in the year {year}: {said['opening']}{topic}"


def _names_a_topic(words: str) -> bool:
    """Return whether words before a year are a topic, and neither a reference nor an event of that year."""
    is_short = len(words.split()) <= _MOST_OF_A_TOPIC
    return is_short and bool(topic_words(words)) and not turn_limit_patterns.NO_TOPIC_BEFORE_A_YEAR.search(words)


def lifts_limits(asked: str) -> bool:
    """Return whether a question does nothing but lift limits of the one before it.

    >>> lifts_limits("in any year"), lifts_limits("both kinds please"), lifts_limits("in any year of war")
    (True, True, False)
    """
    return turn_limit_patterns.LIFTED.match(asked) is not None


def without_lifting(asked: str, last: Question) -> str:
    """Return what a question asks for without words behind it that lift limits of the last one.

    Of "girls, any resolution" that is "girls". Any other question, or one after another without limits, is returned as
    it is.
    """
    said = _asked_and_lifted(asked, last)
    return said["asked"] if said else asked


def _asked_and_lifted(asked: str, last: Question) -> re.Match[str] | None:
    """Match a question that asks for something and lifts limits of the last one behind it; None for any other."""
    said = turn_limit_patterns.WIDENED.match(asked) if last.scope.described else None
    if not said or turn_limit_patterns.NOTHING_WIDENED.match(said["asked"]):
        return None
    return said if topic_words(said["asked"]) else None


def without_year(asked: str, text: str) -> str:
    """Return the words of the question before, without a year in them if that is lifted; as they are if not."""
    lifted = turn_limit_patterns.LIFTED.match(asked)
    kept = (
        " ".join(turn_limit_patterns.IN_A_YEAR.sub(" ", text).split())
        if lifted and (lifted["dates"] or lifted["every"])
        else text
    )
    return kept if content_words(kept) else text


def _widened(asked: str, last: Question) -> Scope:
    """Return the scope of the last question, less the limits that the end of a question lifts: "girls, any year"."""
    said = _asked_and_lifted(asked, last)
    if not said:
        return last.scope
    words = said["lifted"] or said["behind"]
    without_resolutions = replace(last.scope, filters=replace(last.scope.filters, resolutions=()), outside=())
    return _without_lifted(words, last.scope) or without_resolutions


def _without_lifted(asked: str, scope: Scope) -> Scope | None:
    """Return the scope of the question before without the limits that a question lifts; None if it lifts none."""
    lifted, limits = turn_limit_patterns.LIFTED.match(asked), scope.filters
    if not lifted:
        return None
    if lifted["every"]:
        return Scope(Filters(suggested=limits.suggested))
    if lifted["dates"]:
        return replace(scope, filters=replace(limits, since=None, until=None))
    if lifted["kinds"]:
        return replace(scope, filters=replace(limits, kinds=()))
    return Scope(replace(limits, resolutions=()))


def scope_after(asked: str, now: Question, before: Sequence[Turn], about: LibraryFacts) -> Scope:
    """Return the scope of a follow-up: inherited limits, replaced by stated ones of the same sort."""
    last = before[-1]
    if lifted := _without_lifted(asked, last.understood.scope):
        return lifted
    widened = _of_what_was_found(before) if last.led_nowhere and new_words(now) else _widened(asked, last.understood)
    old, new, signs = widened.filters, now.scope.filters, signs_of(asked)
    if "outside it" in signs:
        return Scope(replace(overruled(old, new), resolutions=()), _resolutions_of(last))
    outside = (*widened.outside, *now.scope.outside)
    # "Older than 2015" names its day itself.
    dates = None if new.since or new.until else _relative_dates(signs, last, about)
    if dates:
        within = overruled(replace(old, resolutions=()), new)
        return Scope(replace(within, since=dates.since, until=dates.until), outside)
    if new.resolutions:  # the symbol fixes the day
        return Scope(overruled(replace(old, resolutions=(), since=None, until=None), new))
    # A part that was shown is not where a question on the resolution has to look.
    kept = replace(old, kinds=()) if last.understood.shape.name == "resolution" and new_words(now) else old
    is_on_it = signs & _ON_WHAT_WAS_SHOWN or turn_patterns.THE_TEXT.search(asked)
    if last.understood.only_cited and new_words(now) and not is_on_it:
        kept = replace(old, resolutions=())  # "and girls?" after a paragraph that was looked up may be anywhere
    if len(old.resolutions) == 1 and _asks_among_resolutions(now):
        kept = replace(kept, resolutions=())
    kept = replace(kept, resolutions=tuple(one for one in kept.resolutions if one not in now.scope.outside))
    if new.since or new.until:
        kept = replace(old, since=None, until=None, resolutions=())
    elif "anywhere" in signs:
        kept = replace(old, resolutions=())
    elif "elsewhere" in signs:
        kept, outside = replace(old, resolutions=()), (*outside, *_resolutions_before(before))
    elif _is_same_text(signs, last):
        return Scope(replace(overruled(kept, new), resolutions=_resolutions_of(last), since=None, until=None))
    return Scope(overruled(kept, new), outside)


def _of_what_was_found(before: Sequence[Turn]) -> Scope:
    """Return the scope of the last question to which something was found; without limits if there is none."""
    return next((turn.understood.scope for turn in reversed(before) if not turn.led_nowhere), Scope())


def _asks_among_resolutions(now: Question) -> bool:
    """Return whether a question asks which of all resolutions: "which resolutions mention it?", "and the first?"."""
    name, unit = now.shape.name, now.shape.unit
    return not now.shape.cites and (name in ("first", "latest") or (name in LISTED and unit == "resolutions"))


def _resolutions_before(before: Sequence[Turn]) -> tuple[Citation, ...]:
    """Return the resolutions to which the last question and those that it repeats were limited."""
    last = before[-1].understood
    same = [turn.understood.scope.filters for turn in before if turn.understood.text == last.text]
    return tuple(dict.fromkeys(one for limits in same for one in limits.resolutions))


def _is_same_text(signs: Set[Sign], last: Turn) -> bool:
    """Return whether a question is about the resolution found before: "does it say how …", "that text"."""
    return "same text" in signs or ("it says" in signs and "asks for a text" in signs_of(last.understood.asked))


def _resolutions_of(last: Turn) -> tuple[Citation, ...]:
    if last.understood.scope.filters.resolutions:
        return last.understood.scope.filters.resolutions
    return tuple(map(Citation.of, last.symbols[:1]))


def _relative_dates(signs: Set[Sign], last: Turn, about: LibraryFacts) -> Filters | None:
    """Return the period before or after that of the last question, or else the texts that it quoted.

    What is newer is newer than all of them; what is later, or came after that, is later than the first of them.
    """
    days = [about.day_of(symbol) for symbol in last.symbols]
    limits = last.understood.scope.filters
    if "later" in signs and (limits.until or days):
        return Filters(since=(limits.until or days[0]) + timedelta(days=1))
    if "newer" in signs and (limits.until or days):
        return Filters(since=(limits.until or max(days)) + timedelta(days=1))
    if "older" in signs and (limits.since or days):
        return Filters(until=(limits.since or min(days)) - timedelta(days=1))
    return None
