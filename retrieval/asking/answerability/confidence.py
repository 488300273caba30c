"""Answerability: calibrated probability that the first hits answer a question.

A logistic model weighs five features: the cosine of the nearest paragraph; the lead of the first hit; the log odds that
the question is out of scope, by its words and by its vector; and whether one paragraph has all its words. No single
score suffices: an off-topic question has a nearest paragraph too. The weights were learned from requests with and
without an answer.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from embeddings.encoder import Vectors
from retrieval.asking.answerability.calibration import Calibration, probability_of
from retrieval.asking.answerability.coverage import is_covered
from retrieval.asking.answerability.out_of_scope import out_of_scope_by_words

FOREMOST = 3
"""Number of top hits that the confidence is about."""


@dataclass(frozen=True, slots=True)
class Evidence:
    """Features of a ranking that predict whether it answers the question.

    Attributes:
        nearest: Cosine of the nearest clause.
        lead: Score of the first hit over that of the third; 0 where there are fewer.
        covered: Whether one of the first three hits has every word of the question.
        out_of_scope_by_vector: Log odds that the question is out of scope, by its vector; 0 for an encoder without such
            a model.
    """

    nearest: float
    lead: float
    covered: bool
    out_of_scope_by_vector: float


def gather_evidence(
    question: str, hits: Iterable[str], *, cosines: Vectors, late: Vectors, out_of_scope_by_vector: float
) -> Evidence:
    """Compute the answerability features of one search.

    Args:
        question: Text of the question.
        hits: Texts of the first `FOREMOST` hits.
        cosines: Cosines of the ranked clauses, greatest first; one or more.
        late: Late-interaction scores of the hits, greatest first.
        out_of_scope_by_vector: See `Evidence`.
    """
    lead = float(late[0] - late[FOREMOST - 1]) if len(late) >= FOREMOST else 0.0
    return Evidence(float(cosines[0]), lead, is_covered(question, hits), out_of_scope_by_vector)


def features(evidence: Evidence, odds: float) -> tuple[float, ...]:
    """Return the values of `FEATURES`.

    Args:
        evidence: Features of the ranking.
        odds: Log odds that the question is out of scope, by its words.
    """
    return evidence.nearest, evidence.lead, odds, evidence.out_of_scope_by_vector, float(evidence.covered)


def confidence(question: str, evidence: Evidence, calibration: Calibration) -> float:
    """Return the probability that one of the first three hits answers a question."""
    return probability_of(logit(question, evidence, calibration))


def logit(question: str, evidence: Evidence, calibration: Calibration) -> float:
    """Return the log odds that one of the first three hits answers a question."""
    values = features(evidence, out_of_scope_by_words(question))
    return calibration.intercept + sum(w * x for w, x in zip(calibration.weights, values, strict=True))


def judge(question: str, evidence: Evidence | None, calibration: Calibration | None) -> tuple[float | None, bool]:
    """Return the confidence that the ranked clauses answer a question, and whether it reaches the threshold.

    Args:
        question: Text of the question.
        evidence: None if nothing was ranked.
        calibration: Calibration of the encoder; if None, the confidence is None and any hit answers.
    """
    if evidence is None or calibration is None:
        return None, evidence is not None
    probability = confidence(question, evidence, calibration)
    return probability, probability >= calibration.enough
