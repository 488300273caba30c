"""Parsing of Slack's payloads into the values of `bot.slack.listeners.incoming`, with every type checked.

A payload with a missing field, or one of another type, is Malformed; one that the bot need not handle is None.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from slack_bolt.context.async_context import AsyncBoltContext

from bot.slack.listeners.incoming import (
    BotInvited,
    Caller,
    Click,
    Command,
    Form,
    HomeOpened,
    MessageDeleted,
    MessageEvent,
    UserMessage,
)
from bot.slack.payload import Malformed, kind_of
from bot.slack.views import actions
from bot.slack.views.actions import opener_of

Body = Mapping[str, Any]

_WRITTEN_SUBTYPES = ("", "file_share", "thread_broadcast")
"""Subtypes of messages that people write; the other subtypes are notices of Slack."""


class _Object:
    """JSON object of a payload, whose fields are read with a check of their type."""

    def __init__(self, value: object, name: str) -> None:
        if not isinstance(value, Mapping):
            raise Malformed(f"'{name}' is {kind_of(value)}, expected an object")
        self._value = value
        self._name = name

    def text(self, name: str) -> str:
        """Return a required string."""
        if not (found := self.maybe(name)):
            raise Malformed(f"'{name}' of {self._name} is missing, expected a string")
        return found

    def maybe(self, name: str) -> str:
        """Return an optional string; "" if it is missing."""
        found = self._value.get(name)
        if not isinstance(found, str | None):
            raise Malformed(f"'{name}' of {self._name} is {kind_of(found)}, expected a string")
        return found or ""

    def part(self, name: str) -> _Object:
        """Return a required object."""
        return _Object(self._value.get(name), name)

    def maybe_part(self, name: str) -> _Object:
        """Return an optional object; an empty one if it is missing."""
        found = self._value.get(name)
        return _Object({} if found is None else found, name)

    def parts(self, name: str) -> list[_Object]:
        """Return the objects of an optional list."""
        found = self._value.get(name)
        if not isinstance(found, list | None):
            raise Malformed(f"'{name}' is {kind_of(found)}, expected a list")
        return [_Object(one, name) for one in found or ()]

    def fields(self) -> list[_Object]:
        """Return all fields, each of which must be an object."""
        return [_Object(one, str(name)) for name, one in self._value.items()]

    def holds(self, name: str) -> bool:
        """Return whether a field is there, and not empty."""
        return bool(self._value.get(name))


def read_message(body: Body, context: AsyncBoltContext) -> MessageEvent | None:
    """Parse the event of a new, changed or deleted message; None for messages of bots and of Slack itself."""
    event, event_id = _Object(body, "the payload").part("event"), _Object(body, "an event").text("event_id")
    caller = _caller(context, channel=event.text("channel"), waits=False)
    subtype = event.maybe("subtype")
    if subtype == "message_deleted":
        return MessageDeleted(**caller, event_id=event_id, ts=event.text("deleted_ts"))
    edited = subtype == "message_changed"
    message = event.part("message") if edited else event
    if edited and message.maybe("subtype") == "tombstone":
        # A deleted message that began a thread is replaced by a tombstone.
        return MessageDeleted(**caller, event_id=event_id, ts=message.text("ts"))
    if message.maybe("subtype") not in _WRITTEN_SUBTYPES or message.holds("bot_id") or not message.holds("user"):
        return None
    direct, ts, thread_ts = event.maybe("channel_type") == "im", message.text("ts"), message.maybe("thread_ts")
    named = {
        "user": message.text("user"),
        "thread_ts": "" if thread_ts == ts else thread_ts,
        "waits": direct or event.text("type") == "app_mention",
    }
    return UserMessage(
        **{**caller, **named},
        event_id=event_id,
        text=message.maybe("text"),
        ts=ts,
        direct=direct,
        open=event.maybe("channel_type") == "channel",
        edited=edited,
        me=context.bot_user_id or "",
    )


def read_from_history(message: Body, *, team: str, channel: str, direct: bool, me: str) -> UserMessage | None:
    """Parse a message of the history of a conversation; None for messages of bots and of Slack itself."""
    said = _Object(message, "a message")
    if said.maybe("subtype") not in _WRITTEN_SUBTYPES or said.holds("bot_id") or not said.holds("user"):
        return None
    ts, thread_ts = said.text("ts"), said.maybe("thread_ts")
    return UserMessage(
        team=team,
        user=said.text("user"),
        channel=channel,
        thread_ts="" if thread_ts == ts else thread_ts,
        event_id="",
        text=said.maybe("text"),
        ts=ts,
        direct=direct,
        open=False,
        edited=False,
        me=me,
    )


def read_opened(body: Body, context: AsyncBoltContext) -> HomeOpened:
    """Parse the event that a person opened a tab of the app's home."""
    event = _Object(body, "the payload").part("event")
    messages = event.maybe("tab") == "messages"
    channel = event.text("channel") if messages else event.maybe("channel")
    return HomeOpened(**_caller(context, user=event.text("user"), channel=channel, waits=False), messages=messages)


