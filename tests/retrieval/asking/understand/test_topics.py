"""The topic finder reads frames that no row of frames.toml has, and leaves questions without a frame alone."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from retrieval.asking.understand.finding import ShapeName
from retrieval.asking.understand.topics import LONGEST, find_topic

PHRASINGS = Path(__file__).parents[3] / "benchmarks" / "topics.txt"

ASKING: list[tuple[str, ShapeName, str]] = [
    ("run a search for all clauses that contain landmines", "list", "landmines"),
    ("may I see all the paragraphs where landmines occur", "list", "landmines"),
    ("resolutions that talk about women in the police", "list", "women in the police"),
    ("on how many occasions was climate change brought up", "count", "climate change"),
    ("what is the total number of references to the use of schools", "count", "the use of schools"),
    ("how far back does language on hostages go", "first", "hostages"),
    ("which text was the first to speak of hostages", "first", "hostages"),
    ("find the newest text that refers to hostages", "latest", "hostages"),
]
PLAIN = [
    "list the measures on the protection of civilians",
    "how many troops are authorised",
    "the first woman envoy",
    "all parties shall respect hospitals",
    "which countries list hospitals",
    "latest attacks on hospitals",
    "references from employers",
]


@pytest.mark.parametrize(("asked", "shape", "topic"), ASKING)
def test_the_shape_and_the_topic_of_a_frame_are_found(asked: str, shape: ShapeName, topic: str) -> None:
    words = asked.lower().split()
    found = find_topic(words)
    assert found is not None
    name, place = found
    assert (name, [words[at] for at in place]) == (shape, topic.split())


@pytest.mark.parametrize("asked", PLAIN)
def test_words_of_a_frame_in_a_question_without_one_ask_for_no_shape(asked: str) -> None:
    assert find_topic(asked.lower().split()) is None


def test_a_mark_sets_the_topic_off() -> None:
    assert find_topic(["hostages", "which", "ones"], {1}) == ("list", range(1))


def test_most_phrasings_are_read() -> None:
    rows = [line.partition(" | ") for line in PHRASINGS.read_text("utf-8").splitlines() if " | " in line]
    asked = [(shape, text.replace("…", "hostages")) for shape, _, text in rows if shape not in ("topic", "# shape")]
    read = [(find_topic(text.lower().split()) or ("answer",))[0] == shape for shape, text in asked]
    assert sum(read) > 0.85 * len(read) > 1_000, "a third of them was kept apart"


@given(st.lists(st.text(min_size=1, max_size=8), max_size=LONGEST + 9), st.sets(st.integers(1, LONGEST)))
def test_a_topic_is_a_part_of_any_words(words: list[str], marks: set[int]) -> None:
    found = find_topic(words, marks)
    if found:
        assert range(len(words))[found[1].start : found[1].stop] == found[1]
        assert 0 < len(found[1]) < len(words) <= LONGEST
