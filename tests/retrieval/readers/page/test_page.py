"""Web pages give the clauses of the text they hold, and nothing that stands around it."""

from __future__ import annotations

import base64
import contextlib
import quopri
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.cli import main
from retrieval.errors import UnreadableError
from retrieval.index.build import BuildReport
from retrieval.index.verify import verify_index
from retrieval.library.add_remove import add_file
from retrieval.library.library import read_library
from retrieval.readers.page.container import read_markup
from retrieval.readers.page.text import read_text
from retrieval.readers.read import read_documents
from retrieval.readers.source import Form
from retrieval.wording.fold import fold_words
from tests.fuzz.targets import TAGS, WORDS
from tests.retrieval.readers.pdf.test_pdf import clauses_of
from tests.samples import LONG_2999, OFFICIAL_1325, OFFICIAL_2331, PAGE_2331
from tests.typeset import docx_of, pdf_of
from tests.webpages import LAYOUTS, mhtml, site

TEXTS = pytest.mark.parametrize("text", [OFFICIAL_2331, OFFICIAL_1325, LONG_2999], ids=["2331", "1325", "2999"])
HEAD = (
    "<h1>Resolution 1325 (2000)</h1><p>S/RES/1325 (2000)</p><p>The Security Council,</p>"
    "<p>Recalling its resolutions,</p>"
)
SEIZED = "<p>9. Decides to remain actively seized of the matter.</p>"


def lines_of(body: str, head: str = "") -> list[str]:
    """Return the lines of a page below its first words."""
    text = read_text(f"<html>{head}<body>{HEAD}{body}</body></html>").split("\n")
    return text[text.index("Recalling its resolutions,") + 1 :]


@TEXTS
@pytest.mark.parametrize("layout", LAYOUTS)
def test_a_page_gives_the_clauses_of_its_text(layout: str, text: str) -> None:
    make, ending = LAYOUTS[layout]
    assert clauses_of(f"a.{ending}", make(text)) == clauses_of("a.txt", text.encode())


@TEXTS
def test_every_form_of_a_document_has_the_same_clauses(text: str, tmp_path: Path) -> None:
    """Numbers and folded words are the same through each reader."""
    (tmp_path / "library").mkdir()
    (tmp_path / "library" / "a.txt").write_text(text, encoding="utf-8")
    folders = ["--library", str(tmp_path / "library"), "--index", str(tmp_path / "index")]
    tables = {ending: tmp_path / f"a.{ending}" for ending in ("csv", "jsonl", "xlsx")}
    assert all(main(["clauses", *folders, "--output", str(table)]) == 0 for table in tables.values())
    forms = {"txt": text.encode(), "pdf": pdf_of(text), "docx": docx_of(text)}
    forms |= {ending: table.read_bytes() for ending, table in tables.items()}
    made = [clauses_of(f"a.{ending}", data) for ending, data in forms.items()]
    made += [clauses_of(f"a.{ending}", make(text)) for make, ending in LAYOUTS.values()]
    folded = [[(kind, number, fold_words(words)) for kind, number, _, words in clauses] for clauses in made]
    assert all(other == folded[0] for other in folded[1:])
    assert len(folded[0]) >= 4


@pytest.mark.parametrize(
    ("markup", "lines"),
    [
        ("<ol><li>Urges a;<li>Decides b.</ol>", ["1. Urges a;", "2. Decides b."]),
        (
            "<ol start=4><li>Urges a;<li value=7>Calls b;<li>Decides c.</ol>",
            ["4. Urges a;", "7. Calls b;", "8. Decides c."],
        ),
        ("<ol type=a><li>Urges a;</ol>", ["(a) Urges a;"]),
        ("<ol style='list-style: upper-roman inside'><li>Urges a;</ol>", ["(I) Urges a;"]),
        ("<ol><li><p>Urges</p><ol type=i><li>that;</ol><li>Calls</ol>x.", ["1. Urges", "(i) that;", "2. Calls", "x."]),
        ("<ol style='list-style-type:none'><li>1. Urges a;</ol>", ["1. Urges a;"]),
        ("<ol><li>(a) Urges a;</ol>", ["(a) Urges a;"]),
        ("<ol type=weird reversed><li>Urges a;</ol>", ["Urges a;"]),
        ("<ul><li>women;</ul>", ["• women;"]),
        ("<ol><li><ol><li>Urges a;</ol></ol>", ["(1) Urges a;"]),
    ],
)
def test_items_have_the_numbers_that_a_browser_shows(markup: str, lines: list[str]) -> None:
    assert lines_of(markup) == lines


