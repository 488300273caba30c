"""Order and judgement of doubtful hits by a cross-encoder; a fake one has one score after another."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from itertools import chain, repeat
from typing import Any

import pytest

from retrieval.asking.answer import Answer, Hit, Result
from retrieval.asking.answerability.calibration import Calibration, CrossEncoderWeights
from retrieval.asking.answerability.cross_encoding import MOST_RERANKED, rerank
from retrieval.asking.ask import ask
from retrieval.asking.encoded_index import EncodedIndex
from retrieval.asking.understand.follow_ups.turns import Turn
from retrieval.asking.understand.question import Question
from retrieval.clauses.clause import ClauseKind
from retrieval.clauses.filters import Filters
from retrieval.clauses.scope import Scope
from retrieval.index.generation import Generation
from tests.bot.slack.views.given import HIT
from tests.fakes import FakeEncoder

ASKED = "more women in decision-making"
QUESTION = Question.verbatim(ASKED)
WEIGHTS = CrossEncoderWeights("encoder and cross-encoder", intercept=-0.5, confidence=0.8, score=1.0, enough=0.6)
HITS = [replace(HIT, rank=rank, clause=replace(HIT.clause, id=f"S/RES/1325(2000)#{rank}")) for rank in (1, 2, 3)]


@dataclass
class FakeCrossEncoder:
    """A cross-encoder with one score after another, the last one for all further pairs; it remembers the pairs."""

    given: Sequence[float] = (0.0,)
    pairs: list[tuple[str, str]] = field(default_factory=list)

    def score(self, query: str, passage: str) -> float:
        self.pairs.append((query, passage))
        return list(chain(self.given, repeat(self.given[-1], len(self.pairs))))[len(self.pairs) - 1]


def with_scores(*scores: float) -> tuple[FakeEncoder, FakeCrossEncoder]:
    """Return an encoder with a cross-encoder, and the cross-encoder."""
    cross_encoder = FakeCrossEncoder(scores)
    return FakeEncoder(cross_encoder=cross_encoder), cross_encoder


def found(sure: float | None = 0.5, hits: Sequence[Hit] = HITS) -> Result:
    return Result(tuple(hits), sure, answered=True)


def order(*scores: float) -> list[int]:
    """Return the places that the hits had, in the order of reranking."""
    hits = rerank(QUESTION, found(), with_scores(*scores)[0], None).hits
    assert [hit.rank for hit in hits] == [1, 2, 3]
    return [int(hit.clause.id.rpartition("#")[2]) for hit in hits]


def test_the_second_paragraph_comes_first_if_it_answers_much_better() -> None:
    assert order(-2.0, 1.0) == [2, 1, 3]
    assert order(-2.0, -1.1) == [1, 2, 3]
    assert order(-2.0, -3.0) == [1, 2, 3]


def calibrated(**weights: CrossEncoderWeights) -> Calibration:
    """Return a calibration for which it was learned how much a cross-encoder counts."""
    return Calibration(0.0, (0.0,) * 5, enough=0.5, **weights)


def weighed(sure: float, *scores: float) -> Result:
    """Judge an answer with such a calibration."""
    return rerank(QUESTION, found(sure), with_scores(*scores)[0], calibrated(cross_encoder=WEIGHTS))


def test_the_better_the_score_the_surer_is_the_answer() -> None:
    confidences = [weighed(0.5, score).confidence or 0.0 for score in (-4.0, -1.0, 0.0, 1.0, 4.0)]
    assert confidences == sorted(confidences)
    assert len(set(confidences)) == 5
    assert (weighed(0.9, -4.0).answered, weighed(0.3, 4.0).answered) == (False, True)
    assert (weighed(0.3, 1.0).confidence or 0) < (weighed(0.9, 1.0).confidence or 0), "what else is known counts, too"


def test_the_better_one_of_two_paragraphs_counts() -> None:
    assert weighed(0.5, -3.0, -1.0).confidence == weighed(0.5, -1.0, -3.0).confidence == weighed(0.5, -1.0).confidence


@pytest.mark.parametrize("calibration", [None, calibrated()])
def test_a_cross_encoder_whose_scores_were_not_weighed_only_orders(calibration: Calibration | None) -> None:
    unweighed = rerank(QUESTION, found(), with_scores(-4.0, -2.0)[0], calibration)
    assert (unweighed.confidence, unweighed.answered) == (0.5, True)
    assert unweighed.hits == weighed(0.5, -4.0, -2.0).hits != tuple(HITS)


def test_the_second_paragraph_is_scored_only_if_the_first_does_not_answer() -> None:
    for first, count in ((0.0, 1), (3.0, 1), (-0.1, MOST_RERANKED), (-3.0, MOST_RERANKED)):
        encoder, cross_encoder = with_scores(first, 5.0)
        rerank(QUESTION, found(), encoder, None)
        assert len(cross_encoder.pairs) == count


@pytest.mark.parametrize("sure", [None, 0.0, 0.1, 0.2, 0.95, 0.99, 1.0])
def test_nothing_is_scored_without_doubt(sure: float | None) -> None:
    encoder, cross_encoder = with_scores(-2.0, 1.0)
    assert rerank(QUESTION, found(sure), encoder, None) == found(sure)
    assert cross_encoder.pairs == []


def test_a_single_hit_is_scored_and_none_is_not() -> None:
    encoder, cross_encoder = with_scores(-2.0)
    assert rerank(QUESTION, found(hits=HITS[:1]), encoder, None) == found(hits=HITS[:1])
    assert len(cross_encoder.pairs) == 1
    assert rerank(QUESTION, found(hits=()), encoder, None) == found(hits=())
    assert len(cross_encoder.pairs) == 1


def test_an_encoder_without_a_cross_encoder_changes_nothing() -> None:
    assert rerank(QUESTION, found(), FakeEncoder(), calibrated(cross_encoder=WEIGHTS)) == found()


@pytest.fixture
def answered(generation: Generation, monkeypatch: pytest.MonkeyPatch) -> Callable[..., Answer]:
    """Answer a question that is in doubt."""
    monkeypatch.setattr("retrieval.asking.finder.judge", lambda *_: (0.6, True))

    def answer(
        question: str, using: FakeEncoder, calibration: Calibration | None = None, k: int = 3, **options: Any
    ) -> Answer:
        return ask(question, EncodedIndex(generation, using, calibration), k=k, **options)

    return answer


def test_first_paragraphs_that_do_not_answer_are_no_answer(answered: Callable[..., Answer]) -> None:
    learned = calibrated(cross_encoder=WEIGHTS)
    refused, kept = (answered(ASKED, with_scores(score)[0], learned) for score in (-4.0, 4.0))
    assert (refused.answered, kept.answered) == (False, True)
    assert refused.near_misses[0].clause == kept.hits[0].clause
    assert (refused.confidence or 1) < 0.6 < (kept.confidence or 0)
    assert answered(ASKED, FakeEncoder()).confidence == 0.6


@pytest.mark.parametrize("k", [1, 2, 3])
def test_the_first_hit_is_the_same_however_many_are_wanted(k: int, answered: Callable[..., Answer]) -> None:
    without = answered(ASKED, FakeEncoder())
    found = answered(ASKED, with_scores(-1.0, 4.0)[0], k=k)
    assert found.hits[0].clause == without.hits[1].clause
    assert (len(found.hits), found.confidence, found.answered) == (k, without.confidence, without.answered)


def test_near_misses_are_reranked_too(answered: Callable[..., Answer], monkeypatch: pytest.MonkeyPatch) -> None:
    without = answered(ASKED, FakeEncoder())
    monkeypatch.setattr("retrieval.asking.finder.judge", lambda *_: (0.3, False))
    refused = answered(ASKED, with_scores(-1.0, 4.0)[0])
    assert not refused.answered
    assert refused.near_misses[0].clause == without.hits[1].clause


def test_the_question_is_scored_with_a_paragraph_behind_its_lead_in(answered: Callable[..., Answer]) -> None:
    encoder, cross_encoder = with_scores(4.0)
    hit = answered(ASKED, encoder).hits[0]
    assert cross_encoder.pairs == [(ASKED, f"{hit.clause.lead_in} {hit.clause.text}".strip())]


@pytest.mark.parametrize("asked", ["every mention of women", "how many resolutions mention women"])
def test_lists_are_not_reranked(asked: str, answered: Callable[..., Answer]) -> None:
    encoder, cross_encoder = with_scores(-4.0)
    answered(asked, encoder)
    assert cross_encoder.pairs == []


WITHIN = "what does 1325 say about decision-making"


def test_within_limits_nothing_is_scored_without_weights_for_them() -> None:
    encoder, cross_encoder = with_scores(-4.0)
    limited = replace(QUESTION, scope=Scope(Filters(kinds=(ClauseKind.OPERATIVE,))))
    assert rerank(limited, found(), encoder, calibrated(cross_encoder=WEIGHTS)) == found()
    assert cross_encoder.pairs == []


def test_within_limits_a_cross_encoder_judges_whether_it_is_answered_however_sure_and_orders_nothing(
    answered: Callable[..., Answer], monkeypatch: pytest.MonkeyPatch
) -> None:
    learned = calibrated(cross_encoder_within=WEIGHTS)
    without = answered(WITHIN, FakeEncoder())
    for sure in (0.02, 0.6, 0.98):
        monkeypatch.setattr("retrieval.asking.finder.judge", lambda *_, sure=sure: (sure, True))
        refused, kept = (answered(WITHIN, with_scores(score, score + 2)[0], learned) for score in (-9.0, 9.0))
        assert (refused.answered, kept.answered) == (False, True)
        assert [hit.clause for hit in refused.near_misses] == [hit.clause for hit in without.hits]


def test_a_follow_up_is_judged_by_its_own_words_and_orders_nothing(answered: Callable[..., Answer]) -> None:
    before: tuple[Turn, ...] = (answered(ASKED, FakeEncoder()).turn,)
    learned = calibrated(cross_encoder_follow_up=WEIGHTS)
    without = answered("who reports on that?", FakeEncoder(), before=before)
    encoder, cross_encoder = with_scores(-4.0, -1.0)
    refused = answered("who reports on that?", encoder, learned, before=before)
    kept = answered("who reports on that?", with_scores(4.0)[0], learned, before=before)
    assert (refused.answered, kept.answered) == (False, True)
    assert [hit.clause for hit in refused.near_misses] == [hit.clause for hit in without.hits]
    assert {question for question, _ in cross_encoder.pairs} == {"who reports on that?"}


@pytest.mark.parametrize("asked", ["who reports on that?", "and in 1325?"])
def test_a_follow_up_is_not_scored_without_weights_for_it_or_within_limits(
    asked: str, answered: Callable[..., Answer]
) -> None:
    before: tuple[Turn, ...] = (answered(ASKED, FakeEncoder()).turn,)
    within = {"cross_encoder_follow_up": WEIGHTS} if "1325" in asked else {}
    encoder, cross_encoder = with_scores(-4.0)
    answered(asked, encoder, calibrated(cross_encoder=WEIGHTS, cross_encoder_within=WEIGHTS, **within), before=before)
    assert cross_encoder.pairs == []


def test_another_language_is_not_scored(answered: Callable[..., Answer]) -> None:
    encoder, cross_encoder = with_scores(-4.0)
    answered("más mujeres en la toma de decisiones", encoder, language="es")
    assert cross_encoder.pairs == []
