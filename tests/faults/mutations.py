"""File mutations for fault injection: emptied, truncated, bit-flipped, swapped, wrong type, replaced."""

from __future__ import annotations

import hashlib
import io
import json
import os
import shutil
import sqlite3
from collections.abc import Callable
from pathlib import Path
from random import Random
from typing import Any

import numpy as np

Mutation = Callable[[Path, Random], str]
"""Mutation: damages a file and returns a description; "" if not applicable."""


def emptied(path: Path, _chance: Random) -> str:
    """Empty the file."""
    path.write_bytes(b"")
    return "emptied"


def truncated(path: Path, chance: Random) -> str:
    """Truncate the file."""
    data = path.read_bytes()
    if not data:
        return ""
    path.write_bytes(data[: chance.randrange(len(data))])
    return f"cut to {path.stat().st_size} of {len(data)} bytes"


def bit_flipped(path: Path, chance: Random) -> str:
    """Flip one bit."""
    data = bytearray(path.read_bytes())
    if not data:
        return ""
    at, bit = chance.randrange(len(data)), chance.randrange(8)
    data[at] ^= 1 << bit
    path.write_bytes(data)
    return f"bit {bit} of byte {at} flipped"


def block_overwritten(path: Path, chance: Random) -> str:
    """Overwrite a block with random bytes, ones (NaN as floats) or zeros."""
    data = bytearray(path.read_bytes())
    if not data:
        return ""
    at, size = chance.randrange(len(data)), chance.choice((4, 64, 512, len(data)))
    size = min(size, len(data) - at)
    what = chance.choice((chance.randbytes(size), b"\xff" * size, bytes(size)))
    data[at : at + size] = what
    path.write_bytes(data)
    return f"{size} bytes at {at} overwritten with {what[:4].hex()}…"


def appended(path: Path, chance: Random) -> str:
    """Append bytes."""
    more = chance.choice((b"\n", b"x", b"\0" * 100, chance.randbytes(1000), b"[" * 60_000, b'{"a":' * 60_000))
    with path.open("ab") as file:
        file.write(more)
    return f"{len(more)} bytes appended, {more[:6]!r}"


def overwritten(path: Path, chance: Random) -> str:
    """Replace the content."""
    numbers = io.BytesIO()
    np.save(numbers, np.full(3, np.nan))
    what = chance.choice(
        (
            b"null",
            b"[]",
            b"{}",
            b'"text"',
            b"1" * 5000,
            b"[" * 100_000,
            b'{"a":' * 100_000,
            b"NaN",
            b"\xff\xfe\0\0",
            b"\x80 is no UTF-8",
            b"a = " + b"[" * 50_000,
            b"a = " + b"9" * 5_000,
            numbers.getvalue(),
            chance.randbytes(2000),
        )
    )
    path.write_bytes(what)
    return f"replaced by {what[:12]!r}… ({len(what)} bytes)"


def deleted(path: Path, _chance: Random) -> str:
    """Delete the file."""
    path.unlink()
    return "deleted"


def made_a_folder(path: Path, _chance: Random) -> str:
    """Replace the file by a folder, unreadable as a file even for root."""
    path.unlink()
    path.mkdir()
    return "replaced by a folder"


def made_a_link_to_itself(path: Path, _chance: Random) -> str:
    """Replace the file by a symbolic link to itself."""
    path.unlink()
    path.symlink_to(path.name)
    return "replaced by a link to itself"


def made_a_fifo(path: Path, _chance: Random) -> str:
    """Replace the file by a named pipe without a writer."""
    path.unlink()
    os.mkfifo(path)
    return "replaced by a FIFO"


def swapped(path: Path, chance: Random) -> str:
    """Replace the file by another one of the same folder."""
    others = [other for other in sorted(path.parent.iterdir()) if other != path and other.is_file()]
    if not others:
        return ""
    other = chance.choice(others)
    shutil.copyfile(other, path)
    return f"replaced by a copy of {other.name}"


def mistyped(path: Path, chance: Random) -> str:
    """Change the type of one JSON value."""
    if path.suffix not in (".json", ".jsonl"):
        return ""
    lines = path.read_bytes().splitlines(keepends=True) if path.suffix == ".jsonl" else [path.read_bytes()]
    at = chance.randrange(len(lines))
    try:
        value = json.loads(lines[at])
    except ValueError:
        return ""
    changed, what = _mistyped(value, chance)
    lines[at] = json.dumps(changed).encode() + (b"\n" if len(lines) > 1 else b"")
    path.write_bytes(b"".join(lines))
    return f"JSON changed: {what}"


