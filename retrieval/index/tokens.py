"""Late interaction: a question's tokens against the tokens of passages."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path

import numpy as np

from embeddings.encoder import Vectors
from retrieval.errors import ClauseIndexError
from retrieval.index.arrays import Rows, mapped
from retrieval.index.codec import Codes, code_size, cosines

TOKENS_FILE = "tokens.bin"
EDGES_FILE = "edges.npy"


class TokenIndex:
    """The codes of every passage's tokens, mapped from disk.

    Args:
        codes: Shape (tokens, bytes of a code); passage after passage.
        edges: For each passage, its first row of `codes`; and at the end, their number.
    """

    def __init__(self, codes: Codes, edges: Rows) -> None:
        self._codes = np.asarray(codes)  # slicing a memmap takes far longer than slicing a view of it
        self.edges = edges

    @classmethod
    def open(cls, folder: Path, dimensions: int) -> TokenIndex:
        """Open what `write_tokens` wrote.

        Raises:
            ClauseIndexError: If the two files do not fit each other.
        """
        edges = mapped(folder / EDGES_FILE)
        width, size = code_size(dimensions), (folder / TOKENS_FILE).stat().st_size
        if size != edges[-1] * width:
            raise ClauseIndexError(f"{folder / TOKENS_FILE} has {size} bytes for {edges[-1]} tokens of {width}")
        # numpy maps no empty file.
        shape = (int(edges[-1]), width)
        codes = np.memmap(folder / TOKENS_FILE, np.uint8, "r", shape=shape) if size else np.zeros(shape, np.uint8)
        return cls(codes, edges)

    def codes(self, start: int, end: int) -> Codes:
        """Return the codes of the tokens of a range of passages, shape (tokens, bytes of a code)."""
        return self._codes[self.edges[start] : self.edges[end]]


def late_scores(query: Vectors, passages: Sequence[Codes]) -> Vectors:
    """Return how well passages cover a question: for each of its tokens the best cosine, and their mean.

    Args:
        query: Unit rows, shape (tokens of the question, dimensions); one or more.
        passages: The codes of each passage's tokens.

    Returns:
        One score for each passage, in order; -1 for one without tokens.

    Source:
        Khattab and Zaharia, "ColBERT" (2020), 3.3; the mean in place of the sum leaves the order as it is.
    """
    lengths = np.array([len(codes) for codes in passages])
    scores = np.full(len(passages), -1, np.float32)
    some = np.flatnonzero(lengths)
    if len(some):
        starts = np.cumsum(lengths[some]) - lengths[some]
        found = cosines(query, np.concatenate(passages))
        scores[some] = np.maximum.reduceat(found, starts, axis=1).mean(axis=0)
    return scores


def write_tokens(folder: Path, codes: Iterable[bytes], width: int) -> None:
    """Write the codes of passage after passage; one passage at a time is held in memory."""
    edges = [0]
    with (folder / TOKENS_FILE).open("wb") as file:
        for passage in codes:
            file.write(passage)
            edges.append(edges[-1] + len(passage) // width)
    np.save(folder / EDGES_FILE, np.array(edges, np.int64))
