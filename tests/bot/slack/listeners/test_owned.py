"""Everything that can be clicked or sent in, by somebody else, from another channel and from another workspace."""

from collections.abc import Mapping
from typing import Any

import pytest

from bot.slack.exchange import ChannelSettings, Exchange
from bot.slack.store import kept_clauses
from bot.slack.views import actions
from bot.slack.views.actions import Opener, carry, chosen_for
from tests.bot.slack.conftest import Logged
from tests.bot.slack.fake_slack import Reply
from tests.bot.slack.office import ALICE, BOB, DIRECT, GENERAL, ME, TEAM, Office, Play, read, settled

QUESTION = "What shall Member States do?"
OP_1 = "S/RES/1325(2000)#1"
OTHER_TEAM, OTHER_CHANNEL = "T2", "C2"
OPENED = Reply(more={"channel": {"id": DIRECT}})
MEMBERS = Reply(more={"members": [ALICE, BOB]})

ON_AN_EXCHANGE = {
    actions.MORE: "1",
    actions.BACK: "0",
    actions.FILTER: "",
    actions.WIDEN: "",
    actions.IGNORE: "",
    actions.SUGGESTED: "",
    actions.EVERYWHERE: "camps",
    actions.NEAR: "",
    actions.REWORD: "Who protects women?",
    actions.PARAGRAPH: chosen_for(actions.ELSEWHERE, OP_1),
    actions.HISTORY: OP_1,
    actions.LIST: "",
    actions.COMPARE: "S/RES/1325(2000) S/RES/2331(2016)",
    actions.STEPS: OP_1,
    actions.FEEDBACK: actions.UNHELPFUL,
    actions.WITHDRAW: "",
    actions.SHARE: "",
    actions.AGAIN: "",
}
MENUS = {actions.PARAGRAPH}
ON_ONESELF = {
    actions.CITE: "opens a modal with what the library holds, for who clicked",
    actions.WHOLE: "as above",
    actions.RESOLUTION: "as above",
    actions.ELSEWHERE: "tried above, as the others are a choice in the menu of a paragraph",
    actions.KEEP: "keeps for who clicked, in their workspace",
    actions.DISMISS: "deletes the message that was clicked, which one person sees",
    actions.EXAMPLE: "asks for who clicked",
    actions.UNKEEP: "as KEEP",
    actions.KEPT_NEWER: "as KEEP",
    actions.KEPT_OLDER: "as KEEP",
    actions.EXPORT: "as KEEP",
    actions.ERASE: "erases what who clicked asked, in their workspace",
    actions.DIGEST_OFF: "turns off what who clicks is sent",
    actions.DIGEST_ON: "as DIGEST_OFF",
    actions.LIBRARY: "lists what the library holds, for who clicked",
}
FOR_OWNERS = {
    actions.OWNERS_FEEDBACK,
    actions.OWNERS_UNANSWERED,
    actions.OWNERS_WORKSPACE,
    actions.OWNERS_REBUILD,
}


async def click(ours: Office, action_id: str, exchange: str, what: str, *, user: str, **where: Any) -> None:
    """Have somebody click somewhere; `where` is what Slack says of the place."""
    action: dict[str, Any] = {"type": "button", "action_id": action_id, "block_id": f"{exchange}:narrow"}
    if action_id in MENUS:
        action |= {"type": "static_select", "selected_option": {"value": what}}
    else:
        action["value"] = carry(exchange, what)
    told = {"response_url": f"{ours.slack.url}/hooks/trigger-told"}
    await ours.dispatched({**ours.click_body(action, user), **told, **where})
    await settled()


def channel(name: str, **more: Any) -> dict[str, Any]:
    return {"channel": {"id": name}, "container": {"type": "message", "message_ts": "9.9"}, **more}


def everything(ours: Office) -> list[Any]:
    """All that the database and Slack's channels hold."""
    with ours.store.database.engine.connect() as connection:
        tables = ("clausebot_exchange", "clausebot_feedback", "clausebot_channel", "clausebot_kept")
        rows = [connection.exec_driver_sql(f"SELECT * FROM {name}").all() for name in tables]
    changed = [ours.slack.called(method) for method in ("chat.update", "chat.delete", "views.open", "files.upload")]
    return [rows, ours.slack.messages[:], changed]


