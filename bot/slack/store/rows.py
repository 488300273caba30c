"""Rows of exchanges in the database, and the columns that hold words.

The column `question` holds the clause id of a search for other uses of a clause. The column `given` holds two sets of
limits: those of buttons, and those of the channel. Two values are written as earlier versions write and read them, as
their processes may use the same database: the origin CHANNEL as MENTION, with `unasked`; the state FAILED as ANSWERED,
with null in `answered`.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import fields, replace
from typing import Any

from sqlalchemy import and_

from bot.slack.exchange import Exchange, Origin, State
from bot.slack.store.tables import EXCHANGES
from retrieval.clauses.filters import NO_LIMITS

NO_WORDS: Mapping[str, Any] = {
    "asker": "",
    "question": "",
    "response_url": "",
    "given": (NO_LIMITS, NO_LIMITS),
    "shown_ids": (),
}
"""Values of the columns with words, once these are erased, as of a row of `erased`."""

IS_ERASED = EXCHANGES.c.asker == ""
"""Condition of rows whose words are erased."""

_NAMES = [field.name for field in fields(Exchange) if field.name not in ("clause_id", "standing")]
COLUMNS = [EXCHANGES.c[name] for name in _NAMES]
"""Columns that `exchange_of` reads."""

IS_ANSWERED = and_(EXCHANGES.c.state == State.ANSWERED, EXCHANGES.c.answered.is_not(None))
"""Condition of rows whose exchange is answered, rather than failed."""


def row_of(exchange: Exchange) -> dict[str, Any]:
    """Return the row of an exchange."""
    columns = {name: getattr(exchange, name) for name in _NAMES}
    return {
        **columns,
        "question": exchange.subject,
        "given": (exchange.given, exchange.standing),
        "origin": Origin.MENTION if exchange.origin is Origin.CHANNEL else exchange.origin,
        "state": State.ANSWERED if exchange.state is State.FAILED else exchange.state,
    }


def exchange_of(row: Sequence[Any]) -> Exchange:
    """Return the exchange of a row of `COLUMNS`."""
    columns = dict(zip(_NAMES, row, strict=True))
    given, standing = columns.pop("given")
    exchange = Exchange(**columns, given=given, standing=standing)
    if exchange.origin is Origin.ELSEWHERE:
        exchange = replace(exchange, question="", clause_id=exchange.question)
    if exchange.origin is Origin.MENTION and exchange.unasked:
        exchange = replace(exchange, origin=Origin.CHANNEL)
    if exchange.state is State.ANSWERED and exchange.answered is None:
        exchange = replace(exchange, state=State.FAILED)
    return exchange
