"""The values that the parts of the Slack app pass around: a question and its answer's place, a message, a verdict."""

from __future__ import annotations

import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from enum import StrEnum
from typing import Any

from retrieval.clauses.filters import NO_LIMITS, Filters, filters_record, overruled


class Origin(StrEnum):
    """Way in which a question came, as by a mention or a slash command."""

    MENTION = "mention"
    DIRECT = "direct"
    THREAD = "thread"
    COMMAND = "command"
    SHORTCUT = "shortcut"
    HOME = "home"
    AGREED = "agreed"
    ELSEWHERE = "elsewhere"


LOOKING_FOR_LANGUAGE = frozenset({Origin.AGREED, Origin.ELSEWHERE})
"""Ask where some language was used: of the words of a message, or of a paragraph."""


PRIVATE = frozenset({Origin.COMMAND, Origin.SHORTCUT, Origin.AGREED})
"""Are answered for their asker alone, without a message that asks, until they are shared."""


class State(StrEnum):
    """Progress of an exchange: accepted, answered or withdrawn."""

    ACCEPTED = "accepted"
    ANSWERED = "answered"
    WITHDRAWN = "withdrawn"


@dataclass(frozen=True, slots=True)
class Exchange:
    """One question, and where its answer stands.

    Attributes:
        id: Random; what buttons carry.
        team: The workspace.
        channel: Where it was asked; for a direct message, the conversation.
        asker: The user.
        question: As typed, without the mention; "" where a paragraph is looked for, and once its time is over.
        asked_at: When, with a time zone.
        origin: How it came.
        question_ts: The message that asks; "" where none does (a command, a click).
        thread_ts: The thread that the answer belongs in; "" for none.
        private: Whether only the asker sees the answer.
        response_url: Where an answer to a command, or to a click on a private answer, is sent and changed; else "".
        given: Limits set by buttons.
        standing: Limits of the channel, which the question's words and buttons overrule.
        literal: Whether the words are taken as they stand, no limits read from them.
        page: Which page of hits is shown, counted from 0.
        misses: Whether the near misses are shown.
        state: How far it is.
        answer_ts: The message that answers; "" until it is posted, and for private ones.
        answered: Whether something answers; None until known.
        confidence: As in `retrieval.asking.answer.Answer`.
        generation: The index's state that the answer shown comes from.
        symbols: The first hits, as "S/RES/1325(2000)#8": what a follow-up builds on; as kept by earlier versions,
            their resolutions.
        late: Whether it was asked while the bot was away, and found when it came back; asked_at is when that was.
        unasked: Whether nobody asked the bot: a message without a mention, answered only if something answers it.
        clause_id: The paragraph whose words are looked for, of `Origin.ELSEWHERE`; else, and once its time is over, "".
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
    symbols: tuple[str, ...] = ()
    clause_id: str = ""
    standing: Filters = NO_LIMITS
    unasked: bool = False
    late: bool = False

    @property
    def limits(self) -> Filters:
        """The limits of buttons and, where these set none of a sort, of the channel."""
        return overruled(self.standing, self.given)

    @property
    def subject(self) -> str:
        """The question, or the id of the paragraph; "" once its time is over."""
        return self.question or self.clause_id

    @property
    def delay(self) -> timedelta:
        """Time from the message that asks until the question was taken on; none where no message asks."""
        said_at = datetime.fromtimestamp(float(self.question_ts), UTC) if self.question_ts else self.asked_at
        return max(self.asked_at - said_at, timedelta(0))

    @property
    def is_aside(self) -> bool:
        """Whether it shows one person something beside an answer in a thread, rather than asks a question there."""
        return self.private and not self.question_ts and self.origin not in PRIVATE

    @property
    def is_about_language(self) -> bool:
        """Whether it asks where some language was used, rather than a question."""
        return self.origin in LOOKING_FOR_LANGUAGE


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
        given: Limits of every question asked there.
        everything: Whether every message that asks something is answered, rather than mentions only.
        private: Whether answers are shown to the asker alone.
        set_by: The member who had everything answered; "" for nobody, and for one who is forgotten.
    """

    given: Filters = NO_LIMITS
    everything: bool = False
    private: bool = False
    set_by: str = ""


@dataclass(frozen=True, slots=True)
class LeftAlone:
    """A message in a channel where everything is answered that nothing was found for.

    Attributes:
        words: As typed; "" from a private conversation.
    """

    channel: str
    ts: str
    words: str
    said_at: datetime


@dataclass(frozen=True, slots=True)
class Due:
    """The daily message to a person on what was left alone.

    Attributes:
        team: The workspace.
        user: The person.
        since: When the time that it tells of begins: what was said then was told before.
        until: When that time ends.
        again: Whether another process began to send it, and did not come to an end.
    """

    team: str
    user: str
    since: datetime
    until: datetime
    again: bool = False


@dataclass(frozen=True, slots=True)
class Missed:
    """A workspace that was not heard for a while: since when something may have been missed there."""

    team: str
    since: datetime


@dataclass(frozen=True, slots=True)
class Alive:
    """How well a workspace is heard.

    Attributes:
        heard_at: When it was last heard.
        missed_since: Since when something may have been missed that is still looked for; None for nothing.
        lacks: Scopes, with commas, for lack of which not everything could be looked for the last time.
    """

    heard_at: datetime
    missed_since: datetime | None = None
    lacks: str = ""


def settings_record(settings: ChannelSettings) -> dict[str, Any]:
    """Return the settings of a channel as a JSON object."""
    return {"limits": filters_record(settings.given), "everything": settings.everything, "private": settings.private}


@dataclass(frozen=True, slots=True)
class Workspace:
    """A workspace of Slack, and its settings.

    Attributes:
        team: Its id.
        enterprise: The organisation it belongs to; "" for none.
        name: As people know it; "" if not known.
        given: Limits of every question, in channels without settings of their own.
        language: Language tag of what the bot says; "" for that of who asks.
        keep_days: Days for which the words of questions are kept; None for as long as the bot keeps them.
    """

    team: str
    enterprise: str = ""
    name: str = ""
    given: Filters = NO_LIMITS
    language: str = ""
    keep_days: int | None = None


def workspace_record(workspace: Workspace) -> dict[str, Any]:
    """Return a workspace as a JSON object."""
    return {
        "workspace": workspace.team,
        "organisation": workspace.enterprise,
        "name": workspace.name,
        "limits": filters_record(workspace.given),
        "language": workspace.language,
        "keep_days": workspace.keep_days,
    }
