"""Official texts are cut into the paragraphs that the source numbers, and nothing else."""

from __future__ import annotations

import re
from datetime import date
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from retrieval.clauses.clause import ClauseKind, Symbol
from retrieval.errors import UnreadableError
from retrieval.readers.document import Document, DocumentKind, Paragraph
from retrieval.readers.official.resolution import read_resolution
from retrieval.readers.source import Source, open_source, quote

HEAD = """Resolution 1325 (2000)

Adopted by the Security Council at its 4213th meeting, on 31 October 2000

The Security Council,

"""


def read(text: str, name: str = "text.txt") -> tuple[Source, Document]:
    source = open_source(name, text.encode())
    return source, read_resolution(source)[0]


def words(source: Source, paragraph: Paragraph) -> str:
    return quote(source.data, paragraph.spans, form=source.form, encoding=source.encoding)


def lead_in(source: Source, paragraph: Paragraph) -> str:
    return quote(source.data, paragraph.lead_in_spans, form=source.form, encoding=source.encoding)


def clauses(text: str, name: str = "text.txt") -> list[tuple[str | None, str]]:
    source, document = read(text, name)
    return [(paragraph.paragraph, words(source, paragraph)) for paragraph in document.paragraphs]


def test_preambular_and_operative_paragraphs_are_counted_as_they_are_cited() -> None:
    source, document = read(
        HEAD
        + "Recalling its resolution 1261 (1999) of 25 August 1999,\n\nNoting the need,\n\n"
        + "1.  Urges Member States to act;\n\n2.  Decides to remain seized of the matter.\n"
    )
    assert (document.symbol, document.date) == (Symbol(1325, 2000), date(2000, 10, 31))
    assert document.kind is DocumentKind.OFFICIAL
    assert [(p.kind, p.paragraph, words(source, p)) for p in document.paragraphs] == [
        (ClauseKind.PREAMBULAR, "PP1", "Recalling its resolution 1261 (1999) of 25 August 1999,"),
        (ClauseKind.PREAMBULAR, "PP2", "Noting the need,"),
        (ClauseKind.OPERATIVE, "1", "Urges Member States to act;"),
        (ClauseKind.OPERATIVE, "2", "Decides to remain seized of the matter."),
    ]


def test_an_item_is_led_by_the_words_above_its_list_at_every_level() -> None:
    source, document = read(
        HEAD
        + "1. Decides that the mission shall:\n(a) Protect:\n(i) Women;\n(ii) Girls;\n(b) Report;\n"
        + "2. Decides to remain seized."
    )
    assert [(p.paragraph, words(source, p), lead_in(source, p)) for p in document.paragraphs] == [
        ("1", "Decides that the mission shall:", ""),
        ("1(a)", "Protect:", "Decides that the mission shall:"),
        ("1(a)(i)", "Women;", "Decides that the mission shall: Protect:"),
        ("1(a)(ii)", "Girls;", "Decides that the mission shall: Protect:"),
        ("1(b)", "Report;", "Decides that the mission shall:"),
        ("2", "Decides to remain seized.", ""),
    ]


def test_words_after_a_list_are_the_paragraphs_own_and_not_in_its_lead_in() -> None:
    source, document = read(
        HEAD + "1. Requests reports on those who engage in:\n(a) attacks on schools;\n(b) threats;\n"
        "and notes that paragraph 2 applies;\n2. Decides to remain seized."
    )
    found = {p.paragraph: (words(source, p), lead_in(source, p)) for p in document.paragraphs}
    assert found["1"][0] == "Requests reports on those who engage in: and notes that paragraph 2 applies;"
    assert found["1(b)"] == ("threats;", "Requests reports on those who engage in:")


def test_i_is_a_letter_after_h_and_a_roman_number_where_ii_follows() -> None:
    letters = "".join(f"({letter}) To act;\n" for letter in "abcdefghij")
    assert [p for p, _ in clauses(HEAD + "1. Decides:\n" + letters + "2. Decides to go on.")][9:11] == ["1(i)", "1(j)"]
    upto_h = "".join(f"({letter}) To act;\n" for letter in "abcdefgh")
    found = clauses(HEAD + "1. Decides:\n" + upto_h + "(i) Once;\n(ii) Twice;\n2. Decides to go on.")
    assert [p for p, _ in found][8:11] == ["1(h)", "1(h)(i)", "1(h)(ii)"]


@pytest.mark.parametrize(
    ("first", "second"), [("a.  ", "b.  "), ("(a) ", "(b) "), ("(a). ", "(b). "), ("a) ", "b) "), ("\ta)\t", "\tb)\t")]
)
def test_letters_are_understood_however_they_are_printed(first: str, second: str) -> None:
    found = clauses(HEAD + f"1. Decides on:\n{first}Peace;\n{second}Security;\n2. Decides to go on.")
    assert found[1:3] == [("1(a)", "Peace;"), ("1(b)", "Security;")]


def test_bullets_have_no_number_and_stay_with_their_paragraph() -> None:
    found = clauses(HEAD + "1. Decides on:\n– Peace;\n• Security;\n2. Decides to go on.")
    assert found[0] == ("1", "Decides on: – Peace; • Security;")


def test_a_list_that_runs_on_in_prose_stays_in_its_paragraph() -> None:
    text = "Recalls the duty (i) to protect, (ii) to assist; and (iii) to report;"
    assert clauses(HEAD + f"1. {text}\n2. Decides to go on.")[0] == ("1", text)


def test_paragraphs_that_a_conversion_ran_together_are_told_apart() -> None:
    found = clauses(HEAD + "Recalling its words, Noting the need, 1. Decides to act; 2. Decides to remain seized.")
    assert found == [
        ("PP1", "Recalling its words,"),
        ("PP2", "Noting the need,"),
        ("1", "Decides to act;"),
        ("2", "Decides to remain seized."),
    ]


