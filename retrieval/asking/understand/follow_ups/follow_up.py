"""Follow-up questions, which need the one before: "and for children?", "what about 2467?", "anything newer?".

Wording decides which limits of earlier turns apply. Whether their words count, too, is decided by the search, unless
the wording is a sign of it.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from retrieval.asking.understand.countries import lifts_country, names_country, only_lifts_country, without_countries
from retrieval.asking.understand.finding import ANSWER, LISTED, Shape, Sign
from retrieval.asking.understand.follow_ups.another_topic import (
    expand_meant,
    with_another_text,
    with_another_topic,
    with_part_swapped,
)
from retrieval.asking.understand.follow_ups.citing import expand_citing
from retrieval.asking.understand.follow_ups.comparisons import (
    compared_on_topic,
    names_several,
    with_another_compared,
    with_both_compared,
    with_subject_compared,
)
from retrieval.asking.understand.follow_ups.limits import (
    expand_correction,
    expand_limit,
    expand_limit_alone,
    expand_widening,
    expand_year,
    is_said_to_limit,
    lifts_limits,
    scope_after,
    without_lifting,
    without_year,
)
from retrieval.asking.understand.follow_ups.places import expand_place
from retrieval.asking.understand.follow_ups.shown import (
    about_paragraphs,
    asks_for_same,
    expand_age,
    expand_shown,
    in_another_asked,
    paragraphs_meant,
    same_words_asked,
)
from retrieval.asking.understand.follow_ups.topic_so_far import (
    since_new_topic,
    since_opened,
    since_replaced,
    topic_so_far,
    without_dead_ends,
    without_replaced,
)
from retrieval.asking.understand.follow_ups.turns import Earlier, Reading, Turn, has_topic, new_words, note_of
from retrieval.asking.understand.languages.lexicon import ENGLISH
from retrieval.asking.understand.lexicon import turn_patterns
from retrieval.asking.understand.question import Question
from retrieval.asking.understand.shapes import find_shape_again, topic_of
from retrieval.asking.understand.signs import asks_for_more, new_topic_of, signs_of
from retrieval.asking.understand.understood import understand
from retrieval.clauses.citation import Citation
from retrieval.clauses.filters import NO_LIMITS, Filters, overruled
from retrieval.index.facts import LibraryFacts

_REMEMBERED = 3
"""Turns whose paragraphs a question may want again, or no more: the last ones."""
_WORDS_OF_A_TOPIC = 4
"""Minimum content words of a new topic that is not said to be one; fewer are a part of the topic before."""
_MOST_WORDS = 40
"""Maximum words of an earlier turn, and of a question that is read behind them: longer ones are pasted."""

_HOW_OFTEN = "how often should that happen?"
"""Question that "how often?" asks after one that counts or lists nothing."""
_LIMITING: frozenset[Sign] = frozenset({"outside it", "newer", "later", "older", "same text", "it says"})
"""Signs of a limit that the question states itself, by what was quoted."""


def follow_up(
    text: str, before: Sequence[Turn], about: LibraryFacts, given: Filters = NO_LIMITS, language: str = ENGLISH
) -> Reading:
    """Understand a question that may be a follow-up of earlier turns.

    Args:
        text: The question.
        before: The turns so far, oldest first; small talk left out.
        about: What the library holds.
        given: Filters set by options; each overrides a stated or inherited one of its sort.
        language: Code of the language of its words; its references and limits are in English.
    """
    asked = " ".join(text.split())

    def alone(words: str) -> Question:
        return understand(words, about, given, language)

    before = without_dead_ends(since_new_topic(before))
    if not before:
        return Reading(alone(asked))
    if (topic := new_topic_of(asked)) is not None:
        return Reading(replace(alone(topic or asked), is_new=True))
    if completed := _completed(asked, before, alone, about):
        return completed
    last = before[-1].understood
    asked, is_instead = expand_meant(expand_widening(expand_correction(asked), last), last)
    if is_instead and has_topic(now := alone(asked)):
        return _instead(now, before, about, given, language)
    if turn_patterns.HOW_OFTEN.match(asked) and last.shape.name not in LISTED and has_topic(last):
        asked = _HOW_OFTEN
    said = without_lifting(asked, last)
    parsed = _parsed(said, last, about, given, language)
    if not parsed.follows:
        itself = replace(alone(expand_year(said, last, about)), asked=asked)
        is_aspect = turn_patterns.ASPECT_ALONE.match(said) is not None
        earlier = _earlier(said, itself, before, is_sure=is_aspect)
        is_full = earlier is None or earlier.new_words >= _WORDS_OF_A_TOPIC
        may_open = not is_aspect and (is_full or bool(itself.cited))
        return Reading(itself, earlier=earlier, may_open=may_open)
    continued = _continued(asked, parsed, before, about, given)
    # "And 2122?", "in 2122" and "was it in 2122?" are about the same; "what does 2331 say?" and "language under
    # Protection" may be about all of it.
    limits = parsed.now.scope.filters
    is_whole = parsed.now.only_limits and bool(limits.resolutions or limits.themes)
    is_before = "opens" in signs_of(asked) or expand_limit_alone(asked) != asked or is_said_to_limit(asked)
    may_be_alone = is_whole and not (parsed.again or is_before)
    return replace(continued, alone=alone(asked)) if may_be_alone else continued


def _instead(now: Question, before: Sequence[Turn], about: LibraryFacts, given: Filters, language: str) -> Reading:
    """Return a question in the place of the last one, under its limits and behind those before that."""
    last = before[-1].understood
    kept = [turn for turn in before if turn.understood.text != last.text]  # limits may have repeated the last one
    if kept:
        limited = replace(kept[-1], understood=replace(kept[-1].understood, scope=last.scope))
        return follow_up(f"and {now.asked}", [*kept[:-1], limited], about, given, language)
    scope = scope_after(now.asked, now, before, about)
    scope = replace(scope, filters=overruled(scope.filters, given))
    return Reading(replace(now, scope=scope, stated=scope.described, replaces=True), may_open=True)


def _completed(
    asked: str, before: Sequence[Turn], alone: Callable[[str], Question], about: LibraryFacts
) -> Reading | None:
    """Return a question with what it leaves to the turns before: a resolution, paragraph or topic; None for others."""
    last = before[-1]
    placed = (
        expand_place(asked, last.understood, () if last.led_nowhere else last.quoted)
        or expand_shown(asked, last)
        or expand_age(asked, last, about)
    )
    if turn_patterns.WHO_SAYS.match(asked) and not last.led_nowhere:
        placed = last.quoted_first
    if placed:
        return Reading(replace(alone(placed), asked=asked))
    if beside := _beside_what_was_asked(asked, before, alone, about):
        return beside
    if cited := expand_citing(asked, last, alone):
        return Reading(replace(cited, asked=asked))
    if compared := with_both_compared(asked, before) or with_another_compared(asked, last, about):
        return Reading(replace(alone(compared), asked=asked), True, note_of([_shortened(compared)]))
    meant = paragraphs_meant(asked, last)
    if meant or names_several(asked) or asks_for_same(asked):
        return _on_what_was_shown(asked, alone(asked), meant, last, about)
    return None


def _beside_what_was_asked(
    asked: str, before: Sequence[Turn], alone: Callable[[str], Question], about: LibraryFacts
) -> Reading | None:
    """Return a question what another resolution, or another subject, has beside what was asked for; None for others."""
    if elsewhere := in_another_asked(asked, alone(asked), before[-1], about):
        return Reading(elsewhere, True, note_of([before[-1].quoted_first]), differs=True)
    if both := with_subject_compared(asked, before, alone):
        return Reading(both, True, note_of([_shortened(both.text)]), differs=True)
    return None


def _on_what_was_shown(
    asked: str, now: Question, meant: Sequence[Citation], last: Turn, about: LibraryFacts
) -> Reading | None:
    """Return a comparison on the topic before, or a question about a paragraph that was shown; None for others."""
    if on_topic := compared_on_topic(now, last.understood, about):
        return Reading(on_topic, True, note_of([_shortened(on_topic.text)]), differs=True)
    if same := same_words_asked(asked, now, last, about):
        return Reading(same, True, note_of([last.quoted_first]), differs=True)
    if meant and not now.scope.filters.resolutions:
        return Reading(about_paragraphs(now, meant), True, note_of(map(str, meant)), differs=True)
    return None


@dataclass(frozen=True, slots=True)
class _Parsed:
    """Question after another one, as its own words alone say, and what they leave to that one.

    Attributes:
        now: The question.
        follows: Whether it is a follow-up, by its words.
        again: Whether it asks for the last answer in another shape: "list them all".
        swapped: Whether it names another topic, in the shape of the last question: "and on amnesties?"
        repeats: Whether it has no topic of its own.
    """

    now: Question
    follows: bool
    again: bool
    swapped: bool
    repeats: bool


def _parsed(asked: str, last: Question, about: LibraryFacts, given: Filters, language: str) -> _Parsed:
    """Understand a question after another one on its own, without limits that were set for it."""
    spoken, is_bare = expand_limit(asked, last, about)
    now = understand(spoken, about, Filters(suggested=given.suggested), language)
    if lifts_limits(asked) or (names_country(last.text) and only_lifts_country(asked)):
        now, is_bare = replace(Question.verbatim(asked, language=language), only_limits=True), True
    limits = turn_patterns.LIMITING_WORDS.intersection(asked.lower().split())
    another_text = with_another_text(now, last) if is_bare and not limits else None
    wants_more = asks_for_more(asked) and has_topic(last)
    now = replace(now, shape=ANSWER) if wants_more else now
    again = None if wants_more else _shape_again(asked, now, last)
    swapped = another_text or with_part_swapped(now, last) or with_another_topic(now, last)
    now = replace(now, shape=again) if again else swapped or now
    # After a paragraph that was looked up, there is nothing that another resolution could be asked for.
    is_whole = now.shape.name == "resolution" and (
        now.shape.dated or last.shape.name == "lookup" or turn_patterns.WHOLE_TEXT.search(asked) is not None
    )
    # Where nothing shows what is behind the first hits, as on Slack without its button, more is the same again.
    lists_same = again is not None or _has_no_topic(now) or wants_more
    follows = not is_whole and (is_bare or lists_same or swapped is not None or continues(asked, now))
    return _Parsed(now, follows, again is not None, swapped is not None and not again, lists_same or _only_limits(now))


def _continued(asked: str, parsed: _Parsed, before: Sequence[Turn], about: LibraryFacts, given: Filters) -> Reading:
    """Return a follow-up with the topic, the limits and the shape that it takes from the turn before."""
    now, last = parsed.now, before[-1]
    scope = scope_after(asked, now, before, about)
    only_limits = now.only_limits and last.understood.only_limits
    asks_for_all = parsed.again or (parsed.repeats and now.shape.name in LISTED)
    so_far = topic_so_far(since_replaced(before)) if asks_for_all else ""
    words = topic_of(last.understood.text) if asks_for_all else last.understood.text
    topic = so_far or without_year(asked, words)
    is_anywhere = names_country(last.understood.text) and lifts_country(asked)
    topic = without_countries(topic) if is_anywhere else topic
    is_lifted = lifts_limits(asked) or is_anywhere
    understood = replace(
        now,
        asked=asked,
        text=topic if parsed.repeats else now.text,
        subjects=last.understood.subjects if parsed.repeats else now.subjects,
        replaces=last.understood.replaces if parsed.repeats else parsed.swapped,
        scope=replace(scope, filters=overruled(scope.filters, given)),
        stated=scope.described,
        only_limits=only_limits,
        shape=_shape_of_follow_up(now, last.understood, repeats=parsed.repeats, only_limits=only_limits),
    )
    own, said = overruled(now.scope.filters, given), replace(scope, filters=now.scope.filters)
    inherits = own != understood.scope.filters and not signs_of(asked) & _LIMITING
    unlimited = replace(understood.limited_to(own), stated=said.described) if inherits else None
    if parsed.repeats:
        as_asked = last.understood.text if is_lifted else understood.text
        kept = [turn for turn in since_replaced(before) if turn.understood.text != as_asked]
        earlier = None if so_far else _earlier_of_repeated(understood, kept)
    else:
        earlier = None if parsed.swapped else _earlier(asked, understood, before, is_sure=True)
    named = understood if parsed.swapped or parsed.again or so_far or is_lifted else last.understood
    note = note_of([_shortened(named.text)]) if parsed.repeats or not earlier else earlier.note
    return Reading(understood, True, note, earlier, unlimited)


def _shape_again(asked: str, now: Question, last: Question) -> Shape | None:
    """Return the shape that a question without a topic asks for, of the last one's: "list them all", "how many?"."""
    if not has_topic(last):
        return None
    if last.shape.cites:
        again = find_shape_again(asked, "resolutions")
        return again and replace(last.shape, name=again.name, unit=again.unit)
    if last.shape.whole:
        return last.shape if find_shape_again(asked, last.shape.unit) == Shape("list", last.shape.unit) else None
    if (unit := turn_patterns.UNIT_ALONE.match(asked)) and last.shape.name in LISTED:
        return replace(last.shape, unit="resolutions" if unit["resolutions"] else "paragraphs")
    if end := turn_patterns.END_AGAIN.match(asked):
        return Shape("first" if end["first"] or end["earliest"] or end["since"] else "latest", last.shape.unit)
    # After "which resolutions mention …", "how many?" asks for resolutions.
    return find_shape_again(asked, last.shape.unit) or find_shape_again(now.text, last.shape.unit)


