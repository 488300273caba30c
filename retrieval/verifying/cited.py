"""Citations of Security Council resolutions in a draft, and the paragraphs that they name."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import accumulate

from retrieval.clauses.adopted import is_of_year, year_of
from retrieval.clauses.citation import Citation, levels_of
from retrieval.clauses.number_words import NUMBER_WORDS, ORDINALS, any_of
from retrieval.clauses.numerals import roman_value
from retrieval.clauses.references.named_documents import named_documents
from retrieval.readers.drafts.draft import Draft
from retrieval.wording.changes import Range

_PLACE = r"\d{1,3}(?![\d/]|\s?\((?:19|20)\d\d\))(?:\s?bis)?(?:(?:\s?\(\s?[a-z]{1,5}\s?\))+|[a-z](?!\w))?"
_JOIN = r"(?:\s?(?:,|;|&|-|–)\s?(?:and\s)?|\s(?:and|or|to|through)\s)"
_PLACES = rf"{_PLACE}(?:{_JOIN}{_PLACE}){{0,20}}"
_PINPOINT = re.compile(
    rf"\b(?P<ordinal>{any_of(ORDINALS)}|\d{{1,2}}(?:st|nd|rd|th))\s(?P<of>preambular|operative)\spara(?:graph)?s?\b\.?"
    r"|(?:\bsub-?para(?:graph)?\b\.?|\bletter|\bitem)\s(?P<level>\([a-z]{1,4}\)|[a-z])\s(?:of|in|to)\s(?:operative\s)?"
    r"(?:para(?:graph)?\b\.?|OP)\s?(?P<parent>\d{1,3})(?![\d/])"
    rf"|\b(?:(?P<worded>preambular|operative)\s)?para(?:graph)?\s(?P<word>{any_of(NUMBER_WORDS)})\b"
    r"|\b(?P<romans>OP|PP)\s?(?P<roman>[IVX]{1,6})\b|\bpoint\s(?P<point>\d{1,2})(?=\s(?:of|in)\s)"
    rf"|(?:\b(?P<kind>preambular|operative|annex|op\.|pp\.),?\s)?(?:\b(?:sub-?)?para(?:graph)?s?\b\.?|§{{1,2}})\s?(?P<places>{_PLACES})"
    rf"|\b(?P<short>OPs?|PPs?)\s?(?P<shorts>{_PLACES})",
    re.IGNORECASE,
)
_EACH = re.compile(rf"(?P<join>{_JOIN})?(?P<place>{_PLACE})", re.IGNORECASE)
_NUMBER = re.compile(r"\d{1,3}")
_BIS = re.compile(r"\s?bis")
_TO = re.compile(r"\s?[-–]\s?|\s(?:to|through)\s")
_IBID = re.compile(r"\b(?:[Ii]bid(?:em)?|[Ll]oc\. cit|[Oo]p\. cit)\b\.?")
_SLASHED = re.compile(
    r"\b(?:resolution|UNSCR|SCR|Res\.?)\s?(?P<number>\d{3,4})/(?P<year>(?:19|20)\d\d)\b", re.IGNORECASE
)
_ABBREVIATED = re.compile(
    r"\b(?:UNSCR|SCR|(?:UN\s?SC|UNSC|SC)\s(?:Res\b\.?|resolution)|Res\b\.?)[\s-]?(?P<number>\d{3,4})(?![\d/])"
    r"(?:\s?\((?P<year>(?:19|20)\d\d)\))?",
    re.IGNORECASE,
)
_BARE = re.compile(
    r"(?<![\w/.,§$€£-])(?P<number>\d{3,4})(?:\s?\((?P<year>(?:19|20)\d\d)\)|(?=,?\s\(?(?:OPs?|PPs?|paras?\b\.?|§)\s?\d))"
)
_PINNED = re.compile(
    r"(?:\b(?:OPs?|PPs?|para(?:graph)?s?\b\.?)|§)\s?\d{1,3}[^\s,;]{0,12}\s(?:of|in)\s(?P<number>\d{3,4})\s?\((?P<year>(?:19|20)\d\d)\)",
    re.IGNORECASE,
)
"""A bare number with a year is a resolution's if the year is right, or whatever it is behind a paragraph."""
_YEAR_AFTER = re.compile(
    r"(?:,?\s(?:(?:was\s)?adopted\s)?(?:in|of|on)\s(?:\d{1,2}\s[A-Z][a-z]+\s|[A-Z][a-z]+\s\d{1,2},\s)?)(?P<year>(?:19|20)\d\d)\b"
)
# Between a paragraph and its resolution, which follows it; and between a resolution and its paragraph.
_OF = re.compile(
    r",?\s(?:of|in|from|to)\s(?:(?:the|its|UN|United|Nations|Security|Council|Council['’]s|our|your|landmark|historic"
    r"|groundbreaking|subsequent|earlier|later|recent|own|said)\s){0,5}(?:resolutions?\s|UNSCR\s|SCR\s|Res\.?\s)?$",
    re.IGNORECASE,
)
_IN_ITS = re.compile(
    r"(?:,?\s(?:adopted\s)?(?:of|on|in)\s(?:\d{1,2}\s[A-Z][a-z]+\s)?(?:19|20)\d\d)?[\s,:;–—-]{0,3}[(\[]?"
    r"(?:(?:in|at|see|cf\.?|under|and|notably|especially|in particular|including|specifically|its|the|both|with|on)"
    r"[\s,]){0,5}$",
    re.IGNORECASE,
)
_IS_OF_NEXT = re.compile(
    r",\s(?:(?:UN|United|Nations|Security|Council)\s){0,4}(?:resolution\s|UNSCR\s|SCR\s|Res\.?\s)?", re.I
)
_OF_THAT = re.compile(r",?\s(?:of|in)\s(?:that|this|the same|the said|the latter|the above) resolution\b|\sthereof\b")
_ELSEWHERE = re.compile(
    r",?\s(?:of|in|from)\s(?:(?:the|this|that|its|his|her|our|their|an?|draft|zero|present|briefing|note|concept)\s){1,4}"
    r"(?!resolution)\w+",
)
_OTHER_TEXT = re.compile(r"\b(?:draft|report|statement|note|agreement|letter|plan|text|paper)\b[\w\s’']{0,40}$", re.I)
_NEAR = 90
"""Characters between a paragraph and its resolution."""
_BEHIND_IBID = 5
_LONGEST_RANGE = 60


