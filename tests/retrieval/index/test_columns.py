from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from retrieval.clauses.citation import Citation
from retrieval.clauses.clause import Clause, ClauseKind, Labeller, Provenance, Symbol, ThemeLabel
from retrieval.clauses.filters import FIELDS, Filters
from retrieval.clauses.scope import Scope
from retrieval.index.columns import Columns, write_columns

THEMES = ["Protection", "Participation", "Disarmament"]
COUNTRIES = ["Mali", "Haiti"]

numbers, years = st.integers(1, 4), st.integers(1999, 2002)
days = st.builds(date, years, st.integers(1, 12), st.integers(1, 28))
citations = st.builds(Citation, numbers, st.none() | years, st.none())


@st.composite
def clauses(draw: st.DrawFn) -> Clause:
    day = draw(st.none() | days)
    symbol = Symbol(draw(numbers), day.year if day else draw(years))
    labels = draw(st.sets(st.tuples(st.sampled_from(THEMES), st.sampled_from(list(Labeller)[:2]))))
    return Clause(
        id=f"{symbol.compact}#1",
        symbol=symbol,
        date=day,
        kind=draw(st.sampled_from(ClauseKind)),
        paragraph="1",
        lead_in="",
        text="Decides;",
        themes=tuple(ThemeLabel(name, by) for name, by in sorted(labels)),
        source=Provenance("a.txt", "0", ((0, 1),)),
        countries=tuple(draw(st.sets(st.sampled_from(COUNTRIES)))),
    )


TRIED: dict[str, st.SearchStrategy[Any]] = {
    "resolutions": st.lists(citations, max_size=2).map(tuple),
    "since": st.none() | days,
    "until": st.none() | days,
    "kinds": st.lists(st.sampled_from(ClauseKind), max_size=2).map(tuple),
    "themes": st.lists(st.sampled_from([*THEMES, "Unused"]), max_size=2).map(tuple),
    "countries": st.lists(st.sampled_from([*COUNTRIES, "Unused"]), max_size=2).map(tuple),
    "suggested": st.booleans(),
}
filters = st.builds(Filters, **TRIED)


def test_every_field_of_filters_is_tried() -> None:
    """A new one that is forgotten here would limit nothing."""
    assert list(TRIED) == [one.name for one in FIELDS]


@given(st.lists(clauses(), min_size=1, max_size=12), filters, st.lists(citations, max_size=2).map(tuple))
def test_all_clauses_at_once_are_allowed_as_each_by_itself(
    some: list[Clause], limits: Filters, outside: tuple[Citation, ...]
) -> None:
    scope = Scope(limits, outside)
    with TemporaryDirectory() as folder:
        write_columns(Path(folder), some)
        allowed = Columns.open(Path(folder)).allowed(scope)
    expected = [scope.allows(clause) for clause in some]
    assert np.ones(len(some), bool).tolist() == expected if allowed is None else allowed.tolist() == expected
