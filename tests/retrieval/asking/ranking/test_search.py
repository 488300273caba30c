from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from threadpoolctl import threadpool_info

from embeddings.encoder import Encoded
from retrieval.asking.ask import ask
from retrieval.asking.encoded_index import EncodedIndex
from retrieval.asking.ranking.search import search
from retrieval.asking.understand.finding import Shape
from retrieval.asking.understand.question import Question
from retrieval.clauses.citation import parse_citation
from retrieval.clauses.clause import ClauseKind
from retrieval.clauses.filters import NO_LIMITS, Filters
from retrieval.clauses.scope import Scope
from retrieval.index.build import BuildReport
from retrieval.index.generation import Generation, open_generation
from tests.fakes import FakeEncoder
from tests.retrieval.encoded import encoded
from tests.samples import OFFICIAL_1325


@pytest.fixture
def generation(indexed: Callable[..., Generation]) -> Generation:
    return indexed(**{"labels.csv": "clause,theme\n1325 OP 1,Participation\n1325 OP 2,SGBV\n2331 OP 2 (b),SGBV\n"})


def _ids(generation: Generation, text: str, k: int = 20, filters: Filters | None = None) -> list[str]:
    question = Question.verbatim(text, Scope(filters or NO_LIMITS))
    return [hit.clause.id for hit in search(question, encoded(generation), k=k).hits]


def test_the_paragraph_with_the_words_of_the_question_comes_first(generation: Generation) -> None:
    assert _ids(generation, "representation of women at decision-making levels", k=1) == ["S/RES/1325(2000)#1"]


def test_a_sub_paragraph_is_found_by_its_lead_in(generation: Generation) -> None:
    found = _ids(generation, "Calls upon Member States: to prevent, criminalize and prosecute", k=1)
    assert found == ["S/RES/2331(2016)#2(b)"]


def test_hits_are_ranked_from_one_with_falling_scores(generation: Generation) -> None:
    hits = search(Question.verbatim("women in armed conflict"), encoded(generation), k=20).hits
    assert [hit.rank for hit in hits] == list(range(1, len(hits) + 1))
    assert [hit.score for hit in hits] == sorted((hit.score for hit in hits), reverse=True)


def test_equal_words_are_one_hit_that_names_the_others(generation: Generation) -> None:
    [hit] = search(Question.verbatim("remain actively seized"), encoded(generation), k=1).hits
    assert (hit.clause.id, hit.also) == ("S/RES/2331(2016)#3", ("S/RES/1325(2000)#3",))
    everything = _ids(generation, "remain actively seized")
    assert len(everything) == 10, "eleven clauses, of which two have the same words"


def test_a_hit_names_its_latest_versions_of_later_resolutions_alone(
    build: Callable[[], BuildReport], library: Path, index: Path
) -> None:
    for n in range(1, 6):
        text = OFFICIAL_1325.replace("1325 (2000)", f"{2500 + n} ({2019 + n})").replace("2000", f"{2019 + n}")
        text = text.replace("institutions", "institutions " + "and parliaments " * n)
        (library / f"S_RES_{2500 + n}.txt").write_text(text)
    build()
    later = {
        symbol: search(
            Question.verbatim("levels", Scope(Filters(resolutions=(parse_citation(symbol),)))),
            encoded(open_generation(index)),
            k=1,
        )
        .hits[0]
        .later
        for symbol in ("1325", "2503", "2505")
    }
    assert later == {
        "1325": ("S/RES/2505(2024)#1", "S/RES/2504(2023)#1", "S/RES/2503(2022)#1"),
        "2503": ("S/RES/2505(2024)#1", "S/RES/2504(2023)#1"),
        "2505": (),
    }


@pytest.fixture
def renewed(build: Callable[[], BuildReport], library: Path, index: Path) -> Generation:
    """A resolution whose first operative paragraph two later ones repeat: one with another word, one as it is."""
    changed = OFFICIAL_1325.replace("1325 (2000)", "2106 (2013)").replace("2000", "2013")
    (library / "S_RES_2106.txt").write_text(changed.replace("representation of women", "participation of women"))
    repeated = OFFICIAL_1325.replace("1325 (2000)", "2242 (2015)").replace("2000", "2015")
    (library / "S_RES_2242.txt").write_text(repeated)
    build()
    return open_generation(index)


QUESTION = "increased representation of women at all decision-making levels"


def test_the_newest_of_nearly_equal_wordings_is_quoted_and_the_first_marked(renewed: Generation) -> None:
    [hit] = search(Question.verbatim(QUESTION), encoded(renewed), k=1).hits
    assert hit.clause.id == "S/RES/2242(2015)#1"
    assert (hit.also, hit.alike) == (("S/RES/1325(2000)#1",), ("S/RES/2106(2013)#1",))
    assert hit.first == "S/RES/1325(2000)#1"
    assert hit.as_record()["first"] == hit.first


def test_where_words_recur_and_began_is_of_the_whole_library_whatever_the_limits(renewed: Generation) -> None:
    late = Question.verbatim(QUESTION, Scope(Filters(since=date(2015, 1, 1))))
    [hit] = search(late, encoded(renewed), k=1).hits
    assert (hit.clause.id, hit.also) == ("S/RES/2242(2015)#1", ())
    assert (hit.alike, hit.first) == (("S/RES/2106(2013)#1",), "S/RES/1325(2000)#1")
    of_one = Question.verbatim(QUESTION, Scope(Filters(resolutions=(parse_citation("2106"),))))
    [hit] = search(of_one, encoded(renewed), k=1).hits
    assert hit.alike == ("S/RES/1325(2000)#1", "S/RES/2242(2015)#1"), "each with the other wording"
    assert hit.first == "S/RES/1325(2000)#1"


