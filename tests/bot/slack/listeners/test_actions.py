"""Buttons and menus under an answer."""

import json
from collections.abc import Awaitable, Callable, Mapping
from typing import Any

import pytest

from bot.slack.exchange import ChannelSettings, State
from bot.slack.store import erasure
from bot.slack.views import actions
from bot.slack.views.actions import carry, choice_of
from retrieval.clauses.clause import ClauseKind
from retrieval.clauses.filters import Filters
from tests.bot.slack.fake_slack import Reply
from tests.bot.slack.office import ALICE, BOB, DIRECT, GENERAL, ME, TEAM, Office, Play, names, offers, read

QUESTION = "What shall Member States do?"
OP_1 = "S/RES/1325(2000)#1"


async def asked(ours: Office) -> str:
    """Ask in the channel; return the answer's timestamp."""
    await ours.says(f"<@{ME}> {QUESTION}")
    return str(ours.answers[-1]["ts"])


def test_more_and_back_turn_the_pages_of_one_message(run: Play) -> None:
    async def scenario(ours: Office) -> None:
        ts = await asked(ours)
        first = ours.answers[0]
        await ours.presses(actions.MORE, first)
        second = ours.answers[0]
        await ours.presses(actions.BACK, second)
        back = ours.answers[0]
        assert [answer["ts"] for answer in (second, back)] == [ts, ts]
        assert second["blocks"][0] != first["blocks"][0] == back["blocks"][0]
        assert actions.BACK not in offers(first)
        assert actions.BACK in offers(second)

    run(scenario)


@pytest.mark.parametrize(
    ("asked", "at"), [("the sixth one", 5), ("the second one please", 1), ("the last one", 5), ("open number 4", 3)]
)
def test_an_ordinal_counts_all_pages_up_to_the_one_that_is_shown(asked: str, at: int, run: Play) -> None:
    async def scenario(ours: Office) -> None:
        message = await ours.says(QUESTION, channel=DIRECT)
        first = ours.answers[0]
        await ours.presses(actions.MORE, first)
        shown = [*cited(first), *cited(ours.answers[0])]
        await ours.says(asked, channel=DIRECT, thread_ts=message["ts"])
        assert cited(ours.answers[1])[:1] == [shown[at]]
        await ours.says("and the fifth", channel=DIRECT, thread_ts=message["ts"])
        assert cited(ours.answers[2])[:1] == [shown[4]], "one of them again leaves their numbers"

    run(scenario)


def test_after_a_step_back_what_is_beyond_the_page_is_not_shown(run: Play) -> None:
    async def scenario(ours: Office) -> None:
        message = await ours.says(QUESTION, channel=DIRECT)
        await ours.presses(actions.MORE, ours.answers[0])
        await ours.presses(actions.BACK, ours.answers[0])
        third = cited(ours.answers[0])[2]
        await ours.says("the last one", channel=DIRECT, thread_ts=message["ts"])
        assert cited(ours.answers[1])[:1] == [third]

    run(scenario)


def cited(answer: Mapping[str, Any]) -> list[str]:
    """Return the ids of the clauses of an answer, by their menus."""
    menus = (block.get("accessory", {}) for block in answer["blocks"])
    return [choice_of(menu["options"][0]["value"])[1] for menu in menus if menu.get("action_id") == actions.PARAGRAPH]


def test_a_double_click_skips_no_page(run: Play) -> None:
    async def scenario(ours: Office) -> None:
        await asked(ours)
        first = ours.answers[0]
        await ours.presses(actions.MORE, first)
        second = ours.answers[0]
        await ours.presses(actions.MORE, first)
        assert ours.answers[0]["blocks"] == second["blocks"]

    run(scenario)


