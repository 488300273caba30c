"""Alignment of extracts: the paragraph of the official text that an extract quotes."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence
from functools import lru_cache
from itertools import pairwise

from rapidfuzz.distance import LCSseq

from retrieval.wording.fold import fold_words

ELISION = re.compile(r"(?:[\[(]\s*+)?(?:\.\s?){3,4}[\])]?|[\[(]?…[\])]?")
"""Mark of omitted words in an extract."""

_AGREES = 0.8
"""Least share of an extract's words that a clause has in the same order.

This and the other shares are measured on 50 resolutions with words dropped, fragments and changed case: see
tests/retrieval/wording/test_align.py.
"""
_AGREES_IF_NUMBERED = 0.6
"""The same of a clause that has the extract's number."""
_RUNS = 0.5
"""Least share of its pairs of words that a clause has side by side: any long sentence has stop words in order."""
_MOST = 0.6
"""Least share of its words that are in one clause, if an extract spans several."""
_MARGIN = 0.15
"""Least lead of a clause over the next best."""
_SHORTEST = 6
"""Least words of a fragment without a number; fewer match by accident."""


def align(extract: str, paragraph: str | None, official: Sequence[tuple[str | None, str]]) -> int | None:
    """Align an extract with the official clause that it quotes in whole or in part.

    The words decide; the paragraph number only breaks ties.

    Args:
        extract: Text of the extract, without its number.
        paragraph: Number in its source: "2(a)"; None if there is none.
        official: Paragraph number and text of each clause of the same resolution, in order.

    Returns:
        The index in `official`; None if no clause or several clauses match.

    >>> align("calls upon all States…", "2", [("1", "Urges restraint;"), ("2", "Calls upon all states to act;")])
    1
    """
    same = [row for row, (_, text) in enumerate(official) if _letters(text) == _letters(extract)]
    if same:
        return _settle(same, paragraph, official)
    holding = [row for row, (_, text) in enumerate(official) if _holds(text, extract)]
    if holding:
        row = _settle(holding, paragraph, official)
        short = len(_words(extract)) < _SHORTEST
        return row if row is not None and (not short or _is_named(paragraph, official[row][0])) else None
    row = _most_alike(extract, paragraph, official)
    return _in_family(extract, official) if row is None else row


def _settle(rows: Sequence[int], paragraph: str | None, official: Sequence[tuple[str | None, str]]) -> int | None:
    """Choose among clauses that all match, by the paragraph number."""
    if len(rows) == 1:
        return rows[0]
    named = [row for row in rows if paragraph is not None and official[row][0] == paragraph]
    return named[0] if len(named) == 1 else None


def _holds(text: str, extract: str) -> bool:
    """Return whether a clause contains every piece of an extract, in order."""
    letters, at = _letters(text), 0
    pieces = [_letters(piece) for piece in ELISION.split(extract)]
    for piece in filter(None, pieces):
        found = letters.find(piece, at)
        if found < 0:
            return False
        at = found + len(piece)
    return any(pieces)


def _most_alike(extract: str, paragraph: str | None, official: Sequence[tuple[str | None, str]]) -> int | None:
    """Find the one clause whose wording is similar enough."""
    words = _words(extract)
    if len(words) < _SHORTEST:
        return None
    shares = [_share(words, _words(text)) for _, text in official]
    best = max(range(len(official)), key=shares.__getitem__, default=None)
    if best is None:
        return None
    named = [row for row, (number, _) in enumerate(official) if _is_named(paragraph, number)]
    others = max((share for row, share in enumerate(shares) if row != best), default=0.0)
    if best in named:
        return best if shares[best] >= _AGREES_IF_NUMBERED and shares[best] > others else None
    return best if shares[best] >= _AGREES and shares[best] - others >= _MARGIN else None


def _in_family(extract: str, official: Sequence[tuple[str | None, str]]) -> int | None:
    """Align an extract that spans a paragraph and sub-paragraphs: to the clause with most of it, or the paragraph."""
    words = _words(extract)
    families: dict[str, list[int]] = defaultdict(list)
    for row, (number, _) in enumerate(official):
        families[(number or f"row {row}").partition("(")[0]].append(row)
    shares = {
        name: _share(words, [word for row in rows for word in _words(official[row][1])])
        for name, rows in families.items()
    }
    name, other = [*sorted(shares, key=shares.__getitem__, reverse=True), "", ""][:2]
    if len(words) < _SHORTEST or len(families[name]) < 2 or shares[name] < _AGREES:
        return None
    if shares[name] - shares.get(other, 0.0) < _MARGIN:
        return None
    held = {row: LCSseq.similarity(words, _words(official[row][1])) / len(words) for row in families[name]}
    most = max(held, key=held.__getitem__)
    top = families[name][0]
    return most if held[most] >= _MOST else top if official[top][0] == name else None


def _share(words: Sequence[str], official: Sequence[str]) -> float:
    """Return the share of an extract's words that a clause has in order; 0 if too few are side by side."""
    if not set(words) & set(official):
        return 0.0
    runs = set(pairwise(official))
    if sum(run in runs for run in pairwise(words)) < _RUNS * (len(words) - 1):
        return 0.0
    return LCSseq.similarity(words, official) / len(words)


def _is_named(paragraph: str | None, official: str | None) -> bool:
    """Return whether two numbers are of the same paragraph, or of a paragraph and its part."""
    if paragraph is None or official is None:
        return False
    longer, shorter = sorted((paragraph, official), key=len, reverse=True)
    return longer == shorter or longer.startswith(f"{shorter}(")


@lru_cache(maxsize=4096)
def _words(text: str) -> tuple[str, ...]:
    return tuple(fold_words(text).split())


@lru_cache(maxsize=4096)
def _letters(text: str) -> str:
    """Return the folded text without blanks: "follow-up", "follow up" and "followup" are the same."""
    return fold_words(text).replace(" ", "")
