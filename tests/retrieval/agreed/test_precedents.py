"""Where language was used: every clause that uses it, told apart by how it is like it, the earliest marked."""

from datetime import date
from pathlib import Path
from typing import Any

import pytest

from retrieval.agreed.given import Given, read_given
from retrieval.agreed.precedents import Likeness, Precedents, find_precedents
from retrieval.clauses.clause import ClauseKind
from retrieval.clauses.filters import Filters
from retrieval.errors import CitationError, QuestionError
from retrieval.index.build import build_index
from retrieval.index.generation import Generation, open_generation
from retrieval.library.library import read_library
from retrieval.wording.changes import new_text, old_text
from tests.fakes import FakeEncoder
from tests.retrieval.agreed.council import ACCESS, PARTICIPATION, SEIZED, text_of
from tests.retrieval.encoded import encoded
from tests.samples import write_library


def _find(asked: str, council: Generation, k: int = 10, **limits: Any) -> Precedents:
    return find_precedents(read_given(asked, council), encoded(council), k=k, **limits)


def _ids(found: Precedents, likeness: Likeness) -> list[str]:
    return [one.clause.id for one in found.found if one.likeness is likeness]


def test_every_clause_with_the_same_words_is_found_the_earliest_first(council: Generation) -> None:
    found = _find(f"  {SEIZED.upper().rstrip('.')} ", council, k=1)
    assert _ids(found, Likeness.IDENTICAL) == [
        "S/RES/1261(1999)#2",
        "S/RES/1265(1999)#1",
        "S/RES/1325(2000)#2",
        "S/RES/1460(2003)#3",
        "S/RES/1461(2003)#2",
    ]
    assert found.first is not None
    assert found.first.id == "S/RES/1261(1999)#2"


def test_nearly_the_same_words_are_one_precedent_that_names_the_others(council: Generation) -> None:
    [near] = [one for one in _find(SEIZED, council).found if one.likeness is Likeness.NEAR]
    assert (near.clause.id, near.also) == ("S/RES/1314(2000)#2", ("S/RES/1379(2001)#2",))
    assert near.score == pytest.approx(14 / 16)  # seven of eight words on both sides


def test_a_brief_text_is_nearly_one_with_which_it_shares_few_words_in_a_row(council: Generation) -> None:
    found = _find("Decides to remain seized of that matter", council)
    assert _ids(found, Likeness.NEAR) == ["S/RES/1261(1999)#2", "S/RES/1314(2000)#2"]


def test_a_clause_that_takes_over_another_is_partly_identical(council: Generation) -> None:
    found = _find("1461 OP 1", council)
    assert _ids(found, Likeness.PARTLY) == ["S/RES/1314(2000)#1", "S/RES/1261(1999)#1"]
    assert _ids(found, Likeness.NEAR) == []


def test_what_is_found_by_its_words_is_not_found_again_by_its_meaning(council: Generation) -> None:
    found = _find(ACCESS, council)
    by_words = {one.clause.id for one in found.found if one.likeness is not Likeness.SUBSTANCE}
    assert by_words
    assert by_words.isdisjoint(_ids(found, Likeness.SUBSTANCE))
    assert _ids(found, Likeness.SUBSTANCE)[0] == "S/RES/1379(2001)#1", "which shares most of its words"


def test_each_difference_rebuilds_the_given_text_and_the_clause(council: Generation) -> None:
    for asked in (ACCESS, "1460 OP 2", "something else altogether"):
        found = _find(asked, council)
        for one in found.found:
            assert old_text(one.parts, found.given.text) == found.given.text
            assert new_text(one.parts, one.clause.text) == one.clause.text


def test_precedents_of_a_clause_are_earlier_of_one_day_those_with_lower_numbers(council: Generation) -> None:
    assert _ids(_find("1460 OP 3", council), Likeness.IDENTICAL) == [
        "S/RES/1261(1999)#2",
        "S/RES/1265(1999)#1",
        "S/RES/1325(2000)#2",
    ]
    assert _ids(_find("1460 OP 3", council, later=True), Likeness.IDENTICAL) == ["S/RES/1461(2003)#2"]


def test_limits_leave_clauses_out_but_not_where_the_language_began(council: Generation) -> None:
    found = _find(SEIZED, council, filters=Filters(since=date(2000, 1, 1), until=date(2002, 1, 1)))
    assert _ids(found, Likeness.IDENTICAL) == ["S/RES/1325(2000)#2"]
    assert found.first is not None
    assert found.first.id == "S/RES/1261(1999)#2"
    assert _find(SEIZED, council, filters=Filters(kinds=(ClauseKind.ANNEX,))).found == ()


