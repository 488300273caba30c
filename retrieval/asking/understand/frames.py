"""Frames of questions: the words around a topic that ask for a shape of answer, as in "list every mention of …".

They are rows of `frames.toml`, which explains their notation.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Mapping, Sequence, Set
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Literal

from retrieval.asking.understand.finding import Framed, ShapeName
from retrieval.asking.understand.lexicon import word_lists
from retrieval.asking.understand.words import topic_words
from retrieval.wording.stems import stems_of

_TABLE = Path(__file__).parent / "frames.toml"
_STEP = re.compile(r"\{([^{}?*]++)([?*]?+)\}|(\S++)")
_BETWEEN = re.compile(r",\s+")
_WITHIN_A_TOPIC = frozenset(["acting", "writing", "piece", "my-piece"])
"""Names of sets of phrases whose words may also belong to a topic."""

_BRIEF = 5
"""Maximum words of a brief topic."""

Kind = Literal["once", "optional", "repeated"]
Words = tuple[str, ...]
_KINDS: Mapping[str, Kind] = {"": "once", "?": "optional", "*": "repeated"}


@dataclass(frozen=True, slots=True)
class _Step:
    """Step of a frame: it matches one of several phrases.

    Attributes:
        phrases: The phrases, each of words or of stems.
        kind: How many times the step matches.
        sizes: Numbers of words of the phrases.
    """

    phrases: frozenset[Words]
    kind: Kind
    sizes: frozenset[int]


@dataclass(frozen=True, slots=True)
class _Forms:
    """Words of a question, and their stems, each written with "~" before it."""

    words: Words
    stems: Words

    @classmethod
    def of(cls, words: Sequence[str]) -> _Forms:
        """Return words in lower case, with their stems."""
        return cls(tuple(words), tuple(f"~{stem}" for stem in stems_of(words)))

    @property
    def backwards(self) -> _Forms:
        """The same in reverse order."""
        return _Forms(self.words[::-1], self.stems[::-1])


@dataclass(frozen=True, slots=True)
class _Frame:
    """Frame of a question.

    Attributes:
        shape: Shape of the answer it asks for.
        head: Steps before the topic.
        tail: Steps after the topic, backwards.
        is_opened: Whether a colon or a dash has to be between the head and the topic.
        set_off: Whether a comma or another mark has to be between the topic and the tail.
        is_brief: Whether the topic has to be of few words, none of them of a sentence.
        first: Phrases of which the topic has to begin with one; None if it may begin with any word.
        never: Phrases with which the topic may not begin; None if there are none.
    """

    shape: ShapeName
    head: tuple[_Step, ...]
    tail: tuple[_Step, ...]
    is_opened: bool
    set_off: bool
    is_brief: bool
    first: _Step | None
    never: _Step | None


def find_frame(words: Sequence[str], marks: Set[int], colons: Set[int] = frozenset()) -> Framed | None:
    """Return the shape that the frame of a question asks for, and the positions of its topic; None without a frame.

    The time is linear in the number of words: each step maps a set of positions to the next set.

    Args:
        words: The words of the question, in lower case.
        marks: Positions of the words that a punctuation mark precedes.
        colons: Positions of the words that a colon or a dash precedes.
    """
    forwards, known = _Forms.of(words), _load_frames()
    backwards = forwards.backwards
    opened, ended = _reached(forwards, {0}, known.opening), _reached(backwards, {0}, known.ending)
    for frame in known.frames:
        starts = _reached(forwards, opened, frame.head)
        starts = starts & colons if frame.is_opened else starts
        starts = {at for at in starts if _ends(forwards, {at}, frame.first)} if frame.first else starts
        starts = {at for at in starts if not _ends(forwards, {at}, frame.never)} if frame.never else starts
        ends = _reached(backwards, ended, frame.tail) if starts else set()
        tails = {len(words) - end for end in ends}
        tails = tails & marks if frame.set_off else tails
        if starts and tails and max(starts) < min(tails):
            topic = range(max(starts), min(tails))
            if not frame.is_brief or _is_brief(words[topic.start : topic.stop]):
                return Framed(frame.shape, topic)
    return None


def _is_brief(topic: Sequence[str]) -> bool:
    """Return whether a topic has few words, at least one of them with content, and is no sentence.

    "What the chair mentions" is a sentence. No topic ends with words such as "in": "how many | women in | resolutions".
    """
    if topic[-1] in word_lists.NO_END:
        return False
    has_content = any(not word.isdigit() and word not in word_lists.EMPTY for word in topic)
    return len(topic) <= _BRIEF and has_content and not word_lists.OF_A_SENTENCE.intersection(topic)


def is_of_frames(word: str) -> bool:
    """Return whether a word, in lower case, is one of the phrases that frames are made of.

    >>> is_of_frames("brought"), is_of_frames("certificates")
    (True, False)
    """
    [stem] = stems_of([word])
    return not _load_frames().words.isdisjoint((word, f"~{stem}"))


def words_of_topic(text: str) -> list[str]:
    """Return the topic words of a text, in lower case, without words of frames and empty words.

    >>> words_of_topic("which paragraphs mention camps?")
    ['camps']
    """
    return [word for word in topic_words(text) if not (is_of_frames(word) or word in word_lists.SAYS_NOTHING)]


def without_left(words: Sequence[str], topic: range) -> range:
    """Return the range of a topic without leftover words of a frame at its ends: "language on", "in it".

    Args:
        words: The words of the question, in lower case.
        topic: Positions of the topic as found.
    """
    known, inside = _load_frames(), words[topic.start : topic.stop]
    forwards = _Forms.of(inside)
    first = max((max(_reached(forwards, {0}, row), default=0) for row in known.left), default=0)
    last = len(inside) - max(_reached(forwards.backwards, {0}, known.ending))
    return range(topic.start + first, topic.start + last) if first < last else topic


def find_again(words: Sequence[str]) -> ShapeName | None:
    """Return the shape in which a question without a topic asks for the last answer: "how many are there?".

    Args:
        words: The words of the question, in lower case.
    """
    question, known = _Forms.of(words), _load_frames()
    opened = _reached(question, {0}, known.opening)
    for shape, steps in known.again:
        if len(words) in _reached(question, _reached(question, opened, steps), known.closing):
            return shape
    return None


@dataclass(frozen=True, slots=True)
class _Frames:
    """All frames, and the steps for the words that may stand before and after any frame.

    Attributes:
        frames: Frames around a topic.
        left: Leftovers of a frame at the beginning of a topic, each as steps.
        again: Frames without a topic, each with its shape.
        opening: Steps for words before a frame.
        ending: Steps for words after a frame, backwards.
        closing: Steps for words after a frame, forwards.
        words: All words of phrases that stand around a topic, as words or as stems.
    """

    frames: tuple[_Frame, ...]
    left: tuple[tuple[_Step, ...], ...]
    again: tuple[tuple[ShapeName, tuple[_Step, ...]], ...]
    opening: tuple[_Step, ...]
    ending: tuple[_Step, ...]
    closing: tuple[_Step, ...]
    words: frozenset[str]


@cache
def _load_frames() -> _Frames:
    """Load the frames from `frames.toml`."""
    table = tomllib.loads(_TABLE.read_text(encoding="utf-8"))
    phrases = {name: [_phrase(one) for one in _BETWEEN.split(listed)] for name, listed in table["phrases"].items()}
    frames = [
        _frame(shape, text, phrases, is_brief=is_brief)
        for name, is_brief in (("frames", False), ("brief", True))
        for shape, rows in table[name].items()
        for row in rows
        for text in _rows(row, table["either"])
    ]
    again = [(shape, _steps(row, phrases)) for shape, rows in table["again"].items() for row in rows]
    opening, closing = _steps("{opening*}", phrases), _steps("{ending*}", phrases)
    left = [_steps(row, phrases) for row in table["left"]["rows"]]
    around = [some for name, some in phrases.items() if name not in _WITHIN_A_TOPIC]
    words = frozenset(word for some in around for phrase in some for word in phrase)
    return _Frames(tuple(frames), tuple(left), tuple(again), opening, _backwards("{ending*}", phrases), closing, words)


def _frame(shape: ShapeName, row: str, phrases: Mapping[str, Sequence[Words]], *, is_brief: bool) -> _Frame:
    """Parse a row of the table into a frame."""
    before, _, tail = row.partition("…")
    head, tail = before.strip(), tail.strip()
    head, _, never = head.partition("{!")
    steps = _steps(head.removesuffix(":"), phrases)
    names_first = before.endswith("}") and not never  # "{acting}…"
    return _Frame(
        shape,
        steps[:-1] if names_first else steps,
        _backwards(tail.removeprefix(","), phrases),
        is_opened=head.endswith(":"),
        set_off=tail.startswith(","),
        is_brief=is_brief,
        first=steps[-1] if names_first else None,
        never=_step(phrases[never.removesuffix("}")], "once") if never else None,
    )


def _rows(row: str, either: Mapping[str, Sequence[str]]) -> list[str]:
    """Expand a row into one row for each form of the alternatives that it names."""
    for name, forms in either.items():
        if f"{{{name}}}" in row:
            return [one for form in forms for one in _rows(row.replace(f"{{{name}}}", form), either)]
    return [row]


def _steps(text: str, phrases: Mapping[str, Sequence[Words]]) -> tuple[_Step, ...]:
    return tuple(_step(phrases[name] if name else [(word,)], _KINDS[mark]) for name, mark, word in _STEP.findall(text))


def _backwards(text: str, phrases: Mapping[str, Sequence[Words]]) -> tuple[_Step, ...]:
    """Return the steps of a text in reverse order, for words in reverse order."""
    forwards = _steps(text, phrases)
    return tuple(_step([phrase[::-1] for phrase in step.phrases], step.kind) for step in reversed(forwards))


def _step(phrases: Iterable[Words], kind: Kind) -> _Step:
    some = frozenset(phrases)
    return _Step(some, kind, frozenset(map(len, some)))


def _phrase(text: str) -> Words:
    """Parse a phrase: the words behind "=" are matched as they are; other words become stems, with "~" before each."""
    if text.startswith("="):
        return tuple(text[1:].split())
    return tuple(f"~{stem}" for stem in stems_of(text.split()))


def _reached(question: _Forms, starts: set[int], steps: Iterable[_Step]) -> set[int]:
    """Return the positions behind the words that match all steps, from any of the starts."""
    reached = starts
    for step in steps:
        ends = _ends(question, reached, step)
        if step.kind == "repeated":
            new = ends
            while new := _ends(question, new, step) - ends:
                ends |= new
        reached = ends if step.kind == "once" else reached | ends
        if not reached:
            break
    return reached


def _ends(question: _Forms, starts: set[int], step: _Step) -> set[int]:
    """Return the positions behind each phrase of a step that matches at one of the starts."""
    found = set()
    for start in starts:
        for size in step.sizes:
            end = start + size
            if question.words[start:end] in step.phrases or question.stems[start:end] in step.phrases:
                found.add(end)
    return found
