"""Extracts are put where they belong in the official text, or nowhere."""

from __future__ import annotations

import json
import random
from collections import Counter, defaultdict
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from retrieval.readers.peacewomen.extracts import read_peacewomen
from retrieval.readers.source import open_source, quote
from retrieval.wording.align import align
from retrieval.wording.fold import fold_words

ROOT = Path(__file__).parents[3]
CORPUS = ROOT.parent / "shared" / "corpus" / "clauses.jsonl"

OFFICIAL = [
    ("PP1", "Recalling its resolutions on women and peace and security, and the statements of its President,"),
    ("PP2", "Recognizing the role of women in peacebuilding, and the need for their full participation,"),
    ("1", "Calls upon Member States:"),
    ("1(a)", "To ratify without delay the Protocol to Prevent, Suppress and Punish Trafficking in Persons;"),
    ("1(b)", "To take decisive and immediate action against those who engage in trafficking in armed conflict;"),
    (
        "2",
        "Affirms that victims of trafficking should have access to national relief and reparations programmes; "
        "furthermore emphasizes that survivors should benefit from health care, psychosocial care and legal aid;",
    ),
    (
        "3",
        "Requests the Secretary-General to follow up the implementation of this resolution, with peacekeeping "
        "operations, and to report within twelve months;",
    ),
    ("4", "Requests a report on these measures from each of the peacekeeping operations;"),
    ("5", "Requests a report on these measures from each of the peacekeeping operations;"),
    ("6", "Decides to remain seized of the matter."),
]


def place(extract: str, paragraph: str | None = None) -> str | None:
    row = align(extract, paragraph, OFFICIAL)
    return None if row is None else OFFICIAL[row][0]


@pytest.mark.parametrize(
    ("extract", "paragraph", "expected"),
    [
        ("DECIDES to remain  seized of the matter", None, "6"),
        ("“Decides to re-main seized of the matter”", None, "6"),
        ("requests the Secretary-General to follow-up the implementation of this resolution, with peace keeping "
         "operations, and to report within twelve months;", None, "3"),
        ("furthermore emphasizes that survivors should benefit from health care,", None, "2"),
        ("Affirms that victims [...] should have access to [...] legal aid;", None, "2"),
        ("Affirms that victims of trafficking in persons should get access to relief and reparations programmes",
         "2", "2"),
        ("Affirms that victims of trafficking in persons should have access to national relief and reparations",
         None, "2"),
        ("legal aid", "2", "2"),
        ("Calls upon Member States: (a) To ratify without delay the Protocol to Prevent, Suppress and Punish "
         "Trafficking in Persons;", "1", "1(a)"),
        ("Calls upon Member States: (a) To ratify without delay the Protocol to Prevent, Suppress and Punish "
         "Trafficking in Persons; (b) To take decisive and immediate action against those who engage in trafficking "
         "in armed conflict;", "1", "1"),
        ("Requests a report on these measures from each of the peacekeeping operations;", "5", "5"),
    ],
)  # fmt: skip
def test_an_extract_goes_to_the_clause_with_its_words(extract: str, paragraph: str | None, expected: str) -> None:
    assert place(extract, paragraph) == expected


@pytest.mark.parametrize(
    ("extract", "paragraph"),
    [
        ("Requests a report on these measures from each of the peacekeeping operations;", None),
        ("Requests a report on these measures from each of the peacekeeping operations;", "3"),
        ("legal aid", None),
        ("women and peace and security", None),
        ("of the and to in", "2"),
        ("Urges all States to disarm and to report on the measures they have taken to the Committee", "2"),
        ("national legal aid from the peace, women and security and this access to it should of the to", None),
        ("Requests up the this with and report months", "3"),
        (
            "Requests the Secretary-General to follow up the implementation of this resolution but ten other words, "
            "which are found nowhere in it",
            "3",
        ),
        ("", "1"),
        ("[...]", None),
    ],
)
def test_an_extract_goes_nowhere_where_words_do_not_decide(extract: str, paragraph: str | None) -> None:
    assert place(extract, paragraph) is None


