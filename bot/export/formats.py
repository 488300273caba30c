"""Export formats, their file extensions, and the entry that each of them writes."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import Any

from retrieval.clauses.clause import Clause


@dataclass(frozen=True, slots=True)
class Entry:
    """Export entry: a clause with its annotations.

    Attributes:
        also: Ids of other clauses with the same words.
        linked: Citations from and to the clause, as JSON record; empty if not exported.
        kept: Date when a user kept it; None if not from a collection.
        note: The user's note; "" for none.
    """

    clause: Clause
    also: Sequence[str] = ()
    linked: Mapping[str, Any] = field(default_factory=dict)
    kept: date | None = None
    note: str = ""


class Format(StrEnum):
    """Export format of clauses."""

    CSV = "csv"
    JSONL = "jsonl"
    MARKDOWN = "markdown"
    XLSX = "xlsx"
    DOCX = "docx"
    BIBTEX = "bibtex"
    CSL_JSON = "csl-json"

    @property
    def ending(self) -> str:
        """File extension."""
        return next(ending for ending, form in ENDINGS.items() if form is self)


class Headings(StrEnum):
    """Grouping of clauses in a Word document: a heading for each resolution or theme."""

    RESOLUTION = "resolution"
    THEME = "theme"


ENDINGS = {
    ".csv": Format.CSV,
    ".jsonl": Format.JSONL,
    ".md": Format.MARKDOWN,
    ".markdown": Format.MARKDOWN,
    ".xlsx": Format.XLSX,
    ".docx": Format.DOCX,
    ".bib": Format.BIBTEX,
    ".json": Format.CSL_JSON,
}
BINARY = (Format.XLSX, Format.DOCX)
"""Binary formats, which a terminal cannot show."""
