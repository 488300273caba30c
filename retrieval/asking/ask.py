"""Question answering in one call: understand, search, judge whether the hits answer."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import partial
from itertools import islice

from embeddings.encoder import Encoder
from retrieval.asking.absent import Absent
from retrieval.asking.answer import Answer, Hit, led_nowhere
from retrieval.asking.answerable import FOREMOST, judge
from retrieval.asking.by_turns import by_turns
from retrieval.asking.cited import list_cited, list_citing, recalling
from retrieval.asking.counted import count_whole
from retrieval.asking.dated import adopted_said
from retrieval.asking.quoted import confirm_quotation, may_answer_quotation, quoted_alone
from retrieval.asking.rank import CANDIDATES
from retrieval.asking.reading import in_full, read_question
from retrieval.asking.replies import on_left_out, on_no_mention, on_recalled, wants_what_lacks_topic
from retrieval.asking.retold import in_words_of_texts
from retrieval.asking.search import Found, hit_of, search
from retrieval.asking.shaped import MOST_LISTED, Shaped, compare_sides, list_mentions
from retrieval.asking.twofold import answered_in_part, two_asked
from retrieval.asking.understand.citing_together import mentioned_texts
from retrieval.asking.understand.finding import ANSWER, LISTED
from retrieval.asking.understand.followup import Reading
from retrieval.asking.understand.languages.lexicon import ENGLISH
from retrieval.asking.understand.lexicon import turn_patterns, word_lists
from retrieval.asking.understand.question import Question, checked
from retrieval.asking.understand.turns import Turn
from retrieval.asking.understand.understood import is_drafted
from retrieval.asking.understand.words import topic_words
from retrieval.asking.unsaid import NOTHING_UNSAID, unsaid
from retrieval.asking.wrapped import without_wrapping
from retrieval.clauses.citation import Citation
from retrieval.clauses.clause import Clause, Symbol
from retrieval.clauses.filters import NO_LIMITS, Filters
from retrieval.index.protocol import ClauseIndex, clauses_named, language_index
from retrieval.threads import blas_on_one_thread

_MOST_COUNTED = 1_000
"""Maximum suggested clauses that are counted."""


@blas_on_one_thread()
def ask(
    asked: str,
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
        asked: The question, as typed.
        index: The index to search.
        encoder: The one that the index was built with.
        k: Maximum number of hits.
        given: Filters set by options of this question; its words do not overrule them.
        standing: Filters of the channel or the chat, which its words and options overrule.
        before: The turns of the conversation so far.
        literal: Whether to search verbatim, without reading filters from the words.
        marked: Positions, from 0, of the hits to highlight; None for all.
        complete: Whether a list has all its members, and a resolution or a part of it that is asked for as a whole all
            its paragraphs, however many `k`.
        language: Code of the language of the question; the encoder has to know it.

    Raises:
        QuestionError: If the question has no words, or too many.
        ClauseIndexError: If a clause to be quoted was changed since the index was built.
    """
    typed = checked(asked)
    read = read_question(
        asked, index, before=before, given=given, standing=standing, literal=literal, language=language
    )
    understood, absent = read.reading.understood, read.absent
    answer_with = partial(
        Answer,
        generation=index.manifest.generation,
        encoder=encoder.name,
        absent=absent.names,
        typed=typed,
    )
    if read.small_talk:
        return answer_with(read.reading, False, None, reply=absent.reply, small_talk=read.small_talk, is_turn=False)
    if not read.is_searched:
        recalled = recalling(absent.resolutions, understood.limited_to(absent.filters), index)
        return answer_with(
            read.reading,
            False,
            None,
            reply=f"{absent.reply}{on_recalled(recalled, absent)}",
            near_misses=_near_misses(understood, absent, recalled, index, encoder, k=k),
            is_turn=False,
            beyond=_beyond(understood, index, encoder),
            suggestions=_suggestions(understood, index),
        )
    if not literal:
        understood = _unwrapped(understood, index, encoder)
    if understood.places:
        understood = replace(understood, cited=_by_topic(understood, index, encoder)[:k])
    as_searched, found = _found(
        replace(read.reading, understood=understood), index, encoder, k, complete=complete, marked=marked
    )
    is_absent = bool(absent.names or absent.quotation)
    twofold = two_asked(understood.asked) if not (literal or found.answered or is_absent) else None
    if twofold and language == ENGLISH and not read.reading.continues:
        also = partial(ask, index=index, encoder=encoder, k=k, given=given, standing=standing, marked=marked)
        if part := answered_in_part(*twofold, also, before):
            return replace(part, typed=typed)
    absent = confirm_quotation(absent, found.hits)
    if absent.is_on_unnamed_country or (absent.quotation and not may_answer_quotation(absent.quotation, found.hits)):
        found = replace(found, answered=False)
    is_kept = literal or is_absent or quoted_alone(understood.asked) != ""
    lacking = NOTHING_UNSAID if is_kept else unsaid(understood, found.hits, index)
    if lacking.is_all:
        found = replace(found, answered=False)
    return answer_with(
        as_searched,
        found.answered,
        found.confidence,
        absent=(*absent.names, *(lacking.names if found.answered or lacking.is_all else ())),
        reply=" ".join(filter(None, (absent.reply, adopted_said(understood, index.facts))))
        or on_left_out(understood, found)
        or on_no_mention(understood, found)
        or found.said
        or lacking.reply,
        hits=found.hits if found.answered else (),
        near_misses=() if found.answered else found.hits,
        total=found.total if found.answered else None,
        by_words=found.by_words,
        worded=found.worded if found.answered else None,
        other_words=found.other_words,
        sides=found.sides if found.answered else (),
        beyond=() if found.answered else _beyond(understood, index, encoder),
        suggestions=0 if found.hits else _suggestions(understood, index),
    )


