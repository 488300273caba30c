"""Word stream of a resolution, and the search for a quotation in it."""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise

from rapidfuzz.distance import Indel, Opcode

from retrieval.clauses.clause import Clause
from retrieval.verifying.runs import Link, Run
from retrieval.wording.fold import Range, word_ranges

_MOST_REPLACED = 15
"""Maximum words of the source that a bracketed insertion stands for."""
_MOST_FOUND = 1_000
"""Maximum places of one quotation in one resolution."""
_MOST_STEPS = 2_000
"""Maximum places tried for the runs of one quotation."""
_BAND = 16
"""Width in words of a band of diagonals in an alignment; each pair of words in common votes for a band."""
_MARGIN = 12
"""Words searched before and after a band, besides half the words of the run."""
_BAND_APART, _FARTHEST = 24, 600
"""Distance in words, exclusive and inclusive, between the best band and a second one."""
_LEAST_VOTES = 4
"""Least votes for a second band."""
_MORE = 2
"""Words by which the beginning of a clause may be longer than the words that a quotation has instead."""
_MOST_COUNTED = 12
"""Maximum words that a gap between words in common counts as."""


@dataclass(frozen=True, slots=True)
class Window:
    """Range of words of a stream that is nearest to a run.

    Attributes:
        words: Range of words.
        matched: Words in common, in order.
        longest: Longest sequence of words in common.
        length: Number of its words; a long gap between words in common counts as a few.
    """

    words: Range
    matched: int
    longest: int
    length: int = 0

    def likeness(self, size: int) -> float:
        """Return the share of words in common with a run of some words, from 0 to 1."""
        return 2 * self.matched / (size + self.length)


