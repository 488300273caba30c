"""Facts about this installation of the bot that its pages in Slack name, and its audit log."""

from __future__ import annotations

import importlib.metadata
from dataclasses import dataclass
from datetime import timedelta

from bot.slack.audit import Audit
from bot.slack_settings import SlackSettings

_NO_LOG = Audit()


@dataclass(frozen=True, slots=True)
class Service:
    """Facts about this installation.

    Attributes:
        support: Whom people may ask for help: an address or a name; "" for nobody.
        keep: Days for which words are kept, unless the workspace wants fewer.
        version: Version of the program, without what is not released.
        audit: Log of changes and erasures.
    """

    support: str = ""
    keep: timedelta = timedelta(days=90)
    version: str = ""
    audit: Audit = _NO_LOG

    @classmethod
    def of(cls, slack: SlackSettings) -> Service:
        """Return the facts of settings."""
        version = importlib.metadata.version("clausebot").partition(".dev")[0]
        return cls(slack.support, slack.keep, version, Audit(slack.audit))