def _unwrapped(understood: Question, index: ClauseIndex, encoder: Encoder) -> Question:
    """Return a question in English without wrapping around its topic: "deadline tonight: hate speech"."""
    is_of_one = understood.cited or understood.only_limits or understood.scope.filters.resolutions
    is_open = understood.shape == ANSWER and not is_of_one
    is_paragraph = any(map(is_drafted, (understood.asked, understood.text)))
    if understood.language != ENGLISH or not is_open or is_paragraph:
        return understood
    full = in_full(understood, index).text  # what a search encodes in any case
    if without_wrapping(full, encoder) == full:
        return understood
    topic = without_wrapping(understood.text, encoder)
    return replace(understood, asked=topic, text=topic) if topic != understood.text else understood


def _found(
    read: Reading, index: ClauseIndex, encoder: Encoder, k: int, *, complete: bool, marked: range | None
) -> tuple[Reading, Shaped]:
    """Search for what a question asks for, in the shape that it asks for; return how it was read, and the result."""
    understood = read.understood
    question, shape = in_full(understood, index), understood.shape
    if understood.subjects and shape == ANSWER:
        each = [
            _found(Reading(one), index, encoder, k, complete=complete, marked=marked)[1]
            for one in (replace(understood, asked=name, text=name, subjects=()) for name in understood.subjects)
        ]
        return read, by_turns(understood.subjects, each, k)
    if complete and understood.wants_whole:
        k = MOST_LISTED
    listed = _listed(understood, question, index, encoder, k=None if complete else k, marked=marked)
    if listed:
        return read, listed
    held = tuple(one for one in question.scope.filters.resolutions if len(index.named(one)))
    if shape.name == "compare" and len(held) > 1:
        question = question.limited_to(replace(question.scope.filters, resolutions=held))
        return read, compare_sides(understood.text, question, index=index, encoder=encoder, k=k, marked=marked)
    return _ranked(read, index, encoder, k, complete=complete, marked=marked)


