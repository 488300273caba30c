"""Wrapper of every listener: acknowledge, parse the payload, and tell its author of an error."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import replace
from typing import Any, TypeVar

import structlog
from slack_bolt.context.ack.async_ack import AsyncAck
from slack_bolt.context.async_context import AsyncBoltContext

from bot.slack.dispatcher import log_fault
from bot.slack.faults import SlackFailure
from bot.slack.listeners.incoming import Body, Caller
from bot.slack.listeners.outgoing import tell
from bot.slack.payload import Malformed
from bot.slack.post import Poster
from bot.slack.store.errors import StoreUnavailable

Given = TypeVar("Given", bound=Caller)
Read = Callable[[Body, AsyncBoltContext], Given | None]
"""Returns what a payload says; None where nothing is to be done. Raises Malformed."""

Handle = Callable[[Given], Awaitable[None]]
"""Does what a payload asks for."""

Reply = Callable[[Given], Awaitable[Mapping[str, Any]]]
"""Returns what the acknowledgement of a form tells Slack, as errors or another view; nothing if it is to be handled."""

_log = structlog.get_logger(__name__)


def listener(
    poster: Poster, read: Read[Given], handle: Handle[Given], reply: Reply[Given] | None = None
) -> Callable[[AsyncAck, Body, AsyncBoltContext], Awaitable[None]]:
    """Return what Bolt is to call."""

    async def listen(ack: AsyncAck, body: Body, context: AsyncBoltContext) -> None:
        said: Mapping[str, Any] = {}
        try:
            given = read(body, context)
            if given and given.response_url and not poster.is_slacks(given.response_url):
                raise Malformed("'response_url' is not on a host of Slack")
            if given:
                languages = poster.languages
                language = languages.of(given.user) if given.waits else languages.known(given.user)
                given = replace(given, language=language)
                said = await reply(given) if reply else {}
        except Malformed as malformed:
            await ack()
            _log.warning("dropped a malformed payload", reason=str(malformed))
            return
        await ack(**said)
        if given is None or said:
            return
        try:
            await handle(given)
        except Malformed as malformed:
            _log.warning("dropped a malformed payload", reason=str(malformed))
        except Exception as error:  # left to Bolt, it would take the acknowledgement back
            log_fault("a listener failed", error)
            if given.waits:
                away = isinstance(error, StoreUnavailable)
                await _tell(poster, given, given.say("notice.database_away" if away else "notice.internal"))

    return listen


async def _tell(poster: Poster, caller: Caller, what: str) -> None:
    try:
        await tell(poster, caller, what)
    except SlackFailure as failure:
        log_fault("an error message could not be delivered", failure)
