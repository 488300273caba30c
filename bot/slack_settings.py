"""Settings of the Slack bot, and its credentials; read by `bot.settings`."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path

import platformdirs

from bot.errors import InvalidSetting
from retrieval.index.default_folders import APP


@dataclass(frozen=True, slots=True)
class Secret:
    """Slack credential: a token or the signing secret.

    Attributes:
        variable: Environment variable.
        prefix: Common prefix of such secrets; "" for none.
        place: Location in the app's settings, starting at https://api.slack.com/apps.
    """

    variable: str
    prefix: str
    place: str

    @property
    def remedy(self) -> str:
        """Remedy for a missing or wrong credential."""
        return f"set it to what is shown at {self.place}"


BOT_TOKEN = Secret("SLACK_BOT_TOKEN", "xoxb-", "the app's page, OAuth & Permissions, Bot User OAuth Token")
"""Bot token of one workspace."""
APP_TOKEN = Secret(
    "SLACK_APP_TOKEN",
    "xapp-",
    "the app's page, Basic Information, App-Level Tokens; give it the scope connections:write",
)
"""App-level token, for Socket Mode."""
SIGNING_SECRET = Secret("SLACK_SIGNING_SECRET", "", "the app's page, Basic Information, App Credentials")
"""Signing secret, for signature verification of HTTP requests."""
CLIENT_ID = Secret("SLACK_CLIENT_ID", "", "the app's page, Basic Information, App Credentials")
"""Client id of an app that many workspaces install."""
CLIENT_SECRET = Secret("SLACK_CLIENT_SECRET", "", "the app's page, Basic Information, App Credentials")
"""Client secret of such an app."""
CONFIG_TOKEN = Secret("SLACK_CONFIG_TOKEN", "xoxe.", "the list of your apps, Your App Configuration Tokens")
"""App configuration token, with which `clausebot doctor` reads the app's events; otherwise unused."""
SECRETS = (BOT_TOKEN, APP_TOKEN, SIGNING_SECRET, CLIENT_ID, CLIENT_SECRET, CONFIG_TOKEN)


@dataclass(frozen=True, slots=True)
class SlackSettings:
    """Settings of the Slack bot. Secrets are hidden from the repr.

    Attributes:
        secrets: Values of all `SECRETS`; "" for those that are not set.
        token_keys: Keys that the tokens of many workspaces are encrypted with in the database.
        database: SQLAlchemy URL.
        owners: Users who may see feedback and rebuild the index: "U0123ABCD", or "T0123ABCD/U0123ABCD" with many
            workspaces.
        keep: Retention time of the words of a question; with 0 they are erased with the answer.
        api: Base URL of Slack's Web API.
        support: Contact for questions about the bot; "" for none.
        audit: File of the audit log.
        look_back: Maximum age of questions that the bot missed while it was away and answers later; 0 to answer none.
    """

    secrets: Mapping[Secret, str] = field(repr=False)
    token_keys: tuple[str, ...] = field(repr=False)
    database: str = field(repr=False)
    owners: frozenset[str]
    keep: timedelta
    api: str
    support: str
    audit: Path
    look_back: timedelta

    @classmethod
    def from_env(cls, env: Mapping[str, str]) -> SlackSettings:
        """Read the settings from environment variables.

        Raises:
            InvalidSetting: If a number of days or hours is invalid.
        """
        data, audit = platformdirs.user_data_path(APP), env.get("CLAUSEBOT_AUDIT")
        return cls(
            secrets={one: env.get(one.variable, "").strip() for one in SECRETS},
            token_keys=_listed(env.get("CLAUSEBOT_TOKEN_KEY", "")),
            database=env.get("CLAUSEBOT_DATABASE") or f"sqlite:///{data / 'slack.db'}",
            owners=frozenset(_listed(env.get("CLAUSEBOT_OWNERS", ""))),
            keep=_days(env.get("CLAUSEBOT_KEEP_DAYS") or "90"),
            api=(env.get("CLAUSEBOT_SLACK_API") or "https://slack.com/api").rstrip("/") + "/",
            support=env.get("CLAUSEBOT_SUPPORT", "").strip(),
            audit=Path(audit).expanduser().resolve() if audit else data / "audit.jsonl",
            look_back=_hours(env.get("CLAUSEBOT_LOOK_BACK_HOURS") or "24"),
        )

    @property
    def is_distributed(self) -> bool:
        """Whether workspaces install the app by themselves, each with a token of its own."""
        return bool(self.secrets[CLIENT_ID])

    def require_no_mixture(self) -> None:
        """Check that settings of one workspace are not mixed with those of many.

        Raises:
            InvalidSetting: If an app for many workspaces also has a token of one, or an owner without a workspace.
        """
        if self.is_distributed and self.secrets[BOT_TOKEN]:
            raise InvalidSetting(
                CLIENT_ID.variable,
                f"and {BOT_TOKEN.variable} are both set",
                "unset the first to serve one workspace, or the second to let workspaces install the app",
            )
        if self.is_distributed and (bare := sorted(owner for owner in self.owners if "/" not in owner)):
            raise InvalidSetting(
                "CLAUSEBOT_OWNERS",
                f"names no workspace for {', '.join(bare)}",
                "with many workspaces, write T0123ABCD/U0123ABCD",
            )

    def require_tokens(self, *, http: bool) -> None:
        """Check that the bot has its tokens, before anything slow is done.

        Args:
            http: Whether events come over HTTP instead of Socket Mode.

        Raises:
            InvalidSetting: If one is missing or lacks its prefix, or settings of one workspace and of many are mixed.
        """
        self.require_no_mixture()
        if not self.is_distributed:
            self.secret(BOT_TOKEN)
        self.secret(SIGNING_SECRET if http else APP_TOKEN)

    def problem(self, wanted: Secret) -> str:
        """Return the obvious problem of a secret, such as "is not set"; "" for none."""
        value = self.secrets[wanted]
        if not value:
            return "is not set"
        return "" if value.startswith(wanted.prefix) else f"does not begin with {wanted.prefix}"

    def secret(self, wanted: Secret) -> str:
        """Return a credential of the Slack app: a token or its signing secret.

        Raises:
            InvalidSetting: If it is not set, or lacks its prefix; the message names the place in Slack.
        """
        if problem := self.problem(wanted):
            raise InvalidSetting(wanted.variable, problem, wanted.remedy)
        return self.secrets[wanted]


def _listed(text: str) -> tuple[str, ...]:
    return tuple(filter(None, map(str.strip, text.split(","))))


def _days(days: str) -> timedelta:
    if not days.isdecimal() or len(days) > 5:
        expected = "expected a number of days, 0 to keep no question"
        raise InvalidSetting("CLAUSEBOT_KEEP_DAYS", f"is {days!r}", expected)
    return timedelta(days=int(days))


def _hours(hours: str) -> timedelta:
    if not hours.isdecimal() or len(hours) > 3:
        expected = "expected a number of hours up to 999, 0 to look for nothing"
        raise InvalidSetting("CLAUSEBOT_LOOK_BACK_HOURS", f"is {hours!r}", expected)
    return timedelta(hours=int(hours))
