from dataclasses import replace

import pytest

from retrieval.asking.reading import read_question
from retrieval.asking.understand.follow_ups.follow_up import follow_up
from retrieval.asking.understand.follow_ups.new_topic import announced_topic
from retrieval.asking.understand.follow_ups.turns import Reading, Turn
from retrieval.asking.understand.noise import without_noise
from retrieval.asking.understand.understood import understand
from retrieval.clauses.citation import parse_citation
from retrieval.clauses.clause import Symbol
from retrieval.index.generation import Generation
from tests.retrieval.asking.understand.library import library

LIBRARY = library()
FOUND = (Symbol(2242, 2015),)
FIRST = Turn(understand("every mention of arms embargoes in 2220", LIBRARY), FOUND)


def asked_next(typed: str) -> Reading:
    return follow_up(typed, [FIRST], LIBRARY)


def announced(typed: str) -> str | None:
    return announced_topic(typed, without_noise(typed))


@pytest.mark.parametrize(
    "typed",
    [
        "great. another topic, women police",
        "new question: women police",
        "perfect thank you. Now women police",
        "thanks, that's it for that. Next: women police",
        "now to something else: women police",
        "ok thx. and now women police",
        "different topic please: women police",
        "let's talk about something else - women police",
        "moving on to women police",
        "switching topics: women police",
        "change of subject, women police",
        "on a different note, women police",
        "I have another question on women police",
        "let's change the subject: women police",
        "thank you so much! now on to women police",
        "unrelated question, women police",
        "right, new topic women police",
        "another question: women police",
        "Hi again! Different subject: women police",
        "ok, totally different: women police",
        "different: women police",
        "unrelated - women police",
        "switching gears: women police",
        "let me change gears: women police",
        "and now for something else, women police",
        "now for something completely different: women police",
        "let's turn to women police",
        "let's move to women police",
        "can we go to another issue, women police",
        "on to women police",
        "back to women police",
        "ok going back to women police",
        "women police, unrelated",
        "next term: women police",
        "other phrase, women police",
        "next one: women police",
        "diff thing. women police",
        "new q: women police",
        "women police - different topic",
        "women police. unrelated to the above",
    ],
)
def test_a_topic_that_is_said_to_be_new_is_found(typed: str) -> None:
    assert announced(typed) == "women police"


@pytest.mark.parametrize(
    "typed",
    [
        "and women police?",
        "thanks! and women police?",
        "thank you. now in 2106",
        "thanks, now only operative paragraphs",
        "ok now the preamble",
        "what about another form of embargo?",
        "and to something similar for police?",
        "thanks for now, and the police?",
        "another question: and for police?",
        "change the limits to operative only",
        "who moves on to another post?",
        "a different resolution",
        "different, newer ones",
        "let's turn to operative paragraphs",
        "let's go to the next one",
        "on to the preamble",
        "back to the first one",
        "back to all resolutions",
        "back to 1820",
        "is that a different topic?",
    ],
)
def test_other_words_announce_no_topic(typed: str) -> None:
    assert announced(typed) is None


@pytest.mark.parametrize("typed", ["another topic", "new question", "different subject please"])
def test_a_new_topic_may_be_yet_to_be_named(typed: str) -> None:
    assert announced(typed) == typed


def test_a_new_topic_takes_nothing_along_and_ends_the_topics_before(generation: Generation) -> None:
    for typed, searched in {
        "ok different topic: are the people who do this ever listed?": "are the people who do this ever listed",
        "new question: and what of them?": "and what of them",
        "scratch that, new topic: girls": "girls",
        "another topic": "another topic",
    }.items():
        read = read_question(typed, generation, before=[FIRST]).reading
        assert read.searched.rstrip("?") == searched
        assert (read.continues, read.earlier, read.understood.stated) == (False, None, ())
        assert (read.understood.is_new, read.understood.shape.name) == (True, "answer")
        then = read_question("and in missions?", generation, before=[FIRST, Turn(read.understood, FOUND)]).reading
        assert (then.searched, then.note) == (f"{searched}. and in missions?", f"about: {searched}")


def test_a_new_topic_may_be_anything_that_can_be_asked_first(generation: Generation) -> None:
    for asked in ("list every mention of camps", "what does 1325 say", "OP 2 of 1325", "camps, operative only"):
        alone = read_question(asked, generation).reading.understood
        new = read_question(f"new topic: {asked}", generation, before=[FIRST]).reading.understood
        assert new == replace(alone, is_new=True)


@pytest.mark.parametrize(
    "typed",
    [
        "does 2242 mention women police",
        "is women police in 2242?",
        "are women police mentioned in 2242?",
        "what does 2242 say about women police",
        "2242 on women police",
    ],
)
def test_a_question_that_names_a_resolution_and_a_topic_needs_no_earlier_words(typed: str) -> None:
    """Else paragraphs of the resolution that are on both topics come first."""
    read = asked_next(typed)
    assert read.understood.scope.filters.resolutions == (parse_citation("2242 (2015)"),)
    assert (read.continues, read.earlier) == (False, None)


@pytest.mark.parametrize(
    "typed",
    [
        "does 2242 set a deadline?",
        "is there a deadline in 2242?",
        "does 2242 say who pays",
        "what does 2242 say on the matter",
        "what role for police in 2242",
        "2242 on that list",
        "is there the same duty for police in 2242",
    ],
)
def test_a_question_to_a_resolution_may_be_on_an_aspect_of_the_topic_before(typed: str) -> None:
    assert asked_next(typed).earlier is not None


@pytest.mark.parametrize(
    "paragraph",
    [
        "Also requests the Secretary-General to report on the women and girls in camps of refugees, and on measures",
        "Further recalling the women in camps, and that all of them need shelter, water and food",
        "Convinced that women and girls in camps need that protection, and that States should provide for it",
        "to continue to support the protection of displaced women, and of those in camps, as appropriate;",
    ],
)
def test_a_pasted_paragraph_builds_on_nothing(paragraph: str, generation: Generation) -> None:
    """Its "also" and "that" refer to the resolution that it is of, not to the question before."""
    assert read_question(paragraph, generation, before=[FIRST]) == read_question(paragraph, generation)
