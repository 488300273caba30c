"""Precedents and histories of a text or citation, with a judgement whether they are relevant, and their JSON."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

from retrieval.agreed.given import Given, read_given
from retrieval.agreed.history import Step, Uses, chain_of, uses_of_meaning, uses_of_words
from retrieval.agreed.precedents import Likeness, Precedent, Precedents, find_precedents
from retrieval.agreed.traced import TracedPhrase
from retrieval.asking.answerability.confidence import judge
from retrieval.asking.encoded_index import EncodedIndex
from retrieval.asking.ranking.search_query import search_query
from retrieval.asking.reading import read_question
from retrieval.clauses.clause import Clause
from retrieval.clauses.filters import NO_LIMITS, Filters, filters_record
from retrieval.errors import QuestionError
from retrieval.wording.changes import Part


@dataclass(frozen=True, slots=True)
class AgreedLanguage:
    """Precedents of a text or clause, judged.

    Attributes:
        found: The precedents, before judgement.
        confidence: Probability that one of the first three of the same substance is relevant; None if the
            encoder is not calibrated, or none was ranked.
        same_substance: Whether the confidence reaches the threshold.
        generation: Name of the index generation that was searched.
        encoder: The name of the model that ranked them.
    """

    found: Precedents
    confidence: float | None
    same_substance: bool
    generation: str
    encoder: str

    @property
    def precedents(self) -> tuple[Precedent, ...]:
        """Clauses that use the language; those of the same substance only if judged relevant."""
        return tuple(one for one in self.found.found if self.same_substance or one.likeness is not Likeness.SUBSTANCE)

    @property
    def near_misses(self) -> tuple[Precedent, ...]:
        """Nearest clauses of the same substance, if judged not relevant."""
        return self.found.found[len(self.precedents) :]  # those of the same substance come last

    def is_first(self, clause: Clause) -> bool:
        """Return whether a clause is the first use of the language."""
        return self.found.first is not None and clause.id == self.found.first.id

    def as_record(self) -> dict[str, Any]:
        """Return the JSON object that `clausebot precedents --json` prints."""
        found = self.found
        return {
            "given": _given_record(found.given),
            "answered": bool(self.precedents),
            "confidence": None if self.confidence is None else round(self.confidence, 4),
            "filters": filters_record(found.filters),
            "later": found.later,
            "generation": self.generation,
            "encoder": self.encoder,
            "counts": {likeness.value: number for likeness, number in found.counts.items()},
            "first": _brief_record(found.first) if found.first else None,
            "precedents": [_precedent_record(one, self) for one in self.precedents],
            "near_misses": [_precedent_record(one, self) for one in self.near_misses],
            "phrases": [_phrase_record(phrase, found.given) for phrase in found.phrases],
        }


@dataclass(frozen=True, slots=True)
class History:
    """Revision chain of a clause, or uses of words by year.

    Attributes:
        given: The clause or text asked for.
        filters: Filters on the clauses.
        chain: Revision chain of a cited clause.
        uses: Clauses that use the words or answer the question; None for a cited clause.
        answered: Whether there is a result; for a search by meaning, whether it is judged relevant.
        generation: Name of the index generation that was searched.
        encoder: The name of the model of the index.
    """

    given: Given
    filters: Filters
    chain: tuple[Step, ...]
    uses: Uses | None
    answered: bool
    generation: str
    encoder: str

    def as_record(self) -> dict[str, Any]:
        """Return the JSON object that `clausebot history --json` prints."""
        uses = self.uses
        how = "chain" if uses is None else "words" if uses.by_words else "meaning"
        return {
            "given": _given_record(self.given),
            "answered": self.answered,
            "by": how,
            "filters": filters_record(self.filters),
            "generation": self.generation,
            "encoder": self.encoder,
            "steps": [_step_record(step) for step in self.chain],
            "years": [
                {"year": year, "clauses": [clause.id for clause in clauses]}
                for year, clauses in (uses.by_year if uses else {}).items()
            ],
            "clauses": [clause.as_record() for clause in (uses.clauses if uses else ())],
        }


def find_language(
    asked: str,
    encoded: EncodedIndex,
    *,
    k: int,
    filters: Filters = NO_LIMITS,
    later: bool = False,
) -> AgreedLanguage:
    """Find precedents of a text or of a cited clause, and judge whether they are relevant; see `find_precedents`.

    Args:
        asked: The text or the citation, as typed.
        encoded: The index to search, with its encoder.
        k: Maximum precedents of each likeness, and maximum phrases.
        filters: Limits on the clauses.
        later: Whether to search for later clauses rather than earlier ones.

    Raises:
        QuestionError: If there are no words, or too many, or `later` is set for a text without a date.
        CitationError: If it cites no single paragraph of the library.
        ClauseIndexError: If the index has no phrases and chains, as in Milvus.
    """
    index = encoded.index.require_full()
    given = read_given(asked, index)
    found = find_precedents(given, encoded, k=k, filters=filters, later=later)
    sure, enough = judge(found.given.text, found.evidence, encoded.calibration)
    return AgreedLanguage(found, sure, enough, index.manifest.generation, encoded.encoder.name)


def find_history(
    asked: str,
    encoded: EncodedIndex,
    *,
    filters: Filters = NO_LIMITS,
    by_meaning: bool = False,
) -> History:
    """Find the history of a citation (revision chain), of words (clauses with them), or of a question (answers).

    Args:
        asked: Citation, words or question, as typed.
        encoded: The index to search, with its encoder.
        filters: Limits on the clauses.
        by_meaning: Whether to search by meaning even if clauses contain the words.

    Raises:
        QuestionError: If it has no words, or too many, or only states filters.
        CitationError: If it cites no single paragraph of the library.
        ClauseIndexError: If the index has no phrases and chains, as in Milvus.
    """
    index = encoded.index.require_full()
    given = read_given(asked, index)
    in_force, chain, uses, answered = _found(given, encoded, filters, by_meaning=by_meaning)
    return History(
        given=given,
        filters=in_force,
        chain=chain,
        uses=uses,
        answered=answered,
        generation=index.manifest.generation,
        encoder=encoded.encoder.name,
    )


def _found(
    given: Given, encoded: EncodedIndex, filters: Filters, *, by_meaning: bool
) -> tuple[Filters, tuple[Step, ...], Uses | None, bool]:
    """Return the filters, those of a question included, the revision chain, the uses, and whether there is a result."""
    index = encoded.index.require_full()
    if given.cited:
        chain = chain_of(given.cited, index=index, filters=filters)
        return filters, chain, None, bool(chain)
    uses = None if by_meaning else uses_of_words(given.text, index=index, filters=filters)
    if uses and uses.clauses:
        return filters, (), uses, True
    understood = read_question(given.text, index, filters=filters).reading.understood
    if understood.only_limits:
        raise QuestionError("the question has only limits; add the words to look for")
    question = search_query(understood, index)
    uses, evidence = uses_of_meaning(question.text, encoded, filters=question.scope.filters)
    _, answered = judge(given.text, evidence, encoded.calibration)
    return question.scope.filters, (), replace(uses, said=given.text), answered and bool(uses.clauses)


def _given_record(given: Given) -> dict[str, Any]:
    return {"text": given.text, "id": given.clause.id if given.clause else None}


def _brief_record(clause: Clause) -> dict[str, Any]:
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
        "first": _brief_record(phrase.first),
        "clauses": phrase.clauses,
        "resolutions": phrase.resolutions,
    }


def _step_record(step: Step) -> dict[str, Any]:
    return {
        "before": step.before.id if step.before else None,
        **step.clause.as_record(),
        "difference": _difference_record(step.parts, "before"),
    }
