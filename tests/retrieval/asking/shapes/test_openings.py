"""Lists of paragraphs by their first or last words are complete, have no other ones, and say how they were made."""

from collections.abc import Callable
from pathlib import Path

import pytest

from bot.answer_wording import shape_lines
from retrieval.asking.answer import Answer
from retrieval.asking.ask import ask
from retrieval.index.build import BuildReport
from retrieval.index.generation import open_generation
from tests.retrieval.encoded import encoded
from tests.samples import write_library

OLDER = """\
Resolution 1612 (2005)

Adopted by the Security Council at its 5235th meeting, on 26 July 2005

The Security Council,

Recalling that it demands a report,

1. Demands, once more, that parties disarm;

2. Requests the Secretary-General:

(a) To report on labour demands;

(b) Demands of parties aside, to urge them to disarm;

3. Recognises the demandeurs, and demands peace;

4. Decides to remain actively seized of the matter.
"""
NEWER = """\
Resolution 2467 (2019)

Adopted by the Security Council at its 8514th meeting, on 23 April 2019

The Security Council,

Deeply concerned at what it requests,

1. Strongly demands that parties disarm, and decides on sanctions;

2. Also requests that the Secretary-General report;

3. In this regard, requests Member States to report;

4. Further decides to remain actively seized of the matter.
"""
_COUNTED = "By their first words: "

Answering = Callable[[str], Answer]


@pytest.fixture
def answered(build: Callable[[], BuildReport], library: Path, index: Path) -> Answering:
    write_library(library, older=OLDER, newer=NEWER)
    build()
    generation = open_generation(index)
    return lambda asked: ask(asked, encoded(generation), k=20)


def _ids(answer: Answer) -> list[str]:
    return [hit.clause.id.removeprefix("S/RES/") for hit in answer.hits]


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ("every paragraph starting with Demands", ["1612(2005)#1", "1612(2005)#2(b)"]),
        ("every paragraph starting with demands", ["1612(2005)#1", "1612(2005)#2(b)"]),
        ("all paragraphs that begin with “Requests the Secretary-General”", ["1612(2005)#2"]),
        ("all OPs of 1612 that begin with Recognizes", ["1612(2005)#3"]),
        ("preambular paragraphs of 1612 starting with Recalling", ["1612(2005)#PP1"]),
        ("OPs starting with Decides since 2019", []),
        ("paragraphs ending “of the matter” since 2019", ["2467(2019)#4"]),
        ("paragraphs that end with “Disarm.”", ["1612(2005)#1", "1612(2005)#2(b)"]),
        ("paragraphs of 1612 ending in “recognizes the demandeurs, and demands peace”", ["1612(2005)#3"]),
        ("paragraphs that end with “matter of the”", []),
    ],
)
def test_paragraphs_are_listed_by_their_own_first_or_last_words(
    answered: Answering, asked: str, found: list[str]
) -> None:
    answer = answered(asked)
    assert _ids(answer) == found
    assert (answer.answered, answer.total) == (bool(found), len(found) or None)


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ("all paragraphs where the Council demands something", ["1612(2005)#1", "1612(2005)#2(b)", "2467(2019)#1"]),
        ("list all decisions in 2467", ["2467(2019)#4"]),
        ("every request to the Secretary-General", ["1612(2005)#2", "2467(2019)#2"]),
        ("list every request", ["1612(2005)#2", "2467(2019)#2", "2467(2019)#3"]),
        ("paragraphs of 1612 where the Council recalls", ["1612(2005)#PP1"]),
    ],
)
def test_paragraphs_are_listed_by_the_verb_of_the_council(answered: Answering, asked: str, found: list[str]) -> None:
    answer = answered(asked)
    assert (_ids(answer), answer.total, answer.by_words) == (found, len(found), True)
    assert answer.reply.startswith(_COUNTED)


def test_a_list_by_first_words_says_how_many_there_are(answered: Answering) -> None:
    asked = "how many paragraphs begin with the word Demands"
    assert shape_lines(answered(asked)) == ["2 paragraphs begin with “Demands”, by date"]
    assert answered(asked).reply == ""


def test_a_list_by_last_words_says_how_many_there_are(answered: Answering) -> None:
    asked = "how many paragraphs end with “disarm”"
    assert shape_lines(answered(asked)) == ["2 paragraphs end with “disarm”, by date"]


@pytest.mark.parametrize(
    ("asked", "reply"),
    [
        ("every paragraph that begins with “Deplores”", "No paragraph in this library begins with “Deplores”."),
        ("paragraphs ending “Deplores”", "No paragraph in this library ends with “Deplores”."),
        ("what does 2467 condemn", "No paragraph in this library begins with “Condemns” within these limits."),
    ],
)
def test_first_words_that_no_paragraph_has_are_said_to_be_of_none(answered: Answering, asked: str, reply: str) -> None:
    answer = answered(asked)
    assert (answer.answered, answer.hits, answer.reply) == (False, (), reply)
