"""Tables: what a row gives, which rows are refused, and that every quote is proved from the bytes."""

import csv
import io
import json
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from bot.cli import main
from retrieval.clauses.clause import ClauseKind, Labeller, ThemeLabel
from retrieval.errors import LibraryError, UnreadableError
from retrieval.index.build import build_index
from retrieval.index.verify import verify_index
from retrieval.library.library import Library, read_library
from retrieval.readers.document import ParsedFile
from retrieval.readers.read import quotable, read_documents
from retrieval.readers.source import quote
from tests.fakes import FakeEncoder
from tests.samples import OFFICIAL_2331, PAGE_2331, write_library

Table = list[list[Any]]

HEADER = ["Citation", "Themes", "Lead-in", "Text"]
ROWS = [
    ["S/RES/2331 (2016), OP 2 (a)", "SGBV; Protection", "Calls upon “all”:", 'To stop, "at once",\nall of it;'],
    ["1325 (2000) PP1", "", "", "Expressing concern \N{EM DASH} deeply,"],
]


def _csv(table: Table, delimiter: str = ",") -> bytes:
    text = io.StringIO(newline="")
    csv.writer(text, delimiter=delimiter).writerows(table)
    return text.getvalue().encode()


def _jsonl(table: Table) -> bytes:
    header, *rows = table
    return "\n".join(json.dumps(dict(zip(header, row, strict=True))) for row in rows).encode()


def _xlsx(table: Table) -> bytes:
    workbook = openpyxl.Workbook()
    assert workbook.active
    for row in table:
        workbook.active.append(row)
    data = io.BytesIO()
    workbook.save(data)
    return data.getvalue()


WRITERS: dict[str, Callable[[Table], bytes]] = {"csv": _csv, "jsonl": _jsonl, "xlsx": _xlsx}
forms = pytest.mark.parametrize("form", WRITERS)


def _quotes(reading: ParsedFile, data: bytes) -> list[tuple[str, str]]:
    """Return the quotes of a reading, from nothing but the bytes, the form and the spans."""
    text, form = quotable(data, reading.source.form), reading.source.form
    return [
        (
            quote(text, paragraph.lead_in_spans, form=form, encoding="utf-8"),
            quote(text, paragraph.spans, form=form, encoding="utf-8"),
        )
        for document in reading.documents
        for paragraph in document.paragraphs
    ]


def _library(folder: Path, data: bytes, form: str, **documents: str) -> Library:
    write_library(folder, **documents)
    (folder / f"table.{form}").write_bytes(data)
    return read_library(folder)


@forms
def test_each_row_is_a_clause_of_the_resolution_it_names(form: str, tmp_path: Path) -> None:
    first, second = _library(tmp_path, WRITERS[form]([HEADER, *ROWS]), form).clauses
    assert (first.id, first.kind, first.text) == (
        "S/RES/1325(2000)#PP1",
        ClauseKind.PREAMBULAR,
        "Expressing concern \N{EM DASH} deeply,",
    )
    assert (second.id, second.lead_in, second.text) == (
        "S/RES/2331(2016)#2(a)",
        "Calls upon “all”:",
        'To stop, "at once", all of it;',
    )
    assert second.themes == (
        ThemeLabel("Sexual and Gender-Based Violence", Labeller.USER),
        ThemeLabel("Protection", Labeller.USER),
    )


_CELL = st.text(st.characters(exclude_categories=["Cs", "Cc"]), max_size=40) | st.text('",;\t\n\\a“=', max_size=12)


@given(st.lists(_CELL, min_size=1, max_size=5), st.sampled_from(["csv", "jsonl"]))
@example(['a "quoted" word', "a\\nb \\u0041", ";"], "csv")
@example(['a "quoted" word', "a\\nb \\u0041"], "jsonl")
def test_a_quote_is_the_cell_and_is_proved_from_the_bytes(texts: list[str], form: str) -> None:
    rows = [[f"S/RES/2331 (2016), OP {n}", "", "", f"words {text}"] for n, text in enumerate(texts, start=1)]
    data = WRITERS[form]([HEADER, *rows])
    reading = read_documents(f"table.{form}", data)
    assert _quotes(reading, data) == [("", " ".join(row[-1].split())) for row in rows]


