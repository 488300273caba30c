"""Terms of the texts for everyday words that mean them only together: refugees who "go home" return."""

from __future__ import annotations

import re

from retrieval.asking.understand.lexicon import term_patterns
from retrieval.asking.understand.words import Rewrite, rewritten

_ABUSE = "sexual exploitation and abuse"
_REFUGEES = "refugees and displaced persons"


def with_plain_terms(text: str) -> str:
    """Rewrite sexual abuse by those whom the United Nations sent, and the way home of people who fled, as the texts do.

    A text with a quotation stays as it is.

    >>> with_plain_terms("is a peacekeeper who rapes sent home")
    'is a peacekeeper responsible for sexual exploitation and abuse sent home'
    >>> with_plain_terms("raped by a UN soldier")
    'subjected to sexual exploitation and abuse by a UN soldier'
    >>> with_plain_terms("peacekeeper paid a girl for sex"), with_plain_terms("do UN troops report rape")
    ('peacekeeper responsible for sexual exploitation and abuse of a girl', 'do UN troops report rape')
    >>> with_plain_terms("can people who fled go home"), with_plain_terms("can refugees go back to school")
    ('can refugees and displaced persons return', 'can refugees go back to school')
    >>> with_plain_terms("going home after being displaced")
    'return of refugees and displaced persons'
    """
    return text if term_patterns.QUOTATION_MARK.search(text) else rewritten(text, _REWRITES)


def _responsible(found: re.Match[str]) -> str:
    """Rewrite a verb of sexual abuse as "responsible for sexual exploitation and abuse of …"."""
    inside = (found["mother"] or found["paid"] or "").strip()
    of = f" of {inside}" if inside else " of" if found["somebody"] is not None else ""
    return f"{found['who']} responsible for {_ABUSE}{of}"


_REWRITES: tuple[Rewrite, ...] = (
    (term_patterns.ABUSES, _responsible),
    (term_patterns.ABUSE_HELD_AGAINST, rf"\g<who>{_ABUSE}"),
    (
        term_patterns.ABUSED_BY,
        lambda found: f"{'subjected to ' if found['suffers'] else ''}{_ABUSE} by {found['who']}",
    ),
    (term_patterns.GO_HOME, lambda found: f"{_REFUGEES}{found['may']} return{'ing' if found['going'] else ''}"),
    (term_patterns.WAY_HOME, f"return of {_REFUGEES}"),
    (term_patterns.SENIORS, "older persons"),
)