def test_a_newer_wording_that_fits_less_well_does_not_take_the_place(renewed: Generation) -> None:
    question = Question.verbatim(QUESTION, Scope(Filters(until=date(2014, 1, 1))))
    [hit] = search(question, encoded(renewed), k=1).hits
    assert hit.clause.id == "S/RES/1325(2000)#1"
    assert hit.alike == ("S/RES/2106(2013)#1",)
    assert not hit.first


@pytest.mark.parametrize(
    "question",
    [
        Question.verbatim(QUESTION, Scope(Filters(resolutions=(parse_citation("1325"),)))),
        Question(QUESTION, QUESTION, cited=(parse_citation("1325 OP 1"),)),
        Question(QUESTION, QUESTION, years=(2000,)),
    ],
    ids=["resolution", "paragraph", "year"],
)
def test_a_resolution_or_a_year_that_is_named_is_quoted_though_newer_ones_repeat_it(
    question: Question, renewed: Generation
) -> None:
    hit = search(question, encoded(renewed), k=1).hits[0]
    assert hit.clause.id == "S/RES/1325(2000)#1"


def test_a_twin_that_the_filters_exclude_is_not_named(generation: Generation) -> None:
    only = Filters(resolutions=(parse_citation("2331"),))
    [hit] = search(Question.verbatim("remain seized", Scope(only)), encoded(generation), k=1).hits
    assert (hit.clause.id, hit.also) == ("S/RES/2331(2016)#3", ())


@pytest.mark.parametrize(
    ("filters", "expected"),
    [
        (Filters(themes=("Sexual and Gender-Based Violence",)), {"S/RES/1325(2000)#2", "S/RES/2331(2016)#2(b)"}),
        (Filters(themes=("Participation", "Disarmament")), {"S/RES/1325(2000)#1"}),
        (
            Filters(resolutions=(parse_citation("1325 (2000)"),), kinds=(ClauseKind.PREAMBULAR,)),
            {"S/RES/1325(2000)#PP1"},
        ),
        (
            Filters(since=date(2016, 12, 20), kinds=(ClauseKind.PREAMBULAR,)),
            {"S/RES/2331(2016)#PP1", "S/RES/2331(2016)#PP2"},
        ),
        (Filters(until=date(2016, 12, 19), kinds=(ClauseKind.PREAMBULAR,)), {"S/RES/1325(2000)#PP1"}),
        (Filters(since=date(2016, 12, 21)), set()),
        (Filters(resolutions=(parse_citation("1325 (1999)"),)), set()),
    ],
)
def test_filters_apply_before_the_cut(filters: Filters, expected: set[str], generation: Generation) -> None:
    """As many hits come back as are wanted, whenever so many exist, however far down they rank."""
    assert set(_ids(generation, "trafficking in persons", k=2, filters=filters)) == expected


def test_where_nothing_but_a_place_is_named_all_of_it_is_found_in_its_order(generation: Generation) -> None:
    limits = Scope(Filters(resolutions=(parse_citation("2331"),)))
    question = replace(Question.verbatim("what does 2331 say?", limits), only_limits=True)
    found = search(question, encoded(generation), k=3)
    assert [hit.clause.paragraph for hit in found.hits] == ["1", "2", "2(a)"], "the operative part comes first"
    assert [hit.rank for hit in found.hits] == [1, 2, 3]
    every = search(question, encoded(generation), k=99).hits
    assert [hit.clause.paragraph for hit in every][-2:] == ["PP1", "PP2"]


def test_a_paragraph_that_is_looked_up_has_its_sub_paragraphs_and_nothing_behind_it(generation: Generation) -> None:
    question = Question("2331 OP 2", "2331 OP 2", cited=(parse_citation("2331 OP 2"),), shape=Shape("lookup"))
    found = search(question, encoded(generation), k=1)
    assert [hit.clause.paragraph for hit in found.hits] == ["2", "2(a)", "2(b)"]


TABLE = """resolution,paragraph,text
S/RES/1261(1999),1,"Urges all to spare women and religious leaders there; and asks the committee to report on it;"
"""


def test_only_hits_that_are_to_be_shown_are_marked(
    build: Callable[[], BuildReport], library: Path, index: Path
) -> None:
    """Finding the part that answers takes as long as finding the paragraph."""
    (library / "table.csv").write_text(TABLE)
    build()
    generation = open_generation(index)
    question = Question.verbatim("paying attention to the voices of women, religious leaders")
    every = search(question, encoded(generation), k=6).hits
    first = next(n for n, hit in enumerate(every) if hit.highlights)
    for marked in (range(first, first + 1), range(first + 1, 6), range(9, 12)):
        found = search(question, encoded(generation), k=6, marked=marked).hits
        assert [hit.highlights for hit in found] == [hit.highlights * (n in marked) for n, hit in enumerate(every)]


def test_a_clause_that_breaks_off_names_what_it_goes_on_in(generation: Generation) -> None:
    question = Question.verbatim("Calls upon Member States", Scope(Filters(resolutions=(parse_citation("2331"),))))
    hits = {h.clause.paragraph: h for h in search(question, encoded(generation), k=20).hits}
    assert hits["2"].parts == ("S/RES/2331(2016)#2(a)", "S/RES/2331(2016)#2(b)")
    assert not hits["1"].parts


def test_an_answer_leaves_the_cores_to_the_encoder(generation: Generation) -> None:
    threads: list[int] = []

    class Watching(FakeEncoder):
        def encode_queries(self, texts: Sequence[str]) -> Encoded:
            threads.extend(one["num_threads"] for one in threadpool_info() if one["user_api"] == "blas")
            return super().encode_queries(texts)

    ask("who protects women?", EncodedIndex(generation, Watching()), k=1)
    assert set(threads) == {1}
