"""Files that an owner writes by hand: TOML that bursts its reader is an error that names the file."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from retrieval.errors import LibraryError
from retrieval.library import owned
from retrieval.library.abbreviations import load_abbreviations
from retrieval.library.headings import load_columns
from retrieval.library.owned import read_owned, read_toml
from retrieval.library.themes import built_in_vocabulary, load_vocabulary
from retrieval.suggesting.profiles import load_profiles

LOADERS: dict[str, Callable[[Path], object]] = {
    "themes.toml": load_vocabulary,
    "columns.toml": load_columns,
    "abbreviations.toml": load_abbreviations,
}
BAD = {
    "nested": (b"a = " + b"[" * 50_000, "it is nested too deep"),
    "number": (b"a = " + b"9" * 5_000, r"Exceeds the limit[^;]*digits"),
    "dots": (b"a." * 300_000 + b"a = 1", "it took more than 0.5 seconds of computing to read"),
    "large": (b" " * 1_100_000, r"cannot be read \(it has 1 MB\)"),
    "bytes": (b"\xff", "can't decode byte"),
    "broken": (b"[theme", "Expected"),
}


@pytest.mark.parametrize(("content", "said"), BAD.values(), ids=BAD)
@pytest.mark.parametrize("name", LOADERS)
def test_what_bursts_its_reader_is_an_error_that_names_the_file(
    name: str, content: bytes, said: str, *, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(owned, "_MOST_SECONDS", 0.5)
    (tmp_path / name).write_bytes(content)
    with pytest.raises(LibraryError, match=rf"{name}.*{said}.*; expected"):
        LOADERS[name](tmp_path)


def test_the_profiles_of_themes_are_read_as_safely(tmp_path: Path) -> None:
    (tmp_path / "themes.toml").write_bytes(BAD["nested"][0])
    with pytest.raises(LibraryError, match=r"themes\.toml: it is nested too deep; expected lists"):
        load_profiles(tmp_path, built_in_vocabulary())


def test_toml_says_what_it_says(tmp_path: Path) -> None:
    (tmp_path / "a.toml").write_text("a = [1, 2.5, true, 'é']\n[b]\nday = 2000-10-31\n", encoding="utf-8")
    assert read_toml(tmp_path / "a.toml", "expected") == {"a": [1, 2.5, True, "é"], "b": {"day": "2000-10-31"}}


def test_a_file_that_is_not_there_says_nothing(tmp_path: Path) -> None:
    assert read_owned(tmp_path / "labels.csv") is None
    assert read_toml(tmp_path / "themes.toml", "expected") == {}
