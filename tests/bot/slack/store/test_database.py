"""How a database is reached, made and brought up to date, and what is said when it cannot be."""

import asyncio
import sqlite3
import stat
import sys
import time
import traceback
from collections.abc import Callable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import closing, contextmanager
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from threading import Event, Semaphore, Thread
from typing import Any

import pytest
from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import create_engine, inspect, make_url

from bot.collect.kept import Kept
from bot.errors import SettingsError
from bot.slack.exchange import ChannelSettings, Exchange, Workspace
from bot.slack.store import database, erasure, kept_clauses
from bot.slack.store.database import migrations, writing
from bot.slack.store.errors import StoreUnavailable
from bot.slack.store.store import Store
from bot.slack.store.tables import METADATA, VERSION_TABLE
from tests.bot.slack.store.conftest import Open
from tests.bot.slack.store.values import ASKED_AT, CLAUSE, exchange, verdict
from tests.doubles.postgres import Postgres

SHORT = timedelta(seconds=0.05)
WRITES: dict[str, Callable[[Store], object]] = {
    "check": lambda store: store.check(),
    "accept": lambda store: store.accept(exchange("x2"), event_id="e2", owner="a"),
    "seen": lambda store: store.seen("T1", "e3"),
    "extend": lambda store: store.extend(["x1"], owner="a"),
    "expired": lambda store: store.expired(owner="a"),
    "begin": lambda store: store.begin("x1"),
    "reset_attempts": lambda store: store.reset_attempts("x1"),
    "save": lambda store: store.save(exchange()),
    "add_feedback": lambda store: store.add_feedback(verdict()),
    "save_channel_settings": lambda store: store.save_channel_settings("T1", "C1", ChannelSettings()),
    "keep_clause": lambda store: kept_clauses.keep(store, "T1", "U1", Kept(CLAUSE, ASKED_AT)),
    "drop_clause": lambda store: kept_clauses.remove(store, "T1", "U1", CLAUSE.id),
    "forget": lambda store: erasure.forget(store, "T1", "U1"),
    "purge": erasure.purge,
    "save_workspace": lambda store: store.save_workspace(Workspace("T1")),
    "meet": lambda store: store.meet(Workspace("T1")),
    "runs_since": lambda store: store.runs_since("1"),
    "erase_workspace": lambda store: erasure.erase_workspace(store, "T1"),
}
READS: dict[str, Callable[[Store], object]] = {
    "attempts": lambda store: store.attempts("x1"),
    "get": lambda store: store.get("x1"),
    "by_question": lambda store: store.by_question("T1", "C1", "1.x1"),
    "in_thread": lambda store: store.in_thread("T1", "C1", "9.0"),
    "recent": lambda store: store.recent("T1", "U1", 9),
    "feedback": lambda store: store.feedback("T1", 9),
    "unanswered": lambda store: store.unanswered("T1", 9),
    "kept_clauses": lambda store: kept_clauses.kept_by(store, "T1", "U1"),
    "workspace": lambda store: store.workspace("T1"),
    "workspaces": lambda store: store.workspaces(),
    "counts": lambda store: store.counts(),
    "keep_of": lambda store: store.keep_of("T1"),
    "channel_settings": lambda store: store.channel_settings("T1", "C1"),
}
CALLS = WRITES | READS
PASSWORD = "s3cret"
QUESTION = "Who reads the logs?"


def said(error: BaseException) -> str:
    """Everything that a log would hold of an error."""
    return "".join(traceback.format_exception(error))


# Made, and brought up to date


def test_the_models_are_what_the_migrations_make(store: Store) -> None:
    with store.database.engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"version_table": VERSION_TABLE, "compare_type": True})
        assert compare_metadata(context, METADATA) == []


def test_every_table_is_undone_and_made_again(store: Store, open_store: Open) -> None:
    made = set(inspect(store.database.engine).get_table_names())
    assert made == {*METADATA.tables, VERSION_TABLE}
    with writing(store.database.engine) as connection:
        command.downgrade(migrations(connection), "base")
    assert inspect(store.database.engine).get_table_names() == [VERSION_TABLE]
    again = open_store()
    assert set(inspect(again.database.engine).get_table_names()) == made
    assert again.accept(exchange(), event_id="e1", owner="a")


def test_what_was_written_is_there_when_it_is_opened_again(store: Store, open_store: Open) -> None:
    store.save(exchange())
    assert open_store().get("x1") == exchange()


def test_a_database_from_before_questions_were_counted_is_brought_up_to_date(store: Store, open_store: Open) -> None:
    store.save(exchange())
    with writing(store.database.engine) as connection:
        command.downgrade(migrations(connection), "0002")
    again = open_store()
    assert again.get("x1") == exchange()
    again.begin("x1")
    assert again.attempts("x1") == 1


def test_a_database_of_a_newer_version_is_refused(store: Store, open_store: Open) -> None:
    store.save(exchange())
    with writing(store.database.engine) as connection:
        connection.exec_driver_sql(f"UPDATE {VERSION_TABLE} SET version_num = '9999'")
    with pytest.raises(
        SettingsError, match=r"has revision 9999, and this clausebot supports revisions up to \d+; install"
    ):
        open_store()
    assert store.get("x1") == exchange()


