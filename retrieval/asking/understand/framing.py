"""Topic and shape of a question, by two methods: the frames of `frames.toml`, and the model of `topics.py`."""

from __future__ import annotations

import re
from collections.abc import Sequence, Set
from dataclasses import dataclass
from itertools import pairwise

from retrieval.asking.understand.finding import LISTED, Framed
from retrieval.asking.understand.frames import find_frame, is_of_frames, without_left
from retrieval.asking.understand.lexicon import comparison_patterns, definition_words, shape_words, word_lists
from retrieval.asking.understand.topics import find_topic
from retrieval.asking.understand.words import plain_word, topic_words

TERM = 7
"""Maximum words of a term to define; "what is" before more words asks for something else."""

_EMPTY = word_lists.SAYS_NOTHING | word_lists.EMPTY | word_lists.PIECES_OF_WORK
"""Words around a topic that are no part of it."""
_OUTSIDE_TOPICS = _EMPTY | word_lists.NO_END


@dataclass(frozen=True, slots=True)
class Words:
    """Words of a question, and the marks between them.

    Attributes:
        text: The question.
        matches: Matches of the words; words of limits may be left out.
        plain: The same words, in lower case.
        marks: Positions of the words that a punctuation mark precedes.
        colons: Positions of the words that a colon or a dash precedes.
        brackets: Positions of the words that a bracket or a slash precedes: "data (API / PNR)".
    """

    text: str
    matches: Sequence[re.Match[str]]
    plain: Sequence[str]
    marks: Set[int]
    colons: Set[int]
    brackets: Set[int]

    @classmethod
    def of(cls, text: str, matches: Sequence[re.Match[str]] | None = None) -> Words:
        """Return the words of a text at the matches; without matches, all words of the text."""
        words = list(word_lists.CONTENT_WORD.finditer(text)) if matches is None else matches
        apart = [text[last.end() : word.start()] for last, word in pairwise(words)]
        between = [word_lists.JOINS.sub(" ", one) for one in apart]
        marks = {at for at, marked in enumerate(between, 1) if word_lists.PUNCTUATION.search(marked)}
        colons = {at for at in marks if word_lists.COLON.search(between[at - 1])}
        brackets = {at for at, one in enumerate(apart, 1) if {"(", "/"} & {*one}}
        return cls(text, words, [plain_word(word[0]) for word in words], marks, colons, brackets)

    def span(self, topic: range) -> tuple[int, int]:
        """Return where a range of the words starts and ends in the text."""
        return self.matches[topic.start].start(), self.matches[topic.stop - 1].end()

    def frame_in(self, part: range) -> Framed | None:
        """Find the frame in a range of the words; None without one. Its topic has the positions of all words."""
        marks, colons = ({at - part.start for at in some if at in part[1:]} for some in (self.marks, self.colons))
        frame = find_frame(self.plain[part.start : part.stop], marks, colons)
        return frame and Framed(frame.shape, range(part.start + frame.topic.start, part.start + frame.topic.stop))

    def outside(self, topic: range) -> list[str]:
        """Return the words before and behind a range, in lower case."""
        return [*self.plain[: topic.start], *self.plain[topic.stop :]]


def choose_frame(words: Words, *, lacks_words: bool) -> Framed | None:
    """Return the shape that a question asks for, and the positions of its topic; None if it asks for no shape.

    Args:
        words: The words of the question.
        lacks_words: Whether words of the frame are missing, as they state a limit. The model is not asked then: "which
            operative para asks for …" without its limit is "which asks for …".
    """
    by_rows = _within_both(words.frame_in(range(len(words.plain))), words)
    learned = None if lacks_words else _learned(words)
    if learned and by_rows is None:
        learned = _with_whole_topic(learned, words)
        learned = learned if words.outside(learned.topic) else None
    frame = _agreed(by_rows, learned, words)
    if frame is None:
        return None
    shape, topic = frame
    if shape in ("first", "latest") and {"old", "new"} <= {*words.outside(topic)}:
        shape = "answer"  # "old language versus new language on camps" asks for both
    is_of_one_or_number = shape in ("first", "latest", "count")
    if (is_of_one_or_number and _is_of_the_subject(words.plain, topic)) or _names_document(words, topic):
        return None
    if shape in LISTED:
        topic = without_left(words.plain, topic)
    if shape == "definition" and not _may_be_term(words, topic):
        return None
    return Framed(shape, topic)


def _may_be_term(words: Words, topic: range) -> bool:
    """Return whether the words behind "what is" may be terms; not so in "what is Mali told to stop"."""
    apart = (at for at in topic[1:] if at in words.marks or words.plain[at] == "and")
    first = words.plain[topic.start : next(apart, topic.stop)]  # "what is the MRM and what does it collect"
    is_name = len(first) == 1 or definition_words.NOT_IN_A_TERM.isdisjoint(first)
    is_said_of_it = (
        first[0] in definition_words.SAID_OF_A_THING and {*first[1:2]} <= definition_words.BEHIND_AN_ADJECTIVE
    )
    return len(topic) <= TERM and first[0] not in definition_words.NO_TERM and is_name and not is_said_of_it


def _learned(words: Words) -> Framed | None:
    """Return the shape and topic by the model; None if the topic is empty, or no word outside it asks for the shape."""
    learned = find_topic(words.plain, words.marks)
    if learned is None or not topic_words(" ".join(words.plain[at] for at in learned.topic)):  # "… spell that | out"
        return None
    said = shape_words.SAID.get(learned.shape)
    start, end = words.span(learned.topic)
    # Words of other limits stay: "Cyprus text".
    around = shape_words.SINCE_A_YEAR.sub(" ", f"{words.text[:start]} {words.text[end:]}")
    beside = Words.of(around).plain
    is_said = said is None or not said.isdisjoint(beside) or "#" in words.text
    return learned if is_said and not _is_of_thing(learned, words, beside) else None


