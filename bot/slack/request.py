"""Requests to the answering process: answer a question, or find the uses of a text or of a clause."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from bot.conversation import numbered_after
from bot.slack.exchange import Exchange, Origin, were_shown
from retrieval.asking.reading import StoredQuestion


@dataclass(frozen=True, slots=True)
class Ask:
    """A question about the library.

    Attributes:
        exchange: Exchange of the question.
        before: Earlier questions of its thread, oldest first.
        language: Language of the interface.
    """

    exchange: Exchange
    before: tuple[StoredQuestion, ...]
    language: str


@dataclass(frozen=True, slots=True)
class FindLanguage:
    """A search for the uses of a text in the library."""

    exchange: Exchange
    text: str
    language: str


@dataclass(frozen=True, slots=True)
class FindElsewhere:
    """A search for the other uses of the words of a clause."""

    exchange: Exchange
    clause_id: str
    language: str


Request = Ask | FindLanguage | FindElsewhere


def request_of(exchange: Exchange, before: Sequence[Exchange], language: str) -> Request:
    """Return the request of an exchange: a question with the earlier ones of its thread, or a search for uses."""
    match exchange.origin:
        case Origin.AGREED:
            return FindLanguage(exchange, exchange.question, language)
        case Origin.ELSEWHERE:
            return FindElsewhere(exchange, exchange.clause_id, language)
        case _:
            numbered = numbered_after(map(_shown, before))
            return Ask(exchange, tuple(map(_stored, before, numbered)), language)


def _stored(exchange: Exchange, numbered: Sequence[str]) -> StoredQuestion:
    """Return the question of an exchange, with the ids of the paragraphs that ordinals meant after its answer."""
    shown = _shown(exchange)
    return StoredQuestion(
        exchange.question,
        exchange.given,
        exchange.literal,
        exchange.first_hit_ids if shown else (),
        led_nowhere=exchange.answered is False and exchange.confidence is not None and not shown,
        shown=numbered,
    )


def _shown(exchange: Exchange) -> Sequence[str]:
    """Return the ids of the paragraphs that the answer of an exchange has shown."""
    shows = were_shown(answered=exchange.answered, confidence=exchange.confidence, misses=exchange.misses)
    return exchange.shown_ids if shows else ()
