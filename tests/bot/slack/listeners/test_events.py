"""Messages: what is answered, where, how often, and what becomes of the answer."""

import asyncio
import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

from bot.slack.exchange import ChannelSettings
from bot.slack.store import left_alone
from bot.slack.store.erasure import forget
from bot.slack.views import actions
from retrieval.clauses.clause import ClauseKind
from retrieval.clauses.filters import Filters
from tests.bot.slack.fake_slack import Reply, fake_slack
from tests.bot.slack.office import ALICE, BOB, DIRECT, GENERAL, ME, TEAM, Office, Play, office, read, settled, until

QUESTION = "Who takes special measures to protect women and girls from rape?"
ANSWER = "take special measures to protect women and girls from rape"


def edit(message: Mapping[str, Any], text: str, **more: Any) -> dict[str, Any]:
    """Return the report of an edit."""
    return {
        "type": "message",
        "subtype": "message_changed",
        "channel": message["channel"],
        "channel_type": message["channel_type"],
        "message": {**message, "text": text, **more},
        "previous_message": message,
        "ts": "9.9",
    }


def deletion(message: Mapping[str, Any]) -> dict[str, Any]:
    return {
        "type": "message",
        "subtype": "message_deleted",
        "channel": message["channel"],
        "deleted_ts": message["ts"],
        "previous_message": message,
        "ts": "9.9",
    }


# Mentions in threads of other people

ONLY_MENTIONS = "I read only messages that mention me"
POINTING = [
    "can you answer that?",
    "can you find it?",
    "what's the answer?",
    "same question",
    "please help",
    "^",
    "this",
]


async def in_thread_of_bob(ours: Office, *texts: str, **more: Any) -> str:
    """Have Bob ask people, and Alice mention the bot below; return the thread."""
    await ours.says("hello", channel=DIRECT)  # Slack is asked for Alice's language here
    asked = await ours.says("does 2467 oblige us to fund survivors?", user=BOB)
    for text in texts:
        await ours.says(f"<@{ME}> {text}", thread_ts=asked["ts"], **more)
    return str(asked["ts"])


@pytest.mark.parametrize("text", POINTING)
def test_a_mention_that_points_at_others_is_told_what_is_read(run: Play, text: str) -> None:
    """Their messages are not read, so "nothing answers that" would be untrue of the question meant."""

    async def scenario(ours: Office) -> None:
        thread = await in_thread_of_bob(ours, text)
        [note] = ours.whispers
        assert read(note).startswith(ONLY_MENTIONS)
        assert (note["user"], note["thread_ts"]) == (ALICE, thread)
        assert len(ours.answers) == 1

    run(scenario)


@pytest.mark.parametrize(("text", "said"), [("même question ?", "Je ne lis que"), ("你能回答这个问题吗？", "我只阅读")])
def test_it_is_told_in_the_language_of_the_mention(run: Play, text: str, said: str) -> None:
    async def scenario(ours: Office) -> None:
        await in_thread_of_bob(ours, text)
        assert read(ours.whispers[0]).startswith(said)

    run(scenario)


def test_both_events_of_a_mention_make_one_note(run: Play) -> None:
    async def scenario(ours: Office) -> None:
        thread = await in_thread_of_bob(ours)
        said = await ours.says(f"<@{ME}> same question", thread_ts=thread)
        await ours.happens({**said, "type": "app_mention"})
        assert len(ours.whispers) == 1

    run(scenario)


@pytest.mark.parametrize("text", [QUESTION, "does 2331 say that?", "what about trafficking?", "OP 2 of 1325", ""])
def test_a_mention_with_something_to_search_for_is_answered_in_any_thread(run: Play, text: str) -> None:
    async def scenario(ours: Office) -> None:
        await in_thread_of_bob(ours, text)
        assert len(ours.answers) == 2
        assert not ours.whispers

    run(scenario)


