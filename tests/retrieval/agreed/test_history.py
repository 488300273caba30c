"""How a clause was carried on, and who said something in which year."""

from datetime import date

from retrieval.agreed.given import Given, read_given
from retrieval.agreed.history import Step, chain_of, uses_of_meaning, uses_of_words
from retrieval.clauses.filters import Filters
from retrieval.index.generation import Generation
from retrieval.wording.changes import new_text, old_text
from tests.retrieval.encoded import encoded

_ACCESS = [
    ("S/RES/1261(1999)#1", None),
    ("S/RES/1314(2000)#1", "S/RES/1261(1999)#1"),
    ("S/RES/1379(2001)#1", "S/RES/1314(2000)#1"),
    ("S/RES/1460(2003)#1", "S/RES/1314(2000)#1"),
]


def _steps(asked: str, council: Generation, filters: Filters = Filters()) -> tuple[Step, ...]:  # noqa: B008 - frozen
    cited = read_given(asked, council).cited
    assert cited is not None
    return chain_of(cited, index=council, filters=filters)


def _chain(asked: str, council: Generation, filters: Filters = Filters()) -> list[tuple[str, str | None]]:  # noqa: B008 - frozen
    steps = _steps(asked, council, filters)
    return [(step.clause.id, step.before.id if step.before else None) for step in steps]


def test_a_chain_runs_from_the_first_wording_over_the_clause_to_all_that_go_on_from_it(council: Generation) -> None:
    assert _chain("1261 OP 1", council) == _ACCESS
    assert _chain("1314 OP 1", council) == _ACCESS
    assert _chain("1379 OP 1", council) == _ACCESS[:3], "what went on from an earlier wording is another branch"


def test_each_step_rebuilds_the_words_it_goes_on_from_and_its_own(council: Generation) -> None:
    for step in _steps("1261 OP 1", council)[1:]:
        assert step.before is not None
        assert old_text(step.parts, step.before.text) == step.before.text
        assert new_text(step.parts, step.clause.text) == step.clause.text


def test_limits_leave_steps_out_and_each_still_names_what_it_goes_on_from(council: Generation) -> None:
    assert _chain("1261 OP 1", council, Filters(since=date(2001, 1, 1))) == _ACCESS[2:]


def test_the_uses_of_words_are_counted_by_year_those_without_any_too(council: Generation) -> None:
    uses = uses_of_words("Remain actively SEIZED", index=council)
    assert {year: [clause.id for clause in clauses] for year, clauses in uses.by_year.items()} == {
        1999: ["S/RES/1261(1999)#2", "S/RES/1265(1999)#1"],
        2000: ["S/RES/1314(2000)#2", "S/RES/1325(2000)#2"],
        2001: ["S/RES/1379(2001)#2"],
        2002: [],
        2003: ["S/RES/1460(2003)#3", "S/RES/1461(2003)#2"],
    }
    assert uses.span == (1999, 2003)


def test_words_that_do_not_follow_each_other_in_any_clause_have_no_uses(council: Generation) -> None:
    for phrase in ("seized of peace", "the matter recalling", "…"):
        assert uses_of_words(phrase, index=council).by_year == {}


def test_what_comes_near_the_best_answer_is_a_use_and_so_are_clauses_with_its_words(council: Generation) -> None:
    uses, evidence = uses_of_meaning("who is actively seized of a matter", encoded(council))
    assert evidence is not None
    assert {clause.id for clause in uses.clauses} >= {"S/RES/1261(1999)#2", "S/RES/1461(2003)#2"}
    assert "S/RES/1325(2000)#1" not in {clause.id for clause in uses.clauses}


def test_nothing_is_a_use_where_limits_allow_nothing(council: Generation) -> None:
    never = Filters(since=date(2020, 1, 1))
    uses, evidence = uses_of_meaning("seized", encoded(council), filters=never)
    assert (uses.clauses, evidence) == ((), None)


def test_a_text_has_uses_and_no_chain(council: Generation) -> None:
    assert read_given("remain actively seized", council) == Given("remain actively seized")
