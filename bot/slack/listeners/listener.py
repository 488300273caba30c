"""Wrapper of every listener: parse the payload, acknowledge it, handle it, and report an error to its author."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import replace
from typing import Any, TypeVar

import structlog
from slack_bolt.context.ack.async_ack import AsyncAck
from slack_bolt.context.async_context import AsyncBoltContext

from bot.slack.acting import acting_for
from bot.slack.faults import SlackFailure
from bot.slack.listeners.incoming import Caller
from bot.slack.listeners.outgoing import tell
from bot.slack.listeners.parsing import Body
from bot.slack.logs import log_fault
from bot.slack.payload import Malformed
from bot.slack.post import Poster
from bot.slack.store.errors import StoreUnavailable

Given = TypeVar("Given", bound=Caller)
Read = Callable[[Body, AsyncBoltContext], Given | None]
"""Parses a payload; None if there is nothing to do. Raises Malformed."""

Handle = Callable[[Given], Awaitable[None]]
"""Handles a parsed payload."""

Reply = Callable[[Given], Awaitable[Mapping[str, Any]]]
"""Returns the content of the acknowledgement of a form: errors, or another view; empty if the form is to be handled."""

_log = structlog.get_logger(__name__)


def listener(
    poster: Poster, read: Read[Given], handle: Handle[Given], reply: Reply[Given] | None = None
) -> Callable[[AsyncAck, Body, AsyncBoltContext], Awaitable[None]]:
    """Return a listener for Bolt, which parses a payload, acknowledges it, and handles it."""

    async def listen(ack: AsyncAck, body: Body, context: AsyncBoltContext) -> None:
        try:
            given = read(body, context)
            if given and given.response_url and not poster.is_slack_url(given.response_url):
                raise Malformed("'response_url' is not on a host of Slack")
        except Malformed as malformed:
            await _drop(ack, malformed)
            return
        if given is None:
            await ack()
            return
        with acting_for(given.team):
            await _acknowledge_and_handle(ack, poster, given, handle, reply)

    return listen


async def _acknowledge_and_handle(
    ack: AsyncAck, poster: Poster, given: Given, handle: Handle[Given], reply: Reply[Given] | None
) -> None:
    """Acknowledge a payload, and handle it unless the acknowledgement has content."""
    languages = poster.languages
    language_of = languages.of if given.waits else languages.known  # a lookup is made for people who wait only
    given = replace(given, language=language_of(given.team, given.user))
    try:
        said = await reply(given) if reply else {}
    except Malformed as malformed:
        await _drop(ack, malformed)
        return
    await ack(**said)
    if said:
        return
    try:
        await handle(given)
    except Malformed as malformed:
        _log.warning("dropped a malformed payload", reason=str(malformed))
    except Exception as error:  # an error that reaches Bolt would undo the acknowledgement
        log_fault("a listener failed", error)
        if given.waits:
            away = isinstance(error, StoreUnavailable)
            await _tell(poster, given, given.say("notice.database_away" if away else "notice.internal"))


async def _drop(ack: AsyncAck, malformed: Malformed) -> None:
    await ack()
    _log.warning("dropped a malformed payload", reason=str(malformed))


async def _tell(poster: Poster, caller: Caller, what: str) -> None:
    try:
        await tell(poster, caller, what)
    except SlackFailure as failure:
        log_fault("an error message could not be delivered", failure)
