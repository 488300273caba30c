"""Late interaction (ColBERT MaxSim) between a question's tokens and those of passages."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

import numpy as np
import numpy.typing as npt

from embeddings.encoder import Encoder, Vectors
from embeddings.windows import Window
from retrieval.arrays import Rows
from retrieval.index.codec import CodedQuery, Codes, best_cosines, code_size
from retrieval.index.files import reading
from retrieval.index.mapped import check_offsets, map_array

TOKENS_FILE = "tokens.bin"
EDGES_FILE = "edges.npy"

Starts = npt.NDArray[np.int32]
"""Offset of each token in the text of its clause; -1 for tokens before the text."""

_START = np.dtype("<i4")
_TOGETHER = 16  # passages of some eighty tokens


def token_size(dimensions: int) -> int:
    """Return the bytes of a token: its code and its offset."""
    return code_size(dimensions) + _START.itemsize


@dataclass(frozen=True, slots=True)
class Tokens:
    """Tokens of a passage, as stored: all codes, then all offsets.

    Attributes:
        raw: Shape (bytes,).
        width: Number of bytes of a code.
    """

    raw: npt.NDArray[np.uint8]
    width: int

    def __len__(self) -> int:
        return len(self.raw) // (self.width + _START.itemsize)

    @property
    def codes(self) -> Codes:
        """Codes, shape (tokens, bytes of a code)."""
        return self.raw[: len(self) * self.width].reshape(-1, self.width)

    @property
    def starts(self) -> Starts:
        """Offsets, shape (tokens,)."""
        starts: Starts = self.raw[len(self) * self.width :].view(_START)
        return starts


def stored_tokens(window: Window, codes: bytes, width: int, encoder: Encoder) -> bytes:
    """Build the stored tokens of a window, given the codes of its passage."""
    count = len(codes) // width
    spans = encoder.token_spans(window.passage)[:count]
    # Tokens of the clause's own words end after its prefix; a model's prompt comes before all of them.
    own = [window.start + start - window.at if end > window.at else -1 for start, end in spans]
    starts = np.array([-1] * (count - len(own)) + own, _START)
    return codes + starts.tobytes()


class TokenIndex:
    """Tokens of every passage, memory-mapped.

    Args:
        raw: Tokens of passage after passage, shape (bytes,).
        edges: Number of tokens before each passage, and at the end the number of all.
        dimensions: Dimensions of the coded vectors.
    """

    def __init__(self, raw: npt.NDArray[np.uint8], edges: Rows, dimensions: int) -> None:
        self._raw = np.asarray(raw)  # slicing a memmap takes far longer than slicing a view of it
        self.edges = edges
        self._width, self._size = code_size(dimensions), token_size(dimensions)

    @classmethod
    def open(cls, folder: Path, dimensions: int) -> TokenIndex:
        """Open the index that `write_tokens` wrote.

        Raises:
            ClauseIndexError: If the two files are damaged or inconsistent.
        """
        edges, size_of_one = map_array(folder / EDGES_FILE, np.int64), token_size(dimensions)
        check_offsets(folder / EDGES_FILE, edges)
        with reading(folder / TOKENS_FILE):
            size = (folder / TOKENS_FILE).stat().st_size
            # numpy cannot map an empty file.
            raw = np.memmap(folder / TOKENS_FILE, np.uint8, "r") if size else np.zeros(0, np.uint8)
            if size != edges[-1] * size_of_one:
                raise ValueError(f"{size} bytes for {edges[-1]} tokens of {size_of_one}")
        return cls(raw, edges, dimensions)

    def raw(self, start: int, end: int) -> npt.NDArray[np.uint8]:
        """Return the bytes of a range of passages, shape (bytes,)."""
        return self._raw[self.edges[start] * self._size : self.edges[end] * self._size]

    def at(self, passages: Rows) -> list[Tokens]:
        """Return the tokens of some passages."""
        starts, ends = self.edges[passages] * self._size, self.edges[passages + 1] * self._size
        bounds = zip(starts.tolist(), ends.tolist(), strict=True)
        return [Tokens(self._raw[start:end], self._width) for start, end in bounds]


def late_scores(query: CodedQuery, passages: Sequence[Codes]) -> Vectors:
    """Compute the late-interaction score of passages: the mean over query tokens of the best cosine.

    Args:
        query: The question's tokens, one or more.
        passages: The codes of each passage's tokens.

    Returns:
        One score for each passage, in order; -1 for one without tokens.

    Source:
        Khattab and Zaharia, "ColBERT" (2020), 3.3; the mean in place of the sum leaves the order as it is.
    """
    return part_scores(query, passages, [len(query.scales)])[:, 0]


def part_scores(query: CodedQuery, passages: Sequence[Codes], lengths: Sequence[int]) -> Vectors:
    """Compute the late-interaction scores of passages for consecutive parts of a query.

    Args:
        query: The question's tokens, one or more.
        passages: The codes of each passage's tokens.
        lengths: Number of tokens of each part of the query, in order.

    Returns:
        Shape (passages, parts); -1 for a passage without tokens.
    """
    scores = np.full((len(passages), len(lengths)), -1, np.float32)
    sizes = np.array([len(codes) for codes in passages])
    some = np.flatnonzero(sizes)
    best = []
    for start in range(0, len(some), _TOGETHER):
        rows = some[start : start + _TOGETHER]
        codes = np.concatenate([passages[row] for row in rows.tolist()])
        best.append(best_cosines(query, codes, np.cumsum(sizes[rows]) - sizes[rows]))
    if best:
        found, edges = np.concatenate(best), np.cumsum([0, *lengths])
        for part, (start, end) in enumerate(pairwise(edges.tolist())):
            scores[some, part] = found[:, start:end].mean(axis=1)
    return scores


def write_tokens(folder: Path, passages: Iterable[bytes], size: int) -> None:
    """Write the tokens of all passages, `size` bytes each; one passage at a time is held in memory."""
    edges = [0]
    with (folder / TOKENS_FILE).open("wb") as file:
        for passage in passages:
            file.write(passage)
            edges.append(edges[-1] + len(passage) // size)
    np.save(folder / EDGES_FILE, np.array(edges, np.int64))
