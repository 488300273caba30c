"""Kept clauses: a row for each person and clause. Each function is one transaction, or runs inside of one."""

from __future__ import annotations

from sqlalchemy import Connection, and_, delete, func, select

from bot.collect.kept import Kept, key_of
from bot.slack.store.statements import insert
from bot.slack.store.store import Store
from bot.slack.store.tables import KEPT

KEPT_MOST = 500
"""Maximum number of clauses that one person may keep."""

_K = KEPT.c


def keep(store: Store, team: str, user: str, kept: Kept) -> bool:
    """Keep a clause for a person, or update its words; return False if the person keeps too many."""
    key = key_of(kept.clause)
    theirs = and_(_K.team == team, _K.user == user)
    others = select(func.count()).select_from(KEPT).where(theirs, _K.clause != key)
    row = {"team": team, "user": user, "clause": key, "record": kept.clause, "kept_at": kept.at}

    def write(connection: Connection) -> bool:
        if (connection.scalar(others) or 0) >= KEPT_MOST:
            return False
        new = insert(connection, KEPT).values(row)
        connection.execute(
            new.on_conflict_do_update(index_elements=["team", "user", "clause"], set_={"record": kept.clause})
        )
        return True

    return store.database.write(write)


def remove(store: Store, team: str, user: str, key: str) -> None:
    """Remove a clause, by its `key_of`, from those that a person keeps."""
    store.database.execute(delete(KEPT).where(_K.team == team, _K.user == user, _K.clause == key))


def kept_by(store: Store, team: str, user: str) -> list[Kept]:
    """Return the clauses that a person keeps, in the order in which they were picked."""
    theirs = select(_K.record, _K.kept_at).where(_K.team == team, _K.user == user).order_by(_K.kept_at, _K.clause)
    return [Kept(row.record, row.kept_at) for row in store.database.rows(theirs)]


def forget(connection: Connection, team: str, user: str) -> int:
    """Delete all clauses that a person keeps, inside a transaction; return their number."""
    return connection.execute(delete(KEPT).where(_K.team == team, _K.user == user)).rowcount
