"""Cells of a table as texts, for CSV, JSON lines and XLSX.

Formulas are never computed: a spreadsheet gives the value stored with a formula, or nothing.
"""

from __future__ import annotations

import csv
import io
import json
import warnings
import zipfile
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from retrieval.errors import UnreadableError
from retrieval.readers.source import ACCEPTED, Form, fold_blanks, open_source
from retrieval.readers.table.columns import known_columns

_DELIMITERS = (",", ";", "\t")
_MOST_ROWS = 100_000
_MOST_COLUMNS = 64
_MOST_CELLS = 600_000
_LONGEST_LINE = 1_000_000
_LONGEST_CELL = 100_000
"""Maximum characters of a cell. In a CSV file, an unclosed quotation mark turns all that follows into one cell."""
_MOST_PARTS = 1_000
_MOST_TAGS = 2_500_000
_MOST_UNPACKED = 64_000_000
"""Maximum bytes of an unzipped XLSX; one with all paragraphs that the Security Council ever adopted has half of that.
"""


@dataclass(frozen=True, slots=True)
class Row:
    """Row of a table.

    Attributes:
        number: Row number as in a spreadsheet, the header being row 1; for JSON lines, the line number.
        cells: Texts by column name, blanks folded; an empty cell is "".
        problem: Reason why the row cannot be read; "" if it can.
    """

    number: int
    cells: Mapping[str, str]
    problem: str = ""


def read_cells(data: bytes, form: Form) -> list[Row]:
    """Read the non-empty rows of a table.

    Raises:
        UnreadableError: If it is no such table, or too large.
    """
    readers = {Form.CSV: _csv_rows, Form.JSONL: _jsonl_rows, Form.XLSX: _xlsx_rows}
    rows = []
    for row in readers[form](data):
        if not row.problem and not any(row.cells.values()):
            continue
        if row.number > _MOST_ROWS:
            raise UnreadableError(f"it has more than {_MOST_ROWS:,} rows; {ACCEPTED}")
        rows.append(row)
    return rows


def _csv_rows(data: bytes) -> Iterator[Row]:
    text = open_source("table.csv", data).text
    # A cell beyond the limit would end the reading; `_under_header` refuses its row alone.
    csv.field_size_limit(max(csv.field_size_limit(), len(text) + 1))
    first = text[:5000].splitlines()[0]
    try:
        headers = {mark: next(csv.reader([first], delimiter=mark), []) for mark in _DELIMITERS}
        # Independent of the owner's column mapping, so that quotes can be verified from the file alone.
        delimiter = max(headers, key=lambda mark: (len(known_columns(headers[mark])), len(headers[mark])))
        yield from _under_header(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter))
    except csv.Error as error:
        raise UnreadableError(f"it is not a valid CSV file ({error}); {ACCEPTED}") from None


def _jsonl_rows(data: bytes) -> Iterator[Row]:
    for number, line in enumerate(open_source("table.jsonl", data).text.split("\n"), start=1):
        if not line.strip():
            continue
        if len(line) > _LONGEST_LINE:
            yield Row(number, {}, f"it has {len(line):,} characters")
            continue
        try:
            yield _jsonl_row(number, json.loads(line))
        except (ValueError, RecursionError) as error:
            yield Row(number, {}, f"it is no JSON ({type(error).__name__})")


def _jsonl_row(number: int, record: object) -> Row:
    if not isinstance(record, dict):
        return Row(number, {}, "it is no JSON object")
    cells = {name: _text(value) for name, value in record.items()}
    try:
        "".join((*cells, *cells.values())).encode()
    except UnicodeEncodeError:
        return Row(number, {}, "it holds half a character")
    return Row(number, cells)


def _xlsx_rows(data: bytes) -> Iterator[Row]:
    _check_parts(data)
    # Lazy import: slow, and only needed here.
    from openpyxl import load_workbook  # noqa: PLC0415

    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # about styles and the like, which are not read
        try:
            workbook = load_workbook(io.BytesIO(data), read_only=True, data_only=True)
            rows = list(_bounded(workbook.worksheets[0].iter_rows(max_row=_MOST_ROWS + 1, values_only=True)))
        except (UnreadableError, MemoryError):
            raise
        except Exception as error:  # openpyxl raises many kinds of errors on a damaged file
            raise UnreadableError(f"it is not a readable XLSX file ({type(error).__name__}); {ACCEPTED}") from None
    yield from _under_header(rows)


def _bounded(rows: Iterable[Sequence[Any]]) -> Iterator[Sequence[Any]]:
    cells = 0
    for row in rows:
        cells += len(row)
        if cells > _MOST_CELLS:
            raise UnreadableError(f"it has more than {_MOST_CELLS:,} cells; {ACCEPTED}")
        yield row


def _check_parts(data: bytes) -> None:
    """Refuse zip bombs, and XML with a document type (entity expansion)."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as parts:
            infos = parts.infolist()
            if len(infos) > _MOST_PARTS or sum(info.file_size for info in infos) > _MOST_UNPACKED:
                raise UnreadableError(f"it unpacks to more than {_MOST_UNPACKED // 1_000_000} MB; {ACCEPTED}")
            tags = 0
            for info in infos:
                part = parts.read(info).replace(b"\0", b"")  # also finds text in UTF-16, which is between zeros
                tags += part.count(b"<")
                if b"<!DOCTYPE" in part.upper():
                    raise UnreadableError(f"its XML declares a document type; {ACCEPTED}")
            if tags > _MOST_TAGS:
                raise UnreadableError(f"it has more than {_MOST_CELLS:,} cells; {ACCEPTED}")
    except (UnreadableError, MemoryError):
        raise
    except Exception as error:  # zipfile raises many kinds of errors: seeks before the start, bad numbers, zlib's own
        raise UnreadableError(f"it is not a readable XLSX file ({type(error).__name__}); {ACCEPTED}") from None


def _under_header(rows: Iterable[Sequence[Any]]) -> Iterator[Row]:
    """Yield the rows below the header, with cells by column name; a malformed row has a problem instead."""
    names: list[str] = []
    for number, row in enumerate(rows, start=1):
        if not names:
            if len(row) > _MOST_COLUMNS:
                raise UnreadableError(f"it has more than {_MOST_COLUMNS} columns; {ACCEPTED}")
            header = [_text(cell) for cell in row]
            names = header if any(header) else []
        elif (longest := max((len(cell) for cell in row if isinstance(cell, str)), default=0)) > _LONGEST_CELL:
            yield Row(number, {}, f"it has a cell of {longest:,} characters; the maximum is {_LONGEST_CELL:,}")
        elif any(cell not in (None, "") for cell in row[len(names) :]):
            yield Row(number, {}, f"it has {len(row)} cells, the header {len(names)}")
        else:
            named: dict[str, str] = {}
            for name, cell in zip(names, row, strict=False):
                named.setdefault(name, _text(cell))
            yield Row(number, named)


def _text(value: object) -> str:
    """Return a cell as text, blanks folded; a list of themes is joined as in one cell."""
    if isinstance(value, list):
        return ";".join(_text(one["name"] if isinstance(one, dict) and "name" in one else one) for one in value)
    if isinstance(value, datetime):
        return value.date().isoformat()
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return fold_blanks(str(value)) if isinstance(value, str | int | float) else ""
