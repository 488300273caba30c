"""How well precedents are found: of paraphrased drafts, of repeated clauses, and of near copies; and how fast.

usage: python -m tests.benchmarks.agreed INDEX QUESTIONS.jsonl

QUESTIONS are JSON lines as for `clausebot evaluate`; those of the type "agreed_language" are drafts in other words.
"""

import sys
import time
from collections import defaultdict
from collections.abc import Iterable, Sequence
from pathlib import Path

import numpy as np

from retrieval.agreed.given import Given
from retrieval.agreed.history import uses_of_meaning
from retrieval.agreed.precedents import Likeness, Precedent, find_precedents
from retrieval.asking.encoded_index import EncodedIndex
from retrieval.evaluate import Judged, load_questions
from retrieval.index.folder import FolderPlace
from retrieval.index.generation import open_generation

DEPTH = 10


def main(index: str, questions: str) -> None:
    generation = open_generation(Path(index))
    manifest = generation.manifest
    encoded = EncodedIndex(generation, FolderPlace(Path(index)).encoders.open(manifest))
    answered = [question for question in load_questions(Path(questions)) if question.relevant]
    drafts = [question for question in answered if question.type == "agreed_language"]
    print(f"{manifest.encoder}, {manifest.clauses} clauses, {len(drafts)} drafts in other words")
    _print_recall(drafts, encoded)
    _print_uses(answered, encoded)
    _print_repeated(encoded)


def _print_recall(drafts: Sequence[Judged], encoded: EncodedIndex) -> None:
    took: list[float] = []
    recalls: dict[str, list[float]] = defaultdict(list)
    for question in drafts:
        start = time.perf_counter()
        found = find_precedents(Given(question.query), encoded, k=DEPTH)
        took.append(time.perf_counter() - start)
        recalls["with those of the same words"].append(_recall(question, found.found, grouped=False))
        recalls["and of nearly the same words"].append(_recall(question, found.found, grouped=True))
    for name, values in recalls.items():
        print(f"recall@{DEPTH}, {name}: {np.mean(values):.3f}")
    print(f"seconds for one: median {np.median(took):.2f}, most {max(took):.2f}")


def _recall(question: Judged, found: Iterable[Precedent], *, grouped: bool) -> float:
    first = list(found)[:DEPTH]
    ids = {name for one in first for name in (one.clause.id, *one.also, *(one.alike if grouped else ()))}
    return len(ids & question.relevant.keys()) / len(question.relevant)


def _print_uses(answered: Sequence[Judged], encoded: EncodedIndex) -> None:
    """Print how many of the clauses that a history by meaning counts are relevant, and how many of the relevant."""
    right, missed = [], []
    for question in answered:
        uses, _ = uses_of_meaning(question.query, encoded)
        counted = {clause.id for clause in uses.clauses}
        both = len(counted & question.relevant.keys())
        right.append(both / len(counted))
        missed.append(both / len(question.relevant))
    print(
        f"history by meaning, {len(answered)} questions: precision {np.mean(right):.3f}, recall {np.mean(missed):.3f}"
    )


def _print_repeated(encoded: EncodedIndex) -> None:
    index = encoded.index.require_full()
    groups: dict[int, list[int]] = defaultdict(list)
    for row, wording in enumerate(index.wordings.tolist()):
        groups[wording].append(row)
    repeated = [rows for rows in groups.values() if len(rows) > 1]
    whole = 0
    for rows in repeated:
        given = Given(index.clauses[rows[-1]].text)
        found = find_precedents(given, encoded, k=1)
        identical = [one.clause.id for one in found.found if one.likeness is Likeness.IDENTICAL]
        expected = [index.clauses[row].id for row in index.chains.in_order(np.array(rows)).tolist()]
        whole += identical == expected and found.first is not None
    print(f"{whole} of {len(repeated)} groups of repeated clauses found whole, identical, the earliest first")


if __name__ == "__main__":
    main(*sys.argv[1:])
