"""Tables in drafts: a column or a row says which resolution its paragraphs and quotations are of."""

from collections.abc import Callable

import pytest

from retrieval.readers.docx.draft import read_draft as read_word_draft
from retrieval.readers.drafts.draft import Draft
from retrieval.readers.drafts.markdown import read_markdown
from retrieval.readers.drafts.web_page import read_page
from retrieval.verifying.attach import Attacher
from retrieval.verifying.draft_citations import find_citations
from retrieval.verifying.quotations import find_quotations
from tests.growth import beyond_linear
from tests.retrieval.readers.docx.test_docx import WORD, packed

HELD = frozenset({1325, 1820, 1888, 1960, 2106, 2242, 2493})
CLAUSE = "Urges all States to keep the lighthouses of the world lit"


def _markdown(rows: str) -> Draft:
    first, *others = [f"| {row} |" for row in rows.split("\n")]
    return read_markdown("\n".join([first, "|---|:---:|", *others]))


def _word(rows: str) -> Draft:
    cell = "<w:tc><w:p><w:r><w:t>{}</w:t></w:r></w:p></w:tc>"
    body = "".join(
        f"<w:tr>{''.join(cell.format(one.strip()) for one in row.split('|'))}</w:tr>" for row in rows.split("\n")
    )
    document = f"<w:document {WORD}><w:body><w:tbl>{body}</w:tbl></w:body></w:document>"
    return read_word_draft(packed(document=document))


def test_a_row_of_a_word_document_may_begin_behind_columns() -> None:
    cell = "<w:tc><w:p><w:r><w:t>{}</w:t></w:r></w:p></w:tc>"
    before = "<w:trPr><w:gridBefore w:val='1'/></w:trPr>"
    rows = "".join(f"<w:tr>{first}{cell.format('a')}</w:tr>" for first in (cell.format("b"), before))
    draft = read_word_draft(packed(document=f"<w:document {WORD}><w:body><w:tbl>{rows}</w:tbl></w:body></w:document>"))
    assert [one.cell for one in draft.paragraphs] == [(0, 0, 0), (0, 0, 1), (0, 1, 1)]


def _attached(draft: Draft) -> list[str]:
    """Return each quotation's citations, and then those of no quotation: "“a” 1325#1", "1888"."""
    quotations = find_quotations(draft, HELD)
    citations = find_citations(draft, [(one.start, one.end) for one in quotations], HELD)
    attached = Attacher(draft, quotations, citations, HELD).attach()
    names = {
        one.start: "+".join(
            f"{each.number}#{each.paragraph}" if each.paragraph else f"{each.number}" for each in one.citations
        )
        for one in citations
        if one.certain
    }
    used = {cited.start for one in attached for cited in one.citations}
    quoted = [
        f"“{one.text[:9].strip()}” {' '.join(names.get(cited.start, '?') for cited in each.citations)}".strip()
        for one, each in zip(quotations, attached, strict=True)
    ]
    return [*quoted, *(name for start, name in names.items() if start not in used)]


