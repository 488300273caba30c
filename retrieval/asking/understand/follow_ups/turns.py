"""Turns of a conversation, and the reading of a question after them."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace

from retrieval.asking.understand.lexicon import turn_patterns
from retrieval.asking.understand.question import Question
from retrieval.asking.understand.signs import RELATIVE_LIMITS, signs_of
from retrieval.asking.understand.words import content_words
from retrieval.clauses.citation import citation_of_id
from retrieval.clauses.clause import Symbol

_MOST_SHOWN = 20
"""Maximum words of a turn in a note."""
_WORDS_OF_A_SURE_TOPIC = 6
"""Minimum content words of a new topic if there is no search to decide; most questions of this length begin one."""
MOST_WORDS = 40
"""Maximum words of an earlier turn to search for, and of a question that builds on it: longer texts are pasted."""
NOTE_OPENING = "about: "
"""Opening of the note, before the words of a turn."""


@dataclass(frozen=True, slots=True)
class Turn:
    """Conversation turn: an answered question.

    Attributes:
        understood: The question as understood, with filters inherited from earlier turns.
        symbols: The resolutions of its first hits, best first.
        quoted: Ids of its first hits.
        shown: Ids of the paragraphs shown last, by this answer or a later one, in the order in which "the second one"
            counts them; () if these are `quoted`.
        text: Text of its first hit.
        led_nowhere: Whether it had no answer or near miss. A later question builds on the turns before it instead.
        opens_topic: Whether it opens a topic, on which the turns behind it build. The first turn always does.
    """

    understood: Question
    symbols: tuple[Symbol, ...] = ()
    quoted: tuple[str, ...] = ()
    shown: tuple[str, ...] = ()
    text: str = ""
    led_nowhere: bool = False
    opens_topic: bool = False

    @property
    def words(self) -> str:
        """The words that later questions build on: its search text, or the text of a paragraph that it looked up.

        A list of resolutions as such has none.
        """
        if lists_resolutions(self.understood):
            return ""
        return (self.understood.only_cited and self.text) or self.understood.text

    @property
    def numbered(self) -> tuple[str, ...]:
        """Ids of the paragraphs that "the second one" counts."""
        return self.shown or self.quoted

    @property
    def pointed_at(self) -> tuple[str, ...]:
        """Ids of the paragraphs that a pronoun refers to: all for "these", the first for "it".

        A single paragraph that was quoted last may be one of several that keep their numbers.
        """
        return self.quoted if len(self.quoted) == 1 and self.quoted[0] in self.shown else self.numbered

    @property
    def quoted_first(self) -> str:
        """The citation of its first hit; "" if it had none."""
        return f"{citation_of_id(self.quoted[0])}" if self.quoted else ""


@dataclass(frozen=True, slots=True)
class Earlier:
    """Earlier turns that a question may build on, and how its wording relates to them.

    Attributes:
        words: Words of the first and the last of these turns.
        symbols: Resolutions that the last turn quoted.
        quoted: Ids of the paragraphs that the last turns quoted.
        new_words: Number of content words of the question.
        opens: Whether the question opens like a follow-up: "and …".
        refers: Whether the question refers to something that it does not name: "them", "that resolution".
        is_sure: Whether the wording of the question alone makes it a follow-up.
        names: Names of the first and the last turn for display; () if these are their words.
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


@dataclass(frozen=True, slots=True)
class Reading:
    """How a question was read in its conversation.

    Attributes:
        understood: The question, with what it takes from earlier turns.
        continues: Whether it builds on earlier turns, by its words or by decision of the search.
        note: The topic that it takes from them, for display: "about: gender advisers"; "" for a new topic.
        earlier: Earlier turns that the search may build on; None if it needs none.
        unlimited: The question without inherited filters, searched for if nothing is found within them; None if it
            inherits none.
        alone: The question on its own, searched for if it has no answer on the last topic; None if its words exclude
            this.
        differs: Whether its words alone would have another answer.
        decided_by_search: Whether the search decided that it builds on earlier turns, as its words do not say so.
        may_open_topic: Whether its words may open a topic, unless the search decides that it builds on earlier turns.
    """

    understood: Question
    continues: bool = False
    note: str = ""
    earlier: Earlier | None = None
    unlimited: Question | None = None
    alone: Question | None = None
    differs: bool = False
    decided_by_search: bool = False
    may_open_topic: bool = False

    @property
    def opens_topic(self) -> bool:
        """Whether it opens a topic, on which later questions build, as far as the search has decided."""
        return self.may_open_topic and not self.continues

    @property
    def opens_topic_by_words(self) -> bool:
        """Whether it opens a topic, by its words alone, if there is no search to decide."""
        is_full = self.earlier is None or self.earlier.new_words >= _WORDS_OF_A_SURE_TOPIC
        return self.opens_topic and (is_full or bool(self.understood.cited))

    @property
    def continues_by_evidence(self) -> bool:
        """Whether it builds on earlier turns because of what the search found, not because its words say so."""
        return self.decided_by_search and self.earlier is not None and not self.earlier.is_sure

    @property
    def searched(self) -> str:
        """The search text: the words of earlier turns, and the words of the question."""
        before = self.earlier.words if self.earlier and self.continues else ()
        return ". ".join([*before, self.understood.text])

    def mapped(self, change: Callable[[Question], Question]) -> Reading:
        """Return the reading with a change made to each of its questions."""
        return replace(
            self,
            understood=change(self.understood),
            unlimited=self.unlimited and change(self.unlimited),
            alone=self.alone and change(self.alone),
        )


def note_of(texts: Iterable[str]) -> str:
    """Return the note that says what a follow-up is about, with the first words of each text.

    >>> note_of(["gender advisers", "camps"])
    'about: gender advisers; camps'
    """
    return f"{NOTE_OPENING}{'; '.join(' '.join(shortened(text).split()[:_MOST_SHOWN]) for text in texts)}"


def shortened(text: str) -> str:
    """Return the first words of an earlier turn, without the stop at the end."""
    return " ".join(text.split()[:MOST_WORDS]).rstrip(" ?.")


def new_words(question: Question) -> list[str]:
    """Return the content words of a question, without those that only ask on: "and what about those".

    Beside a limit, these are also those that ask whether there is anything: "are you sure? nothing before 2014?".
    """
    limits = question.stated or not signs_of(question.asked).isdisjoint(RELATIVE_LIMITS)
    empty = turn_patterns.BESIDE_A_LIMIT if limits else turn_patterns.EMPTY_AFTER_ANOTHER
    return [word for word in content_words(question.text) if word not in empty and not word.isdigit()]


def lists_resolutions(question: Question) -> bool:
    """Return whether a question asks for resolutions as such, or for their number: "list the WPS resolutions"."""
    return question.shape.as_such and question.shape.unit == "resolutions"


def has_topic(question: Question) -> bool:
    """Return whether a question asks about something, and not for a paragraph, a resolution or limits alone."""
    return not (question.only_limits or question.cited or question.shape.name in ("lookup", "resolution"))
