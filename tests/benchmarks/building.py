"""How fast passages are indexed, beside sentence-transformers' own `encode` with its defaults.

usage: python -m tests.benchmarks.building LIBRARY [--model NAME] [--passages N] [--rounds N]

All take turns in one process, over the same passages, after a round that does not count. Ours ends on disk, in a cache
of encodings: vectors, and the codes of every token; theirs makes the vectors alone. OMP_NUM_THREADS says how many
threads each may use. On a machine that others use, too, compare seconds of the processor with OMP_NUM_THREADS=1:
threads that wait for each other count as busy.

A processor without fast bf16 is had with ONEDNN_MAX_CPU_ISA=AVX2 ATEN_CPU_CAPABILITY=avx2.
"""

import argparse
import tempfile
from collections.abc import Callable, Mapping
from functools import partial
from pathlib import Path
from statistics import median
from time import perf_counter, process_time

import torch
from sentence_transformers import SentenceTransformer

from embeddings.encoder import BuildEncoder
from embeddings.models import MINILM, locate
from embeddings.precision import fast_precision
from embeddings.progress import silent
from embeddings.reference import load_encoder
from embeddings.windows import split_windows
from retrieval.index.cache import EncodingCache
from retrieval.index.default_folders import models_folder
from retrieval.library.library import read_library

Seconds = tuple[float, float]
"""By the clock on the wall, and of the processor."""


def main(library: Path, model: str, most: int, rounds: int) -> None:
    models = models_folder()
    precision = fast_precision()
    plain = SentenceTransformer(str(locate(model, models).folder), device="cpu", local_files_only=True)
    encoders = [load_encoder(model, models, precision=name) for name in dict.fromkeys(("fp32", precision))]
    passages = _sample(library, encoders[0], most)
    runs: dict[str, Callable[[], object]] = {"sentence-transformers": lambda: plain.encode(passages)}
    for encoder in encoders:
        runs[f"clausebot, {encoder.precision}"] = partial(_index, passages, encoder)
    words = sum(len(passage.split()) for passage in passages) / len(passages)
    print(
        f"{model}: {len(passages)} passages of {words:.0f} words, {torch.get_num_threads()} threads, "
        f"{torch.backends.cpu.get_cpu_capability()}, fast precision {precision}, torch {torch.__version__}"
    )
    _print(_measured(runs, rounds), len(passages))


def _sample(library: Path, encoder: BuildEncoder, most: int) -> list[str]:
    """Return distinct passages from all over a library."""
    clauses = read_library(library).clauses
    windows = [window for clause in clauses for window in split_windows(clause.text, clause.lead_in, encoder)]
    distinct = list(dict.fromkeys(window.passage for window in windows))
    return distinct[:: max(len(distinct) // most, 1)][:most]


def _index(passages: list[str], encoder: BuildEncoder) -> None:
    with tempfile.TemporaryDirectory() as folder, EncodingCache(Path(folder), encoder) as cache:
        cache.fill(passages, silent)


def _measured(runs: Mapping[str, Callable[[], object]], rounds: int) -> dict[str, list[Seconds]]:
    taken: dict[str, list[Seconds]] = {name: [] for name in runs}
    for number in range(rounds + 1):
        for name, run in runs.items():
            wall, cpu = perf_counter(), process_time()
            run()
            if number:
                taken[name].append((perf_counter() - wall, process_time() - cpu))
    return taken


def _print(taken: Mapping[str, list[Seconds]], passages: int) -> None:
    theirs, *_ = taken.values()
    for name, seconds in taken.items():
        told = []
        for kind, what in enumerate(("second", "second of the processor")):
            rate = passages / median(one[kind] for one in seconds)
            # A round at a time: what the machine was busy with then, both had to bear.
            ratio = median(other[kind] / one[kind] for one, other in zip(seconds, theirs, strict=True))
            told.append(f"{rate:7.1f} a {what}, {ratio:.2f} times")
        print(f"{name:24s} {'; '.join(told)}")


if __name__ == "__main__":
    parser = argparse.ArgumentParser()
    parser.add_argument("library", type=Path)
    parser.add_argument("--model", default=MINILM.name)
    parser.add_argument("--passages", type=int, default=200)
    parser.add_argument("--rounds", type=int, default=5)
    args = parser.parse_args()
    main(args.library, args.model, args.passages, args.rounds)
