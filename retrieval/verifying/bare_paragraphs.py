"""Resolution of bare paragraph citations: which resolution "paragraph 8" belongs to.

A bare citation belongs to the resolution cited last (the antecedent) if it stands in the same passage, no second
resolution is a candidate, and no rival text (a report, the draft itself) that may have such a paragraph is named in
between. In doubt it is not reported.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Collection, Sequence
from dataclasses import dataclass

from retrieval.clauses.references.owners import Owner, owner_after, stands_apart
from retrieval.readers.drafts.draft import Draft
from retrieval.verifying.cited_documents import CitedDocument
from retrieval.verifying.own_paragraphs import OwnParagraphs, is_operative
from retrieval.verifying.passages import Passages
from retrieval.verifying.pinpoints import Pinpoint
from retrieval.verifying.rivals import Rivals
from retrieval.wording.fold import Range

_ITEM_OR_PAGE = re.compile(r"point\b|pp\b")
"""Item of a list, or page, which is read like a paragraph: "point 3 in", "pp 12-14"."""
_ITS = re.compile(r"\b(?:its|(?:the|that) (?:resolution|text)['’]s)\s(?:\w+\s)?$", re.IGNORECASE)
"""Possessive before a paragraph: "its", "that resolution's last"."""
_IN_BRACKET = re.compile(r"[(\[](?:(?:see|cf\.?|also|in|its|and|under)[,\s]{1,2}){0,3}$", re.IGNORECASE)
"""Bracket before a paragraph: "(", "(see also in "."""
_LABEL_END = re.compile(r"\s?[:.–—-]")
"""Mark behind a paragraph that labels one of the draft: "Paragraph 2: Views of States"."""
_DIGITS = re.compile(r"\d+")
_NAMES = (
    r"\s(?:(?:and|UN|United Nations|Security Council|its|the|later|landmark)\s){0,4}"
    r"(?:(?:resolution|UNSCR|SCR)\s|S/RES/)?"
)
"""Words before the number of a resolution: " the later UN resolution "."""
_DIRECTLY = re.compile(rf"(?:,|\sand)?{_NAMES}", re.IGNORECASE)
"""Words between a paragraph and its resolution: "OP 4 | and resolution | 1820 (2008)"."""
_AFTER_COMMA = re.compile(rf",{_NAMES}", re.IGNORECASE)
"""Words between a resolution in contrast and the antecedent: "Unlike resolution 1325|, resolution | 1820"."""
_AGAINST = re.compile(
    r"\W*(?:(?:\w+\s){0,3}(?:after|before)|unlike|like|following|recalling|building on|beyond|in contrast to"
    rf"|compared (?:with|to)|much like){_NAMES}",
    re.IGNORECASE,
)
"""Beginning of a sentence that is about a later resolution than the first: "Unlike resolution …"."""
_SECONDARY = re.compile(
    r"\b(?:follow(?:s|ed|ing)?|recall\w*|reaffirm\w*|repeat\w*|reiterat\w*|echo\w*|buil[dt]\w*|cit(?:e[sd]?|ing)"
    r"|quot\w+|compar\w+|unlike|like|after|before|than|since|until|beyond|as|both|supplement\w*|amend\w*|replac\w*"
    r"|supersed\w*|implement\w*|confirm\w*|updat\w*|complement\w*|refer\w*|mention\w*|contrast|precursor|successor"
    r"|predecessor|model\w*|inspir\w*|back|consistent|line|together|between|not|nor|by|to|of|from)\b",
    re.IGNORECASE,
)
"""Words before a resolution by which the sentence may be about one named earlier: "It was followed by resolution …"."""
_SEVERAL = re.compile(
    r"\b(?:former|both|the two|either|neither|(?:earlier|first|older|other) one|(?:these|those|all) resolutions)\b",
    re.IGNORECASE,
)
"""Words about another resolution than the antecedent, or about several."""
_IN_YEAR = re.compile(r"\bin\s(\d{4})(?:\s[^\W\d][\w’'-]{0,20}){0,8}\s?[(\[](?:see\s)?$", re.IGNORECASE)
"""Number before a paragraph that is a year or a resolution: "in | 1960 | at a conference (OP 2)"."""
_NEAR = 120
"""Characters before a paragraph that are looked at."""
_LONGEST = 400
"""Maximum characters of a sentence before the resolution that it is about."""


@dataclass(frozen=True, slots=True)
class _Antecedent:
    """Resolution cited last.

    Attributes:
        start: Position of its citation, with paragraphs before its number.
        sentence: Position of its sentence.
        other: The last one before it with another number.
    """

    start: int
    end: int
    number: int
    sentence: int
    other: _Antecedent | None


@dataclass(frozen=True, slots=True)
class _Bare:
    """Bare citation.

    Attributes:
        owner: Owner that the words after it say.
        operative: Whether it is said to be of an operative or preambular paragraph.
        antecedent: The resolution cited last before it.
    """

    start: int
    end: int
    owner: Owner | None
    operative: bool
    antecedent: _Antecedent


class BareParagraphs:
    """Decides which bare citations certainly belong to their antecedent. A draft is gone through in its order.

    Args:
        draft: The draft.
        text: Its text, with its quotations masked and the words of its citations in English.
        quoted: Ranges of its quotations.
        documents: Documents that it names, in order.
        pinpoints: Paragraphs that it names without a document beside them, in order.
        held: Numbers of the resolutions of the library.
    """

    def __init__(
        self,
        draft: Draft,
        text: str,
        quoted: Sequence[Range],
        *,
        documents: Sequence[CitedDocument],
        pinpoints: Sequence[Pinpoint],
        held: Collection[int],
    ) -> None:
        self._draft = draft
        self._text = text
        self._documents = documents
        self._held = held
        self._passages = Passages(draft, text, quoted)
        self._own = OwnParagraphs(draft, text, documents, pinpoints)
        self._rivals = Rivals(text, self._passages.sentences, documents, held)
        self._several = [match.start() for match in _SEVERAL.finditer(text)]
        self._antecedent: _Antecedent | None = None
        self._paragraph = -1  # last paragraph of the draft that is about the antecedent
        self._is_apart = False  # whether a bare citation behind the antecedent was of no resolution
        self._pinned: dict[int, int] = {}  # last position of each resolution that is cited with paragraphs

    def record(self, start: int, end: int, number: int, *, pinned: bool) -> None:
        """Record a citation of a resolution, which becomes the antecedent.

        Args:
            start: Position of the citation.
            end: Position behind it.
            number: Number of the resolution.
            pinned: Whether it has paragraphs.
        """
        before = self._antecedent
        other = before.other if before and before.number == number else before
        self._antecedent = _Antecedent(start, end, number, self._passages.sentence_at(start), other)
        self._paragraph, self._is_apart = self._draft.paragraph_at(start), False
        if pinned:
            self._pinned[number] = start

    def is_certain(self, start: int, end: int) -> bool:
        """Return whether a bare citation certainly belongs to the antecedent, whose passage then goes on.

        Args:
            start: Position of the citation.
            end: Position behind it.
        """
        text, antecedent = self._text, self._antecedent
        if antecedent is None or _ITEM_OR_PAGE.match(text, start):
            return False
        if text[start:end] != self._draft.text[start:end]:
            return False  # translated: rivals and owners are known in English alone
        bare = _Bare(start, end, owner_after(text, end), is_operative(text, start, end), antecedent)
        if bare.owner != "this" and stands_apart(text, start, end, operative=bare.operative):
            self._is_apart = True
            return False
        if bare.owner == "this":
            certain = not self._own.are_decision
        elif bare.owner == "thereof":
            certain = not self._has_rival(bare)
        else:
            certain = not (
                self._may_be_of_draft(bare)
                or self._is_in_another_passage(bare)
                or self._has_second_candidate(bare)
                or self._is_behind_number(bare)
                or self._is_before_citation(bare)
                or self._has_rival(bare)
            )
        if certain:
            self._paragraph = self._draft.paragraph_at(start)
            self._pinned[antecedent.number] = start
        return certain

    def is_of_that_text(self, end: int) -> bool:
        """Return whether a bare citation, up to its end, is "of that text", which may be no resolution."""
        return owner_after(self._text, end) == "text"

    def _has_rival(self, bare: _Bare) -> bool:
        """Return whether another text that may have the paragraph is named from the antecedent's sentence on."""
        return self._rivals.is_between(bare.antecedent.sentence, bare.start, operative=bare.operative)

    def _may_be_of_draft(self, bare: _Bare) -> bool:
        """Return whether the paragraph may be one of the draft itself."""
        own, text = self._own, self._text
        if own.are_decision or (own.are_comments and self._opens(bare)):
            return True
        if bare.operative or bare.owner == "text" or _ITS.search(text, max(0, bare.start - _NEAR), bare.start):
            return False
        numbers = {int(match[0]) for match in _DIGITS.finditer(text, bare.start, bare.end)}
        return own.are_cited or self._is_apart or not numbers.isdisjoint(own.numbers) or self._is_label(bare)

    def _is_label(self, bare: _Bare) -> bool:
        """Return whether the citation is the label of a paragraph of the draft."""
        return self._opens(bare) and _LABEL_END.match(self._text, bare.end) is not None

    def _opens(self, bare: _Bare) -> bool:
        """Return whether the citation opens a paragraph of the draft."""
        start = self._draft.paragraphs[self._draft.paragraph_at(bare.start)].start
        return not self._text[start : bare.start].strip("*_•–- ")

    def _is_in_another_passage(self, bare: _Bare) -> bool:
        """Return whether the passage about the antecedent has ended.

        That of a draft's only resolution is the whole section for operative paragraphs.
        """
        here = self._draft.paragraph_at(bare.start)
        in_section = bare.operative and bare.antecedent.other is None
        return not self._passages.goes_on(self._paragraph, here, in_section=in_section)

    def _has_second_candidate(self, bare: _Bare) -> bool:
        """Return whether the paragraph may be of the resolution cited before the antecedent."""
        sentence, other = bare.antecedent.sentence, bare.antecedent.other
        if other is None:
            return False
        if other.start < sentence:
            return self._may_be_about_earlier(other, bare)
        if self._passages.sentence_at(bare.start) == sentence and self._pinned.get(other.number, -1) >= sentence:
            return _IN_BRACKET.search(self._text, max(0, bare.start - _NEAR), bare.start) is None
        return not self._is_contrasted(other, bare.antecedent)

    def _is_contrasted(self, other: _Antecedent, antecedent: _Antecedent) -> bool:
        """Return whether a sentence names another resolution only in contrast: "Unlike that, the antecedent …"."""
        against = _AGAINST.fullmatch(self._text, antecedent.sentence, other.start)
        return against is not None and _AFTER_COMMA.fullmatch(self._text, other.end, antecedent.start) is not None

    def _may_be_about_earlier(self, other: _Antecedent, bare: _Bare) -> bool:
        """Return whether the passage may still be about a resolution of an earlier sentence."""
        antecedent = bare.antecedent
        before = max(0, self._draft.paragraph_at(antecedent.start) - 1)
        if other.start < self._draft.paragraphs[before].start:
            return False
        if antecedent.start - antecedent.sentence > _LONGEST or self._speaks_of_several(antecedent.end, bare.start):
            return True
        return _SECONDARY.search(self._text, antecedent.sentence, antecedent.start) is not None

    def _speaks_of_several(self, start: int, end: int) -> bool:
        return bisect_left(self._several, start) < bisect_left(self._several, end)

    def _is_behind_number(self, bare: _Bare) -> bool:
        """Return whether a held resolution, which looks like a year, is named before a paragraph in brackets."""
        before = _IN_YEAR.search(self._text, max(0, bare.start - _NEAR), bare.start)
        return before is not None and int(before[1]) in self._held

    def _is_before_citation(self, bare: _Bare) -> bool:
        """Return whether the paragraph may be of the resolution named directly behind it."""
        at = bisect_left(self._documents, bare.end, key=lambda one: one.start)
        following = self._documents[at].start if at < len(self._documents) else len(self._text)
        return following - bare.end <= _NEAR and _DIRECTLY.fullmatch(self._text, bare.end, following) is not None