@pytest.mark.parametrize("read", [_markdown, _word])
@pytest.mark.parametrize(
    ("rows", "attached"),
    [
        # of the column
        ("A | 1325 (2000) | Resolution 1820\nB | OP 1: “a” | OP 2: “b”", ["“a” 1325#1", "“b” 1820#2", "1325", "1820"]),
        ("A | 1325 (2000) | 1820 (2008)\nB | “a” | OP 2", ["“a” 1325", "1820", "1820#2"]),
        (f"A | 1325 (2000)\nB | OP 1: {CLAUSE}", ["“Urges all” 1325#1", "1325"]),
        (" | Resolution 1325\nA | OP 9: “a”\nB | OP 29", ["“a” 1325#9", "1325", "1325#29"]),
        ("A | 1325 | 1820\nB | “a” | “b”", ["“a” 1325", "“b” 1820"]),
        ("Women\nA | 1325 (2000)\nB | OP 1: “a”", ["“a” 1325#1", "1325"]),
        ("A | Résolution 1325\nB | “a”", ["“a” 1325"]),
        (f"A | Résolution 1325\nB | {CLAUSE}", ["“Urges all” 1325"]),
        # of the row
        (" | OP | Words\n1325 | OP 1 | “a”", ["“a” 1325#1", "1325"]),
        ("UNSC resolution no. | Words\n1960 | OP 1: “a”", ["“a” 1960#1", "1960"]),
        ("No. | OP | Words\n1325 (2000) | OP 12 | “a”", ["“a” 1325#12", "1325"]),
        ("No. | OP | Words\n1325 | OP 1 | “a”\n | OP 2 | “b”", ["“a” 1325#1", "“b” 1325#2", "1325"]),
        ("Resolution | OP\n1960 | OP 1\n2106 (2012) | OP 2", ["1960", "1960#1", "2106", "2106#2"]),
        ("Words | Source\n“a” | S/RES/1325 (2000), OP 1\n“b” | ibid.", ["“a” 1325#1", "“b”"]),
        (f"Words | Source\n{CLAUSE} | S/RES/1325 (2000), OP 1", ["“Urges all” 1325#1"]),
        ("A | From | B | From\n“a” | 1325 OP 1 | “b” | 1820 OP 2", ["“a” 1325#1", "“b” 1820#2"]),
        ("A | A | B | B\n1325 OP 1 | “a” | 1820 OP 2 | “b”", ["“a” 1325#1", "“b” 1820#2"]),
        # beside remarks
        ("Source | Words | Remarks\n1325 (2000) | OP 9: “a” | OP 3", ["“a” 1325#9", "1325"]),
        ("Source | OP | Notes on it\n1325 (2000) | OP 9 | a", ["1325", "1325#9"]),
        # of a column whose title has a word of proposals
        ("OP | Resolution 1325 (2000) – current agreed language\nA | “a”", ["“a” 1325"]),
        ("A | Climate change\n1325 (2000) | OP 1: “a”", ["“a” 1325#1", "1325"]),
        ("A | New York\n1325 (2000) | OP 1: “a”", ["“a” 1325#1", "1325"]),
        # of neither
        ("A | Proposed amendments to 1325 (2000)\nB | OP 30: “a”", ["“a”", "1325"]),
        ("OP | Our text | Based on\nOP 25 | Deletes OP 30 | 2242 (2015)", ["2242"]),
        ("OP | New | Based on\nOP 25 | Deletes OP 30 | 2242 (2015)", ["2242"]),
        ("OP | Current draft | Based on\nOP 25 | Deletes OP 30 | 2242 (2015)", ["2242"]),
        (f"Proposal | Source\n{CLAUSE} | 1325 (2000), OP 1", ["1325#1"]),
        ("Year | Women\n1960 | OP 1\n2106 | OP 2", []),
        ("A | Cases | B\nB | 1325 | “a”", ["“a”"]),
        ("Page | A\n1888 | “a”", ["“a”"]),
        ("A | Number of resolutions | B\nB | 1325 | “a”", ["“a”"]),
        ("A | 1325 | “a”\nB | 2250 | “b”", ["“a”", "“b”"]),
        ("A | B\n1325 (2000) and 1820 (2008) | OP 3", ["1325", "1820"]),
        ("A | B\n1325 (2000) | “a” (1820 (2008), OP 1)", ["“a” 1820#1", "1325"]),
    ],
)
def test_a_column_or_a_row_says_the_resolution(rows: str, attached: list[str], read: Callable[[str], Draft]) -> None:
    assert _attached(read(rows)) == attached


def test_an_empty_first_row_of_a_markdown_table_is_its_first_row() -> None:
    rows = "| | |\n|---|---|\n| “a” | 1325 (2000) |\n| 1820 (2008) | “b” |"
    assert _attached(read_markdown(rows)) == ["“a” 1325", "“b” 1820"]


