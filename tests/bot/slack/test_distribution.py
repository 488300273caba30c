"""Many workspaces through one process: each with its own token, its own rows and its own end."""

import asyncio
import time
from collections.abc import Mapping
from datetime import timedelta
from functools import partial
from itertools import count
from pathlib import Path
from typing import Any

import pytest
from cryptography.fernet import Fernet

from bot.errors import SettingsError
from bot.slack.exchange import ChannelSettings, Origin, Workspace
from bot.slack.store.installations import Seal, new_key, renew_seals
from bot.slack.store.store import Store
from bot.slack.views import actions
from bot.slack_settings import SlackSettings
from tests.bot.slack.conftest import Logged
from tests.bot.slack.fake_slack import FakeSlack, Reply, fake_slack
from tests.bot.slack.office import ALICE, GENERAL, ME, OWNER, Office, Play, installation, office, play, settled

QUESTION = "Who takes special measures to protect women and girls from rape?"
OTHER = "C9"


NUMBERS = count(1)
"""For ids that no two processes of a test give twice."""


def event(team: str, said: Mapping[str, Any], **more: Any) -> dict[str, Any]:
    return {"type": "event_callback", "event_id": f"Ev{next(NUMBERS)}", "team_id": team, "event": said, **more}


async def mentions(ours: Office, team: str, **more: Any) -> None:
    """Ask in a workspace, by a mention."""
    where = {"channel": more.pop("channel", GENERAL), "ts": f"1772366400.{next(NUMBERS):06}"}
    said = ours.message(f"<@{ME}> {QUESTION}", **where)
    await ours.dispatched(event(team, {**said, "type": "app_mention"}, **more))
    await settled()


async def ends(ours: Office, team: str, kind: str, **more: Any) -> None:
    """Tell the app of the end of an installation, or of its tokens."""
    what = {"type": kind, **more.pop("event", {})}
    await ours.dispatched({**event(team, what), **more})
    await settled()


def spoken(ours: Office) -> list[tuple[str, str]]:
    """Who posted, by token, and where."""
    posted = [token for method, token in ours.slack.tokens if method == "chat.postMessage"]
    return list(zip(posted, (said["channel"] for said in ours.slack.messages), strict=True))


def org_wide(enterprise: str, token: str) -> dict[str, Any]:
    return {"enterprise_id": enterprise, "bot_token": token, "is_enterprise_install": True}


def test_each_workspace_is_answered_with_its_own_token(run_two: Play) -> None:
    async def scenario(ours: Office) -> None:
        await asyncio.gather(mentions(ours, "T1"), mentions(ours, "T2", channel=OTHER))
        assert sorted(spoken(ours)) == [("xoxb-T1", GENERAL), ("xoxb-T2", OTHER)]
        assert [len(ours.store.recent(team, ALICE, 9)) for team in ("T1", "T2")] == [1, 1]

    run_two(scenario)


def test_a_workspace_without_an_installation_is_not_answered(run_two: Play) -> None:
    async def scenario(ours: Office) -> None:
        await mentions(ours, "T3")
        assert not ours.answers
        await ours.dispatched({**ours.command_body(QUESTION, "trigger9"), "team_id": "T3"})
        await settled()
        assert ["not installed" in said["text"] for said in ours.responses] == [True]
        assert not {token for _, token in ours.slack.tokens} & {"xoxb-T1", "xoxb-T2"}
        assert ours.store.recent("T3", ALICE, 9) == []

    run_two(scenario)


def test_what_was_left_is_answered_with_the_token_of_its_workspace(run_two: Play) -> None:
    async def scenario(ours: Office) -> None:
        ours.slack.on("chat.postMessage", Reply(error="restricted_action"))
        await mentions(ours, "T2")
        assert not ours.answers
        ours.clock.pass_by(minutes=1)
        await ours.dispatcher.recover()
        await settled()
        assert [token for method, token in ours.slack.tokens if method == "chat.postMessage"] == ["xoxb-T2"] * 2

    run_two(scenario)


