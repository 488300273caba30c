"""Revision chains: for each clause, the earlier clause whose wording it continues, and the order of adoption.

Chains depend on the words alone, so that a library has the same chains with every encoder.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from functools import cached_property
from itertools import chain
from pathlib import Path

import numpy as np
import numpy.typing as npt
from rapidfuzz.distance import Indel

from embeddings.progress import Progress, silent
from retrieval.arrays import Rows
from retrieval.clauses.clause import Clause, Symbol
from retrieval.index.files import reading
from retrieval.index.mapped import check_within, map_array
from retrieval.index.phrases import BRIEF, BRIEF_GRAM, GRAM, PhraseIndex, phrase_ranks

CHAINS_FILE = "chains.npy"

_TABLE = np.dtype([("resolution", "<i4"), ("year", "<i4"), ("before", "<i4")])
_NONE = -1
_REPORTED = 500
"""Clauses between two progress reports."""

_COMPARED = 40
"""Maximum candidates to compare a wording with: the earlier ones that share most n-grams with it."""
_LEAST_LIKENESS = 0.6
"""Least share of words in the same order between a clause and the one that it continues (docs/agreed.md)."""


class Chains:
    """Revision chains of a generation.

    Args:
        table: For each clause, the rank of its resolution by adoption, the year, and the row of the clause that it
            continues, or -1.
    """

    def __init__(self, table: npt.NDArray[np.void]) -> None:
        self.resolutions: npt.NDArray[np.int32] = table["resolution"]
        self.years: npt.NDArray[np.int32] = table["year"]
        self._before: npt.NDArray[np.int32] = table["before"]

    @cached_property
    def _by_before(self) -> Rows:
        order: Rows = np.argsort(self._before, kind="stable")
        return order

    @classmethod
    def open(cls, folder: Path, clauses: int) -> Chains:
        """Open the chains that `write_chains` wrote, for a number of clauses.

        Raises:
            ClauseIndexError: If the file is damaged, or has another number of clauses.
        """
        table = map_array(folder / CHAINS_FILE, _TABLE, clauses)
        before = table["before"]
        check_within(folder / CHAINS_FILE, before, _NONE, clauses)
        with reading(folder / CHAINS_FILE):
            linked = before != _NONE
            if (table["resolution"][before[linked]] >= table["resolution"][linked]).any():
                raise ValueError("a clause that continues a later one")
        return cls(table)

    def before(self, row: int) -> int | None:
        """Return the clause that one continues; None if there is none."""
        found = int(self._before[row])
        return None if found == _NONE else found

    def after(self, row: int) -> list[int]:
        """Return the clauses that continue one, in corpus order."""
        low, high = np.searchsorted(self._before, [row, row + 1], sorter=self._by_before)
        found: list[int] = self._by_before[low:high].tolist()
        return found

    def later(self, row: int) -> Rows:
        """Return all clauses that continue one, directly or through others, the latest first."""
        found: list[int] = []
        following = self.after(row)
        while following:
            found += following
            following = [after for one in following for after in self.after(one)]
        return self.in_order(np.array(found, np.int64))[::-1]

    def chain(self, row: int) -> list[tuple[int, int | None]]:
        """Return the chain of a clause: all clauses that it continues, itself, and all that continue it.

        Returns:
            Clauses in the order of adoption, each with the one that it continues.
        """
        rows = [row]
        while (before := self.before(rows[-1])) is not None:
            rows.append(before)
        ordered = self.in_order(np.concatenate([rows, self.later(row)]))
        return [(one, self.before(one)) for one in ordered.tolist()]

    def in_order(self, rows: Rows) -> Rows:
        """Sort clauses by adoption; those of one resolution stay in corpus order."""
        return rows[np.lexsort((rows, self.resolutions[rows]))]


def write_chains(
    folder: Path, clauses: Sequence[Clause], wordings: Rows, phrases: PhraseIndex, progress: Progress = silent
) -> None:
    """Compute revision chains and write them: a minute or less for fifty thousand clauses.

    Args:
        folder: Folder of the generation.
        clauses: In corpus order.
        wordings: Wording of each clause: the row of the first clause with the same words.
        phrases: Phrase index of the clauses.
        progress: Called with the number of clauses done.
    """
    places = adoption_order(clauses)
    table = np.zeros(len(clauses), _TABLE)
    table["resolution"] = [places[clause.symbol] for clause in clauses]
    table["year"] = [clause.symbol.year for clause in clauses]
    for done, (row, before) in enumerate(_links(table["resolution"], wordings, phrases), start=1):
        table["before"][row] = _NONE if before is None else before
        if done % _REPORTED == 0 or done == len(clauses):
            progress("linking clauses", done, len(clauses))
    np.save(folder / CHAINS_FILE, table)


def adoption_order(clauses: Sequence[Clause]) -> dict[Symbol, int]:
    """Return the rank of each resolution by adoption.

    Resolutions of the same day are ordered by number; one without a day follows those of its year with lower numbers.
    """
    days: dict[Symbol, date | None] = {}
    for clause in clauses:
        days[clause.symbol] = clause.date or days.get(clause.symbol)
    latest: dict[int, date] = {}
    keys: dict[Symbol, tuple[date, int]] = {}
    for symbol in sorted(days):
        known = latest.get(symbol.year, date(symbol.year, 1, 1))
        day = days[symbol] or known
        latest[symbol.year] = max(day, known)
        keys[symbol] = (day, symbol.number)
    return {symbol: place for place, symbol in enumerate(sorted(keys, key=keys.__getitem__))}


def _links(resolutions: Rows, wordings: Rows, phrases: PhraseIndex) -> Iterator[tuple[int, int | None]]:
    """Yield clauses in the order of adoption, each with the one it continues."""
    order = np.lexsort((np.arange(len(wordings)), resolutions))
    used: dict[int, list[int]] = {}  # rows so far of each wording, in order
    distinct = np.unique(wordings)
    brief = distinct[phrases.lengths(distinct) <= BRIEF]
    began = np.full(len(wordings), np.iinfo(np.int64).max)
    np.minimum.at(began, wordings, resolutions)
    candidates = (_Candidates(distinct, began, phrases, GRAM), _Candidates(brief, began, phrases, BRIEF_GRAM))
    for row in order.tolist():
        wording = int(wordings[row])
        earlier = used.setdefault(wording, [])
        before = _last_before(earlier, resolutions, row)
        if before is None:
            alike = chain.from_iterable(some.of(wording, int(resolutions[row])) for some in candidates)
            before = _nearest_before(alike, used, resolutions, row)
        yield row, before
        earlier.append(row)


def _nearest_before(
    alike: Iterable[tuple[int, float]], used: dict[int, list[int]], resolutions: Rows, row: int
) -> int | None:
    """Return the last earlier use of the most similar wording; among equals, the latest."""
    uses = ((score, _last_before(used[wording], resolutions, row)) for wording, score in alike)
    before = [(score, resolutions[use], use) for score, use in uses if use is not None]
    return max(before)[2] if before else None


def _last_before(rows: Sequence[int], resolutions: Rows, row: int) -> int | None:
    """Return the last row of an earlier resolution."""
    return next((one for one in reversed(rows) if resolutions[one] < resolutions[row]), None)


class _Candidates:
    """Inverted index of wordings by word n-grams, to find similar earlier ones.

    Args:
        distinct: Wordings to index, ascending.
        began: For each clause, the rank of the first resolution with its wording.
        phrases: Phrase index of all clauses.
        size: Words of an n-gram, a power of two.
    """

    def __init__(self, distinct: Rows, began: Rows, phrases: PhraseIndex, size: int) -> None:
        self._began = began
        self._phrases = phrases
        words, starts = phrases.words, phrases.starts
        ranks = phrase_ranks(words, size)
        owners = np.repeat(np.arange(len(starts) - 1), np.diff(starts))
        first = np.zeros(len(starts) - 1, bool)
        first[distinct] = True
        # An n-gram must not run past the end of its clause.
        whole = np.flatnonzero(first[owners] & (np.arange(len(words)) + size < starts[owners + 1]))
        pairs = np.unique(np.stack([owners[whole], ranks[whole]], axis=1), axis=0)
        self._of_row, self._grams = pairs[:, 0], pairs[:, 1]
        order = np.lexsort((self._of_row, self._grams))
        self._holders = self._of_row[order]
        self._edges = np.searchsorted(self._grams[order], np.arange(ranks.max() + 2))
        self._counts = np.bincount(self._of_row, minlength=len(first))

    def of(self, wording: int, resolution: int) -> list[tuple[int, float]]:
        """Return earlier wordings that a wording of a resolution may continue, each with its similarity from 0 to 1."""
        low, high = np.searchsorted(self._of_row, [wording, wording + 1])
        grams = self._grams[low:high]
        if not len(grams):
            return []
        holders = np.concatenate([self._holders[self._edges[gram] : self._edges[gram + 1]] for gram in grams])
        rows, shared = np.unique(holders[self._began[holders] < resolution], return_counts=True)
        likeness = 2 * shared / (self._counts[rows] + len(grams))
        most = np.lexsort((-rows, -likeness))[:_COMPARED]
        own = self._phrases.words_of(wording)
        scored = (
            (row, Indel.normalized_similarity(own, self._phrases.words_of(row), score_cutoff=_LEAST_LIKENESS))
            for row in rows[most].tolist()
        )
        return [(row, score) for row, score in scored if score > 0]
