"""Fit how far the evidence of one encoder is trusted, and say how well that holds on questions kept apart.

usage: python -m tests.benchmarks.calibrate QUESTIONS.jsonl INDEX

Prints the entry of the index's encoder for retrieval/calibration.toml.
"""

import sys
from dataclasses import astuple
from pathlib import Path

import numpy as np
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import StratifiedKFold, cross_val_predict

from bot.assistant import to_search_for
from bot.settings import Settings
from embeddings.reference import load_encoder
from retrieval.answerable import Evidence
from retrieval.evaluate import load_questions
from retrieval.index.generation import open_generation
from retrieval.search import search
from retrieval.understand.facts import facts_of
from retrieval.understand.smalltalk import reply_kind
from retrieval.understand.understood import understand

REPEATS, FOLDS = 10, 10
NAMES = tuple(Evidence.__dataclass_fields__)


def main(questions: str, index: str) -> None:
    generation = open_generation(Path(index))
    encoder = load_encoder(generation.manifest.encoder, Settings.from_env({}).models_dir)
    facts = facts_of(generation.clauses, generation.manifest.vocabulary)
    judged = [question for question in load_questions(Path(questions)) if reply_kind(question.query) is None]
    evidence = []
    for question in judged:
        wanted = to_search_for(understand(question.query, facts), generation)
        evidence.append(search(wanted, generation=generation, encoder=encoder, k=10).evidence)
    rows = np.array([astuple(row) for row in evidence if row])
    answered = np.array([bool(question.relevant) for question, row in zip(judged, evidence, strict=True) if row])
    scale = rows.std(axis=0)
    print(f"# {_held_out(rows / scale, answered)}")
    model = LogisticRegression().fit(rows / scale, answered)
    manifest = generation.manifest
    print(f'[[encoder]]\nname = "{manifest.encoder}"\nfingerprint = "{manifest.fingerprint}"')
    print(f"intercept = {model.intercept_[0]:.3f}")
    for name, weight in zip(NAMES, model.coef_[0] / scale, strict=True):
        print(f"{name} = {weight:.3f}")


def _held_out(rows: np.typing.NDArray[np.float64], answered: np.typing.NDArray[np.bool_]) -> str:
    figures = []
    for seed in range(REPEATS):
        folds = StratifiedKFold(FOLDS, shuffle=True, random_state=seed)
        sure = cross_val_predict(LogisticRegression(), rows, answered, cv=folds, method="predict_proba")[:, 1]
        bins = np.clip((sure * 5).astype(int), 0, 4)
        error = sum(abs(sure[bins == b].mean() - answered[bins == b].mean()) * (bins == b).mean() for b in set(bins))
        said = sure >= 0.5
        figures.append([(said == answered).mean(), said[answered].mean(), (~said[~answered]).mean(), error])
    accuracy, kept, refused, error = np.mean(figures, axis=0)
    return (
        f"{FOLDS} folds, {REPEATS} times: accuracy {accuracy:.3f}, answerable kept {kept:.3f}, "
        f"unanswerable refused {refused:.3f}, calibration error {error:.3f}"
    )


if __name__ == "__main__":
    main(*sys.argv[1:])
