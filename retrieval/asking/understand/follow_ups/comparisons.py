"""Comparisons that take their resolutions or topic from earlier questions: "compare both", "2250 vs 2535?"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from retrieval.asking.understand.asked_within import topic_within
from retrieval.asking.understand.comparisons import two_subjects
from retrieval.asking.understand.finding import ANSWER, Shape
from retrieval.asking.understand.follow_ups.reader import Reader
from retrieval.asking.understand.follow_ups.topic_so_far import since_replaced, topic_so_far
from retrieval.asking.understand.follow_ups.turns import Turn, has_topic
from retrieval.asking.understand.follow_ups.wordings import match_meaning, opening_of
from retrieval.asking.understand.lexicon import comparison_patterns, turn_patterns
from retrieval.asking.understand.numbers import is_year
from retrieval.asking.understand.question import Question
from retrieval.asking.understand.resolutions import named_resolutions
from retrieval.asking.understand.shapes import topic_of
from retrieval.asking.understand.signs import signs_of
from retrieval.asking.understand.words import content_words, numbers_in, topic_words
from retrieval.clauses.citation import Citation
from retrieval.index.facts import LibraryFacts

_FRAME = (
    comparison_patterns.BEFORE_A_COMPARED_TOPIC
    | turn_patterns.EMPTY_AFTER_ANOTHER
    | comparison_patterns.NAMES_OF_A_TOPIC
)
"""Words of comparing, and other words that are no topic."""
_JOINING = frozenset({"and", "now", "then"})
"""Words before one more resolution to compare: "and 2419?"."""
_FEWEST_SIDES = 2


def compared_with_last(asked: str, before: Sequence[Turn], reader: Reader) -> Question | None:
    """Return a comparison whose resolutions or topic are those of earlier questions; None for any other question.

    "Compare both" compares the resolutions of the last two questions; "compare it with 2106" the last one's, and 2106;
    "on camps" those of a comparison of whole resolutions.

    Args:
        asked: The question.
        before: The turns so far, oldest first.
        reader: Context of the question.
    """
    last = before[-1].understood
    if match := match_meaning("compare-both", asked):
        both = (one for turn in before[-2:] for one in turn.understood.scope.filters.resolutions)
        sides = list(dict.fromkeys(map(str, both)))
    elif match := match_meaning("compare-with", asked) or _one_more(asked, last, reader.facts):
        sides = [*_sides_beside(match["other"], before[-1]), match["other"]]
    elif match := match_meaning("on-a-topic", asked) if last.shape.by_turns and last.only_limits else None:
        sides = list(map(str, last.scope.filters.resolutions))
    if not match or len(sides) < _FEWEST_SIDES:
        return None
    compared, named = reader.alone(f"compare {' and '.join(sides)}"), match.groupdict().get("topic")
    topic = named if named and topic_words(named) else _topic_of_all(before)
    return replace(compared, text=topic, shape=Shape("compare"), only_limits=False) if topic else compared


def _sides_beside(other: str, turn: Turn) -> list[str]:
    """Return the resolutions to which a question was limited, or else the first one found; never the other one.

    Args:
        other: The resolution to compare with, as typed.
        turn: The turn of the question.
    """
    number = numbers_in(other)[0]
    found = [Citation.of(symbol) for symbol in turn.symbols if symbol.number != number][:1]
    limited = [one for one in turn.understood.scope.filters.resolutions if one.number != number]
    return [str(one) for one in limited or found]


def _topic_of_all(before: Sequence[Turn]) -> str:
    """Return the topic of the last question, behind the one that it adds to or refers to; "" if it had none.

    "Who pays for them?" after "reparations" is on "reparations. who pays for them".
    """
    topic = _topic(before[-1].understood)
    if not topic:
        return ""
    if so_far := topic_so_far(since_replaced(before)):
        return so_far
    refers = signs_of(before[-1].understood.asked) & {"refers", "same text", "it says"}
    whole = _topic(before[-2].understood) if refers and len(before) > 1 else ""
    return f"{topic_within(whole)}. {topic}" if whole and whole != topic else topic


def _one_more(asked: str, last: Question, facts: LibraryFacts) -> re.Match[str] | None:
    """Match "what does 2419 add?", or "and 2419?" after a comparison; None for any other question, and for a year."""
    match = match_meaning("different-in", asked)
    if not match and _is_comparison(last):
        joins = _JOINING.intersection(opening_of(asked).lower().split())
        match = match_meaning("compared-too", asked) or (match_meaning("one-alone", asked) if joins else None)
    is_one = match and facts.has_number(int(match["number"])) and not is_year(int(match["number"]), facts)
    return match if is_one else None


def names_several(asked: str) -> bool:
    """Return whether a question has several numbers, as it needs to name resolutions to compare."""
    return len(numbers_in(asked)) > 1


def compared_on_topic(now: Question, last: Question, facts: LibraryFacts) -> Question | None:
    """Return a comparison of resolutions with the topic of the question before; None if it has its own topic.

    "How do 1325 and 2493 differ on this?" compares them on the last topic. None if there is no last topic, or for a
    question that does not compare resolutions.
    """
    topic, named = _topic(last), _resolutions(now, facts)
    if not topic or len(named) < 2 or not _is_comparison(now):
        return None
    own = [word for word in content_words(now.text) if word not in _FRAME and not word.isdigit()]
    if own and not now.shape.by_turns:
        return None
    limited = now.limited_to(replace(now.scope.filters, resolutions=named))
    stated = now.stated if limited.scope == now.scope else limited.scope.described
    return replace(limited, text=topic, stated=stated, shape=Shape("compare"), term="", only_limits=False)


def _resolutions(now: Question, facts: LibraryFacts) -> tuple[Citation, ...]:
    """Return the resolutions to which a question is limited, or else names: "is 2185 stronger than 2242?"."""
    limits = now.scope.filters.resolutions
    if len(limits) > 1 or now.cited:
        return limits
    return named_resolutions(now.asked, facts)


def _is_comparison(now: Question) -> bool:
    """Return whether a question is a comparison, or may be one after a topic: "which is stronger, 1325 or 2467?"."""
    if now.shape.asks_date:  # "which is older, 1325 or 2467?"
        return False
    if now.shape.by_turns or now.shape.name == "compare":
        return True
    return now.shape == ANSWER and comparison_patterns.COMPARES.search(now.asked) is not None


def _topic(last: Question) -> str:
    """Return the topic of the question before; "" if it had none."""
    return topic_of(last.text).rstrip(" ?.!") if has_topic(last) and topic_words(last.text) else ""


def with_subject_compared(asked: str, before: Sequence[Turn], reader: Reader) -> Question | None:
    """Return a follow-up that compares the last topic with another subject; None for any other question.

    Args:
        asked: The question: "how does that compare with hospitals?"
        before: The turns so far, oldest first.
        reader: Context of the question.
    """
    last = before[-1].understood
    topic = topic_so_far(since_replaced(before)) or topic_of(last.text).rstrip(" ?.!")
    subjects = subject_compared_with(asked, topic) if has_topic(last) else ()
    if not subjects or (now := reader.alone(asked)).stated:
        return None
    scope = now.scope if now.scope.described else last.scope
    return replace(
        now,
        text="; ".join(subjects),
        subjects=subjects,
        scope=scope,
        stated=scope.described,
        shape=ANSWER,
        term="",
        replaces=True,
    )


def subject_compared_with(asked: str, topic: str) -> tuple[str, ...]:
    """Return the two subjects of a follow-up that compares a topic with another subject; () for any other question.

    >>> subject_compared_with("how does that compare with hospitals?", "attacks on schools")
    ('attacks on schools', 'attacks on hospitals')
    """
    match = match_meaning("compared-with", asked)
    return two_subjects(topic, match["other"]) if match and topic else ()
