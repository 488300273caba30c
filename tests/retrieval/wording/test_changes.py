"""Two wordings compared: both are rebuilt exactly, and what changed is what a reader would say changed."""

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from retrieval.wording.changes import PartKind, compare_folded, compare_words, is_unchanged, new_text, old_text
from retrieval.wording.fold import fold_words

_WORDS = st.lists(st.sampled_from(["peace", "the", "of", "women,", "women;", "-", "a", "and girls"]), max_size=25)
_TEXTS = _WORDS.map(" ".join) | st.text()


def _shown(old: str, new: str) -> list[tuple[str, str]]:
    return [(part.kind.value, part.text(old, new)) for part in compare_words(old, new)]


@given(_TEXTS, _TEXTS, st.booleans())
@example("", " ", True)
@example("a b c d e f g h i", "g h i d e f a b c", True)
@example("Council-mandated peacekeeping", "Council-mandated peace keeping", True)
def test_the_parts_rebuild_both_texts_exactly(old: str, new: str, moves: bool) -> None:
    parts = compare_words(old, new, moves=moves)
    assert old_text(parts, old) == old
    assert new_text(parts, new) == new
    assert all(part.text(old, new) for part in parts)


@given(_TEXTS, _TEXTS)
@example("a b c d e f g h i", "g h i d e f a b c")
def test_ranges_follow_each_other_and_what_is_kept_is_the_same_in_both(old: str, new: str) -> None:
    parts = compare_words(old, new)
    for text, ranges in (
        (old, [part.old for part in parts if part.kind.in_old]),
        (new, [part.new for part in parts if part.kind.in_new]),
    ):
        assert [start for start, _ in ranges] == [0, *(end for _, end in ranges)][: len(ranges)]
        assert not ranges or ranges[-1][1] == len(text)
    for part in parts:
        if part.kind is PartKind.KEPT:
            assert old[slice(*part.old)] == new[slice(*part.new)]


@given(_TEXTS, _TEXTS)
@example("a b c d e f g h i", "g h i d e f a b c")
def test_each_move_has_both_its_ends_and_the_same_words_there(old: str, new: str) -> None:
    parts = compare_words(old, new)
    away = [(part.old, part.new) for part in parts if part.kind is PartKind.MOVED_AWAY]
    here = [(part.old, part.new) for part in parts if part.kind is PartKind.MOVED_HERE]
    assert sorted(away) == sorted(here)
    for there, now in away:
        assert len(old[slice(*there)].split()) >= 3
        assert [word.strip(",;-") for word in old[slice(*there)].split() if word != "-"] == [
            word.strip(",;-") for word in new[slice(*now)].split() if word != "-"
        ]


@given(_TEXTS)
def test_a_text_differs_from_itself_in_nothing(text: str) -> None:
    assert {part.kind for part in compare_words(text, text)} <= {PartKind.KEPT}


def test_texts_too_long_to_compare_are_still_rebuilt() -> None:
    old, new = "peace " * 15_000, "war " * 15_000
    parts = compare_words(old, new)
    assert (old_text(parts, old), new_text(parts, new)) == (old, new)


@pytest.mark.parametrize(
    ("old", "new", "shown"),
    [
        (
            "Urges Member States to act;",
            "Urges all Member States to act,",
            [("kept", "Urges "), ("added", "all "), ("kept", "Member States to act"), ("removed", ";"), ("added", ",")],
        ),
        (
            "the rights of women and girls in conflict",
            "the rights of men and boys in conflict",
            [
                ("kept", "the rights of "),
                ("removed", "women and girls"),
                ("added", "men and boys"),
                ("kept", " in conflict"),
            ],
        ),
        (
            "Women’s participation, including at decision-making levels, in peace processes matters",
            "Women’s participation in peace processes, including at decision-making levels, matters",
            [
                ("kept", "Women’s participation"),
                ("added", " "),
                ("moved-here", "in peace processes"),
                ("kept", ", including at decision-making levels,"),
                ("removed", " "),
                ("moved-away", "in peace processes"),
                ("kept", " matters"),
            ],
        ),
    ],
)
def test_changes_read_as_a_person_would_tell_them(old: str, new: str, shown: list[tuple[str, str]]) -> None:
    assert _shown(old, new) == shown


@given(_TEXTS, _TEXTS)
@example("Urges States;", "urges all States.")
@example("", "a")
@example("a b", "")
@example("ﬁve-year", "five year")
def test_folded_parts_rebuild_both_texts_and_keep_the_same_words(old: str, new: str) -> None:
    parts = compare_folded(old, new)
    if fold_words(old):
        assert old_text(parts, old) == old
    if fold_words(new):
        assert new_text(parts, new) == new
    kept = [part for part in parts if part.kind is PartKind.KEPT]
    assert all(fold_words(old[slice(*part.old)]) == fold_words(new[slice(*part.new)]) for part in kept)
    assert is_unchanged(parts) == (fold_words(old) == fold_words(new))


def test_case_marks_and_blanks_are_no_change_of_folded_texts() -> None:
    assert is_unchanged(compare_folded("Urges “all”  States—and others;", "urges 'all' states - and others."))
