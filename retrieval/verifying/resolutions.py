"""Resolutions of an index as streams of words, and the search for those that share words with a quotation."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from functools import cached_property, lru_cache
from itertools import islice, pairwise

import numpy as np

from retrieval.clauses.citation import Citation
from retrieval.clauses.clause import Clause, ClauseKind, Symbol
from retrieval.clauses.references.paragraphs import Paragraphs
from retrieval.index.phrases import UNKNOWN
from retrieval.index.protocol import FullIndex
from retrieval.verifying.runs import Run
from retrieval.verifying.stream import Stream

_GRAM = 4
"""Words of an n-gram; two, if no n-gram of this length is found."""
_MOST_GRAMS = 200
"""Maximum n-grams of a quotation that are looked up."""
_MOST_PLACES = 3_000
"""Maximum positions of an n-gram that is used; a more frequent one says little about the source of a quotation."""
_MOST_ROWS = 200
"""Maximum clauses read for one n-gram."""
_KEPT = 64
"""Size of the cache of streams: some megabytes each for the longest resolutions."""


class Resolution:
    """Resolution of a library as streams of words: as a whole, and each sub-paragraph after its lead-in."""

    def __init__(self, symbol: Symbol, clauses: Sequence[Clause]) -> None:
        self.symbol = symbol
        self.clauses = tuple(clauses)
        self.paragraphs = Paragraphs.of(clause.paragraph for clause in clauses)

    @cached_property
    def whole(self) -> Stream:
        """Stream of all paragraphs, in order."""
        return Stream(self.clauses)

    @cached_property
    def after_lead_ins(self) -> tuple[Stream, ...]:
        """Stream of each sub-paragraph after its lead-in, if it does not directly follow that in the resolution."""
        by_paragraph = {clause.paragraph: clause for clause in self.clauses if clause.paragraph}
        following = {after.id: before.paragraph for before, after in pairwise(self.clauses)}
        streams = []
        for clause in self.clauses:
            above = [by_paragraph[name] for name in _parents(clause.paragraph) if name in by_paragraph]
            if above and (following.get(clause.id) != above[-1].paragraph or len(above) > 1):
                streams.append(Stream([*above, clause]))
        return tuple(streams)

    def has(self, paragraph: str) -> bool:
        """Return whether a paragraph exists; "3" may also be in a section or an annex."""
        bare = {(name or "").removeprefix("annex-").rpartition(".")[2] for name in self.paragraphs.named}
        return paragraph in self.paragraphs.named or paragraph in bare

    @cached_property
    def is_complete(self) -> bool:
        """Whether it has all operative paragraphs, as an official text; extracts have gaps, or no numbers."""
        operative = [clause for clause in self.clauses if clause.kind is ClauseKind.OPERATIVE]
        tops = {(clause.paragraph or "").partition("(")[0] for clause in operative}
        numbers = sorted(int(top) for top in tops if top.isdecimal())
        numbered = all(clause.paragraph for clause in self.clauses)
        return numbered and bool(operative) and numbers == list(range(1, len(numbers) + 1))


class HeldResolutions:
    """Resolutions of an index, read on demand.

    Args:
        index: The index; its encoder is not needed.
    """

    def __init__(self, index: FullIndex) -> None:
        self.index = index
        self._read = lru_cache(maxsize=_KEPT)(self._resolution)

    @cached_property
    def numbers(self) -> frozenset[int]:
        """Numbers of the resolutions."""
        return frozenset(symbol.number for symbol in self.index.facts.adopted)

    def of_number(self, number: int) -> Resolution | None:
        """Return the resolution with a number; None if the library has none."""
        symbols = [symbol for symbol in self.index.facts.adopted if symbol.number == number]
        return self._read(symbols[0]) if symbols else None

    def most_similar(self, runs: Sequence[Run], most: int) -> list[Resolution]:
        """Return the resolutions that share most word sequences with a quotation, best first."""
        weights: dict[Symbol, float] = defaultdict(float)
        for rows in self._rows_sharing(runs):
            symbols = {self.index.clauses[row].symbol for row in rows}
            for symbol in symbols:
                weights[symbol] += 1 / len(symbols)
        counts = sorted(weights, key=lambda symbol: (-weights[symbol], symbol))
        return [self._read(symbol) for symbol in counts[:most]]

    def _rows_sharing(self, runs: Sequence[Run]) -> Iterator[Sequence[int]]:
        """Yield the clauses that have an n-gram of a quotation, for each n-gram."""
        phrases = self.index.phrases
        for size in (_GRAM, 2):
            grams = [gram for run in runs for gram in self._grams(run, size)]
            step = max(1, len(grams) // _MOST_GRAMS)
            found = False
            for gram in islice(grams, 0, None, step):
                places = phrases.places(gram)
                if 0 < len(places) <= _MOST_PLACES:
                    found = True
                    yield np.unique(phrases.owners(places))[:_MOST_ROWS].tolist()
            if found:
                return

    def _grams(self, run: Run, size: int) -> list[list[int]]:
        numbers = self.index.phrases.numbers(run.words)
        size = min(size, len(numbers))
        grams = [numbers[at : at + size] for at in range(len(numbers) - size + 1)]
        return [gram for gram in grams if UNKNOWN not in gram]

    def _resolution(self, symbol: Symbol) -> Resolution:
        rows = self.index.rows_of(Citation.of(symbol)).tolist()
        return Resolution(symbol, self.index.clauses_at(rows))


def _parents(paragraph: str | None) -> list[str]:
    """Return the parents of a sub-paragraph, the topmost first: "10" and "10(b)" of "10(b)(ii)"."""
    levels = (paragraph or "").split("(")
    return ["(".join(levels[:depth]) for depth in range(1, len(levels))]
