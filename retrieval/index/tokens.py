"""Late interaction: a question's tokens against the tokens of passages."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import numpy.typing as npt

from embeddings.encoder import Encoder, Vectors
from embeddings.windows import Window
from retrieval.arrays import Rows
from retrieval.index.codec import CodedQuery, Codes, best_cosines, code_size
from retrieval.index.files import reading
from retrieval.index.mapped import check_edges, mapped

TOKENS_FILE = "tokens.bin"
EDGES_FILE = "edges.npy"

Starts = npt.NDArray[np.int32]
"""For each of some tokens, where in the text of its clause it starts, or -1: in what goes before that."""

_START = np.dtype("<i4")
_TOGETHER = 16  # passages of some eighty tokens


def token_size(dimensions: int) -> int:
    """Return how many bytes a token has: its code, and where it starts."""
    return code_size(dimensions) + _START.itemsize


@dataclass(frozen=True, slots=True)
class Tokens:
    """The tokens of a passage, as they lie in a file: the codes of all, then the starts of all.

    Attributes:
        raw: Shape (bytes,).
        width: Bytes of a code.
    """

    raw: npt.NDArray[np.uint8]
    width: int

    def __len__(self) -> int:
        return len(self.raw) // (self.width + _START.itemsize)

    @property
    def codes(self) -> Codes:
        """Shape (tokens, bytes of a code)."""
        return self.raw[: len(self) * self.width].reshape(-1, self.width)

    @property
    def starts(self) -> Starts:
        """Shape (tokens,)."""
        starts: Starts = self.raw[len(self) * self.width :].view(_START)
        return starts


def tokens_of(window: Window, codes: bytes, width: int, encoder: Encoder) -> bytes:
    """Return the tokens of a window, given the codes of the passage that it is, as they lie in a file."""
    count = len(codes) // width
    spans = encoder.token_spans(window.passage)[:count]
    # Those of the clause's own words end after its prefix does; a model's prompt comes before all of them.
    own = [window.start + start - window.at if end > window.at else -1 for start, end in spans]
    starts = np.array([-1] * (count - len(own)) + own, _START)
    return codes + starts.tobytes()


class TokenIndex:
    """The tokens of every passage, mapped from disk.

    Args:
        raw: Shape (bytes,); passage after passage.
        edges: For each passage, how many tokens there are before it; and at the end, how many there are.
        dimensions: Of the vectors that were coded.
    """

    def __init__(self, raw: npt.NDArray[np.uint8], edges: Rows, dimensions: int) -> None:
        self._raw = np.asarray(raw)  # slicing a memmap takes far longer than slicing a view of it
        self.edges = edges
        self._width, self._size = code_size(dimensions), token_size(dimensions)

    @classmethod
    def open(cls, folder: Path, dimensions: int) -> TokenIndex:
        """Open what `write_tokens` wrote.

        Raises:
            ClauseIndexError: If the two files are damaged, or do not fit each other.
        """
        edges, size_of_one = mapped(folder / EDGES_FILE, np.int64), token_size(dimensions)
        check_edges(folder / EDGES_FILE, edges)
        with reading(folder / TOKENS_FILE):
            size = (folder / TOKENS_FILE).stat().st_size
            # numpy maps no empty file.
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
    """Return how well passages cover a question: for each of its tokens the best cosine, and their mean.

    Args:
        query: The question's tokens, one or more.
        passages: The codes of each passage's tokens.

    Returns:
        One score for each passage, in order; -1 for one without tokens.

    Source:
        Khattab and Zaharia, "ColBERT" (2020), 3.3; the mean in place of the sum leaves the order as it is.
    """
    scores = np.full(len(passages), -1, np.float32)
    lengths = np.array([len(codes) for codes in passages])
    some = np.flatnonzero(lengths)
    best = []
    for start in range(0, len(some), _TOGETHER):
        rows = some[start : start + _TOGETHER]
        codes = np.concatenate([passages[row] for row in rows.tolist()])
        best.append(best_cosines(query, codes, np.cumsum(lengths[rows]) - lengths[rows]))
    if best:
        scores[some] = np.concatenate(best).mean(axis=1)
    return scores


def write_tokens(folder: Path, passages: Iterable[bytes], size: int) -> None:
    """Write the tokens, of `size` bytes each, of passage after passage; one passage at a time is held in memory."""
    edges = [0]
    with (folder / TOKENS_FILE).open("wb") as file:
        for passage in passages:
            file.write(passage)
            edges.append(edges[-1] + len(passage) // size)
    np.save(folder / EDGES_FILE, np.array(edges, np.int64))
