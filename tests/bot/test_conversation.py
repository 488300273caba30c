"""Conversations: the pages of an answer, and what ordinals mean after it."""

from dataclasses import replace

from bot.conversation import Conversation, Page, numbered_after
from retrieval.asking.answer import Answer, Hit
from retrieval.asking.understand.finding import Shape
from retrieval.asking.understand.follow_ups.turns import Reading
from retrieval.asking.understand.question import Question
from tests.retrieval.made_clauses import clause

FOUND = tuple(Hit(clause(f"S/RES/1325(2000)#{n}"), n, 1.0) for n in range(1, 6))
IDS = tuple(hit.clause.id for hit in FOUND)
ANSWER = Answer(Reading(Question.verbatim("women")), True, 0.9, "generation", "encoder", FOUND)


def test_pages_follow_each_other_without_a_gap() -> None:
    first = Page(FOUND)
    second = first.next
    assert (first.hits, second.hits, second.next.hits) == (FOUND[:3], FOUND[3:], ())
    assert (first.shown, second.shown, second.next.shown) == (IDS[:3], IDS, IDS)
    assert (second.first, second.last, second.of) == (3, 5, 5)


def test_every_turn_of_the_context_has_what_was_shown_last() -> None:
    """A follow-up may build on a turn before one that led nowhere, but its ordinals count what is on the screen."""
    once = Conversation().after("women", ANSWER, Page(FOUND[:2]))
    twice = once.after("men", ANSWER, Page(FOUND))
    assert [turn.shown for turn in twice.context] == [IDS[:3], IDS[:3]]
    assert [turn.shown for turn in twice.showing(twice.page.next).context] == [IDS, IDS]
    assert (twice.asked, [turn.shown for turn in twice.before]) == ("men", [IDS[:2]])


def test_an_answer_that_is_no_turn_and_shows_nothing_changes_nothing() -> None:
    asked = Conversation().after("women", ANSWER, Page(FOUND))
    thanks = Answer(Reading(Question.verbatim("thanks")), False, None, "", "", is_turn=False)
    assert asked.after("thanks", thanks, Page()) == asked


def test_near_misses_of_a_question_that_is_no_turn_are_numbered() -> None:
    absent = Answer(Reading(Question.verbatim("9999")), False, None, "", "", near_misses=FOUND[3:], is_turn=False)
    asked = Conversation().after("women", ANSWER, Page(FOUND)).after("9999", absent, Page(FOUND[3:]))
    assert [turn.shown for turn in asked.context] == [IDS[3:]]


def test_more_is_asked_for_only_where_something_was_found() -> None:
    assert not Conversation().asks_for_rest("more please")
    assert not Conversation().after("women", ANSWER, Page()).asks_for_rest("more please")
    assert Conversation().after("women", ANSWER, Page(FOUND)).asks_for_rest("more please")


def test_after_one_of_those_shown_more_is_of_the_answer_that_showed_them() -> None:
    ranking = Conversation().after("women", ANSWER, Page(FOUND))
    looked_up = Answer(Reading(replace(Question.verbatim("x"), shape=Shape("lookup"))), True, 1.0, "", "", FOUND[1:2])
    once = ranking.after("the second one", looked_up, Page(FOUND[1:2]))
    twice = once.after("and the second again", looked_up, Page(FOUND[1:2]))
    for after in (once, twice):
        assert after.asks_for_rest("more please")
        assert (after.resumed.asked, after.resumed.page, after.resumed.numbered) == ("women", Page(FOUND), IDS[:3])
        assert (after.page, after.context[-1].understood) == (Page(FOUND[1:2]), looked_up.reading.understood)
    assert ranking.resumed == ranking


def test_after_a_look_up_that_shows_all_more_is_a_question() -> None:
    looked_up = Answer(Reading(replace(Question.verbatim("x"), shape=Shape("lookup"))), True, 1.0, "", "", FOUND)
    assert Conversation().after("x", looked_up, Page(FOUND)).asks_for_rest("more please")
    assert not Conversation().after("x", looked_up, Page(FOUND[:2])).asks_for_rest("more please")


def test_one_of_those_shown_leaves_the_numbers_and_another_does_not() -> None:
    assert [*numbered_after([IDS[:3], IDS[1:2], (), IDS[3:4]])] == [IDS[:3], IDS[:3], IDS[:3], IDS[3:4]]
    assert [*numbered_after([IDS[:3], IDS[:2]])] == [IDS[:3], IDS[:2]], "several have numbers of their own"
    assert [*numbered_after([])] == []
