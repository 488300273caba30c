"""Clauses as a Word document."""

import io
import re
import zipfile
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path
from xml.etree import ElementTree

from docx import Document
from docx.text.paragraph import Paragraph
from hypothesis import given
from hypothesis import strategies as st

from bot.export.formats import Entry, Headings
from bot.export.word import docx_of
from bot.inert import without_controls
from retrieval.clauses.clause import Labeller, ThemeLabel
from retrieval.index.build import BuildReport
from retrieval.index.generation import open_generation
from retrieval.library.library import read_library
from retrieval.readers.read_draft import read_draft
from retrieval.verifying.check import check_draft
from retrieval.verifying.verified import Verdict
from retrieval.verifying.verify import Verifier
from tests.retrieval.made_clauses import clause

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
CLAUSE = replace(
    clause("S/RES/2331(2016)#2(a)", "To consider “ratifying” the Convention;", day=date(2016, 12, 20)),
    lead_in="Calls upon Member States:",
)


def _paragraphs(*entries: Entry) -> list[Paragraph]:
    return list(Document(io.BytesIO(docx_of(entries))).paragraphs)


def _notes(*entries: Entry, headings: Headings = Headings.RESOLUTION) -> dict[str, str]:
    """Return the words of footnotes by id, as they are in the file."""
    with zipfile.ZipFile(io.BytesIO(docx_of(entries, headings))) as file:
        part = ElementTree.fromstring(file.read("word/footnotes.xml"))
    return {note.attrib[f"{W}id"]: "".join(words.text or "" for words in note.iter(f"{W}t")) for note in part}


def test_a_clause_is_quoted_under_headings_with_its_themes_and_note_and_cited_in_a_footnote() -> None:
    labels = (ThemeLabel("Protection", Labeller.PEACEWOMEN), ThemeLabel("Participation", Labeller.SUGGESTED, 0.7))
    entry = Entry(replace(CLAUSE, themes=labels), kept=date(2026, 11, 25), note="for the draft")
    read = _paragraphs(entry)
    assert [(one.style.name if one.style else "", one.text) for one in read] == [
        ("Heading 1", "Security Council resolution 2331 (2016)"),
        ("Normal", "S/RES/2331 (2016), 20 December 2016"),
        ("Heading 2", "Operative paragraph 2 (a)"),
        ("Quote", "Calls upon Member States:"),
        ("Quote", "To consider “ratifying” the Convention;"),
        ("Normal", "Themes: Protection"),
        ("Normal", "Suggested theme: Participation"),
        ("Normal", "Note: for the draft"),
    ]
    assert [(link.text, link.address) for link in read[1].hyperlinks] == [
        ("S/RES/2331 (2016)", "https://undocs.org/S/RES/2331(2016)")
    ]
    [reference] = read[4]._p.iter(f"{W}footnoteReference")
    assert _notes(entry) == {
        "-1": "",
        "0": "",
        reference.attrib[f"{W}id"]: " Security Council resolution 2331 (2016), para. 2 (a).",
    }


def test_clauses_stand_under_their_resolution_in_their_order() -> None:
    other = Entry(clause("S/RES/1325(2000)#1"))
    headings = [
        one.text for one in _paragraphs(Entry(CLAUSE), other, Entry(clause("S/RES/2331(2016)#1"))) if _is_heading(one)
    ]
    assert headings == [
        "Security Council resolution 2331 (2016)",
        "Operative paragraph 2 (a)",
        "Operative paragraph 1",
        "Security Council resolution 1325 (2000)",
        "Operative paragraph 1",
    ]


def test_with_themes_as_headings_a_clause_stands_under_each_that_somebody_gave() -> None:
    one = Entry(clause("S/RES/1325(2000)#1", themes=("Protection", "Participation")))
    other = Entry(clause("S/RES/1325(2000)#PP4", themes=("Participation",)))
    bare = Entry(replace(CLAUSE, themes=(ThemeLabel("Protection", Labeller.SUGGESTED, 0.7),)))
    document = Document(io.BytesIO(docx_of([bare, one, other], Headings.THEME)))
    assert [paragraph.text for paragraph in document.paragraphs if _is_heading(paragraph)] == [
        "Protection",
        "S/RES/1325 (2000), operative paragraph 1",
        "Participation",
        "S/RES/1325 (2000), operative paragraph 1",
        "S/RES/1325 (2000), preambular paragraph 4",
        "Without a theme",
        "S/RES/2331 (2016), operative paragraph 2 (a)",
    ]
    notes = _notes(bare, one, other, headings=Headings.THEME)
    assert list(notes) == ["-1", "0", "1", "2", "3", "4"]
    assert notes["3"] == " Security Council resolution 1325 (2000), fourth preambular para."


def _is_heading(paragraph: Paragraph) -> bool:
    return bool(paragraph.style and str(paragraph.style.name).startswith("Heading"))


def test_footnotes_are_where_word_looks_for_them() -> None:
    with zipfile.ZipFile(io.BytesIO(docx_of([Entry(CLAUSE)]))) as file:
        assert b"/word/footnotes.xml" in file.read("[Content_Types].xml")
        assert b'Target="footnotes.xml"' in file.read("word/_rels/document.xml.rels")
        settings = [element.tag.removeprefix(W) for element in ElementTree.fromstring(file.read("word/settings.xml"))]
        styles = file.read("word/styles.xml").decode()
    assert settings.index("footnotePr") + 1 == settings.index("compat"), "the order of settings is fixed"
    assert re.search(r'w:name w:val="footnote text"', styles)


def test_a_check_of_the_document_finds_every_quotation_right(
    library: Path, build: Callable[[], BuildReport], index: Path
) -> None:
    """The drafting room's own document: what was exported is exact, note by note."""
    build()
    entries = [Entry(one) for one in read_library(library).clauses if one.text]
    draft = read_draft("kept.docx", docx_of(entries))
    findings = check_draft(draft, Verifier(open_generation(index).require_full()))
    assert {finding.verdict for finding in findings} <= {Verdict.EXACT, Verdict.OK_CITATION}
    assert sum(finding.verdict is Verdict.EXACT for finding in findings) >= len(entries) - 1


@given(st.text(min_size=1).filter(str.strip))
def test_words_are_only_words_and_none_are_lost(text: str) -> None:
    quoted = _paragraphs(Entry(replace(CLAUSE, lead_in="", text=text)))[3]
    assert quoted.text == without_controls(" ".join(text.split()))


def test_the_same_clauses_give_the_same_document() -> None:
    """A file under version control changes with its clauses alone."""
    one, other = (zipfile.ZipFile(io.BytesIO(docx_of([Entry(CLAUSE)]))) for _ in range(2))
    assert {name: one.read(name) for name in one.namelist()} == {name: other.read(name) for name in other.namelist()}
