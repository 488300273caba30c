"""Annexes are read whole: paragraphs without numbers, articles, rules and lists, however their lines are broken."""

from __future__ import annotations

import textwrap

import pytest

from retrieval.clauses.clause import ClauseKind
from retrieval.readers.official.resolution import read_official, read_resolution
from retrieval.readers.source import open_source, quote

BODY = """Resolution 1325 (2000)

Adopted by the Security Council at its 4213th meeting, on 31 October 2000

The Security Council,

Recalling its resolution 1261 (1999) and the statements of its President on the protection of civilians in conflict,

1. Decides to endorse the document that is contained in the annex to the present resolution, and calls on all to act;

2. Decides to remain actively seized of the matter.

"""
TRIBUNAL = (
    "Annex",
    "Statute of the Mechanism",
    "Having been established by the Security Council, the Mechanism shall function by the present Statute.",
    "Article 1",
    "Competence of the Mechanism",
    "The Mechanism shall have the power to prosecute persons in accordance with the present Statute.",
    "Article 2",
    "Structure",
    "1. The Mechanism shall have two branches, of which each has a registry of its own and a chamber of judges.",
    "2. The branches are:",
    "(a) The branch for Rwanda;",
    "(b) The branch for Yugoslavia.",
    "Article 3",
    "Seat",
    "The seat shall be The Hague.",
    "Article 4 bis",
    "Judges",
    "The judges shall serve in:",
    "(a) The trial chambers;",
    "(b) The chamber of appeals.",
)
IN_TRIBUNAL = [
    (None, TRIBUNAL[2]),
    ("annex-art1", TRIBUNAL[5]),
    ("annex-art2.1", TRIBUNAL[8].removeprefix("1. ")),
    ("annex-art2.2", "The branches are:"),
    ("annex-art2.2(a)", "The branch for Rwanda;"),
    ("annex-art2.2(b)", "The branch for Yugoslavia."),
    ("annex-art3", "The seat shall be The Hague."),
    ("annex-art4bis", "The judges shall serve in:"),
    ("annex-art4bis(a)", "The trial chambers;"),
    ("annex-art4bis(b)", "The chamber of appeals."),
]


def annex_of(text: str) -> list[tuple[str | None, str]]:
    """Return the annex of an official text, whose body must be read as it is without one."""
    source = open_source("text.txt", text.encode())
    document = read_official(source)
    body = [p.paragraph for p in document.paragraphs if p.kind is not ClauseKind.ANNEX]
    assert body == ["PP1", "1", "2"]
    return [
        (p.paragraph, quote(source.data, p.spans, form=source.form, encoding=source.encoding))
        for p in document.paragraphs
        if p.kind is ClauseKind.ANNEX
    ]


def remarks_of(text: str) -> tuple[str, ...]:
    return read_resolution(open_source("text.txt", text.encode()))[0].remarks


def with_annex(*lines: str) -> str:
    return BODY + "\n\n".join(lines) + "\n"


def wrapped(text: str, between: str) -> str:
    return between.join(textwrap.fill(paragraph, 76) for paragraph in text.strip().split("\n\n")) + "\n"


@pytest.mark.parametrize("form", ["lines", "single", "wrapped", "tight"])
def test_a_statute_is_cited_by_its_articles(form: str) -> None:
    """An article without numbers is cited as a whole, and no title of an article is in a quote."""
    text = with_annex(*TRIBUNAL)
    forms = {"lines": text, "single": text.replace("\n\n", "\n"), "wrapped": wrapped(text, "\n\n")}
    assert annex_of(forms.get(form, wrapped(text, "\n"))) == IN_TRIBUNAL


def test_a_single_article_with_numbers_is_not_taken_for_the_whole_annex() -> None:
    found = annex_of(
        with_annex("Annex", "Article 7", "1. The first is this.", "2. The second.", "Article 8", "It ends.")
    )
    assert [name for name, _ in found] == ["annex-art7.1", "annex-art7.2", "annex-art8"]


def test_articles_with_roman_numbers_are_no_sections() -> None:
    found = annex_of(with_annex("Annex", "Article I", "1. This is so.", "Article II", "1. That is so."))
    assert [name for name, _ in found] == ["annex-artI.1", "annex-artII.1"]


def test_rules_are_told_apart_in_one_line() -> None:
    """A converter joins the first rule to the title, and others to the rule above."""
    assert annex_of(
        with_annex(
            "ANNEX",
            "Revised text of the rules of the Security Council Rule 41 All languages shall be official here.",
            "Rule 42 Speeches shall be interpreted into the others",
            "Rule 43 All records are public, as rule 42 is. Rule 44 They are printed.",
        )
    ) == [
        ("annex-rule41", "All languages shall be official here."),
        ("annex-rule42", "Speeches shall be interpreted into the others"),
        ("annex-rule43", "All records are public, as rule 42 is."),
        ("annex-rule44", "They are printed."),
    ]


