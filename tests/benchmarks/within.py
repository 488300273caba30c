"""Measure whether a question with limits is answered if, and only if, a paragraph within them says something on it.

usage: python -m tests.benchmarks.within INDEX [QUESTIONS …]

QUESTIONS are files of questions with their relevant clauses, a JSON object a line: "query" and "relevant", {id: grade};
without any, the requests for lists in tests/benchmarks/lists.jsonl. Each is put to up to two resolutions with a clause
of grade 2, and to three without any: two at random, and that of the nearest paragraph; and to periods from or up to the
year of a clause of grade 2, and before or after all that have a grade. Printed is how many of those within which
something is said are answered ("kept"), and how many of the others are not ("refused"), by the judgement of questions
to the whole library, and by that within limits. Of comparisons of two resolutions, one saying something or neither, it
is printed how many are answered, and how many sides are said to say something or to be silent.
"""

from __future__ import annotations

import argparse
import json
import random
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import numpy as np

from retrieval.asking.answerability.calibration import find_calibration
from retrieval.asking.answerability.confidence import judge
from retrieval.asking.encoded_index import EncodedIndex
from retrieval.asking.mentions.within_limits import judge_within
from retrieval.asking.ranking.rank import CANDIDATES
from retrieval.asking.ranking.search import Found, search
from retrieval.asking.ranking.search_query import search_query
from retrieval.asking.reading import read_question
from retrieval.asking.shapes.comparisons import compare_sides
from retrieval.asking.understand.finding import ANSWER, Shape
from retrieval.asking.understand.question import Question
from retrieval.clauses.citation import Citation
from retrieval.clauses.clause import Symbol
from retrieval.clauses.filters import Filters
from retrieval.index.folder import FolderPlace
from retrieval.index.protocol import ClauseIndex
from tests.benchmarks.members import LISTS

SEED, SAYING, SILENT = 5, 2, 2
"""Seed, and numbers of resolutions drawn for each question."""

Limited = tuple[str, bool, Filters]
"""What limits a question, whether something is said within the limits, and these."""


def main(args: argparse.Namespace) -> None:
    """Judge the questions of each file, and print the shares."""
    place = FolderPlace(args.index)
    index = place.open()
    encoded = EncodedIndex(index, place.encoders.open(index.manifest), find_calibration(index.manifest))
    for file in args.questions:
        draw, draw_pairs = random.Random(SEED), random.Random(SEED)
        verdicts: dict[str, list[tuple[bool, bool, bool]]] = defaultdict(list)
        pairs: list[tuple[tuple[bool, bool], bool, tuple[bool, bool]]] = []
        for question, relevant in questions_without_limits(file, index):
            for name, says, filters in limits_for(question, relevant, encoded, draw):
                verdicts[name].append((says, *verdicts_on(question.limited_to(filters), encoded)))
            pairs += [
                (says, *verdict_on_sides(question.limited_to(filters), encoded))
                for says, filters in pairs_for(question, relevant, index, draw_pairs)
            ]
        for name, some in verdicts.items():
            says, *judged = np.array(some, np.bool_).T
            for by, answered in zip(("as for the whole library", "within limits"), judged, strict=True):
                kept, refused = answered[says].mean(), 1 - answered[~says].mean()
                said, silent = int(says.sum()), int((~says).sum())
                print(f"{file.name}, {name}, {by}: {said} kept {kept:.3f}, {silent} refused {refused:.3f}")
        both = [(any(says), answered) for says, answered, _ in pairs]
        each = [side for truth, answered, found in pairs for side in zip(truth, found, strict=True) if answered]
        for name, of_pairs in (("comparisons", both), ("sides of those answered", each)):
            says, spoken = np.array(of_pairs, np.bool_).T
            print(f"{file.name}, {name}: {says.sum()} kept {spoken[says].mean():.3f}, ", end="")
            print(f"{(~says).sum()} refused {1 - spoken[~says].mean():.3f}")


def questions_without_limits(file: Path, index: ClauseIndex) -> Iterator[tuple[Question, dict[str, int]]]:
    """Yield the questions of a file that state no limits and cite nothing, with their relevant clauses."""
    for record in map(json.loads, file.read_text(encoding="utf-8").splitlines()):
        question = replace(read_question(record["query"], index).reading.understood, shape=ANSWER)
        if not (question.scope.described or question.cited):
            yield question, record["relevant"]


