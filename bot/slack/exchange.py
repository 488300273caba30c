"""Values of the Slack app: an exchange (a question and its answer), a message, a verdict, settings, a workspace.

As in Slack's API, `team` is the id of a workspace, and `ts` is the timestamp of a message, which is its id within its
channel; `thread_ts` is that of the message that begins a thread.
"""

from __future__ import annotations

import secrets
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from enum import StrEnum
from typing import Any

from retrieval.asking.answer import CLOSE, QUOTED
from retrieval.clauses.filters import NO_LIMITS, Filters, filters_record, merge_filters


class Origin(StrEnum):
    """Way in which a question came, as by a mention or a slash command."""

    MENTION = "mention"
    CHANNEL = "channel"  # without a mention, in a channel where every question is answered
    DIRECT = "direct"
    THREAD = "thread"  # a follow-up without a mention
    COMMAND = "command"
    SHORTCUT = "shortcut"  # "Find clauses about this"
    HOME = "home"
    AGREED = "agreed"  # the shortcut "Find agreed language"
    ELSEWHERE = "elsewhere"  # a search for other uses of a clause, in the menu of a paragraph


UNASKED = frozenset({Origin.CHANNEL, Origin.THREAD})
"""Origins of messages that do not mention the bot."""


LOOKING_FOR_LANGUAGE = frozenset({Origin.AGREED, Origin.ELSEWHERE})
"""Origins of searches for the uses of a wording: that of a message, or of a clause."""


PRIVATE = frozenset({Origin.COMMAND, Origin.SHORTCUT, Origin.AGREED})
"""Origins of questions without a message, whose answers are shown to the asker alone until they are shared."""


class State(StrEnum):
    """Progress of an exchange: accepted, answered, failed or withdrawn."""

    ACCEPTED = "accepted"
    ANSWERED = "answered"  # also that nothing was found
    FAILED = "failed"  # answered by an error message
    WITHDRAWN = "withdrawn"


@dataclass(frozen=True, slots=True)
class Exchange:
    """A question, its answer, and their places in Slack.

    Once its words are erased (`erased`), `is_erased` says so, and the values that `erased` names are empty.

    Attributes:
        id: Random id, which the buttons of the answer carry.
        team: Workspace.
        channel: Channel of the question and the answer, or the conversation of direct messages.
        asker: User.
        question: Text as typed, without the mention; "" in a search for the uses of a clause.
        asked_at: Time, with a time zone.
        origin: Way in which it came.
        question_ts: Message with the question; "" if there is none (a command, a click).
        thread_ts: Thread of the answer; "" for none.
        private: Whether only the asker sees the answer.
        response_url: URL to show and change the answer to a command, or to a click on a private answer; else "".
        given: Limits set by buttons.
        standing: Limits of the channel; limits in the question, and those set by buttons, overrule them.
        literal: Whether the question is searched for as it is, without reading limits from it.
        page: Page of hits that is shown, counted from 0.
        misses: Whether the near misses are shown.
        state: Progress.
        answer_ts: Message with the answer; "" until it is posted, and for a private one.
        answered: Whether the library answers the question; None until it is answered, and if that failed.
        confidence: As in `retrieval.asking.answer.Answer`.
        generation: Generation of the index that the shown answer comes from.
        shown_ids: Ids of the hits up to the page that is shown, such as "S/RES/1325(2000)#8", for follow-ups; of the
            first near misses if none is shown.
        late: Whether it was asked while the bot was away; asked_at is then the time at which it was found.
        unasked: Whether nobody asked the bot, so that it is answered only if something is found: its origin is one of
            `UNASKED`, its message was not edited to mention the bot, and it was not asked by a click.
        clause_id: Clause whose other uses are searched for, if the origin is ELSEWHERE; else "".
    """

    id: str
    team: str
    channel: str
    asker: str
    question: str
    asked_at: datetime
    origin: Origin
    question_ts: str = ""
    thread_ts: str = ""
    private: bool = False
    response_url: str = ""
    given: Filters = NO_LIMITS
    literal: bool = False
    page: int = 0
    misses: bool = False
    state: State = State.ACCEPTED
    answer_ts: str = ""
    answered: bool | None = None
    confidence: float | None = None
    generation: str = ""
    shown_ids: tuple[str, ...] = ()
    clause_id: str = ""
    standing: Filters = NO_LIMITS
    unasked: bool = False
    late: bool = False

    @property
    def limits(self) -> Filters:
        """Limits of the buttons, and those of the channel that they do not overrule."""
        return merge_filters(self.standing, self.given)

    @property
    def first_hit_ids(self) -> tuple[str, ...]:
        """Ids of the first hits, on which a follow-up builds."""
        return self.shown_ids[:QUOTED]

    @property
    def begins_thread(self) -> bool:
        """Whether it is a direct message outside of threads, which the answer makes a thread of its own."""
        return self.origin is Origin.DIRECT and self.thread_ts == self.question_ts

    def may_be_built_on(self, by: Exchange) -> bool:
        """Return whether a later question may build on this one.

        It may if its writer can see the answer, and the question has words and is not about the bot's language.
        """
        is_visible = not self.private or (by.private and self.asker == by.asker)
        return is_visible and not self.is_about_language and not self.is_erased

    @property
    def subject(self) -> str:
        """Question, or id of the clause."""
        return self.question or self.clause_id

    @property
    def is_erased(self) -> bool:
        """Whether its words are erased; until then it has an asker."""
        return not self.asker

    @property
    def delay(self) -> timedelta:
        """Time from the message of the question until it was accepted; 0 without a message."""
        said_at = datetime.fromtimestamp(float(self.question_ts), UTC) if self.question_ts else self.asked_at
        return max(self.asked_at - said_at, timedelta(0))

    @property
    def is_aside(self) -> bool:
        """Whether it was made by a click on an answer, for one person alone, such as a copy with another page."""
        return self.private and not self.question_ts and self.origin not in PRIVATE

    @property
    def is_about_language(self) -> bool:
        """Whether it is a search for the uses of a wording, rather than a question."""
        return self.origin in LOOKING_FOR_LANGUAGE