def test_an_article_that_a_sentence_names_is_no_heading() -> None:
    sentence = "Article 41 of the Charter applies to all of these measures."
    assert annex_of(with_annex("Annex", "Terms of the mission", sentence)) == [(None, sentence)]


@pytest.mark.parametrize("between", ["\n\n", "\n"])
def test_paragraphs_without_numbers_are_clauses_each(between: str) -> None:
    sentences = ["The mission shall visit the region.", "It will consult with all parties.", "Its members are three."]
    text = BODY + between.join(["Annex", "Terms of reference of the mission", *sentences]) + "\n"
    assert annex_of(text) == [(None, sentence) for sentence in sentences]


def test_a_blank_line_parts_paragraphs_of_full_lines() -> None:
    sentences = [f"Paragraph {name} of the annex fills a line of this text up to its last columns." for name in "abc"]
    assert {len(sentence) for sentence in sentences} == {74}
    assert annex_of(wrapped(with_annex("Annex", *sentences), "\n\n")) == [(None, sentence) for sentence in sentences]


def test_paragraphs_that_end_with_a_comma_are_clauses_each() -> None:
    """An annex may be a declaration of the Council, wrapped without blank lines."""
    words = "at the level of Heads of State and Government in the course of the Summit of the year 2000"
    paragraphs = [f"Meeting {words} in Rome,", f"Pledges to act {words};", f"Reaffirms the aims {words}."]
    text = wrapped(with_annex("Annex", "Declaration", "The Security Council,", *paragraphs), "\n")
    assert annex_of(text) == [(None, paragraph) for paragraph in paragraphs]


def test_an_annex_begins_below_a_paragraph_that_lost_its_stop() -> None:
    text = with_annex("Annex", "Terms", "The mission shall visit the region.").replace(
        "of the matter.", "of the matter"
    )
    assert annex_of(text) == [(None, "The mission shall visit the region.")]


def test_a_letter_is_read_without_its_signature() -> None:
    first = "I have the honour to refer to resolution 1325 (2000)."
    assert annex_of(
        with_annex("Annex", "Letter of 5 May 2000 from the Secretary-General", first, "(Signed) A. Name")
    ) == [(None, first)]


def test_statements_of_two_annexes_are_told_apart() -> None:
    """The heading of an annex, and its long title, are in no quote."""
    title = "Statement by the Chairman on the conclusion of the meeting of the Ministers held at the Centre on 6 May"
    found = annex_of(
        with_annex(
            "Annex 1",
            title,
            "The Ministers adopted the following principles:",
            "– An end of violence;",
            "– The return of all.",
            "Annex 2",
            "Agreement should be reached on the following principles:",
            "1. A verifiable end of violence.",
            "2. The return of all persons.",
        )
    )
    assert found == [
        (None, "The Ministers adopted the following principles: – An end of violence; – The return of all."),
        (None, "Agreement should be reached on the following principles:"),
        ("annex-2.1", "A verifiable end of violence."),
        ("annex-2.2", "The return of all persons."),
    ]


def test_entries_of_a_sanctions_list_are_clauses_each() -> None:
    found = annex_of(
        with_annex(
            "Annex",
            "Travel ban/asset freeze",
            "KPi.033 A NAME",
            "Description: The person is an official.",
            "AKA: n/a",
            "KPi.034 OTHER NAME",
            "AKA: Another Name",
            "Entities",
            "KPe.001 A BANK",
            "Location: Here",
        )
    )
    assert found == [
        (None, "KPi.033 A NAME Description: The person is an official. AKA: n/a"),
        (None, "KPi.034 OTHER NAME AKA: Another Name"),
        (None, "KPe.001 A BANK Location: Here"),
    ]


def test_numbers_of_a_second_list_without_a_name_are_not_cited() -> None:
    """Entries that end without a stop do not swallow the next list."""
    found = annex_of(
        with_annex(
            "Annex",
            "Individuals",
            "1. A NAME",
            "a. Nationality: none",
            "2. OTHER NAME",
            "Passport: 123",
            "Entities",
            "1. A BANK",
            "2. A FIRM",
            "a. Location: Here",
        )
    )
    assert found == [
        ("annex-1", "A NAME"),
        ("annex-1(a)", "Nationality: none"),
        ("annex-2", "OTHER NAME Passport: 123"),
        (None, "A BANK"),
        (None, "A FIRM"),
        (None, "Location: Here"),
    ]


