"""Resolutions and paragraphs that a question cites, and their role: filter or topic."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date, timedelta
from enum import Enum, auto
from itertools import chain

from retrieval.asking.understand.edits import remaining
from retrieval.asking.understand.finding import (
    Cited,
    Edit,
    Finding,
    Limit,
    MentionedYear,
    Placed,
    citation_of,
    limits_by,
    names_resolution,
)
from retrieval.asking.understand.lexicon import period_context, reference_patterns
from retrieval.asking.understand.numbers import (
    Mention,
    find_mentions,
    has_anything,
    is_asked_for,
    is_pair_at_end,
    limits_keywords,
    place_of,
)
from retrieval.asking.understand.period_limits import is_apart
from retrieval.asking.understand.places import Place, place_alone
from retrieval.asking.understand.refusals import Refusal, find_refusal
from retrieval.asking.understand.words import has_words, search_before, topic_words, words_beside
from retrieval.clauses.citation import Citation
from retrieval.index.facts import LibraryFacts

_BOUNDS: Mapping[str, tuple[str, int]] = {
    "since": ("since", 0),
    "after": ("since", 1),
    "following": ("since", 1),
    "later than": ("since", 1),
    "newer than": ("since", 1),
    "younger than": ("since", 1),
    "more recent than": ("since", 1),
    "more new than": ("since", 1),
    "before": ("until", -1),
    "prior to": ("until", -1),
    "earlier than": ("until", -1),
    "older than": ("until", -1),
    "more old than": ("until", -1),
    "until": ("until", 0),
    "up to": ("until", 0),
}
"""Field of the limit that a word before a resolution states, and the days from its adoption to the limit."""


class _Role(Enum):
    """Role of a named resolution in a question."""

    FILTER = auto()  # "camps in 2242"
    FILTER_AS_SUBJECT = auto()  # a filter that the sentence cannot do without: "what does 2242 say"
    OUTSIDE = auto()  # excluded: "camps, but not 2242"
    TOPIC = auto()  # no filter: "plans on 2242"
    UNDECIDED = auto()  # a topic, unless the resolution has an answer to the rest of the question


_TOPICS = (_Role.TOPIC, _Role.UNDECIDED)


def find_named(text: str, facts: LibraryFacts) -> list[Finding]:
    """Find the resolutions and paragraphs that a whitespace-normalised question cites.

    Returns:
        Filters first, those of `_Role.FILTER_AS_SUBJECT` after the others; then other citations, then edits.
    """
    found: dict[_Role, list[Finding]] = {role: [] for role in _Role}
    others: list[Finding] = []
    mentions = list(find_mentions(text, facts))
    asks_of_one = _asks_of_one(text, mentions)
    for mention in mentions:
        if bounds := _bounds(text, mention, facts):
            others += bounds
            continue
        place = place_of(text, mention.start, mention.end)
        start, end = (place.start, place.end) if place else (mention.start, mention.end)
        refusal = find_refusal(text, start, end)
        role = _role_of(mention, place, text, refusal, facts, asks_of_one=asks_of_one)
        if role is not _Role.OUTSIDE and (described := _description(text, mention)):
            is_subject = role is _Role.FILTER_AS_SUBJECT
            start = described.start("what" if is_subject else 0)
            role = role if is_subject else _Role.FILTER
        named = [facts.completed(citation) for citation in mention.resolutions]
        found[_Role.TOPIC if role is _Role.UNDECIDED else role] += [
            Finding(mention.start, mention.end, _meaning(role, citation)) for citation in named
        ]
        if place:
            cited = [replace(one, paragraph=paragraph) for one in named for paragraph in place.paragraphs]
            others += [Finding(start, end, Cited("shown", citation)) for citation in cited]
        if refusal and refusal.means == "unwanted" and role is _Role.OUTSIDE:
            others.append(Finding(refusal.start, refusal.end, Edit()))
        else:
            others += _edits(text, start, end, role, many=len(mention.resolutions) > 1)
    return [*chain.from_iterable(found.values()), *others]


def _role_of(
    mention: Mention, place: Place | None, text: str, refusal: Refusal | None, facts: LibraryFacts, *, asks_of_one: bool
) -> _Role:
    """Return the role of a mention: by the words around it, or as keywords are limited by a number or a paragraph.

    Args:
        mention: The mention.
        place: The paragraph that is named beside it.
        text: The question.
        refusal: Refusal of the mention and the paragraph.
        facts: Facts of the library.
        asks_of_one: Whether the question names only this resolution, and is not about that itself.
    """
    start, end = (place.start, place.end) if place else (mention.start, mention.end)
    if search_before(reference_patterns.LIST_BEFORE, text, start):
        return _Role.FILTER
    role = _refused_role(text, start, refusal) or _role(*words_beside(text, start, end), mention.named)
    if role is _Role.UNDECIDED and mention.named and asks_of_one:
        return _Role.FILTER_AS_SUBJECT
    if role not in _TOPICS:
        return role
    is_keyword = is_pair_at_end(text, mention.start, mention.end) or _limits_keywords(text, mention, facts)
    is_placed = place and not search_before(reference_patterns.LIKENESS_BEFORE, text, start)
    return _Role.FILTER if is_keyword or is_placed else role


def named_resolutions(text: str, facts: LibraryFacts) -> tuple[Citation, ...]:
    """Return the resolutions that a question limits to or names as its topic: "is 2185 stronger than 2242?"."""
    named = (citation_of(one, "topic") for one in find_named(text, facts))
    return tuple(dict.fromkeys(one for one in named if one))


def find_undecided(text: str, facts: LibraryFacts) -> Finding | None:
    """Find the only resolution that a question names, if its words leave open whether it is a filter or the topic.

    Returns:
        The limit to it, at the range that names it; None if the words decide, or the question names several.
    """
    mentions = list(find_mentions(text, facts))
    if not _asks_of_one(text, mentions):
        return None
    [mention] = mentions
    [named] = map(facts.completed, mention.resolutions)
    role = _role(*words_beside(text, mention.start, mention.end), mention.named)
    if role is not _Role.UNDECIDED or not any(named.names(symbol) for symbol in facts.adopted):
        return None
    return Finding(mention.start, mention.end, Limit("resolutions", named))


def as_the_resolution(text: str, start: int, end: int, *, many: bool = False) -> Finding:
    """Return the edit that replaces the name of a resolution at a range by "the resolution", or "the resolutions".

    The range includes an article before it: "the 2493".
    """
    article = search_before(reference_patterns.THE_BEFORE, text, start)
    words = "the resolutions" if many else "the resolution"
    return Finding(article.start() if article else start, end, Edit(words))


def _asks_of_one(text: str, mentions: Sequence[Mention]) -> bool:
    """Return whether a question names one resolution, and is not about that itself, as its votes or anniversary."""
    is_one = [len(one.resolutions) for one in mentions] == [1]
    return is_one and not reference_patterns.ON_A_RESOLUTION.search(text)


def _description(text: str, mention: Mention) -> re.Match[str] | None:
    """Match the words for the subject of several resolutions: "in the youth resolutions 2250 and 2419".

    None if no such words stand before the resolutions, or if the words behind do not ask what the resolutions say.
    """
    if len(mention.resolutions) == 1 or not text[mention.start :].lower().startswith("resolutions"):
        return None
    after = text[mention.end :]
    goes_on = period_context.GOES_ON.match(after) or reference_patterns.SAYS_AFTER.match(after)
    return search_before(reference_patterns.DESCRIBED_BEFORE, text, mention.start) if goes_on else None


def _refused_role(text: str, start: int, refusal: Refusal | None) -> _Role | None:
    """Return the role of a resolution that is refused ("but not 1325") or wanted among others; None for any other.

    "Which do not mention 1325" refuses texts about the resolution, and not the resolution itself.
    """
    if not refusal or refusal.means == "tells" or search_before(reference_patterns.TOPIC_BEFORE, text, start):
        return None
    return _Role.OUTSIDE if refusal.means == "unwanted" else _Role.TOPIC


def _limits_keywords(text: str, mention: Mention, facts: LibraryFacts) -> bool:
    """Return whether keywords begin or end with the bare number of a resolution of the library: "HIV 2467"."""
    is_bare = not mention.named and text[mention.start : mention.end].isdigit()
    return (
        is_bare
        and limits_keywords(text, mention.start, mention.end)
        and facts.has_number(mention.resolutions[0].number)
    )


def _bounds(text: str, mention: Mention, facts: LibraryFacts) -> list[Finding]:
    """Find a period that begins or ends with a resolution: "resolutions after 2242", "since 1325, what …"."""
    introduced = search_before(reference_patterns.BOUND_BEFORE, text, mention.start)
    named = facts.completed(mention.resolutions[0])
    day = next((facts.last_day_of(symbol) for symbol in facts.adopted if named.names(symbol)), None)
    after = text[mention.end :]
    if reference_patterns.WAS_AFTER.match(after):
        return []  # "since 1325 was adopted, …" dates an event
    if between := _between(text, mention, facts):
        return between
    if not introduced or not day or len(mention.resolutions) > 1:
        return []
    if period_context.NOT_BEFORE.search(text[: introduced.start()]):
        return []
    start, end = introduced.start(), mention.end
    field, days = _BOUNDS[" ".join(introduced["word"].lower().split())]
    refusal = find_refusal(text, start, end)
    if refusal and refusal.means == "unwanted":  # "nothing before 2242" is since 2242
        start, end = refusal.start, refusal.end
        field, days = ("until", days - 1) if field == "since" else ("since", days + 1)
    elif not is_apart(text[:start], after):
        return []
    return [Finding(start, end, Limit(field, day + timedelta(days=days))), Finding(start, end, Edit())]


def _between(text: str, mention: Mention, facts: LibraryFacts) -> list[Finding]:
    """Find the period from one resolution to another: "every mention of camps between 1325 and 1820"."""
    introduced = search_before(reference_patterns.BETWEEN_BEFORE, text, mention.start)
    if not introduced or len(mention.resolutions) != 2 or reference_patterns.COMPARED.search(text):
        return []
    named = [facts.completed(one) for one in mention.resolutions]
    days = [facts.last_day_of(symbol) for one in named for symbol in facts.adopted if one.names(symbol)]
    if len(days) != 2 or not reference_patterns.TWO.search(text, mention.start, mention.end):
        return []
    start, end = introduced.start(), mention.end
    limits = zip(("since", "until"), sorted(days), strict=True)
    return [*(Finding(start, end, Limit(*limit)) for limit in limits), Finding(start, end, Edit())]


def find_places(text: str, others: Sequence[Finding]) -> list[Finding]:
    """Find a paragraph that stands apart from its resolution: "16(d)", "the resolution of 2005, para 11".

    "I read 1539. What does para 5 say?" cites a paragraph of the only resolution that is named. Without a resolution, a
    paragraph beside words of a topic cites nothing.

    Args:
        text: The question.
        others: The other findings of the question.
    """
    place = place_alone(text)
    if not place:
        return []
    if named := [one for one in others if names_resolution(one)]:
        names_several = text[place.start : place.end].endswith("s")  # "the first and second paragraphs"
        return [] if names_several else _places_of_named(place, named)
    found = [Finding(place.start, place.end, Placed(paragraph)) for paragraph in place.paragraphs]
    if year := _year_of_place(text, place, others):
        return [*found, *year, Finding(0, len(text), Edit())]
    left_out = Finding(place.start, place.end, Edit())
    at_edge = not topic_words(text[: place.start]) or not has_words(text[place.end :])
    dated = any(limits_by(one, "since", "until") for one in others)
    is_alone = not topic_words(remaining(text, [left_out]))
    return [*found, left_out] if is_alone or (dated and at_edge) else []


def _places_of_named(place: Place, named: Sequence[Finding]) -> list[Finding]:
    """Return the citations of a place in the only named resolution.

    None if several are named, or one is excluded, or a paragraph of one is cited already.
    """
    resolutions = {citation_of(one, "topic") for one in named}
    if len(resolutions) > 1 or None in resolutions:
        return []
    [resolution] = resolutions
    assert resolution
    cited = [replace(resolution, paragraph=paragraph) for paragraph in place.paragraphs]
    return [
        Finding(place.start, place.end, Limit("resolutions", resolution)),
        *(Finding(place.start, place.end, Cited("shown", citation)) for citation in cited),
        Finding(place.start, place.end, Edit()),
    ]


def _year_of_place(text: str, place: Place, others: Sequence[Finding]) -> list[Finding]:
    """Find the year of the resolutions whose paragraph a question names, if it names nothing else: "OP 8 of 2013"."""
    for one in others:
        behind = one.start >= place.end
        between = text[place.end : one.start] if behind else text[one.end : place.start]
        around = text[: min(place.start, one.start)] + " " + text[max(place.end, one.end) :]
        is_joined = reference_patterns.BETWEEN_PLACE_AND_YEAR.fullmatch(between) is not None
        if isinstance(one.means, MentionedYear) and is_joined and not topic_words(around):
            first, last = date(one.means.year, 1, 1), date(one.means.year, 12, 31)
            return [Finding(one.start, one.end, Limit(*end)) for end in (("since", first), ("until", last))]
    return []


def _meaning(role: _Role, citation: Citation) -> Limit | Cited:
    if role in (_Role.FILTER, _Role.FILTER_AS_SUBJECT):
        return Limit("resolutions", citation)
    return Cited("outside" if role is _Role.OUTSIDE else "topic", citation)


def _role(before: str, after: str, named: bool) -> _Role:
    """Return the role of a mention by the words around it.

    If they leave it open, the search decides between filter and topic, as a wrong filter hides answers.

    Args:
        before: The words before the mention.
        after: The words behind it.
        named: Whether it has the word "resolution".
    """
    if reference_patterns.OUTSIDE_BEFORE.search(before):
        return _Role.OUTSIDE
    is_within = reference_patterns.IN_BEFORE.search(before)
    # "Which paragraphs of 1325 are about …" and "in 1325 is there …" have another subject.
    is_subject = reference_patterns.IS_AFTER.match(after) and not (
        is_within or reference_patterns.PART_OF_BEFORE.search(before)
    )
    if reference_patterns.TOPIC_AFTER.match(after) or reference_patterns.PLAN_BEFORE.search(before):
        return _Role.TOPIC
    if is_subject:
        return _Role.UNDECIDED
    is_filter = is_within or reference_patterns.GENITIVE_AFTER.match(after)
    if is_filter or (named and is_asked_for(before, after)):
        return _Role.FILTER
    if (
        has_anything(before, after)
        or reference_patterns.SAYS_AFTER.match(after)
        or reference_patterns.DOES_BEFORE.search(before)
        or reference_patterns.HAS_AFTER.match(after)
    ):
        return _Role.FILTER_AS_SUBJECT
    return _role_at_edge(before, after, named)


def _role_at_edge(before: str, after: str, named: bool) -> _Role:
    """Return the role of a mention by its position: at the beginning or end it is a filter, if it is set off."""
    first, last = not has_words(before), not has_words(after)
    heads = first and (
        last or reference_patterns.COLON_AFTER.match(after) or reference_patterns.ABOUT_AFTER.match(after) or named
    )
    ends = last and (
        reference_patterns.SET_OFF_BEFORE.search(before)
        or (named and not reference_patterns.TOPIC_BEFORE.search(before))
    )
    if heads or ends or reference_patterns.PART_AFTER.match(after):
        return _Role.FILTER
    return _Role.TOPIC if last and reference_patterns.ON_BEFORE.search(before) else _Role.UNDECIDED


def _edits(text: str, start: int, end: int, role: _Role, *, many: bool) -> list[Finding]:
    """Return the edits for a named resolution.

    A filter is removed with the words before it, a topic stays, and the subject of a sentence becomes "the resolution".
    """
    end += 2 if reference_patterns.GENITIVE.match(text, end) else 0
    if role is _Role.FILTER_AS_SUBJECT:
        return [as_the_resolution(text, start, end, many=many)]
    if role in _TOPICS:
        return []
    end = only.end() if (only := reference_patterns.ONLY_AFTER.match(text, end)) else end
    before = reference_patterns.OUTSIDE_BEFORE if role is _Role.OUTSIDE else reference_patterns.IN_BEFORE
    introduced = search_before(before, text, start)
    if not introduced:
        return [Finding(start, end, Edit())]
    # "Which paragraph of 1889 asks …" needs its paragraph; "OPs of 2250 about …" only filters.
    part = reference_patterns.PART_AND_BLANKS.match(introduced[0])
    keeps = part.end() if part and has_words(text[: introduced.start()]) else 0
    return [Finding(introduced.start() + keeps, end, Edit())]
