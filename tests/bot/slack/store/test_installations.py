"""Installations and OAuth states in the database, whichever it is."""

from dataclasses import dataclass
from typing import Any

import pytest
from slack_sdk.oauth.installation_store import Bot

from bot.slack.exchange import Workspace
from bot.slack.store import erasure, installations
from bot.slack.store.installations import Seal, consume_state, issue_state, new_key, renew_seals
from bot.slack.store.store import Store
from tests.bot.slack.office import installation
from tests.bot.slack.store.conftest import Clock
from tests.bot.slack.store.test_store import everything

LONG = "xoxe.xoxb-1-" + "M" * 240
"""A token that is renewed; with what encrypts it, longer than the columns that slack_sdk makes."""


@dataclass
class Kept:
    """The installations of one app."""

    store: Store
    seal: Seal

    def save(self, team: str | None, **changes: Any) -> None:
        installations.save(self.store, installation(team, **changes), client_id="1.2", seal=self.seal)

    def token(self, team: str, enterprise: str = "", *, org_wide: bool = False) -> str:
        how: dict[str, Any] = {"client_id": "1.2", "seal": self.seal, "org_wide": org_wide}
        bot = installations.find_bot(self.store, enterprise, team, **how)
        return bot.bot_token if bot else ""


@pytest.fixture
def kept(store: Store) -> Kept:
    return Kept(store, Seal([new_key()]))


def test_the_newest_installation_of_a_workspace_counts_and_its_tokens_come_back(kept: Kept) -> None:
    kept.save("T1", bot_token="xoxb-old", installed_at=1.6e9)
    kept.save("T1", bot_token=LONG, bot_refresh_token=f"xoxe-{LONG}", bot_token_expires_at=2_000_000_000)
    bot = installations.find_bot(kept.store, "", "T1", client_id="1.2", seal=kept.seal)
    assert isinstance(bot, Bot)
    assert (bot.bot_token, bot.bot_refresh_token, bot.bot_token_expires_at) == (LONG, f"xoxe-{LONG}", 2_000_000_000)
    stored = everything(kept.store)
    assert not any(token in stored for token in ("xoxb-old", LONG))
    assert kept.store.workspace("T1") == Workspace("T1", name="Workspace T1")
    assert renew_seals(kept.store, kept.seal) == 2
    assert kept.token("T1") == LONG


def test_an_installation_of_another_app_is_none_of_ours(kept: Kept) -> None:
    kept.save("T1")
    assert installations.find_bot(kept.store, "", "T1", client_id="9.9", seal=kept.seal) is None


def test_a_workspace_is_filed_under_its_organisation(kept: Kept) -> None:
    kept.save("T1", enterprise_id="E1")
    assert [kept.token("T1", enterprise) for enterprise in ("E1", "", "E2")] == ["xoxb-T1"] * 3
    installations.revoke(kept.store, "E1", "T1", client_id="1.2")
    assert kept.token("T1", "E1") == ""
    assert installations.remove(kept.store, "E1", "T1", client_id="1.2") == ["T1"]
    assert kept.store.workspaces() == []


def test_an_organisation_ends_with_its_workspaces_but_those_of_their_own(kept: Kept) -> None:
    kept.save(None, enterprise_id="E1", bot_token="xoxb-E1", is_enterprise_install=True)
    kept.save("T1", enterprise_id="E1")
    kept.save("T5")
    assert kept.token("T2", "E1") == ""
    assert kept.token("T2", "E1", org_wide=True) == "xoxb-E1"
    assert kept.token("T2") == "xoxb-E1", "from then on it is known"
    assert kept.token("T5", "E1", org_wide=True) == "xoxb-T5"
    assert installations.remove(kept.store, "E1", "T2", client_id="1.2") == ["T2"]
    assert [kept.token(team, "E1", org_wide=True) for team in ("T1", "T2", "T5")] == ["xoxb-T1", "", "xoxb-T5"]


def test_a_state_is_valid_once_and_leaves_when_its_time_is_over(store: Store, clock: Clock) -> None:
    state = issue_state(store)
    assert consume_state(store, state)
    assert not consume_state(store, state)
    assert not consume_state(store, "made up")
    issue_state(store)
    clock.pass_by(days=365 * 100)  # its end is written by the real clock
    erasure.purge(store)
    with store.database.engine.connect() as connection:
        assert connection.exec_driver_sql("SELECT count(*) FROM clausebot_oauth_state").scalar() == 0