def limits_for(
    question: Question, relevant: dict[str, int], encoded: EncodedIndex, draw: random.Random
) -> Iterator[Limited]:
    """Yield limits for a question, within which something is said on it or nothing."""
    index = encoded.index
    says, silent = resolutions_for(relevant, index)
    if not says:
        return
    ranked = search(search_query(question, index), encoded, k=CANDIDATES, marked=range(0)).hits
    nearest = next((hit.clause.symbol for hit in ranked if hit.clause.symbol in silent), silent[0])
    for symbol in draw.sample(says, min(SAYING, len(says))):
        yield "resolutions", True, Filters(resolutions=(Citation.of(symbol),))
    for symbol in (*draw.sample(silent, SILENT), nearest):
        yield "resolutions", False, Filters(resolutions=(Citation.of(symbol),))
    all_years = [symbol.year for symbol in index.facts.adopted]
    years = [symbol.year for symbol in index.facts.adopted if symbol not in silent]
    yield "periods", True, Filters(since=date(draw.choice(says).year, 1, 1))
    yield "periods", True, Filters(until=date(draw.choice(says).year, 12, 31))
    if min(all_years) < min(years):
        yield "periods", False, Filters(until=date(min(years) - 1, 12, 31))
    if max(years) < max(all_years):
        yield "periods", False, Filters(since=date(max(years) + 1, 1, 1))


def resolutions_for(relevant: dict[str, int], index: ClauseIndex) -> tuple[list[Symbol], list[Symbol]]:
    """Return the resolutions with a clause of grade 2, and those without any grade."""
    graded: dict[str, int] = {}
    for id_, grade in relevant.items():
        name = id_.partition("#")[0]
        graded[name] = max(graded.get(name, 0), grade)
    adopted = sorted(index.facts.adopted, key=str)
    says = [symbol for symbol in adopted if graded.get(symbol.compact) == 2]
    return says, [symbol for symbol in adopted if symbol.compact not in graded]


def pairs_for(
    question: Question, relevant: dict[str, int], index: ClauseIndex, draw: random.Random
) -> Iterator[tuple[tuple[bool, bool], Filters]]:
    """Yield two pairs of resolutions that a question may compare, and which of each pair says something on it."""
    says, silent = resolutions_for(relevant, index)
    if says and question.text:
        one, two, three = draw.sample(silent, 3)
        yield (True, False), Filters(resolutions=(Citation.of(draw.choice(says)), Citation.of(one)))
        yield (False, False), Filters(resolutions=(Citation.of(two), Citation.of(three)))


def verdict_on_sides(question: Question, encoded: EncodedIndex) -> tuple[bool, tuple[bool, bool]]:
    """Return whether a comparison of two resolutions is answered, and which of them say something."""
    compared = search_query(replace(question, shape=Shape("compare")), encoded.index)
    found = compare_sides(question.text, compared, encoded, k=5, marked=range(0))
    first, second = (bool(side.ids) for side in found.sides)
    return found.answered, (first, second)


def verdicts_on(question: Question, encoded: EncodedIndex) -> tuple[bool, bool]:
    """Return whether a question with limits is answered, by either judgement."""
    _, answered, (_, answered_within) = judged(question, encoded, k=5)
    return answered, answered_within


def judged(question: Question, encoded: EncodedIndex, *, k: int) -> tuple[Found, bool, tuple[float, bool]]:
    """Search for a question with limits, and judge it.

    Returns:
        What is found, whether that is answered as for the whole library, and the probability and verdict within limits.
    """
    found = search(search_query(question, encoded.index), encoded, k=k, marked=range(0))
    sure, answered = judge(question.text, found.evidence, encoded.calibration)
    within = judge_within(sure, [question.text], question, encoded)
    assert within is not None, "the index has an encoder that the model of members was learned for"
    return found, answered, within


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("index", type=Path)
    parser.add_argument("questions", type=Path, nargs="*", default=[LISTS])
    main(parser.parse_args())
