"""PeaceWomen pages: the seed, every layout seen, and what stands around the extracts."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from retrieval.clauses.clause import ClauseKind, Symbol
from retrieval.errors import UnreadableError
from retrieval.readers.document import Document, DocumentKind
from retrieval.readers.peacewomen.extracts import is_peacewomen_page, read_peacewomen
from retrieval.readers.source import Source, open_source, quote
from tests.growth import beyond_linear
from tests.retrieval.readers.peacewomen import pages

SEED = Path(__file__).parents[4] / "seeds" / "peacewomen-S_RES_2331.txt"
OP, PP, ANNEX = ClauseKind.OPERATIVE, ClauseKind.PREAMBULAR, ClauseKind.ANNEX

Row = tuple[str | None, str, str]


def read(text: str, name: str = "page.txt") -> tuple[Source, Document]:
    source = open_source(name, text.encode())
    assert is_peacewomen_page(source)
    return source, read_peacewomen(source)


def rows(text: str, name: str = "page.txt") -> list[Row]:
    """Return number, lead-in and words of every clause of a page."""
    source, document = read(text, name)

    def words(spans: Sequence[tuple[int, int]]) -> str:
        return quote(source.data, spans, form=source.form, encoding=source.encoding)

    return [(p.paragraph, words(p.lead_in_spans), words(p.spans)) for p in document.paragraphs]


def kinds(text: str) -> list[ClauseKind]:
    return [paragraph.kind for paragraph in read(text)[1].paragraphs]


def one(extract: str, title: str = "Resolution 2331, SGBV") -> list[Row]:
    """Return the clauses of a page with one extract."""
    return rows(pages.as_text([pages.Extract(title, ("Human Rights",), tuple(extract.split("\n")))]))


def test_the_seed_gives_its_eleven_extracts_in_order_each_with_all_its_themes() -> None:
    source, document = read(SEED.read_text(encoding="utf-8"))
    wps, sgbv = "General Women, Peace and Security", "Sexual and Gender-Based Violence"
    expected = [
        (PP, None, "Recalling the United Nations Convention against", (wps,)),
        (PP, None, "Reaffirming that trafficking in persons", (wps,)),
        (OP, "2(a)", "That have not yet done so, to consider", (wps, "Implementation")),
        (OP, None, "furthermore emphasizes that survivors", ("Human Rights",)),
        (OP, "8", "Stresses that acts of trafficking", ("Human Rights",)),
        (OP, "15", "Encourages Member States to ensure", ("Implementation",)),
        (PP, None, "Emphasizing the importance of engaging", ("Participation",)),
        (OP, "3(a)", "Build strong partnerships", ("Participation",)),
        (OP, "23", "Requests the Secretary-General to follow-up", ("Protection",)),
        (PP, None, "Expressing deep concern that acts", (sgbv,)),
        (PP, None, "Recalling resolution 2249 (2015), in which", (sgbv,)),
    ]
    found = rows(SEED.read_text(encoding="utf-8"))
    for paragraph, (_, _, words), (kind, number, start, themes) in zip(
        document.paragraphs, found, expected, strict=True
    ):
        assert (paragraph.kind, paragraph.paragraph, paragraph.themes) == (kind, number, themes)
        assert words.startswith(start)
    assert [lead for _, lead, _ in found if lead] == ["Calls upon Member States:", "Encourages Member States to:"]
    assert found[2][2].endswith("as well as all relevant international instruments;")
    assert source.data == SEED.read_bytes()


def test_the_seed_says_which_resolution_it_is() -> None:
    _, document = read(SEED.read_text(encoding="utf-8"))
    assert document.symbol == Symbol(2331, 2016)
    assert (document.date, document.countries) == (date(2016, 12, 20), ("Global",))
    assert document.kind is DocumentKind.EXTRACTS


@pytest.mark.parametrize("layout", pages.LAYOUTS, ids=lambda layout: layout.__name__)
def test_a_page_as_html_gives_what_its_text_gives(layout: pages.Layout) -> None:
    text, markup = pages.as_text(pages.EXAMPLE), layout(pages.EXAMPLE)
    assert rows(markup, "page.html") == rows(text)
    in_text, in_markup = read(text)[1], read(markup, "page.html")[1]
    assert (in_markup.symbol, in_markup.date, in_markup.countries) == (
        Symbol(2275, 2016),
        date(2016, 3, 24),
        ("Somalia", "Congo, Democratic Republic of the"),
    )
    for a, b in zip(in_text.paragraphs, in_markup.paragraphs, strict=True):
        assert (a.kind, a.paragraph, a.themes) == (b.kind, b.paragraph, b.themes)


@pytest.mark.parametrize("layout", pages.LAYOUTS, ids=lambda layout: layout.__name__)
def test_the_seed_as_html_gives_what_the_seed_gives(layout: pages.Layout) -> None:
    extracts = pages.parse(SEED.read_text(encoding="utf-8"))
    markup = layout(extracts).replace("2275", "2331").replace("Thursday, March 24, 2016", "Tuesday, December 20, 2016")
    assert rows(markup, "page.html") == rows(SEED.read_text(encoding="utf-8"))


def test_the_example_page_gives_exactly_its_clauses() -> None:
    assert rows(pages.as_text(pages.EXAMPLE)) == [
        ("20", "", pages.CALLS),
        (None, "", pages.RECALLING),
        ("4(b)", "Requests AMISOM to:", "Deploy GENDER advisers to every sector;"),
        ("4(c)", "Requests AMISOM to:", "Report on their work;"),
        (None, "", "that women take part [...] at all levels"),
    ]


@pytest.mark.parametrize(
    ("line", "number"),
    [
        ("“2.   Calls upon all parties to act;", "2"),
        ("“15.\u00a0 Calls upon all parties to act;", "15"),
        ("20. Calls upon all parties to act;", "20"),
        ("20.Calls upon all parties to act;", "20"),
        ('"20. Calls upon all parties to act;', "20"),
        ("Para 21. Calls upon all parties to act;", "21"),
        ("Paragraph 21: Calls upon all parties to act;", "21"),
        ("OP 57. Calls upon all parties to act;", "57"),
        ("OP57 Calls upon all parties to act;", "57"),
        ("OP 2 (a) Calls upon all parties to act;", "2(a)"),
        ("2. (a) Calls upon all parties to act;", "2(a)"),
        ("PP4. Calls upon all parties to act;", "PP4"),
        ("20.\nCalls upon all parties to act;", "20"),
        ("“20. Calls upon all parties to act;”", "20"),
        ("• Calls upon all parties to act;", None),
        ("“Calls upon all parties to act;", None),
        ("Calls upon all parties to act;", None),
    ],
)
def test_number_and_quotation_mark_are_read_and_left_out_of_the_words(line: str, number: str | None) -> None:
    assert one(line) == [(number, "", "Calls upon all parties to act;")]


@pytest.mark.parametrize(
    "line",
    [
        "1325 (2000) and later resolutions on women and peace;",
        "2.5 million women and girls were displaced;",
        "paragraph 9 of resolution 2253 (2015) applies to these acts;",
        "Paragraph 9 of resolution 2253 (2015) applies to these acts;",
        "“Women 2000” and the Beijing Declaration are recalled;",
        "12 (twelve) months after its adoption;",
    ],
)
def test_what_only_looks_like_a_number_stays_in_the_words(line: str) -> None:
    assert one(line) == [(None, "", line)]


@pytest.mark.parametrize(
    ("title", "number", "kind"),
    [
        ("Security Council Resolution 2331: para. 20.", "20", OP),
        ("SECURITY COUNCIL RESOLUTION 2331: para. 4.", "4", OP),
        ("Security Council Resolution 2331. para. 49", "49", OP),
        ("S/RES/2331: para. 19", "19", OP),
        ("Security Council Resolution S/RES/2331: para. 19", "19", OP),
        ("2331 (Operative Clause 31)", "31", OP),
        ("Resolution 2331: Paragraph 9", "9", OP),
        ("Resolution 2331 (2016), OP 10 (b)", "10(b)", OP),
        ("Resolution 2331: Preamble", None, PP),
        ("Resolution 2331: Annex", None, ANNEX),
        ("Resolution 2331: paras. 20 and 21", None, PP),
        ("Resolution 2331: para. 20 and para. 21", None, PP),
        ("Resolution 2331: para. 20-22", None, PP),
        ("2331 HR", None, PP),
        ("Resolution 2331, SGBV", None, PP),
    ],
)
def test_a_title_numbers_its_only_paragraph(title: str, number: str | None, kind: ClauseKind) -> None:
    page = pages.as_text(
        [pages.Extract(title, ("Human Rights",), ("Noting the part that women play in peace,",))], 2331
    )
    assert [(n, words) for n, _, words in rows(page)] == [(number, "Noting the part that women play in peace,")]
    assert kinds(page) == [kind]


def test_a_title_numbers_nothing_where_the_extract_gives_a_number_or_has_several_paragraphs() -> None:
    title = "Resolution 2331: para. 20"
    assert [n for n, _, _ in one("21. Calls upon all parties to act;", title)] == ["21"]
    assert [n for n, _, _ in one("Calls upon all parties to act;\nUrges them to report;", title)] == [None, None]


def test_a_title_that_is_the_extracts_own_words_is_no_clause_and_no_citation() -> None:
    first = (
        "Recalling resolution 2249 (2015), in which the Council condemned these acts, " + "and more words " * 20 + ","
    )
    second = "19. Urges all parties " + "to take further steps at once " * 12 + ";"
    page = pages.as_text(
        [
            pages.Extract(first[:250], ("Human Rights",), (first,)),
            pages.Extract(second[4:250] + "...", ("Protection",), (second,)),
        ]
    )
    assert [(number, words[:9], words[-1]) for number, _, words in rows(page)] == [
        (None, "Recalling", ","),
        ("19", "Urges all", ";"),
    ]


def test_a_section_on_another_resolution_is_not_attributed_to_the_page() -> None:
    mine = pages.Extract("Resolution 2331, SGBV", ("Protection",), ("1. Calls upon all parties to act;",))
    other = pages.Extract("Resolution 2242, SGBV", ("Protection",), ("2. Urges all parties to act;",))
    assert [number for number, _, _ in rows(pages.as_text([other, mine], 2331))] == ["1"]
    with pytest.raises(UnreadableError, match="page on resolution 2331 with no extract of it, only of 2242"):
        read(pages.as_text([other], 2331))


def test_sub_paragraphs_of_several_branches_have_no_number_but_their_lead_in() -> None:
    lead = "Decides that the mandate shall include:"
    extract = f"19. {lead}\n(v) Support to women;\n(b) Protection of civilians;\n(iii) Human rights;"
    assert one(extract) == [
        (None, lead, "Support to women;"),
        (None, lead, "Protection of civilians;"),
        (None, lead, "Human rights;"),
    ]


@pytest.mark.parametrize(
    ("below", "numbers"),
    [
        ("(a) One;\n(c) Three;", ["19(a)", "19(c)"]),
        ("(h) Eight;\n(i) Nine;\n(j) Ten;", ["19(h)", "19(i)", "19(j)"]),
        ("(a) One:\n(i) Inner;\n(ii) Inner;\n(b) Two;", ["19(a)(i)", "19(a)(ii)", "19(b)"]),
        ("(a) One;\n(i) Inner;", ["19(a)", "19(a)(i)"]),
        ("(b) Two;\n(a) One;", [None, None]),
        ("(i) Of which branch?;", [None]),
        ("(a) One;\n(iv) Of which branch?;", [None, None]),
        ("(a) One;\nRecalling its resolutions,\n(b) Of what?;", ["19(a)", None, None]),
        ("[...]\n(c) Three;", ["19(c)"]),
    ],
)
def test_a_sub_paragraph_is_numbered_only_where_its_place_is_sure(below: str, numbers: list[str | None]) -> None:
    assert [number for number, _, _ in one(f"19. Decides that the mission shall:\n{below}")] == numbers


def test_a_lead_in_without_its_sub_paragraphs_is_the_clause() -> None:
    assert one("2. Calls upon Member States:") == [("2", "", "Calls upon Member States:")]
    assert [number for number, _, _ in one("2. Calls upon Member States:\nRecalling its resolutions,")] == ["2", None]


def test_a_paragraph_that_is_ended_is_no_lead_in() -> None:
    assert one("2. Calls upon States to act;\n(b) To report;") == [
        ("2", "", "Calls upon States to act;"),
        (None, "", "To report;"),
    ]


def test_the_same_clause_under_several_themes_is_one() -> None:
    page = pages.as_text(
        [
            pages.Extract("Resolution 2331, HR", ("Human Rights",), ("8. Stresses that peace matters;", "Noting it,")),
            pages.Extract(
                "Resolution 2331, WPS", ("Participation",), ("“8.  Stresses that PEACE matters", "Noting it,")
            ),
            pages.Extract("Resolution 2331, GP", ("Protection",), ("Stresses that peace matters;", "9. Noting it,")),
        ]
    )
    themes = {p.paragraph: p.themes for p in read(page)[1].paragraphs}
    assert themes == {
        "8": ("Human Rights", "Participation", "Protection"),
        "9": ("Human Rights", "Participation", "Protection"),
    }


def test_different_paragraphs_with_the_same_words_stay_two() -> None:
    assert [n for n, _, _ in one("8. Requests a report;\n9. Requests a report;\nRequests a report;")] == [
        "8",
        "9",
        None,
    ]


def test_a_fragment_of_a_numbered_paragraph_is_that_paragraph() -> None:
    whole, part = "8. Urges States to act and to report on it;", "8. to report on it;"
    assert one(f"{part}\n{whole}") == [("8", "", "Urges States to act and to report on it;")]


def test_missing_labels_and_other_labels_are_survived() -> None:
    page = """Security Council Resolution 2331

