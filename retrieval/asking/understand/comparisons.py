"""Comparisons of resolutions or of two subjects: "compare 1325 and 2467 on camps", "schools vs hospitals"."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from itertools import pairwise

from retrieval.asking.understand.finding import (
    LISTED,
    Cited,
    Edit,
    Finding,
    Limit,
    Shape,
    as_limit,
    citation_of,
    is_cited_as,
    is_within,
    limits_by,
)
from retrieval.asking.understand.lexicon import comparison_patterns, word_lists
from retrieval.asking.understand.numbers import is_year
from retrieval.asking.understand.shapes import topic_of
from retrieval.asking.understand.swaps import are_targets, name_alike, swapped_in
from retrieval.asking.understand.words import first_match, plain_word, plain_words, topic_words, words_beside
from retrieval.clauses.citation import Citation
from retrieval.index.facts import LibraryFacts

_Word = re.Match[str]

_MOST_WORDS_OF_A_SUBJECT = 8
"""Maximum words of a subject; more words are a sentence."""
_BRIEF_SUBJECTS = 2
"""Maximum words of two subjects beside "vs" without a word in common; "vs" between longer ones means "against"."""


def as_comparison(text: str, facts: LibraryFacts) -> str:
    """Rewrite "what did 2493 drop from 2242?" as "compare 2493 and 2242"; return any other question as it is.

    One of the two has to be a resolution of the library, and the other one no year.
    """
    match = first_match(pattern.fullmatch(text) for pattern in comparison_patterns.WHOLES_COMPARED)
    if not match:
        return text
    numbers = [int(match[name]) for name in ("first_number", "second_number")]
    others = [number for number in numbers if not facts.has_number(number)]
    if len(others) == len(numbers) or any(is_year(number, facts) for number in others):
        return text
    topic = match.groupdict().get("on") or match["topic"]
    return f"compare {match['first']} and {match['second']}{topic}"


def find_comparison(text: str, found: Sequence[Finding]) -> list[Finding]:
    """Find a comparison of two or more resolutions: they become limits, and only the topic stays in the search text.

    Without a topic the resolutions are shown as a whole, in alternation.
    """
    named = [one for one in found if _resolution(one) is not None and not is_cited_as("outside", one)]
    words = list(word_lists.CONTENT_WORD.finditer(text))
    plain = {*plain_words(text)}
    beside, outside = _beside(text, named), [one for one in found if is_cited_as("outside", one)]
    compared = _compares(text) or beside or _is_from_to(text, named) or _lacks(text, named)
    if outside and any(isinstance(one.means, Limit) for one in named):  # "in 1820 that is not in 2106"
        compared, named = True, [*named, *outside]
    resolutions = {_resolution(one) for one in named if compared or one.start == 0 or isinstance(one.means, Limit)}
    if len(resolutions) < 2:
        return []
    limits = [as_limit(one, "topic", "outside") for one in named if isinstance(one.means, Cited)]
    left_out = [*named, *beside, *(one for one in found if isinstance(one.means, Edit) or limits_by(one, "kinds"))]
    topic = _without_frame(words, lambda word: is_within(word, left_out))
    if not topic_words(" ".join(word[0] for word in topic)):
        if any(is_cited_as("shown", one) for one in found):
            return [Finding(0, 0, Shape("lookup"))]  # "OP 4 of 1820 vs OP 5 of 2106"
        is_of_wholes = comparison_patterns.COMPARING_WHOLES & plain or beside
        by_turns = Finding(0, 0, Shape("resolution", by_turns=True))
        return [by_turns, *limits, Finding(0, len(text), Edit())] if is_of_wholes else []
    start, end = topic[0].start(), topic[-1].end()
    return [
        Finding(0, start, Shape("compare")),
        *limits,
        Finding(0, start, Edit()),
        *(Finding(one.start, one.end, Edit()) for one in named if start <= one.start and one.end <= end),
        *([Finding(end, len(text), Edit())] if end < len(text) else []),
    ]


def is_listed_of_several(text: str, shapes: Sequence[Finding]) -> bool:
    """Return whether a question asks for a list or a count, and has no words that compare."""
    is_listed = any(isinstance(one.means, Shape) and one.means.name in LISTED for one in shapes)
    return is_listed and not _compares(text)


def _compares(text: str) -> bool:
    """Return whether a question has words that compare: "differ", "side by side"."""
    words = comparison_patterns.COMPARING.intersection(plain_words(text))
    return bool(words - {"side"}) or comparison_patterns.SIDE_BY_SIDE.search(text) is not None


def _beside(text: str, named: Sequence[Finding]) -> list[Finding]:
    """Find the words that compare two resolutions and stand between them: "2475 next to 2601"."""
    ordered = sorted(named, key=lambda one: one.start)
    return [
        Finding(one.end, other.start, Edit())
        for one, other in pairwise(ordered)
        if comparison_patterns.BESIDE.fullmatch(text, one.end, other.start)
    ]


def _lacks(text: str, named: Iterable[Finding]) -> bool:
    """Return whether a question says that a resolution lacks something: "that 2467 has not"."""
    return any(comparison_patterns.LACKS_AFTER.match(words_beside(text, one.start, one.end)[1]) for one in named)


def _is_from_to(text: str, named: Sequence[Finding]) -> bool:
    """Return whether a question asks about a change from one resolution to another: "from 1820 to 2242"."""
    ordered = sorted(named, key=lambda one: one.start)
    between = (text[one.end : other.start].strip().lower() for one, other in pairwise(ordered))
    before = (text[: one.start].rstrip().lower() for one in ordered)
    return any(words == "to" and start.endswith("from") for words, start in zip(between, before, strict=False))


def _without_frame(words: Sequence[_Word], is_named: Callable[[_Word], bool]) -> Sequence[_Word]:
    """Return the words of the topic: without the words of comparing, and the resolutions, at both ends.

    Args:
        words: All words of the question.
        is_named: Whether a word belongs to a resolution, or is left out for another reason.
    """
    plain = [plain_word(word[0]) for word in words]
    first, last = 0, len(words)

    def is_before(at: int) -> bool:
        is_reciprocal = at > 0 and (plain[at - 1], plain[at]) in comparison_patterns.RECIPROCAL
        return is_named(words[at]) or is_reciprocal or plain[at] in comparison_patterns.BEFORE_A_COMPARED_TOPIC

    while first < last and is_before(first):
        first += 1

    def is_after(at: int) -> bool:
        is_compound = (plain[at - 1], plain[at]) in comparison_patterns.COMPOUNDS
        return is_named(words[at]) or (plain[at] in comparison_patterns.AFTER_A_COMPARED_TOPIC and not is_compound)

    last = max(first, last - _said_of_them(plain))
    while last > first and is_after(last - 1):
        last -= 1
    # Of a topic that is said twice, as in "HIV in 1460 / HIV in 2106", keep one.
    topic = [at for at in range(first, last) if not is_named(words[at])]
    half = len(topic) // 2
    if half and [plain[at] for at in topic[:half]] == [plain[at] for at in topic[half:]]:
        last = topic[half - 1] + 1
    return words[first:last]


def _said_of_them(words: Sequence[str]) -> int:
    """Return how many words at the end ask what the resolutions do with the topic: "… do they | ask for"."""
    links = 1 if words[-1:] and words[-1] in word_lists.LINKING else 0
    of_them = words[: len(words) - links][-2:]
    return (
        1 + links
        if len(of_them) == 2 and of_them[0] == "they" and of_them[1] in comparison_patterns.SAID_OF_A_TOPIC
        else 0
    )


def _resolution(finding: Finding) -> Citation | None:
    """Return the resolution that a finding names: as a limit, as the topic, or as excluded."""
    return citation_of(finding, "topic", "outside")


def subjects_compared(text: str) -> tuple[str, ...]:
    """Return the two subjects that a question without limits compares; () for any other question.

    >>> subjects_compared("compare attacks on schools with hospitals")
    ('attacks on schools', 'attacks on hospitals')
    >>> subjects_compared("hate speech vs incitement?"), subjects_compared("compare them with care")
    (('hate speech', 'incitement'), ())
    """
    match = first_match(pattern.fullmatch(text) for pattern in comparison_patterns.SUBJECTS)
    if match is None or (match.groupdict().get("against") and not _are_alike(match["first"], match["second"])):
        return ()
    return two_subjects(match["first"], match["second"])


def _are_alike(first: str, second: str) -> bool:
    """Return whether the words on both sides of "vs" are subjects to compare, and "vs" does not mean "against".

    It does in "violence vs girls": only the second side names persons or places. Two things of a kind are compared, as
    in "detention of children vs adults".
    """
    if name_alike(first, second):
        return True
    if are_targets(second):
        return False
    is_brief = max(len(first.split()), len(second.split())) <= _BRIEF_SUBJECTS
    return is_brief or not {*topic_words(first)}.isdisjoint(topic_words(second))


def two_subjects(first: str, second: str) -> tuple[str, ...]:
    """Return two topics as the subjects of a comparison; () if one of them is no subject.

    If the second only replaces a part of the first, it gets the rest of the first.

    >>> two_subjects("attacks on schools", "hospitals")
    ('attacks on schools', 'attacks on hospitals')
    """
    subjects = [topic_of(one.strip(" ,?")) for one in (first, second)]
    if not all(map(_is_subject, subjects)):
        return ()
    first, second = subjects
    is_part = {*topic_words(first)}.isdisjoint(topic_words(second))
    return first, (swapped_in(f"and for {second}", first) if is_part else "") or second


def _is_subject(words: str) -> bool:
    if len(words.split()) > _MOST_WORDS_OF_A_SUBJECT or comparison_patterns.NO_SUBJECT.match(words):
        return False
    return bool(topic_words(words))