async def refuses_every_click(ours: Office, *places: tuple[str, dict[str, Any]]) -> None:
    """Click everything on the last answer as these users at these places: each click is refused and changes nothing."""
    [exchange] = ours.store.recent(TEAM, ALICE, 1)
    before = everything(ours)
    for action_id, what in ON_AN_EXCHANGE.items():
        for user, where in places:
            answers = len(ours.responses)
            await click(ours, action_id, exchange.id, what, user=user, **where)
            [response] = ours.responses[answers:]
            assert "belongs to another user or channel" in read(response), action_id
        assert everything(ours) == before, action_id


def test_every_click_is_of_one_kind() -> None:
    """So that a new one is tried here."""
    ids = {value for name, value in vars(actions).items() if name.isupper() and not name.endswith("_MODAL")}
    assert ids - {actions.HELPFUL, actions.UNHELPFUL} == {*ON_AN_EXCHANGE, *ON_ONESELF, *FOR_OWNERS}


def test_an_answer_is_clicked_only_where_it_stands(run_two: Play, logged: Logged) -> None:
    places: tuple[tuple[str, dict[str, Any]], ...] = (
        (ALICE, channel(GENERAL, team={"id": OTHER_TEAM})),
        (BOB, channel(GENERAL, team={"id": OTHER_TEAM})),
        (ALICE, channel(OTHER_CHANNEL)),
        (BOB, channel(OTHER_CHANNEL)),
        (BOB, {}),  # as on the home, which shows each person their own
    )

    async def scenario(ours: Office) -> None:
        await ours.says(f"<@{ME}> {QUESTION}")
        await refuses_every_click(ours, *places)

    run_two(scenario)
    denied = len(places) * len(ON_AN_EXCHANGE)
    assert [line["event"] for line in logged()] == ["installed"] * 2 + ["permission denied"] * denied


def test_a_private_answer_is_its_askers_alone(run_two: Play) -> None:
    async def scenario(ours: Office) -> None:
        await ours.commands(QUESTION)
        await refuses_every_click(
            ours, (BOB, channel(GENERAL)), (BOB, {}), (ALICE, channel(GENERAL, team={"id": OTHER_TEAM}))
        )

    run_two(scenario)


def test_what_is_kept_is_kept_and_removed_in_ones_own_workspace(run_two: Play) -> None:
    async def scenario(ours: Office) -> None:
        await click(ours, actions.PARAGRAPH, "any", chosen_for(actions.KEEP, OP_1), user=ALICE, **channel(GENERAL))
        for user, team in ((BOB, TEAM), (ALICE, OTHER_TEAM)):
            await click(ours, actions.UNKEEP, "0", OP_1, user=user, team={"id": team})
        assert [one.clause.id for one in kept_clauses.kept_by(ours.store, TEAM, ALICE)] == [OP_1]
        await click(
            ours,
            actions.PARAGRAPH,
            "any",
            chosen_for(actions.KEEP, OP_1),
            user=ALICE,
            **channel(GENERAL, team={"id": OTHER_TEAM}),
        )
        await click(ours, actions.UNKEEP, "0", OP_1, user=ALICE)
        assert kept_clauses.kept_by(ours.store, TEAM, ALICE) == []
        assert [one.clause.id for one in kept_clauses.kept_by(ours.store, OTHER_TEAM, ALICE)] == [OP_1]

    run_two(scenario)


def settings_form(**opened: str) -> dict[str, Any]:
    opener = {"team": TEAM, "channel": GENERAL, "user": ALICE, **opened}
    chosen = {name: {name: {"selected_option": {"value": "any"}}} for name in ("since", "until")}
    ticked: dict[str, Any] = {name: {name: {"selected_options": []}} for name in ("kinds", "private")}
    values = {**chosen, **ticked, "everything": {"everything": {"selected_option": {"value": "everything"}}}}
    return {
        "type": "modal",
        "callback_id": actions.SETTINGS_MODAL,
        "private_metadata": Opener(**opener).metadata,
        "state": {"values": values},
    }


def reason_form(exchange: Exchange, **opened: str) -> dict[str, Any]:
    opener = {"team": TEAM, "channel": GENERAL, "user": ALICE, "exchange": exchange.id, **opened}
    return {
        "type": "modal",
        "callback_id": actions.REASON_MODAL,
        "private_metadata": Opener(**opener).metadata,
        "state": {"values": {"reason": {"reason": {"value": "because"}}}},
    }


