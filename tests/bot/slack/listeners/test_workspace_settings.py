"""The settings of a workspace, which its owners change from their Home, and nobody else does."""

import json
from pathlib import Path
from typing import Any

import pytest

from bot.slack.audit import Audit
from bot.slack.exchange import Workspace
from bot.slack.service import Service
from bot.slack.views import actions
from bot.slack.views.actions import Opener
from retrieval.clauses.filters import describe
from tests.bot.slack.fake_slack import Reply
from tests.bot.slack.listeners.test_home import opening
from tests.bot.slack.listeners.test_owned import OTHER_TEAM, send_in
from tests.bot.slack.office import ALICE, OWNER, TEAM, Office, Play, Scenario, names, offers, play, read


@pytest.fixture
def audit(tmp_path: Path) -> Path:
    return tmp_path / "audit.jsonl"


@pytest.fixture
def run_noted(built: Path, database: str, audit: Path) -> Play:
    """Run a scenario at a bot with an audit log."""

    def run(scenario: Scenario) -> None:
        play(scenario, built, database, service=Service(audit=Audit(audit)))

    return run


def chosen(since: str = "any", until: str = "any", language: str = "default") -> dict[str, Any]:
    """Return what somebody filled in."""
    menus = {"since": since, "until": until, "language": language}
    values: dict[str, Any] = {name: {name: {"selected_option": {"value": value}}} for name, value in menus.items()}
    return {**values, "kinds": {"kinds": {"selected_options": []}}}


def forged(values: dict[str, Any], *, user: str, team: str = TEAM) -> dict[str, Any]:
    """Return a form that names as who opened it whoever sends it in."""
    opener = Opener(team, "", user)
    return {
        "type": "modal",
        "callback_id": actions.WORKSPACE_MODAL,
        "private_metadata": opener.metadata,
        "state": {"values": values},
    }


async def home(ours: Office, user: str) -> dict[str, Any]:
    await ours.happens(opening("home", user=user))
    view: dict[str, Any] = ours.slack.called("views.publish")[-1]["view"]
    return view


def test_an_owner_changes_them_which_is_noted_told_and_holds_at_once(run_noted: Play, audit: Path) -> None:
    async def scenario(ours: Office) -> None:
        ours.store.save_workspace(Workspace(TEAM, keep_days=30))
        assert actions.OWNERS_WORKSPACE in offers(await home(ours, OWNER))
        assert actions.OWNERS_WORKSPACE not in offers(await home(ours, ALICE))
        await ours.clicks_at_home(actions.OWNERS_WORKSPACE, "workspace", user=OWNER)
        assert names(ours.views) == ["Workspace settings"]
        await ours.sends_in(ours.views[0], chosen("2016-01-01", language="fr"), user=OWNER)
        after = ours.store.workspace(TEAM)
        assert after
        assert (describe(after.standing), after.language, after.keep_days) == (("since 2016",), "fr", 30)
        assert "since 2016" in read(ours.answers[-1])
        assert ours.answers[-1]["channel"] == OWNER
        assert OWNER in json.dumps(ours.answers[-1]["blocks"])
        assert "Comment demander" in read({"view": await home(ours, OWNER)})

    run_noted(scenario)
    [line] = [json.loads(line) for line in audit.read_text(encoding="utf-8").splitlines()]
    assert (line["what"], line["workspace"], line["user"]) == ("workspace settings", TEAM, OWNER)
    assert (line["before"]["language"], line["after"]["language"]) == ("", "fr")


def test_years_that_contradict_each_other_are_refused_in_the_form(run_noted: Play, audit: Path) -> None:
    async def scenario(ours: Office) -> None:
        await ours.clicks_at_home(actions.OWNERS_WORKSPACE, "workspace", user=OWNER)
        said = json.loads(await ours.sends_in(ours.views[0], chosen("2016-01-01", "2000-12-31"), user=OWNER))
        assert (said["response_action"], list(said["errors"])) == ("errors", ["until"])
        assert ours.store.workspace(TEAM) is None

    run_noted(scenario)
    assert not audit.exists()


def test_what_is_sent_in_unchanged_is_told_its_sender_alone(run_noted: Play, audit: Path) -> None:
    async def scenario(ours: Office) -> None:
        await ours.clicks_at_home(actions.OWNERS_WORKSPACE, "workspace", user=OWNER)
        await ours.sends_in(ours.views[0], chosen(), user=OWNER)
        assert ["as they were" in read(said) for said in ours.answers] == [True]

    run_noted(scenario)
    assert not audit.exists()


def test_a_forged_form_of_somebody_who_is_no_owner_changes_nothing(run_two: Play) -> None:
    async def scenario(ours: Office) -> None:
        for view, user, team in (
            (forged(chosen(language="fr"), user=ALICE), ALICE, TEAM),
            (forged(chosen(language="fr"), user=OWNER), ALICE, TEAM),
            (forged(chosen(language="fr"), user=ALICE), OWNER, TEAM),
            (forged(chosen(language="fr"), user=OWNER, team=OTHER_TEAM), OWNER, TEAM),
            (forged(chosen(language="fr"), user=OWNER, team=OTHER_TEAM), OWNER, OTHER_TEAM),  # an owner of another one
        ):
            await send_in(ours, view, user=user, team=team)
            assert any(words in read(ours.answers[-1]) for words in ("only owners", "belongs to another user"))
            for place in (TEAM, OTHER_TEAM):
                workspace = ours.store.workspace(place)
                assert not (workspace and workspace.language)
        await send_in(ours, forged(chosen(language="fr"), user=OWNER), user=OWNER)
        workspace = ours.store.workspace(TEAM)
        assert workspace
        assert workspace.language == "fr"

    run_two(scenario)


def test_values_that_the_form_does_not_offer_are_dropped(run: Play) -> None:
    async def scenario(ours: Office) -> None:
        await send_in(ours, forged(chosen(language="<!channel>"), user=OWNER), user=OWNER)
        await send_in(ours, forged({}, user=OWNER), user=OWNER)
        assert ours.store.workspace(TEAM) is None

    run(scenario)


def test_an_owner_who_cannot_be_told_is_passed_over(run: Play) -> None:
    async def scenario(ours: Office) -> None:
        ours.slack.on("chat.postMessage", Reply("channel_not_found"))
        await send_in(ours, forged(chosen(language="es"), user=OWNER), user=OWNER)
        assert ours.answers == []
        workspace = ours.store.workspace(TEAM)
        assert workspace
        assert workspace.language == "es"

    run(scenario)
