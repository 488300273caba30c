"""Workspaces in the database: their settings, their retention, and the rows that belong to each."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import fields
from datetime import datetime, timedelta

from sqlalchemy import ColumnElement, Connection, case, delete, func, literal, select, union

from bot.slack.exchange import Workspace
from bot.slack.store.rows import IS_ERASED
from bot.slack.store.statements import insert
from bot.slack.store.tables import (
    ALIVE,
    CHANNELS,
    DIGESTS,
    EVENTS,
    EXCHANGES,
    FEEDBACK,
    KEPT,
    LEFT,
    SILENCED,
    WORKSPACES,
)

_W = WORKSPACES.c
_COLUMNS = [_W[field.name] for field in fields(Workspace)]
_OWNED = (EXCHANGES, FEEDBACK, CHANNELS, KEPT, EVENTS, LEFT, DIGESTS, SILENCED, ALIVE, WORKSPACES)
"""Tables whose rows belong to a workspace."""


def find(connection: Connection, team: str) -> Workspace | None:
    """Return a workspace; None if nothing is known of it."""
    row = connection.execute(select(*_COLUMNS).where(_W.team == team)).one_or_none()
    return Workspace(*row) if row else None


def find_all(connection: Connection) -> list[Workspace]:
    """Return every workspace that has a row in any table, sorted by id."""
    known = {row.team: Workspace(*row) for row in connection.execute(select(*_COLUMNS))}
    teams = union(*(select(table.c.team).where(table.c.team != "") for table in _OWNED))
    return [known.get(team, Workspace(team)) for team in sorted(connection.scalars(teams))]


def save(connection: Connection, workspace: Workspace, names: Sequence[str]) -> None:
    """Insert a workspace, or update the named fields of an existing one."""
    row = {field.name: getattr(workspace, field.name) for field in fields(Workspace)}
    new = insert(connection, WORKSPACES).values(row)
    changes = {name: new.excluded[name] for name in names}
    connection.execute(new.on_conflict_do_update(index_elements=["team"], set_=changes))


def erase(connection: Connection, team: str) -> int:
    """Delete all rows of a workspace; return their number."""
    return sum(connection.execute(delete(table).where(table.c.team == team)).rowcount for table in _OWNED)


def counts(connection: Connection) -> dict[str, tuple[int, int]]:
    """Return, by workspace, the number of questions with words, and of kept clauses."""
    asked = select(EXCHANGES.c.team, func.count()).where(~IS_ERASED).group_by(EXCHANGES.c.team)
    kept = select(KEPT.c.team, func.count()).group_by(KEPT.c.team)
    questions: dict[str, int] = {team: number for team, number in connection.execute(asked)}  # noqa: C416 - typed rows
    clauses: dict[str, int] = {team: number for team, number in connection.execute(kept)}  # noqa: C416 - as above
    return {team: (questions.get(team, 0), clauses.get(team, 0)) for team in {*questions, *clauses}}


def retention(connection: Connection, keep: timedelta) -> Mapping[str, timedelta]:
    """Return the retention time of each workspace that sets one."""
    own = select(_W.team, _W.keep_days).where(_W.keep_days.is_not(None))
    return {team: min(timedelta(days=days), keep) for team, days in connection.execute(own)}


def moment(
    team: ColumnElement[str], at: ColumnElement[datetime], own: Mapping[str, datetime], otherwise: datetime
) -> ColumnElement[datetime]:
    """Return an SQL expression for a moment that depends on the workspace of a row.

    Args:
        team: Column of the workspace.
        at: Column of times, for the type of the expression.
        own: Moments by workspace.
        otherwise: Moment of all other workspaces.
    """
    if not own:
        return literal(otherwise, at.type)
    return case({key: literal(one, at.type) for key, one in own.items()}, value=team, else_=literal(otherwise, at.type))
