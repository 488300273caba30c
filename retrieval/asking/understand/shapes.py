"""Shape of the answer that a question asks for: list, count, first or latest mention, definition."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence, Set
from dataclasses import replace
from itertools import pairwise

from retrieval.asking.understand.finding import Cited, Edit, Finding, Shape, ShapeName, Unit, is_within, limits_by
from retrieval.asking.understand.frames import find_again, without_left
from retrieval.asking.understand.framing import TERM, Words, choose_frame, is_of_topic
from retrieval.asking.understand.lexicon import (
    count_words,
    definition_words,
    list_words,
    quotation_patterns,
    shape_words,
    word_lists,
)
from retrieval.asking.understand.words import plain_word, plain_words, topic_words

_WISH = 10
"""Maximum words up to a verb of wishing: "our legal office wants all paragraphs on camps"."""


def find_shapes(text: str, found: Sequence[Finding]) -> list[Finding]:
    """Find the shape of the answer that a question asks for, except a comparison, and the frame around its topic.

    Args:
        text: The question, whitespace-normalised.
        found: The limits and citations in it. Words that only limit are no part of a frame.
    """
    twice = count_words.ASKED_TWICE.fullmatch(text)
    again = [Finding(*twice.span("again"), Edit())] if twice else []
    words = Words.of(text, _unlimiting_words(text, [*found, *again]))
    shaped = (
        _find_quoted(words)
        or _find_alternatives(words, found)
        or _find_apart(words, found)
        or _find_in_sentence(words)
        or _find_shape_of_frame(words, found)
    )
    shaped = [*shaped, *again] if shaped else []
    return _counting(shaped) if count_words.NUMBER_SIGN.match(text) else shaped


def _counting(found: Sequence[Finding]) -> list[Finding]:
    """Turn a list into a count: "#paragraphs on asylum"."""
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
        unit: The unit, if the text names neither resolutions nor paragraphs.
    """
    words = plain_words(text)
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
    return shape_words.LACKING.search(" ".join(asked.replace(topic, " ", 1).split())) is not None


def topic_of(text: str) -> str:
    """Return a search text without the frame around its topic.

    >>> topic_of("what does the resolution say about camps?")
    'camps'
    """
    words = Words.of(text)
    frame = words.frame_in(range(len(words.plain)))
    start, end = words.span(frame.topic) if frame else (0, len(text))
    return text[start:end]


def term_of(text: str) -> str:
    """Return the term that a question asks to define; "" for "what is … for", which later texts answer better.

    >>> term_of("what is the Peacebuilding Commission?"), term_of("what is the Peacebuilding Commission for?")
    ('Peacebuilding Commission', '')
    """
    topic = topic_of(text)
    return "" if topic.endswith(" for") else topic


def _find_shape_of_frame(words: Words, found: Sequence[Finding]) -> list[Finding]:
    """Find the frame around the topic, and the shape that it asks for."""
    lacks_words = any(limits_by(one, "kinds") for one in found)
    frame = choose_frame(words, lacks_words=lacks_words)
    if frame is None:
        return []
    shape, topic = frame
    if shape == "answer":  # marks around the whole topic stay, as it is looked up as a quotation then
        return _around(words, topic, keeps_marks=True)
    findings, (start, _) = _around(words, topic), words.span(topic)
    if shape == "definition":  # "what is" stays in the search text: it helps to find the definition
        is_retold = definition_words.WHAT_IS_OTHERWISE.match(words.text) is not None
        retold = [Finding(0, start, Edit("what is")), *findings[1:]] if is_retold else []
        return [Finding(0, start, Shape(shape)), *retold]
    return [_shape_with_unit(shape, words, topic, topic), *findings]


def _around(words: Words, topic: range, *, keeps_marks: bool = False) -> list[Finding]:
    """Return the edits that remove the words before and behind a topic.

    Args:
        words: The words of the question.
        topic: Positions of the topic.
        keeps_marks: Whether quotation marks at the ends of the topic are a part of it: "precedent for | “…” | please".
    """
    (start, end), text = words.span(topic), words.text
    if keeps_marks:
        start, end = _with_marks(text, start, end)
    findings = [Finding(0, start, Edit())] if start else []
    if words.matches[topic.stop :]:
        last = words.matches[-1].end()
        closes = text.startswith(")", last) and "(" in text[end:last]  # "camps (full list)"
        findings.append(Finding(end, last + closes, Edit()))
    return findings


