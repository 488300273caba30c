"""Extraction of cited paragraphs from a clause, and of the resolution that each belongs to.

Paragraphs whose resolution is not certain are left out: a wrong link is worse than none.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from retrieval.clauses.clause import Clause, ClauseKind
from retrieval.clauses.months import MONTHS
from retrieval.clauses.numerals import is_like_roman
from retrieval.clauses.references.owners import TEXT, is_of_last, is_of_next, owner_after
from retrieval.clauses.references.reference import Reference

_LABEL = r"\(\s?[a-z]{1,5}\s?\)"
"""Label of a sub-paragraph: "(a)", "(iii)"."""
_PLACE = (
    rf"\d{{1,3}}(?![\d/]|\.\d|\s?\((?:19|20))(?:\s?{_LABEL})*"
    rf"(?!\s(?:days?|weeks?|months?|years?|hours?|per|{'|'.join(MONTHS)})\b)"
)
"""Number of a paragraph with its labels, no year and no amount: "8 (a)", but not "8 days"."""
_LINK = r"(?:\s?,\s?(?:and\s|or\s)?|\s(?:and|or|to|through)\s(?:paragraphs?\s)?|\s?[-–]\s?)"
"""Marks and words between two paragraphs of a list: ", ", " and paragraph ", " to "."""
_LIST = re.compile(
    rf"\b(?P<kind>preambular\s)?(?P<sub>sub-?)?paragraph(?P<many>s)?\s"
    rf"(?P<items>(?:{_PLACE}|{_LABEL})(?:{_LINK}(?:{_PLACE}|{_LABEL}))*)",
    re.IGNORECASE,
)
"""List of paragraphs of one text: "paragraphs 8 (a), 9 and 12 to 14"."""
_ITEM = re.compile(rf"(?P<link>{_LINK})?(?P<place>(?P<number>\d{{1,3}})?(?P<labels>(?:\s?{_LABEL})*))")
"""One paragraph of a list, with the link before it."""
_OTHER_TEXT = re.compile(
    rf"{TEXT}|\b(?:outcome|proposals?|section|framework|criteria|decision|resolutions?\s\d+|[SA]/[\dA-Z]+"
    r"|(?<!international )(?<!humanitarian )(?<!rights )(?<!refugee )(?<!rule of )law(?! enforcement))\b",
    re.IGNORECASE,
)
"""Name of another text, behind which a paragraph without an owner is ambiguous in a resolution.