def _shape_of_follow_up(now: Question, last: Question, *, repeats: bool, only_limits: bool) -> Shape:
    """Return the shape of a follow-up: one that only limits has that of the question it repeats."""
    if last.shape.dated and only_limits:  # "and 1820?" after "when was 1325 adopted?"
        return replace(last.shape, by_turns=now.shape.by_turns)
    if now.shape.name == "resolution" and not only_limits:
        now = replace(now, shape=ANSWER)
    is_kept = repeats and now.shape == ANSWER and (has_topic(last) or last.shape.by_turns)
    return last.shape if is_kept else now.shape


def _earlier(asked: str, understood: Question, before: Sequence[Turn], *, is_sure: bool) -> Earlier | None:
    """Return the turns that a question may build on; None for one that needs none."""
    if understood.only_limits or len(understood.text.split()) > _MOST_WORDS or "new topic" in signs_of(asked):
        return None
    turns, signs = without_replaced(asked, since_opened(before)), signs_of(asked)
    kept = without_countries if lifts_country(asked) else str
    return Earlier(
        words=tuple(dict.fromkeys(_shortened(kept(turn.words)) for turn in (turns[0], turns[-1]))),
        names=tuple(dict.fromkeys(_shortened(kept(turn.understood.text)) for turn in (turns[0], turns[-1]))),
        symbols=frozenset(turns[-1].symbols),
        quoted=frozenset(clause for turn in turns[-_REMEMBERED:] for clause in turn.quoted),
        new_words=len(new_words(understood)),
        opens="opens" in signs,
        refers=bool(signs & {"refers", "same text"}),
        is_sure=is_sure,
    )


