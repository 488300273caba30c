"""Order of doubtful hits by a cross-encoder; a fake one has one score after another for what it reads."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from itertools import chain, repeat

import pytest

from retrieval.asking.answer import Answer
from retrieval.asking.ask import ask
from retrieval.asking.reread import READ, in_order_of_reading
from retrieval.asking.understand.follow_ups.turns import Turn
from retrieval.index.generation import Generation
from tests.bot.slack.views.given import HIT
from tests.fakes import FakeEncoder

ASKED = "more women in decision-making"
HITS = [replace(HIT, rank=rank, clause=replace(HIT.clause, id=f"S/RES/1325(2000)#{rank}")) for rank in (1, 2, 3)]


@dataclass
class FakeCrossEncoder:
    """A cross-encoder with one score after another, the last one for all further pairs; it remembers the pairs."""

    given: Sequence[float] = (0.0,)
    pairs: list[tuple[str, str]] = field(default_factory=list)

    def score(self, query: str, passage: str) -> float:
        self.pairs.append((query, passage))
        return list(chain(self.given, repeat(self.given[-1], len(self.pairs))))[len(self.pairs) - 1]


def reading(*scores: float) -> tuple[FakeEncoder, FakeCrossEncoder]:
    """Return an encoder with a cross-encoder, and the cross-encoder."""
    reader = FakeCrossEncoder(scores)
    return FakeEncoder(cross_encoder=reader), reader


def order(*scores: float, confidence: float | None = 0.5) -> list[int]:
    """Return the places that the hits had, in the order of reading."""
    hits = in_order_of_reading(ASKED, HITS, confidence, reading(*scores)[0])
    assert [hit.rank for hit in hits] == [1, 2, 3]
    return [int(hit.clause.id.rpartition("#")[2]) for hit in hits]


def test_the_second_paragraph_comes_first_if_it_answers_much_better() -> None:
    assert order(-2.0, 1.0) == [2, 1, 3]
    assert order(-2.0, -1.6) == [1, 2, 3]
    assert order(-2.0, -3.0) == [1, 2, 3]


def test_the_second_paragraph_is_read_only_if_the_first_does_not_answer() -> None:
    for first, count in ((0.0, 1), (3.0, 1), (-0.1, READ), (-3.0, READ)):
        encoder, reader = reading(first, 5.0)
        in_order_of_reading(ASKED, HITS, 0.5, encoder)
        assert len(reader.pairs) == count


@pytest.mark.parametrize("sure", [None, 0.0, 0.1, 0.2, 0.95, 0.99, 1.0])
def test_nothing_is_read_without_doubt(sure: float | None) -> None:
    encoder, reader = reading(-2.0, 1.0)
    assert in_order_of_reading(ASKED, HITS, sure, encoder) == tuple(HITS)
    assert reader.pairs == []


def test_nothing_is_read_where_there_is_nothing_to_order() -> None:
    encoder, reader = reading(-2.0, 1.0)
    assert in_order_of_reading(ASKED, HITS[:1], 0.5, encoder) == tuple(HITS[:1])
    assert in_order_of_reading(ASKED, [], 0.5, encoder) == ()
    assert reader.pairs == []


def test_an_encoder_without_a_cross_encoder_leaves_the_order() -> None:
    assert in_order_of_reading(ASKED, HITS, 0.5, FakeEncoder()) == tuple(HITS)


@pytest.fixture
def answered(generation: Generation, monkeypatch: pytest.MonkeyPatch) -> Callable[..., Answer]:
    """Answer a question that is in doubt."""
    monkeypatch.setattr("retrieval.asking.finder.judge", lambda *_: (0.6, True))

    def answer(
        question: str, using: FakeEncoder, k: int = 3, language: str = "en", before: tuple[Turn, ...] = ()
    ) -> Answer:
        return ask(question, index=generation, encoder=using, k=k, language=language, before=before)

    return answer


@pytest.mark.parametrize("k", [1, 2, 3])
def test_the_first_hit_is_the_same_however_many_are_wanted(k: int, answered: Callable[..., Answer]) -> None:
    without = answered(ASKED, FakeEncoder())
    found = answered(ASKED, reading(-1.0, 4.0)[0], k=k)
    assert found.hits[0].clause == without.hits[1].clause
    assert (len(found.hits), found.confidence, found.answered) == (k, without.confidence, without.answered)


def test_near_misses_are_in_order_of_reading_too(
    answered: Callable[..., Answer], monkeypatch: pytest.MonkeyPatch
) -> None:
    without = answered(ASKED, FakeEncoder())
    monkeypatch.setattr("retrieval.asking.finder.judge", lambda *_: (0.3, False))
    refused = answered(ASKED, reading(-1.0, 4.0)[0])
    assert not refused.answered
    assert refused.near_misses[0].clause == without.hits[1].clause


def test_the_question_is_read_with_a_paragraph_behind_its_lead_in(answered: Callable[..., Answer]) -> None:
    encoder, reader = reading(4.0)
    hit = answered(ASKED, encoder).hits[0]
    assert reader.pairs == [(ASKED, f"{hit.clause.lead_in} {hit.clause.text}".strip())]


@pytest.mark.parametrize(
    "asked",
    ["what does 1325 say about decision-making", "every mention of women", "how many resolutions mention women"],
)
def test_limits_and_lists_are_not_read(asked: str, answered: Callable[..., Answer]) -> None:
    encoder, reader = reading(-4.0)
    answered(asked, encoder)
    assert reader.pairs == []


def test_a_follow_up_is_not_read_by_its_own_few_words(answered: Callable[..., Answer]) -> None:
    before: tuple[Turn, ...] = (answered(ASKED, FakeEncoder()).turn,)
    encoder, reader = reading(-4.0)
    answered("and girls?", encoder, before=before)
    assert reader.pairs == []


def test_another_language_is_not_read(answered: Callable[..., Answer]) -> None:
    encoder, reader = reading(-4.0)
    answered("más mujeres en la toma de decisiones", encoder, language="es")
    assert reader.pairs == []
