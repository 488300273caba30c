from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from embeddings.encoder import Vectors
from embeddings.windows import Window, split_windows
from retrieval.errors import ClauseIndexError
from retrieval.index.codec import Codes, best_cosines, code_query, code_size, encode, rotated
from retrieval.index.tokens import TokenIndex, late_scores, token_size, write_tokens
from tests.fakes import FakeEncoder
from tests.retrieval.coded import coded


def _unit(count: int, dimensions: int, seed: int = 0) -> Vectors:
    rows = np.random.default_rng(seed).standard_normal((count, dimensions)).astype(np.float32)
    lengths: Vectors = np.linalg.norm(rows, axis=1, keepdims=True)
    return rows / lengths


def _decoded(codes: Codes, dimensions: int) -> Vectors:
    """Decode by the definition: three digits to base six in a byte, each a level, of length 1 in all as a rule."""
    levels = (np.arange(6, dtype=np.float32) - 2.5) * np.float32(0.7334 / np.sqrt(0.9393))
    digits = np.stack([codes // 36, codes // 6 % 6, codes % 6], axis=-1).reshape(len(codes), -1)[:, :dimensions]
    rows: Vectors = levels[digits] / np.sqrt(np.float32(dimensions))
    return rows


def _cosines(query: Vectors, codes: Codes) -> Vectors:
    """Return the cosine of each row of a query and each code, as they are computed."""
    return best_cosines(code_query(query), codes, np.arange(len(codes))).T


@pytest.mark.parametrize("dimensions", [384, 768, 256, 100])
def test_a_code_has_a_third_of_a_byte_a_dimension_and_keeps_cosines(dimensions: int) -> None:
    rows = _unit(200, dimensions)
    rows[100:] = rows[:100] + 0.5 * rows[100:]
    rows /= np.linalg.norm(rows, axis=1, keepdims=True)
    codes = encode(rows)
    assert codes.shape == (200, code_size(dimensions))
    assert code_size(dimensions) == -(-dimensions // 3)
    near = _cosines(rows, codes)
    np.testing.assert_allclose(near, rotated(rows) @ _decoded(codes, dimensions).T, atol=0.1 / np.sqrt(dimensions))
    assert np.abs(near - rows @ rows.T).std() < 1.1 * np.sqrt(0.0645 / dimensions)


@pytest.mark.parametrize("dimensions", [384, 768])
def test_every_vector_keeps_the_same_share_of_itself(dimensions: int) -> None:
    """Else those that keep more by chance would seem nearer than they are."""
    rows = _unit(200, dimensions)
    kept = np.diag(_cosines(rows, encode(rows)))
    assert kept.mean() == pytest.approx(np.sqrt(0.9393), abs=0.001)
    assert kept.std() < 0.01


def test_a_vector_of_zeros_is_near_to_nothing() -> None:
    """A model may give a token no direction."""
    assert np.abs(_cosines(_unit(5, 96), encode(np.zeros((2, 96), np.float32)))).max() < 0.5


def test_a_vector_of_one_coordinate_is_spread_before_it_is_rounded() -> None:
    """Models have a few coordinates far larger than the rest; rounding them as they are would lose the others."""
    rows = np.eye(384, dtype=np.float32)
    assert np.diag(_cosines(rows, encode(rows))).min() > 0.9


def test_turning_keeps_inner_products() -> None:
    rows = _unit(50, 384)
    np.testing.assert_allclose(rotated(rows) @ rotated(rows).T, rows @ rows.T, atol=1e-5)


def test_the_codes_stay_what_they_are() -> None:
    """A code that changes would make every index of every user wrong without a word."""
    codes = encode(np.eye(384, dtype=np.float32)[:2])
    assert codes[:, :6].tolist() == [[127, 87, 157, 94, 208, 136], [117, 93, 57, 64, 105, 164]]


@given(st.lists(st.integers(0, 9), min_size=1, max_size=40), st.integers(1, 5))
def test_scores_are_the_mean_of_each_token_s_best_cosine(lengths: list[int], asked: int) -> None:
    codes = [encode(_unit(length, 96, seed)) for seed, length in enumerate(lengths)]
    query = _unit(asked, 96, 99)
    expected = [(rotated(query) @ _decoded(some, 96).T).max(axis=1).mean() if len(some) else -1 for some in codes]
    assert late_scores(code_query(query), codes) == pytest.approx(expected, abs=0.01)


def test_a_score_is_the_same_to_the_bit_whatever_stands_beside_it() -> None:
    codes = [encode(_unit(length, 96, length)) for length in range(1, 50)]
    query = code_query(_unit(7, 96, 99))
    together = late_scores(query, codes).tolist()
    assert together == [float(late_scores(query, [some])[0]) for some in codes]
    assert together == late_scores(query, codes[::-1]).tolist()[::-1]


@pytest.mark.parametrize("prompt", ["", "passage: "])
def test_each_token_knows_where_in_its_clause_it_starts(prompt: str) -> None:
    text, lead_in = "  (a) Urges parties to spare women;", "Calls upon all:"
    [window] = split_windows(text, lead_in, FakeEncoder())
    read = (prompt + window.passage).split()
    [tokens] = coded([window], FakeEncoder(), prompt)
    words = text.split()
    assert tokens.starts.tolist() == [-1] * (len(read) - len(words)) + [text.index(word) for word in words]
    assert (
        tokens.codes.tobytes() == encode(FakeEncoder().encode_passages([prompt + window.passage]).tokens[0]).tobytes()
    )


def test_tokens_of_a_window_start_where_they_do_in_the_whole_clause() -> None:
    encoder = FakeEncoder(max_tokens=20)
    text = " ".join(f"word{number}" for number in range(50))
    windows = split_windows(text, "Calls upon all:", encoder)
    assert len(windows) > 2
    found = [start for tokens in coded(windows, encoder) for start in tokens.starts.tolist() if start >= 0]
    assert {text[start:].split()[0] for start in found} == set(text.split())
    assert all(start == 0 or text[start - 1] == " " for start in found)


def test_a_passage_cut_by_its_model_has_the_starts_of_what_was_read() -> None:
    encoder = FakeEncoder(max_tokens=7)
    window = Window("one two three four five six seven eight", 0, 0)
    [tokens] = coded([window], encoder)
    assert tokens.starts.tolist() == [0, 4, 8, 14, 19]


def test_what_is_written_is_mapped_and_not_read(tmp_path: Path) -> None:
    windows = [Window(text, 0, 0) for text in ("one two three", "", "and five other words here")]
    written = coded(windows, FakeEncoder())
    write_tokens(tmp_path, (tokens.raw.tobytes() for tokens in written), token_size(256))
    opened = TokenIndex.open(tmp_path, 256)
    assert isinstance(opened._raw.base, np.memmap)
    assert opened.raw(0, 3).tobytes() == b"".join(tokens.raw.tobytes() for tokens in written)
    for read, tokens in zip(opened.at(np.array([2, 0, 1])), [written[2], written[0], written[1]], strict=True):
        assert read.codes.tolist() == tokens.codes.tolist()
        assert read.starts.tolist() == tokens.starts.tolist()


def test_a_file_of_another_length_is_refused(tmp_path: Path) -> None:
    write_tokens(tmp_path, [bytes(3 * token_size(96))], token_size(96))
    (tmp_path / "tokens.bin").write_bytes(b"short")
    with pytest.raises(ClauseIndexError, match=r"tokens.bin is damaged \(5 bytes for 3 tokens of 36\); rebuild"):
        TokenIndex.open(tmp_path, 96)
