"""The Security Council counts its resolutions through, so that a number tells the year."""

import pytest

from retrieval.clauses.adopted import is_of_year, year_of


@pytest.mark.parametrize(
    ("number", "year"),
    [
        *((0, None), (1, 1946), (15, 1946), (16, 1947), (242, 1967), (384, 1975), (385, 1976), (1325, 2000)),
        *((1820, 2008), (2259, 2015), (2260, 2016), (2331, 2016), (2467, 2019), (2594, 2021), (2686, 2023)),
        *((2721, 2023), (2722, 2024), (2767, 2024), (2768, None)),
    ],
)
def test_the_year_of_a_resolution_follows_from_its_number(number: int, year: int | None) -> None:
    assert year_of(number) == year


def test_what_is_younger_than_the_list_is_of_no_year_in_it() -> None:
    assert is_of_year(2998, 2031)
    assert not is_of_year(2998, 2020)
