"""Tables of the database, and conversion of values to columns.

A column that holds a field of an `Exchange`, a `Feedback`, a `ChannelSettings` or a `Workspace` has the field's name as
its key. Its name in the database is an earlier one in places, as processes of the previous version use the same tables.
The clause id of a search for other uses of a clause is in the column of the question.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import UTC, datetime
from enum import StrEnum
from typing import Any, TypeVar

from slack_sdk.oauth.installation_store.sqlalchemy import SQLAlchemyInstallationStore
from slack_sdk.oauth.state_store.sqlalchemy import SQLAlchemyOAuthStateStore
from sqlalchemy import (
    JSON,
    Boolean,
    Column,
    DateTime,
    Dialect,
    Enum,
    Float,
    Index,
    Integer,
    MetaData,
    String,
    Table,
    Text,
    TypeDecorator,
    UniqueConstraint,
    false,
    text,
    true,
)

from bot.slack.exchange import Origin, State
from retrieval.clauses.clause import Clause, clause_from_record
from retrieval.clauses.filters import Filters, filters_from_record, filters_record

METADATA = MetaData()
VERSION_TABLE = "clausebot_version"
"""Name of Alembic's table. All tables have the prefix of the program, as others may share a PostgreSQL database."""

T = TypeVar("T")


class _Time(TypeDecorator[datetime]):
    """A moment, in UTC: SQLite keeps no time zone."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        if value is not None and value.tzinfo is None:
            raise ValueError(f"{value} has no time zone")
        return value and value.astimezone(UTC)

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        return value and (value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC))


class _Name(TypeDecorator[str]):
    """Column of an id or another short string; checks the type, as some drivers of PostgreSQL accept a list, too."""

    impl = String
    cache_ok = True

    def process_bind_param(self, value: str | None, dialect: Dialect) -> str | None:
        if not isinstance(value, str | None):
            raise TypeError("expected a string")
        return value


class _Words(_Name):
    """Column of typed text, without characters that databases refuse: nulls and halves of surrogate pairs."""

    impl = Text
    cache_ok = True

    def process_bind_param(self, value: str | None, dialect: Dialect) -> str | None:
        words = super().process_bind_param(value, dialect)
        return words and words.replace("\0", "").encode(errors="replace").decode()


def _limits_record(limits: tuple[Filters, Filters]) -> dict[str, Any]:
    """Return the limits of buttons and those of the channel as one JSON object."""
    given, standing = limits
    return {**filters_record(given), "standing": filters_record(standing)}


def _limits_from_record(record: Mapping[str, Any]) -> tuple[Filters, Filters]:
    """Read the JSON of `_limits_record`; a record of an earlier version has all limits in one."""
    return filters_from_record(record), filters_from_record(record.get("standing", {}))


def _hit_ids(record: Sequence[str]) -> tuple[str, ...]:
    """Read the ids of hits, without the symbols of resolutions that an earlier version wrote in their place."""
    return tuple(hit for hit in record if "#" in hit)


class _Record(TypeDecorator[T]):
    """A value as JSON."""

    impl = JSON
    cache_ok = True

    def __init__(self, write: Callable[[T], Any], read: Callable[[Any], T]) -> None:
        super().__init__()
        self.write, self.read = write, read  # named as the arguments, for SQLAlchemy's cache of statements

    def process_bind_param(self, value: T | None, dialect: Dialect) -> Any:
        return None if value is None else self.write(value)

    def process_result_value(self, value: Any, dialect: Dialect) -> T | None:
        return None if value is None else self.read(value)


def _enum(kind: type[StrEnum]) -> Enum:
    return Enum(
        kind, native_enum=False, length=16, values_callable=lambda members: [member.value for member in members]
    )


EVENTS = Table(
    "clausebot_event",
    METADATA,
    Column("id", _Name, primary_key=True),
    Column("seen_at", _Time, nullable=False),
    Column("team", _Name, nullable=False, server_default=""),  # "" for events of an earlier version
)

EXCHANGES = Table(
    "clausebot_exchange",
    METADATA,
    Column("id", _Name, primary_key=True),
    Column("team", _Name, nullable=False),
    Column("channel", _Name, nullable=False),
    Column("asker", _Name, nullable=False),  # "" once the words are erased
    Column("question", _Words, nullable=False),
    Column("asked_at", _Time, nullable=False),
    Column("origin", _enum(Origin), nullable=False),
    Column("question_ts", _Name, nullable=False),
    Column("thread_ts", _Name, nullable=False),
    Column("private", Boolean, nullable=False),
    Column("response_url", _Name, nullable=False),
    Column("given", _Record(_limits_record, _limits_from_record), nullable=False),
    Column("literal", Boolean, nullable=False),
    Column("page", Integer, nullable=False),
    Column("misses", Boolean, nullable=False),
    Column("state", _enum(State), nullable=False),
    Column("answer_ts", _Name, nullable=False),
    Column("answered", Boolean),
    Column("confidence", Float),
    Column("generation", _Name, nullable=False),
    Column("symbols", _Record(list[str], _hit_ids), nullable=False, key="shown_ids"),
    Column("attempts", Integer, nullable=False, server_default="0"),  # unfinished attempts to answer
    Column("unasked", Boolean, nullable=False, server_default=false()),
    Column("late", Boolean, nullable=False, server_default=false()),
    Column("owner", _Name, nullable=False),
    Column("leased_until", _Time, nullable=False),
    Index("clausebot_exchange_answer", "team", "channel", "answer_ts"),  # unused: to drop with the next migration
    Index("clausebot_exchange_thread", "team", "channel", "thread_ts"),
    Index("clausebot_exchange_asker", "asker", "team"),
    Index("clausebot_exchange_lease", "state", "leased_until"),
)
_ASKED = text("question_ts <> ''")  # a command has no message, and may be given twice
Index(
    "clausebot_exchange_question",
    EXCHANGES.c.team,
    EXCHANGES.c.channel,
    EXCHANGES.c.question_ts,
    unique=True,
    sqlite_where=_ASKED,
    postgresql_where=_ASKED,
)

FEEDBACK = Table(
    "clausebot_feedback",
    METADATA,
    Column("id", Integer, primary_key=True),
    Column("exchange", _Name, nullable=False),
    Column("team", _Name, nullable=False),
    Column("user", _Name),  # null once erased: nulls are no duplicates of each other
    Column("helpful", Boolean, nullable=False),
    Column("reason", _Words, nullable=False),
    Column("given_at", _Time, nullable=False),
    UniqueConstraint("exchange", "user", name="clausebot_feedback_one_each"),
)

CHANNELS = Table(
    "clausebot_channel",
    METADATA,
    Column("team", _Name, primary_key=True),
    Column("channel", _Name, primary_key=True),
    Column("given", _Record(filters_record, filters_from_record), nullable=False, key="standing"),
    Column("everything", Boolean, nullable=False),
    Column("private", Boolean, nullable=False),
    Column("set_by", _Name, nullable=False, server_default=""),
)

LEFT = Table(
    "clausebot_left",
    METADATA,
    Column("team", _Name, primary_key=True),
    Column("channel", _Name, primary_key=True),
    Column("ts", _Name, primary_key=True),
    Column("user", _Name, nullable=False),  # "" if the words are
    Column("words", _Words, nullable=False),  # "" from a private conversation
    Column("said_at", _Time, nullable=False),
)

DIGESTS = Table(
    "clausebot_digest",
    METADATA,
    Column("team", _Name, primary_key=True),
    Column("user", _Name, primary_key=True),
    Column("wanted", Boolean, nullable=False, server_default=true()),
    Column("told_until", _Time),  # end of the last digest; null before the first
    Column("sender", _Name, nullable=False, server_default=""),  # the process that sends a digest; "" for none
    Column("sending_until", _Time),
    Column("attempts", Integer, nullable=False, server_default="0"),  # unfinished attempts to send
)

SILENCED = Table(
    "clausebot_silenced",
    METADATA,
    Column("team", _Name, primary_key=True),
    Column("channel", _Name, primary_key=True),
    Column("thread_ts", _Name, primary_key=True),
    Column("since", _Time, nullable=False),
)

ALIVE = Table(
    "clausebot_alive",
    METADATA,
    Column("team", _Name, primary_key=True),
    Column("heard_at", _Time, nullable=False),
    Column("missed_since", _Time),  # beginning of a gap; null once it is searched
    Column("looker", _Name, nullable=False, server_default=""),  # the process that searches the gap; "" for none
    Column("looking_until", _Time),
    Column("lacks", _Name, nullable=False, server_default=""),
)

KEPT = Table(
    "clausebot_kept",
    METADATA,
    Column("team", _Name, primary_key=True),
    Column("user", _Name, primary_key=True),
    Column("clause", _Name, primary_key=True),  # its key: `key_of`
    Column("record", _Record(Clause.as_record, clause_from_record), nullable=False),  # as it was worded then
    Column("kept_at", _Time, nullable=False),
)

WORKSPACES = Table(
    "clausebot_workspace",
    METADATA,
    Column("team", _Name, primary_key=True),
    Column("enterprise", _Name, nullable=False),
    Column("name", _Words, nullable=False),
    Column("given", _Record(filters_record, filters_from_record), nullable=False, key="standing"),
    Column("language", _Name, nullable=False),
    Column("keep_days", Integer),  # null for the bot's own retention time
)

# Tables of slack_sdk's stores, under names of our own. An encrypted token is longer than their columns.
TOKENS = ("bot_token", "bot_refresh_token", "user_token", "user_refresh_token")
INSTALLATIONS = SQLAlchemyInstallationStore.build_installations_table(METADATA, "clausebot_installation")
BOTS = SQLAlchemyInstallationStore.build_bots_table(METADATA, "clausebot_bot")
STATES = SQLAlchemyOAuthStateStore.build_oauth_states_table(METADATA, "clausebot_oauth_state")
for _column in (*INSTALLATIONS.columns, *BOTS.columns):
    if _column.name in TOKENS:
        _column.type = Text()
