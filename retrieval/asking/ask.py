"""Question answering in one call: understand, search, judge whether the hits answer."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import partial

from embeddings.encoder import Encoder
from retrieval.asking.answer import Answer, Result
from retrieval.asking.answerability.cross_encoding import is_reranked_without_limits
from retrieval.asking.finder import Finder
from retrieval.asking.lookup.absent_names import Absent
from retrieval.asking.lookup.quotations import confirm_quotation, may_answer_quotation, quoted_alone
from retrieval.asking.mentions.unsaid_words import NOTHING_UNSAID, Unsaid, find_unsaid
from retrieval.asking.reading import read_question
from retrieval.asking.replies import on_left_out, on_no_mention, on_recalled
from retrieval.asking.rewriting.double_questions import answered_in_part, two_questions
from retrieval.asking.rewriting.wrapping import without_wrapping
from retrieval.asking.shapes.citations import recalling
from retrieval.asking.shapes.dates import adopted_said
from retrieval.asking.understand.follow_ups.turns import Reading, Turn
from retrieval.asking.understand.languages.lexicon import ENGLISH
from retrieval.asking.understand.question import Question, checked
from retrieval.clauses.filters import NO_LIMITS, Filters
from retrieval.index.facts import LibraryFacts
from retrieval.index.protocol import ClauseIndex
from retrieval.threads import blas_on_one_thread

_MOST_COUNTED = 1_000
"""Maximum suggested clauses that are counted."""

_LIKELY = 0.5
"""Least confidence of an answer to a question with words that no paragraph has (figures in docs/retrieval.md)."""


@blas_on_one_thread()
def ask(
    text: str,
    *,
    index: ClauseIndex,
    encoder: Encoder,
    k: int,
    given: Filters = NO_LIMITS,
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
        index: The index to search.
        encoder: The one that the index was built with.
        k: Maximum number of hits.
        given: Filters set by options of this question; its words do not overrule them.
        standing: Filters of the channel or the chat, which its words and options overrule.
        before: The turns of the conversation so far.
        literal: Whether to search verbatim, without reading filters from the words.
        marked: Positions, from 0, of the hits to highlight; None for all.
        complete: Whether to return all members of a list, and all paragraphs of a resolution or part that is asked for
            as a whole, whatever `k`.
        language: Code of the language of the question; the encoder has to know it.

    Raises:
        QuestionError: If the question has no words, or too many.
        ClauseIndexError: If a clause to be quoted was changed since the index was built.
    """
    typed = checked(text)
    read = read_question(text, index, before=before, given=given, standing=standing, literal=literal, language=language)
    question, absent = read.reading.understood, read.absent
    finder = Finder(index, encoder, k, marked=marked, complete=complete)
    answer_with = partial(
        Answer, generation=index.manifest.generation, encoder=encoder.name, typed=typed, unknown=read.unknown
    )
    if read.small_talk:
        return answer_with(read.reading, False, None, small_talk=read.small_talk, is_turn=False)
    if not read.is_searched:
        recalled = recalling(absent.resolutions, question.limited_to(absent.filters), index)
        return answer_with(
            read.reading,
            False,
            None,
            absent=absent.names,
            reply=f"{absent.reply}{on_recalled(recalled, absent)}",
            near_misses=finder.near_misses(question, absent.filters, recalled),
            is_turn=False,
            beyond=finder.beyond_limits(question),
            suggestions=_count_suggested(question, index),
        )
    if not literal:
        question = without_wrapping(question, index, encoder)
    if question.places:
        question = replace(question, cited=finder.cited_by_topic(question)[:k])
    reading, result = finder.find(replace(read.reading, understood=question))
    is_absent = bool(absent.names or absent.quotation)
    may_be_two = not (literal or result.answered or is_absent or read.reading.continues)
    asked = question.asked if language == ENGLISH else typed
    if questions := two_questions(asked, language) if may_be_two else None:
        ask_alone = partial(
            ask, index=index, encoder=encoder, k=k, given=given, standing=standing, marked=marked, language=language
        )
        if answer_to_first := answered_in_part(*questions, ask_alone, before):
            return replace(answer_to_first, typed=typed)
    absent = confirm_quotation(absent, result.hits)
    is_quotation = quoted_alone(question.asked) != ""
    tells_absence = is_absent or is_quotation or bool(read.unknown)
    skips_unsaid = literal or tells_absence
    unsaid = NOTHING_UNSAID if skips_unsaid else find_unsaid(question, result.hits, index, follows=reading.continues)
    if read.lacks_topic or _leaves_unanswered(absent, unsaid, reading, result):
        result = replace(result, answered=False)
    return answer_with(
        reading,
        result.answered,
        result.confidence,
        absent=(*absent.names, *(unsaid.names if result.answered or unsaid.is_all else ())),
        reply=_reply(question, result, absent, unsaid, index.facts),
        hits=result.hits if result.answered else (),
        near_misses=() if result.answered else result.hits,
        total=result.total if result.answered else None,
        by_words=result.by_words,
        worded=result.worded if result.answered else None,
        other_words=result.other_words,
        sides=result.sides if result.answered else (),
        beyond=() if result.answered else finder.beyond_limits(question),
        suggestions=0 if result.hits else _count_suggested(question, index),
    )


def _leaves_unanswered(absent: Absent, unsaid: Unsaid, reading: Reading, result: Result) -> bool:
    """Return whether an absent country, quotation or topic leaves a question unanswered, however near the hits are.

    Where words of the topic are in no paragraph, the confidence has to be greater than usual. In questions in English
    without limits it accounts for lay words, such as "face scans" for biometrics. In others it does not, and that of a
    follow-up also measures the topic before it: there a topic that is absent as a whole is not answered at all.
    """
    if absent.is_on_unnamed_country or (absent.quotation and not may_answer_quotation(absent.quotation, result.hits)):
        return True
    if result.confidence is not None and is_reranked_without_limits(reading.understood) and not reading.continues:
        return unsaid.of_words and result.confidence < _LIKELY
    return unsaid.is_all


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
