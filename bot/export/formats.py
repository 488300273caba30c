"""Formats that clauses can be written in: their names, the endings of their files, and what they are good for."""

from __future__ import annotations

from enum import StrEnum


class Format(StrEnum):
    """A format of clauses."""

    CSV = "csv"
    JSONL = "jsonl"
    MARKDOWN = "markdown"
    XLSX = "xlsx"
    DOCX = "docx"
    BIBTEX = "bibtex"
    CSL_JSON = "csl-json"

    @property
    def ending(self) -> str:
        """What the name of such a file ends with."""
        return next(ending for ending, form in ENDINGS.items() if form is self)


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
"""Formats that no terminal can show."""

OFFERED = {
    Format.DOCX: "Word document, to copy from",
    Format.MARKDOWN: "Markdown",
    Format.CSV: "CSV, for a spreadsheet",
    Format.BIBTEX: "BibTeX, for LaTeX and JabRef",
    Format.CSL_JSON: "CSL-JSON, for Zotero and Mendeley",
}
"""Formats that a form offers, with their description."""
