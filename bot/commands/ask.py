"""Commands `clausebot ask` and `clausebot chat`."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterable
from contextlib import nullcontext
from dataclasses import replace

from rich.console import Console

from bot.assistant import Assistant, open_assistant
from bot.cli import ANSWERED, NOTHING_FOUND
from bot.commands.shared import answers, filters_for, messages, print_blank, print_json, warnings
from bot.console.pager import paged
from bot.console.render import answer_block
from bot.conversation import PAGE, Conversation, Page
from bot.inert import inert
from bot.replies import NO_MORE
from bot.settings import Settings
from bot.wording import some_of
from retrieval.asking.answer import Answer
from retrieval.asking.understand.question import checked
from retrieval.clauses.filters import Filters
from retrieval.errors import QuestionError
from retrieval.index.publishing import changed_since_indexed

K = 5
"""Hits of an answer, unless -k is given, or the question asks for a list or for a whole part of a resolution."""


def ask(args: argparse.Namespace, settings: Settings) -> int:
    """Answer one question, or each line of standard input."""
    assistant = ready(settings)
    filters = filters_for(args, assistant.index)
    typed = " ".join(args.question)
    if args.question:
        checked(typed)  # an invalid argument ends the command; an invalid line of standard input does not
    with paged() if args.question else nullcontext(answers()) as console:
        return _answer_all([typed] if args.question else sys.stdin, filters, args, assistant, console)


def _answer_all(
    questions: Iterable[str], filters: Filters, args: argparse.Namespace, assistant: Assistant, console: Console
) -> int:
    """Answer questions in order, as one conversation if --conversation is given; return the exit code."""
    answered = False
    conversation = Conversation()
    for question in questions:
        if args.conversation and not question.strip():
            conversation = Conversation()
            if not args.json:
                print_blank()
            continue
        try:
            answer, after = _answer(question, conversation, filters, args, assistant)
        except QuestionError as error:
            if args.json:
                print_json({"question": question.strip()[:200], "answered": False, "error": str(error), "hits": []})
            else:
                warnings().print(f"error: {error}")
            continue
        answered = answered or answer.answered
        if args.json:
            print_json(answer.as_record())
        else:
            console.print(answer_block(answer, answer.hits or answer.near_misses, assistant.index))
        conversation = after if args.conversation else conversation
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
    changed = changed_since_indexed(assistant.index.manifest, settings.library)
    if changed:
        note = (
            f"The library has changed since it was indexed ({some_of(changed)}), and answers are without the changes; "
            "'clausebot index build' takes them in."
        )
        console.print(inert(note), style="yellow")
    return assistant


def _answer(
    question: str, conversation: Conversation, filters: Filters, args: argparse.Namespace, assistant: Assistant
) -> tuple[Answer, Conversation]:
    """Answer a question; return the answer with the hits to show, and the conversation after it.

    "More please" shows the hits behind those that were shown, from another search for as many more.

    Raises:
        QuestionError: If the question is invalid.
    """
    rest = conversation.asks_for_rest(question)
    conversation = conversation.resumed if rest else conversation
    first = conversation.page.last if rest else 0
    answer = assistant.answer(
        conversation.asked if rest else question,
        (args.k or K) + first,
        filters=filters,
        before=conversation.before if rest else conversation.context,
        literal=args.literal,
        complete=args.k is None,
    )
    found = answer.hits or answer.near_misses
    page = Page(found, first, PAGE if answer.near_misses and not args.json else len(found))
    if not rest:
        return _cut_to(page, answer), conversation.after(question, answer, page)
    answer = _cut_to(page, replace(answer, typed=" ".join(question.split())))
    if not page.hits:
        answer = replace(answer, answered=False, reply=NO_MORE)
    return answer, conversation.showing(page)


def _cut_to(page: Page, answer: Answer) -> Answer:
    """Return an answer with the hits or near misses of a page only."""
    return replace(answer, hits=page.hits) if answer.hits else replace(answer, near_misses=page.hits)
