"""A clause as it was when somebody picked it, and what has become of it in the library since."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from bot.export.entry import Entry
from bot.wording import long_date
from retrieval.clauses.citation import Citation, short
from retrieval.clauses.clause import Clause
from retrieval.index.protocol import ClauseIndex
from retrieval.wording.fold import fold_words


@dataclass(frozen=True, slots=True)
class Kept:
    """A clause that somebody picked.

    Attributes:
        clause: Its words, its source and the sha256 of that, all as they were then.
        at: When, with a time zone.
        note: What the person wrote beside it; "" for nothing.
    """

    clause: Clause
    at: datetime
    note: str = ""

    @property
    def entry(self) -> Entry:
        """The clause as exports show it."""
        return Entry(self.clause, kept=self.at.date(), note=self.note)


def key_of(clause: Clause) -> str:
    """Return what tells a clause from others, in fewer than 100 letters: its id, or without a number its words' digest.

    The id of a clause without a number is a mere place, which others take as paragraphs are inserted.
    """
    if clause.paragraph:
        return clause.id
    words = fold_words(f"{clause.lead_in} {clause.text}")
    return f"{clause.symbol}: {hashlib.sha256(words.encode()).hexdigest()}"


class Fate(StrEnum):
    """What has become of a kept clause in the library."""

    SAME = "same"
    CHANGED = "changed"
    MOVED = "moved"
    GONE = "gone"


@dataclass(frozen=True, slots=True)
class Standing:
    """How a kept clause stands to the library as it is now.

    Attributes:
        now: The clause that has its place or, if it moved, its words; None where it is gone.
    """

    fate: Fate
    now: Clause | None = None

    @property
    def note(self) -> str:
        """What is to be said of it; "" where nothing has changed."""
        match self.fate:
            case Fate.CHANGED:
                return "The library quotes this paragraph differently now"
            case Fate.MOVED if self.now:
                return f"The library cites these words as {short(self.now.id)} now"
            case Fate.GONE:
                return "This paragraph is no longer in the library"
        return ""


def standing(kept: Clause, index: ClauseIndex) -> Standing:
    """Compare a kept clause with what the library has in its place."""
    symbol = kept.symbol
    return compare(kept, index.clauses_at(index.named(Citation(symbol.number, symbol.year, None)).tolist()))


def compare(kept: Clause, inside: Sequence[Clause]) -> Standing:
    """Compare a kept clause with the clauses that the library has of its resolution.

    The quoted words are compared letter by letter. A paragraph that gets its number only later, from an official text,
    has moved. One without a number is known by its words alone, as its id is another's once its source changes.
    """
    words = fold_words(kept.text)
    with_words = [clause for clause in inside if fold_words(clause.text) == words]
    if kept.paragraph:
        now = next((clause for clause in inside if clause.id == kept.id), None)
    else:
        now = next((clause for clause in with_words if clause.paragraph is None), None)
    if now:
        same = (now.lead_in, now.text) == (kept.lead_in, kept.text)
        return Standing(Fate.SAME if same else Fate.CHANGED, now)
    return Standing(Fate.MOVED, with_words[0]) if with_words else Standing(Fate.GONE)


def kept_notes(kept: Kept, now: Standing | None) -> list[str]:
    """Say when and why a clause was kept, and what has become of it in the library since, where that is known."""
    because = f": {kept.note}" if kept.note else ""
    return [f"Kept on {long_date(kept.at.date())}{because}", *([now.note] if now and now.note else [])]
