"""Paragraphs that mention a topic: by its words, in any inflection, where there are such; else by meaning.

Those that mention a resolution are told from the citation graph.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import compress

import numpy as np

from embeddings.encoder import Encoded, Vectors
from retrieval.arrays import Rows
from retrieval.asking.answerable import Evidence
from retrieval.asking.phrased import (
    BETWEEN,
    NO_ROWS,
    compounds,
    in_other_words,
    is_name,
    is_verbatim,
    named_or_trimmed,
    near_each_other,
    parts_of,
    parts_otherwise,
    side_by_side,
    trimmed,
)
from retrieval.asking.rank import CANDIDATES, rank, scores_of
from retrieval.asking.search import evidence_of
from retrieval.asking.understand.citing import mentioned_in
from retrieval.asking.understand.lexicon.word_lists import EMPTY
from retrieval.asking.understand.question import Question
from retrieval.clauses.citation import Citation
from retrieval.clauses.clause import Clause, Symbol
from retrieval.errors import ClauseIndexError
from retrieval.index.chains import adoption_order
from retrieval.index.codec import CodedQuery, code_query
from retrieval.index.protocol import ClauseIndex, LanguageIndex, clauses_of
from retrieval.wording.fold import fold_words

_AS_NEAR = 0.25
"""Share of the paragraphs with the words side by side that one where they are apart has to come as near as."""

_BEHIND = np.float32(0.07)
"""Most that the score of a first or latest mention found by meaning is below the best one's; more in a list."""

_DROP, _DROP_TO, _MOST_BEHIND = np.float32(0.5), 50, np.float32(0.15)
"""Share of the drop from the best score to that of a later rank by which a member of a list may be below the best one,
and the most that it may be; where the scores fall slowly, much is only alike (docs/retrieval.md)."""

_FEW, _MANY_WORDS, _TOGETHER = 3, 3, 1 / 3
"""Most paragraphs with the words, least content words of the topic, and share of the paragraphs with its rarest word: a
topic of so many words that so few paragraphs have is described rather than named, and others say it in other words."""

_COMMON, _COMMON_FROM = 0.01, 5
"""Share of the paragraphs, and number of them, of which more have a common word: "compensating survivors or victims" is
not on all victims."""

_CAPITALS = re.compile(r"(?<![\w-])[A-Z]{2,}(?![\w-])")
_WORD = re.compile(r"[^\W\d_]+")


@dataclass(frozen=True, slots=True)
class Mentions:
    """Paragraphs that mention a topic, by adoption; those of one resolution in corpus order.

    Attributes:
        rows: Of the paragraphs, every duplicate of a wording among them.
        resolutions: For each row, the rank of its resolution by adoption.
        scores: Late-interaction score of each row.
        by_words: Whether they were found by words, and so are all there are; else by meaning.
        evidence: Features that predict whether the nearest ones answer; None if found by words, or if there are none.
        other_words: Other words for the topic that some of them have, where everyday words were asked for.
        nowhere: Whether the topic is a name that no paragraph has, so that these are on something else.
    """

    rows: Rows
    resolutions: Rows
    scores: Vectors
    by_words: bool
    evidence: Evidence | None = None
    other_words: tuple[str, ...] = ()
    nowhere: bool = False


def find_mentions(
    topic: str, question: Question, query: Encoded, index: ClauseIndex, *, as_typed: bool = False
) -> Mentions:
    """Return the paragraphs that mention a topic, as far as a question's filters allow.

    Args:
        topic: As typed, with single blanks; or the citation of a resolution or a paragraph, "S/RES/1325 (2000), OP 8".
        question: The search query of the topic, with its filters.
        query: The words of the question, encoded.
        index: The index to search.
        as_typed: Whether the words have to be there as typed, but for their number, if they are anywhere.
    """
    asked = code_query(query.tokens[0])
    if cited := mentioned_in(question):
        return _citing(cited, question, asked, index)
    rows, others = _with_words(topic, asked, question, index, as_typed=as_typed)
    if not len(rows):
        near = _by_meaning(question, query, asked, index, is_listed=not as_typed)
        typed = topic.lower() if question.asked.isupper() else topic
        return replace(near, nowhere=_has_phrases(index) and is_name(typed, index.manifest.abbreviations))
    chains = index.for_language().chains
    rows = chains.in_order(rows)
    scores = scores_of(rows, asked, index)
    return Mentions(rows, chains.resolutions[rows].astype(np.int64), scores, by_words=True, other_words=others)


