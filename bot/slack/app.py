"""Bolt app with all listeners."""

from __future__ import annotations

from collections.abc import Collection

import structlog
from slack_bolt.async_app import AsyncApp
from slack_bolt.error import BoltUnhandledRequestError
from slack_sdk.web.async_client import AsyncWebClient

from bot.slack.dispatcher import Dispatcher, log_fault
from bot.slack.engine import Engine
from bot.slack.ledger import Ledger
from bot.slack.listeners import actions, commands, events, home, modals, side_pane
from bot.slack.listeners import owners as librarian
from bot.slack.listeners.owners import Build, Rebuild
from bot.slack.post import Poster

_NAME = 40
"""Maximum length of a payload type in the log, in characters."""

_log = structlog.get_logger(__name__)


def build_app(
    client: AsyncWebClient,
    dispatcher: Dispatcher,
    ledger: Ledger,
    engine: Engine,
    poster: Poster,
    *,
    owners: Collection[str] = (),
    build: Build | None = None,
) -> AsyncApp:
    """Build the Bolt app and register all listeners, without connecting.

    Args:
        client: Web API client with the bot's token.
        dispatcher: Dispatcher of requests.
        ledger: Memory of exchanges, settings and kept clauses.
        engine: Index that clauses are read from.
        poster: Client that replies are sent with.
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
        # Bolt's conversation helpers (say, set_status, …) are replaced by the poster, which keeps order.
        attaching_conversation_kwargs_enabled=False,
    )
    events.register(app, dispatcher, ledger, poster)
    commands.register(app, dispatcher, ledger, engine, poster)
    actions.register(app, dispatcher, ledger, engine, poster)
    modals.register(app, dispatcher, ledger, engine, poster)
    side_pane.register(app, engine, poster)
    home.register(app, dispatcher, ledger, engine, poster, owners=owners)
    librarian.register(app, ledger, poster, owners, Rebuild(engine, poster, build) if build else None)
    app.error(_noted)
    return app


async def _noted(error: Exception) -> None:
    """Log an error of Bolt without the payload."""
    if isinstance(error, BoltUnhandledRequestError):
        kind = str(error.body.get("type", "command"))
        known = kind.isidentifier() and len(kind) <= _NAME  # else it may contain user text
        _log.warning("dropped a payload without a listener", type=kind if known else "unknown")
    else:
        log_fault("Bolt could not handle a payload", error)
