"""Question answering in one call: understand, search, judge whether the hits answer."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import partial

from retrieval.asking.answer import Answer, Result
from retrieval.asking.encoded_index import EncodedIndex
from retrieval.asking.finder import Finder
from retrieval.asking.lookup.absent_names import Absent
from retrieval.asking.lookup.quotations import (
    is_passage,
    may_answer_quotation,
    quoted_alone,
    quoted_nowhere,
    shows_quotation,
)
from retrieval.asking.mentions.unsaid_words import NOTHING_UNSAID, Unsaid, find_unsaid
from retrieval.asking.reading import ReadQuestion, read_question
from retrieval.asking.replies import on_left_out, on_no_mention, on_recalled
from retrieval.asking.rewriting.asking_sentence import (
    answered_alone,
    asking_sentence,
    is_long_background,
    unread_end,
)
from retrieval.asking.rewriting.double_questions import answered_in_part, left_open, two_questions
from retrieval.asking.rewriting.wrapping import without_wrapping
from retrieval.asking.shapes.citations import recalling
from retrieval.asking.shapes.dates import adopted_said
from retrieval.asking.understand.finding import ANSWER, LISTED
from retrieval.asking.understand.follow_ups.turns import Reading, Turn
from retrieval.asking.understand.languages.lexicon import ENGLISH
from retrieval.asking.understand.question import Question, checked
from retrieval.clauses.filters import NO_LIMITS, Filters
from retrieval.index.facts import LibraryFacts
from retrieval.index.protocol import ClauseIndex
from retrieval.threads import blas_on_one_thread

_MOST_COUNTED = 1_000
"""Maximum suggested clauses that are counted."""

_LIKELY, _LIKELY_IN_FOLLOW_UP = 0.5, 0.6
"""Least confidence of an answer to a question or a follow-up with words that no paragraph has (docs/measured.md)."""


@blas_on_one_thread()
def ask(
    text: str,
    encoded: EncodedIndex,
    *,
    k: int,
    filters: Filters = NO_LIMITS,
    standing: Filters = NO_LIMITS,
    before: Sequence[Turn] = (),
    literal: bool = False,
    marked: range | None = None,
    complete: bool = False,
    language: str = ENGLISH,
) -> Answer:
    """Answer a question with at most `k` hits.

    Args:
        text: The question, as typed.
        encoded: The index to search, with its encoder.
        k: Maximum number of hits.
        filters: This and the arguments up to `complete` are as in `AskOptions`.
        standing: See `AskOptions`.
        before: See `AskOptions`.
        literal: See `AskOptions`.
        marked: See `AskOptions`.
        complete: See `AskOptions`.
        language: Code of the language of the question; the encoder has to know it.

    Raises:
        QuestionError: If the question has no words, or too many.
        ClauseIndexError: If a clause to be quoted was changed since the index was built.
    """
    typed = checked(text)
    read_alone = partial(
        read_question, index=encoded.index, filters=filters, standing=standing, literal=literal, language=language
    )
    read = read_alone(text, before=before)

    def understand_alone(question: str) -> Question:
        return read_alone(question, before=before).reading.understood

    finder = Finder(encoded, k, marked=marked, complete=complete)
    if read.small_talk:
        answer = Answer(read.reading, False, None, small_talk=read.small_talk, is_turn=False)
    elif not read.is_searched:
        answer = _name_absent(read, finder)
    else:
        question = _to_search(read.reading.understood, finder, literal=literal)
        reading, result = finder.find(replace(read.reading, understood=question))
        ask_alone = partial(
            ask, encoded=encoded, k=k, filters=filters, standing=standing, marked=marked, language=language
        )
        unread = "" if shows_quotation(question, result.hits) else unread_end(question.text, encoded.encoder)
        may_ask_part = not (literal or read.absent.is_any or reading.continues)
        asked = read.reading.understood.asked if language == ENGLISH else typed
        both = two_questions(asked, language) if may_ask_part else None
        sentence = asking_sentence(asked) if may_ask_part and language == ENGLISH else ""
        if not result.answered or unread or is_long_background(sentence, asked):
            of_first = both and answered_in_part(*both, ask_alone, before)
            if of_part := of_first or answered_alone(sentence, ask_alone, before):
                return replace(of_part, typed=typed)
        answer = _judged(question, reading, result, read, finder, literal=literal)
        is_open = both and answer.answered and question.shape == ANSWER
        open_half = left_open(both, answer, ask_alone, understand_alone, before) if both and is_open else ""
        answer = replace(answer, reply=" ".join(filter(None, (answer.reply, unread, open_half))))
    return replace(
        answer,
        typed=typed,
        unknown=read.unknown,
        generation=encoded.index.manifest.generation,
        encoder=encoded.encoder.name,
    )


def _name_absent(read: ReadQuestion, finder: Finder) -> Answer:
    """Answer a question that names only what the library lacks, with near misses."""
    question, absent = read.reading.understood, read.absent
    recalled = recalling(absent.resolutions, question.limited_to(absent.filters), finder.encoded.index)
    return Answer(
        read.reading,
        False,
        None,
        absent_names=absent.names,
        reply=f"{absent.reply}{on_recalled(recalled, absent)}",
        near_misses=finder.near_misses(question, absent.filters, recalled),
        is_turn=False,
        beyond=finder.beyond_limits(question),
        suggestions=_count_suggested(question, finder.encoded.index),
    )


def _to_search(question: Question, finder: Finder, *, literal: bool) -> Question:
    """Return a question without the wrapping around its topic, with the paragraphs that it cites in order."""
    if not literal:
        question = without_wrapping(question, finder.encoded)
    if question.places:
        question = replace(question, cited=finder.cited_by_topic(question)[: finder.k])
    return question


def _judged(
    question: Question, reading: Reading, result: Result, read: ReadQuestion, finder: Finder, *, literal: bool
) -> Answer:
    """Judge whether a result answers, given what the library lacks of the question.

    Args:
        question: The question that was searched for.
        reading: How the search has read it in its conversation.
        result: Result of the search.
        read: The question as it was read before the search.
        finder: The search.
        literal: Whether it was searched for as it is.
    """
    index, absent = finder.encoded.index, read.absent
    unsaid = NOTHING_UNSAID if literal else _find_absent_words(question, reading, result, read, index)
    if read.lacks_topic or _leaves_unanswered(absent, unsaid, reading, result):
        result = replace(result, answered=False)
    answer = Answer(
        reading,
        result.answered,
        result.confidence,
        reply=_reply(question, result, absent, unsaid, index.facts),
        absent_names=absent.names,
        absent_words=_absent_words(question, absent, unsaid, result),
        lacks_all=bool(absent.quotation) or unsaid.is_all,
        by_words=result.by_words,
        by_meaning=result.by_meaning,
        other_words=result.other_words,
        suggestions=0 if result.hits else _count_suggested(question, index),
    )
    if not result.answered:
        return replace(answer, near_misses=result.hits, beyond=finder.beyond_limits(question))
    return replace(answer, hits=result.hits, total=result.total, worded=result.worded, sides=result.sides)


def _find_absent_words(
    question: Question, reading: Reading, result: Result, read: ReadQuestion, index: ClauseIndex
) -> Unsaid:
    """Find the words of a question that no paragraph has, unless something else of it is known to be absent.

    Args:
        question: The question that was searched for.
        reading: How the search has read it in its conversation.
        result: Result of the search.
        read: The question as it was read before the search.
        index: The index that was searched.
    """
    absent = read.absent
    if absent.names or read.unknown:
        return NOTHING_UNSAID
    # The words of a passage are not looked up one by one: it is mended, and may be changed by an editor.
    has_passage = is_passage(absent.quotation) or is_passage(quoted_alone(question.asked))
    # A list of the paragraphs with the words of a topic, or with those of one of its alternatives, lacks none.
    has_words = reading.understood.shape.name in LISTED and not result.by_meaning
    skips = has_passage or has_words
    unsaid = NOTHING_UNSAID if skips else find_unsaid(question, result.hits, index, follows=reading.continues)
    quoted = () if absent.quotation else quoted_nowhere(read.reading.understood, question.text, index)
    return unsaid.naming(quoted) if quoted else unsaid


def _absent_words(question: Question, absent: Absent, unsaid: Unsaid, result: Result) -> tuple[str, ...]:
    """Return the quotation, the whole topic of a list, or the words of a topic that no paragraph has, for display."""
    whole = absent.quotation or (question.topic if result.nowhere else "")
    return (f"“{whole}”",) if whole else unsaid.names


def _leaves_unanswered(absent: Absent, unsaid: Unsaid, reading: Reading, result: Result) -> bool:
    """Return whether an absent country, quotation, value or topic leaves a question unanswered, whatever its hits.

    Where words of the topic are in no paragraph, the confidence has to be greater than usual. In questions in English
    without limits it accounts for lay words, such as "face scans" for biometrics. In others it does not, and that of a
    follow-up also measures the topic before it: there it has to be greater still, and a topic that is absent as a whole
    is not answered at all.
    """
    quotation, understood = absent.quotation, reading.understood
    if absent.is_on_unnamed_country or unsaid.of_value:
        return True
    if quotation and not may_answer_quotation(quotation, understood.asked, result.hits):
        return True
    is_measured = understood.language == ENGLISH and not understood.scope.described
    if result.confidence is None or not is_measured:
        return unsaid.is_all
    least = _LIKELY_IN_FOLLOW_UP if reading.continues else _LIKELY
    is_doubtful = unsaid.of_words and result.confidence < least
    return is_doubtful or (reading.continues and unsaid.is_all)


def _reply(question: Question, result: Result, absent: Absent, unsaid: Unsaid, facts: LibraryFacts) -> str:
    """Return the message above the hits or in their place: the first that applies; "" if none does."""
    return (
        " ".join(filter(None, (absent.reply, adopted_said(question, facts))))
        or on_left_out(question, result)
        or on_no_mention(question, result)
        or result.said
        or unsaid.reply
    )


def _count_suggested(question: Question, index: ClauseIndex) -> int:
    """Return the number of clauses within a question's limits whose theme is only suggested."""
    scope = question.scope
    if not scope.filters.themes or scope.filters.suggested:
        return 0
    return len(index.first_allowed(replace(scope, filters=replace(scope.filters, suggested=True)), _MOST_COUNTED))