def widened(found: Mentions, topic: str, question: Question, query: Encoded, index: ClauseIndex) -> Mentions | None:
    """Return the few paragraphs with the words of a topic and those near in meaning; None where the words are wanted.

    One paragraph has "protection of schools from attack"; those that have "Mandela" all have "Nelson Mandela Rules".
    """
    if is_verbatim(topic, question.asked):
        return None
    phrases = index.for_language().phrases
    words = [word for word in trimmed(topic) if word not in BETWEEN | EMPTY]
    rarest = min((len(phrases.rows_of_any([phrases.number_forms(word)])) for word in words), default=0)
    if len(found.rows) > _FEW or len(words) < _MANY_WORDS or len(found.rows) >= _TOGETHER * rarest:
        return None
    asked, chains = code_query(query.tokens[0]), index.for_language().chains
    near = _by_meaning(question, query, asked, index)
    rows = chains.in_order(np.union1d(found.rows, near.rows))
    scores = scores_of(rows, asked, index)
    return Mentions(rows, chains.resolutions[rows].astype(np.int64), scores, by_words=False, evidence=near.evidence)


def rows_with_words(topic: str, question: Question, asked: CodedQuery, index: ClauseIndex) -> Rows:
    """Return the rows with the words of a topic, as `find_mentions` does; none for an index without phrases."""
    return _with_words(topic, asked, question, index, as_typed=False)[0]


def _has_phrases(index: ClauseIndex) -> bool:
    try:
        index.for_language()
    except ClauseIndexError:
        return False
    return True


def _with_words(
    topic: str, asked: CodedQuery, question: Question, index: ClauseIndex, *, as_typed: bool
) -> tuple[Rows, tuple[str, ...]]:
    """Return the rows with the words of a topic, and the other words for it that more of them have."""
    if not _has_phrases(index):
        return NO_ROWS, ()
    language = index.for_language()
    others = in_other_words(topic, question.asked, language.manifest.abbreviations)
    rows = _rows_with(topic, others, asked, question, language, as_typed=as_typed)
    if not others:
        return rows, ()
    phrases = language.phrases
    more = np.setdiff1d(rows, _rows_with(topic, (), asked, question, language, as_typed=as_typed))
    having = {said: side_by_side(trimmed(said), phrases.number_forms, phrases) for said in others}
    return rows, tuple(said for said, rows in having.items() if len(np.intersect1d(rows, more)))


def _citing(cited: Citation, question: Question, asked: CodedQuery, index: ClauseIndex) -> Mentions:
    """Return the paragraphs that cite a resolution, other than its own, or one of its paragraphs."""
    names = index.citations.cited_by(Symbol(cited.number, cited.year or 0), cited.paragraph)
    found = clauses_of(names, question.scope, index)
    ranks, ordered = _by_adoption(found)
    return Mentions(ordered, ranks, scores_of(ordered, asked, index), by_words=True)


def _by_adoption(found: Mapping[int, Clause]) -> tuple[Rows, Rows]:
    """Return the rank by adoption of the resolution of each clause, and its row, both in that order."""
    places = adoption_order([*found.values()])
    ordered = sorted((places[clause.symbol], row) for row, clause in found.items())
    ranks, in_order = np.array(ordered, np.int64).reshape(-1, 2).T
    return ranks, in_order


def _by_meaning(
    question: Question, query: Encoded, asked: CodedQuery, index: ClauseIndex, *, is_listed: bool = True
) -> Mentions:
    """Return the paragraphs that are nearly as near to a question as the nearest one; to be listed, some more.

    The first or latest mention may be a single one in its resolution, which feedback would put behind others.
    """
    ranking = rank(question, index, query, CANDIDATES, feedback=is_listed)
    best, late = ranking.rows, ranking.scores
    if not len(best):
        return Mentions(best, best, late, by_words=False)
    drop = min(_DROP * (late[0] - late[:_DROP_TO][-1]), _MOST_BEHIND) if is_listed else _BEHIND
    least = late[0] - max(drop, _BEHIND)
    near = sorted({twin for row in best[late >= least].tolist() for twin in index.with_words_of(row)})
    clauses = zip(near, index.clauses_at(near), strict=True)
    ranks, rows = _by_adoption({row: clause for row, clause in clauses if question.scope.allows(clause)})
    evidence = evidence_of(question, ranking, index)
    return Mentions(rows, ranks, scores_of(rows, asked, index), by_words=False, evidence=evidence)


