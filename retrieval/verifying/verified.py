"""Verdict on a quotation or a citation, with its source and differences."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from retrieval.clauses.citation import Citation
from retrieval.clauses.clause import Clause
from retrieval.wording.changes import Part, PartKind


class Verdict(StrEnum):
    """Result of the verification of a quotation or a citation."""

    EXACT = "exact"
    DIFFERS = "differs"
    WRONG_PARAGRAPH = "wrong-paragraph"
    WRONG_RESOLUTION = "wrong-resolution"
    WRONG_YEAR = "wrong-year"
    NOT_FOUND = "not-found"
    NOT_HELD = "not-held"
    OK_CITATION = "ok-citation"

    @property
    def is_wrong(self) -> bool:
        """Whether something has to be corrected; a resolution that the library lacks is no error of the text."""
        return not self.is_confirmed and self is not Verdict.NOT_HELD

    @property
    def is_confirmed(self) -> bool:
        """Whether the library has the words, or the paragraph, as stated."""
        return self in (Verdict.EXACT, Verdict.OK_CITATION)


@dataclass(frozen=True, slots=True)
class Verified:
    """Result of the verification of one quotation.

    Attributes:
        text: The quotation.
        verdict: The result.
        cited: Citations that it was verified against; () for the whole library.
        clauses: Clauses with its words, or with the nearest ones, in order.
        main: Clause with most of the words.
        source_text: Words of the source that a differing quotation was compared with; else "".
        parts: Word diff from `source_text` to `text`; () if the words are the same.
        likeness: Share of words in common, from 0 to 1.
        longest: Longest sequence of words in common.
        words: Number of words of the quotation.
        elsewhere: Ids of clauses that are not cited and have the exact words.
    """

    text: str
    verdict: Verdict
    cited: tuple[Citation, ...]
    clauses: tuple[Clause, ...] = ()
    main: Clause | None = None
    source_text: str = ""
    parts: tuple[Part, ...] = ()
    likeness: float = 0.0
    longest: int = 0
    words: int = 0
    elsewhere: tuple[str, ...] = ()

    @property
    def found(self) -> bool:
        """Whether the words are exactly where they are attributed to."""
        return self.verdict is Verdict.EXACT

    @property
    def is_out_of_order(self) -> bool:
        """Whether all words are in the source, but not in this order."""
        return self.verdict is Verdict.DIFFERS and all(part.kind is PartKind.KEPT for part in self.parts)

    @property
    def differs_in_figures(self) -> bool:
        """Whether it differs from its source in figures alone, as in a date; "17" in place of "six" counts, too."""
        added, removed = (
            [part.text(self.source_text, self.text) for part in self.parts if part.kind is kind]
            for kind in (PartKind.ADDED, PartKind.REMOVED)
        )
        short = all(_is_figure(one) or len(one.split()) == 1 for one in removed)
        return bool(added) and all(map(_is_figure, added)) and short

    def as_record(self) -> dict[str, Any]:
        """Return the JSON object; ranges of the difference count characters of the quotation."""
        return {
            "quote": self.text,
            "citation": citations_text(self.cited),
            "verdict": self.verdict.value,
            "source": self.main.id if self.main else None,
            "sources": [clause.id for clause in self.clauses],
            "difference": [
                {"kind": part.kind.value, "text": part.text(self.source_text, self.text).strip(), "span": [*part.new]}
                for part in self.parts
                if part.kind is not PartKind.KEPT
            ],
            "elsewhere": list(self.elsewhere),
        }


def citations_text(cited: Sequence[Citation]) -> str | None:
    """Format citations as drafters write them; None for none."""
    return "; ".join(map(str, cited)) or None


def _is_figure(text: str) -> bool:
    return any(map(str.isdigit, text)) and not any(map(str.isalpha, text))