@dataclass(frozen=True, slots=True)
class Cited:
    """Citation in a draft.

    Attributes:
        start: Its first character.
        end: Behind its last character.
        citations: The resolution, or each paragraph of it that is named.
        explicit: Whether it names its resolution, by number, "ibid." or "that resolution"; else that is the one named
            last.
    """

    start: int
    end: int
    citations: tuple[Citation, ...]
    explicit: bool

    @property
    def is_pinpoint(self) -> bool:
        """Whether it names paragraphs."""
        return self.citations[0].paragraph is not None


@dataclass(frozen=True, slots=True)
class _Document:
    """Document that is named; None for the number of another body's."""

    start: int
    end: int
    number: int | None
    year: int | None = None


@dataclass(frozen=True, slots=True)
class _Pinpoint:
    """Paragraphs that are named."""

    start: int
    end: int
    paragraphs: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Ibid:
    """Word for the citation before: "ibid."."""

    start: int
    end: int


def find_citations(draft: Draft, quoted: Sequence[Range]) -> list[Cited]:
    """Find the citations of a draft, in order; those in quotations are the words of somebody else, and name nothing.

    Args:
        draft: The draft.
        quoted: Ranges of its quotations.
    """
    found: list[Cited] = []
    last: Cited | None = None
    in_notes = False
    for paragraph in draft.paragraphs:
        if paragraph.note and not in_notes:
            in_notes, last = True, None
        text = draft.text[paragraph.start : paragraph.end]
        for one in _in_paragraph(_masked(text, paragraph.start, quoted), last):
            last = replace(one, start=one.start + paragraph.start, end=one.end + paragraph.start)
            found.append(last)
    return found


def citations_in(text: str) -> list[Cited]:
    """Find the citations of one paragraph, in order.

    >>> [list(map(str, one.citations)) for one in citations_in("Resolution 1325 (2000), paras. 8 (b) and 10")]
    [['S/RES/1325 (2000), OP 8 (b)', 'S/RES/1325 (2000), OP 10']]
    """
    return list(_in_paragraph(text, None))


def is_possible(citation: Citation) -> bool:
    """Return whether the Council can have adopted a resolution of the number in the stated year."""
    return citation.year is None or is_of_year(citation.number, citation.year)


