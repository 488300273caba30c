"""Where else? under a paragraph, and the shortcut that looks for a message's language."""

import pytest

from bot.slack import answering
from bot.slack.exchange import ChannelSettings, Origin
from bot.slack.views import actions
from retrieval.clauses.clause import ClauseKind
from retrieval.clauses.filters import Filters
from tests.bot.slack.fake_slack import Reply
from tests.bot.slack.listeners.test_commands import shortcut
from tests.bot.slack.listeners.test_home import OPENED, opening
from tests.bot.slack.office import ALICE, BOB, DIRECT, GENERAL, ME, TEAM, Office, Play, offers, read
from tests.bot.slack.views.rules import elements

QUESTION = "What shall Member States do?"
SEIZED = "S/RES/2331(2016)#3"
DRAFT = "Urges Member States to ensure increased participation of women at all decision-making levels in institutions"


async def looks_elsewhere(
    ours: Office, clause_id: str = SEIZED, *, user: str = ALICE, trigger: str = "", private: bool = False
) -> None:
    """Ask something, and press "Where else?" on a paragraph of the answer."""
    if private:
        await ours.commands(QUESTION, user=user)
        answer = ours.responses[0]
    else:
        if not ours.answers:
            await ours.says(f"<@{ME}> {QUESTION}")
        answer = ours.answers[0]
    await ours.chooses(actions.ELSEWHERE, clause_id, answer, user=user, trigger=trigger)


def test_every_paragraph_is_offered_to_be_looked_for_elsewhere(run: Play) -> None:
    async def scenario(ours: Office) -> None:
        await ours.says(f"<@{ME}> {QUESTION}")
        await ours.presses(actions.PARAGRAPH, ours.answers[0], chosen=actions.ELSEWHERE)
        assert "Where else is the language of" in read(ours.answers[1])

    run(scenario)


def test_where_a_paragraph_stands_elsewhere_is_said_in_the_thread_of_its_answer(run: Play) -> None:
    async def scenario(ours: Office) -> None:
        await looks_elsewhere(ours)
        first, second = ours.answers
        assert second["thread_ts"] == first["thread_ts"]
        said = read(second)
        assert "Where else is the language of  S/RES/2331 (2016), OP 3  used?" in said
        assert "Identical" in said
        assert "S/RES/1325 (2000), OP 3" in said
        assert "first appearance" in said
        assert ours.answers[0] == first

    run(scenario)


def test_a_click_that_is_delivered_twice_is_answered_once(run: Play) -> None:
    async def scenario(ours: Office) -> None:
        for _ in range(2):
            await looks_elsewhere(ours, trigger="the-same")
        assert len(ours.answers) == 2

    run(scenario)


def test_beside_a_private_answer_it_is_private_too_and_the_answer_stays(run: Play) -> None:
    async def scenario(ours: Office) -> None:
        await looks_elsewhere(ours, private=True)
        assert ours.responses[-1]["replace_original"] is False
        assert "Where else is the language of" in read(ours.responses[-1])
        assert not ours.answers
        await ours.presses(actions.SHARE, ours.responses[-1])
        assert "S/RES/1325 (2000), OP 3" in read(ours.answers[0])

    run(scenario)


def test_a_paragraph_that_has_left_the_library_is_said_to_have(run: Play) -> None:
    async def scenario(ours: Office) -> None:
        await looks_elsewhere(ours, "S/RES/1(1946)#1")
        assert "no longer in the library" in read(ours.answers[1])

    run(scenario)


def test_the_shortcut_compares_a_message_with_what_was_said_before(run: Play) -> None:
    async def scenario(ours: Office) -> None:
        message = ours.message(DRAFT, user=BOB)
        await shortcut(ours, message, name="find_agreed")
        [found] = ours.responses
        assert found["response_type"] == "ephemeral"
        assert "Near-identical" in read(found)
        compared, *_ = elements(found["blocks"], "rich_text_quote")
        styles = {part["text"].strip(): part.get("style") for part in compared["elements"]}
        assert (styles["participation"], styles["representation"]) == ({"strike": True}, {"bold": True})
        await ours.presses(actions.SHARE, found)
        assert ours.answers[0]["thread_ts"] == message["ts"]

    run(scenario)


