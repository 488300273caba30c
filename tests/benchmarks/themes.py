"""Learn what evidence for a theme weighs, and say how good the suggestions are.

usage: python -m tests.benchmarks.themes learn JUDGED.csv LABELS.csv INDEX …   prints the entries of weights.toml
       python -m tests.benchmarks.themes folds JUDGED.csv LABELS.csv INDEX …   on resolutions that were not learned from
       python -m tests.benchmarks.themes apart LABELS.csv INDEX                the shipped weights

The weights are learned from JUDGED.csv, paragraphs that the authors judged, and calibrated on LABELS.csv, which has
labels by PeaceWomen. Both have a line for each theme of a clause, `clause,theme,doubtful`: a theme that is doubtful
("yes"), or of which the source does not say whether it was given ("unknown"), counts neither for nor against. Clauses
that an index does not have are left out, and counted. Figures are for the first index.
"""

import csv
import sys
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

import faiss
import numpy as np
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import LeaveOneGroupOut

from embeddings.encoder import Vectors
from embeddings.reference import load_encoder
from retrieval.arrays import Mask, Rows
from retrieval.clauses.clause import LIKELY
from retrieval.index.default_folders import models_folder
from retrieval.index.dense import VECTORS_FILE
from retrieval.index.generation import read_clauses
from retrieval.index.publishing import read_manifest
from retrieval.library.themes import built_in_vocabulary
from retrieval.suggesting.features import EVIDENCE, Numbers, gather_evidence
from retrieval.suggesting.profiles import load_profiles
from retrieval.suggesting.suggest import MOST, Weights, clause_vectors, likelihood, shipped_weights, with_library_labels

NAMES = built_in_vocabulary().names
DOUBTS = {"": 1.0, "yes": 0.4, "unknown": float("nan")}  # what a theme counts for when the weights are learned
STRENGTH = 0.05  # of the calibration; chosen in folds: so few labels bear no strong one
BINS = (0.0, 0.1, 0.2, 0.35, LIKELY, 0.6, 1.0)


@dataclass(frozen=True)
class Sample:
    """Judged clauses of an index.

    Attributes:
        resolutions: The number of each one's resolution.
        evidence: Shape (clauses, themes, evidence).
        possible: Shape (clauses, themes).
        judged: 1 for a theme that is right, 0 for one that is wrong, between for one in doubt, NaN for one that is not
            known; shape (clauses, themes).
        vectors: A unit row for each clause.
    """

    resolutions: Rows
    evidence: Numbers
    possible: Mask
    judged: Numbers
    vectors: Vectors


def main(what: str, *files: str) -> None:
    judged, labels, *indexes = map(Path, files if what != "apart" else ("", *files))
    samples = [read_sample(labels, index) for index in indexes]
    if what == "apart":
        evaluate(samples[0], [likelihood(samples[0].evidence, NAMES, shipped_weights())])
        return
    raw = learn([read_sample(judged, index) for index in indexes])
    if what == "learn":
        print(_toml(calibrated(raw, samples)))
    else:
        evaluate(samples[0], held_out(raw, samples))


def evaluate(sample: Sample, sums: Sequence[Numbers]) -> None:
    """Print the figures of a sample for the probabilities of the logistic model."""
    found = np.where(sample.possible, sums[0], 0)
    print("## no clause of the library is labelled")
    report(with_library_labels(found, sample.possible, np.zeros_like(sample.possible), sample.vectors), sample.judged)
    print("## the clauses of all other resolutions are labelled")
    report(_one_out(found, sample), sample.judged)


def read_sample(judged: Path, index: Path) -> Sample:
    folder, manifest = read_manifest(index)
    clauses = read_clauses(folder, manifest)
    flat = faiss.read_index(str(folder / VECTORS_FILE))
    vectors, owners = flat.reconstruct_n(0, flat.ntotal), np.load(folder / "owners.npy")
    profiles = load_profiles(Path("nowhere"), built_in_vocabulary())
    encoder = load_encoder(manifest.encoder, models_folder())
    described = encoder.encode_passages([theme.description for theme in profiles.themes]).vectors
    evidence, possible = gather_evidence(clauses, profiles, vectors, owners, described)
    said: dict[str, Numbers] = defaultdict(lambda: np.zeros(len(NAMES)))
    with judged.open(encoding="utf-8", newline="") as file:
        for line in csv.DictReader(file):
            themes = said[line["clause"]]
            if line["theme"]:
                themes[NAMES.index(line["theme"])] = DOUBTS[line["doubtful"]]
    rows = np.array([row for row, clause in enumerate(clauses) if clause.id in said], np.int64)
    print(f"# {manifest.encoder}: {len(rows)} judged clauses, {len(said) - len(rows)} not in this index")
    if not len(rows):
        sys.exit(f"{index} has none of the clauses of {judged}")
    return Sample(
        np.array([clauses[row].symbol.number for row in rows]),
        evidence[rows],
        possible[rows],
        np.array([said[clauses[row].id] for row in rows]),
        clause_vectors(vectors, owners)[rows],
    )


def learn(samples: Iterable[Sample]) -> Weights:
    """Fit the logistic model; a theme in doubt is both right and wrong, with a weight for each."""
    rows, targets = [], []
    for sample in samples:
        of_theme = np.broadcast_to(np.eye(len(NAMES)), (*sample.possible.shape, len(NAMES)))
        rows.append(np.concatenate([sample.evidence, of_theme], axis=2)[sample.possible])
        targets.append(sample.judged[sample.possible])
    x, y = np.concatenate(rows), np.concatenate(targets)
    model = LogisticRegression(max_iter=3000)
    both = np.concatenate([np.ones(len(y)), np.zeros(len(y))])
    model.fit(np.concatenate([x, x]), both, sample_weight=np.concatenate([y, 1 - y]) / len(rows))
    weights = model.coef_[0].tolist()
    of_themes = dict(zip(NAMES, weights[len(EVIDENCE) :], strict=True))
    return Weights(float(model.intercept_[0]), tuple(weights[: len(EVIDENCE)]), of_themes)


