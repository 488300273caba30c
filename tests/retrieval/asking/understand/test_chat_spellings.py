import pytest

from retrieval.asking.understand.chat_spellings import spelt_out


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("mines n kids", "mines and kids"),
        ("whos liable when u r shelled", "who is liable when you are shelled"),
        ("smth abt rape b4 2010, esp. of men", "something about rape before 2010, especially of men"),
        ("camps w/ no guards", "camps with no guards"),
        ("same res, prisons?", "same resolution, prisons?"),
        ("res. 1325 op 8", "resolution 1325 op 8"),
        ("thats for u. whats next", "that is for you. what is next"),
    ],
)
def test_spellings_of_chats_are_spelt_out(typed: str, meant: str) -> None:
    assert spelt_out(typed) == meant


@pytest.mark.parametrize(
    "text",
    [
        "op 16 n",
        "paragraph n of 1325",
        "S/RES/1325 (2000)",
        "sub-paragraphs (n) and (w)",
        "R v. Smith, U Nu, UR and N",
        "u.n. and u.s. missions",
        "n'est-ce pas, n-word, n/a",
        "https://undocs.org/en/s/res/1325",
        "the incline of abbeys and yrsa",
    ],
)
def test_other_words_stay(text: str) -> None:
    assert spelt_out(text) == text
