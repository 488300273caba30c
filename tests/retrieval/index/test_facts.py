"""A day of adoption that is not known is told from 31 December, on which S/RES/461 (1979) was adopted."""

from datetime import date

from retrieval.clauses.clause import Symbol
from retrieval.clauses.filters import Filters
from retrieval.clauses.scope import Scope
from retrieval.index.facts import facts_from_json, facts_of, facts_to_json, symbols_within
from retrieval.library.themes import Vocabulary
from tests.retrieval.made_clauses import clause

NEW_YEARS_EVE, UNKNOWN = Symbol(461, 1979), Symbol(450, 1979)
VOCABULARY = Vocabulary((), {})
FACTS = facts_of(
    [
        clause("S/RES/461(1979)#1", day=date(1979, 12, 31)),
        clause("S/RES/450(1979)#1"),
    ],
    VOCABULARY,
)


def test_an_unknown_day_is_stored_as_such() -> None:
    assert FACTS.adopted == {NEW_YEARS_EVE: date(1979, 12, 31), UNKNOWN: None}
    assert facts_from_json(facts_to_json(FACTS).encode(), VOCABULARY) == FACTS


def test_an_unknown_day_may_be_any_of_its_year() -> None:
    assert FACTS.last_day_of(UNKNOWN) == FACTS.newest == date(1979, 12, 31)
    assert FACTS.last_day_of(Symbol(1, 1946)) == date(1946, 12, 31)
    assert symbols_within(Scope(Filters(until=date(1979, 6, 30))), FACTS) == [UNKNOWN]
    assert symbols_within(Scope(Filters(since=date(1979, 12, 31))), FACTS) == [UNKNOWN, NEW_YEARS_EVE]
