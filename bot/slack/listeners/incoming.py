"""Parsing of Slack's payloads into values whose types are checked; the listeners read payloads through nothing else.

A payload that lacks something, or has it in another type, is Malformed; one that is no business of the bot's is None.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from slack_bolt.context.async_context import AsyncBoltContext

from bot.slack.payload import Malformed, kind_of
from bot.slack.views import actions
from bot.slack.views.actions import Opener, opener_of
from bot.texts.texts import ENGLISH, Texts, texts_in

Body = Mapping[str, Any]

_WRITTEN = ("", "file_share", "thread_broadcast")
"""Kinds of message that a person writes; the others are reports."""


@dataclass(frozen=True, slots=True)
class Caller:
    """Author of a payload, and the channel for messages to them.

    Attributes:
        team: The workspace that the app is installed in.
        user: The person; "" where Slack does not say who.
        channel: "" for a view, which is in none.
        thread_ts: "" outside of threads.
        response_url: Where they are answered; "" for events, and for clicks in views.
        waits: Whether they wait for an answer, rather than talk to others or look at the home.
        language: The person's language, as far as known.
    """

    team: str
    user: str
    channel: str = ""
    thread_ts: str = ""
    response_url: str = ""
    waits: bool = True
    language: str = ENGLISH

    @property
    def say(self) -> Texts:
        """Interface texts in the person's language."""
        return texts_in(self.language)


@dataclass(frozen=True, slots=True, kw_only=True)
class MessageEvent(Caller):
    """Event of a message; `ts` tells it from others in its channel."""

    event_id: str
    ts: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Heard(MessageEvent):
    """A message that a person wrote, or changed.

    Attributes:
        thread_ts: Of the thread it is in; "" if it is in none, or begins one.
        direct: Whether it is in a direct message with the bot.
        open: Whether it is in a channel that everybody in the workspace may read, as far as Slack says so.
        me: The bot's user.
    """

    text: str
    direct: bool
    open: bool
    edited: bool
    me: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Deleted(MessageEvent):
    """A message that is no longer there."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Opened(Caller):
    """The app's home, or the messages beside it, that somebody opened."""

    messages: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Command(Caller):
    """A command that was typed, or a shortcut that was chosen in the menu of a message; `text` is as Slack sends it."""

    trigger: str
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Click(Caller):
    """A button that was pressed, or a choice that was made, in one of our messages or views.

    Attributes:
        id: Of the click itself: Slack's trigger, which also opens modals, for three seconds.
        message_ts: The message; "" for one that only the user sees, and for a view.
        action: Which button or menu.
        value: What a button carries, whole.
        exchange: The id of the exchange it belongs to.
        what: What it is about, or what was chosen.
    """

    id: str
    message_ts: str
    action: str
    value: str
    exchange: str
    what: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Form(Caller):
    """A form that was sent in.

    Attributes:
        view: As Slack sends it, each value in it a string.
        opener: Who opened it, and where; None for a form that is about its sender alone.
    """

    view: Mapping[str, Any]
    opener: Opener | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Joined(Caller):
    """A channel that the bot was invited to; the user is who invited it."""

    event_id: str


class _Part:
    """An object in a payload, whose fields are read by type."""

    def __init__(self, value: object, name: str) -> None:
        if not isinstance(value, Mapping):
            raise Malformed(f"'{name}' is {kind_of(value)}, expected an object")
        self._value = value
        self._name = name

    def text(self, name: str) -> str:
        """Return a string that has to be there."""
        if not (found := self.maybe(name)):
            raise Malformed(f"'{name}' of {self._name} is missing, expected a string")
        return found

    def maybe(self, name: str) -> str:
        """Return a string; "" where there is none."""
        found = self._value.get(name)
        if not isinstance(found, str | None):
            raise Malformed(f"'{name}' of {self._name} is {kind_of(found)}, expected a string")
        return found or ""

    def part(self, name: str) -> _Part:
        """Return an object that has to be there."""
        return _Part(self._value.get(name), name)

    def maybe_part(self, name: str) -> _Part:
        """Return an object; an empty one where there is none."""
        found = self._value.get(name)
        return _Part({} if found is None else found, name)

    def parts(self, name: str) -> list[_Part]:
        """Return the objects of a list; none where there is no list."""
        found = self._value.get(name)
        if not isinstance(found, list | None):
            raise Malformed(f"'{name}' is {kind_of(found)}, expected a list")
        return [_Part(one, name) for one in found or ()]

    def fields(self) -> list[_Part]:
        """Return all fields, which have to be objects."""
        return [_Part(one, str(name)) for name, one in self._value.items()]

    def holds(self, name: str) -> bool:
        """Say whether there is something of this name."""
        return bool(self._value.get(name))


