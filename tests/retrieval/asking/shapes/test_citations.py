"""The paragraphs that mention a resolution are those that cite it, however they do."""

import shlex
from collections.abc import Callable

import pytest

from bot.answer_wording import shape_lines
from retrieval.asking.answer import Answer
from retrieval.asking.ask import ask
from retrieval.index.generation import Generation
from tests.retrieval.encoded import encoded

CITED = """\
Resolution 1612 (2005)

Adopted by the Security Council at its 5235th meeting, on 26 July 2005

The Security Council,

Recalling its resolution 1261 (1999) of 25 August 1999,

1. Urges Member States to protect women in camps, as in resolution 1612 (2005);

2. Decides to remain actively seized of the matter.
"""
CITING = """\
Resolution 2467 (2019)

Adopted by the Security Council at its 8514th meeting, on 23 April 2019

The Security Council,

Reaffirming resolutions 1261 (1999), 1612 (2005) and 2106 (2013),

1. Calls for action on paragraph 1 of resolution 1612 (2005), and for 1,612 advisers;

2. Welcomes the study on the implementation of resolution 1612;

3. Decides to remain actively seized of the matter.
"""
CITING_PARTS = CITING.replace(
    "Reaffirming resolutions", "Recalling resolution 46/182 of 1991, A/59/19/Rev.1 and resolutions"
).replace("paragraph 1 of", "paragraph 1 (b) of")
CITED_OTHERS = CITED.replace("2. Decides", "2. Recalls its statement S/PRST/2005/8;\n\n3. Decides")
CITING_OTHERS = CITING.replace("3. Decides", "3. Recalls S/PRST/2005/8 and the letter S/2015/716;\n\n4. Decides")
Answering = Callable[[str], Answer]


@pytest.fixture
def answered(indexed: Callable[..., Generation]) -> Answering:
    generation = indexed(older=CITED, newer=CITING)
    return lambda asked: ask(asked, encoded(generation), k=5, complete=True)


@pytest.fixture
def answered_of_others(indexed: Callable[..., Generation]) -> Answering:
    """Answer questions on resolutions that cite other documents."""
    generation = indexed(older=CITED_OTHERS, newer=CITING_OTHERS)
    return lambda asked: ask(asked, encoded(generation), k=5, complete=True)


def ids(answer: Answer) -> list[str]:
    return [hit.clause.id for hit in answer.hits]


def test_every_paragraph_that_cites_a_resolution_mentions_it_but_its_own(answered: Answering) -> None:
    answer = answered("which resolutions mention 1612?")
    assert ids(answer) == ["S/RES/2467(2019)#PP1", "S/RES/2467(2019)#1", "S/RES/2467(2019)#2"]
    assert (answer.answered, answer.by_words, answer.total) == (True, True, 3)
    assert shape_lines(answer) == ["3 paragraphs mention S/RES/1612 (2005), by date"]


def test_the_citation_is_highlighted(answered: Answering) -> None:
    marked = [[hit.text[slice(*span)] for span in hit.highlights] for hit in answered("who cites 1612?").hits]
    assert marked == [["1612 (2005)"], ["1", "1612 (2005)"], ["1612"]]


def test_mentions_are_counted_dated_and_limited(answered: Answering) -> None:
    assert answered("how many resolutions mention 1261").total == 2
    assert ids(answered("when was resolution 1261 last mentioned?"))[0] == "S/RES/2467(2019)#PP1"
    assert ids(answered("which operative paragraphs mention 1612?")) == ["S/RES/2467(2019)#1", "S/RES/2467(2019)#2"]


def test_mentions_of_a_paragraph_are_of_it_alone(answered: Answering) -> None:
    assert ids(answered("which resolutions refer to paragraph 1 of 1612")) == ["S/RES/2467(2019)#1"]


def test_references_are_found_in_parts_and_to_revisions(indexed: Callable[..., Generation]) -> None:
    generation = indexed(older=CITED, newer=CITING_PARTS)

    def found(asked: str) -> list[str]:
        return ids(ask(asked, encoded(generation), k=5))

    for asked in ("which paragraphs mention A/RES/46/182?", "which paragraphs mention A/59/19?"):
        assert found(asked) == ["S/RES/2467(2019)#PP1"]
    for asked in ("who cites OP 1 of 1612?", "who cites OP 1 (b) of 1612?"):
        assert found(asked) == ["S/RES/2467(2019)#1"]
    assert found("who cites OP 1 (c) of 1612?") == found("who cites A/59/1?") == []
    assert "S/RES/2467(2019)#PP1" in found("what does 2467 cite?")
    assert len(found("which resolutions mention 1612?")) == 3


def test_a_resolution_that_is_shown_is_none_whose_mentions_are_asked_for(answered: Answering) -> None:
    answer = answered("S/RES/1612 (2005) since 2010")
    assert (answer.answered, answer.reply) == (False, "")


