"""Of a table, only the column with the text of a resolution is read, and the numbers before it."""

from __future__ import annotations

import html
import io
from collections.abc import Sequence

import docx
import pytest

from retrieval.errors import UnreadableError
from retrieval.readers.page.elements import read_elements
from retrieval.readers.page.tables import find_side_cells
from retrieval.readers.quoted import quoted_file
from retrieval.readers.read import read_documents
from tests.growth import beyond_linear

HEAD = (
    "Resolution 2601 (2021)",
    "Adopted by the Security Council at its 8889th meeting, on 29 October 2021",
    "The Security Council,",
)
NAME = "S_RES_2601(2021)"
READ = [
    ("PP1", "Recalling its resolution 1998 (2011) of 12 July 2011,"),
    ("PP2", "Deeply concerned about attacks against schools,"),
    ("1", "Urges Member States to act, and to:"),
    ("1(a)", "Protect schools;"),
    ("1(b)", "Report on these;"),
    ("2", "Decides to remain actively seized of the matter."),
]
NUMBERS = ["", "", "1.", "(a)", "(b)", "2."]
PLACES = ["PP1", "PP2", "OP1", "(a)", "(b)", "OP 2"]
NUMBERED = [f"{number} {words}".strip() for number, (_, words) in zip(NUMBERS, READ, strict=True)]
WORDS = [words for _, words in READ]
COMMENTS = ["Agreed", "agreed language: 2225", "Agreed ad ref.", "", "US: reserve; cf. 1998 (2011), OP 3", "Noted"]


def word_file(rows: Sequence[Sequence[str]]) -> bytes:
    document = docx.Document()
    for line in HEAD:
        document.add_paragraph(line)
    table = document.add_table(rows=0, cols=len(rows[0]))
    for row in rows:
        for cell, words in zip(table.add_row().cells, row, strict=True):
            cell.text = words
    file = io.BytesIO()
    document.save(file)
    return file.getvalue()


def page(rows: Sequence[Sequence[str]]) -> bytes:
    head = "".join(f"<p>{line}</p>" for line in HEAD)
    cells = ("".join(f"<td>{html.escape(cell)}</td>" for cell in row) for row in rows)
    return f"<html><body>{head}<table><tr>{'</tr><tr>'.join(cells)}</tr></table></body></html>".encode()


def clauses_of(rows: Sequence[Sequence[str]], ending: str) -> list[tuple[str | None, str]]:
    data = word_file(rows) if ending == ".docx" else page(rows)
    document = quoted_file(read_documents(NAME + ending, data)).documents[0]
    return [(paragraph.paragraph, paragraph.text) for paragraph in document.paragraphs]


@pytest.mark.parametrize("ending", [".docx", ".html"])
@pytest.mark.parametrize(
    "columns",
    [
        (NUMBERED,),
        (NUMBERED, COMMENTS),
        (COMMENTS, NUMBERED),
        (NUMBERS, WORDS, COMMENTS),
        (PLACES, WORDS),
        (COMMENTS, PLACES, WORDS, COMMENTS),
    ],
)
def test_comments_beside_the_text_are_in_no_quote(columns: Sequence[Sequence[str]], ending: str) -> None:
    assert clauses_of(list(zip(*columns, strict=True)), ending) == READ


@pytest.mark.parametrize("ending", [".docx", ".html"])
def test_a_title_above_the_columns_is_no_paragraph(ending: str) -> None:
    rows = [("Text", "Comments"), *zip(NUMBERED, COMMENTS, strict=True)]
    assert clauses_of(rows, ending) == READ


OTHER = [words.replace("schools", "hospitals").replace("act", "do more") for words in NUMBERED]
REMARKS = [
    "",
    "Agreed. The United States would add “and 2225”.",
    "Supports the text of the EU, as in 2225.",
    "Noted. Russia reserves its position.",
    "",
    "Recalls its position.",
]


@pytest.mark.parametrize("ending", [".docx", ".html"])
@pytest.mark.parametrize(
    ("columns", "named"),
    [
        ((NUMBERED, OTHER), "1 and 2"),
        ((NUMBERED, REMARKS), "1 and 2"),
        ((PLACES, WORDS, REMARKS), "2 and 3"),
        ((COMMENTS, REMARKS, NUMBERED), "2 and 3"),
    ],
)
def test_paragraphs_in_two_columns_are_refused(columns: Sequence[Sequence[str]], named: str, ending: str) -> None:
    """Which of two texts is the resolution cannot be known; comments may open with a verb and end with a stop."""
    with pytest.raises(UnreadableError, match=f"columns {named} of a table both have paragraphs"):
        clauses_of(list(zip(*columns, strict=True)), ending)


def test_cells_in_cells_take_linear_time() -> None:
    def nested(length: int) -> str:
        return f"<table><tr>{'<td>' * (length // 9)}Urges States to act.{'</td>' * (length // 9)}</tr></table>"

    assert not beyond_linear(
        lambda markup: find_side_cells(read_elements(markup)), nested, looks=(25_000, 50_000), longest=400_000
    )
