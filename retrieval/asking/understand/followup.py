"""Follow-up questions, which need the one before: "and for children?", "what about 2467?", "anything newer?"."""

from __future__ import annotations

from collections.abc import Iterator, Sequence, Set
from dataclasses import dataclass, replace
from datetime import date, timedelta

from retrieval.asking.understand import lexicon
from retrieval.asking.understand.edits import content_words
from retrieval.asking.understand.finding import ANSWER, Finding, Sign
from retrieval.asking.understand.numbers import is_year
from retrieval.asking.understand.understood import Understood, understand
from retrieval.clauses.citation import Citation
from retrieval.clauses.clause import Symbol
from retrieval.clauses.filters import NO_LIMITS, Filters, describe, overruled
from retrieval.index.facts import LibraryFacts

_MOST_WORDS = 60
"""Maximum words of the search query: the new ones, then earlier ones as far as there is room."""

_NEARBY = {"whose": 1, "pronoun": 3, "pointing": 6}
"""Maximum content words before a reference to an earlier turn; after more, it refers to the question itself."""
_MOST_SHOWN = 20
"""Maximum words of the topic in the note."""


@dataclass(frozen=True, slots=True)
class Turn:
    """Conversation turn: an answered question.

    Attributes:
        understood: The question as searched for, with words and filters inherited from earlier turns.
        symbols: The resolutions of its first hits, best first.
    """

    understood: Understood
    symbols: tuple[Symbol, ...] = ()


@dataclass(frozen=True, slots=True)
class FollowUp:
    """Question as understood in its conversation.

    Attributes:
        continues: Whether it builds on the turn before; a new topic inherits nothing.
        note: The topic it inherits, for display: "about: gender advisers"; "" for a new topic.
    """

    understood: Understood
    continues: bool
    note: str


def follow_up(text: str, before: Sequence[Turn], about: LibraryFacts, given: Filters = NO_LIMITS) -> FollowUp:
    """Understand a question that may be a follow-up of earlier turns.

    Args:
        text: The question.
        before: The turns so far, oldest first; small talk left out.
        about: What the library holds.
        given: Filters set by options; each overrides a stated or inherited one of its sort.
    """
    asked = " ".join(text.split())
    if not before:
        return FollowUp(understand(asked, about, given), False, "")
    spoken, is_bare = _with_limit_said(asked, about)
    now = understand(spoken, about, Filters(suggested=given.suggested))
    last = before[-1]
    if not (is_bare or continues(asked, now)):
        return FollowUp(understand(asked, about, given), False, "")
    filters, outside = _limits(asked, now, last, about)
    only_limits = now.only_limits and last.understood.only_limits
    understood = replace(
        now,
        asked=asked,
        text=_searched(now, last),
        filters=overruled(filters, given),
        outside=outside,
        stated=describe(filters, outside),
        only_limits=only_limits,
        shape=ANSWER if now.shape.name == "resolution" and not only_limits else now.shape,
    )
    topic = lexicon.QUESTION_ENDS.sub(",", " ".join(last.understood.text.split()[:_MOST_SHOWN]))
    return FollowUp(understood, True, f"about: {topic}")


def continues(asked: str, understood: Understood) -> bool:
    """Return whether a question is a follow-up, by its wording.

    It is if it opens so ("and …", "what about …"), refers to something it has not named ("that resolution", "them"), or
    states filters and nothing else ("operative only").
    """
    signs = signs_of(asked)
    if signs & {"opens", "same text"}:
        return True
    return "refers" in signs if _new_words(understood) else bool(understood.stated)


def signs_of(asked: str) -> Set[Sign]:
    """Return the signs in a question's wording that it is a follow-up."""
    return {one.means for one in find_signs(asked) if isinstance(one.means, str)}


def find_signs(asked: str) -> list[Finding]:
    """Find the words that mark a question as a follow-up."""
    return [
        *(Finding(*match.span(), sign) for sign, pattern in lexicon.SIGNS if (match := pattern.search(asked))),
        *_references(asked),
    ]


