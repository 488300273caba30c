"""Quotations in questions: look-up of their words in the paragraphs."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

import numpy as np

from retrieval.arrays import NO_ROWS, Rows
from retrieval.asking.answer import Hit
from retrieval.asking.answerability.confidence import FOREMOST
from retrieval.asking.answerability.coverage import is_covered
from retrieval.asking.lookup.absent_names import Absent
from retrieval.asking.understand.finding import LISTED
from retrieval.asking.understand.languages.lexicon import ENGLISH
from retrieval.asking.understand.lexicon import quotation_patterns, word_lists
from retrieval.asking.understand.noise import quoted_whole
from retrieval.asking.understand.question import Question
from retrieval.asking.understand.understood import is_pasted_paragraph
from retrieval.index.phrases import BETWEEN, UNKNOWN, PhraseIndex
from retrieval.index.protocol import ClauseIndex, full_or_none
from retrieval.wording.fold import fold_words, word_ranges

_FEWEST, _FEWEST_OF_PASSAGE = 2, 5
"""Minimum words of a quotation, and of one that is a passage; fewer words in quotation marks are a term. A single word
that no paragraph has is reported as any other one (mentions/unsaid_words.py)."""

_FEWEST_OF_PHRASE = 3
"""Minimum words of a quotation that is hardly in a paragraph by chance."""

_YEARS = range(1946, 2100)
"""Years of resolutions; a quotation may leave out the year behind a resolution's number."""

_LETTERS = "a b c d e f g h i j k l m n ii iii iv v vi vii viii ix x".split()
"""Letters of items within a paragraph; a quotation may leave them out."""

_LEAST_HALF, _LEAST_OF_KNOWN = 2, 3
"""Minimum letters of each half of a word that lost its hyphen ("reestablish"): of a word that no clause has, and of any
other word."""

_MOST = 60
"""Maximum words of a quotation that is looked up; a longer one is a pasted text."""


def quoted_alone(asked: str) -> str:
    """Return the words of a question that is a quotation and nothing else; "" for any other.

    >>> quoted_alone("“all States shall disarm within ten years”.")
    'all States shall disarm within ten years'
    >>> quoted_alone('"tranquillity"'), quoted_alone('which paragraph has "days of tranquillity"')
    ('', '')
    """
    match = quoted_whole(asked)
    is_quotation = match and _FEWEST <= len(fold_words(match["inside"]).split()) <= _MOST
    return match["inside"] if match and is_quotation else ""


@dataclass(frozen=True, slots=True)
class QuotedWords:
    """Quotation in a question, looked up.

    Attributes:
        words: Its words, as typed.
        rows: The clauses that have them side by side, ascending.
        is_phrase: Whether it has three words or more, which a clause hardly has by chance.
    """

    words: str
    rows: Rows
    is_phrase: bool


def quotations_in(question: Question, index: ClauseIndex) -> Iterator[QuotedWords]:
    """Look up the quotations of two words or more in a question; yield none with an index without phrases.

    A word may be in singular or plural, in British or American spelling.
    """
    full = full_or_none(index)
    if full is None:
        return
    phrases = full.phrases
    # The search text of "only operative ones" is the question before; a frame may have lost a mark of its quotation.
    texts = (question.asked, question.text)
    for words in dict.fromkeys(one["topic"] for text in texts for one in quotation_patterns.QUOTED.finditer(text)):
        folded = [part for word in fold_words(words).split() for part in mended(word, phrases)]
        if len(folded) >= _FEWEST:
            rows = phrases.rows_of_phrase([phrases.number_forms(word) for word in folded])
            yield QuotedWords(words, rows, len(folded) >= _FEWEST_OF_PHRASE)


def rows_with_quotation(question: Question, index: ClauseIndex) -> Rows:
    """Return the clauses that have a quotation in a question, ascending."""
    return np.unique(np.concatenate([NO_ROWS, *(one.rows for one in quotations_in(question, index))]))


def quotation_held(question: Question, index: ClauseIndex) -> str:
    """Return the longest quotation within a question that some clause has, of three words or more; "" for none."""
    held = [one.words for one in quotations_in(question, index) if one.is_phrase and len(one.rows)]
    return "" if quoted_alone(question.asked) else max(held, key=len, default="")


def shows_quotation(question: Question, hits: Sequence[Hit]) -> bool:
    """Return whether a question is a quotation and nothing else, and the first hit has it word for word."""
    words = f" {fold_words(quoted_alone(question.text))} "
    return bool(words.strip()) and any(words in f" {fold_words(hit.clause.text)} " for hit in hits[:1])


def is_passage(quotation: str) -> bool:
    """Return whether a quotation is long enough to be a passage, not a term.

    >>> is_passage("all States shall disarm within ten years"), is_passage("days of tranquillity")
    (True, False)
    """
    return len(fold_words(quotation).split()) >= _FEWEST_OF_PASSAGE


