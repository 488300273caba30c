"""Markdown export of clauses: block quotes with citations, escaped so that the source text is rendered verbatim."""

from __future__ import annotations

import re

from bot.clause_wording import theme_lines
from bot.export.formats import Entry
from bot.inert import without_controls
from retrieval.clauses.citation import footnote_citation
from retrieval.clauses.months import long_date

RULE = "---"
"""Separator between clauses."""

_SYNTAX = re.compile(r"[\\`*_{}\[\]<>&~|$#@^]")
_NUMBERED = re.compile(r"(\d{1,9})([.)])(?=\s|$)")
_STARTS_BLOCK = tuple("-+=:")


def markdown_of(entry: Entry) -> str:
    """Return one clause as Markdown: citation, block quote, themes, URL and annotations."""
    clause = entry.clause
    day = f" · {long_date(clause.date)}" if clause.date else ""
    parts = [f"**{escape(clause.citation)}**{day}"]
    lead_in = [f"*{escape(clause.lead_in)}*"] if clause.lead_in else []
    parts.append("\n>\n".join(f"> {line}" for line in (*lead_in, escape(clause.text))))
    given, suggested = map(escape, theme_lines(clause.themes))
    parts += [f"Themes: {given}"] if given else []
    parts += [f"S{suggested[1:]}"] if suggested else []
    parts.append(f"<{clause.url}>")
    parts.append(f"Cite as: {escape(footnote_citation(clause.symbol, clause.kind, clause.paragraph))}.")
    if entry.kept:
        note = f": {escape(entry.note)}" if entry.note else ""
        parts.append(f"Kept on {long_date(entry.kept)}{note}")
    return "\n\n".join(parts) + "\n"


def escape(text: str) -> str:
    r"""Escape Markdown syntax in a text of one line.

    >>> print(escape("2. [The] *Council* & others"))
    2\. \[The\] \*Council\* \& others
    """
    escaped = _SYNTAX.sub(r"\\\g<0>", without_controls(" ".join(text.split())))
    if escaped.startswith(_STARTS_BLOCK):
        return f"\\{escaped}"
    return _NUMBERED.sub(r"\1\\\2", escaped, count=1) if _NUMBERED.match(escaped) else escaped
