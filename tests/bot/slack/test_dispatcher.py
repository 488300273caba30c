"""The dispatcher: every question gets its one answer, whatever goes wrong meanwhile."""

import asyncio
import re
import sqlite3
from collections.abc import Callable, Coroutine
from contextlib import closing
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from shutil import copytree
from typing import Any

import pytest
from structlog.testing import capture_logs

from bot.slack.exchange import Exchange, Origin, State
from bot.slack.ledger import Ledger
from bot.slack.store.store import PATIENCE
from bot.slack.views import actions
from bot.slack.views.notices import notice, waiting_message
from retrieval.index.build import build_index
from retrieval.library.library import read_library
from tests.bot.slack.fake_slack import FakeSlack, Reply, fake_slack
from tests.bot.slack.office import (
    ALICE,
    BOB,
    DIRECT,
    GENERAL,
    ME,
    TEAM,
    Clock,
    Office,
    Play,
    office,
    read,
    settled,
    until,
)
from tests.bot.slack.views.given import SAY
from tests.fakes import FakeEncoder, beside
from tests.samples import OFFICIAL_1325, write_library

QUESTION = "Who takes special measures to protect women and girls from rape?"
ANSWER = "take special measures to protect women and girls from rape"
SECRET = "our informant in Geneva"
STATUS = "assistant.threads.setStatus"
CITED = re.compile(r"\*<[^|>]+\|(S/RES/[^>]+)>")


async def without_status_lines(ours: Office) -> None:
    """Ask a question in a Slack that refuses its status line, so that none is shown from then on."""
    ours.slack.on(STATUS, Reply("missing_scope"))
    await halted(ours, 1)
    await until(lambda: ours.slack.called(STATUS))
    ours.assistant.let.set()
    await settled()


async def halted(ours: Office, messages: int, *, channel: str = DIRECT) -> list[dict[str, Any]]:
    """Ask that many questions of an engine that is halted; return the messages, the first of them being answered."""
    ours.assistant.let.clear()
    asked = [ours.message(QUESTION, channel=channel) for _ in range(messages)]
    for message in asked:
        await ours.delivered(message)
    await until(lambda: ours.engine.waiting == messages)
    return asked


# Waiting


def test_every_listener_acknowledges_while_the_engine_and_slack_are_busy(run: Play) -> None:
    async def scenario(ours: Office) -> None:
        await halted(ours, 1)
        for method in ("views.open", "conversations.members", "views.publish"):
            ours.slack.on(method, Reply(late=True))
        deliveries: list[Coroutine[Any, Any, Any]] = [
            ours.delivered(ours.message(f"<@{ME}> {QUESTION}")),
            ours.delivered({"type": "app_home_opened", "tab": "home", "user": ALICE, "channel": DIRECT}),
            ours.dispatched(ours.command_body(QUESTION, "trigger-a")),
            ours.dispatched(ours.command_body("settings", "trigger-b")),
            ours.dispatched(
                ours.click_body(
                    {
                        "action_id": actions.PARAGRAPH,
                        "block_id": "x",
                        "selected_option": {"value": "cite S/RES/1(1946)#1"},
                    },
                    ALICE,
                )
            ),
        ]
        await asyncio.wait_for(asyncio.gather(*deliveries), 3)
        ours.assistant.let.set()

    run(scenario)


@pytest.fixture
def impatient(monkeypatch: pytest.MonkeyPatch) -> None:
    """Tell whoever waits at once."""
    monkeypatch.setattr("bot.slack.dispatcher._TELL_AFTER", 0)


@pytest.mark.usefixtures("impatient")
def test_without_a_status_line_who_waits_behind_many_is_told_their_place_where_the_answer_will_be(run: Play) -> None:
    async def scenario(ours: Office) -> None:
        await without_status_lines(ours)
        await halted(ours, 6)
        await until(lambda: len(ours.answers) == 3)
        assert sorted(map(read, ours.answers[1:])) == [
            "Waiting: 4 questions before yours.",
            "Waiting: 5 questions before yours.",
        ]
        ours.assistant.let.set()
        await settled()
        assert len(ours.answers) == 7
        assert all(ANSWER in read(said) for said in ours.answers)

    run(scenario)


