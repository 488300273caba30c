"""Numbers and letters of lists are read as printed, and only where a list can have them."""

from __future__ import annotations

import pytest

from retrieval.readers.official.enumerators import Style, is_bullet, read_mark


@pytest.mark.parametrize(
    ("text", "token", "style", "value"),
    [
        ("12. Urges", "12", Style.NUMBER, 12),
        ("1.\tAffirms", "1", Style.NUMBER, 1),
        ("3) Asks", "3", Style.NUMBER, 3),
        ("5 Decides to act", "5", Style.NUMBER, 5),
        ("(2) The sovereignty", "2", Style.INNER_NUMBER, 2),
        ("(b)  Measures", "b", Style.LETTER, 2),
        ("(b). Measures", "b", Style.LETTER, 2),
        ("e.  coordination", "e", Style.LETTER, 5),
        ("(aa) Arms", "aa", Style.LETTER, 27),
        ("(i) Women", "i", Style.LETTER, 9),
        ("(i) Women", "i", Style.ROMAN, 1),
        ("(xiv) Girls", "xiv", Style.ROMAN, 14),
        ("(A) Troops", "A", Style.CAPITAL, 1),
    ],
)
def test_a_mark_has_a_place_in_its_list(text: str, token: str, style: Style, value: int) -> None:
    mark = read_mark(text)
    assert mark is not None
    assert (mark.token, mark.value(style)) == (token, value)
    assert not text[mark.end :].startswith(" ")


@pytest.mark.parametrize(
    "text",
    [
        "2.5 per cent",
        "1999. The",
        "25 August 1999",
        "1 July 2002, notes",
        "(2006) and",
        "(UNOCI) and",
        "(E)x",
        "Mr. X",
        "A. x",
    ],
)
def test_figures_years_and_names_are_no_marks(text: str) -> None:
    mark = read_mark(text)
    assert mark is None or not any(style is Style.NUMBER for style, _ in mark.readings)


@pytest.mark.parametrize("text", ["– To act", "• To act", "* To act", "\xad To act", "- To act", "\uf0b7 To act"])
def test_bullets_are_told(text: str) -> None:
    assert is_bullet(text)
    assert not is_bullet("To act")
    assert not is_bullet("-----")
