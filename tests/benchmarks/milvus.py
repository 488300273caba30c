"""Does Milvus give the answers that the index in a folder gives, and how long does each take?

usage: python -m tests.benchmarks.milvus INDEX QUESTIONS.jsonl [milvus://HOST:PORT/NAME]

INDEX is a folder that was built, of which a copy is written; without an address, to a file of Milvus Lite. Prints the
questions whose answers differ, in what, and timings of both in turn; the machine's own load is part of them.
"""

import shutil
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import numpy as np
from threadpoolctl import threadpool_limits

from bot.answer import Answer
from bot.assistant import Assistant, to_search_for
from embeddings.encoder import Encoder
from embeddings.progress import silent
from retrieval.evaluate import load_questions
from retrieval.index.encoders import open_encoder
from retrieval.index.generation import open_generation
from retrieval.index.milvus.address import MilvusAddress, parse_milvus
from retrieval.index.milvus.upload import upload
from retrieval.index.place import open_index
from retrieval.index.protocol import ClauseIndex
from retrieval.search import CANDIDATES
from retrieval.understand.understood import understand

K = 10


def main(index: str, questions: str, address: str = "") -> None:
    asked = [question.query for question in load_questions(Path(questions))]
    with tempfile.TemporaryDirectory() as folder:
        place = parse_milvus(address or f"milvus://{folder}/bench.db", Path(folder))
        shutil.copytree(index, place.folder, ignore=shutil.ignore_patterns("cache"))
        written = _seconds(lambda: upload(place, silent))
        size = sum(path.stat().st_size for path in Path(place.uri).rglob("*") if path.is_file())
        print(f"writing {written:.1f} s; {size / 1e6:.1f} MB in the file" if size else f"writing {written:.1f} s")
        _compare(place, asked)


def _compare(place: MilvusAddress, asked: list[str]) -> None:
    local = open_generation(place.folder)
    print(
        f"opening {_seconds(lambda: open_generation(place.folder)):.3f} s, {_seconds(lambda: open_index(place)):.3f} s"
    )
    remote = open_index(place)
    threadpool_limits(1, user_api="blas")
    encoder = open_encoder(place.folder, local.manifest.fingerprint, local.manifest.encoder_files)
    print(
        f"{encoder.name}, {local.manifest.clauses} clauses, {local.manifest.passages} passages, {remote.manifest.dense}"
    )
    folder, milvus = Assistant(place.folder, local, encoder), Assistant(place, remote, encoder)
    times: list[tuple[float, float]] = []
    most, same = 0.0, 0
    for question in asked:
        begun = time.perf_counter()
        expected = folder.answer(question, K)
        between = time.perf_counter()
        found = milvus.answer(question, K)
        times.append((between - begun, time.perf_counter() - between))
        scores = [abs(a.score - b.score) for a, b in zip(_hits(expected), _hits(found), strict=False)]
        most = max([most, *scores])
        if _bare(expected) == _bare(found):
            same += 1
        else:
            print(f"differs: {question}\n  {_ids(expected)}\n  {_ids(found)}")
    print(f"{same} of {len(asked)} answers are the same, hits and their order; scores differ by {most:.1e} at most")
    _print_times("answering, in the folder and in Milvus", np.array(times))
    nearest = [(_nearest(question, local, encoder), _nearest(question, remote, encoder)) for question in asked]
    _print_times("the nearest alone", np.array(nearest))


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
    question = to_search_for(understand(text, index.facts), index)
    [vector] = encoder.encode_queries([question.text]).vectors
    return _seconds(lambda: index.nearest(vector, question, CANDIDATES))


def _seconds(run: Callable[[], object]) -> float:
    begun = time.perf_counter()
    run()
    return time.perf_counter() - begun


def _print_times(what: str, seconds: "np.ndarray[tuple[int, int], np.dtype[np.float64]]") -> None:
    (p50, p99) = np.percentile(seconds, [50, 99], axis=0) * 1000
    print(f"{what}: p50 {p50[0]:.1f} and {p50[1]:.1f} ms, p99 {p99[0]:.1f} and {p99[1]:.1f} ms")


if __name__ == "__main__":
    main(*sys.argv[1:])
