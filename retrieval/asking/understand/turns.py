"""Turns of a conversation, as later questions build on them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from retrieval.asking.understand.lexicon import turn_patterns
from retrieval.asking.understand.question import Question
from retrieval.asking.understand.words import content_words
from retrieval.clauses.citation import citation_of_id
from retrieval.clauses.clause import Symbol

_MOST_SHOWN = 20
"""Maximum words of a turn in a note."""
NOTE_OPENING = "about: "
"""Opening of the note, before the words of a turn."""


@dataclass(frozen=True, slots=True)
class Turn:
    """Conversation turn: an answered question.

    Attributes:
        understood: The question as understood, with filters inherited from earlier turns.
        symbols: The resolutions of its first hits, best first.
        quoted: Ids of its first hits.
        shown: Ids of all hits that were shown, if there were more.
        text: Text of its first hit.
        led_nowhere: Whether nothing answered it, nor nearly, so that a later question rather builds on those before.
        opens: Whether it opens a topic, which the turns behind it are on; the first one does in any case.
    """

    understood: Question
    symbols: tuple[Symbol, ...] = ()
    quoted: tuple[str, ...] = ()
    shown: tuple[str, ...] = ()
    text: str = ""
    led_nowhere: bool = False
    opens: bool = False

    @property
    def words(self) -> str:
        """The words that later questions build on: of a paragraph that was looked up its text, not its number."""
        return (self.understood.only_cited and self.text) or self.understood.text

    @property
    def quoted_first(self) -> str:
        """The citation of its first hit; "" if it had none."""
        return f"{citation_of_id(self.quoted[0])}" if self.quoted else ""


@dataclass(frozen=True, slots=True)
class Earlier:
    """Earlier turns that a question may build on, and how its wording relates to them.

    Attributes:
        words: Words of the first and the last of them.
        symbols: Resolutions that the last one quoted.
        quoted: Ids of the paragraphs that they quoted.
        new_words: Number of content words of the question.
        opens: Whether it opens like a follow-up: "and …".
        refers: Whether it refers to something not named in it: "them", "that resolution".
        is_sure: Whether its wording alone makes it a follow-up.
        names: Names of these turns for display, if they are not their words.
    """

    words: tuple[str, ...]
    symbols: frozenset[Symbol] = frozenset()
    quoted: frozenset[str] = frozenset()
    new_words: int = 0
    opens: bool = False
    refers: bool = False
    is_sure: bool = True
    names: tuple[str, ...] = ()

    @property
    def note(self) -> str:
        """The words in short, for display; see `note_of`."""
        return note_of(self.names or self.words)


def note_of(texts: Iterable[str]) -> str:
    """Return the note that says what a follow-up is about, with the first words of each text.

    >>> note_of(["gender advisers", "camps"])
    'about: gender advisers; camps'
    """
    return f"{NOTE_OPENING}{'; '.join(' '.join(text.split()[:_MOST_SHOWN]) for text in texts)}"


def new_words(understood: Question) -> list[str]:
    """Return the content words of a question, without those that only ask on: "and what about those"."""
    return [
        word
        for word in content_words(understood.text)
        if word not in turn_patterns.EMPTY_AFTER_ANOTHER and not word.isdigit()
    ]


def since_new_topic(turns: Sequence[Turn]) -> Sequence[Turn]:
    """Return the turns from the last one on that said that its topic is new; all of them if none did."""
    new = [n for n, turn in enumerate(turns) if turn.understood.is_new]
    return turns[new[-1] :] if new else turns


def since_opened(turns: Sequence[Turn]) -> Sequence[Turn]:
    """Return the turns from the last one on that opened a topic; all of them if only the first did."""
    opened = [n for n, turn in enumerate(turns) if turn.opens]
    return turns[opened[-1] :] if opened else turns


def without_dead_ends(turns: Sequence[Turn]) -> Sequence[Turn]:
    """Return the turns without those that led nowhere, outside any limits, if others are left: "tell me a joke"."""
    kept = [turn for turn in turns if not turn.led_nowhere or turn.understood.scope.described]
    return kept or turns


def has_topic(question: Question) -> bool:
    """Return whether a question asks about something, and not for a paragraph, a resolution or limits alone."""
    return not (question.only_limits or question.cited or question.shape.name in ("lookup", "resolution"))
