"""Forms of follow-ups: each has an example, and matches its bare words."""

import pytest

from retrieval.asking.understand.follow_ups.wordings import Wording, bare, load_wordings, reworded

WORDINGS = load_wordings()


@pytest.mark.parametrize(
    ("meaning", "wording"),
    [pytest.param(meaning, one, id=one.example) for meaning, rows in WORDINGS.items() for one in rows],
)
def test_every_form_is_the_first_that_fits_its_example(meaning: str, wording: Wording) -> None:
    words = bare(wording.example)
    alike = [one for one in WORDINGS[meaning] if (one.standard, one.after) == (wording.standard, wording.after)]
    assert next(one.example for one in alike if one.form.fullmatch(words)) == wording.example


@pytest.mark.parametrize(
    ("asked", "words"),
    [
        ("ok, and now the next one please?", "the next one"),
        ("thanks! could you quote it then", "quote it"),
        ("no, the second one, thanks", "the second one"),
        ("no limits please", "no limits"),
        ("sorry, OP 5 (b)", "sorry, OP 5 (b)"),
        ("please", ""),
    ],
)
def test_courtesies_and_particles_are_no_words_of_a_follow_up(asked: str, words: str) -> None:
    assert bare(asked) == words


def test_a_wording_needs_what_its_standard_wording_names() -> None:
    """Without a paragraph that was looked up, "number 10" names none."""
    assert reworded("place", "number 10", {"resolution": "S/RES/1325 (2000)", "op": "OP"}) == "S/RES/1325 (2000), OP 10"
    assert reworded("place", "number 10", {"op": "OP"}) == ""


def test_a_wording_names_the_resolution_that_the_last_question_was_limited_to() -> None:
    assert reworded("widening", "go beyond 2143", {"resolutions": "2143"}) == "in any resolution"
    assert reworded("widening", "go beyond 2122", {"resolutions": "2143"}) == ""