def test_after_an_erased_answer_in_the_thread_it_points_at_others(run: Play) -> None:
    """No question builds on an answer whose words are gone."""

    async def scenario(ours: Office) -> None:
        thread = await in_thread_of_bob(ours, QUESTION)
        forget(ours.store, TEAM, ALICE)
        await ours.says(f"<@{ME}> can you answer that?", thread_ts=thread)
        assert read(ours.whispers[0]).startswith(ONLY_MENTIONS)

    run(scenario)


@pytest.mark.parametrize("text", ["can you answer that?", "where is this from?", "this"])
def test_after_an_answer_in_the_thread_it_is_a_follow_up(run: Play, text: str) -> None:
    async def scenario(ours: Office) -> None:
        await in_thread_of_bob(ours, QUESTION, text)
        assert len(ours.answers) == 3
        assert not ours.whispers

    run(scenario)


def test_an_edit_that_writes_the_question_is_answered(run: Play) -> None:
    async def scenario(ours: Office) -> None:
        thread = await in_thread_of_bob(ours)
        said = await ours.says(f"<@{ME}> same question", thread_ts=thread)
        await ours.happens(edit(said, f"<@{ME}> {QUESTION}"))
        assert ANSWER in read(ours.answers[1])

    run(scenario)


# What is answered


def test_a_mention_is_answered_in_its_thread(run: Play) -> None:
    async def scenario(ours: Office) -> None:
        asked = await ours.says(f"<@{ME}> {QUESTION}")
        [answer] = ours.answers
        assert (answer["channel"], answer["thread_ts"]) == (GENERAL, asked["ts"])
        assert ANSWER in read(answer)
        inside = await ours.says(f"<@{ME}> {QUESTION}", thread_ts="5.0", user=BOB)
        assert inside["ts"] != ours.answers[-1]["thread_ts"] == "5.0"

    run(scenario)


def test_a_direct_message_is_answered_in_a_thread_of_its_own(run: Play) -> None:
    """Each message begins one, as in the agent's pane; in the older pane it is in one already."""

    async def scenario(ours: Office) -> None:
        first = await ours.says(QUESTION, channel=DIRECT)
        await ours.says(QUESTION, channel=DIRECT, thread_ts="5.0")
        assert [answer["thread_ts"] for answer in ours.answers] == [first["ts"], "5.0"]

    run(scenario)


def test_in_direct_messages_a_question_builds_on_the_one_shortly_before(run: Play) -> None:
    async def scenario(ours: Office) -> None:
        await ours.says(QUESTION, channel=DIRECT)
        await ours.says("and in 2331?", channel=DIRECT)
        assert "about: Who takes special measures" in read(ours.answers[1])
        ours.clock.pass_by(minutes=31)
        await ours.says("and in 2331?", channel=DIRECT)
        assert "about:" not in read(ours.answers[2])

    run(scenario)


def test_what_a_mention_and_a_message_both_report_is_answered_once(run: Play) -> None:
    async def scenario(ours: Office) -> None:
        asked = ours.message(f"<@{ME}> {QUESTION}")
        await ours.delivered(asked)
        await ours.happens({**asked, "type": "app_mention"})
        assert len(ours.answers) == 1

    run(scenario)


def test_a_redelivery_is_not_answered_again(run: Play) -> None:
    async def scenario(ours: Office) -> None:
        asked = ours.message(f"<@{ME}> {QUESTION}")
        for _ in range(3):
            await ours.happens(asked, event_id="Ev-the-same")
        assert len(ours.answers) == 1

    run(scenario)


def test_after_a_restart_neither_the_event_nor_the_message_is_answered_again(built: Path, database: str) -> None:
    async def scenario() -> None:
        async with fake_slack() as slack:
            async with office(slack, built, database) as before:
                asked = before.message(f"<@{ME}> {QUESTION}")
                await before.happens(asked, event_id="Ev-known")
            async with office(slack, built, database, owner="two") as after:
                await after.happens(asked, event_id="Ev-known")
                await after.happens(asked, event_id="Ev-new")
                assert len(after.answers) == 1

    asyncio.run(scenario())


