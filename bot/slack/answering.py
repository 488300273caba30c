"""Answers exchanges, and formats the answers as blocks; runs in the answering process, with index and encoder."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from importlib.util import find_spec
from pathlib import Path
from tempfile import TemporaryDirectory

from bot.assistant import Assistant
from bot.conversation import MOST, PAGE
from bot.hints import for_readers
from bot.plot import check_plot, plot_history
from bot.replies import NO_MORE
from bot.settings import Settings
from bot.slack.checked import Examples, with_one_checked
from bot.slack.exchange import Exchange, Message, State
from bot.slack.request import Ask, FindElsewhere, FindLanguage, Request
from bot.slack.unasked import is_called_for, names_something
from bot.slack.views.about import Abouts
from bot.slack.views.agreed import WANTED, FoundLanguage, agreed_message
from bot.slack.views.answer import answer_message
from bot.slack.views.controls import page_of
from bot.slack.views.details import comparison_modal, history_modal, list_modal
from bot.slack.views.kit import View
from bot.slack.views.left import left_note
from bot.texts.texts import texts_in
from retrieval.agreed.language import AgreedLanguage
from retrieval.asking.answer import Answer
from retrieval.asking.understand.follow_ups.shown import asks_for_rest
from retrieval.clauses.citation import Citation
from retrieval.clauses.clause import Clause
from retrieval.errors import QuestionError
from retrieval.index.protocol import clause_with_id

_LISTED = 200
"""Maximum number of hits in the modal of a whole list."""

_NOTHING = Message("")
"""Message of an exchange that gets neither an answer nor a note."""


class Answering:
    """Answers exchanges from the newest generation."""

    def __init__(self, assistant: Assistant) -> None:
        self._assistant = assistant
        self._abouts = Abouts()
        self._examples = Examples()

    def newest(self) -> None:
        """Open the newest generation.

        Raises:
            ClauseIndexError: If it is damaged, or was made by another encoder than was asked for.
        """
        self._assistant.newest()

    def answer(self, request: Request) -> tuple[Exchange, Message]:
        """Return the exchange of a request with its answer, and the message that shows it.

        Raises:
            QuestionError: If the question is empty or too long, or the clause is gone.
            CitationError: If the text to search for is a citation of anything but one paragraph of the library.
            ClauseIndexError: As `newest` does.
        """
        match request:
            case Ask():
                return self._ask(request)
            case FindLanguage():
                return self._find_language(request)
            case FindElsewhere():
                return self._find_elsewhere(request)

    def check_example(self) -> Examples:
        """Check one more example question against the index, and return the examples so far."""
        about = self._abouts.of(self._assistant.index)
        self._examples = with_one_checked(self._examples, about, self._assistant)
        return self._examples

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

    def list_view(self, request: Ask) -> View:
        """Return the modal with all hits of a list.

        Raises:
            QuestionError: If the question is empty or too long.
            ClauseIndexError: As `newest` does.
        """
        asked, _ = self._asked_for_rest(request)
        return list_modal(self._answer_question(asked, _LISTED, range(0)), texts_in(request.language))

    def comparison_view(self, one: Citation, other: Citation, language: str) -> View:
        """Return the modal that compares two resolutions.

        Raises:
            RetrievalError: If a resolution is not in the library.
        """
        from retrieval.agreed.compare import compare_resolutions  # noqa: PLC0415 - loads networkx

        compared = compare_resolutions(one, other, self._assistant.newest().require_full())
        return comparison_modal(compared, texts_in(language))

    def history_view(self, clause_id: str, language: str) -> View:
        """Return the modal with the history of a clause's words.

        Raises:
            RetrievalError: If the clause is not in the library.
        """
        return history_modal(self._assistant.history(clause_id).chain, texts_in(language))

    def _ask(self, request: Ask) -> tuple[Exchange, Message]:
        exchange = request.exchange
        asked, shown = self._asked_for_rest(request)
        first = shown + exchange.page * PAGE
        marked = range(first, first + PAGE)
        answer = self._answer_question(asked, MOST, marked)
        if exchange.begins_thread and answer.reading.continues_by_evidence:
            # People write on another topic in a new message; one that asks on is worded so, or is in the thread.
            answer = self._answer_question(replace(asked, before=()), MOST, marked)
        if shown:
            answer = _without_first(answer, shown)
        done = _with_answer(exchange, answer)
        if exchange.unasked and exchange.state is State.ACCEPTED:  # judged once: an answer that was shown stays
            alone = self._answer_question(replace(request, before=()), 1, range(0)) if request.before else answer
            if not is_called_for(exchange.question, answer, alone):
                note = left_note(texts_in(request.language)) if names_something(alone) else _NOTHING
                return replace(done, answered=False), note
        return done, answer_message(
            done, answer, self._abouts.of(self._assistant.index), texts_in(request.language), self._examples.answered
        )

    def _asked_for_rest(self, request: Ask) -> tuple[Ask, int]:
        """Return the request of whose answer a message wants the rest ("more please"), and the number of hits shown.

        For any other message that is the request itself, and 0.
        """
        asked, shown = request, 0
        while asked.before and asks_for_rest(asked.exchange.question, self._assistant.turns(asked.before)):
            *before, last = asked.before
            exchange = replace(asked.exchange, question=last.question, given=last.given, literal=last.literal)
            asked, shown = replace(asked, exchange=exchange, before=tuple(before)), shown + len(last.shown)
        return (asked, shown) if shown else (request, 0)

    def _answer_question(self, request: Ask, k: int, marked: range) -> Answer:
        exchange = request.exchange
        answer = self._assistant.answer(
            exchange.question,
            k,
            filters=exchange.given,
            standing=exchange.standing,
            before=self._assistant.turns(request.before),
            literal=exchange.literal,
            marked=marked,
            face="Slack",
        )
        return replace(answer, reply=for_readers(answer.reply))

    def _find_language(self, request: FindLanguage) -> tuple[Exchange, Message]:
        language = self._precedents(request.text, request.exchange)
        if clause := language.found.given.clause:
            return self._uses_of_clause(clause, request)
        return self._language_answer(FoundLanguage(language), request)

    def _find_elsewhere(self, request: FindElsewhere) -> tuple[Exchange, Message]:
        clause = clause_with_id(request.clause_id, self._assistant.newest())
        if clause is None:
            raise QuestionError(texts_in(request.language)("paragraph.gone"))
        return self._uses_of_clause(clause, request)

    def _uses_of_clause(self, clause: Clause, request: FindLanguage | FindElsewhere) -> tuple[Exchange, Message]:
        # A search for the clause itself, rather than its text, would find earlier uses only.
        language = self._precedents(clause.text, request.exchange)
        can_plot = find_spec("matplotlib") is not None
        return self._language_answer(FoundLanguage(language, clause, self._has_history(clause), can_plot), request)

    def _precedents(self, text: str, exchange: Exchange) -> AgreedLanguage:
        return self._assistant.precedents(text, k=WANTED, filters=exchange.limits)

    def _language_answer(self, found: FoundLanguage, request: FindLanguage | FindElsewhere) -> tuple[Exchange, Message]:
        done = replace(
            request.exchange,
            state=State.ANSWERED,
            answered=bool(found.precedents),
            confidence=found.language.confidence,
            generation=found.language.generation,
        )
        return done, agreed_message(done, found, texts_in(request.language))

    def _has_history(self, clause: Clause) -> bool:
        return clause.paragraph is not None and len(self._assistant.history(clause.id).chain) > 1


def open_answering(settings: Settings, opened: Callable[[Settings], Assistant]) -> Answering:
    """Open the assistant, and return the object that answers from it.

    Raises:
        ClauseIndexError: If there is no index, or it is damaged or made by another encoder than was asked for.
        ModelError: If the encoder does not load.
    """
    return Answering(opened(settings))


def _without_first(answer: Answer, shown: int) -> Answer:
    """Return an answer without its first hits or near misses; without the others, it says that there are no more."""
    if len(answer.hits or answer.near_misses) <= shown:
        return replace(answer, answered=False, hits=(), near_misses=(), reply=NO_MORE)
    return replace(answer, hits=answer.hits[shown:], near_misses=answer.near_misses[shown:])


def _with_answer(exchange: Exchange, answer: Answer) -> Exchange:
    # Small talk counts as answered, by its canned reply.
    return replace(
        exchange,
        state=State.ANSWERED,
        answered=answer.answered or answer.small_talk is not None,
        confidence=answer.confidence,
        generation=answer.generation,
        shown_ids=page_of(exchange, answer).shown or answer.turn.quoted,
    )
