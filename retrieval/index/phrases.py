"""Phrase index: exact phrase search over all clauses by a suffix array of words.

The words of all clauses, folded and numbered, are concatenated; the suffix array holds their positions, sorted by the
words from there on. The positions of a phrase are therefore one range of it.

Source:
    Manber and Myers, "Suffix arrays: a new method for on-line string searches" (1990); built by prefix doubling.
"""

from __future__ import annotations

import json
from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cached_property
from pathlib import Path
from typing import TypeVar

import numpy as np
import numpy.typing as npt

from retrieval.arrays import Rows
from retrieval.index.files import reading
from retrieval.index.mapped import check_offsets, check_within, map_array
from retrieval.wording.fold import fold_words
from retrieval.wording.spellings import spellings
from retrieval.wording.stems import actions_of, bases_of, inflected_as, number_forms

VOCABULARY_FILE = "phrases.json"
WORDS_FILE = "phrase-words.npy"
STARTS_FILE = "phrase-starts.npy"
PLACES_FILE = "phrase-places.npy"

Words = npt.NDArray[np.int32]
_Key = TypeVar("_Key")

UNKNOWN = -1
"""Number of a word that no clause has."""

BETWEEN = 0
"""Separator between two clauses, so that no phrase spans both."""

_DEPTH = 32
"""Words by which suffixes are sorted; longer phrases are found by their first `_DEPTH` words, then filtered."""

GRAM, BRIEF_GRAM = 4, 2
"""Words of an n-gram that two wordings must share to be compared; fewer for brief wordings."""

BRIEF = 12
"""Maximum words of a brief wording: a change leaves few of its words side by side."""


class PhraseIndex:
    """Suffix array over the words of every clause, memory-mapped.

    Args:
        vocabulary: Words as a JSON list, in order of their numbers.
        words: Numbers of the words of all clauses, 0 after each clause.
        starts: Position of the first word of each clause, and at the end the number of positions.
        places: Suffix array: all positions, sorted by the words from there on.
        folder: Folder that they were read from.
    """

    def __init__(self, vocabulary: bytes, words: Words, starts: Rows, places: Words, folder: Path) -> None:
        self._folder = folder
        self._vocabulary = vocabulary
        self.words = words
        self.starts = starts
        self._places = places

    @classmethod
    def open(cls, folder: Path) -> PhraseIndex:
        """Open the index that `write_phrases` wrote.

        Raises:
            ClauseIndexError: If its files are damaged or inconsistent.
        """
        words, starts = map_array(folder / WORDS_FILE, np.int32), map_array(folder / STARTS_FILE, np.int64)
        places = map_array(folder / PLACES_FILE, np.int32, len(words))
        check_offsets(folder / STARTS_FILE, starts)
        with reading(folder / WORDS_FILE):
            if len(words) != starts[-1]:
                raise ValueError(f"{len(words)} words, expected {starts[-1]}")
        check_within(folder / PLACES_FILE, places, 0, len(words))
        with reading(folder / VOCABULARY_FILE):
            return cls((folder / VOCABULARY_FILE).read_bytes(), words, starts, places, folder)

    def numbers(self, words: Iterable[str]) -> list[int]:
        """Return the numbers of folded words; `UNKNOWN` for a word that no clause has."""
        return [self._numbers.get(word, UNKNOWN) for word in words]

    @cached_property
    def _numbers(self) -> dict[str, int]:
        with reading(self._folder / VOCABULARY_FILE):
            listed: list[str] = json.loads(self._vocabulary)
            return {word: number for number, word in enumerate(listed, start=1)}

    def inflections(self, word: str) -> list[int]:
        """Return the numbers of a folded word's inflections ("vet", "vetted"), in British and American spelling."""
        bases = {base for spelt in spellings(word) for base in bases_of(spelt)}
        return _of_keys(sorted(bases), self._by_base)

    def relatives(self, word: str) -> list[int]:
        """Return the numbers of the words with the stem of a folded word, in British and American spelling.

        These are its inflections and derived words. Words for persons who act ("mediator") and others ("mediation") are
        not relatives of each other.
        """
        return _of_keys(inflected_as(spellings(word)), self._by_stem)

    def actions(self, word: str) -> list[int]:
        """Return the numbers of a folded word's inflections and of its noun's or verb's: "protect", "protection"."""
        actions = {action for spelt in spellings(word) for action in actions_of(spelt)}
        return _of_keys(sorted(actions), self._by_action)

    def number_forms(self, word: str) -> list[int]:
        """Return the numbers of a folded word in singular, plural and genitive, in British and American spelling."""
        forms = (form for spelt in spellings(word) for form in number_forms(spelt))
        return [number for number in dict.fromkeys(self.numbers(forms)) if number != UNKNOWN]

    def halves_of(self, word: str, least: int) -> Iterator[list[str]]:
        """Yield the two halves of a folded word, of `least` letters or more each, that clauses have side by side."""
        for cut in range(least, len(word) - least + 1):
            halves = [word[:cut], word[cut:]]
            forms = [self.number_forms(half) for half in halves]
            if all(forms) and len(self.rows_of_phrase(forms)):
                yield halves

    @cached_property
    def _by_base(self) -> dict[str, list[int]]:
        return _by_key((base, number) for word, number in self._numbers.items() for base in bases_of(word))

    @cached_property
    def _by_action(self) -> dict[str, list[int]]:
        return _by_key((action, number) for word, number in self._numbers.items() for action in actions_of(word))

    @cached_property
    def _by_stem(self) -> dict[tuple[str, bool], list[int]]:
        return _by_key(zip(inflected_as(list(self._numbers)), self._numbers.values(), strict=True))

    def words_of(self, row: int) -> list[int]:
        """Return the numbers of a clause's words."""
        found: list[int] = self.words[self.starts[row] : self.starts[row + 1] - 1].tolist()
        return found

    def lengths(self, rows: Rows) -> Rows:
        """Return the number of words of clauses."""
        return self.starts[rows + 1] - self.starts[rows] - 1

    def places(self, phrase: Sequence[int]) -> Rows:
        """Return the positions of a phrase of one or more words, unsorted."""
        low, high = self._range(phrase[:_DEPTH])
        places = self._places[low:high].astype(np.int64)
        for ahead in range(_DEPTH, len(phrase)):
            places = self.with_word_at(places, ahead, phrase[ahead])
        return places

    def rows(self, phrase: Sequence[int]) -> Rows:
        """Return the clauses that contain a phrase of one or more words, ascending."""
        return np.unique(self.owners(self.places(phrase)))

    def owners(self, places: Rows) -> Rows:
        """Return the row of the clause at each position."""
        rows: Rows = np.searchsorted(self.starts, places, side="right") - 1
        return rows

    def rows_of_phrase(self, phrase: Sequence[Sequence[int]]) -> Rows:
        """Return the clauses with a phrase, ascending; `phrase` lists the alternatives for each of its words."""
        places = np.concatenate([np.empty(0, np.int64), *(self.places([number]) for number in phrase[0])])
        for ahead, numbers in enumerate(phrase[1:], start=1):
            places = np.concatenate([places[:0], *(self.with_word_at(places, ahead, number) for number in numbers)])
        return np.unique(self.owners(places))

    def rows_of_words(self, words: Sequence[Sequence[int]]) -> Rows:
        """Return the clauses with all of some words, in any order, ascending; `words` lists alternatives for each."""
        rows = self.rows_of_phrase(words[:1])
        for numbers in words[1:]:
            rows = np.intersect1d(rows, self.rows_of_phrase([numbers]))
        return rows

    def rows_of_exactly(self, words: Sequence[int]) -> Rows:
        """Return the clauses that consist of exactly these words, ascending."""
        if not words:
            return np.empty(0, np.int64)
        places = self.places(words)
        rows = self.owners(places)
        whole = (self.starts[rows] == places) & (self.lengths(rows) == len(words))
        return np.sort(rows[whole])

    def with_word_at(self, places: Rows, ahead: int, word: int) -> Rows:
        """Return the positions that have a word at an offset `ahead`, which may be negative, in the same clause."""
        # The separator follows the last word; it also stands in for the word before the first.
        found: Rows = places[self.words[(places + ahead) % len(self.words)] == word]
        return found

    def _range(self, phrase: Sequence[int]) -> tuple[int, int]:
        """Return the range of the suffix array for a phrase of at most `_DEPTH` words, by binary search."""
        size, wanted = len(phrase), list(phrase)

        def following(at: int) -> list[int]:
            place = self._places[at]
            found: list[int] = self.words[place : place + size].tolist()
            return found

        every = range(len(self._places))
        low = bisect_left(every, wanted, key=following)
        return low, bisect_right(every, wanted, low, key=following)


