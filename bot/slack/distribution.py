"""Distribution to many workspaces: installation by OAuth, and lookup, rotation and revocation of each token.

Bolt and slack_sdk provide the OAuth flow, the authorization of payloads and the rotation; the bot's database stores
installations and OAuth states. While it is unavailable, the last known token of a workspace is used.
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable
from copy import copy
from dataclasses import dataclass
from time import time
from typing import Any, TypeVar

import aiohttp
import structlog
from slack_bolt.authorization.async_authorize import AsyncInstallationStoreAuthorize
from slack_bolt.context.async_context import AsyncBoltContext
from slack_bolt.oauth.async_oauth_flow import AsyncOAuthFlow
from slack_bolt.oauth.async_oauth_settings import AsyncOAuthSettings
from slack_sdk.errors import SlackTokenRotationError
from slack_sdk.oauth.installation_store import Bot, Installation
from slack_sdk.oauth.installation_store.async_installation_store import AsyncInstallationStore
from slack_sdk.oauth.state_store.async_state_store import AsyncOAuthStateStore
from slack_sdk.oauth.token_rotation.async_rotator import AsyncTokenRotator
from slack_sdk.web.async_client import AsyncWebClient

from bot.errors import SettingsError
from bot.slack.acting import acting_team
from bot.slack.audit import Audit
from bot.slack.faults import CallError, SlackFailure
from bot.slack.ledger import Ledger
from bot.slack.manifest import INSTALL_PATH, REDIRECT_PATH, scopes
from bot.slack.store import erasure
from bot.slack.store import installations as stored
from bot.slack.store.errors import StoreUnavailable
from bot.slack.store.installations import STATE_SECONDS, Seal
from bot.slack_settings import CLIENT_ID, CLIENT_SECRET, SlackSettings

_ROTATE_MINUTES = 120
"""Minutes before its expiry at which a token is renewed; Slack's tokens expire after twelve hours."""

_NOT_INSTALLED = "This app is not installed in this workspace. Ask an admin of the workspace to install it."

T = TypeVar("T")
_log = structlog.get_logger(__name__)


class Installations(AsyncInstallationStore):
    """Store of installations for Bolt, in the bot's database."""

    def __init__(self, ledger: Ledger, client_id: str, seal: Seal, audit: Audit) -> None:
        self._ledger = ledger
        self._audit = audit
        self._client_id = client_id
        self._seal = seal
        self._last: dict[str, Bot] = {}

    async def async_save(self, installation: Installation) -> None:
        """Write an installation."""
        await self._call(stored.save, installation)
        self._last.clear()
        self._note("installed", installation.team_id, installation.enterprise_id)

    async def async_save_bot(self, bot: Bot) -> None:
        """Write renewed tokens."""
        await self._call(stored.save_bot, bot)

    async def async_find_bot(
        self, *, enterprise_id: str | None, team_id: str | None, is_enterprise_install: bool | None = False
    ) -> Bot | None:
        """Return the bot of a workspace, or of its organisation; without the database, the last known one."""
        team = team_id or ""
        try:
            bot = await self._call(stored.find_bot, enterprise_id or "", team, org_wide=bool(is_enterprise_install))
        except StoreUnavailable:
            return self._last.get(team)
        except SettingsError as error:
            _log.error("a stored token cannot be read", team=team, reason=str(error))
            return None
        if bot:
            self._last[team] = bot
        else:
            self._last.pop(team, None)
        return bot

    async def async_delete_bot(self, *, enterprise_id: str | None, team_id: str | None) -> None:
        """Delete the tokens of a workspace, which Slack revoked."""
        await self._ledger.call(stored.revoke, enterprise_id or "", team_id or "", client_id=self._client_id)
        self._last.clear()
        self._note("tokens revoked", team_id, enterprise_id)

    async def async_delete_installation(
        self, *, enterprise_id: str | None, team_id: str | None, user_id: str | None = None
    ) -> None:
        """Do nothing: Bolt calls this for tokens of users, and the app requests none."""

    async def async_delete_all(self, *, enterprise_id: str | None, team_id: str | None) -> None:
        """Delete an installation and all data of its workspaces."""
        place = {"enterprise": enterprise_id or "", "team": team_id or ""}
        for team in await self._ledger.call(stored.remove, **place, client_id=self._client_id):
            self._ledger.drop(team)
        self._last.clear()
        self._note("uninstalled", team_id, enterprise_id)

    async def erase(self, team: str) -> None:
        """Delete all data of a workspace that the installation of its organisation no longer serves."""
        await self._ledger.call(erasure.erase_workspace, team)
        self._ledger.drop(team)
        self._note("access revoked", team, None)

    def _note(self, what: str, team: str | None, enterprise: str | None) -> None:
        _log.info(what, team=team, enterprise=enterprise)
        self._audit.note(what, team=team or "", organisation=enterprise or "")

    async def _call(self, work: Callable[..., T], *args: Any, **options: Any) -> T:
        return await self._ledger.call(work, *args, client_id=self._client_id, seal=self._seal, **options)


