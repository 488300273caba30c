"""Bolt app with all listeners."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import Any

import structlog
from slack_bolt.async_app import AsyncApp
from slack_bolt.context.async_context import AsyncBoltContext
from slack_bolt.error import BoltUnhandledRequestError
from slack_bolt.response import BoltResponse
from slack_sdk.web.async_client import AsyncWebClient

from bot.slack.distribution import Distribution
from bot.slack.listeners import (
    actions,
    commands,
    digest,
    endings,
    events,
    home,
    invited,
    library,
    modals,
    owners,
    side_pane,
    workspace,
)
from bot.slack.logs import log_fault
from bot.slack.parts import Parts

_NAME = 40
"""Maximum length of a payload type, or of a workspace id, in the log, in characters."""

_LISTENERS = (events, invited, commands, actions, modals, side_pane, digest, home, library, owners, workspace)
_log = structlog.get_logger(__name__)


def build_app(
    client: AsyncWebClient, parts: Parts, *, org_wide: bool = False, distribution: Distribution | None = None
) -> AsyncApp:
    """Build the Bolt app and register all listeners, without connecting.

    Args:
        client: Web API client with the bot's token.
        parts: Collaborators of the listeners.
        org_wide: Whether the token serves a whole organisation, rather than one workspace.
        distribution: Installations and tokens of many workspaces; None if the client's token is the only one.
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
        **(_options_for_many(distribution) if distribution else {}),
    )
    if distribution:
        app.enable_token_revocation_listeners()
        endings.register(app, distribution.installations)
    else:
        app.middleware(_drop_other_workspaces(org_wide=org_wide))
    for listeners in _LISTENERS:
        listeners.register(app, parts)
    app.error(_log_error)
    return app


def _options_for_many(distribution: Distribution) -> dict[str, Any]:
    return {
        "authorize": distribution.authorize,
        "installation_store": distribution.installations,
        "user_facing_authorize_error_message": distribution.not_installed,
    }


Next = Callable[[], Awaitable[BoltResponse]]


def _drop_other_workspaces(*, org_wide: bool) -> Callable[[AsyncBoltContext, Next], Awaitable[BoltResponse]]:
    """Return a middleware that drops payloads of workspaces that the token does not serve.

    Bolt authorizes every payload with its only token, without comparing the workspaces. A payload from a channel shared
    with another organisation passes: Bolt reads the installing workspace from "authorizations".
    """

    async def drop_others(context: AsyncBoltContext, next: Next) -> BoltResponse:  # noqa: A002 - Bolt's name
        token = context.authorize_result
        same_team = token is None or context.team_id in (None, token.team_id)
        same_org = org_wide and token is not None and token.enterprise_id in (context.enterprise_id, context.team_id)
        if same_team or same_org:
            return await next()
        _log.warning("dropped a payload of another workspace", team=str(context.team_id)[:_NAME])
        return BoltResponse(status=200)

    return drop_others


async def _log_error(error: Exception) -> None:
    """Log an error in Bolt without the payload."""
    if isinstance(error, BoltUnhandledRequestError):
        kind = str(error.body.get("type", "command"))
        known = kind.isidentifier() and len(kind) <= _NAME  # else it may contain user text
        _log.warning("dropped a payload without a listener", type=kind if known else "unknown")
    else:
        log_fault("Bolt could not handle a payload", error)
