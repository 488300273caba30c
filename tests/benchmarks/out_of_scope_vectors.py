"""Learn from requests with and without an answer which question vectors ask for what resolutions do not hold.

usage: python -m tests.benchmarks.out_of_scope_vectors INDEX REQUESTS.jsonl... [--others QUESTIONS.jsonl...]

Learns for the encoder of INDEX, and writes the weights to
retrieval/asking/answerability/out_of_scope_vectors.safetensors; those of other encoders stay. Each file of requests
counts for as much as any other, as in tests/benchmarks/out_of_scope_words.py, which learns the same of words. Prints
the area under the ROC curve on requests kept apart and on other questions: by vectors, by words, and by the sum of
both.
"""

import argparse
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import numpy.typing as npt
from safetensors.numpy import load_file, save_file
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import roc_auc_score
from sklearn.model_selection import StratifiedKFold

import retrieval
from embeddings.encoder import Encoder
from retrieval.asking.answerability.out_of_scope import out_of_scope_by_words
from retrieval.index.folder import FolderPlace
from tests.benchmarks.out_of_scope_words import FOLDS, SEED, Flags, Numbers, held_out_log_odds, read

Rows = npt.NDArray[np.float32]

C = 3.0  # inverse of the regularisation: as good on both development sets from 1 to 30
BATCH = 32


def main() -> None:
    parser = argparse.ArgumentParser(usage=(__doc__ or "").splitlines()[2].removeprefix("usage: "))
    parser.add_argument("index", type=Path)
    parser.add_argument("requests", nargs="+", type=Path)
    parser.add_argument("--others", nargs="*", type=Path, default=[])
    args = parser.parse_args()
    place = FolderPlace(args.index)
    encoder = place.encoders.open(place.open().manifest)
    queries, out_of_scope, trust = read(args.requests)
    vectors = encoded(queries, encoder)
    by_words = held_out_log_odds(args.requests)
    apart = held_out(vectors, out_of_scope, trust)
    _say(f"{len(queries)} requests, {FOLDS} folds", out_of_scope, apart, [by_words[query] for query in queries])
    model = fitted(vectors, out_of_scope, trust)
    save(model, encoder.fingerprint)
    for path in args.others:
        others, out_of_scope, _ = read([path])
        _say(
            path.name,
            out_of_scope,
            model.decision_function(encoded(others, encoder)),
            [*map(out_of_scope_by_words, others)],
        )


def encoded(texts: Sequence[str], encoder: Encoder) -> Rows:
    """Return the vectors of questions, one row each."""
    order = sorted(range(len(texts)), key=lambda place: len(texts[place]))
    batches = [order[start : start + BATCH] for start in range(0, len(order), BATCH)]
    vectors = [encoder.encode_queries([texts[place] for place in batch]).vectors for batch in batches]
    return np.concatenate(vectors)[np.argsort(order)]


def fitted(vectors: Rows, out_of_scope: Flags, trust: Numbers) -> LogisticRegression:
    """Learn which vectors are out of scope; `trust` holds the weight of each."""
    return LogisticRegression(C=C, max_iter=3_000).fit(vectors, out_of_scope, sample_weight=trust)


def held_out(vectors: Rows, out_of_scope: Flags, trust: Numbers) -> Numbers:
    """Return for each request the log odds by a model that did not learn from it."""
    odds = np.zeros(len(vectors))
    for learn, judge in StratifiedKFold(FOLDS, shuffle=True, random_state=SEED).split(vectors, out_of_scope):
        odds[judge] = fitted(vectors[learn], out_of_scope[learn], trust[learn]).decision_function(vectors[judge])
    return odds


def save(model: LogisticRegression, fingerprint: str) -> None:
    """Write the weights of a model, and its intercept behind them, beside those of other encoders."""
    path = Path(retrieval.__file__).with_name("asking") / "answerability" / "out_of_scope_vectors.safetensors"
    weights = np.append(model.coef_[0], model.intercept_[0]).astype(np.float32)
    save_file({**load_file(path), fingerprint: weights}, path)


def _say(name: str, out_of_scope: Flags, vectors: Numbers, words: Sequence[float]) -> None:
    both = vectors + np.array(words)
    areas = (
        f"{roc_auc_score(out_of_scope, odds):.3f} by {of}"
        for of, odds in (("vectors", vectors), ("words", words), ("both", both))
    )
    print(f"{name}: {', '.join(areas)}")


if __name__ == "__main__":
    main()
