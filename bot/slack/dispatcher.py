"""Dispatcher of questions: accepts them, has them answered in turn, and makes sure that each is answered exactly once.

The asker of a question behind more than a few others is told so, in the message that becomes the answer.
"""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Coroutine
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any
from weakref import WeakValueDictionary

import structlog

from bot.slack.acting import acting_for
from bot.slack.engine import Engine, Made
from bot.slack.exchange import Exchange, Feedback, LeftAlone, Message, Origin, State
from bot.slack.faults import SlackFailure
from bot.slack.ledger import Ledger
from bot.slack.logs import log_fault
from bot.slack.metrics import Metrics
from bot.slack.post import Poster
from bot.slack.request import Request, request_of
from bot.slack.store.store import Store
from bot.slack.views.notices import error_message, waiting_message
from bot.slack.worker import WorkerError
from bot.texts.texts import texts_in
from retrieval.errors import CitationError, QuestionError

_FEW = 3
_SOON = 1.0
"""Questions, and seconds, that somebody waits behind without being told."""

_TURNS = 10
"""Earlier questions of a thread that a follow-up may build on."""

_FRESH = timedelta(minutes=30)
"""Maximum time after a question until a follow-up in direct messages, outside of its thread."""

_ROUND = 10.0
"""Seconds between two looks at what waits; a lease holds for longer."""

_GIVEN_UP = timedelta(minutes=15)
"""Time during which posting an answer is retried, where it fails."""

_ATTEMPTS = 3
"""Maximum attempts at a question during which the process, this one or another, ended."""

_SKEW = timedelta(minutes=5)
"""Maximum delay of Slack's clock behind ours."""

_NO_STATUS = {"unknown_method", "missing_scope", "not_allowed_token_type"}

Change = Callable[[Exchange], Exchange]
_log = structlog.get_logger(__name__)


