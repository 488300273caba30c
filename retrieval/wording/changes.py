"""What changes between two wordings, word by word: kept, removed, added, moved.

This is the one place where texts are compared by their words. The interface is stable:

    compare_words(old, new) -> tuple[Part, ...]     the parts, in reading order
    Part(kind, old, new)                            a kind, and a range of code points in each text
    part.text(old, new)                             the words of a part
    old_text(parts, old), new_text(parts, new)      each text rebuilt from its parts, exactly

The old ranges of the parts that stand in the old text (`PartKind.in_old`), one after the other, are the old text, and
so with the new one: `kept` stands in both, `removed` and `moved-away` in the old one, `added` and `moved-here` in the
new one. Where a part does not stand in a text, its range there is empty and says where it would; but both parts of a
move have both ranges, by which they find each other. A change is removed before it is added.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import StrEnum
from itertools import accumulate, groupby, takewhile

from rapidfuzz.distance import Indel

Range = tuple[int, int]
"""Code points of a text; the end is exclusive."""

_WORD = re.compile(r"\w+(?:[-\N{HYPHEN}\N{NON-BREAKING HYPHEN}'’/]\w+)*")
_TOKEN = re.compile(rf"{_WORD.pattern}|\s+|[^\w\s]")
_DIGIT = re.compile(r"\d")
_APART = re.compile(r"[\s,;.:–—-]")
_LONGEST = 20_000
"""Tokens of one text; comparing longer ones would take their product of memory."""
_MOVED = 3
"""Words that are a move when they are found elsewhere; fewer recur by accident."""
_MOST_IN_CHANGE = 2_000
"""Words in change among which moves are looked for: where there are more, one text is no edit of the other."""


class PartKind(StrEnum):
    """What becomes of some words on the way from the old text to the new one."""

    KEPT = "kept"
    REMOVED = "removed"
    ADDED = "added"
    MOVED_AWAY = "moved-away"
    MOVED_HERE = "moved-here"

    @property
    def in_old(self) -> bool:
        """Whether such a part stands in the old text."""
        return self in (PartKind.KEPT, PartKind.REMOVED, PartKind.MOVED_AWAY)

    @property
    def in_new(self) -> bool:
        """Whether such a part stands in the new text."""
        return self in (PartKind.KEPT, PartKind.ADDED, PartKind.MOVED_HERE)


@dataclass(frozen=True, slots=True)
class Part:
    """Some words of two texts, and what becomes of them.

    Attributes:
        old: Where they stand in the old text; the place where they would, for words that were added.
        new: Where they stand in the new text; the place where they would, for words that were removed.
    """

    kind: PartKind
    old: Range
    new: Range

    def text(self, old: str, new: str) -> str:
        """Return the words, out of the two texts that were compared."""
        return old[slice(*self.old)] if self.kind.in_old else new[slice(*self.new)]


def compare_words(old: str, new: str, *, moves: bool = True) -> tuple[Part, ...]:
    """Return what makes one text of another, word by word.

    One or two words that stay between changes longer than themselves count as changed, as the change is easier to read
    in one piece; figures do not.

    Args:
        old: Any text.
        new: Any text.
        moves: Whether words found elsewhere are moved; else they are removed and added.

    Source:
        Which kept words are given up: the semantic clean-up of Google's diff-match-patch, by N. Fraser.

    >>> old, new = "to keep the peace", "to keep a peace"
    >>> [(part.kind.value, part.text(old, new)) for part in compare_words(old, new)]
    [('kept', 'to keep '), ('removed', 'the'), ('added', 'a'), ('kept', ' peace')]
    """
    parts = _tidy(_steps(old, new), old, new)
    return tuple(_with_moves(parts, old, new) if moves else parts)


def old_text(parts: Iterable[Part], old: str) -> str:
    """Return the old text, rebuilt from its parts."""
    return "".join(old[slice(*part.old)] for part in parts if part.kind.in_old)


def new_text(parts: Iterable[Part], new: str) -> str:
    """Return the new text, rebuilt from its parts."""
    return "".join(new[slice(*part.new)] for part in parts if part.kind.in_new)


def is_unchanged(parts: Iterable[Part]) -> bool:
    """Say whether two wordings are the same."""
    return all(part.kind is PartKind.KEPT for part in parts)


def _steps(old: str, new: str) -> list[Part]:
    """Return what is kept, and between it what is changed: a removed part, and an added one."""
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
    """Yield what was removed and what was added in its place; nothing for an empty range."""
    if old[0] < old[1]:
        yield Part(PartKind.REMOVED, old, (new[0], new[0]))
    if new[0] < new[1]:
        yield Part(PartKind.ADDED, (old[1], old[1]), new)


def _tidy(steps: Sequence[Part], old: str, new: str) -> list[Part]:
    """Make one change of those with nothing between them that is worth reading by itself."""
    runs = [
        (stands, _hull(list(some)))
        for stands, some in groupby(steps, key=lambda step: step.kind is PartKind.KEPT and _count_words(step, old) > 0)
    ]
    keeps: list[bool] = []
    for n, (stands, hull) in enumerate(runs):
        between = runs[n - 1 : n + 2 : 2] if n else []
        brief = stands and len(between) == 2 and _is_brief(hull, old)
        keeps.append(stands and not (brief and _length(hull) <= min(_length(change) for _, change in between)))
    parts: list[Part] = []
    for kept, some in groupby(zip(keeps, runs, strict=True), key=lambda run: run[0]):
        hull = _hull([part for _, (_, part) in some])
        for part in [hull] if kept else _change(hull, old, new):
            joins = parts and part.kind is parts[-1].kind is PartKind.KEPT
            parts.append(_hull([parts.pop(), part]) if joins else part)
    return parts


def _count_words(part: Part, old: str) -> int:
    return sum(1 for _ in _WORD.finditer(old, *part.old))


def _is_brief(part: Part, old: str) -> bool:
    """Tell whether words are too few to be read by themselves; figures never are."""
    return _count_words(part, old) < _MOVED and not _DIGIT.search(old, *part.old)


def _length(part: Part) -> int:
    """Return the code points that a part takes, in the text where it takes more."""
    return max(part.old[1] - part.old[0], part.new[1] - part.new[0])


def _hull(parts: Sequence[Part]) -> Part:
    """Return one part over some that follow each other."""
    old, new = (parts[0].old[0], parts[-1].old[1]), (parts[0].new[0], parts[-1].new[1])
    return Part(PartKind.KEPT, old, new)


def _change(hull: Part, old: str, new: str) -> Iterator[Part]:
    """Yield one change, less what both of its sides begin and end with that is no word."""
    removed, added = old[slice(*hull.old)], new[slice(*hull.new)]
    if removed == added:  # marks without a word
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
    """Count the blanks and marks that both texts start with; brackets and quotes stay with what they enclose."""
    shared = takewhile(lambda pair: pair[0] == pair[1] and _APART.match(pair[0]), zip(one, other, strict=False))
    return sum(1 for _ in shared)


def _with_moves(parts: list[Part], old: str, new: str) -> Iterator[Part]:
    """Part what was moved from what was removed and added."""
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
    """Cut the moved words out of a part that was removed or added."""
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
    """Find the words that were removed in one place and added in another, the longest run first."""
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
    """Return the words in some ranges of a text, each with its own; between two ranges, what is like nothing."""
    words: list[tuple[object, Range]] = []
    for start, end in ranges:
        words += [(match[0], match.span()) for match in _WORD.finditer(text, start, end)]
        words.append((object(), (0, 0)))
    return words
