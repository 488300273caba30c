"""Word documents give what Word shows once all changes are accepted, with the numbers it shows."""

import contextlib
import io
import time
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from retrieval.errors import UnreadableError
from retrieval.index.build import BuildReport
from retrieval.index.verify import verify_index
from retrieval.readers.docx.text import read_text
from retrieval.readers.read import read_documents
from tests.fuzz import targets
from tests.retrieval.readers.pdf.test_pdf import clauses_of
from tests.samples import LONG_2999, OFFICIAL_1325, OFFICIAL_2331
from tests.typeset import docx_of, pdf_of

WORD = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
STRICT = 'xmlns:w="http://purl.oclc.org/ooxml/wordprocessingml/main"'
TEXTS = pytest.mark.parametrize("text", [OFFICIAL_2331, OFFICIAL_1325, LONG_2999], ids=["2331", "1325", "2999"])


def packed(**parts: str | bytes) -> bytes:
    return targets.packed(**{f"word__{name}": content for name, content in parts.items()})


def shown(body: str, namespace: str = WORD, **parts: str) -> list[str]:
    document = f"<w:document {namespace}><w:body>{body}</w:body></w:document>"
    return read_text(packed(document=document, **parts)).split("\n")


def a_run(words: str) -> str:
    return f"<w:r><w:t xml:space='preserve'>{words}</w:t></w:r>"


def listed(words: str, level: int = 0, number: int = 1, more: str = "") -> str:
    place = f"<w:numPr><w:ilvl w:val='{level}'/><w:numId w:val='{number}'/></w:numPr>"
    return f"<w:p><w:pPr>{place}{more}</w:pPr>{a_run(words)}</w:p>"


def numbering(*levels: tuple[str, str], nums: str = "<w:num w:numId='1'><w:abstractNumId w:val='5'/></w:num>") -> str:
    rows = "".join(
        f"<w:lvl w:ilvl='{n}'><w:start w:val='1'/><w:numFmt w:val='{form}'/><w:lvlText w:val='{text}'/></w:lvl>"
        for n, (form, text) in enumerate(levels)
    )
    return f"<w:numbering {WORD}><w:abstractNum w:abstractNumId='5'>{rows}</w:abstractNum>{nums}</w:numbering>"


LISTS = numbering(("decimal", "%1."), ("lowerLetter", "(%2)"), ("lowerRoman", "(%3)"))


@TEXTS
@pytest.mark.parametrize("automatic", [True, False], ids=["automatic numbers", "typed numbers"])
def test_a_word_file_gives_the_clauses_of_its_text(text: str, automatic: bool) -> None:
    data = docx_of(text, automatic=automatic)
    assert clauses_of("a.docx", data) == clauses_of("a.txt", text.encode())


@TEXTS
def test_pdf_and_word_file_give_the_same_clauses(text: str) -> None:
    assert clauses_of("a.pdf", pdf_of(text)) == clauses_of("a.docx", docx_of(text))


def test_deleted_words_are_no_text_and_inserted_ones_are() -> None:
    body = (
        f"<w:p>{a_run('Calls upon ')}<w:del>{a_run('no ')}<w:r><w:delText>no </w:delText></w:r></w:del>"
        f"<w:ins>{a_run('all ')}<w:del>{a_run('kind ')}</w:del></w:ins><w:moveFrom>{a_run('moved ')}</w:moveFrom>"
        f"{a_run('States')}</w:p>"
    )
    assert shown(body) == ["Calls upon all States"]


def test_a_paragraph_whose_end_is_deleted_runs_into_the_next_and_is_not_counted() -> None:
    body = listed("Calls ", more="<w:rPr><w:del/></w:rPr>") + listed("upon States") + listed("Decides")
    assert shown(body, numbering=LISTS) == ["1. Calls upon States", "2. Decides"]