def test_bots_and_reports_are_not_answered(run: Play) -> None:
    async def scenario(ours: Office) -> None:
        text = f"<@{ME}> {QUESTION}"
        await ours.says(text, bot_id="B9")
        await ours.says(text, bot_id="B9", type="app_mention")
        await ours.says(text, subtype="bot_message")
        await ours.says(text, subtype="channel_topic")
        await ours.says(text, user=ME)
        await ours.says("", channel=DIRECT, subtype="assistant_app_thread")
        await ours.happens(edit(ours.message(text, bot_id="B9"), f"{text} now"))
        assert not ours.answers

    run(scenario)


def test_a_file_with_a_question_and_a_reply_shown_in_the_channel_too_are_answered(run: Play) -> None:
    async def scenario(ours: Office) -> None:
        await ours.says(QUESTION, channel=DIRECT, subtype="file_share")
        await ours.says(f"<@{ME}> {QUESTION}", thread_ts="5.0", subtype="thread_broadcast")
        assert len(ours.answers) == 2

    run(scenario)


def test_thanks_are_returned_and_are_no_question_without_an_answer(run: Play) -> None:
    async def scenario(ours: Office) -> None:
        await ours.says("thanks!", channel=DIRECT)
        assert "You are welcome." in read(ours.answers[0])
        assert not ours.store.unanswered(TEAM, 9)

    run(scenario)


@pytest.mark.parametrize("text", ["", "?", "?!"])
def test_a_mention_without_words_is_told_how_to_ask(text: str, run: Play) -> None:
    async def scenario(ours: Office) -> None:
        await ours.says(f"<@{ME}> {text}")
        assert "Ask about the resolutions in this library" in read(ours.answers[0])

    run(scenario)


def test_what_nobody_asked_the_bot_is_left_alone(run: Play) -> None:
    async def scenario(ours: Office) -> None:
        await ours.says(QUESTION)
        await ours.says(QUESTION, thread_ts="5.0")
        assert not ours.answers

    run(scenario)


# Threads


def test_a_follow_up_needs_no_mention_and_builds_on_what_was_asked(run: Play) -> None:
    async def scenario(ours: Office) -> None:
        asked = await ours.says(f"<@{ME}> {QUESTION}")
        await ours.says("and in 2331?", thread_ts=asked["ts"])
        assert "about: Who takes special measures" in read(ours.answers[1])
        assert ours.answers[1]["thread_ts"] == asked["ts"]
        await ours.says("and the preamble?", thread_ts=asked["ts"])
        assert "preambular" in read(ours.answers[2])

    run(scenario)


@pytest.mark.parametrize(
    ("text", "user"),
    [
        (f"<@{BOB}> who does that here?", ALICE),
        ("<!here> who knows more?", ALICE),
        ("thanks, just what I needed", ALICE),
        ("I will bring this up tomorrow", ALICE),
        ("and for children?", BOB),
    ],
)
def test_what_people_say_to_each_other_under_an_answer_is_left_alone(text: str, user: str, run: Play) -> None:
    async def scenario(ours: Office) -> None:
        asked = await ours.says(f"<@{ME}> {QUESTION}")
        await ours.says(text, user=user, thread_ts=asked["ts"])
        assert len(ours.answers) == 1

    run(scenario)


def test_once_somebody_else_speaks_only_a_mention_is_answered(run: Play) -> None:
    async def scenario(ours: Office) -> None:
        asked = await ours.says(f"<@{ME}> {QUESTION}")
        await ours.says("Is that all?", user=BOB, thread_ts=asked["ts"])
        await ours.says("what else would there be?", thread_ts=asked["ts"])
        assert len(ours.answers) == 1
        await ours.says(f"<@{ME}> what about 2331?", thread_ts=asked["ts"])
        await ours.says("and the preamble?", thread_ts=asked["ts"])
        assert len(ours.answers) == 3

    run(scenario)


