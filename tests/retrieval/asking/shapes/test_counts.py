"""The number of resolutions and paragraphs, with these in their order."""

from collections.abc import Callable
from pathlib import Path

import pytest

from retrieval.asking.answer import Answer
from retrieval.asking.ask import ask
from retrieval.index.build import BuildReport
from retrieval.index.generation import open_generation
from tests.retrieval.encoded import encoded

Answering = Callable[..., Answer]


@pytest.fixture
def answered(build: Callable[[], BuildReport], index: Path) -> Answering:
    """Answer questions on the sample library: 1325 and 2331, whose OP 2 has two sub-paragraphs."""
    build()
    generation = open_generation(index)

    def answer(asked: str, k: int = 5, *, complete: bool = True) -> Answer:
        return ask(asked, encoded(generation), k=k, complete=complete)

    return answer


def ids(answer: Answer) -> list[str]:
    return [hit.clause.id for hit in answer.hits]


def test_a_paragraph_with_its_sub_paragraphs_is_one(answered: Answering) -> None:
    answer = answered("how many operative paragraphs does 2331 have?")
    assert (answer.total, answer.answered) == (3, True)
    assert ids(answer) == ["S/RES/2331(2016)#1", "S/RES/2331(2016)#2", "S/RES/2331(2016)#3"]


def test_without_a_kind_the_preamble_counts_too_and_comes_first(answered: Answering) -> None:
    answer = answered("how many paragraphs in 2331")
    assert answer.total == 5
    assert ids(answer)[:3] == ["S/RES/2331(2016)#PP1", "S/RES/2331(2016)#PP2", "S/RES/2331(2016)#1"]
    assert answered("number of preambular paras in 2331").total == 2


@pytest.mark.parametrize(
    "question",
    [
        "number of OPs in 1325 versus 2331",
        "how many OPs do 1325 and 2331 each have",
        "how many operative paragraphs has 1325 compared with 2331?",
        "compare the number of operative paragraphs in 1325 and 2331",
    ],
)
def test_of_several_resolutions_the_number_of_each_is_said(question: str, answered: Answering) -> None:
    answer = answered(question)
    assert (answer.as_record()["shape"], answer.total) == ("count", 6)
    assert answer.reply == "S/RES/1325 (2000) has 3, S/RES/2331 (2016) has 3."


@pytest.mark.parametrize("question", ["how many OPs in 2331", "how many operative paragraphs do you have in total?"])
def test_of_one_resolution_or_of_the_library_there_is_one_number(question: str, answered: Answering) -> None:
    assert answered(question).reply == ""


def test_a_comparison_of_a_topic_counts_nothing(answered: Answering) -> None:
    assert answered("how many girls in 1325 versus 2331").as_record()["shape"] == "compare"


def test_sub_paragraphs_of_a_paragraph_are_counted(answered: Answering) -> None:
    answer = answered("how many sub-paragraphs does OP 2 of 2331 have?")
    assert (answer.total, ids(answer)) == (2, ["S/RES/2331(2016)#2(a)", "S/RES/2331(2016)#2(b)"])
    assert not answered("how many sub-paragraphs does OP 1 of 2331 have?").answered


def test_the_same_words_in_two_resolutions_count_twice(answered: Answering) -> None:
    answer = answered("how many operative paragraphs do you have in total?")
    assert answer.total == 6
    assert {"S/RES/1325(2000)#3", "S/RES/2331(2016)#3"} < {*ids(answer)}


def test_resolutions_are_counted_with_their_first_paragraph(answered: Answering) -> None:
    answer = answered("how many resolutions are there in total?")
    assert (answer.total, ids(answer)) == (2, ["S/RES/1325(2000)#PP1", "S/RES/2331(2016)#PP1"])
    assert ids(answered("how many resolutions from 2016?")) == ["S/RES/2331(2016)#PP1"]
    assert answered("how many resolutions from 2000?").total == 1, "no later ones"


def test_a_count_is_cut_where_few_hits_are_asked_for(answered: Answering) -> None:
    answer = answered("how many paragraphs in 2331", 1, complete=False)
    assert (answer.total, len(answer.hits)) == (5, 1)


def test_what_the_library_lacks_is_not_counted(answered: Answering) -> None:
    assert answered("how many paragraphs in resolution 2538?").absent == ("S/RES/2538 (2020)",)
    assert not answered("how many resolutions from 1987?").answered
    assert not answered("any resolutions of 1987? how many").near_misses, "none says how many there are"
