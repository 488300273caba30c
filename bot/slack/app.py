"""Bolt app with all listeners."""

from __future__ import annotations

from collections.abc import Collection

import structlog
from slack_bolt.async_app import AsyncApp
from slack_bolt.error import BoltUnhandledRequestError
from slack_sdk.web.async_client import AsyncWebClient

from bot.slack.dispatcher import Dispatcher, log_fault
from bot.slack.listeners import actions, commands, events, home, modals, side_pane
from bot.slack.listeners import owners as librarian
from bot.slack.listeners.owners import Build, Rebuild

_NAME = 40
"""Maximum length of a payload type in the log, in characters."""

_log = structlog.get_logger(__name__)


def build_app(
    client: AsyncWebClient,
    dispatcher: Dispatcher,
    *,
    owners: Collection[str] = (),
    build: Build | None = None,
) -> AsyncApp:
    """Build the Bolt app and register all listeners, without connecting.

    Args:
        client: Web API client with the bot's token.
        dispatcher: Dispatcher of requests.
        owners: Users who may see feedback and rebuild the index.
        build: Function that rebuilds the index; None to disable rebuilding.
    """
    app = AsyncApp(
        name="clausebot",
        client=client,
        # Signature verification happens before Bolt, in `bot.slack.http`.
        request_verification_enabled=False,
        # Unhandled payloads raise, to be logged by type only: Bolt's own log line repeats the payload.
        raise_error_for_unhandled_request=True,
        # Bolt's conversation helpers (say, set_status, …) are replaced by the dispatcher's poster, which keeps order.
        attaching_conversation_kwargs_enabled=False,
    )
    for part in (events, commands, actions, modals, side_pane):
        part.register(app, dispatcher)
    home.register(app, dispatcher, owners)
    librarian.register(app, dispatcher, owners, Rebuild(dispatcher, build) if build else None)
    app.error(_noted)
    return app


async def _noted(error: Exception) -> None:
    """Log an error of Bolt without the payload."""
    if isinstance(error, BoltUnhandledRequestError):
        kind = str(error.body.get("type", "command"))
        known = kind.isidentifier() and len(kind) <= _NAME  # else it may contain user text
        _log.warning("dropped a payload that nothing listens to", type=kind if known else "unknown")
    else:
        log_fault("Bolt could not handle a payload", error)