def test_a_lost_number_shifts_no_other() -> None:
    found = clauses(HEAD + "1. Urges all;\nRequests the Secretary-General to report;\n3. Decides to go on.")
    assert [p for p, _ in found] == ["1", None, "3"]


def test_years_dates_and_references_are_no_numbers() -> None:
    text = "Recalls the decision of\n25 August 1999 and paragraph\n2. of that decision, and the year\n1999. It is long;"
    found = clauses(HEAD + f"1. {text}\n2. Decides to go on.")
    assert found == [("1", " ".join(text.split())), ("2", "Decides to go on.")]


def test_paragraphs_without_numbers_get_none() -> None:
    found = clauses(HEAD + "Having examined the application,\n\nRecommends to the Assembly that it be admitted.")
    assert found == [
        ("PP1", "Having examined the application,"),
        (None, "Recommends to the Assembly that it be admitted."),
    ]


def test_numbers_that_restart_in_sections_carry_the_letter_of_the_section() -> None:
    text = "Recalling its words,  A\n1. Finds this;\n2. Censures that;  B\n1. Takes note;\n2. Calls on both."
    assert [p for p, _ in clauses(HEAD + text)] == ["PP1", "A.1", "A.2", "B.1", "B.2"]


def test_numbers_that_run_on_through_sections_do_not() -> None:
    found = clauses(HEAD + "A\n1. Finds this;\nB. Arms embargo\n2. Censures that;\nTravel ban\n3. Calls on both.")
    assert found == [("1", "Finds this;"), ("2", "Censures that;"), ("3", "Calls on both.")]


def test_a_part_that_restarts_without_a_letter_has_no_citable_numbers() -> None:
    text = (
        "Recalling its words,\n1. Finds this;\n2. Censures that.\nThe Security Council,\nNoting it,\n1. Asks;\n2. Ends."
    )
    assert [p for p, _ in clauses(HEAD + text)] == ["PP1", "1", "2", None, None, None]


def test_numbers_that_restart_without_a_heading_are_lost_even_past_the_first_run() -> None:
    """A third paragraph of the second run is not the resolution's third."""
    found = clauses(HEAD + "1. Finds this;\n2. Censures that.\n1. Takes note;\n2. Calls on both;\n3. Decides to go on.")
    assert [p for p, _ in found] == ["1", "2", None, None, None]


def test_a_quoted_resolution_is_part_of_the_paragraph_that_quotes_it() -> None:
    inner = "The Security Council,\nNoting the letters,\n1. Calls for respect;\n2. Calls upon Israel;\n3. Decides this."
    found = clauses(
        HEAD + f"1. Reaffirms its resolution, which reads:\n{inner}\n2. Decides to go on;\n3. Decides to stay."
    )
    assert [p for p, _ in found] == ["1", "2", "3"]
    assert found[0][1] == "Reaffirms its resolution, which reads: " + " ".join(inner.split())


def test_a_heading_of_two_lines_in_wrapped_text_is_no_part_of_the_paragraph_above() -> None:
    """Below a semicolon, a line with a capital opens a block if the line above had room for its first word."""
    words = "Urges all of the States to act on their own borders with full respect for the rule of the law of all these"
    ending = "and law as the Council said in 2017 and as it said again on many days, to the end;"
    lines = [f"{words}\n{words.lower()}\n{ending}"] * 3
    heading = "Efforts of the United Nations on the Return and Relocation of Foreign Terrorist Fighters and also of"
    text = f"1. {lines[0]}\n2. {lines[1]}\n{heading}\nTheir Families\n3. {lines[2]}\n4. Decides to go on."
    found = clauses(HEAD + "Recalling it,\n" + text)
    assert [name for name, _ in found] == ["PP1", "1", "2", "3", "4"]
    assert {quoted for _, quoted in found[1:4]} == {" ".join(lines[0].split())}


def test_annexes_are_numbered_apart() -> None:
    _, document = read(
        HEAD + "1. Endorses the annex;\n2. Decides to go on.\n\nAnnex II\n\nRules\n\n1. The first rule is this.\n\n"
        "2. The second:\n\n(a) has parts.\n"
    )
    assert [(p.kind, p.paragraph) for p in document.paragraphs[2:]] == [
        (ClauseKind.ANNEX, "annex-II.1"),
        (ClauseKind.ANNEX, "annex-II.2"),
        (ClauseKind.ANNEX, "annex-II.2(a)"),
    ]


def test_furniture_within_a_sentence_parts_two_spans() -> None:
    source, document = read(
        HEAD
        + "1. Urges the strengthening\n\n20-11254 (E)\n\n*2011254*\n\nS/RES/1325 (2000)\n\nprotection of civilians;\n"
        "14/4\n2. Decides to go on.\n-----\n"
    )
    first = document.paragraphs[0]
    assert words(source, first) == "Urges the strengthening protection of civilians;"
    assert len(first.spans) == 2
    assert words(source, document.paragraphs[1]) == "Decides to go on."


