"""What is taken for a resolution as adopted, and what only speaks of one, or like one."""

from __future__ import annotations

from pathlib import Path

import pytest

from retrieval.clauses.clause import Symbol
from retrieval.errors import UnreadableError
from retrieval.readers.evidence import Evidence, Sign
from retrieval.readers.official.genre import opens_as_resolution
from retrieval.readers.official.resolution import read_official, read_resolution
from retrieval.readers.read import read_documents
from retrieval.readers.source import open_source
from tests.retrieval.readers.official.forgeries import BODY, GENUINE, SEEN, UNSEEN
from tests.samples import OFFICIAL_1325, OFFICIAL_2331

RESOLUTIONS = Path(__file__).resolve().parents[5] / "shared" / "corpus" / "resolutions"
_EARLY = """97 (1952). Resolution of 30 January 1952

The Security Council,

In view of the recommendation contained in paragraph 2 of resolution 502 (VI) adopted by the General Assembly,

Dissolves the Commission for Conventional Armaments.
"""
_UNSETTLED = """4 (1946). Resolution of 29 April 1946

The Security Council,

The attention of the Security Council has been drawn to the situation in Spain by a Member of the United Nations.

Resolves to make further studies in order to determine whether the situation does endanger international peace.
"""
_VOLUME = """195 (1964). Resolution of 9 October 1964 [S/6005]

The Security Council,

Having examined the application of Malawi for admission to the United Nations,

Recommends to the General Assembly that Malawi be admitted to membership in the United Nations.
"""
_PAGE = """Resolution 186 (1964)

S/RES/186 (1964)

“The Security Council,

“Noting that the present situation is likely to threaten international peace and security,

“1. Request the Secretary-General to report;

“2. In this context, calls upon all States to act.
"""


def evidence_of(text: str, name: str = "text.txt") -> Evidence:
    return read_resolution(open_source(name, text.encode()))[1]


@pytest.mark.parametrize("name", ["note.txt", "S_RES_1325(2000).txt"])
@pytest.mark.parametrize("text", [*SEEN.values(), *UNSEEN.values()], ids=[*SEEN, *UNSEEN])
def test_what_only_speaks_of_a_resolution_is_refused(text: str, name: str) -> None:
    """Whatever its title, its head and the name of its file say."""
    with pytest.raises(UnreadableError):
        read_documents(name, text.encode())


def test_a_numbered_note_is_told_what_it_has_and_what_it_lacks() -> None:
    with pytest.raises(UnreadableError) as refused:
        read_documents("note.txt", SEEN["numbered note"].encode())
    assert str(refused.value) == (
        "too little evidence that it is the official text of S/RES/1325 (2000) and not a text about it; found: a title "
        "alone on a line. Missing: the symbol alone on a line of the head; the line “Adopted by the Security "
        "Council at "
        "its … meeting”; “The Security Council,” above the first paragraph; nothing but paragraphs that open as "
        "those of "
        "resolutions do (40 of 40 paragraphs open otherwise: “We, the authors, think of point 1 that more is "
        "needed.…”). "
        "If it is the official text, add it with --as official"
    )


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("resolution of the General Assembly", "a resolution of the General Assembly"),
        ("resolution of the Human Rights Council", "a resolution of the Human Rights Council"),
        ("statement by the President", "a statement by the President of the Security Council"),
        ("report of the Secretary-General", "a report of the Secretary-General"),
        ("verbatim record", "the record of a meeting"),
        ("draft resolution", "a draft, which is no resolution yet"),
        ("press release", "a press release"),
    ],
)
def test_a_document_of_another_kind_is_refused_by_name(name: str, kind: str) -> None:
    with pytest.raises(UnreadableError, match=f"it is {kind}; expected the text of a Security Council resolution"):
        read_documents("S_RES_1325(2000).txt", {**SEEN, **UNSEEN}[name].encode())


@pytest.mark.parametrize(
    "text",
    [OFFICIAL_1325, OFFICIAL_2331, GENUINE, _EARLY, _UNSETTLED, _VOLUME, _PAGE],
    ids=["1325", "2331", "short", "early", "unsettled", "volume", "page"],
)
def test_short_and_old_resolutions_have_enough(text: str) -> None:
    assert evidence_of(text).surplus >= 0


