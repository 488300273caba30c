"""Judged requests from reactions to answers, in the form that `clausebot evaluate` and `model adapt` read.

Each reaction is taken as evidence on paragraphs:

* Kept: the asker, or a person who judged the answer, kept a paragraph of it within a day. It answers: grade 2.
* Helpful: the first paragraph most likely helped. It is useful: grade 1. This does not count if a paragraph was kept,
  which is better evidence, or if another page was opened.
* Not helpful: the paragraphs that were shown do not answer; others may.
* Helpful, for an answer that nothing was found: no paragraph answers.

A paragraph with contradictory verdicts is left out, unless somebody kept it.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable
from dataclasses import dataclass, field
from typing import Any

from bot.slack.exchange import were_shown
from bot.slack.store.reactions import Reaction
from bot.slack.threads import plain_words

KEPT, HELPFUL = 2, 1
"""Grades: a clause that answers, and one that is useful."""

_ID = re.compile(r"\b[UW][A-Z0-9]{8,20}\b")
"""Slack user id in the text, outside of a mention."""


@dataclass(slots=True)
class _Judged:
    """All reactions to one question.

    Attributes:
        query: The question, as typed the first time.
        grades: Grade by clause id.
        wrong: Ids of clauses in answers that were not helpful.
        nothing: Whether a person agreed that nothing answers.
    """

    query: str
    grades: dict[str, int] = field(default_factory=dict)
    wrong: set[str] = field(default_factory=set)
    nothing: bool = False


def judged_requests(reactions: Iterable[Reaction], known: Collection[str], generation: str) -> list[dict[str, Any]]:
    """Return a judged request for each question with reactions, in plain text without ids of users.

    Args:
        reactions: Reactions of one workspace.
        known: Ids of the clauses of the index; other clauses are left out.
        generation: Generation of that index. The id of an unnumbered clause is its position, which may be that of
            another clause in another generation. So such ids of other generations are left out.
    """
    found: dict[str, _Judged] = {}
    for one in reactions:
        query = _query(one.question)
        if query:
            _add(one, found.setdefault(query.casefold(), _Judged(query)), same=one.generation == generation)
    return [record for judged in found.values() if (record := _record(judged, known))]


def _query(question: str) -> str:
    return " ".join(_ID.sub("", plain_words(question)).split())


def _add(reaction: Reaction, to: _Judged, *, same: bool) -> None:
    """Add a reaction to those of its question; ``same`` says whether its ids are of the current generation."""
    hits = [hit for hit in reaction.hits if same or "#unnumbered" not in hit]
    kept = [hit for hit in hits if hit in reaction.kept]
    is_helpful = bool(reaction.verdicts) and all(reaction.verdicts)
    is_wrong = bool(reaction.verdicts) and not any(reaction.verdicts)
    shows = were_shown(answered=reaction.answered, confidence=reaction.confidence, misses=reaction.misses)
    for hit in kept:
        to.grades[hit] = KEPT
    if is_helpful and reaction.answered and reaction.page == 0 and not kept:
        for hit in reaction.hits[:1]:
            if hit in hits:
                to.grades.setdefault(hit, HELPFUL)
    if is_wrong and shows:
        to.wrong.update(hit for hit in hits if hit not in kept)
    if is_helpful and not shows and not reaction.limited:
        to.nothing = True


def _record(judged: _Judged, known: Collection[str]) -> dict[str, Any] | None:
    """Return a judged request as JSON; None if nothing is known about it.

    It is not complete if paragraphs are only known to be wrong, as others may answer.
    """
    undisputed = {hit: grade for hit, grade in judged.grades.items() if grade == KEPT or hit not in judged.wrong}
    wrong = judged.wrong - set(judged.grades)
    relevant = {hit: grade for hit, grade in sorted(undisputed.items()) if hit in known}
    seen = [*relevant, *sorted(wrong & set(known))]
    nothing_answers = judged.nothing and not judged.grades and not judged.wrong
    if not seen and not nothing_answers:
        return None
    pool = seen[0].partition("#")[0] if seen else ""
    record = {"query": judged.query, "relevant": relevant, "judged": seen, "pool": pool}
    return record if relevant or not seen else {**record, "complete": False}
