"""Kept clause: a snapshot of a clause, and its comparison with the current library."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from bot.export.formats import Entry
from retrieval.clauses.citation import Citation, short_citation
from retrieval.clauses.clause import Clause
from retrieval.clauses.months import long_date
from retrieval.index.protocol import ClauseIndex
from retrieval.wording.fold import fold_words


@dataclass(frozen=True, slots=True)
class Kept:
    """Snapshot of a clause that a user kept.

    Attributes:
        clause: The clause with its words, source and source checksum at that time.
        at: Time of keeping, with a time zone.
        note: The user's note; "" for none.
    """

    clause: Clause
    at: datetime
    note: str = ""

    @property
    def entry(self) -> Entry:
        """Convert to an export entry."""
        return Entry(self.clause, kept=self.at.date(), note=self.note)


def key_of(clause: Clause) -> str:
    """Return a unique key of a clause, below 100 characters: its id or, for an unnumbered clause, a hash of its words.

    The id of an unnumbered clause is its position, which shifts when paragraphs are inserted.
    """
    if clause.paragraph:
        return clause.id
    words = fold_words(clause.text_with_lead_in)
    return f"{clause.symbol}: {hashlib.sha256(words.encode()).hexdigest()}"


class Fate(StrEnum):
    """Status of a kept clause in the library."""

    SAME = "same"
    CHANGED = "changed"
    MOVED = "moved"
    GONE = "gone"


@dataclass(frozen=True, slots=True)
class Standing:
    """Comparison of a kept clause with the current library.

    Attributes:
        now: The library's clause with the same id or, if it moved, with the same words; None if it is gone.
    """

    fate: Fate
    now: Clause | None = None

    @property
    def note(self) -> str:
        """Note on the change; "" if unchanged."""
        match self.fate:
            case Fate.CHANGED:
                return "The library quotes this paragraph differently now"
            case Fate.MOVED if self.now:
                return f"The library cites these words as {short_citation(self.now.id)} now"
            case Fate.GONE:
                return "This paragraph is no longer in the library"
        return ""


def standing(kept: Clause, index: ClauseIndex) -> Standing:
    """Compare a kept clause with the library of an index."""
    symbol = kept.symbol
    return compare(kept, index.clauses_at(index.rows_of(Citation.of(symbol)).tolist()))


def compare(kept: Clause, inside: Sequence[Clause]) -> Standing:
    """Compare a kept clause with the library's clauses of the same resolution.

    The words are compared letter by letter. A paragraph that got its number later, from an official text, counts as
    moved. An unnumbered paragraph is matched by its words only, as its id may change.
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
    """Format the date and the note of a kept clause, and its change in the library if known."""
    because = f": {kept.note}" if kept.note else ""
    return [f"Kept on {long_date(kept.at.date())}{because}", *([now.note] if now and now.note else [])]
