"""`clausebot collect`."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from bot.cli import main
from retrieval.index.build import BuildReport
from tests.samples import OFFICIAL_1325

Run = Callable[..., tuple[int, str, str]]


@pytest.fixture
def run(
    library: Path,
    index: Path,
    build: Callable[[], BuildReport],
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> Run:
    """Run `clausebot collect` over an index of two resolutions; return the code and both outputs."""
    monkeypatch.setenv("CLAUSEBOT_LIBRARY", str(library))
    monkeypatch.setenv("CLAUSEBOT_INDEX", str(index))
    build()

    def run(*argv: str) -> tuple[int, str, str]:
        capsys.readouterr()
        code = main(["collect", *argv])
        captured = capsys.readouterr()
        return code, captured.out, captured.err

    return run


def test_clauses_are_kept_by_citation_or_id_and_listed_with_their_note(run: Run) -> None:
    assert run("add", "1325 OP 1", "S/RES/2331(2016)#3", "--note", "for the draft") == (
        0,
        "2 clauses kept in “kept”: S/RES/1325 (2000), OP 1; S/RES/2331 (2016), OP 3\n",
        "",
    )
    code, out, _ = run("list")
    assert code == 0
    assert "Urges Member States to ensure increased representation of women" in out
    assert out.count(": for the draft\n") == 2
    assert out.index("S/RES/1325 (2000), operative paragraph 1") < out.index("S/RES/2331 (2016), operative paragraph 3")


def test_a_citation_that_names_nothing_keeps_none_of_the_others_out(run: Run) -> None:
    code, out, err = run("add", "1325 OP 99", "nonsense", "2331 OP 2")
    assert code == 2
    assert out.startswith("3 clauses kept in “kept”: S/RES/2331 (2016), OP 2; S/RES/2331 (2016), OP 2 (a)")
    assert "error: no paragraph 99 of S/RES/1325 (2000) in this library" in err
    assert "error: no resolution number in 'nonsense'" in err


def test_what_is_taken_out_is_named_and_what_is_not_there_is_said(run: Run) -> None:
    run("add", "2331 OP 2", "1325 OP 1")
    code, out, err = run("remove", "2331 OP 2", "1325 OP 2")
    assert (code, out) == (
        0,
        "3 clauses taken out of “kept”: S/RES/2331 (2016), OP 2; S/RES/2331 (2016), OP 2 (a); "
        "S/RES/2331 (2016), OP 2 (b)\n",
    )
    assert "1325 OP 2 is not in the collection “kept”" in err
    assert run("remove", "2331 OP 2")[0] == 1
    assert [json.loads(line)["id"] for line in run("list", "--json")[1].splitlines()] == ["S/RES/1325(2000)#1"]


def test_what_changed_in_the_library_is_said_and_what_was_kept_stays(
    run: Run, library: Path, index: Path, build: Callable[[], BuildReport]
) -> None:
    run("add", "1325 OP 1", "1325 OP 2", "2331 OP 3")
    (library / "S_RES_1325.txt").write_text(OFFICIAL_1325.replace("increased representation", "full participation"))
    (library / "S_RES_2331.txt").unlink()
    build()
    records = [json.loads(line) for line in run("list", "--json")[1].splitlines()]
    assert [(record["id"], record["library"], record["now"]) for record in records] == [
        ("S/RES/1325(2000)#1", "changed", "S/RES/1325(2000)#1"),
        ("S/RES/1325(2000)#2", "same", "S/RES/1325(2000)#2"),
        ("S/RES/2331(2016)#3", "gone", None),
    ]
    assert "increased representation" in records[0]["text"]
    _, out, _ = run("list")
    assert out.count("The library quotes this paragraph differently now") == 1
    _, out, err = run("export", "--format", "csv")
    assert "increased representation" in out
    assert "S/RES/1325 (2000), OP 1: The library quotes this paragraph differently now" in err
    assert "S/RES/2331 (2016), OP 3: This paragraph is no longer in the library" in err
    assert "1 clause kept before, updated to the current words" in run("add", "1325 OP 1")[1]
    assert "full participation" in run("list")[1]


def test_what_is_kept_needs_no_index_to_be_read(run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    run("add", "1325 OP 1")
    monkeypatch.setenv("CLAUSEBOT_INDEX", str(tmp_path / "none"))
    code, out, err = run("list", "--json")
    assert (code, json.loads(out)["library"]) == (0, None)
    assert "not compared with the library: no index at" in err
    assert run("add", "1325 OP 2")[0] == 2


def test_collections_have_names_and_the_others_are_told_of(run: Run) -> None:
    run("add", "1325 OP 1", "--name", "draft")
    code, _, err = run("list")
    assert code == 1
    assert "nothing is kept in “kept”" in err
    assert "other collections: draft" in err
    assert run("list", "--name", "../x")[0] == 2


@pytest.mark.parametrize("ending", ["csv", "jsonl", "md", "xlsx", "docx", "bib", "json"])
def test_every_export_holds_what_is_kept(ending: str, run: Run, tmp_path: Path) -> None:
    run("add", "1325 OP 1", "--note", "noted")
    file = tmp_path / f"out.{ending}"
    assert run("export", "--output", str(file))[0] == 0
    assert file.stat().st_size > 200
    if ending not in ("xlsx", "docx"):
        text = file.read_text(encoding="utf-8")
        assert "increased representation of women at all decision-making levels" in text
        assert "noted" in text


def test_an_export_without_a_format_says_what_to_say(run: Run) -> None:
    run("add", "1325 OP 1")
    code, _, err = run("export")
    assert code == 2
    assert "no export format; give --output FILE with a known file extension, or --format" in err
