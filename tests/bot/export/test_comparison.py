"""A comparison as a page, as Markdown and as JSON."""

import re
from datetime import date
from html.parser import HTMLParser

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from bot.export.comparison import as_html, as_markdown, comparison_record
from bot.inert import inert
from retrieval.agreed.compare import Comparison, Match, MatchKind
from retrieval.clauses.clause import Symbol
from retrieval.wording.changes import compare_words
from tests.retrieval.made_clauses import clause

_VOID = {"meta", "col", "link", "br"}


class _Page(HTMLParser):
    """Reads a page: whether every element is closed, and what stands in its cells."""

    def __init__(self, page: str) -> None:
        super().__init__(convert_charrefs=True)
        self.open: list[str] = []
        self.seen: set[str] = set()
        self.cells: list[str] = []
        self.marked: list[tuple[str, str]] = []
        self.feed(page)
        assert self.open == []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.seen.add(tag)
        assert not any(name.startswith("on") for name, _ in attrs)
        if tag not in _VOID:
            self.open.append(tag)
        if tag == "td":
            self.cells.append("")
        if tag in ("del", "ins") and "main" in self.open:
            self.marked.append((tag, ""))

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        if "td" in self.open and self.open[-1] in ("p", "del", "ins"):
            self.cells[-1] += data
        if self.marked and self.open and self.open[-1] == self.marked[-1][0]:
            self.marked[-1] = (self.marked[-1][0], self.marked[-1][1] + data)


def _comparison(old: str, new: str) -> Comparison:
    before, after = clause("S/RES/1325(2000)#2", old), clause("S/RES/2242(2015)#3", new)
    matches = (
        Match(MatchKind.CHANGED, before, after, compare_words(old, new), moved=True, likeness=0.75),
        Match(MatchKind.DROPPED, before, None),
        Match(MatchKind.NEW, None, after),
        Match(MatchKind.KEPT, before, before, likeness=1.0),
    )
    return Comparison(Symbol(1325, 2000), Symbol(2242, 2015), date(2000, 10, 31), date(2015, 10, 13), matches)


PEACE = _comparison("Urges States to keep the peace;", "Urges States to keep a lasting peace;")


def test_the_page_is_a_table_with_what_was_removed_and_added_marked() -> None:
    page = as_html(PEACE, "20261125T000000")
    read = _Page(page)
    assert page.startswith('<!doctype html>\n<html lang="en">')
    assert {"table", "caption", "thead", "th", "main", "header", "title"} <= read.seen
    assert read.marked == [("del", "the"), ("ins", "a lasting")]
    assert read.cells[:4] == [
        "OP 2Urges States to keep the peace;",
        "OP 3Urges States to keep a lasting peace;",
        "OP 2Urges States to keep the peace;",
        "–",
    ]
    assert "1 kept, 1 changed, 1 only in 1325, 1 new; 1 of the kept and changed ones moved" in page
    assert "31 October 2000" in page
    assert "changed, moved" in page


def test_the_page_stands_by_itself() -> None:
    page = as_html(PEACE, "20261125T000000")
    assert not _Page(page).seen & {"script", "link", "img", "iframe", "object", "form"}
    assert not re.search(r"@import|url\(|javascript:", page)


@given(st.text(min_size=1), st.text(min_size=1))
def test_whatever_a_paragraph_says_the_page_shows_it_and_does_nothing_else(old: str, new: str) -> None:
    old, new = (" ".join(f"<script>alert('{text}')</script> & </td> {{{{ 7 * 7 }}}}".split()) for text in (old, new))
    read = _Page(as_html(_comparison(old, new), ""))
    assert "script" not in read.seen
    shown = [inert(text).replace("\r", "\n") for text in (old, new)]
    assert [cell[len("OP 2") :].replace("\r", "\n") for cell in read.cells[:2]] == shown


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("Urges States, to keep the *peace*;", "Urges, all <b>States</b> to keep_peace_;"),
        ("1. Decides (a) that – 2 + 2 = 4;", "# Decides: that [2](x) + 2 = `4`;"),
    ],
)
def test_markdown_has_both_texts_once_rendered(old: str, new: str) -> None:
    rendered = MarkdownIt("commonmark", {"html": True}).render(as_markdown(_comparison(old, new), "g"))
    quotes = re.findall(r"<blockquote>\n<p>(.*?)</p>", rendered, re.DOTALL)
    for text, other in ((old, "ins"), (new, "del")):
        page = re.sub(rf"<{other}>.*?</{other}>", "", quotes[0])
        plain = _Page(f"<table><tr><td><p>{page}</p></td></tr></table>").cells[0]
        assert " ".join(plain.split()) == text
    assert quotes[1].startswith("<del>")
    assert quotes[2].startswith("<ins>")
    assert "<del>" not in quotes[3]
    assert "<h2>OP 2 → OP 3 · changed, moved</h2>" in rendered


def test_json_has_both_paragraphs_and_the_ranges_of_what_changed() -> None:
    record = comparison_record(PEACE)
    assert (record["old"], record["new"]) == ("S/RES/1325 (2000)", "S/RES/2242 (2015)")
    assert record["counts"] == {"kept": 1, "changed": 1, "dropped": 1, "new": 1, "moved": 1}
    changed = record["paragraphs"][0]
    assert (changed["kind"], changed["moved"], changed["likeness"]) == ("changed", True, 0.75)
    assert [
        (part["kind"], changed["old"]["text"][slice(*part["old"])], changed["new"]["text"][slice(*part["new"])])
        for part in changed["parts"]
    ] == [
        ("kept", "Urges States to keep ", "Urges States to keep "),
        ("removed", "the", ""),
        ("added", "", "a lasting"),
        ("kept", " peace;", " peace;"),
    ]
    assert record["paragraphs"][1]["new"] is None
