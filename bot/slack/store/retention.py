"""Retention time of the words of questions."""

from __future__ import annotations

from datetime import datetime, timedelta

from bot.slack.exchange import Exchange, State, Workspace

LEFT_FOR = timedelta(days=1)
"""Time for which a message without an answer is listed in daily digests."""

VERSION = "version "
"""Prefix of ids in the table of events that record a version of the program."""


def retention_of(workspace: Workspace | None, keep: timedelta) -> timedelta:
    """Return how long words are kept: the time that a workspace sets, if it is shorter than the bot's."""
    days = workspace.keep_days if workspace else None
    return keep if days is None else min(timedelta(days=days), keep)


def keeps(exchange: Exchange, workspace: Workspace | None, keep: timedelta, now: datetime) -> bool:
    """Return whether the words of an exchange are kept: until it is answered, and then for the retention time."""
    if exchange.state in (State.ACCEPTED, State.WITHDRAWN):
        return exchange.state is State.ACCEPTED
    keep = retention_of(workspace, keep)
    # 0 keeps nothing, even if the time of the question, which is Slack's, is ahead of ours.
    return keep != timedelta(0) and exchange.asked_at > now - keep