@pytest.mark.parametrize("blank", ["", " "])
def test_levels_of_an_exported_list_have_the_numbers_that_its_styles_give_them(blank: str) -> None:
    """Google Docs makes each level a list of its own, beside the one it belongs to."""
    rule = '.lst-kix_a-{level}{0}>{0}li:before{{content:"{1}" counter(lst-ctn-kix_a-{level},{form}) "{2} "}}'
    styles = [("0", "", ".", "decimal"), ("1", "(", ")", "lower-latin"), ("2", "", ".", "lower-roman")]
    rules = "".join(rule.format(blank, before, after, level=level, form=form) for level, before, after, form in styles)
    lists = [(0, 4, "Urges:"), (1, 1, "that;"), (1, 2, "this:"), (2, 1, "one;"), (1, 3, "more;"), (0, 5, "Calls.")]
    body = "".join(f'<ol class="c1 lst-kix_a-{n}" start="{at}"><li>{said}</li></ol>' for n, at, said in lists)
    styled = lines_of(body, f"<head><style>{rules}</style></head>")
    assert styled == ["4. Urges:", "(a) that;", "(b) this:", "(i) one;", "(c) more;", "5. Calls."]
    bare = lines_of(body)
    assert bare == ["4. Urges:", "that;", "this:", "one;", "more;", "5. Calls."]
    decimal = lines_of(body, f"<head><style>{rules.replace('lower-latin', 'decimal')}</style></head>")
    assert decimal[1] == "(1) that;"


def test_the_number_of_a_list_in_a_list_is_not_guessed_where_a_style_sheet_may_decide_it() -> None:
    nested = "<ol><li>Urges:<ol><li>that;</ol></ol>"
    assert lines_of(nested) == ["1. Urges:", "(1) that;"]
    assert lines_of(nested, head="<link rel=stylesheet href=a.css>") == ["1. Urges:", "that;"]


@pytest.mark.parametrize(
    "words",
    [
        "women<sup><a href='#n1'>1</a></sup>, peace;",
        "women<a href='#n1'><sup>1</sup></a>, peace;",
        "women<sup>1</sup>, peace;",
        "women<a href='#n1'>[1]</a>, peace;",
        "women<a href='#n1'><span>[</span>1]</a>, peace;",
    ],
)
def test_footnotes_and_their_marks_are_left_out(words: str) -> None:
    note = "<p id=n1><sup>1</sup> See S/2016/949. Urges nothing.</p>"
    assert lines_of(f"<p>1. Urges {words}</p>{note}") == ["1. Urges women, peace;"]


@pytest.mark.parametrize(
    "words",
    [
        "the 4213<sup>th</sup> meeting;",
        "10 km<sup>2</sup>;",
        "paragraph <a href='#p2'>2</a> below;",
        "paragraphs [1] and [2];",
        "it<sup><a href='#above'>1</a></sup>;",
    ],
)
def test_what_is_not_known_to_be_a_mark_stays(words: str) -> None:
    said = words.replace("<sup>", "").replace("</sup>", "").replace("</a>", "")
    said = said.replace("<a href='#p2'>", "").replace("<a href='#above'>", "")
    assert lines_of(f"<p id=above>1. Urges {words}</p><p id=p2>2. Decides so.</p>") == [
        f"1. Urges {said}",
        "2. Decides so.",
    ]


def test_what_is_too_long_for_a_note_stays() -> None:
    rest = "".join(f"<p>{n}. Decides to act in the way that was said before;</p>" for n in range(2, 300))
    page = f"<p>1. Urges them;<sup><a href='#rest'>1</a></sup></p><div id=rest>{rest}</div>"
    assert len(lines_of(page)) == 299


def test_spelled_marks_go_with_their_notes() -> None:
    assert lines_of("<p>1. Urges 2195 (2014) [1] and [2];</p><p>[1] See it.</p>") == ["1. Urges 2195 (2014) and [2];"]


@pytest.mark.parametrize(
    "around",
    [
        "<nav><p>Urges all.</p></nav>",
        "<div role=navigation><p>Urges all.</p></div>",
        "<div class='x sidebar'><p>Urges all.</p></div>",
        "<div class='licenseContainer licenseBanner'><ol><li>This work is in the public domain.</li></ol></div>",
        "<p hidden>Urges all.</p>",
        "<p style='display: none'>Urges all.</p>",
        "<p><a href=/>Share this page</a></p>",
        "<button>Urges all.</button><script>'Urges all.'</script>",
    ],
)
def test_what_stands_around_a_text_is_no_clause(around: str) -> None:
    page = f"<p>1. Urges a;</p>{around}<p>2. Decides to act.</p>"
    assert lines_of(page) == ["1. Urges a;", "2. Decides to act."]


