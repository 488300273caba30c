"""Answer message: page of paragraphs, or refusal with suggestions, or canned reply."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import replace

from bot.answer_wording import (
    beyond_line,
    certainty_line,
    languages_line,
    near_misses_line,
    nothing_found,
    overruled_line,
    quoted_line,
    reply_line,
    shape_lines,
    standing_line,
    suggestions_line,
    understood_line,
    unknown_line,
)
from bot.conversation import PAGE, Page
from bot.inert import inert_sentence
from bot.slack.exchange import Exchange, Message
from bot.slack.views import actions, limits
from bot.slack.views.about import About
from bot.slack.views.controls import (
    around_limits,
    in_full,
    narrowing,
    page_buttons,
    page_of,
    shows_near_misses,
)
from bot.slack.views.examples import OFFERED, example_blocks, in_language, question_on
from bot.slack.views.frame import LINE, late_blocks, private_blocks, question_blocks, verdict_block
from bot.slack.views.kit import (
    Block,
    button,
    buttons,
    context,
    line,
    rich_text,
    sentence,
)
from bot.slack.views.limits import allot, shortened, weight
from bot.slack.views.notices import fallback, fallback_sentence, notice
from bot.slack.views.paragraph import paragraph_blocks, room_wanted
from bot.texts.texts import ENGLISH, OFFICIAL, Texts, texts_in
from retrieval.asking.answer import Answer
from retrieval.clauses.clause import Clause

_OPENING = ("empty", "greeting", "help")
"""Kinds of message after which examples are offered."""

_REWORDINGS = 3
_COVERAGE = 700
_FALLBACK_LINE = limits.FALLBACK // (PAGE + 1)


def answer_message(
    exchange: Exchange, answer: Answer, about: About, say: Texts, examples: Sequence[str] = ()
) -> Message:
    """Build the answer message: a page of paragraphs, a refusal with suggestions, or a canned reply.

    Args:
        exchange: The question.
        answer: Its answer.
        about: Summary of the index.
        say: Texts in the language of the reader, also for notes on a question in English.
        examples: Questions that the index answers.
    """
    asked_in = answer.reading.understood.language
    noted = texts_in(asked_in) if asked_in in OFFICIAL and asked_in != ENGLISH else say
    examples = in_language(examples, noted.language)
    if answer.reply and not (answer.hits or answer.near_misses):
        said = " ".join(filter(None, (languages_line(answer, say.language), reply_line(answer))))
        reply = notice(said, exchange.id)
        offered = examples[:OFFERED] if answer.small_talk in _OPENING or answer.absent else ()
        late = late_blocks(exchange, exchange.id, noted)
        return replace(reply, blocks=(*late, *reply.blocks, *example_blocks(exchange, offered, exchange.id, noted)))
    page = page_of(exchange, answer)
    name = f"{exchange.id}:{_shape(exchange)}"
    head = [*late_blocks(exchange, name, noted), *question_blocks(exchange, name, noted)]
    above = [*head, *_before_hits(exchange, answer, about, name, say)]
    above += context(f"{name}:quoted", quoted_line(answer, say.language)) if page.hits else []
    suggested = () if page.hits else _rewordings(exchange, answer, examples)
    below = _below(exchange, answer, page, suggested, name=name, say=say, noted=noted)
    clauses = [hit.clause for hit in page.hits]
    before = [None, *clauses[:-1]] if clauses else []

    def laid_out(rooms: Sequence[int]) -> list[Block]:
        paragraphs = (
            paragraph_blocks(hit, room, say, noted, language=asked_in, name=f"{name}:{place}", before=above_it)
            for place, (hit, room, above_it) in enumerate(zip(page.hits, rooms, before, strict=True))
        )
        return [*above, *(block for blocks in paragraphs for block in blocks), *below]

    # Measured with all words of the paragraphs omitted, as the notes on omitted text are longest then.
    rest = limits.MESSAGE - weight(laid_out([0] * len(page.hits)))
    rooms = allot([room_wanted(clause, above_it) for clause, above_it in zip(clauses, before, strict=True)], rest)
    return Message(_fallback_text(answer, about, page), tuple(laid_out(rooms)))


def _shape(exchange: Exchange) -> str:
    """Return a hash of the content, for block ids: Slack keeps the state of blocks whose ids stay the same."""
    shape = (exchange.question, exchange.given, exchange.standing, exchange.literal, exchange.page, exchange.misses)
    return hashlib.sha256(repr(shape).encode()).hexdigest()[:8]


def _before_hits(exchange: Exchange, answer: Answer, about: About, name: str, say: Texts) -> list[Block]:
    """Return notes on absent names, a list's length and a comparison's empty side; or that nothing answers."""
    if not answer.hits:
        return _nothing(exchange, answer, about, name, say)
    said = [line(sentence(text, _COVERAGE)) for text in (unknown_line(answer), reply_line(answer)) if text]
    shape = [line(sentence(text, LINE, bold=True)) for text in shape_lines(answer)]
    return [rich_text(f"{name}:before", *said, *shape)] if said or shape else []


def _nothing(exchange: Exchange, answer: Answer, about: About, name: str, say: Texts) -> list[Block]:
    shown = shows_near_misses(exchange, answer)
    covers = [] if shown else line(sentence(_coverage(answer, about), _COVERAGE))
    beside = [line(sentence(said, LINE)) for said in (beyond_line(answer), suggestions_line(answer))]
    nearest = line(sentence(near_misses_line(answer), LINE, bold=True)) if shown else []
    nothing = line(sentence(nothing_found(answer), _COVERAGE, bold=True))
    understood = [line(sentence(said, LINE)) for said in (languages_line(answer, say.language), unknown_line(answer))]
    return [rich_text(f"{name}:nothing", *understood, nothing, *beside, covers, nearest)]


def _coverage(answer: Answer, about: About) -> str:
    return about.coverage(answer.reading.understood.language)


def _below(
    exchange: Exchange, answer: Answer, page: Page, suggested: Sequence[str], *, name: str, say: Texts, noted: Texts
) -> list[Block]:
    near = answer.near_misses and not (answer.hits or shows_near_misses(exchange, answer))
    ways = [
        *page_buttons(exchange, page, say),
        *([button(actions.NEAR, say("controls.nearest"), exchange.id)] if near else []),
        *in_full(exchange, answer, page, say),
        *around_limits(exchange, answer, say),
        *narrowing(exchange, answer, say),
    ]
    return [
        *example_blocks(exchange, suggested, name, noted),
        *context(f"{name}:context", *_context(exchange, answer, page, noted)),
        *buttons(f"{name}:ways", ways),
        *private_blocks(exchange, name, say),
        verdict_block(exchange, name, say),
    ]


def _rewordings(exchange: Exchange, answer: Answer, examples: Sequence[str]) -> list[str]:
    """Suggest questions that the index answers, those on themes of the near misses first."""
    near = [question_on(label.name) for hit in answer.near_misses for label in hit.clause.themes]
    ordered = dict.fromkeys([*(question for question in near if question in examples), *examples])
    return [question for question in ordered if question != exchange.question][:_REWORDINGS]


def _context(exchange: Exchange, answer: Answer, page: Page, say: Texts) -> tuple[str, ...]:
    understood = understood_line(answer.reading)
    if exchange.literal:
        understood = say("answer.and_as_typed", understood=understood) if understood else say("answer.as_typed")
    said = (
        understood,
        standing_line(answer.reading.understood, say("answer.this_channel")),
        overruled_line(answer.reading.understood),
        "" if page.first else certainty_line(answer, say.language),
    )
    return tuple(shortened(inert_sentence(text), LINE) for text in said)


def _fallback_text(answer: Answer, about: About, page: Page) -> str:
    """Return the plain text fallback, for notifications and for rejected blocks."""
    quoted = [fallback(_named(hit.clause), _FALLBACK_LINE) for hit in page.hits]
    said = [line for line in (unknown_line(answer),) if line]
    if not answer.hits:
        nothing = f"{nothing_found(answer)} {_coverage(answer, about)}"
        said += [nothing, near_misses_line(answer)] if quoted else [nothing]
    return "\n".join([*(fallback_sentence(text, _FALLBACK_LINE) for text in said), *quoted])


def _named(clause: Clause) -> str:
    said = clause.text_with_lead_in
    return f"{clause.citation}: {said}"
