from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from retrieval.wording.limbs import split_limbs

WHOLE = [
    "Stresses the importance of the full, equal, effective and meaningful participation of women in it",
    "Reaffirms the responsibility to protect populations from genocide, war crimes, ethnic cleansing and other crimes",
    "Urges to facilitate participation in all policymaking, planning and implementation processes of missions",
    "Takes note of the debate entitled “Women and peace: Preventing violence, with a view to ending it, in 2000”",
    "Requests Member States, including potential donors, to consider, as appropriate, support for their survivors",
]
"""Sentences whose commas enumerate, interrupt or are quoted."""

PARTED = [
    [
        "Urges all parties to protect civilians on their territory,",
        "and requests the Council’s committee to report on it;",
    ],
    [
        "Demands that the parties take measures of every kind,",
        "including the vetting of candidates for their security forces,",
    ],
    [
        "Calls for measures that States may take by law,",
        "removing procedural obstacles to justice for victims and witnesses",
    ],
    [
        "Stresses the need for (i) the cessation of attacks on civilians,",
        "(ii) the facilitation of humanitarian aid to them all",
    ],
    [
        "Notes the rising number of displaced people in camps,",
        "the impacts of a changing climate on their livelihoods,",
    ],
    ["Decides to remain seized of the matter until then:", "the committee shall, if asked, report to it by March"],
]


@pytest.mark.parametrize("text", WHOLE)
def test_a_list_an_aside_and_a_quotation_stay_in_one_limb(text: str) -> None:
    assert split_limbs(text) == [(0, len(text))]


@pytest.mark.parametrize("limbs", PARTED)
def test_a_verb_a_preposition_and_a_numbered_item_begin_a_limb(limbs: list[str]) -> None:
    text = " ".join(limbs)
    assert [text[start:end] for start, end in split_limbs(text)] == limbs


@given(st.text("ab ,;:.“”", max_size=300).map(str.strip).filter(bool))
def test_limbs_are_the_whole_text_in_order(text: str) -> None:
    limbs = split_limbs(text)
    assert limbs[0][0] == 0
    assert limbs[-1][1] == len(text)
    assert all(not text[end:start].strip() for (_, end), (start, _) in pairwise(limbs))
