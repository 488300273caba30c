"""Queue of requests to the answering process: one at a time, in the order they came.

Two questions at once would only slow each other down. Answers are made in a process of their own, so that none blocks
this one. Clauses and facts about the library are read in this process, from the same mapped files.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Coroutine, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from dataclasses import replace
from functools import partial
from threading import Lock
from typing import Any, Protocol, TypeVar, TypeVarTuple

from bot.assistant import Assistant, open_assistant
from bot.collect.kept import Standing, standing
from bot.settings import Settings
from bot.slack.answering import Answering, open_answering
from bot.slack.checked import Examples
from bot.slack.exchange import Exchange, Message
from bot.slack.request import Request
from bot.slack.views.about import About, Abouts
from bot.slack.views.library import Held
from bot.slack.worker import Worker, WorkerError
from bot.slack_settings import SlackSettings
from embeddings.errors import EmbeddingError
from retrieval.clauses.citation import Citation, parse_citation
from retrieval.clauses.clause import Clause
from retrieval.errors import ClauseIndexError, RetrievalError
from retrieval.index.place import IndexPlace
from retrieval.index.protocol import ClauseIndex, clause_with_id

LIMIT = 30.0
"""Timeout of an answer in seconds. The slowest measured, of a long draft, took half a second."""

_PATIENCE = 2.0
"""Timeout in seconds of the check of example questions for a view."""

_CHECKS = 20
"""Maximum number of example questions checked in a row."""

T = TypeVar("T")
Ts = TypeVarTuple("Ts")

PendingAnswer = asyncio.Future[tuple[Exchange, Message]]
"""Future of an exchange with its answer, and the message that shows it."""


class Remote(Protocol):
    """Remote `Answering`: `bot.slack.worker.Worker` runs it in another process.

    It opens the newest generation before each call.
    """

    def open(self) -> None:
        """Wait until the index is open; raise the error of opening it."""

    def call(self, method: str, *args: object, limit: float) -> Any:
        """Call a method of `Answering` with a timeout in seconds, and return its result or raise its error."""

    def close(self) -> None:
        """End the process, even in the middle of a call."""


class Engine:
    """Has requests answered in turn, and reads clauses from the same index.

    Args:
        place: Place of the index.
        answering: Process that answers from it.
        limit: Timeout of an answer in seconds; a change applies from the next request.
    """

    def __init__(self, place: IndexPlace, answering: Remote, *, limit: float = LIMIT) -> None:
        self._place = place
        self._answering = answering
        self.limit = limit
        self._thread = ThreadPoolExecutor(1, thread_name_prefix="engine")
        self._taken = self._served = 0
        self._opening = Lock()
        self._index: ClauseIndex | None = None
        self._abouts = Abouts()
        self._examples = Examples()
        self._checking: asyncio.Task[None] | None = None

    async def open(self) -> None:
        """Open the published generation, in this process and in the answering one.

        Raises:
            ClauseIndexError: If there is none, or it is damaged or made by another encoder than was asked for.
            ModelError: If its encoder does not load.
        """
        there = asyncio.get_running_loop().run_in_executor(self._thread, self._answering.open)
        await asyncio.gather(asyncio.to_thread(self._newest_index), there)

    @property
    def index(self) -> ClauseIndex:
        """Generation that is open in this process."""
        assert self._index, "an engine is opened first"
        return self._index

    @property
    def waiting(self) -> int:
        """Number of requests in progress and in the queue."""
        return self._taken - self._served

    def submit(
        self, request: Request, started: Callable[[], Coroutine[Any, Any, None]]
    ) -> tuple[PendingAnswer, Callable[[], int]]:
        """Queue a request, to be answered after those queued before it.

        Args:
            request: The request.
            started: Coroutine function that the event loop runs when the turn of the request has come.

        Returns:
            The pending answer, and a function that returns how many requests are still ahead of it.
        """
        loop = asyncio.get_running_loop()

        def answer() -> tuple[Exchange, Message]:
            asyncio.run_coroutine_threadsafe(started(), loop)
            answered: tuple[Exchange, Message] = self._answering.call("answer", request, limit=self.limit)
            return answered

        pending = loop.run_in_executor(self._thread, answer)
        pending.add_done_callback(self._count_served)
        ticket = self._taken
        self._taken += 1
        return pending, lambda: ticket - self._served

    async def clause(self, clause_id: str) -> Clause | None:
        """Return the clause of an id from the newest generation; None if there is none."""
        # In a thread of its own: neither behind answers, nor blocking the event loop on a remote index.
        return await asyncio.to_thread(lambda: clause_with_id(clause_id, self._newest_index()))

    async def resolution(self, clause_id: str) -> list[Clause]:
        """Return all clauses of the resolution of a clause, in order; none if the library does not have it."""

        def read() -> list[Clause]:
            index = self._newest_index()
            return index.clauses_at(index.rows_of(parse_citation(clause_id.partition("#")[0])).tolist())

        return await asyncio.to_thread(read)

    async def library(self) -> list[Held]:
        """Return the resolutions of the newest generation, newest first."""

        def read() -> list[Held]:
            index = self._newest_index()
            facts = index.facts
            newest = sorted(facts.adopted, key=lambda one: (facts.last_day_of(one), one.number), reverse=True)
            return [Held(one, facts.adopted[one], len(index.rows_of(Citation.of(one)))) for one in newest]

        return await asyncio.to_thread(read)

    async def run(self, method: Callable[[Answering, *Ts], T], *args: *Ts) -> T:
        """Run a method of `Answering` in the answering process, after the requests queued before it.

        Raises:
            BotError: As the method does.
            RetrievalError: As the method does.
            WorkerError: If the answering process ended or took too long.
        """
        call = partial(self._answering.call, method.__name__, *args, limit=self.limit)
        return await asyncio.get_running_loop().run_in_executor(self._thread, call)

    async def standings(self, clauses: Sequence[Clause]) -> list[Standing]:
        """Return for each kept clause whether the library has changed or lost it."""
        return await asyncio.to_thread(lambda: [standing(clause, self._newest_index()) for clause in clauses])

    async def about(self) -> About:
        """Return facts about the newest generation and its library."""
        return await asyncio.to_thread(lambda: self._abouts.of(self._newest_index()))

    async def examples(self) -> tuple[str, ...]:
        """Return example questions that the newest generation answers; wait two seconds for their check."""
        if self._checking is None or self._checking.done():
            self._checking = asyncio.create_task(self._check_examples())
        await asyncio.wait([self._checking], timeout=_PATIENCE)
        return self._examples.answered

    async def check_example(self) -> None:
        """Check one example question, if any is left and no request is queued.

        Raises:
            ClauseIndexError: As `open` does.
            WorkerError: If the answering process ended or took too long.
        """
        if not (self.waiting or self._examples.are_of(self.index.manifest.generation)):
            self._examples = await self.run(Answering.check_example)

    async def _check_examples(self) -> None:
        """Check all example questions, each by a call of its own, so that questions come in between."""
        with suppress(RetrievalError, EmbeddingError, WorkerError):  # the next question reports it
            generation = (await self.about()).generation
            for _ in range(_CHECKS):
                if self._examples.are_of(generation):
                    break
                self._examples = await self.run(Answering.check_example)

    async def refresh(self) -> About:
        """Open the newest generation, and return facts about it.

        Raises:
            ClauseIndexError: As `open` does; answers still come from the previous one then.
            ModelError: As `open` does.
            WorkerError: If the answering process ended or took too long.
        """
        await self.run(Answering.newest)
        return await self.about()

    def close(self) -> None:
        """Cancel queued requests, and end the answering process."""
        self._thread.shutdown(wait=False, cancel_futures=True)
        self._answering.close()

    def _count_served(self, pending: PendingAnswer) -> None:
        self._served += 1
        if not pending.cancelled():
            pending.exception()  # marks it as retrieved: asyncio logs exceptions that nobody retrieves

    def _newest_index(self) -> ClauseIndex:
        """Return the newest generation; if it does not open, the previous one, if there is one."""
        with self._opening:
            if self._index is None:
                self._index = self._place.open()
            else:
                with suppress(ClauseIndexError):  # reported to askers by the answering process, and by the health check
                    if self._place.published() != self._index.manifest.generation:
                        self._index = self._place.open()
            return self._index


def open_checked(settings: Settings) -> Assistant:
    """Open an index for a long run: verify every byte of its encoder first."""
    return open_assistant(settings, every_byte=True)


def engine_of(
    settings: Settings,
    lost: Callable[[str], object],
    *,
    opened: Callable[[Settings], Assistant] = open_checked,
    limit: float = LIMIT,
) -> Engine:
    """Return the engine of an index, unopened.

    Args:
        settings: Place of the index, and its encoder.
        lost: Callback for each loss of the answering process, with the reason.
        opened: Opens the assistant in that process; a module-level function, as it is pickled.
        limit: Timeout of an answer in seconds.
    """
    # The answering process reads user text, so it gets no token.
    bare = replace(settings, slack=SlackSettings.from_env({}))
    return Engine(settings.place, Worker(partial(open_answering, bare, opened), lost), limit=limit)
