"""Manner of output: plain for screen readers, and the clipboard of a terminal."""

import io
import re
import sys
from datetime import date

import pytest
from rich.console import Group, RenderableType

from bot.command_line.parser import build_parser
from bot.commands.shared import answers, messages, warnings
from bot.console.agreed import history_block
from bot.console.clipboard import Copied
from bot.console.difference import shared_line
from bot.console.render import clause_block
from bot.console.screen import screen
from bot.errors import SettingsError
from bot.progress import shown_progress
from bot.settings import Settings
from bot.terminal import Terminal, prompt_mark, shown_as
from retrieval.agreed.given import Given
from retrieval.agreed.history import Uses
from retrieval.agreed.language import History
from retrieval.clauses.filters import NO_LIMITS
from retrieval.wording.changes import compare_words
from tests.retrieval.made_clauses import clause

ONE = clause(
    "S/RES/1325(2000)#1", "Urges all parties to protect women;", day=date(2000, 10, 31), themes=("Protection",)
)


class Watched(io.StringIO):
    """Standard output that is a terminal."""

    def isatty(self) -> bool:
        return True


def shown(monkeypatch: pytest.MonkeyPatch, terminal: Terminal, **env: str) -> str:
    """Return what a terminal gets of a clause and of a chart."""
    for name, value in {"TERM": "xterm-256color", "COLUMNS": "80", **env}.items():
        monkeypatch.setenv(name, value)
    monkeypatch.setattr(sys, "stdout", output := Watched())
    with shown_as(terminal):
        screen().print(Group(clause_block(ONE, highlights=[(21, 35)]), _chart()))
    return output.getvalue()


def _chart() -> RenderableType:
    uses = Uses("protect women", True, (ONE, clause("S/RES/1888(2009)#1")), (2000, 2009))
    return history_block(History(Given("protect women"), NO_LIMITS, (), uses, True, "g", "e"))


def test_plain_output_has_words_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    usual = shown(monkeypatch, Terminal())
    assert "\x1b[" in usual
    assert "│" in usual
    plain = shown(monkeypatch, Terminal(plain=True))
    assert "\x1b" not in plain
    assert not re.search("[\u2190-\u2bff⋮]", plain), "boxes, bars, arrows"
    assert "answers: “protect women;”" in plain
    assert "none from 2001 to 2008" in plain


def test_no_color_leaves_bold_print_and_no_colour(monkeypatch: pytest.MonkeyPatch) -> None:
    """https://no-color.org: no colours, whatever the value; bold print is none."""
    colours = re.compile(r"\x1b\[[\d;]*\b(3[0-8]|9[0-7])\b[\d;]*m")
    assert colours.search(shown(monkeypatch, Terminal()))
    without = shown(monkeypatch, Terminal(), NO_COLOR="1")
    assert not colours.search(without)
    assert "\x1b[1mprotect women;" in without


@pytest.mark.parametrize("typed", ["--plain doctor", "doctor --plain", "--plain index status", "index status --plain"])
def test_the_option_stands_before_or_after_the_command(typed: str) -> None:
    assert build_parser().parse_args(typed.split()).plain is True
    assert build_parser().parse_args(["doctor"]).plain is False


def test_the_setting_is_on_or_off() -> None:
    assert Settings.from_env({"CLAUSEBOT_PLAIN": "1"}).terminal.plain
    assert Settings.from_env({}, plain=True).terminal.plain
    assert not Settings.from_env({"CLAUSEBOT_PLAIN": "0"}).terminal.plain
    with pytest.raises(SettingsError, match="CLAUSEBOT_PLAIN is 'perhaps'; expected 1 or 0"):
        Settings.from_env({"CLAUSEBOT_PLAIN": "perhaps"})


@pytest.mark.parametrize(
    ("env", "has"),
    [
        ({"TERM_PROGRAM": "iTerm.app", "TERM": "xterm-256color"}, True),
        ({"TERM": "xterm-kitty"}, True),
        ({"WT_SESSION": "0", "TERM": "xterm-256color"}, True),
        ({"TERM_PROGRAM": "Apple_Terminal", "TERM": "xterm-256color"}, False),
        ({"TERM": "dumb"}, False),
        ({}, False),
    ],
)
def test_a_terminal_is_likely_to_have_a_clipboard_by_its_name(env: dict[str, str], has: bool) -> None:
    assert Settings.from_env(env).terminal.clipboard is has


@pytest.mark.parametrize(("clipboard", "watched"), [(True, True), (False, True), (True, False)])
def test_a_copied_text_is_shown_and_put_into_a_clipboard_that_is_there(
    clipboard: bool, watched: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "stdout", output := Watched() if watched else io.StringIO())
    with shown_as(Terminal(plain=True, clipboard=clipboard)):
        screen().print(Copied("para. 2 (a)\x1b"))
    code = "\x1b]52;c;cGFyYS4gMiAoYSkb\x07"
    assert output.getvalue().startswith("para. 2 (a)␛\n")
    assert (code in output.getvalue()) is (clipboard and watched)
    assert output.getvalue().replace(code, "").count("\x1b") == 0


def test_quiet_leaves_errors_and_answers(capsys: pytest.CaptureFixture[str]) -> None:
    with shown_as(Terminal(quiet=True)):
        messages().print("a note")
        warnings().print("an error")
        answers().print("an answer")
        with shown_progress(messages()) as progress:
            progress("reading", 1, 1)
    assert capsys.readouterr() == ("an answer\n", "an error\n")


def test_the_sign_of_a_prompt_is_one_that_is_read_out_shortly_where_all_is_plain() -> None:
    assert prompt_mark() == "› "
    with shown_as(Terminal(plain=True)):
        assert prompt_mark() == "> "


def test_words_that_two_texts_share_are_named_for_a_plain_manner() -> None:
    old, new = "Calls for special measures to protect women", "Urges special measures to protect girls"
    parts = compare_words(old, new)
    assert shared_line(parts, new) == "in common: “special measures to protect”"
    assert shared_line(compare_words("Urges", "Calls"), "Calls") == ""
