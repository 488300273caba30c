"""Export clauses in a format, to standard output or atomically to a file."""

from __future__ import annotations

import csv
import io
import sys
import tempfile
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import BinaryIO

from bot.export.formats import BINARY, Entry, Format, Headings
from bot.export.markdown import RULE, markdown_of
from bot.export.references import bibtex_of, csl_of
from bot.export.row import table_of
from bot.export.target import ExportError, written_whole
from bot.inert import json_line
from retrieval.readers.exported import COMMENT

_LONGEST_CELL = 32_767
"""Maximum length of an XLSX cell in characters."""


def export(entries: Sequence[Entry], *, form: Format, output: Path | None, headings: Headings | None = None) -> None:
    """Export clauses in a format.

    Args:
        entries: The clauses, in output order.
        form: The format.
        output: A file, replaced if it exists; None for standard output.
        headings: Grouping of a Word document, by default by resolution; None in other formats.

    Raises:
        ExportError: If the file cannot be written, the format has no headings, a binary format would go to a
            terminal, or a clause exceeds the length of a spreadsheet cell.
    """
    if headings and form is not Format.DOCX:
        raise ExportError(f"{form.value} has no headings; leave --headings out, or use --format docx")
    if output is None and form in BINARY and sys.stdout.isatty():
        shown = form.value.upper()
        raise ExportError(f"a terminal cannot show {shown}; name a file with --output, or send it down a pipe")
    with written_whole(output) as file:
        if headings:
            _write_docx(entries, file, headings)
        else:
            _WRITERS[form](entries, file)


def exported(entries: Sequence[Entry], form: Format) -> bytes:
    """Return clauses in a format.

    Raises:
        ExportError: If a clause is too long for a cell of a spreadsheet.
    """
    file = io.BytesIO()
    _WRITERS[form](entries, file)
    return file.getvalue()


def _write_csv(entries: Sequence[Entry], file: BinaryIO) -> None:
    text = io.TextIOWrapper(file, encoding="utf-8", newline="", write_through=True)
    try:
        header, *rows = table_of(entries)
        csv.writer(text).writerow(header)
        # Quoted cells stay whole in spreadsheets that also split at semicolons and tabs.
        csv.writer(text, quoting=csv.QUOTE_ALL).writerows(rows)
    finally:
        text.detach()  # else the wrapper would close the file


def _write_jsonl(entries: Sequence[Entry], file: BinaryIO) -> None:
    for entry in entries:
        picked = {"kept": entry.kept.isoformat(), "note": entry.note} if entry.kept else {}
        record = {**entry.clause.as_record(), "highlights": [], "also": list(entry.also), **entry.linked, **picked}
        file.write(json_line(record).encode())
        file.flush()  # so that a reader of the pipe can go on


def _write_markdown(entries: Sequence[Entry], file: BinaryIO) -> None:
    file.write(f"{COMMENT}\n\n".encode())
    for n, entry in enumerate(entries):
        file.write((f"\n{RULE}\n\n" if n else "").encode() + markdown_of(entry).encode())


def _write_xlsx(entries: Sequence[Entry], file: BinaryIO) -> None:
    # Slow to load, and of use to no other format.
    from lxml.etree import SerialisationError  # noqa: PLC0415
    from openpyxl import Workbook  # noqa: PLC0415
    from openpyxl.cell import WriteOnlyCell  # noqa: PLC0415

    header, *rows = table_of(entries)
    for entry, row in zip(entries, rows, strict=True):
        if max(map(len, row)) > _LONGEST_CELL:
            # openpyxl would truncate it silently.
            raise ExportError(f"{entry.clause.id} is too long for a cell of XLSX; use --format csv")
    whole = io.BytesIO()  # writing a ZIP file needs a seekable file
    try:
        workbook = Workbook(write_only=True)
        sheet = workbook.create_sheet("Clauses")
        sheet.freeze_panes = "A2"
        sheet.append(header)
        for row in rows:
            cells = [WriteOnlyCell(sheet, text) for text in row]
            for one in cells:
                one.data_type = "s"  # else "#N/A" would be an error value, not a text
            sheet.append(cells)
        workbook.save(whole)
    except SerialisationError as error:  # lxml cannot write the temporary file with the rows
        raise OSError(None, f"{tempfile.gettempdir()}: {error}") from None
    file.write(whole.getvalue())


def _write_docx(entries: Sequence[Entry], file: BinaryIO, headings: Headings = Headings.RESOLUTION) -> None:
    from bot.export.word import docx_of  # noqa: PLC0415 - slow to load, as above

    file.write(docx_of(entries, headings))


_WRITERS: Mapping[Format, Callable[[Sequence[Entry], BinaryIO], None]] = {
    Format.CSV: _write_csv,
    Format.JSONL: _write_jsonl,
    Format.MARKDOWN: _write_markdown,
    Format.XLSX: _write_xlsx,
    Format.DOCX: _write_docx,
    Format.BIBTEX: lambda entries, file: _write_text(bibtex_of(entries), file),
    Format.CSL_JSON: lambda entries, file: _write_text(csl_of(entries), file),
}


def _write_text(text: str, file: BinaryIO) -> None:
    file.write(text.encode())