def _earlier_of_repeated(understood: Question, before: Sequence[Turn]) -> Earlier | None:
    """Return the turns that a repeated question builds on: those before it; what they quoted may be wanted again."""
    turns = [turn for turn in before if turn.understood.text != understood.text]
    earlier = _earlier(understood.text, understood, turns, is_sure=False) if turns else None
    return replace(earlier, symbols=frozenset(), quoted=frozenset()) if earlier else None


def _shortened(text: str) -> str:
    """Return the first words of an earlier turn, without the stop at the end."""
    return " ".join(text.split()[:_MOST_WORDS]).rstrip(" ?.")


def continues(asked: str, understood: Question) -> bool:
    """Return whether a question is a follow-up, by its wording.

    It is if it opens so ("and …", "what about …"), refers to something it has not named ("that resolution", "them"), or
    states filters and nothing else ("operative only"); not if it says that its topic is another.
    """
    signs = signs_of(asked)
    if "new topic" in signs:
        return False
    if signs & {"opens", "same text"}:
        return True
    return (
        bool(understood.stated or signs & {"newer", "later", "older"})
        if _only_limits(understood)
        else "refers" in signs
    )


def _only_limits(understood: Question) -> bool:
    """Return whether a question says nothing but limits: it repeats the last one under them."""
    return understood.only_limits or not new_words(understood)


def _has_no_topic(understood: Question) -> bool:
    """Return whether a question asks for a shape of what was asked before: "when was that first mentioned?"."""
    has_frame_alone = understood.text == understood.asked or not new_words(understood)
    return understood.shape.name in LISTED and not understood.shape.whole and has_frame_alone
