"""Parsing of Slack's payloads into the values of `bot.slack.listeners.incoming`, with every type checked.

A payload with a missing field, or one of another type, is Malformed; one that the bot need not handle is None. Clicks
are parsed by `bot.slack.listeners.clicks`.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from slack_bolt.context.async_context import AsyncBoltContext

from bot.slack.listeners.forwarded import attached_text, forwarded_text, has_files, text_of_blocks
from bot.slack.listeners.incoming import (
    BotInvited,
    Caller,
    Command,
    Form,
    HomeOpened,
    MessageDeleted,
    MessageEvent,
    UserMessage,
)
from bot.slack.payload import Malformed, kind_of
from bot.slack.views.actions import opener_of

Body = Mapping[str, Any]

_WRITTEN_SUBTYPES = ("", "file_share", "thread_broadcast")
"""Subtypes of messages that people write; the other subtypes are notices of Slack."""


class JsonObject:
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

    def part(self, name: str) -> JsonObject:
        """Return a required object."""
        return JsonObject(self._value.get(name), name)

    def maybe_part(self, name: str) -> JsonObject:
        """Return an optional object; an empty one if it is missing."""
        found = self._value.get(name)
        return JsonObject({} if found is None else found, name)

    def parts(self, name: str) -> list[JsonObject]:
        """Return the objects of an optional list."""
        found = self._value.get(name)
        if not isinstance(found, list | None):
            raise Malformed(f"'{name}' is {kind_of(found)}, expected a list")
        return [JsonObject(one, name) for one in found or ()]

    def fields(self) -> list[JsonObject]:
        """Return all fields, each of which must be an object."""
        return [JsonObject(one, str(name)) for name, one in self._value.items()]

    def beside_text(self) -> dict[str, Any]:
        """Return the forwarded text and the files of a message, as fields of a `UserMessage`."""
        return {"forwarded": forwarded_text(self._value), "files": has_files(self._value)}

    def attached(self) -> str:
        """Return the text of the attachments of a message, which the posts of feeds have."""
        return attached_text(self._value)

    def words(self) -> str:
        """Return the text of a message; that of its blocks if it has none."""
        return self.maybe("text") or text_of_blocks(self._value.get("blocks"))

    def holds(self, name: str) -> bool:
        """Return whether a field is there, and not empty."""
        return bool(self._value.get(name))


def read_message(body: Body, context: AsyncBoltContext) -> MessageEvent | None:
    """Parse the event of a new, changed or deleted message; None for messages of bots and of Slack itself."""
    event, event_id = _event(body), JsonObject(body, "an event").text("event_id")
    caller = caller_fields(context, channel=event.text("channel"), waits=False)
    subtype = event.maybe("subtype")
    if subtype == "message_deleted":
        return MessageDeleted(**caller, event_id=event_id, ts=event.text("deleted_ts"))
    edited = subtype == "message_changed"
    message = event.part("message") if edited else event
    if edited and message.maybe("subtype") == "tombstone":
        # A deleted message that began a thread is replaced by a tombstone.
        return MessageDeleted(**caller, event_id=event_id, ts=message.text("ts"))
    if not _is_written(message):
        return None
    direct = event.maybe("channel_type") == "im"
    named = {
        "user": message.text("user"),
        "thread_ts": _thread_of(message),
        "waits": direct or event.text("type") == "app_mention",
    }
    return UserMessage(
        **{**caller, **named},
        event_id=event_id,
        text=message.words(),
        **message.beside_text(),
        ts=message.text("ts"),
        direct=direct,
        open=event.maybe("channel_type") == "channel",
        edited=edited,
        me=context.bot_user_id or "",
    )


def read_from_history(message: Body, *, team: str, channel: str, direct: bool, me: str) -> UserMessage | None:
    """Parse a message of the history of a conversation; None for messages of bots and of Slack itself."""
    said = JsonObject(message, "a message")
    if not _is_written(said):
        return None
    return UserMessage(
        team=team,
        user=said.text("user"),
        channel=channel,
        thread_ts=_thread_of(said),
        event_id="",
        text=said.words(),
        **said.beside_text(),
        ts=said.text("ts"),
        direct=direct,
        open=False,
        edited=False,
        me=me,
    )


def _is_written(message: JsonObject) -> bool:
    """Return whether a person wrote a message, rather than a bot or Slack itself."""
    is_written = message.maybe("subtype") in _WRITTEN_SUBTYPES
    return is_written and message.holds("user") and not message.holds("bot_id")


def _thread_of(message: JsonObject) -> str:
    """Return the thread that a message is in; "" if it is in none, or begins one."""
    thread_ts = message.maybe("thread_ts")
    return "" if thread_ts == message.text("ts") else thread_ts


def read_opened(body: Body, context: AsyncBoltContext) -> HomeOpened:
    """Parse the event that a person opened a tab of the app's home."""
    event = _event(body)
    messages = event.maybe("tab") == "messages"
    channel = event.text("channel") if messages else event.maybe("channel")
    caller = caller_fields(context, user=event.text("user"), channel=channel, waits=False)
    return HomeOpened(**caller, messages=messages)


