"""`clausebot clauses --format`: what other programs read back."""

import csv
import io
import json
import os
import subprocess
import sys
import zipfile
from dataclasses import replace
from datetime import date
from pathlib import Path

import openpyxl
import pytest

from bot.cli import main
from bot.command_line.parser import build_parser
from bot.export.formats import Entry, Format
from bot.export.row import HEADER
from bot.export.target import ExportError
from bot.export.write import export
from retrieval.clauses.clause import Labeller, ThemeLabel
from retrieval.library.library import read_library
from tests.retrieval.made_clauses import clause
from tests.samples import OFFICIAL_1325, OFFICIAL_2331, PAGE_2331, write_library

ROOT = Path(__file__).resolve().parents[3]
FORMULA = '=HYPERLINK("http://x.org","Condemns") in the strongest terms'


@pytest.fixture
def library(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = tmp_path / "library"
    monkeypatch.setenv("CLAUSEBOT_LIBRARY", str(folder))
    return write_library(folder, a=OFFICIAL_1325, b=OFFICIAL_2331, page=PAGE_2331)


def _jsonl(capsys: pytest.CaptureFixture[str], *argv: str) -> str:
    capsys.readouterr()
    assert main(["clauses", "--json", *argv]) == 0
    return capsys.readouterr().out


def _table(path: Path) -> list[dict[str, str]]:
    if path.suffix == ".csv":
        return list(csv.DictReader(io.StringIO(path.read_text(encoding="utf-8"), newline="")))
    sheet = openpyxl.load_workbook(path)["Clauses"]
    header, *rows = [[cell.value or "" for cell in row] for row in sheet]
    return [dict(zip(map(str, header), map(str, row), strict=True)) for row in rows]


@pytest.mark.parametrize("ending", ["csv", "xlsx"])
def test_a_table_holds_every_clause_with_its_words_and_themes(
    ending: str, library: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    records = [json.loads(line) for line in _jsonl(capsys, "--resolution", "2331", "--kind", "operative").splitlines()]
    path = tmp_path / f"out.{ending}"
    assert main(["clauses", "--resolution", "2331", "--kind", "operative", "--output", str(path)]) == 0
    rows = _table(path)
    assert [row["id"] for row in rows] == [record["id"] for record in records]
    for row, record in zip(rows, records, strict=True):
        for name in ("citation", "date", "kind", "paragraph", "lead_in", "text", "url"):
            assert row[name] == record[name]
        assert row["themes"] == ";".join(theme["name"] for theme in record["themes"])


def test_json_lines_are_those_of_json(library: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "out.jsonl"
    assert main(["clauses", "--format", "jsonl", "--output", str(path)]) == 0
    assert path.read_text(encoding="utf-8") == _jsonl(capsys)


def test_markdown_quotes_each_clause_with_its_citation(library: Path, capsys: pytest.CaptureFixture[str]) -> None:
    capsys.readouterr()
    assert main(["clauses", "--format", "markdown", "--resolution", "2331", "--theme", "Implementation"]) == 0
    assert capsys.readouterr().out == (
        "<!-- Clausebot export -->\n\n**S/RES/2331 (2016), operative paragraph 2 (a)** · 20 December 2016\n\n"
        "> *Calls upon Member States:*\n>\n"
        "> That have not yet done so, to consider as a matter of priority ratifying or acceding to the Convention;\n\n"
        "Themes: Implementation\n\n<https://undocs.org/S/RES/2331(2016)>\n\n"
        "Cite as: Security Council resolution 2331 (2016), para. 2 (a).\n"
    )


@pytest.mark.parametrize("form", [Format.CSV, Format.XLSX])
def test_no_cell_of_a_document_is_a_formula(form: Format, tmp_path: Path) -> None:
    path = tmp_path / f"out.{form}"
    odd = [clause("S/RES/2331(2016)#1", FORMULA), clause("S/RES/2331(2016)#2", "#N/A")]
    export([Entry(replace(one, lead_in="@SUM(1)")) for one in odd], form=form, output=path)
    rows = _table(path)
    assert [(row["lead_in"], row["text"]) for row in rows] == [("'@SUM(1)", f"'{FORMULA}"), ("'@SUM(1)", "#N/A")]
    if form is Format.XLSX:
        types = {cell.data_type for row in openpyxl.load_workbook(path)["Clauses"] for cell in row}
        assert types <= {"s", "inlineStr", "n"}, "texts and empty cells only"


def test_every_cell_of_csv_is_quoted_as_spreadsheets_also_part_cells_at_semicolons_and_tabs(tmp_path: Path) -> None:
    path = tmp_path / "out.csv"
    export([Entry(clause("S/RES/2331(2016)#1", 'Condemns;=1+1;\t="2"'))], form=Format.CSV, output=path)
    [_, row] = path.read_text("utf-8").splitlines()
    assert row.startswith('"S/RES/2331(2016)#1","S/RES/2331 (2016), operative paragraph 1",')
    assert ',"Condemns;=1+1;␉=""2""",' in row


def test_names_in_one_cell_are_read_back_as_they_were(tmp_path: Path) -> None:
    hostile = replace(clause("S/RES/2331(2016)#1", "Condemns;"), countries=("Mali", "=3", "'quoted"))
    path = tmp_path / "out.csv"
    export([Entry(hostile)], form=Format.CSV, output=path)
    [read] = read_library(tmp_path).clauses
    assert read.countries == hostile.countries


NO_CHARACTERS = "".join(map(chr, (*range(0x20), 0x7F, 0x9B, 0xD800, 0xDFFF, 0xFDD0, 0xFDEF, 0xFFFE, 0xFFFF, 0x10FFFE)))


@pytest.mark.parametrize("form", Format)
def test_every_format_is_a_choice_of_the_commands_that_write(form: Format) -> None:
    for command in ("clauses", "collect export"):
        assert build_parser().parse_args([*command.split(), "--format", form.value]).format == form


@pytest.mark.parametrize("form", Format)
def test_every_format_can_hold_what_is_no_character(form: Format, tmp_path: Path) -> None:
    label = ThemeLabel(f"Theme {NO_CHARACTERS}", Labeller.USER)
    hostile = replace(clause("S/RES/2331(2016)#1", f"Condemns {NO_CHARACTERS} bread"), themes=(label,))
    path = tmp_path / "out"
    entry = Entry(replace(hostile, countries=(NO_CHARACTERS,)), kept=date(2026, 1, 1), note=NO_CHARACTERS)
    export([entry], form=form, output=path)
    data = path.read_bytes()
    if zipfile.is_zipfile(path):
        with zipfile.ZipFile(path) as packed:
            data = b"".join(packed.read(name) for name in packed.namelist() if name.endswith(".xml"))
        assert form in (Format.XLSX, Format.DOCX)
    assert b"Condemns" in data
    assert not {"\x1b", "\x9b", "\x7f", "\ud800"} & set(data.decode())
    if form is not Format.JSONL:  # which has every character as it is
        assert not {"\ufffe", "\uffff", "\ufdd0", "\ufdef", "\U0010fffe"} & set(data.decode())


def test_a_clause_too_long_for_a_cell_is_refused_and_not_cut(tmp_path: Path) -> None:
    path = tmp_path / "out.xlsx"
    with pytest.raises(ExportError, match=r"S/RES/2331\(2016\)#1 is too long for a cell of XLSX; use --format csv"):
        export([Entry(clause("S/RES/2331(2016)#1", "word " * 7000))], form=Format.XLSX, output=path)
    assert list(tmp_path.iterdir()) == []


def test_a_failed_export_leaves_the_earlier_file(tmp_path: Path) -> None:
    path = tmp_path / "out.xlsx"
    export([Entry(clause("S/RES/2331(2016)#1"))], form=Format.XLSX, output=path)
    before = path.read_bytes()
    with pytest.raises(ExportError):
        export([Entry(clause("S/RES/2331(2016)#1", "x" * 40_000))], form=Format.XLSX, output=path)
    assert path.read_bytes() == before


def test_xlsx_goes_down_a_pipe_and_to_no_terminal(library: Path, tmp_path: Path) -> None:
    command = [sys.executable, "-m", "bot", "clauses", "--format", "xlsx", "--library", str(library)]
    piped = subprocess.run(command, capture_output=True, cwd=ROOT, check=True)
    (tmp_path / "out.xlsx").write_bytes(piped.stdout)
    assert len(_table(tmp_path / "out.xlsx")) == 11
    ours, theirs = os.openpty()
    shown = subprocess.run(command, stdout=theirs, stderr=subprocess.PIPE, text=True, cwd=ROOT, check=False)
    os.close(theirs)
    os.close(ours)
    assert shown.returncode == 2
    assert "a terminal cannot show XLSX; name a file with --output" in shown.stderr


@pytest.mark.parametrize(
    ("argv", "reason"),
    [
        (["--json", "--format", "csv"], "contradict each other"),
        (["--output", "out.doc"], "ends in none of .csv, .jsonl"),
        (["--output", "no/such/folder.csv"], "cannot be written (No such file or directory)"),
    ],
)
def test_what_cannot_be_written_is_said(
    argv: list[str], reason: str, library: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["clauses", *argv]) == 2
    assert reason in capsys.readouterr().err


def test_nothing_found_gives_a_table_of_its_header_and_replaces_no_file(
    library: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "out.csv"
    assert main(["clauses", "--kind", "annex", "--output", str(path)]) == 1
    assert path.read_bytes().decode() == ",".join(HEADER) + "\r\n"
    path.write_text("of yesterday")
    assert main(["clauses", "--kind", "annex", "--output", str(path)]) == 1
    assert path.read_text() == "of yesterday"
    assert f"no clause is within these limits; {path} is unchanged\n" in capsys.readouterr().err


def test_headings_are_of_word_documents_alone(
    library: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for name, code in (("out.docx", 0), ("out.csv", 2)):
        assert main(["clauses", "--output", str(tmp_path / name), "--headings", "theme"]) == code
    assert "csv has no headings; leave --headings out, or use --format docx" in capsys.readouterr().err
    assert not (tmp_path / "out.csv").exists()