def _is_of_thing(learned: Framed, words: Words, beside: Sequence[str]) -> bool:
    """Return whether "first", "latest" or a number is about something other than texts: "Haiti, first mandate".

    Args:
        learned: The shape and topic by the model.
        words: The words of the question.
        beside: All words beside the topic.
    """
    if learned.shape not in ("first", "latest", "count") or not word_lists.TEXTS.isdisjoint(beside):
        return False
    frame = shape_words.SAID[learned.shape] | comparison_patterns.COMPARING
    return any(is_of_topic(word) and word not in frame for word in words.outside(learned.topic))


def _is_of_the_subject(words: Sequence[str], topic: range) -> bool:
    """Return whether "latest" or "how many" belongs to the subject: "latest technology", "how many days in advance".

    Args:
        words: The words of the question, in lower case.
        topic: Positions of the topic as found.
    """
    is_of_a_thing = topic.start > 0 and words[topic.start - 1] in shape_words.SUPERLATIVES
    if is_of_a_thing and words[topic.start] in shape_words.NOT_OF_TEXTS:
        return True
    pairs = enumerate(pairwise(words))
    return any(at not in topic and behind in shape_words.NOT_OF_MENTIONS.get(word, ()) for at, (word, behind) in pairs)


def _names_document(words: Words, topic: range) -> bool:
    """Return whether words outside a topic are the name of a document: "Montreux document on | private companies"."""
    pairs = enumerate(pairwise(words.matches))
    before = [word[0] for at, (word, behind) in pairs if at not in topic and _is_document(behind)]
    return any(word.istitle() and is_of_topic(plain_word(word)) for word in before)


def _is_document(word: re.Match[str]) -> bool:
    return plain_word(word[0]) in shape_words.NAMED_DOCUMENTS


def _within_both(frame: Framed | None, words: Words) -> Framed | None:
    """Narrow the topic of a list that is asked for twice: "where is … mentioned? list all paragraphs".

    Any other frame is returned as it is.

    Args:
        frame: The frame found in all words.
        words: The words of the question.
    """
    if frame is None or frame.shape != "list":
        return frame
    shape, topic = frame
    before = words.frame_in(range(topic.stop))
    if before and before.shape == shape and before.topic.start >= topic.start:
        topic = before.topic
    behind = words.frame_in(range(topic.start, len(words.plain)))
    if behind and behind.shape == shape and behind.topic.start == topic.start:
        topic = range(topic.start, min(topic.stop, behind.topic.stop))
    return Framed(shape, topic)


def _agreed(by_rows: Framed | None, learned: Framed | None, words: Words) -> Framed | None:
    """Choose between the frame by the rows and the frame by the model.

    If both find one, the rows win, unless the model finds another shape. Rows for a definition, or for no shape, always
    win: they are exceptions that the model was not trained on.

    If the two topics start at the same word, the earlier end counts, provided that the words behind it belong to no
    topic: "camps | for my briefing", but not "birth | certificates".
    """
    if by_rows is None or learned is None or by_rows.shape in ("answer", "definition"):
        return by_rows or learned
    if by_rows.shape != learned.shape:
        # "Who last spoke of …, which text" asks for one text, not for a list.
        is_of_one = by_rows.shape in ("first", "latest") and learned.shape == "list"
        return by_rows if is_of_one else learned
    if by_rows.topic.start != learned.topic.start:
        return by_rows
    end = learned.topic.stop
    is_end = end not in words.brackets and words.plain[end - 1] not in word_lists.NO_END
    is_end = is_end and _is_set_apart(end, words.plain)
    return min(by_rows, learned, key=lambda frame: frame.topic.stop) if is_end else by_rows


def _with_whole_topic(learned: Framed, words: Words) -> Framed:
    """Extend the topic by the model to the words around it that belong to no frame.

    The topic of "all who say that a trader's | money can be blocked" becomes "a trader's money can be blocked". Words
    before the topic are added for a list only, and only up to the words for what is listed: "grateful for all
    paragraphs on | camps".

    Args:
        learned: The shape, and the topic as found.
        words: The words of the question.
    """
    (shape, topic), plain, marks = learned, words.plain, words.marks - words.brackets
    last = min((mark for mark in marks if mark >= topic.stop), default=len(plain))
    behind = [at for at in range(topic.stop, last) if is_of_topic(plain[at])]
    first = max((at for at in range(topic.start) if at in marks or plain[at - 1] in word_lists.TEXTS), default=0)
    before = [at for at in range(first, topic.start) if shape == "list" and is_of_topic(plain[at])]
    return Framed(shape, range(min(before, default=topic.start), max(behind, default=topic.stop - 1) + 1))


def is_of_topic(word: str) -> bool:
    """Return whether a word may belong to a topic: it is in no frame, and no empty word or number."""
    return not (word in _OUTSIDE_TOPICS or word.isdigit() or is_of_frames(word))


def _is_set_apart(end: int, words: Sequence[str]) -> bool:
    """Return whether a topic may end at a position: all words from there on are empty or of frames.

    A preposition or "and" belongs to the words behind it: "camps | for my briefing", but not "certificates | for
    children". So does a verb of frames: "camps | mentioned anywhere", but not "children used as a shield".
    """
    joins = end < len(words) and words[end] in word_lists.NO_END
    rest = [word for word in words[end:] if word not in word_lists.NO_END] if joins else words[end:]
    is_joined = joins and bool(rest) and rest[0] in _EMPTY
    return is_joined or all(word in _EMPTY or is_of_frames(word) for word in rest)
