"""The app's home, the pane's prompts, and what owners of the library do there."""

import asyncio
import json
import threading
from functools import partial
from pathlib import Path
from shutil import copytree

import pytest

from bot.slack.exchange import Feedback, Origin
from bot.slack.views import actions
from embeddings.progress import Progress
from retrieval.errors import LibraryError
from retrieval.index.build import BuildReport, build_index
from retrieval.library.library import read_library
from tests.bot.slack.fake_slack import Reply
from tests.bot.slack.office import (
    ALICE,
    BOB,
    DIRECT,
    OWNER,
    TEAM,
    Office,
    Play,
    names,
    offers,
    play,
    read,
    settled,
    until,
)
from tests.fakes import FakeEncoder, beside
from tests.samples import OFFICIAL_1325, OFFICIAL_2331, write_library

QUESTION = "What shall Member States do?"
OPENED = Reply(more={"channel": {"id": DIRECT}})


def opening(tab: str, *, user: str = ALICE) -> dict[str, str]:
    return {"type": "app_home_opened", "tab": tab, "user": user, "channel": DIRECT, "event_ts": "1.0"}


# The home and the pane


def test_the_home_shows_what_the_bot_knows_and_what_was_asked(run: Play) -> None:
    async def scenario(ours: Office) -> None:
        await ours.commands(QUESTION)
        await ours.commands("Who is protected?", user=BOB)
        await ours.happens(opening("home"))
        [home] = ours.slack.called("views.publish")
        shown = read(home["view"])
        assert home["user_id"] == ALICE
        assert "of 2 resolutions" in shown
        assert QUESTION in shown
        assert "Who is protected?" not in shown
        assert actions.OWNERS_REBUILD not in offers(home["view"])

    run(scenario)


def test_the_home_opens_while_the_database_is_away(run: Play) -> None:
    async def scenario(ours: Office) -> None:
        ours.store.goes(away=True)
        await ours.happens(opening("home"))
        assert ours.slack.called("views.publish")

    run(scenario)


def test_both_panes_offer_questions(run: Play) -> None:
    """The newer one reports that its messages are opened, and each message there begins a thread."""

    async def scenario(ours: Office) -> None:
        thread = {"channel_id": DIRECT, "thread_ts": "5.0", "user_id": ALICE, "context": {}}
        await ours.happens({"type": "assistant_thread_started", "assistant_thread": thread})
        await ours.happens({"type": "assistant_thread_context_changed", "assistant_thread": thread})
        await ours.happens(opening("messages"))
        older, newer = ours.slack.called("assistant.threads.setSuggestedPrompts")
        assert (older["channel_id"], older["thread_ts"]) == (DIRECT, "5.0")
        assert newer["channel_id"] == DIRECT
        assert "thread_ts" not in newer
        assert "Language under Participation" in str(newer["prompts"])
        assert not ours.slack.called("views.publish")

    run(scenario)


def test_where_slack_has_no_prompts_nothing_is_said_of_it(run: Play) -> None:
    async def scenario(ours: Office) -> None:
        ours.slack.on("assistant.threads.setSuggestedPrompts", Reply("unknown_method"))
        await ours.happens(opening("messages"))
        assert not ours.answers
        assert not ours.whispers

    run(scenario)


def test_questions_of_the_home_are_answered_in_direct_messages(run: Play) -> None:
    async def scenario(ours: Office) -> None:
        ours.slack.on("conversations.open", OPENED, OPENED)
        await ours.clicks_at_home(actions.EXAMPLE, QUESTION)
        [exchange] = ours.store.recent(TEAM, ALICE, 1)
        assert exchange.origin is Origin.HOME
        await ours.clicks_at_home(actions.AGAIN, exchange.id)
        assert [answer["channel"] for answer in ours.answers] == [DIRECT, DIRECT]
        assert all(f"“{QUESTION}”" in read(answer) for answer in ours.answers)

    run(scenario)


def test_a_question_of_the_home_that_is_no_longer_kept_says_so(run: Play) -> None:
    async def scenario(ours: Office) -> None:
        await ours.clicks_at_home(actions.AGAIN, "gone")
        [said] = ours.answers
        assert (said["channel"], "has expired or was deleted" in read(said)) == (ALICE, True)

    run(scenario)


