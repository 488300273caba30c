"""Listeners for messages: questions, follow-ups, edits and deletions."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

import structlog
from slack_bolt.async_app import AsyncApp

from bot.slack.exchange import UNASKED, ChannelSettings, Exchange, LeftAlone, Origin, State, new_id
from bot.slack.faults import SlackFailure
from bot.slack.listeners.incoming import MessageDeleted, MessageEvent, UserMessage
from bot.slack.listeners.listener import listener
from bot.slack.listeners.outgoing import tell
from bot.slack.listeners.parsing import read_message
from bot.slack.parts import Parts
from bot.slack.pointing import is_about_file, is_about_others, pointing_language
from bot.slack.store import left_alone
from bot.slack.threads import (
    asks_nothing,
    is_between_people,
    is_follow_up,
    is_open_question,
    mentions,
    plain_words,
    with_forwarded,
)
from bot.slack.views.notices import notice
from bot.texts.texts import ENGLISH, said_in
from retrieval.asking.understand.words import has_words
from retrieval.clauses.filters import NO_LIMITS

_HELP = "help"
"""Question of a mention without words."""

_MANY = 100
"""Number of messages after the last answer that make a thread a conversation between people."""

Event = Mapping[str, Any]
_log = structlog.get_logger(__name__)


def register(app: AsyncApp, parts: Parts) -> None:
    """Listen to messages."""
    listen = listener(parts.poster, read_message, Messages(parts).on_message)
    # Slack sends both events for a mention, in any order; the dispatcher accepts a message once.
    app.event("message")(listen)
    app.event("app_mention")(listen)


@dataclass(frozen=True, slots=True)
class Messages:
    """Messages of people: delivered by Slack, or found later in the history."""

    parts: Parts

    async def answer_missed(self, message: UserMessage) -> None:
        """Answer a mention or a direct message that was missed while the bot was away."""
        settings = await self.parts.ledger.settings(message.team, message.channel)
        origin = Origin.DIRECT if message.direct else Origin.MENTION
        await self._ask(message, replace(self._exchange(message, origin, settings), late=True), settings)

    async def on_message(self, event: MessageEvent) -> None:
        """Answer a new or edited message, or withdraw the answer of a deleted one."""
        match event:
            case MessageDeleted():
                await self._on_deleted(event)
            case UserMessage(edited=True):
                await self._on_edited(event)
            case UserMessage():
                await self._on_new(event)

    async def _on_new(self, message: UserMessage) -> None:
        settings = await self.parts.ledger.settings(message.team, message.channel)
        origin = await self._origin(message, settings)
        if origin:
            await self._ask(message, self._exchange(message, origin, settings), settings)

    async def _ask(self, message: UserMessage, exchange: Exchange, settings: ChannelSettings) -> None:
        if not exchange.unasked and await self._is_told(message, exchange):
            return
        if message.thread_ts and not exchange.unasked:
            await self.parts.ledger.end_silence(exchange)
        await self.parts.dispatcher.ask(exchange, message.event_id, left=_left(message, exchange, settings))

    async def _is_told(self, message: UserMessage, exchange: Exchange) -> bool:
        """Return whether a message asks about what the bot cannot read; its writer is told so, once."""
        note = _note_on_files(message) or await self._note_on_others(message, exchange)
        if not note:
            return False
        # Slack sends two events for a mention, and the look-back finds it again.
        if await self.parts.ledger.is_new(message.team, f"told {message.channel} {message.ts}"):
            if message.direct:
                await self.parts.poster.post(message.channel, notice(note), thread_ts=message.thread_ts)
            else:
                await tell(self.parts.poster, message, note)
        return True

    async def _note_on_others(self, message: UserMessage, exchange: Exchange) -> str:
        """Return the note for a mention that only points at messages of others; "" for any other message.

        Behind a question that the bot answered in the thread, it is a follow-up.
        """
        words = plain_words(message.text)
        if message.direct or not message.thread_ts or not words or plain_words(message.forwarded):
            return ""
        if not is_about_others(words):
            return ""
        asked = await self.parts.ledger.in_thread(message.team, message.channel, message.thread_ts)
        if any(_may_be_continued(one, exchange) for one in asked):
            return ""
        return _said("reply.only_mentions", words, message)

    async def _on_edited(self, message: UserMessage) -> None:
        """Answer an edited question again; a message that mentions the bot only since its edit is a new question."""
        exchange = await self.parts.ledger.by_question(message.team, message.channel, message.ts)
        if exchange is None:
            await self.parts.ledger.call_or(None, left_alone.drop, message.team, message.channel, message.ts)
            if mentions(message.text, message.me):
                await self._on_new(message)
            return
        if exchange.asker != message.user and not exchange.is_erased:
            _log.warning("permission denied", exchange=exchange.id)
            return
        if asks_nothing(message.text) and not plain_words(message.forwarded):
            return  # the answer stays, for those who have read it
        settings = await self.parts.ledger.settings(message.team, message.channel)
        question = _question(message)

        def edited(current: Exchange) -> Exchange:
            return replace(
                current,
                question=question,
                given=NO_LIMITS,
                standing=settings.standing,
                literal=False,
                page=0,
                misses=False,
                unasked=current.unasked and not mentions(message.text, message.me),
            )

        if question != exchange.question and await self.parts.ledger.is_new(message.team, message.event_id):
            await self.parts.dispatcher.answer_again(exchange, edited)

    async def _on_deleted(self, gone: MessageDeleted) -> None:
        exchange = await self.parts.ledger.by_question(gone.team, gone.channel, gone.ts)
        if exchange is None:
            self.parts.ledger.mark_deleted(gone.team, gone.channel, gone.ts)
        elif await self.parts.ledger.is_new(gone.team, gone.event_id):
            await self.parts.dispatcher.withdraw(exchange)
        await self.parts.ledger.call_or(None, left_alone.drop, gone.team, gone.channel, gone.ts)

    def _exchange(self, message: UserMessage, origin: Origin, settings: ChannelSettings) -> Exchange:
        # A private answer begins no thread: Slack does not show it in a thread without other messages.
        new_thread = "" if settings.private else message.ts
        return Exchange(
            id=new_id(),
            team=message.team,
            channel=message.channel,
            asker=message.user,
            question=_question(message),
            asked_at=self.parts.dispatcher.clock(),
            origin=origin,
            question_ts=message.ts,
            thread_ts=message.thread_ts or new_thread,
            private=settings.private,
            standing=settings.standing,
            unasked=origin in UNASKED,
        )

    async def _origin(self, message: UserMessage, settings: ChannelSettings) -> Origin | None:
        """Return the way in which a message asks the bot; None if it does not. The rules are in `bot.slack.threads`."""
        if message.direct:
            return Origin.DIRECT
        if mentions(message.text, message.me):
            return Origin.MENTION
        if message.thread_ts:
            return Origin.THREAD if await self._is_follow_up_here(message) else None
        return Origin.CHANNEL if settings.everything and is_open_question(message.text, me=message.me) else None

    async def _is_follow_up_here(self, message: UserMessage) -> bool:
        exchanges = await self.parts.ledger.in_thread(message.team, message.channel, message.thread_ts)
        askers = {exchange.asker for exchange in exchanges if not exchange.is_aside}
        if not is_follow_up(message.text, writer=message.user, askers=askers, me=message.me):
            return False
        if await self.parts.ledger.is_silenced(message.team, message.channel, message.thread_ts):
            return False
        since = max(max(exchange.question_ts, exchange.answer_ts) for exchange in exchanges)
        said = await self._said_between(message, since)
        if said is None or len(said) >= _MANY:  # others may have talked in between
            return False
        return not is_between_people(said, writer=message.user, me=message.me)

    async def _said_between(self, message: UserMessage, since: str) -> list[Event] | None:
        """Return the messages of a thread between its last answer and a message; None if Slack refuses to list them."""
        where = {"channel": message.channel, "ts": message.thread_ts, "oldest": since or "0", "latest": message.ts}
        try:
            replies = await self.parts.poster.call("conversations.replies", **where, limit=_MANY)
        except SlackFailure as failure:
            _log.warning("reading a thread failed", error=failure.error)
            return None
        # Slack always returns the message that began the thread, too.
        return [reply for reply in replies["messages"] if since < reply["ts"] < message.ts]


def _may_be_continued(earlier: Exchange, exchange: Exchange) -> bool:
    """Return whether an earlier question of a thread, answered or being answered, may be what a message refers to."""
    return earlier.may_be_built_on(exchange) and earlier.state in (State.ACCEPTED, State.ANSWERED)


def _note_on_files(message: UserMessage) -> str:
    """Return the note that files are not opened, for a message that asks about its file alone; "" for any other."""
    words = plain_words(message.text)
    if not message.files or plain_words(message.forwarded) or not is_about_file(words):
        return ""
    return _said("reply.no_files", words, message)


def _said(key: str, words: str, message: UserMessage) -> str:
    """Return a text in the language of the words; in that of the person's Slack if these are mere signs."""
    return said_in(pointing_language(words) or message.language or ENGLISH)(key)


def _left(message: UserMessage, exchange: Exchange, settings: ChannelSettings) -> LeftAlone | None:
    """Return the record of a message for the daily digest, without words from a private channel; None for no digest."""
    words = exchange.question if message.open else ""
    return LeftAlone(message.channel, message.ts, words, exchange.asked_at) if settings.everything else None


def _question(message: UserMessage) -> str:
    question = with_forwarded(message.text, message.forwarded)
    return question if has_words(question) else _HELP
