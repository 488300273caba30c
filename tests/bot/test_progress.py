"""What long work says on standard error where that is no terminal."""

import io

import pytest
from rich.console import Console
from rich.text import Text

from bot.progress import shown_progress


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> list[float]:
    now = [0.0]
    monkeypatch.setattr("bot.progress.monotonic", lambda: now[0])
    return now


def test_lines_tell_the_pace_and_the_time_that_is_left(clock: list[float]) -> None:
    shown = io.StringIO()
    with shown_progress(Console(file=shown, soft_wrap=True)) as progress:
        for clock[0], done in ((0, 0), (5, 1_000), (20, 4_000), (25, 5_000), (100, 20_000)):
            progress("encoding passages", done, 20_000)
    assert shown.getvalue().splitlines() == [
        "encoding passages: 4,000 of 20,000, 200 a second, 0:01:20 left",
        "encoding passages: 20,000 of 20,000, 200 a second",
    ]


def test_what_was_there_before_counts_for_no_pace(clock: list[float]) -> None:
    shown = io.StringIO()
    with shown_progress(Console(file=shown, soft_wrap=True)) as progress:
        for clock[0], done in ((0, 90), (20, 100)):
            progress("copying", done, 190)
    assert shown.getvalue() == "copying: 100 of 190, 0.5 a second, 0:03:00 left\n"


def test_a_step_that_is_over_at_once_has_no_pace(clock: list[float]) -> None:
    shown = io.StringIO()
    with shown_progress(Console(file=shown, soft_wrap=True)) as progress:
        for clock[0], done in ((0, 0), (0.5, 50)):
            progress("reading resolutions", done, 50)
        for clock[0], done in ((1, 0), (9, 1)):
            progress("compiling the encoder", done, 1)
    assert shown.getvalue() == "reading resolutions: 50 of 50\ncompiling the encoder: 1 of 1\n"


def test_a_terminal_shows_the_pace_beside_the_bar(clock: list[float]) -> None:
    shown = io.StringIO()
    console = Console(file=shown, force_terminal=True, width=120, get_time=lambda: clock[0])
    with shown_progress(console) as progress:
        for clock[0], done in ((0, 0), (1, 25), (2, 50), (4, 100)):
            progress("encoding passages", done, 100)
    assert "100/100 25 a second" in Text.from_ansi(shown.getvalue()).plain
