"""Context variable of the workspace whose token calls to Slack use.

It is set for each payload and for each question that is recovered, and every task started from there inherits it. So no
call is made with the token of another workspace than the one of the question.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar

_team: ContextVar[str] = ContextVar("team", default="")


@contextmanager
def acting_for(team: str) -> Iterator[None]:
    """Call Slack with the token of a workspace inside the block."""
    before = _team.set(team)
    try:
        yield
    finally:
        _team.reset(before)


def acting_team() -> str:
    """Return the workspace whose token calls to Slack use now; "" for none."""
    return _team.get()
