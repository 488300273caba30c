"""Answer a question: understand it, search, judge whether that answers."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from embeddings.encoder import Encoder
from retrieval.asking.answer import Answer
from retrieval.asking.answerable import judge
from retrieval.asking.search import Found, search
from retrieval.asking.understand.followup import FollowUp, Turn, follow_up
from retrieval.asking.understand.smalltalk import ReplyKind, reply_kind
from retrieval.asking.understand.understood import Understood
from retrieval.clauses.citation import Citation, parse_citation
from retrieval.clauses.clause import Symbol
from retrieval.clauses.filters import NO_LIMITS, Filters, describe
from retrieval.clauses.question import Question, checked
from retrieval.index.protocol import ClauseIndex
from retrieval.library.abbreviations import expanded


@dataclass(frozen=True, slots=True)
class Asked:
    """A question that was answered, as it is kept for the next one.

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


@dataclass(frozen=True, slots=True)
class ReadQuestion:
    """A question, read.

    Attributes:
        asked: It, as it is understood.
        small_talk: The kind of small talk that it is instead.
        absent: A resolution or paragraph that it needs, and that the library does not hold.
    """

    asked: FollowUp
    small_talk: ReplyKind | None = None
    absent: Citation | None = None

    @property
    def is_searched(self) -> bool:
        """Whether there is something to search for."""
        return self.small_talk is None and self.absent is None


def ask(
    asked: str,
    *,
    index: ClauseIndex,
    encoder: Encoder,
    k: int,
    given: Filters = NO_LIMITS,
    before: Sequence[Turn] = (),
    literal: bool = False,
    marked: range | None = None,
) -> Answer:
    """Answer a question, with `k` hits where there are so many.

    Args:
        asked: The question, as typed.
        index: Where to search.
        encoder: The one that the index was built with.
        k: Hits wanted.
        given: Limits set by other means than the question's words.
        before: The turns of the conversation so far.
        literal: Whether to search for the words as they are, reading no limits from them.
        marked: Positions, from 0, of the hits whose answering part is wanted; None for all.

    Raises:
        QuestionError: If the question has no words, or too many.
        ClauseIndexError: If something that would be quoted was changed since the index was built.
    """
    read = read_question(checked(asked), index, before=before, given=given, literal=literal)
    generation, understood = index.manifest.generation, read.asked.understood
    if not read.is_searched:
        reply = f"There is no {read.absent} in this library." if read.absent else ""
        return Answer(read.asked, False, None, generation, encoder.name, reply=reply, small_talk=read.small_talk)
    found = search(to_search_for(understood, index), index=index, encoder=encoder, k=k, marked=marked)
    sure, answered = _verdict(understood, found, encoder)
    return Answer(
        asked=read.asked,
        answered=answered,
        confidence=sure,
        generation=generation,
        encoder=encoder.name,
        hits=found.hits if answered else (),
        near_misses=() if answered else found.hits,
    )


def read_question(
    text: str,
    index: ClauseIndex,
    *,
    before: Sequence[Turn] = (),
    given: Filters = NO_LIMITS,
    literal: bool = False,
) -> ReadQuestion:
    """Read a question that was checked against what an index holds; see `ask`."""
    kind = reply_kind(text)
    if kind is not None:
        return ReadQuestion(FollowUp(Understood(text, text), continues=False, note=""), small_talk=kind)
    if literal:
        read = FollowUp(Understood(text, text, given, stated=describe(given)), continues=False, note="")
    else:
        read = follow_up(text, before, index.facts, given)
    return ReadQuestion(read, absent=_absent(read.understood, index))


def turns_of(asked: Iterable[Asked], index: ClauseIndex) -> tuple[Turn, ...]:
    """Rebuild the turns of a conversation, oldest first, without searching again; small talk is left out."""
    turns: tuple[Turn, ...] = ()
    for one in asked:
        read = read_question(checked(one.question), index, before=turns, given=one.given, literal=one.literal)
        if read.is_searched:
            turns = (*turns, Turn(read.asked.understood, tuple(map(_symbol, one.symbols))))
    return turns


def to_search_for(understood: Understood, index: ClauseIndex) -> Question:
    """Build the search query of an understood question: its words, with abbreviations spelt out, and its limits."""
    return Question(
        expanded(understood.text, index.manifest.abbreviations),
        understood.filters,
        understood.outside,
        understood.cited,
        understood.years,
        everything=understood.only_limits,
    )


def _absent(understood: Understood, index: ClauseIndex) -> Citation | None:
    """Return the first paragraph that is asked for and not held, or else a resolution, if none of them is."""
    absent = [citation for citation in understood.cited if not _has(citation, index)]
    resolutions = understood.filters.resolutions
    if not any(_has(citation, index) for citation in resolutions):
        absent += resolutions
    return absent[0] if absent else None


def _has(citation: Citation, index: ClauseIndex) -> bool:
    return len(index.named(citation)) > 0


def _verdict(understood: Understood, found: Found, encoder: Encoder) -> tuple[float | None, bool]:
    """Return how sure it is that the first hits answer, and whether that is enough."""
    if understood.cited or understood.only_limits:
        return 1.0, bool(found.hits)  # the paragraphs that were named are the answer
    return judge(understood.asked, found.evidence, encoder.fingerprint)


def _symbol(text: str) -> Symbol:
    citation = parse_citation(text)
    assert citation.year, "a symbol is written with its year"
    return Symbol(citation.number, citation.year)
