"""Output as it reaches a terminal, a pipe and a file: where lines are wrapped, and that no text acts."""

import contextlib
import io
import json
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from bot.cli import main
from bot.commands.shared import answers, messages, print_json
from bot.console.screen import screen
from bot.progress import shown_progress
from tests.samples import LONG_2999, OFFICIAL_1325, OFFICIAL_2331, PAGE_2331, write_library

ROOT = Path(__file__).resolve().parents[2]
MODEL = "all-MiniLM-L6-v2"
LONG = "resolutions on women peace and security that somebody keeps in a folder with a very long name, part "
TYPED = os.fsdecode("\x9b".encode() + b"\x9b")
"""A control code beyond ASCII, and a byte that is no text, as Python hands them on from a command line."""
CONTROL = re.compile(r"[\x00-\x09\x0b-\x1f\x7f-\x9f]")
WORDS = "Urges Member States to ensure increased representation of women at all decision-making levels in institutions;"


class Terminal(io.StringIO):
    """What a process writes to where somebody looks on."""

    def isatty(self) -> bool:
        return True


@pytest.fixture
def far(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, compiling_once: None) -> Path:
    """A folder whose path is longer than any terminal is wide, with a library, its index and a narrow terminal."""
    folder = tmp_path / f"{LONG} one" / f"{LONG} two"
    library = write_library(
        folder / "library",
        a=OFFICIAL_1325,
        b=OFFICIAL_2331,
        page=PAGE_2331.replace("the Convention", "this Convention"),
        long=LONG_2999,
    )
    later = OFFICIAL_1325.replace("1325 (2000)", "1888 (2009)").replace("special measures", "measures")
    write_library(library, later=later.replace("31 October 2000", "30 September 2009"), bad="milk")
    monkeypatch.setenv("CLAUSEBOT_LIBRARY", str(library))
    monkeypatch.setenv("CLAUSEBOT_INDEX", str(folder / "index"))
    monkeypatch.setenv("CLAUSEBOT_MODEL", MODEL)
    monkeypatch.setenv("CLAUSEBOT_COLLECTIONS", str(folder / "collections"))
    monkeypatch.setenv("COLUMNS", "40")
    return folder


