"""Commands `clausebot ask` and `clausebot chat`."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterable
from contextlib import nullcontext
from dataclasses import dataclass, replace

from rich.console import Console
from rich.text import Text

from bot.assistant import Assistant, open_assistant
from bot.cli import ANSWERED, NOTHING_FOUND
from bot.commands.shared import answers, filters_from, messages, print_blank, print_json, warnings
from bot.console.pager import paged
from bot.console.render import PAGE, answer_block
from bot.replies import NO_MORE
from bot.settings import Settings
from retrieval.asking.answer import Answer, Hit
from retrieval.asking.understand.follow_ups.shown import asks_for_rest
from retrieval.asking.understand.follow_ups.turns import Turn
from retrieval.asking.understand.question import checked
from retrieval.clauses.filters import Filters
from retrieval.errors import QuestionError
from retrieval.index.publishing import changed_since_indexed

K = 5
"""Hits of an answer, unless -k is given, or the question asks for a list or for a whole part of a resolution."""


def ask(args: argparse.Namespace, settings: Settings) -> int:
    """Answer one question, or each line of standard input."""
    assistant = ready(settings)
    filters = filters_from(args, assistant.index.manifest.vocabulary, assistant.index.facts.countries)
    typed = " ".join(args.question)
    if args.question:
        checked(typed)  # an invalid argument ends the command; an invalid line of standard input does not
    with paged() if args.question else nullcontext(answers()) as console:
        return _answer_all([typed] if args.question else sys.stdin, filters, args, assistant, console)


@dataclass(frozen=True, slots=True)
class _Shown:
    """Question of a conversation, with the turns before it, and the number of its hits that were shown."""

    question: str
    before: tuple[Turn, ...]
    hits: int = 0


def _answer_all(
    questions: Iterable[str], filters: Filters, args: argparse.Namespace, assistant: Assistant, console: Console
) -> int:
    """Answer questions in order, as one conversation if --conversation is given; return the exit code."""
    answered = False
    turns: tuple[Turn, ...] = ()
    last: _Shown | None = None
    for question in questions:
        if args.conversation and not question.strip():
            turns, last = (), None
            if not args.json:
                print_blank()
            continue
        shown = last if last and asks_for_rest(question, turns) else _Shown(question, turns)
        answer = _answer(question, shown, assistant, console, args, filters=filters)
        answered = answered or (answer is not None and answer.answered)
        if args.conversation and answer is not None and answer.is_turn:
            printed = _printed(answer, args)
            turns = (*shown.before, replace(answer.turn, shown=tuple(hit.clause.id for hit in printed)))
            last = replace(shown, hits=shown.hits + len(printed))
    return ANSWERED if answered else NOTHING_FOUND


def open_chat(_args: argparse.Namespace, settings: Settings) -> int:
    """Open the console chat; without a terminal, answer the lines of standard input."""
    # Slow imports: `ask` needs neither line editor nor collections.
    from bot.collect.collection import Collection  # noqa: PLC0415
    from bot.console.chat import chat, typed_lines  # noqa: PLC0415

    assistant = ready(settings, every_byte=True)
    typed = sys.stdin.isatty() and sys.stdout.isatty()
    lines: Iterable[str] = typed_lines(settings.history, lambda: assistant.index.facts) if typed else sys.stdin
    chat(assistant, lines, answers(), Collection(settings.collections))
    return ANSWERED


def ready(settings: Settings, *, every_byte: bool = False) -> Assistant:
    """Load the assistant, with a progress message, and warn if the library has changed since it was indexed.

    Args:
        settings: Location of the index.
        every_byte: Whether to verify the checksum of the encoder's weights, too, which takes a third of a second with
            the larger encoder.
    """
    console = messages()
    if console.is_interactive:
        with console.status("loading the index and its encoder"):
            assistant = open_assistant(settings, every_byte=every_byte)
    else:
        assistant = open_assistant(settings, every_byte=every_byte)
    if changed_since_indexed(assistant.index.manifest, settings.library):
        note = "The library has changed since it was indexed; 'clausebot index build' takes the changes in."
        console.print(Text(note, style="yellow"))
    return assistant


def _answer(
    question: str,
    shown: _Shown,
    assistant: Assistant,
    console: Console,
    args: argparse.Namespace,
    *,
    filters: Filters,
) -> Answer | None:
    """Print and return the answer to one question; print the error and return None for an invalid one.

    Args:
        question: As typed; "more please" asks for the hits after those that were shown.
        shown: The question to answer, and the number of its hits that were shown.
        assistant: Assistant that answers.
        console: Console to print the answer on.
        args: Options of the command.
        filters: Filters set by options.
    """
    try:
        answer = assistant.answer(
            shown.question,
            (args.k or K) + shown.hits,
            filters=filters,
            before=shown.before,
            literal=args.literal,
            complete=args.k is None,
        )
    except QuestionError as error:
        if args.json:
            print_json({"question": question.strip()[:200], "answered": False, "error": str(error), "hits": []})
        else:
            warnings().print(Text(f"error: {error}"))
        return None
    if shown.hits:
        answer = _after_shown(answer, shown.hits, " ".join(question.split()))
    if args.json:
        print_json(answer.as_record())
    else:
        console.print(answer_block(answer, _printed(answer, args), assistant.index))
    return answer


def _printed(answer: Answer, args: argparse.Namespace) -> tuple[Hit, ...]:
    """Return the hits or near misses to print: all hits, and without JSON only a page of near misses."""
    return answer.hits or answer.near_misses[: None if args.json else PAGE]


def _after_shown(answer: Answer, shown: int, typed: str) -> Answer:
    """Return an answer without its first `shown` hits; if none are left, with a reply that says so."""
    hits, near = answer.hits[shown:], answer.near_misses[shown:]
    if hits or near:
        return replace(answer, hits=hits, near_misses=near, typed=typed)
    return replace(answer, answered=False, hits=(), near_misses=(), typed=typed, reply=NO_MORE, is_turn=False)
