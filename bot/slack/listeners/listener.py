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

Payload = TypeVar("Payload", bound=Caller)
Read = Callable[[Body, AsyncBoltContext], Payload | None]
"""Parses a payload; None if there is nothing to do. Raises Malformed."""

Handle = Callable[[Payload], Awaitable[None]]
"""Handles a parsed payload."""

Reply = Callable[[Payload], Awaitable[Mapping[str, Any]]]
"""Returns the content of the acknowledgement of a form: errors, or another view; empty if the form is to be handled."""

_log = structlog.get_logger(__name__)


def listener(
    poster: Poster, read: Read[Payload], handle: Handle[Payload], reply: Reply[Payload] | None = None
) -> Callable[[AsyncAck, Body, AsyncBoltContext], Awaitable[None]]:
    """Return a listener for Bolt, which parses a payload, acknowledges it, and handles it."""

    async def listen(ack: AsyncAck, body: Body, context: AsyncBoltContext) -> None:
        try:
            payload = read(body, context)
            if payload and payload.response_url and not poster.is_slack_url(payload.response_url):
                raise Malformed("'response_url' is not on a host of Slack")
        except Malformed as malformed:
            await _drop(ack, malformed)
            return
        if payload is None:
            await ack()
            return
        with acting_for(payload.team):
            await _acknowledge_and_handle(ack, poster, payload, handle, reply)

    return listen


async def _acknowledge_and_handle(
    ack: AsyncAck, poster: Poster, payload: Payload, handle: Handle[Payload], reply: Reply[Payload] | None
) -> None:
    """Acknowledge a payload, and handle it unless the acknowledgement has content."""
    languages = poster.languages
    language_of = languages.of if payload.waits else languages.known  # a lookup is made for people who wait only
    payload = replace(payload, language=language_of(payload.team, payload.user))
    try:
        said = await reply(payload) if reply else {}
    except Malformed as malformed:
        await _drop(ack, malformed)
        return
    await ack(**said)
    if said:
        return
    try:
        await handle(payload)
    except Malformed as malformed:
        _log.warning("dropped a malformed payload", reason=str(malformed))
    except Exception as error:  # an error that reaches Bolt would undo the acknowledgement
        log_fault("a listener failed", error)
        if payload.waits:
            away = isinstance(error, StoreUnavailable)
            await _tell(poster, payload, payload.say("notice.database_away" if away else "notice.internal"))


async def _drop(ack: AsyncAck, malformed: Malformed) -> None:
    await ack()
    _log.warning("dropped a malformed payload", reason=str(malformed))


async def _tell(poster: Poster, caller: Caller, what: str) -> None:
    try:
        await tell(poster, caller, what)
    except SlackFailure as failure:
        log_fault("an error message could not be delivered", failure)