def test_anybody_browses_privately_and_the_answer_stays_its_askers(run: Play) -> None:
    async def scenario(ours: Office) -> None:
        await asked(ours)
        first = ours.answers[0]
        await ours.presses(actions.MORE, first, user=BOB)
        assert ours.answers == [first]
        [page] = ours.whispers
        assert (page["user"], page["thread_ts"]) == (BOB, first["thread_ts"])
        assert f"“{QUESTION}”" in read(page)
        assert f'"action_id": "{actions.BACK}"' in json.dumps(page["blocks"])
        await ours.presses(actions.PARAGRAPH, first, chosen=actions.ELSEWHERE, user=BOB)
        assert ours.answers == [first]
        assert "Where else is the language of" in read(ours.whispers[1])
        # Who only browses is no asker there: what they say to others is none of the bot's business.
        await ours.says("and for children?", user=BOB, thread_ts=first["thread_ts"])
        assert ours.answers == [first]
        ours.slack.on("conversations.open", Reply(more={"channel": {"id": DIRECT}}))
        await ours.happens({"type": "app_home_opened", "tab": "home", "user": BOB, "channel": DIRECT})
        assert "You asked" not in read(ours.slack.called("views.publish")[-1])

    run(scenario)


def test_a_click_that_is_delivered_twice_counts_once(run: Play) -> None:
    async def scenario(ours: Office) -> None:
        await asked(ours)
        first = ours.answers[0]
        for _ in range(2):
            await ours.presses(actions.MORE, first, trigger="the-same")
        assert len(ours.slack.called("chat.update")) == 1

    run(scenario)


async def filters(ours: Office, answer: Mapping[str, Any], *, user: str = ALICE, **chosen: Any) -> None:
    """Press "Filter", and send the form in."""
    await ours.presses(actions.FILTER, answer, user=user)
    fields = {
        "themes": {"selected_options": []},
        "since": {"selected_option": {"value": "any"}},
        "until": {"selected_option": {"value": "any"}},
        "kinds": {"selected_options": []},
        "typed": {"selected_options": []},
        **chosen,
    }
    await ours.sends_in(ours.views[-1], {name: {name: value} for name, value in fields.items()}, user=user)


def test_the_filter_narrows_the_answer_in_place_and_widens_it_again(run: Play) -> None:
    async def scenario(ours: Office) -> None:
        await asked(ours)
        await filters(ours, ours.answers[0], themes={"selected_options": [{"value": "Participation"}]})
        assert "Understood: under Participation" in read(ours.answers[0])
        operative = {"selected_options": [{"value": "operative"}]}
        await filters(ours, ours.answers[0], since={"selected_option": {"value": "2016-01-01"}}, kinds=operative)
        assert "since 2016" in read(ours.answers[0])
        assert "under Participation" not in read(ours.answers[0])
        assert "S/RES/1325" not in read(ours.answers[0])
        assert ", PP " not in read(ours.answers[0])
        await filters(ours, ours.answers[0], typed={"selected_options": [{"value": "typed"}]})
        assert "Understood: as typed" in read(ours.answers[0])
        assert len(ours.answers) == 1

    run(scenario)


def test_a_filter_of_somebody_else_shows_a_copy_to_them_alone(run: Play) -> None:
    async def scenario(ours: Office) -> None:
        await asked(ours)
        [before] = ours.answers
        await filters(ours, before, user=BOB, since={"selected_option": {"value": "2016-01-01"}})
        assert ours.answers == [before]
        assert [(said["user"], "since 2016" in read(said)) for said in ours.whispers] == [(BOB, True)]

    run(scenario)


def test_a_private_answer_is_filtered_where_it_stands(run: Play) -> None:
    async def scenario(ours: Office) -> None:
        await ours.commands(QUESTION)
        await filters(ours, ours.responses[0], since={"selected_option": {"value": "2016-01-01"}})
        assert "since 2016" in read(ours.responses[-1])
        assert ours.responses[-1]["replace_original"] is True
        assert not ours.whispers

    run(scenario)


def test_widened_the_words_are_taken_as_they_stand(run: Play) -> None:
    async def scenario(ours: Office) -> None:
        await ours.says(f"<@{ME}> operative only: voices of women")
        assert "S/RES/2331 (2016), PP" not in read(ours.answers[0])
        await filters(ours, ours.answers[0], typed={"selected_options": [{"value": "typed"}]})
        assert "S/RES/2331 (2016), PP" in read(ours.answers[0])

    run(scenario)


