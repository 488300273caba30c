"""Learn how a cross-encoder's score counts for follow-ups, and how well that holds for other authors.

usage: python -m tests.benchmarks.calibrate_cross_encoder_follow_ups INDEX CONVERSATIONS CONVERSATIONS...

Each file of judged conversations is by another author. A logistic model of two values, the log odds of the confidence
in a follow-up by its own words and the greatest score of its first hits, is learned from all but one author, where that
confidence leaves doubt. Prints how that one's follow-ups without limits are judged, and the entry for
retrieval/asking/answerability/calibration.toml.
"""

import json
import math
import sys
from pathlib import Path

import numpy as np
import numpy.typing as npt
from sklearn.linear_model import LogisticRegression

from embeddings.encoder import CrossEncoder
from retrieval.asking.answer import Answer
from retrieval.asking.answerability.calibration import CrossEncoderWeights, cross_encoder_entry
from retrieval.asking.answerability.cross_encoding import (
    LEAST,
    MOST,
    MOST_RERANKED,
    may_be_reranked,
    score_by_cross_encoder,
)
from retrieval.asking.ask import ask
from retrieval.asking.encoded_index import EncodedIndex
from retrieval.asking.understand.follow_ups.turns import Turn
from retrieval.evaluate import ANSWERS
from tests.benchmarks.calibrate_cross_encoder import opened

ENOUGH = 0.5
"""Threshold: more answerable follow-ups are kept than without the scores, and more unanswerable ones refused."""

Rows = npt.NDArray[np.float64]
"""One row for each follow-up: log odds, score, whether it has an answer, whether it is answered without the score."""


def main() -> None:
    encoded, cross_encoder = opened(sys.argv[1])
    sets = {path: ask_all(Path(path), encoded, cross_encoder) for path in sys.argv[2:]}
    by_others = []
    for path, rows in sets.items():
        weights = fit(np.concatenate([other for name, other in sets.items() if name != path]), "")
        by_others.append(judged(rows, weights))
        print(f"# {Path(path).stem}: {_said(rows, by_others[-1])}; without reranking {_said(rows, rows[:, 3] > 0)}")
    every = np.concatenate(list(sets.values()))
    print(f"# all: {_said(every, np.concatenate(by_others))}; without reranking {_said(every, every[:, 3] > 0)}")
    weights = fit(every, encoded.index.manifest.compiled_as)
    print("\n".join(cross_encoder_entry(weights, "cross_encoder_follow_up")))


def ask_all(path: Path, encoded: EncodedIndex, cross_encoder: CrossEncoder) -> Rows:
    """Ask the conversations of a file without reranking, and score the first hits of each follow-up without limits."""
    rows = []
    for line in path.read_text(encoding="utf-8").splitlines():
        before: tuple[Turn, ...] = ()
        for turn in json.loads(line)["turns"]:
            answer = ask(turn["query"], encoded, k=MOST_RERANKED, before=before)
            best = max(turn["relevant"].values(), default=0)
            if _is_judged_by_own_words(answer) and best in (0, ANSWERS):
                rows.append((*_values(answer, cross_encoder), best > 0, answer.answered))
            if answer.is_turn:
                before = (*before, answer.turn)
    return np.array(rows)


def _is_judged_by_own_words(answer: Answer) -> bool:
    question = answer.reading.understood
    is_follow_up = answer.reading.continues and may_be_reranked(question) and not question.scope.described
    return is_follow_up and answer.confidence not in (None, 0, 1) and bool(answer.hits or answer.near_misses)


def _values(answer: Answer, cross_encoder: CrossEncoder) -> tuple[float, float]:
    """Return the log odds of the confidence in an answer, and the greatest score of its first hits."""
    assert answer.confidence is not None
    hits, question = answer.hits or answer.near_misses, answer.reading.understood
    odds = math.log(answer.confidence / (1 - answer.confidence))
    return odds, max(score_by_cross_encoder(question.text, hits, cross_encoder))


def _doubtful(rows: Rows) -> npt.NDArray[np.bool_]:
    """Return whether the confidence in each follow-up leaves doubt."""
    confidence = 1 / (1 + np.exp(-rows[:, 0]))
    found: npt.NDArray[np.bool_] = (confidence > LEAST) & (confidence < MOST)
    return found


def fit(rows: Rows, compiled_as: str) -> CrossEncoderWeights:
    """Learn the weights from doubtful follow-ups."""
    doubtful = rows[_doubtful(rows)]
    model = LogisticRegression(C=10).fit(doubtful[:, :2], doubtful[:, 2])
    confidence, score = map(float, model.coef_[0])
    return CrossEncoderWeights(compiled_as, float(model.intercept_[0]), confidence, score, ENOUGH)


def judged(rows: Rows, weights: CrossEncoderWeights) -> npt.NDArray[np.bool_]:
    """Return whether each follow-up counts as answered: with the score where there is doubt, else without it."""
    sums = weights.intercept + rows[:, :2] @ np.array([weights.confidence, weights.score])
    found: npt.NDArray[np.bool_] = np.where(_doubtful(rows), 1 / (1 + np.exp(-sums)) >= weights.enough, rows[:, 3] > 0)
    return found


def _said(rows: Rows, answered: npt.NDArray[np.bool_]) -> str:
    has = rows[:, 2] > 0
    return (
        f"accuracy {(answered == has).mean():.3f}, {answered[has].sum()} of {has.sum()} answerable ones kept, "
        f"{(~answered[~has]).sum()} of {(~has).sum()} others refused"
    )


if __name__ == "__main__":
    main()
