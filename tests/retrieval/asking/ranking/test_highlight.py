import numpy as np
import pytest

from embeddings.windows import split_windows
from retrieval.asking.ranking.highlight import highlight
from retrieval.index.codec import code_query, code_size
from retrieval.index.tokens import Tokens
from tests.fakes import FakeEncoder
from tests.retrieval.coded import coded
from tests.retrieval.made_clauses import clause

LIMBS = [
    "Urges all parties to take measures that protect women and girls from rape,",
    "requests the Secretary-General to appoint advisers in every mission of the United Nations,",
    "and calls upon donors to give money for the survivors of such crimes;",
]
TEXT = " ".join(LIMBS)


def _highlighted(question: str, text: str, encoder: FakeEncoder | None = None) -> list[str]:
    encoder = encoder or FakeEncoder()
    query = code_query(encoder.encode_queries([question]).tokens[0])
    [found] = highlight([clause("S/RES/1(1946)#1", text)], query, [coded(split_windows(text, "", encoder), encoder)])
    return [text[start:end] for start, end in found]


@pytest.mark.parametrize(
    ("question", "limb"),
    [
        ("protect girls from rape", LIMBS[0]),
        ("appoint advisers in a mission", LIMBS[1]),
        ("money for survivors and donors", LIMBS[2]),
    ],
)
def test_the_limb_that_has_the_question_s_words_is_highlighted(question: str, limb: str) -> None:
    assert _highlighted(question, TEXT) == [limb]


def test_a_limb_far_down_a_long_paragraph_is_found_in_its_window() -> None:
    text = " ".join(f"Notes matter {n} of the many that were before it that day;" for n in range(30))
    text += " and calls upon donors to give money for the survivors of these crimes;"
    assert _highlighted("donors give money", text, FakeEncoder(max_tokens=60)) == [text[text.index("and calls") :]]


def test_each_clause_has_its_own_part_and_its_lead_in_counts_for_nothing() -> None:
    encoder = FakeEncoder()
    other = " ".join([LIMBS[2].replace(";", ","), LIMBS[0].replace(",", ";")])
    query = code_query(encoder.encode_queries(["donors give money for survivors"]).tokens[0])
    texts = (TEXT, "Stresses this", other)
    lead_in = "Donors give money for survivors:"
    tokens = [coded(split_windows(text, lead_in, encoder), encoder) for text in texts]
    found = highlight([clause("S/RES/1(1946)#1", text) for text in texts], query, tokens)
    parts = [[text[start:end] for start, end in spans] for text, spans in zip(texts, found, strict=True)]
    assert parts == [[LIMBS[2]], [], [LIMBS[2].replace(";", ",")]]


def test_a_clause_without_a_token_has_no_part_that_answers() -> None:
    """A tokenizer may drop all characters of a text."""
    query = code_query(FakeEncoder().encode_queries(["women"]).tokens[0])
    nothing = Tokens(np.empty(0, np.uint8), code_size(256))
    assert highlight([clause("S/RES/1(1946)#1", "\u200b")], query, [[nothing]]) == [()]


def test_of_no_clauses_there_is_nothing_to_highlight() -> None:
    assert highlight([], code_query(FakeEncoder().encode_queries(["women"]).tokens[0]), []) == []


def test_nothing_is_highlighted_where_all_of_it_answers() -> None:
    assert _highlighted("remain seized", "Decides to remain actively seized of the matter.") == []