def read_invited(body: Body, context: AsyncBoltContext) -> BotInvited | None:
    """Parse the event that the bot joined a channel; None if another user joined."""
    event, event_id = _Object(body, "the payload").part("event"), _Object(body, "an event").text("event_id")
    if event.text("user") != context.bot_user_id:
        return None
    caller = _caller(context, user=event.maybe("inviter"), channel=event.text("channel"), waits=False)
    return BotInvited(**caller, event_id=event_id)


def read_pane(body: Body, context: AsyncBoltContext) -> Caller:
    """Parse the event that a person opened a thread in the older assistant pane."""
    thread = _Object(body, "the payload").part("event").part("assistant_thread")
    where = {"channel": thread.text("channel_id"), "thread_ts": thread.text("thread_ts")}
    return Caller(**_caller(context, user=thread.maybe("user_id"), **where, waits=False))


def read_command(body: Body, context: AsyncBoltContext) -> Command:
    """Parse a slash command."""
    command = _Object(body, "a command")
    who = {"user": command.text("user_id"), "channel": command.text("channel_id")}
    caller = _caller(context, **who, response_url=command.maybe("response_url"))
    return Command(**caller, trigger=command.text("trigger_id"), text=command.maybe("text"))


def read_shortcut(body: Body, context: AsyncBoltContext) -> Command:
    """Parse a message shortcut, with the text of its message."""
    shortcut, message = _Object(body, "a shortcut"), _Object(body, "a shortcut").part("message")
    caller = _caller(
        context,
        user=shortcut.part("user").text("id"),
        channel=shortcut.part("channel").text("id"),
        thread_ts=message.maybe("thread_ts") or message.text("ts"),
        response_url=shortcut.maybe("response_url"),
    )
    return Command(**caller, trigger=shortcut.text("trigger_id"), text=message.maybe("text"))


def read_click(body: Body, context: AsyncBoltContext) -> Click:
    """Parse a click on a button, or a choice in a menu."""
    click = _Object(body, "a click")
    if not (clicked := click.parts("actions")):
        raise Malformed("'actions' is missing, expected a list")
    action, container = clicked[0], click.maybe_part("container")
    caller = _caller(
        context,
        user=click.part("user").text("id"),
        channel=click.maybe_part("channel").maybe("id"),
        response_url=click.maybe("response_url"),
    )
    value = action.maybe("value")
    exchange, what = actions.carried(value)
    if action.holds("selected_option"):
        exchange, what = actions.exchange_of(action.text("block_id")), action.part("selected_option").text("value")
    return Click(
        **caller,
        id=click.text("trigger_id"),
        message_ts="" if container.holds("is_ephemeral") else container.maybe("message_ts"),
        action=action.text("action_id"),
        value=value,
        exchange=exchange,
        what=what,
    )


def read_form(body: Body, context: AsyncBoltContext) -> Form:
    """Parse a submitted form."""
    form = _Object(body, "a form")
    view = form.part("view")
    for block in view.part("state").part("values").fields():
        for field in block.fields():
            _check_field(field)
    metadata = view.maybe("private_metadata")
    try:
        opener = opener_of(metadata) if metadata else None
    except (ValueError, RecursionError):
        raise Malformed("'private_metadata' does not name the user who opened the form") from None
    return Form(**_caller(context, user=form.part("user").text("id")), view=body["view"], opener=opener)


def _check_field(field: _Object) -> None:
    field.maybe("value")
    field.maybe_part("selected_option").maybe("value")
    for one in field.parts("selected_options"):
        one.text("value")


def _caller(context: AsyncBoltContext, **what: Any) -> dict[str, Any]:
    """Return the fields of a `Caller`; Bolt finds the workspace, whose place differs between kinds of payload."""
    team = context.team_id
    if not isinstance(team, str) or not team:
        raise Malformed("the workspace is missing, expected a team's id")
    return {"team": team, "user": "", **what}
