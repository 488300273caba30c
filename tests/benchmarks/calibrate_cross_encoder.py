"""Learn how a cross-encoder's score of the first hits counts, and say how well that holds for authors kept apart.

usage: python -m tests.benchmarks.calibrate_cross_encoder INDEX QUESTIONS QUESTIONS...

Each file of judged questions is by another author. Of those that are answered by a ranking, the ones that the
confidence leaves in doubt teach a logistic model of two values: the log odds of the confidence, and the greatest score
of the first hits. Prints how each author's questions are judged by what the others taught, and the entry for
retrieval/asking/answerability/calibration.toml.
"""

import math
import sys
from collections.abc import Sequence
from dataclasses import dataclass, fields
from pathlib import Path

import numpy as np
import numpy.typing as npt
from sklearn.linear_model import LogisticRegression

from embeddings.encoder import CrossEncoder
from retrieval.asking.answerability.calibration import CrossEncoderWeights, cross_encoder_entry, find_calibration
from retrieval.asking.answerability.confidence import FOREMOST
from retrieval.asking.answerability.cross_encoding import (
    LEAST,
    MOST,
    is_reranked_without_limits,
    score_by_cross_encoder,
)
from retrieval.asking.ask import ask
from retrieval.asking.encoded_index import EncodedIndex
from retrieval.calibrate import LIKELY_RERANKED
from retrieval.evaluate import ANSWERS, load_questions
from retrieval.index.folder import FolderPlace


@dataclass(frozen=True)
class Asked:
    """Questions that are answered by a ranking; one row each.

    Attributes:
        values: Log odds of the confidence, and the greatest score of the first hits.
        answerable: Whether there is an answer.
        right: Whether it is among the first hits.
        answered: Whether paragraphs are shown as one, without the score.
    """

    values: npt.NDArray[np.float64]
    answerable: npt.NDArray[np.bool_]
    right: npt.NDArray[np.bool_]
    answered: npt.NDArray[np.bool_]

    @property
    def doubtful(self) -> npt.NDArray[np.bool_]:
        """Whether the confidence leaves doubt."""
        sure = 1 / (1 + np.exp(-self.values[:, 0]))
        return (sure > LEAST) & (sure < MOST)


def opened(path: str) -> tuple[EncodedIndex, CrossEncoder]:
    """Open an index without its cross-encoder, and the cross-encoder; end the program if it has none."""
    place = FolderPlace(Path(path))
    index = place.open()
    cross_encoder = place.encoders.open(index.manifest).cross_encoder
    if cross_encoder is None:
        sys.exit(f"the encoder of {path} has no cross-encoder; build the index with all-mpnet-base-v2")
    fast = place.encoders.open(index.manifest, fast=True)
    return EncodedIndex(index, fast, find_calibration(index.manifest)), cross_encoder


def main() -> None:
    fast, cross_encoder = opened(sys.argv[1])
    compiled_as = fast.index.manifest.compiled_as
    sets = {path: ask_all(Path(path), fast, cross_encoder) for path in sys.argv[2:]}
    by_others = []
    for path, one in sets.items():
        others = fit([other for name, other in sets.items() if name != path], compiled_as)
        by_others.append(judged(one, others))
        print(f"# {Path(path).stem}: {_said(one, by_others[-1])}; without reranking {_said(one, one.answered)}")
    names = [field.name for field in fields(Asked)]
    every = Asked(*(np.concatenate([getattr(one, name) for one in sets.values()]) for name in names))
    print(f"# all: {_said(every, np.concatenate(by_others))}; without reranking {_said(every, every.answered)}")
    print("\n".join(cross_encoder_entry(fit(list(sets.values()), compiled_as))))


def ask_all(path: Path, fast: EncodedIndex, cross_encoder: CrossEncoder) -> Asked:
    """Ask the questions of a file without reranking, and score the first hits of each."""
    rows = []
    for question in load_questions(path):
        answer = ask(question.query, fast, k=FOREMOST)
        understood, hits = answer.reading.understood, answer.hits or answer.near_misses
        if not is_reranked_without_limits(understood) or not hits or answer.confidence in (None, 0, 1):
            continue
        score = max(score_by_cross_encoder(understood.text, hits, cross_encoder))
        shown = [clause for hit in hits[:FOREMOST] for clause in (hit.clause.id, *hit.also)]
        best = max(question.relevant.values(), default=0)
        if best == 0 or best >= ANSWERS:
            right = any(question.relevant.get(clause, 0) >= ANSWERS for clause in shown)
            odds = math.log(answer.confidence / (1 - answer.confidence))
            rows.append((odds, score, best > 0, right, answer.answered))
    table = np.array(rows)
    flags = table[:, 2:].astype(bool)
    return Asked(table[:, :2], flags[:, 0], flags[:, 1], flags[:, 2])


def fit(sets: Sequence[Asked], compiled_as: str) -> CrossEncoderWeights:
    """Learn the weights from doubtful questions; those for an answer at all are scaled to those for a right hit."""
    values = np.concatenate([one.values[one.doubtful] for one in sets])
    answerable = np.concatenate([one.answerable[one.doubtful] for one in sets])
    right = np.concatenate([one.right[one.doubtful] for one in sets])
    able = LogisticRegression(C=10).fit(values, answerable)
    sums = values @ able.coef_[0]
    sure = LogisticRegression(C=10).fit(sums[:, np.newaxis], right)
    slope, intercept = float(sure.coef_[0, 0]), float(sure.intercept_[0])
    enough = math.log(LIKELY_RERANKED / (1 - LIKELY_RERANKED)) - float(able.intercept_[0])
    confidence, score = (slope * float(weight) for weight in able.coef_[0])
    least = 1 / (1 + math.exp(-slope * enough - intercept))
    return CrossEncoderWeights(compiled_as, intercept, confidence, score, least)


def judged(asked: Asked, weights: CrossEncoderWeights) -> npt.NDArray[np.bool_]:
    """Return whether each question counts as answered: with the score where there is doubt, else without it."""
    sums = weights.intercept + asked.values @ np.array([weights.confidence, weights.score])
    enough = 1 / (1 + np.exp(-sums)) >= weights.enough
    found: npt.NDArray[np.bool_] = np.where(asked.doubtful, enough, asked.answered)
    return found


def _said(asked: Asked, answered: npt.NDArray[np.bool_]) -> str:
    return (
        f"{len(answered)} questions, accuracy {(answered == asked.answerable).mean():.3f}, answerable kept "
        f"{answered[asked.answerable].mean():.3f}, unanswerable refused {(~answered[~asked.answerable]).mean():.3f}"
    )


if __name__ == "__main__":
    main()
