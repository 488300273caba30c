"""Own words of a question after another one: whether they make it a follow-up, and of which sort."""

from __future__ import annotations

from dataclasses import dataclass, replace

from retrieval.asking.understand.asked_within import asks_what_is_said
from retrieval.asking.understand.countries import names_country, only_lifts_country
from retrieval.asking.understand.finding import ANSWER, LISTED, Shape
from retrieval.asking.understand.follow_ups.another_topic import (
    with_another_text,
    with_another_topic,
    with_part_swapped,
)
from retrieval.asking.understand.follow_ups.limit_words import expand_limit
from retrieval.asking.understand.follow_ups.limits import lifts_limits
from retrieval.asking.understand.follow_ups.reader import Reader
from retrieval.asking.understand.follow_ups.turns import has_topic, new_words
from retrieval.asking.understand.follow_ups.wordings import match_meaning, reworded
from retrieval.asking.understand.lexicon import quotation_patterns, shown_patterns, turn_limit_patterns, turn_patterns
from retrieval.asking.understand.question import Question
from retrieval.asking.understand.quoted import is_verbatim, without_marks
from retrieval.asking.understand.shapes import find_shape_again
from retrieval.asking.understand.signs import RELATIVE_LIMITS, signs_of
from retrieval.asking.understand.words import has_words


@dataclass(frozen=True, slots=True)
class OwnWords:
    """A question after another one, read by its own words.

    Attributes:
        now: The question as understood on its own.
        is_follow_up: Whether its words make it a follow-up.
        asks_again: Whether it asks for the last answer in another shape: "list them all".
        swaps_topic: Whether it replaces the topic of the last question, or a part of it: "and on amnesties?"
        has_no_topic: Whether it has no topic of its own.
    """

    now: Question
    is_follow_up: bool
    asks_again: bool
    swaps_topic: bool
    has_no_topic: bool


def read_own_words(asked: str, last: Question, reader: Reader) -> OwnWords:
    """Understand the own words of a question after another one.

    Args:
        asked: The question.
        last: The question before it.
        reader: Context of the question.
    """
    spoken, is_bare = expand_limit(asked, last, reader.facts)
    now = reader.own_words(spoken)
    if lifts_limits(asked) or (names_country(last.text) and only_lifts_country(asked)):
        now, is_bare = replace(Question.verbatim(asked, language=reader.language), only_limits=True), True
    limits = turn_limit_patterns.LIMITING_WORDS.intersection(asked.lower().split())
    another_text = with_another_text(now, last) if is_bare and not limits else None
    # A request for words to quote, or for more on Slack without its button, repeats the question, as does a doubt.
    repeats = any(match_meaning(one, asked) for one in ("more", "to-quote", "doubting"))
    wants_same = has_topic(last) and (repeats or reworded("step-alone", asked) == "next")
    now = replace(now, shape=ANSWER) if wants_same else now
    again = None if wants_same else _shape_again(asked, now, last)
    swapped = another_text or with_part_swapped(now, last) or with_another_topic(now, last)
    if not swapped and now.shape.name in LISTED and "opens" in signs_of(asked) and asks_for_words(now):
        swapped = now  # "and where is “pardon” used?"
    now = replace(now, shape=again) if again else swapped or now
    # A paragraph lookup has no topic that could be asked of another resolution.
    is_whole = now.shape.name == "resolution" and (
        now.shape.asks_date or last.shape.name == "lookup" or match_meaning("whole-text", asked) is not None
    )
    lists_same = again is not None or _asks_for_shape_alone(now) or wants_same
    counts = match_meaning("how-many", asked) is not None
    follows = not is_whole and (is_bare or lists_same or swapped is not None or counts or continues(asked, now))
    return OwnWords(now, follows, again is not None, swapped is not None and not again, lists_same or _only_limits(now))


def continues(asked: str, question: Question) -> bool:
    """Return whether a question is a follow-up, by its wording.

    It is if it opens like one ("and …", "what about …"), refers to something that it has not named ("that resolution",
    "them"), or only states filters ("operative only").
    """
    signs = signs_of(asked)
    if signs & {"opens", "same text"}:
        return True
    return bool(question.stated or signs & RELATIVE_LIMITS) if _only_limits(question) else "refers" in signs