@pytest.mark.parametrize(
    ("asked", "places", "total"),
    [
        ("who cites S/PRST/2005/8", ["1612(2005)#2", "2467(2019)#3"], 2),
        ("how many resolutions mention s/prst/2005/8 or S/2015/716?", ["1612(2005)#2", "2467(2019)#3"], 2),
        ("paragraphs that mention both S/PRST/2005/8 and S/2015/716", ["2467(2019)#3"], 1),
        ("does 1612 mention S/PRST/2005/8?", ["1612(2005)#2"], 1),
        ("latest mention of S/PRST/2005/8", ["2467(2019)#3", "1612(2005)#2"], None),
    ],
)
def test_the_mentions_of_another_document_are_those_that_cite_it(
    answered_of_others: Answering, asked: str, places: list[str], total: int | None
) -> None:
    answer = answered_of_others(asked)
    assert ids(answer) == [f"S/RES/{place}" for place in places]
    assert (answer.answered, answer.by_words, answer.total) == (True, True, total)


def test_the_citation_of_another_document_is_highlighted(answered_of_others: Answering) -> None:
    marked = [[hit.text[slice(*span)] for span in hit.highlights] for hit in answered_of_others("S/2015/716").hits]
    assert marked == [["S/2015/716"]]


def test_a_document_that_nothing_mentions_is_said_to_be_mentioned_nowhere(answered: Answering) -> None:
    answer = answered("which paragraphs mention S/PRST/2015/25?")
    assert (answer.answered, answer.hits) == (False, ())
    assert answer.reply == "No paragraph in this library mentions S/PRST/2015/25."


@pytest.mark.parametrize(
    ("asked", "reply"),
    [
        (
            "which resolutions cite both 1612 and 2467?",
            "No resolution in this library mentions S/RES/1612 (2005) and S/RES/2467 (2019).",
        ),
        ("does 1612 mention S/2015/716?", "No paragraph in this library mentions S/2015/716 within these limits."),
        (
            "which resolutions do not mention S/2015/716",
            "Only what the texts say can be found, not which of them leave something out: ask which ones mention it.",
        ),
        (
            "paragraphs on reparations that are not about children",
            "Only what the texts say can be found, not which of them leave something out: ask without “children”.",
        ),
    ],
)
def test_what_nothing_mentions_together_is_said(answered: Answering, asked: str, reply: str) -> None:
    answer = answered(asked)
    assert (answer.answered, answer.hits, answer.reply) == (False, (), reply)


def test_a_ranking_of_what_is_not_about_something_says_that_it_may_be(answered: Answering) -> None:
    answer = answered("forced marriage, but not about girls")
    assert answer.answered or answer.near_misses
    assert answer.reply == "Only what the texts say can be found: these paragraphs may be about “girls”, too."


@pytest.mark.parametrize("asked", ["S/2015/716 para 1", "what does S/2015/716 say?", "OP 1 of S/2015/716"])
def test_another_document_is_said_not_to_be_here(answered: Answering, asked: str) -> None:
    answer = answered(asked)
    assert (answer.answered, answer.hits, answer.absent) == (False, (), ("S/2015/716",))
    assert answer.reply == "S/2015/716 is not in this library, which holds resolutions of the Security Council."


@pytest.mark.parametrize(
    ("asked", "reply"),
    [
        ("which resolutions mention 2467?", "No other resolution in this library mentions S/RES/2467 (2019)."),
        ("which resolutions cite resolution 1540?", "No other resolution in this library mentions S/RES/1540 (2004)."),
        ("what cites OP 2 of 1612?", "No resolution in this library mentions S/RES/1612 (2005), OP 2."),
        (
            "which operative paragraphs mention 1261?",
            "No other resolution in this library mentions S/RES/1261 (1999) within these limits.",
        ),
    ],
)
def test_what_nothing_mentions_is_said(answered: Answering, asked: str, reply: str) -> None:
    answer = answered(asked)
    assert (answer.answered, answer.hits, answer.near_misses, answer.reply) == (False, (), (), reply)


@pytest.mark.parametrize(
    ("asked", "places", "total", "line"),
    [
        ("which resolutions does 2467 recall?", ["PP1", "1", "2"], 3, "3 paragraphs cite other documents"),
        ("what does OP 2 of 2467 cite", ["2"], 1, "1 paragraph cites another document"),
        ("how many resolutions does 2467 cite", ["PP1", "1", "2"], 3, "3 other resolutions are cited"),
        (
            "how many paragraphs of 2467 cite other resolutions",
            ["PP1", "1", "2"],
            3,
            "3 paragraphs cite other documents",
        ),
        ("documents cited in the operative part of 2467", ["1", "2"], 2, "2 paragraphs cite other documents"),
    ],
)
def test_what_a_resolution_cites_is_listed_or_counted(
    answered: Answering, asked: str, places: list[str], total: int, line: str
) -> None:
    answer = answered(asked)
    assert ids(answer) == [f"S/RES/2467(2019)#{place}" for place in places]
    assert (answer.answered, answer.total, shape_lines(answer)) == (True, total, [line])


