"""Payloads like Slack's with something else in some places: none raises, none stays, each logs one line at most."""

import asyncio
import copy
import json
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from bot.slack.exchange import State
from bot.slack.payload import Malformed, checked, dispatch
from bot.slack.views import actions
from bot.slack.views.actions import Opener, carry
from tests.bot.slack.conftest import Logged
from tests.bot.slack.fake_slack import Reply, fake_slack
from tests.bot.slack.office import ALICE, BOB, DIRECT, GENERAL, ME, OWNER, TEAM, Office, office, settled

QUESTION = "What shall Member States do?"
HOOK = "where the fake listens"


def event(**what: Any) -> dict[str, Any]:
    authorizations = [{"team_id": TEAM, "enterprise_id": None, "is_bot": True, "is_enterprise_install": False}]
    return {
        "type": "event_callback",
        "team_id": TEAM,
        "event_id": "Ev1",
        "authorizations": authorizations,
        "event": {"channel": GENERAL, "channel_type": "channel", "event_ts": "5.0", **what},
    }


MESSAGE = {"type": "message", "user": ALICE, "text": f"<@{ME}> {QUESTION}", "ts": "5.0", "thread_ts": "4.0"}
CLICK = {
    "type": "block_actions",
    "team": {"id": TEAM, "domain": "d"},
    "user": {"id": ALICE, "team_id": TEAM},
    "channel": {"id": GENERAL, "name": "general"},
    "container": {"type": "message", "message_ts": "6.0", "is_ephemeral": False},
    "trigger_id": "trigger1",
    "response_url": HOOK,
}
COMMAND = {
    "command": "/clauses",
    "team_id": TEAM,
    "user_id": ALICE,
    "channel_id": GENERAL,
    "trigger_id": "t2",
    "response_url": HOOK,
}
SHORTCUT = {"type": "message_action", "callback_id": "find_clauses", "message": MESSAGE}
FORM_PLACE = {"type": "view_submission", "team": {"id": TEAM}, "user": {"id": ALICE}}


def press(action_id: str, value: str = "", *, chosen: str = "") -> dict[str, Any]:
    action: dict[str, Any] = {"type": "button", "action_id": action_id, "block_id": "known:narrow"}
    action |= {"selected_option": {"value": chosen}} if chosen else {"value": value}
    return {**CLICK, "actions": [action]}


def form(callback_id: str, **values: Any) -> dict[str, Any]:
    opener = Opener(TEAM, GENERAL, ALICE, "known").metadata
    filled = {name: {name: value} for name, value in values.items()}
    view = {"type": "modal", "callback_id": callback_id, "private_metadata": opener, "state": {"values": filled}}
    return {**FORM_PLACE, "view": view}


def option(value: str) -> dict[str, Any]:
    return {"selected_option": {"value": value}}


PAYLOADS: dict[str, dict[str, Any]] = {
    "mention": event(**{**MESSAGE, "type": "app_mention"}),
    "direct": event(**MESSAGE, channel_type="im"),
    "follow-up": event(**{**MESSAGE, "text": "and for children?"}),
    "edit": event(type="message", subtype="message_changed", message={**MESSAGE, "ts": "1.0"}),
    "tombstone": event(type="message", subtype="message_changed", message={"subtype": "tombstone", "ts": "1.0"}),
    "deletion": event(type="message", subtype="message_deleted", deleted_ts="1.0", previous_message=MESSAGE),
    "home": event(type="app_home_opened", user=ALICE, tab="home"),
    "messages": event(type="app_home_opened", user=ALICE, tab="messages"),
    "pane": event(type="assistant_thread_started", assistant_thread={"channel_id": DIRECT, "thread_ts": "5.0"}),
    "command": {**COMMAND, "text": QUESTION},
    "settings": {**COMMAND, "text": "settings"},
    "shortcut": {**CLICK, **SHORTCUT},
    "more": press(actions.MORE, carry("known", "1")),
    "filter": press(actions.FILTER, carry("known")),
    "reword": press(actions.REWORD, carry("known", "Who protects women?")),
    "elsewhere": press(actions.PARAGRAPH, chosen="elsewhere S/RES/1325(2000)#1"),
    "cite": press(actions.PARAGRAPH, chosen="cite S/RES/1325(2000)#1"),
    "keep": press(actions.PARAGRAPH, chosen="keep S/RES/1325(2000)#1"),
    "resolution": press(actions.PARAGRAPH, chosen="resolution S/RES/1325(2000)#1"),
    "list": press(actions.LIST, carry("known")),
    "compare": press(actions.COMPARE, carry("known", "S/RES/1325(2000) S/RES/2331(2016)")),
    "steps": press(actions.STEPS, carry("known", "S/RES/1325(2000)#1")),
    "withdraw": press(actions.WITHDRAW, carry("known", ALICE)),
    "example": press(actions.EXAMPLE, QUESTION),
    "judge": press(actions.FEEDBACK, carry("known", actions.UNHELPFUL)),
    "share": press(actions.SHARE, carry("known")),
    "again": press(actions.AGAIN, carry("known")),
    "page": press(actions.KEPT_OLDER, "1"),
    "remove": press(actions.UNKEEP, carry("0", "S/RES/1325(2000)#1")),
    "rebuild": {**press(actions.OWNERS_REBUILD, "x"), "user": {"id": OWNER}},
    "reason": form(actions.REASON_MODAL, reason={"value": "because"}),
    "export": form(actions.EXPORT_MODAL, format=option("markdown")),
    "form with a hook": {
        **form(actions.EXPORT_MODAL, format=option("markdown")),
        "response_urls": [{"response_url": HOOK, "block_id": "b", "action_id": "a", "channel_id": GENERAL}],
    },
    "filter form": form(
        actions.FILTER_MODAL,
        themes={"selected_options": []},
        since=option("2015-01-01"),
        until=option("any"),
        kinds={"selected_options": []},
        typed={"selected_options": []},
    ),
    "settings form": form(
        actions.SETTINGS_MODAL,
        themes={"selected_options": [{"value": "Participation"}]},
        since=option("any"),
        until=option("2015-12-31"),
        kinds={"selected_options": [{"value": "operative"}]},
        everything=option("everything"),
        private={"selected_options": []},
    ),
}