def test_votes_footnotes_and_web_heads_are_no_clauses() -> None:
    found = clauses(
        "\r\r\nResolution 27 (1947) of 1 August 1947 \r\r\n\r\r\nPublisher\r\r\nUN Security Council\r\r\n"
        "Publication Date\r\r\n1 August 1947\r\r\nCitation / Document Symbol\r\r\nS/RES/27 (1947)\r\r\nCite as\r\r\n"
        "UN Security Council, Resolution 27 (1947), available at: http://www.refworld.org\r\r\n"
        "The Security Council,  \r\r\nNoting with concern the hostilities,[1]  \r\r\n"
        "1.\xa0\xa0\xa0 Calls upon the parties to cease;  \r\r\nAdopted at the 173rd meeting.1\r\r\n"
        "1 The draft resolution was voted on in parts.\r\r\n[1] Ibid., document S/9.\r\r\n"
    )
    assert found == [("PP1", "Noting with concern the hostilities,[1]"), ("1", "Calls upon the parties to cease;")]


def test_numbers_on_lines_of_their_own_go_with_the_words_below() -> None:
    found = clauses(HEAD + "1.\nCondemns this;\n2.\n\n4/4\n\nDecides to remain seized.\n")
    assert found == [("1", "Condemns this;"), ("2", "Decides to remain seized.")]


@pytest.mark.parametrize(
    ("title", "name", "symbol", "adopted"),
    [
        ("1 Resolution of 25 January 1946", "x.txt", Symbol(1, 1946), date(1946, 1, 25)),
        ("50 (1948). Resolution of 29 May 1948 [S/801]", "x.txt", Symbol(50, 1948), date(1948, 5, 29)),
        ("RESOLUTION 978 (1995)", "x.txt", Symbol(978, 1995), None),
        ("S/RES/978 (1995)\nDistr.: General 27 February 1995", "x.txt", Symbol(978, 1995), date(1995, 2, 27)),
        ("Adopted on 3 April 1991", "S-RES-687(1991).txt", Symbol(687, 1991), date(1991, 4, 3)),
        ("Resolution 1325 (2000)", "S_RES_1325(2000)_pdftotext.txt", Symbol(1325, 2000), None),
        (
            "Resolution 700 (1991)\nAdopted on\n17 June 1991, after 12 June 1991",
            "x.txt",
            Symbol(700, 1991),
            date(1991, 6, 17),
        ),
    ],
)
def test_the_head_or_else_the_file_name_tells_the_symbol(
    title: str, name: str, symbol: Symbol, adopted: date | None
) -> None:
    _, document = read(f"{title}\nThe Security Council,\n1. Decides to act.\n", name)
    assert (document.symbol, document.date) == (symbol, adopted)


@pytest.mark.parametrize(
    ("text", "name", "reason"),
    [
        ("Hello.\n" * 9, "S_RES_1325(2000).txt", "does not mention the Security Council"),
        ("The Security Council,\n1. Decides to act.", "x.txt", "no title"),
        (HEAD + "1. Decides to act.", "S_RES_1330(2000).txt", r"S/RES/1325 \(2000\), its file name S/RES/1330"),
        (HEAD + "S/RES/1330 (2000)", "x.txt", "no paragraph of S/RES/1325"),
        (
            "Resolution 1325 (2000)\nS/RES/1326 (2000)\nThe Security Council,\n1. Decides.",
            "x.txt",
            "expected one symbol",
        ),
        (HEAD + "1. Decides to act. " * 200_000, "x.txt", "characters"),
    ],
)
def test_what_is_no_resolution_is_refused_with_the_reason(text: str, name: str, reason: str) -> None:
    with pytest.raises(UnreadableError, match=reason) as caught:
        read(text, name)
    assert "expected the text of a Security Council resolution" in str(caught.value)


def test_a_text_whose_beginning_is_missing_has_no_countable_preamble() -> None:
    """The first paragraph of a fragment may be the resolution's fifth."""
    text = "S/RES/1325 (2000)\n\nand faith,\n\nNoting the Security Council,\n\n7. Urges all;\n\n8. Decides to go on.\n"
    assert [p for p, _ in clauses(text)] == [None, None, "7", "8"]


def test_the_preamble_starts_at_the_councils_name_even_where_its_article_is_lost() -> None:
    text = HEAD.replace("The Security", "Security") + "Recalling its words,\n\n20-11254 (E)\n\nS/RES/1325 (2000)\n\n"
    assert clauses(text + "Noting the need,\n\n1. Decides to act.") == [
        ("PP1", "Recalling its words,"),
        ("PP2", "Noting the need,"),
        ("1", "Decides to act."),
    ]


def test_titles_between_paragraphs_and_items_are_left_out() -> None:
    found = clauses(
        HEAD + "Recalling its words,\n\nMandate\n\n1. Decides on:\nProtection of civilians\n(a) Patrols;\nTraining\n"
        "(b) Courses;\nReporting and review 2. Requests a report;\nFinal matters\n3. Decides to go on."
    )
    assert found == [
        ("PP1", "Recalling its words,"),
        ("1", "Decides on:"),
        ("1(a)", "Patrols;"),
        ("1(b)", "Courses;"),
        ("2", "Requests a report;"),
        ("3", "Decides to go on."),
    ]


WORD = st.sampled_from("peace security women men States parties mandate, report (S/2000/1) of the all 1999".split())
SENTENCE = st.lists(WORD, min_size=2, max_size=30).map(" ".join)
FURNITURE = st.sampled_from(
    ["20-11254 (E)", "*2011254*", "S/RES/1325 (2000)", "2/8", "7", "/...", "S/RES/1325 (2000) Page 2", "-----", "`````"]
)


