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
"""PostgreSQL's code for a second row with a key."""


class StoreUnavailable(BotError):
    """The database cannot be reached, is locked by others for too long, or refuses to work: try again later."""


class DataRefused(BotError):
    """The database does not take a value, and never will."""


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
        DataRefused: If it does not take a value.
    """
    try:
        yield
    except (StatementError, OSError, OverflowError, UnicodeError) as error:
        cause = (error.orig if isinstance(error, StatementError) else None) or error
        named = f"the database {address(engine)}"
        # None as a cause that is logged: what PostgreSQL says in detail may quote the row.
        if _is_of_data(error):
            refused = Duplicate if _is_duplicate(cause) else DataRefused
            raise refused(f"{named} rejected a value: {type(cause).__name__}") from None
        said, *_ = str(cause).split("\n", 1)
        raise StoreUnavailable(
            f"{named} is unavailable: {said}; check that it exists, that this user "
            "may write to it, and that no other program has locked it"
        ) from None


def _is_of_data(error: Exception) -> bool:
    """Say whether an error is of the values, so that no other attempt ends otherwise."""
    if not isinstance(error, DBAPIError):
        return not isinstance(error, OSError)  # but of SQLAlchemy or a driver, which cannot write a value
    if isinstance(error, DataError | IntegrityError):
        return True
    if not isinstance(error, InterfaceError | ProgrammingError):
        return False
    return str(error.orig).startswith(_NO_BINDING) or getattr(error.orig, "sqlstate", "") in _MISTYPED


def _is_duplicate(cause: BaseException) -> bool:
    return str(cause).startswith("UNIQUE") or getattr(cause, "sqlstate", "") == _UNIQUE
