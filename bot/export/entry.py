"""Export entry: a clause with its annotations."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from retrieval.clauses.clause import Clause


@dataclass(frozen=True, slots=True)
class Entry:
    """Export entry of a clause.

    Attributes:
        also: Ids of other clauses with the same words.
        linked: Citations from and to the clause, as JSON record; empty if not exported.
        kept: Time when a user kept it; None if not from a collection.
        note: The user's note.
    """

    clause: Clause
    also: Sequence[str] = ()
    linked: Mapping[str, Any] = field(default_factory=dict)
    kept: date | None = None
    note: str = ""
