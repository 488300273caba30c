"""Precedents and histories as the bot gives them, and their JSON. No printing, no Slack."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from retrieval.agreed.given import Given
from retrieval.agreed.history import Step, Uses
from retrieval.agreed.precedents import Likeness, Precedent, Precedents
from retrieval.agreed.traced import TracedPhrase
from retrieval.clauses.clause import Clause
from retrieval.clauses.question import Filters
from retrieval.clauses.record import filters_record
from retrieval.wording.changes import Part, PartKind


@dataclass(frozen=True, slots=True)
class AgreedLanguage:
    """Where some language was used.

    Attributes:
        found: Everything that was found.
        confidence: That one of the first three of the same substance is to the point, from 0 to 1; None where it is not
            known for this encoder, or none was ranked.
        same_substance: Whether that is enough.
        generation: The state of the index that they come from.
        encoder: The name of the model that ranked them.
    """

    found: Precedents
    confidence: float | None
    same_substance: bool
    generation: str
    encoder: str

    @property
    def precedents(self) -> tuple[Precedent, ...]:
        """What uses the language."""
        return tuple(one for one in self.found.found if self.same_substance or one.likeness is not Likeness.SUBSTANCE)

    @property
    def near_misses(self) -> tuple[Precedent, ...]:
        """What comes nearest, but does not seem to be of the same substance."""
        return self.found.found[len(self.precedents) :]

    def is_first(self, clause: Clause) -> bool:
        """Say whether a clause is where the language appears first."""
        return self.found.first is not None and clause.id == self.found.first.id


@dataclass(frozen=True, slots=True)
class History:
    """How something was said over the years.

    Attributes:
        given: What was asked for.
        filters: What the clauses had to be.
        chain: The steps of a clause that was named.
        uses: The clauses that say something that was not a citation; None for a clause that was named.
        answered: Whether there is anything; of what was found by meaning, whether it seems to be to the point.
        generation: The state of the index that it comes from.
        encoder: The name of the model of the index.
    """

    given: Given
    filters: Filters
    chain: tuple[Step, ...]
    uses: Uses | None
    answered: bool
    generation: str
    encoder: str


def precedents_record(language: AgreedLanguage) -> dict[str, Any]:
    """Return precedents as the JSON object that scripts rely on."""
    found = language.found
    return {
        "given": _given_record(found.given),
        "answered": bool(language.precedents),
        "confidence": None if language.confidence is None else round(language.confidence, 4),
        "filters": filters_record(found.filters),
        "later": found.later,
        "generation": language.generation,
        "encoder": language.encoder,
        "counts": {likeness.value: number for likeness, number in found.counts.items()},
        "first": _named(found.first) if found.first else None,
        "precedents": [_precedent_record(one, language) for one in language.precedents],
        "near_misses": [_precedent_record(one, language) for one in language.near_misses],
        "phrases": [_phrase_record(phrase, found.given) for phrase in found.phrases],
    }


def history_record(history: History) -> dict[str, Any]:
    """Return a history as the JSON object that scripts rely on."""
    uses = history.uses
    how = "chain" if uses is None else "words" if uses.by_words else "meaning"
    return {
        "given": _given_record(history.given),
        "answered": history.answered,
        "by": how,
        "filters": filters_record(history.filters),
        "generation": history.generation,
        "encoder": history.encoder,
        "steps": [_step_record(step) for step in history.chain],
        "years": [
            {"year": year, "clauses": [clause.id for clause in clauses]}
            for year, clauses in (uses.by_year if uses else {}).items()
        ],
        "clauses": [clause.as_record() for clause in (uses.clauses if uses else ())],
    }


def unchanged(parts: Iterable[Part]) -> bool:
    """Say whether nothing was changed."""
    return all(part.kind is PartKind.KEPT for part in parts)


def _given_record(given: Given) -> dict[str, Any]:
    return {"text": given.text, "id": given.clause.id if given.clause else None}


def _named(clause: Clause) -> dict[str, Any]:
    return {"id": clause.id, "date": clause.date.isoformat() if clause.date else None}


def _precedent_record(one: Precedent, language: AgreedLanguage) -> dict[str, Any]:
    return {
        "likeness": one.likeness.value,
        "score": round(one.score, 6),
        "first_appearance": language.is_first(one.clause),
        **one.clause.as_record(),
        "difference": _difference_record(one.parts, "given"),
        "also": list(one.also),
        "alike": list(one.alike),
    }


def _difference_record(parts: Sequence[Part], old: str) -> list[dict[str, Any]]:
    return [{"kind": part.kind.value, old: list(part.old), "clause": list(part.new)} for part in parts]


def _phrase_record(phrase: TracedPhrase, given: Given) -> dict[str, Any]:
    return {
        "text": given.text[slice(*phrase.at)],
        "span": list(phrase.at),
        "first": _named(phrase.first),
        "clauses": phrase.clauses,
        "resolutions": phrase.resolutions,
    }


def _step_record(step: Step) -> dict[str, Any]:
    return {
        "before": step.before.id if step.before else None,
        **step.clause.as_record(),
        "difference": _difference_record(step.parts, "before"),
    }
