from pathlib import Path

import pytest

from retrieval.clauses.countries import require_country
from retrieval.clauses.filters import Filters
from retrieval.errors import QuestionError
from retrieval.library.library import read_library
from tests.samples import OFFICIAL_1325, OFFICIAL_2331, PAGE_2331, write_library

CONGO = "Congo, Democratic Republic of the"


def test_a_resolution_is_about_the_countries_that_any_page_of_it_names(tmp_path: Path) -> None:
    page = PAGE_2331.replace("Global", "Somalia")
    read = read_library(write_library(tmp_path, a=OFFICIAL_2331, b=page, c=OFFICIAL_1325))
    assert {clause.countries for clause in read.clauses if clause.symbol.number == 2331} == {("Somalia",)}
    assert {clause.countries for clause in read.clauses if clause.symbol.number == 1325} == {()}
    limited = Filters(countries=("Somalia",))
    assert {clause.symbol.number for clause in read.clauses if limited.allow(clause)} == {2331}


@pytest.mark.parametrize("asked", [CONGO, "democratic republic of the congo", "Democratic Republic of the Congo"])
def test_a_country_may_be_written_either_way_round(asked: str) -> None:
    assert require_country(asked, [CONGO, "Somalia"]) == CONGO


def test_an_unknown_country_is_an_error_that_lists_the_known() -> None:
    with pytest.raises(QuestionError, match="those named are: Congo, Democratic Republic of the; Somalia"):
        require_country("France", [CONGO, "Somalia"])