def test_a_paragraph_is_cited_and_shown_whole_in_a_modal(run: Play) -> None:
    async def scenario(ours: Office) -> None:
        await asked(ours)
        await ours.presses(actions.PARAGRAPH, ours.answers[0], chosen=actions.CITE)
        await ours.chooses(actions.WHOLE, OP_1, ours.answers[0])
        await ours.chooses(actions.RESOLUTION, OP_1, ours.answers[0])
        assert names(ours.views) == ["Copy as citation", "Whole paragraph", "S/RES/1325 (2000)"]
        assert read(ours.views[2]).count("Urges Member States to ensure increased representation") == 1
        assert "Urges Member States to ensure increased representation" in read(ours.views[1])

    run(scenario)


@pytest.mark.parametrize(
    ("action", "what", "title", "said"),
    [
        (actions.LIST, "", "Whole list", "S/RES/1325 (2000), operative paragraph 1"),
        (actions.COMPARE, "S/RES/1325(2000) S/RES/2331(2016)", "Comparison", "S/RES/1325 (2000) → S/RES/2331 (2016)"),
        (actions.COMPARE, "S/RES/1325(2000) S/RES/9(1999)", "Comparison", "no resolution S/RES/9 (1999)"),
        (actions.STEPS, "S/RES/2331(2016)#3", "History", "S/RES/1325 (2000), operative paragraph 3"),
    ],
)
def test_what_is_shown_in_full_opens_at_once_and_is_filled(
    action: str, what: str, title: str, said: str, run: Play
) -> None:
    async def scenario(ours: Office) -> None:
        await asked(ours)
        exchange = ours.answers[0]["blocks"][0]["block_id"].partition(":")[0]
        await ours.clicks({"action_id": action, "value": carry(exchange, what)}, ours.answers[0], user=BOB)
        assert names(ours.views) == [title]
        [filled] = ours.slack.called("views.update")
        assert said in read({"blocks": filled["view"]["blocks"]})

    run(scenario)


def test_only_an_answer_to_a_question_has_a_whole_list(run: Play) -> None:
    async def scenario(ours: Office) -> None:
        await asked(ours)
        await ours.chooses(actions.ELSEWHERE, OP_1, ours.answers[0])
        uses = ours.answers[1]
        exchange = uses["blocks"][0]["block_id"].partition(":")[0]
        await ours.clicks({"action_id": actions.LIST, "value": exchange}, uses)
        [filled] = ours.slack.called("views.update")
        assert read({"blocks": filled["view"]["blocks"]}) == "the answer is no list"

    run(scenario)


def test_a_paragraph_that_has_left_the_library_is_said_to_have(run: Play) -> None:
    async def scenario(ours: Office) -> None:
        await asked(ours)
        for action in (actions.CITE, actions.RESOLUTION):
            await ours.chooses(action, "S/RES/1(1946)#1", ours.answers[0])
        assert names(ours.views) == ["Paragraph not found"] * 2

    run(scenario)


def test_a_verdict_is_kept_and_a_reason_may_follow(run: Play) -> None:
    async def scenario(ours: Office) -> None:
        await asked(ours)
        [answer] = ours.answers
        await ours.presses(actions.FEEDBACK, answer, chosen="positive_button", user=BOB)
        await ours.presses(actions.FEEDBACK, answer, chosen="negative_button")
        [form] = ours.views
        await ours.sends_in(form, {"reason": {"reason": {"value": "too old"}}})
        given = [(one.user, one.helpful, one.reason) for one, _ in ours.store.feedback(TEAM, 9)]
        assert given == [(ALICE, False, "too old"), (BOB, True, "")]

    run(scenario)


def test_a_verdict_is_kept_even_if_slack_opens_no_form_for_its_reason(run: Play) -> None:
    async def scenario(ours: Office) -> None:
        await asked(ours)
        ours.slack.on("views.open", Reply("expired_trigger_id"))
        await ours.presses(actions.FEEDBACK, ours.answers[0], chosen="negative_button")
        assert [one.helpful for one, _ in ours.store.feedback(TEAM, 9)] == [False]

    run(scenario)


