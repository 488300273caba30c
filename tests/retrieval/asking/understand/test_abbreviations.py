from dataclasses import asdict
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from retrieval.errors import LibraryError
from retrieval.library.abbreviations import (
    Abbreviations,
    built_in_abbreviations,
    expanded,
    load_abbreviations,
)
from retrieval.library.documents import ABBREVIATIONS_FILE
from retrieval.wording.fold import fold_words

BUILT_IN = built_in_abbreviations()


@pytest.mark.parametrize(
    ("text", "result"),
    [
        ("MHPSS funding", "MHPSS (mental health and psychosocial support) funding"),
        ("mhpss funding", "mhpss (mental health and psychosocial support) funding"),
        ("WPAs", "WPAs (women protection advisers)"),
        ("what is the mrm", "what is the mrm (monitoring and reporting mechanism)"),
        ("poc sites", "poc (protection of civilians) sites"),
        ("csos and tccs", "csos (civil society organizations) and tccs (troop-contributing countries)"),
        ("TCCs", "TCCs (troop-contributing countries)"),
        ("T/PCC duties", "T/PCC (troop- and police-contributing country) duties"),
        ("NGO-led work", "NGO-led (non-governmental organization) work"),
        ("Da'esh", "Da'esh (Islamic State in Iraq and the Levant, ISIL)"),
        ("delisting criteria", "delisting (de-listing) criteria"),
        ("de-listing", "de-listing (delisting)"),
        ("CAAC/MRM", "CAAC/MRM (children and armed conflict, monitoring and reporting mechanism)"),
        ("IDP and idps", "IDP (internally displaced person) and idps (internally displaced persons)"),
        (
            "SRSG-SVC",
            "SRSG-SVC (Special Representative of the Secretary-General on Sexual Violence in Conflict)",
        ),
    ],
)
def test_the_long_form_is_put_beside_the_short_one(text: str, result: str) -> None:
    assert expanded(text, BUILT_IN) == result


@pytest.mark.parametrize(
    "text", ["who is at sea, take a nap with us", "mara", "Seaside", "SEAS", "a car bomb", "xCRSV", "UN-Women"]
)
def test_ordinary_words_are_no_abbreviations(text: str) -> None:
    assert expanded(text, BUILT_IN) == text


def test_the_long_form_is_not_repeated() -> None:
    assert expanded("SEA, SEA", BUILT_IN) == "SEA (sexual exploitation and abuse), SEA"
    assert expanded("sexual exploitation and abuse (SEA)", BUILT_IN) == "sexual exploitation and abuse (SEA)"


NAMED_BY_THE_FIELD = (
    "CRSV SEA SGBV GBV WPS YPS DDR SSR WPA SRSG SRSG-SVC SRSG-CAAC NAP NAPs CAAC CAC MARA MRM IDP IDPs SALW PBC PBF "
    "PBSO FATF ISIL Da’esh ISIS TCC PCC T/PCC UXO ERW IED MHPSS SRHR IHL IHRL ICRC UNPOL FTF SG PoC R2P NGO CSO "
    "UNITAD DPKO DPO AU CAR CEDAW FGM CTFMR GENAD IASC LRA PDT PKO QIPs SOPs UNCT UNCTs UPR HC PSO RC SPM "
    "CAAFAG HQ NHRI NSAG NSAGs orgs PWD PWDs UASC UNGA VAW VAWG API ERC GA RoL TJ"
)


@pytest.mark.parametrize("short", NAMED_BY_THE_FIELD.split())
def test_the_fields_abbreviations_are_known(short: str) -> None:
    assert BUILT_IN.long_forms(short)


def test_a_library_adds_its_own_and_overrules(tmp_path: Path) -> None:
    (tmp_path / ABBREVIATIONS_FILE).write_text(
        '[as-written]\nSEA = ["South-East Asia"]\n[any-case]\nLRA = ["Lord’s Army"]\n'
        '[other-words]\nDrones = ["flying robots"]\n'
    )
    abbreviations = load_abbreviations(tmp_path)
    assert abbreviations.long_forms("SEA") == ("South-East Asia",)
    assert abbreviations.long_forms("lra") == ("Lord’s Army",)
    assert abbreviations.long_forms("CRSV") == BUILT_IN.long_forms("CRSV")
    assert abbreviations.reworded(["drone"]) == ("flying robots",)
    assert abbreviations.reworded(["fake", "news"]) == BUILT_IN.reworded(["fake", "news"])


def test_everyday_words_are_kept_in_one_form_of_which_writing_and_reading_makes_the_same() -> None:
    assert Abbreviations(**asdict(BUILT_IN)) == BUILT_IN


@pytest.mark.parametrize("said", ["drone", "drones", "fake news", "homemade bombs", "UN children’s agency"])
def test_everyday_words_are_known_in_any_number(said: str) -> None:
    assert BUILT_IN.reworded(fold_words(said).split())


def test_everyday_words_within_a_text_are_replaced_in_every_combination() -> None:
    known = Abbreviations({}, {}, {"kid": ("children",), "jail": ("prison",)})
    assert known.reworded("kids in jail".split()) == ("kids in prison", "children in jail", "children in prison")
    assert len(known.reworded(["kid"] * 1000)) < 100


def test_a_library_without_a_table_has_the_built_in_ones(tmp_path: Path) -> None:
    assert load_abbreviations(tmp_path) == BUILT_IN


@pytest.mark.parametrize(
    "content",
    [b"[as-written", b"[other]\nA = ['b']", b"[any-case]\nA = 'b'", b"[any-case]\nA = []", b"any-case = 1", b"\xff"],
)
def test_a_wrong_table_says_what_was_expected(tmp_path: Path, content: bytes) -> None:
    (tmp_path / ABBREVIATIONS_FILE).write_bytes(content)
    with pytest.raises(LibraryError, match=r"abbreviations\.toml: .*; expected the tables"):
        load_abbreviations(tmp_path)


@given(st.text(max_size=80))
def test_nothing_is_taken_away(text: str) -> None:
    words = iter(expanded(text, BUILT_IN))
    assert all(character in words for character in text)
