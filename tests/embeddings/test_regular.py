"""Files are read; whatever would make the reader wait, or has no end, is refused by what it is."""

from __future__ import annotations

import os
import socket
from collections.abc import Callable
from pathlib import Path

import pytest

from embeddings.folder import sha256_of
from embeddings.regular import NotReadError, open_regular, read_regular


def _socket(path: Path) -> None:
    with socket.socket(socket.AF_UNIX) as one:
        one.bind(str(path))


KINDS: dict[str, tuple[str, Callable[[Path], object]]] = {
    "pipe": ("it is a named pipe, not a file", os.mkfifo),
    "socket": ("it is a socket, not a file", _socket),
    "device": ("it is a device, not a file", lambda path: path.symlink_to("/dev/zero")),
    "folder": ("it is a folder, not a file", Path.mkdir),
}


@pytest.mark.parametrize(("said", "make"), KINDS.values(), ids=KINDS)
@pytest.mark.parametrize("read", [open_regular, sha256_of, lambda path: read_regular(path, 9)])
def test_no_file_is_refused_by_what_it_is_and_so_is_a_link_to_it(
    said: str,
    make: Callable[[Path], object],
    *,
    read: Callable[[Path], object],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.chdir(tmp_path)  # the name of a socket may have a hundred characters only
    make(Path("there"))
    Path("link").symlink_to("there")
    for name in ("there", "link"):
        with pytest.raises(NotReadError) as caught:
            read(Path(name))
        assert caught.value.strerror == said


def test_a_link_to_a_file_is_the_file(tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(b"words")
    (tmp_path / "link").symlink_to("file")
    assert read_regular(tmp_path / "link", 5) == b"words"


def test_a_file_is_read_up_to_its_limit_whatever_its_size_is_said_to_be(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "file"
    path.write_bytes(b"x" * 4_200_000)
    with pytest.raises(NotReadError) as caught:
        read_regular(path, 3_000_000)
    assert caught.value.strerror == "it has 4 MB"
    is_empty = os.stat_result((*os.stat(path)[:6], 0, *os.stat(path)[7:]))  # noqa: PTH116 - what is replaced
    monkeypatch.setattr(os, "fstat", lambda handle: is_empty)
    with pytest.raises(NotReadError) as caught:
        read_regular(path, 3_000_000)
    assert caught.value.strerror == "it has more than 3 MB"


def test_a_file_that_is_not_there_is_an_error_of_the_system_s(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError):
        read_regular(tmp_path / "nothing", 9)
