"""A question that needs the one before it: "and for children?", "what about 2467?", "anything newer?"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from retrieval.asking.understand.edits import content_words
from retrieval.asking.understand.numbers import is_year
from retrieval.asking.understand.understood import Understood, understand
from retrieval.clauses.citation import Citation
from retrieval.clauses.clause import Symbol
from retrieval.clauses.filters import NO_LIMITS, Filters, describe, overruled
from retrieval.index.facts import LibraryFacts

_MOST_WORDS = 60
"""How many words are searched for: the new ones, then earlier ones as far as there is room."""

_PLEASANTRY = (
    r"(?:(?:great|thanks|thank\s+you|thx|ok(?:ay)?|perfect|cool|nice|good|hm+|right|sure|alright|interesting|so|well|yes|no)"
    r"\b[\s,.!:–-]*)*"
)
_OPENS = re.compile(
    rf"^{_PLEASANTRY}(?:and|also|but|or|plus|then|(?:what|how)\s+about|what\s+of|same\b|in\s+that\s+case|for\s+the\s+(?:one|ones)"
    r"|specifically|especially|in\s+particular|(?:any|some)(?:thing|where|one)"
    r"\s+(?:newer|older|later|earlier|more|else|since|before|similar|other|like\s+(?:that|this|it))|any\s+(?:others?|newer|older"
    r"|later|more|earlier)|more\s+(?:on|about|of|recent)|who\s+else|what\s+else|where\s+else|outside|elsewhere|newer|older)\b",
    re.IGNORECASE,
)
_TEXT = r"(?:resolution|text|one|document|decision)"
_SAYS = (
    r"(?:say|mention|cover|specify|define|talk|ask|call|require|oblige|address|deal|set|tell|refer|contain|include|demand|urge"
    r"|request|recommend|give)"
)
_SAME_TEXT = re.compile(
    rf"\b(?:(?:that|this|the\s+same|same|that\s+same)\s+(?:very\s+)?{_TEXT}|in\s+(?:there|it)|do(?:es)?\s+it\s+(?:also\s+|even\s+|actually\s+)?"
    rf"(?:say|mention|cover|specify|define|talk|address|contain|include|set\s+out))\b",
    re.IGNORECASE,
)
_ASKED_FOR_TEXT = re.compile(rf"\b(?:a|an|any|which|what|the)\s+{_TEXT.replace('|one', '')}\b", re.IGNORECASE)
_IT_SAYS = re.compile(rf"\bit\s+(?:also\s+|even\s+)?{_SAYS}\b", re.IGNORECASE)
_OUTSIDE = re.compile(
    rf"\b(?:outside(?:\s+of)?|other\s+than|except|besides|apart\s+from|not\s+(?:in|from))\s+(?:that|this)\s+{_TEXT}\b",
    re.I,
)
_ANYWHERE = re.compile(
    r"\b(?:elsewhere|anywhere\s+else|somewhere\s+else|where\s+else|other\s+(?:resolutions?|texts?)|in\s+general|overall|all\s+(?:of\s+)?"
    r"(?:this|that|these|those|(?:the\s+)?(?:resolutions|texts)))\b",
    re.IGNORECASE,
)
_NEWER = re.compile(
    r"\b(?:newer|more\s+recent(?:ly)?|later\s+(?:ones?|texts?|resolutions?)|anything\s+later|since\s+then)\b",
    re.IGNORECASE,
)
_OLDER = re.compile(
    r"\b(?:older|earlier\s+(?:ones?|texts?|resolutions?)|anything\s+earlier|before\s+(?:that|then|it))\b", re.IGNORECASE
)

_REFERS = re.compile(
    r"\b(?:(?P<whose>its|their)|(?P<pronoun>it|them|they|he|she)|(?P<pointing>those|these|such|the\s+ones?|like\s+(?:that|this)|there"
    r"|(?:for|on|about|of|in|to|with|from|after|before)\s+(?:that|this)(?=\s*[?.,!]|$)|(?:do|does|did|is|was|has|can|could|should|must"
    r"|will|would|why|how)\s+(?:that|this)))\b",
    re.IGNORECASE,
)
_NEARBY = {"whose": 1, "pronoun": 3, "pointing": 6}
"""How many words of content may stand before a reference that means something said earlier; more would name it."""

# What looks like a reference to an earlier turn and is none: "is it true that", "those who …", "is there a …".
_REFERS_NOT = re.compile(
    r"\b(?:(?:is|was|be|make|makes)\s+it\s+(?:true|right|possible|ok(?:ay)?|allowed|legal|correct|fair|mandatory|binding|enough"
    r"|a|an|the|that)|(?:those|these|such)\s+(?:who|that|which|as|responsible|in|with|from|of|at|affected|resolutions|texts)"
    r"|(?:is|are|was|were|has|have|will|be)\s+there|there\s+(?:is|are|was|were|has|have|be)|it\s+(?:is|was)\s+\w+\s+(?:that|to)"
    r"|(?:its|their)\s+own)\b",
    re.IGNORECASE,
)
_ASKS = re.compile(
    r"^(?:who|whose|whom|what|which|when|where|why|how|is|are|was|were|do|does|did|has|have|had|can|could|may|might|must|shall"
    r"|should|will|would)\b|\?\s*$",
    re.IGNORECASE,
)
_QUESTION_ENDS = re.compile(r"\?(?=\s)")
_CLAUSE_END = re.compile(r"[.;:!?–—]|,|\s-+\s")

_BARE_LIMIT = re.compile(
    rf"^(?P<opening>{_PLEASANTRY}(?:(?:and|or|also|what\s+about|how\s+about|same\s+for|just|only|in|for|the)\s+)*)(?P<number>\d{{3,4}})"
    r"(?:\s+(?:ones?|texts?|resolutions?))?(?=\s*(?:[?.,!;:]|pls\b|please\b|then\b|too\b|only\b|$))(?P<rest>.*)$",
    re.IGNORECASE,
)
_FILLER = re.compile(
    rf"^{_PLEASANTRY}(?:(?:and|also|but|or|plus|then|(?:what|how)\s+about|what\s+of|specifically|especially|in\s+particular|pls|please"
    r"|anything|something|newer|older)\b[\s,:]*)*",
    re.IGNORECASE,
)
_EMPTY_FOLLOW_UP = frozenset(
    "anything something newer older later earlier recent more else one ones same too well there it its that those them "
    "these since then before great thanks thank you ok okay perfect cool nice good just only specifically please pls "
    "outside of operative preamble preambular annex".split()
)


_MOST_SHOWN = 20
"""Words of the topic that are shown back."""


@dataclass(frozen=True, slots=True)
class Turn:
    """A question that was answered.

    Attributes:
        understood: As it was searched for, with what it took from the turns before.
        symbols: The resolutions of its first hits, best first.
    """

    understood: Understood
    symbols: tuple[Symbol, ...] = ()


@dataclass(frozen=True, slots=True)
class FollowUp:
    """A question as understood after others.

    Attributes:
        continues: Whether it builds on the turn before; a new topic takes nothing from it.
        note: What it was taken to be about, for showing: "about: gender advisers"; "" for a new topic.
    """

    understood: Understood
    continues: bool
    note: str


def follow_up(text: str, before: Sequence[Turn], about: LibraryFacts, given: Filters = NO_LIMITS) -> FollowUp:
    """Understand a question that may build on the turns before it.

    Args:
        text: The question.
        before: The turns so far, oldest first; small talk left out.
        about: What the library holds.
        given: Limits set by other means; each overrules a stated or inherited one of its sort.
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
    understood = replace(
        now,
        asked=asked,
        text=_searched(now, last),
        filters=overruled(filters, given),
        outside=outside,
        stated=describe(filters, outside),
        only_limits=now.only_limits and last.understood.only_limits,
    )
    topic = _QUESTION_ENDS.sub(",", " ".join(last.understood.text.split()[:_MOST_SHOWN]))
    return FollowUp(understood, True, f"about: {topic}")