def test_words_stand_against_a_number() -> None:
    assert place("furthermore emphasizes that survivors should benefit from health care", "3") == "2"


@pytest.mark.parametrize("paragraph", [None, "1"])
def test_an_extract_as_near_to_one_clause_as_to_another_goes_nowhere(paragraph: str | None) -> None:
    official = [
        ("1", "Condemns all attacks on women and girls in the north of the country;"),
        ("2", "Condemns all attacks on women and girls in the south of the country;"),
    ]
    assert align("Condemns all attacks on women and girls in the east of the country", paragraph, official) is None


def test_there_is_no_place_in_an_empty_resolution() -> None:
    assert align("Decides to remain seized of the matter", "6", []) is None


@given(st.text(), st.none() | st.text(max_size=5), st.lists(st.tuples(st.none() | st.text(max_size=4), st.text())))
def test_any_words_are_placed_or_not(extract: str, paragraph: str | None, official: list[tuple[str, str]]) -> None:
    row = align(extract, paragraph, official)
    assert row is None or 0 <= row < len(official)


@pytest.fixture(scope="module")
def corpus() -> dict[str, list[tuple[str, str]]]:
    if not CORPUS.exists():
        pytest.skip(f"needs {CORPUS}")
    resolutions: dict[str, list[tuple[str, str]]] = defaultdict(list)
    for line in CORPUS.read_text(encoding="utf-8").splitlines():
        clause = json.loads(line)
        resolutions[clause["symbol"]].append((clause["para"], clause["text"]))
    return resolutions


def test_every_extract_of_the_seed_finds_its_paragraph(corpus: dict[str, list[tuple[str, str]]]) -> None:
    official = corpus["S/RES/2331 (2016)"]
    source = open_source("seed.txt", (ROOT / "seeds" / "peacewomen-S_RES_2331.txt").read_bytes())
    found = []
    for paragraph in read_peacewomen(source).paragraphs:
        text = quote(source.data, paragraph.spans, form=source.form, encoding=source.encoding)
        rows = {align(text, number, official) for number in (paragraph.paragraph, None)}
        found.append([row if row is None else official[row][0] for row in rows])
    expected = ["PP4", "PP10", "2(a)", "10", "8", "15", "PP11", "3(a)", "23", "PP7", "PP13"]
    assert found == [[number] for number in expected]


def _dropped(words: list[str], chance: random.Random) -> list[str]:
    return [word for word in words if chance.random() > 0.1] or words


def _fragment(words: list[str], chance: random.Random) -> list[str]:
    length = chance.randint(8, max(8, len(words)))
    start = chance.randint(0, max(0, len(words) - length))
    return words[start : start + length]


def _shouted(words: list[str], chance: random.Random) -> list[str]:
    return [word.upper() if chance.random() < 0.2 else word for word in words]


def _elided(words: list[str], chance: random.Random) -> list[str]:
    start = chance.randint(1, max(1, len(words) // 2))
    return [*words[:start], "[...]", *words[start + chance.randint(1, 6) :]]


@pytest.mark.parametrize("numbered", [True, False], ids=["numbered", "unnumbered"])
@pytest.mark.parametrize(
    ("change", "least"), [(_dropped, 0.985), (_fragment, 0.99), (_shouted, 0.999), (_elided, 0.97)]
)
def test_changed_clauses_of_the_corpus_never_go_to_a_wrong_place(
    corpus: dict[str, list[tuple[str, str]]],
    change: Callable[[list[str], random.Random], list[str]],
    least: float,
    numbered: bool,
) -> None:
    chance = random.Random(2331)
    outcomes: Counter[str] = Counter()
    for official in corpus.values():
        for row, (number, text) in list(enumerate(official))[::3]:
            found = align(" ".join(change(text.split(), chance)), number if numbered else None, official)
            same = found is not None and fold_words(official[found][1]) == fold_words(text)
            outcomes["none" if found is None else "right" if found == row or same else "wrong"] += 1
    assert outcomes["wrong"] == 0
    assert outcomes["right"] / outcomes.total() >= least
