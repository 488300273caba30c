"""Payloads of Slack as typed values: messages, commands, clicks and forms; made by `parsing` and `clicks`."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from bot.slack.views.actions import Opener
from bot.texts.texts import ENGLISH, Texts, texts_in
from retrieval.clauses.citation import Citation


@dataclass(frozen=True, slots=True)
class Caller:
    """Author of a payload, and the channel for messages to them.

    Attributes:
        team: Id of the workspace, which Slack's API calls a team.
        user: Id of the person; "" where Slack does not say who.
        channel: "" for a view, which is in none.
        thread_ts: "" outside of threads.
        response_url: URL that answers are sent to; "" for events, and for clicks in views.
        waits: Whether the person waits for an answer, rather than talks to others or looks at the home.
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
    """Event of a message, whose timestamp `ts` is its id within its channel."""

    event_id: str
    ts: str


@dataclass(frozen=True, slots=True, kw_only=True)
class UserMessage(MessageEvent):
    """A message that a person wrote, or changed.

    Attributes:
        thread_ts: Id of its thread; "" if it is in none, or begins one.
        direct: Whether it is a direct message to the bot.
        open: Whether it is in a public channel, as far as Slack says so.
        edited: Whether it is the new version of a message.
        me: Id of the bot's user.
        forwarded: Text of the messages that it forwards, in mrkdwn.
        files: Whether it has files.
    """

    text: str
    direct: bool
    open: bool
    edited: bool
    me: str
    forwarded: str = ""
    files: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class MessageDeleted(MessageEvent):
    """Event that a message was deleted."""


@dataclass(frozen=True, slots=True, kw_only=True)
class HomeOpened(Caller):
    """Event that a person opened the app's home, or the tab of its messages."""

    messages: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Command(Caller):
    """Slash command, or shortcut in the menu of a message; `text` is as Slack sends it, `forwarded` in mrkdwn, too."""

    trigger: str
    text: str
    forwarded: str = ""
    files: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Click(Caller):
    """Click on a button, or choice in a menu, in one of our messages or views.

    Attributes:
        id: Slack's trigger id, unique for each click; it also opens modals, for three seconds.
        message_ts: Timestamp of the message; "" for an ephemeral one, and for a view.
    """

    id: str
    message_ts: str


@dataclass(frozen=True, slots=True, kw_only=True)
class AnswerClick(Click):
    """Click on a button about an exchange, whose id it names."""

    exchange: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PageClick(AnswerClick):
    """Click that shows another page of an answer, counted from 0."""

    page: int


@dataclass(frozen=True, slots=True, kw_only=True)
class QuestionClick(AnswerClick):
    """Click that asks another question in the place of an answer."""

    question: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ClauseClick(AnswerClick):
    """Click on a button for one clause of an answer."""

    clause_id: str


@dataclass(frozen=True, slots=True, kw_only=True)
class MenuClick(ClauseClick):
    """Choice in the menu of a clause of an answer; `choice` is an action id."""

    choice: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CompareClick(AnswerClick):
    """Click that compares two resolutions."""

    one: Citation
    other: Citation


@dataclass(frozen=True, slots=True, kw_only=True)
class VerdictClick(AnswerClick):
    """Verdict on an answer."""

    helpful: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class WithdrawClick(AnswerClick):
    """Click that deletes an answer; it names the asker, too, in case the exchange is erased."""

    asker: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ExampleClick(Click):
    """Click on an example question."""

    question: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ShelfClick(Click):
    """Click that shows a page of the clauses that a person keeps, counted from 0."""

    page: int


@dataclass(frozen=True, slots=True, kw_only=True)
class RemoveClick(ShelfClick):
    """Click that removes a clause, by its `key_of`, from those that a person keeps, and shows the page again."""

    key: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Form(Caller):
    """Submitted form.

    Attributes:
        view: View as Slack sends it, each value a string.
        opener: Person who opened it, and the channel; None for a form about its sender alone.
    """

    view: Mapping[str, Any]
    opener: Opener | None


@dataclass(frozen=True, slots=True, kw_only=True)
class BotInvited(Caller):
    """Event that the bot was invited to a channel, by the user."""

    event_id: str
