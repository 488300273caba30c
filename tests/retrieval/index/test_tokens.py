from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from embeddings.encoder import Vectors
from retrieval.errors import ClauseIndexError
from retrieval.index.codec import Codes, code_size, cosines, encode, turned
from retrieval.index.tokens import TokenIndex, late_scores, write_tokens


def _unit(count: int, dimensions: int, seed: int = 0) -> Vectors:
    rows = np.random.default_rng(seed).standard_normal((count, dimensions)).astype(np.float32)
    lengths: Vectors = np.linalg.norm(rows, axis=1, keepdims=True)
    return rows / lengths


def _decoded(codes: Codes, dimensions: int) -> Vectors:
    """Decode by the definition: three digits to base six in a byte, each a level, and the whole of length 1."""
    levels = np.array([-1.894, -1.0, -0.3177, 0.3177, 1.0, 1.894], np.float32)
    digits = np.stack([codes // 36, codes // 6 % 6, codes % 6], axis=-1).reshape(len(codes), -1)[:, :dimensions]
    rows: Vectors = levels[digits]
    lengths: Vectors = np.linalg.norm(rows, axis=1, keepdims=True)
    return rows / lengths


@pytest.mark.parametrize("dimensions", [384, 768, 256, 100])
def test_a_code_has_a_third_of_a_byte_a_dimension_and_keeps_cosines(dimensions: int) -> None:
    rows = _unit(200, dimensions)
    rows[100:] = rows[:100] + 0.5 * rows[100:]
    rows /= np.linalg.norm(rows, axis=1, keepdims=True)
    codes = encode(rows)
    assert codes.shape == (200, code_size(dimensions))
    assert code_size(dimensions) == -(-dimensions // 3)
    near = cosines(rows, codes)
    np.testing.assert_allclose(near, turned(rows) @ _decoded(codes, dimensions).T, atol=2e-6)
    assert np.abs(near - rows @ rows.T).std() < 1.1 * np.sqrt(0.058 / dimensions)


def test_a_vector_of_one_coordinate_is_spread_before_it_is_rounded() -> None:
    """Models have a few coordinates far larger than the rest; rounding them as they are would lose the others."""
    rows = np.eye(384, dtype=np.float32)
    assert np.diag(cosines(rows, encode(rows))).min() > 0.9


def test_turning_keeps_inner_products() -> None:
    rows = _unit(50, 384)
    np.testing.assert_allclose(turned(rows) @ turned(rows).T, rows @ rows.T, atol=1e-5)


def test_the_codes_stay_what_they_are() -> None:
    """A code that changes would make every index of every user wrong without a word."""
    codes = encode(np.eye(384, dtype=np.float32)[:2])
    assert codes[:, :6].tolist() == [[127, 87, 157, 94, 208, 136], [117, 57, 57, 64, 105, 164]]


@given(st.lists(st.integers(0, 9), min_size=1, max_size=8), st.integers(1, 5), st.data())
def test_scores_are_the_mean_of_each_token_s_best_cosine(lengths: list[int], asked: int, data: st.DataObject) -> None:
    tokens = [_unit(length, 96, seed) for seed, length in enumerate(lengths)]
    index = _index(tokens)
    query = _unit(asked, 96, 99)
    chosen = np.array(data.draw(st.lists(st.integers(0, len(lengths) - 1), max_size=9)), np.int64)
    expected = [
        (turned(query) @ _decoded(encode(tokens[row]), 96).T).max(axis=1).mean() if lengths[row] else -1
        for row in chosen
    ]
    assert late_scores(query, [index.codes(row, row + 1) for row in chosen]) == pytest.approx(expected, abs=1e-5)


def test_what_is_written_is_mapped_and_not_read(tmp_path: Path) -> None:
    tokens = [_unit(3, 96), _unit(0, 96), _unit(5, 96, 1)]
    write_tokens(tmp_path, (encode(rows).tobytes() for rows in tokens), code_size(96))
    opened = TokenIndex.open(tmp_path, 96)
    query = _unit(2, 96, 9)
    scores, expected = (
        late_scores(query, [index.codes(row, row + 1) for row in range(3)]) for index in (opened, _index(tokens))
    )
    assert scores.tolist() == expected.tolist()
    assert isinstance(opened._codes.base, np.memmap)
    assert opened.codes(0, 3).shape == (8, 32)


def test_a_file_of_another_length_is_refused(tmp_path: Path) -> None:
    write_tokens(tmp_path, [encode(_unit(3, 96)).tobytes()], code_size(96))
    (tmp_path / "tokens.bin").write_bytes(b"short")
    with pytest.raises(ClauseIndexError, match="has 5 bytes for 3 tokens of 32"):
        TokenIndex.open(tmp_path, 96)


def _index(tokens: list[Vectors]) -> TokenIndex:
    edges = np.cumsum([0, *map(len, tokens)])
    return TokenIndex(encode(np.concatenate(tokens)), edges)
