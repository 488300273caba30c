"""Messages left without an answer, and silenced threads. Each function is one transaction, or runs inside of one."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from sqlalchemy import ColumnElement, Connection, and_, delete, func, select, true, update

from bot.slack.exchange import Exchange, LeftAlone, State
from bot.slack.store.retention import LEFT_FOR
from bot.slack.store.statements import insert
from bot.slack.store.store import Store
from bot.slack.store.tables import CHANNELS, DIGESTS, EXCHANGES, LEFT, SILENCED

_C, _L, _S = CHANNELS.c, LEFT.c, SILENCED.c


def leave(store: Store, exchange: Exchange, left: LeftAlone | None) -> None:
    """Delete an accepted message that did not ask the bot; save the record for the daily digest, if given."""
    asked = and_(EXCHANGES.c.id == exchange.id, EXCHANGES.c.state == State.ACCEPTED)  # and not withdrawn meanwhile
    record = replace(left, words="") if left and not store.keep_of(exchange.team) else left

    def write(connection: Connection) -> None:
        if connection.execute(delete(EXCHANGES).where(asked)).rowcount and record:
            user = exchange.asker if record.words else ""
            words = {"words": record.words, "said_at": record.said_at, "user": user}
            row = {"team": exchange.team, "channel": record.channel, "ts": record.ts, **words}
            connection.execute(insert(connection, LEFT).values(row).on_conflict_do_nothing())

    store.database.write(write)


def drop(store: Store, team: str, channel: str, ts: str) -> None:
    """Delete the record of a message, which was edited or deleted."""
    store.database.execute(delete(LEFT).where(_L.team == team, _L.channel == channel, _L.ts == ts))


def left(store: Store, team: str, user: str) -> list[LeftAlone]:
    """Return the messages left alone in the last day, newest first, in channels that a person set to answer all."""
    since = store.clock() - LEFT_FOR
    return store.database.read(lambda connection: left_for(connection, team, user, since))


def left_for(
    connection: Connection, team: str, user: str, since: datetime, until: datetime | None = None
) -> list[LeftAlone]:
    """Return the messages left alone, newest first, in channels that a person set to answer everything."""
    theirs = select(_C.channel).where(_C.team == team, _C.set_by == user, _C.everything, _C.set_by != "")
    inside = and_(_L.team == team, _L.channel.in_(theirs), _L.said_at > since, _L.said_at <= until if until else true())
    rows = select(_L.channel, _L.ts, _L.words, _L.said_at).where(inside).order_by(_L.said_at.desc(), _L.ts.desc())
    return [LeftAlone(*row) for row in connection.execute(rows)]


def silence(store: Store, team: str, channel: str, thread_ts: str) -> None:
    """Silence a thread: answer only messages that mention the bot, until `end_silence`."""
    row = {"team": team, "channel": channel, "thread_ts": thread_ts, "since": store.clock()}

    def write(connection: Connection) -> None:
        connection.execute(insert(connection, SILENCED).values(row).on_conflict_do_nothing())

    store.database.write(write)


def is_silenced(store: Store, team: str, channel: str, thread_ts: str) -> bool:
    """Return whether a thread is silenced."""
    silenced = select(func.count()).where(_thread(team, channel, thread_ts))
    return store.database.read(lambda connection: connection.scalar(silenced)) != 0


def end_silence(store: Store, team: str, channel: str, thread_ts: str) -> None:
    """End the silence of a thread."""
    store.database.execute(delete(SILENCED).where(_thread(team, channel, thread_ts)))


def forget(connection: Connection, team: str, user: str) -> int:
    """Delete a person's messages and digests, inside a transaction; return the number of messages."""
    connection.execute(update(CHANNELS).where(_C.team == team, _C.set_by == user).values(set_by=""))
    connection.execute(delete(DIGESTS).where(DIGESTS.c.team == team, DIGESTS.c.user == user))
    return connection.execute(delete(LEFT).where(_L.team == team, _L.user == user)).rowcount


def purge(connection: Connection, left: ColumnElement[bool], silenced: datetime) -> int:
    """Delete messages by a condition, and silences before a moment, inside a transaction; return how many messages."""
    connection.execute(delete(SILENCED).where(_S.since <= silenced))
    return connection.execute(delete(LEFT).where(left)).rowcount


def _thread(team: str, channel: str, thread_ts: str) -> ColumnElement[bool]:
    return and_(_S.team == team, _S.channel == channel, _S.thread_ts == thread_ts)
