"""Signs of markup around words are no part of a quote; the same signs that print something else are."""

from __future__ import annotations

import pytest

from retrieval.readers.official.resolution import read_resolution
from retrieval.readers.source import open_source, quote

HEAD = "Resolution 2601 (2021)\n\nAdopted by the Security Council at its 8889th meeting, on 29 October 2021\n\n"
PLAIN = [
    "The Security Council,",
    "Recalling its resolution 1998 (2011),",
    "Deeply concerned about attacks,",
    "1. Urges, in this context, States to act;",
    "2. Requests a report.",
]
READ = [("PP1", PLAIN[1]), ("PP2", PLAIN[2]), ("1", PLAIN[3][3:]), ("2", PLAIN[4][3:])]


def clauses(text: str, encoding: str = "utf-8") -> list[tuple[str | None, str]]:
    source = open_source("text.txt", text.encode(encoding))
    return [
        (one.paragraph, quote(source.data, one.spans, form=source.form, encoding=source.encoding))
        for one in read_resolution(source)[0].paragraphs
    ]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
@pytest.mark.parametrize("sign", ["*", "_", "**", "''", "***", "__", "'''"])
@pytest.mark.parametrize("gap", ["\n", "\n\n"])
def test_signs_of_emphasis_are_left_out(sign: str, gap: str, encoding: str) -> None:
    verbs = ["Recalling", "Deeply concerned", "Urges", "Requests"]
    text = HEAD + gap.join(PLAIN)
    for verb in verbs:
        text = text.replace(verb, f"{sign}{verb}{sign}")
    assert clauses(text, encoding) == READ


def test_signs_beside_those_of_verbs_are_left_out_too() -> None:
    text = "# " + HEAD + "\n\n".join(PLAIN)
    text = text.replace("The Security Council,", "**The Security Council,**").replace(
        "resolution 1998", "*resolution* 1998"
    )
    for verb in ("Recalling", "Urges", "Requests"):
        text = text.replace(verb, f"*{verb}*")
    assert clauses(text) == READ


@pytest.mark.parametrize("bullet", ["•", "-", "*", "–", "\u25cf", "\uf0b7"])
def test_bullets_before_all_paragraphs_of_a_preamble_are_left_out(bullet: str) -> None:
    listed = [f"{bullet} {line}" if line.startswith(("Rec", "Dee")) else line for line in PLAIN]
    assert clauses(HEAD + "\n".join(listed)) == READ


@pytest.mark.parametrize(
    "sentence",
    [
        "Urges States to read *S/2021/1* and *S/2021/2*;",
        "Urges States to write to the_mission@un.org and to _others_;",
        "Urges States to name the ship ''Hope'' again;",
        "Urges 2 * 3 States and 4 * 5 others;",
        "Urges those of list A* and list B* to act;",
    ],
)
def test_signs_that_print_something_stay(sentence: str) -> None:
    text = HEAD + "\n\n".join([*PLAIN[:3], f"1. {sentence}", PLAIN[4]])
    assert clauses(text) == [*READ[:2], ("1", sentence), READ[3]]


def test_items_of_a_list_in_the_preamble_keep_their_bullets() -> None:
    lines = [
        PLAIN[0],
        PLAIN[1],
        "Noting the following steps:",
        "- Ending hostilities,",
        "- Releasing prisoners,",
        *PLAIN[3:],
    ]
    said = " ".join(text for _, text in clauses(HEAD + "\n".join(lines)))
    assert "steps: - Ending hostilities, - Releasing prisoners, Urges" in said


@pytest.mark.parametrize(
    "end", ["\n", "\r\n", " \n     ", "\n\n", "\f", "\u00a0\n", "\n\n2/9\n\nS/RES/2601 (2021)\n\n", "\n- 2 -\n"]
)
@pytest.mark.parametrize("hyphen", ["-", "\N{HYPHEN}"])
@pytest.mark.parametrize("word", ["subregio-nal", "implemen-tation", "prac-tical", "integ-rating", "traf-ficking"])
def test_a_word_cut_at_the_end_of_a_line_is_whole(word: str, hyphen: str, end: str) -> None:
    whole = word.replace("-", "")
    sentence = f"1. Urges {whole} States to support every {word.replace('-', hyphen + end)} process;"
    assert clauses(HEAD + "\n\n".join([*PLAIN[:3], sentence, PLAIN[4]]))[2] == (
        "1",
        f"Urges {whole} States to support every {whole} process;",
    )


@pytest.mark.parametrize("between", ["\n", "\r\n", " \n   ", "\n\n2/9\n\nS/RES/2601 (2021)\n\n"])
@pytest.mark.parametrize(
    "word",
    ["gender-based", "co-operation", "fully-fledged", "Secretary-General", "sub-regional", "day-to-day", "2004-2006",
     "COVID-19", "co\N{HYPHEN}ordinated", "S/PRST/2015", "and/or", "up-to-date"],
)  # fmt: skip
def test_a_hyphen_that_may_be_part_of_the_word_stays(word: str, between: str) -> None:
    """Also where an old conversion has lost the hyphen elsewhere, and across the end of a page.

    The line end becomes a blank, as any other, so that the quote is in its source.
    """
    sign = next(one for one in "-/\N{HYPHEN}" if one in word)
    cut = word.replace(sign, sign + between, 1)
    sentence = f"1. Urges States, and fullyfledged ones, to support a {cut} process;"
    kept = word.replace(sign, f"{sign} ", 1)
    assert clauses(HEAD + "\n\n".join([*PLAIN[:3], sentence, PLAIN[4]]))[2][1].endswith(f"to support a {kept} process;")