@forms
def test_an_index_of_a_table_is_proved_and_fails_once_a_cell_is_changed(form: str, tmp_path: Path) -> None:
    library = _library(tmp_path / "library", WRITERS[form]([HEADER, *ROWS]), form)
    build_index(library, encoder=FakeEncoder(), index=tmp_path / "index", shared=tmp_path / "encoders")
    assert verify_index(tmp_path / "index", library.root) == []
    altered = [HEADER, [*ROWS[0][:3], "To stop some of it;"], ROWS[1]]
    (library.root / f"table.{form}").write_bytes(WRITERS[form](altered))
    problems = verify_index(tmp_path / "index", library.root)
    assert any(problem.startswith("S/RES/2331(2016)#2(a): table.") for problem in problems)


@pytest.mark.parametrize(
    ("header", "row", "clause_id"),
    [
        ("resolution,paragraph,text,kind,date", "2331,2 (a),x,,2016-12-20", "S/RES/2331(2016)#2(a)"),
        ("resolution,paragraph,text", "2331,2 (a),x", "S/RES/2331(2016)#2(a)"),
        ("citation,text", "UNSCR 2331 OP 2 (a),x", "S/RES/2331(2016)#2(a)"),
        ("TEXT;Para.;Symbol;Type", "x;4;S/RES/2331 (2016);preambular", "S/RES/2331(2016)#PP4"),
        ("Symbol\tNumber\tKind\tWording", "S/RES/1454(2002)\tB.3\tannex\tx", "S/RES/1454(2002)#annex-B.3"),
        ("id,text", "S/RES/2331(2016)#2(a),x", "S/RES/2331(2016)#2(a)"),
        ("id,text", "S/RES/2331(2016)#unnumbered-3,x", "S/RES/2331(2016)#unnumbered-1"),
        (
            "citation,text",
            '"S/RES/2331 (2016), paragraph not numbered in this source",x',
            "S/RES/2331(2016)#unnumbered-1",
        ),
    ],
)
def test_columns_stand_in_any_order_and_usual_spelling(header: str, row: str, clause_id: str, tmp_path: Path) -> None:
    [clause] = _library(tmp_path, f"{header}\n{row}\n".encode(), "csv").clauses
    assert (clause.id, clause.text) == (clause_id, "x")


BAD_ROWS = {
    ",,,words": "it names no resolution",
    "9999 OP 1,,,words": "it gives neither year nor date of resolution 9999, and the library has no text of it",
    "S/RES/2331 (2016),,2,": "it has no text",
    "S/RES/2331 (2016) OP 1,,2,words": "its cells name two paragraphs: 1 and 2",
    "S/RES/2331 (2016) OP 1,preambular,,words": "its kind is preambular, its paragraph 1 is operative",
    "S/RES/2331 (2016) OP 1,sonnet,,words": "its kind is 'sonnet'",
    "S/RES/2331 (2016) OP 1,,,words,more": "it has 5 cells, the header 4",
    f"S/RES/2331 (2016),,1,{'x' * 140_000}": "it has a cell of 140,000 characters; the maximum is 100,000",
    "S/RES/2331 (2016) OP 9,,,other words": "row 2 is the same paragraph in other words",
}


@pytest.mark.parametrize("row", BAD_ROWS, ids=list(BAD_ROWS.values()))
def test_a_row_that_cannot_be_used_is_named_and_stops_no_other(row: str, tmp_path: Path) -> None:
    good = ["S/RES/2331 (2016) OP 9,,,good words", "S/RES/2331 (2016) OP 10,,,more words"]
    data = "\n".join(["citation,kind,paragraph,text", good[0], row, good[1]]).encode()
    library = _library(tmp_path, data, "csv")
    assert [clause.text for clause in library.clauses] == ["good words", "more words"]
    [remark] = library.remarks
    assert str(remark).startswith(f"table.csv: row 3: {BAD_ROWS[row]}")


BAD_LINES = {
    "{": "it is no JSON (JSONDecodeError)",
    "[1]": "it is no JSON object",
    f'{{"text": "{"x" * 1_000_000}"}}': "it has 1,000,012 characters",
    "[" * 99_999: "it is no JSON (RecursionError)",
    '{"citation": "S/RES/2331 (2016) OP 1", "text": "\\ud800"}': "it holds half a character",
}


