"""Paragraphs that mention a topic: by its words, in any inflection, where there are such; else by meaning.

Those that mention a resolution are told from the citation graph.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence, Set
from dataclasses import dataclass
from itertools import groupby, pairwise

import numpy as np

from embeddings.encoder import Encoded, Vectors
from retrieval.arrays import Rows
from retrieval.asking.answerable import Evidence
from retrieval.asking.rank import CANDIDATES, rank, scores_of
from retrieval.asking.search import evidence_of
from retrieval.asking.understand.citing import citation_alone
from retrieval.asking.understand.lexicon.word_lists import EMPTY, LINKING
from retrieval.asking.understand.question import Question
from retrieval.clauses.citation import Citation, parse_citation
from retrieval.clauses.clause import Symbol
from retrieval.errors import ClauseIndexError
from retrieval.index.chains import adoption_order
from retrieval.index.codec import CodedQuery, code_query
from retrieval.index.phrases import PhraseIndex
from retrieval.index.protocol import ClauseIndex, LanguageIndex
from retrieval.library.abbreviations import Abbreviations
from retrieval.wording.fold import fold_words

_SPREAD = 3
"""Most words between the words of a topic, in any order, where they do not stand side by side."""

_AS_NEAR = 0.25
"""Share of the paragraphs with the words side by side that one where they are apart has to come as near as."""

_BEHIND = np.float32(0.07)
"""Most that the score of a paragraph found by meaning is below the best one's (docs/retrieval.md)."""

_FEW, _MANY_WORDS, _TOGETHER = 3, 3, 1 / 3
"""Most paragraphs with the words, least content words of the topic, and share of the paragraphs with its rarest word: a
topic of so many words that so few paragraphs have is described rather than named, and others say it in other words."""

_LEAST_HALF = 4
"""Least letters of each half of a compound that is also written as two words."""

_MOST_JOINED = 8
"""Most words of a topic whose compounds are looked for."""

_BETWEEN = LINKING | {"s"}
"""Words that may stand between those of a topic or be missing there; folded, a genitive leaves an "s"."""

_EITHER = re.compile(r" (?:and/)?or | / |[()]")
_LISTED = re.compile(r"[,;] ?")
_NO_ROWS = np.empty(0, np.int64)


@dataclass(frozen=True, slots=True)
class Mentions:
    """Paragraphs that mention a topic, by adoption; those of one resolution in corpus order.

    Attributes:
        rows: Of the paragraphs, every duplicate of a wording among them.
        resolutions: For each row, the rank of its resolution by adoption.
        scores: Late-interaction score of each row.
        by_words: Whether they were found by words, and so are all there are; else by meaning.
        evidence: Features that predict whether the nearest ones answer; None if found by words, or if there are none.
    """

    rows: Rows
    resolutions: Rows
    scores: Vectors
    by_words: bool
    evidence: Evidence | None = None


def find_mentions(
    topic: str, question: Question, query: Encoded, index: ClauseIndex, *, as_typed: bool = False, apart: bool = True
) -> Mentions:
    """Return the paragraphs that mention a topic, as far as a question's filters allow.

    Args:
        topic: As typed, with single blanks; or the citation of a resolution or a paragraph, "S/RES/1325 (2000), OP 8".
        question: The search query of the topic, with its filters.
        query: The words of the question, encoded.
        index: The index to search.
        as_typed: Whether the words have to be there as typed, but for their number, if they are anywhere.
        apart: Whether they may be a little apart, though they are side by side anywhere.
    """
    asked = code_query(query.tokens[0])
    if cited := citation_alone(topic):
        return _citing(cited, question, asked, index)
    rows = rows_with_words(topic, question, asked, index, as_typed=as_typed, apart=apart)
    if not len(rows):
        return _by_meaning(question, query, asked, index)
    chains = index.for_language().chains
    rows = chains.in_order(rows)
    return Mentions(rows, chains.resolutions[rows].astype(np.int64), scores_of(rows, asked, index), by_words=True)


def widened(found: Mentions, topic: str, question: Question, query: Encoded, index: ClauseIndex) -> Mentions | None:
    """Return the few paragraphs with the words of a topic and those near in meaning; None where the words are a name.

    One paragraph has "protection of schools from attack"; those that have "Mandela" all have "Nelson Mandela Rules".
    """
    phrases = index.for_language().phrases
    words = [word for word in _trimmed(topic) if word not in _BETWEEN | EMPTY]
    rarest = min((len(phrases.rows_of_any([phrases.number_forms(word)])) for word in words), default=0)
    if len(found.rows) > _FEW or len(words) < _MANY_WORDS or len(found.rows) >= _TOGETHER * rarest:
        return None
    asked, chains = code_query(query.tokens[0]), index.for_language().chains
    near = _by_meaning(question, query, asked, index)
    rows = chains.in_order(np.union1d(found.rows, near.rows))
    scores = scores_of(rows, asked, index)
    return Mentions(rows, chains.resolutions[rows].astype(np.int64), scores, by_words=False, evidence=near.evidence)


