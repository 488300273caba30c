"""Numbers of operative paragraphs and letters of items, where some are missing or misread."""

from __future__ import annotations

import pytest

from retrieval.readers.read import read_documents
from tests.retrieval.readers.official.test_resolution import HEAD, clauses

VERBS = ("Requests", "Urges", "Decides", "Stresses", "Demands", "Calls for", "Welcomes")


def operative(*numbers: int) -> str:
    return "\n\n".join(
        f"{number}. {verb} reports on the matter;" for number, verb in zip(numbers, VERBS * 9, strict=False)
    )


def names(body: str) -> list[str | None]:
    return [name for name, _ in clauses(HEAD + "Recalling its resolution 1261 (1999),\n\n" + body)][1:]


@pytest.mark.parametrize(
    "numbers",
    [(1, 9, 17), (5, 6, 21), (3, 12, 18), (1, 2, 8, 14), (8, 15), (1, 8, 10, 15), (2, 30, 31), (12, 20), (1, 99), (7,)],
)
def test_a_selection_of_paragraphs_keeps_their_numbers(numbers: tuple[int, ...]) -> None:
    assert names(operative(*numbers)) == [str(number) for number in numbers]


@pytest.mark.parametrize(
    "paragraph",
    [
        "In this context, encourages all parties to report;",
        "Consistent with paragraph 3 above, requests reports;",
        "Bearing in mind its resolutions, urges all to act;",
        "Request the Secretary-General to report;",
        "Further Requests reports:\n\n(a) On peace;\n\n(b) On security;",
    ],
)
def test_a_selected_paragraph_may_open_with_circumstances(paragraph: str) -> None:
    assert names(f"1. Urges all to act;\n\n14. {paragraph}\n\n20. Decides to remain seized.")[-1] == "20"
    assert "14" in names(f"1. Urges all to act;\n\n14. {paragraph}\n\n20. Decides to remain seized.")


@pytest.mark.parametrize(
    ("printed", "expected"),
    [
        ((1, 2, 8, 4), ["1", "2", None, "4"]),
        ((1, 2, 88, 4), ["1", "2", None, "4"]),
        ((1, 2, 3, 1, 5), ["1", "2", "3", None, "5"]),
        ((1, 2, 3, 2, 5), ["1", "2", "3", None, "5"]),
        ((12, 15, 2), [None, None, "2"]),
    ],
)
def test_a_number_that_those_around_it_contradict_is_not_cited(
    printed: tuple[int, ...], expected: list[str | None]
) -> None:
    assert names(operative(*printed)) == expected
    quoted = clauses(HEAD + operative(*printed))
    assert [words for _, words in quoted if words[0].isdigit()] == []


@pytest.mark.parametrize(
    "body",
    [
        "1. Decides that the text shall read:\n\n9. Requests a report;\n\n10. Urges restraint;\n\n2. Decides to go on.",
        "1. Decides that it shall read:\n\n“9. Requests a report;\n\n10. Urges restraint.”\n\n2. Decides to go on.",
        "1. Decides to act, as set out in paragraph\n\n12. Above, to go on;\n\n2. Decides to go on.",
        "1. Decides to act under Articles 41 and\n\n42. Requests of this kind are welcome;\n\n2. Decides to go on.",
        "1. Decides to list:\n\n7. Ahmed Ali;\n\n8. Omar Said;\n\n2. Decides to go on.",
        "1. Decides to act by 30 June\n\n2000. Requests a report;\n\n2. Decides to go on.",
        "1. Decides to send 450 observers;\n\n2. Decides to go on.",
        "1. Decides to act on\n12 resolutions;\n\n2. Decides to go on.",
        "1. Decides to list:\n\n10. Requests for aid;\n\n2. Decides to go on.",
    ],
)
def test_numbers_in_a_paragraph_are_those_of_no_other(body: str) -> None:
    found = [name for name in names(body) if name is None or name.isdigit()]
    assert found == ["1", "2"]


def test_a_list_with_numbers_of_its_own_stays_in_its_paragraph() -> None:
    listed = "4. Decides as follows:\n\n1. Requests shall be sent;\n\n2. Calls shall be made;\n\n5. Decides to go on."
    assert names(operative(1, 2, 3) + "\n\n" + listed) == ["1", "2", "3", "4", "4(1)", "4(2)", "5"]


