import pytest

from retrieval.asking.understand.followup import FollowUp, follow_up
from retrieval.asking.understand.swapped import swapped_in
from retrieval.asking.understand.turns import Turn
from retrieval.asking.understand.understood import understand
from retrieval.clauses.clause import Symbol
from tests.retrieval.asking.understand.library import library

LIBRARY = library()
FOUND = (Symbol(2242, 2015),)


def after(first: str, *texts: str) -> FollowUp:
    turns = [Turn(understand(first, LIBRARY), FOUND)]
    for text in texts:
        read = follow_up(text, turns, LIBRARY)
        turns.append(Turn(read.understood, FOUND))
    return read


@pytest.mark.parametrize(
    ("first", "text", "searched"),
    [
        ("who can be sanctioned for trafficking?", "how about for sexual violence", "sexual violence?"),
        ("who can be sanctioned for trafficking?", "and for recruiting children?", "recruiting children?"),
        ("reparations for survivors of sexual violence", "same for children", "reparations for children"),
        ("reparations for survivors of trafficking", "and for men?", "reparations for men"),
        (
            "reparations for survivors of sexual violence",
            "and trafficking?",
            "reparations for survivors of trafficking",
        ),
        ("attacks on schools", "same question for hospitals", "attacks on hospitals"),
        ("attacks on schools", "and hospitals?", "attacks on hospitals"),
        ("attacks on schools", "not schools, hospitals", "attacks on hospitals"),
        ("attacks on schools", "I mean hospitals, not schools", "attacks on hospitals"),
        ("task forces", "not the one on children, the other one on police", "task forces on police"),
        ("task forces", "not on children but on police", "task forces on police"),
        ("help for girls", "not for girls but for boys", "help for boys"),
        ("attacks on schools", "hospitals instead of schools please", "attacks on hospitals"),
        ("hospitals attacked", "what about schools", "schools attacked"),
        ("participation of women in peace talks", "same thing for youth", "participation of youth in peace talks"),
        ("sexual violence against women", "and men?", "sexual violence against men"),
        ("women, peace and security", "and youth?", "youth, peace and security"),
        ("protection of refugees", "disabled people instead", "protection of disabled people"),
        ("consultation with women's groups", "and with trade unions?", "consultation with trade unions"),
        ("who reports on hate speech in missions?", "and on elections", "who reports on elections in missions?"),
        ("training of police on child protection", "now on sexual violence", "training of police on sexual violence"),
    ],
)
def test_what_is_named_takes_the_place_of_a_part(first: str, text: str, searched: str) -> None:
    read = after(first, text)
    assert read.searched.endswith(searched)
    assert read.searched == read.understood.text
    assert read.note == f"about: {read.understood.text.rstrip('?')}"


@pytest.mark.parametrize(
    ("first", "text"),
    [
        ("missing persons", "what about graves"),
        ("women police in missions", "what about women mediators"),
        ("funding for child soldier reintegration programmes", "and for girls?"),
        ("who should collect data on attacks", "and on aid workers in general?"),
        ("gender advisers for missions", "and for how long?"),
        ("gender advisers for missions", "and for them?"),
        ("training of police on child protection", "and human rights?"),
        ("hate speech", "and terrorism?"),
        ("women and children", "and men?"),
        ("attacks on schools", "and 2331?"),
        ("attacks on schools", "not school, university"),
        ("attacks on schools", "schools and hospitals, not much else"),
        ("attacks on schools", "and by peacekeepers?"),
    ],
)
def test_what_takes_no_place_is_asked_beside_the_question_before(first: str, text: str) -> None:
    assert swapped_in(text, first) == ""


def test_a_swapped_part_is_swapped_again() -> None:
    assert (
        after("reparations for women", "same for children", "and for refugees").searched == "reparations for refugees"
    )


@pytest.mark.parametrize("text", ["what about the money?", "and the money?", "who pays for that?", "and by whom"])
def test_a_question_with_another_part_takes_the_place_of_the_one_before(text: str) -> None:
    assert after("attacks on schools", "same for hospitals", text).searched == f"attacks on hospitals. {text}"


@pytest.mark.parametrize("limits", [["since 2018"], ["operative ones"], ["only 2242", "in any resolution"]])
def test_a_question_with_another_part_is_repeated_without_the_one_before(limits: list[str]) -> None:
    assert after("attacks on schools", "same for hospitals", *limits).searched == "attacks on hospitals"
    assert after("compare 2250 and 2331 on funding", "on courts instead", *limits).searched == "courts"
    read = after("attacks on schools", "same for hospitals", *limits, "who pays for that?")
    assert read.searched == "attacks on hospitals. who pays for that?"


def test_another_topic_takes_the_place_of_the_one_named_last() -> None:
    read = after("missing persons", "what about graves", "and what about the money?")
    assert read.searched == "missing persons. and what about the money?"
    read = after("missing persons", "what about graves", "who has to report on that?")
    assert read.searched == "missing persons. what about graves. who has to report on that?"


@pytest.mark.parametrize("text", ["on protection instead", "protection instead", "and on protection?"])
def test_another_topic_instead_keeps_a_comparison(text: str) -> None:
    read = after("compare 2250 and 2331 on funding", text).understood
    assert (read.text.rstrip("?"), read.shape.name) == ("protection", "compare")
    assert read.stated == ("in S/RES/2250 (2015) or S/RES/2331 (2016)",)
