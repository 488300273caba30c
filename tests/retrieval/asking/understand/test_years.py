from datetime import date

from retrieval.asking.understand.finding import filters_of
from retrieval.asking.understand.years import find_years


def test_the_last_years_are_counted_from_the_newest_resolution_even_on_a_leap_day() -> None:
    assert filters_of(find_years("in the last two years", date(2024, 2, 29))).since == date(2022, 3, 1)
    assert filters_of(find_years("in the last two years", None)).since is not None
