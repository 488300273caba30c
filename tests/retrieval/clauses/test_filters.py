"""The table of filters: each field is written, read, typed, merged and described, and is a limit."""

import json
from dataclasses import fields, replace
from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from retrieval.clauses.citation import Citation, parse_citation
from retrieval.clauses.clause import ClauseKind, Labeller, ThemeLabel
from retrieval.clauses.filters import (
    FIELDS,
    NO_LIMITS,
    Filters,
    Known,
    describe,
    filters_from_record,
    filters_from_typed,
    filters_record,
    merge_filters,
    parse_day,
)
from retrieval.errors import QuestionError
from retrieval.library.themes import built_in_vocabulary
from tests.retrieval.made_clauses import clause

KNOWN = Known(built_in_vocabulary().require, ("Somalia",))
SET: dict[str, Any] = {
    "resolutions": (parse_citation("1325 (2000)"), parse_citation("2331 OP 2 (a)")),
    "since": date(2015, 10, 13),
    "until": date(2020, 12, 31),
    "kinds": (ClauseKind.OPERATIVE, ClauseKind.ANNEX),
    "themes": ("Participation", "Protection"),
    "countries": ("Somalia",),
    "suggested": True,
}
OTHER: dict[str, Any] = {
    "resolutions": (parse_citation("2467"),),
    "since": date(2016, 1, 1),
    "until": date(2017, 1, 1),
    "kinds": (ClauseKind.PREAMBULAR,),
    "themes": ("Protection",),
    "countries": ("Mali",),
    "suggested": False,
}
TYPED: dict[str, Any] = {
    "resolution": ["1325 (2000)", "2331 OP2a"],
    "since": ["2015-10-13"],
    "until": ["2020"],
    "kind": ["operative", "Annex"],
    "theme": ["participation", "PROTECTION"],
    "country": ["somalia"],
    "suggested": True,
}
RECORD = {
    "resolutions": ["S/RES/1325 (2000)", "S/RES/2331, OP 2 (a)"],
    "since": "2015-10-13",
    "until": "2020-12-31",
    "kinds": ["operative", "annex"],
    "themes": ["Participation", "Protection"],
    "countries": ["Somalia"],
    "suggested": True,
}


def test_every_field_of_filters_has_a_row() -> None:
    assert [one.name for one in FIELDS] == [field.name for field in fields(Filters)]


def test_a_record_is_as_scripts_and_databases_know_it() -> None:
    record = filters_record(Filters(**SET))
    assert list(record.items()) == list(RECORD.items())
    assert filters_from_record(json.loads(json.dumps(record))) == Filters(**SET)


citations = st.builds(
    Citation,
    st.integers(1, 9999),
    st.none() | st.integers(1946, 2100),
    st.none() | st.sampled_from(["2", "2(a)", "10(b)(ii)", "PP4", "A.2", "annex-3", "annex-B.3"]),
)


@given(
    st.fixed_dictionaries(
        {
            "resolutions": st.lists(citations).map(tuple),
            "since": st.none() | st.dates(),
            "until": st.none() | st.dates(),
            "kinds": st.lists(st.sampled_from(ClauseKind)).map(tuple),
            "themes": st.lists(st.text()).map(tuple),
            "countries": st.lists(st.text()).map(tuple),
            "suggested": st.booleans(),
        }
    )
)
def test_any_filters_are_read_back_from_their_record(fields: dict[str, Any]) -> None:
    filters = Filters(**fields)
    assert filters_from_record(json.loads(json.dumps(filters_record(filters)))) == filters


def test_a_record_of_an_earlier_version_is_read() -> None:
    """It held citations by their fields, and did not say whether suggested themes count."""
    earlier = {**RECORD, "resolutions": [[1325, 2000, None], [2331, None, "2(a)"]]}
    del earlier["suggested"]
    assert filters_from_record(earlier) == Filters(**{**SET, "suggested": False})
    assert filters_from_record({}) == NO_LIMITS


