"""Workspaces that the bot serves: one, or one organisation, by a token of its own, or many by installations."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from typing import Any

from slack_bolt.oauth.async_oauth_flow import AsyncOAuthFlow
from slack_sdk.web.async_client import AsyncWebClient

from bot.slack.audit import Audit
from bot.slack.distribution import Distribution
from bot.slack.ledger import Ledger
from bot.slack.lookback import DISTRIBUTED, INTERNAL, Pace
from bot.slack.post import ClientOf
from bot.slack.store.installations import Seal, renew_seals, served
from bot.slack.store.store import Store
from bot.slack_settings import SlackSettings


@dataclass(frozen=True, slots=True)
class Tenancy:
    """Workspaces that the bot serves.

    Attributes:
        teams: Lists the workspaces that are served now.
        known: Workspaces to show in the metrics from the start.
        pace: Rate limit of reading history.
        described: Description for the log.
        org_wide: Whether the bot's own token serves a whole organisation.
        distribution: Installations and tokens of many workspaces; None for a token of the bot's own.
    """

    teams: Callable[[Store], list[str]]
    known: Collection[str]
    pace: Pace
    described: Mapping[str, Any]
    org_wide: bool = False
    distribution: Distribution | None = None

    @property
    def client_of(self) -> ClientOf | None:
        """Returns the client of the current workspace; None for a token of the bot's own."""
        return self.distribution.client if self.distribution else None

    @property
    def oauth(self) -> AsyncOAuthFlow | None:
        """Installation by OAuth; None for a token of the bot's own."""
        return self.distribution.flow if self.distribution else None


def of_one(me: Mapping[str, Any]) -> Tenancy:
    """Return the workspace, or the known workspaces of the organisation, of the bot's own token.

    Args:
        me: Result of auth.test.
    """
    team, described = str(me["team_id"]), {"team": me.get("team"), "user": me.get("user")}
    if me.get("is_enterprise_install"):
        return Tenancy(_known, [team], INTERNAL, described, org_wide=True)
    return Tenancy(lambda _: [team], [team], INTERNAL, described)


async def of_many(slack: SlackSettings, client: AsyncWebClient, ledger: Ledger, audit: Audit) -> Tenancy:
    """Return the workspaces that installed the app, with their tokens encrypted by the first key.

    Raises:
        SettingsError: If a credential or the key is missing, or a token was encrypted with a key that is not set.
        StoreUnavailable: If the database is unavailable.
    """
    seal = Seal(slack.token_keys)
    distribution = Distribution.of(slack, client, ledger, seal, audit)
    described = {"installations": await ledger.call(renew_seals, seal)}
    return Tenancy(served, await ledger.call(_known), DISTRIBUTED, described, distribution=distribution)


def _known(store: Store) -> list[str]:
    return [one.team for one in store.workspaces()]