def test_who_waits_for_a_moment_only_is_not_told(run: Play) -> None:
    async def scenario(ours: Office) -> None:
        await halted(ours, 6)
        ours.assistant.let.set()
        await settled()
        assert len(ours.answers) == 6
        assert not ours.slack.called("chat.update")

    run(scenario)


def test_questions_of_one_thread_are_answered_in_their_order(run: Play) -> None:
    """The second builds on the first, although it came before the first was answered."""

    async def scenario(ours: Office) -> None:
        ours.assistant.let.clear()
        first = ours.message(QUESTION, channel=DIRECT, thread_ts="5.0")
        second = ours.message("does that resolution say more?", channel=DIRECT, thread_ts="5.0")
        await ours.delivered(first)
        await ours.delivered(second)
        ours.assistant.let.set()
        await settled()
        assert "in S/RES/1325 (2000)" in read(ours.answers[1])

    run(scenario)


@pytest.mark.parametrize(
    ("asked", "thread", "continues"),
    [
        ("peace talks", "", False),
        ("and for girls?", "", True),
        ("does it mention girls?", "", True),
        ("peace talks", "5.0", True),
    ],
)
def test_a_direct_message_outside_of_threads_asks_on_only_if_it_is_worded_so(
    run: Play, asked: str, thread: str, continues: bool
) -> None:
    async def scenario(ours: Office) -> None:
        for words in ("increased representation of women", asked):
            await ours.delivered(ours.message(words, channel=DIRECT, **({"thread_ts": thread} if thread else {})))
            await settled()
        assert ("about: increased representation" in read(ours.answers[1])) is continues

    run(scenario)


@pytest.mark.parametrize("asked", ["which ones?", "list them all"])
def test_a_message_that_repeats_the_last_question_asks_on_behind_two_topics(run: Play, asked: str) -> None:
    """It has no topic of its own; behind a second topic it was asked alone, and refused."""

    async def scenario(ours: Office) -> None:
        for words in ("increased representation of women", "how many resolutions mention trafficking?", asked):
            await ours.delivered(ours.message(words, channel=DIRECT))
            await settled()
        assert "about: trafficking" in read(ours.answers[2])

    run(scenario)


@pytest.mark.parametrize("asked", ["more please", "anything else?"])
def test_more_in_a_thread_shows_the_next_paragraphs(run: Play, asked: str) -> None:
    async def scenario(ours: Office) -> None:
        for words in ("increased representation of women", *[asked] * 4):
            await ours.delivered(ours.message(words, channel=DIRECT, thread_ts="5.0"))
            await settled()
        first, second, *_ = quoted = [CITED.findall(read(answer)) for answer in ours.answers]
        assert len(first) == 3
        assert second
        assert not {*first} & {*second}
        assert not quoted[-1]
        kept = [one.question for one in ours.store.in_thread(TEAM, DIRECT, "5.0")]
        assert kept == ["increased representation of women", *[asked] * 4], "no one else's words are kept as theirs"
        assert "There is no more to show" in read(ours.answers[-1])

    run(scenario)


def test_more_in_direct_messages_is_of_the_last_question_as_it_was_asked(run: Play) -> None:
    """Outside of threads, a question on another topic is asked without those before it, and so is its rest."""

    async def scenario(ours: Office) -> None:
        for words in ("increased representation of women", "peace talks", "more please"):
            await ours.delivered(ours.message(words, channel=DIRECT))
            await settled()
        _, first, more = [CITED.findall(read(answer)) for answer in ours.answers]
        assert first
        assert more
        assert not {*first} & {*more}
        assert "about:" not in read(ours.answers[2])

    run(scenario)


@pytest.mark.usefixtures("impatient")
def test_a_status_line_is_shown_to_who_waits_and_nothing_else(run: Play) -> None:
    async def scenario(ours: Office) -> None:
        await halted(ours, 6)
        await until(lambda: len(ours.slack.called(STATUS)) == 6)
        ours.assistant.let.set()
        await settled()
        said = sorted(call["status"] for call in ours.slack.called(STATUS))
        assert said == ["has 4 questions before yours…", "has 5 questions before yours…", *["is searching…"] * 4]
        assert not ours.slack.called("chat.update")
        assert len(ours.answers) == 6

    run(scenario)


