"""An answer: what was asked, what was found, and from which state of which library. No printing, no Slack."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from retrieval.asking.understand.followup import FollowUp, Turn
from retrieval.clauses.clause import Clause, Hit
from retrieval.clauses.question import Filters
from retrieval.clauses.references.citations import Citations


@dataclass(frozen=True, slots=True)
class Answer:
    """What the bot says to a question.

    Attributes:
        asked: The question as it was understood, by itself or after the turns before it.
        confidence: That one of the first three hits answers, from 0 to 1; None where it is not known for this encoder.
        generation: The state of the index that the hits come from.
        encoder: The name of the model that ranked them.
        near_misses: What came nearest, where nothing answers.
        reply: What is said to words that ask nothing: a greeting, thanks; else "".
    """

    asked: FollowUp
    answered: bool
    confidence: float | None
    generation: str
    encoder: str
    hits: tuple[Hit, ...] = ()
    near_misses: tuple[Hit, ...] = ()
    reply: str = ""

    @property
    def turn(self) -> Turn:
        """What the next question may build on."""
        symbols = dict.fromkeys(hit.clause.symbol for hit in (self.hits or self.near_misses)[:3])
        return Turn(self.asked.understood, tuple(symbols))


def answer_record(answer: Answer, citations: Citations) -> dict[str, Any]:
    """Return an answer as the JSON object that scripts rely on.

    Args:
        answer: The answer.
        citations: Of the generation that it comes from.
    """
    understood = answer.asked.understood
    return {
        "question": understood.asked,
        "answered": answer.answered,
        "confidence": None if answer.confidence is None else round(answer.confidence, 4),
        "filters": filters_record(understood.filters),
        "understood": {
            "searched": understood.text,
            "stated": list(understood.stated),
            "corrected": {correction.typed: correction.meant for correction in understood.corrections},
            "follow_up": answer.asked.note,
        },
        "reply": answer.reply,
        "generation": answer.generation,
        "encoder": answer.encoder,
        "hits": [_hit_record(hit, citations) for hit in answer.hits],
        "near_misses": [_hit_record(hit, citations) for hit in answer.near_misses],
    }


def filters_record(filters: Filters) -> dict[str, Any]:
    """Return filters as JSON."""
    return {
        "resolutions": [str(citation) for citation in filters.resolutions],
        "since": filters.since.isoformat() if filters.since else None,
        "until": filters.until.isoformat() if filters.until else None,
        "kinds": [kind.value for kind in filters.kinds],
        "themes": list(filters.themes),
        "countries": list(filters.countries),
        "suggested": filters.suggested,
    }


def citations_record(clause: Clause, citations: Citations) -> dict[str, Any]:
    """Return what a clause cites, and the ids of those that cite it; spans are characters of its text."""
    return {
        "cites": [
            {"span": [one.start, one.end], "target": one.target, "held": one.held, "url": one.url}
            for one in citations.cites(clause.id)
        ],
        "cited_by": citations.cited_by(clause.symbol, clause.paragraph) if clause.paragraph else [],
    }


def _hit_record(hit: Hit, citations: Citations) -> dict[str, Any]:
    return {
        "rank": hit.rank,
        "score": round(hit.score, 6),
        **hit.clause.as_record(),
        "highlights": [list(span) for span in hit.highlights],
        "also": list(hit.also),
        "alike": list(hit.alike),
        "parts": list(hit.parts),
        **citations_record(hit.clause, citations),
    }
