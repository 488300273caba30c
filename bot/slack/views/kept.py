"""What a person keeps: shown on the home, said when something is kept, and the form for exporting it."""

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
"""Kept clauses shown at a time on the home."""

_QUOTE = 1_200
"""Bytes of one that is quoted there; the export has all of it."""

_NOTE = 300
_FORMAT = "format"


@dataclass(frozen=True, slots=True)
class Shelf:
    """What a person keeps, as far as it is shown.

    Attributes:
        shown: Some of it, what was picked last first, and how it stands to the library now.
        page: Which page that is, counted from 0.
        of: How many clauses are kept in all.
    """

    shown: tuple[tuple[Kept, Standing], ...] = ()
    page: int = 0
    of: int = 0


def on_page(kept: Sequence[Kept], page: int) -> tuple[int, Sequence[Kept]]:
    """Return a page of what is kept, what was picked last first; the last page if there are fewer now."""
    page = min(max(page, 0), max(len(kept) - 1, 0) // PAGE)
    return page, kept[::-1][page * PAGE : (page + 1) * PAGE]


def shelf_blocks(shelf: Shelf) -> list[Block]:
    """Return what is kept, with ways to let go of it and to export it; nothing where nothing is kept."""
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
    """Say that a clause is kept."""
    named = clause.citation
    return f"Kept: {named}. The bot's Home shows what you keep, {counted(of, 'clause')} by now, and exports it."


def export_modal() -> View:
    """Ask what the kept clauses are to be exported as."""
    options = [option(text, choice.value) for choice, text in OFFERED.items()]
    element = {"type": "radio_buttons", "action_id": _FORMAT, "options": options, "initial_option": options[0]}
    hint = "The file comes in your direct messages with the bot."
    fields = [asked_for(_FORMAT, "As", element, hint=hint)]
    return form("Export what you keep", fields, actions.EXPORT_MODAL, submit="Send me the file")


def given_format(view: Mapping[str, Any]) -> Format:
    """Return the format chosen in an export modal that was sent in."""
    [chosen] = chosen_of(view["state"], _FORMAT)
    return Format(chosen)


def _entry(place: int, kept: Kept, now: Standing, page: int) -> list[Block]:
    notes = [line(words(limits.shortened(said, _NOTE))) for said in kept_notes(kept, now)]
    remove = button(actions.UNKEEP, "Remove", actions.carry(str(page), key_of(kept.clause)))
    return [
        rich_text(f"kept:{place}", heading(kept.clause), *quoted(kept.clause, (), _QUOTE), *notes),
        *buttons(f"kept:{place}:buttons", [remove]),
    ]
