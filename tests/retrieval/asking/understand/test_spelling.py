import string

import pytest
from hypothesis import given
from hypothesis import strategies as st

from retrieval.asking.understand.spelling import corrected
from retrieval.wording.english import is_english
from tests.retrieval.asking.understand.library import library

WORDS = library().words


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("traffiking", "trafficking"),
        ("financng", "financing"),
        ("langauge", "language"),
        ("stratgey", "strategy"),
        ("victms", "victims"),
        ("survivers", "survivors"),
        ("privcy", "privacy"),
        ("Encuorages", "Encourages"),
        ("hackrs", "hackers"),
        ("refugess", "refugees"),  # no plural of "refuges"
        ("assasination", "assassination"),  # long, so that it may be a rarer word
        ("apear", "appear"),  # short, but a word of frames
        ("survelliance", "surveillance"),
        ("tht", "that"),
        ("evry", "every"),
        ("Wich", "Which"),
        ("lsit", "list"),
        ("Reslution", "Resolution"),  # a word that begins as with a prefix
    ],
)
def test_a_slip_of_the_pen_is_corrected(typed: str, meant: str) -> None:
    """Some are words of ordinary English that the library never says, the last four words that ask."""
    text, [correction] = corrected(f"{typed} of women", WORDS)
    assert text == f"{meant} of women"
    assert (correction.typed, correction.meant) == (typed, meant)


@pytest.mark.parametrize(
    "text",
    [
        "mony for it",  # as near to many as to money
        "reports from Traffikstan and Viktims",  # names
        "SURVIVRS of CRSV, TCCs",  # abbreviations
        "2331OP2a s/res/2331#traffiking",  # citations
        "demobilised peacekeepers, blacklisting, warlords, herders, demining",  # not in the library, but words
        "mogadishu kinshasa abyei goma",  # names in lower case
        "minusma and unmil, arms for unita or renamo",  # bodies, with others of the library an edit away
        "cedaw reports of romania",  # abbreviations and countries
        "ad litem judges, a note verbale, referenda",
        "sarin, saleh, jallow",  # short, and near to words that the library lacks or that begin otherwise
        "meticais, shootdown",  # two edits away
        "attachés états",
        "icc, srsg, gbv, npas, fao and the mano river",  # short words that do not ask
        "delisted, unprotected, defunded and recountered survivors",  # words with a prefix
        "uninvestigated, misfinanced, nonfinancial and disinvited advisers",
        "femicide, feticides, ecocidal, afrophobia",
        "theyre civilians who shouldnt be targeted, camps arent safe and youre allowed in",  # contractions
        "https://traffiking.example/victms user@victms.example",
    ],
)
def test_what_is_no_slip_stays(text: str) -> None:
    words = {**WORDS, "minusca": 9, "until": 99, "units": 9, "allow": 9}
    assert corrected(text, words) == (text, ())


def test_a_long_word_of_a_name_is_corrected_to_one_of_the_library() -> None:
    words = {**WORDS, "committee": 40, "disappearances": 2, "niger": 9}
    text, [correction] = corrected("what the Sanctions Commitee decided", words)
    assert (text, correction.meant) == ("what the Sanctions Committee decided", "Committee")
    assert corrected("what the Sanctions Komites of Nigr decided", words)[1] == (), "two edits away, or short"


def test_a_word_that_may_be_a_name_is_not_corrected_to_another_name() -> None:
    assert corrected("Montreux document", WORDS) == ("Montreux document", ())
    assert (
        corrected("Survaillence of borders", {"surveillance": 2, "of": 9, "borders": 9})[0] == "Surveillance of borders"
    )


def test_the_singular_of_a_word_of_the_library_is_one_of_its_words() -> None:
    assert corrected("enforced dissapearance", {"enforced": 3, "disappearances": 2})[0] == "enforced disappearance"


def test_a_word_made_with_a_known_ending_keeps_it() -> None:
    words = {"genocide": 3, "feminine": 9}
    assert corrected("genicide", words)[0] == "genocide"
    assert corrected("femicide in camps", words) == ("femicide in camps", ())


def test_a_known_word_behind_a_prefix_keeps_it() -> None:
    words = {"independent": 3, "listed": 9, "defined": 9, "delisting": 2}
    assert corrected("independant inquiry", words)[0] == "independent inquiry"
    assert corrected("delisted, defunded", words) == ("delisted, defunded", ())


def test_a_word_with_two_likely_neighbours_stays() -> None:
    words = {"parity": 20, "party": 30}
    assert corrected("gender partiy", words) == ("gender partiy", ())
    assert corrected("gender partiy", {**words, "parity": 200})[0] == "gender parity"


def test_the_first_letter_stays() -> None:
    assert corrected("xamkle", {"xample": 1, "zamkle": 900})[0] == "xample"
    assert corrected("xamkle", {"zamkle": 900}) == ("xamkle", ())


@given(st.text(alphabet=string.ascii_letters + " .,'-/’0123456789é", max_size=60))
def test_only_words_are_replaced(text: str) -> None:
    """Whatever stands between words, and every word that is known, is left alone."""
    result, corrections = corrected(text, WORDS)
    assert result.split(" ") == text.split(" ") or corrections
    assert len(result.split(" ")) == len(text.split(" "))
    for correction in corrections:
        assert correction.typed.lower() not in WORDS
        assert not is_english(correction.typed.lower())
        assert correction.meant.lower() in WORDS or is_english(correction.meant.lower())


def test_at_most_fifty_unknown_words_of_a_text_are_looked_up() -> None:
    """Each takes milliseconds, and a message has room for a thousand."""
    unknown = [f"xqzj{first}{second}" for first in "abcdefgh" for second in "bcdfghjk"][:49]
    text = " ".join([*unknown, "protecton of womne"])
    assert corrected(text, WORDS)[0] == " ".join([*unknown, "protection of womne"])