def test_a_message_that_names_a_paragraph_is_about_its_language(run: Play) -> None:
    async def scenario(ours: Office) -> None:
        await shortcut(ours, ours.message("2331 OP 3"), name="find_agreed")
        assert "Where else is the language of  S/RES/2331 (2016), OP 3" in read(ours.responses[0])
        assert "S/RES/1325 (2000), OP 3" in read(ours.responses[0])
        await shortcut(ours, ours.message("Resolution 1325 (2000)"), name="find_agreed")
        assert "is a whole resolution; name a paragraph of it" in read(ours.responses[1])

    run(scenario)


def test_a_channel_s_limits_hold_for_the_shortcut(run: Play) -> None:
    async def scenario(ours: Office) -> None:
        given = Filters(kinds=(ClauseKind.PREAMBULAR,))
        ours.store.save_channel_settings(TEAM, GENERAL, ChannelSettings(given))
        await shortcut(ours, ours.message(DRAFT), name="find_agreed")
        assert "Limited to: preambular paragraphs" in read(ours.responses[0])
        assert "Near-identical" not in read(ours.responses[0])

    run(scenario)


def test_it_is_no_question_that_another_builds_on_or_that_waits_for_an_answer(run: Play) -> None:
    async def scenario(ours: Office) -> None:
        await looks_elsewhere(ours, "S/RES/2331(2016)#1")
        thread = ours.answers[0]["thread_ts"]
        await ours.says(f"<@{ME}> and in 2331?", thread_ts=thread)
        assert f"about: {QUESTION.rstrip('?')}" in read(ours.answers[-1])
        assert [one.origin for one in ours.store.recent(TEAM, ALICE, 9)].count(Origin.ELSEWHERE) == 1
        assert not [one for one in ours.store.unanswered(TEAM, 9) if one.origin is Origin.ELSEWHERE]
        await ours.happens(opening("home"))
        assert "S/RES/2331(2016)#1" not in read(ours.slack.called("views.publish")[-1])

    run(scenario)


def test_how_the_words_changed_is_drawn_into_the_thread(run: Play) -> None:
    pytest.importorskip("matplotlib")

    async def scenario(ours: Office) -> None:
        await looks_elsewhere(ours)
        for _ in range(2):
            await ours.presses(actions.HISTORY, ours.answers[1], trigger="the-same")
        [done] = ours.slack.called("files.completeUploadExternal")
        assert (done["channel_id"], done["thread_ts"]) == (GENERAL, ours.answers[0]["thread_ts"])
        [asked] = ours.slack.called("files.getUploadURLExternal")
        assert asked["alt_txt"] == done["initial_comment"] == "How the words of S/RES/2331 (2016), OP 3 changed."
        assert all(content.startswith(b"\x89PNG") for content in ours.slack.files.values())

    run(scenario)


def test_what_belongs_to_a_private_answer_is_drawn_for_its_person_alone(run: Play) -> None:
    pytest.importorskip("matplotlib")

    async def scenario(ours: Office) -> None:
        await looks_elsewhere(ours, private=True)
        ours.slack.on("conversations.open", OPENED)
        await ours.presses(actions.HISTORY, ours.responses[-1])
        [done] = ours.slack.called("files.completeUploadExternal")
        assert done["channel_id"] == DIRECT
        assert "thread_ts" not in done

    run(scenario)


def test_a_picture_that_cannot_be_posted_says_what_to_do(run: Play) -> None:
    pytest.importorskip("matplotlib")

    async def scenario(ours: Office) -> None:
        await looks_elsewhere(ours)
        ours.slack.on("files.completeUploadExternal", Reply("not_in_channel"))
        await ours.presses(actions.HISTORY, ours.answers[1])
        assert "/invite" in read(ours.responses[-1])
        ours.slack.on("files.getUploadURLExternal", Reply("missing_scope"))
        await ours.presses(actions.HISTORY, ours.answers[1])
        assert "lacks the scope files:write" in read(ours.responses[-1])

    run(scenario)


def test_no_picture_is_offered_where_none_can_be_drawn(run: Play, monkeypatch: pytest.MonkeyPatch) -> None:
    async def scenario(ours: Office) -> None:
        await looks_elsewhere(ours, "S/RES/2331(2016)#1")
        assert actions.HISTORY not in offers(ours.answers[1]), "these words stand there alone"
        monkeypatch.setattr(answering, "find_spec", lambda _: None)
        await looks_elsewhere(ours)
        assert actions.HISTORY not in offers(ours.answers[2])

    run(scenario)