@pytest.mark.parametrize(
    "words", ["short- and long-term", "pre- or post-war", "mid- to long-term", "the parties - as named -"]
)
def test_a_hyphen_behind_which_a_word_is_left_out_stays_with_the_blank(words: str) -> None:
    sentence = f"1. Urges States to support {words.replace('- ', '-' + chr(10), 1)} plans;"
    assert clauses(HEAD + "\n\n".join([*PLAIN[:3], sentence, PLAIN[4]]))[2] == (
        "1",
        f"Urges States to support {words} plans;",
    )


@pytest.mark.parametrize("end", ["\n", "\r\n", " \n     "])
@pytest.mark.parametrize("word", ["Srebre-nica", "non-governmental", "co-operation", "MONUS-CO"])
def test_a_soft_hyphen_at_the_end_of_a_line_is_never_of_the_word(word: str, end: str) -> None:
    sentence = f"1. Urges those of {word.replace('-', chr(0xAD) + end)} to act;"
    assert clauses(HEAD + "\n\n".join([*PLAIN[:3], sentence, PLAIN[4]]))[2] == (
        "1",
        f"Urges those of {word.replace('-', '')} to act;",
    )


@pytest.mark.parametrize(
    "note", ["1 Official Records, document S/9.", "[1] Ibid., document S/9.", "(1) See document S/9."]
)
@pytest.mark.parametrize(
    "words",
    [
        "Urges the parties to the Agreement1 to act;",
        "Urges the parties to the Agreement,1 which they signed, to act;",
        "Urges the parties to act on the report;1",
        "Urges, as on 13 August 19481 and 5 January 19493, all to act;",
        "Urges, as in resolution 98 (1952)1 and 91 (1951)2, all to act;",
    ],
)
def test_marks_of_footnotes_are_left_out(words: str, note: str) -> None:
    text = HEAD + "\n\n".join([*PLAIN[:3], f"1. {words}", PLAIN[4], note])
    plain = words
    for mark in ("Agreement1", "Agreement,1", "report;1", "19481", "19493", ")1", ")2"):
        plain = plain.replace(mark, mark[:-1])
    assert clauses(text)[2] == ("1", plain)


@pytest.mark.parametrize(
    "words",
    [
        "Urges the parties to the Agreement1 to act;",  # without a note
        "Urges the parties to read S/2021/12 and S/19481 again;",
        "Urges the holders of 5 March 2021/22 to pay 19481 dollars;",
        "Urges those of COVID19 and of F16 to act;",
        "Urges the parties to act on the report;1",
    ],
)
def test_digits_that_may_be_words_stay(words: str) -> None:
    assert clauses(HEAD + "\n\n".join([*PLAIN[:3], f"1. {words}", PLAIN[4]]))[2] == ("1", words)


@pytest.mark.parametrize("words", ["paragraph4 above and Article4 of it", "paragraphs4 and 5", "type4 of these arms"])
def test_a_number_that_lost_its_blank_is_no_mark(words: str) -> None:
    text = HEAD + "\n\n".join([*PLAIN[:3], f"1. Urges States to act on {words};", PLAIN[4], "4 See document S/9."])
    assert clauses(text)[2] == ("1", f"Urges States to act on {words};")


def test_a_paragraph_number_behind_a_year_is_no_mark() -> None:
    text = HEAD + "\n\n".join([*PLAIN[:3], "1. Reaffirms its resolution 1244 (1999)2. Requests so;"])
    assert clauses(text)[2][1].endswith("1244 (1999)2. Requests so;")


@pytest.mark.parametrize("word", ["co-operation", "co-ordinated", "re-integration"])
def test_a_prefix_keeps_its_hyphen_beside_names_without_it(word: str) -> None:
    names = word.replace("-", "").capitalize()
    sentence = f"1. Urges the Gulf {names} Council to support {word.replace('-', '-' + chr(10))} of States;"
    said = clauses(HEAD + "\n\n".join([*PLAIN[:3], sentence, PLAIN[4]]))[2][1]
    assert said.endswith(f"{word.replace('-', '- ')} of States;")


def test_a_hyphen_that_a_document_prints_with_a_capital_stays() -> None:
    """Even if it prints the word without the hyphen, too."""
    sentence = "1. Urges Co-operation, and States to cooperate in cooperation, with co-\noperation of all;"
    assert clauses(HEAD + "\n\n".join([*PLAIN[:3], sentence, PLAIN[4]]))[2][1].endswith("with co- operation of all;")


@pytest.mark.parametrize("sign", ["> ", ">", ">> ", "> > "])
def test_signs_of_a_quoted_mail_are_left_out(sign: str) -> None:
    lines = (HEAD + "\n".join(PLAIN).replace("in this context, States", "in this context,\nStates")).splitlines()
    assert clauses("\n".join(f"{sign}{line}" for line in lines)) == READ
