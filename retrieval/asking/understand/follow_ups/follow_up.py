"""Follow-up questions, which need the question before: "and for children?", "what about 2467?", "anything newer?".

The wording decides which limits of earlier turns apply. If it does not decide whether their words are searched for,
too, the search does.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from retrieval.asking.understand.finding import LISTED
from retrieval.asking.understand.follow_ups.another_topic import expand_meant, without_retracting
from retrieval.asking.understand.follow_ups.citing import expand_citing
from retrieval.asking.understand.follow_ups.comparisons import (
    compared_on_topic,
    compared_with_last,
    names_several,
    with_subject_compared,
)
from retrieval.asking.understand.follow_ups.counts import expand_count
from retrieval.asking.understand.follow_ups.inherited import earlier_turns, inherit
from retrieval.asking.understand.follow_ups.limit_words import (
    expand_one_of_several,
    expand_several,
    expand_year,
    is_said_to_limit,
    limit_alone,
    with_correction,
    without_dropped,
)
from retrieval.asking.understand.follow_ups.limits import is_on_one_resolution, scope_after, without_lifting
from retrieval.asking.understand.follow_ups.listed import of_listed
from retrieval.asking.understand.follow_ups.own_words import OwnWords, is_complete, read_own_words
from retrieval.asking.understand.follow_ups.places import expand_place, with_resolution_of_shown
from retrieval.asking.understand.follow_ups.reader import Reader
from retrieval.asking.understand.follow_ups.shown import (
    about_paragraphs,
    asks_for_same,
    expand_age,
    expand_shown,
    in_another_asked,
    paragraphs_meant,
    same_words_asked,
    with_like_that,
)
from retrieval.asking.understand.follow_ups.topic_so_far import (
    since_new_topic,
    without_dead_ends,
    without_given_up,
    without_look_ups,
)
from retrieval.asking.understand.follow_ups.turns import Reading, Turn, has_topic, note_of
from retrieval.asking.understand.follow_ups.wordings import in_standard_wording, match_meaning, reworded
from retrieval.asking.understand.languages.lexicon import ENGLISH
from retrieval.asking.understand.lexicon import quotation_patterns, showing_words, turn_limit_patterns, turn_patterns
from retrieval.asking.understand.question import Question
from retrieval.asking.understand.signs import signs_of
from retrieval.clauses.filters import NO_LIMITS, Filters, merge_filters
from retrieval.index.facts import LibraryFacts

_WORDS_OF_A_TOPIC = 4
"""Minimum content words of a new topic that is not announced as new; fewer words belong to the topic before."""


def follow_up(
    text: str, before: Sequence[Turn], facts: LibraryFacts, given: Filters = NO_LIMITS, language: str = ENGLISH
) -> Reading:
    """Understand a question that may be a follow-up of earlier turns.

    Args:
        text: The question; it announces no new topic (`announced_topic`).
        before: The turns so far, oldest first, without small talk.
        facts: Facts of the library.
        given: Filters set by options; each overrides a stated or inherited filter of the same sort.
        language: Code of the language of its words; its references and limits are in English.
    """
    asked, reader = " ".join(text.split()), Reader(facts, given, language)
    before = without_given_up(without_dead_ends(since_new_topic(before)))
    if not before:
        return Reading(reader.alone(asked))
    asked = _in_usual_words(asked, before, reader)
    if completed := _completed(without_retracting(asked), before, reader):
        return completed
    before = _without_look_ups(asked, before, reader)
    last = before[-1].understood
    meant, replaces_last = expand_meant(with_correction(asked, last), last)
    return (
        _on_what_was_shown(without_retracting(asked), before[-1], reader)
        or (_instead(meant, before, reader) if replaces_last else None)
        or _after_last(meant, before, reader)
    )


def _in_usual_words(asked: str, before: Sequence[Turn], reader: Reader) -> str:
    """Rewrite a follow-up in the usual wording: "also 2493" after a question in 2242 is "only 2242 and 2493"."""
    last, facts = before[-1].understood, reader.facts
    asked = _of_any_text(asked, before[-1], facts)
    if last.shape.name in LISTED and has_topic(last) and not last.shape.opening:
        asked = reworded("of-list", asked) or asked
    asked = in_standard_wording(expand_several(asked, before, facts), last, "of-kind", "of-others")
    asked = with_resolution_of_shown(without_dropped(asked, last), before[-1])
    narrowed = in_standard_wording(asked, last, "narrowing")  # "limit it to women" names a topic
    only_limits = narrowed != asked and read_own_words(narrowed, last, reader).has_no_topic
    return narrowed if only_limits else asked


def _of_any_text(asked: str, turn: Turn, facts: LibraryFacts) -> str:
    """Rewrite "where does it say “…”?" as a question for the paragraphs that contain the words.

    "It" is the Council or the texts, unless the last turn was on one resolution. Any other question is returned as it
    is.
    """
    quoted = quotation_patterns.QUOTED.search(asked)
    of_it = quoted and turn_patterns.SAYS_WORDS.fullmatch(asked[: quoted.start()])
    if not quoted or not of_it or is_on_one_resolution(turn, facts):
        return asked
    return f"{of_it['opening']}which paragraphs contain {asked[quoted.start() :]}"


def _without_look_ups(asked: str, before: Sequence[Turn], reader: Reader) -> Sequence[Turn]:
    """Return the turns that a question builds on: without the paragraphs shown again last if it is not on them.

    "How many are there?", "only from 2143" and "sorry, I meant hospitals" after "attacks on schools" and "the second
    one in full" are on attacks on schools. "Show me 2143" asks for the whole of it.

    Args:
        asked: The question.
        before: The turns before, oldest first.
        reader: Context of the question.
    """
    kept = without_look_ups(before)
    if kept is before or (asks_for_same(asked) and not reworded("end-again", asked)):
        return before
    last = kept[-1].understood
    meant, replaces_last = expand_meant(with_correction(asked, last), last)
    own = read_own_words(without_lifting(meant, last), last, reader)
    is_on_it = paragraphs_meant(asked, before[-1]) and not own.asks_again
    is_corrected = own.swaps_topic and turn_limit_patterns.MEANT.match(asked)
    repeats = own.is_follow_up and (own.has_no_topic or is_corrected)
    is_whole = _may_ask_for_whole(asked, own, last) and not showing_words.SHOWING.isdisjoint(asked.lower().split())
    return kept if (replaces_last or repeats) and not (is_on_it or is_whole) else before


def _completed(asked: str, before: Sequence[Turn], reader: Reader) -> Reading | None:
    """Return a question completed by a resolution, paragraph or topic of the turns before; None if it needs none."""
    turn = before[-1]
    is_of_list = len(turn.quoted) == 1 < len(turn.shown)  # "number 5" after "the third one" is no paragraph 5
    shown = expand_shown(asked, turn)
    place = expand_place(asked, turn, is_shown=without_look_ups(before) is not before)
    citation = (is_of_list and shown) or place or shown or expand_age(asked, turn, reader.facts)
    if match_meaning("who-says", asked) and not turn.led_nowhere:
        citation = turn.quoted_first
    if citation:
        return Reading(replace(reader.alone(citation), asked=asked))
    if listed := of_listed(asked, turn.understood, reader):
        return Reading(replace(listed, asked=asked), True, differs=True)
    if applied := _last_topic_elsewhere(asked, before, reader):
        return applied
    if itself := expand_citing(asked, turn, reader) or expand_count(asked, turn, reader):
        return Reading(replace(itself, asked=asked))
    if compared := compared_with_last(asked, before, reader):
        return Reading(replace(compared, asked=asked), True, note_of([compared.text]))
    return None


def _last_topic_elsewhere(asked: str, before: Sequence[Turn], reader: Reader) -> Reading | None:
    """Return a question that takes the last topic to another resolution, or compares it with another; else None."""
    if elsewhere := in_another_asked(asked, before[-1], reader):
        return _building_on([before[-1].quoted_first], elsewhere)
    if both := with_subject_compared(asked, before, reader):
        return _building_on([both.text], both)
    return None


def _on_what_was_shown(asked: str, turn: Turn, reader: Reader) -> Reading | None:
    """Return a comparison on the last topic, or a question about a paragraph that was shown; else None."""
    if has_topic(turn.understood) and reworded("end-again", asked):  # "the first one?" is the first mention
        return None
    meant, plain = paragraphs_meant(asked, turn), with_like_that(asked, turn)
    if not (meant or names_several(asked) or asks_for_same(plain)):
        return None
    now = replace(reader.alone(plain), asked=asked)
    if on_topic := compared_on_topic(now, turn.understood, reader.facts):
        return _building_on([on_topic.text], on_topic)
    if same := same_words_asked(plain, now, turn, reader.facts):
        return _building_on([turn.quoted_first], same)
    if meant and not now.scope.filters.resolutions:
        return _building_on(map(str, meant), about_paragraphs(now, meant))
    return None


def _building_on(topics: Iterable[str], question: Question) -> Reading:
    """Return the reading of a question that builds on earlier turns, and has another answer without them.

    Args:
        topics: Topics for its note.
        question: The question.
    """
    return Reading(question, True, note_of(topics), differs=True)


def _instead(asked: str, before: Sequence[Turn], reader: Reader) -> Reading | None:
    """Return the reading of a question that replaces the last one, but keeps its limits and the turns before it.

    None if it is a follow-up of the last one, or has no topic.
    """
    last = before[-1].understood
    if read_own_words(asked, last, reader).is_follow_up or not has_topic(now := reader.alone(asked)):
        return None
    kept = [turn for turn in before if turn.understood.text != last.text]  # limits may have repeated the last one
    if kept:
        limited = replace(kept[-1], understood=replace(kept[-1].understood, scope=last.scope))
        return follow_up(f"and {now.asked}", [*kept[:-1], limited], reader.facts, reader.given, reader.language)
    scope = scope_after(now.asked, now, before, reader.facts)
    scope = replace(scope, filters=merge_filters(scope.filters, reader.given))
    return Reading(replace(now, scope=scope, stated=scope.described, replaces=True), may_open_topic=True)


def _after_last(asked: str, before: Sequence[Turn], reader: Reader) -> Reading:
    """Return the reading of a question by its own words: with what it inherits as a follow-up, or on its own."""
    last = before[-1].understood
    if last.shape.name not in LISTED and has_topic(last):
        asked = reworded("how-often", asked) or asked
    kept = without_lifting(asked, last)
    own = read_own_words(kept, last, reader)
    if own.is_follow_up:
        reading = inherit(asked, own, before, reader)
        return replace(reading, alone=reader.alone(asked)) if _may_ask_for_whole(asked, own, last) else reading
    limited = expand_year(expand_one_of_several(kept, reader.facts), last, reader.facts)
    itself = replace(reader.alone(limited), asked=asked)
    is_aspect = match_meaning("aspect", kept) is not None
    earlier = None if is_complete(itself) else earlier_turns(kept, itself, before, is_sure=is_aspect)
    is_full = earlier is None or earlier.new_words >= _WORDS_OF_A_TOPIC
    return Reading(itself, earlier=earlier, may_open_topic=not is_aspect and (is_full or bool(itself.cited)))


def _may_ask_for_whole(asked: str, own: OwnWords, last: Question) -> bool:
    """Return whether a follow-up that only limits may ask for all of a resolution or a theme.

    "What does 2331 say?" and "language under Protection" may. "And 2122?", "2122?", "in 2122", "was it in 2122?" and
    "what of that is in 2122" repeat the question before in 2122.
    """
    limits = own.now.scope.filters
    is_whole = own.now.only_limits and bool(limits.resolutions or limits.themes)
    is_same = signs_of(asked) & {"opens", "refers"} or limit_alone(asked, last) != asked or is_said_to_limit(asked)
    return is_whole and not (own.asks_again or is_same)
