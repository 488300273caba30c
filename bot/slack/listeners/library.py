"""Listeners for the list of the library's resolutions: its button on the Home, and its search."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from slack_bolt.async_app import AsyncApp

from bot.slack.listeners.clicks import read_click
from bot.slack.listeners.incoming import Click, Form
from bot.slack.listeners.listener import listener
from bot.slack.listeners.outgoing import open_view
from bot.slack.listeners.parsing import read_form
from bot.slack.parts import Parts
from bot.slack.views import actions
from bot.slack.views.library import library_modal, searched_words
from bot.slack.views.modals import notice_modal
from retrieval.errors import RetrievalError


def register(app: AsyncApp, parts: Parts) -> None:
    """Listen to the button of the list, and to its search."""
    library = _Library(parts)
    app.action(actions.LIBRARY)(listener(parts.poster, read_click, library.open))
    app.view(actions.LIBRARY_MODAL)(listener(parts.poster, read_form, library.do_nothing, library.found))


@dataclass(frozen=True, slots=True)
class _Library:
    """Handlers of the list of resolutions."""

    parts: Parts

    async def open(self, click: Click) -> None:
        await open_view(self.parts.poster, click.id, library_modal(await self.parts.engine.library(), click.say))

    async def found(self, form: Form) -> Mapping[str, Any]:
        """Return the acknowledgement of a search: the list of the resolutions found, or an error."""
        try:
            view = library_modal(await self.parts.engine.library(), form.say, searched_words(form.view))
        except RetrievalError as error:
            view = notice_modal(form.say("library.title"), str(error), form.say)
        return {"response_action": "update", "view": view}

    async def do_nothing(self, _: Form) -> None:
        """Do nothing: the acknowledgement shows the result."""