@pytest.mark.parametrize(
    "below",
    ["<p>All rights reserved.</p>", "<p>Urges everyone to share it.</p>", "<p>Adopted unanimously.</p>", "Print"],
)
def test_after_the_last_paragraph_only_an_annex_follows(below: str) -> None:
    assert lines_of(SEIZED + below) == ["9. Decides to remain actively seized of the matter."]
    assert lines_of(f"{SEIZED}<h2>Annex</h2><p>1. The list is kept.</p>{below}")[:3] == [
        "9. Decides to remain actively seized of the matter.",
        "Annex",
        "1. The list is kept.",
    ]


def test_a_part_that_holds_the_text_is_kept_whatever_it_is_called() -> None:
    page = f"<form><div class=sidebar><aside>{HEAD}<p>1. Decides to act.</p></aside></div></form>"
    assert read_text(page).endswith("1. Decides to act.")


def test_a_title_that_does_not_announce_the_text_is_not_believed_against_one_that_does_not_either() -> None:
    head = "<h1>Resolution 1325 (2000)</h1><p>On women.</p><p>See also</p><p>Resolution 1820 (2008)</p><p>On war.</p>"
    page = f"{head}<p>It says</p><p>The Security Council,</p><p>Recalling it,</p><p>1. Decides to act.</p>"
    with pytest.raises(UnreadableError, match=r"its head has the symbols S/RES/1325 \(2000\), S/RES/1820 \(2008\)"):
        read_documents("a.html", page.encode())


def test_menus_and_titles_of_other_resolutions_do_not_decide_which_one_it_is() -> None:
    menu = "<p>Resolution 1820 (2008)</p><ul><li><a href=/a>Resolution 1889 (2009)</a></ul>"
    name, data = "a.html", f"<html><body>{menu}{HEAD}<p>1. Decides to act.</p></body></html>".encode()
    [document] = read_documents(name, data).documents
    assert str(document.symbol) == "S/RES/1325 (2000)"


def test_characters_are_those_that_a_browser_shows() -> None:
    assert lines_of("<p>1. Urges&nbsp;the &#147;C&ocirc;te&#148; traf&shy;ficking&#8203; a\n  b<br>c&amp;d.</p>") == [
        "1. Urges\N{NO-BREAK SPACE}the “Côte” trafficking a b",
        "c&d.",
    ]


@pytest.mark.parametrize(
    ("declared", "encoding"),
    [
        ("<meta charset=iso-8859-1>", "cp1252"),
        ("<meta charset='iso-8859-15'>", "iso-8859-15"),
        ('<meta http-equiv="Content-Type" content="text/html; charset=macintosh">', "mac-roman"),
        ("<meta charset=windows-1250>", "cp1250"),
        ("<meta charset=iso-8859-1>", "utf-8"),
        ("<meta charset=nonsense>", "cp1252"),
        ("", "utf-16"),
    ],
)
def test_a_page_is_decoded_as_it_declares_unless_it_is_utf_8(declared: str, encoding: str) -> None:
    assert read_markup(f"{declared}<p>Ivoire: é</p>".encode(encoding)) == f"{declared}<p>Ivoire: é</p>"


@pytest.mark.parametrize(
    "sentence",
    [
        "Unanimously adopting resolution 1325 (2000), the Council decided to act on women and peace.",
        "The Security Council this morning adopted a resolution on women, calling on all to act.",
        "Acting under Chapter VII of the Charter, the Council decided to act.",
        "Urges all, the President said, was the word of the day.",
        "Recalling its long debate, the Council met again; " * 100 + "it acted.",
    ],
)
def test_sentences_of_a_press_release_above_the_text_that_it_quotes_are_no_part_of_it(sentence: str) -> None:
    page, above = LAYOUTS["press"][0](OFFICIAL_1325).decode(), "<h2>Resolution</h2>"
    assert above in page
    reported = page.replace(above, f"<p>{sentence}</p>{above}")
    assert clauses_of("a.html", reported.encode()) == clauses_of("a.txt", OFFICIAL_1325.encode())


def test_a_press_release_is_read_without_its_quotation_marks_and_up_to_their_end() -> None:
    report = (
        "<h1>Council Adopts Text</h1><p>The full text of resolution 1325 (2000) reads as follows:</p><p>“The Security "
        "Council,</p><p>“Recalling “it”,</p><p>“1. Urges “them”;</p><p>“2. Decides to act.”</p><p>Urges nothing.</p>"
    )
    clauses = clauses_of("a.html", report.encode())
    assert [(number, words) for _, number, _, words in clauses] == [
        ("PP1", "Recalling “it”,"),
        ("1", "Urges “them”;"),
        ("2", "Decides to act."),
    ]
    with pytest.raises(UnreadableError, match="texts of 2 resolutions; save each"):
        read_documents("a.html", (report + report.replace("1325", "1889")).encode())