def were_shown(*, answered: bool | None, confidence: float | None, misses: bool) -> bool:
    """Return whether an answer has shown its hits, or its near misses; see `Exchange` for the arguments."""
    return answered is not False or misses or (confidence or 0) >= CLOSE


def erased(exchange: Exchange) -> Exchange:
    """Return an exchange without its words: asker, question or clause, limits, hits, and URL of a private answer."""
    return replace(
        exchange,
        asker="",
        question="",
        clause_id="",
        response_url="",
        given=NO_LIMITS,
        standing=NO_LIMITS,
        shown_ids=(),
    )


def new_id() -> str:
    """Return a random id for an exchange, which nobody can guess."""
    return secrets.token_hex(8)


@dataclass(frozen=True, slots=True)
class Message:
    """Message to post: blocks, and the plain text for notifications, escaped for Slack."""

    text: str
    blocks: tuple[Mapping[str, Any], ...] = ()


@dataclass(frozen=True, slots=True)
class Feedback:
    """Verdict of a reader on an answer."""

    exchange: str
    team: str
    user: str
    helpful: bool
    reason: str
    given_at: datetime


@dataclass(frozen=True, slots=True)
class ChannelSettings:
    """Settings of the bot in one channel.

    Attributes:
        standing: Limits of every question in the channel; limits in the question overrule them.
        everything: Whether every message with a question is answered, rather than mentions only.
        private: Whether answers are shown to the asker alone.
        set_by: Member who set `everything`, and gets the daily digest; "" for nobody, and once the member is erased.
    """

    standing: Filters = NO_LIMITS
    everything: bool = False
    private: bool = False
    set_by: str = ""


@dataclass(frozen=True, slots=True)
class LeftAlone:
    """Record for the daily digest: a message that is left without an answer, as nothing was found.

    Attributes:
        words: Text as typed; "" from a private channel.
    """

    channel: str
    ts: str
    words: str
    said_at: datetime


@dataclass(frozen=True, slots=True)
class Due:
    """Daily digest that is due to a person.

    Attributes:
        team: Workspace.
        user: Person.
        since: Beginning of its time span, exclusive.
        until: End of its time span, inclusive.
        again: Whether another process began to send it, and did not finish.
    """

    team: str
    user: str
    since: datetime
    until: datetime
    again: bool = False


@dataclass(frozen=True, slots=True)
class Missed:
    """Workspace with a gap in the connection, and the time since when messages may have been missed."""

    team: str
    since: datetime


@dataclass(frozen=True, slots=True)
class Alive:
    """Connection of the bot to a workspace.

    Attributes:
        heard_at: Time of the last sign of life from Slack.
        missed_since: Beginning of a gap whose messages are still searched for; None for no gap.
        lacks: Missing scopes that prevented a part of the last search, separated by commas; "" for none.
    """

    heard_at: datetime
    missed_since: datetime | None = None
    lacks: str = ""


def settings_record(settings: ChannelSettings) -> dict[str, Any]:
    """Return the settings of a channel as a JSON object."""
    return {"limits": filters_record(settings.standing), "everything": settings.everything, "private": settings.private}


@dataclass(frozen=True, slots=True)
class Workspace:
    """A workspace of Slack, and its settings.

    Attributes:
        team: Id.
        enterprise: Id of its organisation (Slack's Enterprise Grid); "" for none.
        name: Display name; "" if unknown.
        standing: Limits of every question in channels without settings of their own; those in it overrule them.
        language: Language tag of the bot's texts; "" for the language of each user.
        keep_days: Days for which the words of questions are kept; None for the bot's own retention time.
    """

    team: str
    enterprise: str = ""
    name: str = ""
    standing: Filters = NO_LIMITS
    language: str = ""
    keep_days: int | None = None


def workspace_record(workspace: Workspace) -> dict[str, Any]:
    """Return a workspace as a JSON object."""
    return {
        "workspace": workspace.team,
        "organisation": workspace.enterprise,
        "name": workspace.name,
        "limits": filters_record(workspace.standing),
        "language": workspace.language,
        "keep_days": workspace.keep_days,
    }