def test_hidden_words_fields_notes_and_the_second_form_of_a_drawing_are_no_text() -> None:
    choice = 'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
    box = f"<w:txbxContent><w:p>{a_run('boxed')}</w:p></w:txbxContent>"
    body = (
        f"<w:p>{a_run('A')}<w:r><w:rPr><w:vanish/></w:rPr><w:t>hidden</w:t></w:r>"
        f"<w:r><w:rPr><w:vanish w:val='0'/></w:rPr><w:t>B</w:t></w:r><w:r><w:instrText>PAGE</w:instrText></w:r>"
        f"<w:r><w:footnoteReference/></w:r><w:r><w:noBreakHyphen/><w:t>C</w:t><w:tab/><w:softHyphen/><w:t>D</w:t></w:r>"
        f"<w:r><mc:AlternateContent {choice}><mc:Choice>{box}</mc:Choice><mc:Fallback>{box}</mc:Fallback>"
        "</mc:AlternateContent></w:r></w:p>"
    )
    assert shown(body) == ["boxed", "AB\N{NON-BREAKING HYPHEN}C D"]


def test_cells_of_a_table_are_paragraphs_in_its_order() -> None:
    cells = "".join(f"<w:tc><w:p>{a_run(words)}</w:p></w:tc>" for words in ("a", "b"))
    assert shown(f"<w:tbl><w:tr>{cells}</w:tr></w:tbl><w:p>{a_run('c')}</w:p>") == ["a", "b", "c"]


def test_the_strict_form_is_read_too() -> None:
    assert shown(f"<w:p>{a_run('words')}</w:p>", STRICT) == ["words"]


def test_lists_are_numbered_as_word_shows_them() -> None:
    body = (
        listed("x") + listed("a", 1) + listed("b", 1) + listed("i", 2) + listed("c", 1) + listed("y") + listed("a", 1)
    )
    assert shown(body, numbering=LISTS) == ["1. x", "(a) a", "(b) b", "(i) i", "(c) c", "2. y", "(a) a"]


def test_a_list_that_starts_anew_does_so_once() -> None:
    again = "<w:lvlOverride w:ilvl='0'><w:startOverride w:val='7'/></w:lvlOverride>"
    nums = "".join(
        f"<w:num w:numId='{n}'><w:abstractNumId w:val='5'/>{more}</w:num>" for n, more in ((1, ""), (2, again))
    )
    lists = numbering(("decimal", "%1."), nums=nums)
    body = listed("x") + listed("y", number=2) + listed("z", number=2) + listed("v", number=1)
    assert shown(body, numbering=lists) == ["1. x", "7. y", "8. z", "9. v"]


def test_a_style_gives_its_list_and_a_paragraph_can_leave_it() -> None:
    styles = (
        f"<w:styles {WORD}><w:style w:styleId='Base'><w:pPr><w:numPr><w:numId w:val='1'/></w:numPr></w:pPr></w:style>"
        "<w:style w:styleId='OP'><w:basedOn w:val='Base'/></w:style>"
        "<w:style w:styleId='Round'><w:basedOn w:val='Round'/></w:style></w:styles>"
    )

    def styled(style: str, more: str = "") -> str:
        return f"<w:p><w:pPr><w:pStyle w:val='{style}'/>{more}</w:pPr>{a_run('x')}</w:p>"

    body = styled("OP") + styled("OP", "<w:numPr><w:numId w:val='0'/></w:numPr>") + styled("Round") + styled("OP")
    assert shown(body, numbering=LISTS, styles=styles) == ["1. x", "x", "x", "2. x"]


@pytest.mark.parametrize(
    ("form", "text", "label"),
    [
        ("bullet", "\uf0b7", "• "),
        ("upperRoman", "%1.", "I. "),
        ("none", "", ""),
        ("ordinalText", "%1", ""),
        ("lowerLetter", "%1)", "a) "),
        ("decimal", "Article %1", "Article 1 "),
    ],
)
def test_a_number_that_is_not_understood_is_none(form: str, text: str, label: str) -> None:
    assert shown(listed("x"), numbering=numbering((form, text))) == [f"{label}x"]


def test_a_legal_number_shows_every_level_in_digits() -> None:
    lists = numbering(("upperRoman", "%1."), ("decimal", "%1.%2")).replace(
        "<w:lvl w:ilvl='1'>", "<w:lvl w:ilvl='1'><w:isLgl/>"
    )
    assert shown(listed("x") + listed("y", 1), numbering=lists) == ["I. x", "1.1 y"]


def test_what_was_before_a_change_of_format_counts_for_nothing() -> None:
    before = "<w:pPrChange><w:pPr><w:numPr><w:numId w:val='1'/></w:numPr></w:pPr></w:pPrChange>"
    body = f"<w:p><w:pPr>{before}</w:pPr>{a_run('x')}</w:p>" + listed("y")
    assert shown(body, numbering=LISTS) == ["x", "1. y"]