def test_a_misread_letter_is_not_cited_and_takes_no_other_with_it() -> None:
    listed = "1. Decides to list:\n\n(a) One;\n\n(b) Two;\n\n({}) Three;\n\n(d) Four;\n\n2. Decides to go on."
    for letter in "eoxz":
        assert clauses(HEAD + listed.format(letter))[1:5] == [
            ("1(a)", "One;"),
            ("1(b)", "Two;"),
            (None, "Three;"),
            ("1(d)", "Four;"),
        ]
    assert clauses(HEAD + listed.format("c"))[3] == ("1(c)", "Three;")


@pytest.mark.parametrize(
    ("listed", "expected"),
    [
        ("(a) One;\n(b) Two;\n(d) Four;", ["(a)", "(b)", "(d)"]),
        ("(a) One;\n(b) Two:\n(i) Three;\n(ii) Four;\n(d) Five;", ["(a)", "(b)", "(b)(i)", "(b)(ii)", "(d)"]),
        ("(i) One;\n(ii) Two;\n(iv) Four;", ["(i)", "(ii)", "(iv)"]),
        ("(a) One:\n(i) Two;\n(ii) Three;\n(b) Four;", ["(a)", "(a)(i)", "(a)(ii)", "(b)"]),
    ],
)
def test_a_letter_that_none_contradicts_counts(listed: str, expected: list[str]) -> None:
    assert names(f"1. Decides to list:\n{listed}\n2. Decides to go on.")[1:-1] == [f"1{one}" for one in expected]


def remarks(text: str) -> tuple[str, ...]:
    return read_documents("S_RES_1325(2000).txt", (text + "\n\n").encode()).remarks


def test_numbers_in_brackets_behind_a_colon_are_items_of_a_list() -> None:
    body = (
        "Decides that the following shall apply:\n\n(1) Requests shall be sent;\n\n(2) Calls for tender shall be open;"
    )
    assert [name for name in names(f"{body}\n\nDecides to remain seized of the matter.") if name in ("1", "2")] == []


def test_missing_numbers_are_remarked_on() -> None:
    """An excerpt, or a misread number, looks like a whole text otherwise."""
    preamble = HEAD + "Recalling its resolution 1261 (1999),\n\n"
    assert remarks(preamble + operative(1, 2, 3)) == ()
    [remark] = remarks(preamble + operative(1, 9, 10, 12))
    assert remark.startswith("no operative paragraph 2–8, 11 was found, but 12; expected all numbers")


def test_an_excerpt_that_begins_later_is_remarked_on() -> None:
    preamble = HEAD + "Recalling its resolution 1261 (1999),\n\n"
    assert remarks(preamble + operative(9, 10))[0].startswith("no operative paragraph 1–8 was found, but 10;")
    assert remarks(preamble + "1. Decides to act;\n\n2. (a) Requests a report;\n\n(b) Urges all;\n\n3. Decides.") == ()
    sections = f"A\n\n{operative(1, 2)}\n\nB\n\n{operative(1, 2)}"
    assert remarks(preamble + sections) == ()
    assert remarks(preamble + "Decides to act.") == ()


@pytest.mark.parametrize(
    ("above", "number"),
    [
        ("Requests a report on the implementation of the present resolution", "2. "),
        ("Requests action on the relevant Security Council resolutions", "2. "),
        ("Requests action on the measures in the annex", "2. "),
        ("Requests action on the matters in that section", "2) "),
        ("Requests action as set out in the following articles", "2 "),
        ("Requests action as set out in this paragraph", "2.\t"),
    ],
)
@pytest.mark.parametrize("blank", ["\n", "\n\n"])
def test_a_paragraph_below_a_lost_stop_keeps_its_number(above: str, number: str, blank: str) -> None:
    below = ["Requests a report;", "3. Decides to go on."]
    text = f"1. {above}{blank}{number}{below[0]}{blank}{below[1]}"
    assert clauses(HEAD + text) == [("1", above), ("2", below[0]), ("3", "Decides to go on.")]


@pytest.mark.parametrize(
    "words",
    [
        "Decides to act, as set out in paragraph\n2. Above, to go on;",
        "Decides to act, as set out in paragraph\n2 of this resolution;",
        "Recalls resolution\n2 Calls and others;",
        "Recalls the annex\n2) to it;",
        "Recalls paragraphs\n2. and\n3. Of the report;",
    ],
)
def test_a_number_that_the_sentence_above_needs_opens_no_paragraph(words: str) -> None:
    assert names(f"1. {words}\n2. Decides to go on.") == ["1", "2"]


