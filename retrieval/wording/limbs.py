"""Limbs of a paragraph: parts that say something by themselves."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from retrieval.wording.verbs import OPERATIVE_VERBS

_SHORTEST = 8
"""Least words of a limb: shorter ones mean little by themselves."""

_LONG = 5
"""Least words of a phrase that ends a limb: "States, including donors, to …" is one limb, interrupted."""

_STOP = re.compile(r"“[^“”]{1,400}”|\"[^\"]{1,400}\"|(?P<mark>[;:,.])\s+")
"""Punctuation mark, or a whole quotation, whose punctuation does not count."""

_AND = r"(?:(?:and|or|but|also|further|furthermore|then|equally|in\sthis\s(?:regard|context|respect),?)\s+)*+"
"""Words that join a limb to the one before it, as a part of patterns: "and also "."""
_VERB = re.compile(
    rf"{_AND}(?:\((?:[a-z]|[ivxl]{{1,5}}|\d{{1,2}})\)\s|(?:{'|'.join(sorted(OPERATIVE_VERBS))})\b"
    r"|(?!(?:planning|training|including|according|following|regarding|concerning|housing|being)\b)[a-z]{2,20}ing"
    r"\s(?!(?:and|or|of|by|in|for|with|from|to|on|as)\b)[\w’'(])",
    re.I,
)
"""Beginning of a limb: "(ii)", a verb of resolutions, or a participle with its object ("removing obstacles")."""

_ITEM = re.compile(
    r"(?:and\s|or\s)?(?:the|their|its|all|any|address|adopt|consider|contribute|develop|enhance|ensure|establish"
    r"|facilitate|have|implement|improve|include|prevent|promote|protect|provide|strengthen|submit|take)\s",
    re.I,
)
"""Beginning of a limb, if it is long: an item of an enumeration, or an infinitive that depends on an earlier "to"."""

_LINKED = re.compile(
    rf"{_AND}(?!(?:as|where|when|if|wherever|whenever)\s(?:\w+\s)?"
    r"(?:appropriate|applicable|necessary|needed|requested|possible|relevant)\b|in\s(?:this|turn)\b|on\srequest\b)"
    r"(?:including|such\sas|in\sparticular|particularly|especially|notably|namely|as\swell\sas|while|whilst|whereas"
    r"|where|when|which|who|whose|whom|to|with|without|by|through|in|on|under|upon|pursuant|consistent|subject|based|so"
    r"|thereby|if|unless|until|prior|before|after|during|from|for|at|between|among|towards|within|across|throughout"
    r"|despite|given|as|that|not)\s",
    re.I,
)
"""Beginning of a limb, if it is long and nothing interrupts it: a preposition, conjunction or relative pronoun."""


def split_limbs(text: str) -> list[tuple[int, int]]:
    """Split a text into limbs, each of eight words or more; a shorter part belongs to the next one, or to the last.

    Commas of an enumeration, around an aside and within quotation marks do not end a limb.

    >>> text = "Urges all parties to spare men, women and children, and requests them to report on all that they did"
    >>> [text[start:end] for start, end in split_limbs(text)]
    ['Urges all parties to spare men, women and children,', 'and requests them to report on all that they did']
    """
    limbs: list[tuple[int, int]] = []
    start = 0
    for end, following in [*_boundaries(text), (len(text), len(text))]:
        if len(text[start:end].split()) >= _SHORTEST:
            limbs.append((start, end))
            start = following
    if start < len(text):
        limbs = [*limbs[:-1], (limbs[-1][0], len(text))] if limbs else [(0, len(text))]
    return limbs


def _boundaries(text: str) -> Iterator[tuple[int, int]]:
    """Yield the end of each phrase, and the start of the next."""
    marks = [(match["mark"], match.start() + 1, match.end()) for match in _STOP.finditer(text) if match["mark"]]
    interrupts = False
    for (mark, after, start), (_, end, _) in pairwise([*marks, ("", len(text), len(text))]):
        long = len(text[start:end].split()) >= _LONG
        linked = bool(_LINKED.match(text, start))
        full = mark in ";:" or (mark == "." and text[start : start + 1].isupper())
        if full or _VERB.match(text, start) or (long and (_ITEM.match(text, start) or (linked and not interrupts))):
            yield after, start
        interrupts = linked and not long
