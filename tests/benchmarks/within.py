"""Measure whether a question limited to a resolution is answered if, and only if, that resolution says something on it.

usage: python -m tests.benchmarks.within INDEX [QUESTIONS …]

QUESTIONS are files of questions with their relevant clauses, a JSON object a line: "query" and "relevant", {id: grade};
without any, the requests for lists in tests/benchmarks/lists.jsonl. Each is put to up to two resolutions with a clause
of grade 2, and to three without any: two at random, and that of the nearest paragraph. Printed is how many of the first
are answered ("kept"), and how many of the others are not ("refused"), by the judgement of questions to the whole
library, and by that within resolutions.
"""

from __future__ import annotations

import argparse
import json
import random
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import numpy as np

from embeddings.encoder import Encoder
from retrieval.asking.answerable import judge
from retrieval.asking.query import search_query
from retrieval.asking.rank import CANDIDATES
from retrieval.asking.reading import read_question
from retrieval.asking.search import search
from retrieval.asking.understand.finding import ANSWER
from retrieval.asking.understand.question import Question
from retrieval.asking.within import judge_within
from retrieval.clauses.citation import Citation
from retrieval.clauses.clause import Symbol
from retrieval.index.folder import FolderPlace
from retrieval.index.generation import Generation
from tests.benchmarks.members import LISTS

SEED, SAYING, SILENT = 5, 2, 2
"""Seed, and numbers of resolutions drawn for each question."""

Verdicts = tuple[bool, bool, bool]
"""Whether the resolution says something on the topic, and whether it is taken to, by either judgement."""


def main(args: argparse.Namespace) -> None:
    """Judge the questions of each file, and print the shares."""
    place = FolderPlace(args.index)
    index = place.open()
    assert isinstance(index, Generation)
    encoder = place.encoders.open(index.manifest)
    for file in args.questions:
        draw = random.Random(SEED)
        verdicts: list[Verdicts] = []
        for record in map(json.loads, file.read_text(encoding="utf-8").splitlines()):
            verdicts += judged(record["query"], record["relevant"], index, encoder, draw)
        says, *taken = np.array(verdicts, np.bool_).T
        for name, answered in zip(("the whole library", "within resolutions"), taken, strict=True):
            kept, refused = answered[says].mean(), 1 - answered[~says].mean()
            print(f"{file.name}, as for {name}: {says.sum()} kept {kept:.3f}, {(~says).sum()} refused {refused:.3f}")


def judged(
    query: str, relevant: dict[str, int], index: Generation, encoder: Encoder, draw: random.Random
) -> Iterator[Verdicts]:
    """Yield the verdicts on a question in each of some resolutions; none on one that has limits or no clause."""
    question = replace(read_question(query, index).reading.understood, shape=ANSWER)
    if question.scope.described or question.cited or not relevant:
        return
    symbols = sorted({clause.symbol for clause in index.all_clauses()}, key=str)
    saying = {id_.partition("#")[0] for id_, grade in relevant.items() if grade > 1}
    near = {id_.partition("#")[0] for id_ in relevant}
    says, silent = ([one for one in symbols if (_id(one) in near) == found] for found in (True, False))
    says = [one for one in says if _id(one) in saying]
    ranked = search(search_query(question, index), index=index, encoder=encoder, k=CANDIDATES, marked=range(0)).hits
    nearest = next((hit.clause.symbol for hit in ranked if hit.clause.symbol in silent), silent[0])
    for symbol in draw.sample(says, min(SAYING, len(says))):
        yield True, *_verdicts(question, symbol, index, encoder)
    for symbol in (*draw.sample(silent, SILENT), nearest):
        yield False, *_verdicts(question, symbol, index, encoder)


def _verdicts(question: Question, symbol: Symbol, index: Generation, encoder: Encoder) -> tuple[bool, bool]:
    limits = replace(question.scope.filters, resolutions=(Citation.of(symbol),))
    limited = question.limited_to(limits)
    found = search(search_query(limited, index), index=index, encoder=encoder, k=5, marked=range(0))
    sure, answered = judge(question.text, found.evidence, encoder.fingerprint)
    within = judge_within(sure, [question.text], limited, index, encoder)
    assert within is not None, "the index has an encoder that the model of members was learned for"
    return answered, within[1]


def _id(symbol: Symbol) -> str:
    return str(symbol).replace(" ", "")


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("index", type=Path)
    parser.add_argument("questions", type=Path, nargs="*", default=[LISTS])
    main(parser.parse_args())
