"""What an admin asks before approving: who reads what, erasing, a contact, a welcome, and a log of who changed what."""

import json
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from bot.slack.audit import Audit
from bot.slack.exchange import ChannelSettings, Feedback, Workspace
from bot.slack.service import Service
from bot.slack.store import erasure
from bot.slack.views import actions
from bot.texts.texts import texts_in
from embeddings.progress import Progress
from retrieval.errors import ClauseIndexError
from retrieval.index.build import BuildReport
from tests.bot.slack.conftest import Logged
from tests.bot.slack.fake_slack import Reply
from tests.bot.slack.listeners.test_home import opening
from tests.bot.slack.listeners.test_owned import settings_form
from tests.bot.slack.office import (
    ALICE,
    BOB,
    DIRECT,
    GENERAL,
    ME,
    OWNER,
    TEAM,
    Office,
    Play,
    Scenario,
    offers,
    play,
    read,
)

NEWS = texts_in("en")("privacy.news")
QUESTION = "Who takes special measures to protect women and girls from rape?"


@pytest.fixture
def audit(tmp_path: Path) -> Path:
    return tmp_path / "logs" / "audit.jsonl"


@pytest.fixture
def run_as(built: Path, database: str, audit: Path) -> Play:
    """Run a scenario at a bot with a contact and an audit log."""

    def run(scenario: Scenario) -> None:
        play(scenario, built, database, service=Service("help@example.org", version="1.0", audit=Audit(audit)))

    return run


def lines(audit: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in audit.read_text(encoding="utf-8").splitlines()]


async def home(ours: Office, user: str = ALICE) -> dict[str, Any]:
    await ours.happens(opening("home", user=user))
    view: dict[str, Any] = ours.slack.called("views.publish")[-1]["view"]
    return view


def test_the_home_says_who_reads_what_and_for_how_long(run_as: Play) -> None:
    async def scenario(ours: Office) -> None:
        shown = read(await home(ours))
        assert "for 90 days" in shown
        assert "Owners of the library" in shown
        assert "help@example.org" in shown
        ours.store.save_workspace(Workspace(TEAM, keep_days=0))
        assert "erased with its answer" in read(await home(ours))

    run_as(scenario)


def test_a_person_erases_what_they_asked_and_nobody_else_does(run_as: Play, audit: Path) -> None:
    async def scenario(ours: Office) -> None:
        for user in (ALICE, BOB):
            await ours.says(f"<@{ME}> {QUESTION}", user=user)
        [asked] = ours.store.recent(TEAM, ALICE, 9)
        ours.store.add_feedback(Feedback(asked.id, TEAM, ALICE, False, "too old", ours.clock()))
        assert actions.ERASE in offers(await home(ours))
        await ours.clicks_at_home(actions.ERASE, "mine")
        assert [len(ours.store.recent(TEAM, user, 9)) for user in (ALICE, BOB)] == [0, 1]
        assert "Erased: 2 of your questions" in read(ours.answers[-1])
        assert QUESTION not in read(ours.slack.called("views.publish")[-1])
        await ours.presses(actions.MORE, ours.answers[0])  # whose words nobody has any more
        assert ours.store.recent(TEAM, ALICE, 9) == []

    run_as(scenario)
    [line] = lines(audit)
    assert (line["what"], line["workspace"], line["rows"]) == ("erasure", TEAM, 2)
    assert ALICE not in json.dumps(line)


def test_an_upgrade_is_told_for_two_weeks_and_a_first_start_is_none(run_as: Play) -> None:
    async def scenario(ours: Office) -> None:
        assert NEWS not in read(await home(ours))
        ours.store.runs_since("0.9")
        assert NEWS in read(await home(ours))
        ours.clock.pass_by(days=8)
        erasure.purge(ours.store)
        assert NEWS in read(await home(ours))
        ours.clock.pass_by(days=6)
        assert NEWS not in read(await home(ours))

    run_as(scenario)


