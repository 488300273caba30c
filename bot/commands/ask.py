"""`clausebot ask` and `clausebot chat`."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterable

from rich.text import Text

from bot.assistant import Assistant, open_assistant
from bot.cli import ANSWERED, NOTHING_FOUND
from bot.commands.shared import answers, filters_from, messages, print_blank, print_json
from bot.console.render import PAGE, answer_block
from bot.settings import Settings
from retrieval.asking.answer import Answer
from retrieval.asking.understand.followup import Turn
from retrieval.clauses.filters import Filters
from retrieval.clauses.question import checked
from retrieval.errors import QuestionError
from retrieval.index.publishing import changed_files


def ask(args: argparse.Namespace, settings: Settings) -> int:
    """Answer one question, or every line of standard input in turn."""
    assistant = ready(settings)
    filters = filters_from(args, assistant.index.manifest.vocabulary, assistant.index.facts.countries)
    if args.question is not None:
        checked(args.question)  # one that cannot be used is an error here, and has a line of its own there
    questions = sys.stdin if args.question is None else [args.question]
    answered = False
    turns: tuple[Turn, ...] = ()
    for question in questions:
        if args.conversation and not question.strip():
            turns = ()
            if not args.json:
                print_blank()
            continue
        answer = _answer(question, filters, turns, args, assistant)
        answered = answered or (answer is not None and answer.answered)
        if args.conversation and answer is not None and not answer.reply:
            turns = (*turns, answer.turn)
    return ANSWERED if answered else NOTHING_FOUND


def open_chat(_args: argparse.Namespace, settings: Settings) -> int:
    """Open the console chat; where nobody types, answer the lines of standard input."""
    # One answer needs no line editor, and keeps nothing.
    from bot.collect.collection import Collection  # noqa: PLC0415
    from bot.console.chat import chat, typed_lines  # noqa: PLC0415

    assistant = ready(settings, every_byte=True)
    typed = sys.stdin.isatty() and sys.stdout.isatty()
    lines: Iterable[str] = typed_lines(settings.history) if typed else sys.stdin
    chat(assistant, lines, answers(), Collection(settings.collections))
    return ANSWERED


def ready(settings: Settings, *, every_byte: bool = False) -> Assistant:
    """Return the engine, loaded; say so meanwhile, and whether the library has changed since.

    Args:
        settings: Where the index is.
        every_byte: Whether to hash the weights, too: a third of a second with the larger encoder.
    """
    console = messages()
    if console.is_interactive:
        with console.status("loading the index and its encoder"):
            assistant = open_assistant(settings, every_byte=every_byte)
    else:
        assistant = open_assistant(settings, every_byte=every_byte)
    if settings.library.is_dir() and changed_files(assistant.index.manifest, settings.library):
        note = "The library has changed since it was indexed; 'clausebot index build' takes the changes in."
        console.print(Text(note, style="yellow"))
    return assistant


def _answer(
    question: str, filters: Filters, before: tuple[Turn, ...], args: argparse.Namespace, assistant: Assistant
) -> Answer | None:
    """Print the answer to one question and return it; a question that cannot be used is said so in its place."""
    try:
        answer = assistant.answer(question, args.k, given=filters, before=before, literal=args.literal)
    except QuestionError as error:
        if args.json:
            print_json({"question": question.strip()[:200], "answered": False, "error": str(error), "hits": []})
        else:
            messages().print(Text(f"error: {error}"))
        return None
    if args.json:
        print_json(answer.as_record())
    else:
        answers().print(answer_block(answer, answer.hits or answer.near_misses[:PAGE], assistant.index))
    return answer
