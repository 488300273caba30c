import json
from collections.abc import Callable
from pathlib import Path

import pytest

from retrieval.asking.ranking.search import search
from retrieval.asking.understand.question import Question
from retrieval.errors import ClauseIndexError
from retrieval.index.build import BuildReport
from retrieval.index.generation import open_generation
from retrieval.index.publishing import read_manifest
from retrieval.index.tokens import token_size
from retrieval.index.verify import verify_index
from tests.retrieval.encoded import encoded

Build = Callable[[], BuildReport]


def _flip(path: Path, at: int) -> None:
    data = bytearray(path.read_bytes())
    data[at] ^= 1
    path.write_bytes(data)


@pytest.fixture
def generation(prebuilt: Path) -> Path:
    folder, _ = read_manifest(prebuilt)
    return folder


def test_an_untouched_index_is_proved(generation: Path, index: Path, library: Path) -> None:
    assert verify_index(index, library) == []


@pytest.mark.parametrize("row", [0, 5, 10])
def test_a_changed_byte_in_a_quoted_paragraph_names_its_clause(
    row: int, generation: Path, index: Path, library: Path
) -> None:
    clause = open_generation(index).clauses[row]
    _flip(library / clause.source.file, clause.source.spans[0][0] + 3)
    assert any(problem.startswith(f"{clause.id}: ") for problem in verify_index(index, library))


def test_a_changed_byte_in_a_lead_in_names_the_clauses_it_leads(generation: Path, index: Path, library: Path) -> None:
    clause = next(c for c in open_generation(index).clauses if c.paragraph == "2(a)" and c.symbol.number == 2331)
    _flip(library / clause.source.file, clause.source.lead_in_spans[0][0])
    problems = "\n".join(verify_index(index, library))
    assert "S/RES/2331(2016)#2(a): " in problems
    assert "S/RES/2331(2016)#2(b): " in problems


def test_a_changed_byte_outside_every_clause_names_the_file_and_its_clauses(
    generation: Path, index: Path, library: Path
) -> None:
    _flip(library / "S_RES_1325.txt", 0)
    [problem] = [p for p in verify_index(index, library) if "S_RES_1325.txt" in p]
    assert "S/RES/1325(2000)#1" in problem


@pytest.mark.parametrize("row", [0, 5, 10])
def test_a_changed_byte_of_a_vector_names_its_clause(row: int, generation: Path, index: Path, library: Path) -> None:
    clauses = open_generation(index).clauses
    path = generation / "vectors.faiss"
    row_bytes = 256 * 4
    _flip(path, path.stat().st_size - (len(clauses) - row) * row_bytes + 17)
    assert f"{clauses[row].id}: its rows in vectors.faiss were changed" in verify_index(index, library)


@pytest.mark.parametrize("row", [0, 5, 10])
def test_a_changed_byte_of_a_token_names_its_clause(row: int, generation: Path, index: Path, library: Path) -> None:
    clauses = open_generation(index).clauses
    words = [len(f"{clause.lead_in} {clause.text}".split()) for clause in clauses]
    _flip(generation / "tokens.bin", sum(words[:row]) * token_size(256) + 17)
    assert f"{clauses[row].id}: its rows in tokens.bin were changed" in verify_index(index, library)


@pytest.mark.parametrize("place", ["id", "text", "themes"])
def test_a_changed_byte_of_the_clause_store_names_its_clause(
    place: str, generation: Path, index: Path, library: Path
) -> None:
    path = generation / "clauses.jsonl"
    line = path.read_bytes().split(b"\n")[4]
    _flip(path, path.read_bytes().index(line) + line.index(f'"{place}"'.encode()) + len(place) + 7)
    expected = (
        f"{json.loads(line)['id']}: its record in clauses.jsonl, or the digest of that in digests.npy, was changed"
    )
    assert expected in verify_index(index, library)


def test_a_missing_library_file_leaves_its_clauses_unproved(generation: Path, index: Path, library: Path) -> None:
    (library / "S_RES_1325.txt").unlink()
    [problem] = verify_index(index, library)
    assert problem.startswith("S_RES_1325.txt cannot be read")
    assert "S/RES/1325(2000)#PP1" in problem