@pytest.mark.parametrize("away", [False, True])
def test_only_the_asker_takes_an_answer_away(run: Play, *, away: bool) -> None:
    """Also while the database, which erases its words, is away."""

    async def scenario(ours: Office) -> None:
        await asked(ours)
        ours.store.goes(away=away)
        [answer] = ours.answers
        await ours.presses(actions.WITHDRAW, answer, user=BOB)
        assert "only the person who asked" in read(ours.responses[-1])
        assert ours.responses[-1]["replace_original"] is False
        assert ours.answers
        await ours.presses(actions.WITHDRAW, answer)
        assert not ours.answers
        await ours.presses(actions.MORE, answer)
        assert "has expired or was deleted" in read(ours.responses[-1])

    run(scenario)


def test_near_misses_are_shown_on_request(run: Play) -> None:
    async def scenario(ours: Office) -> None:
        ours.assistant.sure = 0.1
        await asked(ours)
        assert "Nothing in this library answers that." in read(ours.answers[0])
        await ours.presses(actions.NEAR, ours.answers[0])
        assert "These come nearest" in read(ours.answers[0])
        assert len(ours.answers) == 1

    run(scenario)


def test_a_suggested_question_is_answered_beside_the_one_that_found_nothing(run: Play) -> None:
    """The first stays as it was asked, among those that nothing answered."""

    async def scenario(ours: Office) -> None:
        assert await ours.engine.examples()
        ours.assistant.sure = 0.1
        await asked(ours)
        ours.assistant.sure = 0.9
        await ours.presses(actions.REWORD, ours.answers[0], user=BOB)
        nothing, found = ours.answers
        assert found["thread_ts"] == nothing["thread_ts"]
        assert "Language under" in read(found)
        assert [one.question for one in ours.store.unanswered(TEAM, 9)] == [QUESTION]
        assert ours.store.recent(TEAM, BOB, 9)

    run(scenario)


def test_a_private_answer_changes_where_only_the_asker_sees_it(run: Play) -> None:
    async def scenario(ours: Office) -> None:
        await ours.commands(QUESTION)
        await ours.presses(actions.MORE, ours.responses[0], trigger="trigger-more")
        assert ours.slack.calls[-1][0] == "trigger-more"
        assert ours.responses[-1]["replace_original"] is True
        assert actions.BACK in offers(ours.responses[-1])
        assert not ours.answers

    run(scenario)


def test_a_private_answer_can_be_dismissed(run: Play) -> None:
    async def scenario(ours: Office) -> None:
        await ours.commands(QUESTION)
        await ours.presses(actions.DISMISS, ours.responses[0])
        assert ours.responses[-1] == {"delete_original": True}

    run(scenario)


def test_a_shared_answer_is_posted_once_and_the_private_one_goes(run: Play) -> None:
    async def scenario(ours: Office) -> None:
        await ours.commands(QUESTION)
        private = ours.responses[0]
        for _ in range(2):
            await ours.presses(actions.SHARE, private)
        [answer] = ours.answers
        assert answer["channel"] == GENERAL
        assert f"“{QUESTION}”" in read(answer)
        assert {"type": "user", "user_id": ALICE} in answer["blocks"][0]["elements"][0]["elements"]
        assert "Asked and shared by" in read(answer)
        assert actions.SHARE not in offers(answer)
        assert ours.responses[1] == {"delete_original": True}
        # It is an answer like any other from now on.
        await ours.presses(actions.MORE, answer)
        assert ours.answers[0]["ts"] == answer["ts"]
        assert actions.BACK in offers(ours.answers[0])
        await ours.says("and in 2331?", thread_ts=answer["ts"])
        assert "about: What shall Member States do" in read(ours.answers[1])

    run(scenario)


def test_an_answer_that_cannot_be_shared_stays_and_says_what_to_do(run: Play) -> None:
    async def scenario(ours: Office) -> None:
        await ours.commands(QUESTION)
        private = ours.responses[0]
        ours.slack.on("chat.postMessage", Reply("not_in_channel"))
        await ours.presses(actions.SHARE, private)
        assert "/invite" in read(ours.responses[-1])
        assert ours.responses[-1]["replace_original"] is False
        await ours.presses(actions.SHARE, private)
        assert len(ours.answers) == 1

    run(scenario)


async def erased(ours: Office) -> None:
    erasure.forget(ours.store, TEAM, ALICE)


