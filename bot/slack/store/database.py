"""Database of the Slack app: its URL, connections, worker threads, file and migrations."""

from __future__ import annotations

import asyncio
import math
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor, wait
from contextlib import AbstractContextManager, ExitStack, contextmanager, nullcontext
from contextvars import ContextVar, copy_context
from dataclasses import dataclass
from datetime import timedelta
from functools import partial
from pathlib import Path
from typing import Any, Self, TypeVar

import structlog
from alembic import command
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from filelock import FileLock
from sqlalchemy import URL, Connection, Engine, Executable, Row, Select, create_engine, event, make_url
from sqlalchemy.exc import ArgumentError

from bot.errors import BotError, SettingsError
from bot.slack.store.errors import StoreUnavailable, address, translated
from bot.slack.store.file import LOST, DatabaseFile
from bot.slack.store.tables import VERSION_TABLE

_DRIVERS = {"sqlite": "sqlite", "postgresql": "postgresql+psycopg", "postgres": "postgresql+psycopg"}
_EXPECTED = "expected 'sqlite:////folder/slack.db' or 'postgresql://user:password@host/name'"
_CONNECTIONS = 10
"""Connections to PostgreSQL."""

_UPGRADING = 5_314_913
"""The key that processes lock each other out with in PostgreSQL; any number that nobody else there uses."""

C = TypeVar("C")
T = TypeVar("T")
_turn: ContextVar[bool] = ContextVar("turn", default=False)
"""Whether this is a worker thread, so that it need not wait for one."""

_log = structlog.get_logger(__name__)


@dataclass(frozen=True, slots=True)
class Database:
    """A database and its worker threads, one for each connection.

    Work waits for a worker in the order it came. In a pool of connections it would not: under load, some threads wait
    there until they give up.

    Attributes:
        engine: Its connections.
        workers: One for SQLite, so that everything happens in order.
        file: The file of an SQLite database.
        patience: How long a free worker, and a lock, are waited for, each.
    """

    engine: Engine
    workers: ThreadPoolExecutor
    file: DatabaseFile
    patience: timedelta

    @classmethod
    def open(cls, url: str, *, patience: timedelta) -> Self:
        """Open a database, after making its tables or bringing them up to date.

        Args:
            url: Of an SQLite file or a PostgreSQL database. No error repeats it, as it may hold a password.
            patience: As in the class.

        Raises:
            SettingsError: If the URL is neither's, the driver is not installed, or a newer version wrote the database.
            StoreUnavailable: If the database cannot be used now.
        """
        parsed = _parse(url)
        path = Path(parsed.database or "") if parsed.get_backend_name() == "sqlite" else None
        connections = 1 if path else _CONNECTIONS  # SQLite writes one thing at a time, and a queue is fair
        workers = ThreadPoolExecutor(connections, thread_name_prefix="database")
        engine = _engine_of(parsed, connections, patience)
        database = cls(engine, workers, DatabaseFile(path), patience)
        try:
            with translated(engine):
                _upgrade(engine, database.file, patience=patience)
        except BotError:
            database.close()
            raise
        return database

    def close(self) -> None:
        """Finish the work in progress, and close the connections."""
        self.workers.shutdown()
        self.engine.dispose()

    def read(self, work: Callable[[Connection], T]) -> T:
        """Run work in a worker thread, with a connection."""
        return self._in_turn(self.engine.connect, work)

    def write(self, work: Callable[[Connection], T]) -> T:
        """Run work in a worker thread, within a transaction."""
        return self._in_turn(partial(writing, self.engine), work)

    def lend(self, work: Callable[[Engine], T]) -> T:
        """Run work in a worker thread that connects by itself; for SQLite one connection at a time."""
        return self._in_turn(lambda: nullcontext(self.engine), work)

    def rows(self, query: Select[Any]) -> Sequence[Row[Any]]:
        """Return the rows of a query."""
        return self.read(lambda connection: connection.execute(query).all())

    def execute(self, statement: Executable) -> None:
        """Execute a statement within a transaction."""
        self.write(lambda connection: connection.execute(statement).close())

    def _in_turn(self, connected: Callable[[], AbstractContextManager[C]], work: Callable[[C], T]) -> T:
        def run() -> T:
            self._reopen_lost_file()
            with connected() as connection:
                return work(connection)

        with translated(self.engine):
            if _turn.get():
                return run()
            begun = self._submit(run)
            wait([begun], timeout=self.patience.total_seconds())
            self._give_up(begun)
            return begun.result()

    async def run(self, work: Callable[[], T]) -> T:
        """Run work in a worker thread, with all that it reads and writes; results come in the order of the calls.

        Raises:
            StoreUnavailable: If no worker was free in time; the work is not done then.
        """
        begun = self._submit(work)
        result = asyncio.wrap_future(begun)
        try:
            await asyncio.wait([result], timeout=self.patience.total_seconds())
            with translated(self.engine):
                self._give_up(begun)
            return await result
        finally:
            result.cancel()  # changes nothing unless the caller is cancelled: then work that has not begun is not done

    def _submit(self, work: Callable[[], T]) -> Future[T]:
        context = copy_context()
        context.run(_turn.set, True)
        return self.workers.submit(context.run, work)

    def _give_up(self, begun: Future[T]) -> None:
        # Cancelling fails once it runs: then its result is waited for, as it may have written something.
        if begun.cancel():
            raise TimeoutError(f"no connection was free within {self.patience.total_seconds():g} seconds")

    def _reopen_lost_file(self) -> None:
        """Open the file that is at the path now, if the one that was opened is no longer there."""
        if change := self.file.change():
            self.engine.dispose()  # no other thread has a connection: for a file there is one worker
            try:
                _upgrade(self.engine, self.file, patience=self.patience)
            except SettingsError as error:
                raise StoreUnavailable(str(error)) from None
            _log.error(LOST[change], file=str(self.file.path))


