"""Drafts in Word documents: text, notes and runs are read; files that are made to burst a reader are refused."""

import io
import zipfile
from collections.abc import Callable

import pytest

from retrieval.errors import UnreadableError
from retrieval.readers.docx.container import read_draft_parts
from retrieval.readers.docx.draft import read_draft as read_word_draft
from retrieval.readers.drafts.draft import Block, draft_from_json
from retrieval.readers.read_draft import read_draft
from tests.drafts.word import word_document
from tests.retrieval.readers.docx.test_docx import REFUSED, WORD, packed

TEXT = "First *Urges* words.[[A note.]]\n> A quotation[[Another.]]\nLast."


def test_paragraphs_notes_and_runs_are_read() -> None:
    draft = read_word_draft(word_document(TEXT))
    shown = [(one.block, draft.text[one.start : one.end], one.note) for one in draft.paragraphs]
    assert shown == [
        (Block.TEXT, "First Urges words.", ""),
        (Block.QUOTE, "A quotation", ""),
        (Block.TEXT, "Last.", ""),
        (Block.NOTE, "A note.", "footnote 1"),
        (Block.NOTE, "Another.", "footnote 2"),
    ]
    assert [(draft.text[: mark.at][-6:], mark.note, mark.run) for mark in draft.marks] == [
        ("words.", "footnote 1", 3),
        ("tation", "footnote 2", 5),
    ]
    assert [draft.text[start : start + 5] for start, _ in draft.runs][:3] == ["First", "Urges", " word"]


def test_changes_are_accepted_and_indents_are_seen() -> None:
    document = (
        "<w:p><w:pPr><w:ind w:left='720'/></w:pPr><w:r><w:t>in</w:t></w:r><w:del><w:r><w:delText>out</w:delText>"
        "<w:t>out</w:t></w:r></w:del><w:ins><w:r><w:t>side</w:t></w:r></w:ins></w:p>"
    )
    draft = read_word_draft(packed(document=f"<w:document {WORD}><w:body>{document}</w:body></w:document>"))
    [one] = draft.paragraphs
    assert (one.block, draft.text[one.start : one.end]) == (Block.INDENTED, "inside")


def test_items_of_lists_are_numbered_though_word_does_not_say_their_numbers() -> None:
    item = "<w:p><w:pPr><w:numPr><w:numId w:val='{}'/></w:numPr></w:pPr><w:r><w:t>a</w:t></w:r></w:p>"
    words = "<w:p><w:r><w:t>between</w:t></w:r></w:p>"
    body = f"{item.format(1)}{words}{item.format(1)}{item.format(2)}"
    data = packed(document=f"<w:document {WORD}><w:body>{body}</w:body></w:document>")
    draft = read_word_draft(data)
    assert [one.number for one in draft.paragraphs] == [1, None, 2, 1]
    assert draft_from_json(draft.to_json()) == draft


def test_a_draft_is_the_same_behind_the_process_that_reads_it() -> None:
    draft = read_word_draft(word_document(TEXT))
    assert draft_from_json(draft.to_json()) == draft == read_draft("a.docx", word_document(TEXT))


@pytest.mark.parametrize(
    ("make", "reason"),
    [pytest.param(*row, id=name) for name, row in REFUSED.items() if name not in ("no words", "zip bomb")],
)
def test_what_is_no_word_document_is_refused(make: Callable[[], bytes], reason: str) -> None:
    with pytest.raises(UnreadableError, match=reason):
        read_word_draft(make())


def test_parts_that_are_not_read_are_bounded_too() -> None:
    """A program that annotates the file unpacks pictures and headers as well."""
    data = io.BytesIO(word_document(TEXT))
    with zipfile.ZipFile(data, "a", zipfile.ZIP_DEFLATED) as archive, archive.open("word/media/a.png", "w") as file:
        for _ in range(201):
            file.write(bytes(1_000_000))
    with pytest.raises(UnreadableError, match="unpacks to more than 200 MB"):
        read_draft_parts(data.getvalue())


@pytest.mark.parametrize(
    ("name", "data", "reason"),
    [
        ("a.odt", b"PK", r"its file extension is '.odt'; expected a draft \(.docx, .pdf, .html, .md or .txt\)"),
        ("a.md", b" ", "it is empty; expected a draft"),
        ("a.txt", b"a\0b", "it is binary, not text; expected a draft"),
        ("a.txt", b"a" * 2_000_001, "it has 2,000,001 characters; expected a draft"),
        ("a.pdf", b"%PDF-", "it is a damaged PDF; expected a draft"),
        ("a.docx", b"words", r"it is a damaged Word document \(BadZipFile\); expected a draft"),
    ],
)
def test_what_is_no_draft_is_refused(name: str, data: bytes, reason: str) -> None:
    with pytest.raises(UnreadableError, match=reason):
        read_draft(name, data)
