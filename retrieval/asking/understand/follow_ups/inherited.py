"""Inheritance of a follow-up from earlier turns: topic, limits, shape, and words for its search."""

from __future__ import annotations

from collections.abc import Sequence, Set
from dataclasses import replace

from retrieval.asking.understand.countries import lifts_country, names_country, without_countries
from retrieval.asking.understand.finding import ANSWER, LISTED, Shape, Sign
from retrieval.asking.understand.follow_ups.limits import lifts_limits, scope_after, without_year
from retrieval.asking.understand.follow_ups.own_words import OwnWords
from retrieval.asking.understand.follow_ups.reader import Reader
from retrieval.asking.understand.follow_ups.topic_so_far import (
    adds_part,
    since_opened,
    since_replaced,
    topic_so_far,
    without_replaced,
)
from retrieval.asking.understand.follow_ups.turns import (
    MOST_WORDS,
    Earlier,
    Reading,
    Turn,
    has_topic,
    lists_resolutions,
    new_words,
    note_of,
    shortened,
)
from retrieval.asking.understand.question import Question
from retrieval.asking.understand.quoted import is_verbatim, without_marks
from retrieval.asking.understand.shapes import topic_of
from retrieval.asking.understand.signs import RELATIVE_LIMITS, signs_of
from retrieval.clauses.filters import Filters, merge_filters

_REMEMBERED = 3
"""Number of last turns whose quoted paragraphs are remembered."""
_LIMITING: frozenset[Sign] = RELATIVE_LIMITS | {"same text", "it says"}
"""Signs that a question states a limit itself, relative to the paragraphs quoted before."""


def inherit(asked: str, own: OwnWords, before: Sequence[Turn], reader: Reader) -> Reading:
    """Return the reading of a follow-up, with the topic, the limits and the shape that it takes from earlier turns.

    Args:
        asked: The follow-up.
        own: Its own words, as understood.
        before: The turns before, oldest first.
        reader: Context of the follow-up; its options overrule inherited filters.
    """
    now, last = own.now, before[-1].understood
    drops_country = _drops_country(asked, last)
    if drops_country and own.has_no_topic and len(before) > 1 and names_country(without_countries(last.text)):
        return inherit(asked, own, before[:-1], reader)  # the last one only named the country: "in Yemen"
    scope = scope_after(asked, now, before, reader.facts, repeats=own.has_no_topic)
    only_limits = now.only_limits and last.only_limits
    # "Not rape, genocide" after "amnesty" and "for rape" is on amnesty for genocide.
    swaps_part = own.swaps_topic and len(before) > 1 and adds_part(last.text) and adds_part(now.text)
    question = replace(
        now,
        asked=asked,
        replaces=own.swaps_topic and not swaps_part,
        scope=replace(scope, filters=merge_filters(scope.filters, reader.given)),
        stated=scope.described,
        only_limits=only_limits,
        shape=_shape_of_follow_up(now, last, repeats=own.has_no_topic, only_limits=only_limits),
    )
    lists_all = own.asks_again or (own.has_no_topic and now.shape.name in LISTED)
    so_far = topic_so_far(since_replaced(before)) if lists_all else ""
    if own.has_no_topic:
        question, earlier = _repeating(asked, question, before, so_far, lists_all=lists_all)
    else:
        built_on = before[:-1] if swaps_part else () if own.swaps_topic else before
        earlier = earlier_turns(asked, question, built_on, is_sure=True) if built_on else None
    is_lifted = drops_country or lifts_limits(asked)
    says_more = own.swaps_topic or own.asks_again or so_far or is_lifted or lists_resolutions(last)
    topics = note_of([question.text if says_more else last.text])
    note = earlier.note if earlier and not own.has_no_topic else topics
    return Reading(question, True, note, earlier, _unlimited(asked, now, question, reader.given))


def _drops_country(asked: str, last: Question) -> bool:
    """Return whether a follow-up drops the country of the question before: "worldwide?" after "camps in Yemen"."""
    return names_country(last.text) and lifts_country(asked)


def _repeating(
    asked: str, question: Question, before: Sequence[Turn], so_far: str, *, lists_all: bool
) -> tuple[Question, Earlier | None]:
    """Return a follow-up with the topic of the question before, which it repeats, and the turns that it builds on.

    Args:
        asked: The follow-up, as asked.
        question: The follow-up, with the limits and the shape that it inherits.
        before: The turns before, oldest first.
        so_far: The topic that the turns add up to; "" for that of the last question.
        lists_all: Whether it asks for a list, a count or an end of all mentions of the topic.
    """
    last, drops_country = before[-1].understood, _drops_country(asked, before[-1].understood)
    topic = so_far or without_year(asked, topic_of(last.text) if lists_all else last.text)
    topic = without_countries(topic) if drops_country else topic
    is_in_others = question.shape == ANSWER and not question.scope.filters.resolutions
    topic = before[-1].words if last.only_cited and is_in_others else topic
    repeated = {topic, last.text} if drops_country or lifts_limits(asked) else {topic}
    text, replaces = _quoted(topic, last), last.replaces or drops_country
    question = replace(question, text=text, subjects=last.subjects, replaces=replaces)
    return question, None if so_far else _turns_before_repeated(repeated, question, before)


