"""Kept clauses: list on the app home, confirmation, and export modal."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from bot.collect.kept import Kept, Standing, kept_notes, key_of
from bot.export.formats import OFFERED, Format
from bot.slack.views import actions, limits
from bot.slack.views.kit import (
    Block,
    View,
    asked_for,
    button,
    buttons,
    chosen_of,
    form,
    header,
    line,
    option,
    rich_text,
    words,
)
from bot.slack.views.paragraph import heading, quoted
from bot.wording import counted
from retrieval.clauses.clause import Clause

PAGE = 5
"""Kept clauses per page of the app home."""

_QUOTE = 1_200
"""Size limit of a quote there in bytes; exports contain the full text."""

_NOTE = 300
_FORMAT = "format"


@dataclass(frozen=True, slots=True)
class Shelf:
    """Page of a user's kept clauses.

    Attributes:
        shown: Clauses of the page, latest first, with their comparison to the current library.
        page: Page number, from 0.
        of: Total number of kept clauses.
    """

    shown: tuple[tuple[Kept, Standing], ...] = ()
    page: int = 0
    of: int = 0


def on_page(kept: Sequence[Kept], page: int) -> tuple[int, Sequence[Kept]]:
    """Return a page of kept clauses, latest first; the last page if they have become fewer."""
    page = min(max(page, 0), max(len(kept) - 1, 0) // PAGE)
    return page, kept[::-1][page * PAGE : (page + 1) * PAGE]


def shelf_blocks(shelf: Shelf) -> list[Block]:
    """Return the list of kept clauses with remove and export buttons; no blocks if there are none."""
    if not shelf.of:
        return []
    entries = (_entry(place, *one, shelf.page) for place, one in enumerate(shelf.shown))
    ways = [
        *([button(actions.KEPT_NEWER, "Newer", str(shelf.page - 1))] if shelf.page else []),
        *([button(actions.KEPT_OLDER, "Older", str(shelf.page + 1))] if shelf.of > (shelf.page + 1) * PAGE else []),
        button(actions.EXPORT, f"Export {'it' if shelf.of == 1 else f'all {shelf.of}'} …", "export", style="primary"),
    ]
    return [
        header("kept", f"What you keep: {counted(shelf.of, 'clause')}"),
        *(block for entry in entries for block in entry),
        *buttons("kept:ways", ways),
    ]


def kept_line(clause: Clause, of: int) -> str:
    """Format the confirmation that a clause was kept."""
    named = clause.citation
    return f"Kept: {named}. The bot's Home shows what you keep, {counted(of, 'clause')} by now, and exports it."


def export_modal() -> View:
    """Build the export modal, with a menu of formats."""
    options = [option(text, choice.value) for choice, text in OFFERED.items()]
    element = {"type": "radio_buttons", "action_id": _FORMAT, "options": options, "initial_option": options[0]}
    hint = "The file comes in your direct messages with the bot."
    fields = [asked_for(_FORMAT, "As", element, hint=hint)]
    return form("Export what you keep", fields, actions.EXPORT_MODAL, submit="Send me the file")


def given_format(view: Mapping[str, Any]) -> Format:
    """Parse the format from a submitted export modal."""
    [chosen] = chosen_of(view["state"], _FORMAT)
    return Format(chosen)


def _entry(place: int, kept: Kept, now: Standing, page: int) -> list[Block]:
    notes = [line(words(limits.shortened(said, _NOTE))) for said in kept_notes(kept, now)]
    remove = button(actions.UNKEEP, "Remove", actions.carry(str(page), key_of(kept.clause)))
    return [
        rich_text(f"kept:{place}", heading(kept.clause), *quoted(kept.clause, (), _QUOTE), *notes),
        *buttons(f"kept:{place}:buttons", [remove]),
    ]
