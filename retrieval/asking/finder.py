"""Search in the shape that a question asks for: a list, a comparison or a ranking; retried where nothing answers."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import islice

from retrieval.asking.answer import Hit, Result, led_nowhere, ranked
from retrieval.asking.answerability.confidence import FOREMOST, judge
from retrieval.asking.answerability.cross_encoding import MOST_RERANKED, may_be_reranked, rerank
from retrieval.asking.encoded_index import EncodedIndex
from retrieval.asking.lookup.quotations import quotation_held, shows_quotation
from retrieval.asking.mentions.within_limits import judge_within
from retrieval.asking.ranking.rank import CANDIDATES
from retrieval.asking.ranking.search import Found, hits_of, search
from retrieval.asking.ranking.search_query import search_query
from retrieval.asking.replies import NOTHING_THERE, wants_texts_without_topic
from retrieval.asking.rewriting.paraphrase import in_words_of_texts
from retrieval.asking.rewriting.wrapping import topic_in_wrapping
from retrieval.asking.shapes.citations import list_cited, list_citing
from retrieval.asking.shapes.comparisons import compare_sides, compare_subjects
from retrieval.asking.shapes.counts import count_as_such
from retrieval.asking.shapes.lists import list_mentions
from retrieval.asking.shapes.openings import list_openings
from retrieval.asking.understand.asked_within import topic_within
from retrieval.asking.understand.citing_together import mentioned_texts
from retrieval.asking.understand.finding import ANSWER, LISTED
from retrieval.asking.understand.follow_ups.another_topic import only_names_topic, without_joint
from retrieval.asking.understand.follow_ups.turns import Earlier, Reading
from retrieval.asking.understand.languages.lexicon import ENGLISH, OTHER
from retrieval.asking.understand.lexicon import count_words, definition_words, turn_patterns
from retrieval.asking.understand.question import Question
from retrieval.asking.understand.quoted import is_verbatim
from retrieval.asking.understand.words import topic_words
from retrieval.clauses.citation import Citation
from retrieval.clauses.clause import Clause, Symbol
from retrieval.clauses.filters import Filters
from retrieval.index.protocol import cited_clauses, full_or_none

_MOST_LISTED = 1_000
"""Maximum members of a list that are shown by default; its total counts all."""

_CAUTION_WITHIN = 0.8
"""Factor of the margin for removing wrapping (`wrapping.py`) from a question that nothing answers as it is."""


@dataclass(frozen=True, slots=True)
class Finder:
    """Search of an index for the answer to a question.

    Attributes:
        encoded: The index, with its encoder.
        k: Maximum number of hits.
        marked: Positions, from 0, of the hits to highlight; None for all.
        complete: Whether to return all members of a list, and all paragraphs of a resolution or part that is asked for
            as a whole, whatever `k`.
    """

    encoded: EncodedIndex
    k: int
    marked: range | None = None
    complete: bool = False

    def find(self, reading: Reading) -> tuple[Reading, Result]:
        """Search for a question in the shape that it asks for, or for the nearest paragraphs.

        Returns:
            The reading that was searched for last, with the shape of the result, and the result.
        """
        question = reading.understood
        if question.subjects and question.shape == ANSWER:
            return reading, self._compare_subjects(question)
        if self.complete and question.wants_whole and self.k != _MOST_LISTED:
            return replace(self, k=_MOST_LISTED).find(reading)
        if listed := self._listed(question):
            return reading, listed
        if question.shape.name in LISTED:  # a ranking is neither complete nor in the order of dates
            question = replace(question, shape=ANSWER)
            reading = replace(reading, understood=question)
        named = question.scope.filters.resolutions
        sides = tuple(one for one in named if len(self.encoded.index.rows_of(one)))
        if question.shape.name == "compare" and len(sides) > 1:
            return reading, self._compare_resolutions(question, sides)
        if question.within and not reading.continues:
            return self._within_or_anywhere(reading, question.within)
        reading, result = self._ranked(reading)
        return reading, replace(result, hits=result.hits[: self.k])  # `_search` finds more, for the cross-encoder

    def near_misses(self, question: Question, filters: Filters, recalled: Mapping[int, Clause]) -> tuple[Hit, ...]:
        """Search for the topic of a question whose resolutions, paragraphs or limits are all absent from the library.

        If it has no topic beside them, only the paragraphs that cite the absent resolutions are returned.

        Args:
            question: The question.
            filters: Its filters, without those that allow nothing.
            recalled: Paragraphs that cite absent resolutions, by row; they come first.
        """
        question = replace(question.limited_to(filters), cited=(), only_limits=False)
        is_searched = topic_words(question.text) and question.shape.name not in ("lookup", "resolution")
        if question.shape.as_such or not is_searched:
            return hits_of(list(islice(recalled, self.k)), question, self.encoded.index)
        hits = replace(self, k=CANDIDATES if recalled else self.k, marked=None)._search(question).hits
        ids = {clause.id for clause in recalled.values()}
        return ranked(sorted(hits, key=lambda hit: hit.clause.id not in ids)[: self.k])

    def beyond_limits(self, question: Question) -> tuple[str, ...]:
        """Return the ids of the first clauses that answer a question without its limits; none if nothing does."""
        if question.only_limits or not question.scope.described:
            return ()
        if question.only_cited:
            cited = (clause for one in question.cited for clause in cited_clauses(one, self.encoded.index))
            return tuple(clause.id for clause in cited if not question.scope.allows(clause))[:FOREMOST]
        everywhere = Question.verbatim(question.text, language=question.language)
        found = replace(self, k=FOREMOST, marked=range(0))._search(everywhere)
        _, answered = judge(everywhere.asked, found.evidence, self.encoded.calibration)
        return tuple(hit.clause.id for hit in found.hits if answered and not question.scope.allows(hit.clause))

    def cited_by_topic(self, question: Question) -> tuple[Citation, ...]:
        """Return the cited paragraphs, ordered by how near their resolutions are to the words of the question."""
        if len(question.cited) < 2 or not topic_words(question.text):
            return question.cited
        on_topic = replace(question, cited=(), shape=ANSWER)
        hits = replace(self, k=CANDIDATES, marked=range(0))._search(on_topic).hits
        order = {symbol: n for n, symbol in enumerate(dict.fromkeys(hit.clause.symbol for hit in hits))}
        return tuple(sorted(question.cited, key=lambda one: order.get(Symbol(one.number, one.year or 0), len(order))))

    def _search(self, question: Question, earlier: Earlier | None = None) -> Found:
        """Run one search for a question, after earlier turns that it may build on."""
        return search(
            search_query(question, self.encoded.index),
            self.encoded,
            k=max(self.k, MOST_RERANKED),
            marked=self.marked,
            earlier=earlier,
        )

    def _compare_subjects(self, question: Question) -> Result:
        """Search for each subject that a question compares, on its own; the hits take turns."""
        alone = [replace(question, asked=name, text=name, subjects=()) for name in question.subjects]
        return compare_subjects(question.subjects, [self.find(Reading(one))[1] for one in alone], self.k)

    def _compare_resolutions(self, question: Question, sides: tuple[Citation, ...]) -> Result:
        """Search each of several resolutions for the topic of a question."""
        query = search_query(question, self.encoded.index)
        query = query.limited_to(replace(query.scope.filters, resolutions=sides))
        return compare_sides(question.text, query, self.encoded, k=self.k, marked=self.marked)

    def _listed(self, question: Question) -> Result | None:
        """Return the list, count, first or latest mention that a question asks for.

        None if it asks for none of these, or if nothing mentions the topic by words or by meaning, so that a ranking
        has to answer.
        """
        shape, k = question.shape, _MOST_LISTED if self.complete else self.k
        if shape.as_such:
            return count_as_such(question, self.encoded.index, k=k)
        if shape.opening or shape.cites:
            list_paragraphs = list_openings if shape.opening else list_cited
            return list_paragraphs(question, self.encoded.index, k=k)
        if wants_texts_without_topic(question):
            return Result((), 0.0, answered=False)
        if texts := mentioned_texts(question):
            return list_citing(texts, question, self.encoded.index, k=k)
        has_topic = topic_words(question.text) or is_verbatim(question.text, question.asked)
        if shape.name not in LISTED or not has_topic:
            return None
        query = search_query(question, self.encoded.index)
        found = list_mentions(question.text, query, self.encoded, k=k, marked=self.marked)
        return found if found.answered or found.nowhere else None

    def _ranked(self, reading: Reading) -> tuple[Reading, Result]:
        """Search for the paragraphs nearest to a question.

        If they do not answer, search again: for its quotation or its topic alone, in words of the texts, or without
        earlier turns.
        """
        reading, found = self._search_in_conversation(reading)
        result = Result(found.hits, *self._verdict(reading, found))
        if result.answered:
            return reading, self._rerank(reading, result)
        for search_again in (self._on_quotation_alone, self._in_words_of_texts, self._on_topic_alone):
            if found_again := search_again(reading):
                return found_again
        if reading.alone:
            return self.find(Reading(reading.alone))
        if led_nowhere(result.answered, result.confidence) and _may_stand_alone(reading):
            # If nothing answers the question on its own either, refuse it as a new topic, not as a follow-up.
            alone = self.find(Reading(reading.understood, may_open_topic=reading.may_open_topic))
            return (reading, result) if alone[1].answered else alone
        return reading, self._rerank(reading, result)

    def _within_or_anywhere(self, reading: Reading, within: Question) -> tuple[Reading, Result]:
        """Search the resolution that a question names; if that does not answer, search everywhere, and say so."""
        limited = self.find(Reading(within, may_open_topic=reading.may_open_topic))
        if limited[1].answered:
            return limited
        reading, result = self.find(replace(reading, understood=replace(reading.understood, within=None)))
        [named] = within.scope.filters.resolutions
        return reading, replace(result, said=NOTHING_THERE.format(named)) if result.answered else result

    def _search_in_conversation(self, reading: Reading) -> tuple[Reading, Found]:
        """Search after earlier turns; without inherited filters if these allow nothing.

        Returns:
            The reading, updated with whether the search took the question for a follow-up, and what was found.
        """
        found = self._search(reading.understood, reading.earlier)
        if not found.hits and reading.unlimited:
            return self._search_in_conversation(replace(reading, understood=reading.unlimited, unlimited=None))
        if found.continues and reading.earlier and not reading.continues:
            reading = replace(reading, continues=True, decided_by_search=True, note=reading.earlier.note)
        # Inherited filters change the answer. A follow-up that is not ranked with earlier words only limits, or lists.
        differs = found.differs or bool(reading.unlimited) or not found.continues
        return replace(reading, differs=reading.continues and differs), found

    def _in_words_of_texts(self, reading: Reading) -> tuple[Reading, Result] | None:
        """Search with words of the texts, "amnesty" for "amnesties"; None if no words change, or nothing answers."""
        question = reading.understood
        if question.language != ENGLISH or question.shape != ANSWER or full_or_none(self.encoded.index) is None:
            return None
        if count_words.COUNTED.search(question.asked):  # texts give no numbers, in whatever words
            return None
        text = in_words_of_texts(question.text, self.encoded.index)
        if text == question.text:
            return None
        asked = text if reading.continues else in_words_of_texts(question.asked, self.encoded.index)
        reworded = replace(reading, understood=replace(question, text=text, asked=asked))
        result = self._answer_to(reworded)
        return (reading, self._rerank(reading, result)) if result else None

    def _on_quotation_alone(self, reading: Reading) -> tuple[Reading, Result] | None:
        """Search for a quotation that some paragraph has, without the words around it; None if that does not answer."""
        question = reading.understood
        quotation = quotation_held(question, self.encoded.index) if question.shape == ANSWER else ""
        if not quotation:
            return None
        alone = replace(reading, understood=replace(question, text=f"“{quotation}”", asked=f"“{quotation}”"))
        result = self._answer_to(alone)
        return (alone, result) if result else None

    def _on_topic_alone(self, reading: Reading) -> tuple[Reading, Result] | None:
        """Search a resolution that a question names for its topic, without the wrapping; None if that does not answer.

        "My boss wants one line on camps from 1325" searches 1325 for "camps".
        """
        question = reading.understood
        if question.shape != ANSWER or not question.scope.filters.resolutions or question.language == OTHER:
            return None
        unwrapped = topic_in_wrapping(question.text, self.encoded.encoder, caution=_CAUTION_WITHIN)
        if unwrapped == question.text:
            return None
        topic = topic_within(unwrapped)
        on_topic = replace(reading, understood=replace(question, text=topic, asked=topic))
        result = self._answer_to(on_topic)
        return (on_topic, result) if result else None

    def _answer_to(self, reading: Reading) -> Result | None:
        """Search for a reading; None if nothing answers."""
        found = self._search(reading.understood, reading.earlier)
        result = Result(found.hits, *self._verdict(reading, found))
        return result if result.answered else None

    def _rerank(self, reading: Reading, result: Result) -> Result:
        """Order and judge the first hits with the cross-encoder, for questions where that was measured to help."""
        question = reading.understood
        if not may_be_reranked(question):
            return result
        return rerank(question, result, self.encoded.encoder, self.encoded.calibration, follows=reading.continues)

    def _verdict(self, reading: Reading, found: Found) -> tuple[float | None, bool]:
        """Return the confidence that the first hits answer, and whether that is enough."""
        question = reading.understood
        if question.only_limits or _shows_cited(question, found.hits) or shows_quotation(question, found.hits):
            return 1.0, bool(found.hits)  # the listed, cited or quoted paragraphs are the answer
        # Judge a follow-up by its own words alone: those of earlier turns were judged before.
        is_reworded = question.defines and definition_words.WHAT_IS_OTHERWISE.match(question.asked) is not None
        words = question.text if reading.continues or is_reworded else question.asked
        confidence, answered = judge(words, found.evidence, self.encoded.calibration)
        if not question.scope.described or question.shape != ANSWER:
            return confidence, answered
        within = judge_within(confidence, _topics_to_judge(reading), question, self.encoded)
        return within or (confidence, answered)


def _topics_to_judge(reading: Reading) -> tuple[str, ...]:
    """Return the readings of the topic of a question with limits by which to judge what these allow.

    A follow-up that names its own topic is judged by that alone: "hate speech before 2005", "and journalists?". Behind
    the words of earlier turns it would be near to what these found.
    """
    question, earlier = reading.understood, reading.earlier
    if question.replaces and reading.continues:
        asked = {*topic_words(question.asked)}
        if named := [word for word in topic_words(question.text) if word in asked]:
            return (" ".join(named),)
    topic = topic_within(without_joint(question.text))
    points = earlier is None or earlier.refers or turn_patterns.POINTS.search(question.text)
    names_topic = earlier and not points and (not earlier.opens or only_names_topic(question.text))
    return (topic,) if names_topic or not reading.continues else (topic, reading.searched)


def _may_stand_alone(reading: Reading) -> bool:
    """Return whether a follow-up may be a new topic: only the search made it one, and it has several own words."""
    earlier = reading.earlier if reading.continues else None
    question = reading.understood  # its text is that of an earlier turn if it only limits: "in 2396"
    if earlier is None or earlier.is_sure or any(map(turn_patterns.POINTS.search, (question.asked, question.text))):
        return False
    return earlier.new_words > 1


def _shows_cited(question: Question, hits: Sequence[Hit]) -> bool:
    """Return whether the first hit is a paragraph that a question cites; filters may have left it out."""
    return any(one.covers(hit.clause) for hit in hits[:1] for one in question.cited)