def test_a_file_is_made_with_its_folders_and_for_its_owner_alone(tmp_path: Path) -> None:
    file = tmp_path / "a folder" / "50%" / "slack.db"
    store = Store.open(f"sqlite:///{file}", keep=timedelta(days=90))
    with store.database.engine.connect() as connection:
        assert connection.exec_driver_sql("PRAGMA journal_mode").scalar() == "wal"
    store.save(exchange())
    if sys.platform != "win32":
        assert {
            stat.S_IMODE(made.stat().st_mode) for made in file.parent.glob("slack.db*") if "lock" not in made.name
        } == {0o600}
    store.close()


# Refused


@pytest.mark.parametrize(
    ("url", "message"),
    [
        ("postgresql://me:s3cret@host:port/name", "the database URL is invalid; expected 'sqlite:"),
        ("s3cret", "the database URL is invalid; expected 'sqlite:"),
        ("", "the database URL is invalid; expected 'sqlite:"),
        ("mysql+pymysql://me:s3cret@host/name", "unsupported database 'mysql'; expected 'sqlite:"),
        ("sqlite://", "a database in memory is not supported"),
        ("sqlite:///:memory:", "a database in memory is not supported"),
    ],
)
def test_a_url_that_cannot_be_used_is_not_repeated(url: str, message: str) -> None:
    """It may hold a password."""
    with pytest.raises(SettingsError, match=message) as caught:
        Store.open(url, keep=timedelta(days=90))
    assert "s3cret" not in str(caught.value)


def test_a_driver_that_is_missing_is_named_with_how_to_get_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "psycopg", None)
    with pytest.raises(SettingsError, match=r"no driver for PostgreSQL .*pip install 'clausebot\[postgres\]'"):
        Store.open("postgresql://me:s3cret@host/name", keep=timedelta(days=90))


# Waiting for a worker


