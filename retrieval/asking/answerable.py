"""Answerability: calibrated probability that the first hits answer a question.

A logistic model weighs the cosine of the nearest paragraph, the lead of the first hit, and whether the question asks
for information that resolutions do not hold. No single score suffices: an off-topic question has a nearest paragraph
too. The weights were learned from requests with and without an answer. A paragraph that has every word of a short
question answers it, whatever the model says.
"""

from __future__ import annotations

import math
import tomllib
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from embeddings.encoder import Vectors
from retrieval.asking.covered import is_covered
from retrieval.asking.elsewhere import log_odds

_TABLE = Path(__file__).parent / "calibration.toml"

FOREMOST = 3
"""Number of top hits that the confidence is about."""

_COVERED = 0.8
"""Confidence if a hit has every word. Of 2,564 requests with an answer, 36 are such, and 29 of them have it among the
first three hits with all-mpnet-base-v2; of 237 requests without an answer, none is.
"""


_STEEPEST = 700.0
"""Largest exponent: beyond it a float overflows, and the confidence is practically 0."""


@dataclass(frozen=True, slots=True)
class Evidence:
    """Features of a ranking that predict whether it answers the question.

    Attributes:
        nearest: Cosine of the nearest clause.
        lead: Score of the first hit over that of the third; 0 where there are fewer.
        covered: Whether one of the first three hits has every word of the question.
    """

    nearest: float
    lead: float
    covered: bool


@dataclass(frozen=True, slots=True)
class Calibration:
    """Weights of the answerability model for one encoder.

    Attributes:
        intercept: Of the logistic model.
        weights: Of nearest, of lead, and of the log odds that the question is out of scope.
        enough: Threshold: least confidence at which a question counts as answered.
    """

    intercept: float
    weights: tuple[float, float, float]
    enough: float


def gather(question: str, hits: Iterable[str], *, cosines: Vectors, late: Vectors) -> Evidence:
    """Compute the answerability features of one search.

    Args:
        question: Its words.
        hits: Texts of the first `FOREMOST` hits.
        cosines: Of the ranked clauses, greatest first; one or more.
        late: Late-interaction scores of the hits, greatest first.
    """
    lead = float(late[0] - late[FOREMOST - 1]) if len(late) >= FOREMOST else 0.0
    return Evidence(float(cosines[0]), lead, is_covered(question, hits))


def confidence(asked: str, evidence: Evidence, calibration: Calibration) -> float:
    """Return the probability that one of the first three hits answers a question."""
    parts = (evidence.nearest, evidence.lead, log_odds(asked))
    logit = calibration.intercept + sum(w * x for w, x in zip(calibration.weights, parts, strict=True))
    sure = 1 / (1 + math.exp(min(-logit, _STEEPEST)))
    return max(sure, _COVERED) if evidence.covered else sure


def judge(asked: str, evidence: Evidence | None, fingerprint: str) -> tuple[float | None, bool]:
    """Return the confidence that the ranked clauses answer a question, and whether it reaches the threshold.

    Args:
        asked: The question, as typed.
        evidence: None if nothing was ranked.
        fingerprint: Of the encoder; without a calibration for it, the confidence is None and any hit is an answer.
    """
    calibration = calibration_for(fingerprint)
    if evidence is None or calibration is None:
        return None, evidence is not None
    sure = confidence(asked, evidence, calibration)
    return sure, sure >= calibration.enough


def calibration_for(fingerprint: str) -> Calibration | None:
    """Return the calibration of an encoder; None if there is none."""
    return _calibrations().get(fingerprint)


@lru_cache(maxsize=1)
def _calibrations() -> dict[str, Calibration]:
    table = tomllib.loads(_TABLE.read_text(encoding="utf-8"))
    return {
        entry["fingerprint"]: Calibration(
            entry["intercept"], (entry["nearest"], entry["lead"], entry["elsewhere"]), entry["enough"]
        )
        for entry in table["encoder"]
    }
