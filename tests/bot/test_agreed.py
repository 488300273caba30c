"""Precedents and histories as JSON, on a terminal, and as pictures."""

import io
import json
import sys
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from rich.console import Console, RenderableType

from bot.agreed_wording import nothing_agreed
from bot.assistant import Assistant
from bot.cli import main
from bot.console.agreed import history_block, precedents_block
from bot.plot import PlotError, check_plot, plot_history
from retrieval.clauses.filters import NO_LIMITS, Filters
from retrieval.index.folder import FolderPlace
from retrieval.index.generation import Generation
from tests.fakes import FakeEncoder
from tests.retrieval.agreed.council import SEIZED, build_council, text_of
from tests.samples import write_library


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("council")


@pytest.fixture(scope="module")
def council(folder: Path) -> Generation:
    return build_council(folder)


@pytest.fixture(scope="module")
def assistant(folder: Path, council: Generation) -> Assistant:
    return Assistant(FolderPlace(folder / "index"), council, FakeEncoder())


def _shown(block: RenderableType, *, colour: bool = False, width: int = 100) -> str:
    file = io.StringIO()
    Console(file=file, width=width, force_terminal=colour, color_system="standard" if colour else None).print(block)
    return file.getvalue()


def test_precedents_say_in_json_how_each_clause_is_like_the_text_and_where(assistant: Assistant) -> None:
    record = assistant.precedents("1379 OP 2", 5).as_record()
    assert json.loads(json.dumps(record)) == record
    assert record["given"] == {"text": "Decides to remain actively seized of this matter.", "id": "S/RES/1379(2001)#2"}
    assert record["filters"]["until"] == "2001-11-20"
    assert record["counts"] == {
        "identical": 1,
        "near-identical": 1,
        "partly identical": 0,
        "same substance": record["counts"]["same substance"],
    }
    assert record["first"] == {"id": "S/RES/1261(1999)#2", "date": "1999-08-25"}
    same, near, *_ = record["precedents"]
    assert (same["likeness"], same["id"], same["first_appearance"]) == ("identical", "S/RES/1314(2000)#2", False)
    assert same["difference"] == [{"kind": "kept", "given": [0, 49], "clause": [0, 49]}]
    assert (near["likeness"], near["id"], near["first_appearance"]) == ("near-identical", "S/RES/1261(1999)#2", True)
    assert near["also"] == ["S/RES/1265(1999)#1", "S/RES/1325(2000)#2"]
    assert [(part["kind"], near["text"][slice(*part["clause"])]) for part in near["difference"]] == [
        ("kept", "Decides to remain actively seized of "),
        ("removed", ""),
        ("added", "the"),
        ("kept", " matter."),
    ]


def test_a_history_says_in_json_what_each_step_changes(assistant: Assistant) -> None:
    record = assistant.history("1261 OP 1").as_record()
    assert (record["by"], record["answered"], record["clauses"]) == ("chain", True, [])
    first, second, *_ = record["steps"]
    assert (first["id"], first["before"], first["difference"]) == ("S/RES/1261(1999)#1", None, [])
    assert (second["id"], second["before"]) == ("S/RES/1314(2000)#1", "S/RES/1261(1999)#1")
    changed = [part for part in second["difference"] if part["kind"] != "kept"]
    assert [(part["kind"], first["text"][slice(*part["before"])]) for part in changed] == [
        ("removed", "conflicts"),
        ("added", ""),
    ]


def test_a_phrase_that_clauses_have_is_counted_by_its_words_unless_its_meaning_is_asked_for(
    assistant: Assistant,
) -> None:
    by_words = assistant.history("participation of widows").as_record()
    assert by_words["by"] == "words"
    assert [(year["year"], len(year["clauses"])) for year in by_words["years"]] == [
        (2000, 1), (2001, 0), (2002, 0), (2003, 1),
    ]  # fmt: skip
    assert [clause["id"] for clause in by_words["clauses"]] == ["S/RES/1325(2000)#1", "S/RES/1460(2003)#2"]
    assert assistant.history("participation of widows", by_meaning=True).as_record()["by"] == "meaning"
    assert assistant.history("how do widows participate").as_record()["by"] == "meaning"


