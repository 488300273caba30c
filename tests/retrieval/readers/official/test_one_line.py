"""Texts that a copy or a conversion has put in one line, or wrapped as one paragraph."""

from __future__ import annotations

import textwrap

import pytest

from retrieval.readers.read import read_documents
from tests.retrieval.readers.official.test_resolution import clauses, read

TITLE = "Resolution 1325 (2000)"
ADOPTED = "Adopted by the Security Council at its 4213th meeting, on 31 October 2000"
COUNCIL = "The Security Council,"
PREAMBLE = [
    "Recalling its resolutions 1261 (1999) of 25 August 1999 and 1265 (1999) of 17 September 1999,",
    "Further concerned about the United Nations Operations (S/2000/693),",
    "Being determined to act in the field of Women, Peace and Security,",
]
OPERATIVE = ["1. Urges Member States to act;", "2. Decides to remain actively seized of the matter."]
EXPECTED = [
    *((f"PP{n}", words) for n, words in enumerate(PREAMBLE, 1)),
    ("1", "Urges Member States to act;"),
    ("2", "Decides to remain actively seized of the matter."),
]


@pytest.mark.parametrize(
    "text",
    [
        " ".join([TITLE, ADOPTED, COUNCIL, *PREAMBLE, *OPERATIVE]),
        " ".join([TITLE, ADOPTED, COUNCIL, *PREAMBLE]) + "\n" + "\n".join(OPERATIVE),
        "\n".join([" ".join([TITLE, ADOPTED, COUNCIL, PREAMBLE[0]]), *PREAMBLE[1:], *OPERATIVE]),
        "\n".join([TITLE, " ".join([ADOPTED, COUNCIL, *PREAMBLE]), *OPERATIVE]),
        "\n".join([TITLE, f"{ADOPTED}. {COUNCIL} {PREAMBLE[0]}", *PREAMBLE[1:], *OPERATIVE]),
        "\n".join([TITLE, ADOPTED[:-15], f"31 October 2000 {COUNCIL} {PREAMBLE[0]}", *PREAMBLE[1:], *OPERATIVE]),
        "\n".join([TITLE, ADOPTED[:-15], f"31 October 2000 {COUNCIL}", *PREAMBLE, *OPERATIVE]),
        "\n".join([TITLE, f"{ADOPTED} THE SECURITY COUNCIL, {PREAMBLE[0]}", *PREAMBLE[1:], *OPERATIVE]),
        "\n".join(
            [f"S/RES/1325 (2000) {TITLE}", f"{ADOPTED}\u00a0{COUNCIL}\u00a0{PREAMBLE[0]}", *PREAMBLE[1:], *OPERATIVE]
        ),
        "\n".join([TITLE, f"{ADOPTED} The", f"Security Council, {PREAMBLE[0]}", *PREAMBLE[1:], *OPERATIVE]),
        "\n".join([TITLE, ADOPTED, " ".join([COUNCIL, *PREAMBLE]), " ".join(OPERATIVE)]),
    ],
)
def test_head_and_preamble_in_one_line_are_told_apart(text: str) -> None:
    assert clauses(text) == EXPECTED
    assert str(read(text)[1].date) == "2000-10-31"


@pytest.mark.parametrize("width", [40, 55, 60, 72, 80, 95])
def test_a_preamble_wrapped_as_one_paragraph_is_told_apart(width: int) -> None:
    long = [
        PREAMBLE[0],
        "Further concerned about the lack of progress in the work of the United Nations Operations (S/2000/693),",
        "Being determined to act on what has been reported in the field of Women, and of peace and Security,",
        "Recalling the Convention on the Rights of the Child and the Protocol on children in conflict,",
    ] * 4
    preamble = textwrap.wrap(" ".join(long), width, break_on_hyphens=False)
    found = clauses("\n".join([TITLE, ADOPTED, "", COUNCIL, *preamble, *OPERATIVE]))
    assert found == [*((f"PP{n}", words) for n, words in enumerate(long, 1)), *EXPECTED[-2:]]


def test_head_and_preamble_in_one_element_of_a_page_are_told_apart() -> None:
    head = " ".join([TITLE, ADOPTED, COUNCIL, *PREAMBLE])
    page = f"<html><body><p>{head}</p>{''.join(f'<p>{one}</p>' for one in OPERATIVE)}</body></html>"
    [document] = read_documents("S_RES_1325(2000).html", page.encode()).documents
    assert [one.paragraph for one in document.paragraphs] == ["PP1", "PP2", "PP3", "1", "2"]


@pytest.mark.parametrize(
    "words",
    [
        "Recalls that the Security Council, recalling its resolutions, has acted;",
        "Recalls that The Security Council, Member States and others have acted;",
        "Recalls that by the decision of The Security Council, in 1999, this began;",
        "Recalls “The Security Council, Recalling its resolutions” as its words;",
        "Recalls the President of the Security Council, Noting his words;",
        "Recalls the title of the report: The Security Council, Acting Alone;",
        "Recalls the reports on Peace, Culture and Women;",
        "Recalls the Conference on Training, Noting Services and Aid;",
        "Recalls the Security Council Affairs Division, Calling Bureau;",
        "Recalls the United Nations Security Council, New York;",
    ],
)
def test_the_name_of_the_council_in_a_sentence_opens_no_text(words: str) -> None:
    assert clauses("\n".join([TITLE, ADOPTED, COUNCIL, *PREAMBLE, f"1. {words}", "2. Decides to go on."])) == [
        *EXPECTED[:3],
        ("1", words),
        ("2", "Decides to go on."),
    ]


