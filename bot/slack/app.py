"""The Slack app: Bolt, with every listener."""

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
"""Characters of the longest type of a payload that is named in the log."""

_log = structlog.get_logger(__name__)


def build_app(
    client: AsyncWebClient,
    dispatcher: Dispatcher,
    *,
    owners: Collection[str] = (),
    build: Build | None = None,
) -> AsyncApp:
    """Return the app, which listens to nothing yet.

    Args:
        client: Speaks as the bot.
        dispatcher: Answers.
        owners: Users who may see feedback and rebuild the index.
        build: Rebuilds the index; None where that is not offered.
    """
    app = AsyncApp(
        name="clausebot",
        client=client,
        # Signatures are checked before Bolt sees a payload.
        request_verification_enabled=False,
        # So that a payload nobody listens to is a line of the log, and not one that repeats it.
        raise_error_for_unhandled_request=True,
        # What Bolt would put at the listeners' hands is done by the dispatcher's poster, in its order.
        attaching_conversation_kwargs_enabled=False,
    )
    for part in (events, commands, actions, modals, side_pane):
        part.register(app, dispatcher)
    home.register(app, dispatcher, owners)
    librarian.register(app, dispatcher, owners, Rebuild(dispatcher, build) if build else None)
    app.error(_noted)
    return app


async def _noted(error: Exception) -> None:
    """Log what Bolt makes of a payload, in a line that does not repeat it."""
    if isinstance(error, BoltUnhandledRequestError):
        kind = str(error.body.get("type", "command"))
        known = kind.isidentifier() and len(kind) <= _NAME  # else it may say anything
        _log.warning("dropped a payload that nothing listens to", type=kind if known else "unknown")
    else:
        log_fault("Bolt could not handle a payload", error)
