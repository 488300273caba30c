"""Rows of exchanges in the database, and the columns that hold words.

The column `question` holds the clause id of a search for other uses of a clause. The column `given` holds two sets of
limits: those of buttons, and those of the channel. The origin CHANNEL is written as MENTION, and told from it by the
column `unasked`: earlier versions know no other, and their processes may use the same database.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import fields, replace
from typing import Any

from bot.slack.exchange import Exchange, Origin
from bot.slack.store.tables import EXCHANGES
from retrieval.clauses.filters import NO_LIMITS

NO_WORDS: Mapping[str, Any] = {
    "asker": "",
    "question": "",
    "response_url": "",
    "given": (NO_LIMITS, NO_LIMITS),
    "first_hit_ids": (),
}
"""Values of the columns with words, once these are erased."""

_NAMES = [field.name for field in fields(Exchange) if field.name not in ("clause_id", "standing")]
COLUMNS = [EXCHANGES.c[name] for name in _NAMES]
"""Columns that `exchange_of` reads."""


def row_of(exchange: Exchange) -> dict[str, Any]:
    """Return the row of an exchange."""
    columns = {name: getattr(exchange, name) for name in _NAMES}
    origin = Origin.MENTION if exchange.origin is Origin.CHANNEL else exchange.origin
    limits = (exchange.given, exchange.standing)
    return {**columns, "question": exchange.subject, "given": limits, "origin": origin}


def exchange_of(row: Sequence[Any]) -> Exchange:
    """Return the exchange of a row of `COLUMNS`."""
    columns = dict(zip(_NAMES, row, strict=True))
    given, standing = columns.pop("given")
    exchange = Exchange(**columns, given=given, standing=standing)
    match exchange.origin:
        case Origin.ELSEWHERE:
            return replace(exchange, question="", clause_id=exchange.question)
        case Origin.MENTION if exchange.unasked:
            return replace(exchange, origin=Origin.CHANNEL)
    return exchange
