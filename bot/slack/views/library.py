"""Modal with the resolutions of the library, their dates and numbers of paragraphs, and a search among them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from bot.slack.views import actions
from bot.slack.views.kit import Element, View, asked_for, bullets, form, line, link, plain, rich_text, words
from bot.texts.texts import Texts
from retrieval.clauses.clause import Symbol

_LISTED = 100
_WORDS = "words"
_CHARACTERS = 50


@dataclass(frozen=True, slots=True)
class Held:
    """Resolution of the library.

    Attributes:
        day: Day of adoption; None if only its year is known.
        clauses: Number of its paragraphs.
    """

    symbol: Symbol
    day: date | None
    clauses: int


def library_modal(held: Sequence[Held], say: Texts, searched: str = "") -> View:
    """Build the modal with the resolutions whose symbol or date has each searched word, newest first."""
    found = [one for one in held if all(word in _named(one, say).casefold() for word in searched.casefold().split())]
    left = len(found) - _LISTED
    said = say("library.found", n=len(found)) + (f" {say('library.more', n=left)}" if left > 0 else "")
    field = {
        "type": "plain_text_input",
        "action_id": _WORDS,
        "max_length": _CHARACTERS,
        "placeholder": plain(say("library.example"), 150),
        **({"initial_value": searched} if searched else {}),
    }
    return form(
        say("library.title"),
        [
            asked_for(_WORDS, say("library.search"), field, optional=True),
            rich_text("found", line(words(said, bold=True)), bullets(_row(one, say) for one in found[:_LISTED])),
        ],
        actions.LIBRARY_MODAL,
        submit=say("library.search"),
        cancel=say("controls.close"),
    )


def searched_words(view: Mapping[str, Any]) -> str:
    """Parse the searched words from a submitted modal; "" for none, or where they are missing."""
    try:
        typed = view["state"]["values"][_WORDS][_WORDS]["value"]
    except (LookupError, TypeError):
        return ""
    return " ".join(typed[:_CHARACTERS].split()) if isinstance(typed, str) else ""


def _named(one: Held, say: Texts) -> str:
    return f"{one.symbol}  {say.date(one.day) if one.day else one.symbol.year}"


def _row(one: Held, say: Texts) -> list[Element]:
    dated = _named(one, say).removeprefix(f"{one.symbol}")
    return [*link(one.symbol.url, f"{one.symbol}"), *words(f"{dated}  {say('library.paragraphs', n=one.clauses)}")]
