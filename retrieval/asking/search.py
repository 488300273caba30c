"""Two-stage search: a query to ranked hits.

Dense retrieval ranks every clause that the filters allow by its vector; late interaction re-ranks the first of them by
the vectors of their tokens, so that single words of the question count.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import product

import numpy as np

from embeddings.encoder import Encoded, Encoder, Vectors
from retrieval.arrays import Rows, first_of_each
from retrieval.asking.answer import Hit
from retrieval.asking.answerable import FOREMOST, Evidence, gather
from retrieval.asking.highlight import highlight
from retrieval.asking.variety import group_alike
from retrieval.clauses.citation import Citation
from retrieval.clauses.clause import Clause, ClauseKind
from retrieval.clauses.question import Question
from retrieval.errors import ClauseIndexError
from retrieval.index.codec import CodedQuery, code_query
from retrieval.index.files import REPAIR
from retrieval.index.protocol import ClauseIndex
from retrieval.index.tokens import late_scores

CANDIDATES = 100
"""Distinct wordings that late interaction re-ranks; more find no further answers (docs/retrieval.md)."""

_YEAR = np.float32(0.08)
"""Score boost for a clause of a mentioned year. Of 503 requests that mention one, 85 % mean their paragraph's own."""


_LATER = 3
"""Maximum later versions that are named of a paragraph: the latest, as a formula may have dozens."""

_DEFINES = np.float32(0.06)
"""Score boost for a paragraph that establishes something, where a definition is asked for, and taken off one that only
refers back (docs/retrieval.md)."""

_ESTABLISHES = re.compile(
    r"\b(?:establish(?:es|ing|ment)?|creat(?:e|ion)|appoint|set\s+up|deploy\s+rapidly|launch|initiated|as\s+part\s+of\s+an?"
    r"|headed\s+by|compris(?:e|ing)|consisting\s+of|(?:is|are|as)\s+defined|defin(?:es|ed|ition)|understood\s+as"
    r"|known\s+as|to\s+be\s+called)\b",
    re.I,
)
_REFERS_BACK = re.compile(
    r"\b(?:(?:mentioned|referred\s+to|requested|described|established|expressed|set\s+out|contained|called\s+for|stipulated"
    r"|created|outlined)\s+(?:in|by|pursuant\s+to)\s+(?:(?:its\s+)?resolutions?|paragraphs?)|pursuant\s+to"
    r"|in\s+accordance\s+with\s+(?:its\s+)?resolution)",
    re.I,
)


@dataclass(frozen=True, slots=True)
class Found:
    """Result of a search.

    Attributes:
        hits: Best first.
        evidence: Features that predict whether they answer; None without hits.
    """

    hits: tuple[Hit, ...]
    evidence: Evidence | None


def search(
    question: Question,
    *,
    index: ClauseIndex,
    encoder: Encoder,
    k: int,
    marked: range | None = None,
    query: Encoded | None = None,
) -> Found:
    """Return the `k` best hits for a query, best first; fewer if the filters allow fewer.

    Filters apply before the cut. Paragraphs that the question cites come first. Duplicates (same words) are folded into
    one hit: the best-ranked one is quoted, with the ids of the others that the filters allow. Near-duplicates among the
    candidates are grouped likewise.

    Args:
        question: The search query.
        index: The index to search.
        encoder: The one that the index was built with.
        k: Maximum number of hits.
        marked: Positions, from 0, of the hits to highlight, which takes a while; None for all.
        query: The question's words, encoded, if they are already.

    Raises:
        ClauseIndexError: If a clause to be quoted was changed since the index was built.
    """
    if question.only_cited:
        return Found(_unranked(_cited(question.cited, index).tolist(), question, index), None)
    if question.everything:
        return Found(_unranked(_listed(question, index, k), question, index), None)
    query = query or encoder.encode_queries([question.text])
    nearest, cosines = index.nearest(query.vectors[0], question, max(k, CANDIDATES))
    if not len(nearest):
        return Found((), None)
    asked = code_query(query.tokens[0])
    rows, scores = ranked(nearest, cosines, asked, question, index)
    cited = _cited(question.cited, index)
    together = np.concatenate([cited, rows])
    clauses = dict(zip(together.tolist(), index.clauses_at(together.tolist()), strict=True))
    evidence = evidence_of(question, rows, cosines, scores, index)
    if len(cited):
        scores = np.concatenate([scores_of(cited, asked, index) + _added(cited, question, index), scores])
    first = first_of_each(index.wordings(together))
    named = int(np.count_nonzero(first < len(cited)))
    groups = group_alike([clauses[row].text for row in together[first].tolist()], k, apart=named)
    hits, leads = [], []
    for n, group in enumerate(groups):
        places = first[group]
        row, *others = together[places].tolist()
        hit = hit_of(row, clauses[row], n + 1, question, index)
        hits.append(replace(hit, score=float(scores[places[0]]), alike=tuple(clauses[other].id for other in others)))
        leads.append(row)
    return Found(highlighted(hits, leads, asked, index, marked), evidence)


def evidence_of(question: Question, rows: Rows, cosines: Vectors, scores: Vectors, index: ClauseIndex) -> Evidence:
    """Return the features that predict whether ranked rows, best first, answer a question."""
    foremost = index.clauses_at(rows[:FOREMOST].tolist())
    words = (f"{clause.lead_in} {clause.text}" for clause in foremost)
    return gather(question.text, words, cosines=cosines, late=scores)


