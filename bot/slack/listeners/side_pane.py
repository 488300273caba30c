"""Suggested questions in the assistant pane, older and newer; a question asked there arrives as a message.

Bolt's `AsyncAssistant` is not used: it consumes the events of edits and deletions in threads of the pane. The answer
to an edited question must change there, too.
"""

from __future__ import annotations

import structlog
from slack_bolt.async_app import AsyncApp

from bot.slack.engine import Engine
from bot.slack.faults import SlackFailure
from bot.slack.listeners.incoming import Caller
from bot.slack.listeners.listener import listener
from bot.slack.listeners.parsing import read_pane
from bot.slack.parts import Parts
from bot.slack.post import Poster
from bot.slack.views.examples import in_language, suggested_prompts
from bot.texts.texts import ENGLISH

_log = structlog.get_logger(__name__)


def register(app: AsyncApp, parts: Parts) -> None:
    """Listen to the pane of apps made before July 2026."""

    async def on_started(pane: Caller) -> None:
        await suggest(parts.engine, parts.poster, pane.channel, pane.thread_ts)

    async def on_context_changed(_pane: Caller) -> None:
        """Do nothing: answers do not depend on the channel that the person has open."""

    app.event("assistant_thread_started")(listener(parts.poster, read_pane, on_started))
    app.event("assistant_thread_context_changed")(listener(parts.poster, read_pane, on_context_changed))


async def suggest(engine: Engine, poster: Poster, channel: str, thread_ts: str = "") -> None:
    """Offer questions in a thread of the older pane, or above all threads of the newer one (thread "")."""
    where = {"channel_id": channel, **({"thread_ts": thread_ts} if thread_ts else {})}
    try:
        prompts = suggested_prompts(in_language(await engine.examples(), ENGLISH))
        await poster.call("assistant.threads.setSuggestedPrompts", **where, prompts=prompts)
    except SlackFailure as failure:
        _log.info("setting suggested prompts failed", error=failure.error)
