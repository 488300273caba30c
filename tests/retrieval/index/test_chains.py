"""The order of adoption, and which earlier clause each one goes on from."""

from datetime import date
from pathlib import Path

import numpy as np
import pytest

from retrieval.clauses.clause import Clause, Symbol
from retrieval.errors import ClauseIndexError
from retrieval.index.chains import Chains, adoption_order, write_chains
from retrieval.index.phrases import write_phrases
from retrieval.wording.fold import fold_words
from tests.retrieval.made_clauses import clause

_SEIZED = "Decides to remain actively seized of the matter;"


def _chains(folder: Path, clauses: list[Clause]) -> Chains:
    first: dict[str, int] = {}
    wordings = np.array([first.setdefault(fold_words(one.text), row) for row, one in enumerate(clauses)], np.int64)
    write_chains(folder, clauses, wordings, write_phrases(folder, (one.text for one in clauses)))
    return Chains.open(folder, len(clauses))


def test_resolutions_of_one_day_are_in_the_order_of_their_numbers() -> None:
    day = date(2003, 1, 30)
    clauses = [
        clause("S/RES/1461(2003)#1", day=day),
        clause("S/RES/1460(2003)#1", day=day),
        clause("S/RES/1500(2003)#1", day=date(2003, 1, 29)),  # the day decides before the number
    ]
    assert [symbol.number for symbol in adoption_order(clauses)] == [1500, 1460, 1461]


def test_a_resolution_without_a_day_stands_after_those_of_its_year_with_lower_numbers() -> None:
    clauses = [
        clause("S/RES/11(1946)#1"),
        clause("S/RES/10(1946)#1", day=date(1946, 10, 4)),
        clause("S/RES/12(1946)#1", day=date(1946, 12, 10)),
        clause("S/RES/13(1947)#1"),
    ]
    assert list(adoption_order(clauses)) == [Symbol(10, 1946), Symbol(11, 1946), Symbol(12, 1946), Symbol(13, 1947)]


def test_the_same_words_go_on_from_their_latest_use(tmp_path: Path) -> None:
    years = (2001, 2003, 2002)
    chains = _chains(tmp_path, [clause(f"S/RES/{year}({year})#1", _SEIZED, day=date(year, 1, 1)) for year in years])
    assert [chains.before(row) for row in range(3)] == [None, 2, 0]
    assert chains.chain(2) == [(0, None), (2, 0), (1, 2)]
    assert [chains.later(row).tolist() for row in range(3)] == [[1, 2], [], [1]]


def test_words_go_on_from_the_wording_most_like_them(tmp_path: Path) -> None:
    texts = [
        "Urges all States to protect the schools of children in armed conflict;",
        "Urges all States to rebuild the schools of children in armed conflict, without delay and at their own cost;",
        "Urges all States to rebuild the schools of children in armed conflict, without delay and at any cost;",
        "Welcomes the report of the Secretary-General on the situation of lighthouses;",
    ]
    days = [date(year, 1, 1) for year in (2001, 2002, 2003, 2004)]
    clauses = [
        clause(f"S/RES/{n}({day.year})#1", text, day=day)
        for n, (text, day) in enumerate(zip(texts, days, strict=True), 1)
    ]
    chains = _chains(tmp_path, clauses)
    assert [chains.before(row) for row in range(4)] == [None, 0, 1, None]
    assert chains.after(0) == [1]


def test_a_brief_clause_goes_on_from_one_with_which_it_shares_few_words_in_a_row(tmp_path: Path) -> None:
    clauses = [
        clause("S/RES/1(2001)#1", _SEIZED, day=date(2001, 1, 1)),
        clause("S/RES/2(2002)#1", "Decides to remain seized of this matter.", day=date(2002, 1, 1)),
    ]
    assert _chains(tmp_path, clauses).before(1) == 0


def test_no_clause_goes_on_from_one_of_its_own_resolution(tmp_path: Path) -> None:
    clauses = [clause(f"S/RES/1(2001)#{n}", _SEIZED, day=date(2001, 1, 1)) for n in (1, 2)]
    chains = _chains(tmp_path, clauses)
    assert [chains.before(0), chains.before(1)] == [None, None]


def test_chains_of_another_number_of_clauses_are_refused(tmp_path: Path) -> None:
    _chains(tmp_path, [clause("S/RES/1(2001)#1", _SEIZED)])
    with pytest.raises(ClauseIndexError, match=r"chains.npy is damaged \(an array of shape \(1,\); expected \(2,\)\)"):
        Chains.open(tmp_path, 2)


def test_later_wordings_do_not_crowd_out_the_earlier_one(tmp_path: Path) -> None:
    urges = "Urges all parties in the region to let relief pass to the camps of displaced women"
    clauses = [clause("S/RES/1(2001)#1", f"{urges} without more delay;", day=date(2001, 1, 1))]
    clauses += [
        clause(f"S/RES/{2 + n}(2002)#1", f"{urges} by day number {n};", day=date(2002, 1, 1 + n // 10))
        for n in range(60)
    ]
    assert _chains(tmp_path, clauses).before(1) == 0
