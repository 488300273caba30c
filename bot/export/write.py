"""Clauses written in a format, to standard output or to a file that is there whole or not at all."""

from __future__ import annotations

import csv
import io
import json
import sys
from collections.abc import Callable, Iterable, Mapping
from enum import StrEnum
from pathlib import Path
from typing import BinaryIO

from bot.answer import citations_record
from bot.export.markdown import RULE, markdown_of
from bot.export.row import HEADER, row_of
from bot.export.whole import ExportError, written_whole
from retrieval.clause import Clause
from retrieval.record import clause_record
from retrieval.references.citations import Citations

_LONGEST_CELL = 32_767
"""Characters a cell of XLSX may hold."""


class Format(StrEnum):
    """What clauses can be written as."""

    CSV = "csv"
    JSONL = "jsonl"
    MARKDOWN = "markdown"
    XLSX = "xlsx"


_ENDINGS = {
    ".csv": Format.CSV,
    ".jsonl": Format.JSONL,
    ".md": Format.MARKDOWN,
    ".markdown": Format.MARKDOWN,
    ".xlsx": Format.XLSX,
}

SameWords = Mapping[str, list[str]]
"""By id of a clause, the ids of the others with the same words."""


def format_of(path: Path) -> Format:
    """Return the format that a file's name asks for.

    Raises:
        ExportError: If it asks for none.
    """
    found = _ENDINGS.get(path.suffix.lower())
    if not found:
        raise ExportError(f"{path} ends in none of {', '.join(_ENDINGS)}; say what to write with --format")
    return found


def export(
    clauses: Iterable[Clause], same_words: SameWords, citations: Citations, *, form: Format, output: Path | None
) -> None:
    """Write clauses in a format.

    Args:
        clauses: In the order they are to stand in.
        same_words: What JSON lines name as `also`.
        citations: What JSON lines name as `cites` and `cited_by`.
        form: The format.
        output: A file, replaced if it is there; None for standard output.

    Raises:
        ExportError: If the file cannot be written, if a terminal would get the bytes of a spreadsheet, or if a clause
            is too long for a cell of one.
    """
    writers: dict[Format, Callable[[BinaryIO], None]] = {
        Format.CSV: lambda file: _write_csv(clauses, file),
        Format.JSONL: lambda file: _write_jsonl(clauses, same_words, citations, file),
        Format.MARKDOWN: lambda file: _write_markdown(clauses, file),
        Format.XLSX: lambda file: _write_xlsx(clauses, file),
    }
    if output is None and form is Format.XLSX and sys.stdout.isatty():
        raise ExportError("a terminal cannot show XLSX; name a file with --output, or send it down a pipe")
    with written_whole(output) as file:
        writers[form](file)


def _write_csv(clauses: Iterable[Clause], file: BinaryIO) -> None:
    text = io.TextIOWrapper(file, encoding="utf-8", newline="", write_through=True)
    try:
        rows = csv.writer(text)
        rows.writerow(HEADER)
        rows.writerows(map(row_of, clauses))
    finally:
        text.detach()  # or it would close what it was lent


def _write_jsonl(clauses: Iterable[Clause], same_words: SameWords, citations: Citations, file: BinaryIO) -> None:
    for clause in clauses:
        known = {"highlights": [], "also": same_words[clause.id], **citations_record(clause, citations)}
        record = {**clause_record(clause), **known}
        file.write(f"{json.dumps(record, ensure_ascii=False)}\n".encode())
        file.flush()  # so that a reader of the pipe can go on


def _write_markdown(clauses: Iterable[Clause], file: BinaryIO) -> None:
    for n, clause in enumerate(clauses):
        file.write((f"\n{RULE}\n\n" if n else "").encode() + markdown_of(clause).encode())


def _write_xlsx(clauses: Iterable[Clause], file: BinaryIO) -> None:
    # Slow to load, and of use to no other format.
    from openpyxl import Workbook  # noqa: PLC0415
    from openpyxl.cell import WriteOnlyCell  # noqa: PLC0415

    rows = [(clause.id, row_of(clause)) for clause in clauses]
    for name, row in rows:
        if max(map(len, row)) > _LONGEST_CELL:
            # openpyxl would cut it short without a word.
            raise ExportError(f"{name} is too long for a cell of XLSX; use --format csv")
    workbook = Workbook(write_only=True)
    sheet = workbook.create_sheet("Clauses")
    sheet.freeze_panes = "A2"
    sheet.append(HEADER)
    for _, row in rows:
        cells = [WriteOnlyCell(sheet, text) for text in row]
        for one in cells:
            one.data_type = "s"  # "#N/A" would be an error, not a text
        sheet.append(cells)
    if file.seekable():
        workbook.save(file)
        return
    whole = io.BytesIO()  # a ZIP file is written to and fro
    workbook.save(whole)
    file.write(whole.getvalue())
