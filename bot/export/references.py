"""Bibliography export of resolutions: CSL-JSON and BibTeX, for Zotero, Mendeley, JabRef and LaTeX.

Reference managers hold documents, not paragraphs: each resolution is one entry, and its exported paragraphs, each with
a pinpoint citation, are in the abstract.

The entry type is report, not legislation: for legislation, citation styles omit the Council's name, or the symbol and
the URL.
"""

from __future__ import annotations

import json
import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import Any

from bot.export.formats import Entry
from bot.inert import without_controls
from retrieval.clauses.citation import footnote_pinpoint, resolution_name
from retrieval.clauses.clause import Clause, Symbol

_AUTHOR = "United Nations Security Council"
_PUBLISHER = "United Nations"

_MARKUP = re.compile(r"[\\{}$&%#_~^]")
_IN_LATEX = {
    "\\": r"\textbackslash{}",
    # BibTeX counts escaped braces, too.
    "{": r"\textbraceleft{}",
    "}": r"\textbraceright{}",
    "~": r"\textasciitilde{}",
    "^": r"\textasciicircum{}",
}


def csl_of(entries: Iterable[Entry]) -> str:
    """Return resolutions as CSL-JSON, version 1.0.2."""
    return json.dumps([_csl_item(*one) for one in _by_resolution(entries)], ensure_ascii=False, indent=1) + "\n"


def bibtex_of(entries: Iterable[Entry]) -> str:
    """Return resolutions as BibTeX in UTF-8, which biber and LaTeX (since 2018) read."""
    return "\n".join(_bibtex_item(*one) for one in _by_resolution(entries))


def _by_resolution(entries: Iterable[Entry]) -> list[tuple[Symbol, list[Entry]]]:
    """Group entries by resolution, sorted by number, with entries in the given order."""
    found: dict[Symbol, list[Entry]] = defaultdict(list)
    for entry in entries:
        found[entry.clause.symbol].append(entry)
    return sorted(found.items())


def _csl_item(symbol: Symbol, entries: Sequence[Entry]) -> dict[str, Any]:
    return {
        "id": _key(symbol),
        "type": "report",
        "author": [{"literal": _AUTHOR}],
        "title": _title(symbol),
        "number": str(symbol),
        "publisher": _PUBLISHER,
        "issued": {"date-parts": [_date_parts(symbol, entries)]},
        "URL": symbol.url,
        "language": "en",
        "abstract": _quotes(entries),
    }


def _bibtex_item(symbol: Symbol, entries: Sequence[Entry]) -> str:
    year, *rest = _date_parts(symbol, entries)
    fields = {
        "author": f"{{{_AUTHOR}}}",  # double braces: a corporate author
        "title": f"{{{_title(symbol)}}}",
        "type": "Document",
        "number": str(symbol),
        "institution": _PUBLISHER,
        "year": str(year),
        **({"month": str(rest[0]), "date": f"{year}-{rest[0]:02}-{rest[1]:02}"} if rest else {}),
        "url": symbol.url,
        "language": "english",
        "abstract": _in_latex(_quotes(entries)),
    }
    lines = (f"  {name} = {{{value}}}," for name, value in fields.items())
    return "\n".join([f"@techreport{{{_key(symbol)},", *lines, "}"]) + "\n"


def _key(symbol: Symbol) -> str:
    return f"unsc{symbol.number}_{symbol.year}"


def _title(symbol: Symbol) -> str:
    return resolution_name(symbol).capitalize()


def _date_parts(symbol: Symbol, entries: Sequence[Entry]) -> list[int]:
    day = next((entry.clause.date for entry in entries if entry.clause.date), None)
    return [day.year, day.month, day.day] if day else [symbol.year]


def _quotes(entries: Sequence[Entry]) -> str:
    return "\n\n".join(_quote(entry.clause, entry.note) for entry in entries)


def _quote(clause: Clause, note: str) -> str:
    words = clause.text_with_lead_in
    said = f"{footnote_pinpoint(clause.kind, clause.paragraph)}: “{words}”{f' [{note}]' if note else ''}"
    return without_controls(" ".join(said.split()))


def _in_latex(text: str) -> str:
    r"""Escape LaTeX syntax, keeping the braces of an entry balanced.

    >>> print(_in_latex("50% of {A & B}"))
    50\% of \textbraceleft{}A \& B\textbraceright{}
    """
    return _MARKUP.sub(lambda found: _IN_LATEX.get(found[0], f"\\{found[0]}"), text)