def test_what_is_typed_is_checked_and_read() -> None:
    assert filters_from_typed(TYPED, KNOWN) == Filters(**SET)
    nothing: dict[str, Any] = {one.option: [] if one.parse else False for one in FIELDS}
    assert filters_from_typed(nothing, KNOWN) == NO_LIMITS
    with pytest.raises(QuestionError, match="is after 'until'"):
        filters_from_typed({**nothing, "since": ["2016"], "until": ["2015"]}, KNOWN)


@pytest.mark.parametrize("name", [one.name for one in FIELDS if one.parse])
def test_a_field_that_is_given_overrules_those_of_its_sort_and_no_other(name: str) -> None:
    said, given = Filters(**SET), Filters(**{name: OTHER[name]})
    period = {"since", "until"}
    gone = (period if name in period else {name}) - {name}
    default = {one: getattr(NO_LIMITS, one) for one in (*gone, "suggested")}
    assert merge_filters(said, given) == Filters(**{**SET, **default, name: OTHER[name]})


def test_whether_suggestions_count_is_for_the_filters_that_overrule_to_say() -> None:
    assert not merge_filters(Filters(**SET), NO_LIMITS).suggested
    assert merge_filters(NO_LIMITS, Filters(suggested=True)).suggested


def test_every_limit_is_described() -> None:
    assert describe(Filters(**SET), [parse_citation("2467"), parse_citation("2493")]) == (
        "in S/RES/1325 (2000) or S/RES/2331, OP 2 (a)",
        "outside S/RES/2467 and S/RES/2493",
        "2015-10-13 to 2020-12-31",
        "operative paragraphs or annex paragraphs",
        "under Participation or Protection, given or suggested",
        "on Somalia",
    )


@pytest.mark.parametrize(
    ("filters", "words"),
    [
        (Filters(since=date(2015, 1, 1), until=date(2015, 12, 31)), ("in 2015",)),
        (Filters(since=date(2015, 1, 1), until=date(2018, 12, 31)), ("2015 to 2018",)),
        (Filters(until=date(2015, 10, 13)), ("until 2015-10-13",)),
        (Filters(since=date(2015, 10, 13)), ("since 2015-10-13",)),
        (NO_LIMITS, ()),
        (Filters(suggested=True), ()),
    ],
)
def test_a_period_is_described_by_its_years_where_they_are_whole(filters: Filters, words: tuple[str, ...]) -> None:
    assert describe(filters) == words


@pytest.mark.parametrize("name", [one.name for one in FIELDS if one.parse])
def test_every_field_limits(name: str) -> None:
    fit = replace(clause("S/RES/1325(2000)#1", themes=("Participation",), day=date(2018, 1, 1)), countries=("Somalia",))
    fit_not = clause("S/RES/1888(2009)#PP1", day=date(2015, 1, 1))
    late = clause("S/RES/2730(2024)#PP1", day=date(2024, 1, 1))
    limited = Filters(**{name: SET[name]})
    assert limited.allow(fit)
    assert not limited.allow(late if name == "until" else fit_not)


def test_a_suggested_theme_counts_where_that_is_asked_for() -> None:
    label = ThemeLabel("Participation", Labeller.SUGGESTED, 0.7)
    suggested = replace(clause("S/RES/1325(2000)#1"), themes=(label,))
    assert Filters(themes=("Participation",), suggested=True).allow(suggested)
    assert not Filters(themes=("Participation",)).allow(suggested)


def test_a_year_is_its_first_or_last_day() -> None:
    assert parse_day("2015", end=False) == date(2015, 1, 1)
    assert parse_day("2015", end=True) == date(2015, 12, 31)
    assert parse_day("2015-10-13", end=True) == date(2015, 10, 13)


@pytest.mark.parametrize("text", ["", "15", "last year", "2015-13-01", "0000"])
def test_what_is_no_year_is_refused(text: str) -> None:
    with pytest.raises(QuestionError, match="expected '2015' or '2015-10-13'"):
        parse_day(text, end=False)


def test_without_a_day_of_adoption_any_day_of_the_year_counts() -> None:
    undated = clause("S/RES/1325(2000)#1")
    assert Filters(since=date(2000, 6, 1)).allow(undated)
    assert Filters(until=date(2000, 6, 1)).allow(undated)
    assert not Filters(since=date(2001, 1, 1)).allow(undated)
    assert not Filters(until=date(1999, 12, 31)).allow(undated)
