"""Every phrase of the corpus: where some words follow each other, in which clauses, and how often.

The words of all clauses, folded and numbered, lie one after the other, and beside them a suffix array: their places, in
the order of the words from there on. The places of any phrase are one range of it.

Source:
    Manber and Myers, "Suffix arrays: a new method for on-line string searches" (1990); built by prefix doubling.
"""

from __future__ import annotations

import json
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from functools import cached_property
from pathlib import Path

import numpy as np
import numpy.typing as npt

from retrieval.arrays import Rows
from retrieval.index.files import reading
from retrieval.index.mapped import check_edges, check_within, mapped
from retrieval.wording.fold import fold_words

VOCABULARY_FILE = "phrases.json"
WORDS_FILE = "phrase-words.npy"
STARTS_FILE = "phrase-starts.npy"
PLACES_FILE = "phrase-places.npy"

Words = npt.NDArray[np.int32]

UNKNOWN = -1
"""The number of a word that no clause has."""

_BETWEEN = 0
"""What stands between two clauses, so that no phrase runs from one into the next."""

_DEPTH = 32
"""Words by which places are ordered; those of a longer phrase are among those of its first so many words."""

GRAM, BRIEF_GRAM = 4, 2
"""Words in a row that two wordings have to share in order to be compared; fewer if they are brief."""

BRIEF = 12
"""Words of a wording of which a change leaves few in a row."""


class PhraseIndex:
    """The words of every clause, mapped from disk.

    Args:
        vocabulary: The words as a JSON list, in order of their numbers.
        words: The numbers of the words of all clauses, 0 after each clause.
        starts: For each clause, the place of its first word; and at the end, the number of places.
        places: All places, in the order of the words from there on.
        folder: Where they were read from.
    """

    def __init__(self, vocabulary: bytes, words: Words, starts: Rows, places: Words, folder: Path) -> None:
        self._folder = folder
        self._vocabulary = vocabulary
        self.words = words
        self.starts = starts
        self._places = places

    @classmethod
    def open(cls, folder: Path) -> PhraseIndex:
        """Open what `write_phrases` wrote.

        Raises:
            ClauseIndexError: If its files are damaged, or do not fit each other.
        """
        words, starts = mapped(folder / WORDS_FILE, np.int32), mapped(folder / STARTS_FILE, np.int64)
        places = mapped(folder / PLACES_FILE, np.int32, len(words))
        check_edges(folder / STARTS_FILE, starts)
        with reading(folder / WORDS_FILE):
            if len(words) != starts[-1]:
                raise ValueError(f"{len(words)} words, expected {starts[-1]}")
        check_within(folder / PLACES_FILE, places, 0, len(words))
        with reading(folder / VOCABULARY_FILE):
            return cls((folder / VOCABULARY_FILE).read_bytes(), words, starts, places, folder)

    def numbers(self, words: Iterable[str]) -> list[int]:
        """Return the numbers of folded words, `UNKNOWN` for one that no clause has."""
        return [self._numbers.get(word, UNKNOWN) for word in words]

    @cached_property
    def _numbers(self) -> dict[str, int]:
        with reading(self._folder / VOCABULARY_FILE):
            listed: list[str] = json.loads(self._vocabulary)
            return {word: number for number, word in enumerate(listed, start=1)}

    def words_of(self, row: int) -> list[int]:
        """Return the numbers of a clause's words."""
        found: list[int] = self.words[self.starts[row] : self.starts[row + 1] - 1].tolist()
        return found

    def lengths(self, rows: Rows) -> Rows:
        """Return how many words clauses have."""
        return self.starts[rows + 1] - self.starts[rows] - 1

    def places(self, phrase: Sequence[int]) -> Rows:
        """Return the places where one or more words follow each other, in no order."""
        low, high = self._range(phrase[:_DEPTH])
        places = self._places[low:high].astype(np.int64)
        for ahead in range(_DEPTH, len(phrase)):
            places = self.extended(places, ahead, phrase[ahead])
        return places

    def rows(self, phrase: Sequence[int]) -> Rows:
        """Return the clauses that have one or more words in this order, ascending."""
        return np.unique(self.owners(self.places(phrase)))

    def owners(self, places: Rows) -> Rows:
        """Return the clause of each place."""
        rows: Rows = np.searchsorted(self.starts, places, side="right") - 1
        return rows

    def with_words(self, words: Sequence[int]) -> Rows:
        """Return the clauses that are these words and no more, ascending."""
        if not words:
            return np.empty(0, np.int64)
        places = self.places(words)
        rows = self.owners(places)
        whole = (self.starts[rows] == places) & (self.lengths(rows) == len(words))
        return np.sort(rows[whole])

    def extended(self, places: Rows, ahead: int, word: int) -> Rows:
        """Return those of some places where a word stands so far ahead, which may be negative, in the same clause."""
        # Past the last word stands what is between clauses, and so it does before the first.
        found: Rows = places[self.words[(places + ahead) % len(self.words)] == word]
        return found

    def _range(self, phrase: Sequence[int]) -> tuple[int, int]:
        """Return the range of places from which a phrase of `_DEPTH` words at most goes on."""
        size, wanted = len(phrase), list(phrase)

        def following(at: int) -> list[int]:
            place = self._places[at]
            found: list[int] = self.words[place : place + size].tolist()
            return found

        every = range(len(self._places))
        low = bisect_left(every, wanted, key=following)
        return low, bisect_right(every, wanted, low, key=following)


def write_phrases(folder: Path, texts: Iterable[str]) -> PhraseIndex:
    """Write the phrase index of the clauses' words, in corpus order, and open it: seconds for millions of words."""
    folded = [fold_words(text).split() for text in texts]
    vocabulary = sorted({word for words in folded for word in words})
    numbers = {word: number for number, word in enumerate(vocabulary, start=1)}
    (folder / VOCABULARY_FILE).write_text(json.dumps(vocabulary, ensure_ascii=False), encoding="utf-8")
    words = np.array([number for some in folded for number in (*map(numbers.__getitem__, some), _BETWEEN)], np.int32)
    starts = np.cumsum([0, *(len(some) + 1 for some in folded)], dtype=np.int64)
    np.save(folder / WORDS_FILE, words)
    np.save(folder / STARTS_FILE, starts)
    np.save(folder / PLACES_FILE, np.argsort(phrase_ranks(words, _DEPTH), kind="stable").astype(np.int32))
    return PhraseIndex.open(folder)


def phrase_ranks(words: Words, size: int) -> Rows:
    """Return, for each place, the rank of the words from there on among all that there are.

    Args:
        words: Numbers of words, 0 between clauses.
        size: Words that are looked at, a power of two.

    Returns:
        Equal ranks for equal words, shape (words,); past the end come zeros.
    """
    ranks = words.astype(np.int64)
    seen = 1
    while seen < size:
        after = np.zeros_like(ranks)
        after[:-seen] = ranks[seen:]
        _, ranks = np.unique(ranks * (ranks.max() + 1) + after, return_inverse=True)
        seen *= 2
    return ranks
