"""Drafts as web pages and PDFs: what is displayed, with its blocks, notes and cells."""

import io

import pytest
from reportlab.lib.styles import ParagraphStyle
from reportlab.platypus import Paragraph, SimpleDocTemplate

from retrieval.readers.drafts.draft import Block
from retrieval.readers.drafts.web_page import read_page
from retrieval.readers.read_draft import read_draft


def _shown(markup: str) -> list[str]:
    draft = read_page(markup)
    return [draft.text[one.start : one.end] for one in draft.paragraphs]


@pytest.mark.parametrize(
    ("markup", "shown"),
    [
        ("<p>It <b>asks</b>\n  all</p><p>and&nbsp;more", ["It asks all", "and\N{NO-BREAK SPACE}more"]),
        ("<p>It <del>asks</del><ins>tells</ins> <s>none</s> all<br>here", ["It tells all\nhere"]),
        ("<title>No</title><style>p {}</style><p>It <q>asks</q> all", ["It “asks” all"]),
        ("words <h1>A &amp; B</h1> words", ["words", "A & B", "words"]),
        ("<p>", []),
        ("", []),
    ],
)
def test_a_page_is_read_as_displayed(markup: str, shown: list[str]) -> None:
    assert _shown(markup) == shown


def test_blocks_and_numbers_are_kept() -> None:
    page = "<p>a<blockquote><p>b<p>c</blockquote><ol><li>d<ul><li>e</ul><li>f</ol><p>g"
    found = [(read_page(page).text[one.start], one.block, one.number) for one in read_page(page).paragraphs]
    assert found == [
        ("a", Block.TEXT, None),
        ("b", Block.QUOTE, None),
        ("c", Block.QUOTE, None),
        ("d", Block.TEXT, 1),
        ("e", Block.TEXT, None),
        ("f", Block.TEXT, 2),
        ("g", Block.TEXT, None),
    ]


def test_cells_are_counted_and_a_table_in_a_cell_is_text_of_it() -> None:
    inner = "<table><tr><td>c</td></tr></table>"
    row = f"<tr><th>a</th><td>b{inner}</td></tr>"
    draft = read_page(f"<table>{row}{row}</table><p>d</p><table>{row}</table>")
    assert [(draft.text[one.start], one.cell) for one in draft.paragraphs] == [
        *[("a", (0, 0, 0)), ("b", (0, 0, 1)), ("c", (0, 0, 1))],
        *[("a", (0, 1, 0)), ("b", (0, 1, 1)), ("c", (0, 1, 1)), ("d", None)],
        *[("a", (1, 0, 0)), ("b", (1, 0, 1)), ("c", (1, 0, 1))],
    ]


@pytest.mark.parametrize(
    ("rows", "places"),
    [
        ("<tr><th colspan=2>a<th>b<tr><td>c<td>d<td>e", ["a00", "b02", "c10", "d11", "e12"]),
        ("<tr><td rowspan=2>a<td>b<tr><td>c<tr><td>d", ["a00", "b01", "c11", "d20"]),
        ("<tr><td>a<td rowspan='2' colspan='2'>b<td>c<tr><td>d<td>e", ["a00", "b01", "c03", "d10", "e13"]),
        ("<tr><td rowspan=0>a<td>b<tr><td>c<tr><td>d", ["a00", "b01", "c11", "d21"]),
        ("<tr><td rowspan=x colspan=0>a<td rowspan=''>b<tr><td>c", ["a00", "b01", "c10"]),
        ("<tr><td rowspan=9>a</table><table><tr><td>b<tr><td>c", ["a00", "b00", "c10"]),
    ],
)
def test_wide_and_high_cells_take_the_columns_that_they_cover(rows: str, places: list[str]) -> None:
    draft = read_page(f"<table>{rows}</table>")
    found = [(draft.text[one.start], one.cell) for one in draft.paragraphs]
    assert [f"{letter}{cell.row}{cell.column}" for letter, cell in found if cell] == places


def test_links_to_notes_are_marks_of_them() -> None:
    draft = read_page(
        'It “asks”<sup id="fnref1"><a href="#fn1">1</a></sup> all, see <a href="#part">here</a>.<h2 id="part">Part</h2>'
        '<ol><li id="fn1"><p>A note.</p><p>Its end. <a href="#fnref1">back</a></p></li></ol><p>End'
    )
    assert [(draft.text[one.start : one.end], one.note) for one in draft.paragraphs] == [
        ("It “asks” all, see here.", ""),
        ("Part", ""),
        ("A note.", "fn1"),
        ("Its end. back", "fn1"),
        ("End", ""),
    ]
    assert [(draft.text[: mark.at], mark.note) for mark in draft.marks] == [("It “asks”", "fn1")]


def test_each_character_has_its_place_in_the_file() -> None:
    markup = "<p>\n  It&#32;<b>a&amp;b</b>\n\n<p>end"
    draft = read_draft("a.html", markup.encode())
    places = [(one, markup[draft.in_file((n, n + 1))[0]]) for n, one in enumerate(draft.text) if not one.isspace()]
    assert all(one == place or (one, place) == ("&", "&") for one, place in places)
    assert draft.line_of(draft.text.index("end")) == 4


def test_the_paragraphs_of_a_pdf_are_read() -> None:
    file = io.BytesIO()
    words = "The Council asks all States, in paragraph 2 of resolution 1325 (2000), to take measures for women. " * 3
    style = ParagraphStyle("text", spaceAfter=12)
    SimpleDocTemplate(file).build([Paragraph(words, style), Paragraph(words, style)])
    draft = read_draft("a.pdf", file.getvalue())
    assert [" ".join(draft.text[one.start : one.end].split()) for one in draft.paragraphs] == [words.strip()] * 2
    assert draft.line_of(0) is None


@pytest.mark.parametrize(
    ("items", "numbers"),
    [
        ("<ol><li>a<li>b</ol>", [1, 2]),
        ('<ol start="8"><li>a<li>b</ol>', [8, 9]),
        ('<ol><li>a<li value="7">b<li>c</ol>', [1, 7, 8]),
        ('<ol type="a"><li>a<li>b</ol>', [None, None]),
        ("<ol reversed><li>a<li>b</ol>", [None, None]),
        ("<ol><li>a</li><li></li></ol><p>b", [1, None]),
        ("<ol><li>a<li></ol><p>b", [1, None]),
        ('<ol start="x"><li>a</ol>', [1]),
    ],
)
def test_items_have_the_numbers_that_a_browser_shows(items: str, numbers: list[int | None]) -> None:
    assert [paragraph.number for paragraph in read_page(items).paragraphs] == numbers
