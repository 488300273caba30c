"""Keys of kept clauses: a clause without a number is identified by its words, as its position may change."""

from collections.abc import Callable, Mapping
from typing import Any

import sqlalchemy as sa
from alembic import op

from bot.collect.kept import key_of
from retrieval.clauses.clause import clause_from_record

revision = "0004"
down_revision = "0003"

_KEPT = sa.table("clausebot_kept", *map(sa.column, ("team", "user", "clause")), sa.column("record", sa.JSON()))


def upgrade() -> None:
    """Set the key of each row by `key_of`; of a person's rows with the same key, one stays."""
    _rekey(lambda record: key_of(clause_from_record(record)))


def downgrade() -> None:
    """Set the key of each row to the id that its clause had when it was picked."""
    _rekey(lambda record: str(record["id"]))


def _rekey(key: Callable[[Mapping[str, Any]], str]) -> None:
    connection, c = op.get_bind(), _KEPT.c
    for row in connection.execute(sa.select(_KEPT)).all():
        to = key(row.record)
        theirs = sa.and_(c.team == row.team, c.user == row.user)
        here = sa.and_(theirs, c.clause == row.clause)
        if to == row.clause:
            continue
        if connection.scalar(sa.select(sa.func.count()).where(theirs, c.clause == to)):
            connection.execute(_KEPT.delete().where(here))
        else:
            connection.execute(_KEPT.update().where(here).values(clause=to))