def test_a_terminal_shows_what_differs_with_marks_that_need_no_colour(assistant: Assistant) -> None:
    found = assistant.precedents("1379 OP 2", 5)
    plain = _shown(precedents_block(found))
    assert "Decides to remain actively seized of [−this−][+the+] matter." in plain
    assert "S/RES/1261 (1999), operative paragraph 2  25 August 1999  first appearance" in plain
    coloured = _shown(precedents_block(found), colour=True)
    assert "\x1b[31m[−this−]\x1b[0m" in coloured
    assert "\x1b[32m[+the+]\x1b[0m" in coloured
    assert "\x1b[36m  │ \x1b[0mDecides to remain" in coloured, "what stays has no colour"


def test_identical_clauses_are_quoted_once(assistant: Assistant) -> None:
    assert _shown(precedents_block(assistant.precedents(SEIZED, 5))).count(SEIZED) == 1


def test_a_chain_shows_what_takes_a_clause_over_unchanged_beside_it(assistant: Assistant) -> None:
    shown = _shown(history_block(assistant.history("1261 OP 1")))
    assert "to armed [−conflicts−][+conflict+] to ensure" in shown
    assert "unchanged in S/RES/1460 (2003), OP 1" in shown
    assert shown.count("S/RES/1460") == 1, "it has no words of its own to show"


def test_years_are_drawn_in_the_terminal(assistant: Assistant) -> None:
    lines = _shown(history_block(assistant.history("participation of widows"))).splitlines()
    assert lines[0] == "2 clauses of 2 resolutions with the words “participation of widows”"
    assert [line.split()[0] for line in lines[2:6]] == ["2000", "2001", "2002", "2003"]
    assert "█" * 28 + " 1 S/RES/1325 (2000), OP 1" in lines[2]
    assert lines[3].split() == ["2001", "0"]
    narrow = _shown(history_block(assistant.history("participation of widows")), width=40).splitlines()
    assert "█" not in "".join(narrow)
    assert "2000  1 S/RES/1325 (2000), OP 1" in "\n".join(line.rstrip() for line in narrow)


def test_control_codes_of_a_draft_are_not_obeyed(assistant: Assistant) -> None:
    draft = "Decides\x1b[2J to remain actively seized of the matter"
    assert "\x1b" not in _shown(precedents_block(assistant.precedents(draft, 5)))


def test_a_picture_has_title_axes_units_and_source_and_is_the_same_each_time(
    assistant: Assistant, council: Generation, tmp_path: Path
) -> None:
    history = assistant.history("participation of widows")
    one, other = tmp_path / "one.svg", tmp_path / "other.svg"
    for path in (one, other):
        plot_history(history, council.manifest, path)
    drawn = one.read_text(encoding="utf-8")
    for text in ("Clauses with the words “participation of widows”", "year of adoption", "clauses (number)"):
        assert text in drawn
    assert "Source: UN Security Council resolutions, 21 clauses of 7 resolutions, 1999 to 2003" in drawn
    assert other.read_text(encoding="utf-8") == drawn
    assert [path.name for path in tmp_path.iterdir() if path.name.startswith(".")] == []


def test_a_chain_is_drawn_in_words(assistant: Assistant, council: Generation, tmp_path: Path) -> None:
    plot_history(assistant.history("1261 OP 1"), council.manifest, tmp_path / "chain.svg")
    drawn = (tmp_path / "chain.svg").read_text(encoding="utf-8")
    for text in ("How S/RES/1261 (1999), OP 1 was carried on", "words (number)", "1314 (2000), OP 1", "removed"):
        assert text in drawn
    plot_history(assistant.history("1261 OP 1"), council.manifest, tmp_path / "chain.PNG")
    assert (tmp_path / "chain.PNG").read_bytes().startswith(b"\x89PNG")


