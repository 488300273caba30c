"""Word diff of two texts: kept, removed, added, moved.

The parts in the old text (`PartKind.in_old`) are `kept`, `removed` and `moved-away`; their old ranges, concatenated,
are the old text. The parts in the new text are `kept`, `added` and `moved-here`; their new ranges are the new text. A
part that is missing from a text has an empty range there, at its place; but both parts of a move have both ranges,
which link them. A removed part comes before the added one.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import StrEnum
from itertools import accumulate, groupby, takewhile

from rapidfuzz.distance import Indel

from retrieval.wording.fold import Range, word_ranges

_WORD = re.compile(r"\w+(?:[-\N{HYPHEN}\N{NON-BREAKING HYPHEN}'’/]\w+)*")
"""A word with its hyphens, apostrophes and strokes."""
_TOKEN = re.compile(rf"{_WORD.pattern}|\s+|[^\w\s]")
"""A word, white space, or another character."""
_DIGIT = re.compile(r"\d")
"""A digit."""
_APART = re.compile(r"[\s,;.:–—-]")
"""A blank or a mark at the edge of two texts, which they may share: "…, and" and "…, or"."""
_LONGEST = 20_000
"""Maximum tokens of one text; a comparison takes memory in proportion to the product of both lengths."""
_MOVED = 3
"""Least words of a move; fewer recur by accident."""
_MOST_IN_CHANGE = 2_000
"""Maximum changed words for move detection; beyond, the texts are not versions of each other."""


class PartKind(StrEnum):
    """Change of a part between the old and the new text."""

    KEPT = "kept"
    REMOVED = "removed"
    ADDED = "added"
    MOVED_AWAY = "moved-away"
    MOVED_HERE = "moved-here"

    @property
    def in_old(self) -> bool:
        """Whether a part of this kind stands in the old text."""
        return self in (PartKind.KEPT, PartKind.REMOVED, PartKind.MOVED_AWAY)

    @property
    def in_new(self) -> bool:
        """Whether a part of this kind stands in the new text."""
        return self in (PartKind.KEPT, PartKind.ADDED, PartKind.MOVED_HERE)


@dataclass(frozen=True, slots=True)
class Part:
    """Part of a word diff: a kind of change, and its range in each text.

    Attributes:
        old: Range in the old text; for added words, an empty range at the place of insertion.
        new: Range in the new text; for removed words, an empty range at the place of deletion.
    """

    kind: PartKind
    old: Range
    new: Range

    def text(self, old: str, new: str) -> str:
        """Return the words of the part, given the two texts that were compared."""
        return old[slice(*self.old)] if self.kind.in_old else new[slice(*self.new)]


def compare_words(old: str, new: str, *, moves: bool = True) -> tuple[Part, ...]:
    """Compute the word diff from the old text to the new one.

    One or two kept words between two longer changes count as changed, as one change is easier to read; figures do not.

    Args:
        old: Any text.
        new: Any text.
        moves: Whether to detect moved words; else they are removed and added.

    Source:
        Semantic clean-up, by which short kept words count as changed: Google's diff-match-patch, by N. Fraser.

    >>> old, new = "to keep the peace", "to keep a peace"
    >>> [(part.kind.value, part.text(old, new)) for part in compare_words(old, new)]
    [('kept', 'to keep '), ('removed', 'the'), ('added', 'a'), ('kept', ' peace')]
    """
    parts = _tidy(_steps(old, new), old, new)
    return tuple(_with_moves(parts, old, new) if moves else parts)


def compare_folded(old: str, new: str) -> tuple[Part, ...]:
    """Compute the word diff of two texts in which case, punctuation, white space and kinds of quotes are no change.

    >>> old, new = "Urges States to act;", "urges all States to act."
    >>> [(part.kind.value, part.text(old, new)) for part in compare_folded(old, new)]
    [('kept', 'Urges '), ('added', 'all '), ('kept', 'States to act;')]
    """
    sides = [word_ranges(text) for text in (old, new)]
    folded = [" ".join(word for word, _ in words) for words in sides]
    # Boundaries of words: in the folded text, and in the text itself, where marks go with the word before them.
    edges = [list(accumulate((len(word) + 1 for word, _ in words), initial=0)) for words in sides]
    places = [
        [0, *(start for _, (start, _) in words[1:]), len(text)] for words, text in zip(sides, (old, new), strict=True)
    ]
    parts: list[Part] = []
    ends = [0, 0]
    for part in compare_words(*folded, moves=False):
        ranges: list[Range] = []
        for side, (_, end) in enumerate((part.old, part.new)):
            word = max(ends[side], min(bisect_left(edges[side], end), len(sides[side])))
            ranges.append((places[side][ends[side]], places[side][word]))
            ends[side] = word
        if any(start < end for start, end in ranges):
            parts.append(Part(part.kind, *ranges))
    return tuple(parts)


def old_text(parts: Iterable[Part], old: str) -> str:
    """Rebuild the old text from the parts of a diff."""
    return "".join(old[slice(*part.old)] for part in parts if part.kind.in_old)


def new_text(parts: Iterable[Part], new: str) -> str:
    """Rebuild the new text from the parts of a diff."""
    return "".join(new[slice(*part.new)] for part in parts if part.kind.in_new)


def is_unchanged(parts: Iterable[Part]) -> bool:
    """Return whether a diff has no changes."""
    return all(part.kind is PartKind.KEPT for part in parts)


def _steps(old: str, new: str) -> list[Part]:
    """Return the kept parts, and between them the changes: a removed part, then an added one."""
    before, after = _TOKEN.findall(old), _TOKEN.findall(new)
    if max(len(before), len(after)) > _LONGEST:
        return list(_changed((0, len(old)), (0, len(new))))
    starts = [list(accumulate(map(len, tokens), initial=0)) for tokens in (before, after)]
    steps: list[Part] = []
    for step in Indel.opcodes(before, after):
        here = (starts[0][step.src_start], starts[0][step.src_end])
        there = (starts[1][step.dest_start], starts[1][step.dest_end])
        steps += [Part(PartKind.KEPT, here, there)] if step.tag == "equal" else _changed(here, there)
    return steps


def _changed(old: Range, new: Range) -> Iterator[Part]:
    """Yield a removed and an added part; nothing for an empty range."""
    if old[0] < old[1]:
        yield Part(PartKind.REMOVED, old, (new[0], new[0]))
    if new[0] < new[1]:
        yield Part(PartKind.ADDED, (old[1], old[1]), new)


def _tidy(steps: Sequence[Part], old: str, new: str) -> list[Part]:
    """Merge changes that have only brief kept words between them."""
    runs = [
        (is_kept, _hull(list(some)))
        for is_kept, some in groupby(steps, key=lambda step: step.kind is PartKind.KEPT and _count_words(step, old) > 0)
    ]
    stay_kept: list[bool] = []
    for n, (is_kept, hull) in enumerate(runs):
        beside = runs[n - 1 : n + 2 : 2] if n else []
        brief = is_kept and len(beside) == 2 and _is_brief(hull, old)
        stay_kept.append(is_kept and not (brief and _length(hull) <= min(_length(change) for _, change in beside)))
    parts: list[Part] = []
    for is_kept, some in groupby(zip(stay_kept, runs, strict=True), key=lambda run: run[0]):
        hull = _hull([part for _, (_, part) in some])
        for part in [hull] if is_kept else _change(hull, old, new):
            joins = parts and part.kind is parts[-1].kind is PartKind.KEPT
            parts.append(_hull([parts.pop(), part]) if joins else part)
    return parts


def _count_words(part: Part, old: str) -> int:
    return sum(1 for _ in _WORD.finditer(old, *part.old))


def _is_brief(part: Part, old: str) -> bool:
    """Return whether kept words are too few to be read by themselves; figures never are."""
    return _count_words(part, old) < _MOVED and not _DIGIT.search(old, *part.old)


def _length(part: Part) -> int:
    """Return the length of a part in code points, in the text where it is longer."""
    return max(part.old[1] - part.old[0], part.new[1] - part.new[0])


def _hull(parts: Sequence[Part]) -> Part:
    """Return one part that spans consecutive parts."""
    old, new = (parts[0].old[0], parts[-1].old[1]), (parts[0].new[0], parts[-1].new[1])
    return Part(PartKind.KEPT, old, new)


def _change(hull: Part, old: str, new: str) -> Iterator[Part]:
    """Yield one change, without the blanks and marks that both of its sides begin and end with."""
    removed, added = old[slice(*hull.old)], new[slice(*hull.new)]
    if removed == added:  # marks only, no word
        yield hull
        return
    start = _shared_start(removed, added)
    end = _shared_start(removed[start:][::-1], added[start:][::-1])
    before, after = (hull.old[0] + start, hull.new[0] + start), (hull.old[1] - end, hull.new[1] - end)
    if start:
        yield Part(PartKind.KEPT, (hull.old[0], before[0]), (hull.new[0], before[1]))
    yield from _changed((before[0], after[0]), (before[1], after[1]))
    if end:
        yield Part(PartKind.KEPT, (after[0], hull.old[1]), (after[1], hull.new[1]))


def _shared_start(one: str, other: str) -> int:
    """Return the length of the common prefix of blanks and marks; brackets and quotes stay with their contents."""
    shared = takewhile(lambda pair: pair[0] == pair[1] and _APART.match(pair[0]), zip(one, other, strict=False))
    return sum(1 for _ in shared)


def _with_moves(parts: list[Part], old: str, new: str) -> Iterator[Part]:
    """Separate moved words from removed and added ones."""
    moves = _moves(parts, old, new)
    away = sorted(moves)
    here = sorted(moves, key=lambda move: move[1])
    for part in parts:
        if part.kind is PartKind.REMOVED:
            inside = [move for move in away if part.old[0] <= move[0][0] and move[0][1] <= part.old[1]]
            yield from _split(part, inside)
        elif part.kind is PartKind.ADDED:
            inside = [move for move in here if part.new[0] <= move[1][0] and move[1][1] <= part.new[1]]
            yield from _split(part, inside)
        else:
            yield part


def _split(part: Part, moves: Sequence[tuple[Range, Range]]) -> Iterator[Part]:
    """Cut the moved words out of a removed or added part."""
    removed = part.kind is PartKind.REMOVED
    at, end = part.old if removed else part.new
    for old, new in moves:
        start, after = old if removed else new
        if at < start:
            yield Part(part.kind, *((at, start), part.new) if removed else (part.old, (at, start)))
        yield Part(PartKind.MOVED_AWAY if removed else PartKind.MOVED_HERE, old, new)
        at = after
    if at < end:
        yield Part(part.kind, *((at, end), part.new) if removed else (part.old, (at, end)))


def _moves(parts: Sequence[Part], old: str, new: str) -> list[tuple[Range, Range]]:
    """Detect moves: words removed in one place and added in another, the longest run first."""
    removed = _words_of((part.old for part in parts if part.kind is PartKind.REMOVED), old)
    added = _words_of((part.new for part in parts if part.kind is PartKind.ADDED), new)
    moves: list[tuple[Range, Range]] = []
    while 0 < len(removed) + len(added) <= _MOST_IN_CHANGE:
        matcher = SequenceMatcher(None, [word for word, _ in removed], [word for word, _ in added], autojunk=False)
        found = matcher.find_longest_match()
        if found.size < _MOVED:
            break
        runs = [(removed, found.a), (added, found.b)]
        first, second = ((words[at][1][0], words[at + found.size - 1][1][1]) for words, at in runs)
        moves.append((first, second))
        for words, at in runs:
            words[at : at + found.size] = [(object(), (0, 0))]
    return moves


def _words_of(ranges: Iterable[Range], text: str) -> list[tuple[object, Range]]:
    """Return the words in ranges of a text with their own ranges; a unique sentinel separates the ranges."""
    words: list[tuple[object, Range]] = []
    for start, end in ranges:
        words += [(match[0], match.span()) for match in _WORD.finditer(text, start, end)]
        words.append((object(), (0, 0)))
    return words
