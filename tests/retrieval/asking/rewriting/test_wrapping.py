from collections.abc import Sequence
from types import SimpleNamespace
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from embeddings.encoder import Encoded, Vectors
from retrieval.asking.answerability import out_of_scope
from retrieval.asking.rewriting import wrapping
from retrieval.asking.rewriting.wrapping import PARTS, scores_of, topic_in_wrapping, without_wrapping
from retrieval.asking.understand.question import Question
from tests.fakes import FakeEncoder

WRAPPED = "need something on hate speech by 3pm"


class Telling(FakeEncoder):
    """Encoder of two dimensions, the first for words of the topic, the second for any others."""

    @property
    def fingerprint(self) -> str:
        return "e" * 64

    def encode_queries(self, queries: Sequence[str]) -> Encoded:
        [text] = queries
        tokens = [[1, 0] if word in ("hate", "speech", "this", "text", "their") else [0, 1] for word in text.split()]
        return Encoded(np.ones((1, 2), np.float32), (np.array(tokens, np.float32),))


@pytest.fixture
def telling(monkeypatch: pytest.MonkeyPatch) -> Telling:
    weights = np.zeros((3, len(PARTS)), np.float16)
    weights[:2, 0] = 1, -1
    encoder = Telling(dimensions=2)
    models = {encoder.fingerprint: weights, f"margin {encoder.fingerprint}": np.array([2], np.float16)}
    monkeypatch.setattr(wrapping, "_models", lambda: models)
    return encoder


def test_words_around_a_topic_are_left_out(telling: Telling) -> None:
    assert topic_in_wrapping(WRAPPED, telling) == "hate speech"
    assert topic_in_wrapping("hate speech", telling) == "hate speech"


def test_a_topic_does_not_end_in_a_linking_word(telling: Telling) -> None:
    assert topic_in_wrapping("need something on hate speech their 3pm", telling) == "hate speech"
    assert topic_in_wrapping("need something on hate speech their", telling) == "hate speech their"


@pytest.mark.parametrize("held", [True, False])
def test_a_question_with_a_quotation_that_a_paragraph_has_stays(
    held: bool, telling: Telling, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(wrapping, "search_query", lambda question, _index: question)
    monkeypatch.setattr(wrapping, "rows_with_quotation", lambda *_: np.arange(int(held)))
    asked = WRAPPED.replace("something", "'something new'")
    no_index: Any = SimpleNamespace(index=None, encoder=telling)
    assert without_wrapping(Question.verbatim(asked), no_index).text == (asked if held else "hate speech")


def test_caution_raises_the_margin(telling: Telling) -> None:
    assert topic_in_wrapping(WRAPPED, telling, caution=99) == WRAPPED


def test_a_question_read_in_english_is_searched_for_without_what_is_around_it(
    telling: Telling, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(wrapping, "search_query", lambda question, _index: question)
    monkeypatch.setattr(wrapping, "rows_with_quotation", lambda *_: ())
    questions = {language: Question.verbatim(WRAPPED, language=language) for language in ("en", "fr", "und")}
    no_index: Any = SimpleNamespace(index=None, encoder=telling)
    read = {language: without_wrapping(one, no_index).text for language, one in questions.items()}
    assert read == {"en": "hate speech", "fr": "hate speech", "und": WRAPPED}


def test_a_story_stays(telling: Telling) -> None:
    story = "women of our clinic near camps were attacked by soldiers at night last winter so need hate speech"
    assert topic_in_wrapping(story, telling) == story


def test_a_topic_that_says_nothing_is_none(telling: Telling) -> None:
    wrapped = "need something on this text by 3pm"
    assert topic_in_wrapping(wrapped, telling) == wrapped


def test_an_encoder_without_weights_leaves_questions_as_they_are() -> None:
    assert topic_in_wrapping(WRAPPED, FakeEncoder()) == WRAPPED


def test_encoders_that_have_weights_have_a_margin() -> None:
    models = wrapping._models()
    names = {name for name in models if not name.startswith("margin ")}
    assert len(names) == 2
    assert names <= set(out_of_scope._out_of_scope_vectors())
    for name in names:
        assert models[name].shape == (len(out_of_scope._out_of_scope_vectors()[name]), len(PARTS))
        assert models[f"margin {name}"].shape == (1,)


@given(arrays(np.float32, st.tuples(st.integers(1, 6), st.just(len(PARTS))), elements=st.floats(-9, 9, width=32)))
def test_a_range_of_words_has_the_sum_of_what_its_words_and_those_beside_it_say(parts: Vectors) -> None:
    scores = scores_of(parts)
    for first in range(len(parts)):
        for last in range(len(parts)):
            if last < first:
                assert scores[first, last] == -np.inf
                continue
            said = parts[first : last + 1, 0].sum() + parts[first, 1] + parts[last, 3]
            said += (parts[first - 1, 2] if first else 0) + (parts[last + 1, 4] if last + 1 < len(parts) else 0)
            assert scores[first, last] == pytest.approx(said, abs=1e-3)
