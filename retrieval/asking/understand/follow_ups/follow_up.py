"""Follow-up questions, which need the question before: "and for children?", "what about 2467?", "anything newer?".

The wording decides which limits of earlier turns apply. If it does not decide whether their words are searched for,
too, the search does.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace

from retrieval.asking.understand.asked_within import asks_what_is_said
from retrieval.asking.understand.finding import ANSWER, LISTED
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
    corrected,
    expand_one_of_several,
    expand_several,
    expand_year,
    is_said_to_limit,
    limit_alone,
    without_dropped,
)
from retrieval.asking.understand.follow_ups.limits import is_on_one_resolution, scope_after, without_lifting
from retrieval.asking.understand.follow_ups.listed import of_listed
from retrieval.asking.understand.follow_ups.own_words import OwnWords, asks_for_words, read_own_words
from retrieval.asking.understand.follow_ups.places import expand_place, with_resolution_of_shown
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
from retrieval.asking.understand.follow_ups.wordings import in_standard_wording, reworded, said
from retrieval.asking.understand.languages.lexicon import ENGLISH
from retrieval.asking.understand.lexicon import (
    quotation_patterns,
    showing_words,
    shown_patterns,
    turn_limit_patterns,
    turn_patterns,
)
from retrieval.asking.understand.question import Question
from retrieval.asking.understand.signs import signs_of
from retrieval.asking.understand.understood import understand
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
    asked = " ".join(text.split())

    def alone(words: str) -> Question:
        return understand(words, facts, given, language)

    before = without_given_up(without_dead_ends(since_new_topic(before)))
    if not before:
        return Reading(alone(asked))
    asked = _in_usual_words(_of_any_text(asked, before[-1], facts), before, facts)
    only = in_standard_wording(asked, before[-1].understood, "narrowing")  # "limit it to women" names a topic
    if only != asked and read_own_words(only, before[-1].understood, facts, given, language).has_no_topic:
        asked = only
    rest = without_retracting(asked)
    if completed := _completed(rest, before, alone, facts):
        return completed
    before = _without_look_ups(asked, before, facts, given, language)
    if on_shown := _on_what_was_shown(rest, alone, before[-1], facts):
        return on_shown
    last = before[-1].understood
    asked, is_instead = expand_meant(corrected(asked, last), last)
    if is_instead and not read_own_words(asked, last, facts, given, language).is_follow_up:
        now = alone(asked)
        if has_topic(now):
            return _instead(now, before, facts, given, language)
    if last.shape.name not in LISTED and has_topic(last):
        asked = reworded("how-often", asked) or asked
    kept = without_lifting(asked, last)
    own = read_own_words(kept, last, facts, given, language)
    if own.is_follow_up:
        reading = inherit(asked, own, before, facts, given)
        return replace(reading, alone=alone(asked)) if _may_ask_for_whole(asked, own, last) else reading
    itself = replace(alone(expand_year(expand_one_of_several(kept, facts), last, facts)), asked=asked)
    is_aspect = said("aspect", kept) is not None
    is_complete = _names_place_and_topic(itself) or _asks_all_texts(itself) or asks_for_words(itself)
    earlier = None if is_complete else earlier_turns(kept, itself, before, is_sure=is_aspect)
    is_full = earlier is None or earlier.new_words >= _WORDS_OF_A_TOPIC
    return Reading(itself, earlier=earlier, may_open_topic=not is_aspect and (is_full or bool(itself.cited)))


def _in_usual_words(asked: str, before: Sequence[Turn], facts: LibraryFacts) -> str:
    """Rewrite a follow-up in the usual wording: "also 2493" after a question in 2242 is "only 2242 and 2493"."""
    last = before[-1].understood
    if last.shape.name in LISTED and has_topic(last) and not last.shape.opening:
        asked = reworded("of-list", asked) or asked
    asked = in_standard_wording(expand_several(asked, before, facts), last, "of-kind", "of-others")
    return with_resolution_of_shown(without_dropped(asked, last), before[-1])


def _of_any_text(asked: str, turn: Turn, facts: LibraryFacts) -> str:
    """Rewrite "where does it say “…”?", unless "it" is the resolution that the last turn was limited to or asked for.

    "It" is the Council or the texts then. Any other question is returned as it is.
    """
    quoted = quotation_patterns.QUOTED.search(asked)
    of_it = quoted and turn_patterns.SAYS_WORDS.fullmatch(asked[: quoted.start()])
    if not quoted or not of_it or is_on_one_resolution(turn, facts):
        return asked
    return f"{of_it['opening']}which paragraphs contain {asked[quoted.start() :]}"


def _without_look_ups(
    asked: str, before: Sequence[Turn], facts: LibraryFacts, given: Filters, language: str
) -> Sequence[Turn]:
    """Return the turns that a question builds on: without the paragraphs shown again last if it is not on them.

    "How many are there?", "only from 2143" and "sorry, I meant hospitals" after "attacks on schools" and "the second
    one in full" are on attacks on schools. "Show me 2143" asks for the whole of it.

    Args:
        asked: The question.
        before: The turns before, oldest first.
        facts: Facts of the library.
        given: Filters set by options.
        language: Code of the language of its words.
    """
    kept = without_look_ups(before)
    if kept is before or (asks_for_same(asked) and not reworded("end-again", asked)):
        return before
    last = kept[-1].understood
    meant, is_instead = expand_meant(corrected(asked, last), last)
    own = read_own_words(without_lifting(meant, last), last, facts, given, language)
    is_on_it = paragraphs_meant(asked, before[-1]) and not own.asks_again
    is_corrected = own.swaps_topic and turn_limit_patterns.MEANT.match(asked)
    repeats = own.is_follow_up and (own.has_no_topic or is_corrected)
    is_whole = _may_ask_for_whole(asked, own, last) and not showing_words.SHOWING.isdisjoint(asked.lower().split())
    return kept if (is_instead or repeats) and not (is_on_it or is_whole) else before


def _names_place_and_topic(question: Question) -> bool:
    """Return whether a question names both a resolution and a topic, and asks for nothing but that topic there.

    Such a question builds on no earlier turns: with the words of "does 2331 mention slavery?" and those of the last
    topic, the search would prefer paragraphs on both topics.
    """
    names_resolution = bool(question.stated and question.scope.filters.resolutions)
    points = turn_patterns.POINTS.search(question.text) or shown_patterns.COUNTERPART.search(question.text)
    names_topic = any(map(asks_what_is_said, (question.text, question.asked)))
    return names_resolution and not points and question.shape == ANSWER and names_topic


def _asks_all_texts(question: Question) -> bool:
    """Return whether a question asks what any text or the Council says on a topic that it names, and points at nothing.

    Such a question builds on no earlier turns either: "does any resolution mention slavery?".
    """
    asked = question.asked
    of_all = turn_patterns.OF_ALL_TEXTS.match(asked)
    points = turn_patterns.POINTS.search(asked) or turn_patterns.ADDS.search(asked)
    if not of_all or points or question.shape != ANSWER:
        return False
    return asks_what_is_said(f"does the council {asked[of_all.end() :]}")


def _may_ask_for_whole(asked: str, own: OwnWords, last: Question) -> bool:
    """Return whether a follow-up that only limits may ask for all of a resolution or a theme.

    "What does 2331 say?" and "language under Protection" may. "And 2122?", "2122?", "in 2122", "was it in 2122?" and
    "what of that is in 2122" repeat the question before in 2122.
    """
    limits = own.now.scope.filters
    is_whole = own.now.only_limits and bool(limits.resolutions or limits.themes)
    is_same = signs_of(asked) & {"opens", "refers"} or limit_alone(asked, last) != asked or is_said_to_limit(asked)
    return is_whole and not (own.asks_again or is_same)


def _instead(now: Question, before: Sequence[Turn], facts: LibraryFacts, given: Filters, language: str) -> Reading:
    """Return the reading of a question that replaces the last one, but keeps its limits and the turns before it.

    Args:
        now: The question, as understood on its own.
        before: The turns before, oldest first; it replaces the last.
        facts: Facts of the library.
        given: Filters set by options.
        language: Code of the language of its words.
    """
    last = before[-1].understood
    kept = [turn for turn in before if turn.understood.text != last.text]  # limits may have repeated the last one
    if kept:
        limited = replace(kept[-1], understood=replace(kept[-1].understood, scope=last.scope))
        return follow_up(f"and {now.asked}", [*kept[:-1], limited], facts, given, language)
    scope = scope_after(now.asked, now, before, facts)
    scope = replace(scope, filters=merge_filters(scope.filters, given))
    return Reading(replace(now, scope=scope, stated=scope.described, replaces=True), may_open_topic=True)


def _completed(
    asked: str, before: Sequence[Turn], alone: Callable[[str], Question], facts: LibraryFacts
) -> Reading | None:
    """Return a question completed by a resolution, paragraph or topic of the turns before; None if it needs none."""
    turn = before[-1]
    is_of_list = len(turn.quoted) == 1 < len(turn.shown)  # "number 5" after "the third one" is no paragraph 5
    shown = expand_shown(asked, turn)
    place = expand_place(asked, turn, is_shown=without_look_ups(before) is not before)
    citation = (is_of_list and shown) or place or shown or expand_age(asked, turn, facts)
    if said("who-says", asked) and not turn.led_nowhere:
        citation = turn.quoted_first
    if citation:
        return Reading(replace(alone(citation), asked=asked))
    if listed := of_listed(asked, turn.understood, alone, facts):
        return Reading(replace(listed, asked=asked), True, differs=True)
    if applied := _last_topic_elsewhere(asked, before, alone, facts):
        return applied
    if itself := expand_citing(asked, turn, alone) or expand_count(asked, turn, alone):
        return Reading(replace(itself, asked=asked))
    if compared := compared_with_last(asked, before, alone, facts):
        return Reading(replace(compared, asked=asked), True, note_of([compared.text]))
    return None


def _last_topic_elsewhere(
    asked: str, before: Sequence[Turn], alone: Callable[[str], Question], facts: LibraryFacts
) -> Reading | None:
    """Return a question that takes the last topic to another resolution, or compares it with another; else None."""
    if elsewhere := in_another_asked(asked, alone, before[-1], facts):
        return _building_on([before[-1].quoted_first], elsewhere)
    if both := with_subject_compared(asked, before, alone):
        return _building_on([both.text], both)
    return None


def _on_what_was_shown(asked: str, alone: Callable[[str], Question], turn: Turn, facts: LibraryFacts) -> Reading | None:
    """Return a comparison on the last topic, or a question about a paragraph that was shown; else None."""
    if has_topic(turn.understood) and reworded("end-again", asked):  # "the first one?" is the first mention
        return None
    meant, plain = paragraphs_meant(asked, turn), with_like_that(asked, turn)
    if not (meant or names_several(asked) or asks_for_same(plain)):
        return None
    now = replace(alone(plain), asked=asked)
    if on_topic := compared_on_topic(now, turn.understood, facts):
        return _building_on([on_topic.text], on_topic)
    if same := same_words_asked(plain, now, turn, facts):
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
