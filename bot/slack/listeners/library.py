"""Listeners for the list of the library's resolutions: its button on the Home, and its search."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from slack_bolt.async_app import AsyncApp

from bot.slack.engine import Engine
from bot.slack.listeners.clicks import read_click
from bot.slack.listeners.incoming import Click, Form
from bot.slack.listeners.listener import listener
from bot.slack.listeners.outgoing import open_view
from bot.slack.listeners.parsing import read_form
from bot.slack.post import Poster
from bot.slack.views import actions
from bot.slack.views.library import library_modal, searched_words
from bot.slack.views.modals import notice_modal
from retrieval.errors import RetrievalError


def register(app: AsyncApp, engine: Engine, poster: Poster) -> None:
    """Listen to the button of the list, and to its search."""

    async def on_library(click: Click) -> None:
        await open_view(poster, click.id, library_modal(await engine.library(), click.say))

    async def searched(form: Form) -> Mapping[str, Any]:
        try:
            view = library_modal(await engine.library(), form.say, searched_words(form.view))
        except RetrievalError as error:
            view = notice_modal(form.say("library.title"), str(error), form.say)
        return {"response_action": "update", "view": view}

    async def on_search(_: Form) -> None:
        """Do nothing: the acknowledgement shows the result."""

    app.action(actions.LIBRARY)(listener(poster, read_click, on_library))
    app.view(actions.LIBRARY_MODAL)(listener(poster, read_form, on_search, searched))
