"""Questions of a time when nobody heard Slack: found later, answered once, and said to be late."""

import asyncio
from collections.abc import Callable, Mapping
from datetime import timedelta
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from structlog.testing import capture_logs

from bot.slack.lookback import DISTRIBUTED, INTERNAL
from bot.slack.store import alive
from tests.bot.slack.fake_slack import Reply, fake_slack
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
    play,
    read,
    settled,
)

QUESTION = "Who takes special measures to protect women and girls from rape?"
NOWHERE = Reply(more={"channels": []})


def inside(*channels: str) -> Reply:
    return Reply(more={"channels": [{"id": channel, "is_im": channel.startswith("D")} for channel in channels]})


def everywhere(ours: Office) -> None:
    """Let the bot be in one direct conversation and one channel."""
    ours.slack.on("users.conversations", inside(DIRECT), NOWHERE, inside(GENERAL), NOWHERE)


def missed(ours: Office, text: str, **more: Any) -> dict[str, Any]:
    """Let somebody write what nobody hears."""
    message = ours.message(text, **more)
    ours.slack.messages.append(message)
    return message


async def comes_back(ours: Office, paces: list[float] | None = None) -> None:
    """Hear Slack again, and wait until everything was looked for."""

    async def sleep(seconds: float) -> None:
        if paces is not None:
            paces.append(seconds)
        await asyncio.sleep(0)

    await ours.look_back.beat(sleep)
    await settled()


async def goes_deaf(ours: Office, **time: float) -> None:
    """Hear Slack for the last time before a gap; of what is missed, the first message comes that much later."""
    await ours.look_back.beat(asyncio.sleep)
    ours.clock.pass_by(**time)


def test_mentions_and_direct_messages_that_were_missed_are_answered_and_said_to_be_late(run: Play) -> None:
    async def scenario(ours: Office) -> None:
        await goes_deaf(ours, hours=1)
        mention = missed(ours, f"<@{ME}> {QUESTION}")
        missed(ours, QUESTION)
        missed(ours, f"<@{BOB}> {QUESTION}")
        missed(ours, "thanks!", channel=DIRECT)
        missed(ours, f"<@{ME}> {QUESTION}", bot_id="B9")
        ours.clock.pass_by(hours=2, minutes=10)
        direct = missed(ours, QUESTION, channel=DIRECT)
        ours.clock.pass_by(minutes=50)
        everywhere(ours)
        await comes_back(ours)
        assert [(answer["channel"], answer["thread_ts"]) for answer in ours.answers] == [
            (DIRECT, direct["ts"]),
            (GENERAL, mention["ts"]),
        ]
        first, second = map(read, ours.answers)
        assert "Asked 50 minutes ago, while I was away." in first
        assert "Asked 3 hours ago, while I was away." in second
        await comes_back(ours)
        assert len(ours.answers) == 2

    run(scenario)


def test_what_was_heard_is_not_answered_again_and_what_slack_sends_later_neither(run: Play) -> None:
    async def scenario(ours: Office) -> None:
        await ours.says(f"<@{ME}> {QUESTION}")
        await goes_deaf(ours, minutes=2)
        late = missed(ours, f"<@{ME}> {QUESTION}")
        everywhere(ours)
        await comes_back(ours)
        assert len(ours.answers) == 2
        for kind in ("message", "app_mention"):
            await ours.happens({**late, "type": kind})
        assert len(ours.answers) == 2
        assert "while I was away" not in read(ours.answers[0])

    run(scenario)


def test_without_a_gap_nothing_is_read(run: Play) -> None:
    async def scenario(ours: Office) -> None:
        for _ in range(3):
            await comes_back(ours)
            ours.clock.pass_by(seconds=60)
        assert not ours.slack.called("users.conversations")

    run(scenario)


def test_what_is_too_old_or_from_before_the_gap_is_left(run: Play) -> None:
    async def scenario(ours: Office) -> None:
        missed(ours, f"<@{ME}> {QUESTION}")
        ours.clock.pass_by(hours=1)
        await goes_deaf(ours, hours=1)
        missed(ours, f"<@{ME}> {QUESTION}")
        ours.clock.pass_by(hours=24)
        new = missed(ours, f"<@{ME}> {QUESTION}")
        ours.clock.pass_by(hours=1)
        everywhere(ours)
        await comes_back(ours)
        assert [answer["thread_ts"] for answer in ours.answers] == [new["ts"]]

    run(scenario)


def test_mentions_in_threads_are_found_where_the_thread_began_in_the_gap_or_the_bot_has_answered(run: Play) -> None:
    async def scenario(ours: Office) -> None:
        old = await ours.says(f"<@{ME}> {QUESTION}")
        ours.clock.pass_by(hours=1)
        await goes_deaf(ours, hours=1)
        begun = missed(ours, "The weather is fine.")
        inside_old = missed(ours, f"<@{ME}> and in 2331?", thread_ts=old["ts"])
        inside_new = missed(ours, f"<@{ME}> {QUESTION}", thread_ts=begun["ts"], user=BOB)
        begun["latest_reply"] = inside_new["ts"]
        ours.clock.pass_by(hours=1)
        everywhere(ours)
        await comes_back(ours)
        answered = [answer["thread_ts"] for answer in ours.answers[1:]]
        assert answered == [begun["ts"], inside_old["thread_ts"]]
        assert "about: Who takes special measures" in read(ours.answers[2])

    run(scenario)


