"""Terminal rendering of citations from and to paragraphs and resolutions."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import groupby

from rich.console import Group, RenderableType
from rich.padding import Padding
from rich.style import Style
from rich.table import Table
from rich.text import Text

from bot.inert import inert
from bot.wording import counted
from retrieval.clauses.citation import Citation, short_pinpoint
from retrieval.clauses.clause import Clause, full_citation
from retrieval.clauses.references.citations import CitationGraph, distinct


def linked_block(citation: Citation, clauses: Sequence[Clause], citations: CitationGraph) -> RenderableType:
    """Render the citations from and to the clauses that a citation names.

    Args:
        citation: The requested citation; for a whole resolution, self-references are omitted.
        clauses: The clauses it names, in corpus order; at least one.
        citations: Citation graph of their library.
    """
    first = clauses[0]
    whole = citation.paragraph is None
    places: dict[str, list[str]] = {}
    links: dict[str, str] = {}
    for clause in clauses:
        for reference in distinct(citations.cites(clause.id)):
            if whole and reference.document == first.symbol.compact:
                continue
            name = str(reference.resolution or reference.document) if whole else reference.name
            places.setdefault(name, []).append(short_pinpoint(clause.id))
            links[name] = reference.url
    several = len(clauses) > 1
    cites = [(_linked(name, links[name]), _listed(places[name], "in ") if several else Text()) for name in places]
    heading = str(first.symbol) if whole else full_citation(first.symbol, first.kind, citation.paragraph)
    return _block(heading, cites, _citing(citations.citing_any(citation, clauses)))


def _citing(ids: Sequence[str]) -> list[tuple[Text, Text]]:
    """Return a table row for each citing resolution, with its paragraphs."""
    rows = []
    for symbol, of_it in groupby(ids, key=lambda name: name.partition("#")[0]):
        name = symbol.replace("(", " (")
        rows.append((_linked(name, f"https://undocs.org/{symbol}"), _listed(map(short_pinpoint, of_it))))
    return rows


def _block(heading: str, cites: Sequence[tuple[Text, Text]], cited_by: Sequence[tuple[Text, Text]]) -> RenderableType:
    parts: list[RenderableType] = [Text(heading, style="bold")]
    for title, rows in (("cites", cites), ("is cited by", cited_by)):
        if not rows:
            parts.append(Text(f"  {title} nothing", style="dim"))
            continue
        table = Table(box=None, show_header=False, pad_edge=False, padding=(0, 2, 0, 0))
        table.add_column(no_wrap=True)
        table.add_column()
        for row in rows:
            table.add_row(*row)
        noun = "resolution" if title == "is cited by" else "document"
        parts += [
            Text(f"  {title} {counted(len(rows), noun)}:", style="dim"),
            Padding(table, (0, 0, 0, 4), expand=False),
        ]
    return Group(*parts, Text())


def _linked(name: str, url: str) -> Text:
    return Text(inert(name), style=Style(link=url))


def _listed(places: Iterable[str], before: str = "") -> Text:
    return Text(inert(before + ", ".join(dict.fromkeys(places))), style="dim")