def _ranked(
    read: Reading, index: ClauseIndex, encoder: Encoder, k: int, *, complete: bool, marked: range | None
) -> tuple[Reading, Shaped]:
    """Search for the paragraphs nearest to a question, in other words or without earlier turns if those do not answer.

    Returns:
        How it was read, and the result.
    """
    as_searched, found = _searched(read, index, encoder, k, marked)
    sure, answered = _verdict(as_searched, found, encoder)
    if not answered and (again := _retold(as_searched, index, encoder, k, marked)):
        return as_searched, again
    if read.alone and not answered:
        return _found(Reading(read.alone), index, encoder, k, complete=complete, marked=marked)
    if led_nowhere(answered, sure) and _may_stand_alone(as_searched):
        itself = Reading(as_searched.understood, may_open=as_searched.may_open)
        alone = _found(itself, index, encoder, k, complete=complete, marked=marked)
        return (as_searched, Shaped(found.hits, sure, answered)) if alone[1].answered else alone
    return as_searched, Shaped(found.hits, sure, answered)


def _may_stand_alone(read: Reading) -> bool:
    """Return whether a question has a topic of its own, and no wording of a follow-up but only its hits made it one."""
    earlier = read.earlier if read.continues else None
    if earlier is None or earlier.is_sure or turn_patterns.POINTS.search(read.understood.asked):
        return False
    return earlier.new_words > 1


def _listed(
    understood: Question,
    question: Question,
    index: ClauseIndex,
    encoder: Encoder,
    *,
    k: int | None,
    marked: range | None,
) -> Shaped | None:
    """Return the list, count, first or latest mention that a question asks for.

    None if it asks for none, or has to be searched for as any other: no paragraph has the words, or is near enough.

    Args:
        understood: The question.
        question: Its search query.
        index: The index to search.
        encoder: The one that the index was built with.
        k: Most hits; None for all that a list may have.
        marked: Positions, from 0, of the hits to highlight; None for all.
    """
    shape, topic = understood.shape, understood.text
    if shape.whole:
        return count_whole(understood, index, k=k)
    if shape.cites:
        return list_cited(understood, index, k=k)
    if wants_what_lacks_topic(understood):
        return Shaped((), 0.0, answered=False)
    if texts := mentioned_texts(understood):
        return list_citing(texts, understood, index, k=k)
    if shape.name not in LISTED or not topic_words(topic):
        return None
    found = list_mentions(topic, shape, question, index=index, encoder=encoder, k=k, marked=marked)
    return found if found.answered or found.nowhere else None


def _near_misses(
    understood: Question,
    absent: Absent,
    recalled: Mapping[int, Clause],
    index: ClauseIndex,
    encoder: Encoder,
    *,
    k: int,
) -> tuple[Hit, ...]:
    """Search for the words of a question that names only what is absent, without the limits that leave nothing.

    First come paragraphs that recall resolutions which are absent; without other words, these alone.
    """
    question = replace(understood.limited_to(absent.filters), cited=(), only_limits=False)
    is_searched = topic_words(understood.text) and understood.shape.name not in ("lookup", "resolution")
    if understood.shape.whole or not is_searched:
        shown = islice(recalled.items(), k)
        return tuple(hit_of(row, clause, rank, question, index) for rank, (row, clause) in enumerate(shown, start=1))
    some = CANDIDATES if recalled else k
    hits = search(in_full(question, index), index=index, encoder=encoder, k=some).hits
    ids = {clause.id for clause in recalled.values()}
    ordered = sorted(hits, key=lambda hit: hit.clause.id not in ids)[:k]
    return tuple(replace(hit, rank=rank) for rank, hit in enumerate(ordered, start=1))


def _by_topic(understood: Question, index: ClauseIndex, encoder: Encoder) -> tuple[Citation, ...]:
    """Return the cited paragraphs, those of the resolutions that are nearest to the words of the question first."""
    if len(understood.cited) < 2 or not topic_words(understood.text):
        return understood.cited
    question = replace(understood, cited=(), shape=ANSWER)
    hits = search(in_full(question, index), index=index, encoder=encoder, k=CANDIDATES, marked=range(0)).hits
    order = {symbol: n for n, symbol in enumerate(dict.fromkeys(hit.clause.symbol for hit in hits))}
    return tuple(sorted(understood.cited, key=lambda one: order.get(Symbol(one.number, one.year or 0), len(order))))


