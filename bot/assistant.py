"""The one engine behind the console, the command line and Slack."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from threadpoolctl import threadpool_limits

from bot.answer import Answer
from bot.replies import reply_to
from bot.settings import Settings
from embeddings.encoder import Encoder
from retrieval.answerable import calibration_for, confidence
from retrieval.citation import Citation
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
        opened = self._newest()
        kind = reply_kind(text)
        if kind is not None:
            return self._said(FollowUp(Understood(text, text), continues=False, note=""), reply_to(kind))
        if literal:
            read = FollowUp(Understood(text, text, given, stated=describe(given)), continues=False, note="")
        else:
            read = follow_up(text, before, opened.facts, given)
        understood = read.understood
        absent = [citation for citation in understood.cited if not self._has(citation)]
        if absent:
            return self._said(read, f"There is no {absent[0]} in this library.")
        question = to_search_for(understood, opened.generation)
        return self._judged(read, search(question, generation=opened.generation, encoder=self._encoder, k=k))

    def _judged(self, read: FollowUp, found: Found) -> Answer:
        sure, enough = None, 0.0
        calibration = calibration_for(self._encoder.fingerprint)
        if read.understood.cited:
            sure = 1.0  # a paragraph that is named is what was asked for
        elif calibration is not None and found.evidence is not None:
            sure, enough = confidence(read.understood.asked, found.evidence, calibration), calibration.enough
        answered = bool(found.hits) and (sure is None or sure >= enough)
        return Answer(
            asked=read,
            answered=answered,
            confidence=sure,
            generation=self.generation.name,
            encoder=self._encoder.name,
            hits=found.hits if answered else (),
            near_misses=() if answered else found.hits,
        )

    def _said(self, read: FollowUp, reply: str) -> Answer:
        return Answer(read, False, None, self.generation.name, self._encoder.name, reply=reply)

    def _has(self, citation: Citation) -> bool:
        return any(citation.covers(clause) for clause in self.generation.clauses)

    def _newest(self) -> _Opened:
        if published(self._index) != self.generation.name:
            self._opened = self._open(open_generation(self._index))
        return self._opened

    def _open(self, generation: Generation) -> _Opened:
        check_encoder(generation, self._encoder)
        return _Opened(generation, facts_of(generation.clauses, generation.manifest.vocabulary))


def to_search_for(understood: Understood, generation: Generation) -> Question:
    """Return what an understood question comes to: its words with the long forms of abbreviations, and its limits."""
    words = expanded(understood.text, generation.manifest.abbreviations)
    return Question(words, understood.filters, understood.outside, understood.cited, understood.years)


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
