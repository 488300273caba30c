"""Two-stage search: a query to ranked hits.

Dense retrieval ranks all clauses that the filters allow by their vectors. Late interaction re-ranks the first of them
by the vectors of their tokens, so that single words of the question count.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import chain, zip_longest
from typing import TypeVar

import numpy as np

from retrieval.arrays import Rows, first_of_each
from retrieval.asking.answer import Hit
from retrieval.asking.answerability.confidence import FOREMOST, Evidence, gather_evidence
from retrieval.asking.answerability.out_of_scope import out_of_scope_by_vector
from retrieval.asking.encoded_index import EncodedIndex
from retrieval.asking.lookup.descriptions import setting_up
from retrieval.asking.ranking.conversation import rank_in_conversation
from retrieval.asking.ranking.diversity import group_alike
from retrieval.asking.ranking.highlight import highlight
from retrieval.asking.ranking.later_versions import later_versions
from retrieval.asking.ranking.rank import CANDIDATES, Ranking, boosts_of_quotations, rank, score_boosts, scores_of
from retrieval.asking.ranking.rarity import EncodedQuery, encode_query
from retrieval.asking.ranking.recurrence import recurrences
from retrieval.asking.understand.follow_ups.turns import Earlier
from retrieval.asking.understand.question import Question
from retrieval.clauses.citation import Citation
from retrieval.clauses.clause import Clause, ClauseKind
from retrieval.clauses.scope import Scope
from retrieval.index.chains import adoption_order
from retrieval.index.codec import CodedQuery
from retrieval.index.protocol import ClauseIndex, allowed_rows

T = TypeVar("T")

_AS_GOOD = 0.02
"""Maximum score by which the newest clause of a group of near-duplicates may be behind the best, to be quoted."""


@dataclass(frozen=True, slots=True)
class Found:
    """Result of a search.

    Attributes:
        hits: Best first.
        evidence: Features that predict whether the hits answer; None if nothing was ranked.
        continues: Whether the words of earlier turns counted.
        differs: Whether another paragraph would come first without these words.
    """

    hits: tuple[Hit, ...]
    evidence: Evidence | None
    continues: bool = False
    differs: bool = False


def search(
    question: Question,
    encoded: EncodedIndex,
    *,
    k: int,
    marked: range | None = None,
    query: EncodedQuery | None = None,
    earlier: Earlier | None = None,
) -> Found:
    """Return the `k` best hits for a query, best first; fewer if the filters allow fewer.

    Filters apply before the cut. Paragraphs that the question cites come first. Duplicates (same words) and
    near-duplicates among the candidates are folded into one hit, which has the ids of the others. It quotes the newest
    of them, unless a resolution, a year or a definition is asked for.

    Args:
        question: The question; its `text` is encoded.
        encoded: The index to search, with its encoder.
        k: Maximum number of hits.
        marked: Positions, from 0, of the hits to highlight, which takes a while; None for all.
        query: The question, encoded; None to encode it.
        earlier: Earlier turns that it may build on.

    Raises:
        ClauseIndexError: If a clause to be quoted was changed since the index was built.
    """
    index = encoded.index
    if question.only_cited:
        return Found(hits_of(_cited(question, index).tolist(), question, index), None)
    if question.only_limits:
        return Found(hits_of(_listed(question, index, k), question, index), None)
    wordings = max(k, CANDIDATES)
    ranking = rank_in_conversation(question, earlier, encoded, wordings) if earlier else None
    ranking = ranking or rank(question, index, query or encode_query(question, encoded), wordings)
    rows, scores, coded = ranking.rows, ranking.scores, ranking.coded
    if not len(rows):
        return Found((), None)
    cited = np.concatenate([_cited(question, index), setting_up(question, index)])
    together = np.concatenate([cited, rows])
    clauses = dict(zip(together.tolist(), index.clauses_at(together.tolist()), strict=True))
    evidence = evidence_of(question, ranking, index)
    if len(cited):
        scores = np.concatenate([scores_of(cited, coded, index) + score_boosts(cited, question, index), scores])
    first = first_of_each(index.wordings_at(together))
    cited_wordings = int(np.count_nonzero(first < len(cited)))
    wants_best = bool(question.scope.filters.resolutions or question.years or question.defines)
    groups = group_alike([clauses[row].text for row in together[first].tolist()], k, apart=cited_wordings)
    of_groups = [
        dict(zip(together[first[group]].tolist(), scores[first[group]].tolist(), strict=True)) for group in groups
    ]
    leads = [
        _choose_quoted(members, question, index, best=n < cited_wordings or wants_best)
        for n, members in enumerate(of_groups)
    ]
    hits = []
    for hit, lead, members in zip(hits_of(leads, question, index), leads, of_groups, strict=True):
        alike, earliest = recurrences(lead, members, index)
        hits.append(replace(hit, score=max(members.values()), alike=alike, first=earliest))
    return Found(highlighted(hits, leads, coded, index, marked), evidence, ranking.continues, ranking.differs)


def _choose_quoted(members: Mapping[int, float], question: Question, index: ClauseIndex, *, best: bool) -> int:
    """Choose the clause to quote from a group of near-duplicates: the newest one that scores about as well as the best.

    Drafters quote the newest wording.

    Args:
        members: One row for each wording of the group, best first, with its score.
        question: Supplies the scope.
        index: The index that was searched.
        best: Whether to choose the best row, however old.
    """
    foremost = next(iter(members))
    if best:
        return foremost
    rows = {twin: member for member in members for twin in index.duplicates_of(member)}
    clauses = dict(zip(rows, index.clauses_at(rows), strict=True))
    places = adoption_order(list(clauses.values()))

    def fits(row: int) -> bool:
        member = rows[row]
        same_lead_in = clauses[row].lead_in == clauses[member].lead_in
        return same_lead_in and members[member] >= members[foremost] - _AS_GOOD and question.scope.allows(clauses[row])

    return max(filter(fits, rows), key=lambda row: (places[clauses[row].symbol], members[rows[row]]), default=foremost)


def evidence_of(question: Question, ranking: Ranking, index: ClauseIndex) -> Evidence:
    """Return the features that predict whether the ranked clauses answer a question."""
    foremost = index.clauses_at(ranking.rows[:FOREMOST].tolist())
    words = (clause.text_with_lead_in for clause in foremost)
    out_of_scope = out_of_scope_by_vector(ranking.vector, index.manifest.fingerprint)
    # Words in quotation marks tell which paragraphs are wanted, but not whether these answer.
    late = np.sort(ranking.scores - boosts_of_quotations(ranking.rows, question, index))[::-1]
    return gather_evidence(
        question.text, words, cosines=ranking.cosines, late=late, out_of_scope_by_vector=out_of_scope
    )


def _listed(question: Question, index: ClauseIndex, k: int) -> list[int]:
    """Return the rows of the first `k` clauses in scope; if resolutions are named, the operative part of each first.

    Compared resolutions take turns: the first clause of each, then the second of each, and so on.
    """
    limits = question.scope.filters
    if not limits.resolutions:
        return [int(row) for row in index.first_allowed(question.scope, k)]
    rows_of_each = [_of_resolution(one, question.scope, index, k) for one in limits.resolutions]
    rows = interleaved(rows_of_each) if question.shape.by_turns else chain.from_iterable(rows_of_each)
    return list(dict.fromkeys(rows))[:k]


def interleaved(lists: Iterable[Iterable[T]]) -> Iterator[T]:
    """Yield the first of each list, then the second of each, and so on.

    >>> list(interleaved([[1, 2, 3], [], [10]]))
    [1, 10, 2, 3]
    """
    return (one for some in zip_longest(*lists) for one in some if one is not None)


def _of_resolution(resolution: Citation, scope: Scope, index: ClauseIndex, k: int) -> list[int]:
    """Return the rows of the first clauses of a resolution, its operative part first."""
    rows: list[int] = []
    for kind in (ClauseKind.OPERATIVE, ClauseKind.PREAMBULAR, ClauseKind.ANNEX):
        if len(rows) < k and kind in (scope.filters.kinds or ClauseKind):
            part = replace(scope, filters=replace(scope.filters, resolutions=(resolution,), kinds=(kind,)))
            rows += index.first_allowed(part, k - len(rows)).tolist()
    return rows


def hits_of(rows: Sequence[int], question: Question, index: ClauseIndex) -> tuple[Hit, ...]:
    """Return clauses as hits, ranked in the given order, with score 0; see `_hit_of`."""
    ranked = enumerate(zip(rows, index.clauses_at(rows), strict=True), start=1)
    return tuple(_hit_of(row, clause, rank, question, index) for rank, (row, clause) in ranked)


def _cited(question: Question, index: ClauseIndex) -> Rows:
    """Return the rows of the cited paragraphs that the filters allow, each followed by its sub-paragraphs."""
    rows = list(dict.fromkeys(row for citation in question.cited for row in index.rows_of(citation).tolist()))
    return allowed_rows(rows, question.scope, index)


def _hit_of(row: int, clause: Clause, rank: int, question: Question, index: ClauseIndex) -> Hit:
    """Return a clause as a hit with score 0, with its allowed duplicates, sub-paragraphs and later versions."""
    same = index.clauses_at(twin for twin in index.duplicates_of(row) if twin != row)
    also = tuple(twin.id for twin in same if question.scope.allows(twin))
    later = later_versions(row, clause, index)
    return Hit(clause, rank, 0.0, also=also, parts=_parts(clause, index), later=later, citations=index.citations)


def _parts(clause: Clause, index: ClauseIndex) -> tuple[str, ...]:
    """Return the ids of the sub-paragraphs of a clause that ends in a colon; none for any other clause."""
    if clause.paragraph is None or not clause.text.endswith(":"):
        return ()
    named = index.rows_of(Citation(clause.symbol.number, clause.symbol.year, clause.paragraph))
    return tuple(part.id for part in index.clauses_at(named.tolist()) if part.id != clause.id)


def highlighted(
    hits: Sequence[Hit], rows: Sequence[int], coded: CodedQuery, index: ClauseIndex, marked: range | None
) -> tuple[Hit, ...]:
    """Add highlights to the hits at the positions `marked`, None for all; return all hits."""
    chosen = slice(None) if marked is None else slice(marked.start, marked.stop)
    found = highlight([hit.clause for hit in hits[chosen]], coded, index.tokens_at(rows[chosen]))
    done = list(hits)
    done[chosen] = [replace(hit, highlights=highlights) for hit, highlights in zip(hits[chosen], found, strict=True)]
    return tuple(done)