def _with_marks(text: str, start: int, end: int) -> tuple[int, int]:
    """Return the range of a topic with the quotation marks of a quotation that begins or ends with it."""
    for quoted in quotation_patterns.QUOTED.finditer(text):
        opens, closes = quoted.span()
        start = opens if quoted.start("topic") == start else start
        end = closes if opens < end < closes and not word_lists.WORD_CHARACTER.search(text, end, closes) else end
    return start, end


def _shape_with_unit(shape: ShapeName, words: Words, topic: range, within: range) -> Finding:
    """Return a shape with its unit: resolutions if words outside a range name them, else paragraphs.

    Args:
        shape: The shape.
        words: The words of the question.
        topic: Positions of the topic.
        within: Positions of a range that includes the topic; its words do not tell the unit.
    """
    unit: Unit = "paragraphs" if word_lists.RESOLUTIONS.isdisjoint(words.outside(within)) else "resolutions"
    return Finding(0, words.span(topic)[0], Shape(shape, unit))


def _find_apart(words: Words, found: Sequence[Finding]) -> list[Finding]:
    """Find a request for a list apart from its topic, and the frame of the topic: "is … mentioned? list all"."""
    topic = _topic_apart(words.plain, words.marks)
    if topic is None:
        return []
    cited = [one for one in found if isinstance(one.means, Cited)]
    uncited = (one[0] for one in words.matches[topic.start : topic.stop] if not is_within(one, cited))
    if not topic_words(" ".join(uncited)):
        return []
    framed = words.frame_in(topic)
    if framed and framed.shape not in ("list", "answer"):
        return []
    asked = topic if framed and framed.shape == "answer" else None  # "do the texts mention camps?" asks for no texts
    topic = without_left(words.plain, framed.topic if framed else topic)
    return [_shape_with_unit("list", words, topic, asked or topic), *_around(words, topic)]


def _topic_apart(words: Sequence[str], marks: Set[int]) -> range | None:
    """Return the positions of the topic beside a request for a list that marks set apart; None without such a request.

    Args:
        words: The words of the question, in lower case.
        marks: Positions of the words that a punctuation mark precedes.

    >>> _topic_apart("soldiers who desert all the places where this is said".split(), {3})
    range(0, 3)
    """
    bounds = [0, *sorted(marks), len(words)]
    first, last = 0, len(bounds) - 1
    is_asked = False
    while first < last - 1 and list_words.ASKING.issuperset(words[bounds[last - 1] : bounds[last]]):
        is_asked = is_asked or _asks_for_all(words[bounds[last - 1] : bounds[last]])
        last -= 1
    while first < last - 1 and list_words.ASKING.issuperset(words[bounds[first] : bounds[first + 1]]):
        is_asked = is_asked or _asks_for_all(words[bounds[first] : bounds[first + 1]])
        first += 1
    return range(bounds[first], bounds[last]) if is_asked else None


def _asks_for_all(words: Sequence[str]) -> bool:
    """Return whether words ask for all items: "list where", "which paragraphs"; not "list", "which paragraph"."""
    every, several = list_words.EVERY.intersection(words), list_words.SEVERAL_ITEMS.intersection(words)
    items = several | list_words.ITEM.intersection(words)
    of_texts = several - list_words.OF_THE_WORLD_TOO
    return bool(("which" in words and of_texts) or (every and items and len(every | items) > 1))