def read_message(body: Body, context: AsyncBoltContext) -> MessageEvent | None:
    """Return the message that was written, changed or deleted; None for what bots and Slack itself write."""
    event, event_id = _Part(body, "the payload").part("event"), _Part(body, "an event").text("event_id")
    caller = _caller(context, channel=event.text("channel"), waits=False)
    subtype = event.maybe("subtype")
    if subtype == "message_deleted":
        return Deleted(**caller, event_id=event_id, ts=event.text("deleted_ts"))
    edited = subtype == "message_changed"
    message = event.part("message") if edited else event
    if edited and message.maybe("subtype") == "tombstone":
        # A message that began a thread leaves a stone where it was.
        return Deleted(**caller, event_id=event_id, ts=message.text("ts"))
    if message.maybe("subtype") not in _WRITTEN or message.holds("bot_id") or not message.holds("user"):
        return None
    direct, ts, thread_ts = event.maybe("channel_type") == "im", message.text("ts"), message.maybe("thread_ts")
    named = {
        "user": message.text("user"),
        "thread_ts": "" if thread_ts == ts else thread_ts,
        "waits": direct or event.text("type") == "app_mention",
    }
    return Heard(
        **{**caller, **named},
        event_id=event_id,
        text=message.maybe("text"),
        ts=ts,
        direct=direct,
        open=event.maybe("channel_type") == "channel",
        edited=edited,
        me=context.bot_user_id or "",
    )


def read_found(message: Body, *, team: str, channel: str, direct: bool, me: str) -> Heard | None:
    """Return a message that was found in the history of a conversation; None for what bots and Slack itself write."""
    said = _Part(message, "a message")
    if said.maybe("subtype") not in _WRITTEN or said.holds("bot_id") or not said.holds("user"):
        return None
    ts, thread_ts = said.text("ts"), said.maybe("thread_ts")
    return Heard(
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


def read_opened(body: Body, context: AsyncBoltContext) -> Opened:
    """Return what of the app's home was opened."""
    event = _Part(body, "the payload").part("event")
    messages = event.maybe("tab") == "messages"
    channel = event.text("channel") if messages else event.maybe("channel")
    return Opened(**_caller(context, user=event.text("user"), channel=channel, waits=False), messages=messages)


def read_joined(body: Body, context: AsyncBoltContext) -> Joined | None:
    """Return the channel that the bot was invited to; None for everybody else who joins one."""
    event, event_id = _Part(body, "the payload").part("event"), _Part(body, "an event").text("event_id")
    if event.text("user") != context.bot_user_id:
        return None
    caller = _caller(context, user=event.maybe("inviter"), channel=event.text("channel"), waits=False)
    return Joined(**caller, event_id=event_id)


def read_pane(body: Body, context: AsyncBoltContext) -> Caller:
    """Return the thread of the older pane that was opened."""
    thread = _Part(body, "the payload").part("event").part("assistant_thread")
    where = {"channel": thread.text("channel_id"), "thread_ts": thread.text("thread_ts")}
    return Caller(**_caller(context, user=thread.maybe("user_id"), **where, waits=False))


def read_command(body: Body, context: AsyncBoltContext) -> Command:
    """Return the command that was typed."""
    command = _Part(body, "a command")
    who = {"user": command.text("user_id"), "channel": command.text("channel_id")}
    caller = _caller(context, **who, response_url=command.maybe("response_url"))
    return Command(**caller, trigger=command.text("trigger_id"), text=command.maybe("text"))


def read_shortcut(body: Body, context: AsyncBoltContext) -> Command:
    """Return the shortcut that was chosen, with the text of its message."""
    shortcut, message = _Part(body, "a shortcut"), _Part(body, "a shortcut").part("message")
    caller = _caller(
        context,
        user=shortcut.part("user").text("id"),
        channel=shortcut.part("channel").text("id"),
        thread_ts=message.maybe("thread_ts") or message.text("ts"),
        response_url=shortcut.maybe("response_url"),
    )
    return Command(**caller, trigger=shortcut.text("trigger_id"), text=message.maybe("text"))


def read_click(body: Body, context: AsyncBoltContext) -> Click:
    """Return the click that Slack reports."""
    click = _Part(body, "a click")
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
    """Return the form that was sent in."""
    form = _Part(body, "a form")
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


def _check_field(field: _Part) -> None:
    field.maybe("value")
    field.maybe_part("selected_option").maybe("value")
    for one in field.parts("selected_options"):
        one.text("value")


def _caller(context: AsyncBoltContext, **what: Any) -> dict[str, Any]:
    """Return the fields of a caller; its workspace is found by Bolt, which knows where each kind of payload has it."""
    team = context.team_id
    if not isinstance(team, str) or not team:
        raise Malformed("the workspace is missing, expected a team's id")
    return {"team": team, "user": "", **what}
