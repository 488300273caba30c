"""Learn from requests with and without an answer which words ask for what resolutions do not hold.

usage: python -m tests.benchmarks.elsewhere REQUESTS.jsonl [OTHERS.jsonl]

Writes retrieval/asking/elsewhere.safetensors, and prints the area under the ROC curve on requests kept apart, and on
others.
"""

import sys
from pathlib import Path

import numpy as np
import numpy.typing as npt
from safetensors.numpy import save_file
from scipy.sparse import csr_array
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import roc_auc_score
from sklearn.model_selection import StratifiedKFold, cross_val_predict

import retrieval
from retrieval.asking.answerable import BUCKETS, counted_pieces
from retrieval.evaluate import load_questions

SEED, FOLDS = 0, 10


def main(requests: str, others: str = "") -> None:
    queries, elsewhere = _read(requests)
    apart = held_out_log_odds(Path(requests))
    print(
        f"{len(queries)} requests, {FOLDS} folds: {roc_auc_score(elsewhere, [apart[query] for query in queries]):.3f}"
    )
    model = _model().fit(_rows(queries), elsewhere)
    tensors = {"weights": model.coef_[0].astype(np.float16), "intercept": model.intercept_.astype(np.float16)}
    save_file(tensors, Path(retrieval.__file__).with_name("asking") / "elsewhere.safetensors")
    if others:
        queries, elsewhere = _read(others)
        print(f"{len(queries)} others: {roc_auc_score(elsewhere, model.decision_function(_rows(queries))):.3f}")


def held_out_log_odds(requests: Path) -> dict[str, float]:
    """Return for each request what a model says that did not learn from it."""
    queries, elsewhere = _read(str(requests))
    folds = StratifiedKFold(FOLDS, shuffle=True, random_state=SEED)
    odds = cross_val_predict(_model(), _rows(queries), elsewhere, cv=folds, method="decision_function")
    return dict(zip(queries, odds.tolist(), strict=True))


def _model() -> LogisticRegression:
    # Balanced, since one request in twelve without an answer is how they were collected, not how people ask.
    return LogisticRegression(class_weight="balanced", max_iter=3_000)


def _read(path: str) -> tuple[list[str], npt.NDArray[np.bool_]]:
    asked = load_questions(Path(path))
    return [question.query for question in asked], np.array([not question.relevant for question in asked])


def _rows(texts: list[str]) -> csr_array:
    counted = [counted_pieces(text) for text in texts]
    edges = np.cumsum([0, *(len(buckets) for buckets, _ in counted)])
    buckets, shares = (np.concatenate(parts) for parts in zip(*counted, strict=True))
    return csr_array((shares, buckets, edges), shape=(len(texts), BUCKETS))


if __name__ == "__main__":
    main(*sys.argv[1:])