def calibrated(raw: Weights, samples: Sequence[Sample]) -> Weights:
    """Scale and shift the weights so that the probabilities are those of a sample: one slope, and a bias per theme."""
    rows, targets = [], []
    for sample in samples:
        known = sample.possible & ~np.isnan(sample.judged)
        of_theme = np.broadcast_to(np.eye(len(NAMES)), (*known.shape, len(NAMES)))
        rows.append(np.concatenate([_logits(sample, raw)[:, :, np.newaxis], of_theme], axis=2)[known])
        targets.append(sample.judged[known])
    model = LogisticRegression(C=STRENGTH / len(samples), max_iter=3000)
    model.fit(np.concatenate(rows), np.concatenate(targets))
    slope, *biases = model.coef_[0].tolist()
    themes = {name: slope * raw.themes[name] + bias for name, bias in zip(NAMES, biases, strict=True)}
    evidence = tuple(slope * weight for weight in raw.evidence)
    own = 1 / slope, -float(model.intercept_[0]) / slope
    return Weights(slope * raw.intercept + float(model.intercept_[0]), evidence, themes, own)


def held_out(raw: Weights, samples: Sequence[Sample]) -> list[Numbers]:
    """Return the probabilities for each sample, calibrated on all other resolutions."""
    sums = [np.zeros_like(sample.judged) for sample in samples]
    for learned, kept in LeaveOneGroupOut().split(sums[0], groups=samples[0].resolutions):
        weights = calibrated(raw, [_part(sample, learned) for sample in samples])
        for found, sample in zip(sums, samples, strict=True):
            found[kept] = likelihood(sample.evidence[kept], NAMES, weights)
    return sums


def _part(sample: Sample, rows: Rows) -> Sample:
    return Sample(*(getattr(sample, name)[rows] for name in sample.__dataclass_fields__))


def _logits(sample: Sample, weights: Weights) -> Numbers:
    sums = likelihood(sample.evidence, NAMES, weights)
    logits: Numbers = np.log(sums / (1 - sums))
    return logits


def _one_out(sums: Numbers, sample: Sample) -> Numbers:
    settled = np.zeros_like(sums)
    for number in np.unique(sample.resolutions):
        own = sample.resolutions == number
        given = (sample.judged == 1) & ~own[:, np.newaxis]
        settled[own] = with_library_labels(sums, sample.possible, given, sample.vectors)[own]
    return settled


def report(sure: Numbers, judged: Numbers) -> None:
    order = np.argsort(np.argsort(-sure, axis=1), axis=1)
    suggested = (sure >= LIKELY) & (order < MOST)
    certain = (judged == 0) | (judged == 1)
    print("| theme | judged right | suggested | of these doubtful | precision | recall | F1 |")
    print("| --- | --: | --: | --: | --: | --: | --: |")
    for column, name in enumerate(NAMES):
        print(_line(name, suggested[:, [column]], judged[:, [column]]))
    print(_line("all", suggested, judged))
    for low, high in pairwise(BINS):
        within = certain & (sure >= low) & (sure < high if high < 1 else sure <= 1)
        if within.any():
            print(f"{low:.2f} to {high:.2f}: {within.sum()}, mean {sure[within].mean():.2f}, ", end="")
            print(f"right {judged[within].mean():.2f}")
    print(f"Brier {((sure - judged)[certain] ** 2).mean():.4f}, ", end="")
    print(f"clauses with a suggestion {suggested.any(axis=1).mean():.2f}, the first right {_first(sure, judged):.2f}\n")


def _first(sure: Numbers, judged: Numbers) -> float:
    """Return how often the likeliest theme is right or in doubt, of clauses that have a right one."""
    rows = (judged == 1).any(axis=1)
    return float((judged[rows, sure[rows].argmax(axis=1)] > 0).mean())


def _line(name: str, suggested: Mask, judged: Numbers) -> str:
    right = int((suggested & (judged == 1)).sum())
    wrong, missed = int((suggested & (judged == 0)).sum()), int((~suggested & (judged == 1)).sum())
    doubtful = int((suggested & (judged == DOUBTS["yes"])).sum())
    precision, recall = right / max(right + wrong, 1), right / max(right + missed, 1)
    f1 = 2 * right / max(2 * right + wrong + missed, 1)
    total = right + wrong + doubtful
    return f"| {name} | {right + missed} | {total} | {doubtful} | {precision:.2f} | {recall:.2f} | {f1:.2f} |"


def _toml(weights: Weights) -> str:
    lines: Sequence[str] = [
        f"intercept = {weights.intercept:.3f}",
        "",
        "[evidence]",
        *(f'"{name}" = {value:.3f}' for name, value in zip(EVIDENCE, weights.evidence, strict=True)),
        "",
        "[themes]",
        *(f'"{name}" = {value:.3f}' for name, value in weights.themes.items()),
        "",
        "[own]",
        *(f"{name} = {value:.3f}" for name, value in zip(("slope", "shift"), weights.own, strict=True)),
    ]
    return "\n".join(lines)


if __name__ == "__main__":
    main(*sys.argv[1:])
