"""An answer: what was asked, what was found, and from which state of which library. No printing, no Slack."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from retrieval.clause import Hit
from retrieval.question import Filters, Question
from retrieval.record import clause_record


@dataclass(frozen=True, slots=True)
class Answer:
    """What the bot says to a question.

    Attributes:
        confidence: That the hits answer, from 0 to 1; None while nothing has been measured that would tell.
        generation: The state of the index that the hits come from.
        encoder: The name of the model that ranked them.
        near_misses: What came nearest, where nothing answers.
    """

    question: Question
    answered: bool
    confidence: float | None
    generation: str
    encoder: str
    hits: tuple[Hit, ...]
    near_misses: tuple[Hit, ...] = ()


def answer_record(answer: Answer) -> dict[str, Any]:
    """Return an answer as the JSON object that scripts rely on."""
    return {
        "question": answer.question.text,
        "answered": answer.answered,
        "confidence": answer.confidence,
        "filters": filters_record(answer.question.filters),
        "generation": answer.generation,
        "encoder": answer.encoder,
        "hits": [_hit_record(hit) for hit in answer.hits],
        "near_misses": [_hit_record(hit) for hit in answer.near_misses],
    }


def filters_record(filters: Filters) -> dict[str, Any]:
    """Return filters as JSON."""
    return {
        "resolutions": [str(citation) for citation in filters.resolutions],
        "since": filters.since.isoformat() if filters.since else None,
        "until": filters.until.isoformat() if filters.until else None,
        "kinds": [kind.value for kind in filters.kinds],
        "themes": list(filters.themes),
    }


def _hit_record(hit: Hit) -> dict[str, Any]:
    return {
        "rank": hit.rank,
        "score": round(hit.score, 6),
        **clause_record(hit.clause),
        "highlights": [list(span) for span in hit.highlights],
        "also": list(hit.also),
    }
