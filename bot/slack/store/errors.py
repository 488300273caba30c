"""Errors of a database: unavailable, or a value that it refuses."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy import URL, Engine
from sqlalchemy.exc import DataError, DBAPIError, IntegrityError, InterfaceError, ProgrammingError, StatementError

from bot.errors import BotError

_NO_BINDING = ("Error binding parameter", "cannot adapt", "can't adapt")
"""Messages of SQLite's and PostgreSQL's drivers on a value of an unknown type."""

_MISTYPED = frozenset({"42804", "42846", "42883"})
"""PostgreSQL's codes for a value of another type than the column's."""

_UNIQUE = "23505"
"""PostgreSQL's code for a violated unique key."""


class StoreUnavailable(BotError):
    """The database cannot be reached, is locked by others for too long, or refuses to work: try again later."""


class DataRefused(BotError):
    """The database rejects a value; a retry would fail, too."""


class Duplicate(DataRefused):
    """Another row has the key already."""


def address(engine: Engine) -> str:
    """Return the address of a database for people, without user, password and options."""
    url = engine.url
    return URL.create(url.get_backend_name(), host=url.host, port=url.port, database=url.database).render_as_string()


@contextmanager
def translated(engine: Engine) -> Iterator[None]:
    """Translate the errors of a database and its driver.

    Raises:
        StoreUnavailable: If it cannot be used now.
        DataRefused: If it rejects a value.
    """
    try:
        yield
    except (StatementError, OSError, OverflowError, UnicodeError) as error:
        cause = (error.orig if isinstance(error, StatementError) else None) or error
        named = f"the database {address(engine)}"
        # `from None`, as a cause would be logged, and PostgreSQL's details may quote the row.
        if _is_data_error(error):
            refused = Duplicate if _is_duplicate(cause) else DataRefused
            raise refused(f"{named} rejected a value: {type(cause).__name__}") from None
        said, *_ = str(cause).split("\n", 1)
        raise StoreUnavailable(
            f"{named} is unavailable: {said}; check that it exists, that this user "
            "may write to it, and that no other program has locked it"
        ) from None


def _is_data_error(error: Exception) -> bool:
    """Return whether an error is due to a value, so that every retry would fail."""
    if not isinstance(error, DBAPIError):
        return not isinstance(error, OSError)  # else SQLAlchemy or the driver cannot convert a value
    if isinstance(error, DataError | IntegrityError):
        return True
    if not isinstance(error, InterfaceError | ProgrammingError):
        return False
    return str(error.orig).startswith(_NO_BINDING) or getattr(error.orig, "sqlstate", "") in _MISTYPED


def _is_duplicate(cause: BaseException) -> bool:
    return str(cause).startswith("UNIQUE") or getattr(cause, "sqlstate", "") == _UNIQUE