def test_no_command_wraps_or_cuts_what_goes_down_a_pipe(
    far: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("TERM", "dumb")  # of which rich believes that it has 80 columns
    questions = far / "questions.jsonl"
    questions.write_text(
        f'{{"qid": "A", "type": "plain", "query": "{WORDS}", "relevant": {{"S/RES/1325(2000)#1": 2}}}}'
    )
    monkeypatch.setattr(sys, "stdin", io.StringIO(f"{WORDS}\n/help\n/kept\n"))
    paths, quotes = (str(far / "library"), str(far / "index")), (WORDS,)
    for command, whole in (
        (["index", "build"], ["refused bad.txt: no title such as "]),
        (["index", "status"], [*paths, "bad.txt: no title such as "]),
        (["index", "status", "--differences"], ["page.txt"]),
        (["doctor"], paths),
        (["model", "list"], ["all-mpnet-base-v2      768"]),
        (["clauses"], quotes),
        (["ask", WORDS], quotes),
        (["cites", "2331"], ["S/RES/2331 (2016)"]),
        (
            ["compare", "1325", "1888"],
            ["Calls on all parties to armed conflict to take [−special−] measures to protect"],
        ),
        (["precedents", "1888 OP 1"], quotes),
        (["history", "1888 OP 1"], quotes),
        (["history", "Member States"], ["⋮"]),
        (["collect", "add", "1325 OP 1"], ["1 clause kept"]),
        (["collect", "list"], quotes),
        (["collect", "export", "--output", str(far / "kept.csv")], [f"written to {far / 'kept.csv'}"]),
        (["evaluate", str(questions), "--details"], quotes),
        (["chat"], [*quotes, "what paragraph N of the answer stands for: others with nearly the same words"]),
        (["index", "remove", "2999"], [f"moved to {far / 'library' / '.removed' / 'long.txt'}"]),
    ):
        capsys.readouterr()
        assert main(command) < 2, (command, capsys.readouterr().err)
        out, err = capsys.readouterr()
        for said in whole:
            assert said in out + err, command
        assert not re.search(r" $", out, re.MULTILINE), command
        if command[0] not in ("compare", "chat"):  # which shorten what stays, and name what may be repeated
            assert "…" not in out, command


def test_help_is_wrapped_for_a_terminal_only(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("COLUMNS", "40")
    with pytest.raises(SystemExit):
        main(["ask", "--help"])
    assert "each line may build on those before it; a blank line starts anew\n" in capsys.readouterr().out
    monkeypatch.setattr(sys, "stdout", shown := Terminal())
    with pytest.raises(SystemExit):
        main(["ask", "--help"])
    assert re.search(r"one JSON object a\n +line\n", shown.getvalue())


def test_a_terminal_gets_lines_of_its_width(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "40")
    monkeypatch.setenv("TERM", "xterm")
    monkeypatch.setattr(sys, "stdout", Terminal())
    assert answers().width == 40
    assert screen(stderr=True).width > 1_000_000, "a file beside it"


@pytest.mark.parametrize("colour", ["", "1"])
def test_a_pipe_with_colours_is_no_terminal(colour: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("FORCE_COLOR", colour)
    monkeypatch.setenv("COLUMNS", "40")
    monkeypatch.setattr(sys, "stdout", shown := io.StringIO())
    answers().print("word " * 100, style="bold")
    assert shown.getvalue().count("\n") == 1
    monkeypatch.setattr(sys, "stderr", shown := io.StringIO())
    with shown_progress(messages()) as progress:
        progress("reading", 1, 1)
    assert shown.getvalue() == "reading: 1 of 1\n"


def test_no_part_of_the_product_makes_a_console_of_its_own() -> None:
    assert [path.name for path in (ROOT / "bot").rglob("*.py") if "Console(" in path.read_text("utf-8")] == []


@pytest.mark.parametrize("encoding", ["ascii", "cp1252", "utf-8"])
def test_json_is_json_in_every_encoding(encoding: str, monkeypatch: pytest.MonkeyPatch) -> None:
    record = {"said": "“é” ␛ \x1b \x9b \udc9b \U0001f600"}
    shown = io.TextIOWrapper(io.BytesIO(), encoding=encoding, errors="backslashreplace")
    monkeypatch.setattr(sys, "stdout", shown)
    print_json(record)
    assert json.loads(shown.buffer.getvalue().decode(encoding)) == record


@pytest.mark.parametrize("stream", [io.StringIO, Terminal])
def test_no_text_acts_on_what_shows_it(stream: type[io.StringIO], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdout", stream())
    monkeypatch.setattr(sys, "stderr", stream())
    for console in (answers(), messages()):
        console.print("a\x1b[2Jb\x01c\x9bd\x7fe\u202ef", markup=False)
        assert console.file.getvalue() == "a␛[2Jb␁c\ufffdd\ufffde\ufffdf\n"  # type: ignore[attr-defined]


@pytest.mark.parametrize(
    "command",
    [
        ["clau\x1b[31mses"],
        ["ask", "who?", f"--x\x1b[31m{TYPED}"],
        ["ask", "who?", "--kind", "\x1b[31m"],
        ["ask", "who?", "-k", "\x1b[31m"],
        ["ask", "who?", "--index", f"/none/\x1b[31m{TYPED}"],
        ["clauses", "--library", f"/none/\x1b[31m{TYPED}"],
        ["clauses", "--library", "seeds", "--theme", f"\x1b[31m{TYPED}"],
        ["clauses", "--library", "seeds", "--since", f"\x1b[31m{TYPED}"],
        ["clauses", "--library", "seeds", "--country", f"\x1b[31m{TYPED}"],
        ["clauses", "--library", "seeds", "--resolution", f"\x1b[31m{TYPED}"],
        ["clauses", "--library", "seeds", "--output", f"/none/\x1b[31m{TYPED}.csv"],
        ["cites", f"\x1b[31m{TYPED}"],
        ["collect", "list", "--name", f"\x1b[31m{TYPED}"],
        ["collect", "add", f"\x1b[31m{TYPED}", "--index", f"/none/{TYPED}"],
        ["evaluate", f"/none/\x1b[31m{TYPED}"],
        ["index", "add", f"/none/\x1b[31m{TYPED}", f"https://\x1b[31m{TYPED}/"],
        ["model", "use", f"\x1b[31m{TYPED}"],
        ["model", "install", f"\x1b[31m{TYPED}"],
        ["slack", "forget", f"\x1b[31m{TYPED}"],
        ["doctor", "--library", f"/none/\x1b[31m{TYPED}", "--index", f"/none/\x1b[31m{TYPED}"],
    ],
)
def test_what_was_typed_is_repeated_without_its_control_codes(
    command: list[str], monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(ROOT)
    with contextlib.suppress(SystemExit):  # of the parser
        assert main(command) == 2
    out, err = capsys.readouterr()
    assert (out + err).strip()
    assert CONTROL.findall(out + err) == []


@pytest.mark.parametrize("form", [(), ("--json",), ("--format", "csv"), ("--format", "xlsx")])
def test_a_reader_that_has_enough_is_no_error(form: tuple[str, ...], tmp_path: Path) -> None:
    bread = "on bread, on the baker, " * 20
    many = "\n\n".join(f"{n}.  Requests a report {bread}and on oven {n};" for n in range(1, 1_000))
    library = write_library(tmp_path / "library", a=f"{OFFICIAL_1325.split('1.  Urges')[0]}{many}")
    command = [sys.executable, "-m", "bot", "clauses", "--library", str(library), *form]
    with subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, cwd=ROOT, env={**os.environ}
    ) as process:
        assert process.stdout
        assert process.stderr
        assert process.stdout.read(1)
        process.stdout.close()  # while more waits than any pipe holds
        assert process.stderr.read() == b"reading resolutions: 1 of 1\n"
        assert process.wait() == 0
