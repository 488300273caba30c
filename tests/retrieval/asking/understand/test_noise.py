"""Noise around a question never changes what is understood."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from retrieval.asking.understand.noise import without_noise
from retrieval.asking.understand.words import has_words

QUESTIONS = (
    "Who may be sanctioned for trafficking?",
    "which paragraphs of S_RES_1325 name camps, e.g. in 2331 OP 2 (a)?",
    "how are women's groups consulted",
)
LINES = (Path(__file__).parent / "noise.txt").read_text(encoding="utf-8").splitlines()
AROUND = [line for line in LINES if "{}" in line and not line.startswith("# A ")]


@pytest.mark.parametrize("around", AROUND)
@pytest.mark.parametrize("question", QUESTIONS)
def test_what_is_around_a_question_is_left_out(around: str, question: str) -> None:
    text = around.replace("\\n", "\n").replace("{}", question)
    assert without_noise(text).rstrip(".") == question


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("**who** may be `sanctioned`", "who may be sanctioned"),
        ("- who pays?\n- who reports?", "who pays? who reports?"),
        ("thanks! and for children?", "and for children?"),
        ("who may 🙏 be sanctioned", "who may be sanctioned"),
        ("*camps* in _2331_ 🙏", "camps in 2331"),
        ("doha truce mediation thanks", "doha truce mediation"),
        ("hello, 1325", "1325"),
        ("right to asylum, who has it", "right to asylum, who has it"),
        ("good offices, who uses them", "good offices, who uses them"),
        ("last one, full text", "last one, full text"),
        ("Hi team, DDR?", "DDR?"),
    ],
)
def test_what_is_asked_stays(text: str, meant: str) -> None:
    assert without_noise(text) == meant


@pytest.mark.parametrize(
    "text",
    [
        "8. Calls on all parties to protect civilians, women and children, in the camps;",
        '"Recalling its resolution 1325 (2000), and thanking all those who protect women in camps, thanks"',
        "a) of OP 8",
        "(a) of 2331 OP 2",
        "1325: camps",
        "preamble: who thanks the troops",
        "which resolution expresses thanks",
        "what did the Council say in thanks?",
        "which prince did they thank there",
        "who gives thanks",
        "thanks to whom did the talks succeed?",
        "thanks for the peacekeepers",
        "good offices",
        "what do I mean",
        "what does meaningful participation mean",
        "I mean the funding",
        "does it say what I mean",
        "what did we mean?",
        "good morning",
        "greetings to the people of Timor-Leste",
        "Morning-after pills for survivors?",
        "the dear price of war",
        "women, men, all",
        "which resolutions mention Ann Smith, Bob",
        '"sexual violence in conflict"',
        "S_RES_1325_2000",
        "the 5-year plan of 10:30:15",
        "R&D, and 2 < 3 but 5 > 4",
        "who may be sanctioned for trafficking in persons - and how?",
        "thanks, that's super helpful 🙏",
        "hi",
    ],
)
def test_words_that_are_meant_stay(text: str) -> None:
    assert without_noise(text) == text


@given(
    st.one_of(
        st.text(),
        st.lists(st.sampled_from('hi thanks! > > who " “ * - 1. @a wrote: Ann , \n 🙏'.split(" "))).map(" ".join),
    )
)
def test_no_text_becomes_nothing(text: str) -> None:
    assert has_words(without_noise(text)) == has_words(text)


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("We moved offices. What does the Council say on land mines?", "What does the Council say on land mines?"),
        ("My boss waits. Which texts protect medical staff? I am late.", "Which texts protect medical staff?"),
        ("I was away.\nAny language on land mines?", "Any language on land mines?"),
        (
            "We met late. What do texts say on land mines? I do not need the later ones.",
            "What do texts say on land mines? I do not need the later ones.",
        ),
    ],
)
def test_what_only_tells_of_those_who_ask_is_left_out(text: str, meant: str) -> None:
    assert without_noise(text) == meant


@pytest.mark.parametrize(
    "text",
    [
        "We run a clinic in Bangui. What does the Council say on medical staff?",
        "Our medical staff were shot. What does the Council say on medical staff?",
        "Armed men took our school. What does the Council say about that?",
        "fighters hide in our camp. civilian character wording?",
        "Both sides hit the port where our wheat arrives. Any Council rule to spare food trade?",
        "We were shut out of the talks. What can be our entry point?",
        "Armed groups recruit children. Which texts name land mines?",
        "I draft on land mines. What do texts say? Any text on peace talks?",
        "We are a youth group. Does any text say that people like us matter in peace talks?",
        "I need OP 8 of 1325 and e.g. texts on peace talks",
        "My client was raped at the border. Does any paragraph say that this may be persecution?",
        "My neighbour sold her child. Is there a text on whether it is a form of trafficking in persons?",
    ],
)
def test_what_may_be_asked_about_is_not(text: str) -> None:
    assert without_noise(text) == text


@pytest.mark.parametrize(
    ("told", "wanted"),
    [
        ("My minister meets the head of UN police next week.", "Need a quote on women police percentages"),
        ("We have a meeting with UNICEF on Friday.", "Looking for a line on birth registration"),
        ("The boss is at lunch with the Malian ambassador.", "I need one sentence on amnesties for rape"),
        ("My minister addresses the Council on Friday.", "Need a quote on youth"),
        ("I have a call with UNHCR in an hour.", "What does the Council say about refugee camps?"),
        ("I meet Amnesty tomorrow. My boss is in Geneva this week.", "Looking for language on reparations"),
    ],
)
def test_whom_those_who_ask_will_meet_is_left_out(told: str, wanted: str) -> None:
    assert without_noise(f"{told} {wanted}") == wanted


@pytest.mark.parametrize(
    "text",
    [
        "My minister speaks on landmines tomorrow. Need a quote on children",
        "We discuss trafficking on Friday. Anything on children?",
        "We meet survivors of rape tomorrow. What do they say about reparations?",
        "My ambassador speaks tomorrow on 2467. Need a quote on rape",
        "My minister has landmines at heart. Need a quote on children",
        "The parties meet tomorrow. Need a quote on children",
        "We meet UNICEF tomorrow. Are schools safe?",
    ],
)
def test_what_a_meeting_may_be_about_is_not(text: str) -> None:
    assert without_noise(text) == text
