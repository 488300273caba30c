"""Resolutions as entries of a bibliography: CSL-JSON and BibTeX, for Zotero, Mendeley, JabRef and LaTeX.

A reference manager holds documents, not their paragraphs: there is one entry for a resolution, and the paragraphs that
were picked from it, each with its pinpoint, are in the entry's abstract.

Resolutions are reports here, and not legislation: as that, styles print them without the Council's name, or without
their symbol and address.
"""

from __future__ import annotations

import json
import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import Any

from bot.export.entry import Entry
from bot.inert import without_controls
from retrieval.clauses.citation import pinpoint, titled
from retrieval.clauses.clause import Clause, Symbol

_AUTHOR = "United Nations Security Council"
_PUBLISHER = "United Nations"

_MARKUP = re.compile(r"[\\{}$&%#_~^]")
_IN_LATEX = {
    "\\": r"\textbackslash{}",
    # BibTeX counts braces with a backslash before them, too.
    "{": r"\textbraceleft{}",
    "}": r"\textbraceright{}",
    "~": r"\textasciitilde{}",
    "^": r"\textasciicircum{}",
}


def csl_of(entries: Iterable[Entry]) -> str:
    """Return resolutions as a list of CSL-JSON, version 1.0.2."""
    return json.dumps([_csl_item(*one) for one in _by_resolution(entries)], ensure_ascii=False, indent=1) + "\n"


def bibtex_of(entries: Iterable[Entry]) -> str:
    """Return resolutions as BibTeX, in UTF-8, which biber and LaTeX have read since 2018."""
    return "\n".join(_bibtex_item(*one) for one in _by_resolution(entries))


def _by_resolution(entries: Iterable[Entry]) -> list[tuple[Symbol, list[Entry]]]:
    """Return the resolutions, by number, each with its entries as they were given."""
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
        "author": f"{{{_AUTHOR}}}",  # in braces of its own, as it is no person
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
    return titled(symbol).capitalize()


def _date_parts(symbol: Symbol, entries: Sequence[Entry]) -> list[int]:
    day = next((entry.clause.date for entry in entries if entry.clause.date), None)
    return [day.year, day.month, day.day] if day else [symbol.year]


def _quotes(entries: Sequence[Entry]) -> str:
    return "\n\n".join(_quote(entry.clause, entry.note) for entry in entries)


def _quote(clause: Clause, note: str) -> str:
    words = " ".join(filter(None, (clause.lead_in, clause.text)))
    said = f"{pinpoint(clause.kind, clause.paragraph)}: “{words}”{f' [{note}]' if note else ''}"
    return without_controls(" ".join(said.split()))


def _in_latex(text: str) -> str:
    r"""Return a text that LaTeX prints as it is, and that keeps the braces of an entry in pairs.

    >>> print(_in_latex("50% of {A & B}"))
    50\% of \textbraceleft{}A \& B\textbraceright{}
    """
    return _MARKUP.sub(lambda found: _IN_LATEX.get(found[0], f"\\{found[0]}"), text)