def _engine_of(parsed: URL, connections: int, patience: timedelta) -> Engine:
    """Return the engine of a database, not connected yet."""
    seconds = patience.total_seconds()
    if parsed.get_backend_name() == "sqlite":
        options: dict[str, Any] = {"timeout": seconds, "isolation_level": None}  # `writing` begins transactions
        setting = "PRAGMA secure_delete = ON"  # what is erased is overwritten in the file, too
    else:
        options = {"connect_timeout": math.ceil(seconds), "tcp_user_timeout": math.ceil(seconds * 1000)}
        setting = f"SET lock_timeout = {math.ceil(seconds * 1000)}"
    try:
        engine = create_engine(
            parsed,
            pool_size=connections,
            max_overflow=0,
            pool_pre_ping=True,
            hide_parameters=True,  # they are people's words
            connect_args=options,
        )
    except ModuleNotFoundError as error:
        raise SettingsError(
            f"no driver for PostgreSQL ({error}); install it with: pip install 'clausebot[postgres]'"
        ) from None

    @event.listens_for(engine, "connect")
    def prepare(connection: Any, _: object) -> None:
        connection.cursor().execute(setting)
        connection.commit()

    return engine


def _parse(url: str) -> URL:
    try:
        parsed = make_url(url)
    except (ArgumentError, ValueError):
        raise SettingsError(f"the database URL is invalid; {_EXPECTED}") from None
    backend = parsed.drivername.partition("+")[0]
    if backend not in _DRIVERS:
        raise SettingsError(f"unsupported database {backend!r}; {_EXPECTED}")
    if backend == "sqlite" and parsed.database in (None, "", ":memory:"):
        raise SettingsError(f"a database in memory is not supported, as other processes read it, too; {_EXPECTED}")
    return parsed.set(drivername=_DRIVERS[backend])


@contextmanager
def writing(engine: Engine) -> Iterator[Connection]:
    """Open a transaction that is carried out as a whole or, if anything is raised, not at all."""
    with engine.begin() as connection:
        if connection.dialect.name == "sqlite":
            # Who reads first and asks for the lock later is refused at once if another writes between.
            connection.exec_driver_sql("BEGIN IMMEDIATE")
        yield connection


def _upgrade(engine: Engine, file: DatabaseFile, *, patience: timedelta) -> None:
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
            f"the database {address(connection.engine)} has revision {', '.join(unknown)}, and this clausebot supports "
            f"revisions up to {script.get_current_head()}; install the newer clausebot, or set another database"
        )
    if found != (script.get_current_head(),):
        command.upgrade(config, "head")


def migrations(connection: Connection) -> Config:
    """Return the configuration that Alembic's commands work on a connection with."""
    config = Config()
    config.set_main_option("script_location", "bot.slack.store:migrations")
    config.attributes["connection"] = connection
    return config