def test_a_message_is_left_alone_where_slack_does_not_let_the_thread_be_read(run: Play) -> None:
    """Others may have spoken since the answer; a mention is answered in any case."""

    async def scenario(ours: Office) -> None:
        asked = await ours.says(f"<@{ME}> {QUESTION}")
        ours.slack.on("conversations.replies", Reply("missing_scope"))
        await ours.says("and in 2331?", thread_ts=asked["ts"])
        assert len(ours.answers) == 1
        await ours.says(f"<@{ME}> and in 2331?", thread_ts=asked["ts"])
        assert len(ours.answers) == 2

    run(scenario)


# Replies that nobody asked for


def test_what_finds_nothing_is_answered_only_if_somebody_asked(run: Play) -> None:
    async def scenario(ours: Office) -> None:
        asked = await ours.says(f"<@{ME}> {QUESTION}")
        ours.assistant.sure = 0.1
        lunch = await ours.says("lunch?", thread_ts=asked["ts"])
        assert len(ours.answers) == 1
        assert not ours.whispers
        assert ours.store.by_question(TEAM, GENERAL, lunch["ts"]) is None
        await ours.says(f"<@{ME}> lunch?", thread_ts=asked["ts"])
        assert "No paragraph here has the word “lunch”." in read(ours.answers[1])

    run(scenario)