def test_quotes_of_a_word_file_are_proved_from_the_file(
    build: Callable[[], BuildReport], library: Path, index: Path
) -> None:
    (library / "S_RES_1325.txt").unlink()
    path = library / "S_RES_1325.docx"
    path.write_bytes(docx_of(OFFICIAL_1325))
    build()
    assert verify_index(index, library) == []
    path.write_bytes(docx_of(OFFICIAL_1325.replace("rape", "harm")))
    [problem] = verify_index(index, library)
    assert problem.startswith("S/RES/1325(2000)#2: S_RES_1325.docx does not say this")


BOMB = '<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;">]>'
REFUSED = {
    "no archive": (lambda: b"words", "damaged Word document"),
    "old": (lambda: bytes.fromhex("d0cf11e0a1b11ae1") + bytes(500), r"old Word document \(.doc\), or locked"),
    "other archive": (lambda: packed(other="x"), "no word/document.xml"),
    "zip bomb": (lambda: packed(document=b" " * 200_000_000), "unpacks to more than 24 MB"),
    "entities": (lambda: packed(document=f"{BOMB}<x>&b;</x>"), "document type"),
    "external": (lambda: packed(document='<!DOCTYPE x SYSTEM "file:///etc/passwd"><x/>'), "document type"),
    "deep": (lambda: packed(document="<x>" * 100_000), "nested too deeply"),
    "many": (lambda: packed(document=f"<x>{'<y/>' * 5_000_000}</x>"), "too many elements"),
    "no end": (lambda: packed(document="<x>"), "word/document.xml is damaged"),
    "no words": (lambda: packed(document=f"<w:document {WORD}/>"), "no text"),
    "cut off": (lambda: docx_of(OFFICIAL_1325)[:-100], "damaged Word document"),
}


@pytest.mark.parametrize(("make", "reason"), REFUSED.values(), ids=REFUSED.keys())
def test_what_cannot_be_read_is_refused_in_time(make: Callable[[], bytes], reason: str) -> None:
    data = make()
    started = time.process_time()
    with pytest.raises(UnreadableError, match=reason):
        read_documents("a.docx", data)
    assert time.process_time() - started < 10


SAMPLE = docx_of(OFFICIAL_2331)
with zipfile.ZipFile(io.BytesIO(SAMPLE)) as archive:
    PARTS = {name: archive.read(f"word/{name}.xml") for name in ("document", "numbering", "styles")}
CHANGES = st.lists(st.tuples(st.integers(0, 1 << 20), st.binary(max_size=8)), min_size=1, max_size=20)


def changed(sample: bytes, changes: list[tuple[int, bytes]]) -> bytes:
    data = bytearray(sample)
    for at, written in changes:
        data[at % len(data) : at % len(data) + len(written)] = written
    return bytes(data)


@settings(max_examples=100, deadline=None)
@given(CHANGES)
def test_a_damaged_word_file_is_read_or_refused(changes: list[tuple[int, bytes]]) -> None:
    with contextlib.suppress(UnreadableError):
        read_documents("a.docx", changed(SAMPLE, changes))


@settings(max_examples=100, deadline=None)
@given(
    st.sampled_from(sorted(PARTS)), st.lists(st.tuples(st.integers(0, 1 << 20), st.integers(0, 1 << 20)), max_size=5)
)
def test_a_word_file_of_other_elements_is_read_or_refused(name: str, swaps: list[tuple[int, int]]) -> None:
    """Whole pieces of markup change places, so that the file stays well-formed more often."""
    pieces = PARTS[name].split(b"<")
    for a, b in swaps:
        one, other = 1 + a % (len(pieces) - 1), 1 + b % (len(pieces) - 1)
        pieces[one], pieces[other] = pieces[other], pieces[one]
    with contextlib.suppress(UnreadableError):
        read_documents("a.docx", packed(**{**PARTS, name: b"<".join(pieces)}))


def test_a_word_document_is_known_by_how_it_begins_whatever_its_name() -> None:
    data = docx_of(OFFICIAL_1325)
    assert clauses_of("a.pdf", data) == clauses_of("a.txt", data) == clauses_of("a.docx", data)
