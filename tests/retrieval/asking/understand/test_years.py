from datetime import date

import pytest

from retrieval.asking.understand.finding import filters_of
from retrieval.asking.understand.understood import understand
from retrieval.asking.understand.years import find_years
from tests.retrieval.asking.understand.library import library

LIBRARY = library()


def years(asked: str) -> tuple[str | None, str | None]:
    filters = understand(asked, LIBRARY).filters
    since, until = (day.isoformat() if day else None for day in (filters.since, filters.until))
    return since, until


@pytest.mark.parametrize(
    ("asked", "since"),
    [
        ("since 2015: camps", "2015-01-01"),
        ("camps since 2015?", "2015-01-01"),
        ("from 2015 on: camps", "2015-01-01"),
        ("2015 or later: camps", "2015-01-01"),
        ("camps 2015+", "2015-01-01"),
        ("not before 2015: camps", "2015-01-01"),
        ("after 2015: camps", "2016-01-01"),
        ("later than 2018, camps", "2019-01-01"),
        ("post-2015 language on camps", "2016-01-01"),
        ("resolutions since March 2015 on camps", "2015-03-01"),
        ("in the last five years: camps", "2019-05-25"),
        ("camps in the past decade", "2014-05-25"),
    ],
)
def test_a_beginning_is_stated(asked: str, since: str) -> None:
    assert years(asked) == (since, None)


@pytest.mark.parametrize(
    ("asked", "until"),
    [
        ("before 2003 only: camps", "2002-12-31"),
        ("anything about camps prior to 2003?", "2002-12-31"),
        ("pre-2003: camps", "2002-12-31"),
        ("older than 2003 - camps", "2002-12-31"),
        ("CAAC resolutions up to 2009: camps", "2009-12-31"),
        ("until 2009: camps", "2009-12-31"),
        ("no later than 2009: camps", "2009-12-31"),
        ("resolutions until February 2012 on camps", "2012-02-29"),
    ],
)
def test_an_end_is_stated(asked: str, until: str) -> None:
    assert years(asked) == (None, until)


@pytest.mark.parametrize(
    ("asked", "first", "last"),
    [
        ("between 2010 and 2015: camps", 2010, 2015),
        ("2016-2018, camps", 2016, 2018),
        ("camps, 2000 to 2010", 2000, 2010),
        ("camps (2010–2015)", 2010, 2015),
        ("resolutions 2016-2018 on camps", 2016, 2018),
        ("camps in the 2010s", 2010, 2019),
        ("2019 texts only: camps", 2019, 2019),
        ("camps - 2019 only", 2019, 2019),
        ("the 2013 resolution on camps", 2013, 2013),
        ("what did the 2013 WPS texts say on camps?", 2013, 2013),
        ("just the 2015 ones, camps", 2015, 2015),
        ("Which text of March 2017 says that?", 2017, 2017),
        ("language on camps adopted in 2019", 2019, 2019),
        ("2019: camps", 2019, 2019),
        ("in 2019, camps", 2019, 2019),
        ("what did the Council say about camps in 2019?", 2019, 2019),
    ],
)
def test_a_period_is_stated(asked: str, first: int, last: int) -> None:
    assert years(asked) == (f"{first}-01-01", f"{last}-12-31")


@pytest.mark.parametrize(
    "asked",
    [
        "camps in 2019",
        "Gaza camps December 2023",
        "the 2005 World Summit Outcome",
        "1951 Refugee Convention",
        "2030 Agenda",
        "the 2006 Lebanon ceasefire text",
        "who won the 2022 world cup",
        "Since April 2023 our staff may not come to the office. Is there a clear no?",
        "By 2017 the government had done a good job",
        "In 2017 only rebels were blamed",
        "its referral was only in 2004, they say",
        "how many times since 2000 have camps burned?",
        "crimes since 2012, rapists caught",
        "charcoal allowed till 2021",
        "not the 2019 text, the other",
        "15 year olds",
    ],
)
def test_a_year_in_the_story_limits_nothing(asked: str) -> None:
    assert years(asked) == (None, None)
    assert understand(asked, LIBRARY).text == asked


def test_a_year_in_the_story_is_a_reason_to_rank() -> None:
    assert understand("camps in 2019, not 2030", LIBRARY).years == (2019,)


def test_the_last_years_are_counted_from_the_newest_resolution_even_on_a_leap_day() -> None:
    assert filters_of(find_years("in the last two years", date(2024, 2, 29))).since == date(2022, 3, 1)
    assert filters_of(find_years("in the last two years", None)).since is not None
