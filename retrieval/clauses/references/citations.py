"""Citation graph of a library's clauses, in both directions: cites and cited by."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import cached_property
from typing import Any

from retrieval.clauses.citation import Citation, is_part_of
from retrieval.clauses.clause import Clause
from retrieval.clauses.references.reference import Reference

ReferencesByClause = Mapping[str, Sequence[Reference]]
"""References of each citing clause, by its id, in corpus order; clauses without references are left out."""


class CitationGraph:
    """Citation graph of a library.

    Args:
        load: Loads the references, at the first lookup.
    """

    def __init__(self, load: Callable[[], ReferencesByClause]) -> None:
        self._load = load

    @cached_property
    def by_clause(self) -> ReferencesByClause:
        """References by clause id."""
        return self._load()

    @cached_property
    def _citing(self) -> Mapping[str, Sequence[tuple[str, Reference]]]:
        citing: dict[str, list[tuple[str, Reference]]] = defaultdict(list)
        for name, references in self.by_clause.items():
            for reference in references:
                for document in {reference.document, reference.document.partition("/Rev.")[0]}:
                    citing[document].append((name, reference))
        return citing

    def cites(self, name: str) -> Sequence[Reference]:
        """Return the references of a clause, by its id, in the order of its text."""
        return self.by_clause.get(name, ())

    def citing(self, document: str, paragraph: str | None = None, *, in_part: bool = False) -> list[str]:
        """Return the ids of the clauses that cite a document or a paragraph of it, in corpus order.

        Args:
            document: As in `Reference.document`: "S/RES/1325(2000)", "S/PRST/2015/25"; or "A/59/19" for that and its
                revisions.
            paragraph: Paragraph of a resolution, as in `Clause.paragraph`; clauses that cite a parent of it count,
                too. None for the whole document: clauses of other documents that cite it or any paragraph of it.
            in_part: Whether clauses that cite a part of the paragraph count, too.
        """
        citing = self._citing.get(document, ())
        if paragraph is None:
            return list(dict.fromkeys(name for name, _ in citing if not name.startswith(f"{document}#")))
        return list(dict.fromkeys(name for name, one in citing if is_cited(paragraph, one.paragraph, in_part=in_part)))

    def citing_clause(self, clause: Clause) -> list[str]:
        """Return the ids of the clauses that cite a clause or a parent of it, in corpus order; none if unnumbered."""
        return self.citing(clause.symbol.compact, clause.paragraph) if clause.paragraph else []

    def citing_any(self, citation: Citation, clauses: Sequence[Clause]) -> list[str]:
        """Return the ids of the clauses that cite a resolution or paragraph, or a part of it, in corpus order.

        Args:
            citation: Citation of the resolution or paragraph.
            clauses: The clauses that it names; at least one.
        """
        if citation.paragraph is None:
            return self.citing(clauses[0].symbol.compact)
        citing = {name for clause in clauses for name in self.citing_clause(clause)}
        return [name for name in self.by_clause if name in citing]

    def record_of(self, clause: Clause) -> dict[str, Any]:
        """Return a clause's references and the ids of its citing clauses, as JSON; spans count characters."""
        return {
            "cites": [
                {"span": [one.start, one.end], "target": one.target, "held": one.held, "url": one.url}
                for one in self.cites(clause.id)
            ],
            "cited_by": self.citing_clause(clause),
        }


def is_cited(paragraph: str, named: str | None, *, in_part: bool) -> bool:
    """Return whether a reference to the paragraph `named` cites `paragraph`, or with `in_part` a part of it.

    >>> is_cited("5(a)", "5", in_part=False), is_cited("5", "5(a)", in_part=False), is_cited("5", "5(a)", in_part=True)
    (True, False, True)
    """
    return named is not None and (is_part_of(paragraph, named) or (in_part and is_part_of(named, paragraph)))


def distinct(references: Iterable[Reference]) -> list[Reference]:
    """Deduplicate references by target; drop a whole document if some of its paragraphs are cited too."""
    targets = {reference.target: reference for reference in references}
    in_part = {reference.document for reference in targets.values() if reference.paragraph}
    return [one for one in targets.values() if one.paragraph or one.document not in in_part]


NO_CITATIONS = CitationGraph(dict)
"""Empty citation graph."""
