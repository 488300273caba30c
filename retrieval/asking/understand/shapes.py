"""Shape of the answer that a question asks for: list, count, first or latest mention, definition."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence, Set
from dataclasses import replace
from itertools import pairwise

from retrieval.asking.understand.finding import (
    LISTED,
    Cited,
    Edit,
    Finding,
    Framed,
    Limit,
    Shape,
    ShapeName,
    Unit,
    is_within,
)
from retrieval.asking.understand.frames import find_again, find_frame, is_of_frames, without_left
from retrieval.asking.understand.lexicon import shape_words, word_lists
from retrieval.asking.understand.listed_apart import topic_apart
from retrieval.asking.understand.topics import find_topic
from retrieval.asking.understand.words import plain_word, topic_words

_Word = re.Match[str]

_EMPTY = word_lists.SAYS_NOTHING | word_lists.EMPTY | word_lists.PIECES_OF_WORK
"""Words beside a topic that say nothing of it."""

_TERM = 7
"""Most words of a term to be defined; "what is" before more asks for something else."""


def find_shapes(text: str, found: Sequence[Finding]) -> list[Finding]:
    """Find the shape of the answer, other than a comparison, that a question asks for, and the frame around its topic.

    Args:
        text: The question, whitespace-normalised.
        found: The limits and citations in it; words that only limit are no part of a frame.
    """
    twice = word_lists.ASKED_TWICE.fullmatch(text)
    again = [Finding(*twice.span("again"), Edit())] if twice else []
    words = _words(text, [*found, *again])
    shaped = (
        _find_quoted(text, words)
        or _find_alternatives(text, words, found)
        or _find_apart(text, words, found)
        or _find_framed(text, words, found)
    )
    shaped = [*shaped, *again] if shaped else []
    return _counting(shaped) if word_lists.NUMBER_SIGN.match(text) else shaped


def _counting(found: Sequence[Finding]) -> list[Finding]:
    """Return findings with a count in place of a list: "#paragraphs on asylum"."""
    return [
        replace(one, means=replace(one.means, name="count"))
        if isinstance(one.means, Shape) and one.means.name == "list"
        else one
        for one in found
    ]


def find_shape_again(text: str, unit: Unit) -> Shape | None:
    """Return the shape that a text without a topic asks for: "list them all", "how many are there?"; None for none.

    Args:
        text: The question, whitespace-normalised, without words that only limit.
        unit: What is counted if the text names neither resolutions nor paragraphs.
    """
    words = [plain_word(word[0]) for word in word_lists.CONTENT_WORD.finditer(text)]
    shape = find_again(words) if words else None
    if word_lists.RESOLUTIONS.intersection(words):
        unit = "resolutions"
    elif word_lists.PARAGRAPHS.intersection(words):
        unit = "paragraphs"
    return shape and Shape(shape, unit)


def asks_for_texts_without(asked: str, topic: str) -> bool:
    """Return whether the frame of a question asks for texts that do not mention its topic.

    >>> asks_for_texts_without("which resolutions do not mention camps?", "camps?")
    True
    >>> asks_for_texts_without("every paragraph on States that do not report", "States that do not report")
    False
    """
    return word_lists.LACKING.search(" ".join(asked.replace(topic, " ", 1).split())) is not None


def topic_of(text: str) -> str:
    """Return the topic of a search text, without a frame around it.

    >>> topic_of("what does the resolution say about camps?")
    'camps'
    """
    words = list(word_lists.CONTENT_WORD.finditer(text))
    marks, colons = _marked(text, words)
    frame = find_frame([plain_word(word[0]) for word in words], marks, colons)
    return text[words[frame.topic.start].start() : words[frame.topic.stop - 1].end()] if frame else text


def term_of(text: str) -> str:
    """Return the term that a question asks to define; "" for "what is … for", which later texts say better.

    >>> term_of("what is the Peacebuilding Commission?"), term_of("what is the Peacebuilding Commission for?")
    ('Peacebuilding Commission', '')
    """
    topic = topic_of(text)
    return "" if topic.endswith(" for") else topic


def _find_framed(text: str, words: Sequence[_Word], found: Sequence[Finding]) -> list[Finding]:
    """Find the frame around the topic, and the shape that it asks for."""
    marks, colons = _marked(text, words)
    plain = [plain_word(word[0]) for word in words]
    # Of "which operative para asks for …" a limit leaves "which asks for …", of which a model can make nothing.
    lacks_words = any(isinstance(one.means, Limit) and one.means.field == "kinds" for one in found)
    by_rows = _within_both(find_frame(plain, marks, colons), plain, marks, colons)
    learned = None if lacks_words else find_topic(plain, marks)
    if learned and not topic_words(" ".join(plain[at] for at in learned.topic)):  # "which texts spell that | out"
        learned = None
    if learned and "#" not in text and not _is_said(learned, plain):
        learned = None
    bracketed = _bracketed(text, words)
    if learned and by_rows is None:
        learned = _with_whole_topic(learned, plain, marks - bracketed)
    frame = _agreed(by_rows, learned, plain, bracketed)
    if frame is None:
        return []
    shape, topic = frame
    if shape in ("first", "latest") and {"old", "new"} <= {*plain[: topic.start], *plain[topic.stop :]}:
        shape = "answer"  # "old language versus new language on camps" asks for both
    if (shape in ("first", "latest") and _is_of_the_subject(plain, topic)) or _names_document(words, topic):
        return []
    if shape in LISTED:
        topic = without_left(plain, topic)
    if shape == "definition" and (len(topic) > _TERM or plain[topic.start] in word_lists.NO_TERM):
        return []
    findings, start = _around(text, words, topic), words[topic.start].start()
    if shape == "answer":
        return findings
    if shape == "definition":  # "what is" before a term helps to find what defines it
        is_retold = word_lists.WHAT_IS_OTHERWISE.match(text) is not None
        retold = [Finding(0, start, Edit("what is")), *findings[1:]] if is_retold else []
        return [Finding(0, start, Shape(shape)), *retold]
    return [_shape_with_unit(shape, words, topic, topic), *findings]


def _around(text: str, words: Sequence[_Word], topic: range) -> list[Finding]:
    """Return the words before and behind a topic, which are not searched for."""
    start, end = words[topic.start].start(), words[topic.stop - 1].end()
    findings = [Finding(0, start, Edit())] if start else []
    if words[topic.stop :]:
        last = words[-1].end()
        closes = text.startswith(")", last) and "(" in text[end:last]  # "camps (full list)"
        findings.append(Finding(end, last + closes, Edit()))
    return findings


def _shape_with_unit(shape: ShapeName, words: Sequence[_Word], topic: range, within: range) -> Finding:
    """Return a shape of resolutions, if words around a range that has the topic name these, or of paragraphs."""
    around = {plain_word(word[0]) for word in (*words[: within.start], *words[within.stop :])}
    unit: Unit = "resolutions" if around & word_lists.RESOLUTIONS else "paragraphs"
    return Finding(0, words[topic.start].start(), Shape(shape, unit))


def _find_apart(text: str, words: Sequence[_Word], found: Sequence[Finding]) -> list[Finding]:
    """Find a request for a list apart from its topic, and the frame around that: "is … mentioned? list all"."""
    marks, colons = _marked(text, words)
    plain = [plain_word(word[0]) for word in words]
    topic = topic_apart(plain, marks)
    if topic is None:
        return []
    cited = [one for one in found if isinstance(one.means, Cited)]
    if not topic_words(" ".join(words[at][0] for at in topic if not is_within(words[at], cited))):
        return []
    within = [{at - topic.start for at in some if at in topic} for some in (marks, colons)]
    framed = find_frame(plain[topic.start : topic.stop], *within)
    if framed and framed.shape not in ("list", "answer"):
        return []
    asked = topic if framed and framed.shape == "answer" else None  # "do the texts mention camps?" asks for no texts
    start = topic.start
    topic = range(start + framed.topic.start, start + framed.topic.stop) if framed else topic
    topic = without_left(plain, topic)
    return [_shape_with_unit("list", words, topic, asked or topic), *_around(text, words, topic)]


def _is_of_the_subject(words: Sequence[str], topic: range) -> bool:
    """Return whether "earliest" or "latest" belongs to the subject: "latest technology", "… – last resort wording".

    Args:
        words: The words of the question, in lower case.
        topic: Positions of the topic as found.
    """
    is_of_a_thing = topic.start > 0 and words[topic.start - 1] in word_lists.SUPERLATIVES
    if is_of_a_thing and words[topic.start] in word_lists.NOT_OF_TEXTS:
        return True
    pairs = enumerate(pairwise(words))
    return any(at not in topic and behind in shape_words.NOT_OF_MENTIONS.get(word, ()) for at, (word, behind) in pairs)


def _names_document(words: Sequence[_Word], topic: range) -> bool:
    """Return whether words outside a topic are the name of a document: "Montreux document on | private companies"."""
    before = [word for at, (word, behind) in enumerate(pairwise(words)) if at not in topic and _is_document(behind)]
    return any(word[0].istitle() and _is_of_a_topic(plain_word(word[0])) for word in before)


def _is_document(word: _Word) -> bool:
    return plain_word(word[0]) in shape_words.NAMED_DOCUMENTS


def _is_said(learned: Framed, words: Sequence[str]) -> bool:
    """Return whether a word of a frame asks for the shape that the model sees in it, where such words are known.

    Args:
        learned: The shape, and the topic as found.
        words: The words of the question, in lower case.
    """
    shape, topic = learned
    said = shape_words.SAID.get(shape)
    return said is None or not said.isdisjoint([*words[: topic.start], *words[topic.stop :]])


def _within_both(frame: Framed | None, words: Sequence[str], marks: Set[int], colons: Set[int]) -> Framed | None:
    """Return a list's frame with the topic within both frames of it: "where is … mentioned? list all paragraphs".

    Args:
        frame: What was found in all words.
        words: The words of the question, in lower case.
        marks: Positions of the words that a punctuation mark precedes.
        colons: Those of them that a colon or a dash does.
    """
    if frame is None or frame.shape != "list":
        return frame
    shape, topic = frame
    before = find_frame(words[: topic.stop], marks, colons)
    if before and before.shape == shape and before.topic.start >= topic.start:
        topic = before.topic
    first = topic.start
    behind = find_frame(words[first:], *({at - first for at in some if at > first} for some in (marks, colons)))
    if behind and behind.shape == shape and behind.topic.start == 0:
        topic = range(first, min(topic.stop, first + behind.topic.stop))
    return Framed(shape, topic)


def _find_quoted(text: str, words: Sequence[_Word]) -> list[Finding]:
    """Find words in quotation marks, if all that is asked is which paragraphs have them, or which one has them first.

    "Find the phrase “…”" asks for a list, "first “…”" for a first mention.
    """
    quoted = word_lists.QUOTED.search(text)
    if not quoted:
        return []
    start, end = quoted.span("topic")
    outside = [plain_word(word[0]) for word in words if word.end() <= start or word.start() >= end]
    other = {*outside} - word_lists.ASKING_FOR_WORDS
    shape = next((name for name, asking in word_lists.FIRST_OR_LATEST.items() if other and asking >= other), None)
    if not outside or (other and shape is None):
        return []
    return [
        Finding(0, start, Shape(shape or "list", "paragraphs")),
        Finding(0, start, Edit()),
        Finding(end, len(text), Edit()),
    ]


def _find_alternatives(text: str, words: Sequence[_Word], found: Sequence[Finding]) -> list[Finding]:
    """Find a list of terms with OR in capitals between them and no other words, as search engines take it."""
    terms: list[list[str]] = [[]]
    for word in words:
        if word[0] == "OR":
            terms.append([])
        else:
            terms[-1].append(plain_word(word[0]))
    is_of_terms = all(0 < len(term) <= _TERM and not word_lists.OF_A_SENTENCE.intersection(term) for term in terms)
    if len(terms) == 1 or not is_of_terms or text.isupper() or any(isinstance(one.means, Cited) for one in found):
        return []
    return [Finding(0, 0, Shape("list", "paragraphs"))]


def _agreed(by_rows: Framed | None, learned: Framed | None, words: Sequence[str], bracketed: Set[int]) -> Framed | None:
    """Return what the rows or the model found: where both did, the rows, unless the model sees another shape.

    Of two ends of the same topic the first counts, if it is one. Rows for a definition, or for no shape at all, are
    exceptions that the model does not know of.

    What follows an end begins with a word that says nothing: "camps | for my briefing", but not "birth | certificates".
    """
    if by_rows is None or learned is None or by_rows.shape in ("answer", "definition"):
        return by_rows or learned
    if by_rows.shape != learned.shape:
        # "Who last spoke of …, which text" asks for one.
        is_of_one = by_rows.shape in ("first", "latest") and learned.shape == "list"
        return by_rows if is_of_one else learned
    if by_rows.topic.start != learned.topic.start:
        return by_rows
    end = learned.topic.stop
    is_end = end not in bracketed and words[end - 1] not in word_lists.NO_END and _is_set_apart(end, words)
    return min(by_rows, learned, key=lambda frame: frame.topic.stop) if is_end else by_rows


def _with_whole_topic(learned: Framed, words: Sequence[str], marks: Set[int]) -> Framed:
    """Return what the model found, with words around the topic that no frame has added to it.

    The topic of "all who say that a trader's | money can be blocked" is "a trader's money can be blocked". Before it
    only a list has words added, and none beyond words for what is listed: "grateful for all paragraphs on | camps".

    Args:
        learned: The shape, and the topic as found.
        words: The words of the question, in lower case.
        marks: Positions of the words that a punctuation mark precedes.
    """
    shape, topic = learned
    last = min((mark for mark in marks if mark >= topic.stop), default=len(words))
    behind = [at for at in range(topic.stop, last) if _is_of_a_topic(words[at])]
    items = word_lists.RESOLUTIONS | word_lists.PARAGRAPHS
    first = max((at for at in range(topic.start) if at in marks or words[at - 1] in items), default=0)
    before = [at for at in range(first, topic.start) if shape == "list" and _is_of_a_topic(words[at])]
    return Framed(shape, range(min(before, default=topic.start), max(behind, default=topic.stop - 1) + 1))


def _is_of_a_topic(word: str) -> bool:
    """Return whether a word belongs to no frame, and says something."""
    return not (word in _EMPTY | word_lists.NO_END or word.isdigit() or is_of_frames(word))


def _is_set_apart(end: int, words: Sequence[str]) -> bool:
    """Return whether a topic may end before a word: one that says nothing or is of frames, or none.

    A preposition or "and" belongs to what follows: "camps | for my briefing", but not "certificates | for children". So
    does a verb of frames: "camps | mentioned anywhere", but not "children used as a shield".
    """
    joins = end < len(words) and words[end] in word_lists.NO_END
    rest = [word for word in words[end:] if word not in word_lists.NO_END] if joins else words[end:]
    is_joined = joins and bool(rest) and rest[0] in _EMPTY
    return is_joined or all(word in _EMPTY or is_of_frames(word) for word in rest)


def _words(text: str, found: Iterable[Finding]) -> list[_Word]:
    """Return the words that no limit leaves out, and the nouns of limits: of "operative paragraphs" the last."""
    kinds = [one for one in found if isinstance(one.means, Limit) and one.means.field == "kinds"]
    phrases = [one for one in kinds if " " in text[one.start : one.end]]
    nouns = [word_lists.NOUN_OF_KIND.search(text, one.start, one.end) for one in phrases]
    kept = {noun.start() for noun in nouns if noun}
    left_out = [*phrases, *(one for one in found if isinstance(one.means, Edit) and not one.means.instead)]
    words = word_lists.CONTENT_WORD.finditer(text)
    return [word for word in words if word.start() in kept or not is_within(word, left_out)]


def _marked(text: str, words: Sequence[_Word]) -> tuple[Set[int], Set[int]]:
    """Return the positions of the words that a mark precedes, and of those that a colon or a dash does."""
    between = [word_lists.JOINS.sub(" ", text[last.end() : word.start()]) for last, word in pairwise(words)]
    marks = {at for at, marked in enumerate(between, 1) if word_lists.PUNCTUATION.search(marked)}
    return marks, {at for at in marks if word_lists.COLON.search(between[at - 1])}


def _bracketed(text: str, words: Sequence[_Word]) -> Set[int]:
    """Return the positions of the words that a bracket or a slash opens: "data (API / PNR)"."""
    return {at for at, (last, word) in enumerate(pairwise(words), 1) if {"(", "/"} & {*text[last.end() : word.start()]}}
