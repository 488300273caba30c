"""Citations of clauses: canonical ids, formatting for people, parsing of written forms.

>>> footnote_citation(Symbol(2331, 2016), ClauseKind.OPERATIVE, "2(a)")
'Security Council resolution 2331 (2016), para. 2 (a)'
>>> parse_citation("SCR 2331 para. 2(a)")
Citation(number=2331, year=None, paragraph='2(a)')
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from retrieval.clauses.articles import article_pinpoint, is_article
from retrieval.clauses.clause import NOT_NUMBERED, Clause, ClauseKind, Symbol, full_pinpoint, spaced
from retrieval.clauses.numerals import is_like_roman
from retrieval.errors import CitationError

LAST = "last"
"""Paragraph of a citation of the last operative paragraph, whatever its number; "PPlast" and "16(last)" likewise."""
ONWARDS = "+"
"""Suffix of the paragraph of a citation, for this paragraph and all after it: "20+", "PP4+"."""
UNNUMBERED = "unnumbered-"
"""Prefix of the paragraph in the id of a clause without a number; a count follows."""

_EXAMPLES = "expected something like 'S/RES/2331 (2016), OP 2 (a)', '2331 OP2a', '1325 PP4' or 'UNSCR 1325'"
_NAME = r"(?:s\s*/\s*res\s*/|(?:un)?scr|(?:(?:un\s*)?security council\s+)?resolution|res\.?)"
_RESOLUTION = re.compile(rf"\s*(?:{_NAME}\s*)?(\d{{1,4}})(?!\d)(?:\s*\(\s*(\d{{4}})\s*\))?", re.IGNORECASE)
_KIND = re.compile(
    r"[\s,;:#–-]*(?:(?P<preambular>preambular\s+para(?:graph)?s?|preambular|preamble|pp)"
    r"|(?P<annex>annex(?:,\s*para(?:graph)?s?)?)"
    r"|(?P<operative>operative\s+para(?:graph)?s?|operative|op|para(?:graph)?s?|§)"
    r")?[\s.,:-]*",
    re.IGNORECASE,
)
_OF = rf"of\s++(?:{_RESOLUTION.pattern})\s*+\.?\s*+$"
_TURNED = re.compile(
    rf"\s*+(?P<place>(?:operative|preambular|op|pp|para|§)(?:[^,;\s]|\s++(?!{_OF}))*+)\s++"
    rf"of\s++(?P<resolution>{_RESOLUTION.pattern})\s*+\.?\s*+$",
    re.IGNORECASE,
)
"""Inverted citation: "paragraph 1 of resolution 1325 (2000)"."""
_PLACE = re.compile(r"(?:(?P<section>[A-Z]|[IVX]+)\s*\.\s*)?(?P<number>\d{1,3})(?P<levels>[\s().a-z]*)$", re.IGNORECASE)
_ANNEX_PLACE = re.compile(
    r"(?P<sections>(?:(?:[A-Z]|[IVX]{1,5}|\d{1,2})\s*+(?:\.\s*+|,?+\s*+(?=art|rule|para)))*+)"
    r"(?:(?P<word>art(?:icle)?|rule)\.?+\s*+(?P<article>\d{1,3}|[IVXL]{1,6})"
    r"\s?(?P<more>bis|ter|quater)?(?!\w)\s*+[.,]?\s*+)?"
    r"(?:para(?:graph)?s?\.?\s*+)?(?P<number>\d{1,3})?(?P<levels>[\s().a-z]*)$",
    re.IGNORECASE,
)
_LABEL = re.compile(r"\w+")
_PREAMBULAR = re.compile(r"PP(\d+)(.*)")
_LETTERS = re.compile(r"[a-z]+")
_LETTER_AND_ROMAN = re.compile(r"([a-z])([ivx]+)")


@dataclass(frozen=True, slots=True)
class Citation:
    """Citation of a resolution or of one of its paragraphs.

    Attributes:
        year: None if not stated.
        paragraph: "PP4", "2(a)", "annex-B.3"; None for the whole resolution.
    """

    number: int
    year: int | None
    paragraph: str | None

    @classmethod
    def of(cls, symbol: Symbol) -> Citation:
        """Return the citation of a whole resolution."""
        return cls(symbol.number, symbol.year, None)

    @property
    def resolution(self) -> Citation:
        """The citation of the whole resolution."""
        return Citation(self.number, self.year, None)

    def names(self, symbol: Symbol) -> bool:
        """Return whether the citation is of a resolution or of a paragraph in it."""
        return self.number == symbol.number and self.year in (None, symbol.year)

    def covers(self, clause: Clause) -> bool:
        """Return whether a clause is the cited paragraph or part of it."""
        return self.names(clause.symbol) and is_part_of(clause.paragraph, self.paragraph)

    def __str__(self) -> str:
        year = "" if self.year is None else f" ({self.year:04})"
        place = f", {short_pinpoint(f'#{self.paragraph}')}" if self.paragraph else ""
        return f"S/RES/{self.number}{year}{place}"


def clause_id(symbol: Symbol, paragraph: str) -> str:
    """Return the canonical id of a clause: "S/RES/2331(2016)#2(a)"."""
    return f"{symbol.compact}#{paragraph}"


def footnote_citation(symbol: Symbol, kind: ClauseKind, paragraph: str | None) -> str:
    """Format a citation as in a footnote of a United Nations document, where resolutions bear no title.

    >>> footnote_citation(Symbol(1325, 2000), ClauseKind.OPERATIVE, "2(a)")
    'Security Council resolution 1325 (2000), para. 2 (a)'

    Source:
        United Nations Editorial Manual Online, "Footnotes", III.E, and "Resolutions", I.C and II.B.
    """
    return f"Security Council {resolution_name(symbol)}, {footnote_pinpoint(kind, paragraph)}"


def resolution_name(symbol: Symbol) -> str:
    """Format the name of a resolution: "resolution 1325 (2000)"."""
    return f"resolution {symbol.number} ({symbol.year})"


def footnote_pinpoint(kind: ClauseKind, paragraph: str | None) -> str:
    """Format the place of a paragraph in its resolution, as in a footnote.

    >>> footnote_pinpoint(ClauseKind.PREAMBULAR, "PP4"), footnote_pinpoint(ClauseKind.PREAMBULAR, "A.PP22")
    ('fourth preambular para.', 'sect. A, 22nd preambular para.')
    >>> footnote_pinpoint(ClauseKind.ANNEX, "annex-B.3(a)"), footnote_pinpoint(ClauseKind.ANNEX, "annex-3")
    ('annex B, para. 3 (a)', 'annex, para. 3')
    >>> footnote_pinpoint(ClauseKind.ANNEX, "annex-1.art3.2(a)")
    'annex 1, art. 3, para. 2 (a)'
    """
    if paragraph is None:
        return full_pinpoint(kind, paragraph)
    if kind is ClauseKind.ANNEX and (place := article_pinpoint(paragraph, ("art.", "para."))):
        return place
    label, dot, number = paragraph.removeprefix("annex-").rpartition(".")
    preambular = _PREAMBULAR.fullmatch(number)
    place = f"para. {spaced(number)}"
    if preambular:
        place = f"{_ordinal(int(preambular[1]))} preambular para.{spaced(preambular[2])}"
    if kind is ClauseKind.ANNEX:
        return f"annex {label}, {place}" if dot else f"annex, {place}"
    return f"sect. {label}, {place}" if dot else place


def _ordinal(number: int) -> str:
    """Format an ordinal: words up to nine ("fourth"), figures from ten on ("22nd")."""
    if number < 10:
        return "zeroth first second third fourth fifth sixth seventh eighth ninth".split()[number]
    ending = {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th") if number % 100 not in (11, 12, 13) else "th"
    return f"{number}{ending}"


def short_citation(clause_id: str) -> str:
    """Format a clause id as drafters write it.

    >>> short_citation("S/RES/2331(2016)#2(a)"), short_citation("S/RES/1325(2000)#PP4")
    ('S/RES/2331 (2016), OP 2 (a)', 'S/RES/1325 (2000), PP 4')
    """
    return f"{clause_id.partition('#')[0].replace('(', ' (')}, {short_pinpoint(clause_id)}"


def short_pinpoint(clause_id: str) -> str:
    """Format the paragraph of a clause id as drafters write it.

    >>> short_pinpoint("S/RES/2331(2016)#2(a)")
    'OP 2 (a)'
    """
    paragraph = clause_id.partition("#")[2]
    if paragraph.startswith("PP"):
        return f"PP {spaced(paragraph.removeprefix('PP'))}"
    if paragraph.startswith("annex-"):
        if place := article_pinpoint(paragraph, ("art.", "para.")):
            return place
        return f"annex {spaced(paragraph.removeprefix('annex-'))}"
    return NOT_NUMBERED if paragraph.startswith(UNNUMBERED) else f"OP {spaced(paragraph)}"


def citation_of_id(clause_id: str) -> Citation:
    """Return the citation of a clause by its id; if the clause has no number, as in extracts, that of its resolution.

    >>> f"{citation_of_id('S/RES/2331(2016)#2(a)')}", f"{citation_of_id('S/RES/2331(2016)#unnumbered-5')}"
    ('S/RES/2331 (2016), OP 2 (a)', 'S/RES/2331 (2016)')
    """
    symbol, _, place = clause_id.partition("#")
    return parse_citation(symbol if place.startswith(UNNUMBERED) else clause_id)


def parse_citation(text: str) -> Citation:
    """Parse a citation in any written form.

    Raises:
        CitationError: If the resolution number is missing, or followed by anything but a paragraph.
    """
    if turned := _TURNED.match(text):
        text = f"{turned['resolution']} {turned['place']}"
    resolution = _RESOLUTION.match(text)
    if not resolution:
        raise CitationError(f"no resolution number in {text[:80]!r}; {_EXAMPLES}")
    number, year = int(resolution[1]), int(resolution[2]) if resolution[2] else None
    kind = _KIND.match(text, resolution.end())
    assert kind, "every part of the pattern may be absent"
    rest = text[kind.end() :].strip(" .,;")
    if not rest and kind.lastgroup is None:
        return Citation(number, year, None)
    place = _ANNEX_PLACE.match(rest) if kind.lastgroup == "annex" else _PLACE.match(rest)
    if not place or not (place["number"] or place.groupdict().get("article")):
        raise CitationError(f"no paragraph in {text[kind.start() :].strip()[:80]!r}; {_EXAMPLES}")
    return Citation(number, year, _paragraph(kind.lastgroup, place))


def parse_clause_citation(text: str) -> Citation:
    """Parse a clause id, or a citation in any written form; if the clause has no number, to that of its resolution.

    >>> print(parse_clause_citation(f"S/RES/2331 (2016), {NOT_NUMBERED}"), parse_clause_citation("2331 OP2a"))
    S/RES/2331 (2016) S/RES/2331, OP 2 (a)

    Raises:
        CitationError: If the resolution number is missing, or followed by anything but a paragraph.
    """
    unnumbered = f"#{UNNUMBERED}" in text or text.endswith(NOT_NUMBERED)
    return parse_citation(text.partition("#")[0].partition(",")[0] if unnumbered else text)


def _paragraph(kind: str | None, place: re.Match[str]) -> str:
    levels = "".join(f"({level.lower()})" for level in levels_of(place["levels"]))
    if kind == "annex":
        return f"annex-{_place_in_annex(place)}{levels}"
    section = f"{place['section'].upper()}." if place["section"] else ""
    if kind == "preambular":
        return f"PP{place['number']}"
    return f"{section}{place['number']}{levels}"


def _place_in_annex(place: re.Match[str]) -> str:
    """Return a place in an annex without its letters: "B.3", "I.A.1", "1.art3.2", "rule42"."""
    parts = [part.upper() for part in _LABEL.findall(place["sections"])]
    if place["article"]:
        word = "rule" if place["word"].lower() == "rule" else "art"
        parts.append(f"{word}{place['article'].upper()}{(place['more'] or '').lower()}")
    return ".".join([*parts, *([place["number"]] if place["number"] else [])])


def levels_of(text: str) -> list[str]:
    """Split "(a) (ii)", "a.ii", "aii" into its levels: a letter, then a roman number.

    >>> levels_of("(a) (ii)"), levels_of("aii")
    (['a', 'ii'], ['a', 'ii'])
    """
    bare = _LETTERS.findall(text.lower())
    if len(bare) == 1 and (run_on := _LETTER_AND_ROMAN.fullmatch(bare[0])) and not is_like_roman(bare[0]):
        return [run_on[1], run_on[2]]
    return bare


def is_part_of(paragraph: str | None, whole: str | None) -> bool:
    """Return whether a paragraph is `whole` or a sub-paragraph of it; None stands for the whole resolution.

    >>> is_part_of("2(a)", "2"), is_part_of("20", "2")
    (True, False)
    >>> is_part_of("annex-art3.1", "annex-art3")
    True
    """
    if whole is None or paragraph is None:
        return whole is None
    ends = ("(", ".") if is_article(whole) else ("(",)
    return paragraph == whole or paragraph.startswith(tuple(f"{whole}{end}" for end in ends))


def find_cited(citation: Citation, clauses: Iterable[Clause]) -> list[Clause]:
    """Return the clauses that a citation names, in corpus order: a paragraph with its sub-paragraphs.

    Raises:
        CitationError: If there are none; the message lists the alternatives.
    """
    inside = [clause for clause in clauses if citation.names(clause.symbol)]
    if not inside:
        raise CitationError(f"no resolution {citation.resolution} in this library")
    wanted = citation.paragraph
    found = [clause for clause in inside if citation.covers(clause)]
    if not found:
        numbered = [clause.paragraph for clause in inside if clause.paragraph]
        raise CitationError(
            f"no paragraph {wanted} of {inside[0].symbol} in this library; it has {', '.join(numbered)}"
        )
    return found
