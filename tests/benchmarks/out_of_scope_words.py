"""Learn from requests with and without an answer which words ask for what resolutions do not hold.

usage: python -m tests.benchmarks.out_of_scope_words REQUESTS.jsonl... [--others QUESTIONS.jsonl...]

Each file of requests counts for as much as any other, whatever its size, since its unanswerable requests are some
author's idea of them. Writes retrieval/asking/answerability/out_of_scope_words.safetensors, and prints the area under
the ROC curve on requests kept apart, and on other questions.
"""

import argparse
from pathlib import Path

import numpy as np
import numpy.typing as npt
from safetensors.numpy import save_file
from scipy.sparse import csr_array
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import roc_auc_score
from sklearn.model_selection import StratifiedKFold

import retrieval
from retrieval.asking.answerability.out_of_scope import BUCKETS, counted_pieces
from retrieval.evaluate import ANSWERS, load_questions

Numbers = npt.NDArray[np.float64]
Flags = npt.NDArray[np.bool_]

SEED, FOLDS = 0, 10
C = 3.0


def main() -> None:
    parser = argparse.ArgumentParser(usage=(__doc__ or "").splitlines()[2].removeprefix("usage: "))
    parser.add_argument("requests", nargs="+", type=Path)
    parser.add_argument("--others", nargs="*", type=Path, default=[])
    args = parser.parse_args()
    queries, out_of_scope, trust = read(args.requests)
    apart = held_out_log_odds(args.requests)
    area = roc_auc_score(out_of_scope, [apart[query] for query in queries])
    print(f"{len(queries)} requests, {FOLDS} folds: {area:.3f}")
    model = _fitted(_rows(queries), out_of_scope, trust)
    tensors = {"weights": model.coef_[0].astype(np.float16), "intercept": model.intercept_.astype(np.float16)}
    save_file(
        tensors, Path(retrieval.__file__).with_name("asking") / "answerability" / "out_of_scope_words.safetensors"
    )
    for path in args.others:
        others, out_of_scope_too, _ = read([path])
        print(f"{path.name}: {roc_auc_score(out_of_scope_too, model.decision_function(_rows(others))):.3f}")


def held_out_log_odds(requests: list[Path]) -> dict[str, float]:
    """Return for each request what a model says that did not learn from it."""
    queries, out_of_scope, trust = read(requests)
    rows, odds = _rows(queries), np.zeros(len(queries))
    for learn, judge in StratifiedKFold(FOLDS, shuffle=True, random_state=SEED).split(rows, out_of_scope):
        odds[judge] = _fitted(rows[learn], out_of_scope[learn], trust[learn]).decision_function(rows[judge])
    return dict(zip(queries, odds.tolist(), strict=True))


def _fitted(rows: csr_array, out_of_scope: Flags, trust: Numbers) -> LogisticRegression:
    return LogisticRegression(C=C, max_iter=3_000).fit(rows, out_of_scope, sample_weight=trust)


def read(paths: list[Path]) -> tuple[list[str], Flags, Numbers]:
    """Return requests, whether nothing answers each, and weights: files, and both classes of a file, count alike."""
    asked = [load_questions(path) for path in paths]
    none = [np.array([max(one.relevant.values(), default=0) < ANSWERS for one in questions]) for questions in asked]
    trust = [np.where(flags, 0.5 / max(flags.sum(), 1), 0.5 / max((~flags).sum(), 1)) for flags in none]
    weights = np.concatenate(trust)
    queries = [one.query for questions in asked for one in questions]
    return queries, np.concatenate(none), weights * (len(weights) / weights.sum())


def _rows(texts: list[str]) -> csr_array:
    counted = [counted_pieces(text) for text in texts]
    edges = np.cumsum([0, *(len(buckets) for buckets, _ in counted)])
    buckets, shares = (np.concatenate(parts) for parts in zip(*counted, strict=True))
    return csr_array((shares, buckets, edges), shape=(len(texts), BUCKETS))


if __name__ == "__main__":
    main()
