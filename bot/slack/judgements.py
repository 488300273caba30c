"""Judged requests from reactions to answers, in the form that `clausebot evaluate` and `model adapt` read.

What each reaction says, and no more:

* kept: whoever asked, or judged the answer, kept a paragraph of it within a day: it answers, grade 2;
* helpful: something that was shown helped, most likely the first paragraph: it is useful, grade 1, unless a paragraph
  was kept, which says better what helped, or somebody leafed on;
* not helpful: the paragraphs that were shown do not answer; what would, nobody said;
* helpful, of an answer that nothing was found: nothing answers.

Where people contradict each other on a paragraph, it is left out, unless somebody kept it.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable
from dataclasses import dataclass, field
from typing import Any

from bot.slack.store.reactions import Reaction
from bot.slack.threads import plain_words
from retrieval.asking.answer import CLOSE

KEPT, HELPFUL = 2, 1
"""Grades: a clause that answers, and one that is useful."""

_ID = re.compile(r"\b[UW][A-Z0-9]{8,20}\b")
"""An id of a person on Slack, outside of a mention."""


@dataclass(slots=True)
class _Judged:
    """All reactions to one question.

    Attributes:
        query: The question, as it was first typed.
        grades: Grade by clause id.
        wrong: Ids of clauses that were called not helpful.
        nothing: Whether somebody agreed that nothing answers.
    """

    query: str
    grades: dict[str, int] = field(default_factory=dict)
    wrong: set[str] = field(default_factory=set)
    nothing: bool = False


def judged_requests(reactions: Iterable[Reaction], known: Collection[str], generation: str) -> list[dict[str, Any]]:
    """Return a judged request for each question with reactions, in plain text without ids of users.

    Args:
        reactions: Of one workspace.
        known: Ids of clauses that may be named: those of the index. Others are left out.
        generation: The index's state that they come from: in another, the id of an unnumbered clause, which counts its
            place, may mean another one.
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
    """Add a reaction to those of its question; ``same`` tells whether its ids are of the current generation."""
    hits = [hit for hit in reaction.hits if "#" in hit and (same or "#unnumbered" not in hit)]
    kept = [hit for hit in hits if hit in reaction.kept]
    is_helpful = bool(reaction.verdicts) and all(reaction.verdicts)
    is_wrong = bool(reaction.verdicts) and not any(reaction.verdicts)
    were_shown = reaction.answered or reaction.misses or (reaction.confidence or 0) >= CLOSE
    for hit in kept:
        to.grades[hit] = KEPT
    if is_helpful and reaction.answered and reaction.page == 0 and not kept and hits[:1] == list(reaction.hits[:1]):
        for hit in hits[:1]:
            to.grades.setdefault(hit, HELPFUL)
    if is_wrong and were_shown:
        to.wrong.update(hit for hit in hits if hit not in kept)
    if is_helpful and not were_shown and not reaction.limited:
        to.nothing = True


def _record(judged: _Judged, known: Collection[str]) -> dict[str, Any] | None:
    """Return a judged request as JSON; None if nothing is known of it.

    Where paragraphs are only known to be wrong, it is not complete: others may answer.
    """
    sure = {hit: grade for hit, grade in judged.grades.items() if grade == KEPT or hit not in judged.wrong}
    wrong = judged.wrong - set(judged.grades)
    relevant = {hit: grade for hit, grade in sorted(sure.items()) if hit in known}
    seen = [*relevant, *sorted(wrong & set(known))]
    if not seen and not (judged.nothing and not judged.grades and not judged.wrong):
        return None
    pool = seen[0].partition("#")[0] if seen else ""
    record = {"query": judged.query, "relevant": relevant, "judged": seen, "pool": pool}
    return record if relevant or not seen else {**record, "complete": False}
