"""Judgement and order of doubtful answers by a cross-encoder; a fake one has scores by place in what it reads."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from itertools import chain, repeat

import pytest

from embeddings.encoder import Encoder
from retrieval.asking import calibration
from retrieval.asking.answer import Answer, Result
from retrieval.asking.ask import ask
from retrieval.asking.calibration import Calibration, Reading
from retrieval.asking.reread import READ, judge_by_reading
from retrieval.asking.understand.follow_ups.turns import Turn
from retrieval.index.generation import Generation
from tests.bot.slack.views.given import HIT
from tests.fakes import FakeEncoder

READING = Reading("reads", intercept=-0.5, confidence=0.8, score=1.0, enough=0.6)
ASKED = "more women in decision-making"
HITS = [replace(HIT, rank=rank, clause=replace(HIT.clause, id=f"S/RES/1325(2000)#{rank}")) for rank in (1, 2, 3)]


@dataclass
class FakeCrossEncoder:
    """A cross-encoder with one score after another, the last one for all further pairs; it remembers the pairs."""

    given: Sequence[float] = (0.0,)
    fingerprint: str = "reads"
    pairs: list[tuple[str, str]] = field(default_factory=list)

    def score(self, query: str, passage: str) -> float:
        self.pairs.append((query, passage))
        return list(chain(self.given, repeat(self.given[-1], len(self.pairs))))[len(self.pairs) - 1]


@pytest.fixture(autouse=True)
def calibrated(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let the fake encoder be one that reading was learned for."""
    fake = Calibration(0.0, (0.0,) * 5, enough=0.5, reading=READING)
    monkeypatch.setattr(calibration, "_own", {FakeEncoder().fingerprint: fake})


def reading(*scores: float, fingerprint: str = "reads") -> tuple[FakeEncoder, FakeCrossEncoder]:
    """Return an encoder with a cross-encoder, and the cross-encoder."""
    reader = FakeCrossEncoder(scores or (0.0,), fingerprint)
    return FakeEncoder(cross_encoder=reader), reader


def judged(sure: float, *scores: float) -> Result:
    found = judge_by_reading(sure, ASKED, HITS, reading(*scores)[0])
    assert found is not None
    return found


def order(found: Result) -> list[int]:
    """Return the original places of hits, whose ranks are always in order."""
    assert [hit.rank for hit in found.hits] == [1, 2, 3]
    return [int(hit.clause.id.rpartition("#")[2]) for hit in found.hits]


def test_the_better_it_reads_the_surer_is_the_answer() -> None:
    confidences = [judged(0.5, score).confidence or 0.0 for score in (-4.0, -1.0, 0.0, 1.0, 4.0)]
    assert confidences == sorted(confidences)
    assert len(set(confidences)) == 5
    assert (judged(0.9, -4.0).answered, judged(0.3, 4.0).answered) == (False, True)
    assert (judged(0.3, 1.0).confidence or 0) < (judged(0.9, 1.0).confidence or 0), "what else is known counts, too"


def test_the_second_paragraph_is_read_only_if_the_first_does_not_answer() -> None:
    for first, count in ((0.0, 1), (3.0, 1), (-0.1, READ), (-3.0, READ)):
        encoder, reader = reading(first, 5.0)
        judge_by_reading(0.5, ASKED, HITS, encoder)
        assert len(reader.pairs) == count


def test_the_second_paragraph_comes_first_if_it_answers_much_better() -> None:
    assert order(judged(0.5, -2.0, 1.0)) == [2, 1, 3]
    assert order(judged(0.5, -2.0, -1.6)) == [1, 2, 3]
    assert order(judged(0.5, -2.0, -3.0)) == [1, 2, 3]
    assert judged(0.5, -2.0, 1.0).confidence == judged(0.5, 1.0).confidence, "the better one counts"


def test_a_single_hit_is_read_alone() -> None:
    encoder, reader = reading(-2.0)
    found = judge_by_reading(0.5, ASKED, HITS[:1], encoder)
    assert found is not None
    assert (len(reader.pairs), len(found.hits)) == (1, 1)


@pytest.mark.parametrize("sure", [None, 0.0, 0.1, 0.2, 0.95, 0.99, 1.0])
def test_nothing_is_read_without_doubt(sure: float | None) -> None:
    encoder, reader = reading(1.0)
    assert judge_by_reading(sure, ASKED, HITS, encoder) is None
    assert reader.pairs == []


@pytest.mark.parametrize(
    "other",
    [FakeEncoder(), reading(fingerprint="another")[0], replace(reading()[0], name="unmeasured")],
    ids=["no cross-encoder", "another one", "another encoder"],
)
def test_what_was_not_measured_judges_nothing(other: Encoder) -> None:
    assert judge_by_reading(0.5, ASKED, HITS, other) is None
    assert judge_by_reading(0.5, ASKED, [], reading()[0]) is None


@pytest.fixture
def answered(generation: Generation, monkeypatch: pytest.MonkeyPatch) -> Callable[..., Answer]:
    """Answer a question that is in doubt without reading."""
    monkeypatch.setattr("retrieval.asking.finder.judge", lambda *_: (0.6, True))

    def answer(
        question: str, using: Encoder, k: int = 3, language: str = "en", before: tuple[Turn, ...] = ()
    ) -> Answer:
        return ask(question, index=generation, encoder=using, k=k, language=language, before=before)

    return answer


def test_first_paragraphs_that_do_not_answer_are_no_answer(answered: Callable[..., Answer]) -> None:
    refused, kept = (answered(ASKED, reading(score)[0]) for score in (-4.0, 4.0))
    assert (refused.answered, kept.answered) == (False, True)
    assert refused.near_misses[0].clause == kept.hits[0].clause
    assert (refused.confidence or 1) < 0.6 < (kept.confidence or 0)
    assert answered(ASKED, FakeEncoder()).confidence == 0.6


@pytest.mark.parametrize("k", [1, 2, 3])
def test_the_first_hit_is_the_same_however_many_are_wanted(k: int, answered: Callable[..., Answer]) -> None:
    without = answered(ASKED, FakeEncoder()).hits
    found = answered(ASKED, reading(-1.0, 4.0)[0], k=k).hits
    assert found[0].clause == without[1].clause
    assert len(found) == k


def test_the_question_is_read_with_a_paragraph_behind_its_lead_in(answered: Callable[..., Answer]) -> None:
    encoder, reader = reading(4.0)
    hit = answered(ASKED, encoder).hits[0]
    assert reader.pairs == [(ASKED, f"{hit.clause.lead_in} {hit.clause.text}".strip())]


@pytest.mark.parametrize(
    "asked",
    ["what does 1325 say about decision-making", "every mention of women", "how many resolutions mention women"],
)
def test_limits_and_lists_are_judged_in_their_own_way(asked: str, answered: Callable[..., Answer]) -> None:
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
