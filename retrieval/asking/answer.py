"""Answer and hits of a question, and their JSON records."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any, Literal, TypeAlias

from retrieval.asking.understand.finding import ReplyKind
from retrieval.asking.understand.follow_ups.turns import Reading, Turn
from retrieval.clauses.clause import Clause, Provenance, Span, ThemeLabel
from retrieval.clauses.filters import describe, filters_record
from retrieval.clauses.references.citations import NO_CITATIONS, CitationGraph

Certainty: TypeAlias = Literal["sure", "likely", "closest"]

SURE = 0.8
"""Confidence from which an answer is called sure."""
CLOSE = 0.25
"""Confidence from which near misses are shown at once: one of the first three answers in a case of four."""


@dataclass(frozen=True, slots=True)
class Hit:
    """Search hit: a clause with its rank and score.

    Attributes:
        rank: Counted from 1.
        score: How well it covers the question: the mean over its tokens of the best cosine, in which rare words count
            for more, and a little more for a year that is mentioned; higher is closer.
        also: Ids of duplicate clauses (same words), folded into this hit, in corpus order.
        alike: Ids of near-duplicate clauses of the whole library, those that were found with this hit first.
        parts: Ids of its sub-paragraphs, if the clause ends in a colon.
        highlights: Ranges of `clause.text` that answer, in code points; the end is exclusive.
        citations: Citation graph of the index that the hit comes from.
        later: Ids of its latest versions in later resolutions, the latest first; none from an index without chains.
        first: Id of the clause of the whole library with these words or nearly these that was adopted first; "" if no
            earlier one has them, and from an index without chains.
    """

    clause: Clause
    rank: int
    score: float
    also: tuple[str, ...] = ()
    alike: tuple[str, ...] = ()
    parts: tuple[str, ...] = ()
    highlights: tuple[Span, ...] = ()
    citations: CitationGraph = field(default=NO_CITATIONS, repr=False, compare=False)
    later: tuple[str, ...] = ()
    first: str = ""

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
        """Theme labels of the clause, with their labellers."""
        return self.clause.themes

    @property
    def source(self) -> Provenance:
        """File and byte ranges that the clause was read from."""
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
            "first": self.first,
            "parts": list(self.parts),
            "later": list(self.later),
            **self.citations.record_of(self.clause),
        }


@dataclass(frozen=True, slots=True)
class Side:
    """Side of a comparison.

    Attributes:
        resolution: As "S/RES/1325 (2000)".
        ids: Ids of its hits; none if it says nothing on the topic.
    """

    resolution: str
    ids: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Result:
    """Result of the search for a question, in the shape that it asks for.

    Attributes:
        hits: In the order shown.
        confidence: Probability that they answer; None if the encoder is not calibrated.
        answered: Whether the question counts as answered.
        total: Number of what is listed or counted; None for other shapes.
        by_words: Whether the hits are all paragraphs with the words of the topic.
        worded: Number of members of a list that have the words of its topic; None for other shapes.
        sides: Sides of a comparison.
        other_words: Other words for the topic that some of the hits have, where everyday words were asked for.
        said: Message before the hits; "" for none.
        nowhere: Whether what is asked for is a name that no paragraph has.
    """

    hits: tuple[Hit, ...]
    confidence: float | None
    answered: bool
    total: int | None = None
    by_words: bool = False
    worded: int | None = None
    sides: tuple[Side, ...] = ()
    other_words: tuple[str, ...] = ()
    nowhere: bool = False
    said: str = ""


def led_nowhere(answered: bool | None, confidence: float | None) -> bool:
    """Return whether nothing answered a question, nor nearly; False where it is not known."""
    return answered is False and confidence is not None and confidence < CLOSE


@dataclass(frozen=True, slots=True)
class Answer:
    """Answer to a question: hits, or near misses if nothing answers.

    Attributes:
        reading: How the question was read in its conversation.
        confidence: Probability that one of the first three hits answers; None if the encoder is not calibrated.
        generation: Name of the index generation that was searched.
        encoder: The name of the model that ranked them.
        near_misses: The nearest clauses, if nothing answers.
        reply: Message in place of hits or before them, if something that the question names is absent; else "".
        absent: Names that the library lacks: "S/RES/2538 (2020)", "S/RES/1325 (2000), OP 27", "in 1987".
        total: Number of what a list or count is of, however many hits there are; None for other shapes.
        by_words: Whether the hits of a list are all paragraphs with the words of its topic, not the nearest by meaning.
        worded: Number of the members of a list that have these words; None for other shapes.
        other_words: Other words for the topic of a list that some of them have: a list of "drones" has the paragraphs
            with "unmanned aircraft systems".
        sides: Sides of a comparison, in the order named.
        small_talk: Kind of small talk, if the message is no question; nothing is searched for then.
        is_turn: Whether a follow-up may build on it; small talk and a question about absent texts are no turns.
        beyond: Ids of clauses that answer without the limits, best first, if nothing answers within them.
        suggestions: Number of clauses within the limits whose theme is only suggested, if none has it as a label.
        unknown: Words of a question in another language that were not understood, as typed.
        typed: The question as typed, with single blanks; `reading.understood.asked` lacks noise such as greetings.
    """

    reading: Reading
    answered: bool
    confidence: float | None
    generation: str
    encoder: str
    hits: tuple[Hit, ...] = ()
    near_misses: tuple[Hit, ...] = ()
    reply: str = ""
    absent: tuple[str, ...] = ()
    small_talk: ReplyKind | None = None
    is_turn: bool = True
    total: int | None = None
    by_words: bool = False
    worded: int | None = None
    other_words: tuple[str, ...] = ()
    sides: tuple[Side, ...] = ()
    typed: str = ""
    beyond: tuple[str, ...] = ()
    suggestions: int = 0
    unknown: tuple[str, ...] = ()

    @property
    def certainty(self) -> Certainty | None:
        """The confidence in a word; None where nothing was found, or the encoder is not calibrated.

        A search is not sure of what names something that is absent, or has words that were not understood.
        """
        if self.confidence is None or not (self.hits or self.near_misses):
            return None
        if not self.answered:
            return "closest"
        question = self.reading.understood
        of_all = not self.unknown and (not self.absent or bool(question.cited) or question.only_limits)
        return "sure" if self.confidence >= SURE and of_all else "likely"

    @property
    def is_close(self) -> bool:
        """Whether nothing answers for certain, but one of the near misses may."""
        return self.certainty == "closest" and not self.absent and (self.confidence or 0) >= CLOSE

    @property
    def turn(self) -> Turn:
        """Conversation turn that a follow-up question may build on."""
        first = [hit.clause for hit in (self.hits or self.near_misses)[:3]]
        symbols = dict.fromkeys(clause.symbol for clause in first)
        text = first[0].text if first else ""
        quoted = tuple(clause.id for clause in first)
        nowhere = led_nowhere(self.answered, self.confidence)
        own, opens = self.reading.understood.without_standing, self.reading.opens_topic
        return Turn(own, tuple(symbols), quoted, text=text, led_nowhere=nowhere, opens_topic=opens)

    def as_record(self) -> dict[str, Any]:
        """Return the JSON object that `clausebot ask --json` prints."""
        question = self.reading.understood
        return {
            "question": self.typed or question.asked,
            "answered": self.answered,
            "shape": question.shape.name,
            "language": question.language,
            "confidence": None if self.confidence is None else round(self.confidence, 4),
            "certainty": self.certainty,
            "filters": filters_record(question.scope.filters),
            "understood": {
                "searched": self.reading.searched,
                "stated": list(question.stated),
                "corrected": {correction.typed: correction.meant for correction in question.corrections},
                "unknown": list(self.unknown),
                "follow_up": self.reading.note,
                "standing": list(describe(question.standing)),
                "overruled": list(question.overruled),
            },
            "reply": self.reply,
            "absent": list(self.absent),
            "total": self.total,
            "by_words": self.by_words,
            "with_words": self.worded,
            "other_words": list(self.other_words),
            "sides": [{"resolution": side.resolution, "ids": list(side.ids)} for side in self.sides],
            "generation": self.generation,
            "encoder": self.encoder,
            "hits": [hit.as_record() for hit in self.hits],
            "beyond": list(self.beyond),
            "suggestions": self.suggestions,
            "near_misses": [hit.as_record() for hit in self.near_misses],
        }