def test_the_bot_introduces_itself_where_it_is_invited_and_to_nobody_else(run_as: Play) -> None:
    async def scenario(ours: Office) -> None:
        joined = {"type": "member_joined_channel", "channel": GENERAL, "inviter": ALICE}
        for event_id, user in (("Ev1", BOB), ("Ev2", ME), ("Ev2", ME)):
            await ours.happens({**joined, "user": user}, event_id=event_id)
        [welcome] = ours.answers
        assert welcome["channel"] == GENERAL
        assert "for 90 days" in read(welcome)
        assert "help@example.org" in read(welcome)

    run_as(scenario)


def test_the_home_and_the_welcome_are_in_the_language_of_the_workspace_or_of_the_person(run_as: Play) -> None:
    async def scenario(ours: Office) -> None:
        ours.slack.locales[ALICE] = "fr-FR"
        ours.store.runs_since("0.9")
        shown = read(await home(ours))
        assert "Effacer ce que j'ai demandé" in shown
        assert texts_in("fr")("privacy.news") in shown
        ours.store.save_workspace(Workspace(TEAM, language="es"))
        await ours.happens({"type": "member_joined_channel", "channel": GENERAL, "inviter": BOB, "user": ME})
        assert "Mencióneme con una pregunta sobre" in read(ours.answers[-1])
        assert "Borrar lo que pregunté" in read(await home(ours, BOB))

    run_as(scenario)


def test_changes_of_settings_and_rebuilds_are_lines_of_the_log(run_as: Play, audit: Path) -> None:
    async def scenario(ours: Office) -> None:
        ours.slack.on("conversations.members", Reply(more={"members": [ALICE]}))
        await ours.sends_in(settings_form(), settings_form()["state"]["values"])
        assert ours.store.channel_settings(TEAM, GENERAL) == ChannelSettings(everything=True, set_by=ALICE)
        await ours.clicks_at_home(actions.OWNERS_REBUILD, "rebuild", user=OWNER)  # which cannot be done here

    run_as(scenario)
    [line] = lines(audit)
    assert (line["what"], line["channel"], line["user"]) == ("settings", GENERAL, ALICE)
    assert (line["before"]["everything"], line["after"]["everything"]) == (False, True)
    assert audit.stat().st_mode & 0o077 == 0


def test_a_log_that_cannot_be_written_stops_nothing(built: Path, database: str, tmp_path: Path, logged: Logged) -> None:
    (tmp_path / "file").write_text("")

    async def scenario(ours: Office) -> None:
        await ours.says(QUESTION, channel=DIRECT)
        await ours.clicks_at_home(actions.ERASE, "mine")
        assert ours.store.recent(TEAM, ALICE, 9) == []

    broken = Service(keep=timedelta(days=90), audit=Audit(tmp_path / "file" / "audit.jsonl"))
    play(scenario, built, database, service=broken)
    assert "the audit log cannot be written" in [line["event"] for line in logged()]


def test_a_rebuild_is_a_line_of_the_log_with_who_began_it(built: Path, database: str, audit: Path) -> None:
    def fails(_: Progress) -> BuildReport:
        raise ClauseIndexError("the library is away, as the test says")

    async def scenario(ours: Office) -> None:
        ours.slack.on("conversations.open", Reply(more={"channel": {"id": DIRECT}}))
        await ours.clicks_at_home(actions.OWNERS_REBUILD, "rebuild", user=ALICE)
        await ours.clicks_at_home(actions.OWNERS_REBUILD, "rebuild", user=OWNER)

    play(scenario, built, database, build=fails, service=Service(audit=Audit(audit)))
    assert [(line["what"], line["user"]) for line in lines(audit)] == [("rebuild", OWNER)]


def test_the_beginning_and_the_end_of_an_installation_are_lines_of_the_log(
    built: Path, database: str, audit: Path
) -> None:
    async def scenario(ours: Office) -> None:
        await ours.happens({"type": "app_uninstalled"})

    play(scenario, built, database, installed=[TEAM], service=Service(audit=Audit(audit)))
    assert [(line["what"], line["workspace"]) for line in lines(audit)] == [("installed", TEAM), ("uninstalled", TEAM)]
