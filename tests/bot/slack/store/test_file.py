"""What becomes of an SQLite database whose file is taken away while it is open."""

import os
import shutil
import sqlite3
from collections.abc import Callable
from contextlib import closing
from datetime import timedelta
from pathlib import Path

import pytest

from bot.slack.exchange import ChannelSettings
from bot.slack.store.errors import StoreUnavailable
from bot.slack.store.file import DatabaseFile
from bot.slack.store.store import Store
from bot.slack.store.tables import VERSION_TABLE
from tests.bot.slack.conftest import Logged
from tests.bot.slack.store.test_database import CALLS
from tests.bot.slack.store.values import exchange

DELETED = "the database file was deleted while the bot ran; its contents are lost, and a new file is in use"
REPLACED = "the database file was replaced while the bot ran; its contents are lost, and the new file is in use"


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "data" / "slack.db"


@pytest.fixture
def lasting(file: Path) -> Store:
    """A store that is open, and holds something."""
    store = Store.open(f"sqlite:///{file}", keep=timedelta(days=90))
    store.save(exchange("old"))
    return store


def written(file: Path) -> list[str]:
    """Return the exchanges that another program reads at a path."""
    with closing(sqlite3.connect(f"file:{file}?mode=ro", uri=True)) as other:
        assert other.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
        return [name for (name,) in other.execute("SELECT id FROM clausebot_exchange ORDER BY id")]


def another(tmp_path: Path, *names: str) -> Path:
    """Make a whole database, and return its file."""
    file = tmp_path / "other.db"
    store = Store.open(f"sqlite:///{file}", keep=timedelta(days=90))
    for name in names:
        store.save(exchange(name))
    store.close()
    return file


def delete_all(file: Path) -> None:
    for part in file.parent.glob("slack.db*"):
        part.unlink()


GONE: dict[str, Callable[[Path], object]] = {
    "the file": Path.unlink,
    "the file and its log": delete_all,
    "the folder": lambda file: shutil.rmtree(file.parent),
    "moved away": lambda file: file.rename(file.parent / "moved.db"),
    "emptied": lambda file: os.truncate(file, 0),
}


@pytest.mark.parametrize("goes", GONE.values(), ids=GONE)
def test_what_is_written_after_the_file_was_deleted_is_in_the_file_at_its_path(
    lasting: Store, file: Path, goes: Callable[[Path], object], logged: Logged
) -> None:
    goes(file)
    lasting.save(exchange("new"))
    lasting.save(exchange("newer"))
    assert lasting.get("old") is None
    assert written(file) == ["new", "newer"]
    assert [line["event"] for line in logged()] == [DELETED]
    assert [lasting.check(), lasting.check()] == [DELETED, ""]
    lasting.close()
    assert written(file) == ["new", "newer"]


@pytest.mark.parametrize("call", CALLS)
def test_whatever_is_done_first_finds_the_tables(lasting: Store, file: Path, call: str) -> None:
    file.unlink()
    CALLS[call](lasting)
    assert lasting.channel_settings("T1", "C9") == ChannelSettings()
    assert lasting.check() == (DELETED if call != "check" else "")
    lasting.close()


def test_what_is_written_after_the_file_was_replaced_is_in_the_new_one(
    lasting: Store, file: Path, tmp_path: Path, logged: Logged
) -> None:
    """Also while the log of the old one lies there, which SQLite would read into the new one."""
    lasting.save_channel_settings("T1", "C1", ChannelSettings(private=True))
    assert Path(f"{file}-wal").stat().st_size
    another(tmp_path, "kept").replace(file)
    assert [lasting.check(), lasting.check()] == [REPLACED, ""]
    lasting.save(exchange("new"))
    assert written(file) == ["kept", "new"]
    assert lasting.channel_settings("T1", "C1") == ChannelSettings()
    assert [line["event"] for line in logged()] == [REPLACED]
    lasting.close()
    assert written(file) == ["kept", "new"]


def test_a_file_that_is_no_database_is_not_used_until_it_is_mended(lasting: Store, file: Path, tmp_path: Path) -> None:
    (tmp_path / "wrong").write_bytes(b"This is no database. " * 400)
    (tmp_path / "wrong").replace(file)
    for _ in range(2):
        with pytest.raises(StoreUnavailable, match="file is not a database"):
            lasting.check()
    another(tmp_path, "kept").replace(file)
    assert lasting.check() == REPLACED
    assert written(file) == ["kept"]
    lasting.close()


def test_a_file_of_a_newer_version_is_not_used(lasting: Store, file: Path, tmp_path: Path) -> None:
    newer = another(tmp_path)
    with closing(sqlite3.connect(newer)) as other:
        other.execute(f"UPDATE {VERSION_TABLE} SET version_num = '9999'")
        other.commit()
    newer.replace(file)
    for _ in range(2):
        with pytest.raises(StoreUnavailable, match="has revision 9999"):
            lasting.save(exchange("new"))
    lasting.close()
    assert written(file) == []


def test_a_file_that_is_deleted_while_it_is_looked_at_is_found_deleted_next_time(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "slack.db"
    path.write_bytes(b"data")
    file = DatabaseFile(path)
    file.opened(file.identity())
    status = path.stat()

    def deleted_behind(one: Path) -> os.stat_result:
        one.unlink()
        return status

    with monkeypatch.context() as looked_at:
        looked_at.setattr("bot.slack.store.file._status", lambda one: deleted_behind(one) if one == path else None)
        assert file.change() == ""
    assert file.change() == "deleted"