# Owners


def test_owners_see_verdicts_and_what_nothing_answered(run: Play) -> None:
    async def scenario(ours: Office) -> None:
        ours.assistant.sure = 0.1
        await ours.commands(QUESTION)
        [exchange] = ours.store.unanswered(TEAM, 1)
        ours.store.add_feedback(Feedback(exchange.id, TEAM, BOB, False, "too old", ours.clock()))
        await ours.happens(opening("home", user=OWNER))
        assert actions.OWNERS_REBUILD in offers(ours.slack.called("views.publish")[0]["view"])
        await ours.clicks_at_home(actions.OWNERS_FEEDBACK, "feedback", user=OWNER)
        await ours.clicks_at_home(actions.OWNERS_UNANSWERED, "unanswered", user=OWNER)
        assert names(ours.views) == ["Feedback", "Unanswered questions"]
        assert "too old" in read(ours.views[0])
        assert QUESTION in read(ours.views[1])

    run(scenario)


def test_nobody_else_does(run: Play) -> None:
    async def scenario(ours: Office) -> None:
        owned = [one for name, one in vars(actions).items() if name.startswith("OWNERS_")]
        for action_id in owned:
            await ours.clicks_at_home(action_id, "x", user=ALICE)
        assert not ours.views
        assert ["only owners" in read(said) for said in ours.answers] == [True] * len(owned)

    run(scenario)


def test_owners_are_told_when_the_database_is_away(run: Play) -> None:
    async def scenario(ours: Office) -> None:
        ours.store.goes(away=True)
        await ours.clicks_at_home(actions.OWNERS_FEEDBACK, "feedback", user=OWNER)
        assert "database is unavailable" in read(ours.answers[0])

    run(scenario)


class Builds:
    """Rebuilds of an index that stop halfway until they are let go on."""

    def __init__(self, folder: Path) -> None:
        self.library = write_library(folder / "library", S_RES_2331=OFFICIAL_2331, S_RES_1325=OFFICIAL_1325)
        self.index = folder / "index"
        self.halfway, self.on = threading.Event(), threading.Event()
        self.fault: Exception | None = None

    def __call__(self, progress: Progress) -> BuildReport:
        progress("encoding passages", 3, 9)
        self.halfway.set()
        assert self.on.wait(30)
        if self.fault:
            raise self.fault
        return build_index(
            read_library(self.library),
            encoder=FakeEncoder(),
            index=self.index,
            shared=beside(self.index),
            progress=progress,
        )


@pytest.fixture
def builds(built: Path, tmp_path: Path) -> Builds:
    copytree(built, tmp_path / "index")
    return Builds(tmp_path)


def test_home_controls_and_refusals_are_in_the_persons_language(run: Play) -> None:
    async def scenario(ours: Office) -> None:
        ours.slack.locales[ALICE] = "fr-FR"
        await ours.happens(opening("home"))
        assert "Comment demander" in read(ours.slack.called("views.publish")[-1])
        await ours.says(QUESTION, channel=DIRECT)
        assert "Suite (4–6 sur " in read(ours.answers[-1])
        ours.slack.on("conversations.members", Reply("not_in_channel"))
        await ours.commands("settings", user=ALICE)
        assert "Non autorisé" in read(ours.responses[-1])
        await ours.says(QUESTION, channel=DIRECT, user=BOB)
        assert "Show more (4–6 of " in read(ours.answers[-1])

    run(scenario)


def test_the_language_of_people_who_only_talk_to_each_other_is_not_asked_for(run: Play) -> None:
    async def scenario(ours: Office) -> None:
        await ours.says("lunch?", user=BOB)
        assert not ours.slack.called("users.info")
        await ours.says(QUESTION, channel=DIRECT)
        await until(lambda: ours.slack.called("users.info"))
        assert [call["user"] for call in ours.slack.called("users.info")] == [ALICE]

    run(scenario)


