"""What Milvus is asked for is what `Scope.allows` allows."""

from collections.abc import Iterator
from datetime import date
from itertools import product
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from retrieval.clauses.citation import Citation
from retrieval.clauses.clause import Clause, ClauseKind, Labeller, Provenance, Symbol, ThemeLabel
from retrieval.clauses.filters import FIELDS, Filters
from retrieval.clauses.scope import Scope
from tests.retrieval.index.milvus.lite import lite

from retrieval.index.milvus.client import Milvus, connect  # isort: skip
from retrieval.index.milvus.layout import NumberedNames, filter_fields_of, passage_id, row_of  # isort: skip
from retrieval.index.milvus.expressions import scope_expression  # isort: skip
from retrieval.index.milvus.upload import create_collections  # isort: skip

HOSTILE = 'Peace" or id >= 0 or themes == "'
"""A theme that a library may have."""

THEMES, COUNTRIES = ["Protection", HOSTILE], ["Mali", "Côte d'Ivoire"]
NAMES = NumberedNames(sorted(THEMES), sorted(COUNTRIES))
YEARS, NUMBERS = (1999, 2000, 2001), (1, 2, 3)


def _clause(place: int, number: int, year: int, day: date | None) -> Clause:
    kind = list(ClauseKind)[place % 3]
    by = [Labeller.PEACEWOMEN, Labeller.SUGGESTED]
    labels = tuple(ThemeLabel(name, by[(place + n) // 3 % 2]) for n, name in enumerate(THEMES) if place >> n & 1)
    countries = tuple(name for n, name in enumerate(COUNTRIES) if place >> n + 2 & 1)
    symbol = Symbol(number, day.year if day else year)
    source = Provenance("a.txt", "0", ((0, 1),))
    return Clause(f"{symbol.compact}#{place}", symbol, day, kind, "1", "", "Decides;", labels, source, countries)


DAYS = (None, date(2000, 2, 29), date(2001, 12, 31))
CLAUSES = [_clause(n, *one) for n, one in enumerate(product(NUMBERS, YEARS, DAYS))]

citations = st.builds(Citation, st.sampled_from([*NUMBERS, 9]), st.none() | st.sampled_from(YEARS), st.none())
days = st.sampled_from([date(1999, 1, 1), date(2000, 2, 28), date(2000, 2, 29), date(2000, 3, 1), date(2001, 12, 31)])
TRIED: dict[str, st.SearchStrategy[Any]] = {
    "resolutions": st.lists(citations, max_size=2).map(tuple),
    "since": st.none() | days,
    "until": st.none() | days,
    "kinds": st.lists(st.sampled_from(ClauseKind), max_size=2).map(tuple),
    "themes": st.lists(st.sampled_from([*THEMES, "Unused", "0]) or id >= 0 or id in [0"]), max_size=2).map(tuple),
    "countries": st.lists(st.sampled_from([*COUNTRIES, "Unused"]), max_size=2).map(tuple),
    "suggested": st.booleans(),
}
filters = st.builds(Filters, **TRIED)


def test_every_field_of_filters_is_tried() -> None:
    """A new one that is forgotten here would limit nothing."""
    assert list(TRIED) == [one.name for one in FIELDS]


@pytest.fixture(scope="module")
def milvus(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Milvus]:
    with lite(tmp_path_factory.mktemp("limits")) as address:
        milvus = connect(address)
        create_collections(milvus, "some", NAMES, dimensions=2, index={"index_type": "FLAT"})
        entities = [
            {"id": passage_id(row), "wording": row, "same": 1, **filter_fields_of(clause, NAMES), "vector": [1.0, 0.0]}
            for row, clause in enumerate(CLAUSES)
        ]
        milvus.upsert("some", entities)
        milvus.settle("some")
        yield milvus


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None, max_examples=60)
@given(filters, st.lists(citations, max_size=2).map(tuple))
def test_what_is_found_is_what_a_scope_allows(milvus: Milvus, within: Filters, outside: tuple[Citation, ...]) -> None:
    scope = Scope(within, outside)
    found = milvus.ids("some", scope_expression(scope, NAMES) or "id >= 0")
    assert list(map(row_of, found)) == [row for row, clause in enumerate(CLAUSES) if scope.allows(clause)]


def test_no_text_of_a_question_gets_into_what_is_asked() -> None:
    within = Filters(themes=(HOSTILE, "0]) or id >= 0"), countries=("Côte d'Ivoire",))
    assert scope_expression(Scope(within), NAMES) == (
        "(array_contains_any(themes, [0])) and array_contains_any(countries, [0])"
    )