def is_nowhere(quotation: str, index: ClauseIndex) -> bool:
    """Return whether no paragraph has the words of a quotation, in singular or plural; False without phrases.

    It may span paragraphs of a resolution in their order, with or without their numbers and letters.
    """
    full = full_or_none(index)
    return full is not None and not _Pasted(quotation, full.phrases).is_in(full.chains.resolutions.astype(np.int64))


class _Pasted:
    """Matcher of a pasted quotation against a phrase index.

    The quotation may go on in a later paragraph of a resolution where one ends, and anywhere behind an ellipsis.
    Numbers and letters of paragraphs are optional words.

    Args:
        quotation: As typed.
        phrases: Phrase index of the clauses.
    """

    def __init__(self, quotation: str, phrases: PhraseIndex) -> None:
        self._phrases = phrases
        self._words: list[str] = []
        self._optional: set[int] = set()
        self._gaps: set[int] = set()  # positions of the words behind an ellipsis
        for part in quotation_patterns.ELLIPSIS.split(quotation_patterns.EDITORIAL.sub(" ", quotation)):
            self._gaps.add(len(self._words))
            done = 0
            for mark in quotation_patterns.ENUMERATOR.finditer(part):
                self._add(part[done : mark.start()])
                self._optional.add(len(self._words))  # kept, as a paragraph may have it inline
                if len(self._words) in self._gaps:
                    self._gaps.add(len(self._words) + 1)
                self._words.append(fold_words(mark[0]))
                done = mark.end()
            self._add(part[done:])
        self._years = [number for number in phrases.numbers(map(str, _YEARS)) if number != UNKNOWN]
        self._letters = [number for number in phrases.numbers(_LETTERS) if number != UNKNOWN]

    def _ways_from(self, at: int) -> Iterator[tuple[int, list[list[int]]]]:
        """Yield the ways in which a text may have the word at a position.

        The word may be as it is, joined with the next one ("sust- ainable"), or split in two ("interagency").

        Yields:
            The position of the next word of the quotation, and the forms of each word of the text.
        """
        phrases, word = self._phrases, self._words[at]
        yield at + 1, [phrases.number_forms(word)]
        for following in self._words[at + 1 : at + 2]:
            yield at + 2, [phrases.number_forms(word + following)]
        for halves in phrases.halves_of(word, _LEAST_OF_KNOWN):
            yield at + 1, [phrases.number_forms(half) for half in halves]

    def _add(self, text: str) -> None:
        self._words += [part for word in fold_words(text).split() for part in mended(word, self._phrases)]

    def is_in(self, resolutions: Rows) -> bool:
        """Return whether paragraphs of one resolution have the words in order.

        Args:
            resolutions: For each row, the rank of its resolution.
        """
        size = len(self._words)
        # For each number of matched words, the places of the text where the next one may be; None for any place.
        reached: list[Rows | None] = [None, *(NO_ROWS for _ in range(size))]
        for at in range(size):
            here = self._with_skipped(at, reached[at], resolutions)
            if at in self._optional:
                before = reached[at + 1]
                reached[at + 1] = None if here is None or before is None else np.union1d(before, here)
            for end, words in self._ways_from(at):
                behind = self._behind(words, here, resolutions, anywhere=at in self._gaps)
                known = reached[end]
                reached[end] = None if known is None else np.union1d(known, behind)
        last = reached[size]
        return last is None or len(last) > 0

    def _with_skipped(self, at: int, places: Rows | None, resolutions: Rows) -> Rows | None:
        """Return places, those behind a word that a quotation may leave out, and the beginnings of later paragraphs.

        It may leave out the year of a resolution ("resolutions 2282 and 2413"), and the letter of an item.
        """
        if places is None or not len(places):
            return places
        phrases = self._phrases
        ends = phrases.owners(places[phrases.words[places] == BETWEEN])
        later = np.arange(len(resolutions)) > _first_of_each(ends, ends, resolutions)
        places = np.union1d(places, phrases.starts[:-1][later])
        if at and quotation_patterns.NUMBER.fullmatch(self._words[at - 1]):
            places = np.union1d(places, places[np.isin(phrases.words[places], self._years)] + 1)
        return np.union1d(places, places[np.isin(phrases.words[places], self._letters)] + 1)

    def _behind(
        self, words: Sequence[Sequence[int]], places: Rows | None, resolutions: Rows, *, anywhere: bool
    ) -> Rows:
        """Return the places behind words that stand at some places.

        Args:
            words: Forms of each word.
            places: Where the first one has to be; None for any place.
            resolutions: For each row, the rank of its resolution.
            anywhere: Whether it may also be anywhere behind one of the places in the same resolution.
        """
        phrases = self._phrases
        found = None if anywhere else places
        for ahead, forms in enumerate(words):
            each = [
                phrases.places([one]) if found is None else phrases.with_word_at(found, ahead, one) for one in forms
            ]
            found = np.concatenate([NO_ROWS, *each])
        if found is None:
            return NO_ROWS
        if anywhere and places is not None:
            first = _first_of_each(places, phrases.owners(places), resolutions)
            found = found[found >= first[phrases.owners(found)]]
        return found + len(words)


