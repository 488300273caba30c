"""Reactions to answers, as training data: verdicts, and clauses kept soon after a question; erased ones are not read.

A reaction is read only within the current retention time of its workspace, even if the bot has not run since to erase
the words of its question.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import ColumnElement, Connection, and_, exists, select

from bot.slack.exchange import LOOKING_FOR_LANGUAGE, State
from bot.slack.store.rows import IS_ANSWERED, IS_ERASED
from bot.slack.store.store import Store
from bot.slack.store.tables import EXCHANGES, FEEDBACK, KEPT
from retrieval.asking.answer import QUOTED
from retrieval.clauses.filters import describe

KEPT_WITHIN = timedelta(days=1)
"""Time after a question in which a clause that its answer quotes counts as kept because of it."""

_X, _F, _K = EXCHANGES.c, FEEDBACK.c, KEPT.c


@dataclass(frozen=True, slots=True)
class Reaction:
    """Reactions to one answer, anonymous.

    Attributes:
        question: As typed.
        hits: Ids of the first hits; of the first near misses if nothing was found.
        answered: Whether something was found.
        confidence: As in `retrieval.asking.answer.Answer`.
        generation: Generation of the index that the hits come from.
        page: Page of hits that was shown last, counted from 0.
        misses: Whether the near misses were asked for.
        limited: Whether the question was limited by buttons or by the channel's settings.
        verdicts: Verdict of each person who gave one: whether the answer was helpful.
        kept: Hits that the asker, or a person who judged the answer, kept within `KEPT_WITHIN`.
    """

    question: str
    hits: tuple[str, ...]
    answered: bool
    confidence: float | None
    generation: str
    page: int
    misses: bool
    limited: bool
    verdicts: tuple[bool, ...]
    kept: tuple[str, ...]


def reactions(store: Store, team: str) -> list[Reaction]:
    """Return the reactions to questions of a workspace that stand on their own, oldest first.

    A question with another before it in its thread is left out: its words alone may not say what was asked.
    """
    since = store.clock() - store.keep_of(team)
    return store.database.read(lambda connection: _read(connection, team, since))


def _read(connection: Connection, team: str, since: datetime) -> list[Reaction]:
    verdicts, kept = _verdicts(connection, team, since), _kept(connection, team)
    asked = and_(_X.team == team, _X.origin.not_in(LOOKING_FOR_LANGUAGE), _X.asked_at > since)
    answered = and_(asked, IS_ANSWERED, ~IS_ERASED)
    found = []
    for row in connection.execute(select(EXCHANGES).where(answered, ~_is_preceded()).order_by(_X.asked_at, _X.id)):
        judges, hits = verdicts[row.id], row.shown_ids[:QUOTED]
        picked = _picked(kept, {row.asker, *judges}, row.asked_at)
        reaction = Reaction(
            question=row.question,
            hits=hits,
            answered=row.answered,
            confidence=row.confidence,
            generation=row.generation,
            page=row.page,
            misses=row.misses,
            limited=any(map(describe, row.given)),
            verdicts=tuple(judges.values()),
            kept=tuple(hit for hit in hits if hit in picked),
        )
        if reaction.verdicts or reaction.kept:
            found.append(reaction)
    return found


def _verdicts(connection: Connection, team: str, since: datetime) -> Mapping[str, Mapping[str, bool]]:
    """Return, by exchange and person, whether an answer was helpful; of people who were not erased."""
    found: dict[str, dict[str, bool]] = defaultdict(dict)
    given = and_(_F.team == team, _F.user.is_not(None), _F.given_at > since)
    for row in connection.execute(select(_F.exchange, _F.user, _F.helpful).where(given)):
        found[row.exchange][row.user] = row.helpful
    return found


def _kept(connection: Connection, team: str) -> Mapping[str, Mapping[str, datetime]]:
    """Return, by person and clause id, when a clause was kept."""
    found: dict[str, dict[str, datetime]] = defaultdict(dict)
    for row in connection.execute(select(_K.user, _K.record, _K.kept_at).where(_K.team == team)):
        found[row.user][row.record.id] = row.kept_at
    return found


def _picked(kept: Mapping[str, Mapping[str, datetime]], people: Iterable[str], asked_at: datetime) -> set[str]:
    """Return the ids of clauses that some people kept soon after a question."""
    until = asked_at + KEPT_WITHIN
    return {clause for person in people for clause, at in kept[person].items() if asked_at <= at <= until}


def _is_preceded() -> ColumnElement[bool]:
    """Return the condition that another question comes before an exchange in its thread."""
    before = EXCHANGES.alias()
    same_thread = and_(*(before.c[name] == _X[name] for name in ("team", "channel", "thread_ts")), _X.thread_ts != "")
    is_earlier = and_(before.c.id != _X.id, before.c.asked_at <= _X.asked_at, before.c.state != State.WITHDRAWN)
    return exists().where(same_thread, is_earlier)
