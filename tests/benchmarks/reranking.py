"""Measure what reranking the first hits by a cross-encoder is worth.

usage: python -m tests.benchmarks.reranking INDEX QUESTIONS...

Prints for each file of judged questions how many of the first hits are right without reranking and with it, how many
are gained and lost, and the mean time of an answer either way.
"""

import sys
from pathlib import Path
from time import perf_counter

from embeddings.encoder import Encoder
from retrieval.asking.answerability.calibration import find_calibration
from retrieval.asking.ask import ask
from retrieval.evaluate import ANSWERS, Judged, load_questions
from retrieval.index.folder import FolderPlace
from retrieval.index.protocol import ClauseIndex

_HITS = 5


def main() -> None:
    place = FolderPlace(Path(sys.argv[1]))
    index = place.open()
    encoders = [place.encoders.open(index.manifest, fast=fast) for fast in (True, False)]
    if encoders[1].cross_encoder is None:
        sys.exit(f"the encoder of {sys.argv[1]} has no cross-encoder; build the index with all-mpnet-base-v2")
    for path in sys.argv[2:]:
        questions = [one for one in load_questions(Path(path)) if ANSWERS in one.relevant.values()]
        (plain, took), (reranked, longer) = (_first_right(questions, index, encoder) for encoder in encoders)
        gained = sum(after > before for before, after in zip(plain, reranked, strict=True))
        lost = sum(after < before for before, after in zip(plain, reranked, strict=True))
        print(
            f"{Path(path).stem}: {len(questions)} questions, first hit right {sum(plain)}, with reranking "
            f"{sum(reranked)} (gained {gained}, lost {lost}); {1000 * took:.0f} ms an answer, with reranking "
            f"{1000 * longer:.0f}"
        )


def _first_right(questions: list[Judged], index: ClauseIndex, encoder: Encoder) -> tuple[list[bool], float]:
    """Return whether the first hit or near miss of each question is right, and the mean seconds of an answer."""
    calibration, right, start = find_calibration(index.manifest), [], perf_counter()
    for question in questions:
        answer = ask(question.query, index=index, encoder=encoder, calibration=calibration, k=_HITS)
        hits = answer.hits or answer.near_misses
        shown = [(hit.clause.id, *hit.also) for hit in hits[:1]]
        right.append(any(question.relevant.get(clause, 0) >= ANSWERS for one in shown for clause in one))
    return right, (perf_counter() - start) / len(questions)


if __name__ == "__main__":
    main()