@st.composite
def printed_resolutions(draw: st.DrawFn) -> tuple[str, list[tuple[str, str]]]:
    """A resolution as a converter prints it, and its clauses: a list now and then, page breaks in mid-sentence."""
    clauses: list[tuple[str, str]] = []
    for n in range(1, draw(st.integers(1, 4)) + 1):
        clauses.append(
            (f"PP{n}", f"{draw(st.sampled_from(['Recalling', 'Deeply concerned by']))} {draw(SENTENCE)} that,")
        )
    for n in range(1, draw(st.integers(1, 5)) + 1):
        items = draw(st.integers(0, 3))
        stop = ":" if items else ";"
        clauses.append((str(n), f"{draw(st.sampled_from(['Urges', 'Also calls upon']))} {draw(SENTENCE)} this{stop}"))
        clauses += [(f"{n}({'abc'[item]})", f"To {draw(SENTENCE)} it;") for item in range(items)]
    lines = []
    for name, text in clauses:
        mark = "" if name.startswith("PP") else f"({name[-2]}) " if name.endswith(")") else f"{name}. "
        tokens = text.split()
        cut = draw(st.integers(1, len(tokens)))
        page = (
            "\n\n" + "\n\n".join(draw(st.lists(FURNITURE, min_size=1, max_size=3))) + "\n\n"
            if draw(st.booleans())
            else " "
        )
        lines.append(mark + " ".join(tokens[:cut]) + page + " ".join(tokens[cut:]))
    return HEAD + "\n\n".join(lines) + "\n", clauses


@settings(max_examples=150, deadline=None)
@given(printed_resolutions())
def test_every_clause_comes_back_word_for_word_whatever_the_page_put_between(
    printed: tuple[str, list[tuple[str, str]]],
) -> None:
    text, expected = printed
    assert clauses(text) == expected


@settings(max_examples=150, deadline=None)
@given(printed_resolutions())
def test_between_two_clauses_are_only_blanks_marks_and_furniture(printed: tuple[str, list[tuple[str, str]]]) -> None:
    text, _ = printed
    source, document = read(text)
    spans = sorted(span for paragraph in document.paragraphs for span in paragraph.spans)
    for (_, end), (start, _) in pairwise(spans):
        between = source.data[end:start].decode()
        rest = re.sub(r"S/RES/1325 \(2000\)|Page|\(E\)|\([a-c]\)|[\d.*/`\s-]", "", between)
        assert rest == "", between


@settings(max_examples=300, deadline=None)
@given(
    st.one_of(
        st.binary(max_size=400),
        st.text(max_size=400).map(str.encode),
        st.lists(
            st.sampled_from(
                ["1.", "2. ", "(a)", "(i) ", "l. ", "Decides", "Recalling", ":", ";", ",", "\n", "\n\n", " ", "“", "”",
                 "•", "A\n", "The Security Council,", "Annex I\n", "Adopted unanimously", "Footnotes\n", "\x0c", "7\n"]
            ),
            max_size=60,
        ).map(lambda parts: (HEAD + "".join(parts)).encode()),
    )
)  # fmt: skip
def test_any_file_is_read_in_order_or_refused(data: bytes) -> None:
    """Nothing but a refusal is raised; spans lie in the file, in order, and no number is given twice."""
    try:
        source = open_source("S_RES_1325(2000).txt", data)
        document, _ = read_resolution(source)
    except UnreadableError:
        return
    spans = sorted(span for paragraph in document.paragraphs for span in paragraph.spans)
    assert all(0 <= start < end <= len(data) for start, end in spans)
    assert all(end <= start for (_, end), (start, _) in pairwise(spans))
    for paragraph in document.paragraphs:
        assert list(paragraph.spans) == sorted(paragraph.spans)
        assert paragraph.spans
    names = [paragraph.paragraph for paragraph in document.paragraphs if paragraph.paragraph]
    assert len(names) == len(set(names))


def numbered(body: str) -> dict[str | None, str]:
    return dict(clauses(HEAD + body))


@pytest.mark.parametrize(
    "heading", ["Reporting and review", "Sanctions", "Women, peace and security", "B. Plebiscite", "Panel of Experts"]
)
def test_a_heading_that_a_conversion_put_behind_a_paragraph_is_not_quoted(heading: str) -> None:
    found = numbered(f"1. Urges Member States to act; {heading}\n2. Decides to remain seized of the matter.")
    assert list(found.values()) == ["Urges Member States to act;", "Decides to remain seized of the matter."]


def test_a_heading_behind_an_item_is_not_quoted() -> None:
    found = numbered("1. Decides:\n(a) To protect women; Human rights\n(b) To report;\n2. Decides to go on.")
    assert found["1(a)"] == "To protect women;"


@pytest.mark.parametrize(
    "text",
    ["Elects: Albania; Norway; Mexico", "Urges the parties; and asks the United Nations Mission", "Notes A; UNICEF."],
)
def test_a_capital_behind_a_semicolon_is_no_heading_in_a_list_or_a_sentence(text: str) -> None:
    assert numbered(f"1. {text}\n2. Decides to remain seized of the matter.")["1"] == text


@pytest.mark.parametrize("heading", ["Measures", "MONUSCO's mandate and strategic review", "Political process"])
def test_a_heading_at_the_top_of_a_page_is_no_end_of_the_preamble(heading: str) -> None:
    found = numbered(f"Acting under Chapter VII of the Charter,\n3\n\nS/RES/1325 (2000)\n{heading}\n1. Decides to act.")
    assert found == {"PP1": "Acting under Chapter VII of the Charter,", "1": "Decides to act."}


@pytest.mark.parametrize(
    "heading",
    ["Training of Malian forces", "Reporting and review", "Funding of the mission", '("Supporting the process")'],
)
def test_a_heading_above_the_operative_part_is_no_preambular_paragraph(heading: str) -> None:
    found = numbered(f"Recalling its words,\n{heading}\n1. Decides to act;\n2. Decides to go on.")
    assert found == {"PP1": "Recalling its words,", "1": "Decides to act;", "2": "Decides to go on."}