def _searched(
    read: Reading, index: ClauseIndex, encoder: Encoder, k: int, marked: range | None
) -> tuple[Reading, Found]:
    """Search, without inherited filters if they leave nothing; return how the question was read, and the result."""
    question = in_full(read.understood, index)
    found = search(question, index=index, encoder=encoder, k=k, marked=marked, earlier=read.earlier)
    if not found.hits and read.unlimited:
        return _searched(replace(read, understood=read.unlimited, unlimited=None), index, encoder, k, marked)
    if found.continues and read.earlier and not read.continues:
        read = replace(read, continues=True, note=read.earlier.note)
    differs = found.differs or bool(read.unlimited) or not found.continues  # it only limits, or lists
    return replace(read, differs=read.continues and differs), found


def _retold(read: Reading, index: ClauseIndex, encoder: Encoder, k: int, marked: range | None) -> Shaped | None:
    """Return what answers a question in words that texts have, "amnesty" for "amnesties"; None if nothing does."""
    understood = read.understood
    if understood.language != ENGLISH or understood.shape != ANSWER or language_index(index) is None:
        return None
    if word_lists.COUNTED.search(understood.asked):  # the texts do not say how many, in whatever words
        return None
    text = in_words_of_texts(understood.text, index)
    if text == understood.text:
        return None
    asked = text if read.continues else in_words_of_texts(understood.asked, index)
    retold = replace(read, understood=replace(understood, text=text, asked=asked))
    found = search(
        in_full(retold.understood, index), index=index, encoder=encoder, k=k, marked=marked, earlier=read.earlier
    )
    sure, answered = _verdict(retold, found, encoder)
    return Shaped(found.hits, sure, answered) if answered else None


def _verdict(read: Reading, found: Found, encoder: Encoder) -> tuple[float | None, bool]:
    """Return the confidence that the first hits answer, and whether it reaches the threshold."""
    understood = read.understood
    if understood.only_limits or _shows_cited(understood, found.hits):
        return 1.0, bool(found.hits)  # the cited paragraphs are the answer
    # What is asked is in a follow-up's own words; earlier ones were asked, and answered or not, before.
    is_retold = understood.defines and word_lists.WHAT_IS_OTHERWISE.match(understood.asked) is not None
    asked = understood.text if read.continues or is_retold else understood.asked
    return judge(asked, found.evidence, encoder.fingerprint)


def _shows_cited(understood: Question, hits: Sequence[Hit]) -> bool:
    """Return whether a paragraph that a question names comes first: its limits may not allow it."""
    return any(one.covers(hit.clause) for hit in hits[:1] for one in understood.cited)


def _beyond(understood: Question, index: ClauseIndex, encoder: Encoder) -> tuple[str, ...]:
    """Return the first clauses that answer a question without its limits; none if nothing does, or it has none."""
    if understood.only_limits or not understood.scope.described:
        return ()
    if understood.only_cited:
        cited = (clause for one in understood.cited for clause in clauses_named(one, index))
        return tuple(clause.id for clause in cited if not understood.scope.allows(clause))[:FOREMOST]
    everywhere = Question.verbatim(understood.text, language=understood.language)
    found = search(in_full(everywhere, index), index=index, encoder=encoder, k=FOREMOST, marked=range(0))
    _, answered = judge(everywhere.asked, found.evidence, encoder.fingerprint)
    return tuple(hit.clause.id for hit in found.hits if answered and not understood.scope.allows(hit.clause))


def _suggestions(understood: Question, index: ClauseIndex) -> int:
    """Return the number of clauses within a question's limits whose theme is only suggested."""
    scope = understood.scope
    if not scope.filters.themes or scope.filters.suggested:
        return 0
    return len(index.listed(replace(scope, filters=replace(scope.filters, suggested=True)), _MOST_COUNTED))
