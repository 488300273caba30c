"""Who cites whom: the references of a library's clauses, followed both ways."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from functools import cached_property

from retrieval.citation import is_part_of
from retrieval.clause import Clause, Symbol
from retrieval.references.find import find_references
from retrieval.references.paragraphs import has_paragraph
from retrieval.references.reference import Reference

ReferencesByClause = Mapping[str, Sequence[Reference]]
"""By id of a clause, in corpus order, what it cites; a clause that cites nothing is not in it."""


class Citations:
    """The references of a library.

    Args:
        load: Returns them; called when something is first looked up.
    """

    def __init__(self, load: Callable[[], ReferencesByClause]) -> None:
        self._load = load

    @classmethod
    def of(cls, clauses: Iterable[Clause]) -> Citations:
        """Find the references of some clauses, for which others are not there."""
        found = find_all(clauses)
        return cls(lambda: found)

    @cached_property
    def by_clause(self) -> ReferencesByClause:
        """All of them."""
        return self._load()

    @cached_property
    def _citing(self) -> Mapping[str, Sequence[tuple[str, Reference]]]:
        citing: dict[str, list[tuple[str, Reference]]] = defaultdict(list)
        for name, references in self.by_clause.items():
            for reference in references:
                citing[reference.document].append((name, reference))
        return citing

    def cites(self, name: str) -> Sequence[Reference]:
        """Return what the clause of that id cites, in the order of its text."""
        return self.by_clause.get(name, ())

    def cited_by(self, symbol: Symbol, paragraph: str | None) -> list[str]:
        """Return the ids of the clauses that cite a paragraph or the one it is part of, in corpus order.

        Args:
            symbol: Of a resolution.
            paragraph: As clauses have it; None for the whole resolution: all clauses of others that cite it or a
                paragraph of it.
        """
        citing = self._citing.get(symbol.compact, ())
        if paragraph is None:
            return list(dict.fromkeys(name for name, _ in citing if not name.startswith(f"{symbol.compact}#")))
        return list(
            dict.fromkeys(name for name, one in citing if one.paragraph and is_part_of(paragraph, one.paragraph))
        )


def find_all(clauses: Iterable[Clause]) -> ReferencesByClause:
    """Return the references of a library's clauses, and whether it has what they name."""
    clauses = list(clauses)
    paragraphs: dict[str, set[str | None]] = defaultdict(set)
    for clause in clauses:
        paragraphs[clause.symbol.compact].add(clause.paragraph)
    found: dict[str, list[Reference]] = {}
    for clause in clauses:
        if references := find_references(clause, paragraphs[clause.symbol.compact]):
            found[clause.id] = [replace(one, held=_is_held(one, paragraphs)) for one in references]
    return found


def _is_held(reference: Reference, paragraphs: Mapping[str, set[str | None]]) -> bool:
    there = paragraphs.get(reference.document)
    return there is not None and (reference.paragraph is None or has_paragraph(reference.paragraph, there))


def distinct(references: Iterable[Reference]) -> list[Reference]:
    """Keep one reference to each target, and none to a document of which paragraphs are named."""
    targets = {reference.target: reference for reference in references}
    in_part = {reference.document for reference in targets.values() if reference.paragraph}
    return [one for one in targets.values() if one.paragraph or one.document not in in_part]


NO_CITATIONS = Citations(dict)
"""Of a library whose clauses cite nothing."""
