"""Two-stage search: a query to ranked hits.

Dense retrieval ranks every clause that the filters allow by its vector; late interaction re-ranks the first of them by
the vectors of their tokens, so that single words of the question count.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

import numpy as np

from embeddings.encoder import Encoder
from retrieval.arrays import Rows, first_of_each
from retrieval.asking.answer import Hit
from retrieval.asking.answerable import FOREMOST, Evidence, gather
from retrieval.asking.conversation import rank_in_conversation
from retrieval.asking.highlight import highlight
from retrieval.asking.rank import CANDIDATES, for_year, rank, scores_of
from retrieval.asking.understand.followup import Earlier
from retrieval.asking.variety import group_alike
from retrieval.clauses.citation import Citation
from retrieval.clauses.clause import Clause
from retrieval.clauses.question import Question
from retrieval.errors import ClauseIndexError
from retrieval.index.codec import CodedQuery
from retrieval.index.files import REPAIR
from retrieval.index.protocol import ClauseIndex
from retrieval.index.tokens import Tokens


@dataclass(frozen=True, slots=True)
class Found:
    """Result of a search.

    Attributes:
        hits: Best first.
        evidence: Features that predict whether they answer; None without hits.
        continues: Whether the words of earlier turns counted.
        differs: Whether another paragraph would come first without them.
    """

    hits: tuple[Hit, ...]
    evidence: Evidence | None
    continues: bool = False
    differs: bool = False


def search(
    question: Question,
    *,
    index: ClauseIndex,
    encoder: Encoder,
    k: int,
    marked: range | None = None,
    earlier: Earlier | None = None,
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
        earlier: Earlier turns that it may build on.

    Raises:
        ClauseIndexError: If a clause to be quoted was changed since the index was built.
    """
    if question.everything:
        return Found(_listed(question, index, k), None)
    wordings = max(k, CANDIDATES)
    ranking = rank_in_conversation(question, earlier, index, encoder, wordings) if earlier else None
    ranking = ranking or rank(question, index, encoder, wordings)
    rows, scores, asked = ranking.rows, ranking.scores, ranking.asked
    if not len(rows):
        return Found((), None)
    cited = _cited(question.cited, index)
    together = np.concatenate([cited, rows])
    clauses = dict(zip(together.tolist(), index.clauses_at(together.tolist()), strict=True))
    foremost = (clauses[row] for row in rows[:FOREMOST].tolist())
    words = (f"{clause.lead_in} {clause.text}" for clause in foremost)
    evidence = gather(question.text, words, cosines=ranking.cosines, late=scores)
    if len(cited):
        scores = np.concatenate([scores_of(cited, asked, index) + for_year(cited, question, index), scores])
    first = first_of_each(index.wordings(together))
    named = int(np.count_nonzero(first < len(cited)))
    groups = group_alike([clauses[row].text for row in together[first].tolist()], k, apart=named)
    hits, leads = [], []
    for n, group in enumerate(groups):
        places = first[group]
        row, *others = together[places].tolist()
        hit = _hit(row, clauses[row], n + 1, question, index)
        hits.append(replace(hit, score=float(scores[places[0]]), alike=tuple(clauses[other].id for other in others)))
        leads.append(row)
    shown = slice(None) if marked is None else slice(marked.start, marked.stop)
    hits[shown] = _marked(hits[shown], index.tokens_at(leads[shown]), asked)
    return Found(tuple(hits), evidence, ranking.continues, ranking.differs)


def _listed(question: Question, index: ClauseIndex, k: int) -> tuple[Hit, ...]:
    """Return the first clauses that the filters allow, in corpus order, unranked."""
    rows = index.listed(question, k).tolist()
    ranked = enumerate(zip(rows, index.clauses_at(rows), strict=True), start=1)
    return tuple(_hit(row, clause, rank, question, index) for rank, (row, clause) in ranked)


def _cited(citations: Iterable[Citation], index: ClauseIndex) -> Rows:
    """Return the rows of the cited paragraphs, each with its sub-paragraphs."""
    rows = [index.named(citation) for citation in citations]
    return np.unique(np.concatenate(rows)) if rows else np.empty(0, np.int64)


def _hit(row: int, clause: Clause, rank: int, question: Question, index: ClauseIndex) -> Hit:
    same = index.clauses_at(twin for twin in index.with_words_of(row) if twin != row)
    also = tuple(twin.id for twin in same if question.allows(twin))
    return Hit(clause, rank, 0.0, also=also, parts=_parts(clause, index), citations=index.citations)


def _parts(clause: Clause, index: ClauseIndex) -> tuple[str, ...]:
    """Return the sub-paragraphs of a clause that ends in a colon."""
    if clause.paragraph is None or not clause.text.endswith(":"):
        return ()
    named = index.named(Citation(clause.symbol.number, clause.symbol.year, clause.paragraph))
    return tuple(part.id for part in index.clauses_at(named.tolist()) if part.id != clause.id)


def _marked(hits: Sequence[Hit], tokens: Sequence[Sequence[Tokens]], asked: CodedQuery) -> list[Hit]:
    """Return hits with their highlights, computed from the tokens of their passages."""
    found = highlight([hit.clause for hit in hits], asked, tokens)
    return [replace(hit, highlights=highlights) for hit, highlights in zip(hits, found, strict=True)]


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
