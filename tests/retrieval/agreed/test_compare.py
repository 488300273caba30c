"""Paragraphs of two resolutions are matched one to one, and what became of each is said."""

import random
from collections import Counter

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from embeddings.encoder import Vectors
from retrieval.agreed.compare import Match, MatchKind, match_clauses
from retrieval.clauses.clause import Clause
from retrieval.wording.changes import new_text, old_text
from tests.fakes import FakeEncoder
from tests.retrieval.made_clauses import clause

_SENTENCES = [
    "Urges Member States to ensure increased representation of women at all decision-making levels;",
    "Calls upon all parties to armed conflict to protect women and girls from rape;",
    "Requests the Secretary-General to report on the implementation of this resolution within six months;",
    "Encourages troop contributors to deploy more female police to missions;",
    "Condemns trafficking in persons in areas affected by armed conflicts;",
    "Decides to renew the arms embargo on Somalia until 30 November;",
]


def _clauses(name: str, texts: list[str]) -> list[Clause]:
    return [clause(f"{name}#{n}", text) for n, text in enumerate(texts, start=1)]


def _matched(old: list[str], new: list[str]) -> tuple[Match, ...]:
    before, after = _clauses("S/RES/1325(2000)", old), _clauses("S/RES/2242(2015)", new)
    encoder = FakeEncoder()
    vectors = (encoder.encode_passages([one.text for one in some]).vectors for some in (before, after))
    return match_clauses(before, after, *vectors)


def _said(matches: tuple[Match, ...]) -> list[tuple[str, str | None, str | None, bool]]:
    return [
        (one.kind.value, one.old.paragraph if one.old else None, one.new.paragraph if one.new else None, one.moved)
        for one in matches
    ]


def test_each_paragraph_is_kept_changed_dropped_or_new_in_the_order_of_the_newer() -> None:
    first, second, third, fourth, fifth, _ = _SENTENCES
    changed = second.replace("rape", "rape and other forms of sexual violence")
    assert _said(_matched([first, second, third, fourth], [first.upper(), fifth, changed, fourth])) == [
        ("kept", "1", "1", False),
        ("new", None, "2", False),
        ("changed", "2", "3", False),
        ("dropped", "3", None, False),
        ("kept", "4", "4", False),
    ]


def test_one_paragraph_that_went_to_the_end_is_moved_and_those_it_passed_are_not() -> None:
    first, second, third, *_ = _SENTENCES
    assert _said(_matched([first, second, third], [second, third, first])) == [
        ("kept", "2", "1", False),
        ("kept", "3", "2", False),
        ("kept", "1", "3", True),
    ]


def test_the_pairs_together_are_as_much_alike_as_can_be() -> None:
    """The first would take what the second needs more, if each took its best in turn."""
    old = ["Urges States to protect women and girls;", "Urges States to protect women and girls in camps for refugees;"]
    new = ["Urges States to protect women and girls in camps;"]
    assert [(one.kind.value, one.old and one.old.paragraph) for one in _matched(old, new) if one.new] == [
        ("changed", "2")
    ]


def test_paragraphs_on_one_topic_in_other_words_are_not_one() -> None:
    old = "Expresses grave concern that female combatants are left out of reintegration;"
    assert [one.kind for one in _matched([old], [_SENTENCES[3]])] == [MatchKind.DROPPED, MatchKind.NEW]


def test_what_was_dropped_first_comes_first() -> None:
    first, second, third, *_ = _SENTENCES
    assert [one[:3] for one in _said(_matched([first, second, third], [third]))] == [
        ("dropped", "1", None),
        ("dropped", "2", None),
        ("kept", "3", "1"),
    ]


_RESOLUTIONS = st.lists(
    st.sampled_from([*_SENTENCES, *(f"{text[:-1]}, without delay;" for text in _SENTENCES)]), min_size=1
)


@given(_RESOLUTIONS, _RESOLUTIONS)
def test_every_paragraph_stands_in_one_row_and_its_words_are_rebuilt(old: list[str], new: list[str]) -> None:
    matches = _matched(old, new)
    assert Counter(one.old.paragraph for one in matches if one.old) == Counter(map(str, range(1, len(old) + 1)))
    assert [one.new.paragraph for one in matches if one.new] == [str(n) for n in range(1, len(new) + 1)]
    for one in matches:
        if one.kind is MatchKind.CHANGED:
            assert one.old
            assert one.new
            assert old_text(one.parts, one.old.text) == one.old.text
            assert new_text(one.parts, one.new.text) == one.new.text


@pytest.mark.parametrize("seed", range(3))
def test_a_resolution_compared_with_itself_is_kept_and_shuffled_it_is_moved(seed: int) -> None:
    order = list(_SENTENCES)
    assert {one.kind for one in _matched(order, order)} == {MatchKind.KEPT}
    random.Random(seed).shuffle(order)
    matches = _matched(_SENTENCES, order)
    assert {one.kind for one in matches} == {MatchKind.KEPT}
    in_place = [int(one.old.paragraph or 0) for one in matches if one.old and not one.moved]
    assert in_place == sorted(in_place)


def test_a_paragraph_that_went_from_the_preamble_to_the_operative_part_is_still_the_same() -> None:
    old, new = clause("S/RES/1325(2000)#PP1", _SENTENCES[0]), clause("S/RES/2242(2015)#1", _SENTENCES[0])
    vector: Vectors = np.full((1, 4), 0.5, np.float32)
    [match] = match_clauses([old], [new], vector, vector)
    assert match.kind is MatchKind.KEPT


@pytest.mark.parametrize(("cosine", "kinds"), [(0.4, [MatchKind.DROPPED, MatchKind.NEW]), (0.9, [MatchKind.CHANGED])])
def test_the_same_turns_of_phrase_make_no_pair_where_the_meaning_is_another(
    cosine: float, kinds: list[MatchKind]
) -> None:
    """Of resolutions 2379 and 2388: half of the words are the same."""
    iraq = "Reaffirming its respect for the sovereignty, territorial integrity, independence and unity of Iraq, in \
accordance with the purposes and principles of the Charter of the United Nations,"
    council = "Recalling its primary responsibility for the maintenance of international peace and security, in \
accordance with the Charter of the United Nations,"
    old, new = clause("S/RES/2379(2017)#PP2", iraq), clause("S/RES/2388(2017)#PP3", council)
    before: Vectors = np.array([[1, 0]], np.float32)
    after: Vectors = np.array([[cosine, np.sqrt(1 - cosine**2)]], np.float32)
    assert [match.kind for match in match_clauses([old], [new], before, after)] == kinds
