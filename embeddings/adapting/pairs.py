"""Training data: read and validate requests with relevant passages, and split off held-out passages."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeAlias

import numpy as np
import torch
from torch import Tensor

from embeddings.errors import AdaptError
from embeddings.regular import read_regular

NEAR_DUPLICATE = 0.85
"""Cosine from which a passage counts as a near-duplicate of the right one."""

Alike: TypeAlias = Callable[[Sequence[int]], Iterable[int]]
"""Function that returns the rows of the near-duplicates of some passages, themselves included."""

_MOST_BYTES = 1_000_000_000  # of a file
_FEWEST = 16  # fewer requests are too few to train on and to evaluate by
_BLOCK = 256  # rows compared with all others at a time
_MOST = 100_000  # passages: the cached hidden states of all-mpnet-base-v2 take 10 GB on disk


@dataclass(frozen=True, slots=True)
class Request:
    """Training request: a query, and the passages that were judged for it.

    Attributes:
        query: The query.
        right: Rows of its relevant passages, best first.
        grades: Grade of each of them, above 0.
        wrong: Rows of the passages judged not relevant.
        pool: Name of the group it was written and judged with; "" if it has none.
    """

    query: str
    right: tuple[int, ...]
    grades: tuple[float, ...]
    wrong: tuple[int, ...] = ()
    pool: str = ""


@dataclass(frozen=True, slots=True)
class TrainingSet:
    """Training set: requests and passages."""

    passages: tuple[str, ...]
    requests: tuple[Request, ...]


@dataclass(frozen=True, slots=True)
class Split:
    """Train/held-out split: indices of training and held-out requests, and of passages hidden from training."""

    train: tuple[int, ...]
    held_out: tuple[int, ...]
    hidden: frozenset[int]


def read_training_set(pairs: Path, passages: Path, *, unanswered: bool = False) -> TrainingSet:
    """Read a training set from two JSON Lines files.

    Args:
        pairs: Lines of ``{"query": "…", "relevant": {"passage id": grade}}``. Two keys are optional:
            ``"judged": ["passage id"]`` names all judged passages, of which those that are not relevant are known to
            be wrong; ``"pool": "…"`` names the group of requests that are held out together.
        passages: Lines of ``{"id": "…", "text": "…"}``.
        unanswered: Whether to keep requests without a relevant passage.

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
    return TrainingSet(tuple(texts), tuple(requests) if unanswered else answered)


def hold_out(data: TrainingSet, alike: Alike, share: float, seed: int) -> Split:
    """Hold out a share of the pools for evaluation, with all their requests and answers.

    Requests without a pool are grouped by their best passage. Passages that answer a held-out request, and their
    near-duplicates, are hidden from training, as they would leak the answers. A training request whose best passages
    are all hidden is skipped.

    Args:
        data: The training set.
        alike: Returns the rows of near-duplicates of some passages, themselves included.
        share: Share of the pools to hold out.
        seed: Random seed of the split.
    """
    pools = [_pool(request) for request in data.requests]
    apart = held_out_pools(pools, share, seed)
    held_out = [number for number, pool in enumerate(pools) if pool in apart]
    hidden = frozenset(alike(sorted({row for number in held_out for row in data.requests[number].right})))
    train = [
        n
        for n, (pool, request) in enumerate(zip(pools, data.requests, strict=True))
        if pool not in apart and not (request.right and hidden.issuperset(best(request)))
    ]
    if not train or not held_out:
        raise AdaptError("the requests name too few different passages to hold some out for testing; add more requests")
    return Split(tuple(train), tuple(held_out), hidden)


def near_duplicates(vectors: Tensor, cosine: float, rows: Sequence[int]) -> list[int]:
    """Return the rows of near-duplicates of some passages, themselves included.

    Args:
        vectors: Unit vectors of all passages, shape (passages, dimensions).
        cosine: Least cosine of two near-duplicates.
        rows: The passages.
    """
    found = set(rows)
    for start in range(0, len(rows), _BLOCK):
        near = vectors[list(rows[start : start + _BLOCK])] @ vectors.T >= cosine
        found.update(torch.nonzero(near.any(dim=0)).flatten().tolist())
    return sorted(found)


def held_out_pools(pools: Sequence[str], share: float, seed: int) -> frozenset[str]:
    """Draw the pools to hold out: a share of those named, at least one."""
    names = list(dict.fromkeys(pools))
    order = np.random.default_rng(seed).permutation(len(names))
    return frozenset(names[place] for place in order[: max(round(share * len(names)), 1)])


def best(request: Request) -> tuple[int, ...]:
    """Return the passages with the highest grade of a request."""
    return tuple(row for row, grade in zip(request.right, request.grades, strict=True) if grade == request.grades[0])


def _pool(request: Request) -> str:
    judged = (*request.right, *request.wrong)
    return request.pool or f"passage {judged[0] if judged else None}"


def _request(record: dict[str, Any], rows: dict[str, int], where: str) -> Request:
    """Validate a record of the pairs and convert it into a request; `where` names its line in errors."""
    query, relevant = record.get("query"), record.get("relevant")
    judged, pool = record.get("judged", []), record.get("pool", "")
    if not isinstance(query, str) or not isinstance(relevant, dict):
        raise AdaptError(f'{where}: expected a request as {{"query": "…", "relevant": {{"passage id": grade}}}}')
    if not isinstance(judged, list) or not isinstance(pool, str | int):
        raise AdaptError(f'{where}: expected "judged" as a list of passage ids and "pool" as a name')
    unknown = [name for name in (*relevant, *judged) if name not in rows]
    if unknown:
        raise AdaptError(f"{where}: no passage {unknown[0]!r} among the passages; add it there")
    try:
        grades = {name: float(grade) for name, grade in relevant.items()}
    except (TypeError, ValueError, OverflowError) as error:
        raise AdaptError(f"{where}: a grade is not a number ({error})") from error
    right = sorted((name for name in grades if grades[name] > 0), key=lambda name: -grades[name])
    return Request(
        query,
        tuple(rows[name] for name in right),
        tuple(grades[name] for name in right),
        tuple(rows[name] for name in dict.fromkeys((*relevant, *judged)) if grades.get(name, 0) <= 0),
        str(pool),
    )


def _lines(path: Path) -> Sequence[tuple[int, dict[str, Any]]]:
    """Read a JSON Lines file: number and object of each non-empty line."""
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