@pytest.mark.parametrize(
    ("head", "signs"),
    [
        ("Resolution 1325 (2000)\n", {Sign.TITLE}),
        ("Resolution 1325 (2000) of 31 October 2000\n", {Sign.TITLE, Sign.DATE}),
        ("S/RES/1325 (2000)\n", {Sign.SYMBOL}),
        ("Distr. GENERAL S/RES/1325 (2000) 31 October 2000\n", {Sign.SYMBOL}),
        (
            "RESOLUTION 1325 (2000) Adopted by the Security Council at its\n4213th meeting\n",
            {Sign.TITLE, Sign.ADOPTION},
        ),
        ("S/RES/1325 (2000)\n\nAdopted by the Security Council on 31 October 2000\n", {Sign.SYMBOL, Sign.ADOPTION}),
        ("Resolution 1325 (2000) at twenty\n", set()),
        ("Security Council resolution 1325 (2000) and S/RES/1820 (2008)\n", set()),
    ],
)
def test_the_head_tells_the_number_of_the_document_from_one_that_is_mentioned(head: str, signs: set[Sign]) -> None:
    assert evidence_of(head + "\n" + BODY).signs == {Sign.OPENING, Sign.BODY} | signs


def test_a_head_of_another_resolution_is_no_evidence() -> None:
    """Its number is outvoted by the name of the file, and so are its other signs."""
    text = GENUINE.replace("Resolution 1325 (2000)\n", "Resolution 1352 (2000)\n")
    assert Sign.TITLE in evidence_of(GENUINE, "S_RES_1325(2000).txt").signs
    assert Sign.TITLE not in evidence_of(text, "S_RES_1325(2000).txt").signs


def test_sentences_above_a_text_count_against_it_except_around_a_web_page() -> None:
    short = "A text that each of us ought to know by heart."
    assert evidence_of(f"{short}\n\n{GENUINE}").surplus >= 0
    for above in (f"{short}\n\n{short}\n\n{short}", short.replace("know", "know, " * 60)):
        assert evidence_of(f"{above}\n\n{GENUINE}").surplus < 0
        page = "".join(f"<p>{line}</p>" for line in f"{above}\n{GENUINE}".splitlines())
        assert read_documents("page.html", f"<html><body>{page}</body></html>".encode()).documents


@pytest.mark.parametrize(
    ("text", "opens"),
    [
        ("Also urges all parties to act;", True),
        ("“Deeply concerned at the violence,", True),
        ("Request the Secretary-General to report;", True),
        ("Lends its full support to his efforts;", True),
        ("In this context, calls upon all States to act;", True),
        ("Note: see above.", False),
        ("[Note: see above.]", False),
        ("In this context, we call upon all States to act;", False),
        ("Members of the Council may wish to act;", False),
        ("We, the authors, urge all parties to act;", False),
    ],
)
def test_a_paragraph_opens_with_a_verb_of_the_genre_rare_ones_and_misprints_included(text: str, opens: bool) -> None:
    assert opens_as_resolution(text) is opens


def test_paragraphs_of_a_note_are_not_hidden_in_an_annex_that_nothing_announces() -> None:
    annex = "\n\nAnnex\n\n" + "\n\n".join(f"{n}. We, the authors, think of point {n} again." for n in range(1, 30))
    assert evidence_of(GENUINE + annex).surplus < 0
    announced = GENUINE.replace("Encourages the Secretary-General to implement", "Endorses the annex and implements")
    assert evidence_of(announced + annex).surplus >= 0


@pytest.mark.skipif(not RESOLUTIONS.is_dir(), reason="../shared/corpus is not there")
@pytest.mark.parametrize("remark", ["This was hard to agree on, and it took three nights.", "[Note: see above.]"])
def test_a_resolution_with_remarks_between_its_paragraphs_is_refused(remark: str) -> None:
    """A remark would be quoted as the end of the paragraph above it."""
    for path in RESOLUTIONS.iterdir():
        text = path.read_text(encoding="utf-8")
        assert read_documents(path.name, path.read_bytes())
        with pytest.raises(UnreadableError):
            read_documents(path.name, text.replace(";\n", f";\n\n{remark}\n").encode())


def test_an_owner_s_word_stands_for_evidence() -> None:
    source = open_source("note.txt", SEEN["numbered note"].encode())
    document = read_official(source, vouched=True)
    assert document.symbol == Symbol(1325, 2000)
    assert len(document.paragraphs) == 40
    assert document.surplus is not None
    assert document.surplus < 0
    assert document.is_vouched


def test_an_owner_s_word_is_not_needed_where_the_evidence_suffices() -> None:
    assert not read_official(open_source("official.txt", GENUINE.encode()), vouched=True).is_vouched