def test_owners_are_named_with_their_workspace(run_two: Play) -> None:
    async def scenario(ours: Office) -> None:
        click = {"type": "button", "action_id": actions.OWNERS_FEEDBACK, "block_id": "b", "value": "x"}
        for team in ("T1", "T2"):
            await ours.dispatched({**ours.click_body(click, OWNER), "team": {"id": team}})
            await settled()
        assert [token for method, token in ours.slack.tokens if method == "views.open"] == ["xoxb-T1"]

    run_two(scenario)


# Organisations and shared channels


def test_an_organisation_installs_once_for_all_its_workspaces(run_two: Play) -> None:
    async def scenario(ours: Office) -> None:
        assert ours.distribution
        await ours.distribution.installations.async_save(installation(None, **org_wide("E1", "xoxb-E1")))
        authorized = [{"enterprise_id": "E1", "team_id": None, "is_enterprise_install": True}]
        grid = {"enterprise_id": "E1", "authorizations": authorized}
        await mentions(ours, "T8", **grid)
        await mentions(ours, "T9", channel=OTHER, **grid)
        assert spoken(ours) == [("xoxb-E1", GENERAL), ("xoxb-E1", OTHER)]
        assert [one.team for one in ours.store.workspaces()] == ["T1", "T2", "T8", "T9"]
        assert ours.store.workspace("T8") == Workspace("T8", "E1")
        await mentions(ours, "T1", enterprise_id="E1")  # which has an installation of its own
        assert spoken(ours)[-1] == ("xoxb-T1", GENERAL)

    run_two(scenario)


def test_a_workspace_of_an_organisation_may_have_its_own_installation(run_two: Play) -> None:
    async def scenario(ours: Office) -> None:
        assert ours.distribution
        save = ours.distribution.installations.async_save
        await save(installation("T7", enterprise_id="E1", bot_token="xoxb-T7"))
        await mentions(ours, "T7", enterprise_id="E1")
        await ours.dispatched({**ours.command_body("help", "t1"), "team_id": "T7"})  # as some payloads, without it
        await settled()
        assert spoken(ours) == [("xoxb-T7", GENERAL)]
        await mentions(ours, "T8", enterprise_id="E1")
        assert len(spoken(ours)) == 1

    run_two(scenario)


def test_the_token_of_an_organisation_serves_no_workspace_of_another(run_two: Play) -> None:
    async def scenario(ours: Office) -> None:
        assert ours.distribution
        await ours.distribution.installations.async_save(installation(None, **org_wide("E1", "xoxb-E1")))
        await mentions(ours, "T8", enterprise_id="E2", authorizations=[{"enterprise_id": "E2", "team_id": "T8"}])
        await mentions(ours, "T8", enterprise_id="E1", authorizations=[{"enterprise_id": "E1", "team_id": "T8"}])
        assert not ours.answers  # Slack does not say that the whole organisation installed it

    run_two(scenario)


def test_in_a_shared_channel_the_installing_workspace_answers_people_of_another(run_two: Play) -> None:
    async def scenario(ours: Office) -> None:
        shared = {"authorizations": [{"team_id": "T1", "enterprise_id": None}], "is_ext_shared_channel": True}
        await mentions(ours, "T5", **shared)
        assert spoken(ours) == [("xoxb-T1", GENERAL)]
        assert [one.origin for one in ours.store.recent("T1", ALICE, 9)] == [Origin.MENTION]
        assert ours.store.recent("T5", ALICE, 9) == []

    run_two(scenario)


# The end


async def fill(ours: Office) -> None:
    for team, channel in (("T1", GENERAL), ("T2", OTHER)):
        await mentions(ours, team, channel=channel)
        ours.store.save_channel_settings(team, channel, ChannelSettings(everything=True))


def test_uninstalling_erases_the_workspace_and_its_tokens_and_no_other(run_two: Play, logged: Logged) -> None:
    async def scenario(ours: Office) -> None:
        await fill(ours)
        await ends(ours, "T1", "tokens_revoked", event={"tokens": {"oauth": [], "bot": [ME]}})
        await ends(ours, "T1", "app_uninstalled")
        assert [one.team for one in ours.store.workspaces()] == ["T2"]
        await mentions(ours, "T1")
        assert len(ours.answers) == 2
        await mentions(ours, "T2", channel=OTHER)
        assert spoken(ours)[-1] == ("xoxb-T2", OTHER)

    run_two(scenario)
    assert "uninstalled" in [line["event"] for line in logged()]


