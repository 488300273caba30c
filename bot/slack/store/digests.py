"""Daily digests: which are due, their leases, and who turned them off; each function is one transaction."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace
from datetime import datetime, timedelta

from sqlalchemy import ColumnElement, Connection, and_, func, literal, null, or_, select, update

from bot.slack.exchange import Due, LeftAlone
from bot.slack.store.left_alone import left_for
from bot.slack.store.retention import LEFT_FOR
from bot.slack.store.statements import insert
from bot.slack.store.store import Store
from bot.slack.store.tables import CHANNELS, DIGESTS, LEFT

SENDING = timedelta(hours=1)
"""Duration of the lease to send a digest: longer than any wait that Slack asks for, as digests are not urgent."""

_C, _D, _L = CHANNELS.c, DIGESTS.c, LEFT.c


def claim(store: Store, teams: Collection[str], owner: str, until: datetime) -> list[Due]:
    """Lease and return the digests that are due and that no other process sends.

    Args:
        store: Database.
        teams: Workspaces that the bot serves.
        owner: Id of the process that sends them.
        until: End of the day of the digest.
    """
    oldest = until - LEFT_FOR
    told = func.coalesce(_D.told_until, literal(oldest, _D.told_until.type))
    untold = and_(_L.team.in_(teams), _L.said_at > oldest, _L.said_at > told, _L.said_at <= until)
    theirs = and_(_C.team == _L.team, _C.channel == _L.channel, _C.everything, _C.set_by != "")
    known = LEFT.join(CHANNELS, theirs).outerjoin(DIGESTS, and_(_D.team == _C.team, _D.user == _C.set_by))
    people = select(_C.team, _C.set_by).select_from(known).where(untold).distinct().order_by(_C.team, _C.set_by)

    def lease(connection: Connection) -> list[Due]:
        waiting = [Due(row.team, row.set_by, oldest, until) for row in connection.execute(people)]
        found = [_lease(store, connection, due, owner) for due in waiting]
        return [due for due in found if due]

    return store.database.write(lease)


def _lease(store: Store, connection: Connection, due: Due, owner: str) -> Due | None:
    """Lease the digest of a person, unless it was sent, is being sent, or is turned off."""
    now = store.clock()
    _ensure_row(connection, due.team, due.user)
    free = or_(_D.sending_until.is_(None), _D.sending_until <= now)
    untold = or_(_D.told_until.is_(None), _D.told_until < due.until)
    taken = {"sender": owner, "sending_until": now + SENDING, "attempts": _D.attempts + 1}
    leased = update(DIGESTS).where(_of(due.team, due.user), _D.wanted, free, untold).values(taken)
    row = connection.execute(leased.returning(_D.told_until, _D.attempts)).one_or_none()
    if row is None:
        return None
    return replace(due, since=max(row.told_until or due.since, due.since), again=row.attempts > 1)


def left(store: Store, due: Due) -> list[LeftAlone]:
    """Return the messages that a digest lists, newest first."""
    return store.database.read(lambda connection: left_for(connection, due.team, due.user, due.since, due.until))


def is_held(store: Store, due: Due, owner: str) -> bool:
    """Renew the lease to send a digest; return whether the owner still held it, and the digest is still wanted."""
    lease = {"sending_until": store.clock() + SENDING}
    renewed = update(DIGESTS).where(_held(due, owner), _D.wanted).values(lease).returning(_D.team)
    return store.database.write(lambda connection: connection.scalar(renewed)) is not None


def done(store: Store, due: Due, owner: str) -> None:
    """Record that a digest was sent or given up; its messages are not listed again."""
    told = {"told_until": due.until, "sender": "", "sending_until": null(), "attempts": 0}
    store.database.execute(update(DIGESTS).where(_held(due, owner)).values(told))


def turn(store: Store, team: str, user: str, *, on: bool) -> None:
    """Record whether a person wants daily digests."""

    def write(connection: Connection) -> None:
        _ensure_row(connection, team, user)
        connection.execute(update(DIGESTS).where(_of(team, user)).values(wanted=on))

    store.database.write(write)


def are_wanted(store: Store, team: str, user: str) -> bool:
    """Return whether a person wants daily digests; true unless recorded otherwise."""
    wanted = select(_D.wanted).where(_of(team, user))
    return store.database.read(lambda connection: connection.scalar(wanted)) is not False


def _ensure_row(connection: Connection, team: str, user: str) -> None:
    connection.execute(insert(connection, DIGESTS).values(team=team, user=user).on_conflict_do_nothing())


def _of(team: str, user: str) -> ColumnElement[bool]:
    return and_(_D.team == team, _D.user == user)


def _held(due: Due, owner: str) -> ColumnElement[bool]:
    return and_(_of(due.team, due.user), _D.sender == owner)
