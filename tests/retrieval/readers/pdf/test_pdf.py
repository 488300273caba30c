"""Official PDFs give the clauses of their texts, and nothing that is no text of the resolution."""

import contextlib
import io
import zlib
from collections.abc import Callable
from pathlib import Path

import pypdfium2 as pdfium
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from reportlab.lib.pdfencrypt import StandardEncryption
from reportlab.pdfgen.canvas import Canvas

from retrieval.clauses.clause import clause_from_record
from retrieval.errors import UnreadableError
from retrieval.index.build import BuildReport
from retrieval.index.verify import verify_index
from retrieval.library.library import read_library
from retrieval.readers.bounded import BoundedReader
from retrieval.readers.pdf.layout import lay_out
from retrieval.readers.pdf.page import Glyph, Page
from retrieval.readers.pdf.text import read_text
from retrieval.readers.read import read_documents
from retrieval.readers.source import Form, quote
from retrieval.wording.fold import fold_words
from tests.growth import beyond_linear
from tests.samples import LONG_2999, OFFICIAL_1325, OFFICIAL_2331
from tests.typeset import Style, pdf_of

STYLES = {
    "plain": Style(notes=False),
    "notes": Style(),
    "short pages": Style(lowest=590),
    "columns": Style(columns=2),
    "hyphens": Style(hyphens="-", lowest=400),
}


def clauses_of(name: str, data: bytes) -> list[tuple[str, str | None, str, str]]:
    reading = read_documents(name, data)
    source, [document] = reading.source, reading.documents

    def said(spans: tuple[tuple[int, int], ...]) -> str:
        return quote(source.data, spans, form=source.form, encoding=source.encoding)

    return [(p.kind, p.paragraph, said(p.lead_in_spans), said(p.spans)) for p in document.paragraphs]


def a_page(draw: Callable[[Canvas], None], **how: object) -> bytes:
    file = io.BytesIO()
    canvas = Canvas(file, invariant=True, **how)
    draw(canvas)
    canvas.save()
    return file.getvalue()


def a_pdf(*objects: bytes) -> bytes:
    """Return a PDF of these objects, the first of which is its catalogue."""
    body = b"%PDF-1.4\n"
    places = []
    for number, content in enumerate(objects, 1):
        places.append(len(body))
        body += b"%d 0 obj\n%b\nendobj\n" % (number, content)
    rows = b"".join(b"%010d 00000 n \n" % place for place in places)
    table = b"xref\n0 %d\n0000000000 65535 f \n%b" % (len(objects) + 1, rows)
    return body + table + b"trailer <</Size %d/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF" % (len(objects) + 1, len(body))


@pytest.mark.parametrize("style", STYLES.values(), ids=STYLES.keys())
@pytest.mark.parametrize("text", [OFFICIAL_2331, OFFICIAL_1325, LONG_2999], ids=["2331", "1325", "2999"])
def test_a_pdf_gives_the_clauses_of_its_text(text: str, style: Style) -> None:
    assert clauses_of("a.pdf", pdf_of(text, style)) == clauses_of("a.txt", text.encode())


def test_columns_that_go_on_over_several_pages_are_read_in_order() -> None:
    assert clauses_of("a.pdf", pdf_of(LONG_2999, Style(columns=2, lowest=500))) == clauses_of(
        "a.txt", LONG_2999.encode()
    )


def test_a_hyphen_is_lost_only_where_it_is_of_the_layout() -> None:
    lines = [
        "prac-",
        "tical conflict-related exploitation, and gender-based traf-",
        "ficking, trafficking of exploi-",
        "tated and conflict-",
    ]
    lines += [
        "related short-",
        "and long-term under-represen-",
        "tation by S/PRST/",
        "2015/25 of the Secretary-",
        "General.",
    ]

    def draw(canvas: Canvas) -> None:
        for n, line in enumerate(lines):
            canvas.drawString(100, 700 - 12 * n, line)

    words = " ".join(read_text(a_page(draw)).text.split())
    assert "practical conflict-related exploitation, and gender-based trafficking, trafficking" in words
    assert "exploi-tated and conflict-related short- and long-term under-representation" in words
    assert "by S/PRST/2015/25 of the Secretary-General." in words


def test_a_raised_number_that_is_no_footnote_stays() -> None:
    def draw(canvas: Canvas) -> None:
        canvas.drawString(100, 700, "an area of 40 km")
        canvas.setFont("Helvetica", 6)
        canvas.drawString(100 + canvas.stringWidth("an area of 40 km", "Helvetica", 12), 705, "2")

    assert read_text(a_page(draw)).text == "an area of 40 km2"


