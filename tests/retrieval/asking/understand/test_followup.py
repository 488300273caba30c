from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from retrieval.asking.understand.followup import FollowUp, Turn, follow_up
from retrieval.asking.understand.understood import understand
from retrieval.clauses.citation import parse_citation
from retrieval.clauses.clause import ClauseKind, Symbol
from retrieval.clauses.filters import NO_LIMITS, Filters
from tests.retrieval.asking.understand.library import library

LIBRARY = library()
FIRST = "gender advisers in field missions"
FOUND = (Symbol(2242, 2015), Symbol(2106, 2013), Symbol(1325, 2000))
IN_2242 = (parse_citation("2242 (2015)"),)


def after(first: str, text: str, *, found: tuple[Symbol, ...] = FOUND) -> FollowUp:
    return follow_up(text, [Turn(understand(first, LIBRARY), found)], LIBRARY)


@pytest.mark.parametrize(
    ("text", "searched"),
    [
        ("and for children?", f"for children? {FIRST}"),
        ("what about children?", f"children? {FIRST}"),
        ("specifically kids?", f"kids? {FIRST}"),
        ("who has to report on that?", f"who has to report on that? {FIRST}"),
        ("can they go to other countries?", f"can they go to other countries? {FIRST}"),
        ("should women help shape those programmes?", f"should women help shape those programmes? {FIRST}"),
        ("great, and the money?", f"the money? {FIRST}"),
    ],
)
def test_new_words_are_searched_for_before_the_earlier_ones(text: str, searched: str) -> None:
    result = after(FIRST, text)
    assert result.continues
    assert result.understood.text == searched
    assert result.note.startswith(f"about: {FIRST}")


@pytest.mark.parametrize(
    "text",
    [
        "men and boys as allies",
        "Can a doctor be put on trial for treating a wounded rebel?",
        "Which country has the highest share of women in its contingents?",
        "my VPN password expired, how do I reset it?",
        "1325: what should peace agreements cover?",
        "is it true that rape is a war crime?",
        "is there a text on missing persons?",
        "what must be done with those who recruit children?",
        "money with a plan behind it - language on women",
        "Do soldiers who see abuse have to report it, and are they protected when they do?",
    ],
)
def test_a_new_topic_takes_nothing_from_the_old_one(text: str) -> None:
    result = after(f"{FIRST} in 2467, operative only", text)
    assert not result.continues
    assert result.understood == understand(text, LIBRARY)
    assert result.note == ""


def test_the_first_question_continues_nothing() -> None:
    assert not follow_up("and for children?", [], LIBRARY).continues


@pytest.mark.parametrize(
    ("text", "resolutions", "stated"),
    [
        ("what about 2467?", (parse_citation("2467 (2019)"),), "in S/RES/2467 (2019)"),
        ("2467?", (parse_citation("2467 (2019)"),), "in S/RES/2467 (2019)"),
        ("and 2019?", (), "in 2019"),
        ("just the 2015 one pls", (), "in 2015"),
        ("operative only", (), "operative paragraphs"),
        ("anything newer?", (), "since 2015-10-14"),
        ("anything older?", (), "until 2000-10-30"),
        ("does it say how?", IN_2242, "in S/RES/2242 (2015)"),
        ("same resolution: the money", IN_2242, "in S/RES/2242 (2015)"),
        ("is the Bank in there as well?", IN_2242, "in S/RES/2242 (2015)"),
    ],
)
def test_limits_are_read_from_the_turn_before(text: str, resolutions: tuple[object, ...], stated: str) -> None:
    result = after(FIRST, text)
    assert result.understood.filters.resolutions == resolutions
    assert result.understood.stated == (stated,)
    assert result.understood.stated == (stated,)


def test_a_follow_up_that_only_limits_searches_for_the_earlier_words() -> None:
    assert after(FIRST, "great, and 2019? operative only").understood.text == FIRST
    assert after(FIRST, "what about 2467?").understood.text == FIRST


def test_that_resolution_can_be_left_out() -> None:
    result = after(f"{FIRST} in 2242", "outside that resolution, who else talks about them?")
    assert result.understood.outside == IN_2242
    assert result.understood.filters.resolutions == ()


def test_limits_are_inherited_but_for_the_sort_stated_anew() -> None:
    first = f"{FIRST} in 2467, operative only"
    assert after(first, "and for children?").understood.filters == understand(first, LIBRARY).filters
    newer = after(first, "and in 2015?").understood.filters
    assert newer == Filters((), date(2015, 1, 1), date(2015, 12, 31), (ClauseKind.OPERATIVE,))
    assert after("camps in the last five years", "what about 1325?").understood.filters.since is None
    assert after(first, "and elsewhere?").understood.filters.resolutions == ()


def test_a_limit_set_otherwise_overrules_an_inherited_one() -> None:
    turn = Turn(understand(f"{FIRST} in 2467", LIBRARY), FOUND)
    result = follow_up("and for children?", [turn], LIBRARY, Filters(resolutions=IN_2242))
    assert result.understood.filters.resolutions == IN_2242


def test_without_hits_nothing_is_newer() -> None:
    assert after(FIRST, "anything newer?", found=()).understood.filters == NO_LIMITS


def test_a_third_turn_remembers_the_first() -> None:
    first = Turn(understand(FIRST, LIBRARY), FOUND)
    second = follow_up("and for children?", [first], LIBRARY)
    third = follow_up("who has to report on that?", [first, Turn(second.understood, FOUND)], LIBRARY)
    assert third.understood.text == f"who has to report on that? for children? {FIRST}"


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
    assert now.understood.filters.themes == ("Participation",)
    assert now.understood.filters.suggested == suggested