def _find_in_sentence(words: Words) -> list[Finding]:
    """Find a list or a count that one sentence of several asks for: "I draft a note. All paragraphs on jobs please".

    A list needs a word such as "all": "which texts …?" is about the sentences before it. A sentence whose topic is only
    a reference to another sentence asks for neither: "… All paragraphs on them, please."
    """
    for start, end in _sentences(words):
        framed = words.frame_in(range(start, end))
        if framed is None or framed.shape not in ("list", "count"):
            continue
        topic = without_left(words.plain, framed.topic)
        is_of_all = framed.shape == "count" or not list_words.EVERY.isdisjoint(words.plain[start : topic.start])
        # In "landmines: all paragraphs that ask to clear them" the topic is landmines.
        refers = not list_words.REFERRING.isdisjoint(words.plain[topic.start : topic.stop])
        refers = refers and len(topic) > 1 and any(map(is_of_topic, words.plain[:start]))
        if is_of_all and (refers or any(is_of_topic(words.plain[at]) for at in topic)):
            around = _around(words, topic)
            if refers:
                around[0] = replace(around[0], start=words.matches[start].start())
            return [_shape_with_unit(framed.shape, words, topic, topic), *around]
    return []


def _sentences(words: Words) -> list[tuple[int, int]]:
    """Return the first and last position, exclusive, of each sentence, and of each end of a sentence that may ask.

    Such an end begins behind a verb of wishing, or at a word such as "every" behind a mark: "apart from that, | every
    paragraph on camps". A text of one sentence has only such ends.
    """
    between = {at: (words.matches[at - 1].end(), words.matches[at].start()) for at in words.marks}
    first = sorted(at for at, span in between.items() if word_lists.SENTENCE_END.search(words.text, *span))
    wished = {at for at in range(1, min(len(words.plain), _WISH)) if words.plain[at - 1] in list_words.WISHING}
    asking = wished | {at for at in words.marks if words.plain[at] in list_words.EVERY}
    bounds = [0, *first, len(words.plain)]
    sentences = [*pairwise(bounds)] if first else []
    return sorted({*sentences, *((at, min(end for end in bounds if end > at)) for at in asking)})


def _find_quoted(words: Words) -> list[Finding]:
    """Find words in quotation marks, if the question only asks which paragraphs have them, or has them first or last.

    "Find the phrase “…”" asks for a list, "first “…”" for a first mention. So does one with several quotations.
    """
    quoted = list(quotation_patterns.QUOTED.finditer(words.text))
    if not quoted:
        return []
    start, end = quoted[0].start("topic"), quoted[-1].end("topic")
    inside = {at for one in quoted for at in range(*one.span())}
    unquoted = [plain_word(word[0]) for word in words.matches if word.start() not in inside]
    outside = [word for word in unquoted if word not in quotation_patterns.BETWEEN_QUOTATIONS]
    other = {*outside} - quotation_patterns.ASKING_FOR_WORDS
    shape = next(
        (name for name, asking in quotation_patterns.COUNTED_OR_FOUND.items() if other and asking >= other), None
    )
    if not outside or (other and shape is None):
        return []
    return [
        Finding(0, start, Shape(shape or "list", "paragraphs")),
        Finding(0, start, Edit()),
        Finding(end, len(words.text), Edit()),
    ]


def _find_alternatives(words: Words, found: Sequence[Finding]) -> list[Finding]:
    """Find a search of terms joined by OR in capitals, as in search engines; it asks for a list."""
    terms: list[list[str]] = [[]]
    for word in words.matches:
        if word[0] == "OR":
            terms.append([])
        else:
            terms[-1].append(plain_word(word[0]))
    is_of_terms = all(0 < len(term) <= TERM and not word_lists.OF_A_SENTENCE.intersection(term) for term in terms)
    if len(terms) == 1 or not is_of_terms or words.text.isupper() or any(isinstance(one.means, Cited) for one in found):
        return []
    return [Finding(0, 0, Shape("list", "paragraphs"))]


def _unlimiting_words(text: str, found: Iterable[Finding]) -> list[re.Match[str]]:
    """Return the words that no limit removes, and the nouns of limits: "paragraphs" of "operative paragraphs"."""
    kinds = [one for one in found if limits_by(one, "kinds")]
    phrases = [one for one in kinds if " " in text[one.start : one.end]]
    nouns = [word_lists.NOUN_OF_KIND.search(text, one.start, one.end) for one in phrases]
    kept = {noun.start() for noun in nouns if noun}
    left_out = [*phrases, *(one for one in found if isinstance(one.means, Edit) and not one.means.instead)]
    words = word_lists.CONTENT_WORD.finditer(text)
    return [word for word in words if word.start() in kept or not is_within(word, left_out)]
