"""Is this answered at all, and how sure is that?

No single score tells: a far-off question has a nearest paragraph too. What tells is how far the nearest stands out
from the paragraphs around it, how far the first hit leads, whether the two rankings agree, and what is asked for.
"""

from __future__ import annotations

import math
import re
import tomllib
from collections.abc import Sequence
from dataclasses import astuple, dataclass
from functools import lru_cache
from importlib.resources import files

import numpy as np

from embeddings.encoder import Vectors
from retrieval.index.dense import Rows

AROUND = 100
"""The nearest clauses of the library, whose mean cosine the best one is measured against."""

_FOREMOST = 3
"""Hits that are shown first, and that confidence is about."""

# Counts, votes, office holders, today's state, definitions, errands: what resolutions do not hold. Of 2,564 requests
# with an answer 6 % ask in such words, of 237 without one 57 %.
_ELSEWHERE = re.compile(
    r"""\b(?:
      how\s+(?:many|much|old|tall|far) | what\s+(?:percentage|share|number|proportion|time|year|date) | percent(?:age)?
    | when\s+(?:did|was|were|is|does|will) | who\s+(?:is|was|are|were|won|drafted|wrote|chairs|heads)
    | which\s+(?:country|countries|states?|tcc|ngos?|part(?:y|ies))
    | vot(?:e|es|ed|ing) | abstain\w* | abstention\w* | sponsor\w* | veto\w*
    | current(?:ly)? | today | tomorrow | yesterday | tonight | so\s+far | right\s+now
    | (?:this|next|last)\s+(?:week|month|year) | highest | lowest | cheapest | best | fastest
    | salar(?:y|ies) | prices? | cost\s+of | fees? | rate | budget\s+of | quota
    | phone | e-?mail | address | website | link | url | download | pdf | template | syllabus | recipe | weather
    | flight | hotel | visa | password | laptop | script | software | excel | definition | defined? | stand\s+for
    | apply\s+for | how\s+do\s+i | can\s+you | you | bot
    )\b""",
    re.IGNORECASE | re.VERBOSE,
)


@dataclass(frozen=True, slots=True)
class Evidence:
    """What the rankings and the wording of a question tell.

    Attributes:
        peak: Cosine of the nearest clause over the mean of the `AROUND` nearest of the whole library.
        lead: Score of the first hit over that of the third; 0 where there are fewer.
        distance: How far down the dense ranking the first three hits stand: log of 1 + their mean position from 0.
        elsewhere: 1 if it asks for what resolutions do not hold, in the words of such questions; else 0.
    """

    peak: float
    lead: float
    distance: float
    elsewhere: float


@dataclass(frozen=True, slots=True)
class Calibration:
    """Weights of the evidence in a logistic model, fitted for one encoder."""

    intercept: float
    weights: tuple[float, float, float, float]


def gather(question: str, *, cosines: Vectors, around: Vectors, late: Vectors, positions: Rows) -> Evidence:
    """Return the evidence that one search gives.

    Args:
        question: Its words.
        cosines: Of the clauses searched, greatest first; one or more.
        around: Cosines of the nearest clauses of the whole library.
        late: Scores of the hits, greatest first.
        positions: Of the hits in the dense ranking, counted from 0.
    """
    return Evidence(
        peak=float(cosines[0] - around.mean()),
        lead=float(late[0] - late[_FOREMOST - 1]) if len(late) >= _FOREMOST else 0.0,
        distance=math.log1p(float(np.mean(positions[:_FOREMOST]))),
        elsewhere=float(_ELSEWHERE.search(question) is not None),
    )


def confidence(evidence: Evidence, calibration: Calibration) -> float:
    """Return the probability that one of the first three hits answers."""
    parts: Sequence[float] = astuple(evidence)
    logit = calibration.intercept + sum(w * x for w, x in zip(calibration.weights, parts, strict=True))
    return 1 / (1 + math.exp(-logit))


def calibration_for(fingerprint: str) -> Calibration | None:
    """Return the calibration of an encoder, None for one that has not been measured."""
    return _calibrations().get(fingerprint)


@lru_cache(maxsize=1)
def _calibrations() -> dict[str, Calibration]:
    table = tomllib.loads((files("retrieval") / "calibration.toml").read_text(encoding="utf-8"))
    return {
        entry["fingerprint"]: Calibration(
            entry["intercept"], (entry["peak"], entry["lead"], entry["distance"], entry["elsewhere"])
        )
        for entry in table["encoder"]
    }
