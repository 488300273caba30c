"""The engine as the event loop sees it: one question at a time, in a thread of its own, in the order they came.

Two questions at once would only slow each other down.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace

from bot.answer import Answer
from bot.assistant import Asked, Assistant
from bot.slack.exchange import Exchange, Message, State
from bot.slack.views.about import About, about
from bot.slack.views.answer import answer_message
from bot.slack.views.controls import PAGE
from retrieval.clause import Clause
from retrieval.index.protocol import ClauseIndex, clause_of

MOST = 60
"""Hits that can be paged through."""

Made = asyncio.Future[tuple[Exchange, Message]]
"""An exchange with its answer, and the message that says it."""


class Engine:
    """Answers exchanges, and knows what it answers from."""

    def __init__(self, assistant: Assistant) -> None:
        self._assistant = assistant
        self._worker = ThreadPoolExecutor(1, thread_name_prefix="engine")
        self._taken = self._served = 0
        self._about: tuple[str, About] | None = None

    @property
    def waiting(self) -> int:
        """How many questions are being answered, or wait to be."""
        return self._taken - self._served

    def begin(self, exchange: Exchange, before: Sequence[Exchange]) -> tuple[Made, Callable[[], int]]:
        """Begin to answer an exchange, after those that were begun before it.

        Args:
            exchange: What is asked.
            before: What was asked before in the same thread, oldest first.

        Returns:
            The answer to come, and a function that says how many are still before it.
        """
        made = asyncio.get_running_loop().run_in_executor(self._worker, self._work, exchange, before)
        made.add_done_callback(self._count_served)
        ticket = self._taken
        self._taken += 1
        return made, lambda: ticket - self._served

    def clause(self, clause_id: str) -> Clause | None:
        """Return a clause of the generation that answers come from; None if it has none of that name."""
        return clause_of(clause_id, self._assistant.index)

    async def about(self) -> About:
        """Return what the answers come from."""
        return self._about[1] if self._about else await self.refresh()

    async def refresh(self) -> About:
        """Open the newest generation, and return what it holds."""
        return await asyncio.get_running_loop().run_in_executor(self._worker, self._newest)

    def close(self) -> None:
        """Begin nothing more."""
        self._worker.shutdown(wait=False, cancel_futures=True)

    def _count_served(self, _made: Made) -> None:
        self._served += 1

    def _work(self, exchange: Exchange, before: Sequence[Exchange]) -> tuple[Exchange, Message]:
        turns = self._assistant.turns(Asked(one.question, one.given, one.literal, one.symbols) for one in before)
        answer = self._assistant.answer(
            exchange.question,
            MOST,
            given=exchange.given,
            before=turns,
            literal=exchange.literal,
            marked=range(exchange.page * PAGE, (exchange.page + 1) * PAGE),
        )
        done = _with_answer(exchange, answer)
        return done, answer_message(done, answer, self._about_of(self._assistant.index))

    def _newest(self) -> About:
        return self._about_of(self._assistant.newest())

    def _about_of(self, index: ClauseIndex) -> About:
        if self._about is None or self._about[0] != index.manifest.generation:
            self._about = index.manifest.generation, about(index)
        return self._about[1]


def _with_answer(exchange: Exchange, answer: Answer) -> Exchange:
    # Thanks and greetings ask nothing, so their reply is all they want.
    talk = answer.reply and not answer.asked.understood.cited
    return replace(
        exchange,
        state=State.ANSWERED,
        answered=answer.answered or bool(talk),
        confidence=answer.confidence,
        generation=answer.generation,
        symbols=tuple(map(str, answer.turn.symbols)),
    )