def _masked(text: str, offset: int, quoted: Sequence[Range]) -> str:
    """Replace quotations by as many characters that are part of no citation."""
    at = max(0, bisect_right(quoted, offset, key=lambda one: one[0]) - 1)
    pieces, done = [], 0
    for start, end in quoted[at:]:
        if start >= offset + len(text):
            break
        first, last = max(start - offset, done), min(end - offset, len(text))
        if last > first:
            pieces += [text[done:first], "\N{REPLACEMENT CHARACTER}" * (last - first)]
            done = last
    return "".join([*pieces, text[done:]])


def _in_paragraph(text: str, last: Cited | None) -> Iterator[Cited]:
    documents, pinpoints = _documents(text), _pinpoints(text)
    owned: set[_Pinpoint] = set()
    pinpoints_of: dict[_Document, list[_Pinpoint]] = defaultdict(list)
    for pinpoint, document in _owners(text, documents, pinpoints):
        owned.add(pinpoint)
        pinpoints_of[document].append(pinpoint)
    ibids = [_Ibid(*match.span()) for match in _IBID.finditer(text)]
    ibid_ends = {one.end for one in ibids}
    pinpoint_starts = {one.start for one in pinpoints}
    of_other = False  # whether the document named last is another body's
    things: list[_Document | _Pinpoint | _Ibid] = [*documents, *pinpoints, *ibids]
    for thing in sorted(things, key=lambda one: one.start):
        made: Cited | None = None
        if isinstance(thing, _Document):
            of_other = thing.number is None
            if not of_other:
                made = _cited(thing, pinpoints_of[thing])
        elif isinstance(thing, _Pinpoint):
            if last and thing not in owned and not of_other and not _is_elsewhere(text, thing):
                ibid_precedes = not ibid_ends.isdisjoint(range(thing.start - _BEHIND_IBID, thing.start + 1))
                explicit = _OF_THAT.match(text, thing.end) is not None or ibid_precedes
                made = _of_last(last, thing, explicit=explicit)
        elif last and pinpoint_starts.isdisjoint(range(thing.end, thing.end + _BEHIND_IBID + 1)):
            made = replace(last, start=thing.start, end=thing.end, explicit=True)
        if made:
            last = made
            yield made


def _documents(text: str) -> list[_Document]:
    """Return the documents that a text names, in order; a resolution with the stated year only."""
    found: list[_Document] = []
    for reference in named_documents(text, any_year=True):
        symbol = reference.resolution
        stated = symbol is not None and f"({symbol.year})" in text[reference.start : reference.end].replace(" ", "")
        year = symbol.year if symbol and stated else None
        document = _Document(reference.start, reference.end, symbol.number if symbol else None, year)
        found.append(_with_year(text, document))
    for pattern in (_SLASHED, _ABBREVIATED, _PINNED, _BARE):
        overlaps = _overlapping(found)
        for match in pattern.finditer(text):
            number, year = int(match["number"]), int(match["year"]) if match["year"] else None
            known = bool(year_of(number)) or year is not None
            if pattern is _BARE and not (is_of_year(number, year) if year else number >= 100 and year_of(number)):
                continue
            if known and not overlaps(match):
                found.append(_with_year(text, _Document(match.start("number"), match.end(), number, year)))
    return sorted(found, key=lambda one: one.start)


def _overlapping(documents: Sequence[_Document]) -> Callable[[re.Match[str]], bool]:
    """Return a function that tells in logarithmic time whether a match shares characters with one of the documents."""
    in_order = sorted(documents, key=lambda one: one.start)
    starts = [one.start for one in in_order]
    last_ends = list(accumulate((one.end for one in in_order), max))

    def overlaps(match: re.Match[str]) -> bool:
        before_its_end = bisect_left(starts, match.end())
        return before_its_end > 0 and last_ends[before_its_end - 1] > match.start()

    return overlaps


def _with_year(text: str, document: _Document) -> _Document:
    """Add the year that the words behind a resolution state: "resolution 1325 of 2000"."""
    if document.number is None or document.year is not None:
        return document
    match = _YEAR_AFTER.match(text, document.end)
    return replace(document, year=int(match["year"]), end=match.end()) if match else document


def _pinpoints(text: str) -> list[_Pinpoint]:
    return [_Pinpoint(*match.span(), tuple(_paragraphs(match))) for match in _PINPOINT.finditer(text)]