def test_more_of_a_likeness_than_are_wanted_are_counted(council: Generation) -> None:
    found = _find("1461 OP 1", council, k=1)
    assert len(_ids(found, Likeness.PARTLY)) == 1
    assert found.counts[Likeness.PARTLY] == 2


def test_a_text_that_nobody_used_has_no_first_appearance(council: Generation) -> None:
    assert _find("Applauds the lighthouse keepers of the northern islands;", council).first is None


def test_later_than_a_text_without_a_date_is_refused(council: Generation) -> None:
    with pytest.raises(QuestionError, match="--since"):
        _find(SEIZED, council, later=True)
    since = Filters(since=date(2003, 1, 1))
    found = _find(SEIZED, council, later=True, filters=since)
    assert _ids(found, Likeness.IDENTICAL) == ["S/RES/1460(2003)#3", "S/RES/1461(2003)#2"]


@pytest.mark.parametrize(
    ("asked", "message"),
    [
        ("1325", "is a whole resolution; name a paragraph of it: PP1, 1, 2"),
        ("1325 OP 9", r"no paragraph 9 of S/RES/1325 \(2000\) in this library; it has PP1, 1, 2"),
        ("S/RES/4321 (2050), OP 1", r"no resolution S/RES/4321 \(2050\) in this library"),
    ],
)
def test_a_citation_of_no_one_clause_is_refused_with_what_there_is(
    asked: str, message: str, council: Generation
) -> None:
    with pytest.raises(CitationError, match=message):
        read_given(asked, council)


@pytest.mark.parametrize("number", ["5. ", "12.  ", "(a) ", "b) ", "(iv) ", "OP5 bis. ", "PP 3: ", "OP 7 ", "12. (a) "])
def test_the_number_that_a_paragraph_is_pasted_with_is_none_of_its_words(number: str, council: Generation) -> None:
    given = read_given(f"{number}Calls upon all parties", council)
    assert (given.text, given.clause) == ("Calls upon all parties", None)


@pytest.mark.parametrize("text", ["2 Calls upon all parties", "A safe place for children", "2. parties"])
def test_other_words_that_begin_with_a_number_are_left_whole(text: str, council: Generation) -> None:
    assert read_given(text, council) == Given(text)


def test_set_phrases_are_traced_to_where_they_began(council: Generation) -> None:
    draft = (
        "Demands that the full, equal, and meaningful participation of widows be assured by whoever governs the matter"
    )
    [phrase] = _find(draft, council).phrases
    assert draft[slice(*phrase.at)] == "full, equal, and meaningful participation of widows"
    assert (phrase.first.id, phrase.clauses, phrase.resolutions) == ("S/RES/1325(2000)#1", 2, 2)


def test_a_phrase_of_a_clause_is_traced_to_others_only(council: Generation) -> None:
    assert _find("1325 OP 1", council).phrases == ()
    [phrase] = _find("1325 OP 1", council, later=True).phrases
    assert phrase.first.id == "S/RES/1460(2003)#2"
    assert PARTICIPATION[slice(*phrase.at)] == "full, equal and meaningful participation of widows"


def test_what_every_resolution_says_is_no_set_phrase(council: Generation) -> None:
    assert _find("Having met, decides to remain actively seized of the matter for ever", council).phrases == ()


def test_a_phrase_does_not_begin_behind_an_apostrophe(tmp_path: Path) -> None:
    said = "report on armed conflict in the region is no opinion on the legal status of any party to it"
    texts = {
        f"S_RES_{number}": text_of(number, day, [f"{verb} {whose}'s {said};"])
        for number, day, verb, whose in (
            (1325, "31 October 2000", "Notes that the mediator", "and secretary"),
            (1460, "30 January 2003", "Recalls that the council", "and observer"),
        )
    }
    library = read_library(write_library(tmp_path / "texts", **texts))
    build_index(library, encoder=FakeEncoder(), index=tmp_path / "index", shared=tmp_path / "encoders")
    found = _find("1460 OP 1", open_generation(tmp_path / "index"))
    [phrase] = found.phrases
    assert found.given.text[slice(*phrase.at)] == said.removesuffix(" to it")