def continues(asked: str, understood: Understood) -> bool:
    """Say whether a question builds on the one before it, by its wording.

    It does if it opens so ("and …", "what about …"), refers to something it has not named ("that resolution", "them"),
    or says nothing but where to look ("operative only").
    """
    if _OPENS.match(asked) or _SAME_TEXT.search(asked):
        return True
    if not _new_words(understood):
        return bool(understood.stated)
    return _refers(asked)


def _refers(asked: str) -> bool:
    """Say whether a question speaks of something not named: in its first words, as later ones may mean those."""
    if not _ASKS.search(asked):
        return False
    first = _REFERS_NOT.sub(" ", _CLAUSE_END.split(asked)[0])
    return any(
        len(content_words(first[: match.start()])) <= _NEARBY[match.lastgroup or ""]
        for match in _REFERS.finditer(first)
    )


def _with_limit_said(asked: str, about: LibraryFacts) -> tuple[str, bool]:
    """Write out a bare number: "what about 2467?" and "just the 2015 one" are limits after another question."""
    match = _BARE_LIMIT.match(asked)
    if not match:
        return asked, False
    number, rest = int(match["number"]), match["rest"].lstrip(" ?.,!;:")
    if not match["opening"] and content_words(rest):
        return asked, False  # "1325: what should peace agreements cover?" needs no other question
    if about.has_number(number) and not is_year(number, about):
        return f"resolution {number}: {rest}", True
    return (f"in {number}: {rest}", True) if is_year(number, about) else (asked, False)


