"""Question answering in one call: understand, search, judge whether the hits answer."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

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
    """Answered question, as stored for follow-ups.

    Attributes:
        question: As typed.
        given: Filters set by options, not by its words.
        literal: Whether it was searched for verbatim, without reading filters from it.
        symbols: Its first hits, as "S/RES/1325(2000)#8"; as kept by earlier versions, their resolutions.
    """

    question: str
    given: Filters = NO_LIMITS
    literal: bool = False
    symbols: Sequence[str] = ()


@dataclass(frozen=True, slots=True)
class ReadQuestion:
    """Parsed question, or the reason why there is nothing to search for.

    Attributes:
        asked: The question as understood.
        small_talk: Kind of small talk, if it is no question.
        absent: A resolution or paragraph that it needs and the library lacks.
    """

    asked: FollowUp
    small_talk: ReplyKind | None = None
    absent: Citation | None = None

    @property
    def is_searched(self) -> bool:
        """Whether the question needs a search."""
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
    """Answer a question with at most `k` hits.

    Args:
        asked: The question, as typed.
        index: The index to search.
        encoder: The one that the index was built with.
        k: Maximum number of hits.
        given: Filters set by options, not by the question's words.
        before: The turns of the conversation so far.
        literal: Whether to search verbatim, without reading filters from the words.
        marked: Positions, from 0, of the hits to highlight; None for all.

    Raises:
        QuestionError: If the question has no words, or too many.
        ClauseIndexError: If a clause to be quoted was changed since the index was built.
    """
    read = read_question(checked(asked), index, before=before, given=given, literal=literal)
    generation = index.manifest.generation
    if not read.is_searched:
        reply = f"There is no {read.absent} in this library." if read.absent else ""
        return Answer(read.asked, False, None, generation, encoder.name, reply=reply, small_talk=read.small_talk)
    asked_after, found = _searched(read.asked, index, encoder, k, marked)
    sure, answered = _verdict(asked_after, found, encoder)
    return Answer(
        asked=asked_after,
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
    """Parse a question, its length checked before, against the contents of an index; see `ask`."""
    kind = reply_kind(text)
    if kind is not None:
        return ReadQuestion(FollowUp(Understood(text, text), continues=False, note=""), small_talk=kind)
    if literal:
        read = FollowUp(Understood(text, text, given, stated=describe(given)), continues=False, note="")
    else:
        read = follow_up(text, before, index.facts, given)
    return ReadQuestion(read, absent=_absent(read.understood, index))


def turns_of(asked: Iterable[Asked], index: ClauseIndex) -> tuple[Turn, ...]:
    """Rebuild the conversation turns of stored questions, oldest first, without a search; small talk is left out."""
    turns: tuple[Turn, ...] = ()
    for one in asked:
        read = read_question(checked(one.question), index, before=turns, given=one.given, literal=one.literal)
        if read.is_searched:
            symbols = tuple(dict.fromkeys(map(_symbol, one.symbols)))
            quoted = tuple(kept for kept in one.symbols if "#" in kept)
            turns = (*turns, Turn(read.asked.understood, symbols, quoted))
    return turns


def to_search_for(understood: Understood, index: ClauseIndex) -> Question:
    """Build the search query of an understood question: its words, with abbreviations expanded, and its filters."""
    return Question(
        expanded(understood.text, index.manifest.abbreviations),
        understood.filters,
        understood.outside,
        understood.cited,
        understood.years,
        everything=understood.only_limits,
    )


def _absent(understood: Understood, index: ClauseIndex) -> Citation | None:
    """Return the first cited paragraph that is not held; else the first filtered resolution, if none is held."""
    absent = [citation for citation in understood.cited if not _has(citation, index)]
    resolutions = understood.filters.resolutions
    if not any(_has(citation, index) for citation in resolutions):
        absent += resolutions
    return absent[0] if absent else None


def _has(citation: Citation, index: ClauseIndex) -> bool:
    return len(index.named(citation)) > 0


def _searched(
    read: FollowUp, index: ClauseIndex, encoder: Encoder, k: int, marked: range | None
) -> tuple[FollowUp, Found]:
    """Search, without inherited filters if they leave nothing; return how the question was read, and the result."""
    question = to_search_for(read.understood, index)
    found = search(question, index=index, encoder=encoder, k=k, marked=marked, earlier=read.earlier)
    if not found.hits and read.unlimited:
        return _searched(replace(read, understood=read.unlimited, unlimited=None), index, encoder, k, marked)
    if found.continues and read.earlier and not read.continues:
        read = replace(read, continues=True, note=read.earlier.note)
    differs = found.differs or bool(read.unlimited) or not found.continues  # it only limits, or lists
    return replace(read, differs=read.continues and differs), found


def _verdict(read: FollowUp, found: Found, encoder: Encoder) -> tuple[float | None, bool]:
    """Return the confidence that the first hits answer, and whether it reaches the threshold."""
    understood = read.understood
    if understood.cited or understood.only_limits:
        return 1.0, bool(found.hits)  # the cited paragraphs are the answer
    # What is asked is in a follow-up's own words; earlier ones were asked, and answered or not, before.
    return judge(understood.text if read.continues else understood.asked, found.evidence, encoder.fingerprint)


def _symbol(text: str) -> Symbol:
    citation = parse_citation(text.partition("#")[0])
    assert citation.year, "a symbol is written with its year"
    return Symbol(citation.number, citation.year)