In drafts, which look for `TEXT` only, the further words are mostly said of the paragraph itself: "the criteria in
paragraph 6".
"""
_THROUGH = re.compile(r"\s(?:to|through)\s(?:paragraph\s)?|\s?[-–]\s?", re.IGNORECASE)
"""Link of the two ends of a range: "3 | to | 5"."""
_LABEL_LETTERS = re.compile(r"[a-z]+")
"""The letters of a label."""
_SECTION = re.compile(r"(?:annex-)?(?:[A-Za-z0-9]++\.)*+(?=\d)")
"""Sections before the number of a paragraph in an id: "annex-B.|3"."""
_LEVEL = re.compile(r"\(")
"""Beginning of each level of labels."""
_LONGEST_RANGE = 60
"""Maximum paragraphs of a range; a longer one is a misread number."""


@dataclass(frozen=True, slots=True)
class Paragraphs:
    """Paragraph numbers of a resolution.

    Attributes:
        clauses: Paragraphs that are clauses.
        named: These and all their parent paragraphs.
    """

    clauses: frozenset[str | None]
    named: frozenset[str | None]

    @classmethod
    def of(cls, clauses: Iterable[str | None]) -> Paragraphs:
        """Build the paragraph numbers of a resolution from those of its clauses."""
        own = frozenset(clauses)
        named = {one[: level.start()] for one in own if one for level in _LEVEL.finditer(one)}
        return cls(own, own | named)


@dataclass(frozen=True, slots=True)
class _Place:
    """Paragraph of a list, with the range of the text that names it."""

    start: int
    end: int
    paragraph: str


def named_paragraphs(clause: Clause, documents: Sequence[Reference], own: Paragraphs) -> Iterator[Reference]:
    """Yield the paragraphs that a clause cites.

    Args:
        clause: The citing clause.
        documents: Documents that it cites, in order.
        own: Paragraphs of its own resolution.
    """
    if "aragraph" not in clause.text:  # fast path: the pattern below is slower
        return
    other = _OTHER_TEXT.search(clause.text)
    for found in _LIST.finditer(clause.text):
        places = list(_places(found))
        if found["sub"] and not found["items"][0].isdigit():
            yield from _siblings(found, places, clause, own)
            continue
        document = _document(found, clause, documents, other)
        if document == clause.symbol.compact:
            yield from _in_its_own(found, places, clause, own)
        elif document:
            kind = "PP" if found["kind"] else ""
            yield from (
                Reference(place.start, place.end, document, f"{kind}{place.paragraph}")
                for place in places
                if place.paragraph[0].isdigit()
            )


def _document(
    found: re.Match[str], clause: Clause, documents: Sequence[Reference], other: re.Match[str] | None
) -> str | None:
    """Return the resolution that cited paragraphs belong to; None if that is not certain.

    Args:
        found: Match of the paragraphs.
        clause: The citing clause.
        documents: Documents that it cites, in order.
        other: Match of the first other text that it mentions.
    """
    text = clause.text
    owner = owner_after(text, found.end())
    if owner in ("here", "this"):
        return clause.symbol.compact
    place = bisect_left(documents, found.end(), key=lambda one: one.start)
    last, following = (documents[place - 1] if place else None), next(iter(documents[place : place + 1]), None)
    resolution = last.document if last and last.resolution else None
    follows_last = last is not None and is_of_last(text, last.end, found.start(), in_draft=False)
    if owner == "that":
        return resolution if follows_last or place == 1 else None
    if following and is_of_next(text, found.end(), following.start, comma=not follows_last):
        return following.document if following.resolution else None
    if follows_last and owner in (None, "thereof"):
        return resolution
    follows_other_text = other is not None and other.end() <= found.start()
    # Only resolutions have operative paragraphs, so the owner can be no other text.
    is_operative = text[: found.start()].endswith("operative ")
    if owner or (follows_other_text and (resolution or not is_operative)):
        return None
    return clause.symbol.compact if clause.kind is ClauseKind.OPERATIVE else None


def _places(found: re.Match[str]) -> Iterator[_Place]:
    """Yield the paragraphs of a list, ranges expanded: "8 (a), (b) and 10 to 12" are five."""
    levels: list[str] = []
    offset, before = found.start("items"), 0
    for item in _ITEM.finditer(found["items"]):
        labels = _LABEL_LETTERS.findall(item["labels"].lower())
        if not item["number"] and not labels:
            return
        if item["number"] and levels and not found["many"] and levels[0] != item["number"]:
            return  # "paragraph 4, 15 of them": the 15 is no paragraph
        previous, levels = levels, [*([item["number"]] if item["number"] else _parents(levels, labels[0])), *labels]
        start, end = offset + item.start("place"), offset + item.end("place")
        start += len(item["place"]) - len(item["place"].lstrip())
        if _THROUGH.fullmatch(item["link"] or ""):
            yield from (_Place(before, end, _joined(between)) for between in _between(previous, levels))
        yield _Place(start, end, _joined(levels))
        before = start


def _parents(levels: Sequence[str], label: str) -> Sequence[str]:
    """Return the parent levels of a label without a number, given the paragraph named before it."""
    if len(levels) > 2 and is_like_roman(levels[-1]) and not is_like_roman(label):
        return levels[:-2]  # 8 (a) (ii), (b)
    return levels[:-1] if len(levels) > 1 else levels


def _between(first: Sequence[str], last: Sequence[str]) -> Iterator[Sequence[str]]:
    """Yield the paragraphs between the two ends of a range; none if they are of different levels."""
    if not first or len(first) != len(last) or first[:-1] != last[:-1]:
        return
    one, other = first[-1], last[-1]
    if one.isdigit() and other.isdigit() and int(other) - int(one) <= _LONGEST_RANGE:
        yield from ([str(number)] for number in range(int(one) + 1, int(other)))
    elif len(one) == len(other) == 1:
        yield from ([*first[:-1], chr(letter)] for letter in range(ord(one) + 1, ord(other)))


def _joined(levels: Sequence[str]) -> str:
    number, *labels = levels if levels and levels[0].isdigit() else ["", *levels]
    return number + "".join(f"({label})" for label in labels)


def _in_its_own(found: re.Match[str], places: Iterable[_Place], clause: Clause, own: Paragraphs) -> Iterator[Reference]:
    """Yield references to existing paragraphs of the clause's own resolution.

    In an annex or a section, a number is first looked up in that part.
    """
    near = _SECTION.match(clause.paragraph or "")
    prefixes = ["PP"] if found["kind"] else [*([near[0]] if near else []), ""]
    for place in places:
        for prefix in prefixes:
            paragraph = f"{prefix}{place.paragraph}"
            if paragraph in own.named:
                yield Reference(place.start, place.end, clause.symbol.compact, paragraph)
                break


def _siblings(found: re.Match[str], places: Iterable[_Place], clause: Clause, own: Paragraphs) -> Iterator[Reference]:
    """Yield references cited as "subparagraph (a) above": sub-paragraphs of the clause or of one of its parents."""
    if owner_after(clause.text, found.end()) != "here" or not clause.paragraph:
        return
    parents = [clause.paragraph]
    while parent := parents[-1].rpartition("(")[0]:
        parents.append(parent)
    for place in places:
        there = [name for parent in parents if (name := f"{parent}{place.paragraph}") in own.clauses]
        if there:
            yield Reference(place.start, place.end, clause.symbol.compact, there[0])
