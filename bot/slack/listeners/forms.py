"""Checks of a submitted form: its sender, its values, and contradictions between its limits."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, TypeVar

from bot.slack.listeners.incoming import Form
from bot.slack.listeners.outgoing import refuse
from bot.slack.payload import Malformed
from bot.slack.post import Poster
from bot.slack.views.actions import Opener
from bot.slack.views.channel_settings import contradictions

T = TypeVar("T")


async def opener_of(poster: Poster, form: Form) -> Opener | None:
    """Return the person who opened a form, if the same person submitted it; else tell the sender.

    Raises:
        Malformed: If the form does not name the person who opened it.
    """
    opener = form.opener
    if opener is None:
        raise Malformed("'private_metadata' does not name the user who opened the form")
    if (opener.team, opener.user) != (form.team, form.user):
        await refuse(poster, form, form=str(form.view.get("callback_id")))
        return None
    return opener


async def contradicted(form: Form) -> Mapping[str, Any]:
    """Return the acknowledgement with errors if the limits of a form contradict each other; else an empty one."""
    wrong = filled_in(contradictions, form.view, form.say)
    return {"response_action": "errors", "errors": wrong} if wrong else {}


def filled_in(read: Callable[..., T], *view: Any) -> T:
    """Return the values of a form.

    Raises:
        Malformed: If they do not match its fields.
    """
    try:
        return read(*view)
    except (AttributeError, LookupError, TypeError, ValueError):
        raise Malformed("the values do not match the fields of the form") from None
