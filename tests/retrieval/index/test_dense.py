from pathlib import Path

import numpy as np
import numpy.typing as npt
import pytest
from hypothesis import given
from hypothesis import strategies as st

from retrieval.errors import ClauseIndexError
from retrieval.index.dense import DenseIndex
from retrieval.index.pieces import Pieces, digest, write_digests

DIM = 4


def _unit(rows: npt.ArrayLike) -> npt.NDArray[np.float32]:
    matrix: npt.NDArray[np.float32] = np.array(rows, np.float32)
    lengths: npt.NDArray[np.float32] = np.linalg.norm(matrix, axis=1, keepdims=True)
    return matrix / lengths


rows = st.lists(st.lists(st.integers(-2, 2), min_size=DIM, max_size=DIM).filter(any), min_size=1, max_size=30).map(
    _unit
)


@given(rows, st.data())
def test_clauses_rank_as_a_plain_matrix_product_ranks_them(
    vectors: npt.NDArray[np.float32], data: st.DataObject
) -> None:
    """By their best passage, ties in corpus order, filters before the cut."""
    count = len(vectors)
    clauses = data.draw(st.integers(1, count))
    owners = np.sort(np.array([*range(clauses), *data.draw(_positions(clauses, count - clauses))], np.int64))
    allowed = data.draw(st.none() | st.sets(st.integers(0, clauses - 1)).map(sorted).map(np.array))
    products = vectors @ vectors[0]
    best = [max(products[owners == clause]) for clause in range(clauses)]
    expected = sorted(range(clauses) if allowed is None else allowed.tolist(), key=lambda c: (-best[c], c))
    wanted = data.draw(st.integers(1, clauses))
    mask = None if allowed is None else np.isin(np.arange(clauses), allowed)
    found, scores = DenseIndex.build(vectors, owners).nearest(vectors[0], wanted, mask)
    assert len(found) >= min(wanted, len(expected))
    left_out = [best[clause] for clause in expected if clause not in found]
    assert not left_out or max(left_out) < min(scores) + 1e-6
    expected = expected[: len(found)]
    assert scores == pytest.approx([best[c] for c in expected], abs=1e-6)
    assert [round(float(best[c]), 5) for c in found] == [round(float(best[c]), 5) for c in expected]


def _positions(clauses: int, count: int) -> st.SearchStrategy[list[int]]:
    return st.lists(st.integers(0, clauses - 1), min_size=count, max_size=count)


def test_equal_passages_stay_in_corpus_order() -> None:
    vectors = _unit([[1, 0, 0, 0]] * 50)
    found, _ = DenseIndex.build(vectors, np.arange(50)).nearest(vectors[0], 10)
    assert found.tolist() == list(range(50))


def test_what_is_saved_is_opened_as_it_was(tmp_path: Path) -> None:
    vectors = _unit([[1, 2, 0, 0], [0, 1, 0, 2], [2, 0, 1, 0]])
    DenseIndex.build(vectors, np.array([0, 0, 1])).save(tmp_path)
    opened = DenseIndex.open(tmp_path)
    assert opened.nearest(vectors[2], 2)[0].tolist() == [1, 0]
    assert opened.owners.tolist() == [0, 0, 1]


@pytest.fixture(scope="module")
def many() -> npt.NDArray[np.float32]:
    """Vectors in groups, as those of recurring wording are; more than are looked at one by one."""
    random = np.random.default_rng(3)
    groups = random.normal(size=(600, 1, 32))
    return _unit((groups + 0.5 * random.normal(size=(600, 20, 32))).reshape(-1, 32))


@pytest.fixture(scope="module")
def shortlisting(many: npt.NDArray[np.float32]) -> DenseIndex:
    """The index of many vectors; no test may change it."""
    return DenseIndex.build(many, np.arange(len(many)))


def test_of_many_vectors_nearly_all_that_are_nearest_are_found(
    many: npt.NDArray[np.float32], shortlisting: DenseIndex
) -> None:
    assert shortlisting.kind == "PQ16x4fs"
    assert 0.95 < shortlisting.recall <= 1
    found, scores = shortlisting.nearest(many[17], 10)
    assert found[0] == 17
    assert scores.tolist() == sorted(scores.tolist(), reverse=True)
    assert scores == pytest.approx(many[found] @ many[17], abs=1e-6)


@pytest.mark.parametrize("share", [0.0005, 0.3, 0.95])
def test_of_many_vectors_only_those_allowed_are_found(
    share: float, many: npt.NDArray[np.float32], shortlisting: DenseIndex
) -> None:
    allowed = np.random.default_rng(4).random(len(many)) < share
    found, _ = shortlisting.nearest(many[17], 100, allowed)
    assert allowed[found].all()
    expected = np.flatnonzero(allowed)[np.argsort(-(many[allowed] @ many[17]), kind="stable")]
    assert len(found) >= min(100, len(expected))
    assert len(set(found[:10]) & set(expected[:10])) >= min(9, len(expected))


def test_a_shortlist_is_saved_with_its_vectors(
    tmp_path: Path, many: npt.NDArray[np.float32], shortlisting: DenseIndex
) -> None:
    shortlisting.save(tmp_path)
    assert DenseIndex.open(tmp_path).nearest(many[5], 20)[0].tolist() == shortlisting.nearest(many[5], 20)[0].tolist()


def test_a_vector_that_changed_is_refused_when_it_is_read(
    tmp_path: Path, many: npt.NDArray[np.float32], shortlisting: DenseIndex
) -> None:
    shortlisting.save(tmp_path)
    digests = (digest(b"") + digest(row.data) + digest(b"") for row in many)
    write_digests(tmp_path, [str(row) for row in range(len(many))], digests)
    content = bytearray((tmp_path / "vectors.faiss").read_bytes())
    content[-(len(many) - 17) * 128] ^= 1
    (tmp_path / "vectors.faiss").write_bytes(content)
    index = DenseIndex.open(tmp_path, Pieces.open(tmp_path))
    with pytest.raises(ClauseIndexError, match=r"vectors\.faiss was changed"):
        index.nearest(many[17], 5)


@given(rows, st.data())
def test_the_vector_of_a_clause_is_the_mean_of_its_passages(
    vectors: npt.NDArray[np.float32], data: st.DataObject
) -> None:
    vectors = np.abs(vectors)  # as no two of a clause are opposite
    count = len(vectors)
    clauses = data.draw(st.integers(1, count))
    owners = np.sort(np.array([*range(clauses), *data.draw(_positions(clauses, count - clauses))], np.int64))
    wanted = np.array(data.draw(st.lists(st.integers(0, clauses - 1), min_size=1)), np.int64)
    found = DenseIndex.build(vectors, owners).clause_vectors(wanted)
    for clause, vector in zip(wanted.tolist(), found, strict=True):
        mean = vectors[owners == clause].mean(axis=0)
        assert vector == pytest.approx(mean / np.linalg.norm(mean), abs=1e-6)
