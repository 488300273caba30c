"""Collection file: kept clauses as JSON Lines, in the order they were added."""

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
from embeddings.files import change_lock, write_whole
from embeddings.oserrors import remedy
from embeddings.regular import read_regular
from retrieval.clauses.clause import Clause, clause_from_record

DEFAULT = "kept"
"""Default collection name."""

MOST = 5_000
"""Maximum number of clauses in a collection; `clausebot clauses` exports a whole library."""

LONGEST_NOTE = 2_000
"""Maximum length of a note in characters."""

_ENDING = ".jsonl"
_NAME = re.compile(r"\w(?:[\w -]{0,58}\w)?")
_BYTES = 100_000_000


class CollectionError(BotError):
    """A collection cannot be read or changed, or its name is invalid; the message names the remedy."""


@dataclass(frozen=True, slots=True)
class Added:
    """Result of adding clauses to a collection.

    Attributes:
        new: Clauses that were not in the collection before.
        renewed: Clauses whose words or note were updated.
        there: Clauses that were unchanged.
    """

    new: tuple[Clause, ...]
    renewed: tuple[Clause, ...]
    there: tuple[Clause, ...]

    def line(self, name: str) -> str:
        """Format the added, the updated and the unchanged clauses, a line each."""
        said = [
            f"{counted(len(clauses), 'clause')} {what}: {named_shortly([clause.id for clause in clauses])}"
            for clauses, what in (
                (self.new, f"kept in “{name}”"),
                (self.renewed, "kept before, updated to the current words and note"),
                (self.there, "kept already"),
            )
            if clauses
        ]
        return "\n".join(said)


@dataclass(frozen=True, slots=True)
class Collection:
    """Named collection in a folder; changes are locked and written atomically.

    Args:
        folder: Folder of collections; created with the first clause.
        name: Letters, digits, blanks, "-" and "_".
        clock: Returns the current time, with a time zone.
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
        """Path of the collection's file."""
        return self.folder / f"{self.name}{_ENDING}"

    def read(self) -> tuple[Kept, ...]:
        """Return the kept clauses, in the order they were added; none if there is no file yet.

        Raises:
            CollectionError: If the file cannot be read; it is left unchanged.
        """
        try:
            # Split at "\n" only: a quote may contain other line separators of str.splitlines.
            lines = read_regular(self.path, _BYTES).decode().split("\n")
        except FileNotFoundError:
            return ()
        except (OSError, UnicodeDecodeError) as error:
            raise CollectionError(f"{self.path} cannot be read ({error}); mend it, or move it away") from None
        return tuple(self._read_line(number, line) for number, line in enumerate(lines, 1) if line.strip())

    def add(self, clauses: Iterable[Clause], note: str = "") -> Added:
        """Add clauses; a clause that is there already gets its current words, and the note if one is given.

        Raises:
            CollectionError: If the note is too long, the collection would be too large, or the file cannot be used.
        """
        if len(note) > LONGEST_NOTE:
            raise CollectionError(f"the note has {len(note):,} characters; {LONGEST_NOTE:,} at most are kept")
        note = note.encode(errors="replace").decode()  # command line arguments may contain lone surrogates
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
        """Remove the clauses with these ids, and return the removed ones, in their order.

        Raises:
            CollectionError: If the file cannot be used.
        """
        wanted = set(ids)
        with self._changing() as kept:
            meant = [key for key, one in kept.items() if one.clause.id in wanted]
            return tuple(kept.pop(key) for key in meant)

    @contextmanager
    def _changing(self) -> Iterator[dict[str, Kept]]:
        """Read, modify and write the kept clauses, by key, under a file lock; an exception discards the change."""
        try:
            self.folder.mkdir(mode=0o700, parents=True, exist_ok=True)
            with change_lock(self.path):
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
    """Return the names of the collections in a folder, sorted."""
    return sorted(path.stem for path in folder.glob(f"*{_ENDING}") if _NAME.fullmatch(path.stem))


def _renewed(old: Kept, clause: Clause, note: str) -> Kept:
    return replace(old, clause=clause, note=note or old.note)


def _record(kept: Kept) -> dict[str, Any]:
    return {"kept": kept.at.isoformat(), "note": kept.note, "clause": kept.clause.as_record()}
