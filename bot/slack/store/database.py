"""The way to a database: its URL, its connections, and its tables brought up to date."""

from __future__ import annotations

import math
from collections import deque
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from datetime import timedelta
from itertools import islice
from pathlib import Path
from threading import Event, Lock
from typing import Any

from alembic import command
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from filelock import FileLock
from sqlalchemy import URL, Connection, Engine, create_engine, event, make_url
from sqlalchemy.exc import ArgumentError

from bot.errors import SettingsError
from bot.slack.store.tables import VERSION_TABLE

_DRIVERS = {"sqlite": "sqlite", "postgresql": "postgresql+psycopg", "postgres": "postgresql+psycopg"}
_EXPECTED = "expected 'sqlite:////folder/slack.db' or 'postgresql://user:password@host/name'"
_UPGRADING = 5_314_913
"""The key that processes lock each other out with in PostgreSQL; any number that nobody else there uses."""


_Identity = tuple[int, ...]
"""The device and the number of a file; empty for none."""


class Line:
    """Lets a few threads through at a time, in the order they came.

    The pool of connections does not keep an order: under load, some threads wait in it until they give up.
    """

    def __init__(self, places: int, *, patience: timedelta) -> None:
        self._places = places
        self._patience = patience.total_seconds()
        self._guard = Lock()
        self._line: deque[Event] = deque()

    @contextmanager
    def turn(self) -> Iterator[None]:
        """Wait for a place, and keep it for a block.

        Raises:
            TimeoutError: If none is free in time.
        """
        mine = Event()
        with self._guard:
            self._line.append(mine)
            self._admit()
        try:
            if not mine.wait(self._patience):
                raise TimeoutError(f"{len(self._line)} wait for it")
            yield
        finally:
            with self._guard:
                self._line.remove(mine)
                self._admit()

    def _admit(self) -> None:
        for admitted in islice(self._line, self._places):
            admitted.set()


class DatabaseFile:
    """The file of an SQLite database, watched for being deleted, replaced or emptied while it is open.

    SQLite itself goes on writing into a file that is no longer at its path, and all of that is lost.
    """

    def __init__(self, path: Path | None) -> None:
        """Watch nothing yet; `path` is None for a database that is no file here."""
        self.path = path
        self._opened: _Identity = ()
        self._log: _Identity = ()
        self._changed = self._untold = ""
        self._old_log: Path | None = None

    def identity(self) -> _Identity:
        """Return which file is at the path."""
        return _identity(self.path)

    def opened(self, identity: _Identity) -> None:
        """Watch the file that was opened."""
        self._opened, self._changed = identity, ""

    def change(self) -> str:
        """Say what became of the file that was opened last, "deleted" or "replaced"; "" while it is at its path.

        One that was emptied where it lies holds nothing, and is deleted.
        """
        # Once it is closed, its number may be given to another file, so a change stands until one is opened.
        if not self.path or not self._opened or self._changed:
            return self._changed
        now, log = self.identity(), Path(f"{self.path}-wal")
        if now == self._opened and not self.path.stat().st_size:
            self.path.unlink()  # or the old log would be read into it, which is a part of what there was
            now = ()
        if now == self._opened:
            self._log = _identity(log)
            return ""
        self._changed = self._untold = "replaced" if now else "deleted"
        self._old_log = log if _identity(log) == self._log else None
        return self._changed

    def take_change(self) -> str:
        """Return what `change` said and nobody was told of yet; "" for nothing."""
        told, self._untold = self._untold, ""
        return told

    def drop_old_log(self) -> None:
        """Delete the write-ahead log of a file that was replaced: SQLite would read it into the new one."""
        if self._old_log:
            for leftover in (self._old_log, Path(f"{self.path}-shm")):
                leftover.unlink(missing_ok=True)
            self._old_log = None


def _identity(path: Path | None) -> _Identity:
    try:
        found = path.stat() if path else None
    except FileNotFoundError:
        return ()
    return (found.st_dev, found.st_ino) if found else ()