class _States(AsyncOAuthStateStore):
    """Store of OAuth states for Bolt, in the bot's database."""

    def __init__(self, ledger: Ledger) -> None:
        self._ledger = ledger

    async def async_issue(self, *args: Any, **kwargs: Any) -> str:
        return await self._ledger.call(stored.issue_state)

    async def async_consume(self, state: str) -> bool:
        return await self._ledger.call(stored.consume_state, state)


class _Rotator(AsyncTokenRotator):
    """Renews tokens one at a time; a token that cannot be renewed is used until it expires.

    A refresh token is valid once. So of several concurrent payloads one renews, and the others use its new token. If
    another replica renewed first, the renewal here fails, and the next payload finds the new token.
    """

    def __init__(self, installations: Installations, **how: Any) -> None:
        super().__init__(**how)
        self._installations = installations
        self._lock = asyncio.Lock()

    async def perform_bot_token_rotation(
        self, *, bot: Bot, minutes_before_expiration: int = _ROTATE_MINUTES
    ) -> Bot | None:
        if bot.bot_token_expires_at is None or bot.bot_token_expires_at > time() + minutes_before_expiration * 60:
            return None
        async with self._lock:
            current = await self._installations.async_find_bot(
                enterprise_id=bot.enterprise_id,
                team_id=bot.team_id,
                is_enterprise_install=bot.is_enterprise_install,
            )
            if current and current.bot_token != bot.bot_token:
                return current
            try:
                return await super().perform_bot_token_rotation(
                    bot=bot, minutes_before_expiration=minutes_before_expiration
                )
            except (SlackTokenRotationError, aiohttp.ClientError, TimeoutError) as error:
                _log.warning("a token could not be renewed", team=bot.team_id, error=type(error).__name__)
                return None


@dataclass(frozen=True, slots=True)
class Distribution:
    """Parts of the bot that serve many workspaces.

    Attributes:
        installations: Store of installations, also for the listeners to the end of an installation.
        authorize: Finds the token of a payload's workspace.
        flow: OAuth flow that installs the app.
        base: Client without a token.
    """

    installations: Installations
    authorize: AsyncInstallationStoreAuthorize
    flow: AsyncOAuthFlow
    base: AsyncWebClient

    @classmethod
    def of(cls, slack: SlackSettings, base: AsyncWebClient, ledger: Ledger, seal: Seal, audit: Audit) -> Distribution:
        """Build the parts that serve many workspaces.

        Raises:
            SettingsError: If a credential is missing.
        """
        client_id, client_secret = slack.secret(CLIENT_ID), slack.secret(CLIENT_SECRET)
        installations = Installations(ledger, client_id, seal, audit)
        quiet = logging.getLogger(__name__)
        authorize = AsyncInstallationStoreAuthorize(
            logger=quiet,
            installation_store=installations,
            client_id=client_id,
            client_secret=client_secret,
            token_rotation_expiration_minutes=_ROTATE_MINUTES,
            bot_only=True,
            cache_enabled=True,  # of the results of auth.test
            client=base,
        )
        authorize.token_rotator = _Rotator(installations, client=base, client_id=client_id, client_secret=client_secret)
        flow = AsyncOAuthFlow(
            client=base,
            logger=quiet,
            settings=AsyncOAuthSettings(
                client_id=client_id,
                client_secret=client_secret,
                scopes=scopes(),
                install_path=INSTALL_PATH,
                redirect_uri_path=REDIRECT_PATH,
                authorization_url=f"{slack.api.removesuffix('api/')}oauth/v2/authorize",
                installation_store=installations,
                installation_store_bot_only=True,
                state_store=_States(ledger),
                state_expiration_seconds=STATE_SECONDS,
                logger=quiet,
            ),
        )
        return cls(installations, authorize, flow, base)

    @property
    def not_installed(self) -> str:
        """Message to a person whose workspace has no installation."""
        return _NOT_INSTALLED

    async def client(self) -> AsyncWebClient:
        """Return the client of the workspace that `acting_for` set.

        Raises:
            SlackFailure: If the app is not installed there.
            CallError: If Slack cannot be reached.
        """
        team = acting_team()
        context = AsyncBoltContext({"client": copy(self.base)})
        try:
            found = await self.authorize(context=context, enterprise_id=None, team_id=team, user_id=None)
        except (aiohttp.ClientError, TimeoutError) as error:
            raise CallError(type(error).__name__, passing=True) from None
        if found is None or not found.bot_token:
            raise SlackFailure(f"the app is not installed in the workspace {team or '?'}", "not_installed")
        client = copy(self.base)
        client.token = found.bot_token
        return client
