"""Answers and hits, and their JSON."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from retrieval.asking.understand.followup import FollowUp, Turn
from retrieval.asking.understand.smalltalk import ReplyKind
from retrieval.clauses.clause import Clause, Provenance, Span, ThemeLabel
from retrieval.clauses.filters import filters_record
from retrieval.clauses.references.citations import NO_CITATIONS, Citations


@dataclass(frozen=True, slots=True)
class Hit:
    """A clause that was found.

    Attributes:
        rank: Counted from 1.
        score: How well it covers the question: the mean over its tokens of the best cosine, and a little more for a
            year that is mentioned; higher is closer.
        also: Ids of clauses with the same words, folded into this hit, in corpus order.
        alike: Ids of clauses with nearly the same words, grouped with this hit, best first.
        parts: Ids of the sub-paragraphs that a clause goes on in which ends with a colon.
        highlights: Ranges of `clause.text` that answer, in code points; the end is exclusive.
        citations: Who cites whom in the index that it comes from.
    """

    clause: Clause
    rank: int
    score: float
    also: tuple[str, ...] = ()
    alike: tuple[str, ...] = ()
    parts: tuple[str, ...] = ()
    highlights: tuple[Span, ...] = ()
    citations: Citations = field(default=NO_CITATIONS, repr=False, compare=False)

    @property
    def citation(self) -> str:
        """The clause's citation in full."""
        return self.clause.citation

    @property
    def text(self) -> str:
        """The clause, verbatim."""
        return self.clause.text

    @property
    def themes(self) -> tuple[ThemeLabel, ...]:
        """The clause's theme labels, and who gave each."""
        return self.clause.themes

    @property
    def source(self) -> Provenance:
        """The bytes that the clause was read from."""
        return self.clause.source

    def as_record(self) -> dict[str, Any]:
        """Return the JSON object of a hit, as `clausebot ask --json` prints it."""
        return {
            "rank": self.rank,
            "score": round(self.score, 6),
            **self.clause.as_record(),
            "highlights": [list(span) for span in self.highlights],
            "also": list(self.also),
            "alike": list(self.alike),
            "parts": list(self.parts),
            **self.citations.record_of(self.clause),
        }


@dataclass(frozen=True, slots=True)
class Answer:
    """The answer to a question: hits, or near misses where nothing answers.

    Attributes:
        asked: The question as it was understood, by itself or after the turns before it.
        confidence: That one of the first three hits answers, from 0 to 1; None where it is not known for this encoder.
        generation: The state of the index that the hits come from.
        encoder: The name of the model that ranked them.
        near_misses: The nearest clauses, where nothing answers.
        reply: A sentence in place of hits: that a resolution which is named is not held; else "".
        small_talk: The kind of small talk that was typed in place of a question; nothing is searched for then.
    """

    asked: FollowUp
    answered: bool
    confidence: float | None
    generation: str
    encoder: str
    hits: tuple[Hit, ...] = ()
    near_misses: tuple[Hit, ...] = ()
    reply: str = ""
    small_talk: ReplyKind | None = None

    @property
    def turn(self) -> Turn:
        """The turn of a conversation that the next question may build on."""
        symbols = dict.fromkeys(hit.clause.symbol for hit in (self.hits or self.near_misses)[:3])
        return Turn(self.asked.understood, tuple(symbols))

    def as_record(self) -> dict[str, Any]:
        """Return the JSON object that `clausebot ask --json` prints."""
        understood = self.asked.understood
        return {
            "question": understood.asked,
            "answered": self.answered,
            "confidence": None if self.confidence is None else round(self.confidence, 4),
            "filters": filters_record(understood.filters),
            "understood": {
                "searched": understood.text,
                "stated": list(understood.stated),
                "corrected": {correction.typed: correction.meant for correction in understood.corrections},
                "follow_up": self.asked.note,
            },
            "reply": self.reply,
            "generation": self.generation,
            "encoder": self.encoder,
            "hits": [hit.as_record() for hit in self.hits],
            "near_misses": [hit.as_record() for hit in self.near_misses],
        }