def test_a_question_that_the_bot_has_replied_to_is_not_answered_again_though_nothing_is_known_of_it(run: Play) -> None:
    """As after an older backup was restored."""

    async def scenario(ours: Office) -> None:
        await goes_deaf(ours, hours=1)
        missed(ours, f"<@{ME}> {QUESTION}", reply_users=[ME])
        everywhere(ours)
        await comes_back(ours)
        assert not ours.answers

    run(scenario)


def test_no_channel_is_taken_for_a_direct_conversation_whatever_is_listed(run: Play) -> None:
    async def scenario(ours: Office) -> None:
        await goes_deaf(ours, hours=1)
        missed(ours, QUESTION)
        missed(ours, QUESTION, channel="G1")
        group = {"id": "G1", "is_private": True, "is_mpim": True}
        ours.slack.on("users.conversations", *[Reply(more={"channels": [{"id": GENERAL}, group]})] * 4)
        await comes_back(ours)
        assert not ours.answers
        assert len(ours.slack.called("conversations.history")) == 2

    run(scenario)


def test_where_scopes_are_missing_the_rest_is_read_and_the_lack_is_noted(run: Play) -> None:
    async def scenario(ours: Office) -> None:
        await goes_deaf(ours, hours=1)
        missed(ours, QUESTION, channel=DIRECT)
        missed(ours, f"<@{ME}> {QUESTION}")
        ours.slack.on("users.conversations", inside(DIRECT, "D2"), Reply("missing_scope"), inside(GENERAL), NOWHERE)
        ours.slack.on("conversations.history", Reply("missing_scope"))
        with capture_logs() as lines:
            await comes_back(ours)
        assert [answer["channel"] for answer in ours.answers] == [GENERAL]
        assert alive.find_all(ours.store)[TEAM].lacks == "im:history, mpim:read"
        [line] = [one for one in lines if one["event"].startswith("cannot look back everywhere")]
        assert line["scopes"] == "im:history, mpim:read"
        assert len(ours.slack.called("conversations.history")) == 2

    run(scenario)


@pytest.mark.parametrize("pace", [INTERNAL, DISTRIBUTED])
def test_pages_are_read_one_after_the_other_with_pauses(pace: Any, built: Path, database: str) -> None:
    async def scenario(ours: Office) -> None:
        await goes_deaf(ours, hours=1)
        everywhere(ours)
        ours.slack.on("conversations.history", Reply(more={"messages": [], "response_metadata": {"next_cursor": "x"}}))
        paces: list[float] = []
        await comes_back(ours, paces)
        calls = ours.slack.called("conversations.history")
        assert paces == [pace.seconds] * 3
        assert [(call["channel"], call["limit"], call.get("cursor", "")) for call in calls] == [
            (DIRECT, str(pace.messages), ""),
            (DIRECT, str(pace.messages), "x"),
            (GENERAL, str(pace.messages), ""),
        ]

    play(scenario, built, database, pace=pace)


def test_nothing_is_looked_for_where_that_is_switched_off(built: Path, database: str) -> None:
    async def scenario(ours: Office) -> None:
        await goes_deaf(ours, hours=1)
        missed(ours, f"<@{ME}> {QUESTION}")
        await comes_back(ours)
        assert not ours.slack.called("users.conversations")
        assert alive.find_all(ours.store)[TEAM].missed_since

    play(scenario, built, database, look_back=timedelta(0))


def test_of_two_replicas_one_looks_back(built: Path, database: str) -> None:
    async def scenario() -> None:
        clock = Clock()
        async with fake_slack() as slack:
            start = partial(office, slack, built, database, clock=clock)
            async with start(owner="one") as one, start(owner="two") as two:
                await goes_deaf(one, hours=1)
                missed(one, f"<@{ME}> {QUESTION}")
                everywhere(one)
                await asyncio.gather(comes_back(one), comes_back(two))
                assert len(slack.called("users.conversations")) == 4
                assert len(one.answers) == 1

    asyncio.run(scenario())


def test_a_look_that_slack_ends_is_tried_again(run: Play) -> None:
    async def scenario(ours: Office) -> None:
        await goes_deaf(ours, hours=1)
        asked = missed(ours, f"<@{ME}> {QUESTION}", user=ALICE)
        ours.slack.script["auth.test"].clear()
        ours.slack.on("auth.test", Reply("account_inactive"))
        await comes_back(ours)
        assert not ours.answers
        for _ in range(6):
            ours.clock.pass_by(minutes=1)
            everywhere(ours) if not ours.slack.script["users.conversations"] else None
            await comes_back(ours)
        assert [answer["thread_ts"] for answer in ours.answers] == [asked["ts"]]

    run(scenario)


def test_what_is_no_message_is_passed_over(run: Play) -> None:
    async def scenario(ours: Office) -> None:
        await goes_deaf(ours, hours=1)
        odd: list[Callable[[Mapping[str, Any]], dict[str, Any]]] = [
            lambda message: {**message, "text": 7},
            lambda message: {**message, "subtype": "channel_join"},
        ]
        for change in odd:
            ours.slack.messages.append(change(ours.message(f"<@{ME}> {QUESTION}")))
        everywhere(ours)
        await comes_back(ours)
        assert not ours.answers
        assert alive.find_all(ours.store)[TEAM].missed_since is None

    run(scenario)
