"""Facts about the running bot that its pages in Slack show (support, retention, version), and its audit log."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta

from bot.slack.audit import Audit
from bot.slack_settings import SlackSettings
from bot.wording import release

_NO_LOG = Audit()


@dataclass(frozen=True, slots=True)
class Service:
    """Facts about the running bot.

    Attributes:
        support: Address or name of a person to ask for help; "" for none.
        keep: Retention time of words, unless the workspace sets a shorter one.
        version: Version of the program, without the suffix of unreleased ones.
        audit: Log of changes and erasures.
    """

    support: str = ""
    keep: timedelta = timedelta(days=90)
    version: str = ""
    audit: Audit = _NO_LOG

    @classmethod
    def of(cls, slack: SlackSettings) -> Service:
        """Return the facts that follow from the settings, and the version."""
        return cls(slack.support, slack.keep, release(), Audit(slack.audit))