Tuesday, December 20, 2016
Resolution Extracts:

Resolution 2331, HR

PeaceWomen Consolidated Themes:
Human Rights
Security Council Agenda Geographical Topic:
Sudan and South Sudan

4. Urges women's participation

Resolution 2331, Protection
Extract: 5. Urges protection;

PeaceWomen Consolidated Themes: General Women, Peace and Security, Participation
Justice, Rule of Law and Security Sector Reform
Extract:
6. Decides to remain seized of the matter
"""
    assert [(p.paragraph, p.themes) for p in read(page)[1].paragraphs] == [
        ("4", ("Human Rights",)),
        ("5", ()),
        (
            "6",
            (
                "General Women, Peace and Security",
                "Participation",
                "Justice, Rule of Law and Security Sector Reform",
            ),
        ),
    ]


@pytest.mark.parametrize(
    "footer",
    [
        "Related Resources\nWomen in war: a study of ten countries.\nShare",
        "Copyright © 2016 PeaceWomen. All rights reserved.",
        "PeaceWomen is a programme of the Women's International League for Peace and Freedom, in New York.",
        "Subscribe to our newsletter.\nFacebook\nTwitter",
        "Security Council Resolution 1325\nSecurity Council Resolution 1820\nMore news, every day.",
    ],
)
def test_what_stands_below_the_last_extract_is_no_clause(footer: str) -> None:
    page = pages.as_text([pages.Extract("Resolution 2331, HR", ("Protection",), ("4. Urges protection",))], 2331)
    assert [words for _, _, words in rows(f"{page}\n\n{footer}\n")] == ["Urges protection"]


def test_a_menu_of_resolutions_does_not_decide_which_one_the_page_is_about() -> None:
    menu = "Home\nMonday, 3 March 2025\nSecurity Council Resolution 1325\nSecurity Council Resolution 1820\n\n"
    _, document = read(menu + SEED.read_text(encoding="utf-8"))
    assert (document.symbol, document.date) == (Symbol(2331, 2016), date(2016, 12, 20))


@pytest.mark.parametrize(
    ("printed", "day"),
    [
        ("Tuesday, December 20, 2016", date(2016, 12, 20)),
        ("Tuesday, 20 December 2016", date(2016, 12, 20)),
        ("20th December 2016", date(2016, 12, 20)),
        ("Dec 20, 2016", date(2016, 12, 20)),
        ("Tuesday, December 20, 2016 - 00:00", date(2016, 12, 20)),
        ("Tue, 12/20/2016 - 12:00", date(2016, 12, 20)),
        ("20/12/2016", date(2016, 12, 20)),
        ("2016-12-20", date(2016, 12, 20)),
        ("05/06/2016", None),
        ("February 31, 2016", None),
    ],
)
def test_the_date_is_read_in_every_form_and_never_guessed(printed: str, day: date | None) -> None:
    _, document = read(SEED.read_text(encoding="utf-8").replace("Tuesday, December 20, 2016", printed))
    assert (document.date, document.symbol.year) == (day, 2016)


def test_a_page_without_date_is_read_where_its_title_has_the_year() -> None:
    undated = SEED.read_text(encoding="utf-8").replace("Tuesday, December 20, 2016\n", "")
    with pytest.raises(UnreadableError, match=r"page on resolution 2331 that has no date; expected .*PeaceWomen"):
        read(undated)
    _, document = read(
        undated.replace("Security Council Resolution 2331", "Security Council Resolution 2331 (2016)", 1)
    )
    assert (document.symbol, document.date) == (Symbol(2331, 2016), None)


def test_a_page_that_names_no_resolution_is_refused() -> None:
    page = re.sub(r"Resolution 2331,?", "A text on", SEED.read_text(encoding="utf-8"))
    with pytest.raises(UnreadableError, match="without a title that names one resolution; expected"):
        read(page)


def test_a_page_broken_into_short_lines_keeps_its_paragraphs_whole() -> None:
    text = SEED.read_text(encoding="utf-8")
    text = text.replace("\nHuman Rights\n", "\nJustice, Rule of Law and Security Sector Reform\nHuman Rights\n")
    wrapped = "\n".join(re.sub(r"(.{60,75}) ", r"\1\n", line) for line in text.split("\n"))
    assert rows(wrapped) == rows(text)
    themes = [paragraph.themes for paragraph in read(wrapped)[1].paragraphs]
    assert themes == [paragraph.themes for paragraph in read(text)[1].paragraphs]
    assert themes[4] == ("Justice, Rule of Law and Security Sector Reform", "Human Rights")


def test_a_line_broken_inside_a_sentence_is_joined() -> None:
    page = pages.as_text([pages.Extract("2331", ("Protection",), ("4. Calls upon governments\nto ensure respect",))])
    assert rows(page) == [("4", "", "Calls upon governments to ensure respect")]


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "cp1252"])
@pytest.mark.parametrize("line_end", ["\n", "\r\n", "\r", "\r\r\n"])
def test_encoding_and_line_ends_make_no_difference(encoding: str, line_end: str) -> None:
    text = SEED.read_text(encoding="utf-8")
    source = open_source("page.txt", text.replace("\n", line_end).encode(encoding))
    spans = [paragraph.spans for paragraph in read_peacewomen(source).paragraphs]
    found = [quote(source.data, span, form=source.form, encoding=source.encoding) for span in spans]
    assert found == [words for _, _, words in rows(text)]


def test_an_official_text_is_no_peacewomen_page() -> None:
    text = "Resolution 2331 (2016)\n\nThe Security Council,\n\nRecalling it,\n\n1. Calls upon States to act;\n"
    assert not is_peacewomen_page(open_source("S_RES_2331(2016).txt", text.encode()))


@given(st.data())
@settings(max_examples=150, deadline=None)
def test_any_page_gives_clauses_or_the_reason_why_not(data: st.DataObject) -> None:
    """Lines of real pages, shuffled, cut and repeated: never another error, never a quote that is not in the page."""
    odd = ["", "[...]", "19.", "(iv)", "“", "Extract: (a)", "Countries:"]
    lines = [*SEED.read_text(encoding="utf-8").split("\n"), *odd]
    picked = data.draw(st.lists(st.sampled_from(lines) | st.text(max_size=30), max_size=30))
    text = "Security Council Resolution 2331\nResolution Extracts:\n" + "\n".join(picked)
    try:
        found = rows(text)
    except UnreadableError:
        return
    assert all(words in " ".join(text.split()) for _, _, words in found)


def test_a_huge_page_is_read_in_linear_time() -> None:
    def page(length: int) -> str:
        lines = [(f"Recalling its decision {n} of the year,", "(a) x;") for n in range(length // 150)]
        return pages.as_text([pages.Extract(f"Part {n}", ("Protection",), pair) for n, pair in enumerate(lines)], 2331)

    assert len(rows(page(30_000))) == 201  # the first is two
    assert not beyond_linear(rows, page, looks=(250_000, 500_000), short=(1_500,), longest=2_000_000)


def test_a_lead_in_may_end_with_a_comma() -> None:
    lead = "Calls upon all parties concerned,"
    assert one(f"“7.   {lead}\n(a)   to protect women;\n(b)   to report;") == [
        ("7(a)", lead, "to protect women;"),
        ("7(b)", lead, "to report;"),
    ]


@pytest.mark.parametrize(
    ("extract", "kind"),
    [
        ("In this context, encourages Member States to devise ways to do so;", OP),
        ("Consistent with paragraph 2 above, requests the Secretary-General to assess it;", OP),
        ("In view of the needs of women, and recalling its words on them,", PP),
        ("Consistent with its words, and noting the requests of States,", PP),
    ],
)
def test_a_verb_behind_circumstances_is_operative(extract: str, kind: ClauseKind) -> None:
    text = pages.as_text([pages.Extract("Resolution 2331, SGBV", ("Human Rights",), (extract,))])
    assert kinds(text) == [kind]
