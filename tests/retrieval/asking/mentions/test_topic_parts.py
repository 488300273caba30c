"""Everyday words for what the texts say otherwise are found by the texts' words, and the answer says so."""

from collections.abc import Callable
from pathlib import Path

import pytest

from retrieval.asking.answer import Answer
from retrieval.asking.ask import ask
from retrieval.asking.mentions.topic_parts import in_other_words
from retrieval.index.build import BuildReport
from retrieval.index.generation import Generation, open_generation
from retrieval.library.abbreviations import built_in_abbreviations
from tests.retrieval.encoded import encoded
from tests.samples import write_library

OLDER = """\
Resolution 1612 (2005)

Adopted by the Security Council at its 5235th meeting, on 26 July 2005

The Security Council,

Noting the growing use of unmanned aircraft systems by armed groups,

1. Demands an end of the recruitment and use of children, and of mines and minefields;

2. Requests the Secretary-General to report on mining in the region;

3. Urges an investigation of all abductions, and of abduction for ransom;
"""
NEWER = """\
Resolution 2467 (2019)

Adopted by the Security Council at its 8514th meeting, on 23 April 2019

The Security Council,

Concerned by disinformation and by misinformation,

1. Encourages the participation of older persons and of persons with disabilities;

2. Condemns kidnapping and hostage-taking;

3. Stresses that children with disabilities are at risk in conflict;

4. Supports the resolution of conflict;
"""


@pytest.fixture
def answered(indexed: Callable[..., Generation]) -> Callable[[str], Answer]:
    generation = indexed(older=OLDER, newer=NEWER)
    return lambda asked: ask(asked, encoded(generation), k=10)


def ids(answer: Answer) -> list[str]:
    return [hit.clause.id.removeprefix("S/RES/") for hit in answer.hits]


@pytest.mark.parametrize(
    ("asked", "found", "others"),
    [
        ("every mention of drones", ["1612(2005)#PP1"], ("unmanned aircraft system",)),
        ("which resolutions mention a drone?", ["1612(2005)#PP1"], ("unmanned aircraft system",)),
        ("list all paragraphs on fake news", ["2467(2019)#PP1"], ("disinformation", "misinformation")),
        ("the elderly, all mentions", ["2467(2019)#1"], ("older persons",)),
        ("elderly people: all references", ["2467(2019)#1"], ("older persons",)),
        ("how many paragraphs mention landmines?", ["1612(2005)#1"], ("mines", "minefield")),
        ("every mention of child soldiers", ["1612(2005)#1"], ("recruitment and use of children",)),
        (
            "all paragraphs on the handicapped",
            ["2467(2019)#1", "2467(2019)#3"],
            ("persons with disabilities", "disability"),
        ),
        ("when were drones first mentioned?", ["1612(2005)#PP1"], ("unmanned aircraft system",)),
        ("every mention of kidnappings", ["1612(2005)#3", "2467(2019)#2"], ("abduction",)),
        ("every mention of ending war", ["2467(2019)#4"], ("resolution of conflict",)),  # not each with "conflict"
        ("list every mention of drones or fake news", ["1612(2005)#PP1", "2467(2019)#PP1"], None),
    ],
)
def test_everyday_words_find_what_the_texts_say(
    answered: Callable[[str], Answer], asked: str, found: list[str], others: tuple[str, ...] | None
) -> None:
    answer = answered(asked)
    assert (ids(answer), answer.by_words) == (found, True)
    assert others is None or answer.other_words == others
    assert answer.as_record()["other_words"] == list(answer.other_words)


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ("every use of the word kidnapping", ["2467(2019)#2"]),
        ("find the words “kidnapping”", ["2467(2019)#2"]),
        ("every mention of “kidnapping”", ["2467(2019)#2"]),
        ("every mention of older persons", ["2467(2019)#1"]),
        ("every mention of disinformation", ["2467(2019)#PP1"]),
        ("every mention of children with disabilities", ["2467(2019)#3"]),
    ],
)
def test_words_that_are_quoted_or_the_texts_own_are_found_as_they_are(
    answered: Callable[[str], Answer], asked: str, found: list[str]
) -> None:
    answer = answered(asked)
    assert (ids(answer), answer.by_words, answer.other_words) == (found, True, ())


def test_a_side_of_a_comparison_speaks_in_the_words_of_the_texts(answered: Callable[[str], Answer]) -> None:
    older, _ = answered("compare 1612 and 2467 on drones").sides
    assert older.ids[0] == "S/RES/1612(2005)#PP1"


def test_a_library_adds_words_of_its_own(build: Callable[[], BuildReport], library: Path, index: Path) -> None:
    write_library(library, older=OLDER, newer=NEWER)
    (library / "abbreviations.toml").write_text('[other-words]\n"digging for gold" = ["mining"]\n', encoding="utf-8")
    build()
    generation: Generation = open_generation(index)
    answer = ask("every mention of digging for gold", encoded(generation), k=5)
    assert (ids(answer), answer.other_words) == (["1612(2005)#2"], ("mining",))


@pytest.mark.parametrize(
    ("topic", "others"),
    [
        ("UN staff", ("United Nations personnel", "United Nations staff")),
        ("kidnapped children", ("abducted children",)),
        ("neighborhood policing", ("community-oriented policing", "community policing")),
        ("faith leaders or clergy", ("religious leader", "faith leader")),
        ("women's convention", ("Convention on the Elimination of All Forms of Discrimination against Women",)),
        # Rape is not all sexual violence; an elder is not elderly; the rest has no other words.
        ("rape", ()),
        ("elders", ()),
        ("staff", ()),
        ("news", ()),
        ("women", ()),
        ("conventions", ()),
    ],
)
def test_only_words_for_the_same_are_taken(topic: str, others: tuple[str, ...]) -> None:
    found = in_other_words(topic, topic, built_in_abbreviations())
    assert set(others) <= set(found)
    assert bool(others) == bool(found)
