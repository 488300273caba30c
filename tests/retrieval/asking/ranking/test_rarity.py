from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest

from retrieval.asking.ranking.rarity import encode_question, rarity_in, token_weights
from retrieval.asking.ranking.search import search
from retrieval.asking.understand.question import Question
from retrieval.index.build import BuildReport
from retrieval.index.generation import Generation, open_generation
from tests.fakes import FakeEncoder
from tests.retrieval.encoded import encoded

ENCODER = FakeEncoder()


@pytest.fixture
def generation(build: Callable[[], BuildReport], library: Path, index: Path) -> Generation:
    build()
    return open_generation(index)


def weights(text: str, generation: Generation) -> list[float]:
    spans = ENCODER.token_spans(text)
    return of(text, len(spans), generation)


def of(text: str, count: int, generation: Generation) -> list[float]:
    """Weights of a text that has so many token vectors."""
    spans = ENCODER.token_spans(text)
    found: list[float] = token_weights(text, count, spans, rarity_in(generation)).tolist()
    return found


def test_a_rare_word_weighs_more_than_a_common_one_and_an_unknown_one_most(generation: Generation) -> None:
    words = generation.facts.words
    assert words["the"] > words["women"] > words["seized"] > words.get("chocolate", 0)
    the, women, seized, chocolate = weights("the women seized chocolate", generation)
    assert the < women < seized < chocolate


def test_case_and_marks_at_a_word_do_not_change_its_weight(generation: Generation) -> None:
    plain, shouted, quoted = weights("women WOMEN women,", generation)
    assert plain == shouted == quoted


def test_words_of_a_question_weigh_little_though_no_resolution_has_them(generation: Generation) -> None:
    assert "please" not in generation.facts.words
    please, seized = weights("please seized", generation)
    assert please < seized


def test_numbers_and_marks_weigh_as_a_very_common_word(generation: Generation) -> None:
    assert weights("1325 ? women", generation)[:2] == [0.5, 0.5]


def test_tokens_of_a_prompt_come_first_and_a_cut_question_has_fewer(generation: Generation) -> None:
    seized, women = weights("seized women", generation)
    assert of("seized women", 3, generation) == [0.5, seized, women]
    assert of("seized women", 1, generation) == [seized]


def test_the_mean_weight_of_an_encoded_question_is_one(generation: Generation) -> None:
    [tokens] = encode_question("what about the women?", ENCODER, rarity_in(generation)).tokens
    assert np.linalg.norm(tokens, axis=1).mean() == pytest.approx(1, abs=1e-5)


def test_the_rarer_of_two_words_decides_what_comes_first(generation: Generation) -> None:
    """One paragraph has the common word, another the rare one; without weights, the first of them wins."""
    hits = search(Question.verbatim("the seized"), encoded(generation), k=10).hits
    assert "seized" in hits[0].text
    assert hits[0].score > hits[1].score


def test_words_of_a_language_that_is_not_read_in_english_weigh_the_same(generation: Generation) -> None:
    """The library counts English words: by these, each word of another language would be a rare one."""
    rarity = rarity_in(generation, "und")
    assert rarity.of("die") == rarity.of("frauen") == rarity.of("women")
    assert rarity_in(generation, "fr") == rarity_in(generation)
