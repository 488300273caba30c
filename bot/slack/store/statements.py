"""SQL that SQLite and PostgreSQL share only through their own dialects of INSERT: insert unless there, or update."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import Connection, Table
from sqlalchemy.dialects import postgresql, sqlite


def insert(connection: Connection, table: Table) -> sqlite.Insert | postgresql.Insert:
    """Return an INSERT into a table that takes `on_conflict_…`, in the dialect of the database."""
    return sqlite.insert(table) if connection.dialect.name == "sqlite" else postgresql.insert(table)


def insert_new(connection: Connection, table: Table, **row: Any) -> bool:
    """Insert a row unless it violates a unique key; return whether it was inserted."""
    new = insert(connection, table).values(row).on_conflict_do_nothing().returning(table.c.id)
    return connection.scalar(new) is not None


def upsert(connection: Connection, table: Table, row: Mapping[str, Any], *, key: Sequence[str]) -> None:
    """Insert a row, or update the one with the same key."""
    new = insert(connection, table).values(row)
    changes = {name: new.excluded[name] for name in row if name not in key}
    connection.execute(new.on_conflict_do_update(index_elements=key, set_=changes))