def _listed(question: Question, index: ClauseIndex, k: int) -> list[int]:
    """Return the rows of the first clauses that the filters allow; of a resolution its operative part first."""
    limits = question.filters
    if not limits.resolutions:
        return [int(row) for row in index.listed(question, k)]
    rows: dict[int, None] = {}
    for resolution, kind in product(
        limits.resolutions, (ClauseKind.OPERATIVE, ClauseKind.PREAMBULAR, ClauseKind.ANNEX)
    ):
        if len(rows) < k and kind in (limits.kinds or ClauseKind):
            part = replace(question, filters=replace(limits, resolutions=(resolution,), kinds=(kind,)))
            rows |= dict.fromkeys(index.listed(part, k).tolist())
    return list(rows)[:k]


def _unranked(rows: Sequence[int], question: Question, index: ClauseIndex) -> tuple[Hit, ...]:
    ranked = enumerate(zip(rows, index.clauses_at(rows), strict=True), start=1)
    return tuple(hit_of(row, clause, rank, question, index) for rank, (row, clause) in ranked)


def _cited(citations: Iterable[Citation], index: ClauseIndex) -> Rows:
    """Return the rows of the cited paragraphs in turn, each with its sub-paragraphs."""
    rows = dict.fromkeys(row for citation in citations for row in index.named(citation).tolist())
    return np.array(list(rows), np.int64)


def ranked(
    nearest: Rows, cosines: Vectors, asked: CodedQuery, question: Question, index: ClauseIndex
) -> tuple[Rows, Vectors]:
    """Re-rank clauses by late interaction, one for each wording; return their rows and scores, best first."""
    wordings, added = index.wordings(nearest), _added(nearest, question, index)
    # Equal words with equal cosines have the same lead-in, so one score serves all of them.
    apart = first_of_each(wordings, cosines, added)
    rows = nearest[apart]
    scores: Vectors = scores_of(rows, asked, index) + added[apart]
    order = np.lexsort((rows, -scores))
    order = order[first_of_each(wordings[apart][order])]
    return rows[order], scores[order]


def scores_of(rows: Rows, asked: CodedQuery, index: ClauseIndex) -> Vectors:
    """Return the late-interaction score of each clause: that of its best passage."""
    if not len(rows):
        return np.empty(0, np.float32)
    tokens = index.tokens_at(rows.tolist())
    counts = np.array([len(passages) for passages in tokens])
    scores = late_scores(asked, [passage.codes for passages in tokens for passage in passages])
    best: Vectors = np.maximum.reduceat(scores, np.cumsum(counts) - counts)
    return best


def _added(rows: Rows, question: Question, index: ClauseIndex) -> Vectors:
    """Return what is added to the score of each clause for years mentioned, and for a definition asked for."""
    added: Vectors = np.zeros(len(rows), np.float32)
    if not (question.years or question.defines):
        return added
    clauses = index.clauses_at(rows.tolist())
    if question.years:
        added += _YEAR * np.array([clause.symbol.year in question.years for clause in clauses], np.float32)
    if question.defines:
        added += _DEFINES * np.array([_establishes(clause.text) for clause in clauses], np.float32)
    return added


def _establishes(text: str) -> int:
    """Return 1 for a paragraph that establishes or defines something, -1 for one that refers back to where that is."""
    return bool(_ESTABLISHES.search(text)) - bool(_REFERS_BACK.search(text))


def hit_of(row: int, clause: Clause, rank: int, question: Question, index: ClauseIndex) -> Hit:
    """Return a clause as a hit, with its duplicates that a question allows, and its sub-paragraphs."""
    same = index.clauses_at(twin for twin in index.with_words_of(row) if twin != row)
    also = tuple(twin.id for twin in same if question.allows(twin))
    later = tuple(one.id for one in index.clauses_at(index.later(row, _LATER)))
    return Hit(clause, rank, 0.0, also=also, parts=_parts(clause, index), later=later, citations=index.citations)


def _parts(clause: Clause, index: ClauseIndex) -> tuple[str, ...]:
    """Return the sub-paragraphs of a clause that ends in a colon."""
    if clause.paragraph is None or not clause.text.endswith(":"):
        return ()
    named = index.named(Citation(clause.symbol.number, clause.symbol.year, clause.paragraph))
    return tuple(part.id for part in index.clauses_at(named.tolist()) if part.id != clause.id)


def highlighted(
    hits: Sequence[Hit], rows: Sequence[int], asked: CodedQuery, index: ClauseIndex, marked: range | None
) -> tuple[Hit, ...]:
    """Return hits, those at the positions `marked` (None for all) with their highlights."""
    shown = slice(None) if marked is None else slice(marked.start, marked.stop)
    some = hits[shown]
    found = highlight([hit.clause for hit in some], asked, index.tokens_at(rows[shown]))
    done = list(hits)
    done[shown] = [replace(hit, highlights=highlights) for hit, highlights in zip(some, found, strict=True)]
    return tuple(done)


def check_encoder(index: ClauseIndex, encoder: Encoder) -> None:
    """Refuse an encoder other than the one that the index was built with.

    Raises:
        ClauseIndexError: If the index was built with another encoder; the message says how to repair it.
    """
    manifest = index.manifest
    if manifest.fingerprint != encoder.fingerprint:
        raise ClauseIndexError(
            f"the index was built with {manifest.encoder} ({manifest.dimensions} dimensions, fingerprint "
            f"{manifest.fingerprint[:8]}), the encoder is {encoder.name} ({encoder.dimensions} dimensions, "
            f"{encoder.fingerprint[:8]}); {REPAIR}"
        )
