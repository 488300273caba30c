"""Scope of a follow-up: limits of the turn before, unless it lifts them or states others."""

from __future__ import annotations

import re
from collections.abc import Sequence, Set
from dataclasses import replace
from datetime import timedelta

from retrieval.asking.understand.finding import LISTED, Sign
from retrieval.asking.understand.follow_ups.turns import Turn, new_words
from retrieval.asking.understand.follow_ups.wordings import match_meaning, opening_of, reworded
from retrieval.asking.understand.lexicon import shown_patterns, turn_limit_patterns, turn_patterns
from retrieval.asking.understand.question import Question
from retrieval.asking.understand.resolutions import named_resolutions
from retrieval.asking.understand.signs import signs_of
from retrieval.asking.understand.words import content_words, topic_words
from retrieval.clauses.citation import Citation
from retrieval.clauses.filters import Filters, merge_filters
from retrieval.clauses.scope import Scope
from retrieval.index.facts import LibraryFacts, symbols_within

_ON_WHAT_WAS_SHOWN: frozenset[Sign] = frozenset({"refers", "same text", "it says"})
"""Signs that a question is about the resolution of the paragraphs that were shown."""


def scope_after(
    asked: str, now: Question, before: Sequence[Turn], facts: LibraryFacts, *, repeats: bool = False
) -> Scope:
    """Return the scope of a follow-up: inherited limits, each replaced by a stated limit of the same sort.

    Args:
        asked: The follow-up, as asked.
        now: The follow-up, as understood on its own.
        before: The turns before, oldest first.
        facts: Facts of the library.
        repeats: Whether it has no topic of its own, and so repeats the last question: "how many?"
    """
    turn = before[-1]
    if lifted := _without_lifted(asked, turn.understood.scope):
        return lifted
    is_passed_on = repeats or not turn.led_nowhere or not new_words(now)
    widened = _widened(asked, turn.understood) if is_passed_on else _scope_of_last_found(before)
    old, new, signs = widened.filters, now.scope.filters, signs_of(without_lifting(asked, turn.understood))
    if "outside it" in signs:
        return Scope(replace(merge_filters(old, new), resolutions=()), _resolutions_of(turn, facts))
    if stated := _scope_stated(widened, now.scope, signs, turn, facts):
        return stated
    outside = (*widened.outside, *now.scope.outside)
    if signs & {"anywhere", "elsewhere"}:
        excluded = () if "anywhere" in signs else _resolutions_before(before)
        return Scope(merge_filters(replace(old, resolutions=()), new), (*outside, *excluded))
    within = merge_filters(_kept(asked, old, now, turn, signs), new)
    if _is_same_text(signs, turn) and not _asks_for_counterpart(asked, turn):
        return Scope(replace(within, resolutions=_resolutions_of(turn, facts), since=None, until=None))
    return Scope(within, outside)


def _scope_stated(inherited: Scope, stated: Scope, signs: Set[Sign], turn: Turn, facts: LibraryFacts) -> Scope | None:
    """Return the scope of a follow-up that states a period or resolutions; None for any other.

    Args:
        inherited: The scope of the question before.
        stated: The scope that the follow-up states.
        signs: Signs of the follow-up.
        turn: The turn before.
        facts: Facts of the library.
    """
    old, new, outside = inherited.filters, stated.filters, (*inherited.outside, *stated.outside)
    # In "older than 2015" the day is stated, and not relative to the last question.
    dates = None if new.since or new.until else _relative_dates(signs, turn, facts)
    if dates:
        within = merge_filters(replace(old, resolutions=()), new)
        return Scope(replace(within, since=dates.since, until=dates.until), outside)
    if new.resolutions:  # the resolution decides the period
        return Scope(merge_filters(replace(old, resolutions=(), since=None, until=None), new))
    if new.since or new.until:
        several = _of_period(old.resolutions, new, facts)
        return Scope(merge_filters(replace(old, resolutions=several, since=None, until=None), new), outside)
    return None


def _kept(asked: str, old: Filters, now: Question, turn: Turn, signs: Set[Sign]) -> Filters:
    """Return the inherited limits that a follow-up keeps if it states no period and no resolution.

    Args:
        asked: The follow-up, as asked.
        old: The inherited limits.
        now: The follow-up, as understood on its own.
        turn: The turn before.
        signs: Signs of the follow-up.
    """
    # After a part of a resolution was shown, a question on the resolution is not limited to that part.
    kept = replace(old, kinds=()) if turn.understood.shape.name == "resolution" and new_words(now) else old
    is_on_it = signs & _ON_WHAT_WAS_SHOWN or turn_patterns.THE_TEXT.search(asked)
    if _asks_for_counterpart(asked, turn) or (turn.understood.only_cited and new_words(now) and not is_on_it):
        kept = replace(old, resolutions=())  # "and girls?" after a paragraph lookup is asked of all resolutions
    if len(old.resolutions) == 1 and _asks_among_resolutions(now):
        kept = replace(kept, resolutions=())
    return replace(kept, resolutions=tuple(one for one in kept.resolutions if one not in now.scope.outside))


def _asks_for_counterpart(asked: str, turn: Turn) -> bool:
    """Return whether a question after a paragraph lookup asks for its counterpart in another resolution."""
    return turn.understood.only_cited and shown_patterns.COUNTERPART.search(asked) is not None


def _of_period(several: tuple[Citation, ...], period: Filters, facts: LibraryFacts) -> tuple[Citation, ...]:
    """Return the resolutions of the last question if there were several and the new period has one of them.

    The period then narrows them. Else ().
    """
    within = Scope(Filters(resolutions=several, since=period.since, until=period.until))
    return several if len(several) > 1 and symbols_within(within, facts) else ()


