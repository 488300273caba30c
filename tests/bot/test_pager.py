"""Long answers in a terminal go through a pager; short ones, files and pipes do not."""

import io
import shlex
import sys
from pathlib import Path

import pytest
from rich.text import Text

from bot.console.pager import paged
from bot.errors import SettingsError
from bot.settings import Settings
from bot.terminal import Terminal, shown_as


class Watched(io.StringIO):
    """Standard output that is a terminal."""

    encoding = "utf-8"

    def isatty(self) -> bool:
        return True


def watched(monkeypatch: pytest.MonkeyPatch) -> Watched:
    """Put a terminal of ten lines in the place of standard output; in a test, as pytest sets its own before."""
    monkeypatch.setattr(sys, "stdout", output := Watched())
    for name, value in {"TERM": "xterm-256color", "COLUMNS": "80", "LINES": "10"}.items():
        monkeypatch.setenv(name, value)
    return output


def pager(folder: Path, code: str) -> tuple[str, ...]:
    """Return a pager that runs some Python."""
    script = folder / "pager.py"
    script.write_text(code, encoding="utf-8")
    return (sys.executable, str(script))


def to_file(folder: Path) -> tuple[tuple[str, ...], Path]:
    """Return a pager that writes what it gets to a file, and the file."""
    target = folder / "paged.txt"
    return pager(folder, f"import sys\nopen({str(target)!r}, 'wb').write(sys.stdin.buffer.read())"), target


def show(lines: int) -> None:
    with paged() as console:
        for number in range(lines):
            console.print(Text(f"line {number}", style="bold red"))


def test_what_fits_the_screen_is_printed_in_colours(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    terminal = watched(monkeypatch)
    command, target = to_file(tmp_path)
    with shown_as(Terminal(pager=command)):
        show(9)
    assert terminal.getvalue().count("\n") == 9
    assert not target.exists()


def test_what_is_longer_goes_to_the_pager_whole_and_without_codes_that_it_may_not_know(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    terminal = watched(monkeypatch)
    command, target = to_file(tmp_path)
    with shown_as(Terminal(pager=command)):
        show(500)
    assert terminal.getvalue() == ""
    assert target.read_text("utf-8") == "".join(f"line {number}\n" for number in range(500))


def test_less_is_told_to_obey_colours(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    watched(monkeypatch)
    target, less = tmp_path / "got.txt", tmp_path / "less"
    less.write_text(f'#!/bin/sh\n{{ echo "$@"; cat; }} > {shlex.quote(str(target))}\n')
    less.chmod(0o755)
    monkeypatch.setenv("PATH", str(tmp_path), prepend=":")
    with shown_as(Terminal(pager=("less", "-S"))):
        show(20)
    said = target.read_text("utf-8")
    assert said.startswith("-S -RFX\n")
    assert "\x1b[1;31mline 19" in said


@pytest.mark.parametrize("command", [(), ("no-such-pager",)])
def test_without_a_pager_all_is_printed(command: tuple[str, ...], monkeypatch: pytest.MonkeyPatch) -> None:
    terminal = watched(monkeypatch)
    with shown_as(Terminal(pager=command)):
        show(20)
    assert terminal.getvalue().count("\n") == 20


def test_a_file_is_never_paged(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    command, target = to_file(tmp_path)
    with shown_as(Terminal(pager=command)):
        show(500)
    assert capsys.readouterr().out.count("\n") == 500
    assert not target.exists()


def test_leaving_the_pager_early_ends_the_output(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    watched(monkeypatch)
    with shown_as(Terminal(pager=pager(tmp_path, ""))), pytest.raises(BrokenPipeError):
        show(100_000)


@pytest.mark.parametrize(
    ("env", "options", "command"),
    [
        ({}, {}, ("less",)),
        ({"PAGER": "more -s"}, {}, ("more", "-s")),
        ({"PAGER": "more", "CLAUSEBOT_PAGER": "less -S"}, {}, ("less", "-S")),
        ({"PAGER": "cat"}, {}, ()),
        ({"PAGER": "more", "CLAUSEBOT_PAGER": "off"}, {}, ()),
        ({"PAGER": "more"}, {"paged": False}, ()),
        ({"PAGER": "more"}, {"plain": True}, ()),
    ],
)
def test_the_pager_is_chosen_by_option_setting_and_environment(
    env: dict[str, str], options: dict[str, bool], command: tuple[str, ...]
) -> None:
    assert Settings.from_env(env, **options).terminal.pager == command  # type: ignore[arg-type] # switches alone


def test_a_pager_that_is_no_command_is_an_error() -> None:
    with pytest.raises(SettingsError, match="CLAUSEBOT_PAGER is '\"less'; expected a command"):
        Settings.from_env({"CLAUSEBOT_PAGER": '"less'})
    assert Settings.from_env({"PAGER": '"less'}).terminal.pager == ("less",), "not ours alone"