@pytest.mark.usefixtures("impatient")
def test_an_answer_does_not_wait_for_its_status_line(run: Play) -> None:
    async def scenario(ours: Office) -> None:
        let = asyncio.Event()
        ours.slack.on(STATUS, Reply(after=let))
        await halted(ours, 1)
        await until(lambda: ours.slack.called(STATUS))
        ours.assistant.let.set()
        await until(lambda: ours.answers)
        let.set()

    run(scenario)


@pytest.mark.usefixtures("impatient")
def test_a_status_line_that_comes_after_its_answer_is_taken_back(run: Play) -> None:
    async def scenario(ours: Office) -> None:
        let = asyncio.Event()
        ours.slack.on(STATUS, Reply(after=let))
        await halted(ours, 1)
        await until(lambda: ours.slack.called(STATUS))
        ours.assistant.let.set()
        await until(lambda: ours.answers)
        let.set()
        await settled()
        assert [call["status"] for call in ours.slack.called(STATUS)] == ["is searching…", ""]

    run(scenario)


def test_a_quick_answer_needs_no_status_line(run: Play) -> None:
    async def scenario(ours: Office) -> None:
        await ours.says(QUESTION, channel=DIRECT)
        assert not ours.slack.called(STATUS)

    run(scenario)


@pytest.mark.usefixtures("impatient")
def test_a_slack_without_status_lines_is_asked_once(run: Play) -> None:
    async def scenario(ours: Office) -> None:
        ours.slack.on(STATUS, Reply("unknown_method"))
        for _ in range(2):
            ours.assistant.let.clear()
            await ours.delivered(ours.message(QUESTION, channel=DIRECT))
            await until(lambda: ours.slack.called(STATUS))
            ours.assistant.let.set()
            await settled()
        assert len(ours.answers) == 2
        assert len(ours.slack.called(STATUS)) == 1

    run(scenario)


# What goes wrong


def test_an_error_says_what_to_do_and_is_logged_without_what_was_asked(run: Play) -> None:
    async def scenario(ours: Office) -> None:
        ours.assistant.fault = RuntimeError(SECRET)
        with capture_logs() as logged:
            await ours.says(SECRET, channel=DIRECT)
        [answer] = ours.answers
        [exchange] = ours.store.recent(TEAM, ALICE, 1)
        assert f"Ask again in a minute; if it fails again, tell the bot's administrator the code {exchange.id}" in read(
            answer
        )
        assert any(line.get("exchange") == exchange.id and line["error"] == "RuntimeError" for line in logged)
        assert SECRET not in str(logged)
        assert exchange.state is State.FAILED
        assert not ours.store.unanswered(TEAM, 9)

    run(scenario)


@pytest.mark.parametrize(("fault", "builds"), [(None, True), (RuntimeError(), False)])
def test_a_follow_up_does_not_build_on_a_question_that_failed(
    run: Play, fault: Exception | None, *, builds: bool
) -> None:
    async def scenario(ours: Office) -> None:
        ours.assistant.fault = fault
        asked = await ours.says(f"<@{ME}> {QUESTION}")
        ours.assistant.fault = None
        await ours.says(f"<@{ME}> and in 2331?", thread_ts=asked["ts"])
        assert ("about: Who takes" in read(ours.answers[1])) is builds

    run(scenario)


def test_a_question_that_is_too_long_is_told_how_long_it_may_be(run: Play) -> None:
    async def scenario(ours: Office) -> None:
        await ours.says("why " * 3000, channel=DIRECT)
        assert "the maximum is 10,000" in read(ours.answers[0])

    run(scenario)


@pytest.mark.usefixtures("impatient")
def test_an_error_takes_the_place_of_the_waiting_message(run: Play) -> None:
    async def scenario(ours: Office) -> None:
        await without_status_lines(ours)
        await halted(ours, 5)
        await until(lambda: len(ours.answers) == 2)
        ours.assistant.fault = RuntimeError()
        ours.assistant.let.set()
        await settled()
        assert len(ours.answers) == 6
        assert all("internal error" in read(said) for said in ours.answers[1:])

    run(scenario)


def test_an_answer_that_was_deleted_is_posted_anew(run: Play) -> None:
    async def scenario(ours: Office) -> None:
        await ours.says(QUESTION, channel=DIRECT)
        ours.slack.on("chat.update", Reply("message_not_found"))
        await ours.presses(actions.MORE, ours.answers[0])
        assert len(ours.slack.messages) == 3

    run(scenario)


