"""Set phrases of a text, each traced to its first use."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

import numpy as np

from retrieval.agreed.scope import SearchScope
from retrieval.arrays import Rows
from retrieval.asking.understand.lexicon.word_lists import SAYS_NOTHING
from retrieval.clauses.clause import Clause
from retrieval.index.phrases import UNKNOWN
from retrieval.index.protocol import FullIndex
from retrieval.wording.fold import Range, word_ranges

_SHORTEST = 4
"""Least words of a set phrase."""
_LEAST_CONTENT = 5
"""Least content words of a set phrase; a word that most resolutions lack counts twice."""
_EVERYWHERE = 0.5
"""Document frequency, as a share of resolutions, above which a word is common."""
_COMMON = 3
"""Divisor of the number of resolutions: a phrase in more than a third of them is boilerplate."""
_SEVERAL = 3
"""Least value of both bounds, in resolutions: in a small library, one resolution is a large share."""


@dataclass(frozen=True, slots=True)
class TracedPhrase:
    """Phrase of a given text that clauses contain.

    Attributes:
        at: Range of code points in the given text.
        first: First clause in scope that contains it.
        clauses: Number of clauses in scope that contain it.
        resolutions: Number of their resolutions.
    """

    at: Range
    first: Clause
    clauses: int
    resolutions: int


@dataclass(frozen=True, slots=True)
class _Shared:
    """Phrase of a text that clauses contain: its range of words, the clauses, and the number of their resolutions."""

    start: int
    end: int
    rows: Rows
    resolutions: int

    @property
    def weight(self) -> float:
        """Weight of a phrase: its length times the log of its document frequency."""
        return (self.end - self.start) * float(np.log2(1 + self.resolutions))


def trace_phrases(text: str, scope: SearchScope, index: FullIndex, most: int) -> tuple[TracedPhrase, ...]:
    """Trace the set phrases of a text to their first use.

    Word runs shared with clauses are taken by descending weight; a run that overlaps taken ones by half or more is
    skipped.

    Args:
        text: Any text.
        scope: Scope of the search.
        index: The index to search.
        most: Maximum number of phrases.

    Returns:
        In the order of the text.
    """
    words = word_ranges(text)
    phrases = _set_phrases([word for word, _ in words], scope, index)
    return tuple(
        TracedPhrase(
            (words[one.start][1][0], words[one.end - 1][1][1]),
            index.clauses[int(index.chains.in_order(one.rows)[0])],
            len(one.rows),
            one.resolutions,
        )
        for one in sorted(_chosen(phrases, len(words), most), key=lambda one: one.start)
    )


def _set_phrases(words: Sequence[str], scope: SearchScope, index: FullIndex) -> list[_Shared]:
    """Return the word runs shared with clauses that have content enough, and are no boilerplate."""
    numbers = index.phrases.numbers(words)
    common = max(_SEVERAL, len(np.unique(index.chains.resolutions)) / _COMMON)
    is_content = [not _is_function_word(word) for word in words]
    is_specific = _specific_words(is_content, numbers, index)
    can_open = [content and word != "s" for content, word in zip(is_content, words, strict=True)]
    runs = {_trimmed(run, can_open, is_content) for run in _shared_runs(numbers, scope, index)}
    return [
        one
        for start, end in runs
        if end - start >= _SHORTEST
        and sum(is_content[start:end]) + sum(is_specific[start:end]) >= _LEAST_CONTENT
        and (one := _shared(start, end, numbers, scope, index)).resolutions <= common
    ]


def _chosen(phrases: Sequence[_Shared], length: int, most: int) -> list[_Shared]:
    """Return phrases by descending weight, without those that overlap earlier ones by half or more.

    Args:
        phrases: Phrases of a text.
        length: Number of its words.
        most: Maximum number of phrases.
    """
    taken = np.zeros(length, bool)
    chosen: list[_Shared] = []
    for one in sorted(phrases, key=lambda one: (-one.weight, one.start)):
        if len(chosen) < most and 2 * np.count_nonzero(taken[one.start : one.end]) < one.end - one.start:
            taken[one.start : one.end] = True
            chosen.append(one)
    return chosen


def _specific_words(is_content: Sequence[bool], numbers: Sequence[int], index: FullIndex) -> list[bool]:
    """Return, for each word, whether it is specific: a content word that is not common to most resolutions."""
    phrases, resolutions = index.phrases, index.chains.resolutions
    many = max(_EVERYWHERE * len(np.unique(resolutions)), _SEVERAL)

    @cache
    def is_everywhere(number: int) -> bool:
        return len(np.unique(resolutions[phrases.rows([number])])) > many

    return [content and not is_everywhere(number) for content, number in zip(is_content, numbers, strict=True)]


def _is_function_word(word: str) -> bool:
    # The "s" after an apostrophe belongs to the word before, so it may end a phrase but not open one.
    return word in SAYS_NOTHING or word.isdigit() or (len(word) == 1 and word != "s")


def _trimmed(run: Range, can_open: Sequence[bool], is_content: Sequence[bool]) -> Range:
    """Trim a run of words to start with a word that can open a phrase, and to end with a content word."""
    start = next((at for at in range(*run) if can_open[at]), run[1])
    end = next((at + 1 for at in reversed(range(start, run[1])) if is_content[at]), start)
    return start, end


def _shared(start: int, end: int, numbers: Sequence[int], scope: SearchScope, index: FullIndex) -> _Shared:
    rows = scope.allowed(index.phrases.rows(numbers[start:end]))
    return _Shared(start, end, rows, len(np.unique(index.chains.resolutions[rows])))


def _shared_runs(words: Sequence[int], scope: SearchScope, index: FullIndex) -> Iterator[Range]:
    """Yield the maximal runs of words in clauses: with one more word on either side, a run occurs in fewer places."""
    phrases = index.phrases
    for start in range(len(words) - _SHORTEST + 1):
        run = list(words[start : start + _SHORTEST])
        if UNKNOWN in run:
            continue
        places = phrases.places(run)
        places = places[scope.mask[phrases.owners(places)]]
        end = start + _SHORTEST
        while len(places):
            longer = phrases.with_word_at(places, end - start, words[end]) if end < len(words) else places[:0]
            goes_on = len(longer) == len(places)
            begins_before = start > 0 and len(phrases.with_word_at(places, -1, words[start - 1])) == len(places)
            if not goes_on and not begins_before:
                yield start, end
            places, end = longer, end + 1