def test_a_number_without_a_stop_counts_before_circumstances() -> None:
    listed = "1 Urges all to act;\n2 Consistent with paragraph 1 above, requests a report;\n3 Decides to go on."
    assert names(listed) == ["1", "2", "3"]
    assert names("1. Urges all to act by\n14 In words;\n2. Decides to go on.") == ["1", "2"]


FORMS = [
    "1- ",
    "1 – ",
    "1 - ",
    "1: ",
    "[1] ",
    "[1]. ",
    "(1) ",
    "#1 ",
    "§ 1 ",
    "№ 1. ",
    "１． ",
    "1.- ",
    "1. – ",
    "1. 1. ",
    "OP 1: ",
]


@pytest.mark.parametrize("form", [*FORMS, "OP1. ", "OP1 ", "OP 1 ", "Paragraph 1. ", "**1.** ", "**1**. ", "1 . "])
@pytest.mark.parametrize("preambular", ["", "({}) "])
def test_numbers_are_understood_however_they_are_printed(form: str, preambular: str) -> None:
    verbs = ["Urges all", "Requests", "Consistent with its words, requests", "Decides"]
    wide = str.maketrans("1234", "１２３４")
    numbers = [form.replace("1", str(n)).replace("１", str(n).translate(wide)) for n in range(1, 5)]
    operative_part = [f"{number}{verb} to act;" for number, verb in zip(numbers, verbs, strict=True)]
    preamble = [f"{preambular.format(n)}Recalling its words," for n in (1, 2)]
    found = clauses(HEAD + "\n\n".join([*preamble, *operative_part]))
    assert found[2:] == [(str(n), f"{verb} to act;") for n, verb in enumerate(verbs, 1)]


@pytest.mark.parametrize(
    "words",
    [
        "Decides to list:\n\n(1) Requests;\n\n(2) Calls;",
        "Recalls its meeting of\n2 – A long one;",
        "Recalls the words in note\n[2] See the report;",
        "Recalls the vote of 14 to\n2: Abstentions were none;",
        "Recalls the share of\n2 -- Of all;",
        "Recalls item\n#2 Peace;",
    ],
)
def test_other_signs_beside_a_number_open_no_paragraph(words: str) -> None:
    found = [name for name in names(f"1. {words}\n\n2. Decides to go on.") if name is None or name.isdigit()]
    assert found == ["1", "2"]


OPERATIVE = ["Urges all to act;", "Requests a report;", "Calls upon States;", "Decides to go on."]
PREAMBLE = "Recalling its words,\n\nNoting the reports,\n\n"


@pytest.mark.parametrize("stop", [". ", ".\t", ") ", ".  "])
@pytest.mark.parametrize("blank", ["\n", "\n\n"])
def test_roman_numbers_of_paragraphs_count(stop: str, blank: str) -> None:
    marks = "I II III IV V VI VII VIII IX X XI XII".split()
    body = blank.join(f"{mark}{stop}{OPERATIVE[n % 4]}" for n, mark in enumerate(marks))
    assert clauses(HEAD + PREAMBLE + body)[2:] == [(str(n + 1), OPERATIVE[n % 4]) for n in range(12)]


def test_misread_numbers_beside_others_are_no_roman_ones() -> None:
    body = "\n\n".join(f"{mark}. {OPERATIVE[n % 4]}" for n, mark in enumerate("I 2 3 4 5 6 7 8 9 10 II 12".split()))
    assert names(body) == [str(n) for n in range(1, 13)]


@pytest.mark.parametrize("marks", ["(a) (b) (c) (d)", "a) b) c) d)", "a. b. c. d.", "A. B. C. D.", "i. ii. iii. iv."])
def test_paragraphs_with_letters_for_numbers_are_told_apart_without_a_number(marks: str) -> None:
    body = [f"{mark} {words}" for mark, words in zip(marks.split(), OPERATIVE, strict=True)]
    assert clauses(HEAD + PREAMBLE + "\n\n".join(body))[2:] == [(None, words) for words in body]


def test_items_of_a_paragraph_without_a_number_stay_in_it() -> None:
    body = ["Decides:", "(a) Requests shall be sent;", "(b) Calls shall be made;", "Decides to go on."]
    assert clauses(HEAD + PREAMBLE + "\n\n".join(body))[2:] == [(None, " ".join(body[:3])), (None, body[3])]


def test_marks_of_sections_are_no_numbers_of_paragraphs() -> None:
    body = "I\n\n1. Decides to act;\n\n2. Requests it;\n\nII. Arms\n\n3. Decides to act;\n\n4. Requests it."
    assert names(body) == ["1", "2", "3", "4"]