@pytest.mark.parametrize(
    "text",
    ["Recalling and reaffirming its words,", "Convinced of the need,", "Welcoming and further supporting the efforts,"],
)
def test_participles_that_look_like_nouns_open_the_preamble(text: str) -> None:
    assert numbered(f"{text}\nNoting the need,\n1. Decides to act.")["PP1"] == text


def test_a_term_at_the_top_of_a_page_opens_no_preambular_paragraph() -> None:
    found = numbered(
        "Recalling the Convention against Transnational\n3\n\nS/RES/1325 (2000)\nOrganized Crime, and its Protocols,\n"
        "1. Decides to act."
    )
    assert found["PP1"] == "Recalling the Convention against Transnational Organized Crime, and its Protocols,"


def test_names_below_others_are_quoted_across_pages() -> None:
    found = numbered(
        "1. Decides to extend the terms of the following judges:\nAnna Adams (Malta) Bo Berg (Norway)\n"
        "2/5 15-22712\n\nS/RES/1325 (2000)\nCara Cole (Kenya) Dan Dahl (Togo)\n2. Decides to remain seized."
    )
    assert found["1"].endswith("judges: Anna Adams (Malta) Bo Berg (Norway) Cara Cole (Kenya) Dan Dahl (Togo)")


def test_a_preamble_in_the_operative_part_is_quoted_apart_and_without_a_number() -> None:
    _, document = read(
        HEAD + "Recalling its words,\n1. Decides to act;\n2. Requests reports;\n***\nReaffirming the legal basis,\n"
        "Noting the request,\n3. Decides to extend the mission."
    )
    found = [(p.kind.value, p.paragraph) for p in document.paragraphs]
    assert found == [
        ("preambular", "PP1"), ("operative", "1"), ("operative", "2"), ("preambular", None), ("preambular", None),
        ("operative", "3"),
    ]  # fmt: skip


@pytest.mark.parametrize(
    "second", ["Paying homage to the victims,", "Also welcoming the letter,", "Recognizing, in this regard, the need,"]
)
@pytest.mark.parametrize("line_end", ["", "\n3\n\nS/RES/1325 (2000)\n"])
def test_preambular_paragraphs_in_one_line_are_told_apart(second: str, line_end: str) -> None:
    found = numbered(f"Welcoming the efforts of its {line_end}members in this fight, {second}\n1. Decides to act.")
    assert found["PP1"] == "Welcoming the efforts of its members in this fight,"
    assert found["PP2"] == second


def test_a_title_in_capitals_is_not_split() -> None:
    text = "Recalling the Convention on the Production, Stockpiling and Use of Chemical Weapons,"
    assert numbered(f"{text}\n1. Decides to act.")["PP1"] == text


def test_roman_items_in_one_line_are_told_apart() -> None:
    found = numbered(
        "1. Decides:\n(a) To support the agreement:\n(i) To ensure coordination, as appropriate; (ii) To provide "
        "security;\n(iii) To report;\n2. Decides to go on."
    )
    assert found["1(a)(i)"] == "To ensure coordination, as appropriate;"
    assert found["1(a)(ii)"] == "To provide security;"


def test_a_number_without_a_stop_in_a_line_opens_a_paragraph() -> None:
    found = numbered("1. Requests reports; 2 Urges all States to cooperate;\n3. Decides to remain seized.")
    assert found == {"1": "Requests reports;", "2": "Urges all States to cooperate;", "3": "Decides to remain seized."}


def test_a_section_that_begins_at_the_end_of_a_line_is_told_apart() -> None:
    found = numbered(
        "A\nRecalling its words,\n1. Decides:\n(a) To act;   B  Acting under Chapter VII of the Charter,\n"
        "2. Decides to go on."
    )
    assert found["1(a)"] == "To act;"
    assert "Acting under Chapter VII of the Charter," in found.values()


@pytest.mark.parametrize(
    "furniture",
    [
        "S/RES/1325 (2000)",
        "00-72018 (E) *0072018* S/RES/1325 (2000)",
        "00-72018 (E) ````````` /... S/RES/1325 (2000) Page 2",
        "2/8 00-72018 S/RES/1325 (2000)",
        "2 00-72018 S/RES/1325 (2000)",
        "00-72018 3 S/RES/1325 (2000)",
        "00-72018 (E",
    ],
)
def test_page_furniture_in_a_line_is_not_quoted(furniture: str) -> None:
    found = numbered(f"1. Urges all parties to observe paragraph 4 {furniture} of the agreement;\n2. Decides to go on.")
    assert found["1"] == "Urges all parties to observe paragraph 4 of the agreement;"


@pytest.mark.parametrize(
    "furniture", ["S/RES/1325 (2000)", " S/RES/1325(2000)", " 00-72018", " 00-72018(E)", " 00-72018 3/8"]
)
def test_page_furniture_at_the_end_of_a_paragraph_is_not_quoted(furniture: str) -> None:
    found = numbered(f"1. Urges all parties to act;{furniture}\n2. Decides to go on.")
    assert found == {"1": "Urges all parties to act;", "2": "Decides to go on."}


@pytest.mark.parametrize(
    "text",
    [
        "Recalls S/RES/1261 (1999) and its annex;",
        "Notes the reports S/2000/712, page 55, and E/CN.4/1999/31;",
        "Recalls resolutions 46/7 of 11 October 1991 and 50/88;",
        "Notes the telephone number 00-72018 of the office;",
    ],
)
def test_other_numbers_in_a_line_are_quoted(text: str) -> None:
    assert numbered(f"1. {text}\n2. Decides to go on.")["1"] == text


