"""Context variable with the workspace whose token is used in calls to Slack.

It is set while a payload, a recovered question or a background job of one workspace is handled; tasks started meanwhile
inherit it. So no question is handled with the token of another workspace.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar

_team: ContextVar[str] = ContextVar("team", default="")


@contextmanager
def acting_for(team: str) -> Iterator[None]:
    """Use the token of a workspace for calls to Slack inside the block."""
    before = _team.set(team)
    try:
        yield
    finally:
        _team.reset(before)


def acting_team() -> str:
    """Return the workspace whose token is used now; "" for none."""
    return _team.get()