def test_a_peacewomen_page_saved_as_one_file_keeps_its_themes() -> None:
    page = "".join(f"<p>{line}</p>" for line in PAGE_2331.splitlines())
    archive = mhtml(OFFICIAL_2331)
    start, end = archive.index(b"<!DOCTYPE"), archive.index(b"------Multi", archive.index(b"<!DOCTYPE"))
    reading = read_documents("a.mhtml", archive[:start] + page.replace("=", "=3D").encode() + b"\r\n" + archive[end:])
    assert reading.source.form is Form.MHTML
    assert [p.themes for p in reading.documents[0].paragraphs] == [("Participation",), ("Implementation",)]


def test_a_page_is_judged_alike_as_html_and_as_an_archive() -> None:
    """The label of a PeaceWomen page counts on the page as displayed, not in the text of a resolution taken from it."""
    page = site(OFFICIAL_1325).replace(b"<body>", b"<body><p><i hidden>No </i>Resolution extracts: none</p>")
    archive = b"Content-Type: text/html; charset=utf-8\r\n\r\n" + page
    assert clauses_of("a.mhtml", archive) == clauses_of("a.html", page) == clauses_of("a.txt", OFFICIAL_1325.encode())


def test_quotes_of_a_page_are_proved_from_the_file(
    build: Callable[[], BuildReport], library: Path, index: Path
) -> None:
    (library / "S_RES_1325.txt").unlink()
    make, _ = LAYOUTS["site"]
    path = library / "S_RES_1325.html"
    path.write_bytes(make(OFFICIAL_1325))
    build()
    assert verify_index(index, library) == []
    path.write_bytes(make(OFFICIAL_1325.replace("rape", "harm")))
    [problem] = verify_index(index, library)
    assert problem.startswith("S/RES/1325(2000)#2: S_RES_1325.html does not say this")


def test_the_folder_of_a_saved_page_is_neither_read_nor_refused_nor_copied(tmp_path: Path) -> None:
    make, _ = LAYOUTS["site"]
    saved, library = tmp_path / "saved", tmp_path / "library"
    for folder in ("page_files", "page-Dateien", "other_files"):
        (saved / folder).mkdir(parents=True)
        (saved / folder / "style.css").write_text("body {}")
        (saved / folder / "frame.html").write_bytes(make(OFFICIAL_2331))
    (saved / "page.html").write_bytes(make(OFFICIAL_1325))
    found = read_library(saved)
    assert list(found.files) == ["page.html", "other_files/frame.html"]
    assert [refused.file for refused in found.refused] == ["other_files/style.css"]
    add_file(library, saved / "page.html")
    assert [path.name for path in library.iterdir()] == ["page.html"]


REFUSED = {
    "tags": (lambda: b"<p>a" * 201_000, "more than 200,000 tags"),
    "long": (lambda: b"<p>The Security Council," + b"a " * 1_500_000, "expected at most 2,000,000"),
    "no title": (lambda: b"<p>The Security Council,<p>1. Decides.", "no title"),
}


@pytest.mark.parametrize(("make", "reason"), REFUSED.values(), ids=REFUSED.keys())
def test_what_cannot_be_read_is_refused(make: Callable[[], bytes], reason: str) -> None:
    with pytest.raises(UnreadableError, match=reason):
        read_documents("a.html", make())


HTML = b"Content-Type: text/html\r\n"
NESTED = b"Content-Type: multipart/mixed; boundary=b%d\n\n\n--b%d\n"
ARCHIVES = {
    "none": b"x",
    "text": b"Content-Type: text/plain\n\nx",
    "many parts": b"Content-Type: multipart/related; boundary=x\n\n" + b"\n--x\n\n" * 2_000_000,
    "deep parts": b"".join(NESTED % (n, n) for n in range(100_000)) + HTML + b"\nx",
    "long head": b"A: b\n" * 2_000_000 + HTML + b"\nx",
    "long parameter": b"Content-Type: multipart/related; boundary=b" + b"\n b" * 3_000_000 + b"\n\n--b\n",
    "many parameters": HTML.strip() + b"; a*0=x" * 200_000 + b"\n\nx",
    "not base64": HTML + b"Content-Transfer-Encoding: base64\r\n\r\nxxxxx",
    "nothing": HTML + b"Content-Transfer-Encoding: quoted-printable\n\n" + b"=\n" * 7_000_000,
}


