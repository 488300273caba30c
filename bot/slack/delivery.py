"""Display of an exchange in Slack: its answer, posted or changed in place, and a status line while it is made."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import structlog

from bot.slack.engine import PendingAnswer
from bot.slack.exchange import Exchange, Message, Origin
from bot.slack.faults import SlackFailure
from bot.slack.post import Poster
from bot.texts.texts import Texts, texts_in

FEW = 3
"""Maximum number of questions ahead in the queue that the asker is not told about."""

_SKEW = timedelta(minutes=5)
"""Maximum delay of Slack's clock behind ours."""

_NO_STATUS = {"unknown_method", "missing_scope", "not_allowed_token_type"}
"""Slack's errors for an app that may not show status lines."""

_log = structlog.get_logger(__name__)


class Delivery:
    """Shows, changes, finds and deletes the messages of exchanges."""

    def __init__(self, poster: Poster) -> None:
        self._poster = poster
        self._has_status = True

    def texts(self, exchange: Exchange) -> Texts:
        """Return the texts in the language of an exchange's asker."""
        return texts_in(self._poster.languages.of(exchange.team, exchange.asker))

    async def show(self, exchange: Exchange, message: Message) -> Exchange:
        """Post the answer of an exchange, or update an earlier one; return the exchange with the answer's place.

        Raises:
            SlackFailure: If it cannot be posted.
        """
        if exchange.private:
            await self._show_privately(exchange, message)
            return exchange
        if exchange.answer_ts:
            try:
                await self._poster.update(exchange.channel, exchange.answer_ts, message)
            except SlackFailure as failure:
                if failure.error not in ("message_not_found", "cant_update_message"):
                    raise
            else:
                return exchange
        ts = await self._poster.post(exchange.channel, message, thread_ts=exchange.thread_ts)
        # Follow-ups to an answer outside of threads come in the thread below it.
        return replace(exchange, answer_ts=ts, thread_ts=exchange.thread_ts or ts)

    async def _show_privately(self, exchange: Exchange, message: Message) -> None:
        if exchange.response_url:
            try:
                # A search for the other uses of a paragraph leaves the clicked message in place.
                stays = exchange.origin is Origin.ELSEWHERE
                await self._poster.respond(exchange.response_url, message, replace=not stays)
            except SlackFailure as failure:
                _log.warning(
                    "a response_url failed; posting the answer as an ephemeral message",
                    exchange=exchange.id,
                    error=failure.error,
                )
            else:
                return
        await self._poster.private(exchange.channel, exchange.asker, message, thread_ts=exchange.thread_ts)

    async def show_note(self, exchange: Exchange, note: Message) -> None:
        """Show a note to the writer of an unanswered message, and to nobody else; a failure is logged."""
        # Slack does not show an ephemeral message in a thread without other messages.
        thread_ts = exchange.thread_ts if exchange.thread_ts != exchange.question_ts else ""
        try:
            await self._poster.private(exchange.channel, exchange.asker, note, thread_ts=thread_ts)
        except SlackFailure as failure:
            _log.info("a note could not be posted", exchange=exchange.id, error=failure.error)

    def can_show_status(self, exchange: Exchange) -> bool:
        """Return whether a status line can be shown: in a thread, before a public answer."""
        return bool(self._has_status and exchange.thread_ts and not exchange.private and not exchange.answer_ts)

    async def show_status(self, exchange: Exchange, ahead: int, answer: PendingAnswer) -> None:
        """Show a status line, which Slack removes with the answer; remove it here if the answer is ready already."""
        say = self.texts(exchange)
        status = say("notice.behind", n=ahead) if ahead > FEW else say("notice.searching")
        where = {"channel_id": exchange.channel, "thread_ts": exchange.thread_ts}
        try:
            await self._poster.call("assistant.threads.setStatus", **where, status=status)
            if answer.done():
                await self._poster.call("assistant.threads.setStatus", **where, status="")
        except SlackFailure as failure:
            self._has_status = failure.error not in _NO_STATUS

    async def find(self, exchange: Exchange) -> str:
        """Find the answer of an exchange in its channel; return its timestamp, "" if it was not posted.

        Raises:
            SlackFailure: If the history of the channel cannot be read.
        """
        since = exchange.question_ts or f"{(exchange.asked_at - _SKEW).timestamp():.6f}"
        return await self._poster.find(exchange.channel, f"{exchange.id}:", thread_ts=exchange.thread_ts, since=since)

    async def delete(self, exchange: Exchange, response_url: str) -> None:
        """Delete the answer of an exchange, through a response_url if it is private; a failure is logged."""
        try:
            if exchange.private and response_url:
                await self._poster.respond(response_url, None, delete=True)
            elif exchange.answer_ts:
                await self._poster.delete(exchange.channel, exchange.answer_ts)
        except SlackFailure as failure:
            _log.error("an answer could not be deleted", exchange=exchange.id, error=failure.error)
