"""Payloads of other workspaces, and of channels shared with them."""

from typing import Any

import pytest

from bot.slack.views import actions
from tests.bot.slack.conftest import Logged
from tests.bot.slack.listeners.test_owned import MEMBERS, OTHER_TEAM, QUESTION, everything, settings_form
from tests.bot.slack.office import ALICE, DIRECT, GENERAL, ME, OWNER, TEAM, Office, Play, read, settled


def crossed() -> dict[str, dict[str, Any]]:
    """Return payloads that name another workspace than the token's."""
    said = {"type": "app_mention", "channel": GENERAL, "user": ALICE, "text": f"<@{ME}> {QUESTION}", "ts": "1.0"}
    event = {"type": "event_callback", "event_id": "Ev1", "team_id": TEAM, "event": said}
    other = {"team_id": OTHER_TEAM, "enterprise_id": None, "is_enterprise_install": False}
    home = {"type": "app_home_opened", "tab": "home", "user": OWNER, "channel": DIRECT}
    pressed = {"type": "button", "action_id": actions.OWNERS_FEEDBACK, "block_id": "b", "value": "x"}
    click = {"type": "block_actions", "user": {"id": OWNER}, "trigger_id": "t", "actions": [pressed]}
    form = {"type": "view_submission", "user": {"id": ALICE}, "view": settings_form(team=OTHER_TEAM)}
    command = {"command": "/clauses", "text": QUESTION, "user_id": ALICE, "channel_id": GENERAL, "trigger_id": "t"}
    return {
        "mention": {**event, "team_id": OTHER_TEAM},
        "mention for another installation": {**event, "authorizations": [other]},
        "mention in another organisation": {
            **event,
            "team_id": OTHER_TEAM,
            "enterprise_id": "E2",
            "authorizations": [{**other, "enterprise_id": "E2", "is_enterprise_install": True}],
        },
        "home": {**event, "team_id": OTHER_TEAM, "event": home},
        "command": {**command, "team_id": OTHER_TEAM},
        "click": {**click, "team": {"id": OTHER_TEAM}},
        "form": {**form, "team": {"id": OTHER_TEAM}},
        "form opened there": {
            **form,
            "team": {"id": TEAM},
            "view": {**settings_form(team=OTHER_TEAM), "app_installed_team_id": OTHER_TEAM},
        },
    }


@pytest.mark.parametrize("what", crossed())
def test_nothing_of_another_workspace_is_done_with_this_ones_token(what: str, run: Play, logged: Logged) -> None:
    async def scenario(ours: Office) -> None:
        before = everything(ours)
        await ours.dispatched(crossed()[what])
        await settled()
        assert everything(ours) == before
        assert {name for name, _ in ours.slack.calls} == {"auth.test"}

    run(scenario)
    [line] = logged()
    assert (line["event"], line["team"]) == ("dropped a payload of another workspace", OTHER_TEAM)


def test_an_organisations_token_is_not_used_for_another_organisation(run_org_wide: Play, logged: Logged) -> None:
    async def scenario(ours: Office) -> None:
        await ours.dispatched({**crossed()["mention"], "enterprise": {"id": "E2"}})
        await settled()
        assert not ours.answers
        await ours.dispatched(crossed()["mention"])
        await settled()
        assert len(ours.answers) == 1

    run_org_wide(scenario)
    assert [line["event"] for line in logged()] == ["dropped a payload of another workspace"]


def test_in_a_shared_channel_who_asks_may_be_of_another_organisation(run: Play) -> None:
    """The workspace is the installing one, which Slack names among the authorizations, or as a form's own."""

    async def scenario(ours: Office) -> None:
        ours.slack.on("conversations.members", MEMBERS)
        installed = {"team_id": TEAM, "enterprise_id": None, "is_enterprise_install": False}
        mention = {**crossed()["mention"], "authorizations": [installed], "is_ext_shared_channel": True}
        await ours.dispatched(mention)
        sent_in = {**crossed()["form"], "view": {**settings_form(), "app_installed_team_id": TEAM}}
        await ours.dispatched(sent_in)
        await settled()
        assert [exchange.team for exchange in ours.store.recent(TEAM, ALICE, 9)] == [TEAM]
        assert sorted("changed what holds" in read(said) for said in ours.answers) == [False, True]
        assert ours.store.channel_settings(TEAM, GENERAL).everything

    run(scenario)