def rows_with_words(
    topic: str,
    question: Question,
    asked: CodedQuery,
    index: ClauseIndex,
    *,
    as_typed: bool = False,
    apart: bool = True,
) -> Rows:
    """Return the rows with the words of a topic, as `find_mentions` does; none for an index without phrases."""
    try:
        language = index.for_language()
    except ClauseIndexError:
        return _NO_ROWS
    return _with_words(topic, asked, question, language, as_typed=as_typed, apart=apart)


def _citing(cited: Citation, question: Question, asked: CodedQuery, index: ClauseIndex) -> Mentions:
    """Return the paragraphs that cite a resolution, other than its own, or one of its paragraphs."""
    names = index.citations.cited_by(Symbol(cited.number, cited.year or 0), cited.paragraph)
    found: list[int] = []
    for symbol, of_it in groupby(names, key=lambda name: name.partition("#")[0]):
        wanted = {*of_it}
        rows = index.named(parse_citation(symbol)).tolist()
        clauses = zip(rows, index.clauses_at(rows), strict=True)
        found += [row for row, clause in clauses if clause.id in wanted and question.scope.allows(clause)]
    ranks, ordered = _by_adoption(found, index)
    return Mentions(ordered, ranks, scores_of(ordered, asked, index), by_words=True)


def _by_adoption(rows: Sequence[int], index: ClauseIndex) -> tuple[Rows, Rows]:
    """Return the rank by adoption of the resolution of each row, and the rows, both in that order."""
    clauses = index.clauses_at(rows)
    places = adoption_order(clauses)
    ordered = sorted((places[clause.symbol], row) for row, clause in zip(rows, clauses, strict=True))
    ranks, in_order = np.array(ordered, np.int64).reshape(-1, 2).T
    return ranks, in_order


def _by_meaning(question: Question, query: Encoded, asked: CodedQuery, index: ClauseIndex) -> Mentions:
    """Return the paragraphs that are nearly as near to a question as the nearest one."""
    ranking = rank(question, index, query, CANDIDATES)
    best, late = ranking.rows, ranking.scores
    if not len(best):
        return Mentions(best, best, late, by_words=False)
    near = sorted({twin for row in best[late >= late[0] - _BEHIND].tolist() for twin in index.with_words_of(row)})
    allowed = [row for row, one in zip(near, index.clauses_at(near), strict=True) if question.scope.allows(one)]
    ranks, rows = _by_adoption(allowed, index)
    evidence = evidence_of(question, ranking, index)
    return Mentions(rows, ranks, scores_of(rows, asked, index), by_words=False, evidence=evidence)


def _with_words(
    topic: str, asked: CodedQuery, question: Question, index: LanguageIndex, *, as_typed: bool, apart: bool
) -> Rows:
    """Return the rows with the words of a topic: side by side and, if they may be apart, near each other."""
    phrases, mask = index.phrases, index.columns.allowed(question.scope)
    parts = [_named_or_trimmed(part, phrases) for part in _parts(topic)]
    in_full = list(_in_full(topic, index.manifest.abbreviations))
    wordings = [other for words in (*parts, *in_full) for other in _compounds(words, phrases)]

    def with_any(found: Iterable[Rows]) -> Rows:
        rows = np.unique(np.concatenate([_NO_ROWS, *found]))
        return rows if mask is None else rows[mask[rows]]

    inflected = with_any(_side_by_side(words, phrases.inflections, phrases) for words in wordings)
    if as_typed:
        typed = with_any(_side_by_side(words, phrases.number_forms, phrases) for words in wordings)
        return typed if len(typed) else inflected
    if len(inflected) and not apart:
        return inflected
    near = np.setdiff1d(with_any(_near_each_other(words, phrases) for words in parts), inflected)
    if len(near) and len(inflected):
        least = np.quantile(scores_of(inflected, asked, index), _AS_NEAR)
        near = near[scores_of(near, asked, index) >= least]
    return np.union1d(inflected, near)


