from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from retrieval.clauses.clause import LIKELY
from retrieval.index.build import BuildReport
from retrieval.index.facts import facts_of
from retrieval.index.generation import open_generation
from retrieval.library.library import read_library

Build = Callable[[], BuildReport]


@pytest.mark.usefixtures("eager")
def test_the_clauses_on_disk_are_those_of_the_library(build: Build, library: Path, index: Path) -> None:
    build()
    stored, read = open_generation(index).clauses, read_library(library).clauses
    suggested = [label for clause in stored for label in clause.themes]
    assert suggested
    assert all(label.probability and not label.is_given for label in suggested)
    assert [replace(clause, themes=()) for clause in stored] == list(read)
    assert [stored[row] for row in range(len(read))] == list(stored)
    assert stored[-3:] == list(stored)[-3:]
    assert stored[-1] == list(stored)[-1]


def test_suggestions_are_kept_for_review_and_shown_where_they_are_likelier_than_not(build: Build, index: Path) -> None:
    build()
    generation = open_generation(index)
    kept = [label for clause in generation.clauses.stored() for label in clause.themes if not label.is_given]
    assert any((label.probability or 0) < LIKELY for label in kept)
    shown = [label for clause in generation.clauses for label in clause.themes if not label.is_given]
    assert shown == [label for label in kept if (label.probability or 0) >= LIKELY]
    assert generation.facts == facts_of(generation.clauses, generation.facts.vocabulary)


def test_only_the_clauses_that_are_asked_for_are_decoded(build: Build, index: Path) -> None:
    build()
    clauses = open_generation(index).clauses
    assert clauses[3] is clauses[3], "one that was read is kept"
    assert clauses._decoded.cache_info().currsize == 1


def test_there_is_no_clause_beyond_the_last(build: Build, index: Path) -> None:
    build()
    clauses = open_generation(index).clauses
    with pytest.raises(IndexError):
        clauses[len(clauses)]
