"""Paragraphs with the words of a topic, side by side or close together, in any inflection, or in known other words."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import reduce
from itertools import compress

import numpy as np

from retrieval.arrays import NO_ROWS, Rows
from retrieval.asking.mentions.phrase_lookup import (
    compounds,
    named_or_trimmed,
    near_each_other,
    next_to_each_other,
    side_by_side,
)
from retrieval.asking.mentions.topic_parts import (
    BETWEEN,
    Joined,
    explained_by,
    in_other_words,
    joined_topics,
    parts_of,
    parts_otherwise,
    quoted_parts,
    short_alternatives,
    trimmed,
)
from retrieval.asking.ranking.rank import scores_of
from retrieval.asking.understand.finding import LISTED
from retrieval.asking.understand.lexicon.count_words import PARAGRAPHS_COUNTED
from retrieval.asking.understand.question import Question
from retrieval.asking.understand.quoted import is_verbatim
from retrieval.asking.understand.words import plain_word
from retrieval.index.codec import CodedQuery
from retrieval.index.phrases import PhraseIndex
from retrieval.index.protocol import ClauseIndex, FullIndex, full_or_none
from retrieval.wording.fold import fold_words

_AS_NEAR = 0.25
"""Quantile, of the scores of paragraphs with the words side by side, that one with the words apart has to reach."""

_COMMON, _COMMON_FROM = 0.01, 5
"""Share and number of paragraphs, the greater of which counts: words that more of them have are common. "Compensating
survivors or victims" is not on all victims."""

_CAPITALS = re.compile(r"(?<![\w-])[A-Z]{2,}(?![\w-])")
_WORD = re.compile(r"[^\W\d_]+")

_Forms = Callable[[str], list[int]]
"""Returns the numbers of a word's forms to look for: singular and plural, inflections, or related words."""


@dataclass(frozen=True, slots=True)
class Worded:
    """Paragraphs with the words of a topic.

    Attributes:
        rows: Rows of these paragraphs, in corpus order.
        related: Rows of paragraphs with only a related noun or verb for an action of the topic, in corpus order: "the
            protection of witnesses" for "protecting witnesses".
        other_words: Terms that some of the paragraphs have in place of everyday words of the topic.
        are_apart: Whether some have only one of several topics; other paragraphs of their resolution have the others.
    """

    rows: Rows
    related: Rows = field(default_factory=lambda: NO_ROWS)
    other_words: tuple[str, ...] = ()
    are_apart: bool = False

    @property
    def every(self) -> Rows:
        """The rows with the words or related ones, in corpus order."""
        return np.union1d(self.rows, self.related)


def is_word_for_word(topic: str, index: ClauseIndex) -> bool:
    """Return whether some paragraph has the words of a topic side by side, as typed or in the other number."""
    full = full_or_none(index)
    if full is None:
        return False
    phrases = full.phrases
    words = fold_words(topic).split()
    return len(side_by_side(words[words[:1] == ["the"] :], phrases.number_forms, phrases)) > 0


def with_words(topic: str, question: Question, coded: CodedQuery, index: ClauseIndex) -> Worded:
    """Return the paragraphs with the words of a topic; none from an index without phrases.

    Args:
        topic: As typed, with single blanks.
        question: The search query of the topic, with its filters.
        coded: Tokens of the search query.
        index: The index to search.
    """
    full = full_or_none(index)
    if full is None:
        return Worded(NO_ROWS)
    joined = joined_topics(topic, question.asked) if question.shape.name in LISTED else None
    together = _with_all(joined, question, coded, full) if joined else None
    if joined and together and (joined.is_verbatim or len(together.rows)):
        return together
    looked_up = _LookUp(topic, question, coded, full)
    rows = looked_up.rows()
    return Worded(rows, np.setdiff1d(looked_up.related(rows), rows), looked_up.other_words)