@pytest.mark.parametrize("line", BAD_LINES, ids=list(BAD_LINES.values()))
def test_a_line_that_is_no_object_is_named_and_stops_no_other(line: str, tmp_path: Path) -> None:
    data = b'{"citation": "S/RES/2331 (2016) OP 9", "text": "good words"}\n' + line.encode()
    library = _library(tmp_path, data, "jsonl")
    assert [clause.text for clause in library.clauses] == ["good words"]
    assert [str(remark) for remark in library.remarks] == [f"table.jsonl: row 2: {BAD_LINES[line]}"]


def test_columns_that_tell_nothing_are_named(tmp_path: Path) -> None:
    library = _library(tmp_path, b"citation,text,mood,text\nS/RES/2331 (2016) OP 1,words,glad,no\n", "csv")
    assert [str(remark) for remark in library.remarks] == ["table.csv: columns left aside: mood"]
    assert library.clauses[0].text == "words"


def test_the_owner_of_a_library_says_which_column_is_which(tmp_path: Path) -> None:
    """What columns.toml says goes before the usual spellings, and of one file before what it says of all."""
    told = 'themes = ["Topic", "Subject"]\ncitation = "Fundstelle"\n["b.csv"]\ntext = "Paragraph"\ndate = "Topic"\n'
    (tmp_path / "columns.toml").write_text(told, encoding="utf-8")
    (tmp_path / "a.csv").write_text("Fundstelle;Text;Subject\nS/RES/2331 (2016) OP 1;one;Protection\n")
    (tmp_path / "b.csv").write_text("Fundstelle;Topic;Paragraph\nS/RES/2331 (2016) OP 2;2016-12-20;two\n")
    library = read_library(tmp_path)
    assert library.refused == library.remarks == ()
    assert [(clause.paragraph, clause.text) for clause in library.clauses] == [("1", "one"), ("2", "two")]
    assert [label.name for label in library.clauses[0].themes] == ["Protection"]
    assert str(library.clauses[1].date) == "2016-12-20"
    (tmp_path / "columns.toml").unlink()
    assert "or a columns.toml in the library" in read_library(tmp_path).refused[0].text


@pytest.mark.parametrize("told", ["text = 3", "wording = 'Text'", "text = [", "['a.csv']\ntext = [1]"])
def test_a_wrong_columns_file_is_an_error_that_says_what_it_should_be(told: str, tmp_path: Path) -> None:
    (tmp_path / "columns.toml").write_text(told)
    with pytest.raises(LibraryError, match=r"columns.toml: .*expected lines such as text = .*lead_in"):
        read_library(tmp_path)


@forms
def test_countries_of_a_table_are_those_of_its_resolutions(form: str, tmp_path: Path) -> None:
    rows = [["S/RES/2331 (2016) OP 1", "one", "Mali; Niger"], ["S/RES/2331 (2016) OP 2", "two", "Mali;Chad"]]
    library = _library(tmp_path, WRITERS[form]([["citation", "text", "countries"], *rows]), form)
    assert [clause.countries for clause in library.clauses] == [("Mali", "Niger", "Chad")] * 2


def test_a_table_lends_its_labels_to_the_official_text(tmp_path: Path) -> None:
    data = _csv([HEADER, ["2331 (2016) OP 1", "Protection", "", "Condemns in the strongest terms all instances"]])
    library = _library(tmp_path, data, "csv", official=OFFICIAL_2331)
    [labelled] = [clause for clause in library.clauses if clause.themes]
    assert labelled.source.file == "official.txt"
    assert labelled.themes == (ThemeLabel("Protection", Labeller.USER),)


@forms
def test_what_was_exported_is_read_back(form: str, tmp_path: Path) -> None:
    guarded = PAGE_2331.replace("That have not yet", "- that have not yet")
    library = read_library(write_library(tmp_path / "library", page=guarded))
    out = tmp_path / "again" / f"table.{form}"
    out.parent.mkdir()
    assert main(["clauses", "--library", str(library.root), "--output", str(out)]) == 0
    again = read_library(out.parent).clauses
    assert [(c.id, c.text, c.lead_in, c.date) for c in again] == [
        (c.id, c.text, c.lead_in, c.date) for c in library.clauses
    ]
    assert [[label.name for label in c.themes] for c in again] == [
        [label.name for label in c.themes] for c in library.clauses
    ]


