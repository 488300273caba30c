"""Measure what reranking the first hits by a cross-encoder is worth.

usage: python -m tests.benchmarks.reranking INDEX QUESTIONS...

Prints for each file of judged questions how many of the first hits are right without reranking and with it, how many
are gained and lost, and the mean time of an answer either way.
"""

import sys
from pathlib import Path
from time import perf_counter

from retrieval.asking.answerability.calibration import find_calibration
from retrieval.asking.ask import ask
from retrieval.asking.encoded_index import EncodedIndex
from retrieval.evaluate import ANSWERS, Judged, load_questions
from retrieval.index.folder import FolderPlace

_HITS = 5


def main() -> None:
    place = FolderPlace(Path(sys.argv[1]))
    index = place.open()
    calibration = find_calibration(index.manifest)
    without, reranking = (
        EncodedIndex(index, place.encoders.open(index.manifest, fast=fast), calibration) for fast in (True, False)
    )
    if reranking.encoder.cross_encoder is None:
        sys.exit(f"the encoder of {sys.argv[1]} has no cross-encoder; build the index with all-mpnet-base-v2")
    for path in sys.argv[2:]:
        questions = [one for one in load_questions(Path(path)) if ANSWERS in one.relevant.values()]
        (plain, took), (reranked, longer) = (_first_right(questions, one) for one in (without, reranking))
        gained = sum(after > before for before, after in zip(plain, reranked, strict=True))
        lost = sum(after < before for before, after in zip(plain, reranked, strict=True))
        print(
            f"{Path(path).stem}: {len(questions)} questions, first hit right {sum(plain)}, with reranking "
            f"{sum(reranked)} (gained {gained}, lost {lost}); {1000 * took:.0f} ms an answer, with reranking "
            f"{1000 * longer:.0f}"
        )


def _first_right(questions: list[Judged], encoded: EncodedIndex) -> tuple[list[bool], float]:
    """Return whether the first hit or near miss of each question is right, and the mean seconds of an answer."""
    right, start = [], perf_counter()
    for question in questions:
        answer = ask(question.query, encoded, k=_HITS)
        hits = answer.hits or answer.near_misses
        shown = [(hit.clause.id, *hit.also) for hit in hits[:1]]
        right.append(any(question.relevant.get(clause, 0) >= ANSWERS for one in shown for clause in one))
    return right, (perf_counter() - start) / len(questions)


if __name__ == "__main__":
    main()
