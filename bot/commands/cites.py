"""Command `clausebot cites`: citations from and to a paragraph or a resolution."""

from __future__ import annotations

import argparse

from bot.cli import ANSWERED, NOTHING_FOUND
from bot.commands.shared import print_json, print_paged
from bot.console.citations import linked_block
from bot.settings import Settings
from retrieval.clauses.citation import parse_citation
from retrieval.index.protocol import require_cited


def cites(args: argparse.Namespace, settings: Settings) -> int:
    """Print the citations from and to the paragraphs that a citation names."""
    citation = parse_citation(args.citation)
    index = settings.place.open()
    clauses, citations = require_cited(citation, index), index.citations
    citing = citations.citing_any(citation, clauses)
    if args.json:
        if citation.paragraph is None:
            print_json({"id": clauses[0].symbol.compact, "cited_by": citing})
        for clause in clauses:
            print_json({"id": clause.id, **citations.record_of(clause)})
    else:
        print_paged(linked_block(citation, clauses, citations))
    found = citing or any(citations.cites(clause.id) for clause in clauses)
    return ANSWERED if found else NOTHING_FOUND
