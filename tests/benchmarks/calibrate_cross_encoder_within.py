"""Learn how a cross-encoder's score counts for questions with limits, and how well that holds for other authors.

usage: python -m tests.benchmarks.calibrate_cross_encoder_within INDEX QUESTIONS QUESTIONS...

Each file of judged questions is by another author. Each question is put to resolutions and periods that say something
on it and to others (tests/benchmarks/within.py). A logistic model of two values, the log odds that the nearest
paragraph within the limits is on the topic and the greatest score of the first hits, is learned from all but one
author. Prints how that one's questions are judged, and the entry for retrieval/asking/answerability/calibration.toml.
"""

import math
import random
import sys
from pathlib import Path

import numpy as np
import numpy.typing as npt
from sklearn.linear_model import LogisticRegression

from embeddings.encoder import CrossEncoder
from retrieval.asking.answerability.calibration import CrossEncoderWeights, cross_encoder_entry
from retrieval.asking.answerability.cross_encoding import CERTAIN, MOST_RERANKED, score_by_cross_encoder
from retrieval.asking.encoded_index import EncodedIndex
from tests.benchmarks.calibrate_cross_encoder import opened
from tests.benchmarks.within import SEED, judged, limits_for, questions_without_limits

ENOUGH = 0.3
"""Threshold: low, as something is said within four of five limits that people state, and within two of five here."""

Rows = npt.NDArray[np.float64]
"""One row for each question under limits: log odds, score, whether something is said, whether log odds alone answer."""


def main() -> None:
    encoded, cross_encoder = opened(sys.argv[1])
    sets = {path: ask_all(Path(path), encoded, cross_encoder) for path in sys.argv[2:]}
    for path, rows in sets.items():
        learned = fit(np.concatenate([other for name, other in sets.items() if name != path]), "")
        odds = learned.intercept + rows[:, :2] @ np.array([learned.confidence, learned.score])
        reranked, without = 1 / (1 + np.exp(-odds)) >= ENOUGH, rows[:, 3] > 0
        print(f"# {Path(path).stem}: {_said(rows, reranked)}; without reranking {_said(rows, without)}")
    weights = fit(np.concatenate(list(sets.values())), encoded.index.manifest.compiled_as)
    print("\n".join(cross_encoder_entry(weights, "cross_encoder_within")))


def ask_all(path: Path, encoded: EncodedIndex, cross_encoder: CrossEncoder) -> Rows:
    """Put the questions of a file to resolutions and periods, and score the first hits of each."""
    rows, draw = [], random.Random(SEED)
    for question, relevant in questions_without_limits(path, encoded.index):
        for _, says, filters in limits_for(question, relevant, encoded, draw):
            limited = question.limited_to(filters)
            found, _, (likely, answered) = judged(limited, encoded, k=MOST_RERANKED)
            likely = min(max(likely, CERTAIN), 1 - CERTAIN)
            score = max(score_by_cross_encoder(limited.text, found.hits, cross_encoder))
            rows.append((math.log(likely / (1 - likely)), score, says, answered))
    return np.array(rows)


def fit(rows: Rows, compiled_as: str) -> CrossEncoderWeights:
    """Learn the weights."""
    model = LogisticRegression(C=10).fit(rows[:, :2], rows[:, 2])
    confidence, score = map(float, model.coef_[0])
    return CrossEncoderWeights(compiled_as, float(model.intercept_[0]), confidence, score, ENOUGH)


def _said(rows: Rows, answered: npt.NDArray[np.bool_]) -> str:
    says = rows[:, 2] > 0
    kept, refused = answered[says].mean(), (~answered[~says]).mean()
    return f"{says.sum()} saying something, kept {kept:.3f}; {(~says).sum()} silent, refused {refused:.3f}"


if __name__ == "__main__":
    main()
