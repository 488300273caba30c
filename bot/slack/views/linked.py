"""Citations from and to a paragraph, as a block."""

from __future__ import annotations

from bot.clause_wording import cited_by_note
from bot.slack.views.kit import Block, Element, line, link, rich_text, words
from bot.texts.texts import Texts
from retrieval.clauses.clause import Clause
from retrieval.clauses.references.citations import CitationGraph, distinct

_LINKS = 20
"""Maximum number of links; a paragraph that recalls forty resolutions names them in its own text."""


def linked_blocks(clause: Clause, citations: CitationGraph, say: Texts) -> list[Block]:
    """Return a block with links to the cited clauses, and the citations of citing clauses; no block without any."""
    urls = {one.name: one.url for one in distinct(citations.cites(clause.id))}
    shown = dict(list(urls.items())[:_LINKS])
    more = len(urls) - len(shown)
    cites: list[Element] = []
    for name, url in shown.items():
        cites += words(" · " if cites else say("linked.cites")) + link(url, name)
    cites += words(say("linked.others", n=more)) if more else []
    citing = citations.citing(clause.symbol.compact, clause.paragraph) if clause.paragraph else []
    cited = [line(words(note)) for note in cited_by_note(citing)]
    return [rich_text("linked", line(cites), *cited)] if cites or cited else []