@pytest.mark.parametrize("archive", ARCHIVES.values(), ids=ARCHIVES.keys())
def test_an_archive_without_a_page_is_refused_in_time(archive: bytes) -> None:
    started = time.process_time()
    with pytest.raises(UnreadableError, match=r"web archive that contains no web page|damaged web archive|empty"):
        read_documents("a.mhtml", archive)
    assert time.process_time() - started < 5


@pytest.mark.parametrize("encode", [quopri.encodestring, base64.encodebytes], ids=["quoted-printable", "base64"])
@pytest.mark.parametrize("encoding", ["utf-8", "cp1252"])
def test_an_archive_may_pack_its_page_in_any_usual_way(encode: Callable[[bytes], bytes], encoding: str) -> None:
    """As mail programs write it: a part in a part, its encoding in its head, lines folded."""
    page = encode(site(OFFICIAL_1325.replace("rape", "“rape”")).decode().encode(encoding, "xmlcharrefreplace"))
    name = b"base64" if encode is base64.encodebytes else b"quoted-printable"
    archive = b"\n".join(
        [
            b'\nContent-Type: multipart/related;\n\ttype="multipart/alternative";\n\tboundary="one"\n\nA message.\n',
            b"--one\nContent-Type: multipart/alternative; boundary=two\n\n",
            b"--two\nContent-Type: text/plain\n\nx",
            b"--two\nContent-Transfer-Encoding: " + name,
            b"Content-Type: text/html;\n charset=" + encoding.encode() + b"\n\n" + page,
            b"--two--\n\n--one--\n",
        ]
    )
    assert ("operative", "2") in {clause[:2] for clause in clauses_of("a.mht", archive)}
    assert "“rape”" in clauses_of("a.mht", archive)[2][3]


@pytest.mark.parametrize("name", ["refworld", "wiki", "viewer"])
def test_pages_in_the_manner_of_known_sites_give_their_clauses(name: str) -> None:
    page = (Path(__file__).parent / "pages" / f"{name}.html").read_bytes()
    [document] = read_documents("page.html", page).documents
    assert (str(document.symbol), str(document.date)) == ("S/RES/1325 (2000)", "2000-10-31")
    assert [clause[1:] for clause in clauses_of("page.html", page)] == [
        ("PP1", "", "Recalling it,"),
        ("1", "", "Urges them:"),
        ("1(a)", "Urges them:", "To act;"),
        ("2", "", "Decides to remain seized of the matter."),
    ]


@pytest.mark.parametrize(
    "piece",
    [
        "<div>",
        "<sup>",
        "<a href=#n1>",
        "<sup>1</sup>",
        "<ol><li>",
        "<sup><a href=#n1>[1]</a></sup>",
        "<pre>",
        "x<br>",
        "</ol>",
    ],
)
def test_markup_in_markup_is_read_in_linear_time(piece: str) -> None:
    """Forty thousand times what a deep tree, or looking around for each mark, would take hours for."""
    page = f"{HEAD}<p>1. Urges it;</p>{piece * 40_000}<p id=n1>2. Decides so.</p>{'</div></sup></a>' * 5_000}"
    started = time.process_time()
    with contextlib.suppress(UnreadableError):
        read_documents("a.html", page.encode())
    assert time.process_time() - started < 10


@pytest.mark.parametrize(
    "tag",
    [
        f"<p {'a' * 5_000_000}>",
        f"<p {'a' * 5_000_000}=",
        f"<p a{' ' * 5_000_000}>",
        f"<a href='#{'&#' * 1_000_000}'>",
        f"<a href='#&#{'9' * 5_000_000};'>",
        f"<ol style='{'list-style:' * 500_000}'><li start={'9' * 100_000}>",
    ],
    ids=["name", "name =", "blanks", "references", "number", "style"],
)
def test_a_tag_of_megabytes_is_read_in_linear_time(tag: str) -> None:
    started = time.process_time()
    assert read_documents("a.html", f"{HEAD}{tag}<p>1. Urges it;</p>".encode()).documents
    assert time.process_time() - started < 5


@given(st.lists(st.sampled_from([*TAGS.split("|"), *WORDS.split("|")]), max_size=60).map("".join))
@settings(max_examples=200, deadline=None)
def test_any_page_is_read_or_refused(markup: str) -> None:
    try:
        reading = read_documents("S_RES_1325(2000).html", f"{HEAD}{markup}".encode())
    except UnreadableError:
        return
    assert reading.source.data.decode() == reading.source.text