def test_a_question_withdrawn_while_it_is_being_answered_gets_no_answer(run: Play) -> None:
    async def scenario(ours: Office) -> None:
        [asked] = await halted(ours, 1)
        await ours.delivered({"type": "message", "subtype": "message_deleted", "channel": DIRECT, **deleted(asked)})
        await until(lambda: state_of(ours, asked) is State.WITHDRAWN)
        ours.assistant.let.set()
        await settled()
        assert not ours.answers
        assert not ours.slack.messages

    run(scenario)


def state_of(ours: Office, asked: dict[str, Any]) -> State:
    exchange = ours.store.by_question(TEAM, asked["channel"], asked["ts"])
    assert exchange
    return exchange.state


def deleted(message: dict[str, Any]) -> dict[str, Any]:
    return {"deleted_ts": message["ts"], "ts": "9.9"}


def test_what_slack_does_not_take_is_sent_later_and_given_up_in_the_end(run: Play) -> None:
    async def scenario(ours: Office) -> None:
        refused = Reply("channel_not_found")
        ours.slack.on("chat.postMessage", refused, refused)
        await ours.says(QUESTION, channel=DIRECT)
        await later(ours)
        assert not ours.answers
        await later(ours)
        assert len(ours.answers) == 1
        ours.slack.on("chat.postMessage", refused)
        await ours.says(QUESTION, channel=DIRECT)
        ours.slack.on("chat.postMessage", refused)
        await later(ours, minutes=20)
        await later(ours)
        assert len(ours.answers) == 1

    run(scenario)


async def later(ours: Office, **time: float) -> None:
    """Let leases run out, and have the dispatcher look after what was left."""
    ours.clock.pass_by(**(time or {"seconds": 40}))
    await ours.dispatcher.recover()
    await settled()


# Restarts and replicas


def left(clock: Clock, **changes: Any) -> Exchange:
    """Return a question that a process took on and did not live to answer."""
    exchange = Exchange("left", TEAM, DIRECT, ALICE, QUESTION, clock(), Origin.DIRECT, "6.0", "6.0")
    return replace(exchange, **changes)


def recovered(built: Path, database: str, before: Callable[[FakeSlack], None], **changes: Any) -> Office:
    """Have one process take a question on and die, and another start; return what it did."""

    async def scenario() -> Office:
        clock = Clock()
        async with fake_slack() as slack:
            async with office(slack, built, database, clock=clock, owner="dead") as dead:
                dead.store.accept(left(clock, **changes), event_id="Ev1", owner="dead")
                dead.store.save(left(clock, **changes))
            before(slack)
            async with office(slack, built, database, clock=clock, owner="alive") as alive:
                await alive.dispatcher.recover()
                await settled()
                assert not alive.answers or alive.answers == alive.answers[:1]
                await later(alive)
                await later(alive)
                return alive

    return asyncio.run(scenario())


def test_a_question_that_a_dead_process_left_is_answered_once(built: Path, database: str) -> None:
    ours = recovered(built, database, lambda slack: None)
    [answer] = ours.answers
    assert (answer["channel"], answer["thread_ts"]) == (DIRECT, "6.0")
    assert ANSWER in read(answer)


def test_an_answer_that_was_posted_but_not_written_down_is_not_posted_again(built: Path, database: str) -> None:
    def posted(slack: FakeSlack) -> None:
        blocks = list(notice("as it was answered", "left").blocks)
        slack.messages.append({"ts": "7.0", "bot_id": "B1", "channel": DIRECT, "thread_ts": "6.0", "blocks": blocks})

    ours = recovered(built, database, posted)
    [answer] = ours.answers
    assert answer["ts"] == "7.0"
    assert ANSWER in read(answer)


def test_a_waiting_message_of_a_dead_process_becomes_the_answer(built: Path, database: str) -> None:
    def waiting(slack: FakeSlack) -> None:
        blocks = list(waiting_message(4, SAY).blocks)
        slack.messages.append({"ts": "7.0", "bot_id": "B1", "channel": DIRECT, "thread_ts": "6.0", "blocks": blocks})

    ours = recovered(built, database, waiting, answer_ts="7.0")
    [answer] = ours.answers
    assert ANSWER in read(answer)


