"""The console chat: a line in, an answer out, until somebody leaves."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import Path

from prompt_toolkit import PromptSession
from prompt_toolkit.completion import WordCompleter
from prompt_toolkit.history import FileHistory
from rich.console import Console, Group, RenderableType
from rich.text import Text

from bot.assistant import Assistant
from bot.console.commands import COMMANDS, MOST, PAGE, Conversation, run_command
from bot.console.render import answer_block, library_line
from embeddings.errors import EmbeddingError
from retrieval.errors import RetrievalError
from retrieval.question import ask_for

_PROMPT = "› "
_GREETING = "Ask about the resolutions in this library; /help says what else can be typed."


def chat(assistant: Assistant, lines: Iterable[str], console: Console) -> None:
    """Answer every line until there are no more, or one says /quit.

    An interrupt stops the answer that is being made and nothing else; so does an error, which is shown.
    """
    console.print(Text(library_line(assistant.generation.manifest), style="dim"))
    console.print(Text(f"{_GREETING}\n"))
    conversation = Conversation()
    for line in lines:
        if not line.strip():
            continue
        try:
            conversation, shown = _reply(line.strip(), conversation, assistant)
            console.print(shown)
        except KeyboardInterrupt:
            console.print(Text("stopped\n", style="dim"))
        except (RetrievalError, EmbeddingError) as error:
            console.print(Text(f"{error}\n", style="yellow"))
        if conversation.ended:
            return


def typed_lines(history: Path) -> Iterator[str]:
    """Yield the lines a person types, with editing, and a history that is kept between runs."""
    history.parent.mkdir(parents=True, exist_ok=True)
    commands = WordCompleter([f"/{name}" for name in COMMANDS], sentence=True)
    session: PromptSession[str] = PromptSession(history=FileHistory(str(history)), completer=commands)
    while True:
        try:
            yield session.prompt(_PROMPT)
        except KeyboardInterrupt:
            continue
        except EOFError:
            return


def _reply(line: str, conversation: Conversation, assistant: Assistant) -> tuple[Conversation, RenderableType]:
    if line.startswith("/"):
        return run_command(line, conversation, assistant.generation)
    answer = assistant.answer(ask_for(line, conversation.filters), MOST)
    shown, waiting = answer.hits[:PAGE], answer.hits[PAGE:]
    block = answer_block(answer, shown)
    if waiting:
        block = Group(block, Text("/more shows the next ones\n", style="dim"))
    return replace(conversation, waiting=waiting), block
