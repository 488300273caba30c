"""Dispatcher of questions: accepts them, has them answered in turn, and makes sure that each is answered exactly once.

The path of a question: `ask` accepts it; `_make_answer` has the engine make the answer, and tells the asker to wait if
that takes long; `Delivery` posts it; the ledger saves the exchange. `recover` takes up questions without an answer.
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
from bot.slack.delivery import FEW, Delivery
from bot.slack.engine import Engine, PendingAnswer
from bot.slack.exchange import Exchange, Feedback, LeftAlone, Message, State, erased
from bot.slack.faults import SlackFailure
from bot.slack.ledger import Ledger
from bot.slack.logs import log_fault
from bot.slack.metrics import Metrics
from bot.slack.post import Poster
from bot.slack.request import Request, request_of
from bot.slack.store.store import Store
from bot.slack.views.notices import error_message, waiting_message
from bot.slack.worker import WorkerError
from bot.texts.texts import Texts
from retrieval.errors import CitationError, QuestionError

_TELL_AFTER = 1.0
"""Seconds after which an asker is told to wait."""

_EARLIER_QUESTIONS = 10
"""Maximum number of earlier questions of a thread that a follow-up may build on."""

_FOLLOW_UP_WITHIN = timedelta(minutes=30)
"""Maximum age of a question in direct messages that a message outside of its thread may follow up."""

_RECOVERY_INTERVAL = 10.0
"""Seconds between two recoveries; a lease lasts longer."""

_POSTING_RETRIED_FOR = timedelta(minutes=15)
"""Time after a question for which posting its answer is retried."""

_MAX_ATTEMPTS = 3
"""Maximum number of attempts at a question that ended without an answer, as when the bot crashed."""

Change = Callable[[Exchange], Exchange]
_log = structlog.get_logger(__name__)


class Dispatcher:
    """Answers exchanges, answers them again after a change, and deletes their answers."""

    def __init__(
        self, engine: Engine, ledger: Ledger, poster: Poster, *, clock: Callable[[], datetime], metrics: Metrics
    ) -> None:
        """Create a dispatcher; `clock` returns the time, with a time zone."""
        self._engine = engine
        self._ledger = ledger
        self._delivery = Delivery(poster)
        self.clock = clock
        self._metrics = metrics
        self._tasks: dict[asyncio.Task[None], str] = {}
        self._locks: WeakValueDictionary[str, asyncio.Lock] = WeakValueDictionary()

    async def ask(self, exchange: Exchange, event_id: str, *, left: LeftAlone | None = None) -> None:
        """Answer a question, unless it was accepted before.

        Args:
            exchange: The question.
            event_id: Id of Slack's event.
            left: Record for the daily digest, kept if nobody asked the bot and nothing is found; None to keep none.
        """
        if await self._ledger.accept(exchange, event_id):
            self._metrics.asked(exchange.team, exchange.origin)
            await self._run(exchange, self._answer(exchange, _unchanged, left))

    async def answer_again(self, exchange: Exchange, change: Change) -> None:
        """Change an exchange, and replace its answer."""
        await self._run(exchange, self._answer(exchange, change))

    async def withdraw(self, exchange: Exchange) -> None:
        """Delete the answer of an exchange, and erase its words."""
        await self._ledger.save(_withdrawn(exchange))
        await self._run(exchange, self._delete_answer(exchange))

    async def judge(self, feedback: Feedback) -> None:
        """Save a reader's verdict on an answer.

        Raises:
            StoreUnavailable: If the database is unavailable, and the queue for it is full.
        """
        await self._ledger.add_feedback(feedback)
        self._metrics.judged(feedback.team, feedback.helpful)

    async def share(self, exchange: Exchange) -> None:
        """Show a private answer to everybody.

        Raises:
            SlackFailure: If it cannot be posted there.
        """
        async with self._lock(exchange):
            current = await self._ledger.get(exchange.id) or exchange
            if current.private:
                thread_ts = current.thread_ts or current.question_ts
                public = replace(current, private=False, thread_ts=thread_ts, answer_ts="", response_url="")
                done, message = await self._make_answer(public)
                await self._ledger.save(await self._delivery.show(done, message))

    async def recover_forever(self, sleep: Callable[[float], Awaitable[object]] = asyncio.sleep) -> None:
        """Call `recover` every few seconds, until cancelled."""
        while True:
            try:
                await self.recover()
            except Exception as error:  # nothing may end this loop
                log_fault("recovery failed", error)
            await sleep(_RECOVERY_INTERVAL)

    async def recover(self) -> None:
        """Renew the leases of questions in progress, and take up those whose lease ran out without an answer."""
        await self._ledger.extend(sorted(set(self._tasks.values())))
        for exchange in await self._ledger.expired():
            if exchange.id not in self._tasks.values():
                self._start(exchange, self._answer_recovered(exchange))

    async def close(self, grace: float = 10.0) -> None:
        """Finish questions in progress, within a grace period in seconds; the next process takes up the rest."""
        if self._tasks:
            await asyncio.wait(self._tasks, timeout=grace)
        for task in self._tasks:
            task.cancel()
        self._engine.close()

    # Answering

    async def _answer(self, exchange: Exchange, change: Change, left: LeftAlone | None = None) -> None:
        async with self._lock(exchange):
            current = await self._ledger.get(exchange.id) or exchange
            if current.state is State.WITHDRAWN:
                return
            await self._answer_now(change(current), left)

    async def _answer_now(self, exchange: Exchange, left: LeftAlone | None) -> None:
        done, message = await self._make_answer(exchange)
        if not await self._ledger.is_wanted(exchange):
            return
        if exchange.unasked and exchange.state is State.ACCEPTED and not done.answered:
            await self._leave_alone(done, message, left)
            return
        try:
            done = await self._delivery.show(done, message)
        except SlackFailure as failure:
            _log.error("an answer could not be posted", exchange=done.id, error=failure.error)
            if not self._is_old(done):
                # The answer can be made, so posting is retried after each lease, and does not count as an attempt.
                await self._ledger.call_or(None, Store.reset_attempts, done.id)
                return
        await self._ledger.save(done)
        if exchange.state is State.ACCEPTED:  # else an earlier answer was changed
            self._metrics.answered(done, (self.clock() - exchange.asked_at).total_seconds())

    async def _leave_alone(self, exchange: Exchange, note: Message, left: LeftAlone | None) -> None:
        """Drop a message that did not ask the bot; show its writer the note, if there is one."""
        self._metrics.left_alone(exchange.team)
        await self._ledger.leave_alone(exchange, left)
        if note.text and exchange.state is not State.FAILED:  # not reported to people who did not ask the bot
            await self._delivery.show_note(exchange, note)

    async def _make_answer(self, exchange: Exchange) -> tuple[Exchange, Message]:
        """Return an exchange with its answer, and the message that shows it, or that reports an error."""
        shown, say = exchange, self._delivery.texts(exchange)
        if await self._ledger.call_or(0, Store.attempts, exchange.id) >= _MAX_ATTEMPTS:
            _log.error("giving up on a question after too many attempts", exchange=exchange.id, attempts=_MAX_ATTEMPTS)
            return _failed(exchange, say("notice.given_up", times=_MAX_ATTEMPTS, code=exchange.id), say)
        try:
            request = await self.request(exchange, say.language)
            pending, ahead = self._engine.submit(request, lambda: self._ledger.call_or(None, Store.begin, exchange.id))
            await asyncio.wait([pending], timeout=_TELL_AFTER)
            if not pending.done():
                shown = await self._tell_waiting(exchange, ahead(), pending)
            done, message = await pending
        except (CitationError, QuestionError) as error:
            done, message = _failed(exchange, str(error), say)
        except WorkerError as error:
            _log.error("answering failed in the engine process", exchange=exchange.id, error=type(error).__name__)
            done, message = _failed(exchange, say("notice.stopped", why=str(error), code=exchange.id), say)
        except Exception as error:  # the asker is told of any error
            log_fault("answering failed", error, exchange=exchange.id)
            done, message = _failed(exchange, say("notice.fault", code=exchange.id), say)
        return replace(done, answer_ts=shown.answer_ts, thread_ts=shown.thread_ts), message

    async def request(self, exchange: Exchange, language: str) -> Request:
        """Return the request to the engine for an exchange, with the earlier questions of its thread."""
        return request_of(exchange, await self._earlier_questions(exchange), language)

    async def _earlier_questions(self, exchange: Exchange) -> list[Exchange]:
        """Return the earlier questions of a thread, without private ones of other people.

        A direct message outside of threads begins its own thread. Its earlier questions are those that the person asked
        shortly before.
        """
        if not exchange.thread_ts:
            return []
        if exchange.begins_thread:
            recent = await self._ledger.call_or([], Store.recent, exchange.team, exchange.asker, _EARLIER_QUESTIONS)
            since = exchange.asked_at - _FOLLOW_UP_WITHIN
            thread = [one for one in reversed(recent) if one.channel == exchange.channel and one.asked_at > since]
        else:
            thread = await self._ledger.in_thread(exchange.team, exchange.channel, exchange.thread_ts)
        visible = [
            one
            for one in thread
            if one.asked_at < exchange.asked_at and one.may_be_built_on(exchange) and one.state is State.ANSWERED
        ]
        return visible[-_EARLIER_QUESTIONS:]

    async def _tell_waiting(self, exchange: Exchange, ahead: int, answer: PendingAnswer) -> Exchange:
        """Tell the asker to wait; return the exchange, with the place of the message if one is posted.

        Where no status line can be shown, a message is posted, if more than `FEW` questions are ahead. It becomes the
        answer.
        """
        if exchange.unasked:  # its writer may not expect an answer
            return exchange
        if self._delivery.can_show_status(exchange):
            self._start(exchange, self._delivery.show_status(exchange, ahead, answer))
            return exchange
        if ahead <= FEW or exchange.state is not State.ACCEPTED or exchange.answer_ts:
            return exchange
        try:
            message = waiting_message(ahead, self._delivery.texts(exchange))
            told = await self._delivery.show(exchange, message)
        except SlackFailure:
            return exchange
        await self._ledger.save(told)
        return told

    async def _delete_answer(self, exchange: Exchange) -> None:
        async with self._lock(exchange):
            current = await self._ledger.get(exchange.id) or exchange
            await self._delivery.delete(current, response_url=exchange.response_url)
            await self._ledger.save(_withdrawn(current))

    # Recovery

    async def _answer_recovered(self, exchange: Exchange) -> None:
        """Answer a question that another process began, in the message that the process may have posted."""
        _log.info("recovering a question without an answer", exchange=exchange.id)
        found = exchange.answer_ts
        if not found and not exchange.private:
            try:
                found = await self._delivery.find(exchange)
            except SlackFailure as failure:
                _log.error("searching the channel for an answer failed", exchange=exchange.id, error=failure.error)
                if failure.error != "missing_scope" and not self._is_old(exchange):
                    return  # it is searched for again when the lease runs out
        await self._answer(exchange, lambda current: replace(current, answer_ts=found))

    def _is_old(self, exchange: Exchange) -> bool:
        return self.clock() - exchange.asked_at > _POSTING_RETRIED_FOR

    def _lock(self, exchange: Exchange) -> asyncio.Lock:
        """Return the lock of a thread, whose questions are answered in order."""
        place = f"{exchange.channel} {exchange.thread_ts}" if exchange.thread_ts else exchange.id
        return self._locks.setdefault(place, asyncio.Lock())

    async def _run(self, exchange: Exchange, work: Coroutine[Any, Any, None]) -> None:
        """Run work on an exchange to its end; the work goes on if this call is cancelled."""
        await asyncio.wait([self._start(exchange, work)])

    def _start(self, exchange: Exchange, work: Coroutine[Any, Any, None]) -> asyncio.Task[None]:
        # The event loop has weak references only: without this one, a task may be collected before it ends.
        with acting_for(exchange.team):
            task = asyncio.create_task(work)
        self._tasks[task] = exchange.id
        task.add_done_callback(self._on_task_end)
        return task

    def _on_task_end(self, task: asyncio.Task[None]) -> None:
        exchange_id = self._tasks.pop(task)
        error = None if task.cancelled() else task.exception()
        if error:
            log_fault("processing an exchange failed", error, exchange=exchange_id)


def _unchanged(exchange: Exchange) -> Exchange:
    return exchange


def _withdrawn(exchange: Exchange) -> Exchange:
    return erased(replace(exchange, state=State.WITHDRAWN))


def _failed(exchange: Exchange, why: str, say: Texts) -> tuple[Exchange, Message]:
    return replace(exchange, state=State.FAILED, answered=None), error_message(why, say, exchange.id)
