"""The references of a generation."""

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from retrieval.clauses.references.find import find_all_references
from retrieval.errors import ClauseIndexError
from retrieval.index.build import BuildReport
from retrieval.index.generation import open_generation
from retrieval.index.publishing import read_manifest
from retrieval.index.references import REFERENCES_FILE
from tests.samples import OFFICIAL_2331

Build = Callable[[], BuildReport]


@pytest.fixture
def built(build: Build, library: Path) -> BuildReport:
    text = OFFICIAL_2331.replace(
        "3.  Decides to", "3.  Recalls paragraph 2 (b) above and paragraph 1 of resolution 1325; to"
    )
    (library / "S_RES_2331.txt").write_text(text, encoding="utf-8")
    return build()


def test_what_was_found_at_the_build_is_what_is_looked_up(built: BuildReport, index: Path) -> None:
    generation = open_generation(index)
    found = generation.citations.by_clause
    assert [(name, [one.target for one in references]) for name, references in found.items()] == [
        ("S/RES/2331(2016)#3", ["S/RES/2331(2016)#2(b)", "S/RES/1325(2000)#1", "S/RES/1325(2000)"])
    ]
    assert found == find_all_references(generation.clauses)


def test_a_generation_that_is_pruned_keeps_its_references_for_who_opened_it(built: BuildReport, index: Path) -> None:
    generation = open_generation(index)
    shutil.rmtree(index)
    assert len(generation.citations.cites("S/RES/2331(2016)#3")) == 3


def test_references_that_were_changed_are_refused(built: BuildReport, index: Path) -> None:
    folder, _ = read_manifest(index)
    (folder / REFERENCES_FILE).write_text("{}", encoding="utf-8")
    with pytest.raises(ClauseIndexError, match=f"{REFERENCES_FILE} was changed since the index was built"):
        open_generation(index)