def test_a_resolution_does_not_cite_itself(answered: Answering) -> None:
    assert ids(answered("what does 1612 cite?")) == ["S/RES/1612(2005)#PP1"]


def test_what_is_cited_is_highlighted(answered: Answering) -> None:
    marked = [[hit.text[slice(*span)] for span in hit.highlights] for hit in answered("what does 2467 cite?").hits]
    assert marked == [["1261 (1999)", "1612 (2005)", "2106 (2013)"], ["1", "1612 (2005)"], ["1612"]]


@pytest.mark.parametrize(
    ("asked", "reply"),
    [
        ("does 1612 mention 2467?", "S/RES/1612 (2005) does not mention S/RES/2467 (2019)."),
        (
            "which operative paragraphs of 2467 cite 1261",
            "S/RES/2467 (2019) does not mention S/RES/1261 (1999) within these limits.",
        ),
        ("which resolutions does OP 2 of 1612 cite", "S/RES/1612 (2005), OP 2 cites no other resolution."),
        (
            "documents cited in the operative part of 1612",
            "S/RES/1612 (2005) cites no other document within these limits.",
        ),
    ],
)
def test_what_is_not_cited_is_said(answered: Answering, asked: str, reply: str) -> None:
    answer = answered(asked)
    assert (answer.answered, answer.hits, answer.reply) == (False, (), reply)


@pytest.mark.parametrize(
    ("asked", "places", "total"),
    [
        ("which resolutions cite 1261 or 2106?", ["1612(2005)#PP1", "2467(2019)#PP1"], 2),
        ("which resolutions cite both 1261 and 1612?", ["2467(2019)#PP1", "2467(2019)#1", "2467(2019)#2"], 3),
        ("which paragraphs cite both 1261 and 1612?", ["2467(2019)#PP1"], 1),
        (
            "how many resolutions cite 1261 or 1612",
            ["1612(2005)#PP1", "2467(2019)#PP1", "2467(2019)#1", "2467(2019)#2"],
            2,
        ),
        ("does 2467 recall 1261 or 1325?", ["2467(2019)#PP1"], 1),
    ],
)
def test_the_mentions_of_several_resolutions_are_of_any_or_of_all(
    answered: Answering, asked: str, places: list[str], total: int
) -> None:
    answer = answered(asked)
    assert ids(answer) == [f"S/RES/{place}" for place in places]
    assert (answer.answered, answer.total) == (True, total)


def test_how_often_a_resolution_mentions_something_is_counted_in_it(answered: Answering) -> None:
    answer = answered("how often does 1612 mention women?")
    assert (ids(answer), answer.total, answer.by_words) == (["S/RES/1612(2005)#1"], 1, True)


@pytest.mark.parametrize(
    ("asked", "places"),
    [
        ("what does 1261 say?", ["S/RES/1612(2005)#PP1", "S/RES/2467(2019)#PP1"]),
        ("1261 OP 3", ["S/RES/1612(2005)#PP1", "S/RES/2467(2019)#PP1"]),
        ("2106 (2013)", ["S/RES/2467(2019)#PP1"]),
        ("what does 1888 say", []),
    ],
)
def test_the_paragraphs_that_recall_a_resolution_which_is_not_here_come_near(
    asked: str, places: list[str], answered: Answering
) -> None:
    answer = answered(asked)
    mention = ["", " One paragraph here mentions it.", " 2 paragraphs here mention it."][len(places)]
    assert not answer.answered
    assert [hit.clause.id for hit in answer.near_misses] == places
    assert answer.reply.endswith(f"' adds it.{mention}")


@pytest.mark.parametrize(
    ("asked", "command"),
    [
        ("what does 1261 say?", "clausebot index add S/RES/1261"),
        ("S/RES/2106 (2013)", "clausebot index add S/RES/2106"),
        ("what does S/RES/9999 say", 'clausebot index add "S/RES/9999 (YEAR)"'),
        ("S/RES/2899 (2031)", 'clausebot index add "S/RES/2899 (2031)"'),
        ("S/RES/1888 (1950)", 'clausebot index add "S/RES/1888 (1950)"'),
    ],
)
def test_the_command_that_adds_an_absent_resolution_works_in_a_shell(
    asked: str, command: str, answered: Answering
) -> None:
    said = answered(asked).reply
    assert f"; '{command}' adds it." in said
    assert len(shlex.split(command, posix=True)) == 4


def test_those_that_recall_it_come_before_others_on_the_topic(answered: Answering) -> None:
    answer = answered("what does resolution 2106 say on women in camps?")
    assert [hit.clause.id for hit in answer.near_misses][:1] == ["S/RES/2467(2019)#PP1"]
    assert len(answer.near_misses) > 1