def test_lettered_sections_of_an_annex_are_part_of_its_numbers() -> None:
    found = annex_of(
        with_annex(
            "Annex I", "A. Entities", "1. A bank", "2. A firm", "B. Persons", "1. A name", "Annex II", "1. It ends."
        )
    )
    assert [name for name, _ in found] == ["annex-I.A.1", "annex-I.A.2", "annex-I.B.1", "annex-II.1"]


def test_text_below_the_last_number_is_no_part_of_it() -> None:
    found = annex_of(
        with_annex("Annex", "1. The first is this.", "2. The second is that.", "Done at Geneva in two original copies.")
    )
    assert found[1:] == [("annex-2", "The second is that."), (None, "Done at Geneva in two original copies.")]


def test_words_below_numbered_names_are_part_of_these() -> None:
    found = annex_of(
        with_annex(
            "Annex", "1. A Name", "He leads a group of men.", "2. Other Name", "He leads them, too.", "He is old now."
        )
    )
    assert found == [
        ("annex-1", "A Name He leads a group of men."),
        ("annex-2", "Other Name He leads them, too. He is old now."),
    ]


def test_a_table_that_is_not_read_is_remarked_on() -> None:
    text = with_annex(
        "Annex II", "List", "The list has all items under review.", "Item", "Use", "Trucks", "Heavy", "Pumps"
    )
    assert [words for _, words in annex_of(text)] == ["The list has all items under review."]
    assert remarks_of(text) == (
        "some lines of annex II, from “Item” on, are not read, as they are no sentences; look up tables and lists of "
        "names in the official document",
    )
    assert remarks_of(with_annex(*TRIBUNAL)) == ()


def test_a_repeated_heading_begins_no_further_annex() -> None:
    text = with_annex("Annex", "1. These are:", "(a) One;", "Annex (continued)", "(b) Two;", "Annex", "(c) Three.")
    assert [name for name, _ in annex_of(text)] == ["annex-1", "annex-1(a)", "annex-1(b)", "annex-1(c)"]


@pytest.mark.parametrize(
    "words",
    [
        "Decides that the terms apply as set out in\nAnnex I\nto this resolution, and calls on all to act in this;",
        "Decides that these shall apply:\nAnnex A\nand the lists in it;",
        "Decides to review the lists,\nAnnexes to the report\nand their terms;",
        "Decides that the lists that follow the report\nAnnex II\nto it shall be reviewed;",
        "Decides that it applies\nArticle 41 of the Charter in this;",
    ],
)
def test_no_annex_begins_in_a_sentence(words: str) -> None:
    text = BODY.replace("2. Decides to remain", f"2. {words}\n\n3. Decides to remain")
    source = open_source("text.txt", text.encode())
    found = read_resolution(source)[0].paragraphs
    assert [p.paragraph for p in found] == ["PP1", "1", "2", "3"]
    assert quote(source.data, found[2].spans, form=source.form, encoding=source.encoding) == " ".join(words.split())


@pytest.mark.parametrize(
    "sentence",
    [
        "Article 5 of the Statute applies to the staff.",
        "Rule 7 is not applied to the members.",
        "Part 2 of the list has no names.",
        "Section 3 applies to its members.",
        "Chapter VII applies here.",
    ],
)
def test_a_sentence_that_names_a_section_is_no_heading(sentence: str) -> None:
    lines = ["It opens with this sentence.", sentence, "It ends with this sentence."]
    assert annex_of(with_annex("Annex", "Terms of the mission", *lines)) == [(None, line) for line in lines]


def test_items_in_capitals_below_a_colon_are_no_headings() -> None:
    items = ["A. Stop firing.", "B. Withdraw."]
    found = annex_of(with_annex("Annex", "1. The parties shall:", *items, "2. It ends here and now."))
    assert found == [("annex-1", " ".join(["The parties shall:", *items])), ("annex-2", "It ends here and now.")]


@pytest.mark.parametrize("heading", ["B.", "Section B.", "B. Arms embargo.", "B. Arms embargo"])
def test_the_heading_of_a_section_may_have_a_stop(heading: str) -> None:
    lines = ["A. Principles", "1. One is the first.", heading, "1. Two is the second."]
    found = annex_of(with_annex("Annex", "Terms of the mission", *lines))
    assert found == [("annex-A.1", "One is the first."), ("annex-B.1", "Two is the second.")]


@pytest.mark.parametrize("numbers", [(1, 5, 9), (12, 13, 20), (1, 2, 10), (3, 40, 41)])
def test_a_selection_of_paragraphs_keeps_its_numbers(numbers: tuple[int, ...]) -> None:
    text = with_annex("Annex", *(f"{number}. It is so." for number in numbers))
    assert annex_of(text) == [(f"annex-{number}", "It is so.") for number in numbers]
    [remark] = remarks_of(text)
    assert f"between “annex-{numbers[0]}” and “annex-{numbers[-1]}”" in remark