def lifts_limits(asked: str) -> bool:
    """Return whether a question only lifts limits of the question before.

    >>> lifts_limits("in any year"), lifts_limits("both kinds please"), lifts_limits("in any year of war")
    (True, True, False)
    """
    return bool(reworded("lifting", asked))


def without_lifting(asked: str, last: Question) -> str:
    """Remove the words at the end of a question that lift limits of the last one: "girls, any resolution" is "girls".

    Any other question is returned as it is, as is a question after one without limits.
    """
    widened = _asked_and_lifted(asked, last)
    return f"{opening_of(asked)}{widened['asked']}" if widened else asked


def without_year(asked: str, text: str) -> str:
    """Remove the year from a text if a question lifts the period.

    Args:
        asked: The question.
        text: Words of the question before.
    """
    is_lifted = reworded("lifting", asked) in ("dates", "every")
    kept = " ".join(turn_limit_patterns.IN_A_YEAR.sub(" ", text).split()) if is_lifted else text
    return kept if content_words(kept) else text


def _asked_and_lifted(asked: str, last: Question) -> re.Match[str] | None:
    """Match a question that names a topic and then lifts limits of the last question; None for any other."""
    if not last.scope.described or turn_limit_patterns.ASKS_IN_FULL.match(asked):
        return None
    widened = match_meaning("topic-and-lifting", asked)
    is_topic = widened and not turn_limit_patterns.NOTHING_WIDENED.fullmatch(widened["asked"])
    return widened if widened and is_topic and topic_words(widened["asked"]) else None


def _widened(asked: str, last: Question) -> Scope:
    """Return the scope of the last question, without limits that the end of this one lifts: "girls, any year"."""
    widened = _asked_and_lifted(asked, last)
    if not widened:
        return last.scope
    without_resolutions = replace(last.scope, filters=replace(last.scope.filters, resolutions=()), outside=())
    return _without_lifted(widened["lifted"], last.scope) or without_resolutions


def _without_lifted(asked: str, scope: Scope) -> Scope | None:
    """Return a scope without the limits that a question lifts; None if it lifts none."""
    limits = scope.filters
    match reworded("lifting", asked):
        case "every":
            return Scope(Filters(suggested=limits.suggested))
        case "dates":
            return replace(scope, filters=replace(limits, since=None, until=None))
        case "kinds":
            return replace(scope, filters=replace(limits, kinds=()))
        case "resolutions":
            return Scope(replace(limits, resolutions=()))
    return None


def _scope_of_last_found(before: Sequence[Turn]) -> Scope:
    """Return the scope of the last question that had hits; that of the last one if there is none."""
    found = (turn.understood.scope for turn in reversed(before) if not turn.led_nowhere)
    return next(found, before[-1].understood.scope)


def _asks_among_resolutions(now: Question) -> bool:
    """Return whether a question asks for resolutions among all: "which resolutions mention it?", "and the first?"."""
    name, unit = now.shape.name, now.shape.unit
    return not now.shape.cites and (name in ("first", "latest") or (name in LISTED and unit == "resolutions"))


def _resolutions_before(before: Sequence[Turn]) -> tuple[Citation, ...]:
    """Return the resolutions to which the last question, and earlier ones of the same text, were limited.

    Without such limits it is the resolution of the first hit.
    """
    last = before[-1]
    same = [turn.understood.scope.filters for turn in before if turn.understood.text == last.understood.text]
    limited = dict.fromkeys(one for limits in same for one in limits.resolutions)
    return tuple(limited) or tuple(map(Citation.of, last.symbols[:1]))


def _is_same_text(signs: Set[Sign], turn: Turn) -> bool:
    """Return whether a question is about the resolution found before: "does it say how …", "that text"."""
    return "same text" in signs or ("it says" in signs and "asks for a text" in signs_of(turn.understood.asked))


def _resolutions_of(turn: Turn, facts: LibraryFacts) -> tuple[Citation, ...]:
    """Return the resolutions of a turn: its limits, or else the only one it named, or else the one quoted first."""
    if limits := turn.understood.scope.filters.resolutions:
        return limits
    named = named_resolutions(turn.understood.asked, facts)
    is_held = len(named) == 1 and facts.has_number(named[0].number)
    return named if is_held else tuple(map(Citation.of, turn.symbols[:1]))


def is_on_one_resolution(turn: Turn, facts: LibraryFacts) -> bool:
    """Return whether a turn was limited to one resolution, named one, looked one up, or asked for one."""
    last = turn.understood
    limited = len(last.scope.filters.resolutions) == 1 or len(named_resolutions(last.asked, facts)) == 1
    return limited or bool(last.cited) or "asks for a text" in signs_of(last.asked)


def _relative_dates(signs: Set[Sign], turn: Turn, facts: LibraryFacts) -> Filters | None:
    """Return the period before or after the period of the last question, or else before or after the quoted texts.

    "Newer" is newer than all quoted texts; "later" is later than the first of them.
    """
    days = [facts.last_day_of(symbol) for symbol in turn.symbols]
    limits = turn.understood.scope.filters
    if "later" in signs and (limits.until or days):
        return Filters(since=(limits.until or days[0]) + timedelta(days=1))
    if "newer" in signs and (limits.until or days):
        return Filters(since=(limits.until or max(days)) + timedelta(days=1))
    if "older" in signs and (limits.since or days):
        return Filters(until=(limits.since or min(days)) - timedelta(days=1))
    return None
