"""Every phrase is found where it is, and nowhere else."""

from pathlib import Path

import numpy as np
import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from retrieval.errors import ClauseIndexError
from retrieval.index.phrases import STARTS_FILE, PhraseIndex, phrase_ranks, write_phrases
from retrieval.wording.fold import fold_words, word_ranges

_WORD = st.sampled_from(["women", "and", "girls", "the"])
_TEXT = st.lists(_WORD, max_size=8).map(" ".join)
_LONG = " ".join(f"word{n}" for n in range(50))


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(_TEXT, min_size=1, max_size=6), st.lists(_WORD, min_size=1, max_size=4))
@example(["women and", "girls the"], ["and", "girls"])
@example(["", "the", ""], ["the"])
def test_a_phrase_is_in_the_clauses_that_have_its_words_side_by_side(
    tmp_path: Path, texts: list[str], phrase: list[str]
) -> None:
    phrases = write_phrases(tmp_path, texts)
    wanted = f" {' '.join(phrase)} "
    assert phrases.rows(phrases.numbers(phrase)).tolist() == [
        n for n, text in enumerate(texts) if wanted in f" {text} "
    ]
    assert phrases.rows_of_exactly(phrases.numbers(phrase)).tolist() == [
        n for n, text in enumerate(texts) if text.split() == phrase
    ]


def test_relatives_are_in_either_spelling_and_of_those_who_act_only_if_asked_for(tmp_path: Path) -> None:
    words = "mediator mediators mediation mediated demobilisation demobilization adviser advisors people persons"
    phrases = write_phrases(tmp_path, [words])

    def named(numbers: list[int]) -> set[str]:
        return {word for word in words.split() if phrases.numbers([word])[0] in numbers}

    assert named(phrases.relatives("mediators")) == {"mediator", "mediators"}
    assert named(phrases.relatives("mediate")) == {"mediation", "mediated"}
    assert named(phrases.relatives("demobilisation")) == {"demobilisation", "demobilization"}
    assert named(phrases.inflections("demobilised")) == set()
    assert named(phrases.inflections("mediate")) == {"mediated"}
    assert named(phrases.number_forms("adviser")) == {"adviser", "advisors"}
    assert named(phrases.number_forms("persons")) == {"people", "persons"}


@pytest.mark.parametrize(
    ("word", "other"),
    [("phenomena", "phenomenon"), ("man", "men"), ("criterion", "criteria"), ("woman", "women")],
)
def test_a_number_may_be_irregular(word: str, other: str, tmp_path: Path) -> None:
    phrases = write_phrases(tmp_path, [other])
    assert phrases.number_forms(word) == phrases.numbers([other])


@pytest.mark.parametrize("word", ["hours", "minor", "donor", "left", "child"])
def test_words_that_look_like_other_spellings_or_forms_are_none(word: str, tmp_path: Path) -> None:
    assert not write_phrases(tmp_path, ["hors our minus donate lift children"]).inflections(word)


@pytest.mark.parametrize(
    ("word", "forms"),
    [
        ("vetting", "vet vetted"),
        ("recruits", "recruit recruited recruiting"),
        ("tried", "try tries trying"),
        ("embargoes", "embargo"),
        ("demobilising", "demobilize demobilised"),
        ("IEDs", "ied"),
        ("stole", "steal stealing stolen"),
        ("man", "men"),
        ("labor", "labour labours"),
        ("favorable", "favourable"),
        ("endeavors", "endeavour endeavoured"),
    ],
)
def test_inflections_are_of_one_word(word: str, forms: str, tmp_path: Path) -> None:
    phrases = write_phrases(tmp_path, [f"{forms} {word}"])
    every = phrases.numbers(f"{forms} {word}".lower().split())
    assert sorted(phrases.inflections(word.lower())) == sorted(every)