async def lost(ours: Office) -> None:
    [exchange] = ours.store.recent(TEAM, ALICE, 1)
    assert exchange.state is State.ANSWERED
    with ours.store.database.engine.begin() as connection:
        connection.exec_driver_sql("DELETE FROM clausebot_exchange")


@pytest.mark.parametrize("goes", [erased, lost])
def test_a_button_of_a_question_that_is_no_longer_kept_says_so(
    goes: Callable[[Office], Awaitable[None]], run: Play
) -> None:
    async def scenario(ours: Office) -> None:
        await asked(ours)
        await goes(ours)
        exchange = ours.answers[0]["blocks"][0]["block_id"].partition(":")[0]
        for action, what in ((actions.MORE, "1"), (actions.WIDEN, ""), (actions.SHARE, "")):
            await ours.clicks({"action_id": action, "value": carry(exchange, what)}, ours.answers[0])
            assert "has expired or was deleted" in read(ours.responses[-1])
        assert len(ours.responses) == 3

    run(scenario)


@pytest.mark.parametrize("goes", [erased, lost])
def test_the_bin_works_as_long_as_it_is_shown(goes: Callable[[Office], Awaitable[None]], run: Play) -> None:
    async def scenario(ours: Office) -> None:
        await asked(ours)
        [answer] = ours.answers
        await goes(ours)
        await ours.presses(actions.WITHDRAW, answer, user=BOB)
        assert "only the person who asked" in read(ours.responses[-1])
        assert ours.answers
        await ours.presses(actions.WITHDRAW, answer)
        assert not ours.answers

    run(scenario)


def test_a_channels_limits_hold_for_suggested_questions_too(run: Play) -> None:
    async def scenario(ours: Office) -> None:
        given = Filters(kinds=(ClauseKind.PREAMBULAR,))
        ours.store.save_channel_settings(TEAM, GENERAL, ChannelSettings(given))
        assert await ours.engine.examples()
        ours.assistant.sure = 0.1
        await asked(ours)
        await ours.presses(actions.REWORD, ours.answers[0])
        assert "preambular paragraphs" in read(ours.answers[1])

    run(scenario)


def test_a_channels_limits_give_way_to_the_words_of_a_question_and_to_a_click(run: Play) -> None:
    async def scenario(ours: Office) -> None:
        given = Filters(kinds=(ClauseKind.PREAMBULAR,))
        ours.store.save_channel_settings(TEAM, GENERAL, ChannelSettings(given))
        await asked(ours)
        limited = read(ours.answers[0])
        assert "Limited by this channel: preambular paragraphs" in limited
        assert ", OP " not in limited
        await ours.presses(actions.IGNORE, ours.answers[0])
        assert ", OP " in read(ours.answers[0])
        assert "Limited by" not in read(ours.answers[0])
        await ours.says(f"<@{ME}> {QUESTION} operative only")
        assert ", OP " in read(ours.answers[1])
        assert "Not applied, as another limit says otherwise: preambular paragraphs" in read(ours.answers[1])

    run(scenario)


def test_where_something_outside_the_limits_answers_one_click_shows_it(run: Play) -> None:
    async def scenario(ours: Office) -> None:
        await ours.says(f"<@{ME}> theme: Disarmament: {QUESTION}")
        assert "No paragraph in this library is labelled Disarmament." in read(ours.answers[0])
        assert "Outside these limits, this seems to answer: " in read(ours.answers[0])
        await ours.presses(actions.EVERYWHERE, ours.answers[0])
        assert "S/RES/1325 (2000), OP" in read(ours.answers[1])
        # In quotation marks, it would seem to be looked for word by word.
        assert read(ours.answers[1]).startswith(QUESTION)

    run(scenario)


def test_who_can_add_a_resolution_is_said_instead_of_the_command(run: Play) -> None:
    async def scenario(ours: Office) -> None:
        await ours.says(f"<@{ME}> what does resolution 1701 say about camps?")
        [answer] = ours.answers
        assert "There is no S/RES/1701 (2006) in this library; the people who run this bot can add it." in read(answer)
        assert "clausebot index" not in json.dumps(answer)

    run(scenario)
