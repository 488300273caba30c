"""How an exchange is answered: understood, searched for, and said in blocks. It runs in the engine's process."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import partial
from importlib.util import find_spec
from pathlib import Path
from tempfile import TemporaryDirectory

from bot.assistant import Assistant
from bot.plot import check_plot, plot_history
from bot.settings import Settings
from bot.slack.exchange import Exchange, Message, Origin, State
from bot.slack.views.about import Abouts
from bot.slack.views.agreed import WANTED, FoundLanguage, agreed_message
from bot.slack.views.answer import answer_message
from bot.slack.views.controls import PAGE
from retrieval.asking.answer import Answer
from retrieval.asking.ask import Asked
from retrieval.clauses.clause import Clause
from retrieval.errors import QuestionError
from retrieval.index.protocol import clause_of

MOST = 60
"""Hits that can be paged through."""

GONE = "This paragraph is no longer in the library. Ask again to see what is."


class Answering:
    """Answers exchanges from the newest generation."""

    def __init__(self, assistant: Assistant) -> None:
        self._assistant = assistant
        self._abouts = Abouts()

    def newest(self) -> None:
        """Open the newest generation.

        Raises:
            ClauseIndexError: If it is damaged, or was made by another encoder than was asked for.
        """
        self._assistant.newest()

    def answer(self, exchange: Exchange, before: Sequence[Exchange]) -> tuple[Exchange, Message]:
        """Return an exchange with its answer, and the message that says it.

        Args:
            exchange: What is asked.
            before: What was asked before in the same thread, oldest first.

        Raises:
            QuestionError: If it cannot be asked so.
            CitationError: If it names no paragraph, and has to.
            ClauseIndexError: As `newest` does.
        """
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
        return done, answer_message(done, answer, self._abouts.of(self._assistant.index))

    def picture(self, clause_id: str) -> bytes:
        """Return a drawing of how a clause's words changed, as PNG.

        Raises:
            PlotError: If nothing can be drawn here.
            RetrievalError: If the clause is not in the library.
        """
        history = self._assistant.history(clause_id)
        with TemporaryDirectory() as folder:
            picture = Path(folder) / "history.png"
            check_plot(picture)
            plot_history(history, self._assistant.index.manifest, picture)
            return picture.read_bytes()

    def _agreed(self, exchange: Exchange) -> tuple[Exchange, Message]:
        itself: Clause | None = None
        if exchange.origin is Origin.ELSEWHERE:
            itself = clause_of(exchange.question, self._assistant.newest())
            if itself is None:
                raise QuestionError(GONE)
        find = partial(self._assistant.precedents, k=WANTED, filters=exchange.given)
        # A paragraph's words alone: all other places are asked for, and not those before it.
        language = find(itself.text if itself else exchange.question)
        if itself is None and language.found.given.clause:
            itself = language.found.given.clause
            language = find(itself.text)
        found = FoundLanguage(language, itself, history=itself is not None and self._can_draw(itself))
        done = replace(
            exchange,
            state=State.ANSWERED,
            answered=bool(found.precedents),
            confidence=language.confidence,
            generation=language.generation,
        )
        return done, agreed_message(done, found, self._abouts.of(self._assistant.index))

    def _can_draw(self, clause: Clause) -> bool:
        if clause.paragraph is None or find_spec("matplotlib") is None:
            return False
        return len(self._assistant.history(clause.id).chain) > 1


def open_answering(settings: Settings, opened: Callable[[Settings], Assistant]) -> Answering:
    """Open what answers.

    Raises:
        ClauseIndexError: If there is no index, or it is damaged or made by another encoder than was asked for.
        ModelError: If the encoder does not load.
    """
    return Answering(opened(settings))


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