def _limits(asked: str, now: Understood, last: Turn, about: LibraryFacts) -> tuple[Filters, tuple[Citation, ...]]:
    """Return the limits of a follow-up: those before, but for the sorts it states anew."""
    old, new = last.understood.filters, now.filters
    if _OUTSIDE.search(asked):
        return replace(overruled(new, old), resolutions=()), _resolutions_of(last)
    outside = (*last.understood.outside, *now.outside)
    dates = _relative_dates(asked, last, about)
    if dates:
        return replace(overruled(new, replace(old, resolutions=())), since=dates.since, until=dates.until), outside
    if new.resolutions:  # their day is their own
        return overruled(new, replace(old, resolutions=(), since=None, until=None)), ()
    kept = old
    if new.since or new.until:
        kept = replace(old, since=None, until=None, resolutions=())
    elif _ANYWHERE.search(asked):
        kept = replace(old, resolutions=())
    elif _is_same_text(asked, last):
        return replace(overruled(old, new), resolutions=_resolutions_of(last), since=None, until=None), ()
    return overruled(kept, new), outside


def _is_same_text(asked: str, last: Turn) -> bool:
    """Say whether a question is about the resolution found before: "does it say how …", "that text"."""
    if _SAME_TEXT.search(asked):
        return True
    return _IT_SAYS.search(asked) is not None and _ASKED_FOR_TEXT.search(last.understood.asked) is not None


def _resolutions_of(last: Turn) -> tuple[Citation, ...]:
    if last.understood.filters.resolutions:
        return last.understood.filters.resolutions
    return tuple(Citation(symbol.number, symbol.year, None) for symbol in last.symbols[:1])


def _relative_dates(asked: str, last: Turn, about: LibraryFacts) -> Filters | None:
    days = [about.adopted.get(symbol, date(symbol.year, 12, 31)) for symbol in last.symbols]
    if not days:
        return None
    if _NEWER.search(asked):
        return Filters(since=max(days) + timedelta(days=1))
    if _OLDER.search(asked):
        return Filters(until=min(days) - timedelta(days=1))
    return None


def _new_words(understood: Understood) -> list[str]:
    return [word for word in content_words(understood.text) if word not in _EMPTY_FOLLOW_UP and not word.isdigit()]


def _searched(now: Understood, last: Turn) -> str:
    """Return the words to search for: the new ones, then the earlier ones that there is room for."""
    new = _FILLER.sub("", now.text).split() if _new_words(now) else []
    earlier = last.understood.text.split()
    return " ".join([*new, *earlier[: max(_MOST_WORDS - len(new), 0)]])