class Noting(ThreadPoolExecutor):
    """Executor that tells when work was taken in, and when work was started."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.taken, self.started = Semaphore(0), Semaphore(0)

    def submit(self, work: Callable[..., Any], /, *args: Any, **kwargs: Any) -> Future[Any]:
        def start() -> Any:
            self.started.release()
            return work(*args, **kwargs)

        future = super().submit(start)
        self.taken.release()
        return future


@contextmanager
def busy(store: Store) -> Iterator[Noting]:
    """Keep all workers of a store busy; the executor has noted nothing else yet."""
    workers = store.database.workers
    assert isinstance(workers, Noting)
    let = Event()
    for _ in range(1 if store.database.file.path else 10):
        workers.submit(let.wait)
        assert workers.taken.acquire(timeout=30)
        assert workers.started.acquire(timeout=30)
    try:
        yield workers
    finally:
        let.set()


@pytest.fixture
def noting(monkeypatch: pytest.MonkeyPatch, open_store: Open) -> Open:
    monkeypatch.setattr(database, "ThreadPoolExecutor", Noting)
    return open_store


@pytest.mark.parametrize("url", ["sqlite"], indirect=True)
def test_writes_and_reads_of_many_threads_are_done_in_the_order_they_came(noting: Open) -> None:
    """So none overtakes another, and none starves, however many come."""
    store = noting()
    read: dict[int, Exchange | None] = {}

    def work(number: int) -> None:
        if number % 2:
            read[number] = store.get("x1")
        else:
            store.save(exchange(page=number))

    threads = [Thread(target=work, args=[number]) for number in range(40)]
    with busy(store) as workers:
        for thread in threads:
            thread.start()
            assert workers.taken.acquire(timeout=30)
        assert read == {}
    for thread in threads:
        thread.join()
    assert read == {number: exchange(page=number - 1) for number in range(1, 40, 2)}


def test_a_write_that_was_given_up_is_never_carried_out(noting: Open) -> None:
    store = noting(patience=SHORT)
    with busy(store):
        for _ in range(2):
            with pytest.raises(StoreUnavailable, match=r"is unavailable: no connection was free within 0\.05 seconds;"):
                store.save(exchange())
    assert store.get("x1") is None


def test_a_call_of_the_event_loop_that_was_given_up_is_never_carried_out(noting: Open) -> None:
    store = noting(patience=SHORT)
    with busy(store), pytest.raises(StoreUnavailable, match=r"no connection was free within 0\.05 seconds;"):
        asyncio.run(store.run(Store.save, exchange()))
    assert store.get("x1") is None


@pytest.mark.parametrize("url", ["sqlite"], indirect=True)
def test_the_event_loop_gets_its_results_in_the_order_it_called(store: Store) -> None:
    """Else of two questions the later one may be answered first."""
    got: list[int] = []

    async def call(number: int) -> None:
        await store.run(Store.seen, "T1", f"e{number}")
        got.append(number)

    async def call_all() -> None:
        await asyncio.gather(*map(call, range(100)))

    asyncio.run(call_all())
    assert got == [*range(100)]


def test_a_write_that_was_begun_is_waited_for(monkeypatch: pytest.MonkeyPatch, store: Store) -> None:
    """It is not reported as a failure, and then carried out all the same."""
    workers = Noting(1)

    def begun(*_: object, **__: object) -> None:
        assert workers.started.acquire(timeout=30)

    with monkeypatch.context() as patched:
        patched.setattr(database, "wait", begun)  # until it has begun, rather than as long as a person waits
        replace(store, database=replace(store.database, workers=workers)).save(exchange())
    workers.shutdown()
    assert store.get("x1") == exchange()


# Away


@contextmanager
def locked(store: Store) -> Iterator[None]:
    """Let another program hold the whole database."""
    if store.database.engine.dialect.name == "sqlite":
        with closing(sqlite3.connect(str(store.database.engine.url.database), isolation_level=None)) as other:
            other.execute("BEGIN EXCLUSIVE")
            yield
        return
    engine = create_engine(store.database.engine.url)
    try:
        with engine.begin() as connection:
            tables = ", ".join((*METADATA.tables, VERSION_TABLE))
            connection.exec_driver_sql(f"LOCK TABLE {tables} IN ACCESS EXCLUSIVE MODE")
            yield
    finally:
        engine.dispose()


@pytest.mark.parametrize("call", WRITES)
def test_a_locked_database_is_not_waited_for_for_long(open_store: Open, call: str) -> None:
    store = open_store(patience=SHORT)
    with locked(store):
        start = time.monotonic()
        with pytest.raises(
            StoreUnavailable, match=r"(sqlite:///|postgresql://).* is unavailable: .*lock.*; check that it"
        ):
            WRITES[call](store)
        assert time.monotonic() - start < 5  # the driver's own default
    WRITES[call](store)


def test_a_locked_database_is_not_opened(store: Store, open_store: Open) -> None:
    with locked(store), pytest.raises(StoreUnavailable, match="lock"):
        open_store(patience=SHORT)


def test_a_database_that_may_only_be_read_does_not_pass_the_check(store: Store, url: str) -> None:
    store.check()
    if store.database.engine.dialect.name == "sqlite":
        with store.database.engine.connect() as connection:  # of which there is one
            connection.exec_driver_sql("PRAGMA query_only = ON")
    else:
        with writing(store.database.engine) as connection:
            connection.exec_driver_sql(
                f"ALTER DATABASE {make_url(url).database} SET default_transaction_read_only = on"
            )
        store.database.engine.dispose()
    assert store.get("x1") is None
    with pytest.raises(StoreUnavailable, match=r"read-?only"):
        store.check()


def test_words_do_not_get_into_a_log_with_an_error(store: Store) -> None:
    with writing(store.database.engine) as connection:
        connection.exec_driver_sql("DROP TABLE clausebot_exchange")
    with pytest.raises(StoreUnavailable, match="clausebot_exchange") as caught:
        store.save(exchange(question=QUESTION))
    assert QUESTION not in said(caught.value)


@pytest.mark.parametrize("call", CALLS)
def test_a_database_that_is_damaged_is_unavailable(tmp_path: Path, call: str) -> None:
    file = tmp_path / "slack.db"
    store = Store.open(f"sqlite:///{file}", keep=timedelta(days=90))
    store.database.engine.dispose()
    file.write_bytes(b"This is no database. " * 400)
    with pytest.raises(StoreUnavailable, match="is unavailable: file is not a database"):
        CALLS[call](store)
    store.close()


def test_a_file_that_cannot_be_made_is_unavailable(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(StoreUnavailable, match=r"file/slack\.db is unavailable: .*; check that it exists"):
        Store.open(f"sqlite:///{tmp_path}/file/slack.db", keep=timedelta(days=90))


def test_a_server_that_cannot_be_reached_is_unavailable_and_its_password_not_told() -> None:
    pytest.importorskip("psycopg")
    with pytest.raises(StoreUnavailable, match=r"postgresql://127\.0\.0\.1:1/name is unavailable: .*refused") as caught:
        Store.open(f"postgresql://me:{PASSWORD}@127.0.0.1:1/name?passfile={PASSWORD}", keep=timedelta(days=90))
    assert PASSWORD not in said(caught.value)


@pytest.mark.parametrize("url", ["postgresql"], indirect=True)
def test_a_server_that_comes_back_is_found_again(store: Store, url: str, postgres: Postgres) -> None:
    server = create_engine(postgres.url, isolation_level="AUTOCOMMIT")
    name = make_url(url).database
    with server.connect() as connection:
        store.save(exchange())
        connection.exec_driver_sql(f"ALTER DATABASE {name} ALLOW_CONNECTIONS false")
        connection.exec_driver_sql(f"SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = '{name}'")
        for call in CALLS.values():
            with pytest.raises(StoreUnavailable, match="not currently accepting connections"):
                call(store)
        connection.exec_driver_sql(f"ALTER DATABASE {name} ALLOW_CONNECTIONS true")
    server.dispose()
    assert store.get("x1") == exchange()