def deep(levels: int) -> Any:
    return [deep(levels - 1)] if levels else []


ODD: tuple[Any, ...] = (
    *(None, True, [], {}, [None], [[]], {"id": []}, {"id": None}, 5, -1, 2**70, 1.5, float("inf"), deep(80)),
    *("", "x", "\0", "a\0b", "\ud800", "|", ":", "any", "9" * 5_000, "٣", "im", "message_changed", BOB, "known", "T2"),
)


def places(value: Any, path: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    """Return the way to everything in a payload."""
    if path:
        yield path
    inside = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for name, one in inside:
        yield from places(one, (*path, name))


@st.composite
def malformed(draw: st.DrawFn) -> dict[str, Any]:
    """Return a payload with one to three of its values replaced or gone."""
    payload: dict[str, Any] = copy.deepcopy(PAYLOADS[draw(st.sampled_from(sorted(PAYLOADS)))])
    for _ in range(draw(st.integers(1, 3))):
        path = draw(st.sampled_from(list(places(payload))))
        inside: Any = payload
        for name in path[:-1]:
            inside = inside[name]
        if isinstance(inside, dict) and draw(st.booleans()):
            del inside[path[-1]]
        else:
            inside[path[-1]] = copy.deepcopy(draw(st.sampled_from(ODD)))
        if not payload:
            break
    return payload


@contextmanager
def open_office(index: Path, database: str) -> Iterator[tuple[Office, Callable[[Any], Any]]]:
    """Run an office, with a question that is answered, for as long as the block runs."""
    with asyncio.Runner() as runner:
        running = fake_slack()
        slack = runner.run(running.__aenter__())
        own = office(slack, index, database)
        ours = runner.run(own.__aenter__())
        try:
            yield ours, runner.run
        finally:
            runner.run(own.__aexit__(None, None, None))
            runner.run(running.__aexit__(None, None, None))


async def delivered(ours: Office, payload: dict[str, Any]) -> None:
    """Deliver a payload as it came, however it did, and wait until nothing is left to be done."""
    ours.slack.on("conversations.members", Reply(more={"members": [ALICE]}))
    ours.slack.on("conversations.open", Reply(more={"channel": {"id": DIRECT}}))
    here = {"response_url": f"{ours.slack.url}/hooks/trigger9"} if payload.get("response_url") == HOOK else {}
    with suppress(Malformed):
        response = await dispatch(ours.app, checked({**payload, **here}))
        assert response.status in (200, 404)
    await settled()
    for script in ours.slack.script.values():
        script.clear()


@pytest.mark.parametrize("name", PAYLOADS)
def test_they_are_fine_as_they_are(name: str, built: Path, database: str, logged: Logged) -> None:
    """So that what is tried below is not refused for another reason."""
    with open_office(built, database) as (ours, run):
        run(known(ours))
        run(delivered(ours, PAYLOADS[name]))
    assert [line for line in logged() if line["level"] != "info"] == []


async def known(ours: Office) -> None:
    """Have something asked and answered, which clicks are about."""
    await ours.says(f"<@{ME}> {QUESTION}", ts="1.0")
    [answered] = ours.store.recent(TEAM, ALICE, 1)
    with ours.store.database.engine.begin() as connection:
        connection.exec_driver_sql(f"UPDATE clausebot_exchange SET id = 'known' WHERE id = '{answered.id}'")


def test_whatever_else_is_in_them_nothing_raises_and_nothing_stays(built: Path, database: str, logged: Logged) -> None:
    with open_office(built, database) as (ours, run):

        @settings(max_examples=300, deadline=None, database=None, suppress_health_check=list(HealthCheck))
        @given(malformed())
        @example({**PAYLOADS["mention"], "event": {**MESSAGE, "type": "app_mention", "channel": "C1", "ts": []}})
        @example({**PAYLOADS["mention"], "event_id": []})
        @example({**PAYLOADS["export"], "response_urls": None})
        @example({**PAYLOADS["export"], "response_urls": [[]]})
        @example({**PAYLOADS["command"], "text": "a\0b \ud800"})
        def deliver(payload: dict[str, Any]) -> None:
            before = len(logged())
            run(delivered(ours, payload))
            new = [line for line in logged()[before:] if line["level"] != "info"]
            assert len(new) <= 1, new
            assert not any("Traceback" in json.dumps(line) for line in new)

        run(known(ours))
        deliver()
        ours.clock.pass_by(hours=1)
        left = ours.store.expired(owner="two")
        assert [one for one in left if one.state is State.ACCEPTED] == []
        run(known_again(ours))


async def known_again(ours: Office) -> None:
    """See that what is asked next is answered and kept, after everything that waited to be."""
    await ours.says(f"<@{ME}> And what of {QUESTION}", ts="99999999999.0", user=BOB)
    [exchange] = ours.store.recent(TEAM, BOB, 1)
    assert exchange.state is State.ANSWERED
