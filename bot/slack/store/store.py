"""Database of the Slack app: its memory across restarts and replicas.

Each method is one short transaction. Of several replicas on one database, one accepts a question, and one at a time
holds the lease to answer it.

The words of a question are its text, its asker, its limits and its hits. They are erased when their retention time is
over, when the question is withdrawn, and when the person is erased (`bot.slack.store.erasure`). The row stays without
words, so that a message is not answered twice. Erased words are not written again: a process that still has them in
memory may save the exchange, and they are dropped. Clauses that people keep stay until they remove them or are erased.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, fields
from datetime import UTC, datetime, timedelta
from functools import partial
from typing import Concatenate, ParamSpec, Self, TypeVar

from sqlalchemy import ColumnElement, Connection, and_, case, func, select, update

from bot.slack.exchange import (
    LOOKING_FOR_LANGUAGE,
    ChannelSettings,
    Exchange,
    Feedback,
    State,
    Workspace,
    erased,
)
from bot.slack.store import retention, workspaces
from bot.slack.store.database import Database
from bot.slack.store.errors import Duplicate
from bot.slack.store.file import LOST
from bot.slack.store.rows import COLUMNS, IS_ANSWERED, IS_ERASED, NO_WORDS, exchange_of, row_of
from bot.slack.store.statements import insert, insert_new, upsert
from bot.slack.store.tables import CHANNELS, EVENTS, EXCHANGES, FEEDBACK

LEASE = timedelta(seconds=30)
"""Duration of a lease on an exchange, unless its owner renews it."""

PATIENCE = timedelta(seconds=1)
"""Maximum wait for a free connection, and for a lock, each: Slack waits for three seconds."""

_PROBE = "readyz"
"""Id in the table of events that checks write."""

_X, _F = EXCHANGES.c, FEEDBACK.c
_FEEDBACK = [
    func.coalesce(_F[field.name], "") if field.name == "user" else _F[field.name] for field in fields(Feedback)
]
P = ParamSpec("P")
T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Store:
    """Database of the Slack app; thread-safe.

    Every method raises StoreUnavailable if the database cannot be used, and DataRefused for a value that it rejects.

    Attributes:
        database: Connections.
        keep: Retention time of words, unless their workspace sets a shorter one; with 0 they are erased as soon as
            the question is answered.
        clock: Returns the time, with a time zone.
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
        """Open a database, and create or migrate its tables.

        Args:
            url: URL of an SQLite file, which is created with its folders if it is missing, or of a PostgreSQL database.
            keep: As in the class.
            clock: As in the class.
            patience: Maximum wait for a free connection, and for a lock, each.

        Raises:
            SettingsError: If the URL cannot be used, or the database was written by a newer version.
            StoreUnavailable: If the database cannot be used now.
        """
        return cls(Database.open(url, patience=patience), keep, clock)

    def close(self) -> None:
        """Finish the work in progress, and close the connections."""
        self.database.close()

    async def run(self, method: Callable[Concatenate[Store, P], T], *args: P.args, **kwargs: P.kwargs) -> T:
        """Call a method in a worker thread, for the event loop; results come in the order of the calls."""
        return await self.database.run(partial(method, self, *args, **kwargs))

    def check(self) -> str:
        """Check that the database can be written; report that its file was lost since the last check, "" if not."""
        self.database.write(
            lambda connection: upsert(connection, EVENTS, {"id": _PROBE, "seen_at": self.clock()}, key=["id"])
        )
        return LOST.get(self.database.file.take_change(), "")

    def accept(self, exchange: Exchange, *, event_id: str, owner: str) -> bool:
        """Accept a question and lease it to its owner; return False if its event or its message was accepted before.

        Args:
            exchange: The question.
            event_id: Id of Slack's event; "" for none.
            owner: Id of the process that answers.
        """
        lease = {"owner": owner, "leased_until": self.clock() + LEASE}

        def is_new(connection: Connection) -> bool:
            event = {"id": event_id, "team": exchange.team, "seen_at": self.clock()}
            if event_id and not insert_new(connection, EVENTS, **event):
                return False
            return insert_new(connection, EXCHANGES, **row_of(exchange), **lease)

        return self.database.write(is_new)

    def seen(self, team: str, event_id: str) -> bool:
        """Record an event that is no question (an edit, a click); return whether it was recorded before."""
        event = {"id": event_id, "team": team, "seen_at": self.clock()}
        return not self.database.write(lambda connection: insert_new(connection, EVENTS, **event))

    def extend(self, ids: Sequence[str], *, owner: str) -> set[str]:
        """Renew the leases of exchanges in progress; return the ids that are still the owner's."""
        held = and_(_X.id.in_(ids), _X.owner == owner, _X.state == State.ACCEPTED)
        renewed = update(EXCHANGES).where(held).values(leased_until=self.clock() + LEASE).returning(_X.id)
        return self.database.write(lambda connection: set(connection.scalars(renewed)))

    def expired(self, *, owner: str) -> list[Exchange]:
        """Lease the exchanges whose lease ran out to a new owner, and return them, oldest first.

        The owner may be the same as before, if it did not renew its leases in time.
        """
        unowned = and_(_X.state == State.ACCEPTED, _X.leased_until <= self.clock(), ~IS_ERASED)
        lease = {"owner": owner, "leased_until": self.clock() + LEASE}
        claimed = update(EXCHANGES).where(unowned).values(lease).returning(*COLUMNS)
        rows = self.database.write(lambda connection: connection.execute(claimed).all())
        return sorted(map(exchange_of, rows), key=lambda exchange: exchange.asked_at)

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
        """Write an exchange, without its words if they are not kept.

        Nothing is written if another exchange was accepted for the same message meanwhile.
        """

        def write(connection: Connection) -> None:
            keeps = retention.keeps(exchange, workspaces.find(connection, exchange.team), self.keep, self.clock())
            row = row_of(exchange if keeps else erased(exchange))
            new = insert(connection, EXCHANGES).values(**row, owner="", leased_until=self.clock() + LEASE)
            changes = {
                name: case((IS_ERASED, _X[name]), else_=new.excluded[name]) if name in NO_WORDS else new.excluded[name]
                for name in row
            }
            connection.execute(new.on_conflict_do_update(index_elements=[_X.id], set_=changes))

        try:
            self.database.write(write)
        except Duplicate:
            return

    def get(self, exchange_id: str) -> Exchange | None:
        """Return the exchange of an id."""
        return self._one(_X.id == exchange_id)

    def by_question(self, team: str, channel: str, question_ts: str) -> Exchange | None:
        """Return the exchange whose question is a message."""
        return self._one(_X.team == team, _X.channel == channel, _X.question_ts == question_ts, _X.question_ts != "")

    def in_thread(self, team: str, channel: str, thread_ts: str) -> list[Exchange]:
        """Return the exchanges of a thread, oldest first, without withdrawn ones; the words of some may be erased."""
        inside = and_(_X.team == team, _X.channel == channel, _X.thread_ts == thread_ts, _X.state != State.WITHDRAWN)
        rows = self.database.rows(select(*COLUMNS).where(inside).order_by(_X.asked_at, _X.question_ts))
        return list(map(exchange_of, rows))

    def recent(self, team: str, user: str, limit: int) -> list[Exchange]:
        """Return the last questions of a user, newest first, without repetitions."""
        own = and_(_X.team == team, _X.asker == user)

        def last(connection: Connection) -> list[Exchange]:
            found: dict[str, Exchange] = {}
            for row in connection.execute(select(*COLUMNS).where(own).order_by(_X.asked_at.desc())):
                if len(found) == limit:
                    break
                exchange = exchange_of(row)
                found.setdefault(exchange.subject, exchange)
            return list(found.values())

        return self.database.read(last)

    def unanswered(self, team: str, limit: int) -> list[Exchange]:
        """Return the last questions without an answer, newest first, whose words are kept."""
        asked = and_(_X.team == team, _X.origin.not_in(LOOKING_FOR_LANGUAGE))
        nothing_found = and_(asked, IS_ANSWERED, ~_X.answered, ~IS_ERASED)
        rows = self.database.rows(select(*COLUMNS).where(nothing_found).order_by(_X.asked_at.desc()).limit(limit))
        return list(map(exchange_of, rows))

    def add_feedback(self, feedback: Feedback) -> None:
        """Write a verdict, in place of an earlier one of the same user on the same exchange."""
        row = {field.name: getattr(feedback, field.name) for field in fields(Feedback)}
        self.database.write(lambda connection: upsert(connection, FEEDBACK, row, key=("exchange", "user")))

    def feedback(self, team: str, limit: int) -> list[tuple[Feedback, Exchange | None]]:
        """Return the last verdicts, newest first, each with its exchange, if there is one.

        A verdict whose words are erased stays, with "" as the user and the reason.
        """
        both = select(*_FEEDBACK, *COLUMNS).select_from(FEEDBACK.outerjoin(EXCHANGES, _X.id == _F.exchange))
        last = both.where(_F.team == team).order_by(_F.given_at.desc(), _F.id.desc()).limit(limit)
        split = len(_FEEDBACK)
        return [
            (Feedback(*row[:split]), exchange_of(row[split:]) if row[split] is not None else None)
            for row in self.database.rows(last)
        ]

    def channel_settings(self, team: str, channel: str) -> ChannelSettings:
        """Return the settings of a channel; if it has none, those that follow from its workspace."""
        columns = [CHANNELS.c[field.name] for field in fields(ChannelSettings)]
        own = select(*columns).where(CHANNELS.c.team == team, CHANNELS.c.channel == channel)

        def read(connection: Connection) -> ChannelSettings:
            if row := connection.execute(own).one_or_none():
                return ChannelSettings(*row)
            workspace = workspaces.find(connection, team)
            return ChannelSettings(workspace.standing) if workspace else ChannelSettings()

        return self.database.read(read)

    def save_channel_settings(self, team: str, channel: str, settings: ChannelSettings) -> None:
        """Write the settings of a channel."""
        row = {field.name: getattr(settings, field.name) for field in fields(ChannelSettings)}
        self.database.write(
            lambda connection: upsert(
                connection, CHANNELS, {"team": team, "channel": channel, **row}, key=("team", "channel")
            )
        )

    def workspace(self, team: str) -> Workspace | None:
        """Return a workspace; None if nothing is known of it."""
        return self.database.read(lambda connection: workspaces.find(connection, team))

    def workspaces(self) -> list[Workspace]:
        """Return every workspace that has a row in any table, sorted by id."""
        return self.database.read(workspaces.find_all)

    def save_workspace(self, workspace: Workspace) -> None:
        """Write the settings of a workspace, whether or not it is known."""
        settings = ("standing", "language", "keep_days")
        self.database.write(lambda connection: workspaces.save(connection, workspace, settings))

    def meet(self, workspace: Workspace) -> None:
        """Write the name and the organisation of a workspace; its settings stay."""
        self.database.write(lambda connection: workspaces.save(connection, workspace, ("enterprise", "name")))

    def counts(self) -> dict[str, tuple[int, int]]:
        """Return, by workspace, the number of questions with words, and of kept clauses."""
        return self.database.read(workspaces.counts)

    def keep_of(self, team: str) -> timedelta:
        """Return the retention time of a workspace's words; with 0 they are not kept beyond the answer."""
        return retention.retention_of(self.workspace(team), self.keep)

    def runs_since(self, version: str) -> datetime | None:
        """Record that a version of the program runs; return since when, None if no other version ever ran here."""
        name = f"{retention.VERSION}{version}"
        ran = {"id": name, "team": "", "seen_at": self.clock()}
        versions = select(EVENTS.c.id, EVENTS.c.seen_at).where(
            EVENTS.c.id.startswith(retention.VERSION, autoescape=True)
        )

        def note(connection: Connection) -> datetime | None:
            insert_new(connection, EVENTS, **ran)
            seen: dict[str, datetime] = {name: at for name, at in connection.execute(versions)}  # noqa: C416
            return seen[name] if len(seen) > 1 else None

        return self.database.write(note)

    def _one(self, *conditions: ColumnElement[bool]) -> Exchange | None:
        rows = self.database.rows(select(*COLUMNS).where(*conditions).limit(1))
        return exchange_of(rows[0]) if rows else None


def _unanswered(exchange_id: str) -> ColumnElement[bool]:
    return and_(_X.id == exchange_id, _X.state == State.ACCEPTED)
