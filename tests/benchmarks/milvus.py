"""Does Milvus give the answers that the index in a folder gives, and how long does each take?

usage: python -m tests.benchmarks.milvus INDEX QUESTIONS.jsonl [milvus://HOST:PORT/NAME]

INDEX is a folder that was built, of which a copy is written; without an address, to Milvus Lite, a server of its own.
Prints the questions whose answers differ, and timings of both in turn. Milliseconds of the processor are this
process's, not the server's; those of the clock have the machine's own load in them.
"""

import shutil
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable
from contextlib import AbstractContextManager, nullcontext
from dataclasses import replace
from pathlib import Path

import numpy as np
from threadpoolctl import threadpool_limits

from embeddings.encoder import Encoder
from embeddings.progress import silent
from retrieval.asking.answer import Answer
from retrieval.asking.ranking.rank import CANDIDATES
from retrieval.asking.ranking.search_query import search_query
from retrieval.asking.understand.understood import understand
from retrieval.evaluate import load_questions
from retrieval.index.folder import FolderPlace
from retrieval.index.generation import open_generation
from retrieval.index.milvus.address import parse_milvus
from retrieval.index.milvus.client import Milvus
from retrieval.index.milvus.place import MilvusPlace
from retrieval.index.milvus.upload import upload
from retrieval.index.protocol import ClauseIndex
from retrieval.opened_index import OpenedIndex
from tests.doubles.waiting import free_port
from tests.retrieval.index.milvus.lite import serving

K = 10
MARKED = range(3)


def main(index: str, questions: str, address: str = "") -> None:
    asked = [question.query for question in load_questions(Path(questions))]
    port = free_port()
    with tempfile.TemporaryDirectory() as folder, nullcontext() if address else serving(f"{folder}/lite", port):
        there = parse_milvus(address or f"milvus://127.0.0.1:{port}/bench", Path(folder))
        shutil.copytree(index, there.folder, ignore=shutil.ignore_patterns("cache"))
        print(f"writing {_seconds(lambda: upload(there, silent)):.1f} s")
        if not address:
            size = sum(path.stat().st_size for path in Path(folder, "lite").rglob("*") if path.is_file())
            print(f"{size / 1e6:.1f} MB of Milvus Lite")
        _compare(MilvusPlace(there), asked)


def _compare(place: MilvusPlace, asked: list[str]) -> None:
    local = open_generation(place.folder)
    print(f"opening {_seconds(FolderPlace(place.folder).open):.3f} s, {_seconds(place.open):.3f} s")
    remote = place.open()
    threadpool_limits(1, user_api="blas")
    encoder = FolderPlace(place.folder).encoders.open(local.manifest)
    print(
        f"{encoder.name}, {local.manifest.clauses} clauses, {local.manifest.passages} passages, {remote.manifest.dense}"
    )
    folder, milvus = OpenedIndex(FolderPlace(place.folder), local, encoder), OpenedIndex(place, remote, encoder)
    times: list[tuple[float, float]] = []
    busy: list[tuple[float, float]] = []
    calls = _counted_calls()
    most, same = 0.0, 0
    for question in asked:
        clocks = [(time.perf_counter(), time.process_time())]
        expected = folder.ask(question, K, marked=MARKED)
        clocks.append((time.perf_counter(), time.process_time()))
        found = milvus.ask(question, K, marked=MARKED)
        clocks.append((time.perf_counter(), time.process_time()))
        for kind, into in enumerate((times, busy)):
            first, between, last = (clock[kind] for clock in clocks)
            into.append((between - first, last - between))
        scores = [abs(a.score - b.score) for a, b in zip(_hits(expected), _hits(found), strict=False)]
        most = max([most, *scores])
        if _bare(expected) == _bare(found):
            same += 1
        else:
            print(f"differs: {question}\n  {_ids(expected)}\n  {_ids(found)}")
    print(f"{same} of {len(asked)} answers are the same, hits and their order; scores differ by {most:.1e} at most")
    _print_times("answering, from the folder and from Milvus", np.array(times))
    in_folder, in_milvus = 1000 * np.mean(busy, axis=0)
    called = calls.total() / len(asked)
    print(f"of the processor: {in_folder:.1f} and {in_milvus:.1f} ms, with {called:.1f} calls to Milvus")
    nearest = [(_nearest(question, local, encoder), _nearest(question, remote, encoder)) for question in asked]
    _print_times("the nearest alone", np.array(nearest))


def _counted_calls() -> Counter[str]:
    """Count the calls to Milvus from now on."""
    calls: Counter[str] = Counter()
    really = Milvus._errors_told

    def told(milvus: Milvus) -> AbstractContextManager[None]:
        calls.update(["call"])
        return really(milvus)

    Milvus._errors_told = told  # type: ignore[method-assign, assignment]
    return calls


def _bare(answer: Answer) -> Answer:
    """Return an answer without the numbers in which sums differ that are added up in another order."""
    hits, misses = (tuple(replace(hit, score=0.0) for hit in some) for some in (answer.hits, answer.near_misses))
    sure = answer.confidence and round(answer.confidence, 3)
    return replace(answer, hits=hits, near_misses=misses, confidence=sure)


def _hits(answer: Answer) -> list:  # type: ignore[type-arg]
    return [*answer.hits, *answer.near_misses]


def _ids(answer: Answer) -> list[str]:
    return [hit.clause.id for hit in _hits(answer)]


def _nearest(text: str, index: ClauseIndex, encoder: Encoder) -> float:
    question = search_query(understand(text, index.facts), index)
    [vector] = encoder.encode_queries([question.text]).vectors
    return _seconds(lambda: index.nearest(vector, question.scope, CANDIDATES))


def _seconds(run: Callable[[], object]) -> float:
    begun = time.perf_counter()
    run()
    return time.perf_counter() - begun


def _print_times(what: str, seconds: "np.ndarray[tuple[int, int], np.dtype[np.float64]]") -> None:
    (p50, p99) = np.percentile(seconds, [50, 99], axis=0) * 1000
    print(f"{what}: p50 {p50[0]:.1f} and {p50[1]:.1f} ms, p99 {p99[0]:.1f} and {p99[1]:.1f} ms")


if __name__ == "__main__":
    main(*sys.argv[1:])
