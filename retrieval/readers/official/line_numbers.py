"""Line numbers in a margin: numbers that grow exactly as the lines do."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence, Set
from dataclasses import dataclass
from itertools import pairwise
from math import gcd

from retrieval.readers.official.enumerators import read_mark
from retrieval.readers.official.page_lines import is_page_line
from retrieval.readers.opening import opens_operative

_FEWEST_STEPS = 4  # numbers in a row
_FEWEST_USUAL = 3  # of them, if every fifth or tenth line has one
_USUAL_STEPS = (5, 10)
_MOST = 0.8  # share of the lines that have one, if every line is to have one; below it, they are rows of a list
_MOST_STEPS = 3  # that are tried
_STRAYS = 8  # other numbers at the start of lines, between two line numbers
_OPENING = 0.5  # share of numbers before the opening of a paragraph; above it, they number paragraphs
_UNKNOWN = 3  # lines of a running head that is not known as one
_LONGEST_BREAK = 12  # lines of page furniture between two pages
_NUMBER = re.compile(r"0{0,3}(?P<value>[1-9]\d{0,3})(?:[:|]?\s+(?=\S)|$)")


@dataclass(frozen=True, slots=True)
class MarginLine:
    """Line that may have its number before it.

    Attributes:
        number: The number before its words; None for a line without one.
        words: Its words; "" for a blank line whose number alone is printed.
    """

    number: int | None
    words: str


@dataclass(frozen=True, slots=True)
class LineNumbers:
    """Line numbers of a text.

    Attributes:
        found: Indexes of the lines whose number counts lines.
        doubtful: Index of a line whose number may count lines, as the next one is missing above; None if none does.
    """

    found: frozenset[int] = frozenset()
    doubtful: int | None = None


def split_number(text: str) -> tuple[int | None, int]:
    """Return the number before the words of a line, None without one, and the offset of its words.

    >>> split_number("15  of the parties"), split_number("1. Decides")
    ((15, 4), (None, 0))
    """
    match = _NUMBER.match(text)
    return (int(match["value"]), match.end()) if match else (None, 0)


def find_line_numbers(lines: Sequence[MarginLine]) -> LineNumbers:
    """Find the numbers that count lines, of every line or of every fifth or so.

    Two numbers count lines if they are as far apart as their lines, page furniture without a number left aside. Numbers
    of paragraphs are so only where each is one line; rows of a list have operative paragraphs above or below them,
    and line numbers have none outside of them.

    >>> marked = {5: 5, 10: 10, 12: 3, 15: 15, 20: 20}
    >>> sorted(find_line_numbers([MarginLine(marked.get(n), "of the parties") for n in range(1, 21)]).found)
    [4, 9, 14, 19]
    """
    if sum(line.number is not None for line in lines) < _FEWEST_USUAL:
        return LineNumbers()
    margin = _Margin(lines)
    for step, own in margin.long_runs():
        found = margin.with_short_runs(own, step)
        doubtful = margin.doubtful(found, step)
        if margin.counts(found, step, doubtful):
            return LineNumbers(
                frozenset(margin.places[place] for place in found),
                None if doubtful is None else margin.places[doubtful],
            )
    return LineNumbers()


def count_with_blanks(places: Iterable[int], margin: Sequence[MarginLine]) -> frozenset[int]:
    """Return the indexes of the lines whose numbers count all lines, blank ones, too, as those of editors do.

    None is left out, from the first number on to the end of the text, but those of blank lines.

    >>> printed = [MarginLine(number, "of the parties") for number in (None, 2, 4, 6, None, 8, None)]
    >>> sorted(count_with_blanks([1, 2, 4, 6, 7, 8, 9], printed))
    [1, 2, 3, 5]

    Args:
        places: The number of each line that is not blank, among all lines.
        margin: These lines.
    """
    lines = [(place, line.number) for place, line in zip(places, margin, strict=True)]
    offsets = Counter(number - place for place, number in lines if number)
    if not offsets:
        return frozenset()
    [(offset, count)] = offsets.most_common(1)
    if count < _FEWEST_USUAL or _number_paragraphs([line for line in margin if line.number]):
        return frozenset()
    own = {n: number for n, (place, number) in enumerate(lines) if number and number - place == offset}
    step = gcd(*own.values())
    fewest = _FEWEST_USUAL if step in _USUAL_STEPS else _FEWEST_STEPS
    due = [n for n, (place, _) in enumerate(lines) if place + offset > 0 and (place + offset) % step == 0]
    return frozenset(own) if due == [*own] and len(due) >= fewest else frozenset()


def _number_paragraphs(lines: Sequence[MarginLine]) -> bool:
    opening = sum(opens_operative(line.words) and read_mark(line.words) is None for line in lines)
    return opening >= _OPENING * len(lines)


class _Margin:
    """Lines that a margin counts: all but page furniture without a number. Places are indexes among them.

    Attributes:
        places: Index of each of them among all lines.
    """

    def __init__(self, lines: Sequence[MarginLine]) -> None:
        self.places = [n for n, line in enumerate(lines) if line.number or not is_page_line(line.words)]
        self._lines = [lines[n] for n in self.places]
        self._numbered = [(place, line.number) for place, line in enumerate(self._lines) if line.number]
        edges = pairwise([-1, *self.places])
        self._tops = frozenset(place for place, (above, n) in enumerate(edges) if n > above + 1)

    def long_runs(self) -> Sequence[tuple[int, Set[int]]]:
        """Return the steps of long runs, each with the places of their numbers, those of most lines first."""
        places: dict[int, set[int]] = defaultdict(set)
        for chain in self._chains():
            step = _step(chain)
            fewest = _FEWEST_USUAL if step in _USUAL_STEPS else _FEWEST_STEPS
            if len(chain) >= fewest and chain[0][1] % step == 0:
                places[step].update(place for place, _ in chain)
        return sorted(places.items(), key=lambda one: -one[0] * len(one[1]))[:_MOST_STEPS]

    def _chains(self) -> list[list[tuple[int, int]]]:
        """Group numbers, each with its place, into runs with equal steps, each as large as the lines are apart.

        A number that fits no run, such as that of a paragraph, is passed over.
        """
        chains: list[list[tuple[int, int]]] = []
        for place, value in self._numbered:
            chain = next((one for one in reversed(chains[-_STRAYS:]) if _fits(one, place, value)), None)
            if chain is None:
                chains.append([(place, value)])
            else:
                chain.append((place, value))
        return chains

    def counts(self, found: Set[int], step: int, doubtful: int | None) -> bool:
        """Return whether numbers count the lines of the text, and not its paragraphs or a list."""
        first, last = min(found), max(found)
        if (step not in _USUAL_STEPS and _number_paragraphs([self._lines[place] for place in found])) or (
            step == 1 and len(found) < _MOST * (last - first + 1)
        ):
            return False
        if self._lines[first].number != step:
            return False
        above = first - step + 1  # the first lines, and the last ones, have no number
        below = max(place for place in (last, *(top - 1 for top in self._tops)) if place < last + step) + step
        if step in _USUAL_STEPS:
            below = max(below, last + 2 * step + _UNKNOWN)  # a last page below an unknown running head
        if doubtful is not None and doubtful > last:
            below = len(self._lines)
        outside = (*range(above), *range(below, len(self._lines)))
        return not any(self._opens(place) for place in outside)

    def _opens(self, place: int) -> bool:
        """Return whether a line opens an operative paragraph, with a number of its own or without."""
        words = self._lines[place].words
        mark = read_mark(words)
        return opens_operative(words[mark.end :] if mark else words)

    def with_short_runs(self, found: Set[int], step: int) -> Set[int]:
        """Return line numbers with those that fit them: the same run after a gap, or one that starts on a new page."""
        offsets = {place - (self._lines[place].number or 0) for place in found} | {top - 1 for top in self._tops}
        fitting = {place for place, value in self._numbered if value % step == 0 and place - value in offsets}
        return found | fitting

    def doubtful(self, found: Set[int], step: int) -> int | None:
        """Return the first other line with the number that is next behind a run, or first on a page; None if none."""
        for last, following in pairwise([*sorted(found), len(self._lines)]):
            due = (step, (self._lines[last].number or 0) + step)
            near = range(last + step, min(following, last + 2 * step + _LONGEST_BREAK))
            if following - last == step:
                continue
            for place in near:
                if self._lines[place].number in due:
                    return place
        return None


def _step(chain: Sequence[tuple[int, int]]) -> int:
    return chain[1][1] - chain[0][1] if len(chain) > 1 else 0


def _fits(chain: Sequence[tuple[int, int]], n: int, value: int) -> bool:
    (last, above) = chain[-1]
    steps = [b - a for (_, a), (_, b) in pairwise(chain[-2:])]
    return n - last == value - above and all(value - above == step for step in steps)
