from datetime import date

import pytest

from retrieval.asking.understand.finding import filters_of
from retrieval.asking.understand.lexicon import period_forms
from retrieval.asking.understand.period_limits import find_periods
from retrieval.asking.understand.understood import understand
from tests.retrieval.asking.understand.library import library

LIBRARY = library()


@pytest.mark.parametrize("form", period_forms.periods(), ids=lambda form: form.example)
def test_the_example_of_a_form_of_a_period_is_limited_by_it(form: period_forms.PeriodForm) -> None:
    """No earlier form matches it, so no form is there for nothing."""
    assert next(one for one in period_forms.periods() if one.pattern.search(form.example)) == form
    limits = filters_of(find_periods(form.example, date(2019, 12, 31)))
    assert limits.since or limits.until


@pytest.mark.parametrize("form", [period_forms.PLAIN_IN, period_forms.DECIDED_IN])
def test_a_year_in_a_sentence_limits_what_was_said_or_decided(form: period_forms.PeriodForm) -> None:
    assert not any(one.pattern.search(form.example) for one in period_forms.periods())
    assert filters_of(find_periods(form.example, date(2019, 12, 31))).until == date(2017, 12, 31)


def test_the_last_years_are_counted_from_the_newest_resolution_even_on_a_leap_day() -> None:
    assert filters_of(find_periods("in the last two years", date(2024, 2, 29))).since == date(2022, 3, 1)
    assert filters_of(find_periods("in the last two years", None)).since is not None


def test_a_text_with_a_hundred_periods_is_limited_to_none() -> None:
    """Each is compared with all words before it, so time would grow with the square of the text."""
    timeline = " ".join(f"Since {1900 + n} there are camps." for n in range(100))
    assert filters_of(find_periods(f"{timeline} Since 2015?", date(2024, 2, 29))).since is None
    assert filters_of(find_periods(f"{timeline[:100]} since 2015?", date(2024, 2, 29))).since is not None


@pytest.mark.parametrize(
    "text",
    [
        "camps, but not from 2013",
        "camps, anything except 2013",
        "camps, excluding 2013",
        "camps - without the year 2013",
        "camps but not in 2013",
        "camps, other than the 2013 texts",
        "camps in any year except 2013",
        "camps, no matter when but not 2013",
        "camps (not from 2013)",
        "camps, apart from 2013 please",
        "camps, and please skip 2013",
    ],
)
def test_the_resolutions_of_a_year_that_is_not_wanted_are_left_out(text: str) -> None:
    read = understand(text, LIBRARY)
    assert read.scope.described == ("outside S/RES/2106 (2013) and S/RES/2117 (2013)",)
    assert "2013" not in read.text


def test_the_resolutions_of_several_years_can_be_left_out() -> None:
    read = understand("camps, but not from 2013-2015", LIBRARY)
    assert [str(one) for one in read.scope.outside] == [
        "S/RES/2106 (2013)", "S/RES/2117 (2013)", "S/RES/2220 (2015)", "S/RES/2242 (2015)", "S/RES/2250 (2015)"
    ]  # fmt: skip


@pytest.mark.parametrize(
    "text",
    [
        "why was it not in 2013?",
        "women were not mentioned in 2013",
        "no 2013 resolution mentions drones",
        "camps that are not in 2013 boundaries",
        "camps, but not before 2013",
        "camps, but not from 2012",
        "not the 2013 text, the other",
        "nothing from 2013?",
    ],
)
def test_a_year_that_is_told_of_is_not_left_out(text: str) -> None:
    assert understand(text, LIBRARY).scope.outside == ()
