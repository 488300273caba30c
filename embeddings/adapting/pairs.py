"""Training data: read and validate requests with relevant passages, and split off held-out passages."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from embeddings.errors import AdaptError
from embeddings.regular import read_regular

_MOST_BYTES = 1_000_000_000
_FEWEST = 16  # fewer requests are too few to train on and to evaluate by
_MOST = 30_000  # passages: their similarity matrix takes 3.6 GB


@dataclass(frozen=True, slots=True)
class Request:
    """Training request: the query, and the rows of its relevant passages, best first."""

    query: str
    right: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class TrainingSet:
    """Training set: requests and passages."""

    passages: tuple[str, ...]
    requests: tuple[Request, ...]


@dataclass(frozen=True, slots=True)
class Shares:
    """Train/held-out split: indices of training and held-out requests, and of passages hidden from training."""

    learn: tuple[int, ...]
    judge: tuple[int, ...]
    hidden: frozenset[int]


def read_training_set(pairs: Path, passages: Path) -> TrainingSet:
    """Read a training set from two JSON Lines files; requests without a relevant passage are skipped.

    Args:
        pairs: Lines of ``{"query": "…", "relevant": {"passage id": grade}}``.
        passages: Lines of ``{"id": "…", "text": "…"}``.

    Raises:
        AdaptError: If a file is unreadable or a line is invalid; names the line.
    """
    rows: dict[str, int] = {}
    texts: list[str] = []
    for number, record in _lines(passages):
        name, text = record.get("id"), record.get("text")
        if not isinstance(name, str) or not isinstance(text, str) or not text.strip():
            raise AdaptError(f'{passages}, line {number}: expected a passage as {{"id": "…", "text": "…"}}')
        rows.setdefault(name, len(texts))
        texts.append(text)
    if len(texts) > _MOST:
        raise AdaptError(f"{passages} has {len(texts):,} passages; give at most {_MOST:,}, the right ones among them")
    requests = [_request(record, rows, f"{pairs}, line {number}") for number, record in _lines(pairs)]
    answered = tuple(request for request in requests if request.right)
    if len(answered) < _FEWEST:
        raise AdaptError(f"{pairs} has {len(answered)} requests with an answer; at least {_FEWEST} are needed")
    return TrainingSet(tuple(texts), answered)


def split_by_passage(data: TrainingSet, alike: np.ndarray[Any, Any], share: float, seed: int) -> Shares:
    """Split off a share of the passages, with the requests they answer, for held-out evaluation.

    No training request may be answered by a held-out passage or by a near-duplicate of one, which would leak held-out
    answers into training.

    Args:
        data: The training set.
        alike: Whether two passages are near-duplicates, shape (passages, passages).
        share: Share of the answering passages to hold out.
        seed: Random seed of the split.
    """
    answering = sorted({row for request in data.requests for row in request.right})
    order = np.random.default_rng(seed).permutation(len(answering))
    apart = {answering[place] for place in order[: max(round(share * len(answering)), 1)]}
    hidden = frozenset(np.flatnonzero(alike[sorted(apart)].any(axis=0)).tolist()) | apart
    learn, judge = [], []
    for number, request in enumerate(data.requests):
        if apart.issuperset(request.right):
            judge.append(number)
        elif hidden.isdisjoint(request.right):
            learn.append(number)
    if not learn or not judge:
        raise AdaptError("the requests name too few different passages to hold some out for testing; add more requests")
    return Shares(tuple(learn), tuple(judge), hidden)


def _request(record: dict[str, Any], rows: dict[str, int], where: str) -> Request:
    query, relevant = record.get("query"), record.get("relevant")
    if not isinstance(query, str) or not isinstance(relevant, dict):
        raise AdaptError(f'{where}: expected a request as {{"query": "…", "relevant": {{"passage id": grade}}}}')
    unknown = [name for name in relevant if name not in rows]
    if unknown:
        raise AdaptError(f"{where}: no passage {unknown[0]!r} among the passages; add it there")
    try:
        grades = {name: float(grade) for name, grade in relevant.items()}
    except (TypeError, ValueError, OverflowError) as error:
        raise AdaptError(f"{where}: a grade is not a number ({error})") from error
    best = sorted(grades, key=lambda name: -grades[name])
    return Request(query, tuple(rows[name] for name in best if grades[name] > 0))


def _lines(path: Path) -> Sequence[tuple[int, dict[str, Any]]]:
    found = []
    try:
        lines = read_regular(path, _MOST_BYTES).decode().splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise AdaptError(f"{path} cannot be read ({error}); give a file of JSON lines") from error
    for number, line in enumerate(lines, 1):
        if not line.strip():
            continue
        try:
            record = json.loads(line)
        except (ValueError, RecursionError) as error:
            raise AdaptError(f"{path}, line {number}: not valid JSON ({error})") from error
        if not isinstance(record, dict):
            raise AdaptError(f"{path}, line {number}: not a JSON object")
        found.append((number, record))
    return found