def _by_key(pairs: Iterable[tuple[_Key, int]]) -> dict[_Key, list[int]]:
    """Group numbers by their keys, in order."""
    found: dict[_Key, list[int]] = defaultdict(list)
    for key, number in pairs:
        found[key].append(number)
    return found


def _of_keys(keys: Iterable[_Key], table: Mapping[_Key, Sequence[int]]) -> list[int]:
    """Return the numbers of some keys in a table, each once; a key may be missing."""
    return list(dict.fromkeys(number for key in keys for number in table.get(key, ())))


def write_phrases(folder: Path, texts: Iterable[str]) -> PhraseIndex:
    """Build and write the phrase index of clauses, and open it: seconds for millions of words."""
    folded = [fold_words(text).split() for text in texts]
    vocabulary = sorted({word for words in folded for word in words})
    numbers = {word: number for number, word in enumerate(vocabulary, start=1)}
    (folder / VOCABULARY_FILE).write_text(json.dumps(vocabulary, ensure_ascii=False), encoding="utf-8")
    words = np.array([number for some in folded for number in (*map(numbers.__getitem__, some), BETWEEN)], np.int32)
    starts = np.cumsum([0, *(len(some) + 1 for some in folded)], dtype=np.int64)
    np.save(folder / WORDS_FILE, words)
    np.save(folder / STARTS_FILE, starts)
    np.save(folder / PLACES_FILE, np.argsort(phrase_ranks(words, _DEPTH), kind="stable").astype(np.int32))
    return PhraseIndex.open(folder)


def phrase_ranks(words: Words, size: int) -> Rows:
    """Return, for each position, the rank of the words from there on.

    Args:
        words: Numbers of the words, 0 between clauses.
        size: Number of words compared, a power of two.

    Returns:
        Ranks, equal for equal words, shape (words,); positions past the end count as zeros.
    """
    ranks = words.astype(np.int64)
    seen = 1
    while seen < size:
        after = np.zeros_like(ranks)
        after[:-seen] = ranks[seen:]
        _, ranks = np.unique(ranks * (ranks.max() + 1) + after, return_inverse=True)
        seen *= 2
    return ranks