def _paragraphs(match: re.Match[str]) -> Iterator[str]:
    """Yield the paragraphs that a match of `_PINPOINT` names."""
    said = next((match[name] for name in ("kind", "short", "of", "worded", "romans") if match[name]), "").lower()
    prefix = "PP" if said.startswith("p") else "annex-" if said == "annex" else ""
    if match["level"]:
        yield f"{match['parent']}({match['level'].strip('()').lower()})"
    elif places := match["places"] or match["shorts"] or match["point"]:
        yield from (f"{prefix}{name}" for name in _expanded(places))
    elif match["roman"]:
        yield f"{prefix}{roman_value(match['roman'].lower())}"
    else:
        number = (match["ordinal"] or match["word"]).lower().replace("-", " ")
        digits = _NUMBER.match(number)
        yield f"{prefix}{digits[0] if digits else (ORDINALS | NUMBER_WORDS)[number]}"


def _expanded(places: str) -> Iterator[str]:
    """Yield the paragraphs of a list; of a range of whole paragraphs, those between its ends, too."""
    before = 0
    for match in _EACH.finditer(places):
        number = _NUMBER.match(match["place"])
        assert number, "a place begins with a number"
        rest = match["place"][number.end() :]
        if _TO.fullmatch(match["join"] or "") and before and not rest.strip():
            yield from map(str, range(before + 1, min(int(number[0]), before + _LONGEST_RANGE)))
        bis = "bis" if _BIS.match(rest) else ""
        levels = "".join(f"({level})" for level in levels_of(_BIS.sub("", rest)))
        before = 0 if rest.strip() else int(number[0])
        yield f"{number[0]}{bis}{levels}"


def _owners(
    text: str, documents: Sequence[_Document], pinpoints: Sequence[_Pinpoint]
) -> list[tuple[_Pinpoint, _Document]]:
    """Pair the paragraphs with the documents beside them that they are said to be of."""
    pairs = []
    before: dict[int, _Document] = {}
    for pinpoint in pinpoints:
        at = bisect_right(documents, pinpoint.start, key=lambda one: one.start)
        following = documents[at] if at < len(documents) else None
        preceding = documents[at - 1] if at else None
        if following and following.start - pinpoint.end <= _NEAR and _OF.match(text, pinpoint.end, following.start):
            pairs.append((pinpoint, following))
        elif preceding and _joined_to(text, preceding, pinpoint, before):
            pairs.append((pinpoint, preceding))
            before[id(preceding)] = replace(preceding, end=pinpoint.end)
        elif following and _IS_OF_NEXT.fullmatch(text, pinpoint.end, following.start):
            pairs.append((pinpoint, following))
    return pairs


def _joined_to(text: str, document: _Document, pinpoint: _Pinpoint, seen: dict[int, _Document]) -> bool:
    """Return whether paragraphs follow a document directly, or behind others of it."""
    end = max(document.end, seen.get(id(document), document).end)
    return 0 <= pinpoint.start - end <= _NEAR and _IN_ITS.match(text, end, pinpoint.start) is not None


def _cited(document: _Document, pinpoints: Sequence[_Pinpoint]) -> Cited:
    assert document.number is not None
    whole = Citation(document.number, document.year, None)
    named = [replace(whole, paragraph=paragraph) for pinpoint in pinpoints for paragraph in pinpoint.paragraphs]
    start = min([document.start, *(pinpoint.start for pinpoint in pinpoints)])
    end = max([document.end, *(pinpoint.end for pinpoint in pinpoints)])
    return Cited(start, end, tuple(named) or (whole,), explicit=True)


def _of_last(last: Cited, pinpoint: _Pinpoint, *, explicit: bool) -> Cited:
    named = tuple(replace(last.citations[0], paragraph=paragraph) for paragraph in pinpoint.paragraphs)
    return Cited(pinpoint.start, pinpoint.end, named, explicit)


def _is_elsewhere(text: str, pinpoint: _Pinpoint) -> bool:
    """Return whether the words around a paragraph say that it is of another text."""
    if _OF_THAT.match(text, pinpoint.end):
        return False
    before = text[max(0, pinpoint.start - _NEAR) : pinpoint.start]
    return bool(_ELSEWHERE.match(text, pinpoint.end) or _OTHER_TEXT.search(before))