def test_a_line_of_every_page_is_left_out_where_it_is_no_text() -> None:
    def draw(canvas: Canvas) -> None:
        for page in range(4):
            canvas.drawString(100, 800, f"Downloaded on {page} May from a library")
            canvas.drawString(100, 700 - page, f"Words of page {page}")
            canvas.drawString(100, 600 - page, f"and more of page {page}")
            canvas.drawString(100, 500 - page, f"and the last of page {page}")
            canvas.showPage()

    assert "Downloaded" not in read_text(a_page(draw)).text


@pytest.mark.parametrize("step", [1, 5])
def test_numbers_of_lines_in_the_margin_are_left_out(step: int) -> None:
    def draw(canvas: Canvas) -> None:
        for line in range(1, 41):
            if line % step == 0:
                canvas.drawString(60, 800 - 14 * line, str(line))
            canvas.drawString(100, 800 - 14 * line, "Words that go on and on in the" if line % 10 else "1325 of it.")

    text = read_text(a_page(draw)).text
    assert "1325 of it." in text
    assert text.replace("1325 of it.", "").split() == ["Words", "that", "go", "on", "and", "on", "in", "the"] * 36


def test_a_turned_page_is_read_as_it_is_shown() -> None:
    def draw(canvas: Canvas) -> None:
        canvas.setPageRotation(90)
        canvas.rotate(90)
        canvas.drawString(100, -200, "The Security Council,")
        canvas.drawString(100, -212, "Recalling the paragraphs of its resolutions,")

    assert read_text(a_page(draw)).text.split("\n") == [
        "The Security Council,",
        "Recalling the paragraphs of its resolutions,",
    ]


def test_a_quote_is_found_on_its_pages() -> None:
    data = pdf_of(LONG_2999, Style(lowest=590))
    reading = read_documents("a.pdf", data)
    source, [document] = reading.source, reading.documents
    broken = next(p for p in document.paragraphs if len({place.page for place in p.places}) > 1)
    places = broken.places
    assert [place.page for place in places] == sorted(place.page for place in places)
    assert all(
        126 - 1 <= left < right <= 126 + 385 + 1 and 590 - 5 < bottom < top
        for left, bottom, right, top in (p.box for p in places)
    )
    assert source.data == read_text(data).text.encode()


@pytest.mark.parametrize(
    "style", [Style(notes=False), Style(columns=2, notes=False)], ids=["one column", "two columns"]
)
def test_what_is_printed_at_the_places_of_a_clause_is_the_clause(style: Style, tmp_path: Path) -> None:
    data = pdf_of(LONG_2999, style)
    (tmp_path / "a.pdf").write_bytes(data)
    with contextlib.closing(pdfium.PdfDocument(data)) as pdf:
        for clause in read_library(tmp_path).clauses:
            places = clause_from_record(clause.as_record()).source.places
            assert places == clause.source.places
            lines = (pdf[place.page - 1].get_textpage().get_text_bounded(*place.box) for place in places)
            assert fold_words(" ".join(lines)) == fold_words(clause.text)


def test_quotes_of_a_pdf_are_proved_from_the_file(build: Callable[[], BuildReport], library: Path, index: Path) -> None:
    (library / "S_RES_1325.txt").unlink()
    path = library / "S_RES_1325.pdf"
    path.write_bytes(pdf_of(OFFICIAL_1325))
    build()
    assert verify_index(index, library) == []
    path.write_bytes(pdf_of(OFFICIAL_1325.replace("rape", "harm")))
    [problem] = verify_index(index, library)
    assert problem.startswith("S/RES/1325(2000)#2: S_RES_1325.pdf does not say this")
    path.write_bytes(b"%PDF-1.4")
    [problem] = verify_index(index, library)
    assert "S_RES_1325.pdf cannot be read as it was" in problem
    assert "S/RES/1325(2000)#2" in problem


def _locked() -> bytes:
    return a_page(lambda canvas: canvas.drawString(9, 9, "words"), encrypt=StandardEncryption("secret"))


def _scan() -> bytes:
    return a_page(lambda canvas: canvas.rect(50, 50, 400, 600, fill=1))


def _scan_among_pages() -> bytes:
    def draw(canvas: Canvas) -> None:
        canvas.drawString(100, 700, "The Security Council,")
        canvas.showPage()
        canvas.rect(50, 50, 400, 600, fill=1)

    return a_page(draw)


def _many_pages() -> bytes:
    pages = b" ".join(b"3 0 R" for _ in range(100_000))
    return a_pdf(
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Count 100000/Kids[%b]>>" % pages,
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]>>",
    )


def _page_tree_in_a_circle() -> bytes:
    return a_pdf(b"<</Type/Catalog/Pages 2 0 R>>", b"<</Type/Pages/Count 5/Kids[2 0 R 2 0 R]/Parent 2 0 R>>")