def read_invited(body: Body, context: AsyncBoltContext) -> BotInvited | None:
    """Parse the event that the bot joined a channel; None if another user joined."""
    event, event_id = _event(body), JsonObject(body, "an event").text("event_id")
    if event.text("user") != context.bot_user_id:
        return None
    caller = caller_fields(context, user=event.maybe("inviter"), channel=event.text("channel"), waits=False)
    return BotInvited(**caller, event_id=event_id)


def read_pane(body: Body, context: AsyncBoltContext) -> Caller:
    """Parse the event that a person opened a thread in the older assistant pane."""
    thread = _event(body).part("assistant_thread")
    where = {"channel": thread.text("channel_id"), "thread_ts": thread.text("thread_ts")}
    return Caller(**caller_fields(context, user=thread.maybe("user_id"), **where, waits=False))


def read_command(body: Body, context: AsyncBoltContext) -> Command:
    """Parse a slash command."""
    command = JsonObject(body, "a command")
    who = {"user": command.text("user_id"), "channel": command.text("channel_id")}
    caller = caller_fields(context, **who, response_url=command.maybe("response_url"))
    return Command(**caller, trigger=command.text("trigger_id"), text=command.maybe("text"))


def read_shortcut(body: Body, context: AsyncBoltContext) -> Command:
    """Parse a message shortcut, with the text of its message."""
    shortcut, message = JsonObject(body, "a shortcut"), JsonObject(body, "a shortcut").part("message")
    caller = caller_fields(
        context,
        user=shortcut.part("user").text("id"),
        channel=shortcut.part("channel").text("id"),
        thread_ts=message.maybe("thread_ts") or message.text("ts"),
        response_url=shortcut.maybe("response_url"),
    )
    trigger = shortcut.text("trigger_id")
    beside = message.beside_text()
    text = message.words() or ("" if beside["forwarded"] else message.attached())
    return Command(**caller, trigger=trigger, text=text, **beside)


def read_form(body: Body, context: AsyncBoltContext) -> Form:
    """Parse a submitted form."""
    form = JsonObject(body, "a form")
    view = form.part("view")
    for block in view.part("state").part("values").fields():
        for field in block.fields():
            _check_field(field)
    metadata = view.maybe("private_metadata")
    try:
        opener = opener_of(metadata) if metadata else None
    except (ValueError, RecursionError):
        raise Malformed("'private_metadata' does not name the user who opened the form") from None
    return Form(**caller_fields(context, user=form.part("user").text("id")), view=body["view"], opener=opener)


def _event(body: Body) -> JsonObject:
    return JsonObject(body, "the payload").part("event")


def _check_field(field: JsonObject) -> None:
    field.maybe("value")
    field.maybe_part("selected_option").maybe("value")
    for one in field.parts("selected_options"):
        one.text("value")


def caller_fields(context: AsyncBoltContext, **what: Any) -> dict[str, Any]:
    """Return the fields of a `Caller`; Bolt finds the workspace, whose place differs between kinds of payload."""
    team = context.team_id
    if not isinstance(team, str) or not team:
        raise Malformed("the workspace is missing, expected a team's id")
    return {"team": team, "user": "", **what}
