"""Many passages at once, with the real all-MiniLM-L6-v2, held against the reference."""

from collections.abc import Iterator, Sequence
from itertools import islice
from pathlib import Path

import numpy as np
import pytest
import torch

from embeddings import bulk, precision
from embeddings.bulk import batches_of_like_length
from embeddings.encoder import BuildEncoder, Encoded, Vectors
from embeddings.models import MINILM
from embeddings.precision import Precision, fast_precision
from embeddings.reference import load_encoder

PASSAGES = [
    *(f"Requests {'further ' * (number % 7)}report number {number} on women" for number in range(60)),
    "war " * 1000,
    "",
    "\udcff [PAD] war",
]


def load(folder: Path, precision: Precision) -> BuildEncoder:
    return load_encoder(MINILM.name, folder, precision=precision)


@pytest.fixture(scope="module")
def encoder(tmp_path_factory: pytest.TempPathFactory) -> BuildEncoder:
    return load(tmp_path_factory.mktemp("models"), "fp32")


@pytest.fixture(scope="module")
def expected(encoder: BuildEncoder) -> Encoded:
    """The encodings of PASSAGES by the reference."""
    return encoder.encode_passages(PASSAGES)


@pytest.fixture(scope="module")
def halved(tmp_path_factory: pytest.TempPathFactory) -> BuildEncoder:
    return load(tmp_path_factory.mktemp("models"), "bf16")


@pytest.fixture(scope="module")
def in_half_precision(halved: BuildEncoder) -> Encoded:
    """The encodings of PASSAGES in bulk, in half precision."""
    return _in_bulk(halved)


@pytest.fixture
def threads() -> Iterator[int]:
    """As many threads as it takes to run in parallel."""
    before = torch.get_num_threads()
    torch.set_num_threads(3)
    yield 3
    torch.set_num_threads(before)


def test_single_precision_gives_the_vectors_of_the_reference(
    encoder: BuildEncoder, expected: Encoded, threads: int
) -> None:
    found = _in_bulk(encoder)
    np.testing.assert_allclose(found.vectors, expected.vectors, atol=1e-6, rtol=0)
    for some, others in zip(found.tokens, expected.tokens, strict=True):
        np.testing.assert_allclose(some, others, atol=1e-5, rtol=0)


def test_half_precision_gives_nearly_its_vectors(in_half_precision: Encoded, expected: Encoded) -> None:
    found = in_half_precision
    assert (found.vectors * expected.vectors).sum(axis=1).min() > 0.9995
    for some, others in zip(found.tokens, expected.tokens, strict=True):
        assert (some * others).sum(axis=1).min(initial=1) > 0.998
    assert not np.array_equal(found.vectors, expected.vectors), "it was not computed in half precision"


@pytest.mark.usefixtures("in_half_precision")  # which was before
def test_only_bulk_is_in_half_precision(encoder: BuildEncoder, halved: BuildEncoder) -> None:
    """Questions are served by the compiled model in single precision, whatever built the index."""
    assert (halved.fingerprint, halved.precision) == (encoder.fingerprint, "bf16")
    some = PASSAGES[-10:]
    assert np.array_equal(halved.encode_queries(some).vectors, encoder.encode_queries(some).vectors)


def test_rows_are_float32_of_length_one(in_half_precision: Encoded) -> None:
    for rows in (in_half_precision.vectors, *in_half_precision.tokens):
        assert rows.dtype == np.float32
        np.testing.assert_allclose(np.linalg.norm(rows, axis=1), 1, atol=1e-5)


def test_passages_are_taken_up_as_results_are(encoder: BuildEncoder, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(bulk, "_PLANNED", 4)
    seen = 0

    class Counted(Sequence[str]):
        def __len__(self) -> int:
            return 1_000

        def __getitem__(self, at):  # type: ignore[no-untyped-def]
            nonlocal seen
            seen = at + 1
            if at >= len(self):
                raise IndexError(at)
            return f"measure {at}"

    assert len(list(islice(encoder.encode_in_bulk(Counted()), 3))) == 3
    assert seen < 100


def test_torch_keeps_its_threads_even_if_the_rest_is_not_wanted(encoder: BuildEncoder, threads: int) -> None:
    begun = encoder.encode_in_bulk(PASSAGES)
    next(begun)
    begun.close()  # type: ignore[attr-defined]
    assert torch.get_num_threads() == threads


def test_a_fault_in_a_thread_reaches_the_caller(encoder: BuildEncoder, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object) -> None:
        raise MemoryError("too much")

    monkeypatch.setattr(torch, "isin", fail)
    with pytest.raises(MemoryError, match="too much"):
        _in_bulk(encoder)


def test_batches_hold_like_lengths_up_to_the_limit() -> None:
    lengths = np.random.default_rng(1).integers(1, 300, 500).tolist()
    batches = list(batches_of_like_length(lengths, 1_000))
    assert sorted(position for batch in batches for position in batch) == list(range(500))
    assert max(len(batch) * max(lengths[position] for position in batch) for batch in batches) <= 1_000
    padded = sum(len(batch) * max(lengths[position] for position in batch) for batch in batches)
    assert padded < 1.05 * sum(lengths)


@pytest.mark.parametrize(("halved", "expected"), [(0.2, "bf16"), (0.9, "fp32"), (6.0, "fp32")])
def test_half_precision_is_chosen_where_it_is_much_faster(
    halved: float, expected: Precision, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(precision, "_seconds", lambda dtype: halved if dtype is torch.bfloat16 else 1.0)
    assert fast_precision() == expected


def _in_bulk(encoder: BuildEncoder) -> Encoded:
    """Return the encodings of PASSAGES, in their order."""
    found: dict[str, tuple[Vectors, Vectors]] = {}
    for passages, encoded in encoder.encode_in_bulk(PASSAGES):
        found.update(zip(passages, zip(encoded.vectors, encoded.tokens, strict=True), strict=True))
    vectors, tokens = zip(*(found[passage] for passage in PASSAGES), strict=True)
    return Encoded(np.stack(vectors), tokens)