def test_a_revoked_token_is_forgotten_and_what_was_asked_stays(run_two: Play) -> None:
    async def scenario(ours: Office) -> None:
        await fill(ours)
        await ends(ours, "T1", "tokens_revoked", event={"tokens": {"bot": [ME]}})
        await mentions(ours, "T1")
        assert len(ours.answers) == 2
        assert len(ours.store.recent("T1", ALICE, 9)) == 1
        assert ours.distribution
        await ours.distribution.installations.async_save(installation("T1", bot_token="xoxb-new", installed_at=1.8e9))
        await mentions(ours, "T1")
        assert spoken(ours)[-1] == ("xoxb-new", GENERAL)

    run_two(scenario)


def test_an_organisation_that_uninstalls_erases_the_workspaces_it_served(run_two: Play) -> None:
    async def scenario(ours: Office) -> None:
        assert ours.distribution
        save = ours.distribution.installations.async_save
        await save(installation(None, **org_wide("E1", "xoxb-E1")))
        await save(installation("T7", enterprise_id="E1", bot_token="xoxb-T7"))
        authorized = [{"enterprise_id": "E1", "team_id": "T8", "is_enterprise_install": True}]
        await mentions(ours, "T8", enterprise_id="E1", authorizations=authorized)
        for kind in ("tokens_revoked", "app_uninstalled"):
            tokens = {"tokens": {"bot": [ME]}} if kind == "tokens_revoked" else {}
            await ends(ours, "T8", kind, event=tokens, enterprise_id="E1")
        assert [one.team for one in ours.store.workspaces()] == ["T1", "T2", "T7"]

    run_two(scenario)


def test_a_workspace_whose_access_ends_is_erased_alone(run_two: Play) -> None:
    async def scenario(ours: Office) -> None:
        assert ours.distribution
        await ours.distribution.installations.async_save(installation(None, **org_wide("E1", "xoxb-E1")))
        for team, channel in (("T8", GENERAL), ("T9", OTHER)):
            authorized = [{"enterprise_id": "E1", "team_id": team, "is_enterprise_install": True}]
            await mentions(ours, team, channel=channel, enterprise_id="E1", authorizations=authorized)
        await ends(ours, "T9", "team_access_revoked", event={"team_ids": ["T8", 5]}, enterprise_id="E1")
        assert [one.team for one in ours.store.workspaces()] == ["T1", "T2", "T9"]

    run_two(scenario)


def test_nobody_ends_an_installation_of_another_workspace(run_two: Play) -> None:
    async def scenario(ours: Office) -> None:
        await fill(ours)
        await ends(ours, "T3", "app_uninstalled")
        await ends(ours, "T3", "tokens_revoked", event={"tokens": {"bot": [ME]}}, enterprise_id="E1")
        assert [one.team for one in ours.store.workspaces()] == ["T1", "T2"]
        await mentions(ours, "T1")
        assert spoken(ours)[-1] == ("xoxb-T1", GENERAL)

    run_two(scenario)


# Tokens


def expiring(seconds: float) -> dict[str, Any]:
    return {"bot_refresh_token": "xoxe-1", "bot_token_expires_at": int(time.time() + seconds)}


RENEWED = Reply(
    more={"token_type": "bot", "access_token": "xoxe.xoxb-2", "refresh_token": "xoxe-2", "expires_in": 43_200}
)


def test_a_token_near_its_end_is_renewed_once_however_many_ask(run_two: Play) -> None:
    async def scenario(ours: Office) -> None:
        assert ours.distribution
        await ours.distribution.installations.async_save(installation("T4", **expiring(600)))
        ours.slack.on("oauth.v2.access", RENEWED)
        await asyncio.gather(*(mentions(ours, "T4", channel=f"C{n}") for n in range(5)))
        [asked] = ours.slack.called("oauth.v2.access")
        assert (asked["grant_type"], asked["refresh_token"]) == ("refresh_token", "xoxe-1")
        assert {token for token, _ in spoken(ours)} == {"xoxe.xoxb-2"}
        assert len(ours.answers) == 5

    run_two(scenario)