def _quoted(topic: str, last: Question) -> str:
    """Return the repeated topic of the last question, in quotation marks if that one wants its words literally.

    The follow-up that repeats it does not have the words: "only in 1674" after "which resolutions use “hostage”?".
    """
    is_wanted = last.shape.name in LISTED and not last.shape.opening and is_verbatim(topic, last.asked)
    quoted = f'"{_without_end(topic)}"'
    return quoted if is_wanted and without_marks(topic) == topic and without_marks(quoted) != quoted else topic


def _without_end(text: str) -> str:
    """Return a search text without quotation marks around it, and without stops at its end."""
    return without_marks(text).rstrip(' ?.!"”')


def _unlimited(asked: str, now: Question, question: Question, given: Filters) -> Question | None:
    """Return a follow-up without inherited filters; None if it inherits none, or they may not be dropped.

    Args:
        asked: The follow-up, as asked.
        now: The follow-up, as understood on its own.
        question: The follow-up with everything that it inherits.
        given: Filters set by options.
    """
    stated = merge_filters(now.scope.filters, given)
    if stated == question.scope.filters or signs_of(asked) & _LIMITING:
        return None
    said = replace(question.scope, filters=now.scope.filters)
    return replace(question.limited_to(stated), stated=said.described)


def _shape_of_follow_up(now: Question, last: Question, *, repeats: bool, only_limits: bool) -> Shape:
    """Return the shape of a follow-up; if it repeats the last question, it may keep its shape.

    Args:
        now: The follow-up, as understood on its own.
        last: The question before.
        repeats: Whether the follow-up has no topic of its own, and so repeats the last question.
        only_limits: Whether both questions only state limits.
    """
    if last.shape.asks_date and only_limits:  # "and 1820?" after "when was 1325 adopted?"
        return replace(last.shape, by_turns=now.shape.by_turns)
    if now.shape.name == "resolution" and not only_limits:
        now = replace(now, shape=ANSWER)
    is_kept = repeats and now.shape == ANSWER and (has_topic(last) or last.shape.by_turns)
    return last.shape if is_kept else now.shape


def earlier_turns(asked: str, question: Question, before: Sequence[Turn], *, is_sure: bool) -> Earlier | None:
    """Return the turns that a question may build on; None if it needs none.

    Args:
        asked: The question, as asked.
        question: The question, as understood.
        before: The turns before, oldest first.
        is_sure: Whether the wording alone makes it a follow-up; else the search decides.
    """
    if question.only_limits or len(question.text.split()) > MOST_WORDS:
        return None
    turns, signs = without_replaced(asked, since_opened(before)), signs_of(asked)
    kept = without_countries if lifts_country(asked) else str
    worded = [turn for turn in (turns[0], turns[-1]) if turn.words]
    if not worded:
        return None
    return Earlier(
        words=tuple(dict.fromkeys(shortened(kept(turn.words)) for turn in worded)),
        names=tuple(dict.fromkeys(shortened(kept(turn.understood.text)) for turn in worded)),
        symbols=frozenset(turns[-1].symbols),
        quoted=frozenset(clause for turn in turns[-_REMEMBERED:] for clause in turn.quoted),
        new_words=len(new_words(question)),
        opens="opens" in signs,
        refers=bool(signs & {"refers", "same text"}),
        is_sure=is_sure,
    )


def _turns_before_repeated(repeated: Set[str], question: Question, before: Sequence[Turn]) -> Earlier | None:
    """Return the turns before a repeated question, on which it builds; without their quoted paragraphs.

    Those paragraphs are dropped as the repetition may ask for them again.

    Args:
        repeated: Search texts of the repeated question.
        question: The follow-up that repeats it.
        before: The turns before, oldest first.
    """
    same = {_without_end(text) for text in repeated}
    turns = [turn for turn in since_replaced(before) if _without_end(turn.understood.text) not in same]
    earlier = earlier_turns(question.text, question, turns, is_sure=False) if turns else None
    return replace(earlier, symbols=frozenset(), quoted=frozenset()) if earlier else None