def test_as_long_as_it_cannot_be_seen_whether_it_was_answered_nothing_is_posted(built: Path, database: str) -> None:
    ours = recovered(built, database, lambda slack: slack.on("conversations.replies", Reply("fatal")))
    assert len(ours.slack.called("conversations.replies")) == 2
    assert len(ours.answers) == 1


def test_without_the_right_to_look_it_is_answered_all_the_same(built: Path, database: str) -> None:
    refused = Reply("missing_scope")
    ours = recovered(built, database, lambda slack: slack.on("conversations.replies", refused))
    assert len(ours.answers) == 1


def test_a_private_answer_of_a_dead_process_is_given_by_the_next(built: Path, database: str) -> None:
    ours = recovered(built, database, lambda slack: None, private=True, question_ts="", thread_ts="")
    [whisper] = ours.whispers
    assert whisper["user"] == ALICE


def test_a_question_that_waits_is_not_taken_from_a_process_that_lives(built: Path, database: str) -> None:
    async def scenario() -> None:
        clock = Clock()
        async with (
            fake_slack() as slack,
            office(slack, built, database, clock=clock, owner="slow") as slow,
            office(slack, built, database, clock=clock, owner="other") as other,
        ):
            await halted(slow, 1)
            with capture_logs() as logged:
                for _ in range(4):
                    clock.pass_by(seconds=20)
                    await other.dispatcher.recover()
                    await slow.dispatcher.recover()
                slow.assistant.let.set()
                await settled()
            assert len(slow.answers) == 1
            assert not logged

    asyncio.run(scenario())


def test_a_process_that_slept_too_long_leaves_the_answer_to_who_took_over(built: Path, database: str) -> None:
    async def scenario() -> None:
        clock = Clock()
        async with (
            fake_slack() as slack,
            office(slack, built, database, clock=clock, owner="slow") as slow,
            office(slack, built, database, clock=clock, owner="other") as other,
        ):
            await halted(slow, 1)
            clock.pass_by(seconds=40)
            await other.dispatcher.recover()
            await until(lambda: other.answers)
            slow.assistant.let.set()
            await settled()
            assert len(slow.answers) == 1
            assert not slow.slack.called("chat.update")

    asyncio.run(scenario())


def test_a_process_that_is_told_to_end_finishes_what_it_began(built: Path, database: str) -> None:
    async def scenario() -> None:
        async with fake_slack() as slack, office(slack, built, database) as ours:
            await halted(ours, 3)
            closing = asyncio.create_task(ours.dispatcher.close())
            await asyncio.sleep(0)
            ours.assistant.let.set()
            await closing
            assert len(ours.answers) == 3

    asyncio.run(scenario())


@pytest.mark.usefixtures("impatient")
def test_what_it_has_no_time_for_is_left_to_the_next(built: Path, database: str) -> None:
    """Who has been told to wait is answered where they were told."""

    async def scenario() -> None:
        clock = Clock()
        async with fake_slack() as slack:
            async with office(slack, built, database, clock=clock, owner="one") as ours:
                await without_status_lines(ours)
                await halted(ours, 5)
                await until(lambda: len(ours.answers) == 2 and told(ours))
                await ours.dispatcher.close(grace=0)
                ours.assistant.let.set()
                await settled()
                assert len(ours.answers) == 2
            async with office(slack, built, database, clock=clock, owner="two") as following:
                await later(following)
                assert len(following.answers) == 6
                assert all(ANSWER in read(said) for said in following.answers)

    asyncio.run(scenario())


def told(ours: Office) -> bool:
    """Say whether it is written down where somebody was told to wait."""
    return any(exchange.answer_ts for exchange in ours.store.in_thread(TEAM, DIRECT, last_thread(ours)))


def last_thread(ours: Office) -> str:
    return str(ours.answers[-1]["thread_ts"]) if ours.answers else ""


def test_what_is_being_answered_here_is_not_taken_on_once_more(run: Play, monkeypatch: pytest.MonkeyPatch) -> None:
    """Its lease runs out if the database is unavailable when it is to be renewed."""

    async def not_now(self: Ledger, ids: object) -> None:
        return

    monkeypatch.setattr(Ledger, "extend", not_now)

    async def scenario(ours: Office) -> None:
        await halted(ours, 1)
        ours.clock.pass_by(seconds=40)
        await ours.dispatcher.recover()
        ours.assistant.let.set()
        await settled()
        assert len(ours.answers) == 1

    run(scenario)