@pytest.mark.parametrize("between", ["\n", " "])
def test_footnotes_below_a_rule_are_not_quoted(between: str) -> None:
    found = numbered(
        "1. Urges all parties to take measures against all forms\n"
        f"__________________{between}1 Resolution 60/1.\n2 S/2013/323, annex.\n* As revised.\n2/9\n\n"
        "S/RES/1325 (2000)\nof abuse;\n2. Decides to go on."
    )
    assert found["1"] == "Urges all parties to take measures against all forms of abuse;"


def test_words_below_a_rule_that_are_no_footnotes_are_quoted() -> None:
    found = numbered("1. Urges all parties\n__________________\n1 Resolution 60/1.\nto act;\n2. Decides to go on.")
    assert found["1"] == "Urges all parties to act;"
    assert numbered("1. Urges action;\n__________\n2 Decides to go on.")["2"] == "Decides to go on."


@pytest.mark.parametrize(
    ("head", "name"),
    [
        ("Resolution 231 (1966) of 15 December 1966\nS/RES/231 (1965)", "S-RES-231(1965).txt"),
        ("Resolution 231 (1966) of 15 December 1966", "S-RES-231(1965).txt"),
        ("Resolution 231 (1965) of 15 December 1966", "S-RES-231(1966).txt"),
    ],
)
def test_a_year_that_is_not_the_numbers_is_a_print_error(head: str, name: str) -> None:
    text = f"{head}\nThe Security Council,\nNoting the report,\n1. Decides to extend the stationing of the Force."
    _, document = read(text, name)
    assert (document.symbol, document.date) == (Symbol(231, 1966), date(1966, 12, 15))


def test_another_number_in_the_head_than_in_the_name_is_no_print_error() -> None:
    text = "Resolution 239 (1970) of 23 November 1970\nThe Security Council,\nNoting it,\n1. Demands an end of it."
    with pytest.raises(UnreadableError, match="expected one symbol"):
        read(text, "S-RES-290(1970).txt")


def test_a_paragraph_with_the_number_of_the_one_before_has_none_that_can_be_cited() -> None:
    found = clauses(HEAD + "1. Decides to act;\n2. Urges all;\n2. Requests reports;\n3. Decides to go on.")
    assert found[1:] == [("2", "Urges all;"), (None, "Requests reports;"), ("3", "Decides to go on.")]


def test_a_paragraph_that_is_printed_twice_is_quoted_once() -> None:
    found = clauses(HEAD + "1. Decides to act; 2. Requests reports;\n2. Requests reports;\n3. Decides to go on.")
    assert found == [("1", "Decides to act;"), ("2", "Requests reports;"), ("3", "Decides to go on.")]


@pytest.mark.parametrize(
    "below", ["1 548 UNTS, p. 316.", "Proposed designations", "Number Name\nJustification", "Best,\n\nAnn"]
)
def test_what_stands_below_the_last_paragraph_is_not_quoted(below: str) -> None:
    found = clauses(HEAD + f"1. Decides to act;\n2. Decides to remain seized of the matter.\n{below}\n")
    assert found[1:] == [("2", "Decides to remain seized of the matter.")]


def test_a_participle_alone_at_the_end_of_a_page_opens_a_paragraph() -> None:
    found = numbered(
        "Recalling its words;  Stressing\n3\n\nS/RES/1325 (2000)\nthe need to act;\n1. Decides to act;\n"
        "2. Decides to go on."
    )
    assert (found["PP1"], found["PP2"]) == ("Recalling its words;", "Stressing the need to act;")


def test_a_comma_behind_a_number_divides_no_line() -> None:
    found = numbered("1, Decides to act;\n2, Welcomes the reports;\n3, Requests others.")
    assert found == {"1": "Decides to act;", "2": "Welcomes the reports;", "3": "Requests others."}


def test_a_preambular_paragraph_that_breaks_off_at_and_goes_on() -> None:
    found = numbered(
        "Recalling the Commission on Crime Prevention, and\n\nUN Commission on Narcotic Drugs,\nNoting it,\n"
        "1. Decides to act."
    )
    assert found["PP1"] == "Recalling the Commission on Crime Prevention, and UN Commission on Narcotic Drugs,"
    assert found["PP2"] == "Noting it,"


FAR = "in accordance with the obligations under international law that apply to them " * 8
"""Words of half a page."""


@pytest.mark.parametrize(
    "head",
    [
        "United Nations S/RES/1325 (2000)",
        "Security Council S/RES/1325 (2000)",
        "United Nations S/RES/1325 (2000) Security Council Distr.: General 31 October 2000",
        "Distr.: General",
        "Resolution 1325 (2000)",
        "Page 3",
        "Page 2 of 4",
        "S/RES/1325 (2000) 3",
        "3 S/RES/1325 (2000)",
        "S/RES/1325 (2000)\nSecurity Council\n2/4",
    ],
)
def test_running_heads_between_words_are_not_quoted(head: str) -> None:
    found = numbered(f"1. Urges all parties to protect civilians {head} from attacks;\n2. Decides to go on.")
    assert found == {"1": "Urges all parties to protect civilians from attacks;", "2": "Decides to go on."}


@pytest.mark.parametrize("pages", ["{n}", "{n}/4", "00-7201{n}"])
def test_page_numbers_between_words_are_not_quoted_if_they_count_pages(pages: str) -> None:
    said = [f"Urges {FAR}the parties {{}}concerned to protect women" for _ in range(3)]
    text = "".join(f"{n}. {one.format(pages.format(n=n + 1) + ' ')};\n" for n, one in enumerate(said, 1))
    assert numbered(text) == {str(n): f"{one.format('')};" for n, one in enumerate(said, 1)}


