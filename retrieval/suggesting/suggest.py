"""Themes for clauses that nobody has labelled: suggestions, each with the probability that it would be given.

Three steps. The evidence of wording and meaning is summed by a logistic model, learned once from paragraphs that we
judged (docs/themes.md). How often the labels of this library bear such a sum out corrects it. And where clauses much
like one are labelled, their labels count for it, the more the likelier they are.
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

ENOUGH = 0.35
"""Probability from which on a theme is suggested: there the evidence by itself speaks for it as often as not."""

MOST = 4
"""Themes suggested for one clause."""

_TABLE = Path(__file__).parent / "weights.toml"

_PRIOR = (28.0, 40.0), (1.0, 50.0)
"""How often a label is given where all evidence is for it, and where none is: so many times of so many. That is what is
believed before the labels of a library are seen, each of which counts as one time more (docs/themes.md)."""

_THEME_PRIOR = 30.0
"""Weight of what holds for all themes, when one theme is corrected."""

_ALIKE, _FALL = 0.8, 0.05
"""Cosine from which on another clause counts for as much as all evidence, and the step in which that grows e-fold."""

_NEIGHBOURS = 10
_ROWS = 1024
"""Clauses compared with all labelled ones at a time: some megabytes."""


@dataclass(frozen=True, slots=True)
class Weights:
    """A logistic model over the evidence.

    Attributes:
        evidence: For each of EVIDENCE.
        themes: For a theme as such; that of one which is not here is the mean.
    """

    intercept: float
    evidence: tuple[float, ...]
    themes: Mapping[str, float]


def with_suggestions(
    clauses: Sequence[Clause],
    *,
    vectors: Vectors,
    owners: Rows,
    profiles: Profiles,
    described: Vectors,
    rejected: Mapping[str, Set[str]],
) -> tuple[Clause, ...]:
    """Return clauses, those without a label with the themes that are suggested for them, likeliest first.

    Args:
        clauses: In corpus order.
        vectors: Unit rows of their passages, shape (passages, dim).
        owners: For each passage, the position of its clause, ascending.
        profiles: How the themes are recognised.
        described: Unit rows of the themes' descriptions, shape (themes, dim).
        rejected: Themes that somebody said a clause does not have, by its id; they are not suggested.
    """
    sure = probabilities(clauses, vectors=vectors, owners=owners, profiles=profiles, described=described)
    names = [profile.name for profile in profiles.themes]
    suggested = []
    for clause, row in zip(clauses, sure, strict=True):
        order = [] if clause.themes else np.argsort(-row, kind="stable").tolist()
        likely = [column for column in order if row[column] >= ENOUGH]
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
    """Return how likely each theme is for each clause, shape (clauses, themes), as if the clause had no label."""
    names = [profile.name for profile in profiles.themes]
    given = np.array([[any(label.name == name for label in clause.themes) for name in names] for clause in clauses])
    evidence, possible = gather_evidence(clauses, profiles, vectors, owners, described)
    sums = np.where(possible, likelihood(evidence, names, shipped_weights()), 0)
    return settle(sums, possible, given, one_each(vectors, owners))


def settle(sums: Numbers, possible: Mask, given: Mask, vectors: Vectors) -> Numbers:
    """Return how likely each theme is, once the labels that there are have had their say.

    Args:
        sums: What the evidence comes to, shape (clauses, themes).
        possible: Where a theme can be at all but for clauses that are much alike; the same shape.
        given: The labels; the same shape.
        vectors: A unit row for each clause.
    """
    labelled = np.flatnonzero(given.any(axis=1))
    corrected = np.where(possible, _corrected(sums, sums[labelled], given[labelled]), 0)
    return _with_neighbours(corrected, vectors, labelled, given[labelled].astype(float))


def likelihood(evidence: Numbers, names: Sequence[str], weights: Weights) -> Numbers:
    """Return what the evidence alone comes to, from 0 to 1, shape (clauses, themes)."""
    of_themes = np.array([weights.themes.get(name, 0.0) for name in names])
    logits: Numbers = evidence @ np.array(weights.evidence) + of_themes + weights.intercept
    return 1 / (1 + np.exp(-logits))


def _corrected(sums: Numbers, known: Numbers, given: Mask) -> Numbers:
    """Correct what the evidence comes to by how often labels bore it out.

    Args:
        sums: To be corrected, shape (clauses, themes).
        known: The same for clauses that have labels.
        given: Their labels.
    """
    shares = []
    for weights, (hits, cases) in zip((known, 1 - known), _PRIOR, strict=True):
        agreed, of = (weights * given).sum(axis=0), weights.sum(axis=0)
        overall = (agreed.sum() + hits) / (of.sum() + cases)
        shares.append((agreed + _THEME_PRIOR * overall) / (of + _THEME_PRIOR))
    corrected: Numbers = sums * shares[0] + (1 - sums) * shares[1]
    return corrected


def _with_neighbours(sure: Numbers, vectors: Vectors, labelled: Rows, given: Numbers) -> Numbers:
    """Let the labels of clauses count for those that are much like them, leaving each clause's own labels out."""
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


def one_each(vectors: Vectors, owners: Rows) -> Vectors:
    """Return a unit row for each clause: the mean of its passages."""
    sums: Vectors = np.add.reduceat(vectors, starts_of(owners)[:-1])
    sums /= np.maximum(np.linalg.norm(sums, axis=1, keepdims=True), 1e-9)
    return sums


@lru_cache(maxsize=1)
def shipped_weights() -> Weights:
    """Return what was learned from the judged paragraphs."""
    table = tomllib.loads(_TABLE.read_text(encoding="utf-8"))
    return Weights(table["intercept"], tuple(table["evidence"][name] for name in EVIDENCE), table["themes"])
