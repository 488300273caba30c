"""Messages: questions, follow-ups, edits and deletions."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

import structlog
from slack_bolt.async_app import AsyncApp

from bot.slack.dispatcher import Dispatcher, new_id
from bot.slack.exchange import ChannelSettings, Exchange, Origin
from bot.slack.faults import SlackFailure
from bot.slack.listeners.incoming import Deleted, Heard, MessageEvent, read_message
from bot.slack.listeners.listener import listener
from bot.slack.threads import is_between_people, is_follow_up, is_open_question, mentions, plain_words
from retrieval.clauses.filters import NO_LIMITS

_HELP = "help"
"""What a mention without words asks for."""

_MANY = 100
"""Messages after which a thread is a conversation between people, whoever wrote them."""

Event = Mapping[str, Any]
_log = structlog.get_logger(__name__)


def register(app: AsyncApp, dispatcher: Dispatcher) -> None:
    """Listen to messages."""

    async def on_message(given: MessageEvent) -> None:
        match given:
            case Deleted():
                await _deleted(dispatcher, given)
            case Heard(edited=True):
                await _changed(dispatcher, given)
            case Heard():
                await _written(dispatcher, given)

    # Whichever of the two comes first for a mention, the dispatcher takes on no message twice.
    app.event("message")(listener(dispatcher, read_message, on_message))
    app.event("app_mention")(listener(dispatcher, read_message, on_message))


async def _written(dispatcher: Dispatcher, heard: Heard) -> None:
    settings = await dispatcher.settings(heard.team, heard.channel)
    origin = await _origin(dispatcher, heard, settings)
    if origin:
        await dispatcher.ask(_exchange(dispatcher, heard, origin, settings), heard.event_id)


async def _changed(dispatcher: Dispatcher, heard: Heard) -> None:
    """Answer a question anew that was edited; one that mentions the bot only now is a new one."""
    exchange = await dispatcher.ledger.by_question(heard.team, heard.channel, heard.ts)
    if exchange is None:
        if mentions(heard.text, heard.me):
            await _written(dispatcher, heard)
        return
    if exchange.asker not in ("", heard.user):  # "" once that is forgotten
        _log.warning("refused what belongs to somebody else", exchange=exchange.id)
        return
    settings = await dispatcher.settings(heard.team, heard.channel)
    asked = _exchange(dispatcher, heard, exchange.origin, settings).question

    def edited(current: Exchange) -> Exchange:
        return replace(
            current,
            question=asked,
            given=NO_LIMITS,
            standing=settings.given,
            literal=False,
            page=0,
            misses=False,
        )

    if asked != exchange.question and await dispatcher.is_new(heard.event_id):
        await dispatcher.again(exchange, edited)


async def _deleted(dispatcher: Dispatcher, gone: Deleted) -> None:
    exchange = await dispatcher.ledger.by_question(gone.team, gone.channel, gone.ts)
    if exchange is None:
        dispatcher.ledger.refuse(gone.team, gone.channel, gone.ts)
    elif await dispatcher.is_new(gone.event_id):
        await dispatcher.withdraw(exchange)


def _exchange(dispatcher: Dispatcher, heard: Heard, origin: Origin, settings: ChannelSettings) -> Exchange:
    # What only one person sees is not seen at all in a thread that has no other message.
    begun = "" if settings.private else heard.ts
    return Exchange(
        id=new_id(),
        team=heard.team,
        channel=heard.channel,
        asker=heard.user,
        question=plain_words(heard.text) or _HELP,
        asked_at=dispatcher.clock(),
        origin=origin,
        question_ts=heard.ts,
        thread_ts=heard.thread_ts or begun,
        private=settings.private,
        standing=settings.given,
    )


async def _origin(dispatcher: Dispatcher, heard: Heard, settings: ChannelSettings) -> Origin | None:
    """Return how a message asks the bot, None if it does not; the rule is told in `bot.slack.threads`."""
    if heard.direct:
        return Origin.DIRECT
    if mentions(heard.text, heard.me):
        return Origin.MENTION
    if heard.thread_ts:
        return Origin.THREAD if await _goes_on(dispatcher, heard) else None
    return Origin.MENTION if settings.everything and is_open_question(heard.text, me=heard.me) else None


async def _goes_on(dispatcher: Dispatcher, heard: Heard) -> bool:
    exchanges = await dispatcher.ledger.in_thread(heard.team, heard.channel, heard.thread_ts)
    askers = {exchange.asker for exchange in exchanges}
    if not is_follow_up(heard.text, writer=heard.user, askers=askers, me=heard.me):
        return False
    since = max(max(exchange.question_ts, exchange.answer_ts) for exchange in exchanges)
    said = await _said_between(dispatcher, heard, since)
    return len(said) < _MANY and not is_between_people(said, writer=heard.user, me=heard.me)


async def _said_between(dispatcher: Dispatcher, heard: Heard, since: str) -> list[Event]:
    """Return what was said in a thread between the last answer and a message; nothing where Slack does not tell."""
    where = {"channel": heard.channel, "ts": heard.thread_ts, "oldest": since or "0", "latest": heard.ts}
    try:
        replies = await dispatcher.poster.call("conversations.replies", **where, limit=_MANY)
    except SlackFailure as failure:
        _log.warning("a thread could not be read", error=failure.error)
        return []
    # The message that began the thread is always among them.
    return [message for message in replies["messages"] if since < message["ts"] < heard.ts]
