"""Erasure: of expired words, of a person, and of a workspace; each function is one transaction."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta

from sqlalchemy import ColumnElement, Connection, and_, delete, func, or_, update

from bot.slack.exchange import State
from bot.slack.store import kept_clauses, left_alone, workspaces
from bot.slack.store.retention import LEFT_FOR, VERSION
from bot.slack.store.rows import IS_ERASED, NO_WORDS
from bot.slack.store.store import Store
from bot.slack.store.tables import EVENTS, EXCHANGES, FEEDBACK, LEFT, STATES

_REDELIVERED = timedelta(days=7)
"""Retention of the ids of events; Slack delivers one again for a day at most."""

_ABANDONED = timedelta(days=1)
"""Time after which a question is not answered any more, and its words may be erased."""

_SILENT = timedelta(days=90)
"""Time after which a thread is no longer silenced, as nobody goes on there."""

_X, _F = EXCHANGES.c, FEEDBACK.c


def forget(store: Store, team: str, user: str) -> int:
    """Erase a person: words of questions, name and reasons of verdicts, mentions, kept clauses, messages left alone.

    Returns:
        Number of their questions, verdicts, kept clauses and messages left alone.
    """
    theirs = and_(_X.team == team, _X.asker == user), and_(_F.team == team, _F.user == user)
    mention = f"<@{user}"

    def write(connection: Connection) -> int:
        erased = _erase(connection, *theirs) + kept_clauses.forget(connection, team, user)
        erased += left_alone.forget(connection, team, user)
        for words in (_X.question, _F.reason):
            connection.execute(
                update(words.table)
                .where(words.table.c.team == team, words.contains(mention, autoescape=True))
                .values({words: func.replace(words, mention, "<@")})
            )
        return erased

    return _written(store, write)


def purge(store: Store) -> int:
    """Erase expired words, events, states and silences; return the number of questions, verdicts and messages erased.

    They are also gone from SQLite's file; PostgreSQL's files hold them until its next vacuum.
    """
    return _written(store, lambda connection: _purge(connection, store.keep, store.clock()))


def erase_workspace(store: Store, team: str) -> int:
    """Delete everything of a workspace; return the number of rows."""
    return _written(store, lambda connection: workspaces.erase(connection, team))


def _purge(connection: Connection, keep: timedelta, now: datetime) -> int:
    # Moments before which words are expired: by default, and in workspaces with a retention of their own.
    oldest, ended = now - keep, now - _ABANDONED
    own = {team: now - kept_for for team, kept_for in workspaces.retention(connection, keep).items()}
    own_ended = {team: min(since, ended) for team, since in own.items()}
    own_told = {team: max(since, now - LEFT_FOR) for team, since in own.items()}
    expired = _X.asked_at <= workspaces.moment(_X.team, _X.asked_at, own, oldest)
    abandoned = _X.asked_at <= workspaces.moment(_X.team, _X.asked_at, own_ended, min(oldest, ended))
    verdicts = _F.given_at <= workspaces.moment(_F.team, _F.given_at, own, oldest)
    told = LEFT.c.said_at <= workspaces.moment(LEFT.c.team, LEFT.c.said_at, own_told, max(oldest, now - LEFT_FOR))
    is_version = EVENTS.c.id.startswith(VERSION, autoescape=True)
    connection.execute(delete(EVENTS).where(EVENTS.c.seen_at <= now - _REDELIVERED, ~is_version))
    connection.execute(delete(STATES).where(STATES.c.expire_at <= now.replace(tzinfo=None)))
    exchanges = or_(and_(_X.state != State.ACCEPTED, expired), abandoned)
    return _erase(connection, exchanges, verdicts) + left_alone.purge(connection, told, now - _SILENT)


def _written(store: Store, erase: Callable[[Connection], int]) -> int:
    """Erase in a transaction, and empty SQLite's write-ahead log, which still holds the erased data."""
    erased = store.database.write(erase)
    if store.database.engine.dialect.name == "sqlite":
        store.database.read(lambda connection: connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)").close())
    return erased


def _erase(connection: Connection, exchanges: ColumnElement[bool], verdicts: ColumnElement[bool]) -> int:
    """Erase the words of exchanges and of verdicts, by conditions; return the number of rows that had any."""
    questions = connection.execute(update(EXCHANGES).where(exchanges, ~IS_ERASED).values(NO_WORDS))
    reasons = connection.execute(update(FEEDBACK).where(verdicts, _F.user.is_not(None)).values(user=None, reason=""))
    return questions.rowcount + reasons.rowcount
