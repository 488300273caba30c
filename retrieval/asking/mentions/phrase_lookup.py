"""Look-up of a topic's words in a phrase index: side by side, near each other, or as a compound."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence, Set
from itertools import dropwhile, pairwise

import numpy as np

from retrieval.arrays import NO_ROWS, Rows
from retrieval.asking.mentions.topic_parts import ARTICLES, AUXILIARY, BETWEEN, trimmed
from retrieval.index.phrases import PhraseIndex
from retrieval.wording.english import is_english
from retrieval.wording.fold import fold_words

_SPREAD = 3
"""Maximum other words among the words of a topic that are near each other, in any order."""

_LEAST_HALF, _LEAST_OF_NAME = 4, 2
"""Minimum letters of each half of a compound that is split in two: of an English word, and of a name: "UN-Women"."""

_MOST_JOINED = 8
"""Most words of a topic whose compounds are looked for."""

_JOINING = frozenset("and or".split())
"""Words of `BETWEEN` that may stand between only if the topic has one: "State parties" is not "States and parties"."""
_TARGETING = frozenset("against on toward towards upon".split())
"""Words that stand for each other: "attacks on schools" are "attacks against schools"."""


def named_or_trimmed(part: str, phrases: PhraseIndex) -> list[list[str]]:
    """Return the wordings of a topic: with "UN" and "United Nations", if it begins with "UN" and texts have them so.

    Any other topic has one wording, without linking words at its ends. "UN Women" does not match other women, and "UN
    personnel" matches "United Nations personnel".
    """
    words = list(dropwhile(ARTICLES.__contains__, fold_words(part).split()))
    names = [["un"], ["united", "nations"]] if words[:1] == ["un"] and words[1:] else []
    named = [[*name, *words[1:]] for name in names]
    return [words for words in named if len(side_by_side(words, phrases.number_forms, phrases))] or [trimmed(part)]


def compounds(words: Sequence[str], phrases: PhraseIndex) -> Iterator[Sequence[str]]:
    """Yield words as they are, with two neighbours joined, and with one split, if clauses have them so.

    "Cease-fire" and "ceasefire", "decisionmaking" and "decision-making" are written both ways.
    """
    yield words
    if len(words) > _MOST_JOINED:
        return
    for at, (one, other) in enumerate(pairwise(words)):
        if phrases.number_forms(one + other):
            yield [*words[:at], one + other, *words[at + 2 :]]
    for at, word in enumerate(words):
        least = _LEAST_HALF if is_english(word) else _LEAST_OF_NAME
        for halves in phrases.halves_of(word, least):
            yield [*words[:at], *halves, *words[at + 1 :]]


def next_to_each_other(words: Sequence[str], forms_of: Callable[[str], list[int]], phrases: PhraseIndex) -> Rows:
    """Return the rows with the words side by side, each in any of its forms, with no other words between them."""
    forms = [forms_of(word) for word in words]
    return phrases.rows_of_phrase(forms) if forms and all(forms) else NO_ROWS


def side_by_side(words: Sequence[str], forms_of: Callable[[str], list[int]], phrases: PhraseIndex) -> Rows:
    """Return the rows with the words side by side, each in any of its forms, with or without linking words between."""
    rows = next_to_each_other(words, forms_of, phrases)
    between = BETWEEN if _JOINING.intersection(words) else BETWEEN - _JOINING
    between |= _TARGETING if _TARGETING.intersection(words) else frozenset()
    content = [forms_of(word) for at, word in enumerate(words) if word not in BETWEEN | between or at == 0]
    if len(content) < 2 or not all(content):
        return rows
    linking = {number for word in between for number in phrases.numbers([word])}
    linked = [
        row for row in phrases.rows_of_words(content).tolist() if _follow(phrases.words_of(row), content, linking)
    ]
    return np.union1d(rows, np.array(linked, np.int64))


def near_each_other(words: Sequence[str], forms_of: Callable[[str], list[int]], phrases: PhraseIndex) -> Rows:
    """Return the rows with all content words of a topic, each in any of its forms, in any order and close together."""
    forms = [forms_of(word) for word in words if word not in BETWEEN | AUXILIARY | _TARGETING]
    if len(forms) < 2 or not all(forms):
        return NO_ROWS
    rows = phrases.rows_of_words(forms).tolist()
    return np.array([row for row in rows if _is_near(phrases.words_of(row), forms)], np.int64)


def any_held(wordings: Iterable[str], phrases: PhraseIndex) -> bool:
    """Return whether some clause has one of the wordings, its words in any form, side by side or close together."""
    folded = (fold_words(one).split() for one in wordings)
    return any(
        len(side_by_side(words, phrases.inflections, phrases))
        or len(near_each_other(words, phrases.relatives, phrases))
        for words in folded
    )


def _follow(words: Sequence[int], forms: Sequence[Sequence[int]], linking: Set[int]) -> bool:
    """Return whether the forms come one after another, with nothing but linking words between them."""
    reached = 0  # number of leading forms matched by the words up to here
    for word in words:
        if word in linking:
            continue
        reached = reached + 1 if word in forms[reached] else int(word in forms[0])
        if reached == len(forms):
            return True
    return False


def _is_near(words: Sequence[int], forms: Sequence[Sequence[int]]) -> bool:
    """Return whether a range of words, at most `_SPREAD` longer than the topic, has a form of each of its words."""
    last = [-len(words)] * len(forms)  # position where a form of each word of the topic was last seen
    for at, word in enumerate(words):
        for n, numbers in enumerate(forms):
            if word in numbers:
                last[n] = at
                if min(last) >= 0 and at - min(last) < len(forms) + _SPREAD:
                    return True
    return False
