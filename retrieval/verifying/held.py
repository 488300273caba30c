"""Resolutions of an index, read as streams of words, and those that share words with a quotation."""

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
from retrieval.verifying.quoted import Run
from retrieval.verifying.stream import Stream

_GRAM = 4
_MOST_GRAMS = 200
"""Maximum n-grams of a quotation that are looked up."""
_MOST_PLACES = 3_000
"""Maximum places of an n-gram; one with more says little of where a quotation is from."""
_MOST_ROWS = 200
_KEPT = 64
"""Size of the cache of streams: some megabytes each for the longest resolutions."""


class Resolution:
    """Resolution of a library as streams of words: the whole of it, and each sub-paragraph behind its lead-in."""

    def __init__(self, symbol: Symbol, clauses: Sequence[Clause]) -> None:
        self.symbol = symbol
        self.clauses = tuple(clauses)
        self.paragraphs = Paragraphs.of(clause.paragraph for clause in clauses)

    @cached_property
    def whole(self) -> Stream:
        """All paragraphs, in order."""
        return Stream(self.clauses)

    @cached_property
    def behind_lead_ins(self) -> tuple[Stream, ...]:
        """Each sub-paragraph that does not directly follow its lead-in, behind it."""
        by_paragraph = {clause.paragraph: clause for clause in self.clauses if clause.paragraph}
        following = {after.id: before.paragraph for before, after in pairwise(self.clauses)}
        streams = []
        for clause in self.clauses:
            above = [by_paragraph[name] for name in _parents(clause.paragraph) if name in by_paragraph]
            if above and (following.get(clause.id) != above[-1].paragraph or len(above) > 1):
                streams.append(Stream([*above, clause]))
        return tuple(streams)

    def has(self, paragraph: str) -> bool:
        """Return whether a paragraph exists; "3" names one of a section or an annex, too."""
        bare = {(name or "").removeprefix("annex-").rpartition(".")[2] for name in self.paragraphs.named}
        return paragraph in self.paragraphs.named or paragraph in bare

    @cached_property
    def is_complete(self) -> bool:
        """Whether all operative paragraphs are there, as in an official text; extracts have gaps, or no numbers."""
        operative = [clause for clause in self.clauses if clause.kind is ClauseKind.OPERATIVE]
        tops = {(clause.paragraph or "").partition("(")[0] for clause in operative}
        numbers = sorted(int(top) for top in tops if top.isdecimal())
        numbered = all(clause.paragraph for clause in self.clauses)
        return numbered and bool(operative) and numbers == list(range(1, len(numbers) + 1))


class Held:
    """Resolutions of an index.

    Args:
        index: With its phrases; the encoder is not needed.
    """

    def __init__(self, index: FullIndex) -> None:
        self.index = index
        self._read = lru_cache(maxsize=_KEPT)(self._resolution)

    def of_number(self, number: int) -> Resolution | None:
        """Return the resolution with a number; None if it is not held."""
        symbols = [symbol for symbol in self.index.facts.adopted if symbol.number == number]
        return self._read(symbols[0]) if symbols else None

    def like(self, runs: Sequence[Run], most: int) -> list[Resolution]:
        """Return the resolutions that share most word sequences with a quotation, best first."""
        weights: dict[Symbol, float] = defaultdict(float)
        for rows in self._sharing(runs):
            symbols = {self.index.clauses[row].symbol for row in rows}
            for symbol in symbols:
                weights[symbol] += 1 / len(symbols)
        counts = sorted(weights, key=lambda symbol: (-weights[symbol], symbol))
        return [self._read(symbol) for symbol in counts[:most]]

    def _sharing(self, runs: Sequence[Run]) -> Iterator[Sequence[int]]:
        """Yield, for each n-gram of a quotation, the clauses that have it."""
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
    """Return the paragraphs above a sub-paragraph, the topmost first: "10(b)(ii)" is under "10" and "10(b)"."""
    levels = (paragraph or "").split("(")
    return ["(".join(levels[:depth]) for depth in range(1, len(levels))]
