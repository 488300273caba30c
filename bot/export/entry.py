"""A clause to be written, with what belongs to it there."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from retrieval.clauses.clause import Clause


@dataclass(frozen=True, slots=True)
class Entry:
    """A clause, and what is said beside it.

    Attributes:
        also: Ids of the others with the same words.
        linked: What it cites and what cites it, as JSON lines say that; empty where they do not.
        kept: When somebody picked it; None if nobody did.
        note: What that person wrote beside it.
    """

    clause: Clause
    also: Sequence[str] = ()
    linked: Mapping[str, Any] = field(default_factory=dict)
    kept: date | None = None
    note: str = ""