def _rows_with(
    topic: str, others: Sequence[str], asked: CodedQuery, question: Question, index: LanguageIndex, *, as_typed: bool
) -> Rows:
    """Return the rows with the words of a topic: side by side and, unless they have to be as typed, near each other.

    Args:
        topic: As typed.
        others: What the texts say for the same; its words are not inflected: "mines" are no "mining".
        asked: The words of the question, encoded.
        question: The search query of the topic, with its filters.
        index: The index to search.
        as_typed: Whether the words have to be there as typed, but for their number, if they are anywhere.
    """
    phrases, mask = index.phrases, index.columns.allowed(question.scope)
    parts = [words for part in parts_of(topic) for words in named_or_trimmed(part, phrases)]
    otherwise = list(parts_otherwise(topic, index.manifest.abbreviations))
    wordings = [other for words in (*parts, *otherwise) for other in compounds(words, phrases)]
    reworded = [trimmed(said) for said in others]

    def with_any(found: Iterable[Rows]) -> Rows:
        rows = np.unique(np.concatenate([NO_ROWS, *found]))
        return rows if mask is None else rows[mask[rows]]

    capitals = _in_capitals(topic, question.asked, index)
    found_otherwise = [
        side_by_side(other, phrases.number_forms, phrases) for words in reworded for other in compounds(words, phrases)
    ]

    def having_capitals(words: Sequence[str], rows: Rows) -> Rows:
        """Return the rows that have each word in capitals so: "WHO" is not "who"."""
        for word in words:
            rows = np.intersect1d(rows, capitals[word]) if word in capitals else rows
        return rows

    bare = _bare_alternatives(topic)

    def having(forms_of: Callable[[str], list[int]], wordings: Sequence[Sequence[str]]) -> Rows:
        found = [having_capitals(words, side_by_side(words, forms_of, phrases)) for words in wordings]
        is_common = [len(rows) > max(_COMMON * len(phrases.starts), _COMMON_FROM) for rows in found]
        kept = [not (words in bare and many) for words, many in zip(wordings, is_common, strict=True)]
        rows = with_any([*compress(found, kept), *found_otherwise])
        others = np.setdiff1d(with_any(found), rows)
        return np.union1d(rows, _as_near(others, rows, asked, index)) if len(rows) else rows

    verbatim = is_verbatim(topic, question.asked)
    if as_typed or verbatim:
        typed = having(phrases.number_forms, wordings)
        if len(typed) or verbatim:
            return typed
    rows = having(phrases.inflections, wordings)
    if as_typed:
        return rows if len(rows) else having(phrases.relatives, wordings)

    def apart(forms_of: Callable[[str], list[int]]) -> Rows:
        found = (having_capitals(words, near_each_other(words, forms_of, phrases)) for words in (*parts, *reworded))
        return with_any(found)

    if not len(rows):
        if len(near := apart(phrases.number_forms)):
            return near
        # Else "the responsibility to protect" would be responsibilities for the protection of anything.
        related = having(phrases.relatives, wordings)
        return related if len(related) else apart(phrases.relatives)
    # "Nationality" is not "national", but "protecting witnesses" is the protection of witnesses.
    several = [words for words in wordings if sum(word not in BETWEEN for word in words) > 1]
    looser = np.union1d(having(phrases.relatives, several), apart(phrases.number_forms))
    return np.union1d(rows, _as_near(np.setdiff1d(looser, rows), rows, asked, index))


def _as_near(rows: Rows, others: Rows, asked: CodedQuery, index: LanguageIndex) -> Rows:
    """Return the rows that come as near to what is asked as most others, of which there are some."""
    if not len(rows):
        return rows
    least = np.quantile(scores_of(others, asked, index), _AS_NEAR)
    return rows[scores_of(rows, asked, index) >= least]


def _bare_alternatives(topic: str) -> list[list[str]]:
    """Return the alternatives that are a single word beside some of several, to whose other words they may belong.

    An abbreviation stands alone: "Financial Action Task Force (FATF)".

    >>> _bare_alternatives("compensating survivors or victims"), _bare_alternatives("camps or schools")
    ([['victims']], [])
    """
    parts = [(part, trimmed(part)) for part in parts_of(topic)[1:]]
    single = [words for part, words in parts if len(words) == 1 and not part.isupper()]
    return single if any(len(words) > 1 for _, words in parts) else []


def _in_capitals(topic: str, asked: str, index: LanguageIndex) -> Mapping[str, Rows]:
    """Return the rows that have words of a topic in capitals, as it has them; none where all of a question is so.

    Folded, "AIDS" is an inflection of "aid", and "WHO" a common word. A word that no clause has so is left out, unless
    it is an abbreviation only as it is written.
    """
    if asked.isupper():
        return {}
    found: dict[str, Rows] = {}
    for word in {*_CAPITALS.findall(topic)}:
        [folded] = fold_words(word).split() or [""]
        numbers = index.phrases.number_forms(folded)
        rows = index.phrases.rows_of_any([numbers]) if numbers else NO_ROWS
        forms = {word, f"{word}s"}
        clauses = zip(rows.tolist(), index.clauses_at(rows.tolist()), strict=True)
        having = [row for row, clause in clauses if forms & {*_WORD.findall(clause.text)}]
        if having or word in index.manifest.abbreviations.as_written:
            found[folded] = np.array(having, np.int64)
    return found
