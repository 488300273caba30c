"""The one engine behind the console, the command line and Slack."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from threadpoolctl import threadpool_limits

from bot.answer import Answer
from bot.replies import reply_to
from bot.settings import Settings
from embeddings.encoder import Encoder
from retrieval.answerable import calibration_for, confidence
from retrieval.citation import Citation, parse_citation
from retrieval.clause import Symbol
from retrieval.index.generation import Generation, open_generation, published
from retrieval.question import NO_LIMITS, Filters, Question, checked
from retrieval.search import Found, check_encoder, search
from retrieval.understand.abbreviations import expanded
from retrieval.understand.facts import LibraryFacts, facts_of
from retrieval.understand.followup import FollowUp, Turn, follow_up
from retrieval.understand.smalltalk import reply_kind
from retrieval.understand.understood import Understood, describe


@dataclass(frozen=True, slots=True)
class _Opened:
    """A generation, and what is known of it before anything is asked."""

    generation: Generation
    facts: LibraryFacts


@dataclass(frozen=True, slots=True)
class Asked:
    """What is kept of a question that was answered.

    Attributes:
        question: As typed.
        given: Limits set by other means than its words.
        literal: Whether it was searched for as its words stand.
        symbols: The resolutions of its first hits, as "S/RES/1325 (2000)".
    """

    question: str
    given: Filters = NO_LIMITS
    literal: bool = False
    symbols: Sequence[str] = ()


class Assistant:
    """Answers questions from whichever generation of an index is published."""

    def __init__(self, index: Path, generation: Generation, encoder: Encoder) -> None:
        self._index = index
        self._encoder = encoder
        self._opened = self._open(generation)

    @property
    def generation(self) -> Generation:
        """The one that the next answer comes from, unless a newer one is published before."""
        return self._opened.generation

    def newest(self) -> Generation:
        """Return the published generation, opened first where it is newer than the one before.

        Raises:
            ClauseIndexError: If it is damaged or was made by another encoder.
        """
        if published(self._index) != self.generation.name:
            self._opened = self._open(open_generation(self._index))
        return self._opened.generation

    def answer(
        self, asked: str, k: int, *, given: Filters = NO_LIMITS, before: Sequence[Turn] = (), literal: bool = False
    ) -> Answer:
        """Answer from the newest generation, with `k` hits where there are so many.

        Args:
            asked: The question, as typed.
            k: Hits wanted.
            given: Limits set by other means than the question's words.
            before: The turns of the conversation so far.
            literal: Whether to search for the words as they are, reading no limits from them.

        Raises:
            QuestionError: If the question has no words, or too many.
            ClauseIndexError: If a newer generation was published that is damaged or made by another encoder.
        """
        text = checked(asked)
        generation = self.newest()
        read, reply = self._read(text, before, given, literal)
        if reply:
            return self._said(read, reply)
        question = to_search_for(read.understood, generation)
        return self._judged(read, search(question, generation=generation, encoder=self._encoder, k=k))

    def turns(self, asked: Iterable[Asked]) -> tuple[Turn, ...]:
        """Rebuild the turns of a conversation, oldest first, without searching again; small talk is left out."""
        self.newest()
        turns: tuple[Turn, ...] = ()
        for one in asked:
            read, reply = self._read(checked(one.question), turns, one.given, one.literal)
            if not reply:
                turns = (*turns, Turn(read.understood, tuple(map(_symbol, one.symbols))))
        return turns

    def _read(self, text: str, before: Sequence[Turn], given: Filters, literal: bool) -> tuple[FollowUp, str]:
        """Return a question as it is understood, and what is said instead of searching; "" where it is searched for."""
        kind = reply_kind(text)
        if kind is not None:
            return FollowUp(Understood(text, text), continues=False, note=""), reply_to(kind)
        if literal:
            read = FollowUp(Understood(text, text, given, stated=describe(given)), continues=False, note="")
        else:
            read = follow_up(text, before, self._opened.facts, given)
        absent = [citation for citation in read.understood.cited if not self._has(citation)]
        return read, f"There is no {absent[0]} in this library." if absent else ""

    def _judged(self, read: FollowUp, found: Found) -> Answer:
        sure, answered = self._verdict(read.understood, found)
        return Answer(
            asked=read,
            answered=answered,
            confidence=sure,
            generation=self.generation.name,
            encoder=self._encoder.name,
            hits=found.hits if answered else (),
            near_misses=() if answered else found.hits,
        )

    def _verdict(self, understood: Understood, found: Found) -> tuple[float | None, bool]:
        """Return how sure it is that the first hits answer, and whether that is enough."""
        calibration = calibration_for(self._encoder.fingerprint)
        if understood.cited or understood.only_limits:
            return 1.0, bool(found.hits)  # what is named is what was asked for
        if found.evidence is None or calibration is None:
            return None, bool(found.hits)
        sure = confidence(understood.asked, found.evidence, calibration)
        return sure, sure >= calibration.enough

    def _said(self, read: FollowUp, reply: str) -> Answer:
        return Answer(read, False, None, self.generation.name, self._encoder.name, reply=reply)

    def _has(self, citation: Citation) -> bool:
        return any(citation.covers(clause) for clause in self.generation.clauses)

    def _open(self, generation: Generation) -> _Opened:
        check_encoder(generation, self._encoder)
        return _Opened(generation, facts_of(generation.clauses, generation.manifest.vocabulary))


def _symbol(text: str) -> Symbol:
    citation = parse_citation(text)
    assert citation.year, "a symbol is written with its year"
    return Symbol(citation.number, citation.year)


def to_search_for(understood: Understood, generation: Generation) -> Question:
    """Return what an understood question comes to: its words with the long forms of abbreviations, and its limits."""
    words = expanded(understood.text, generation.manifest.abbreviations)
    return Question(
        words,
        understood.filters,
        understood.outside,
        understood.cited,
        understood.years,
        everything=understood.only_limits,
    )


def open_assistant(settings: Settings) -> Assistant:
    """Open the published generation and load the encoder that was asked for, else the one it was built with.

    Raises:
        ClauseIndexError: If there is no index, or it is damaged or made by another encoder.
        ModelError: If the encoder is not installed.
    """
    generation = open_generation(settings.index)
    # numpy's threads spin on after a product, on the cores that the encoder wants: a question takes thrice as long.
    threadpool_limits(1, user_api="blas")
    # What pulls in torch comes last, so that a missing index is said at once.
    from embeddings.reference import load_encoder  # noqa: PLC0415

    name = settings.model or generation.manifest.encoder
    encoder = load_encoder(name, settings.models_dir, adapter=settings.adapter)
    return Assistant(settings.index, generation, encoder)