def test_a_token_that_cannot_be_renewed_is_used_until_its_end(run_two: Play, logged: Logged) -> None:
    async def scenario(ours: Office) -> None:
        assert ours.distribution
        await ours.distribution.installations.async_save(installation("T4", **expiring(600)))
        ours.slack.on("oauth.v2.access", *[Reply(error="invalid_refresh_token")] * 9)
        await mentions(ours, "T4")
        assert spoken(ours) == [("xoxb-T4", GENERAL)]

    run_two(scenario)
    assert "a token could not be renewed" in [line["event"] for line in logged()]


def test_tokens_are_encrypted_in_the_database(run_two: Play, database: str) -> None:
    async def scenario(ours: Office) -> None:
        assert ours.distribution
        await ours.distribution.installations.async_save(installation("T4", **expiring(9_999_999)))
        await mentions(ours, "T4")
        assert spoken(ours) == [("xoxb-T4", GENERAL)]

    run_two(scenario)
    written = b"".join(file.read_bytes() for file in Path(database.removeprefix("sqlite:///")).parent.glob("slack.db*"))
    assert b"xox" not in written
    assert b"gAAAA" in written


def test_the_database_may_be_away_for_workspaces_that_were_heard_before(run_two: Play) -> None:
    async def scenario(ours: Office) -> None:
        await mentions(ours, "T1")
        ours.store.goes(away=True)
        await mentions(ours, "T1")
        await mentions(ours, "T2")
        assert spoken(ours) == [("xoxb-T1", GENERAL)] * 2

    run_two(scenario)


def test_a_new_key_encrypts_what_an_old_one_did(built: Path, database: str) -> None:
    old, new = new_key(), new_key()
    asked: list[tuple[str, str]] = []

    async def scenario(ours: Office) -> None:
        await mentions(ours, "T1")
        asked.extend(spoken(ours))

    play(scenario, built, database, installed=["T1"], key=old)
    store = Store.open(database, keep=timedelta(days=90))
    assert renew_seals(store, Seal([new, old])) == 1
    with pytest.raises(SettingsError, match="CLAUSEBOT_TOKEN_KEY lacks the key that stored tokens were encrypted with"):
        renew_seals(store, Seal([old]))
    store.close()
    play(scenario, built, database, installed=[], key=new)
    assert [token for token, _ in asked] == ["xoxb-T1"] * 2


@pytest.mark.parametrize(
    ("keys", "said"),
    [([], "CLAUSEBOT_TOKEN_KEY is not set; set it to what 'clausebot slack key' prints"), (["x"], "holds no key")],
)
def test_a_key_that_is_none_is_refused(keys: list[str], said: str) -> None:
    with pytest.raises(SettingsError, match=said):
        Seal(keys)


def test_a_key_is_a_fernet_key() -> None:
    assert Fernet(new_key())


@pytest.mark.parametrize(
    ("env", "said"),
    [
        ({"SLACK_BOT_TOKEN": "xoxb-1"}, "SLACK_CLIENT_ID and SLACK_BOT_TOKEN are both set"),
        ({"CLAUSEBOT_OWNERS": "T1/U1, U2"}, "CLAUSEBOT_OWNERS names no workspace for U2"),
    ],
)
def test_settings_of_one_workspace_do_not_mix_with_many(env: dict[str, str], said: str) -> None:
    with pytest.raises(SettingsError, match=said):
        SlackSettings.from_env({"SLACK_CLIENT_ID": "1.2", **env}).require_no_mixture()
    one = SlackSettings.from_env({"SLACK_BOT_TOKEN": "xoxb-1", "CLAUSEBOT_OWNERS": "U1"})
    one.require_no_mixture()
    assert not one.is_distributed


def test_two_replicas_serve_what_one_installed(built: Path, database: str) -> None:
    key = new_key()

    async def scenario(slack: FakeSlack) -> None:
        replica = partial(office, slack, built, database, key=key)
        async with replica(installed=["T1"], owner="one") as one, replica(installed=[], owner="two") as two:
            await mentions(one, "T1")
            await mentions(two, "T1", channel=OTHER)
            assert spoken(two) == [("xoxb-T1", GENERAL), ("xoxb-T1", OTHER)]
            await ends(one, "T1", "app_uninstalled")
            await mentions(two, "T1")
            assert len(two.answers) == 2

    async def run() -> None:
        async with fake_slack() as slack:
            await scenario(slack)

    asyncio.run(run())