def test_the_resolutions_are_listed_and_searched_in_a_modal(run: Play) -> None:
    async def scenario(ours: Office) -> None:
        await ours.clicks_at_home(actions.LIBRARY, "library")
        [view] = ours.views
        assert "S/RES/1325 (2000)" in read(view)
        said = json.loads(await ours.sends_in(view, {"words": {"words": {"value": "2331"}}}))
        assert said["response_action"] == "update"
        assert "S/RES/1325" not in json.dumps(said["view"]["blocks"])
        assert "S/RES/2331 (2016)" in json.dumps(said["view"]["blocks"])

    run(scenario)


@pytest.fixture
def rebuilding(builds: Builds, database: str, monkeypatch: pytest.MonkeyPatch) -> Play:
    """Run a scenario in an office that can rebuild its index, and shows at once how far it is."""
    monkeypatch.setattr("bot.slack.listeners.owners._PAUSE", 0)
    return partial(play, index=builds.index, database=database, build=builds)


async def begun(ours: Office, builds: Builds) -> None:
    """Have the owner rebuild; return when it is halfway, and shown to be."""
    ours.slack.on("conversations.open", OPENED)
    click = {"type": "button", "action_id": actions.OWNERS_REBUILD, "block_id": "b", "value": "rebuild"}
    await ours.dispatched({**ours.click_body(click, OWNER)})
    await asyncio.to_thread(builds.halfway.wait, 30)
    await until(lambda: ours.slack.called("chat.update"))


def test_a_rebuild_shows_how_far_it_is_and_its_answers_come_at_once(builds: Builds, rebuilding: Play) -> None:
    async def scenario(ours: Office) -> None:
        old = ours.assistant.index.manifest.generation
        await begun(ours, builds)
        assert "encoding passages, 3 of 9" in read(ours.answers[0])
        asked = await answered_meanwhile(ours)
        builds.on.set()
        await settled()
        new = ours.assistant.index.manifest.generation
        assert f"The index is rebuilt: published generation {new}" in read(ours.answers[0])
        assert "S/RES/" in read(asked)
        assert ours.store.recent(TEAM, ALICE, 1)[0].generation == old
        await ours.commands(QUESTION)
        assert ours.store.recent(TEAM, ALICE, 1)[0].generation == new

    rebuilding(scenario)


async def answered_meanwhile(ours: Office) -> dict[str, object]:
    """Ask while the index is being rebuilt."""
    trigger = f"trigger{next(ours.numbers)}"
    await ours.dispatched(ours.command_body(QUESTION, trigger))
    await until(lambda: ours.slack.called(trigger))
    return ours.slack.called(trigger)[0]


def test_one_rebuild_runs_at_a_time(builds: Builds, rebuilding: Play) -> None:
    async def scenario(ours: Office) -> None:
        await begun(ours, builds)
        click = {"type": "button", "action_id": actions.OWNERS_REBUILD, "block_id": "b", "value": "rebuild"}
        await ours.dispatched({**ours.click_body(click, OWNER)})
        await until(lambda: len(ours.answers) == 2)
        assert "being rebuilt already" in read(ours.answers[1])
        builds.on.set()
        await settled()
        assert "published" in read(ours.answers[0])

    rebuilding(scenario)


@pytest.mark.parametrize(
    ("fault", "said"),
    [(LibraryError("no clause could be read"), "no clause could be read"), (OSError(28), "bot's log")],
)
def test_a_rebuild_that_fails_says_so_and_another_can_follow(
    fault: Exception, said: str, builds: Builds, rebuilding: Play
) -> None:
    async def scenario(ours: Office) -> None:
        builds.fault = fault
        await begun(ours, builds)
        builds.on.set()
        await settled()
        assert said in read(ours.answers[0])
        builds.fault = None
        ours.slack.on("conversations.open", OPENED)
        await ours.clicks_at_home(actions.OWNERS_REBUILD, "rebuild", user=OWNER)
        assert "published" in read(ours.answers[1])

    rebuilding(scenario)


def test_where_nothing_can_be_rebuilt_owners_are_told_how(run: Play) -> None:
    async def scenario(ours: Office) -> None:
        await ours.clicks_at_home(actions.OWNERS_REBUILD, "rebuild", user=OWNER)
        assert "clausebot index build" in read(ours.answers[0])

    run(scenario)