async def send_in(ours: Office, view: Mapping[str, Any], *, user: str, team: str = TEAM) -> None:
    await ours.dispatched({"type": "view_submission", "team": {"id": team}, "user": {"id": user}, "view": view})
    await settled()


def test_settings_are_sent_in_by_who_opened_them_where_they_were_opened(run_two: Play) -> None:
    async def scenario(ours: Office) -> None:
        ours.slack.on("conversations.members", *[MEMBERS] * 9)
        for view, user, team in (
            (settings_form(), BOB, TEAM),
            (settings_form(), ALICE, OTHER_TEAM),
            (settings_form(team=OTHER_TEAM), ALICE, TEAM),
            (settings_form(user=BOB), ALICE, TEAM),
        ):
            await send_in(ours, view, user=user, team=team)
            assert "belongs to another user or channel" in read(ours.answers[-1])
        for where in ((TEAM, GENERAL), (OTHER_TEAM, GENERAL)):
            assert ours.store.channel_settings(*where) == ChannelSettings()
        await send_in(ours, settings_form(), user=ALICE)
        assert ours.store.channel_settings(TEAM, GENERAL).everything

    run_two(scenario)


def test_who_has_left_a_channel_changes_its_settings_no_more(run: Play) -> None:
    async def scenario(ours: Office) -> None:
        ours.slack.on("conversations.members", Reply(more={"members": [BOB]}))
        await send_in(ours, settings_form(), user=ALICE)
        assert "only members" in read(ours.answers[-1])
        assert ours.store.channel_settings(TEAM, GENERAL) == ChannelSettings()

    run(scenario)


def test_a_reason_is_sent_in_by_who_saw_the_answer(run_two: Play) -> None:
    async def scenario(ours: Office) -> None:
        await ours.commands(QUESTION)
        [exchange] = ours.store.recent(TEAM, ALICE, 1)
        for view, user, team in (
            (reason_form(exchange), BOB, TEAM),
            (reason_form(exchange), ALICE, OTHER_TEAM),
            (reason_form(exchange, user=BOB), BOB, TEAM),
            (reason_form(exchange, team=OTHER_TEAM), ALICE, OTHER_TEAM),
        ):
            await send_in(ours, view, user=user, team=team)
            assert "belongs to another user or channel" in read(ours.answers[-1])
        assert ours.store.feedback(TEAM, 9) == ours.store.feedback(OTHER_TEAM, 9) == []
        await send_in(ours, reason_form(exchange), user=ALICE)
        assert [one.reason for one, _ in ours.store.feedback(TEAM, 9)] == ["because"]

    run_two(scenario)


@pytest.mark.parametrize(
    "metadata", ["", "null", '{"channel": "C1"}', '{"team": 1, "channel": "C1", "user": "U1"}', "["]
)
def test_a_form_that_does_not_say_who_opened_it_is_dropped(metadata: str, run: Play, logged: Logged) -> None:
    async def scenario(ours: Office) -> None:
        ours.slack.on("conversations.members", MEMBERS)
        await send_in(ours, {**settings_form(), "private_metadata": metadata}, user=ALICE)
        assert ours.store.channel_settings(TEAM, GENERAL) == ChannelSettings()

    run(scenario)
    assert [line["reason"] for line in logged() if "reason" in line] == [
        "'private_metadata' does not name the user who opened the form"
    ]


def test_a_message_is_changed_by_its_writer(run: Play) -> None:
    async def scenario(ours: Office) -> None:
        message = await ours.says(f"<@{ME}> {QUESTION}")
        changed = {"type": "message", "subtype": "message_changed", "channel": GENERAL, "channel_type": "channel"}
        await ours.happens({**changed, "message": {**message, "user": BOB, "text": f"<@{ME}> Who protects women?"}})
        assert [one.question for one in ours.store.recent(TEAM, ALICE, 9)] == [QUESTION]
        await ours.happens({**changed, "message": {**message, "text": f"<@{ME}> Who protects women?"}})
        assert [one.question for one in ours.store.recent(TEAM, ALICE, 9)] == ["Who protects women?"]

    run(scenario)
