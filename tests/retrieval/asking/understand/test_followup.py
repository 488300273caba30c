import pytest
from hypothesis import given
from hypothesis import strategies as st

from retrieval.asking.understand.followup import FollowUp, Turn, follow_up
from retrieval.asking.understand.understood import understand
from retrieval.clauses.citation import parse_citation
from retrieval.clauses.clause import Symbol
from retrieval.clauses.filters import NO_LIMITS, Filters
from tests.retrieval.asking.understand.library import library

LIBRARY = library()
FIRST = "gender advisers in field missions"
FOUND = (Symbol(2242, 2015), Symbol(2106, 2013), Symbol(1325, 2000))
IN_2242 = (parse_citation("2242 (2015)"),)


def after(first: str, text: str, *, found: tuple[Symbol, ...] = FOUND) -> FollowUp:
    return follow_up(text, [Turn(understand(first, LIBRARY), found)], LIBRARY)


def test_a_question_that_continues_says_what_it_is_about() -> None:
    assert after(FIRST, "and for children?").note == f"about: {FIRST}"
    assert after(f"{FIRST} in 2467", "men and boys as allies").note == ""


def test_the_first_question_continues_nothing() -> None:
    assert not follow_up("and for children?", [], LIBRARY).continues


def test_a_limit_set_otherwise_overrules_an_inherited_one() -> None:
    turn = Turn(understand(f"{FIRST} in 2467", LIBRARY), FOUND)
    result = follow_up("and for children?", [turn], LIBRARY, Filters(resolutions=IN_2242))
    assert result.understood.scope.filters.resolutions == IN_2242


def test_without_hits_nothing_is_newer() -> None:
    assert after(FIRST, "anything newer?", found=()).understood.scope.filters == NO_LIMITS


def test_a_third_turn_remembers_the_first() -> None:
    first = Turn(understand(FIRST, LIBRARY), FOUND)
    second = follow_up("and for children?", [first], LIBRARY)
    third = follow_up("who has to report on that?", [first, Turn(second.understood, FOUND)], LIBRARY)
    assert third.searched == f"{FIRST}. and for children. who has to report on that?"
    assert third.note == f"about: {FIRST}; and for children"


def test_a_question_that_only_limits_repeats_the_last_one_as_it_was_read() -> None:
    first = Turn(understand(FIRST, LIBRARY), FOUND, ("S/RES/2242(2015)#7",))
    second = Turn(follow_up("and for children?", [first], LIBRARY).understood, FOUND)
    again = follow_up("just 2467", [first, second], LIBRARY)
    assert again.searched == f"{FIRST}. and for children?"
    assert again.note == "about: and for children"
    assert again.earlier
    assert not again.earlier.quoted, "what was quoted may be wanted again"


def test_what_was_quoted_is_remembered_of_the_last_turns_alone() -> None:
    turns = [Turn(understand(f"{FIRST} {n}", LIBRARY), FOUND[:n], (f"S/RES/2242(2015)#{n}",)) for n in range(1, 5)]
    earlier = follow_up("and for children?", turns, LIBRARY).earlier
    assert earlier
    assert earlier.quoted == {f"S/RES/2242(2015)#{n}" for n in (2, 3, 4)}
    assert earlier.symbols == set(FOUND)
    assert earlier.words == (f"{FIRST} 2", f"{FIRST} 4")


def test_a_question_without_signs_may_build_on_the_last_ones_but_inherits_no_limit() -> None:
    result = after(f"{FIRST} in 2467", "men and boys as allies")
    assert result.earlier
    assert not result.earlier.is_sure
    assert (result.continues, result.understood.scope.filters) == (False, NO_LIMITS)


@pytest.mark.parametrize("text", ["ok, different topic: mines and them", "what does 2467 say?", "women " * 50])
def test_a_new_topic_a_limit_alone_and_a_pasted_text_build_on_nothing(text: str) -> None:
    assert after(FIRST, text).earlier is None


def test_a_follow_up_knows_itself_without_inherited_limits() -> None:
    result = after(f"{FIRST} in 2467", "and for children, operative only?")
    assert result.unlimited
    assert not result.unlimited.scope.filters.resolutions
    assert result.unlimited.scope.filters.kinds == result.understood.scope.filters.kinds
    assert after(FIRST, "and for children?").unlimited is None
    assert after(f"{FIRST} in 2467", "anything newer?").unlimited is None, "nothing newer is an answer, too"


@given(st.text(max_size=60), st.text(min_size=1, max_size=60))
def test_any_turn_is_understood(text: str, first: str) -> None:
    result = after(first, text)
    assert bool(result.understood.text.strip()) or not (text.strip() and first.strip())
    assert result.continues == bool(result.note)


@pytest.mark.parametrize("suggested", [True, False])
def test_whether_suggested_themes_count_is_for_the_present_turn_to_say(suggested: bool) -> None:
    before = Turn(understand("theme: Participation, mediation", LIBRARY, Filters(suggested=not suggested)), FOUND)
    now = follow_up("and elections?", [before], LIBRARY, Filters(suggested=suggested))
    assert now.continues
    assert now.understood.scope.filters.themes == ("Participation",)
    assert now.understood.scope.filters.suggested == suggested


@pytest.mark.parametrize(
    ("asked", "shape"),
    [
        ("when was that first mentioned?", "first"),
        ("what's the latest on that?", "latest"),
        ("which resolutions mention this?", "list"),
        ("how many paragraphs mention it?", "count"),
    ],
)
def test_a_shape_of_nothing_named_is_one_of_the_last_topic(asked: str, shape: str) -> None:
    first = Turn(understand(FIRST, LIBRARY), FOUND)
    read = follow_up(asked, [first], LIBRARY)
    assert (read.understood.shape.name, read.understood.text, read.continues) == (shape, FIRST, True)


def test_a_shape_of_a_topic_of_its_own_is_not() -> None:
    first = Turn(understand(FIRST, LIBRARY), FOUND)
    assert follow_up("and when was trafficking first mentioned?", [first], LIBRARY).understood.text == "trafficking?"
