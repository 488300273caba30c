"""English dictionary, from symspellpy."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import cache
from importlib.resources import files
from itertools import islice

import numpy as np
import numpy.typing as npt

_LONGER_WORD = re.compile(r"[^\W\d_]{3,}")
_FEWEST_LOWER = 3
_DICTIONARY = "frequency_dictionary_en_82_765.txt"
"""Name of the dictionary in symspellpy's data."""


def is_english(word: str) -> bool:
    """Return whether a lower-case word is in the English dictionary of some eighty thousand words."""
    hashes = _hashes()
    at = int(np.searchsorted(hashes, hash(word)))
    return at < len(hashes) and int(hashes[at]) == hash(word)


def is_in_english(text: str) -> bool:
    """Return whether at least half of the longer words of a text are English; a text without such words is.

    Words with a capital, which may be names, count only where there are fewer than three others.

    >>> is_in_english("peace talks"), is_in_english("les pourparlers de paix")
    (True, False)
    >>> is_in_english("the FDLR, CODECO and Zaïre must disarm in Ituri, Kivu and Maniema")
    True
    """
    found = _LONGER_WORD.findall(text)
    lower = [word for word in found if word.islower()]
    words = lower if len(lower) >= _FEWEST_LOWER else [word.lower() for word in found]
    return 2 * sum(map(is_english, words)) >= len(words)


@cache
def common_words(most: int, shortest: int) -> Mapping[str, float]:
    """Return the `most` most frequent words of at least `shortest` letters, with their frequencies."""
    long_enough = ((word, float(count)) for word, count in _listed() if len(word) >= shortest)
    return dict(islice(long_enough, most))


@cache
def _hashes() -> npt.NDArray[np.int64]:
    """Return the hashes of all words, ascending: a tenth of the words' memory; collisions are very rare."""
    return np.sort(np.fromiter((hash(word) for word, _ in _listed()), np.int64))


def _listed() -> Iterator[tuple[str, str]]:
    """Yield each word with its frequency, the most frequent first; a generator, as few are wanted at once."""
    import symspellpy  # noqa: PLC0415 - few questions have a word that only the list knows

    with (files(symspellpy) / _DICTIONARY).open(encoding="utf-8-sig") as lines:
        for line in lines:
            word, count = line.split()
            yield word, count
