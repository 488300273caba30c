"""A file with several documents is refused: paragraphs of the second would be cited under the first one's symbol."""

from __future__ import annotations

import textwrap

import pytest

from retrieval.errors import UnreadableError
from retrieval.readers.read import read_documents
from tests.retrieval.readers.official.test_resolution import HEAD, clauses

FIRST = HEAD + "Recalling its words,\n\n1. Urges all to act;\n\n2. Decides to remain actively seized of the matter.\n\n"
BODY = "The Security Council,\n\nRecalling its resolution 1325 (2000),\n\n1. Calls upon youth to act;\n"
ADOPTED = "Adopted by the Security Council at its 7573rd meeting, on 9 December 2015\n\n"


@pytest.mark.parametrize(
    "second",
    [
        "Resolution 2250 (2015)\n\n" + ADOPTED + BODY,
        "S/RES/2250 (2015)\n\nResolution 2250 (2015)\n" + ADOPTED + BODY,
        "United Nations\n\nS/RES/2250 (2015)\n\nSecurity Council\n\nDistr.: General\n9 December 2015\n\n" + BODY,
        "S/RES/2250 (2015)\n" + BODY,
        "RESOLUTION 2250 (2015)\n" + ADOPTED + BODY,
        "44 (1948). Resolution of 1 April 1948\n\n[S/714, II]\n\n" + BODY,
        "Resolution 2250 (2015) " + " ".join((ADOPTED + BODY).split()),
        "United Nations 9 December 2015 Resolution 2250 (2015) " + " ".join((ADOPTED + BODY).split()),
        "Resolution 2250 (2015)\n\nAdopted unanimously on 9 December 2015\n\n1. Calls upon youth to act;",
        "S/PRST/2015/25\n\nStatement by the President of the Security Council\n\n" + BODY,
        "Statement by the President of the Security Council\n\n" + BODY,
    ],
)
def test_a_second_document_in_a_file_is_refused_by_its_title(second: str) -> None:
    with pytest.raises(UnreadableError, match=r"^behind S/RES/1325 \(2000\), another document begins, “"):
        clauses(FIRST + second)


def test_a_page_with_two_resolutions_is_refused_also_at_its_owners_word() -> None:
    text = FIRST + "Resolution 2250 (2015)\n\n" + ADOPTED + BODY
    page = "".join(f"<p>{line}</p>" for line in text.split("\n") if line)
    with pytest.raises(UnreadableError, match="another document begins"):
        read_documents("page.html", f"<html><body>{page}</body></html>".encode(), vouched=True)


@pytest.mark.parametrize(
    "words",
    [
        "1. Recalls resolution 2250 (2015) adopted by the Security Council on 9 December 2015;",
        "1. Recalls\nResolution 2250 (2015)\nand the words of the Security Council,\nand goes on;",
        "1. Recalls that the text of\nresolution 2250 (2015)\nadopted by the Security Council has begun;",
        "1. Recalls S/PRST/2015/25 and S/RES/2250 (2015);",
        "1. Recalls the text:\n“The Security Council,\nRecalling resolution 2250 (2015),\n1. Urges all”;",
        "1. Recalls the resolution;\nS/RES/1325 (2000)\nPage 2\n(a) One;",
        "1. Recalls resolutions 2242 (2015),\n2250 (2015) and others, Adopted by consensus;",
        "1. Recalls the\nStatement by the President of the Security Council of 9 December 2015 on youth;",
        "1. Recalls “Resolution 2250 (2015)” as its title;",
        "1. Recalls the draft of\nS/RES/2250 (2015), which the Council has not forgotten;",
    ],
)
def test_the_title_of_another_document_in_a_sentence_begins_none(words: str) -> None:
    assert clauses(HEAD + f"{words}\n2. Decides to go on.")[0][0] == "1"


def test_a_title_in_a_wrapped_sentence_begins_no_document() -> None:
    words = "Recalls Resolution 2250 (2015), adopted by the Security Council, and its Resolution 2419 (2018) on youth;"
    for width in range(20, 90, 7):
        assert clauses(HEAD + textwrap.fill(f"1. {words}", width) + "\n2. Decides to go on.")[-1][0] == "2"
