"""What every listener has in common: it acknowledges first, and whoever causes an error is told what to do."""

from __future__ import annotations

from collections.abc import Awaitable, Callable

from slack_bolt.context.ack.async_ack import AsyncAck
from slack_bolt.context.async_context import AsyncBoltContext

from bot.slack.desk import Desk, log_fault
from bot.slack.faults import SlackFailure
from bot.slack.listeners.told import Body, tell
from bot.slack.store.store import StoreUnavailable

Handle = Callable[[Body, AsyncBoltContext], Awaitable[None]]
"""Does what a payload asks for; everything in it is in its body."""

_AWAY = "What the bot keeps cannot be reached at the moment. Try again in a minute; questions are answered meanwhile."
_FAULT = "That did not work. Try again in a minute; if it fails again, tell whoever runs this bot."


def listener(desk: Desk, handle: Handle) -> Callable[[AsyncAck, Body, AsyncBoltContext], Awaitable[None]]:
    """Return what Bolt is to call."""

    async def listen(ack: AsyncAck, body: Body, context: AsyncBoltContext) -> None:
        await ack()
        try:
            await handle(body, context)
        except Exception as error:  # left to Bolt, it would take the acknowledgement back
            log_fault("a listener failed", error)
            if _is_for_the_bot(body):
                await _tell(desk, body, _AWAY if isinstance(error, StoreUnavailable) else _FAULT)

    return listen


def _is_for_the_bot(body: Body) -> bool:
    """Say whether somebody waits for an answer, rather than talks to others or looks at the home."""
    event = body.get("event")
    return event is None or event["type"] == "app_mention" or event.get("channel_type") == "im"


async def _tell(desk: Desk, body: Body, what: str) -> None:
    try:
        await tell(desk, body, what)
    except SlackFailure as failure:
        log_fault("and who caused that could not be told", failure)
