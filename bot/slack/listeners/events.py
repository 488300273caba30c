"""Messages: questions, follow-ups, edits and deletions."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

import structlog
from slack_bolt.async_app import AsyncApp

from bot.slack.dispatcher import Dispatcher
from bot.slack.exchange import ChannelSettings, Exchange, LeftAlone, Origin, new_id
from bot.slack.faults import SlackFailure
from bot.slack.ledger import Ledger
from bot.slack.listeners.incoming import Deleted, Heard, MessageEvent, read_message
from bot.slack.listeners.listener import listener
from bot.slack.post import Poster
from bot.slack.store.store import Store
from bot.slack.threads import is_between_people, is_follow_up, is_open_question, mentions, plain_words
from retrieval.clauses.filters import NO_LIMITS

_HELP = "help"
"""Question of a mention without words."""

_MANY = 100
"""Messages after which a thread is a conversation between people, whoever wrote them."""

Event = Mapping[str, Any]
_log = structlog.get_logger(__name__)


def register(app: AsyncApp, dispatcher: Dispatcher, ledger: Ledger, poster: Poster) -> None:
    """Listen to messages."""
    listen = listener(poster, read_message, Messages(dispatcher, ledger, poster).on_message)
    # Whichever of the two comes first for a mention, the dispatcher takes on no message twice.
    app.event("message")(listen)
    app.event("app_mention")(listen)


@dataclass(frozen=True, slots=True)
class Messages:
    """Messages of people, heard at once or found later."""

    dispatcher: Dispatcher
    ledger: Ledger
    poster: Poster

    async def on_found(self, heard: Heard) -> None:
        """Answer a mention or a direct message of a time when Slack was not heard."""
        settings = await self.ledger.settings(heard.team, heard.channel)
        origin = Origin.DIRECT if heard.direct else Origin.MENTION
        await self._ask(heard, replace(self._exchange(heard, origin, settings), late=True), settings)

    async def on_message(self, given: MessageEvent) -> None:
        """Answer a message, or follow its edit or deletion."""
        match given:
            case Deleted():
                await self._deleted(given)
            case Heard(edited=True):
                await self._changed(given)
            case Heard():
                await self._written(given)

    async def _written(self, heard: Heard) -> None:
        settings = await self.ledger.settings(heard.team, heard.channel)
        origin = await self._origin(heard, settings)
        if origin:
            await self._ask(heard, self._exchange(heard, origin, settings), settings)

    async def _ask(self, heard: Heard, exchange: Exchange, settings: ChannelSettings) -> None:
        if heard.thread_ts and not exchange.unasked:
            await self.ledger.end_silence(exchange)
        await self.dispatcher.ask(exchange, heard.event_id, left=_left(heard, exchange, settings))

    async def _changed(self, heard: Heard) -> None:
        """Answer a question anew that was edited; one that mentions the bot only now is a new one."""
        exchange = await self.ledger.by_question(heard.team, heard.channel, heard.ts)
        if exchange is None:
            await self.ledger.call_or(None, Store.drop_left, heard.team, heard.channel, heard.ts)
            if mentions(heard.text, heard.me):
                await self._written(heard)
            return
        if exchange.asker not in ("", heard.user):  # "" once that is forgotten
            _log.warning("permission denied", exchange=exchange.id)
            return
        settings = await self.ledger.settings(heard.team, heard.channel)
        asked = _question(heard)

        def edited(current: Exchange) -> Exchange:
            return replace(
                current,
                question=asked,
                given=NO_LIMITS,
                standing=settings.given,
                literal=False,
                page=0,
                misses=False,
                unasked=current.unasked and not mentions(heard.text, heard.me),
            )

        if asked != exchange.question and await self.ledger.is_new(heard.team, heard.event_id):
            await self.dispatcher.answer_again(exchange, edited)

    async def _deleted(self, gone: Deleted) -> None:
        exchange = await self.ledger.by_question(gone.team, gone.channel, gone.ts)
        if exchange is None:
            self.ledger.refuse(gone.team, gone.channel, gone.ts)
        elif await self.ledger.is_new(gone.team, gone.event_id):
            await self.dispatcher.withdraw(exchange)
        await self.ledger.call_or(None, Store.drop_left, gone.team, gone.channel, gone.ts)

    def _exchange(self, heard: Heard, origin: Origin, settings: ChannelSettings) -> Exchange:
        # What only one person sees is not seen at all in a thread that has no other message.
        begun = "" if settings.private else heard.ts
        return Exchange(
            id=new_id(),
            team=heard.team,
            channel=heard.channel,
            asker=heard.user,
            question=_question(heard),
            asked_at=self.dispatcher.clock(),
            origin=origin,
            question_ts=heard.ts,
            thread_ts=heard.thread_ts or begun,
            private=settings.private,
            standing=settings.given,
            unasked=not (heard.direct or mentions(heard.text, heard.me)),
        )

    async def _origin(self, heard: Heard, settings: ChannelSettings) -> Origin | None:
        """Return how a message asks the bot, None if it does not; the rule is told in `bot.slack.threads`."""
        if heard.direct:
            return Origin.DIRECT
        if mentions(heard.text, heard.me):
            return Origin.MENTION
        if heard.thread_ts:
            return Origin.THREAD if await self._goes_on(heard) else None
        return Origin.MENTION if settings.everything and is_open_question(heard.text, me=heard.me) else None

    async def _goes_on(self, heard: Heard) -> bool:
        exchanges = await self.ledger.in_thread(heard.team, heard.channel, heard.thread_ts)
        askers = {exchange.asker for exchange in exchanges if not exchange.is_aside}
        if not is_follow_up(heard.text, writer=heard.user, askers=askers, me=heard.me):
            return False
        if await self.ledger.is_silenced(heard.team, heard.channel, heard.thread_ts):
            return False
        since = max(max(exchange.question_ts, exchange.answer_ts) for exchange in exchanges)
        said = await self._said_between(heard, since)
        return len(said) < _MANY and not is_between_people(said, writer=heard.user, me=heard.me)

    async def _said_between(self, heard: Heard, since: str) -> list[Event]:
        """Return what was said in a thread between the last answer and a message; nothing where Slack does not tell."""
        where = {"channel": heard.channel, "ts": heard.thread_ts, "oldest": since or "0", "latest": heard.ts}
        try:
            replies = await self.poster.call("conversations.replies", **where, limit=_MANY)
        except SlackFailure as failure:
            _log.warning("reading a thread failed", error=failure.error)
            return []
        # The message that began the thread is always among them.
        return [message for message in replies["messages"] if since < message["ts"] < heard.ts]


def _left(heard: Heard, exchange: Exchange, settings: ChannelSettings) -> LeftAlone | None:
    """Return what whoever had everything answered is told of a message that is left alone; nothing elsewhere."""
    words = exchange.question if heard.open else ""
    return LeftAlone(heard.channel, heard.ts, words, exchange.asked_at) if settings.everything else None


def _question(heard: Heard) -> str:
    return plain_words(heard.text) or _HELP
