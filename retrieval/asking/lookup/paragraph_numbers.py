"""Completion of citations with paragraph numbers: "the last paragraph", "OP 5 onwards", an item within a paragraph."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from retrieval.clauses.citation import LAST, ONWARDS, Citation
from retrieval.clauses.clause import ClauseKind, Symbol
from retrieval.index.protocol import ClauseIndex, cited_clauses


def numbered(cited: Iterable[Citation], index: ClauseIndex) -> Iterator[Citation]:
    """Yield citations with the numbers of their paragraphs: "the last paragraph", "OP 5 onwards", an inline item."""
    for one in cited:
        for each in _onwards(one, index):
            yield _with_item(with_number(each, index), index)


def cite_places(places: Iterable[str], symbols: Iterable[Symbol], index: ClauseIndex) -> Iterator[Citation]:
    """Yield citations of paragraphs named without a resolution, one for each resolution that has the paragraph."""
    held = list(symbols)
    named = (Citation(symbol.number, symbol.year, place) for place in places for symbol in held)
    found = (with_number(each, index) for one in named for each in _onwards(one, index))
    return (one for one in found if is_in(one, index))


def is_in(citation: Citation, index: ClauseIndex) -> bool:
    """Return whether an index has a paragraph or resolution."""
    return len(index.rows_of(citation)) > 0


def with_number(citation: Citation, index: ClauseIndex) -> Citation:
    """Return the citation of the last paragraph, or one counted back from it, with its number; any other as it is.

    The last sub-paragraph, "16(last)", is the paragraph itself where that has none.
    """
    whole, is_under, _ = (citation.paragraph or "").partition(f"({LAST})")
    if is_under:
        under = paragraphs_under(replace(citation, paragraph=whole), index)
        return replace(citation, paragraph=under[-1] if under else whole)
    _, is_from_last, back = (citation.paragraph or "").partition(LAST)
    if citation.paragraph is None or not is_from_last:
        return citation
    numbers = _paragraphs_of(citation, index)
    at = max(len(numbers) - 1 - int(back.lstrip("-") or 0), 0)
    return replace(citation, paragraph=numbers[at]) if numbers else citation


def paragraphs_under(citation: Citation, index: ClauseIndex) -> list[str]:
    """Return the sub-paragraphs right under a paragraph, in order: "16(a)", "16(b)" of "16"; not "16(a)(i)"."""
    under = f"{citation.paragraph}("
    inside = (clause.paragraph or "" for clause in cited_clauses(citation, index))
    letters = (place.removeprefix(under).partition(")")[0] for place in inside if place.startswith(under))
    return [f"{under}{letter})" for letter in dict.fromkeys(letters)]


def _onwards(citation: Citation, index: ClauseIndex) -> Sequence[Citation]:
    """Return the citations of all paragraphs from one on: "OP 5 onwards"; any other citation as it is."""
    place, is_open, _ = (citation.paragraph or "").partition(ONWARDS)
    if not is_open:
        return [citation]
    first, numbers = replace(citation, paragraph=place.partition("(")[0]), _paragraphs_of(citation, index)
    if first.paragraph not in numbers:
        return [first]
    return [replace(citation, paragraph=number) for number in numbers[numbers.index(first.paragraph) :]]


def _paragraphs_of(citation: Citation, index: ClauseIndex) -> list[str]:
    """Return the numbers of a resolution's paragraphs of the same kind as a cited one, preambular or operative."""
    kind = ClauseKind.PREAMBULAR if (citation.paragraph or "").startswith("PP") else ClauseKind.OPERATIVE
    inside = cited_clauses(citation.resolution, index)
    places = [clause.paragraph for clause in inside if clause.kind is kind and clause.paragraph]
    return list(dict.fromkeys(place.partition("(")[0] for place in places))


def _with_item(citation: Citation, index: ClauseIndex) -> Citation:
    """Return the citation of the paragraph that has a cited item within its text; any other citation as it is.

    Inline items, "(i) …, (ii) …", are no paragraphs of their own in the index: "1674 OP 5 (vi)" is found in OP 5.
    """
    place, bracket, item = (citation.paragraph or "").rpartition("(")
    if not bracket or is_in(citation, index):
        return citation
    whole = replace(citation, paragraph=place)
    return whole if any(f"({item}" in clause.text for clause in cited_clauses(whole, index)) else citation