@pytest.mark.parametrize(
    ("word", "others"),
    [
        ("nationality", "national nations nationals"),
        ("arms", "armed arm"),
        ("relatives", "related relations relating"),
        ("objects", "objective objectives"),
        ("combatants", "combat combating"),
        ("units", "united"),
        ("transit", "transition transitional"),
        ("goods", "good"),
        ("bases", "based basing"),
        ("mines", "mining mined"),
        ("stating", "states state"),
        ("accession", "access accesses"),
        ("importance", "import"),
    ],
)
def test_words_that_share_a_stem_only_are_no_inflections(word: str, others: str, tmp_path: Path) -> None:
    phrases = write_phrases(tmp_path, [f"{others} {word}"])
    assert phrases.inflections(word) == phrases.numbers([word])


@pytest.mark.parametrize(
    ("word", "actions"),
    [
        ("protecting", "protection protects"),
        ("recruited", "recruitment recruits"),
        ("disarm", "disarmament disarmed"),
        ("mediation", "mediate mediating mediations"),
        ("existence", "exist"),
    ],
)
def test_a_noun_says_the_same_as_the_verb_for_what_is_done(word: str, actions: str, tmp_path: Path) -> None:
    phrases = write_phrases(tmp_path, [f"{actions} {word} minority information"])
    assert sorted(phrases.actions(word)) == sorted(phrases.numbers(f"{actions} {word}".split()))


@pytest.mark.parametrize(
    ("word", "others"),
    [
        ("sexuality", "sexual sexually"),
        ("minors", "minorities"),
        ("informants", "information"),
        ("imports", "importance"),
    ],
)
def test_other_words_of_a_stem_say_something_else(word: str, others: str, tmp_path: Path) -> None:
    assert not write_phrases(tmp_path, [others]).actions(word)


def test_a_phrase_longer_than_places_are_ordered_by_is_found_whole(tmp_path: Path) -> None:
    phrases = write_phrases(tmp_path, [_LONG, f"{_LONG} more", _LONG.replace("word45", "other")])
    words = phrases.numbers(_LONG.split())
    assert phrases.rows(words).tolist() == [0, 1]
    assert phrases.rows_of_exactly(words).tolist() == [0]


def test_case_and_punctuation_are_no_part_of_a_phrase(tmp_path: Path) -> None:
    phrases = write_phrases(tmp_path, ["Women’s FULL, equal participation"])
    assert phrases.rows(phrases.numbers(fold_words("women's full equal").split())).tolist() == [0]


def test_the_words_of_a_clause_come_back_as_numbers(tmp_path: Path) -> None:
    phrases = write_phrases(tmp_path, ["b a b", "", "c"])
    assert [phrases.words_of(row) for row in range(3)] == [[2, 1, 2], [], [3]]
    assert phrases.lengths(np.array([0, 1, 2])).tolist() == [3, 0, 1]
    assert phrases.numbers(["c", "unknown"]) == [3, -1]


def test_files_that_do_not_fit_each_other_are_refused(tmp_path: Path) -> None:
    write_phrases(tmp_path, ["women and girls"])
    np.save(tmp_path / STARTS_FILE, np.array([0, 9]))
    with pytest.raises(ClauseIndexError, match=r"phrase-words.npy is damaged \(4 words, expected 9\); rebuild"):
        PhraseIndex.open(tmp_path)


def test_equal_phrases_have_equal_ranks_and_earlier_ones_lower_ranks() -> None:
    ranks = phrase_ranks(np.array([2, 1, 2, 1, 3, 0], np.int32), 2).tolist()
    pairs = [(2, 1), (1, 2), (2, 1), (1, 3), (3, 0), (0, 0)]
    assert all((ranks[a] < ranks[b]) == (pairs[a] < pairs[b]) for a in range(6) for b in range(6))


@given(st.text())
@example("Women’s  and co\N{SOFT HYPHEN}operation ﬁve ¼")
def test_the_words_of_a_text_come_with_where_they_stand(text: str) -> None:
    found = word_ranges(text)
    assert [word for word, _ in found] == fold_words(text).split()
    assert all(0 <= start < end <= len(text) for _, (start, end) in found)
    assert [span for _, span in found] == sorted(span for _, span in found)
