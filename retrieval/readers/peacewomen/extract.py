"""Extract parser: split the lines of one extract into clauses, with numbers and nesting.

Clauses get only numbers that the page prints. If sub-paragraphs of several branches follow one parent, the page does
not tell their branch, and they stay without a number.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from retrieval.clauses.clause import ClauseKind
from retrieval.clauses.numerals import roman_value
from retrieval.readers.opening import kind_of_opening
from retrieval.wording.fold import Range

_MARK = re.compile(
    r"""[\s\u200b\ufeff]*(?:[•*·▪◦‣–—-]\s+)?(?P<quote>[“”"„«‘']?)\s*
    (?:
      (?:PP|(?i:preambular\s+(?:paragraph|para|clause)))\.?\s*(?P<preambular>\d{1,2})\s*(?:[.:)–—-]|(?=\s[A-Z]))
    | (?:OP|(?i:(?:operative\s+)?(?:paragraph|para|clause)))\.?\s*(?P<named>\d{1,3})\s*
      (?:[.:)–—-]|(?=\([a-z])|(?<=\s)(?=[A-Z]))
    | (?P<number>\d{1,3})(?:\s?[.)](?!\d)|\s?(?=\([a-z]{1,4}\)\s*[A-Z]))
    )?
    \s*(?P<subs>(?:\((?:[a-zA-Z]|(?P<twin>[a-z])(?P=twin)|[ivxl]{2,5}|\d{1,2})\)[.:]?\s*)+|[a-z][.)]\s+)?\s*""",
    re.VERBOSE,
)
_WORD = re.compile(r"[^\W\d_]+")
_SUB = re.compile(r"\w+")
_LETTER = re.compile(r"([a-z])\1?")
_ELISION = re.compile(r"[\[(]?\s*(?:\.\s?){2,4}[\])]?|[\[(]?…[\])]?")
_LEADS_IN = re.compile(r"(?::|[–—-]|\.\.\.\]?|…\]?)[”\"’'»]*$")
_CLOSED = re.compile(r"(?:[.;]|;\s*(?:and|or))[”\"’'»]*$")
_ADVERB = re.compile(r"(?:also|further|furthermore|again|once|in|this|regard|and|moreover|\w+ly)$")
_VERBS = tuple(
    "acknowledg affirm act appeal appreciat approv ask authori bear believ call commend concern condemn confirm "
    "congratulat consider convey convinc decid declar demand deplor desir determin direct draw emphasi encourag "
    "endors establish express extend hail highlight hop insist instruct invit keep mind not observ pay pledg "
    "proclaim reaffirm reali recall recogni recommend regret reiterat reject remain remind renew request resolv "
    "respect seek stress support tak thank underlin underscor urg view welcom".split()
)
_ADJECTIVES = frozenset(
    "aware conscious concerned convinced mindful determined disturbed alarmed guided desirous appalled dismayed "
    "indignant resolved seized".split()
)
_FURNITURE = re.compile(
    r"peacewomen|wilpf|women['’]s international league|newsletter|copyright|©|all rights reserved|subscribe|donate\b"
    r"|powered by|follow us|sign up|log in|cookies|javascript|read more|back to top|https?:|www\.|add new comment"
    r"|@|\bplaza\b|\b(?:our|we|you|your)\b",
    re.IGNORECASE,
)
_STOPS = (".", ",", ";", ":")
_CLOSING = "”\"’'»"


@dataclass(frozen=True, slots=True)
class ExtractClause:
    """Clause quoted on a PeaceWomen page, located in the words of its extract.

    Attributes:
        number: Paragraph number, as in `Paragraph.paragraph`; None if the extract gives none.
        words: Range of its words, without enumerator and quotation mark.
        lead_in: Ranges of its lead-in.
    """

    kind: ClauseKind
    number: str | None
    words: Range
    lead_in: tuple[Range, ...] = ()


@dataclass(frozen=True, slots=True)
class _Piece:
    """Line of an extract, with its enumerator parsed."""

    number: str | None
    subs: tuple[str, ...]
    words: Range
    text: str

    @property
    def is_open(self) -> bool:
        """Whether the lines below may continue its sentence."""
        if _LEADS_IN.search(self.text):
            return True
        return self.number is not None and not self.subs and not _CLOSED.search(self.text)


def starts_with_mark(text: str) -> bool:
    """Return whether a line begins with an enumerator."""
    match = _MARK.match(text)
    return match is not None and any(match[name] for name in ("preambular", "named", "number", "subs"))


def after_mark(text: str) -> str:
    """Return a line without its enumerator."""
    match = _MARK.match(text)
    return text[match.end() :] if match else text


def is_clause_like(text: str, *, first: bool) -> bool:
    """Return whether a line is a paragraph or a fragment of one, rather than other text of the page.

    Args:
        text: One line.
        first: Whether it is directly below the title or label of an extract.
    """
    if starts_with_mark(text) or _ELISION.match(text):
        return True
    bare = text.strip().strip(_CLOSING + "“„«‘ ")
    if _FURNITURE.search(text) and not (opens_a_clause(bare) and bare.endswith(_STOPS)):
        return False
    if not bare or bare[0].islower() or bare.endswith(_STOPS):
        return bool(bare)
    return opens_a_clause(bare) or len(bare) > (40 if first else 120)


def opens_a_clause(text: str) -> bool:
    """Return whether a text begins as paragraphs of resolutions do: "Calls upon…", "Further recalling…".

    Unlike `opening.py`, it needs a known verb and four words, as the lines around an extract are titles and menus.
    """
    words = _WORD.findall(text[:120].lower())
    word = next((word for word in words if not _ADVERB.match(word)), "")
    return len(words) > 3 and (word in _ADJECTIVES or (word.startswith(_VERBS) and word.endswith(("s", "ing"))))


def read_extract(lines: Sequence[tuple[int, str]], place: str | None) -> list[ExtractClause]:
    """Parse one extract into clauses.

    Args:
        lines: Offset in the source and text of each line.
        place: Place in the resolution, stated in the title: "20", "20(a)", "preamble", "annex" or None.
    """
    pieces = _pieces(lines)
    found = [clause for group in _groups(pieces) for clause in _clauses(group)]
    if place in ("annex", "preamble"):
        kind = ClauseKind.ANNEX if place == "annex" else ClauseKind.PREAMBULAR
        return [
            replace(clause, kind=kind, number=None) if place == "annex" or clause.number is None else clause
            for clause in found
        ]
    if place and len(pieces) == 1 and found[0].number is None:
        subs = pieces[0].subs
        if not subs:
            return [replace(found[0], kind=ClauseKind.OPERATIVE, number=place)]
        path = _next_path((), subs)
        if path and "(" not in place:
            return [replace(found[0], number=_number(place, path))]
    return found


def _pieces(lines: Sequence[tuple[int, str]]) -> list[_Piece]:
    """Parse the enumerators, up to the first line that is not a clause."""
    pieces: list[_Piece] = []
    waiting: re.Match[str] | None = None  # enumerator on a line of its own
    for place, (start, text) in enumerate(lines):
        if not is_clause_like(text, first=place == 0):
            break
        mark = _MARK.match(text)
        assert mark is not None  # all parts of the pattern are optional
        if mark.end() == len(text):
            waiting = mark
            continue
        if not _ELISION.fullmatch(text):
            pieces.append(_piece(start, text, mark, waiting if not starts_with_mark(text) else None))
        waiting = None
    return pieces


def _piece(start: int, text: str, mark: re.Match[str], waiting: re.Match[str] | None) -> _Piece:
    """Build a piece from a line; `waiting` is an enumerator on the line above, which belongs to it."""
    source = waiting or mark
    preambular, number = source["preambular"], source["named"] or source["number"]
    subs = tuple(_SUB.findall(source["subs"] or ""))
    marked = preambular or number or subs
    words = text[mark.end() :]
    opened = mark["quote"] or (waiting and waiting["quote"])
    if not marked and opened and _is_closed(words):
        opened = ""  # opening mark of a quotation inside of the text
    at = mark.end() if marked or opened or not mark["quote"] else mark.start("quote")
    end = len(text.rstrip())
    if (opened or marked) and _has_stray_close(text[at:end]):
        end -= 1
    number = f"PP{preambular}" if preambular else number
    return _Piece(number, subs, (start + at, start + end), text[at:end])


def _is_closed(words: str) -> bool:
    """Return whether a quotation mark before some words is closed inside them."""
    depth = 1
    for character in words:
        depth += (character in "“„«") - (character in "”»")
        if not depth or character == '"':
            return True
    return False


def _has_stray_close(words: str) -> bool:
    if words.endswith(("”", "»")):
        return sum(words.count(mark) for mark in "“„«") < sum(words.count(mark) for mark in "”»")
    return words.endswith('"') and words.count('"') % 2 == 1


def _groups(pieces: Sequence[_Piece]) -> list[list[_Piece]]:
    """Group sub-paragraphs with the line above that they continue."""
    groups: list[list[_Piece]] = []
    for piece in pieces:
        if groups and piece.subs and not piece.number and _is_headed(groups[-1]):
            groups[-1].append(piece)
        else:
            groups.append([piece])
    return groups


def _is_headed(group: Sequence[_Piece]) -> bool:
    head = group[0]
    return head.is_open or len(group) > 1 or (head.number is not None and bool(head.subs))


def _clauses(group: Sequence[_Piece]) -> list[ExtractClause]:
    """Build the clauses of a paragraph: the sub-paragraphs below its first line, or else that line."""
    head, *below = group
    kind = _kind(head)
    heads = () if head.subs and not head.is_open else (head.words,)
    found = [] if below and heads else [ExtractClause(kind, _number(head.number, head.subs), head.words)]
    paths = _paths(head.subs, below)
    for place, piece in enumerate(below):
        path = paths[place] if paths else ()
        following = paths[place + 1] if paths and place + 1 < len(paths) else ()
        if len(path) == 1 and len(following) == 2 and piece.is_open:
            heads = (*heads[:1], piece.words)  # "(a) Protection:" is the lead-in of (i) and (ii)
            continue
        if len(path) == 1:
            heads = heads[:1]
        found.append(ExtractClause(kind, _number(head.number, path) if path else None, piece.words, heads))
    return found


def _kind(piece: _Piece) -> ClauseKind:
    if piece.number:
        return ClauseKind.PREAMBULAR if piece.number.startswith("PP") else ClauseKind.OPERATIVE
    return ClauseKind.OPERATIVE if piece.subs else kind_of_opening(piece.text)


def _number(number: str | None, path: Sequence[str]) -> str | None:
    return number + "".join(f"({token})" for token in path) if number else None


def _paths(top: tuple[str, ...], below: Sequence[_Piece]) -> list[tuple[str, ...]]:
    """Return the letters of each sub-paragraph, such as ("a",) or ("a", "i"); [] if they are not of one branch."""
    paths: list[tuple[str, ...]] = []
    for piece in below:
        path = _next_path(paths[-1] if paths else top, piece.subs)
        if not path:
            return []
        paths.append(path)
    return paths


def _next_path(last: tuple[str, ...], subs: tuple[str, ...]) -> tuple[str, ...]:
    """Return the letters of a sub-paragraph that follows another; () if they are ambiguous."""
    token, *rest = subs
    letter, roman = _letter(token), _roman(token)
    before = _letter(last[0]) if last else 0
    if letter and letter == before + 1:
        return (token, *rest)
    if last and roman == (_roman(last[1]) if len(last) > 1 else 0) + 1:
        return (last[0], token, *rest)
    if letter > before and token not in ("i", "v", "x"):
        return (token, *rest)
    return ()


def _letter(token: str) -> int:
    """Return the position of a letter such as "c" or "cc" in a list; 0 for anything else."""
    if not _LETTER.fullmatch(token) or token in ("ii", "xx"):
        return 0
    return ord(token[0]) - 96 + 26 * (len(token) - 1)


def _roman(token: str) -> int:
    """Return the value of a roman numeral below 40; 0 for anything else."""
    value = roman_value(token)
    return value if value < 40 else 0