# Given up


def begun(database: str) -> list[int]:
    """Return how often each question was begun without coming to an end, in the order they were asked."""
    with closing(sqlite3.connect(database.removeprefix("sqlite:///"))) as looking:
        return [row[0] for row in looking.execute("SELECT attempts FROM clausebot_exchange ORDER BY asked_at")]


def test_a_question_that_ends_the_bot_three_times_is_given_up_aloud(built: Path, database: str) -> None:
    """And the one that waited behind it, which was never begun, gets its answer."""

    async def scenario() -> None:
        clock = Clock()
        async with fake_slack() as slack:
            for times in (1, 2, 3):
                async with office(slack, built, database, clock=clock, owner=f"dead{times}") as dead:
                    if times == 1:
                        await halted(dead, 2)
                    else:
                        dead.assistant.let.clear()
                        clock.pass_by(seconds=40)
                        await dead.dispatcher.recover()
                    await until(lambda times=times: begun(database) == [times, 0])  # type: ignore[misc]
                    await dead.dispatcher.close(grace=0)
            async with office(slack, built, database, clock=clock, owner="alive") as alive:
                with capture_logs() as logged:
                    await later(alive)
                given_up, answer = map(read, alive.answers)
                assert "could not be answered: the bot stopped 3 times while answering it, and does not" in given_up
                assert ANSWER in answer
                assert [line["event"] for line in logged if line["log_level"] == "error"] == [
                    "giving up on a question after too many attempts"
                ]
                await later(alive)
                assert len(alive.answers) == 2
                states = [one.state for one in alive.store.in_thread(TEAM, DIRECT, alive.answers[0]["thread_ts"])]
                assert states == [State.FAILED]

    asyncio.run(scenario())


def test_an_answer_that_slack_does_not_take_is_no_failed_attempt(run: Play, database: str) -> None:
    """Slack may be away for longer than three attempts take."""

    async def scenario(ours: Office) -> None:
        ours.slack.on("chat.postMessage", *[Reply("channel_not_found")] * 5)
        await ours.says(QUESTION, channel=DIRECT)
        for _ in range(4):
            assert begun(database) == [0]
            await later(ours)
        await later(ours)
        assert ANSWER in read(ours.answers[0])

    run(scenario)


def test_an_answer_may_be_changed_as_often_as_one_likes(run: Play) -> None:
    async def scenario(ours: Office) -> None:
        await ours.says(QUESTION, channel=DIRECT)
        for _ in range(3):
            await ours.presses(actions.MORE, ours.answers[0])
            await ours.presses(actions.BACK, ours.answers[0])
        assert ANSWER in read(ours.answers[0])

    run(scenario)


# The database away


def test_questions_are_answered_while_the_database_is_away(run: Play) -> None:
    async def scenario(ours: Office) -> None:
        ours.store.goes(away=True)
        asked = ours.message(f"<@{ME}> {QUESTION}")
        for _ in range(2):
            await ours.happens(asked)
        await ours.says("and in 2331?", thread_ts=asked["ts"])
        assert len(ours.answers) == 2
        assert "about: Who takes" in read(ours.answers[1])
        await ours.presses(actions.MORE, ours.answers[0])
        assert actions.BACK in str(ours.answers[0]["blocks"])
        ours.store.goes(away=False)
        ours.clock.pass_by(seconds=10)
        await ours.happens(asked, event_id="Ev-later")
        assert len(ours.answers) == 2
        kept = ours.store.in_thread(TEAM, GENERAL, asked["ts"])
        assert [(one.question, one.state, one.page) for one in kept] == [
            (QUESTION, State.ANSWERED, 1),
            ("and in 2331?", State.ANSWERED, 0),
        ]

    run(scenario)