def test_nobody_is_told_to_wait_for_what_nobody_asked(run: Play, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("bot.slack.dispatcher._TELL_AFTER", 0.0)

    async def scenario(ours: Office) -> None:
        asked = await ours.says(f"<@{ME}> {QUESTION}")
        said = len(ours.slack.called("assistant.threads.setStatus"))
        ours.assistant.let.clear()
        await ours.delivered(ours.message("who takes the minutes?", thread_ts=asked["ts"]))
        await until(lambda: ours.engine.waiting == 1)
        ours.assistant.sure = 0.1
        ours.assistant.let.set()
        await settled()
        assert len(ours.answers) == 1
        assert len(ours.slack.called("assistant.threads.setStatus")) == said

    run(scenario)


def test_an_error_is_said_to_those_alone_who_asked(run: Play) -> None:
    async def scenario(ours: Office) -> None:
        asked = await ours.says(f"<@{ME}> {QUESTION}")
        ours.assistant.fault = RuntimeError("broken")
        await ours.says("who takes the minutes?", thread_ts=asked["ts"])
        assert len(ours.answers) == 1
        assert not ours.whispers

    run(scenario)


def test_who_names_something_that_is_not_there_is_told_so_alone(run: Play) -> None:
    async def scenario(ours: Office) -> None:
        asked = await ours.says(f"<@{ME}> {QUESTION}")
        await ours.says("what about resolution 2467?", thread_ts=asked["ts"])
        assert len(ours.answers) == 1
        [note] = ours.whispers
        assert (note["user"], note["thread_ts"]) == (ALICE, asked["ts"])
        assert "nobody but you is told so" in read(note)

    run(scenario)


def test_outside_of_threads_such_a_note_is_where_it_is_seen(run: Play) -> None:
    async def scenario(ours: Office) -> None:
        ours.store.save_channel_settings(TEAM, GENERAL, ChannelSettings(everything=True))
        await ours.says("what does resolution 2467 say on camps?")
        assert not ours.answers
        assert [note.get("thread_ts") for note in ours.whispers] == [None]

    run(scenario)


def test_a_message_that_is_left_alone_asks_once_it_mentions_the_bot(run: Play) -> None:
    async def scenario(ours: Office) -> None:
        asked = await ours.says(f"<@{ME}> {QUESTION}")
        ours.assistant.sure = 0.1
        left = await ours.says("who takes the minutes?", thread_ts=asked["ts"])
        await ours.happens(edit(left, "who keeps the minutes?"))
        assert len(ours.answers) == 1
        await ours.happens(edit(left, f"<@{ME}> who takes the minutes?"))
        assert len(ours.answers) == 2

    run(scenario)


@pytest.mark.parametrize("how", ["judged", "binned"])
def test_after_an_unwelcome_reply_a_thread_is_left_alone_until_a_mention(how: str, run: Play) -> None:
    async def scenario(ours: Office) -> None:
        asked = await ours.says(f"<@{ME}> {QUESTION}")
        await ours.says("and in 2331?", thread_ts=asked["ts"])
        unasked = ours.answers[1]
        if how == "judged":
            await ours.presses(actions.FEEDBACK, unasked, chosen="negative_button", user=BOB)
        else:
            await ours.presses(actions.WITHDRAW, unasked)
        before = len(ours.answers)
        await ours.says("and the preamble?", thread_ts=asked["ts"])
        assert len(ours.answers) == before
        await ours.says(f"<@{ME}> and in 2331?", thread_ts=asked["ts"])
        await ours.says("and the preamble?", thread_ts=asked["ts"])
        assert len(ours.answers) == before + 2

    run(scenario)


def test_an_unwelcome_reply_that_was_asked_for_silences_nothing(run: Play) -> None:
    async def scenario(ours: Office) -> None:
        asked = await ours.says(f"<@{ME}> {QUESTION}")
        await ours.presses(actions.FEEDBACK, ours.answers[0], chosen="negative_button")
        await ours.says("and in 2331?", thread_ts=asked["ts"])
        assert len(ours.answers) == 2

    run(scenario)


def test_a_thread_stays_silent_while_the_database_is_away_and_after(run: Play) -> None:
    async def scenario(ours: Office) -> None:
        asked = await ours.says(f"<@{ME}> {QUESTION}")
        await ours.says("and in 2331?", thread_ts=asked["ts"])
        ours.store.goes(away=True)
        await ours.presses(actions.FEEDBACK, ours.answers[1], chosen="negative_button")
        await ours.says("and the preamble?", thread_ts=asked["ts"])
        ours.store.goes(away=False)
        ours.clock.pass_by(seconds=6)
        await ours.says("and the preamble?", thread_ts=asked["ts"])
        assert len(ours.answers) == 2

    run(scenario)


# Edits and deletions


def test_an_edited_question_is_answered_anew_in_place(run: Play) -> None:
    async def scenario(ours: Office) -> None:
        asked = await ours.says(f"<@{ME}> {QUESTION}")
        [before] = ours.answers
        await ours.happens(edit(asked, f"<@{ME}> Who ratifies or accedes to the Convention?"))
        [after] = ours.answers
        assert after["ts"] == before["ts"]
        assert "ratifying or acceding to the Convention" in read(after)

    run(scenario)


def test_an_edit_in_a_thread_of_the_pane_changes_the_answer_too(run: Play) -> None:
    async def scenario(ours: Office) -> None:
        asked = await ours.says(QUESTION, channel=DIRECT, thread_ts="5.0")
        await ours.happens(edit(asked, "Who ratifies or accedes to the Convention?"))
        [after] = ours.answers
        assert "ratifying or acceding to the Convention" in read(after)

    run(scenario)


def test_an_edit_that_changes_no_word_changes_nothing(run: Play) -> None:
    """Slack reports an edit, too, when it draws a preview of a link."""

    async def scenario(ours: Office) -> None:
        asked = await ours.says(f"<@{ME}> {QUESTION}")
        await ours.happens(edit(asked, asked["text"], attachments=[{}]))
        assert not ours.slack.called("chat.update")

    run(scenario)


@pytest.mark.parametrize("text", ["thanks, solved", "~Who is protected?~", "~Who is protected?~ never mind", "merci !"])
def test_an_edit_that_takes_the_question_back_leaves_the_answer(text: str, run: Play) -> None:
    """It was answered again: “thanks, solved” by paragraphs on political solutions."""

    async def scenario(ours: Office) -> None:
        asked = await ours.says(f"<@{ME}> {QUESTION}")
        await ours.happens(edit(asked, f"<@{ME}> {text}"))
        assert not ours.slack.called("chat.update")
        await ours.happens(edit(asked, f"<@{ME}> ~Who is protected?~ Who ratifies or accedes to the Convention?"))
        assert "ratifying or acceding to the Convention" in read(ours.answers[0])

    run(scenario)


def test_an_edit_that_is_delivered_late_undoes_no_later_one(run: Play) -> None:
    async def scenario(ours: Office) -> None:
        asked = await ours.says(f"<@{ME}> {QUESTION}")
        first = edit(asked, f"<@{ME}> Who is protected?")
        await ours.happens(first, event_id="Ev-first")
        await ours.happens(edit(asked, f"<@{ME}> Who ratifies or accedes to the Convention?"))
        await ours.happens(first, event_id="Ev-first")
        assert len(ours.slack.called("chat.update")) == 2

    run(scenario)


def test_an_edited_question_builds_on_nothing_that_was_asked_later(run: Play) -> None:
    async def scenario(ours: Office) -> None:
        asked = await ours.says(f"<@{ME}> {QUESTION}")
        await ours.says("and in 2331?", thread_ts=asked["ts"])
        await ours.happens(edit(asked, f"<@{ME}> and the preamble?"))
        assert "about:" not in read(ours.answers[0])

    run(scenario)


def test_a_mention_that_is_added_by_an_edit_is_answered(run: Play) -> None:
    async def scenario(ours: Office) -> None:
        asked = await ours.says(QUESTION)
        await ours.happens(edit(asked, f"<@{ME}> {QUESTION}"))
        assert len(ours.answers) == 1

    run(scenario)


def test_the_answer_goes_with_the_question_and_so_do_its_words(built: Path, database: str) -> None:
    """For good: also after a restart, an edit that is reported late brings nothing back."""

    async def scenario() -> None:
        async with fake_slack() as slack:
            async with office(slack, built, database) as ours:
                asked = await ours.says(f"<@{ME}> {QUESTION}")
                await ours.happens(deletion(asked))
                assert not ours.answers
                kept = ours.store.by_question(TEAM, GENERAL, asked["ts"])
                assert kept
                assert not kept.question
                await ours.happens(asked)
            async with office(slack, built, database) as ours:
                await ours.happens(edit(asked, f"<@{ME}> and now?"), event_id="Ev-late")
                assert not ours.answers

    asyncio.run(scenario())


def test_what_is_deleted_before_it_was_heard_of_is_not_answered(run: Play) -> None:
    async def scenario(ours: Office) -> None:
        asked = ours.message(f"<@{ME}> {QUESTION}")
        await ours.happens(deletion(asked))
        await ours.happens(asked)
        assert not ours.answers

    run(scenario)


def test_what_is_deleted_while_it_is_being_taken_on_has_no_answer_left(run: Play) -> None:
    async def scenario(ours: Office) -> None:
        asked = ours.message(f"<@{ME}> {QUESTION}")
        await asyncio.gather(ours.delivered(asked), ours.delivered(deletion(asked)))
        await settled()
        assert not ours.answers

    run(scenario)


def test_a_question_that_leaves_a_stone_above_its_thread_is_deleted(run: Play) -> None:
    async def scenario(ours: Office) -> None:
        asked = await ours.says(f"<@{ME}> {QUESTION}")
        await ours.happens(edit(asked, "This message was deleted.", subtype="tombstone", user="USLACKBOT"))
        assert not ours.answers

    run(scenario)


# Channels


def test_a_channel_can_have_everything_answered_that_asks_something(run: Play) -> None:
    async def scenario(ours: Office) -> None:
        ours.store.save_channel_settings(TEAM, GENERAL, ChannelSettings(everything=True))
        asked = await ours.says(QUESTION)
        await ours.says("Lunch is at noon")
        await ours.says(f"<@{BOB}> where is the agenda?")
        assert [answer["thread_ts"] for answer in ours.answers] == [asked["ts"]]

    run(scenario)


def test_who_had_everything_answered_is_told_at_home_what_was_left_alone(run: Play) -> None:
    async def scenario(ours: Office) -> None:
        ours.store.save_channel_settings(TEAM, GENERAL, ChannelSettings(everything=True, set_by=BOB))
        ours.store.save_channel_settings(TEAM, "G1", ChannelSettings(everything=True, set_by=BOB))
        ours.assistant.sure = 0.1
        minutes = await ours.says("who takes the minutes?")
        await ours.says("is the door of the ambassador closed?", channel="G1", channel_type="group")
        assert not ours.answers
        assert not ours.whispers
        for who, told in ((BOB, True), (ALICE, False)):
            await ours.happens({"type": "app_home_opened", "tab": "home", "user": who, "channel": DIRECT})
            home = json.dumps(ours.slack.called("views.publish")[-1])
            assert ("who takes the minutes?" in home, "1 message, whose words are not kept" in home) == (told, told)
            assert "the door of the ambassador" not in home
        await ours.happens(deletion(minutes))
        assert [one.channel for one in left_alone.left(ours.store, TEAM, BOB)] == ["G1"]

    run(scenario)


def test_elsewhere_nothing_is_noted_of_what_is_left_alone(run: Play) -> None:
    async def scenario(ours: Office) -> None:
        ours.store.save_channel_settings(TEAM, GENERAL, ChannelSettings(set_by=BOB))
        asked = await ours.says(f"<@{ME}> {QUESTION}")
        ours.assistant.sure = 0.1
        await ours.says("who takes the minutes?", thread_ts=asked["ts"])
        ours.store.save_channel_settings(TEAM, GENERAL, ChannelSettings(everything=True, set_by=BOB))
        assert left_alone.left(ours.store, TEAM, BOB) == []

    run(scenario)


def test_a_channels_limits_hold_for_its_questions(run: Play) -> None:
    async def scenario(ours: Office) -> None:
        given = Filters(kinds=(ClauseKind.PREAMBULAR,))
        ours.store.save_channel_settings(TEAM, GENERAL, ChannelSettings(given))
        await ours.says(f"<@{ME}> {QUESTION}")
        [answer] = ours.answers
        assert "preambular paragraph" in read(answer)
        assert "operative paragraph" not in read(answer)

    run(scenario)


def test_a_channel_can_have_its_answers_shown_to_the_asker_alone(run: Play) -> None:
    """Outside of the thread, which has no other message and so would not be seen."""

    async def scenario(ours: Office) -> None:
        ours.store.save_channel_settings(TEAM, GENERAL, ChannelSettings(private=True))
        await ours.says(f"<@{ME}> {QUESTION}")
        assert not ours.answers
        [whisper] = ours.whispers
        assert (whisper["channel"], whisper["user"], whisper.get("thread_ts")) == (GENERAL, ALICE, None)
        assert ANSWER in read(whisper)

    run(scenario)


def test_nobody_learns_what_somebody_else_asked_in_private(run: Play) -> None:
    async def scenario(ours: Office) -> None:
        ours.store.save_channel_settings(TEAM, GENERAL, ChannelSettings(private=True))
        await ours.says(f"<@{ME}> {QUESTION}", thread_ts="5.0")
        await ours.says(f"<@{ME}> and in 2331?", thread_ts="5.0")
        await ours.says(f"<@{ME}> and in 2331?", thread_ts="5.0", user=BOB)
        first, mine, theirs = map(read, ours.whispers)
        assert "about:" not in first
        assert "special measures to protect" in mine
        assert "special measures to protect" not in theirs

    run(scenario)
