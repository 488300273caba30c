"""Kept clauses: a row for each person and clause. Each function runs inside a transaction of the store."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import Connection, and_, delete, func, select

from bot.collect.kept import Kept, key_of
from bot.slack.store.statements import insert
from bot.slack.store.tables import KEPT

_K = KEPT.c


def keep(connection: Connection, team: str, user: str, kept: Kept, most: int) -> bool:
    """Keep a clause for a person, or update its words; return False if the person keeps too many."""
    key = key_of(kept.clause)
    theirs = and_(_K.team == team, _K.user == user)
    others = select(func.count()).select_from(KEPT).where(theirs, _K.clause != key)
    if (connection.scalar(others) or 0) >= most:
        return False
    row = {"team": team, "user": user, "clause": key, "record": kept.clause, "kept_at": kept.at}
    new = insert(connection, KEPT).values(row)
    connection.execute(
        new.on_conflict_do_update(index_elements=["team", "user", "clause"], set_={"record": kept.clause})
    )
    return True


def remove(connection: Connection, team: str, user: str, key: str) -> None:
    """Remove a clause, by its `key_of`, from those that a person keeps."""
    connection.execute(delete(KEPT).where(_K.team == team, _K.user == user, _K.clause == key))


def kept_by(connection: Connection, team: str, user: str) -> Sequence[Kept]:
    """Return the clauses that a person keeps, in the order in which they were picked."""
    theirs = select(_K.record, _K.kept_at).where(_K.team == team, _K.user == user).order_by(_K.kept_at, _K.clause)
    return [Kept(*row) for row in connection.execute(theirs)]


def forget(connection: Connection, team: str, user: str) -> int:
    """Delete all clauses that a person keeps; return their number."""
    return connection.execute(delete(KEPT).where(_K.team == team, _K.user == user)).rowcount
