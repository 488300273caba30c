"""Database access of the Slack app: memory across restarts and replicas, and its retention.

Each method is one short transaction. Of several replicas on one database, one accepts a question, and one at a time
holds the lease to answer it.

Words are a question, who asked it, what it was limited to and what it found: everything that says what a person wanted
to know. They leave when their time is over, when the question is withdrawn and when the person is forgotten; the row
stays, without them, so that a message is not answered again. What has left is not let in again, either: a process that
still has the words in memory may save the exchange, and they are dropped. What people keep on purpose stays until they
remove it or are forgotten.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, fields, replace
from datetime import UTC, datetime, timedelta
from functools import partial
from typing import Any, Concatenate, ParamSpec, Self, TypeVar

from sqlalchemy import ColumnElement, Connection, Table, and_, case, delete, func, or_, select, update
from sqlalchemy.dialects import postgresql, sqlite

from bot.collect.kept import Kept
from bot.slack.exchange import (
    LOOKING_FOR_LANGUAGE,
    ChannelSettings,
    Exchange,
    Feedback,
    LeftAlone,
    Origin,
    State,
    Workspace,
)
from bot.slack.store import kept as shelf
from bot.slack.store import left as quiet
from bot.slack.store import workspaces
from bot.slack.store.database import LOST, Database
from bot.slack.store.errors import Duplicate
from bot.slack.store.tables import CHANNELS, EVENTS, EXCHANGES, FEEDBACK, LEFT, STATES
from retrieval.clauses.filters import NO_LIMITS

LEASE = timedelta(seconds=30)
"""Duration of a lease on an exchange, unless its owner renews it."""

PATIENCE = timedelta(seconds=1)
"""Maximum wait for a free connection, and for a lock, each: Slack waits for three seconds."""

KEPT_MOST = 500
"""Clauses that one person may keep."""

_REDELIVERED = timedelta(days=7)
"""Retention of the ids of events; Slack delivers one again for a day at most."""

_ABANDONED = timedelta(days=1)
"""After this time nobody answers a question any more, and its words may leave."""

LEFT_FOR = timedelta(days=1)
"""Time for which a message that was left alone is told of."""

_SILENT = timedelta(days=90)
"""Time after which a thread is no longer silent, as nobody goes on there."""

_PROBE = "readyz"
"""The id, among those of events, that is written to see whether anything can be."""

_VERSION = "version "
"""Beginning of the ids, among those of events, of versions that ran here."""

_NO_WORDS: Mapping[str, Any] = {
    "asker": "",
    "question": "",
    "response_url": "",
    "given": (NO_LIMITS, NO_LIMITS),
    "symbols": (),
}

_X, _F = EXCHANGES.c, FEEDBACK.c
# The id of a clause stands as the question, and the channel's limits beside those given.
_COLUMNS = [field.name for field in fields(Exchange) if field.name not in ("clause_id", "standing")]
_EXCHANGE = [_X[name] for name in _COLUMNS]
_FEEDBACK = [
    func.coalesce(_F[field.name], "") if field.name == "user" else _F[field.name] for field in fields(Feedback)
]
P = ParamSpec("P")
T = TypeVar("T")
_INSERT: Mapping[str, Callable[[Table], sqlite.Insert | postgresql.Insert]] = {
    "sqlite": sqlite.insert,
    "postgresql": postgresql.insert,
}


@dataclass(frozen=True, slots=True)
class Store:
    """A database of the Slack app; any number of threads may use one.

    Every method raises StoreUnavailable when the database cannot be used, and DataRefused for a value it does not take.

    Attributes:
        database: Its connections.
        keep: How long words are kept, unless their workspace wants a shorter time; with 0 they leave as soon as the
            question is answered.
        clock: What time it is, with a time zone.
    """

    database: Database
    keep: timedelta
    clock: Callable[[], datetime]

    @classmethod
    def open(
        cls,
        url: str,
        *,
        keep: timedelta,
        clock: Callable[[], datetime] = lambda: datetime.now(UTC),
        patience: timedelta = PATIENCE,
    ) -> Self:
        """Open a database, after making its tables or bringing them up to date.

        Args:
            url: Of an SQLite file, which is made with its folders where it is missing, or a PostgreSQL database.
            keep: As in the class.
            clock: As in the class.
            patience: How long a free connection, and a lock, are waited for, each.

        Raises:
            SettingsError: If the URL cannot be used, or the database was written by a newer version.
            StoreUnavailable: If the database cannot be used now.
        """
        return cls(Database.open(url, patience=patience), keep, clock)

    def close(self) -> None:
        """Carry out what was begun, and close the connections."""
        self.database.close()

    async def run(self, method: Callable[Concatenate[Store, P], T], *args: P.args, **kwargs: P.kwargs) -> T:
        """Call a method in a worker thread, for the event loop; results come in the order of the calls."""
        return await self.database.run(partial(method, self, *args, **kwargs))

    def check(self) -> str:
        """Write something, and say what happened to the database since the last check; "" for nothing."""
        self._upsert(EVENTS, {"id": _PROBE, "seen_at": self.clock()}, key=["id"])
        return LOST.get(self.database.file.take_change(), "")

    def accept(self, exchange: Exchange, *, event_id: str, owner: str) -> bool:
        """Take a question on, and lease it to its owner, unless somebody has taken it on before.

        Args:
            exchange: The question. Its message tells it from others, too, where it has one.
            event_id: Slack's name for the delivery; "" where there is none.
            owner: The process that is going to answer.
        """
        lease = {"owner": owner, "leased_until": self.clock() + LEASE}

        def is_new(connection: Connection) -> bool:
            event = {"id": event_id, "team": exchange.team, "seen_at": self.clock()}
            if event_id and not self._is_new(connection, EVENTS, **event):
                return False
            return self._is_new(connection, EXCHANGES, **_row(exchange), **lease)

        return self.database.write(is_new)

    def seen(self, team: str, event_id: str) -> bool:
        """Note an event that asks nothing (an edit, a click), and say whether it was noted before."""
        event = {"id": event_id, "team": team, "seen_at": self.clock()}
        return not self.database.write(lambda connection: self._is_new(connection, EVENTS, **event))

    def extend(self, ids: Sequence[str], *, owner: str) -> set[str]:
        """Renew the leases of exchanges that wait, and return those of them that are still the owner's."""
        held = and_(_X.id.in_(ids), _X.owner == owner, _X.state == State.ACCEPTED)
        renewed = update(EXCHANGES).where(held).values(leased_until=self.clock() + LEASE).returning(_X.id)
        return self.database.write(lambda connection: set(connection.scalars(renewed)))

    def expired(self, *, owner: str) -> list[Exchange]:
        """Lease to a new owner, and return, what nobody answers any more; oldest first.

        That may be the same owner's: one that could not renew its leases in time.
        """
        left = and_(_X.state == State.ACCEPTED, _X.leased_until <= self.clock(), _X.asker != "")
        lease = {"owner": owner, "leased_until": self.clock() + LEASE}
        claimed = update(EXCHANGES).where(left).values(lease).returning(*_EXCHANGE)
        rows = self.database.write(lambda connection: connection.execute(claimed).all())
        return sorted(map(_exchange, rows), key=lambda exchange: exchange.asked_at)

    def attempts(self, exchange_id: str) -> int:
        """Return the number of unfinished attempts at a question; 0 once it has an answer."""
        return (
            self.database.read(
                lambda connection: connection.scalar(select(_X.attempts).where(_unanswered(exchange_id)))
            )
            or 0
        )

    def begin(self, exchange_id: str) -> None:
        """Count an attempt at a question."""
        self.database.execute(update(EXCHANGES).where(_unanswered(exchange_id)).values(attempts=_X.attempts + 1))

    def reset_attempts(self, exchange_id: str) -> None:
        """Reset the count of attempts at a question."""
        self.database.execute(update(EXCHANGES).where(_X.id == exchange_id).values(attempts=0))

    def save(self, exchange: Exchange) -> None:
        """Write an exchange as it is now, without its words if they are not kept.

        If another exchange was accepted for the same message meanwhile, that one stands, and this one is not written.
        """

        def write(connection: Connection) -> None:
            keeps = _keeps(exchange, workspaces.find(connection, exchange.team), self.keep, self.clock())
            row = _row(exchange) if keeps else {**_row(exchange), **_NO_WORDS}
            new = self._insert(EXCHANGES).values(**row, owner="", leased_until=self.clock() + LEASE)
            erased = _X.asker == ""
            changes = {
                name: case((erased, _X[name]), else_=new.excluded[name]) if name in _NO_WORDS else new.excluded[name]
                for name in row
            }
            connection.execute(new.on_conflict_do_update(index_elements=[_X.id], set_=changes))

        try:
            self.database.write(write)
        except Duplicate:
            return

    def get(self, exchange_id: str) -> Exchange | None:
        """Return one exchange."""
        return self._one(_X.id == exchange_id)

    def by_question(self, team: str, channel: str, question_ts: str) -> Exchange | None:
        """Return the exchange that a message began."""
        return self._one(_X.team == team, _X.channel == channel, _X.question_ts == question_ts, _X.question_ts != "")

    def by_answer(self, team: str, channel: str, answer_ts: str) -> Exchange | None:
        """Return the exchange that a message of the bot's answers."""
        return self._one(_X.team == team, _X.channel == channel, _X.answer_ts == answer_ts, _X.answer_ts != "")

    def in_thread(self, team: str, channel: str, thread_ts: str) -> list[Exchange]:
        """Return what was asked in a thread and not withdrawn, oldest first; some may have no words any more."""
        inside = and_(_X.team == team, _X.channel == channel, _X.thread_ts == thread_ts, _X.state != State.WITHDRAWN)
        rows = self.database.rows(select(*_EXCHANGE).where(inside).order_by(_X.asked_at, _X.question_ts))
        return list(map(_exchange, rows))

    def recent(self, team: str, user: str, limit: int) -> list[Exchange]:
        """Return the last questions of a user, newest first, each once."""
        own = and_(_X.team == team, _X.asker == user, _X.question != "")

        def last(connection: Connection) -> list[Exchange]:
            found: dict[str, Exchange] = {}
            for row in connection.execute(select(*_EXCHANGE).where(own).order_by(_X.asked_at.desc())):
                if len(found) == limit:
                    break
                exchange = _exchange(row)
                found.setdefault(exchange.subject, exchange)
            return list(found.values())

        return self.database.read(last)

    def unanswered(self, team: str, limit: int) -> list[Exchange]:
        """Return the last questions that nothing was found for, newest first, while their words are kept."""
        asked = and_(_X.question != "", _X.origin.not_in(LOOKING_FOR_LANGUAGE))
        failed = and_(_X.team == team, _X.state == State.ANSWERED, _X.answered.is_(False), asked)
        rows = self.database.rows(select(*_EXCHANGE).where(failed).order_by(_X.asked_at.desc()).limit(limit))
        return list(map(_exchange, rows))

    def add_feedback(self, feedback: Feedback) -> None:
        """Write a verdict; of several that a user gives on one exchange, the last counts."""
        row = {field.name: getattr(feedback, field.name) for field in fields(Feedback)}
        self._upsert(FEEDBACK, row, key=("exchange", "user"))

    def feedback(self, team: str, limit: int) -> list[tuple[Feedback, Exchange | None]]:
        """Return the last verdicts, newest first, and what each is on, where that was written.

        A verdict stays when its words leave: without the user, "", and the reason.
        """
        both = select(*_FEEDBACK, *_EXCHANGE).select_from(FEEDBACK.outerjoin(EXCHANGES, _X.id == _F.exchange))
        last = both.where(_F.team == team).order_by(_F.given_at.desc(), _F.id.desc()).limit(limit)
        split = len(_FEEDBACK)
        return [
            (Feedback(*row[:split]), _exchange(row[split:]) if row[split] is not None else None)
            for row in self.database.rows(last)
        ]

    def channel_settings(self, team: str, channel: str) -> ChannelSettings:
        """Return how a channel wants its answers; where nobody has said, as its workspace does."""
        columns = [CHANNELS.c[field.name] for field in fields(ChannelSettings)]
        own = select(*columns).where(CHANNELS.c.team == team, CHANNELS.c.channel == channel)

        def read(connection: Connection) -> ChannelSettings:
            if row := connection.execute(own).one_or_none():
                return ChannelSettings(*row)
            workspace = workspaces.find(connection, team)
            return ChannelSettings(workspace.given) if workspace else ChannelSettings()

        return self.database.read(read)

    def save_channel_settings(self, team: str, channel: str, settings: ChannelSettings) -> None:
        """Write how a channel wants its answers."""
        row = {field.name: getattr(settings, field.name) for field in fields(ChannelSettings)}
        self._upsert(CHANNELS, {"team": team, "channel": channel, **row}, key=("team", "channel"))

    def leave(self, exchange: Exchange, left: LeftAlone | None) -> None:
        """Delete a question that nobody asked the bot; note what is to be told of it, if anything is."""
        keeps = _retention(self.workspace(exchange.team), self.keep) != timedelta(0)
        told = left if keeps or not left else replace(left, words="")
        self.database.write(lambda connection: quiet.leave(connection, exchange, told))

    def drop_left(self, team: str, channel: str, ts: str) -> None:
        """Forget that a message was left alone."""
        self.database.write(lambda connection: quiet.drop(connection, team, channel, ts))

    def left(self, team: str, user: str) -> list[LeftAlone]:
        """Return what was left alone in the last day where a person had everything answered, newest first."""
        since = self.clock() - LEFT_FOR
        return self.database.read(lambda connection: quiet.left_for(connection, team, user, since))

    def silence(self, team: str, channel: str, thread_ts: str) -> None:
        """Answer nothing in a thread that nobody asked the bot, until `end_silence`."""
        self.database.write(lambda connection: quiet.silence(connection, team, channel, thread_ts, self.clock()))

    def is_silenced(self, team: str, channel: str, thread_ts: str) -> bool:
        """Say whether nothing unasked is answered in a thread."""
        return self.database.read(lambda connection: quiet.is_silenced(connection, team, channel, thread_ts))

    def end_silence(self, team: str, channel: str, thread_ts: str) -> None:
        """Answer in a thread again what nobody asked the bot."""
        self.database.write(lambda connection: quiet.end_silence(connection, team, channel, thread_ts))

    def keep_clause(self, team: str, user: str, kept: Kept) -> bool:
        """Keep a clause for somebody, or take its words of now; say whether there was room for it."""
        return self.database.write(lambda connection: shelf.keep(connection, team, user, kept, KEPT_MOST))

    def drop_clause(self, team: str, user: str, key: str) -> None:
        """Take a clause, by its `key_of`, out of what somebody keeps, if it is there."""
        self.database.write(lambda connection: shelf.remove(connection, team, user, key))

    def kept_clauses(self, team: str, user: str) -> list[Kept]:
        """Return what somebody keeps, in the order it was picked."""
        return list(self.database.read(lambda connection: shelf.kept_by(connection, team, user)))

    def workspace(self, team: str) -> Workspace | None:
        """Return a workspace; None if nothing is known of it."""
        return self.database.read(lambda connection: workspaces.find(connection, team))

    def workspaces(self) -> list[Workspace]:
        """Return every workspace that has a row anywhere, by its id."""
        return self.database.read(workspaces.find_all)

    def save_workspace(self, workspace: Workspace) -> None:
        """Write the settings of a workspace, whether or not it is known."""
        settings = ("given", "language", "keep_days")
        self.database.write(lambda connection: workspaces.save(connection, workspace, settings))

    def meet(self, workspace: Workspace) -> None:
        """Write what Slack says of a workspace; its settings stay."""
        self.database.write(lambda connection: workspaces.save(connection, workspace, ("enterprise", "name")))

    def counts(self) -> dict[str, tuple[int, int]]:
        """Return, by workspace, how many questions have words and how many clauses are kept."""
        return self.database.read(workspaces.counts)

    def keep_of(self, team: str) -> timedelta:
        """Return how long the words of a workspace are kept; with 0 not beyond the answer."""
        return _retention(self.workspace(team), self.keep)

    def runs_since(self, version: str) -> datetime | None:
        """Note that a version of the program runs; return since when, None if it is the first that ever ran here."""
        name = f"{_VERSION}{version}"
        ran = {"id": name, "team": "", "seen_at": self.clock()}
        versions = select(EVENTS.c.id, EVENTS.c.seen_at).where(EVENTS.c.id.startswith(_VERSION, autoescape=True))

        def note(connection: Connection) -> datetime | None:
            self._is_new(connection, EVENTS, **ran)
            seen: dict[str, datetime] = {name: at for name, at in connection.execute(versions)}  # noqa: C416
            return seen[name] if len(seen) > 1 else None

        return self.database.write(note)

    def erase_workspace(self, team: str) -> int:
        """Delete everything of a workspace, and return how many rows it were."""
        erased = self.database.write(lambda connection: workspaces.erase(connection, team))
        self._overwrite_log()
        return erased

    def forget(self, team: str, user: str) -> int:
        """Erase a person: their questions' words, their name and reasons on verdicts, mentions of them, what they keep.

        Returns:
            How many questions, verdicts, kept clauses and messages left alone were theirs.
        """

        def erase(connection: Connection) -> int:
            theirs = and_(_X.team == team, _X.asker == user), and_(_F.team == team, _F.user == user)
            erased = _erase(connection, *theirs) + shelf.forget(connection, team, user)
            erased += quiet.forget(connection, team, user)
            for words in (_X.question, _F.reason):
                mention = f"<@{user}"
                connection.execute(
                    update(words.table)
                    .where(words.table.c.team == team, words.contains(mention, autoescape=True))
                    .values({words: func.replace(words, mention, "<@")})
                )
            return erased

        erased = self.database.write(erase)
        self._overwrite_log()
        return erased

    def purge(self) -> int:
        """Erase the words whose time is over, now and then; return how many questions, verdicts and messages had any.

        SQLite's file does not hold them any more, either; PostgreSQL's until its next vacuum.
        """
        now = self.clock()
        over, abandoned = now - self.keep, now - _ABANDONED

        def erase(connection: Connection) -> int:
            own = {team: now - keep for team, keep in workspaces.retention(connection, self.keep).items()}
            late = {team: min(one, abandoned) for team, one in own.items()}
            done = and_(_X.state != State.ACCEPTED, _X.asked_at <= workspaces.moment(_X.team, _X.asked_at, own, over))
            left = _X.asked_at <= workspaces.moment(_X.team, _X.asked_at, late, min(over, abandoned))
            given = _F.given_at <= workspaces.moment(_F.team, _F.given_at, own, over)
            is_version = EVENTS.c.id.startswith(_VERSION, autoescape=True)
            connection.execute(delete(EVENTS).where(EVENTS.c.seen_at <= now - _REDELIVERED, ~is_version))
            connection.execute(delete(STATES).where(STATES.c.expire_at <= now.replace(tzinfo=None)))
            told = {team: max(one, now - LEFT_FOR) for team, one in own.items()}
            untold = LEFT.c.said_at <= workspaces.moment(LEFT.c.team, LEFT.c.said_at, told, max(over, now - LEFT_FOR))
            return _erase(connection, or_(done, left), given) + quiet.purge(connection, untold, now - _SILENT)

        erased = self.database.write(erase)
        self._overwrite_log()
        return erased

    def _overwrite_log(self) -> None:
        """Empty SQLite's write-ahead log, which holds what the file held before."""
        if self.database.engine.dialect.name == "sqlite":
            self.database.read(lambda connection: connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)").close())

    def _one(self, *conditions: ColumnElement[bool]) -> Exchange | None:
        rows = self.database.rows(select(*_EXCHANGE).where(*conditions).limit(1))
        return _exchange(rows[0]) if rows else None

    def _insert(self, table: Table) -> sqlite.Insert | postgresql.Insert:
        return _INSERT[self.database.engine.dialect.name](table)

    def _is_new(self, connection: Connection, table: Table, **row: Any) -> bool:
        """Insert a row unless it, or one that it duplicates, is there already."""
        new = self._insert(table).values(row).on_conflict_do_nothing().returning(table.c.id)
        return connection.scalar(new) is not None

    def _upsert(self, table: Table, row: Mapping[str, Any], *, key: Sequence[str]) -> None:
        new = self._insert(table).values(row)
        changes = {name: new.excluded[name] for name in row if name not in key}
        self.database.execute(new.on_conflict_do_update(index_elements=key, set_=changes))


