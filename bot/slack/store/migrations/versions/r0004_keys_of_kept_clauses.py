"""Keys of kept clauses: a clause without a number is identified by its words, as its position may change."""

import hashlib
import re
import unicodedata
from collections.abc import Callable, Mapping
from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"

_WORD = re.compile(r"\w+")
_KEPT = sa.table("clausebot_kept", *map(sa.column, ("team", "user", "clause")), sa.column("record", sa.JSON()))


def upgrade() -> None:
    """Set the key of each row by `_key_of`; of a person's rows with the same key, one stays."""
    _rekey(_key_of)


def downgrade() -> None:
    """Set the key of each row to the id that its clause had when it was picked."""
    _rekey(lambda record: str(record["id"]))


def _key_of(record: Mapping[str, Any]) -> str:
    """Return the id of a clause or, for an unnumbered one, a hash of its words, as keys were made at this revision."""
    if record["paragraph"]:
        return str(record["id"])
    text = f"{record['lead_in']} {record['text']}".strip()
    words = _WORD.findall(unicodedata.normalize("NFKC", text).replace("\u00ad", "").casefold())
    return f"{record['symbol']}: {hashlib.sha256(' '.join(words).encode()).hexdigest()}"


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
