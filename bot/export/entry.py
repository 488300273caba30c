"""A clause to be written, with what belongs to it there."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from retrieval.clause import Clause


@dataclass(frozen=True, slots=True)
class Entry:
    """A clause, and what is said beside it.

    Attributes:
        also: Ids of the others with the same words.
        kept: When somebody picked it; None if nobody did.
        note: What that person wrote beside it.
    """

    clause: Clause
    also: Sequence[str] = ()
    kept: date | None = None
    note: str = ""