def _unanswered(exchange_id: str) -> ColumnElement[bool]:
    return and_(_X.id == exchange_id, _X.state == State.ACCEPTED)


def _row(exchange: Exchange) -> dict[str, Any]:
    columns = {name: getattr(exchange, name) for name in _COLUMNS}
    return {**columns, "question": exchange.subject, "given": (exchange.given, exchange.standing)}


def _exchange(row: Sequence[Any]) -> Exchange:
    columns = dict(zip(_COLUMNS, row, strict=True))
    given, standing = columns.pop("given")
    exchange = Exchange(**columns, given=given, standing=standing)
    is_paragraph = exchange.origin is Origin.ELSEWHERE
    return replace(exchange, question="", clause_id=exchange.question) if is_paragraph else exchange


def _retention(workspace: Workspace | None, keep: timedelta) -> timedelta:
    """Return how long words are kept: a workspace may want a shorter time than the bot's, no longer one."""
    days = workspace.keep_days if workspace else None
    return keep if days is None else min(timedelta(days=days), keep)


def _keeps(exchange: Exchange, workspace: Workspace | None, keep: timedelta, now: datetime) -> bool:
    """Say whether the words of an exchange are still needed, or still allowed."""
    if exchange.state is not State.ANSWERED:
        return exchange.state is State.ACCEPTED
    keep = _retention(workspace, keep)
    # A question is asked at Slack's time, which may be ahead of ours: 0 is 0 even so.
    return keep != timedelta(0) and exchange.asked_at > now - keep


def _erase(connection: Connection, exchanges: ColumnElement[bool], verdicts: ColumnElement[bool]) -> int:
    """Take the words out of what the conditions select, and return how many rows had any."""
    questions = connection.execute(update(EXCHANGES).where(exchanges, _X.asker != "").values(_NO_WORDS))
    reasons = connection.execute(update(FEEDBACK).where(verdicts, _F.user.is_not(None)).values(user=None, reason=""))
    return questions.rowcount + reasons.rowcount
