"""Files are there whole, or as they were."""

from pathlib import Path

import pytest

from retrieval.index import files


def test_a_file_is_replaced_by_the_whole_of_another(tmp_path: Path) -> None:
    path = tmp_path / "labels.csv"
    for content in (b"before", b"after"):
        files.write_whole(path, content)
        assert [(one.name, one.read_bytes()) for one in tmp_path.iterdir()] == [("labels.csv", content)]


def test_a_disk_that_fails_leaves_what_was_there_and_nothing_else(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "labels.csv"
    path.write_bytes(b"before")

    def fail(_: Path) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(files, "sync", fail)
    with pytest.raises(OSError, match="No space left"):
        files.write_whole(path, b"after")
    assert [(one.name, one.read_bytes()) for one in tmp_path.iterdir()] == [("labels.csv", b"before")]
