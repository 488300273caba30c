"""Tables of the terminal: whole on wide ones, a block for each row on narrow ones, and never cut."""

import io

import pytest
from rich.console import Console
from rich.text import Text

from bot.console.listing import Cell, Listing
from bot.console.screen import UNWRAPPED

MODELS = Listing(
    ("model", "MB", "state"),
    [("all-MiniLM-L6-v2", "84", "installed [used]"), ("e5-small", "1,291", "'clausebot model install e5-small'")],
    wraps=2,
    right=[1],
)


def _shown(listing: Listing, width: int) -> list[str]:
    console = Console(file=io.StringIO(), width=width, height=25)
    console.print(listing)
    assert isinstance(console.file, io.StringIO)
    return [line.rstrip() for line in console.file.getvalue().splitlines()]


def test_columns_stand_side_by_side_where_there_is_room() -> None:
    whole = [
        "model                MB  state",
        "all-MiniLM-L6-v2     84  installed [used]",
        "e5-small          1,291  'clausebot model install e5-small'",
    ]
    assert _shown(MODELS, 80) == _shown(MODELS, UNWRAPPED) == whole


def test_the_column_of_long_cells_wraps_down_to_a_width() -> None:
    wrapped = [
        "model                MB  state",
        "all-MiniLM-L6-v2     84  installed [used]",
        "e5-small          1,291  'clausebot model",
        "                         install e5-small'",
    ]
    assert _shown(MODELS, 45) == wrapped


def test_below_that_width_each_row_is_a_block() -> None:
    blocks = [
        "model",
        "all-MiniLM-L6-v2",
        "  MB 84 · state installed [used]",
        "e5-small",
        "  MB 1,291",
        "  state 'clausebot model install e5-small'",
    ]
    assert _shown(MODELS, 44) == blocks


@pytest.mark.parametrize("width", [20, 30, 40, 60, 80, 200])
def test_nothing_is_cut_at_any_width(width: int) -> None:
    path = "/home/somebody/" + "a-very-long-folder-name" * 4
    rows: list[tuple[Cell, ...]] = [("S/RES/1325 (2000)", Text("2000-10-31"), path), ("安理会决议" * 5, "–", "")]
    shown = "".join("".join(_shown(Listing(("resolution", "adopted", "file"), rows, wraps=2), width)).split())
    for words in ("S/RES/1325(2000)", "2000-10-31", path, "安理会决议" * 5):
        assert words in shown or width > 40  # where cells stand side by side, a folded one is not in one piece
        assert all(shown.count(letter) >= words.count(letter) for letter in words)
    assert "…" not in shown


def test_control_codes_and_markup_are_words() -> None:
    assert _shown(Listing(("a", "b"), [("\x1b[31mred", "[bold]x")], wraps=1), 80)[1] == "␛[31mred  [bold]x"
