"""Of several texts of one resolution, evidence and words decide which is quoted, and never how many paragraphs "
"it has."""

from __future__ import annotations

import hashlib
from pathlib import Path

import pytest

from retrieval.clauses.clause import ClauseKind
from retrieval.library.differences import find_differences
from retrieval.library.library import Library, read_library
from retrieval.library.vouched import vouch
from tests.retrieval.readers.official.forgeries import GENUINE, SEEN
from tests.samples import OFFICIAL_1325, write_library

NOTE = SEEN["numbered note with the whole head"]
# Whatever its form says, its words are made up; and it has many of them.
FORGED = """Resolution 1325 (2000)

S/RES/1325 (2000)

The Security Council,

Recalling the promises that were made to lighthouse keepers in the harbours of the north,

""" + "\n\n".join(
    f"{n}. Urges all keepers of lighthouse number {n} to polish the lamps by night;" for n in range(1, 41)
)
PAGE = """Security Council Resolution 1325
October 31, 2000
Resolution Extracts:
Security Council Resolution 1325
Themes:
Participation
Extract:
Urges Member States to ensure increased representation of women at all decision-making levels in institutions;
Security Council Resolution 1325
Themes:
Protection
Extract:
Calls on all parties to armed conflict to take special measures to protect women and girls from rape;
Security Council Resolution 1325
Themes:
Human Rights
Extract:
Expressing concern that civilians, particularly women and children, account for the vast majority of those affected,
"""


def quoted_from(library: Library) -> set[str]:
    return {clause.source.file for clause in library.clauses}


def remarks_of(library: Library) -> list[str]:
    return [str(remark) for remark in library.remarks]


def vouched(folder: Path, name: str) -> Library:
    vouch(folder, name, hashlib.sha256((folder / name).read_bytes()).hexdigest())
    return read_library(folder)


def test_a_note_of_many_paragraphs_does_not_displace_the_resolution_even_at_its_owner_s_word(tmp_path: Path) -> None:
    library = vouched(write_library(tmp_path, a_note=NOTE, official=OFFICIAL_1325), "a_note.txt")
    assert quoted_from(library) == {"official.txt"}
    assert remarks_of(library) == [
        "a_note.txt: S/RES/1325 (2000) is quoted from official.txt, which has evidence of its own, not only "
        "your word; 40 "
        "of 40 paragraphs here are not there"
    ]


def test_of_two_texts_of_other_words_the_one_with_better_evidence_is_quoted(tmp_path: Path) -> None:
    library = read_library(write_library(tmp_path, a_forged=FORGED, official=OFFICIAL_1325))
    assert quoted_from(library) == {"official.txt"}
    assert remarks_of(library) == [
        "a_forged.txt: S/RES/1325 (2000) is quoted from official.txt, which has the better evidence; 41 of 41 "
        "paragraphs "
        "here are not there"
    ]


def test_texts_of_the_same_words_vouch_for_each_other_and_the_one_with_fewer_misprints_is_quoted(
    tmp_path: Path,
) -> None:
    """A conversion has more signs than the clean text of the same words, and is not better for it."""
    converted = "S/RES/1325 (2000)\n\n" + OFFICIAL_1325.replace("armed conflict", "arm edcon flict")
    library = read_library(write_library(tmp_path, a=converted, b_forged=FORGED, official=OFFICIAL_1325))
    assert quoted_from(library) == {"official.txt"}
    assert [remark.partition("which ")[2] for remark in remarks_of(library)] == [
        "has fewer misprinted words",
        "has the better evidence; 41 of 41 paragraphs here are not there",
    ]


def test_a_text_that_its_extracts_contradict_is_left_aside_and_named(tmp_path: Path) -> None:
    forged = FORGED.replace("S/RES", "Adopted by the Security Council at its 4213th meeting\n\nS/RES")
    folder = write_library(tmp_path, forged=forged, page=PAGE)
    library = read_library(folder)
    assert quoted_from(library) == {"page.txt"}
    assert remarks_of(library) == [
        "forged.txt: 3 of 3 extracts of S/RES/1325 (2000) (page.txt) are not in it; one of them is no text of "
        "it: remove "
        "that one"
    ]
    assert find_differences(library)[0].other == "forged.txt"
    write_library(folder, page_2=PAGE.replace("from rape", "from any rape"))
    others = [found.other for found in find_differences(read_library(folder)) if found.other != "forged.txt"]
    assert others == ["page_2.txt"]
    write_library(folder, official=OFFICIAL_1325)
    assert quoted_from(read_library(folder)) == {"official.txt"}


@pytest.mark.parametrize(
    ("page", "text"),
    [
        (PAGE.partition("Themes:\nHuman")[0].replace("women", "lamps"), OFFICIAL_1325),
        (PAGE.replace("Urges Member", "Asks Member"), OFFICIAL_1325),
        (PAGE.replace(PAGE.splitlines()[12], "Asks all keepers of lamps to polish them by night;"), OFFICIAL_1325),
        # A part of it, which ends in the middle of the second paragraph.
        (PAGE, OFFICIAL_1325.partition("representation")[0] + "representation"),
    ],
    ids=["two extracts", "one word", "one extract", "a part"],
)
def test_few_extracts_some_words_and_parts_contradict_nothing(page: str, text: str, tmp_path: Path) -> None:
    library = read_library(write_library(tmp_path, official=text, page=page))
    assert quoted_from(library) == {"official.txt"}


def test_a_text_that_breaks_off_is_not_quoted_where_there_is_a_whole_one(tmp_path: Path) -> None:
    broken = GENUINE.partition("4. Decides")[0]
    gap = GENUINE.replace("2. Encourages", "Also encourages")
    for n, lacking in enumerate((broken, gap)):
        library = read_library(write_library(tmp_path / str(n), a=lacking, whole=GENUINE))
        assert quoted_from(library) == {"whole.txt"}
        assert sum(clause.kind is ClauseKind.OPERATIVE for clause in library.clauses) == 4
