"""Words of a quotation: runs between elisions and bracketed insertions."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

from retrieval.wording.align import ELISION
from retrieval.wording.fold import Range, word_ranges

_BRACKETS = re.compile(r"(?:(?<!\w)\w++)?(?:\[[^\[\]]{0,300}\]\w*+)++")
_FIRST_LETTER = re.compile(r"\[\w\]\w+")
_REMARK = re.compile(
    r"[(\[](?:(?:my |our )?(?:emphas[ie]s|italics|underlining|bold)\s(?:added|ours|mine|supplied|omitted"
    r"|in (?:the )?original)|sic|\^?\d{1,3}(?=\]))[)\]]",
    re.IGNORECASE,
)
_LABEL = re.compile(
    r"(?:^|(?<=[\n;:,.“\"\]…])|(?<=\band)|(?<=\bor))\s{0,4}+(\((?:[a-z]{1,4}|\d{1,3})\)|\d{1,3}\.)(?=\s)"
)
_INVISIBLE = dict.fromkeys((8203, 8204, 8205, 8288, 65279, *range(8234, 8239)), "\xad")
_RAISED = dict.fromkeys(map(ord, "⁰¹²³⁴⁵⁶⁷⁸⁹"), " ")
_LEGIBLE = _INVISIBLE | _RAISED
"""Translation table: invisible characters to a soft hyphen, which folding removes, superscript figures to a blank."""


class Link(StrEnum):
    """Gap between a run and the one before it."""

    NONE = "none"
    ELISION = "elision"
    INSERTION = "insertion"


@dataclass(frozen=True, slots=True)
class Run:
    """Consecutive words of a quotation.

    Attributes:
        words: Folded words, at least one.
        span: Range of the words in the quotation's text.
        link: Gap between this run and the one before it.
    """

    words: tuple[str, ...]
    span: Range
    link: Link


def runs_of(text: str, *, labels: bool = True) -> tuple[Run, ...]:
    """Split a quotation at its elisions and bracketed insertions; "[W]omen" is the word "women".

    Args:
        text: The quotation, with or without quotation marks around it.
        labels: Whether "(a)" or "8." at the beginning of a paragraph belongs to the words; else it separates
            paragraphs, like an elision.

    >>> [(run.words, run.link.value) for run in runs_of("[U]rges Member States … to [protect] civilians")]
    [(('urges', 'member', 'states'), 'none'), (('to',), 'elision'), (('civilians',), 'insertion')]
    """
    shown = legible(text)
    runs: list[Run] = []
    link, at = Link.NONE, 0
    for start, end, following in [*_gaps(shown, labels=labels), (len(text), len(text), Link.NONE)]:
        if words := word_ranges(_letters_joined(shown[at:start])):
            span = at + words[0][1][0], at + words[-1][1][1]
            runs.append(Run(tuple(word for word, _ in words), span, link if runs else Link.NONE))
            link = following
        elif link is not Link.ELISION:
            link = following
        at = end
    return tuple(runs)


def legible(text: str) -> str:
    """Blank the characters of a quotation that its source does not have: remarks, and figures of notes.

    >>> legible("shall (emphasis added) act¹")
    'shall                  act '
    """
    return _REMARK.sub(lambda match: " " * len(match[0]), text.translate(_LEGIBLE))


def count_words(runs: Sequence[Run]) -> int:
    """Return the number of words of all runs."""
    return sum(len(run.words) for run in runs)


def _gaps(text: str, *, labels: bool) -> Iterator[tuple[int, int, Link]]:
    """Yield the gaps of a quotation in order: start, end, kind."""
    found = [(*match.span(), Link.ELISION) for match in ELISION.finditer(text)]
    if not labels:
        found += [(*match.span(1), Link.ELISION) for match in _LABEL.finditer(text)]
    for match in _BRACKETS.finditer(text):
        if not _FIRST_LETTER.fullmatch(match[0]) and not ELISION.fullmatch(match[0]):
            found.append((*match.span(), Link.INSERTION))
    at = 0
    for start, end, link in sorted(found):
        if start >= at:
            yield start, end, link
            at = end


def _letters_joined(text: str) -> str:
    """Replace the brackets around a first letter by characters that fold away, so that the word is whole."""
    return _FIRST_LETTER.sub(lambda match: match[0].replace("[", "\u00ad").replace("]", "\u00ad"), text)