def test_what_was_typed_is_no_formula_in_a_picture(assistant: Assistant, council: Generation, tmp_path: Path) -> None:
    history = assistant.history("$\\frac{seized$ \x1b of a matter?", by_meaning=True)
    plot_history(history, council.manifest, tmp_path / "typed.svg")
    assert "$\\frac{seized$" in (tmp_path / "typed.svg").read_text(encoding="utf-8")


def test_pictures_that_cannot_be_drawn_are_refused_before_anything_is_looked_for(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with pytest.raises(PlotError, match=r"ends in none of \.png, \.svg"):
        check_plot(tmp_path / "picture.txt")
    with pytest.raises(PlotError, match="there is no folder"):
        check_plot(tmp_path / "none" / "picture.png")
    monkeypatch.setitem(sys.modules, "matplotlib", None)
    with pytest.raises(PlotError, match=r"pip install 'clausebot\[plot\]'"):
        check_plot(tmp_path / "picture.png")


def test_the_commands_answer_like_grep(
    tmp_path: Path, compiling_once: None, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    texts = {"a": text_of(1325, "31 October 2000", [SEIZED]), "b": text_of(1820, "19 June 2008", [SEIZED])}
    write_library(tmp_path / "library", **texts)
    options = ["--library", str(tmp_path / "library"), "--index", str(tmp_path / "index")]
    assert main(["index", "build", *options, "--model", "all-MiniLM-L6-v2"]) == 0
    capsys.readouterr()

    assert main(["precedents", "1820 OP 1", "--json", *options]) == 0
    assert [one["id"] for one in json.loads(capsys.readouterr().out)["precedents"]] == ["S/RES/1325(2000)#1"]
    monkeypatch.setattr(sys, "stdin", io.StringIO(f"\n{SEIZED}\n"))
    assert main(["precedents", "--since", "2008", *options]) == 0
    assert "S/RES/1820 (2008), operative paragraph 1" in capsys.readouterr().out
    assert main(["precedents", "The recipe wants two eggs and a pound of flour", *options]) == 1
    assert main(["precedents", "1325", *options]) == 2
    assert "name a paragraph of it: PP1, 1" in capsys.readouterr().err

    picture = tmp_path / "picture.svg"
    assert main(["history", "1325 OP 1", "--plot", str(picture), *options]) == 0
    assert "unchanged in S/RES/1820 (2008), OP 1" in capsys.readouterr().out
    assert "<svg" in picture.read_text(encoding="utf-8")
    assert main(["history", "remain actively seized", "--until", "1999", *options]) == 1
    assert main(["history", "seized", "--plot", "picture.gif", *options]) == 2


def test_what_limits_leave_out_is_not_said_to_be_the_first(assistant: Assistant) -> None:
    def said(**limits: Any) -> str:
        draft = "Asks for the full, equal and meaningful participation of widows"
        return " ".join(_shown(precedents_block(assistant.precedents(draft, 5, filters=Filters(**limits)))).split())

    assert "first in S/RES/1325 (2000), OP 1" in said()
    assert "first in S/RES/1325 (2000), OP 1" in said(until=date(2002, 1, 1)), "later ones cannot be the first"
    assert "first within these limits in S/RES/1460 (2003), OP 2" in said(since=date(2001, 1, 1))


@pytest.mark.parametrize(
    ("asked", "later", "limits", "said"),
    [
        ("an unheard of lighthouse", False, NO_LIMITS, "Nothing in this library uses"),
        ("1261 OP 1", False, NO_LIMITS, "Nothing earlier in this library uses that language."),
        ("1461 OP 2", True, NO_LIMITS, "Nothing later in this library uses that language."),
        ("1461 OP 2", False, Filters(until=date(1990, 1, 1)), "uses that language within these limits."),
    ],
)
def test_nothing_is_said_of_clauses_that_were_not_looked_at(
    asked: str, later: bool, limits: Filters, said: str, assistant: Assistant
) -> None:
    found = assistant.precedents(asked, 5, filters=limits, later=later)
    assert said in nothing_agreed(found.found)
