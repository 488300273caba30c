"""A collection: one small file of a person's own, a kept clause a line, in the order they were picked."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from bot.collect.kept import Kept, key_of
from bot.errors import BotError
from bot.wording import counted, named_shortly
from embeddings.files import changing, write_whole
from embeddings.oserrors import remedy
from embeddings.regular import read_regular
from retrieval.clauses.clause import Clause, clause_from_record

DEFAULT = "kept"
"""The collection that is meant where none is named."""

MOST = 5_000
"""Clauses of one collection; a whole library is exported with `clausebot clauses`."""

LONGEST_NOTE = 2_000
"""Characters of a note."""

_ENDING = ".jsonl"
_NAME = re.compile(r"\w(?:[\w -]{0,58}\w)?")
_BYTES = 100_000_000


class CollectionError(BotError):
    """A collection cannot be read, changed or named so; the message says what can be done."""


@dataclass(frozen=True, slots=True)
class Added:
    """What came of keeping clauses.

    Attributes:
        new: Those that were not in the collection before.
        renewed: Those that were, with other words or another note.
        there: Those that were just so.
    """

    new: tuple[Clause, ...]
    renewed: tuple[Clause, ...]
    there: tuple[Clause, ...]

    def line(self, name: str) -> str:
        """Say which clauses a collection keeps from now on, and which it kept already."""
        said = [
            f"{counted(len(clauses), 'clause')} {what}: {named_shortly([clause.id for clause in clauses])}"
            for clauses, what in (
                (self.new, f"kept in “{name}”"),
                (self.renewed, "kept before, now with the words and the note of now"),
                (self.there, "kept already"),
            )
            if clauses
        ]
        return "\n".join(said)


@dataclass(frozen=True, slots=True)
class Collection:
    """A named collection in a folder; each change is written whole or not at all.

    Args:
        folder: Where collections are; made when the first clause is kept.
        name: As people say it: letters, digits, blanks, "-" and "_".
        clock: The time, with a time zone.
    """

    folder: Path
    name: str = DEFAULT
    clock: Callable[[], datetime] = lambda: datetime.now(UTC)

    def __post_init__(self) -> None:
        if not _NAME.fullmatch(self.name):
            raise CollectionError(
                f"{self.name[:80]!r} cannot name a collection; use up to 60 letters, digits, blanks, '-' and '_'"
            )

    @property
    def path(self) -> Path:
        """The file."""
        return self.folder / f"{self.name}{_ENDING}"

    def read(self) -> tuple[Kept, ...]:
        """Return what is kept, in the order it was picked; nothing where there is no file yet.

        Raises:
            CollectionError: If the file cannot be read; it is left as it is.
        """
        try:
            # Not all that ends a line for Python ends one here: a quote may hold it.
            lines = read_regular(self.path, _BYTES).decode().split("\n")
        except FileNotFoundError:
            return ()
        except (OSError, UnicodeDecodeError) as error:
            raise CollectionError(f"{self.path} cannot be read ({error}); mend it, or move it away") from None
        return tuple(self._read_line(number, line) for number, line in enumerate(lines, 1) if line.strip())

    def add(self, clauses: Iterable[Clause], note: str = "") -> Added:
        """Keep clauses; one that is kept already takes the words of now, and the note if there is one.

        Raises:
            CollectionError: If the note is too long, there would be too many, or the file cannot be used.
        """
        if len(note) > LONGEST_NOTE:
            raise CollectionError(f"the note has {len(note):,} characters; {LONGEST_NOTE:,} at most are kept")
        note = note.encode(errors="replace").decode()  # a shell may hand on bytes that are no text
        wanted = {key_of(clause): clause for clause in clauses}
        with self._changing() as kept:
            before = dict(kept)
            for key, clause in wanted.items():
                old = kept.get(key)
                kept[key] = _renewed(old, clause, note) if old else Kept(clause, self.clock(), note)
            if len(kept) > MOST:
                raise CollectionError(
                    f"the collection {self.name!r} would have {len(kept):,} clauses, and takes {MOST:,}; "
                    "name another one, or write a whole library with 'clausebot clauses --output FILE'"
                )
        return Added(
            new=tuple(clause for key, clause in wanted.items() if key not in before),
            renewed=tuple(kept[key].clause for key in wanted if key in before and kept[key] != before[key]),
            there=tuple(kept[key].clause for key in wanted if key in before and kept[key] == before[key]),
        )

    def remove(self, ids: Iterable[str]) -> tuple[Kept, ...]:
        """Take clauses out, all that have one of these ids, and return those that were there, in their order.

        Raises:
            CollectionError: If the file cannot be used.
        """
        wanted = set(ids)
        with self._changing() as kept:
            meant = [key for key, one in kept.items() if one.clause.id in wanted]
            return tuple(kept.pop(key) for key in meant)

    @contextmanager
    def _changing(self) -> Iterator[dict[str, Kept]]:
        """Lend what is kept, by key, to be changed by one process at a time; what is raised meanwhile undoes it all."""
        try:
            self.folder.mkdir(mode=0o700, parents=True, exist_ok=True)
            with changing(self.path):
                before = self.read()
                kept = {key_of(one.clause): one for one in before}
                yield kept
                if tuple(kept.values()) != before:
                    self._write(tuple(kept.values()))
        except TimeoutError:
            raise CollectionError(f"another program is changing {self.path}; try again when it is done") from None
        except OSError as error:
            raise CollectionError(
                f"{self.path} cannot be written ({error.strerror or error}); {remedy(error)}"
            ) from None

    def _write(self, kept: Sequence[Kept]) -> None:
        lines = (f"{json.dumps(_record(one), ensure_ascii=False)}\n" for one in kept)
        write_whole(self.path, "".join(lines).encode(), private=True)

    def _read_line(self, number: int, line: str) -> Kept:
        try:
            record = json.loads(line)
            at = datetime.fromisoformat(record["kept"])
            return Kept(clause_from_record(record["clause"]), at.astimezone(UTC), str(record["note"]))
        except (ValueError, KeyError, TypeError, AttributeError, OverflowError, RecursionError) as error:
            raise CollectionError(
                f"line {number} of {self.path} is no kept clause ({type(error).__name__}: {error}); mend the line or "
                "take it out, and nothing else is lost"
            ) from None


def names(folder: Path) -> list[str]:
    """Return the names of the collections in a folder, in the order of the alphabet."""
    return sorted(path.stem for path in folder.glob(f"*{_ENDING}") if _NAME.fullmatch(path.stem))


def _renewed(old: Kept, clause: Clause, note: str) -> Kept:
    return replace(old, clause=clause, note=note or old.note)


def _record(kept: Kept) -> dict[str, Any]:
    return {"kept": kept.at.isoformat(), "note": kept.note, "clause": kept.clause.as_record()}