def _first_of_each(values: Rows, rows: Rows, resolutions: Rows) -> Rows:
    """Return, for each row of the index, the least value of its resolution; a very great one for none.

    Args:
        values: Values to compare.
        rows: Row of each value.
        resolutions: For each row of the index, the rank of its resolution.
    """
    least = np.full(int(resolutions.max(initial=0)) + 1, np.iinfo(np.int64).max)
    np.minimum.at(least, resolutions[rows], values)
    first: Rows = least[resolutions]
    return first


def mended(word: str, phrases: PhraseIndex) -> list[str]:
    """Return the words for a folded word that no clause has: without a footnote mark, or split where a hyphen was lost.

    Any other word is returned as it is.
    """
    if phrases.number_forms(word):
        return [word]
    noted = quotation_patterns.FOOTNOTE.fullmatch(word)
    alone = [noted["word"]] if noted and phrases.number_forms(noted["word"]) else [word]
    return next(phrases.halves_of(word, _LEAST_HALF), alone)


def with_quotation(absent: Absent, question: Question, index: ClauseIndex) -> Absent:
    """Note the quotation as absent, and say so, if a question is nothing else, and no paragraph has it."""
    # The search text lacks frames: "“language on advisers, please”" is a question, not a quotation.
    is_asked = question.language == ENGLISH and not (question.cited or absent.lacks_all)
    quotation = quoted_alone(question.text) if is_asked else ""
    if not quotation or not is_nowhere(quotation, index):
        return absent
    return replace(absent, quotation=quotation).saying("No paragraph here has the words that you quote.")


def quoted_nowhere(question: Question, searched: str, index: ClauseIndex) -> tuple[str, ...]:
    """Return the phrases in quotation marks within an English question that no paragraph has, as typed.

    A list or a count returns none if some paragraph has another of the phrases. Titles, names, requests and speech ("we
    take what we want") are skipped, as they are not quoted from a text; so is what was not searched for.

    Args:
        question: The question, with the wrapping around its topic.
        searched: The text that was searched for.
        index: The index that was searched.
    """
    if question.language != ENGLISH or is_pasted_paragraph(question.asked):
        return ()
    quoted = [
        inside
        for start, inside in _quoted_within(question.asked)
        if _is_mostly_in(searched, inside) and _is_of_a_text(question.asked[:start], inside)
    ]
    nowhere = [inside for inside in quoted if is_nowhere(inside, index)]
    lists_others = question.shape.name in LISTED and len(nowhere) < len(quoted)
    return () if lists_others else tuple(dict.fromkeys(nowhere))


def _quoted_within(asked: str) -> Iterator[tuple[int, str]]:
    """Yield the phrases of two or more words in quotation marks: where each begins, and its words as typed."""
    for one in quotation_patterns.QUOTED.finditer(asked):
        is_between = asked[one.start()] == '"' and asked[: one.start()].count('"') % 2  # what follows a closing mark
        if not is_between and _FEWEST <= len(fold_words(one["topic"]).split()) <= _MOST:
            yield one.start(), one["topic"].strip(" .,;:")


def _is_mostly_in(searched: str, inside: str) -> bool:
    """Return whether a search text has half of the words of a phrase, of which a frame may have taken the first."""
    words = {*fold_words(inside).split()}
    return 2 * len(words.intersection(fold_words(searched).split())) >= len(words)


def _is_of_a_text(before: str, inside: str) -> bool:
    """Return whether words in quotation marks may be quoted from a text, given what is before them in a question."""
    is_spoken = quotation_patterns.SPOKEN.search(inside) is not None
    return not is_spoken and quotation_patterns.BEFORE_NO_TEXT.search(before) is None


def with_mended_words(question: Question, index: ClauseIndex) -> Question:
    """Mend the words of a question that is a quotation alone, as `mended` does; any other question is unchanged."""
    quotation = quoted_alone(question.text) if question.language == ENGLISH else ""
    full = full_or_none(index)
    if not quotation or full is None:
        return question
    phrases, text = full.phrases, question.text
    for word, (start, end) in reversed(word_ranges(text)):
        if (parts := mended(word, phrases)) != [word]:
            text = f"{text[:start]}{' '.join(parts)}{text[end:]}"
    return replace(question, text=text)


def may_answer_quotation(quotation: str, asked: str, hits: Sequence[Hit]) -> bool:
    """Return whether hits may answer a quotation that is in no paragraph.

    They may if one of the first hits has all its content words, in any order and inflection. They may, too, if the
    quotation is a topic, not a sentence ("women, peace and security agenda in missions"), or if the question asks for
    wording like it ("precedent for “…”").
    """
    is_statement = quoted_alone(asked) != "" and not word_lists.OF_A_SENTENCE.isdisjoint(fold_words(quotation).split())
    return not is_statement or is_covered(quotation, [hit.clause.text for hit in hits[:FOREMOST]])
