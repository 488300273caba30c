"""Cited paragraphs by their numbers in an index: the last one, those from one on, the one that has an item."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from retrieval.clauses.citation import LAST, ONWARDS, Citation
from retrieval.clauses.clause import ClauseKind, Symbol
from retrieval.index.protocol import ClauseIndex, cited_clauses


def numbered(cited: Iterable[Citation], index: ClauseIndex) -> Iterator[Citation]:
    """Yield citations of paragraphs by their numbers: "the last paragraph", "OP 5 onwards", an item within a line."""
    for one in cited:
        for each in _onwards(one, index):
            yield _with_item(with_number(each, index), index)


def cite_places(places: Iterable[str], symbols: Iterable[Symbol], index: ClauseIndex) -> Iterator[Citation]:
    """Cite places in each of the resolutions that has them."""
    held = list(symbols)
    named = (Citation(symbol.number, symbol.year, place) for place in places for symbol in held)
    found = (with_number(each, index) for one in named for each in _onwards(one, index))
    return (one for one in found if is_in(one, index))


def is_in(citation: Citation, index: ClauseIndex) -> bool:
    """Return whether an index has a paragraph or resolution."""
    return len(index.rows_of(citation)) > 0


def with_number(citation: Citation, index: ClauseIndex) -> Citation:
    """Return the citation of a last paragraph, or of one counted from there, by its number; any other as it is."""
    _, counts, back = (citation.paragraph or "").partition(LAST)
    if citation.paragraph is None or not counts:
        return citation
    whole = _paragraphs_of(citation, index)
    at = max(len(whole) - 1 - int(back.lstrip("-") or 0), 0)
    return replace(citation, paragraph=whole[at]) if whole else citation


def _onwards(citation: Citation, index: ClauseIndex) -> Sequence[Citation]:
    """Return the citations of all paragraphs from a cited one on; any other citation as it is."""
    place, is_open, _ = (citation.paragraph or "").partition(ONWARDS)
    if not is_open:
        return [citation]
    first, whole = replace(citation, paragraph=place.partition("(")[0]), _paragraphs_of(citation, index)
    if first.paragraph not in whole:
        return [first]
    return [replace(citation, paragraph=one) for one in whole[whole.index(first.paragraph) :]]


def _paragraphs_of(citation: Citation, index: ClauseIndex) -> list[str]:
    """Return the numbers of the preambular or operative paragraphs of a resolution, as those that are cited."""
    kind = ClauseKind.PREAMBULAR if (citation.paragraph or "").startswith("PP") else ClauseKind.OPERATIVE
    inside = cited_clauses(citation.resolution, index)
    numbered = [clause.paragraph for clause in inside if clause.kind is kind and clause.paragraph]
    return list(dict.fromkeys(place.partition("(")[0] for place in numbered))


def _with_item(citation: Citation, index: ClauseIndex) -> Citation:
    """Return the citation of the paragraph whose text has a cited item, if it is held without sub-paragraphs for them.

    Of "(i) …, (ii) …" within a line no item is a paragraph of its own: "1674 OP 5 (vi)" is in OP 5.
    """
    place, bracket, item = (citation.paragraph or "").rpartition("(")
    if not bracket or is_in(citation, index):
        return citation
    whole = replace(citation, paragraph=place)
    return whole if any(f"({item}" in clause.text for clause in cited_clauses(whole, index)) else citation
