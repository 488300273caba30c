"""The set phrases of a text, each traced to where it was first used."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

import numpy as np

from retrieval.agreed.scope import Limits
from retrieval.arrays import Rows
from retrieval.asking.covered import SAYS_NOTHING
from retrieval.clauses.clause import Clause
from retrieval.index.phrases import UNKNOWN
from retrieval.index.protocol import LanguageIndex
from retrieval.wording.changes import Range
from retrieval.wording.fold import word_ranges

_SHORTEST = 4
"""Words of a set phrase."""
_TELLING = 5
"""Words of it that are no small ones, those that not everybody uses counted twice."""
_EVERYWHERE = 0.5
"""Of the resolutions, how many have a word that everybody uses."""
_COMMON = 3
"""Of the resolutions, one in so many has what is no phrase of this text but everybody's."""
_SEVERAL = 3
"""Resolutions that never are too many: in a small library one of them is a large share."""


@dataclass(frozen=True, slots=True)
class TracedPhrase:
    """A phrase of a given text that clauses have.

    Attributes:
        at: Its code points in the given text.
        first: The first of the clauses that have it, among those that were looked at.
        clauses: How many have it.
        resolutions: How many resolutions these are of.
    """

    at: Range
    first: Clause
    clauses: int
    resolutions: int


@dataclass(frozen=True, slots=True)
class _Shared:
    start: int
    end: int
    rows: Rows
    resolutions: int

    @property
    def weight(self) -> float:
        """What it tells: long phrases do, and those that are used again and again."""
        return (self.end - self.start) * float(np.log2(1 + self.resolutions))


def trace_phrases(text: str, within: Limits, generation: LanguageIndex, most: int) -> tuple[TracedPhrase, ...]:
    """Trace the set phrases of a text.

    Of the runs of words that clauses share with it, those that tell most are taken first, and what is mostly part of
    one that was taken is left out.

    Args:
        text: Any text.
        within: The clauses that are looked at.
        generation: Where they are.
        most: Phrases wanted at most.

    Returns:
        In the order of the text.
    """
    words = word_ranges(text)
    numbers = generation.phrases.numbers(word for word, _ in words)
    common = max(_SEVERAL, len(np.unique(generation.chains.resolutions)) / _COMMON)
    large = [not _is_small(word) for word, _ in words]
    saying = _saying(large, numbers, generation)
    opening = [is_large and word != "s" for is_large, (word, _) in zip(large, words, strict=True)]
    runs = {_trimmed(run, opening, large) for run in _shared_runs(numbers, within, generation)}
    shared = [
        one
        for start, end in runs
        if end - start >= _SHORTEST
        and sum(large[start:end]) + sum(saying[start:end]) >= _TELLING
        and (one := _shared(start, end, numbers, within, generation)).resolutions <= common
    ]
    taken = np.zeros(len(words), bool)
    chosen: list[_Shared] = []
    for one in sorted(shared, key=lambda one: (-one.weight, one.start)):
        if len(chosen) < most and 2 * np.count_nonzero(taken[one.start : one.end]) < one.end - one.start:
            taken[one.start : one.end] = True
            chosen.append(one)
    return tuple(
        TracedPhrase(
            (words[one.start][1][0], words[one.end - 1][1][1]),
            generation.clauses[int(generation.chains.in_order(one.rows)[0])],
            len(one.rows),
            one.resolutions,
        )
        for one in sorted(chosen, key=lambda one: one.start)
    )


def _saying(large: Sequence[bool], numbers: Sequence[int], generation: LanguageIndex) -> list[bool]:
    """Tell which words say something of what they are about: large ones that not everybody uses."""
    phrases, resolutions = generation.phrases, generation.chains.resolutions
    many = max(_EVERYWHERE * len(np.unique(resolutions)), _SEVERAL)

    @cache
    def is_everywhere(number: int) -> bool:
        return len(np.unique(resolutions[phrases.rows([number])])) > many

    return [is_large and not is_everywhere(number) for is_large, number in zip(large, numbers, strict=True)]


def _is_small(word: str) -> bool:
    # What stands behind an apostrophe belongs to its word; so it ends phrases, and opens none.
    return word in SAYS_NOTHING or word.isdigit() or (len(word) == 1 and word != "s")


def _trimmed(run: Range, opening: Sequence[bool], large: Sequence[bool]) -> Range:
    """Return a run of words from the first that can open a phrase to the last large one."""
    start = next((at for at in range(*run) if opening[at]), run[1])
    end = next((at + 1 for at in reversed(range(start, run[1])) if large[at]), start)
    return start, end


def _shared(start: int, end: int, numbers: Sequence[int], within: Limits, generation: LanguageIndex) -> _Shared:
    rows = within.of(generation.phrases.rows(numbers[start:end]))
    return _Shared(start, end, rows, len(np.unique(generation.chains.resolutions[rows])))


def _shared_runs(words: Sequence[int], within: Limits, generation: LanguageIndex) -> Iterator[Range]:
    """Yield the runs of words that would be in fewer clauses if they were longer, on either side."""
    phrases = generation.phrases
    for start in range(len(words) - _SHORTEST + 1):
        run = list(words[start : start + _SHORTEST])
        if UNKNOWN in run:
            continue
        places = phrases.places(run)
        places = places[within.mask[phrases.owners(places)]]
        end = start + _SHORTEST
        while len(places):
            longer = phrases.extended(places, end - start, words[end]) if end < len(words) else places[:0]
            goes_on = len(longer) == len(places)
            begins_before = start > 0 and len(phrases.extended(places, -1, words[start - 1])) == len(places)
            if not goes_on and not begins_before:
                yield start, end
            places, end = longer, end + 1
