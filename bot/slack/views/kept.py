"""Kept clauses: list on the app home, confirmation, and export modal."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from bot.collect.kept import Kept, Standing, kept_notes, key_of
from bot.export.formats import Format
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
from bot.slack.views.limits import shortened
from bot.slack.views.paragraph import heading, quoted
from bot.texts.texts import Texts
from retrieval.clauses.clause import Clause

PAGE = 5
"""Kept clauses per page of the app home."""

_QUOTE = 1_200
"""Size limit of a quote on the app home in bytes; exports contain the full text."""

_NOTE = 300
_FORMAT = "format"
_OFFERED = {
    Format.DOCX: "kept.docx",
    Format.MARKDOWN: "kept.markdown",
    Format.CSV: "kept.csv",
    Format.BIBTEX: "kept.bibtex",
    Format.CSL_JSON: "kept.csl_json",
}
"""Formats that the export form offers, with the keys of their descriptions."""


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


def shelf_blocks(shelf: Shelf, say: Texts) -> list[Block]:
    """Return the list of kept clauses with remove and export buttons; no blocks if there are none."""
    if not shelf.of:
        return []
    entries = (_entry(place, *one, shelf.page, say) for place, one in enumerate(shelf.shown))
    ways = [
        *([button(actions.KEPT_NEWER, say("kept.newer"), str(shelf.page - 1))] if shelf.page else []),
        *(
            [button(actions.KEPT_OLDER, say("kept.older"), str(shelf.page + 1))]
            if shelf.of > (shelf.page + 1) * PAGE
            else []
        ),
        button(actions.EXPORT, say("kept.export", n=shelf.of), "export", style="primary"),
    ]
    return [
        header("kept", say("kept.title", n=shelf.of)),
        *(block for entry in entries for block in entry),
        *buttons("kept:ways", ways),
    ]


def kept_line(clause: Clause, of: int, say: Texts) -> str:
    """Format the confirmation that a clause was kept."""
    return say("notice.kept", cited=clause.citation, n=of)


def export_modal(say: Texts) -> View:
    """Build the export modal, with a menu of formats."""
    options = [option(say(key), choice.value) for choice, key in _OFFERED.items()]
    element = {"type": "radio_buttons", "action_id": _FORMAT, "options": options, "initial_option": options[0]}
    fields = [asked_for(_FORMAT, say("kept.export_as"), element, hint=say("kept.export_hint"))]
    submit, cancel = say("kept.export_send"), say("controls.cancel")
    return form(say("kept.export_title"), fields, actions.EXPORT_MODAL, submit=submit, cancel=cancel)


def given_format(view: Mapping[str, Any]) -> Format:
    """Parse the format from a submitted export modal."""
    [chosen] = chosen_of(view["state"], _FORMAT)
    return Format(chosen)


def _entry(place: int, kept: Kept, now: Standing, page: int, say: Texts) -> list[Block]:
    notes = [line(words(shortened(said, _NOTE))) for said in kept_notes(kept, now)]
    label = shortened(f"{say('kept.remove')}: {kept.clause.citation}", limits.BUTTON)
    value = actions.carry(str(page), key_of(kept.clause))
    remove = button(actions.UNKEEP, say("kept.remove"), value, accessibility_label=label)
    return [
        rich_text(f"kept:{place}", heading(kept.clause, say), *quoted(kept.clause, (), _QUOTE, say), *notes),
        *buttons(f"kept:{place}:buttons", [remove]),
    ]