class Stream:
    """Words of clauses of one resolution, in reading order, with their places.

    Args:
        clauses: Clauses in corpus order.
    """

    def __init__(self, clauses: Sequence[Clause]) -> None:
        self.clauses = tuple(clauses)
        self.words: list[str] = []
        self._spans: list[Range] = []
        self._starts: list[int] = []
        self._tops: list[int] = []  # for each clause, the rank of its top-level paragraph
        tops: dict[str, int] = {}
        for row, clause in enumerate(self.clauses):
            self._starts.append(len(self.words))
            self._tops.append(tops.setdefault((clause.paragraph or f"row {row}").partition("(")[0], len(tops)))
            for word, span in word_ranges(clause.text):
                self.words.append(word)
                self._spans.append(span)

    def find(self, runs: Sequence[Run]) -> list[list[Range]]:
        """Return the places of a quotation: a range of words for each of its runs, in order.

        After an elision, a run stands in the same paragraph as the one before it, or in the next one.
        """
        if not runs:
            return []
        steps = [0]
        found: list[list[Range]] = []
        for start in self._places(runs[0].words):
            first = (start, start + len(runs[0].words))
            rest = self._find_rest(runs, 1, first, steps)
            if rest is not None:
                found.append([first, *rest])
            if len(found) == _MOST_FOUND or steps[0] > _MOST_STEPS:
                break
        return found

    def nearest(self, run: Run) -> Window:
        """Return the range of words that has most in common with a run; an empty one if there is nothing in common."""
        size = len(run.words)
        votes: dict[int, int] = defaultdict(int)
        for at, pair in enumerate(pairwise(run.words)):
            for place in self._pairs.get(pair, ()):
                votes[(place - at) // _BAND] += 1
        if not votes:
            return Window((0, 0), 0, 0)

        def weight(band: int) -> tuple[int, int]:
            return votes[band] + votes.get(band + 1, 0), -band

        bands = [max(list(votes), key=weight)]
        # Words left out, or the beginning of one paragraph with the end of another, lie on two diagonals.
        others = [band for band in votes if _BAND_APART < abs(band - bands[0]) * _BAND <= _FARTHEST]
        if others and votes[second := max(others, key=weight)] >= _LEAST_VOTES:
            bands.append(second)
        margin = _MARGIN + size // 2
        windows = [
            self._trimmed(run, min(some) * _BAND - margin, (max(some) + 2) * _BAND + size + margin)
            for some in (bands[:1], bands)
        ]
        return max(windows, key=lambda window: window.likeness(size))

    def clauses_of(self, ranges: Sequence[Range]) -> list[Clause]:
        """Return the clauses that ranges of words stand in, in order."""
        rows = {self._row(at): None for start, end in ranges for at in range(start, end)}
        return [self.clauses[row] for row in sorted(rows)]

    def main_clause(self, ranges: Sequence[Range]) -> Clause | None:
        """Return the clause that has most words of the ranges."""
        counts: dict[int, int] = defaultdict(int)
        for start, end in ranges:
            for at in range(start, end):
                counts[self._row(at)] += 1
        return self.clauses[max(counts, key=lambda row: (counts[row], -row))] if counts else None

    def text(self, words: Range) -> str:
        """Return the text of a range of words, a blank between two clauses."""
        start, end = words
        pieces = []
        while start < end:
            row = self._row(start)
            stop = min(end, self._end(row))
            pieces.append(self.clauses[row].text[self._spans[start][0] : self._spans[stop - 1][1]])
            start = stop
        return " ".join(pieces)

    @cached_property
    def _positions(self) -> Mapping[str, Sequence[int]]:
        found: dict[str, list[int]] = defaultdict(list)
        for at, word in enumerate(self.words):
            found[word].append(at)
        return found

    @cached_property
    def _pairs(self) -> Mapping[tuple[str, str], Sequence[int]]:
        found: dict[tuple[str, str], list[int]] = defaultdict(list)
        for at, pair in enumerate(pairwise(self.words)):
            found[pair].append(at)
        return found

    def _row(self, at: int) -> int:
        return bisect_right(self._starts, at) - 1

    def _places(self, words: Sequence[str]) -> Iterator[int]:
        """Yield the positions of consecutive words, by the rarest of them."""
        rarest = min(range(len(words)), key=lambda at: len(self._positions.get(words[at], ())))
        wanted = list(words)
        for place in self._positions.get(words[rarest], ()):
            start = place - rarest
            if start >= 0 and self.words[start : start + len(words)] == wanted:
                yield start

    def _find_rest(self, runs: Sequence[Run], at: int, before: Range, steps: list[int]) -> list[Range] | None:
        """Find the runs from number `at` on, behind the place of the run before; None if they do not follow."""
        if at == len(runs):
            return []
        run, end = runs[at], before[1]
        top = self._tops[self._row(before[1] - 1)]
        for start in self._places(run.words):
            if start < end:
                continue
            steps[0] += 1
            far = start > end + _MOST_REPLACED if run.link is Link.INSERTION else self._tops[self._row(start)] > top + 1
            if far or steps[0] > _MOST_STEPS:
                return None
            here = (start, start + len(run.words))
            rest = self._find_rest(runs, at + 1, here, steps)
            if rest is not None:
                return [here, *rest]
        return None

    def _trimmed(self, run: Run, low: int, high: int) -> Window:
        """Trim a range of words to the part that has words in common with a run."""
        low = max(0, low)
        steps = _common(self.words[low:high], run.words)
        if not steps:
            return Window((0, 0), 0, 0)
        # Drop brief sequences that are far from the others, by two measures of brief and far.
        kept = [_without_strays(steps, most, gap) for most, gap in ((2, 6), (6, 2))]
        return max((self._window(run, low, some) for some in kept), key=lambda window: window.likeness(len(run.words)))

    def _window(self, run: Run, low: int, steps: Sequence[Opcode]) -> Window:
        """Return the window of words in common, extended at both ends over words that the run replaces by others."""
        start, end = low + steps[0].src_start, low + steps[-1].src_end
        first, last = self._row(start), self._row(end - 1)
        if before := steps[0].dest_start:
            # "Urges" stands for "Calls upon" at the beginning of a clause.
            near = start - self._starts[first] <= before + _MORE
            start = self._starts[first] if near else start - before
        end = min(self._end(last), end + len(run.words) - steps[-1].dest_end)
        common = _common(self.words[start:end], run.words)
        sizes = list(map(_size, common))
        left_out = sum(max(0, after.src_start - before.src_end - _MOST_COUNTED) for before, after in pairwise(common))
        return Window((start, end), sum(sizes), max(sizes), end - start - left_out)

    def _end(self, row: int) -> int:
        return self._starts[row + 1] if row + 1 < len(self._starts) else len(self.words)


def _common(source: Sequence[str], words: Sequence[str]) -> list[Opcode]:
    """Return the sequences of words that two texts have in common, in order."""
    return [step for step in Indel.opcodes(source, words) if step.tag == "equal"]


def _without_strays(steps: Sequence[Opcode], most: int, gap: int) -> list[Opcode]:
    """Return sequences in common without brief ones at the ends that are farther than a gap from the others."""
    kept = list(steps)
    while len(kept) > 1 and _size(kept[0]) <= most and kept[1].src_start - kept[0].src_end > gap:
        kept.pop(0)
    while len(kept) > 1 and _size(kept[-1]) <= most and kept[-1].src_start - kept[-2].src_end > gap:
        kept.pop()
    return kept


def _size(step: Opcode) -> int:
    return step.src_end - step.src_start
