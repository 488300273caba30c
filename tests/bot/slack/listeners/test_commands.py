"""The command and the shortcut."""

import json
from typing import Any

import pytest

from bot.slack.exchange import ChannelSettings
from bot.slack.views import actions
from retrieval.clauses.clause import ClauseKind
from retrieval.clauses.filters import Filters
from tests.bot.slack.fake_slack import Reply
from tests.bot.slack.office import ALICE, BOB, GENERAL, ME, TEAM, Office, Play, names, offers, read, settled

QUESTION = "What shall Member States do?"
MEMBERS = Reply(more={"members": [ALICE, ME]})


async def shortcut(ours: Office, message: dict[str, Any], *, user: str = ALICE, name: str = "find_clauses") -> None:
    """Have somebody choose a shortcut in the menu of a message."""
    trigger = f"trigger{next(ours.numbers)}"
    await ours.dispatched(
        {
            "type": "message_action",
            "callback_id": name,
            "team": {"id": TEAM},
            "user": {"id": user},
            "channel": {"id": GENERAL},
            "message": message,
            "trigger_id": trigger,
            "response_url": f"{ours.slack.url}/hooks/{trigger}",
        }
    )
    await settled()


@pytest.mark.parametrize("text", ["", "help", "  HELP ", "Help please", "?", "?!"])
def test_without_a_question_the_command_says_how_to_ask(text: str, run: Play) -> None:
    async def scenario(ours: Office) -> None:
        await ours.commands(text)
        [said] = ours.responses
        assert "Type /clauses and a question" in read(said)

    run(scenario)


def test_a_command_is_answered_for_its_user_alone(run: Play) -> None:
    async def scenario(ours: Office) -> None:
        await ours.commands(QUESTION)
        [said] = ours.responses
        assert said["response_type"] == "ephemeral"
        assert f"“{QUESTION}”" in read(said)
        assert {actions.SHARE, actions.DISMISS} <= offers(said)
        assert not ours.answers

    run(scenario)


def test_a_channels_limits_hold_for_commands(run: Play) -> None:
    async def scenario(ours: Office) -> None:
        given = Filters(kinds=(ClauseKind.PREAMBULAR,))
        ours.store.save_channel_settings(TEAM, GENERAL, ChannelSettings(given))
        await ours.commands(QUESTION)
        assert "preambular paragraphs" in read(ours.responses[0])

    run(scenario)


def test_a_command_whose_time_is_over_is_answered_all_the_same(run: Play) -> None:
    async def scenario(ours: Office) -> None:
        trigger = f"trigger{next(ours.numbers) + 1}"
        ours.slack.on(trigger, Reply("expired_url", status=404))
        await ours.commands(QUESTION)
        [whisper] = ours.whispers
        assert (whisper["channel"], whisper["user"]) == (GENERAL, ALICE)

    run(scenario)


def test_members_change_how_the_bot_behaves_in_their_channel(run: Play) -> None:
    async def scenario(ours: Office) -> None:
        ours.slack.on("conversations.members", *[MEMBERS] * 4)
        await ours.commands("settings")
        [form] = ours.views
        values = {
            "themes": {"themes": {"selected_options": [{"value": "Participation"}]}},
            "since": {"since": {"selected_option": {"value": "any"}}},
            "until": {"until": {"selected_option": {"value": "2015-12-31"}}},
            "kinds": {"kinds": {"selected_options": []}},
            "everything": {"everything": {"selected_option": {"value": "everything"}}},
            "private": {"private": {"selected_options": []}},
        }
        assert await ours.sends_in(form, values) == ""
        kept = ours.store.channel_settings(TEAM, GENERAL)
        assert (kept.standing.themes, kept.everything, kept.private) == (("Participation",), True, False)
        assert kept.set_by == ALICE
        assert kept.standing.until
        assert "changed what holds for questions in this channel" in read(ours.answers[-1])
        assert "until 2015, under Participation · Every message that asks something" in read(ours.answers[-1])
        assert {"type": "user", "user_id": ALICE} in ours.answers[-1]["blocks"][0]["elements"][0]["elements"]
        await ours.sends_in(form, values)
        assert "are as they were" in read(ours.whispers[-1])
        assert len(ours.answers) == 1
        wrong = {**values, "since": {"since": {"selected_option": {"value": "2016-01-01"}}}}
        said = json.loads(await ours.sends_in(form, wrong))
        assert said == {
            "response_action": "errors",
            "errors": {"until": "No year is after the first and before the last."},
        }
        assert ours.store.channel_settings(TEAM, GENERAL) == kept
        ours.store.goes(away=True)
        await ours.sends_in(form, values)
        assert "were not saved" in read(ours.whispers[-1])

    run(scenario)


@pytest.mark.parametrize(
    "replies",
    [
        [MEMBERS],
        [Reply(more={"members": [ALICE], "response_metadata": {"next_cursor": "more"}}), MEMBERS],
        [Reply("channel_not_found")],
        [Reply("not_in_channel")],
    ],
)
def test_nobody_else_does(replies: list[Reply], run: Play) -> None:
    async def scenario(ours: Office) -> None:
        ours.slack.on("conversations.members", *replies)
        await ours.commands("settings", user=BOB)
        assert not ours.views
        assert "only members" in read(ours.responses[0])

    run(scenario)


def test_a_member_on_a_later_page_is_found(run: Play) -> None:
    async def scenario(ours: Office) -> None:
        first = Reply(more={"members": [BOB], "response_metadata": {"next_cursor": "more"}})
        ours.slack.on("conversations.members", first, MEMBERS)
        await ours.commands("settings")
        assert names(ours.views) == ["Settings here"]

    run(scenario)


def test_the_shortcut_answers_privately_and_shares_under_the_message(run: Play) -> None:
    """Also on a message that is a question to the bot itself, and twice on one message."""

    async def scenario(ours: Office) -> None:
        asked = await ours.says(f"<@{ME}> {QUESTION}", user=BOB)
        for _ in range(2):
            await shortcut(ours, asked)
        assert len(ours.answers) == 1
        first, _ = ours.responses
        assert f"“{QUESTION}”" in read(first)
        await ours.presses(actions.SHARE, first)
        assert ours.answers[1]["thread_ts"] == asked["ts"]

    run(scenario)


def test_the_shortcut_says_when_a_message_has_no_words(run: Play) -> None:
    async def scenario(ours: Office) -> None:
        await shortcut(ours, {"type": "message", "user": BOB, "ts": "5.0", "text": f"<@{ALICE}>"})
        assert "no text" in read(ours.responses[0])

    run(scenario)
