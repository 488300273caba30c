"""A clause as a row: no cell acts."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.export.row import HEADER, cell, row_of
from retrieval.clauses.clause import Labeller, ThemeLabel
from tests.retrieval.made_clauses import clause


@given(st.text())
def test_no_cell_starts_a_formula_or_holds_a_control_code(text: str) -> None:
    shown = cell(text)
    assert not shown.startswith(("=", "+", "-", "@", "\t", "\r"))
    codes = [*range(0x0A), *range(0x0B, 0x20), *range(0x7F, 0xA0)]  # all but the line end
    assert not set(map(ord, shown)) & set(codes)


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t", "\r", "＝"])
def test_what_would_start_a_formula_has_an_apostrophe_before_it(start: str) -> None:
    assert cell(f"{start}1+1").startswith("'")


@given(st.text(st.characters(categories=["L", "N", "Zs", "Cf", "Po"]), max_size=20))
def test_other_words_are_left_as_they_are(text: str) -> None:
    assert cell(f"x{text}") == f"x{text}"


def test_themes_that_nobody_gave_stand_in_a_column_of_their_own() -> None:
    labels = (
        ThemeLabel("Protection", Labeller.PEACEWOMEN),
        ThemeLabel("Disarmament", Labeller.SUGGESTED),
        ThemeLabel("Participation", Labeller.USER),
    )
    row = dict(zip(HEADER, row_of(replace(clause("S/RES/2331(2016)#2(a)"), themes=labels)), strict=True))
    assert row["themes"] == "Protection;Participation"
    assert row["suggested_themes"] == "Disarmament"
    assert row["citation"] == "S/RES/2331 (2016), operative paragraph 2 (a)"


def test_a_theme_in_a_row_of_several_starts_no_formula_either() -> None:
    labels = tuple(ThemeLabel(name, Labeller.USER) for name in ("Protection", "=1+1", "@SUM(A1)"))
    hostile = replace(clause("S/RES/2331(2016)#1"), themes=labels, countries=("Mali", "-2"))
    row = dict(zip(HEADER, row_of(hostile), strict=True))
    assert (row["themes"], row["countries"]) == ("Protection;'=1+1;'@SUM(A1)", "Mali;'-2")
