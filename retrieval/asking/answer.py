"""Answer and hits of a question, and their JSON records."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from typing import Any, Literal, TypeAlias

from retrieval.asking.understand.finding import ReplyKind
from retrieval.asking.understand.follow_ups.turns import Reading, Turn
from retrieval.clauses.clause import Clause, Provenance, Span, ThemeLabel
from retrieval.clauses.filters import describe, filters_record
from retrieval.clauses.references.citations import NO_CITATIONS, CitationGraph

Certainty: TypeAlias = Literal["sure", "likely", "closest"]

SURE = 0.8
"""Least confidence of an answer that is called sure."""
QUOTED = 3
"""Number of first hits on which a follow-up builds."""
CLOSE = 0.25
"""Least confidence at which near misses are shown at once: in one case of four, one of the first three answers."""


@dataclass(frozen=True, slots=True)
class Hit:
    """Search hit: a clause with its rank and score.

    Attributes:
        rank: Counted from 1.
        score: Late-interaction score: the mean, over the tokens of the question, of the best cosine with a token of the
            clause. Tokens of rare words weigh more, and a mentioned year adds a little. Higher is closer.
        also: Ids of duplicate clauses (same words), folded into this hit, in corpus order.
        alike: Ids of near-duplicate clauses in the whole library; those that the same search found come first.
        parts: Ids of its sub-paragraphs, if the clause ends in a colon.
        highlights: Ranges of `clause.text` that answer, in code points; the end is exclusive.
        citations: Citation graph of the index that the hit comes from.
        later: Ids of its latest versions in later resolutions, the latest first; none from an index without chains.
        first: Id of the first adopted duplicate or near-duplicate in the whole library; "" if no earlier resolution has
            one, and from an index without chains.
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


def ranked(hits: Iterable[Hit]) -> tuple[Hit, ...]:
    """Return hits with the ranks of the order that they are in."""
    return tuple(replace(hit, rank=rank) for rank, hit in enumerate(hits, start=1))


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
        total: Number of items of a list or count; None for other shapes.
        by_words: Whether the hits are all paragraphs with the words of the topic.
        worded: Number of members of a list that have the words of its topic; None for other shapes.
        sides: Sides of a comparison.
        other_words: Terms that some of the hits have in place of everyday words of the topic.
        said: Message before the hits; "" for none.
        nowhere: Whether no paragraph has the topic, and nothing but its own words stands for it, as for a name.
        by_meaning: Whether they are a list, a count, a first or latest mention of a topic whose words no paragraph has.
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
    by_meaning: bool = False
    said: str = ""


def led_nowhere(answered: bool | None, confidence: float | None) -> bool:
    """Return whether no hit answered a question or came close; False where that is not known."""
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
        reply: Message before the hits or in their place, such as that a named resolution is absent; "" for none.
        absent_names: What the question names and the library lacks: "S/RES/2538 (2020)", "in 1987", "Haiti".
        absent_words: For display: words, a topic or a quotation that no paragraph has, "“ebola”"; or a value, a country
            or a definition that no hit has, "what names “Mali”".
        lacks_all: Whether the question asks for nothing but absent words, so that no near miss may answer.
        total: Number of items of a list or count, of which the hits may show only the first; None for other shapes.
        by_words: Whether the hits of a list are all paragraphs with the words of its topic, not the nearest by meaning.
        worded: Number of the members of a list that have these words; None for other shapes.
        by_meaning: Whether no paragraph has the words of the topic of a list, a count, a first or latest mention, not
            even a related word.
        other_words: Terms that some members of a list have in place of everyday words of its topic: "unmanned aircraft
            systems" in a list of "drones".
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
    generation: str = ""
    encoder: str = ""
    hits: tuple[Hit, ...] = ()
    near_misses: tuple[Hit, ...] = ()
    reply: str = ""
    absent_names: tuple[str, ...] = ()
    absent_words: tuple[str, ...] = ()
    lacks_all: bool = False
    small_talk: ReplyKind | None = None
    is_turn: bool = True
    total: int | None = None
    by_words: bool = False
    worded: int | None = None
    by_meaning: bool = False
    other_words: tuple[str, ...] = ()
    sides: tuple[Side, ...] = ()
    typed: str = ""
    beyond: tuple[str, ...] = ()
    suggestions: int = 0
    unknown: tuple[str, ...] = ()

    @property
    def absent(self) -> tuple[str, ...]:
        """All that the question asks for and the library lacks, for display."""
        return (*self.absent_names, *self.absent_words)

    @property
    def certainty(self) -> Certainty | None:
        """The confidence as a word; None if nothing was found, or the encoder is not calibrated.

        A question with words that were not understood is never "sure". Nor is a list of paragraphs without the words of
        its topic, a question for absent words, or one that names something else that is absent, unless it cites
        paragraphs or only states limits.
        """
        if self.confidence is None or not (self.hits or self.near_misses):
            return None
        if not self.answered:
            return "closest"
        question = self.reading.understood
        lacks_names = bool(self.absent_names) and not (question.cited or question.only_limits)
        is_covered = not (lacks_names or self.absent_words or self.unknown or self.by_meaning)
        return "sure" if self.confidence >= SURE and is_covered else "likely"

    @property
    def is_close(self) -> bool:
        """Whether nothing answers for certain, but one of the near misses may."""
        lacks_all = bool(self.absent_names) or self.lacks_all
        return self.certainty == "closest" and not lacks_all and (self.confidence or 0) >= CLOSE

    @property
    def turn(self) -> Turn:
        """Conversation turn that a follow-up question may build on."""
        # Near misses that are not shown at once are not what "it" and "the second one" mean.
        found = [hit.clause for hit in self.hits or (self.near_misses if self.is_close else ())]
        shown = tuple(clause.id for clause in found)
        return Turn(
            self.reading.understood.without_standing,
            symbols=tuple(dict.fromkeys(clause.symbol for clause in found[:QUOTED])),
            quoted=shown[:QUOTED],
            shown=shown,
            text=found[0].text if found else "",
            led_nowhere=self.confidence is not None and not found,
            opens_topic=self.reading.opens_topic,
        )

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
