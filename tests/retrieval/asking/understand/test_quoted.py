"""Words in quotation marks are looked up as they are: they state no limit, cite nothing and are no part of a frame."""

import pytest

from retrieval.asking.understand.quoted import without_quotations
from retrieval.asking.understand.understood import understand
from tests.retrieval.asking.understand.library import library

LIBRARY = library()


@pytest.mark.parametrize("marks", ['"{}"', "“{}”", "‘{}’", "'{}'", "«{}»"])
@pytest.mark.parametrize(
    ("asked", "shape", "words"),
    [
        ("which paragraphs contain {}?", "list", "before 2010"),
        ("where is {} used?", "list", "operative paragraph"),
        ("which resolutions use the phrase {}?", "list", "adopted in October 2000"),
        ("where does it say {}", "list", "in accordance with resolution 1325 (2000)"),
        ("which paragraphs contain the words {}?", "list", "relevant resolutions"),
        ("how many times does {} occur?", "count", "relevant resolutions"),
        ("how many paragraphs contain {}?", "count", "previous resolutions"),
        ("how many occurrences of {} are there?", "count", "impunity"),
        ("how many instances of {} do you find?", "count", "tactic of war"),
        ("first mention of {}", "first", "in the preamble"),
    ],
)
def test_a_question_for_a_quotation_has_its_words_and_no_limit(asked: str, shape: str, words: str, marks: str) -> None:
    read = understand(asked.replace("{}", marks.replace("{}", words)), LIBRARY)
    assert (read.shape.name, read.topic, read.scope.described, read.cited) == (shape, words, (), ())


def test_a_quotation_alone_states_no_limit() -> None:
    read = understand('"pursuant to paragraph 6 of resolution 1325 (2000)"', LIBRARY)
    assert (read.shape.name, read.scope.described, read.cited) == ("answer", (), ())


def test_limits_beside_a_quotation_hold() -> None:
    read = understand('where is "before 2010" used in 1325 since 2000, operative only', LIBRARY)
    assert read.scope.described == ("in S/RES/1325 (2000)", "since 2000", "operative paragraphs")


@pytest.mark.parametrize(
    "asked",
    [
        '"1325 OP 2"',
        "“resolution 1325 never mentions camps”, is that true?",
        '"1325 has nothing on camps" - please check',
        "is it right that “resolution 1325 says nothing on camps”",
    ],
)
def test_citations_and_claims_are_read(asked: str) -> None:
    read = understand(asked, LIBRARY)
    assert "in S/RES/1325 (2000)" in read.scope.described


def test_themes_may_be_in_quotation_marks() -> None:
    asked = 'theme: "Sexual violence" on "camps and schools"'
    assert without_quotations(asked) == 'theme: "Sexual violence" on "xxxxx xxx xxxxxxx"'
