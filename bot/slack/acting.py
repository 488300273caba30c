"""The workspace in whose name Slack is called.

It is set where a payload is heard and where a question is taken up again, and goes along into every task that begins
there. So no call can be made with the token of another workspace than the one that asked.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar

_team: ContextVar[str] = ContextVar("team", default="")


@contextmanager
def acting_for(team: str) -> Iterator[None]:
    """Call Slack in the name of a workspace inside the block."""
    before = _team.set(team)
    try:
        yield
    finally:
        _team.reset(before)


def acting_team() -> str:
    """Return the workspace in whose name Slack is called now; "" for none."""
    return _team.get()