@pytest.mark.parametrize(
    "words",
    [
        "Recalling the Convention on the Prohibition of the Use, Stockpiling and Transfer of Mines,",
        "Recalling the reports on Women, Peace, and Security, Children and Youth,",
        "Recalling its Committees on Training, Policing, and Mediation,",
        "Recalling the words of Mr. Deeply, Minister of Peace,",
        "Recalling the Declarations of Dakar, Strong Institutions, and others,",
    ],
)
def test_capitals_behind_a_comma_of_the_preamble_open_no_paragraph(words: str) -> None:
    text = "\n".join([TITLE, ADOPTED, COUNCIL, PREAMBLE[0], words, PREAMBLE[1], *OPERATIVE])
    assert clauses(text)[1] == ("PP2", words)


def test_a_wrapped_line_that_goes_on_with_a_capital_opens_no_paragraph() -> None:
    words = (
        "Noting the ratification by many States of the Convention on the Prohibition of the Use,\n"
        "Stockpiling, Production and Transfer of Anti-Personnel Mines and on Their Destruction, and the\n"
        "need to act against mines that kill pupils in schools and on their way to them, on the roads of\n"
        "their countries, and recalling that the parties to a conflict have a duty to clear what they have\n"
        "laid, as soon as possible after the conflict is over, with the help of those who\n"
        "have experience with it,\n"
    )
    found = clauses("\n".join([TITLE, ADOPTED, "", COUNCIL, words * 3, *OPERATIVE]))
    assert [name for name, _ in found] == ["PP1", "PP2", "PP3", "1", "2"]


LIST = "2. Calls on States: (a) to protect schools; (b) to protect teachers; and (c) to report;"


def test_a_list_in_a_line_with_several_paragraphs_is_told_apart() -> None:
    text = "\n".join([TITLE, ADOPTED, COUNCIL, *PREAMBLE, f"1. Urges all to act; {LIST} 3. Decides to remain seized."])
    assert clauses(text)[3:] == [
        ("1", "Urges all to act;"),
        ("2", "Calls on States:"),
        ("2(a)", "to protect schools;"),
        ("2(b)", "to protect teachers; and"),
        ("2(c)", "to report;"),
        ("3", "Decides to remain seized."),
    ]


@pytest.mark.parametrize(
    "line",
    [
        LIST,
        "1. Urges all to act; 2. Calls on States to (a) protect; (b) assist; and (c) report;",
        "1. Urges all to act; 2. Calls on States: (i) to protect; (ii) to assist;",
        "1. Urges all to act; 2. Decides that those who hold: (a) funds, or (b) other goods, shall freeze these;",
        "1. Urges all to act; 2. Calls on States: to act on (a) schools; (b) teachers;",
    ],
)
def test_a_list_in_prose_stays_in_its_paragraph_also_behind_another_one(line: str) -> None:
    text = "\n".join(
        [TITLE, ADOPTED, COUNCIL, *PREAMBLE, "1. Urges all;"[: 13 * (line is LIST)], line, "3. Decides to go on."]
    )
    assert [name for name, _ in clauses(text)[3:]] == ["1", "2", "3"]


@pytest.mark.parametrize("stop", [",", "", ";"])
@pytest.mark.parametrize("width", [60, 72, 80])
def test_a_preambular_paragraph_below_a_lost_comma_is_counted(stop: str, width: int) -> None:
    first = (
        f"Recalling its resolution 1998 (2011) of 12 July 2011 on children and armed conflict and the many reports of "
        f"schools in danger{stop}"
    )
    rest = [
        "Noting with concern the number of attacks against schools, teachers and pupils which have continued in recent "
        "years in all parts of the world,",
        "Stressing the importance of education in situations of armed conflict, in particular of girls, and of the "
        "safety of all their schools,",
    ]
    preamble = "\n".join(textwrap.fill(words, width) for words in (first, *rest))
    assert clauses("\n".join([TITLE, ADOPTED, "", COUNCIL, preamble, *OPERATIVE]))[:3] == [
        ("PP1", first),
        ("PP2", rest[0]),
        ("PP3", rest[1]),
    ]


@pytest.mark.parametrize(
    "words",
    [
        "Recalling the report on the Programme of Action for\nRecognizing Women of 2010, and its annexes on them all,",
        "Recalling the report of the Conference on Training and\nTraining Facilities of the United Nations in it,",
        "Recalling the report on the Convention on the\nEncouraging Peace Fund and its many activities of those years,",
        "Recalling the report of the Committee on Mine\nClearing Operations and its many activities of those years,",
    ],
)
def test_a_participle_in_a_name_at_the_start_of_a_line_opens_no_paragraph(words: str) -> None:
    found = clauses("\n".join([TITLE, ADOPTED, "", COUNCIL, words, PREAMBLE[1], *OPERATIVE]))
    assert found[0] == ("PP1", words.replace("\n", " "))