def _references(asked: str) -> Iterator[Finding]:
    """Find references to something not named in the first words; later ones may refer to those words."""
    if not lexicon.ASKS.search(asked):
        return
    first = lexicon.REFERS_NOT.sub(lambda match: " " * len(match[0]), lexicon.CLAUSE_END.split(asked)[0])
    for match in lexicon.REFERS.finditer(first):
        if len(content_words(first[: match.start()])) <= _NEARBY[match.lastgroup or ""]:
            yield Finding(*match.span(), "refers")


def _with_limit_said(asked: str, about: LibraryFacts) -> tuple[str, bool]:
    """Expand a bare number into a filter: "what about 2467?" and "just the 2015 one" after another question."""
    match = lexicon.BARE_LIMIT.match(asked)
    if not match:
        return asked, False
    number, rest = int(match["number"]), match["rest"].lstrip(" ?.,!;:")
    if not match["opening"] and content_words(rest):
        return asked, False  # "1325: what should peace agreements cover?" needs no other question
    if about.has_number(number) and not is_year(number, about):
        return f"resolution {number}: {rest}", True
    return (f"in {number}: {rest}", True) if is_year(number, about) else (asked, False)


def _limits(asked: str, now: Understood, last: Turn, about: LibraryFacts) -> tuple[Filters, tuple[Citation, ...]]:
    """Return the filters of a follow-up: inherited ones, replaced by stated ones of the same sort."""
    old, new, signs = last.understood.filters, now.filters, signs_of(asked)
    if "outside it" in signs:
        return replace(overruled(new, old), resolutions=()), _resolutions_of(last)
    outside = (*last.understood.outside, *now.outside)
    dates = _relative_dates(signs, last, about)
    if dates:
        return replace(overruled(new, replace(old, resolutions=())), since=dates.since, until=dates.until), outside
    if new.resolutions:  # the symbol fixes the day
        return overruled(new, replace(old, resolutions=(), since=None, until=None)), ()
    kept = old
    if new.since or new.until:
        kept = replace(old, since=None, until=None, resolutions=())
    elif "anywhere" in signs:
        kept = replace(old, resolutions=())
    elif _is_same_text(signs, last):
        return replace(overruled(old, new), resolutions=_resolutions_of(last), since=None, until=None), ()
    return overruled(kept, new), outside


def _is_same_text(signs: Set[Sign], last: Turn) -> bool:
    """Return whether a question is about the resolution found before: "does it say how …", "that text"."""
    return "same text" in signs or ("it says" in signs and "asks for a text" in signs_of(last.understood.asked))


def _resolutions_of(last: Turn) -> tuple[Citation, ...]:
    if last.understood.filters.resolutions:
        return last.understood.filters.resolutions
    return tuple(Citation(symbol.number, symbol.year, None) for symbol in last.symbols[:1])


def _relative_dates(signs: Set[Sign], last: Turn, about: LibraryFacts) -> Filters | None:
    days = [about.adopted.get(symbol, date(symbol.year, 12, 31)) for symbol in last.symbols]
    if not days:
        return None
    if "newer" in signs:
        return Filters(since=max(days) + timedelta(days=1))
    if "older" in signs:
        return Filters(until=min(days) - timedelta(days=1))
    return None


def _new_words(understood: Understood) -> list[str]:
    return [
        word
        for word in content_words(understood.text)
        if word not in lexicon.EMPTY_AFTER_ANOTHER and not word.isdigit()
    ]


def _searched(now: Understood, last: Turn) -> str:
    """Build the search text: the new words, then as many earlier ones as fit."""
    new = lexicon.BEFORE_NEW_WORDS.sub("", now.text).split() if _new_words(now) else []
    earlier = last.understood.text.split()
    return " ".join([*new, *earlier[: max(_MOST_WORDS - len(new), 0)]])
