"""Theme suggestions for clauses without labels, with calibrated probabilities.

Three steps:

1. A logistic model of wording and meaning gives a probability for each theme. It was trained on judged paragraphs and
   calibrated on PeaceWomen's labels (docs/themes.md).
2. The odds of a theme are corrected by its frequency among the labels of this library.
3. The labels of similar clauses (nearest neighbours) vote, weighted by their similarity.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping, Sequence, Set
from dataclasses import dataclass, replace
from functools import lru_cache
from pathlib import Path

import numpy as np

from embeddings.encoder import Vectors
from retrieval.arrays import Mask, Rows, starts_of
from retrieval.clauses.clause import Clause, Labeller, ThemeLabel
from retrieval.suggesting.features import EVIDENCE, Numbers, gather_evidence
from retrieval.suggesting.profiles import Profiles

MOST = 4
"""Maximum suggestions for one clause."""

_WORTH_REVIEW = 0.2
"""Least probability of a suggestion. One below `LIKELY` is for review only: labels given there make others likely."""

_TABLE = Path(__file__).parent / "weights.toml"

_PRIOR = 30.0
"""Pseudo-count that smooths the correction of a theme's odds: added to its labels, and to the labels expected."""

_ALIKE, _FALL = 0.75, 0.08
"""Cosine at which a neighbour's vote weighs as much as the features, and the step by which its weight grows e-fold."""

_NEIGHBOURS = 10
_ROWS = 1024
"""Clauses per batch that are compared with all labelled ones: some megabytes."""


@dataclass(frozen=True, slots=True)
class Weights:
    """Weights of the logistic model.

    Attributes:
        evidence: Weight of each feature in `EVIDENCE`.
        themes: Bias of each theme.
        own: Slope and shift for the logits of a theme that is not in `themes`; they undo the calibration on others.
    """

    intercept: float
    evidence: tuple[float, ...]
    themes: Mapping[str, float]
    own: tuple[float, float] = (1.0, 0.0)


def with_suggestions(
    clauses: Sequence[Clause],
    *,
    vectors: Vectors,
    owners: Rows,
    profiles: Profiles,
    described: Vectors,
    rejected: Mapping[str, Set[str]],
) -> tuple[Clause, ...]:
    """Return the clauses with suggested themes, likeliest first, added to those without a label.

    Suggestions below `LIKELY` are for review only: `without_unlikely_themes` drops them.

    Args:
        clauses: In corpus order.
        vectors: Unit rows of their passages, shape (passages, dim).
        owners: Row of the clause of each passage, ascending.
        profiles: Phrases and descriptions of the themes.
        described: Unit rows of the themes' descriptions, shape (themes, dim).
        rejected: Themes that users rejected, by clause id; they are not suggested.
    """
    sure = probabilities(clauses, vectors=vectors, owners=owners, profiles=profiles, described=described)
    names = [profile.name for profile in profiles.themes]
    suggested = []
    for clause, row in zip(clauses, sure, strict=True):
        order = [] if clause.themes else np.argsort(-row, kind="stable").tolist()
        likely = [column for column in order if row[column] >= _WORTH_REVIEW]
        labels = [
            ThemeLabel(names[column], Labeller.SUGGESTED, round(float(row[column]), 2))
            for column in likely
            if names[column] not in rejected.get(clause.id, ())
        ]
        suggested.append(replace(clause, themes=clause.themes + tuple(labels[:MOST])))
    return tuple(suggested)


def probabilities(
    clauses: Sequence[Clause], *, vectors: Vectors, owners: Rows, profiles: Profiles, described: Vectors
) -> Numbers:
    """Return the probability of each theme for each clause, its own labels ignored, shape (clauses, themes)."""
    names = [profile.name for profile in profiles.themes]
    given = np.array([[any(label.name == name for label in clause.themes) for name in names] for clause in clauses])
    evidence, possible = gather_evidence(clauses, profiles, vectors, owners, described)
    predicted = np.where(possible, likelihood(evidence, names, shipped_weights()), 0)
    return with_library_labels(predicted, possible, given, clause_vectors(vectors, owners))


def with_library_labels(predicted: Numbers, possible: Mask, given: Mask, vectors: Vectors) -> Numbers:
    """Correct the probabilities of the logistic model by the library's labels, and mix in the votes of similar clauses.

    Args:
        predicted: Probabilities of the logistic model, shape (clauses, themes).
        possible: Flags of possible themes, the same shape; votes of similar clauses can add other themes.
        given: Flags of given labels; the same shape.
        vectors: A unit row for each clause.
    """
    labelled = np.flatnonzero(given.any(axis=1))
    corrected = np.where(possible, _corrected(predicted, predicted[labelled], given[labelled]), 0)
    return _with_neighbours(corrected, vectors, labelled, given[labelled].astype(float))


def likelihood(evidence: Numbers, names: Sequence[str], weights: Weights) -> Numbers:
    """Return the probabilities of the logistic model, shape (clauses, themes)."""
    of_themes = np.array([weights.themes.get(name, 0.0) for name in names])
    logits: Numbers = evidence @ np.array(weights.evidence) + of_themes + weights.intercept
    own = [column for column, name in enumerate(names) if name not in weights.themes]
    slope, shift = weights.own
    logits[:, own] = slope * logits[:, own] + shift
    return 1 / (1 + np.exp(-logits))


def _corrected(predicted: Numbers, known: Numbers, given: Mask) -> Numbers:
    """Multiply the odds of each theme by how much more often than expected the labels of this library give it.

    Args:
        predicted: Probabilities of the logistic model, shape (clauses, themes).
        known: The rows of `predicted` for labelled clauses.
        given: The labels of these clauses, as flags.
    """
    odds = predicted * (given.sum(axis=0) + _PRIOR) / (known.sum(axis=0) + _PRIOR)
    corrected: Numbers = odds / (1 - predicted + odds)
    return corrected


def _with_neighbours(sure: Numbers, vectors: Vectors, labelled: Rows, given: Numbers) -> Numbers:
    """Mix in the votes of the most similar labelled clauses; a clause's own labels do not count."""
    if not len(labelled):
        return sure
    mixed = np.empty_like(sure)
    reach = min(_NEIGHBOURS, len(labelled))
    for start in range(0, len(sure), _ROWS):
        rows = slice(start, start + _ROWS)
        cosines = vectors[rows] @ vectors[labelled].T
        cosines[np.arange(start, start + len(cosines))[:, np.newaxis] == labelled] = -1
        nearest = np.argpartition(-cosines, reach - 1, axis=1)[:, :reach]
        closeness = np.minimum(np.take_along_axis(cosines, nearest, axis=1), 1)
        counts = np.exp((closeness - _ALIKE) / _FALL)
        votes = (counts[:, :, np.newaxis] * given[nearest]).sum(axis=1)
        mixed[rows] = (sure[rows] + votes) / (1 + counts.sum(axis=1, keepdims=True))
    return mixed


def clause_vectors(vectors: Vectors, owners: Rows) -> Vectors:
    """Pool passage vectors into a unit row for each clause: their mean."""
    sums: Vectors = np.add.reduceat(vectors, starts_of(owners)[:-1])
    sums /= np.maximum(np.linalg.norm(sums, axis=1, keepdims=True), 1e-9)
    return sums


@lru_cache(maxsize=1)
def shipped_weights() -> Weights:
    """Load the trained weights."""
    table = tomllib.loads(_TABLE.read_text(encoding="utf-8"))
    evidence = tuple(table["evidence"][name] for name in EVIDENCE)
    return Weights(table["intercept"], evidence, table["themes"], (table["own"]["slope"], table["own"]["shift"]))
