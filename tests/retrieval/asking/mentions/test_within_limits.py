"""A question with limits is answered only if a paragraph within them says something on its topic."""

from collections.abc import Callable
from datetime import date

import numpy as np
import pytest

from retrieval.asking.ask import ask
from retrieval.asking.encoded_index import EncodedIndex
from retrieval.asking.mentions import members
from retrieval.asking.mentions.within_limits import judge_within
from retrieval.asking.understand.follow_ups.turns import Turn
from retrieval.asking.understand.question import Question
from retrieval.clauses.citation import parse_citation
from retrieval.clauses.filters import Filters
from retrieval.clauses.scope import Scope
from retrieval.index.generation import Generation
from tests.retrieval.encoded import encoded

OLDER = """\
Resolution 1612 (2005)

Adopted by the Security Council at its 5235th meeting, on 26 July 2005

The Security Council,

1. Urges parties to prepare an action plan against the forced marriage of girls;

2. Decides to remain actively seized of the matter.
"""
NEWER = """\
Resolution 2467 (2019)

Adopted by the Security Council at its 8514th meeting, on 23 April 2019

The Security Council,

1. Calls for a ceasefire, and for the release of hostages by parties;

2. Decides to remain actively seized of the matter.
"""

AHEAD = [-3.0, 0.0, 0.0, 6.0, 0.0]
"""Weights under which a paragraph is a member if it is far ahead of the fiftieth, or of the last one."""


@pytest.fixture
def generation(indexed: Callable[..., Generation]) -> Generation:
    return indexed(older=OLDER, newer=NEWER)


@pytest.fixture
def known(generation: Generation, monkeypatch: pytest.MonkeyPatch) -> EncodedIndex:
    """Index whose encoder the model of members has weights for, and where every question is answered for certain."""
    weights = {generation.manifest.fingerprint: np.array(AHEAD, np.float32)}
    monkeypatch.setattr(members, "_weights", lambda: weights)
    for judging in ("finder", "shapes.lists", "shapes.comparisons"):
        monkeypatch.setattr(f"retrieval.asking.{judging}.judge", lambda *_: (0.9, True))
    return encoded(generation)


def within(number: str, topic: str) -> Question:
    return Question.verbatim(topic, Scope(Filters(resolutions=(parse_citation(number),))))


def test_the_words_of_the_topic_answer(known: EncodedIndex) -> None:
    topic = "forced marriage"
    assert judge_within(0.9, [topic], within("1612", topic), known) == (0.97, True)


def test_what_is_far_behind_the_nearest_of_the_library_does_not(known: EncodedIndex) -> None:
    topic = "forced marriage"
    verdict = judge_within(0.9, [topic], within("2467", topic), known)
    assert verdict is not None
    sure, answered = verdict
    assert sure < members.LIKELY
    assert not answered


def test_the_likelier_reading_counts(known: EncodedIndex) -> None:
    readings = ["forced marriage", "hostages"]
    assert judge_within(0.9, readings, within("2467", "hostages"), known) == (0.97, True)


def test_what_no_resolution_answers_is_not_answered_by_its_words(known: EncodedIndex) -> None:
    assert judge_within(0.04, ["hostages"], within("2467", "hostages"), known) == (0.04, False)


def test_the_words_of_a_topic_outweigh_those_that_ask_for_it(known: EncodedIndex) -> None:
    assert judge_within(0.1, ["hostages"], within("2467", "hostages"), known) == (0.97, True)
    verdict = judge_within(0.1, ["forced marriage"], within("2467", "forced marriage"), known)
    assert verdict is not None
    assert not verdict[1]


def test_an_encoder_without_weights_leaves_the_judgement(generation: Generation) -> None:
    topic = "forced marriage"
    assert judge_within(0.9, [topic], within("2467", topic), encoded(generation)) is None


def test_limits_that_leave_no_paragraph_leave_the_judgement(known: EncodedIndex) -> None:
    question = Question.verbatim("hostages", Scope(Filters(since=date(2024, 1, 1))))
    assert judge_within(0.9, ["hostages"], question, known) is None


@pytest.mark.parametrize(
    "follow_up", ["and in 2467?", "what about 2467?", "does 2467 mention it?", "what does 2467 say on it?"]
)
def test_a_follow_up_on_a_resolution_that_says_nothing_is_refused(known: EncodedIndex, follow_up: str) -> None:
    first = ask("forced marriage", known, k=5)
    then = ask(follow_up, known, k=5, before=(first.turn,))
    assert first.answered
    assert not then.answered
    assert {hit.clause.symbol.number for hit in then.near_misses} == {2467}


@pytest.mark.parametrize(
    ("first", "follow_up", "answered"),
    [
        ("a ceasefire and the release of hostages", "and girls?", False),
        ("a ceasefire and the release of hostages", "what about marriage?", False),
        ("a ceasefire and the release of hostages", "and parties?", True),
        ("the release of hostages", "same for girls", False),
        ("the release of girls", "same for hostages", True),
    ],
)
def test_a_follow_up_that_names_its_own_topic_is_judged_by_it_alone(
    known: EncodedIndex, first: str, follow_up: str, *, answered: bool
) -> None:
    """Behind the words of the last question any topic is near to the paragraphs that answered that one."""
    before = ask(f"what does 2467 say about {first}?", known, k=5).turn
    then = ask(follow_up, known, k=5, before=(before,))
    assert then.turn.understood.scope == before.understood.scope
    assert then.answered is answered


def test_a_question_on_the_resolution_that_says_it_is_answered(known: EncodedIndex) -> None:
    answer = ask("what does 1612 say about forced marriage?", known, k=5)
    assert answer.answered
    assert answer.hits[0].clause.paragraph == "1"


def test_a_period_that_says_nothing_on_the_topic_is_refused(known: EncodedIndex) -> None:
    assert ask("forced marriage before 2010", known, k=5).answered
    assert not ask("forced marriage since 2015", known, k=5).answered


@pytest.mark.parametrize(
    ("topic", "is_alone"), [("forced marriage of girls", True), ("and for girls", False), ("girls among them", False)]
)
def test_a_topic_that_says_what_it_is_on_is_judged_by_that_alone(
    known: EncodedIndex, topic: str, *, is_alone: bool
) -> None:
    """2467 is on hostages, which count for a topic that builds on them."""

    def confidence(*questions: str) -> float | None:
        turns: tuple[Turn, ...] = ()
        for question in questions:
            answer = ask(question, known, k=5, before=turns)
            turns = (*turns, answer.turn)
        return answer.confidence

    behind, alone = confidence("hostages", topic, "in 2467"), confidence(topic.removeprefix("and for "), "in 2467")
    assert (behind == alone) is is_alone


def test_a_comparison_is_answered_by_the_side_that_says_something(known: EncodedIndex) -> None:
    answer = ask("compare 1612 and 2467 on forced marriage", known, k=5)
    assert [(side.resolution, bool(side.ids)) for side in answer.sides] == [
        ("S/RES/1612 (2005)", True),
        ("S/RES/2467 (2019)", False),
    ]


def test_a_comparison_of_resolutions_that_are_far_from_the_topic_is_refused(
    known: EncodedIndex, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked = "compare 1612 and 2467 on forced marriage"
    monkeypatch.setattr("retrieval.asking.shapes.comparisons.likeliest", lambda _, sides, *rest: [0.05 for _ in sides])
    refused = ask(asked, known, k=5)
    assert not refused.answered
    assert refused.near_misses