def test_a_formula_is_never_computed(tmp_path: Path) -> None:
    data = _xlsx([HEADER, ROWS[0], ["S/RES/2331 (2016) OP 3", "", "", '="made"&"up"']])
    library = _library(tmp_path, data, "xlsx")
    assert [clause.paragraph for clause in library.clauses] == ["2(a)"]
    assert [str(remark) for remark in library.remarks] == ["table.xlsx: row 3: it has no text"]


def _repacked(change: Callable[[str, bytes], bytes]) -> bytes:
    data = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(_xlsx([HEADER, *ROWS]))) as old,
        zipfile.ZipFile(data, "w", zipfile.ZIP_DEFLATED) as new,
    ):
        for name in old.namelist():
            new.writestr(name, change(name, old.read(name)))
    return data.getvalue()


def _filled(name: str, part: bytes) -> bytes:
    """Return a sheet of many small cells in the place of a sheet."""
    if name != "xl/worksheets/sheet1.xml":
        return part
    cells = b"<row>" + b"<c><v>1</v></c>" * 60 + b"</row>"
    main = b"http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    return b'<worksheet xmlns="' + main + b'"><sheetData>' + cells * 11_000 + b"</sheetData></worksheet>"


BAD_FILES: dict[str, tuple[str, Callable[[], bytes], str]] = {
    "a bomb": ("xlsx", lambda: _repacked(lambda name, part: part + b" " * 30_000_000), "it unpacks to more than 64 MB"),
    "entities": (
        "xlsx",
        lambda: _repacked(lambda name, part: part.replace(b"<worksheet", b"<!DOCTYPE x []><worksheet", 1)),
        "its XML declares a document type",
    ),
    "no ZIP": ("xlsx", lambda: b"PK\3\4 nothing", "it is not a readable XLSX file"),
    "no workbook": ("xlsx", lambda: _repacked(lambda name, part: b"<x/>"), "it is not a readable XLSX file"),
    "no columns": ("csv", lambda: b"milk,bread\n1,2\n", "its columns are milk, bread; a table needs text"),
    "no rows": ("csv", lambda: b"citation,text\n", "its columns are none"),
    "no good row": ("csv", lambda: b"citation,text\nbread,x\n", "none of its rows can be used (row 2: no resolution"),
    "no JSON": ("jsonl", lambda: b"milk\nbread", "its columns are none"),
    "too wide": ("csv", lambda: b"citation,text" + b"," * 9_000_000, "it has more than 64 columns"),
    "too many cells": ("xlsx", lambda: _repacked(_filled), "it has more than 600,000 cells"),
    "endless": ("jsonl", lambda: b"1\n" * 100_001, "it has more than 100,000 rows"),
}


@pytest.mark.parametrize("bad", BAD_FILES)
def test_a_file_that_is_no_table_of_clauses_is_refused_with_the_reason(bad: str) -> None:
    form, data, reason = BAD_FILES[bad]
    with pytest.raises(UnreadableError) as refused:
        read_documents(f"table.{form}", data())
    assert str(refused.value).startswith(reason)


_WHOLE = {form: write([HEADER, *ROWS]) for form, write in WRITERS.items()}
_CHANGES = st.lists(st.tuples(st.floats(0, 1, exclude_max=True), st.binary(max_size=4), st.integers(0, 40)), max_size=6)


def _damaged(data: bytes, changes: list[tuple[float, bytes, int]]) -> bytes:
    """Put other bytes in the place of some, at parts of the length."""
    for part, fresh, gone in changes:
        at = int(part * len(data))
        data = data[:at] + fresh + data[at + gone :]
    return data


@given(st.sampled_from(sorted(WRITERS)), _CHANGES)
@settings(max_examples=300, deadline=None)
@example("xlsx", [(0.99, b"", 40)])
def test_a_damaged_table_is_read_or_refused(form: str, changes: list[tuple[float, bytes, int]]) -> None:
    data = _damaged(_WHOLE[form], changes)
    try:
        reading = read_documents(f"table.{form}", data)
    except UnreadableError:
        return
    assert all(text for _, text in _quotes(reading, data))