def test_annexes_with_all_their_numbers_have_no_remark() -> None:
    assert not remarks_of(with_annex("Annex I", "1. It is so.", "2. It is so.", "Annex II", "1. It is.", "2. So."))


@pytest.mark.parametrize("stop", [";", ".", ","])
@pytest.mark.parametrize("first", [1, 2, 7])
@pytest.mark.parametrize("items", [2, 3, 6])
def test_an_inner_list_counts_for_itself(items: int, first: int, stop: str) -> None:
    """Its numbers may be those of the paragraphs that follow."""
    inner = [f"{n}. Item {n}{stop if n < items else '.'}" for n in range(1, items + 1)]
    below = [f"{n}. It is so." for n in range(first + 1, first + 4)]
    found = annex_of(with_annex("Annex", f"{first}. The steps are:", *inner, *below))
    assert [name for name, _ in found] == [
        f"annex-{first}",
        *(f"annex-{first}({n})" for n in range(1, items + 1)),
        *(f"annex-{n}" for n in range(first + 1, first + 4)),
    ]
    assert found[items + 1 :] == [(f"annex-{n}", "It is so.") for n in range(first + 1, first + 4)]


def test_a_paragraph_with_a_list_below_another_one_is_no_item() -> None:
    lines = ["1. The steps are:", "1. Item.", "2. The next steps are:", "1. Item;", "2. Item.", "3. It is so."]
    found = annex_of(with_annex("Annex", *lines))
    assert [name for name, _ in found] == ["annex-1", "annex-1(1)", "annex-2", "annex-2(1)", "annex-2(2)", "annex-3"]


@pytest.mark.parametrize("mark", ["2. ", ""])
@pytest.mark.parametrize(
    "rest",
    ["Article 41 of the Charter.", "Article 41 of the Charter and\nits own rules.", "Section 4 of the\nCharter."],
)
def test_a_sentence_goes_on_in_a_line_with_a_capital(rest: str, mark: str) -> None:
    above, below = ("1. It is so.", "3. It ends here.") if mark else ("It is the first.", "It ends here, too.")
    text = with_annex("Annex", "Terms") + "\n".join([above, f"{mark}The Committee shall apply", rest, below, ""])
    whole = "The Committee shall apply " + " ".join(rest.split())
    assert annex_of(text)[1] == ("annex-2" if mark else None, whole)


@pytest.mark.parametrize("words", ["Ceasefire holds.", "Our hope.", "It was so."])
def test_a_short_sentence_is_a_clause(words: str) -> None:
    assert annex_of(with_annex("Annex", "Terms", "The mission shall begin.", words)) == [
        (None, "The mission shall begin."),
        (None, words),
    ]


def test_the_words_above_a_declaration_are_quoted_with_it_and_names_are_not() -> None:
    found = annex_of(
        with_annex("Annex", "Terms", "St. Petersburg.", "Hereby declare:", "We will act together at once.")
    )
    assert found == [(None, "Hereby declare: We will act together at once.")]


ROMAN = BODY.replace("1. Decides", "I. Decides").replace(
    "2. Decides to remain", "II. Requests a report;\n\nIII. Decides to"
)


@pytest.mark.parametrize(
    "below", ["Annex\n\nA. Principles\n\nIt is so, as all agree.\n", "Annex\n\n1. Requests for funds shall be made.\n"]
)
def test_paragraphs_with_roman_numbers_count_whatever_the_annex_has(below: str) -> None:
    found = read_resolution(open_source("text.txt", (ROMAN + below).encode()))[0].paragraphs
    assert [p.paragraph for p in found if p.kind is ClauseKind.OPERATIVE] == ["1", "2", "3"]


def test_lists_with_digits_leave_roman_numbers_of_paragraphs_alone() -> None:
    text = ROMAN.replace("on all to act;", "on all for:\n\n1. Requests for help;\n\n2. Other requests;")
    found = read_resolution(open_source("text.txt", text.encode()))[0].paragraphs
    assert [p.paragraph for p in found] == ["PP1", "1", "1(1)", "1(2)", "2", "3"]
    mixed = BODY.replace("2. Decides", "10. Requests a report;\n\nII. Decides")
    found = read_resolution(open_source("text.txt", mixed.encode()))[0].paragraphs
    assert [p.paragraph for p in found] == ["PP1", "1", "10", "11"]


def test_notes_above_an_annex_are_in_no_quote() -> None:
    notes = "Notes\n\n1 See S/2000/1.\n\n2 See also S/2000/2.\n\n"
    assert annex_of(BODY + notes + "Annex\n\nIt is so, as all agree.\n") == [(None, "It is so, as all agree.")]