def _with_all(joined: Joined, question: Question, coded: CodedQuery, index: FullIndex) -> Worded:
    """Return the paragraphs with the words of several topics.

    If resolutions are asked for, and no paragraphs, the topics may be in different paragraphs of a resolution.
    """
    looked_up = [_LookUp(part, question, coded, index, literal=joined.is_verbatim) for part in joined.parts]
    found = [one.rows() for one in looked_up]
    others = tuple(dict.fromkeys(word for one in looked_up for word in one.other_words))
    together: Rows = reduce(np.intersect1d, found)
    names_paragraphs = not PARAGRAPHS_COUNTED.isdisjoint(map(plain_word, question.asked.split()))
    if question.shape.unit == "paragraphs" or names_paragraphs:
        return Worded(together, other_words=others)
    resolutions, rows = index.chains.resolutions.astype(np.int64), reduce(np.union1d, found)
    having_all = reduce(np.intersect1d, [resolutions[some] for some in found])
    rows = rows[np.isin(resolutions[rows], having_all)]
    return Worded(rows, other_words=others, are_apart=len(together) < len(rows))


class _LookUp:
    """Look-up of the words of a topic in a phrase index.

    A wording is a list of folded words that stands for the topic: the words of one of its alternatives, with compounds
    joined or split, with an abbreviation in full, or in other words of the texts.

    Args:
        topic: As typed.
        question: The search query of the topic, with its filters.
        coded: Tokens of the search query.
        index: The index to search.
        literal: Whether the words are wanted literally; None to tell it from the words before the topic.
    """

    def __init__(
        self, topic: str, question: Question, coded: CodedQuery, index: FullIndex, *, literal: bool | None = None
    ) -> None:
        self._index, self._phrases, self._coded = index, index.phrases, coded
        self._verbatim = is_verbatim(topic, question.asked) if literal is None else literal
        self._mask = index.columns.allowed(question.scope)
        abbreviations = index.manifest.abbreviations
        self._parts = [words for part in parts_of(topic) for words in named_or_trimmed(part, self._phrases)]
        otherwise = list(parts_otherwise(topic, abbreviations))
        if self._verbatim:
            parts = quoted_parts(topic, question.asked) or parts_of(topic)
            self._parts, otherwise = [fold_words(part).split() for part in parts], []
        self._reworded = {
            said: fold_words(said).split() for said in in_other_words(topic, question.asked, abbreviations)
        }
        # Wordings in the topic's own words, and all of them.
        own = [one for words in (*self._parts, *otherwise) for one in compounds(words, self._phrases)]
        others = [one for words in self._reworded.values() for one in compounds(words, self._phrases)]
        self._own, self._wordings = own, [*own, *others]
        self._own_words = {word for words in own for word in words}
        self._capitals = _in_capitals(topic, question.asked, index)
        # Wordings that are too short to stand for the topic where a longer one does.
        short = short_alternatives(topic)
        self._short = [
            *short,
            *(fold_words(said).split() for words in short for said in abbreviations.reworded(words)),
            *(trimmed(said) for words in short for said in abbreviations.in_full(" ".join(words))),
            *self._explaining(topic),
        ]

    def rows(self) -> Rows:
        """Return the rows with the words side by side or, unless they are wanted literally, close together."""
        phrases = self._phrases
        if self._verbatim:
            forms_of = self._inflected(phrases.number_forms)
            return self._allowed(
                self._as_in_capitals(words, next_to_each_other(words, forms_of, phrases)) for words in self._own
            )
        rows = self._together(phrases.inflections)
        if len(rows):
            return self._joined_by(rows, self._apart(phrases.number_forms))
        return self._apart(phrases.number_forms)

    def related(self, rows: Rows) -> Rows:
        """Return the rows with wordings of several words in which a related noun or verb stands for an action.

        "Protecting witnesses" is the protection of witnesses; but "nationality" is not "national".

        Args:
            rows: The rows with the words themselves, as `rows` returns them.
        """
        if self._verbatim:
            return NO_ROWS
        actions = self._phrases.actions
        several = [words for words in self._wordings if sum(word not in BETWEEN for word in words) > 1]
        together = self._together(actions, several)
        if len(rows):
            return self._joined_by(rows, together)
        return together if len(together) else self._apart(actions)

    @property
    def other_words(self) -> tuple[str, ...]:
        """Terms for everyday words of the topic that some allowed rows have in place of the topic's own words."""
        if not self._reworded:
            return ()
        phrases = self._phrases
        own = self._allowed(side_by_side(words, phrases.inflections, phrases) for words in self._own)
        having = (
            (said, self._allowed([side_by_side(words, phrases.number_forms, phrases)]))
            for said, words in self._reworded.items()
        )
        return tuple(said for said, rows in having if len(np.setdiff1d(rows, own)))

    def _explaining(self, topic: str) -> list[list[str]]:
        """Return the words in brackets that only explain the words before them: "customs (border)".

        They do if some paragraph has the words before them, or if the words in brackets are too common to be the topic.
        """
        inside, phrases = explained_by(topic), self._phrases
        if not inside:
            return []
        explained = (words for words in self._own if words != inside and words != trimmed(topic))
        has_explained = any(len(side_by_side(words, phrases.inflections, phrases)) for words in explained)
        is_common = len(side_by_side(inside, phrases.inflections, phrases)) > _common_from(phrases)
        return [inside] if has_explained or is_common else []

    def _inflected(self, forms_of: _Forms) -> _Forms:
        """Return `forms_of` for the topic's own words; for others, only singular and plural: "mines", not "mining"."""
        return lambda word: (forms_of if word in self._own_words else self._phrases.number_forms)(word)

    def _together(self, forms_of: _Forms, wordings: Sequence[Sequence[str]] | None = None) -> Rows:
        """Return the rows that have the words of a wording side by side; of any wording if `wordings` is None.

        Rows with only a short alternative count if few paragraphs have it and some have a longer one; else only if they
        reach the lower quartile of the scores of the others.
        """
        wordings, forms = self._wordings if wordings is None else wordings, self._inflected(forms_of)
        found = [self._as_in_capitals(words, side_by_side(words, forms, self._phrases)) for words in wordings]
        is_short = [words in self._short for words in wordings]
        has_longer = any(len(rows) for rows, short in zip(found, is_short, strict=True) if not short)
        common = _common_from(self._phrases)
        kept = [not short or (has_longer and len(rows) <= common) for rows, short in zip(found, is_short, strict=True)]
        rows = self._allowed(compress(found, kept))
        return self._joined_by(rows, self._allowed(found)) if len(rows) else rows

    def _apart(self, forms_of: _Forms) -> Rows:
        """Return the rows with the words of a part of the topic close together."""
        wordings, forms = (*self._parts, *self._reworded.values()), self._inflected(forms_of)
        return self._allowed(
            self._as_in_capitals(words, near_each_other(words, forms, self._phrases))
            for words in wordings
            if words not in self._short
        )

    def _joined_by(self, rows: Rows, others: Rows) -> Rows:
        """Add to rows, one or more, the other rows that reach the lower quartile of their scores."""
        others = np.setdiff1d(others, rows)
        if not len(others):
            return rows
        least = np.quantile(scores_of(rows, self._coded, self._index), _AS_NEAR)
        return np.union1d(rows, others[scores_of(others, self._coded, self._index) >= least])

    def _as_in_capitals(self, words: Sequence[str], rows: Rows) -> Rows:
        """Keep the rows that have in capitals those words that the topic has in capitals: "WHO" is not "who"."""
        for word in words:
            rows = np.intersect1d(rows, self._capitals[word]) if word in self._capitals else rows
        return rows

    def _allowed(self, found: Iterable[Rows]) -> Rows:
        """Return the rows that the filters of the question allow, each once."""
        rows = np.unique(np.concatenate([NO_ROWS, *found]))
        return rows if self._mask is None else rows[self._mask[rows]]


def _common_from(phrases: PhraseIndex) -> float:
    """Return the number of paragraphs above which the words that they have are common."""
    return max(_COMMON * len(phrases.starts), _COMMON_FROM)


def _in_capitals(topic: str, asked: str, index: FullIndex) -> Mapping[str, Rows]:
    """Return for each word that a topic has in capitals the rows that have it in capitals; by folded word.

    Folded, "AIDS" is an inflection of "aid", and "WHO" a common word. A word that no clause has in capitals is left
    out, unless it is an abbreviation that is matched only as written. In a question all in capitals, none counts.
    """
    if asked.isupper():
        return {}
    found: dict[str, Rows] = {}
    for word in {*_CAPITALS.findall(topic)}:
        [folded] = fold_words(word).split() or [""]
        numbers = index.phrases.number_forms(folded)
        rows = index.phrases.rows_of_phrase([numbers]) if numbers else NO_ROWS
        forms = {word, f"{word}s"}
        clauses = zip(rows.tolist(), index.clauses_at(rows.tolist()), strict=True)
        having = [row for row, clause in clauses if forms & {*_WORD.findall(clause.text)}]
        if having or word in index.manifest.abbreviations.as_written:
            found[folded] = np.array(having, np.int64)
    return found
