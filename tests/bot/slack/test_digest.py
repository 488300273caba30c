"""The daily message on what was left alone: sent once to whoever had everything answered, with links and no words."""

import asyncio
import json
from pathlib import Path

import pytest

from bot.slack.exchange import ChannelSettings
from bot.slack.store import digests
from bot.slack.store.digests import SENDING
from bot.slack.views import actions
from tests.bot.slack.conftest import Logged
from tests.bot.slack.fake_slack import Reply, fake_slack
from tests.bot.slack.office import BOB, DIRECT, GENERAL, TEAM, Clock, Office, Play, offers, office, read

WORDS = "who takes the minutes?"


async def left_alone(ours: Office, text: str = WORDS, channel: str = GENERAL) -> str:
    """Have Bob's channel leave a message alone, and return its timestamp."""
    ours.store.save_channel_settings(TEAM, channel, ChannelSettings(everything=True, set_by=BOB))
    ours.assistant.sure = 0.1
    ts: str = (await ours.says(text, channel=channel))["ts"]
    return ts


def links(ours: Office) -> list[list[str]]:
    """Return the addresses in each message that was posted."""
    return [
        [
            element["url"]
            for item in block["elements"][1]["elements"]
            for element in item["elements"]
            if "url" in element
        ]
        for said in ours.answers
        for block in said["blocks"]
        if block["block_id"].endswith(":left")
    ]


def address(ts: str, channel: str = GENERAL) -> str:
    return f"https://test.slack.com/archives/{channel}/p{ts.replace('.', '')}"


def test_it_comes_in_the_morning_once_a_day_and_only_if_something_was_left_alone(run: Play) -> None:
    async def scenario(ours: Office) -> None:
        first = await left_alone(ours)
        await ours.digests.send_due()
        assert ours.answers == []  # the day of the message ends at seven
        ours.clock.pass_by(hours=19)
        for _ in range(3):
            await ours.digests.send_due()
        assert links(ours) == [[address(first)]]
        assert ours.answers[0]["channel"] == DIRECT
        assert WORDS not in json.dumps(ours.answers)
        assert "Nothing was found for 1 message" in read(ours.answers[0])
        second = await left_alone(ours)
        ours.clock.pass_by(hours=10)
        await ours.digests.send_due()
        assert len(ours.answers) == 1
        ours.clock.pass_by(hours=13)
        await ours.digests.send_due()
        ours.clock.pass_by(hours=24)
        await ours.digests.send_due()
        assert links(ours) == [[address(first)], [address(second)]]

    run(scenario)


def test_whoever_gets_it_turns_it_off_and_on_again(run: Play) -> None:
    async def scenario(ours: Office) -> None:
        await left_alone(ours)
        ours.clock.pass_by(hours=19)
        await ours.digests.send_due()
        await ours.presses(actions.DIGEST_OFF, ours.answers[0], user=BOB)
        [told] = ours.responses
        assert offers(told) == {actions.DIGEST_ON}
        await left_alone(ours)
        ours.clock.pass_by(hours=24)
        await ours.digests.send_due()
        assert len(ours.answers) == 1
        await ours.happens({"type": "app_home_opened", "tab": "home", "user": BOB, "channel": DIRECT})
        await left_alone(ours)
        await ours.presses(actions.DIGEST_ON, told, user=BOB)
        ours.clock.pass_by(hours=24)
        await ours.digests.send_due()
        assert len(ours.answers) == 2

    run(scenario)


def test_the_home_has_the_button_too(run: Play) -> None:
    async def scenario(ours: Office) -> None:
        await left_alone(ours)
        for button, other in ((actions.DIGEST_OFF, actions.DIGEST_ON), (actions.DIGEST_ON, actions.DIGEST_OFF)):
            await ours.happens({"type": "app_home_opened", "tab": "home", "user": BOB, "channel": DIRECT})
            home = offers(ours.slack.called("views.publish")[-1]["view"])
            assert (button in home, other in home) == (True, False)
            await ours.clicks_at_home(button, "digest", user=BOB)

    run(scenario)


def test_a_message_that_is_no_longer_there_is_not_linked(run: Play) -> None:
    async def scenario(ours: Office) -> None:
        kept, gone = await left_alone(ours), await left_alone(ours)
        assert kept != gone
        ours.clock.pass_by(hours=19)
        ours.slack.on("chat.getPermalink", Reply("message_not_found"))  # of the newest, which is asked for first
        await ours.digests.send_due()
        assert links(ours) == [[address(kept)]]

    run(scenario)


@pytest.mark.parametrize("method", ["conversations.open", "chat.postMessage"])
def test_a_message_that_slack_refuses_is_dropped_and_not_tried_again(method: str, run: Play, logged: Logged) -> None:
    async def scenario(ours: Office) -> None:
        await left_alone(ours)
        ours.clock.pass_by(hours=19)
        ours.slack.on(method, Reply("account_inactive"))
        for _ in range(3):
            await ours.digests.send_due()
            ours.clock.pass_by(seconds=SENDING.total_seconds())
        assert len(ours.slack.called(method)) == 1
        assert ours.answers == []

    run(scenario)
    [line] = [line for line in logged() if line["level"] == "warning"]
    assert (line["event"], line["error"]) == ("a daily message was dropped", "account_inactive")


def test_two_replicas_send_one_message_and_one_that_dies_is_followed_by_the_other(built: Path, database: str) -> None:
    async def scenario() -> None:
        clock = Clock()
        async with (
            fake_slack() as slack,
            office(slack, built, database, clock=clock, owner="one") as one,
            office(slack, built, database, clock=clock, owner="two") as two,
        ):
            await left_alone(one)
            clock.pass_by(hours=19)
            await asyncio.gather(one.digests.send_due(), two.digests.send_due())
            assert len(one.answers) == 1
            await left_alone(one)
            clock.pass_by(hours=24)
            until = clock().replace(hour=7, minute=0, second=0, microsecond=0)
            assert len(digests.claim(one.store, [TEAM], "one", until)) == 1  # and it dies before it posts
            await two.digests.send_due()
            assert len(one.answers) == 1
            clock.pass_by(seconds=SENDING.total_seconds())
            await two.digests.send_due()
            assert len(one.answers) == 2

    asyncio.run(scenario())


def test_what_a_dead_replica_posted_is_not_posted_again(run: Play) -> None:
    async def scenario(ours: Office) -> None:
        await left_alone(ours)
        ours.clock.pass_by(hours=19)
        ours.slack.on("chat.postMessage", Reply(done=True))
        await ours.digests.send_due()
        with ours.store.database.engine.begin() as connection:
            before = "UPDATE clausebot_digest SET told_until = NULL, sender = 'dead', attempts = 1"
            connection.exec_driver_sql(before)
        await ours.digests.send_due()
        assert len(ours.slack.called("chat.postMessage")) == 1

    run(scenario)


def test_while_the_database_is_away_it_waits(run: Play, logged: Logged) -> None:
    async def scenario(ours: Office) -> None:
        await left_alone(ours)
        ours.clock.pass_by(hours=19)
        rounds = []

        async def sleep(_: float) -> None:
            rounds.append(len(ours.answers))
            ours.store.goes(away=len(rounds) < 2)
            ours.clock.pass_by(seconds=60)
            if len(rounds) == 3:
                raise asyncio.CancelledError

        ours.store.goes(away=True)
        with pytest.raises(asyncio.CancelledError):
            await ours.digests.run_forever(sleep)
        assert rounds == [0, 0, 1]

    run(scenario)
    assert {line["event"] for line in logged()} == {"sending daily messages failed; it is tried again"}