def test_questions_are_answered_while_another_program_locks_the_database(
    run: Play, database: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("tests.bot.slack.office.PATIENCE", PATIENCE)

    async def scenario(ours: Office) -> None:
        other = sqlite3.connect(database.removeprefix("sqlite:///"), isolation_level=None)
        other.execute("BEGIN IMMEDIATE")
        await ours.says(QUESTION, channel=DIRECT)
        assert len(ours.answers) == 1
        other.rollback()
        other.close()
        await later(ours)
        assert [one.state for one in ours.store.recent(TEAM, ALICE, 9)] == [State.ANSWERED]

    run(scenario)


def test_verdicts_wait_for_the_database(run: Play) -> None:
    async def scenario(ours: Office) -> None:
        await ours.says(QUESTION, channel=DIRECT)
        ours.store.goes(away=True)
        await ours.presses(actions.FEEDBACK, ours.answers[0], chosen="positive_button")
        ours.store.goes(away=False)
        assert not ours.store.feedback(TEAM, 9)
        await later(ours)
        assert [one.helpful for one, _ in ours.store.feedback(TEAM, 9)] == [True]

    run(scenario)


def test_verdicts_are_refused_aloud_once_too_many_wait(run: Play, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("bot.slack.ledger._WAITING", 1)

    async def scenario(ours: Office) -> None:
        await ours.says(QUESTION, channel=DIRECT)
        ours.store.goes(away=True)
        for user in (ALICE, BOB):
            await ours.presses(actions.FEEDBACK, ours.answers[0], chosen="positive_button", user=user)
        assert "database is unavailable" in read(ours.responses[0])
        assert len(ours.responses) == 1

    run(scenario)


def test_words_that_are_never_written_down_serve_buttons_and_follow_ups(built: Path, database: str) -> None:
    """With a time of 0 nothing of a question is in the database, but this process knows it as long as it runs."""

    async def scenario() -> None:
        async with fake_slack() as slack, office(slack, built, database, keep=timedelta(0)) as ours:
            asked = await ours.says(f"<@{ME}> {QUESTION}")
            await ours.presses(actions.MORE, ours.answers[0])
            assert actions.BACK in str(ours.answers[0]["blocks"])
            await ours.says("and in 2331?", thread_ts=asked["ts"])
            assert "about: Who takes" in read(ours.answers[1])
            assert not ours.store.recent(TEAM, ALICE, 9)

    asyncio.run(scenario())


# The index replaced


def test_a_new_generation_answers_from_the_next_question_on(built: Path, tmp_path: Path, database: str) -> None:
    index = copytree(built, tmp_path / "index")

    async def scenario() -> None:
        async with fake_slack() as slack, office(slack, index, database) as ours:
            await ours.says(QUESTION, channel=DIRECT)
            await halted(ours, 3)
            library = write_library(tmp_path / "library", S_RES_1325=OFFICIAL_1325)
            new = build_index(
                read_library(library), encoder=FakeEncoder(), index=index, shared=beside(index)
            ).manifest.generation
            ours.assistant.let.set()
            await settled()
            assert len(ours.answers) == 4
            ids = [answer["blocks"][0]["block_id"].partition(":")[0] for answer in ours.answers]
            first, *_, last = [one.generation for one in map(ours.store.get, ids) if one]
            assert last == new != first
            assert (await ours.engine.about()).generation == new

    asyncio.run(scenario())


def test_an_opened_home_knows_of_a_new_generation_nobody_has_asked_yet(
    built: Path, tmp_path: Path, database: str
) -> None:
    index = copytree(built, tmp_path / "index")

    async def scenario() -> None:
        async with fake_slack() as slack, office(slack, index, database) as ours:
            await ours.engine.about()
            library = write_library(tmp_path / "library", S_RES_1325=OFFICIAL_1325)
            new = build_index(
                read_library(library), encoder=FakeEncoder(), index=index, shared=beside(index)
            ).manifest.generation
            assert (await ours.engine.refresh()).generation == new

    asyncio.run(scenario())


def test_the_one_who_looks_after_what_waits_survives_an_error(
    built: Path, database: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def broken(_: Ledger) -> list[Exchange]:
        raise ZeroDivisionError

    async def scenario() -> None:
        rounds = 0

        async def sleep(_seconds: float) -> None:
            nonlocal rounds
            rounds += 1
            if rounds == 3:
                raise asyncio.CancelledError

        async with fake_slack() as slack, office(slack, built, database) as ours:
            monkeypatch.setattr(Ledger, "expired", broken)
            with capture_logs() as logged, pytest.raises(asyncio.CancelledError):
                await ours.dispatcher.recover_forever(sleep)
            assert [line["error"] for line in logged] == ["ZeroDivisionError"] * 3

    asyncio.run(scenario())
