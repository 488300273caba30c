"""`clausebot compare`, on an index whose encoder is not needed."""

import io
import json
from collections.abc import Callable
from pathlib import Path

import pytest
from rich.console import Console

from bot.cli import main
from bot.console.comparison import comparison_block
from bot.console.difference import marked
from retrieval.agreed.compare import compare_resolutions
from retrieval.clauses.citation import parse_citation
from retrieval.index.build import BuildReport
from retrieval.index.generation import open_generation
from retrieval.wording.changes import PartKind
from tests.samples import OFFICIAL_1325

LATER = (
    OFFICIAL_1325.replace("1325 (2000)", "1888 (2009)")
    .replace("31 October 2000", "30 September 2009")
    .replace("special measures to protect women and girls", "measures to protect women, girls and boys")
    .replace("3.  Decides", "3.  Requests a report on \x1b[31mlighthouses;\n\n4.  Decides")
)


@pytest.fixture
def renewed(build: Callable[[], BuildReport], library: Path, index: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    (library / "later.txt").write_text(LATER, encoding="utf-8")
    build()
    monkeypatch.setenv("CLAUSEBOT_INDEX", str(index))
    return index


def _printed(index: Path, width: int) -> str:
    comparison = compare_resolutions(parse_citation("1325"), parse_citation("1888"), open_generation(index))
    output = io.StringIO()
    Console(file=output, width=width, highlight=False).print(comparison_block(comparison))
    return output.getvalue()


def test_in_a_narrow_terminal_a_change_stands_in_its_sentence(renewed: Path) -> None:
    said = _printed(renewed, 80)
    assert "Of the paragraphs, 3 kept, 1 changed, 0 only in 1325, 1 new." in said
    assert "take [−special−] measures to protect" in " ".join(said.split())
    assert "OP 3 → OP 4  kept  Decides to remain actively seized" in said
    assert "␛[31mlighthouses" in said
    assert max(map(len, said.splitlines())) <= 80


def test_blanks_alone_get_no_marks() -> None:
    assert marked(PartKind.ADDED, " ").plain == " "
    assert marked(PartKind.REMOVED, " all ").plain == " [−all−] "


def test_in_a_wide_terminal_the_two_stand_side_by_side(renewed: Path) -> None:
    [row] = [line for line in _printed(renewed, 130).splitlines() if line.count("Calls on all parties") > 0]
    assert row.count("Calls on all parties") == 2


def test_the_older_comes_first_whatever_the_order(renewed: Path, capsys: pytest.CaptureFixture[str]) -> None:
    said = []
    for order in (("1325", "1888"), ("S/RES/1888 (2009)", "UNSCR 1325")):
        assert main(["compare", *order, "--json"]) == 0
        said.append(json.loads(capsys.readouterr().out))
    assert said[0] == said[1]
    assert (said[0]["old"], said[0]["new"]) == ("S/RES/1325 (2000)", "S/RES/1888 (2009)")
    assert [row["kind"] for row in said[0]["paragraphs"]] == ["kept", "kept", "changed", "new", "kept"]


def test_files_are_written_whole_and_what_is_written_is_said(
    renewed: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    page, text = tmp_path / "c.html", tmp_path / "c.md"
    assert main(["compare", "1325", "1888", "--html", str(page), "--markdown", str(text)]) == 0
    printed = capsys.readouterr()
    assert (printed.out, printed.err) == ("", f"written to {page}\nwritten to {text}\n")
    assert page.read_text(encoding="utf-8").startswith("<!doctype html>")
    assert text.read_text(encoding="utf-8").startswith(
        "<!-- Clausebot export -->\n\n# S/RES/1325 (2000) and S/RES/1888"
    )
    assert main(["compare", "1325", "1888", "--html", str(tmp_path / "none" / "c.html")]) == 2
    assert "cannot be written (No such file or directory)" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("one", "other", "reason"),
    [
        ("1325", "9999", "no resolution S/RES/9999 in this library"),
        ("1325", "1325", "both are S/RES/1325 (2000); name two resolutions"),
        ("1325 OP 2", "1888", "S/RES/1325, OP 2 is a paragraph; resolutions are compared as a whole"),
    ],
)
def test_what_cannot_be_compared_is_said(
    one: str, other: str, reason: str, renewed: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["compare", one, other]) == 2
    assert reason in capsys.readouterr().err