@pytest.mark.parametrize(
    "words",
    [
        "Decides that paragraph 3 S/RES/1325 (2000) above applies;",
        "Decides on the annex to resolution 2 S/RES/1325 (2000) of this year;",
        "Thanks the United Nations S/RES/1325 (2000) for its work;",
        "Thanks relevant United Nations S/RES/1325 (2000) entities;",
        "Requests a report within 3 S/RES/1325 (2000) months;",
        "Recalls the decision of 3 S/RES/1325 (2000) March 1999;",
        "Sends a mission of at most 20 S/RES/1325 (2000) military observers;",
        "Sends a mission comprising 2/4 S/RES/1325 (2000) 19 observers;",
    ],
)
def test_words_beside_a_running_head_are_quoted_if_the_sentence_may_need_them(words: str) -> None:
    assert numbered(f"1. {words}\n2. Decides to go on.")["1"] == words.replace("S/RES/1325 (2000) ", "").replace(
        "2/4 ", ""
    )


@pytest.mark.parametrize(
    "number", ["paragraph {n} above", "rule {n} of it", "{n} months later", "points {n} and 9", "{n} October 2000"]
)
def test_numbers_that_the_sentence_needs_count_no_pages(number: str) -> None:
    said = [f"Urges {FAR}all, as to {number.format(n=n)}, to act;" for n in (2, 3, 4)]
    assert numbered("".join(f"{n}. {one}\n" for n, one in enumerate(said, 1))) == {
        str(n): one for n, one in enumerate(said, 1)
    }


def test_a_name_in_most_running_heads_is_left_out_of_all_once() -> None:
    words = ["to the {}Secretary-General", "of relevant {}entities", "to the United Nations {}police"]
    head = "United Nations S/RES/1325 (2000) "
    text = "".join(f"{n}. Recalls its words {one.format(head)} and goes on;\n" for n, one in enumerate(words, 1))
    assert numbered(text) == {
        str(n): f"Recalls its words {one.format('')} and goes on;" for n, one in enumerate(words, 1)
    }


def test_names_of_pages_alone_inside_of_sentences_are_refused() -> None:
    """Only those that the sentence cannot contain are seen; others would be quoted."""
    text = (
        "1. Urges all parties to protect United Nations from attacks;\n"
        "2. Asks States to report on measures United Nations to protect them;\n"
    )
    with pytest.raises(UnreadableError, match="running heads, “United Nations”, stand inside its sentences"):
        clauses(HEAD + text)


def test_one_such_name_is_enough_to_refuse_a_text_with_other_running_heads_in_its_lines() -> None:
    text = "1. Urges all to protect United Nations from attacks;\n2. Asks States {}to report;\n"
    with pytest.raises(UnreadableError, match="running heads"):
        clauses(HEAD + text.format("S/RES/1325 (2000) "))
    assert "1" in numbered(text.format(""))


DAMAGED = "1. Urges parties S/RES/1325 (2000) to act;\n2. Authorizes a mission {};\n"


def test_a_page_number_with_more_than_a_number_is_not_quoted_beside_other_running_heads() -> None:
    found = numbered(DAMAGED.format("of the parties 3/8 00-72018 concerned within 3 weeks"))
    assert found["2"] == "Authorizes a mission of the parties concerned within 3 weeks;"


@pytest.mark.parametrize(
    "words",
    [
        "comprising 20 military liaison officers and including 55 police observers",
        "with an initial 30 staff and approximately 45 drivers",
        "covering 12 countries",
        "to appoint 12 additional judges",
        "to report within 3 weeks",
    ],
)
def test_a_number_too_large_for_its_page_is_quoted_beside_other_running_heads(words: str) -> None:
    assert numbered(DAMAGED.format(words))["2"] == f"Authorizes a mission {words};"


@pytest.mark.parametrize("words", ["of the parties 3 concerned", "covering 3 countries"])
def test_a_number_that_may_be_a_page_or_a_word_is_refused_beside_other_running_heads(words: str) -> None:
    with pytest.raises(UnreadableError, match=r"a number may be one, or a word: “….* 3 co"):
        numbered(DAMAGED.format(words))
    assert numbered(DAMAGED.replace(" S/RES/1325 (2000)", "").format(words))["2"] == f"Authorizes a mission {words};"


def test_the_rest_of_a_line_behind_a_running_head_goes_on_with_its_paragraph() -> None:
    text = (
        "Recalling the Protocol to Prevent S/RES/1325 (2000) Trafficking in Persons,\n"
        "1. Decides:\n(a) to act;\n(b) to speak; S/RES/1325 (2000) and to report on both;\n2. Decides to go on.\n"
    )
    assert dict(clauses(HEAD + text)) == {
        "PP1": "Recalling the Protocol to Prevent Trafficking in Persons,",
        "1": "Decides:",
        "1(a)": "to act;",
        "1(b)": "to speak; and to report on both;",
        "2": "Decides to go on.",
    }


@pytest.mark.parametrize("one", "lI")
def test_numbers_whose_digits_were_misread_as_letters_count(one: str) -> None:
    verbs = ["Urges", "Calls upon", "Requests", "Noting the views of"]
    numbers = [f"{n}.".replace("1", one).replace("0", "O") for n in range(1, 13)]
    text = "".join(f"{number}  {verbs[n % 4]} States;\n" for n, number in enumerate(numbers))
    assert numbered(text) == {str(n): f"{verbs[(n - 1) % 4]} States;" for n in range(1, 13)}


def test_misread_numbers_with_a_comma_or_no_stop_count_before_a_verb() -> None:
    numbers = ["l,", "2", "3.", "4", "S", "6,", "7.", "B,", "9", "IO,", "ll", "l2 ,"]
    text = "".join(f"{number} Urges States to act;\n" for number in numbers)
    assert set(numbered(text)) == {str(n) for n in range(1, 13)}