def _form_in_itself() -> bytes:
    itself = b"/Resources<</XObject<</F 4 0 R>>>>"
    drawn = b"<</Type/XObject/Subtype/Form/BBox[0 0 9 9]%b/Length 11>>stream\n/F Do /F Do\nendstream" % itself
    return a_pdf(
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Count 1/Kids[3 0 R]>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]/Contents 4 0 R/Resources<</XObject<</F 4 0 R>>>>>>",
        drawn,
    )


def _bomb(words: bytes) -> bytes:
    packed = zlib.compress(words, 9)
    return a_pdf(
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Count 1/Kids[3 0 R]>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]/Contents 4 0 R/Resources<</Font<</F 5 0 R>>>>>>",
        b"<</Length %d/Filter/FlateDecode>>stream\n%b\nendstream" % (len(packed), packed),
        b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>",
    )


REFUSED = {
    "locked": (_locked, "locked with a password"),
    "scan": (_scan, r"a scan without text: its pages are pictures; run text recognition \(OCR\)"),
    "scan among pages": (_scan_among_pages, "page 2 is a picture"),
    "blank": (lambda: a_page(lambda canvas: None), "its pages are empty"),
    "many pages": (_many_pages, "100000 pages"),
    "circle of pages": (_page_tree_in_a_circle, "scan|damaged|empty"),
    "circle of forms": (_form_in_itself, "scan|damaged|empty"),
    "packed blanks": (lambda: _bomb(b" " * 900_000_000), "memory|seconds|crashed|empty|scan|damaged"),
    "packed words": (
        lambda: _bomb(b"BT /F 9 Tf " + (b"(" + b"x" * 30_000 + b") Tj ") * 1_700 + b"ET"),
        "characters|memory|crashed|seconds",
    ),
    "packed objects": (lambda: _bomb(b"0 0 9 9 re f " * 20_000_000), "memory|crashed|seconds|scan"),
    "no PDF": (lambda: b"<html>not found</html>", "damaged PDF"),
    "cut off": (lambda: pdf_of(OFFICIAL_1325)[:700], "damaged|scan|empty|cannot"),
}


@pytest.mark.parametrize(("make", "reason"), REFUSED.values(), ids=REFUSED.keys())
def test_what_cannot_be_read_is_refused_within_bounds(
    make: Callable[[], bytes], reason: str, reader: BoundedReader
) -> None:
    with pytest.raises(UnreadableError, match=reason):
        reader.read("a.pdf", make(), {}, {})


def test_a_pdf_is_read_the_same_whatever_was_read_before(reader: BoundedReader) -> None:
    """All are read by one process, whose library of PDFs keeps fonts."""
    files = [pdf_of(text, style) for text in (OFFICIAL_2331, LONG_2999) for style in STYLES.values()]
    in_order = [reader.quotable(file, Form.PDF) for file in files]
    assert [reader.quotable(file, Form.PDF) for file in reversed(files)] == in_order[::-1]


@pytest.mark.parametrize("lines", [1, 2, 500])
def test_noise_of_any_shape_is_laid_out_in_linear_time(lines: int) -> None:
    def glyphs(count: int) -> list[Glyph]:
        each = max(1, count // lines)
        return [
            Glyph("a", 1, 5.0 * (n % each), 5.0 * (n % each) + 5, -12.0 * (n // each), 10.0, False)
            for n in range(count)
        ]

    assert not beyond_linear(
        lambda some: lay_out([Page(600.0, tuple(some))]), glyphs, looks=(20_000, 40_000), longest=200_000
    )


SAMPLE = pdf_of(OFFICIAL_2331)


@settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(
    st.lists(st.tuples(st.integers(0, len(SAMPLE) - 1), st.binary(max_size=8)), min_size=1, max_size=20),
    st.integers(0, len(SAMPLE)),
)
def test_a_damaged_pdf_is_read_or_refused(reader: BoundedReader, changes: list[tuple[int, bytes]], end: int) -> None:
    data = bytearray(SAMPLE)
    for at, written in changes:
        data[at : at + len(written)] = written
    with contextlib.suppress(UnreadableError):
        reader.read("a.pdf", bytes(data[: end if end > len(data) // 2 else None]), {}, {})


def test_a_library_holds_pdfs_beside_texts(library: Path) -> None:
    (library / "again.pdf").write_bytes(pdf_of(OFFICIAL_1325))
    read = read_library(library)
    assert read.refused == ()
    [remark] = read.remarks
    assert str(remark).startswith("again.pdf: S/RES/1325 (2000) is quoted from S_RES_1325.txt, which is no worse")
