"""`clausebot ask` and `clausebot chat`."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterable

from rich.text import Text

from bot.answer import answer_record
from bot.assistant import Assistant, open_assistant
from bot.cli import ANSWERED, NOTHING_FOUND
from bot.commands.shared import answers, filters_from, messages, print_json
from bot.console.chat import chat, typed_lines
from bot.console.render import answer_block
from bot.settings import Settings
from retrieval.errors import QuestionError
from retrieval.index.generation import changed_files
from retrieval.question import Filters, ask_for


def ask(args: argparse.Namespace, settings: Settings) -> int:
    """Answer one question, or every line of standard input in turn."""
    assistant = _ready(settings)
    filters = filters_from(args, assistant.generation.manifest.vocabulary)
    if args.question is not None:
        ask_for(args.question, filters)  # a question that cannot be used is an error here, and a line of its own there
    questions = sys.stdin if args.question is None else [args.question]
    answered = [_answer(question, filters, args, assistant) for question in questions]
    return ANSWERED if any(answered) else NOTHING_FOUND


def open_chat(_args: argparse.Namespace, settings: Settings) -> int:
    """Open the console chat; where nobody types, answer the lines of standard input."""
    assistant = _ready(settings)
    typed = sys.stdin.isatty() and sys.stdout.isatty()
    lines: Iterable[str] = typed_lines(settings.history) if typed else sys.stdin
    chat(assistant, lines, answers())
    return ANSWERED


def _ready(settings: Settings) -> Assistant:
    console = messages()
    if console.is_terminal:
        with console.status("loading the index and its encoder"):
            assistant = open_assistant(settings)
    else:
        assistant = open_assistant(settings)
    if settings.library.is_dir() and changed_files(assistant.generation.manifest, settings.library):
        note = "The library has changed since it was indexed; 'clausebot index build' takes the changes in."
        console.print(Text(note, style="yellow"))
    return assistant


def _answer(question: str, filters: Filters, args: argparse.Namespace, assistant: Assistant) -> bool:
    """Print the answer to one question and say whether there was one; an unusable question is said so in its place."""
    try:
        answer = assistant.answer(ask_for(question, filters), args.k)
    except QuestionError as error:
        if args.json:
            print_json({"question": question.strip()[:200], "answered": False, "error": str(error), "hits": []})
        else:
            messages().print(Text(f"error: {error}"))
        return False
    if args.json:
        print_json(answer_record(answer))
    else:
        answers().print(answer_block(answer, answer.hits))
    return answer.answered