def test_the_twelfth_item_of_a_list_is_no_misread_number() -> None:
    text = "1. Requests all:\n" + "".join(f"{letter}. words on {letter};\n" for letter in "abcdefghijklm") + "2. Ends."
    assert numbered(text)["1(l)"] == "words on l;"


def test_numbers_without_stops_on_lines_of_their_own_are_those_of_paragraphs_if_all_have_them() -> None:
    text = "1\n\nUrges all to act;\n\n2\n\nIn this context, urges States to help;\n2\n\n3\n\nDecides to go on.\n"
    assert numbered(text) == {
        "1": "Urges all to act;",
        "2": "In this context, urges States to help;",
        "3": "Decides to go on.",
    }


def test_page_numbers_above_numbered_paragraphs_number_none() -> None:
    text = "1. Urges all;\n\n1\n\n2. Calls upon States;\n\n2\n\nWelcomes the report;\n\n3\n\n4. Decides to go on.\n"
    found = clauses(HEAD + text)
    assert (None, "Welcomes the report;") in found
    assert "3" not in dict(found)


def test_numbers_one_below_the_other_belong_to_nothing() -> None:
    found = clauses(HEAD + "1.\n2.\nUrges all to act;\n\nCalls upon States to help;\n\n3. Decides to go on.\n")
    assert found == [
        (None, "Urges all to act;"),
        (None, "Calls upon States to help;"),
        ("3", "Decides to go on."),
    ]


@pytest.mark.parametrize("marks", ["( a) ( b)", "(a (b", "(a ) (b )", "a) b)"])
def test_letters_with_damaged_brackets_open_items(marks: str) -> None:
    first, second = re.findall(r"\(?\s?[ab]\s?\)?", marks)
    found = numbered(f"1. Requests:\n{first.strip()} Reports;\n{second.strip()} other measures;\n2. Decides to go on.")
    assert (found["1(a)"], found["1(b)"]) == ("Reports;", "other measures;")


def test_a_paragraph_with_a_participle_that_lost_its_number_is_no_part_of_the_one_before() -> None:
    found = clauses(HEAD + "1. Urges all;\n\nNoting the views of States, asks them to act;\n\n3. Decides to go on.\n")
    assert (None, "Noting the views of States, asks them to act;") in found
    assert dict(found)["1"] == "Urges all;"


def test_words_with_ligatures_open_paragraphs() -> None:
    assert numbered("1. Reaﬃrms its views;\nReaﬃrming it, 2. Conﬁrms them.")["1"].startswith("Reaﬃrms")
    assert clauses(HEAD + "Reaﬃrming its views,\nConﬁrming them,\n1. Reaﬃrms both.") == [
        ("PP1", "Reaﬃrming its views,"),
        ("PP2", "Conﬁrming them,"),
        ("1", "Reaﬃrms both."),
    ]


@pytest.mark.parametrize("below", ["Best,\n\nAnn", "Best regards,\nAnn B. Clark\n"])
def test_a_signature_below_the_last_paragraph_is_not_quoted(below: str) -> None:
    found = numbered(f"1. Urges all to act;\n\n2. Encourages them to go on.\n\n{below}")
    assert found["2"] == "Encourages them to go on."


def test_signs_without_width_in_the_councils_name_open_the_text() -> None:
    found = clauses(HEAD.replace("The Security", "The \u200bSecurity") + "Recalling all,\n1. Urges all to act.")
    assert found == [("PP1", "Recalling all,"), ("1", "Urges all to act.")]


@pytest.mark.parametrize("leads", ["decides as follows:", "decides:", "Decides the following:"])
@pytest.mark.parametrize("heading", ["Travel ban", "Sanctions", "Arms embargo and its exemptions"])
def test_a_heading_below_a_paragraph_that_the_next_ones_complete_is_left_out(leads: str, heading: str) -> None:
    words = f"Acting under Chapter VII of the Charter, {leads}"
    assert clauses(HEAD + f"1. {words}\n\n{heading}\n\n2. Decides to act;\n\n3. Decides to go on.")[0] == ("1", words)


@pytest.mark.parametrize("rows", [["Patrick Robinson (Jamaica)"], ["Women and youth"], ["Liu Daqun", "Theodor Meron"]])
def test_rows_below_a_colon_are_quoted_also_if_there_is_one(rows: list[str]) -> None:
    words = "Decides to extend the term of the following judges, if sooner:"
    found = clauses(HEAD + "\n\n".join([f"1. {words}", *rows, "2. Decides to act;", "3. Decides to go on."]))
    assert found[0] == ("1", " ".join([words, *rows]))


def test_soft_hyphens_in_words_are_left_out() -> None:
    """A viewer of PDFs leaves them in copied text, also in a title."""
    text = (
        "Reso\u00adlu\u00adtion 1325 (2000)\n\nAdop\u00adted by the Secu\u00adrity Council at its 4213th meeting, on "
        "31 Octo\u00adber 2000\n\nThe Secu\u00adrity Council,\n\nRecal\u00adling its résolu\u00adtions,\n\n"
        "1. Deci\u00addes to act:\n\n\u00ad To re\u00adport;\n\n2. Deci\u00addes to remain sei\u00adzed of the matter."
    )
    source, document = read(text)
    assert (document.surplus, document.date) == (3, date(2000, 10, 31))
    assert [(p.paragraph, words(source, p)) for p in document.paragraphs] == [
        ("PP1", "Recalling its résolutions,"),
        ("1", "Decides to act: \u00ad To report;"),
        ("2", "Decides to remain seized of the matter."),
    ]