def misshapen(path: Path, chance: Random) -> str:
    """Change the dtype, the shape or the values of the array."""
    if path.suffix != ".npy":
        return ""
    array = np.load(path, allow_pickle=False)
    plain = array.view(np.int32) if array.dtype.names else array
    wide = plain.astype(np.int64)  # numpy refuses numbers that a narrow dtype cannot hold
    ways: dict[str, Callable[[], Any]] = {
        "floats": lambda: plain.astype(np.float64),
        "text": lambda: plain.astype(str),
        "no number": lambda: np.full(plain.shape, np.nan),
        "negative": lambda: (-1 - wide).astype(plain.dtype),
        "beyond": lambda: (wide + 2**30).astype(plain.dtype),
        "one less": lambda: array[:-1],
        "one more": lambda: np.concatenate([array, array[:1]]),
        "none": lambda: array[:0],
        "backwards": array[::-1].copy,
        "one number": lambda: np.int64(5),
        "a column": lambda: array[:, np.newaxis],
        "other bytes": lambda: array.astype(array.dtype.newbyteorder()),
        "all the same": lambda: np.full_like(array, array[-1]) if len(array) else array,
        "itself": lambda: np.arange(len(array), dtype=np.int64),
        "one of them beyond": lambda: _with_one(array, chance, 2**31 - 1),
        "one of them negative": lambda: _with_one(array, chance, -5),
    }
    name = chance.choice(sorted(ways))
    np.save(path, ways[name]())
    return f"array changed: {name}"


def rows_changed(path: Path, chance: Random) -> str:
    """Change one value of the table."""
    if path.suffix != ".sqlite":
        return ""
    with sqlite3.connect(path) as file:
        tables = [name for (name,) in file.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
        if not tables:
            return ""
        table = chance.choice(sorted(tables))
        columns = [row[1] for row in file.execute(f"PRAGMA table_info({table})")]
        column = chance.choice(columns[1:])
        value: object = chance.choice(
            (b"", b"\xff" * 128, None, 7, "text", b"x" * 5, np.full(32, np.nan, "f4").tobytes())
        )
        file.execute(f"UPDATE {table} SET {column} = ?", (value,))
    file.close()
    return f"column {column} of {table} set to {str(value)[:20]}"


EVERY: tuple[Mutation, ...] = (
    emptied,
    truncated,
    bit_flipped,
    block_overwritten,
    appended,
    overwritten,
    deleted,
    made_a_folder,
    made_a_link_to_itself,
    made_a_fifo,
    swapped,
    mistyped,
    misshapen,
    rows_changed,
)


def seal(index: Path, name: str) -> bool:
    """Update the checksums in manifest and pointer to a damaged file of the published generation.

    Returns:
        Whether the file exists, and the manifest names it or is it.
    """
    pointer = index / "current.json"
    current = json.loads(pointer.read_bytes())
    folder = index / "generations" / current["generation"]
    manifest, path = folder / "manifest.json", folder / name
    if not path.is_file() or not manifest.is_file():
        return False
    if path != manifest:
        said = json.loads(manifest.read_bytes())
        said["files"][name] = hashlib.sha256(path.read_bytes()).hexdigest()
        manifest.write_text(json.dumps(said), encoding="utf-8")
    current["manifest_sha256"] = hashlib.sha256(manifest.read_bytes()).hexdigest()
    pointer.write_text(json.dumps(current), encoding="utf-8")
    return True


def _with_one(array: Any, chance: Random, value: int) -> Any:
    changed = array.copy()
    flat = changed.view(np.int32).reshape(-1) if changed.dtype.names else changed.reshape(-1)
    if len(flat):
        flat[chance.randrange(len(flat))] = value % 256 if flat.dtype == np.uint8 else value
    return changed


_WRONG: tuple[Any, ...] = (
    None, 0, -1, 10**400, 1.5, float("nan"), "", "text", "../../..", "\0", [], [[]], {}, {"a": None}, True, [1, None],
)  # fmt: skip


def _mistyped(value: Any, chance: Random) -> tuple[Any, str]:
    """Return a value with one nested value changed, and a description of the change."""
    if isinstance(value, dict) and value and chance.random() < 0.9:
        key = chance.choice(sorted(value))
        if chance.random() < 0.15:
            return {other: one for other, one in value.items() if other != key}, f"{key} left out"
        changed, what = _mistyped(value[key], chance)
        return {**value, key: changed}, f"{key[:40]}: {what}"
    if isinstance(value, list) and value and chance.random() < 0.8:
        at = chance.randrange(len(value))
        changed, what = _mistyped(value[at], chance)
        return [*value[:at], changed, *value[at + 1 :]], f"[{at}] {what}"
    wrong = chance.choice([one for one in _WRONG if one is not value])
    return wrong, f"{str(value)[:20]!r} became {str(wrong)[:20]!r}"
