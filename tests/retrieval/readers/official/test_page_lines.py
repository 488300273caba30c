"""Page furniture is told by its place: what counts pages, recurs at their edges, or counts lines."""

from __future__ import annotations

import pytest

from retrieval.readers.official.resolution import read_resolution
from retrieval.readers.source import open_source, quote

HEAD = "Resolution 2601 (2021)\n\nAdopted by the Security Council at its 8889th meeting, on 29 October 2021\n\n"
OPENING = "The Security Council,\n\nRecalling its resolution 1998 (2011),\n\n"
TEXT = (
    "1. Urges all States to strengthen their cooperation in the field of{0}education and the training of\nteachers;\n\n"
    "2. Requests the Secretary-General, {2}to report on the{1}matter within one year;\n\n"
    "3. Decides to remain seized of the matter.\n"
)
LONG = "in close consultation with the parties concerned and with regional organizations, " * 8

BREAKS = [
    "https://undocs.org/en/S/RES/2601(2021)       {page}/5\n\n10/14/24, 3:1{page} PM         S/RES/2601(2021)",
    "https://undocs.org/en/S/RES/2601(2021)\n\n14.10.2024, 15:11      Resolution on schools",
    "Page | {page}\n\nUNSCR 2601",
    "{page} | Page",
    "- {page} -\n\nSecurity Council resolution 2601 (2021)",
    "– {page} –",
    "{page} of 5\n\nS/RES/2601 (2021)",
    "{page} of 5",
    "page {page}",
    "Page {page} of 5",
    "{roman}",
    "http://www.un.org/en/sc/documents/resolutions/2021.shtml",
    "http://www.refworld.org/docid/3b00f1.html[4/12/2016 10:25:13 AM]\n\nUNHCR | Refworld | Resolution 2601 (2021)",
    "{page} | 9\n\nS/RES/2601 (2021) | 29 October 2021",
    "{page}\n\nUnited Nations Security Council\nResolution 2601",
    "page {page}\n\nUN Security Council Resolution 2601 on Women, Peace and Security",
    "{page}\n\nSecurity Council                                     S/RES/2601 (2021)",
    "Downloaded from digitallibrary.un.org on 14 October 2024",
]


def clauses(text: str) -> list[tuple[str | None, str]]:
    source = open_source("text.txt", (HEAD + OPENING + text).encode())
    said = (
        (one.paragraph, quote(source.data, one.spans, form=source.form, encoding=source.encoding))
        for one in read_resolution(source)[0].paragraphs
    )
    return list(said)[1:]


@pytest.mark.parametrize("inside", BREAKS)
def test_page_furniture_in_lines_of_its_own_is_no_part_of_a_sentence(inside: str) -> None:
    breaks = [f"\n\n{inside.format(page=n, roman='i' * n)}\n\n" for n in (1, 2)]
    assert clauses(TEXT.format(*breaks, LONG)) == clauses(TEXT.format("\n", "\n", LONG))


@pytest.mark.parametrize("inside", [one for one in BREAKS if not one.startswith("http://www.un.org")])
def test_it_is_left_out_where_it_comes_only_once(inside: str) -> None:
    broken = TEXT.format("\n\n" + inside.format(page=1, roman="i") + "\n\n", "\n", "")
    assert clauses(broken) == clauses(TEXT.format("\n", "\n", ""))


@pytest.mark.parametrize(
    "sentence",
    [
        "Recalls the report on\npage 3\nof the document of the Secretary-General;",
        "Recalls the text at\nhttps://www.un.org/report\nand its annex;",
        "Recalls the report, and asks the\nSecurity Council\nto act on it;",
        "Recalls that these are protected\ni\nwomen\nii\nmen and\niii\nchildren;",
        "Recalls the meeting on\n10/14/24\nin New York;",
        "Recalls part\n1 of 5;",
        "Recalls the year\n2601 and the number\n2601 of it;",
    ],
)
def test_words_of_the_same_form_stay_in_their_sentence(sentence: str) -> None:
    assert clauses(f"1. {sentence}\n\n2. Decides to remain seized.") == [
        ("1", sentence.replace("\n", " ")),
        ("2", "Decides to remain seized."),
    ]


LINES = [
    "1. Urges all States to strengthen their cooperation in the",
    "field of education, and recalls that of the 1265",
    "schools that were attacked some were rebuilt by the end of",
    "2015 and others were not;",
    "2. Requests the Secretary-General to report to the Council",
    "on the matter within one year, and in particular on the",
    "training of teachers in all the countries concerned, in",
    "close consultation with the parties and with regional",
    "organizations;",
    "(a) with all the means that are at his disposal, and with",
    "the support of Member States;",
    "3. Decides to remain seized of the matter.",
]


@pytest.mark.parametrize("step", [1, 2, 3])
@pytest.mark.parametrize("gap", ["  ", "\t", " "])
def test_numbers_that_count_lines_are_left_out(step: int, gap: str) -> None:
    head = [line for line in (HEAD + OPENING).splitlines() if line]
    numbered = "\n".join(
        f"{n}{gap}{line}" if n % step == 0 else f"   {line}" for n, line in enumerate([*head, *LINES], 1)
    )
    source = open_source("text.txt", numbered.encode())
    document, _ = read_resolution(source)
    said = [
        (one.paragraph, quote(source.data, one.spans, form=source.form, encoding=source.encoding))
        for one in document.paragraphs
    ]
    assert said[1:] == clauses("\n".join(LINES))


def test_numbers_of_paragraphs_and_rows_that_are_as_far_apart_as_their_lines_stay() -> None:
    text = "\n".join(f"{n}  {verb} all States to act now;" for n, verb in enumerate(["Urges", "Calls upon"] * 6, 1))
    assert [name for name, _ in clauses(text)] == [str(n) for n in range(1, 13)]
    rows = "\n".join(f"{n} metres of cable for the mission in the field" for n in range(1, 13))
    kept = clauses(f"1. Decides that the mission shall have:\n{rows}\n2. Decides to remain seized of the matter.")
    assert [name for name, _ in kept] == ["1", "2"]
    assert "12 metres of cable" in kept[0][1]


def test_an_address_that_comes_once_is_of_its_sentence() -> None:
    text = "1. Requests it to keep the list on the website\n\nhttp://www.un.org/list\n\nand on that of Interpol;\n"
    assert clauses(text)[0][1].count("http://www.un.org/list") == 1


@pytest.mark.parametrize(
    ("above", "line", "below"),
    [
        ("the cease-fire start on", "29/11/1947, 12:00 GMT and that all parties observe it", "in all areas"),
        ("the cease-fire start on", "29/11/1947, 12:00 hours local time", "in all areas"),
        ("the cease-fire start on", "29/11/1947, 12:00 New York time", "in all areas"),
        ("the review of the articles", "4 of 12", "of the plan"),
        ("what is set out", "page 14", "of the report"),
    ],
)
def test_a_line_that_its_sentence_has_stays(above: str, line: str, below: str) -> None:
    text = f"1. Decides on {above}\n{line}\n{below};\n\n2. Decides to go on."
    assert clauses(text)[0] == ("1", f"Decides on {above} {line} {below};")
