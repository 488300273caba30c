"""A file or folder is there whole or not at all, and nothing else is touched."""

import os
import stat
import time
from pathlib import Path

import pytest

from embeddings.files import change_lock, place_folder, replacing, write_whole

UNIX = pytest.mark.skipif(os.name == "nt", reason="permissions of Unix")


def files(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.iterdir()}


def mode(path: Path) -> int:
    return stat.S_IMODE(path.stat().st_mode)


def test_a_file_is_replaced_when_all_is_written_and_not_before(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes(b"before")
    with replacing(path) as file:
        file.write(b"after")
        file.flush()
        assert path.read_bytes() == b"before"
    assert files(tmp_path) == {"a.txt": b"after"}


@pytest.mark.parametrize("error", [RuntimeError, KeyboardInterrupt])
def test_what_breaks_off_leaves_what_was_there_and_nothing_else(error: type[BaseException], tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_bytes(b"before")

    def break_off() -> None:
        with replacing(tmp_path / "a.txt") as file:
            file.write(b"half")
            raise error

    with pytest.raises(error):
        break_off()
    assert files(tmp_path) == {"a.txt": b"before"}


def test_a_disk_that_fails_leaves_what_was_there_and_nothing_else(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "a.txt").write_bytes(b"before")

    def fail(_: Path) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("embeddings.files.sync", fail)
    with pytest.raises(OSError, match="No space left"):
        write_whole(tmp_path / "a.txt", b"after")
    assert files(tmp_path) == {"a.txt": b"before"}


def test_a_library_that_writes_by_name_writes_whole_too(tmp_path: Path) -> None:
    """Some put a file of their own there, with other permissions."""
    (tmp_path / "other").write_bytes(b"by itself")
    with replacing(tmp_path / "a.txt") as file:
        (tmp_path / "other").replace(file.name)
    write_whole(tmp_path / "b.txt", b"")
    assert files(tmp_path) == {"a.txt": b"by itself", "b.txt": b""}
    assert mode(tmp_path / "a.txt") == mode(tmp_path / "b.txt")


def test_a_link_stays_a_link_to_what_is_written(tmp_path: Path) -> None:
    kept, link = tmp_path / "kept" / "labels.csv", tmp_path / "labels.csv"
    kept.parent.mkdir()
    link.symlink_to(kept)
    for content in (b"new", b"newer"):
        write_whole(link, content)
        assert (link.is_symlink(), files(kept.parent)) == (True, {"labels.csv": content})


def test_links_that_go_in_a_circle_are_an_error_and_stay(tmp_path: Path) -> None:
    (tmp_path / "a").symlink_to(tmp_path / "b")
    (tmp_path / "b").symlink_to(tmp_path / "a")
    with pytest.raises(OSError, match=r"symbolic links"):
        write_whole(tmp_path / "a", b"text")
    assert sorted(path.name for path in tmp_path.iterdir() if path.is_symlink()) == ["a", "b"]


def test_no_link_that_somebody_planted_is_written_through(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Names of partial files cannot be guessed; one that is there all the same is refused, whatever it is."""
    victim = tmp_path / "victim"
    victim.write_bytes(b"precious")
    (tmp_path / ".a.txt.partial").symlink_to(victim)
    write_whole(tmp_path / "a.txt", b"text")
    monkeypatch.setattr("secrets.token_hex", lambda _length: "guessed")
    (tmp_path / ".clausebot-guessed.partial").symlink_to(victim)
    with pytest.raises(FileExistsError):
        write_whole(tmp_path / "a.txt", b"other")
    assert (victim.read_bytes(), (tmp_path / "a.txt").read_bytes()) == (b"precious", b"text")


@UNIX
def test_permissions_are_those_of_the_file_that_is_replaced_or_of_new_files(tmp_path: Path) -> None:
    (tmp_path / "new").touch()
    write_whole(tmp_path / "a", b"")
    write_whole(tmp_path / "b", b"", private=True)
    assert mode(tmp_path / "a") == mode(tmp_path / "new")
    assert mode(tmp_path / "b") == 0o600
    (tmp_path / "a").chmod(0o640)
    with replacing(tmp_path / "a") as file:
        assert mode(Path(file.name)) == 0o600
    assert mode(tmp_path / "a") == 0o640


def test_what_a_killed_process_left_behind_is_removed_by_a_later_one(tmp_path: Path) -> None:
    old, fresh = tmp_path / ".clausebot-0123.partial", tmp_path / ".clausebot-4567.partial"
    old.touch()
    fresh.touch()
    two_days_ago = time.time() - 2 * 24 * 3600
    os.utime(old, (two_days_ago, two_days_ago))
    write_whole(tmp_path / "a", b"")
    assert files(tmp_path).keys() == {"a", fresh.name}


@pytest.mark.parametrize("name", ["x" * 250, "ä" * 120, "-", "a b"])
def test_any_name_that_a_file_may_have_can_be_written(name: str, tmp_path: Path) -> None:
    write_whole(tmp_path / name, b"text")
    assert files(tmp_path) == {name: b"text"}


def test_a_folder_is_not_replaced_by_a_file(tmp_path: Path) -> None:
    (tmp_path / "folder").mkdir()
    with pytest.raises(OSError, match=r"folder"):
        write_whole(tmp_path / "folder", b"text")
    assert [path.name for path in tmp_path.iterdir()] == ["folder"]


def test_a_folder_is_on_disk_before_it_has_its_name(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    staged = tmp_path / "staged"
    (staged / "deeper").mkdir(parents=True)
    (staged / "deeper" / "file").write_bytes(b"text")
    told: list[str] = []
    monkeypatch.setattr("embeddings.files.sync", lambda path: told.append(path.relative_to(tmp_path).as_posix()))
    place_folder(staged, tmp_path / "folder")
    assert told == ["staged/deeper", "staged/deeper/file", "staged", "."]
    assert (tmp_path / "folder" / "deeper" / "file").read_bytes() == b"text"


def test_two_names_of_one_file_have_one_lock(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "kept").mkdir()
    (tmp_path / "labels.csv").symlink_to(tmp_path / "kept" / "labels.csv")
    monkeypatch.setattr("embeddings.files._PATIENCE", 0)
    with change_lock(tmp_path / "labels.csv"):
        with pytest.raises(TimeoutError), change_lock(tmp_path / "kept" / "labels.csv"):
            pass
        with change_lock(tmp_path / "other.csv"):
            pass
