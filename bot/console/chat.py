"""Console chat loop: read a line, print an answer, until /quit, `quit` or end of input."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from pathlib import Path

from prompt_toolkit import PromptSession
from prompt_toolkit.history import FileHistory
from rich.console import Console, Group, RenderableType
from rich.text import Text

from bot.assistant import Assistant
from bot.collect.collection import Collection
from bot.console.commands import Chat, run_command
from bot.console.completer import ChatCompleter
from bot.console.render import answer_block
from bot.conversation import MOST, PAGE, Page
from bot.errors import BotError
from bot.hints import completed
from bot.terminal import prompt_mark
from bot.texts.texts import said_in
from bot.wording import library_line
from embeddings.errors import EmbeddingError
from retrieval.asking.understand.follow_ups.turns import Reading
from retrieval.clauses.filters import Filters, describe
from retrieval.errors import RetrievalError
from retrieval.index.facts import LibraryFacts

_GREETING = "Ask about the resolutions in this library; /help says what else can be typed."

_LEAVING = frozenset({"quit", "exit"})
"""Lines that leave as /quit does, since they do elsewhere; no question is of one of these words."""


def chat(assistant: Assistant, lines: Iterable[str], console: Console, collection: Collection) -> None:
    """Answer lines until the end of input or /quit; /keep adds clauses to the collection.

    An interrupt or an error ends only the current answer; the error is shown.
    """
    console.print(library_line(assistant.index.manifest), style="dim")
    console.print(f"{_GREETING}\n")
    conversation = Chat(collection=collection)
    for line in lines:
        if not line.strip():
            continue
        try:
            conversation, shown = _reply(line.strip(), conversation, assistant)
            console.print(shown)
        except KeyboardInterrupt:
            console.print("stopped\n", style="dim")
        except (BotError, RetrievalError, EmbeddingError) as error:
            console.print(f"{completed(str(error))}\n", style="yellow")
        if conversation.ended:
            return


def typed_lines(history: Path, facts: Callable[[], LibraryFacts]) -> Iterator[str]:
    """Yield typed lines, with line editing, persistent history, and completion of names in the library."""
    history.parent.mkdir(parents=True, exist_ok=True)
    session: PromptSession[str] = PromptSession(history=FileHistory(str(history)), completer=ChatCompleter(facts))
    while True:
        try:
            yield session.prompt(prompt_mark())
        except KeyboardInterrupt:
            continue
        except EOFError:
            return


def _reply(line: str, conversation: Chat, assistant: Assistant) -> tuple[Chat, RenderableType]:
    """Run a command or answer a question; return the new state of the conversation, and the output."""
    if conversation.asks_for_rest(line):
        line = "/more"
    elif line.lower() in _LEAVING:
        line = "/quit"
    if not line.startswith("/"):
        return _answer(line, conversation, assistant, literal=False)
    after, shown = run_command(line, conversation, assistant.index)
    if not after.again:
        return after, shown
    after, block = _answer(after.again, replace(after, again=""), assistant, literal=True)
    return after, Group(shown, block)


def _answer(question: str, conversation: Chat, assistant: Assistant, *, literal: bool) -> tuple[Chat, RenderableType]:
    """Answer a question; return the new state of the conversation, and the output."""
    standing = Filters(suggested=conversation.filters.suggested) if literal else conversation.filters
    answer = assistant.answer(
        question, MOST, standing=standing, before=conversation.context, literal=literal, face="console"
    )
    page = Page(answer.hits or answer.near_misses[:PAGE])
    hints = [
        said_in(answer.reading.understood.language)("ways.more") if page.next.hits else "",
        _literal_hint(answer.reading),
    ]
    block = Group(
        answer_block(answer, page.hits, assistant.index, in_chat=True),
        Text("; ".join(filter(None, hints)), style="dim"),
    )
    after = conversation.after(question, answer, page)
    return (replace(after, listed=()) if page.hits else after), block


def _literal_hint(reading: Reading) -> str:
    """Return the hint how to ask the question literally; "" if it was searched as typed."""
    say = said_in(reading.understood.language)
    if reading.differs:
        return say("ways.alone")
    was_changed = reading.understood.corrections or describe(reading.understood.without_standing.scope.filters)
    return say("ways.as_typed") if was_changed else ""
