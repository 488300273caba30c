"""How Clausebot grows: a large library beside a small one, and a million vectors.

usage: python -m tests.benchmarks.scale --small INDEX --large INDEX --questions FILE [--vectors COUNT]

Both indexes are built before, with one encoder. Questions are put to both in turn, in one process, without limits and
limited to operative paragraphs since 1995; opening and memory are measured in processes of their own. The million is
made of the large index's vectors: each is one of them, moved by a third of the difference of two others. What comes out
is written into docs/benchmarks.md.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import time
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory

import numpy as np
from faiss import omp_set_num_threads
from threadpoolctl import threadpool_limits

from embeddings.encoder import Vectors
from retrieval import open_library
from retrieval.clauses.clause import ClauseKind
from retrieval.clauses.filters import NO_LIMITS, Filters
from retrieval.evaluate import load_questions
from retrieval.index.dense import OWNERS_FILE, VECTORS_FILE, DenseIndex
from retrieval.index.folder import FolderPlace
from retrieval.index.generation import Generation, open_generation
from retrieval.index.shortlist import SHORTLIST_FILE
from retrieval.opened_index import OpenedIndex
from tests.benchmarks.machine import described
from tests.benchmarks.sections import rewrite

_OPENED = 5
"""Processes that open an index; the median counts."""

_WARM_UP = 20
_MOVED = np.float32(0.35)
_LIMITED = Filters(kinds=(ClauseKind.OPERATIVE,), since=date(1995, 1, 1))


def main(arguments: Sequence[str] | None = None) -> None:
    """Measure, and rewrite the page."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--small", type=Path, required=True)
    parser.add_argument("--large", type=Path, required=True)
    parser.add_argument("--questions", type=Path, required=True)
    parser.add_argument("--vectors", type=int, default=1_000_000)
    args = parser.parse_args(arguments)
    questions = [one.query for one in load_questions(args.questions)]
    threadpool_limits(1, user_api="blas")  # as a bot does
    small, large = _open(args.small), _open(args.large)
    rows = [*_compared(small, large, args.small, args.large, questions)]
    table = ["| | small | large | ratio |", "| --- | --- | --- | --- |", *rows]
    rewrite(f"growing, {large.index.manifest.encoder}", "\n".join([described(), "", *table]))
    generation = large.index
    assert isinstance(generation, Generation)
    queries = FolderPlace(args.large).encoders.open(generation.manifest)
    encoded = queries.encode_queries(questions[:100]).vectors
    lines = _of_vectors(np.asarray(generation.dense.vectors), args.vectors, encoded)
    rewrite(f"{args.vectors:,} vectors", "\n".join([described(), "", *lines]))


def _open(index: Path) -> OpenedIndex:
    return open_library(".", index=index).index


def _compared(
    small: OpenedIndex, large: OpenedIndex, small_folder: Path, large_folder: Path, questions: Sequence[str]
) -> list[str]:
    manifests = [opened.index.manifest for opened in (small, large)]
    rows = [
        ("resolutions", *(f"{manifest.resolutions:,}" for manifest in manifests), ""),
        ("clauses", *(f"{manifest.clauses:,}" for manifest in manifests), ""),
        ("nearest found by", *(manifest.dense for manifest in manifests), ""),
        ("of the ten nearest, found", *(f"{manifest.recall:.1%}" for manifest in manifests), ""),
        ("on disk, without encoder and cache", *map(_size, (small_folder, large_folder)), ""),
    ]
    for name, limits in (("answer", NO_LIMITS), ("answer, with filters", _LIMITED)):
        times = _in_turn((small, large), questions, limits)
        for share in (50, 99):
            one, other = (float(np.percentile(some, share)) for some in times)
            rows.append((f"{name}, p{share}", f"{1e3 * one:.1f} ms", f"{1e3 * other:.1f} ms", f"{other / one:.2f}"))
    opened = [_opened(folder, questions) for folder in (small_folder, large_folder)]
    for name, key, unit in (
        ("opening, beyond the encoder", "opened", "s"),
        ("memory after all questions", "all", "MB"),
        ("of it, files that are mapped", "mapped", "MB"),
    ):
        one, other = (some[key] for some in opened)
        form = "{:.2f} s" if unit == "s" else "{:.0f} MB"
        rows.append((name, form.format(one), form.format(other), f"{other / one:.2f}"))
    return [f"| {' | '.join(row)} |" for row in rows]


def _in_turn(indexes: Sequence[OpenedIndex], questions: Sequence[str], limits: Filters) -> list[list[float]]:
    times: list[list[float]] = [[] for _ in indexes]
    for number, question in enumerate([*questions[:_WARM_UP], *questions]):
        for opened, some in zip(indexes, times, strict=True):
            start = time.perf_counter()
            opened.ask(question, filters=limits)
            if number >= _WARM_UP:
                some.append(time.perf_counter() - start)
    return times


def _opened(index: Path, questions: Sequence[str]) -> dict[str, float]:
    """Open an index in processes of their own: seconds, and megabytes after all questions."""
    runs = []
    for _ in range(_OPENED):
        command = [sys.executable, "-m", "tests.benchmarks.scale_open", str(index)]
        done = subprocess.run(command, input=json.dumps(list(questions)), capture_output=True, text=True, check=True)
        runs.append(json.loads(done.stdout))
    return {key: float(np.median([run[key] for run in runs])) for key in runs[0]}


def _size(index: Path) -> str:
    generation = index / "generations" / open_generation(index).manifest.generation
    return f"{sum(path.stat().st_size for path in generation.iterdir()) / 1e6:,.0f} MB"


def _of_vectors(real: Vectors, count: int, queries: Vectors) -> list[str]:
    vectors = _many(real, count)
    start = time.process_time()
    index = DenseIndex.build(vectors, np.arange(count))
    built = time.process_time() - start
    with TemporaryDirectory() as folder:
        index.save(Path(folder))
        sizes = {path.name: path.stat().st_size / 1e6 for path in Path(folder).iterdir()}
    omp_set_num_threads(1)
    times, found = [], 0.0
    for query in queries:
        best = np.sort(vectors @ query)[-10]
        start = time.perf_counter()
        _, scores = index.nearest(query, 200)
        times.append(time.perf_counter() - start)
        found += np.count_nonzero(scores[:10] >= best - 1e-6) / 10
    return [
        "| | |",
        "| --- | --- |",
        f"| vectors | {count:,} of {vectors.shape[1]} dimensions, made of {len(real):,} real ones |",
        f"| found by | {index.kind} |",
        f"| questions | {len(queries)} real ones, 200 clauses each, one thread |",
        f"| p50 | {1e3 * np.percentile(times, 50):.1f} ms |",
        f"| p99 | {1e3 * np.percentile(times, 99):.1f} ms |",
        f"| recall@10 against exact search | {found / len(queries):.3f} |",
        f"| built in | {built:.0f} s of processor time |",
        f"| loaded | {sizes.get(SHORTLIST_FILE, 0):,.0f} MB |",
        f"| mapped | {sizes[VECTORS_FILE] + sizes[OWNERS_FILE]:,.0f} MB |",
    ]


def _many(real: Vectors, count: int) -> Vectors:
    random = np.random.default_rng(0)
    made = np.empty((count, real.shape[1]), np.float32)
    for start in range(0, count, 100_000):
        one, other, third = (random.integers(0, len(real), min(100_000, count - start)) for _ in range(3))
        moved = real[one] + _MOVED * (real[other] - real[third])
        made[start : start + len(moved)] = moved / np.linalg.norm(moved, axis=1, keepdims=True)
    return made


if __name__ == "__main__":
    main()