def connect_to(url: str, *, patience: timedelta) -> tuple[Engine, Line, DatabaseFile]:
    """Return what connects to a database, without connecting yet, the line for its connections, and its file.

    Args:
        url: Of an SQLite file or a PostgreSQL database. No error repeats it, as it may hold a password.
        patience: How long a place in the line, a lock and a connection are waited for, each.

    Raises:
        SettingsError: If the URL is neither's, or the driver is not installed.
    """
    parsed = _parse(url)
    seconds = patience.total_seconds()
    if parsed.get_backend_name() == "sqlite":
        places = 1  # SQLite writes one thing at a time, and our line is fairer than its lock
        options: dict[str, Any] = {"timeout": seconds, "isolation_level": None}  # `writing` begins transactions
        setting = "PRAGMA secure_delete = ON"  # what is erased is overwritten in the file, too
    else:
        places = 10
        options = {"connect_timeout": math.ceil(seconds), "tcp_user_timeout": math.ceil(seconds * 1000)}
        setting = f"SET lock_timeout = {math.ceil(seconds * 1000)}"
    try:
        engine = create_engine(
            parsed,
            pool_size=places,
            max_overflow=0,
            pool_pre_ping=True,
            hide_parameters=True,  # they are people's words
            connect_args=options,
        )
    except ModuleNotFoundError as error:
        raise SettingsError(
            f"no driver for PostgreSQL ({error}); install it with: pip install 'psycopg[binary]'"
        ) from None

    @event.listens_for(engine, "connect")
    def prepare(connection: Any, _: object) -> None:
        connection.cursor().execute(setting)
        connection.commit()

    path = Path(parsed.database or "") if parsed.get_backend_name() == "sqlite" else None
    return engine, Line(places, patience=patience), DatabaseFile(path)


def _parse(url: str) -> URL:
    try:
        parsed = make_url(url)
    except (ArgumentError, ValueError):
        raise SettingsError(f"the URL of the database cannot be read; {_EXPECTED}") from None
    backend = parsed.drivername.partition("+")[0]
    if backend not in _DRIVERS:
        raise SettingsError(f"a database of the kind {backend!r} cannot be used; {_EXPECTED}")
    if backend == "sqlite" and parsed.database in (None, "", ":memory:"):
        raise SettingsError(f"the database must be a file, as others than this process read it; {_EXPECTED}")
    return parsed.set(drivername=_DRIVERS[backend])


def address(engine: Engine) -> str:
    """Return which database it is, for people: without the user, the password and the options."""
    url = engine.url
    return URL.create(url.get_backend_name(), host=url.host, port=url.port, database=url.database).render_as_string()


@contextmanager
def writing(engine: Engine) -> Iterator[Connection]:
    """Open a transaction that is carried out as a whole or, if anything is raised, not at all."""
    with engine.begin() as connection:
        if connection.dialect.name == "sqlite":
            # Who reads first and asks for the lock later is refused at once if another writes between.
            connection.exec_driver_sql("BEGIN IMMEDIATE")
        yield connection


def upgrade(engine: Engine, file: DatabaseFile, *, patience: timedelta) -> None:
    """Make the tables, or bring them up to date; of several processes that try at once, one does.

    Raises:
        SettingsError: If the database was written by a newer version.
    """
    with ExitStack() as alone:
        if file.path:
            file.path.parent.mkdir(parents=True, exist_ok=True)
            # Of two that change the journal at once, SQLite refuses one, however patient it is.
            alone.enter_context(FileLock(f"{file.path}.lock", timeout=patience.total_seconds()))
            file.drop_old_log()
            file.path.touch(mode=0o600)
        identity = file.identity()  # before it is opened: what takes its place from here on is noticed
        if file.path:
            with engine.connect() as connection:
                connection.exec_driver_sql("PRAGMA journal_mode = WAL")  # readers and the writer do not wait
        connection = alone.enter_context(writing(engine))
        if engine.dialect.name == "postgresql":
            connection.exec_driver_sql(f"SELECT pg_advisory_xact_lock({_UPGRADING})")
        _migrate(connection)
    file.opened(identity)


def _migrate(connection: Connection) -> None:
    config = migrations(connection)
    script = ScriptDirectory.from_config(config)
    found = MigrationContext.configure(connection, opts={"version_table": VERSION_TABLE}).get_current_heads()
    known = {revision.revision for revision in script.walk_revisions()}
    if unknown := sorted(set(found) - known):
        raise SettingsError(
            f"the database {address(connection.engine)} has revision {', '.join(unknown)}, and this clausebot knows "
            f"none after {script.get_current_head()}; install the newer clausebot again, or name another database"
        )
    if found != (script.get_current_head(),):
        command.upgrade(config, "head")


def migrations(connection: Connection) -> Config:
    """Return the configuration that Alembic's commands work on a connection with."""
    config = Config()
    config.set_main_option("script_location", "bot.slack.store:migrations")
    config.attributes["connection"] = connection
    return config
