"""Bolt app with all listeners."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Collection
from typing import Any

import structlog
from slack_bolt.async_app import AsyncApp
from slack_bolt.context.async_context import AsyncBoltContext
from slack_bolt.error import BoltUnhandledRequestError
from slack_bolt.response import BoltResponse
from slack_sdk.web.async_client import AsyncWebClient

from bot.slack.dispatcher import Dispatcher
from bot.slack.distribution import Distribution
from bot.slack.engine import Engine
from bot.slack.ledger import Ledger
from bot.slack.listeners import actions, commands, digest, endings, events, home, invited, modals, side_pane, workspace
from bot.slack.listeners import owners as librarian
from bot.slack.listeners.owners import Build, Rebuild
from bot.slack.logs import log_fault
from bot.slack.post import Poster
from bot.slack.service import Service

_NAME = 40
"""Maximum length of a payload type, or of a workspace id, in the log, in characters."""

_NO_FACTS = Service()
_log = structlog.get_logger(__name__)


def build_app(
    client: AsyncWebClient,
    dispatcher: Dispatcher,
    ledger: Ledger,
    engine: Engine,
    poster: Poster,
    *,
    owners: Collection[str] = (),
    org_wide: bool = False,
    distribution: Distribution | None = None,
    service: Service = _NO_FACTS,
    build: Build | None = None,
) -> AsyncApp:
    """Build the Bolt app and register all listeners, without connecting.

    Args:
        client: Web API client with the bot's token.
        dispatcher: Dispatcher of requests.
        ledger: Memory of exchanges, settings and kept clauses.
        engine: Queue of requests, and the index that clauses are read from.
        poster: Client that replies are sent with.
        owners: Users who may see feedback and rebuild the index.
        org_wide: Whether the token serves a whole organisation, rather than one workspace.
        distribution: Installations and tokens of many workspaces; None if the client's token is the only one.
        service: Facts about this installation, and its audit log.
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
        **(_options_for_many(distribution) if distribution else {}),
    )
    if distribution:
        app.enable_token_revocation_listeners()
        endings.register(app, distribution.installations)
    else:
        app.middleware(_drop_other_workspaces(org_wide=org_wide))
    events.register(app, dispatcher, ledger, poster)
    invited.register(app, ledger, engine, poster, service)
    commands.register(app, dispatcher, ledger, engine, poster)
    actions.register(app, dispatcher, ledger, engine, poster)
    modals.register(app, dispatcher, ledger, engine, poster, audit=service.audit)
    side_pane.register(app, engine, poster)
    digest.register(app, ledger, poster)
    home.register(app, dispatcher, ledger, engine, poster, owners=owners, service=service)
    rebuild = Rebuild(engine, poster, build) if build else None
    librarian.register(app, ledger, poster, owners=owners, rebuild=rebuild, audit=service.audit)
    workspace.register(app, ledger, engine, poster, owners=owners, audit=service.audit)
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
