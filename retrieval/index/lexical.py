"""Lexical search: which clauses have the question's words. The only user of bm25s.

Built with every generation, and opened by whoever compares rankings: no use of it in answers has paid yet
(docs/retrieval.md).
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import bm25s
import numpy as np
import numpy.typing as npt
import Stemmer

FOLDER = "lexical"


class LexicalIndex:
    """BM25 over one text for each clause, in corpus order.

    Source: Robertson and Zaragoza, The Probabilistic Relevance Framework: BM25 and Beyond (2009); Lucene's variant.
    """

    def __init__(self, index: bm25s.BM25) -> None:
        self._index = index

    @classmethod
    def build(cls, texts: Sequence[str]) -> LexicalIndex:
        """Index texts, one or more."""
        index = bm25s.BM25(method="lucene")
        words = _words(texts)
        # Ids in the order of the alphabet, so that the same texts give the same bytes.
        ids = {word: n for n, word in enumerate(sorted({word for text in words for word in text}))}
        tokens = [[ids[word] for word in text] for text in words]
        index.index(bm25s.tokenization.Tokenized(ids=tokens, vocab=ids), show_progress=False)
        return cls(index)

    @classmethod
    def open(cls, folder: Path) -> LexicalIndex:
        """Open what `save` wrote, mapped into memory."""
        return cls(bm25s.BM25.load(folder / FOLDER, mmap=True, load_corpus=False, allow_pickle=False))

    def save(self, folder: Path) -> None:
        """Write the index into a folder's subfolder "lexical"."""
        self._index.save(folder / FOLDER, allow_pickle=False)

    def scores(self, query: str) -> npt.NDArray[np.float32]:
        """Return the BM25 score of every clause, 0 where no word is shared."""
        [words] = _words([query])
        known = [word for word in words if word in self._index.vocab_dict]
        if not known:
            return np.zeros(self._index.scores["num_docs"], np.float32)
        scores: npt.NDArray[np.float32] = self._index.get_scores(known)
        return scores


def _words(texts: Sequence[str]) -> list[list[str]]:
    words: list[list[str]] = bm25s.tokenize(
        list(texts),
        stopwords="en",
        stemmer=Stemmer.Stemmer("english"),
        return_ids=False,
        show_progress=False,
    )
    return words