def test_a_table_below_a_resolution_may_have_its_paragraphs_but_not_those_of_a_row_above() -> None:
    draft = read_markdown(
        "Resolution 1325 (2000):\n\n| OP | Words |\n|---|---|\n| OP 1 | “a” |\n\n|OP 2 | 1820 (2008) OP 3|"
    )
    assert _attached(draft) == ["“a” ?", "1325", "1820#3"]


@pytest.mark.parametrize(
    ("rows", "attached"),
    [
        (
            "<tr><th colspan=2>1325 (2000)<th>1820 (2008)<tr><td>OP 10<td>“a”<td>“b”",
            ["“a” 1325#10", "“b” 1820", "1325"],
        ),
        (
            "<tr><th>A<th>B<th>C<tr><td rowspan=2>A<td>1325 (2000)<td>“a”<tr><td>1820 (2008)<td>“b”",
            ["“a” 1325", "“b” 1820"],
        ),
        (
            "<tr><th>A<th>B<th>C<tr><td rowspan=2>1325 (2000)<td>OP 10<td>“a”<tr><td>OP 9<td>“b”",
            ["“a” 1325#10", "“b” 1325#9", "1325"],
        ),
    ],
)
def test_wide_and_high_cells_of_a_page_belong_to_the_columns_that_they_cover(rows: str, attached: list[str]) -> None:
    assert _attached(read_page(f"<table>{rows}</table>")) == attached


def test_a_table_in_a_cell_is_text_of_it_and_wide_cells_count() -> None:
    inner = "<w:tbl><w:tr><w:tc><w:p><w:r><w:t>in</w:t></w:r></w:p></w:tc></w:tr></w:tbl>"
    wide = "<w:tcPr><w:gridSpan w:val='2'/></w:tcPr>"
    text = "<w:p><w:r><w:t>{}</w:t></w:r></w:p>"
    row = f"<w:tr><w:tc>{wide}{text.format('a')}{inner}</w:tc><w:tc>{text.format('b')}</w:tc></w:tr>"
    body = f"{text.format('before')}<w:tbl>{row}{row}</w:tbl><w:tbl>{row}</w:tbl>{text.format('after')}"
    draft = read_word_draft(packed(document=f"<w:document {WORD}><w:body>{body}</w:body></w:document>"))
    places = [(draft.text[one.start : one.end], one.cell) for one in draft.paragraphs]
    assert places == [
        ("before", None),
        *[("a", (0, 0, 0)), ("in", (0, 0, 0)), ("b", (0, 0, 2))],
        *[("a", (0, 1, 0)), ("in", (0, 1, 0)), ("b", (0, 1, 2))],
        *[("a", (1, 0, 0)), ("in", (1, 0, 0)), ("b", (1, 0, 2))],
        ("after", None),
    ]


@pytest.mark.parametrize(
    ("beside", "words"),
    [("OP 1", CLAUSE), ("1325 (2000), OP 1", "“a”"), ("1325 (2000)", "“a”")],
)
def test_the_paragraphs_of_long_cells_take_linear_time(beside: str, words: str) -> None:
    def text_of(length: int) -> str:
        times = length // (len(beside) + len(words) + 6) + 1
        cells = "<td>".join(f"<p>{one}" * times for one in (beside, words))
        return f"<table><tr><td>A<td>B<td>C<tr><td>1325 (2000)<td>{cells}</table>"

    growth = beyond_linear(lambda text: _attached(read_page(text)), text_of, looks=(5_000, 20_000), longest=200_000)
    assert growth is None, growth


@pytest.mark.parametrize(("times", "cited"), [(3, 3), (400, 0)])
def test_a_cell_of_very_many_citations_says_the_source_of_no_quotation(times: int, cited: int) -> None:
    cells = ("<p>1325 (2000), OP 1" * times, "<p>“a”" * times)
    draft = read_page(f"<table><tr><td>A<td>B<tr><td>{'<td>'.join(cells)}</table>")
    assert _attached(draft)[:times] == [" ".join(["“a”", *["1325#1"] * cited])] * times
