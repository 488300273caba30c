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
"""Number of connections to PostgreSQL."""

_UPGRADE_LOCK = 5_314_913
"""Key of the advisory lock for migrations in PostgreSQL; any number that no other program there uses."""

C = TypeVar("C")
T = TypeVar("T")
_in_worker: ContextVar[bool] = ContextVar("in_worker", default=False)
"""Whether the code runs in a worker thread, and so need not wait for one."""

_log = structlog.get_logger(__name__)


@dataclass(frozen=True, slots=True)
class Database:
    """A database and its worker threads, one for each connection.

    Work is done in the order of the calls. A pool of connections alone keeps no order: under load, some threads would
    wait there until they time out.

    Attributes:
        engine: Connections.
        workers: Worker threads; one for SQLite, so that everything happens in order.
        file: The file of an SQLite database.
        patience: Maximum wait for a free worker, and for a lock, each.
    """

    engine: Engine
    workers: ThreadPoolExecutor
    file: DatabaseFile
    patience: timedelta

    @classmethod
    def open(cls, url: str, *, patience: timedelta) -> Self:
        """Open a database, and create or migrate its tables.

        Args:
            url: URL of an SQLite file or a PostgreSQL database. Errors do not repeat it, as it may hold a password.
            patience: As in the class.

        Raises:
            SettingsError: If the URL is of neither, the driver is not installed, or a newer version wrote the database.
            StoreUnavailable: If the database cannot be used now.
        """
        parsed = _parse(url)
        path = Path(parsed.database or "") if parsed.get_backend_name() == "sqlite" else None
        connections = 1 if path else _CONNECTIONS  # SQLite allows one writer at a time
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
        """Run work that opens its own connections in a worker thread; with SQLite, one at a time."""
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
            if _in_worker.get():
                return run()
            future = self._submit(run)
            wait([future], timeout=self.patience.total_seconds())
            self._cancel_if_queued(future)
            return future.result()

    async def run(self, work: Callable[[], T]) -> T:
        """Run work in a worker thread, all its reads and writes included; results come in the order of the calls.

        Raises:
            StoreUnavailable: If no worker was free in time; the work is not done then.
        """
        future = self._submit(work)
        result = asyncio.wrap_future(future)
        try:
            await asyncio.wait([result], timeout=self.patience.total_seconds())
            with translated(self.engine):
                self._cancel_if_queued(future)
            return await result
        finally:
            result.cancel()  # no effect unless the caller was cancelled: then queued work is not started

    def _submit(self, work: Callable[[], T]) -> Future[T]:
        context = copy_context()
        context.run(_in_worker.set, True)
        return self.workers.submit(context.run, work)

    def _cancel_if_queued(self, future: Future[T]) -> None:
        # `cancel` fails once the work runs: then wait for its result, as it may have written something.
        if future.cancel():
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
        setting = "PRAGMA secure_delete = ON"  # overwrites deleted data in the file
    else:
        options = {"connect_timeout": math.ceil(seconds), "tcp_user_timeout": math.ceil(seconds * 1000)}
        setting = f"SET lock_timeout = {math.ceil(seconds * 1000)}"
    try:
        engine = create_engine(
            parsed,
            pool_size=connections,
            max_overflow=0,
            pool_pre_ping=True,
            hide_parameters=True,  # as they hold words of people
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
    """Open a transaction, which is rolled back if anything is raised."""
    with engine.begin() as connection:
        if connection.dialect.name == "sqlite":
            # Lock at once: SQLite refuses a lock after a read if another process wrote in between.
            connection.exec_driver_sql("BEGIN IMMEDIATE")
        yield connection


def _upgrade(engine: Engine, file: DatabaseFile, *, patience: timedelta) -> None:
    """Create or migrate the tables; one process at a time does.

    Raises:
        SettingsError: If the database was written by a newer version.
    """
    with ExitStack() as alone:
        if file.path:
            file.path.parent.mkdir(parents=True, exist_ok=True)
            # SQLite refuses one of two concurrent changes of the journal mode, whatever its timeout.
            alone.enter_context(FileLock(f"{file.path}.lock", timeout=patience.total_seconds()))
            file.drop_old_log()
            file.path.touch(mode=0o600)
        identity = file.identity()  # before the file is opened, so that any later replacement is noticed
        if file.path:
            with engine.connect() as connection:
                connection.exec_driver_sql("PRAGMA journal_mode = WAL")  # readers and the writer do not wait
        connection = alone.enter_context(writing(engine))
        if engine.dialect.name == "postgresql":
            connection.exec_driver_sql(f"SELECT pg_advisory_xact_lock({_UPGRADE_LOCK})")
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
    """Return Alembic's configuration for commands on a connection."""
    config = Config()
    config.set_main_option("script_location", "bot.slack.store:migrations")
    config.attributes["connection"] = connection
    return config
