"""Clauses as a Word document."""

import io
import zipfile
from dataclasses import replace
from datetime import date

from docx import Document
from docx.text.paragraph import Paragraph
from hypothesis import given
from hypothesis import strategies as st

from bot.export.formats import Entry
from bot.export.word import docx_of
from bot.inert import without_controls
from tests.retrieval.made_clauses import clause

CLAUSE = replace(
    clause("S/RES/2331(2016)#2(a)", "To consider “ratifying” the Convention;", day=date(2016, 12, 20)),
    lead_in="Calls upon Member States:",
)


def _paragraphs(*entries: Entry) -> list[Paragraph]:
    return list(Document(io.BytesIO(docx_of(entries))).paragraphs)


def test_a_clause_stands_as_a_quotation_under_its_citation_with_its_source_and_note() -> None:
    entry = Entry(CLAUSE, kept=date(2026, 11, 25), note="for the draft")
    read = _paragraphs(entry)
    assert [(one.style.name if one.style else "", one.text) for one in read] == [
        ("Normal", "Security Council resolution 2331 (2016), para. 2 (a)"),
        ("Quote", "Calls upon Member States:"),
        ("Quote", "To consider “ratifying” the Convention;"),
        ("Normal", "S/RES/2331 (2016), 20 December 2016"),
        ("Normal", "Note: for the draft"),
    ]
    assert [(link.text, link.address) for link in read[3].hyperlinks] == [
        ("S/RES/2331 (2016)", "https://undocs.org/S/RES/2331(2016)")
    ]


@given(st.text(min_size=1).filter(str.strip))
def test_words_are_only_words_and_none_are_lost(text: str) -> None:
    heading, quoted, *_ = _paragraphs(Entry(replace(CLAUSE, lead_in="", text=text)))
    assert quoted.text == without_controls(" ".join(text.split()))
    assert heading.text.startswith("Security Council resolution")


def test_the_same_clauses_give_the_same_document() -> None:
    """A file under version control changes with its clauses alone."""
    one, other = (zipfile.ZipFile(io.BytesIO(docx_of([Entry(CLAUSE)]))) for _ in range(2))
    assert {name: one.read(name) for name in one.namelist()} == {name: other.read(name) for name in other.namelist()}
