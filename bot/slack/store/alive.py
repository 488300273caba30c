"""Connection to each workspace, and leases of look-backs after a gap; each function is one transaction."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import datetime, timedelta

from sqlalchemy import ColumnElement, Connection, and_, case, null, or_, select, update

from bot.slack.exchange import Alive, Missed, State
from bot.slack.store.statements import insert
from bot.slack.store.store import Store
from bot.slack.store.tables import ALIVE, EXCHANGES

GAP = timedelta(seconds=90)
"""Time without a connection after which messages may be missed; Slack redelivers sooner than that."""

LOOKING = timedelta(minutes=5)
"""Duration of the lease to look back in a workspace, unless renewed; longer than the pause between two pages."""

_A, _X = ALIVE.c, EXCHANGES.c
_FREE = {"looker": "", "looking_until": null()}


def beat(store: Store, teams: Sequence[str]) -> None:
    """Record that workspaces are connected now; after a gap, also the time since when messages may be missed.

    A look-back in progress has to begin again, as it has not read the new gap.
    """
    now = store.clock()
    had_gap = _A.heard_at < now - GAP
    heard = {
        "missed_since": case((and_(had_gap, _A.missed_since.is_(None)), _A.heard_at), else_=_A.missed_since),
        "looker": case((had_gap, ""), else_=_A.looker),
        "looking_until": case((had_gap, null()), else_=_A.looking_until),
        "heard_at": now,
    }

    def note(connection: Connection) -> None:
        known = set(connection.scalars(update(ALIVE).where(_A.team.in_(teams)).values(heard).returning(_A.team)))
        if new := [{"team": team, "heard_at": now} for team in teams if team not in known]:
            connection.execute(insert(connection, ALIVE).values(new).on_conflict_do_nothing())

    store.database.write(note)


def claim(store: Store, teams: Collection[str], owner: str) -> list[Missed]:
    """Lease and return the workspaces with a gap in which no process looks back."""
    now = store.clock()
    free = or_(_A.looking_until.is_(None), _A.looking_until <= now)
    missed = and_(_A.team.in_(teams), _A.missed_since.is_not(None), free)
    lease = {"looker": owner, "looking_until": now + LOOKING}
    claimed = update(ALIVE).where(missed).values(lease).returning(_A.team, _A.missed_since)
    rows = store.database.write(lambda connection: connection.execute(claimed).all())
    return [Missed(row.team, row.missed_since) for row in rows]


def extend(store: Store, team: str, owner: str) -> bool:
    """Renew the lease to look back in a workspace; return whether the owner still held it."""
    lease = {"looking_until": store.clock() + LOOKING}
    renewed = update(ALIVE).where(_held(team, owner)).values(lease).returning(_A.team)
    return store.database.write(lambda connection: connection.scalar(renewed)) is not None


def done(store: Store, team: str, owner: str, lacks: str) -> None:
    """Record the end of a look-back, and the scopes whose lack prevented a part of it."""
    store.database.execute(update(ALIVE).where(_held(team, owner)).values(missed_since=null(), lacks=lacks, **_FREE))


def find_all(store: Store) -> dict[str, Alive]:
    """Return the state of the connection to each workspace."""
    rows = store.database.rows(select(_A.team, _A.heard_at, _A.missed_since, _A.lacks))
    return {row.team: Alive(row.heard_at, row.missed_since, row.lacks) for row in rows}


def threads(store: Store, team: str, since: datetime) -> list[tuple[str, str]]:
    """Return the channels and threads of a workspace with public questions since a moment."""
    inside = and_(_X.team == team, _X.asked_at > since, _X.thread_ts != "", _X.state != State.WITHDRAWN, ~_X.private)
    rows = store.database.rows(select(_X.channel, _X.thread_ts).where(inside).distinct().order_by(_X.thread_ts))
    return [(row.channel, row.thread_ts) for row in rows]


def _held(team: str, owner: str) -> ColumnElement[bool]:
    return and_(_A.team == team, _A.looker == owner, _A.missed_since.is_not(None))
