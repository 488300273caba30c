"""Is this answered at all, and how sure is that?

No single score tells: a far-off question has a nearest paragraph too. What tells is how near that one is, how far the
first hit leads, and what is asked for. How much each tells was learned from requests with and without an answer. A few
words that a paragraph has all of are answered by it whatever else tells.
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
"""Hits that are shown first, and that confidence is about."""

_COVERED = 0.8
"""Confidence where a hit has every word. Of 2,564 requests with an answer 36 are such, and 29 have it among the first
three hits with all-mpnet-base-v2; of 237 without one none is."""


_STEEPEST = 700.0
"""Exponent beyond which no float is large enough, and confidence is 0 for long."""


@dataclass(frozen=True, slots=True)
class Evidence:
    """What the rankings tell.

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
    """How far the evidence of one encoder is trusted.

    Attributes:
        intercept: Of a logistic model.
        weights: For nearest and lead, and for the log odds that the question asks for what is elsewhere.
        enough: The confidence from which on a question counts as answered.
    """

    intercept: float
    weights: tuple[float, float, float]
    enough: float


def gather(question: str, hits: Iterable[str], *, cosines: Vectors, late: Vectors) -> Evidence:
    """Return the evidence that one search gives.

    Args:
        question: Its words.
        hits: The words of the first hits, as many as confidence is about.
        cosines: Of the clauses searched, greatest first; one or more.
        late: Scores of the hits, greatest first.
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
    """Return the confidence that ranked clauses answer a question, and whether that is enough.

    Args:
        asked: The question, as typed.
        evidence: None where nothing was ranked.
        fingerprint: Of the encoder; of one that was not measured, the confidence is None, and any hit is an answer.
    """
    calibration = calibration_for(fingerprint)
    if evidence is None or calibration is None:
        return None, evidence is not None
    sure = confidence(asked, evidence, calibration)
    return sure, sure >= calibration.enough


def calibration_for(fingerprint: str) -> Calibration | None:
    """Return the calibration of an encoder, None for one that has not been measured."""
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
