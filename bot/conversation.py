"""Conversation: its turns, the pages of its last answer, and the paragraphs that ordinals such as "the fifth one" mean.

Ordinals count what was shown last: all pages of an answer so far, by the numbers of its hits.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import accumulate
from typing import Self

from retrieval.asking.answer import Answer, Hit
from retrieval.asking.understand.follow_ups.shown import asks_for_rest
from retrieval.asking.understand.follow_ups.turns import Turn

PAGE = 3
"""Paragraphs per page: as many as a reader takes in at once."""
MOST = 60
"""Maximum number of hits to page through in the chat and on Slack."""


@dataclass(frozen=True, slots=True)
class Page:
    """Page of the hits of an answer, or of its near misses.

    Attributes:
        found: All hits, best first.
        first: Number of hits before the page.
        size: Maximum number of hits on the page.
    """

    found: tuple[Hit, ...] = ()
    first: int = 0
    size: int = PAGE

    @property
    def hits(self) -> tuple[Hit, ...]:
        """Hits on the page."""
        return self.found[self.first : self.last]

    @property
    def last(self) -> int:
        """Number of hits up to the end of the page."""
        return min(self.first + self.size, self.of)

    @property
    def of(self) -> int:
        """Number of all hits."""
        return len(self.found)

    @property
    def shown(self) -> tuple[str, ...]:
        """Ids of the hits up to the end of the page."""
        return tuple(hit.clause.id for hit in self.found[: self.last])

    @property
    def next(self) -> Page:
        """The page after this one."""
        return replace(self, first=self.last)


@dataclass(frozen=True, slots=True, kw_only=True)
class Conversation:
    """Conversation so far.

    Attributes:
        turns: Questions with their first hits, oldest first; small talk is left out.
        page: Page of the last answer that was shown last.
        numbered: Ids of the paragraphs that ordinals mean, in the order of their numbers.
        asked: Question of that answer, as typed.
        before: Turns before that question.
        resumes: State to return to by "more please", while the user looks again at paragraphs of an earlier answer one
            by one; None otherwise.
    """

    turns: tuple[Turn, ...] = ()
    page: Page = field(default=Page())
    numbered: tuple[str, ...] = ()
    asked: str = ""
    before: tuple[Turn, ...] = ()
    resumes: Conversation | None = None

    @property
    def context(self) -> tuple[Turn, ...]:
        """Turns that the next question may build on, each with the paragraphs that ordinals mean."""
        return tuple(replace(turn, shown=self.numbered) for turn in self.turns)

    def asks_for_rest(self, message: str) -> bool:
        """Return whether a message only asks for the next page: "more please".

        After a paragraph that was looked up by its number, it asks for the paragraph behind instead.
        """
        of = self.resumed
        is_looked_up = bool(of.turns) and of.turns[-1].understood.only_cited and not of.page.next.hits
        return bool(of.page.found) and not is_looked_up and asks_for_rest(message, self.turns)

    @property
    def resumed(self) -> Self:
        """The conversation with the answer whose next page "more please" shows as its last one."""
        if self.resumes is None:
            return self
        last = self.resumes
        return replace(self, turns=last.turns, page=last.page, asked=last.asked, before=last.before, resumes=None)

    def after(self, asked: str, answer: Answer, page: Page) -> Self:
        """Return the conversation after an answer, and the page of it that is shown; small talk changes nothing."""
        if not (answer.is_turn or page.hits):
            return self
        turns = (*self.turns, answer.turn) if answer.is_turn else self.turns
        is_again = answer.reading.understood.only_cited and _are_shown_again(page.shown, self.numbered)
        resumes = (self.resumes or self) if is_again else None
        return replace(self, turns=turns, asked=asked, before=self.context, resumes=resumes).showing(page)

    def showing(self, page: Page) -> Self:
        """Return the conversation after another page of the last answer is shown."""
        return replace(self, page=page, numbered=_numbered(self.numbered, page.shown))


def numbered_after(answers: Iterable[Sequence[str]]) -> Iterator[tuple[str, ...]]:
    """Yield the ids of the paragraphs that ordinals mean after each of some answers, given the ids that each has shown.

    An answer that shows nothing, or again one of these paragraphs alone, leaves the numbers as they are: "the second
    one please" may be followed by "and the third".

    >>> list(numbered_after([["a", "b", "c"], ["b"], [], ["c", "d"]]))
    [('a', 'b', 'c'), ('a', 'b', 'c'), ('a', 'b', 'c'), ('c', 'd')]
    """
    return accumulate(map(tuple, answers), _numbered)


def _numbered(before: tuple[str, ...], shown: tuple[str, ...]) -> tuple[str, ...]:
    return before if not shown or _are_shown_again(shown, before) else shown


def _are_shown_again(shown: tuple[str, ...], before: tuple[str, ...]) -> bool:
    """Return whether an answer shows one paragraph, of those that ordinals mean."""
    return len(shown) == 1 and {*shown} <= {*before}
