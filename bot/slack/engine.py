"""The engine as the event loop sees it: one question at a time, in a thread of its own, in the order they came.

Two questions at once would only slow each other down.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from functools import partial
from importlib.util import find_spec
from pathlib import Path
from tempfile import TemporaryDirectory

from bot.answer import Answer
from bot.assistant import Asked, Assistant
from bot.collect.kept import Standing, standing
from bot.plot import check_plot, plot_history
from bot.slack.exchange import Exchange, Message, Origin, State
from bot.slack.views.about import About, about
from bot.slack.views.agreed import WANTED, Found, agreed_message
from bot.slack.views.answer import answer_message
from bot.slack.views.controls import PAGE
from retrieval.clause import Clause
from retrieval.errors import QuestionError
from retrieval.index.protocol import ClauseIndex, clause_of
from retrieval.references.citations import Citations

MOST = 60
"""Hits that can be paged through."""

GONE = "This paragraph is no longer in the library. Ask again to see what is."

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

    async def clause(self, clause_id: str) -> Clause | None:
        """Return a clause of the generation that answers come from; None if it has none of that name."""
        # In a thread of its own: who clicked is not to wait for answers, nor all others for an index that lies far.
        return await asyncio.to_thread(clause_of, clause_id, self._assistant.index)

    @property
    def citations(self) -> Citations:
        """What the clauses of that generation cite."""
        return self._assistant.index.citations

    async def picture(self, clause_id: str) -> bytes:
        """Return a drawing of how a clause's words changed, as PNG.

        Raises:
            PlotError: If nothing can be drawn here.
            RetrievalError: If the clause is not in the library.
        """
        return await asyncio.get_running_loop().run_in_executor(self._worker, self._draw, clause_id)

    async def standings(self, clauses: Sequence[Clause]) -> list[Standing]:
        """Say of each clause that somebody keeps what has become of it."""
        index = self._assistant.index
        return await asyncio.to_thread(lambda: [standing(clause, index) for clause in clauses])

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
        if exchange.is_about_language:
            return self._agreed(exchange)
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

    def _agreed(self, exchange: Exchange) -> tuple[Exchange, Message]:
        itself: Clause | None = None
        if exchange.origin is Origin.ELSEWHERE:
            itself = clause_of(exchange.question, self._assistant.newest())
            if itself is None:
                raise QuestionError(GONE)
        find = partial(self._assistant.precedents, k=WANTED, given=exchange.given)
        # A paragraph's words alone: all other places are asked for, and not those before it.
        language = find(itself.text if itself else exchange.question)
        if itself is None and language.found.given.clause:
            itself = language.found.given.clause
            language = find(itself.text)
        found = Found(language, itself, history=itself is not None and self._can_draw(itself))
        done = replace(
            exchange,
            state=State.ANSWERED,
            answered=bool(found.precedents),
            confidence=language.confidence,
            generation=language.generation,
        )
        return done, agreed_message(done, found, self._about_of(self._assistant.index))

    def _can_draw(self, clause: Clause) -> bool:
        if clause.paragraph is None or find_spec("matplotlib") is None:
            return False
        return len(self._assistant.history(clause.id).chain) > 1

    def _draw(self, clause_id: str) -> bytes:
        history = self._assistant.history(clause_id)
        with TemporaryDirectory() as folder:
            picture = Path(folder) / "history.png"
            check_plot(picture)
            plot_history(history, self._assistant.index.manifest, picture)
            return picture.read_bytes()

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