def _parts(topic: str) -> list[str]:
    """Return a topic, and the parts of "A or B", "A, B or C", "A (B)" and "A, B, C"; "A, B and C" is one."""
    parts = _EITHER.split(topic)
    if len(parts) > 1 or " and " not in topic:
        parts = [one for part in parts for one in _LISTED.split(part)]
    # "as a tactic of war or of terrorism" has no part that stands alone.
    return [topic, *(part for part in parts if part.split()[:1] and part.split()[0].lower() not in _BETWEEN)]


def _in_full(topic: str, abbreviations: Abbreviations) -> Iterator[list[str]]:
    """Return the words of the parts of a topic with an abbreviation in full."""
    for part in _parts(topic):
        words = part.split()
        for at, word in enumerate(words):
            for form in abbreviations.long_forms(word.strip("\"'“”‘’?!.,;:()")):
                yield _trimmed(" ".join([*words[:at], form, *words[at + 1 :]]))


def _named_or_trimmed(part: str, phrases: PhraseIndex) -> list[str]:
    """Return the words of a topic; with "UN" before them only if they are so written: "UN Women" is no other women."""
    first, *others = fold_words(part).split() or [""]
    if first == "un" and others:
        for name in (["un"], ["united", "nations"]):
            if len(_side_by_side([*name, *others], phrases.number_forms, phrases)):
                return [*name, *others]
    return _trimmed(part)


def _trimmed(text: str) -> list[str]:
    words = fold_words(text).split()
    while words and words[0] in _BETWEEN | EMPTY:
        del words[0]
    while words and words[-1] in _BETWEEN:
        del words[-1]
    return words


def _compounds(words: Sequence[str], phrases: PhraseIndex) -> Iterator[Sequence[str]]:
    """Yield words as they are, with two neighbours joined, and with one split, as far as the clauses have them so.

    "Cease-fire" and "ceasefire", "decisionmaking" and "decision-making" are written both ways.
    """
    yield words
    if len(words) > _MOST_JOINED:
        return
    for at, (one, other) in enumerate(pairwise(words)):
        if phrases.number_forms(one + other):
            yield [*words[:at], one + other, *words[at + 2 :]]
    for at, word in enumerate(words):
        for cut in range(_LEAST_HALF, len(word) - _LEAST_HALF + 1):
            halves = [word[:cut], word[cut:]]
            forms = [phrases.number_forms(half) for half in halves]
            if all(forms) and len(phrases.rows_of_any(forms)):
                yield [*words[:at], *halves, *words[at + 1 :]]


def _side_by_side(words: Sequence[str], forms_of: Callable[[str], list[int]], phrases: PhraseIndex) -> Rows:
    """Return the rows with the words side by side, each in any of its forms, and any linking words between them."""
    forms = [forms_of(word) for word in words]
    rows = phrases.rows_of_any(forms) if forms and all(forms) else _NO_ROWS
    content = [forms_of(word) for word in words if word not in _BETWEEN]
    if len(content) < 2 or not all(content):
        return rows
    linking = {number for word in _BETWEEN for number in phrases.numbers([word])}
    linked = [row for row in phrases.rows_of_all(content).tolist() if _follow(phrases.words_of(row), content, linking)]
    return np.union1d(rows, np.array(linked, np.int64))


def _follow(words: Sequence[int], forms: Sequence[Sequence[int]], linking: Set[int]) -> bool:
    """Return whether the forms come one after another, with nothing but linking words between them."""
    reached = 0  # how many of the forms end at the last word that is none of the linking ones
    for word in words:
        if word in linking:
            continue
        reached = reached + 1 if word in forms[reached] else int(word in forms[0])
        if reached == len(forms):
            return True
    return False


def _near_each_other(words: Sequence[str], phrases: PhraseIndex) -> Rows:
    """Return the rows with all content words of a topic, in any order and inflection, with few others between them."""
    forms = [phrases.inflections(word) for word in words if word not in _BETWEEN]
    if len(forms) < 2 or not all(forms):
        return _NO_ROWS
    rows = phrases.rows_of_all(forms).tolist()
    return np.array([row for row in rows if _is_near(phrases.words_of(row), forms)], np.int64)


def _is_near(words: Sequence[int], forms: Sequence[Sequence[int]]) -> bool:
    """Return whether some range of words, a little longer than the topic, has a form of each of its words."""
    last = [-len(words)] * len(forms)
    for at, word in enumerate(words):
        for n, numbers in enumerate(forms):
            if word in numbers:
                last[n] = at
                if min(last) >= 0 and at - min(last) < len(forms) + _SPREAD:
                    return True
    return False