def asks_for_words(question: Question) -> bool:
    """Return whether a question asks only for words that it quotes, and points at nothing beside them.

    A single word in quotation marks, and nothing else, may add to the topic before it.
    """
    around = quotation_patterns.QUOTED.sub(" ", question.asked)
    if around == question.asked or turn_patterns.POINTS.search(around) or turn_patterns.ADDS.search(around):
        return False
    quoted = without_marks(question.text)
    is_quotation = quoted != question.text and (has_words(around) or " " in quoted)
    return is_quotation or (question.shape.name in LISTED and is_verbatim(question.text, question.asked))


def is_complete(question: Question) -> bool:
    """Return whether a question by itself builds on no earlier turns.

    With words of an earlier topic, too, the search would prefer paragraphs on both topics.
    """
    return _names_place_and_topic(question) or _asks_all_texts(question) or asks_for_words(question)


def _names_place_and_topic(question: Question) -> bool:
    """Return whether a question names both a resolution and a topic, and asks for nothing but that topic there.

    "Does 2331 mention slavery?" does.
    """
    names_resolution = bool(question.stated and question.scope.filters.resolutions)
    points = turn_patterns.POINTS.search(question.text) or shown_patterns.COUNTERPART.search(question.text)
    names_topic = any(map(asks_what_is_said, (question.text, question.asked)))
    return names_resolution and not points and question.shape == ANSWER and names_topic


def _asks_all_texts(question: Question) -> bool:
    """Return whether a question asks what any text or the Council says on a topic that it names, and points at nothing.

    "Does any resolution mention slavery?" does.
    """
    asked = question.asked
    of_all = turn_patterns.OF_ALL_TEXTS.match(asked)
    points = turn_patterns.POINTS.search(asked) or turn_patterns.ADDS.search(asked)
    if not of_all or points or question.shape != ANSWER:
        return False
    return asks_what_is_said(f"does the council {asked[of_all.end() :]}")


def _shape_again(asked: str, now: Question, last: Question) -> Shape | None:
    """Return the shape in which a question without a topic asks for the last answer: "list them all", "how many?".

    None for any other question.
    """
    if not has_topic(last):
        return None
    if last.shape.cites or last.shape.opening:
        again = find_shape_again(asked, "resolutions" if last.shape.cites else "paragraphs")
        counted = again.unit if again and last.shape.cites else "paragraphs"
        is_kept = again and (last.shape.cites or again.name in ("list", "count"))
        return replace(last.shape, name=again.name, unit=counted) if again and is_kept else None
    if last.shape.as_such:
        return last.shape if find_shape_again(asked, last.shape.unit) == Shape("list", last.shape.unit) else None
    if (unit := reworded("unit", asked)) and last.shape.name in LISTED:
        return replace(last.shape, unit="resolutions" if unit == "resolutions" else "paragraphs")
    if end := reworded("end-again", asked):
        return Shape("first" if end == "first" else "latest", last.shape.unit)
    # "How many?" after "which resolutions mention …" counts resolutions, but guards after "who guards the ballots?".
    again = find_shape_again(asked, last.shape.unit) or find_shape_again(now.text, last.shape.unit)
    if not again and now.stated and match_meaning("how-many", now.text):  # "how many are operative?"
        again = Shape("count", last.shape.unit)
    of_things = last.shape.name not in LISTED and turn_patterns.ASKS_OF_THINGS.match(last.text)
    return None if of_things and match_meaning("how-many", asked) else again


def _only_limits(question: Question) -> bool:
    """Return whether a question only states limits, under which it repeats the last question."""
    return question.only_limits or not new_words(question)


def _asks_for_shape_alone(question: Question) -> bool:
    """Return whether a question only asks for another shape of the last answer: "when was that first mentioned?"."""
    has_frame_alone = question.text == question.asked or not new_words(question)
    return question.shape.name in LISTED and not question.shape.as_such and has_frame_alone