WHOLE = [
    "chains.npy",
    "columns.npy",
    "digests.npy",
    "edges.npy",
    "facts.json",
    "ids.txt",
    "lines.npy",
    "owners.npy",
    "phrase-places.npy",
    "phrase-starts.npy",
    "phrase-words.npy",
    "phrases.json",
    "postings.json",
    "postings.npy",
    "references.json",
    "vectors.faiss",
    "wordings.npy",
]
PIECEMEAL = ["clauses.jsonl", "tokens.bin"]


def test_a_missing_library_is_one_problem_and_not_one_for_each_file(
    generation: Path, index: Path, tmp_path: Path
) -> None:
    [problem] = verify_index(index, tmp_path / "nowhere")
    assert problem.startswith(f"no library at {tmp_path / 'nowhere'}, so nothing proves any quote")


def test_a_missing_file_that_nothing_is_quoted_from_is_said_to_be_so(build: Build, index: Path, library: Path) -> None:
    (library / "copy.txt").write_bytes((library / "S_RES_1325.txt").read_bytes())
    build()
    (library / "copy.txt").unlink()
    [problem] = [p for p in verify_index(index, library) if p.startswith("copy.txt")]
    assert problem.endswith("but no clause is quoted from it")


@pytest.mark.parametrize("name", WHOLE)
@pytest.mark.parametrize("at", [0, -1])
def test_no_file_that_questions_read_whole_can_change_unseen(
    name: str, at: int, generation: Path, index: Path, library: Path
) -> None:
    _flip(generation / name, at)
    assert any(problem.startswith(f"{name} was changed") for problem in verify_index(index, library))
    with pytest.raises(ClauseIndexError, match=r"was changed.*'clausebot index build'"):
        open_generation(index)


@pytest.mark.parametrize("name", PIECEMEAL)
@pytest.mark.parametrize("at", [0, 300])
def test_no_clause_is_quoted_or_ranked_from_bytes_that_changed(
    name: str, at: int, generation: Path, index: Path, library: Path
) -> None:
    """Files of which a question reads a little are checked as it reads them, so that opening takes no longer."""
    _flip(generation / name, at)
    assert any(problem.startswith(f"{name} was changed") for problem in verify_index(index, library))
    opened = open_generation(index)
    with pytest.raises(ClauseIndexError, match=rf"{name} was changed.*'clausebot index build'"):
        search(Question.verbatim("women"), encoded(opened), k=20)


@pytest.mark.parametrize("name", PIECEMEAL)
def test_a_file_that_was_cut_is_refused(name: str, generation: Path, index: Path) -> None:
    (generation / name).write_bytes((generation / name).read_bytes()[:-1])
    with pytest.raises(ClauseIndexError, match=rf"{name} is damaged .*; rebuild"):
        open_generation(index)


def test_every_file_is_checked_whole_or_by_the_piece(generation: Path, index: Path) -> None:
    _, manifest = read_manifest(index)
    assert manifest.files.keys() == {*WHOLE, *PIECEMEAL}


def test_every_file_of_a_generation_is_covered(generation: Path, index: Path) -> None:
    _, manifest = read_manifest(index)
    there = {path.relative_to(generation).as_posix() for path in generation.rglob("*") if path.is_file()}
    assert there == manifest.files.keys() | {"manifest.json"}


def test_a_changed_manifest_is_refused(generation: Path, index: Path) -> None:
    _flip(generation / "manifest.json", 30)
    with pytest.raises(ClauseIndexError, match=r"manifest\.json was changed.*'clausebot index build'"):
        open_generation(index)


def test_a_missing_file_is_refused(generation: Path, index: Path) -> None:
    (generation / "owners.npy").unlink()
    with pytest.raises(ClauseIndexError, match=r"owners\.npy cannot be read.*'clausebot index build'"):
        open_generation(index)


def test_a_damaged_pointer_is_refused(generation: Path, index: Path) -> None:
    (index / "current.json").write_text("{")
    with pytest.raises(ClauseIndexError, match=r"current\.json is damaged.*'clausebot index build'"):
        open_generation(index)


def test_no_index_says_how_to_build_one(tmp_path: Path) -> None:
    with pytest.raises(ClauseIndexError, match=r"no index at .*build it with 'clausebot index build'"):
        open_generation(tmp_path / "nowhere")
