"""How a program under measurement is spoken to: a JSON line in, a JSON line out, the time between being its.

    {"op": "index", "folder": …}                  indexes a folder that `tests.benchmarks.corpus` wrote, and saves that
    {"op": "ask", "question": …, "k": 5}          encodes and searches: {"hits": [[id, …], …]}, best first
    {"op": "encode", "question": …}               encodes, and keeps the vector for
    {"op": "search", "k": 5}                      searching alone, as often as it is asked for
    {"op": "nothing"}                             what a line there and one back take

The encoder is loaded at the first of these that needs it, and what was indexed before is opened at the first question.
Only the standard library is imported here, so that a process loads what it needs and nothing else.
"""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Protocol

PASSAGES_FILE = "passages.jsonl"
LIBRARY_FOLDER = "library"

Hits = list[list[str]]
"""For each hit, best first, the ids of what it shows."""


@dataclass(frozen=True, slots=True)
class Task:
    """What a program is started for.

    Attributes:
        model: The encoder's name.
        weights: The folder of the encoder, as sentence-transformers reads it.
        state: Where what is indexed is saved, and opened from.
    """

    model: str
    weights: str
    state: Path


class Peer(Protocol):
    """One way to find passages, with its encoder loaded."""

    def index(self, folder: Path) -> None:
        """Encode and save all passages of a folder."""

    def open(self) -> None:
        """Open what was saved."""

    def ask(self, question: str, k: int) -> Hits:
        """Find passages, in the way that a user of it would."""

    def encode(self, question: str) -> Any:
        """Encode a question."""

    def search(self, encoded: Any, k: int) -> Hits:
        """Find passages for a question that is encoded already."""


def passages(folder: Path) -> tuple[list[str], list[str]]:
    """Return the ids and the texts of a folder's passages."""
    rows = [json.loads(line) for line in (folder / PASSAGES_FILE).read_text(encoding="utf-8").splitlines()]
    return [row["id"] for row in rows], [row["text"] for row in rows]


def one_each(ids: Sequence[str]) -> Hits:
    """Return hits that show one passage each."""
    return [[one] for one in ids]


def serve(load: Callable[[Task], Peer]) -> None:
    """Do what standard input says, until it ends."""
    replies = os.fdopen(os.dup(1), "w", encoding="utf-8")
    os.dup2(2, 1)  # what a library prints is no reply
    model, weights, state = sys.argv[1:]
    served = _Served(load, Task(model, weights, Path(state)))
    for line in sys.stdin:
        replies.write(f"{json.dumps(served.reply(json.loads(line)))}\n")
        replies.flush()


class _Served:
    """A peer that is loaded when it is first needed, and opened when it is first asked."""

    def __init__(self, load: Callable[[Task], Peer], task: Task) -> None:
        self._load = load
        self._task = task
        self._peer: Peer | None = None
        self._open = False
        self._encoded: Any = None

    def reply(self, said: dict[str, Any]) -> dict[str, Any]:
        if said["op"] == "nothing":
            return {}
        self._peer = peer = self._peer or self._load(self._task)
        if said["op"] == "index":
            peer.index(Path(said["folder"]))
            return {}
        if not self._open:
            peer.open()
            self._open = True
        match said["op"]:
            case "ask":
                return {"hits": peer.ask(said["question"], said["k"])}
            case "encode":
                self._encoded = peer.encode(said["question"])
                return {}
            case "search":
                return {"hits": peer.search(self._encoded, said["k"])}
            case unknown:
                raise ValueError(f"{unknown!r} is not spoken here")