class Dispatcher:
    """Answers exchanges, changes their answers, and takes them away."""

    def __init__(
        self, engine: Engine, ledger: Ledger, poster: Poster, *, clock: Callable[[], datetime], metrics: Metrics
    ) -> None:
        """Create a dispatcher; `clock` returns the time, with a time zone."""
        self._engine = engine
        self._ledger = ledger
        self._poster = poster
        self.clock = clock
        self._metrics = metrics
        self._has_status = True
        self._tasks: dict[asyncio.Task[None], str] = {}
        self._turns: WeakValueDictionary[str, asyncio.Lock] = WeakValueDictionary()

    async def ask(self, exchange: Exchange, event_id: str, *, left: LeftAlone | None = None) -> None:
        """Answer a question, unless it was taken on before.

        Args:
            exchange: The question.
            event_id: Slack's name for the delivery.
            left: What is told of it later, if nobody asked the bot and it is left alone; None for nothing.
        """
        if await self._ledger.accept(exchange, event_id):
            self._metrics.asked(exchange.team, exchange.origin)
            await self._finished(exchange, self._answer(exchange, _as_it_is, left))

    async def again(self, exchange: Exchange, change: Change) -> None:
        """Answer an exchange anew, changed, in the place of its answer."""
        await self._finished(exchange, self._answer(exchange, change))

    async def withdraw(self, exchange: Exchange) -> None:
        """Take an exchange's answer away, and forget its words."""
        await self._ledger.save(_withdrawn(exchange))
        await self._finished(exchange, self._take_away(exchange))

    async def judge(self, feedback: Feedback) -> None:
        """Keep a reader's verdict on an answer.

        Raises:
            StoreUnavailable: If the database is away, and too much waits for it already.
        """
        await self._ledger.add_feedback(feedback)
        self._metrics.judged(feedback.team, feedback.helpful)

    async def share(self, exchange: Exchange) -> None:
        """Show a private answer to everybody.

        Raises:
            SlackFailure: If it cannot be posted there.
        """
        async with self._turn(exchange):
            current = await self._ledger.get(exchange.id) or exchange
            if current.private:
                thread_ts = current.thread_ts or current.question_ts
                public = replace(current, private=False, thread_ts=thread_ts, answer_ts="", response_url="")
                done, message = await self._made(public)
                await self._ledger.save(await self._show(done, message))

    async def recover_forever(self, sleep: Callable[[float], Awaitable[object]] = asyncio.sleep) -> None:
        """Look after what waits, as long as the app runs."""
        while True:
            try:
                await self.recover()
            except Exception as error:  # nothing may end the only one who looks
                log_fault("recovery failed", error)
            await sleep(_ROUND)

    async def recover(self) -> None:
        """Keep what waits here claimed, and take on what was left without an answer."""
        await self._ledger.extend(sorted(set(self._tasks.values())))
        for exchange in await self._ledger.expired():
            if exchange.id not in self._tasks.values():
                self._keep(exchange, self._answer_left(exchange))

    async def close(self, grace: float = 10.0) -> None:
        """Finish what was begun, as far as time allows; what is left is answered by whoever starts next."""
        if self._tasks:
            await asyncio.wait(self._tasks, timeout=grace)
        for task in self._tasks:
            task.cancel()
        self._engine.close()

    # How a question is answered

    async def _answer(self, exchange: Exchange, change: Change, left: LeftAlone | None = None) -> None:
        async with self._turn(exchange):
            current = await self._ledger.get(exchange.id) or exchange
            if current.state is State.WITHDRAWN:
                return
            await self._answer_now(change(current), left)

    async def _answer_now(self, exchange: Exchange, left: LeftAlone | None) -> None:
        done, message = await self._made(exchange)
        if not await self._ledger.is_wanted(exchange):
            return
        if exchange.unasked and exchange.state is State.ACCEPTED and not done.answered:
            await self._leave_alone(done, message, left)
            return
        try:
            done = await self._show(done, message)
        except SlackFailure as failure:
            _log.error("an answer could not be posted", exchange=done.id, error=failure.error)
            if not self._is_old(done):
                await self._ledger.call_or(
                    None, Store.came_to_an_end, done.id
                )  # it can be answered; that it be posted is tried for longer
                return  # the lease runs out, and it is tried again
        await self._ledger.save(done)
        if exchange.state is State.ACCEPTED:  # else it is shown otherwise than before
            self._metrics.answered(done.team, done.answered, (self.clock() - exchange.asked_at).total_seconds())

    async def _leave_alone(self, exchange: Exchange, note: Message, left: LeftAlone | None) -> None:
        """Leave a message alone that nobody asked the bot and nothing answers; at most its writer is told."""
        self._metrics.left_alone(exchange.team)
        await self._ledger.leave(exchange, left)
        if exchange.answered is None or not note.text:
            return
        # In a thread that has no other message, it would not be seen.
        thread_ts = exchange.thread_ts if exchange.thread_ts != exchange.question_ts else ""
        try:
            await self._poster.private(exchange.channel, exchange.asker, note, thread_ts=thread_ts)
        except SlackFailure as failure:
            _log.info("a note could not be posted", exchange=exchange.id, error=failure.error)

    async def _made(self, exchange: Exchange) -> tuple[Exchange, Message]:
        """Return an exchange with its answer, and the message that says it, or says what went wrong."""
        place, language = exchange, self._language(exchange)
        say = texts_in(language)
        if await self._ledger.call_or(0, Store.attempts, exchange.id) >= _ATTEMPTS:
            _log.error("giving up on a question after too many attempts", exchange=exchange.id, attempts=_ATTEMPTS)
            return _not_answered(exchange, say("notice.given_up", times=_ATTEMPTS, code=exchange.id), language)
        try:
            request = await self.request(exchange, language)
            made, ahead = self._engine.begin(request, lambda: self._ledger.call_or(None, Store.begin, exchange.id))
            await asyncio.wait([made], timeout=_SOON)
            if not made.done():
                place = await self._told(exchange, ahead(), made)
            done, message = await made
        except (CitationError, QuestionError) as error:
            done, message = _not_answered(exchange, str(error), language)
        except WorkerError as error:
            _log.error("answering failed in the engine process", exchange=exchange.id, error=type(error).__name__)
            done, message = _not_answered(exchange, say("notice.stopped", why=str(error), code=exchange.id), language)
        except Exception as error:  # whatever it is, who asked hears of it
            log_fault("answering failed", error, exchange=exchange.id)
            done, message = _not_answered(exchange, say("notice.fault", code=exchange.id), language)
        return replace(done, answer_ts=place.answer_ts, thread_ts=place.thread_ts), message

    async def request(self, exchange: Exchange, language: str) -> Request:
        """Return the request that an exchange makes of the engine, after those before it in its thread."""
        return request_of(exchange, await self._before(exchange), language)

    async def _before(self, exchange: Exchange) -> list[Exchange]:
        """Return what was asked in a thread before, as far as whoever reads this answer may know of it.

        Each direct message begins a thread of its own; there, it is what the person asked shortly before.
        """
        if not exchange.thread_ts:
            return []
        if exchange.origin is Origin.DIRECT and exchange.thread_ts == exchange.question_ts:
            recent = await self._ledger.call_or([], Store.recent, exchange.team, exchange.asker, _TURNS)
            since = exchange.asked_at - _FRESH
            thread = [one for one in reversed(recent) if one.channel == exchange.channel and one.asked_at > since]
        else:
            thread = await self._ledger.in_thread(exchange.team, exchange.channel, exchange.thread_ts)
        known = [
            one
            for one in thread
            if one.asked_at < exchange.asked_at
            and not one.is_about_language
            and one.answered is not None
            and one.question
            and (not one.private or (exchange.private and one.asker == exchange.asker))
        ]
        return known[-_TURNS:]

    # How an answer is shown

    async def _told(self, exchange: Exchange, ahead: int, made: Made) -> Exchange:
        """Tell somebody who waits so: by a status line beside the work, else by a note; return where they were told."""
        if exchange.unasked:  # it may well be that nobody waits
            return exchange
        if self._has_status and exchange.thread_ts and not exchange.private and not exchange.answer_ts:
            self._keep(exchange, self._say_searching(exchange, ahead, made))
            return exchange
        return await self._told_to_wait(exchange, ahead)

    async def _told_to_wait(self, exchange: Exchange, ahead: int) -> Exchange:
        """Tell somebody how many are before them, if that is more than a few; return where they were told."""
        if ahead <= _FEW or exchange.state is not State.ACCEPTED or exchange.answer_ts:
            return exchange
        try:
            told = await self._show(exchange, waiting_message(ahead, self._language(exchange)))
        except SlackFailure:
            return exchange
        await self._ledger.save(told)
        return told

    async def _show(self, exchange: Exchange, message: Message) -> Exchange:
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
        # Whoever goes on from an answer outside of threads begins one under it.
        return replace(exchange, answer_ts=ts, thread_ts=exchange.thread_ts or ts)

    async def _show_privately(self, exchange: Exchange, message: Message) -> None:
        if exchange.response_url:
            try:
                # What was clicked to look elsewhere stays beside what was found.
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

    async def _say_searching(self, exchange: Exchange, ahead: int, made: Made) -> None:
        """Show a status line. Slack takes it away with the answer; it is taken back here if it comes after that."""
        say = texts_in(self._language(exchange))
        status = say("notice.behind", n=ahead) if ahead > _FEW else say("notice.searching")
        where = {"channel_id": exchange.channel, "thread_ts": exchange.thread_ts}
        try:
            await self._poster.call("assistant.threads.setStatus", **where, status=status)
            if made.done():
                await self._poster.call("assistant.threads.setStatus", **where, status="")
        except SlackFailure as failure:
            self._has_status = failure.error not in _NO_STATUS

    async def _take_away(self, exchange: Exchange) -> None:
        async with self._turn(exchange):
            current = await self._ledger.get(exchange.id) or exchange
            try:
                if current.private and exchange.response_url:
                    await self._poster.respond(exchange.response_url, None, delete=True)
                elif current.answer_ts:
                    await self._poster.delete(current.channel, current.answer_ts)
            except SlackFailure as failure:
                _log.error("an answer could not be deleted", exchange=exchange.id, error=failure.error)
            await self._ledger.save(_withdrawn(current))

    # How nothing is lost

    async def _answer_left(self, exchange: Exchange) -> None:
        """Answer what another process left, in the message that it may have posted already."""
        _log.info("recovering a question without an answer", exchange=exchange.id)
        found = exchange.answer_ts
        if not found and not exchange.private:
            try:
                found = await self._posted(exchange)
            except SlackFailure as failure:
                _log.error("searching the channel for an answer failed", exchange=exchange.id, error=failure.error)
                if failure.error != "missing_scope" and not self._is_old(exchange):
                    return  # the lease runs out, and it is looked for again
        await self._answer(exchange, lambda current: replace(current, answer_ts=found))

    async def _posted(self, exchange: Exchange) -> str:
        since = exchange.question_ts or f"{(exchange.asked_at - _SKEW).timestamp():.6f}"
        return await self._poster.find(exchange.channel, f"{exchange.id}:", thread_ts=exchange.thread_ts, since=since)

    def _is_old(self, exchange: Exchange) -> bool:
        return self.clock() - exchange.asked_at > _GIVEN_UP

    def _language(self, exchange: Exchange) -> str:
        """Return the language of an exchange's asker."""
        return self._poster.languages.of(exchange.team, exchange.asker)

    def _turn(self, exchange: Exchange) -> asyncio.Lock:
        """Return what lets the questions of one thread be answered in their order."""
        place = f"{exchange.channel} {exchange.thread_ts}" if exchange.thread_ts else exchange.id
        return self._turns.setdefault(place, asyncio.Lock())

    async def _finished(self, exchange: Exchange, work: Coroutine[Any, Any, None]) -> None:
        await asyncio.wait([self._keep(exchange, work)])

    def _keep(self, exchange: Exchange, work: Coroutine[Any, Any, None]) -> asyncio.Task[None]:
        # Nobody else holds on to a task, and the loop would let it go in mid-work.
        with acting_for(exchange.team):
            task = asyncio.create_task(work)
        self._tasks[task] = exchange.id
        task.add_done_callback(self._drop)
        return task

    def _drop(self, task: asyncio.Task[None]) -> None:
        exchange_id = self._tasks.pop(task)
        error = None if task.cancelled() else task.exception()
        if error:
            log_fault("processing an exchange failed", error, exchange=exchange_id)


def _as_it_is(exchange: Exchange) -> Exchange:
    return exchange


def _withdrawn(exchange: Exchange) -> Exchange:
    return replace(exchange, state=State.WITHDRAWN, question="", clause_id="", symbols=())


def _not_answered(exchange: Exchange, why: str, language: str) -> tuple[Exchange, Message]:
    return replace(exchange, state=State.ANSWERED, answered=None), error_message(why, exchange.id, language)
