"""`clausebot cites` and `clausebot graph`, on an index without an encoder."""

import io
import json
import re
from collections.abc import Callable
from pathlib import Path

import pytest
from rich.console import Console

from bot.assistant import Assistant
from bot.cli import main
from bot.collect.collection import Collection
from bot.console.chat import chat
from retrieval.index.build import BuildReport
from retrieval.index.folder import FolderPlace
from retrieval.index.generation import open_generation
from tests.fakes import FakeEncoder
from tests.samples import OFFICIAL_2331


@pytest.fixture
def linked(build: Callable[[], BuildReport], library: Path, index: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    recalled = "3.  Recalls paragraph 2 (b) above and paragraph 1 of resolution 1325; decides"
    text = OFFICIAL_2331.replace("3.  Decides", recalled)
    (library / "S_RES_2331.txt").write_text(text.replace("paying", "resolution 1261 (1999) paying"), encoding="utf-8")
    build()
    monkeypatch.setenv("CLAUSEBOT_INDEX", str(index))


@pytest.fixture
def said(linked: None, capsys: pytest.CaptureFixture[str]) -> Callable[..., tuple[int, str, str]]:
    def run(*argv: str) -> tuple[int, str, str]:
        code = main(argv)
        printed = capsys.readouterr()
        return code, printed.out, printed.err

    return run


Said = Callable[..., tuple[int, str, str]]


def test_what_a_paragraph_cites_and_what_cites_it_is_said(said: Said) -> None:
    code, out, _ = said("cites", "2331 OP 3")
    assert code == 0
    assert "S/RES/2331 (2016), OP 2 (b)" in out
    assert "S/RES/1325 (2000), OP 1" in out
    assert "is cited by nothing" in out
    code, out, _ = said("cites", "1325")
    assert code == 0
    assert "cites nothing" in out
    assert "S/RES/2331 (2016)  OP 3" in out


def test_with_json_each_clause_has_its_ranges(said: Said) -> None:
    code, out, _ = said("cites", "2331 OP 3", "--json")
    assert code == 0
    [record] = map(json.loads, out.splitlines())
    assert [(one["target"], one["span"], one["held"]) for one in record["cites"]] == [
        ("S/RES/2331(2016)#2(b)", [18, 23], True),
        ("S/RES/1325(2000)#1", [44, 45], True),
        ("S/RES/1325(2000)", [60, 64], True),
    ]
    _, out, _ = said("cites", "1325", "--json")
    whole, *clauses = map(json.loads, out.splitlines())
    assert whole == {"id": "S/RES/1325(2000)", "cited_by": ["S/RES/2331(2016)#3"]}
    assert [one["cited_by"] for one in clauses] == [[], ["S/RES/2331(2016)#3"], [], []]


def test_an_answer_and_the_clauses_say_what_they_cite(
    said: Said, index: Path, library: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assistant = Assistant(FolderPlace(index), open_generation(index), FakeEncoder())
    record = assistant.answer("1325 OP 1", 1).as_record()
    assert (record["hits"][0]["cites"], record["hits"][0]["cited_by"]) == ([], ["S/RES/2331(2016)#3"])
    _, out, _ = said("clauses", "--json", "--library", str(library), "--resolution", "2331", "--kind", "operative")
    *_, last = map(json.loads, out.splitlines())
    assert [one["target"] for one in last["cites"]][1:] == ["S/RES/1325(2000)#1", "S/RES/1325(2000)"]
    assert [one["held"] for one in last["cites"]] == [True, True, True]


def test_the_chat_shows_what_cites_a_paragraph_and_links_what_it_cites(
    linked: None, index: Path, tmp_path: Path
) -> None:
    assistant = Assistant(FolderPlace(index), open_generation(index), FakeEncoder())
    output = io.StringIO()
    console = Console(file=output, width=100, force_terminal=True, color_system="truecolor", legacy_windows=False)
    chat(
        assistant,
        ["/show 1325 OP 1", "/show 2331 OP 3", "/cites 1325", "/cites"],
        console,
        Collection(tmp_path / "kept.jsonl"),
    )
    printed = output.getvalue()
    assert re.search(r"\x1b]8;id=\d+;https://undocs.org/S/RES/1325\(2000\)\x1b\\(\x1b\[[\d;]*m)?1325\x1b", printed)
    plain = re.sub(r"\x1b(?:\[[\d;]*m|]8;[^\x1b]*\x1b\\)", "", printed)
    assert "Cited by S/RES/2331 (2016), OP 3" in plain
    assert "is cited by 1 resolution:\n    S/RES/2331 (2016)  OP 3" in plain
    assert "/cites what? expected a citation" in plain


def test_exit_codes_are_grep_s(said: Said) -> None:
    assert said("cites", "1325 OP 2")[0] == 1
    code, _, err = said("cites", "9999")
    assert code == 2
    assert "no resolution S/RES/9999 in this library" in err


def test_a_network_is_written_in_the_format_that_the_file_s_name_says(said: Said, tmp_path: Path) -> None:
    for name, start in (("n.graphml", b"<graphml"), ("n.json", b"{"), ("n.svg", b"<?xml")):
        assert said("graph", "--output", str(tmp_path / name))[0] == 0
        assert (tmp_path / name).read_bytes().startswith(start)
    code, _, err = said("graph", "--output", str(tmp_path / "n.png"))
    assert code == 2
    assert "ends in none of .graphml, .json, .svg; say what to write with --format" in err
    assert not (tmp_path / "n.png").exists()


def test_limits_say_which_resolutions_the_network_has(said: Said) -> None:
    def nodes(*argv: str) -> list[str]:
        return [node["label"] for node in json.loads(said("graph", *argv)[1])["nodes"]]

    assert nodes() == ["S/RES/1325 (2000)", "S/RES/2331 (2016)"]
    assert nodes("--since", "2010") == ["S/RES/2331 (2016)"]
    assert nodes("--outside") == ["S/RES/1261 (1999)", "S/RES/1325 (2000)", "S/RES/2331 (2016)"]
    assert said("graph", "--since", "2020")[0] == 1


@pytest.mark.parametrize("argv", [["graph"], ["clauses"]])
def test_limits_that_leave_nothing_are_said_to_and_print_nothing(argv: list[str], said: Said) -> None:
    code, out, err = said(*argv, "--resolution", "9999")
    assert (code, out) == (1, "")
    assert "no clause is within these limits" in err
