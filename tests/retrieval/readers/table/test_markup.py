"""Cells have words, not the markup of the program that exported them."""

from __future__ import annotations

import csv
import io

import pytest

from retrieval.errors import UnreadableError
from retrieval.readers.quoted import quoted_file
from retrieval.readers.read import read_documents


def rows_of(*cells: str) -> tuple[list[str], tuple[str, ...]]:
    """Return the quotes of a table with a text in each row, and its remarks."""
    file = io.StringIO()
    writer = csv.writer(file)
    writer.writerows([("resolution", "paragraph", "text"), *((1325, n, cell) for n, cell in enumerate(cells, 1))])
    parsed = read_documents("a.csv", file.getvalue().encode())
    return [paragraph.text for paragraph in quoted_file(parsed).documents[0].paragraphs], parsed.remarks


@pytest.mark.parametrize(
    "cell",
    [
        "<p><em>Urges</em> States &amp; others</p>",
        "<div>Urges States<br>&amp;&nbsp;others</div>",
        "Urges States &amp; others",
        "**Urges** States & others",
        "_Urges_ States & others",
        "''Urges'' States & others",
        "*Urges* <b>States</b> &#38; others",
        "Urges **States** &#x26; others",
        "*Urges* *States* & others",
    ],
)
def test_markup_is_no_part_of_a_quote(cell: str) -> None:
    assert rows_of(cell) == (["Urges States & others"], ())


def test_signs_behind_a_number_or_a_quotation_mark_are_left_out() -> None:
    assert rows_of("1. **Urges** the caf&eacute;", "“*Urges* all”")[0][0].endswith("Urges the café")
    assert rows_of("“*Urges* all”")[0] == ["“Urges all”"]


@pytest.mark.parametrize(
    "cell",
    [
        "Urges States whose share is <5 per cent and >3",
        "Urges R&D; and AT&T to act",
        "Urges all in x*y*z and snake_case_names",
        "* Urges all * of them",
        "Requests a report within 12. January and 13. February",
    ],
)
def test_signs_of_a_sentence_stay(cell: str) -> None:
    assert rows_of(cell) == ([cell], ())


def test_a_row_with_several_paragraphs_is_refused() -> None:
    """One clause of them would be cited under the number of the row."""
    whole = "The Security Council, Recalling it, 1. Urges States to act; 2. Decides to remain seized of the matter."
    words, remarks = rows_of("Urges all", whole)
    assert words == ["Urges all"]
    assert remarks == ("row 3: it has several numbered paragraphs; give each a row, or add the resolution as a text",)
    with pytest.raises(UnreadableError, match="several numbered paragraphs"):
        rows_of(whole)
