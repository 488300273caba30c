"""Paragraphs that a draft cites without their resolution: whether they are certainly of the one that it names last.

They are if that one stands alone, in the same paragraph of the draft or in those before it that go on about it, and no
other text is named that may have the paragraph. In doubt, no paragraph is reported, right or wrong.
"""

from __future__ import annotations

import operator
import re
from bisect import bisect_left, bisect_right
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate

from retrieval.clauses.references.owners import Rival, owner_after, rivals_in, stands_apart
from retrieval.readers.drafts.draft import Block, Draft, Paragraph
from retrieval.verifying.cited_documents import CitedDocument, is_like_year
from retrieval.verifying.pinpoints import Pinpoint
from retrieval.verifying.sentences import sentences_in
from retrieval.wording.fold import Range

_OPERATIVE = re.compile(r"[\w-]*\s?(?:operative|preambular)\b|OPs?|PPs?|op\.", re.IGNORECASE)
_NO_PARAGRAPH = re.compile(r"point\b|pp\b")
"""Item of a list, or page: "point 3 in", "pp 12-14"."""
_ITS = re.compile(r"\b(?:its|(?:the|that) (?:resolution|text)['’]s)\s(?:\w+\s)?$", re.IGNORECASE)
_IN_BRACKET = re.compile(r"[(\[](?:(?:see|cf\.?|also|in|its|and|under)[,\s]{1,2}){0,3}$", re.IGNORECASE)
_LABEL = re.compile(r"\s?[:.–—-]")
_DIGITS = re.compile(r"\d+")
_TYPED_NUMBER = re.compile(r"\(?(\d{1,3})(?:[.)]\s|\s(?=[A-Z]))")
_CHAPEAU = re.compile(
    r"The (?:(?:UN |United Nations )?Security Council|General Assembly|(?:Human Rights |Economic and Social )?Council"
    r"|(?:[A-Z]\w+ ){0,4}(?:Committee|Conference|Board|Parliament|Commission|Union))\s?[,:]?"
)
_DECIDES = re.compile(
    r"\W{0,3}(?:(?:Also|Further|Strongly)\s)?(?:Decides|Requests|Urges|Calls|Encourages|Invites|Recommends|Endorses"
    r"|Welcomes|Stresses|Emphasi[sz]es|Reaffirms|Reiterates|Recogni[sz]es|Takes note|Notes|Expresses|Affirms|Demands"
    r"|Condemns|Directs|Instructs|Adopts|Agrees|Approves|Establishes)\b",
    re.IGNORECASE,
)
_NAMES = (
    r"\s(?:(?:and|UN|United Nations|Security Council|its|the|later|landmark)\s){0,4}"
    r"(?:(?:resolution|UNSCR|SCR)\s|S/RES/)?"
)
_DIRECTLY = re.compile(rf"(?:,|\sand)?{_NAMES}", re.IGNORECASE)
_AFTER_COMMA = re.compile(rf",{_NAMES}", re.IGNORECASE)
_AGAINST = re.compile(
    r"\W*(?:(?:\w+\s){0,3}(?:after|before)|unlike|like|following|recalling|building on|beyond|in contrast to"
    rf"|compared (?:with|to)|much like){_NAMES}",
    re.IGNORECASE,
)
"""Beginning of a sentence that is about a later resolution than the first: "Unlike resolution …"."""
_SECONDARY = re.compile(
    r"\b(?:follow(?:s|ed|ing)?|recall\w*|reaffirm\w*|repeat\w*|reiterat\w*|echo\w*|buil[dt]\w*|cit(?:e[sd]?|ing)|quot\w+"
    r"|compar\w+|unlike|like|after|before|than|since|until|beyond|as|both|supplement\w*|amend\w*|replac\w*|supersed\w*"
    r"|implement\w*|confirm\w*|updat\w*|complement\w*|refer\w*|mention\w*|contrast|precursor|successor|predecessor"
    r"|model\w*|inspir\w*|back|consistent|line|together|between|not|nor|by|to|of|from)\b",
    re.IGNORECASE,
)
"""Words before a resolution by which the sentence may be about one named earlier: "It was followed by resolution …"."""
_SEVERAL = re.compile(
    r"\b(?:former|both|the two|either|neither|(?:earlier|first|older|other) one|(?:these|those|all) resolutions)\b",
    re.IGNORECASE,
)
_NUMBER = re.compile(
    r"(?<![\w/.,§$€£-])\d{3,4}(?![\w/%]|[.,]\d|\s?\(\d{4}|\s?(?:days|people|women|men|children|States)\b)"
)
_IN_YEAR = re.compile(r"\bin\s(\d{4})(?:\s[^\W\d][\w’'-]{0,20}){0,8}\s?[(\[](?:see\s)?$", re.IGNORECASE)
_ENDS = re.compile(r"[.!:;,…][\"”’'»)\]]{0,3}$")
"""End of running text; headings have none."""
_END = 4
_NEAR = 120
"""Characters before a paragraph that are looked at."""
_MOST_PARAGRAPHS = 99
"""Maximum number of a paragraph that is taken for one of a resolution: reports and judgments have more."""
_LONGEST = 400
"""Maximum characters of a sentence before the resolution that it is about."""


def _last_false(claims: Iterable[bool]) -> list[int]:
    """Return for each claim the place of the last false one up to it; -1 if there is none."""
    return list(accumulate((-1 if claim else place for place, claim in enumerate(claims)), max))


@dataclass(frozen=True, slots=True)
class _Named:
    """Resolution that a draft names.

    Attributes:
        start: Position of its citation, with paragraphs before its number.
        sentence: Position of its sentence.
        other: The last one before it with another number.
    """

    start: int
    end: int
    number: int
    sentence: int
    other: _Named | None


class BareParagraphs:
    """Decides which paragraphs without a resolution are of the one named last. A draft is gone through in its order.

    Args:
        draft: The draft.
        text: Its text, with its quotations masked.
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
        opened = {one.start for one in draft.paragraphs}
        self._sentences = sorted(opened.union(sentences_in(draft.text, quoted)))
        rivals = sorted([*rivals_in(text, self._sentences), *self._unread_documents()], key=lambda one: one.at)
        self._rivals = [one.at for one in rivals]
        self._drafted = [one.at for one in rivals if one.drafted]
        self._several = [match.start() for match in _SEVERAL.finditer(text)]
        self._own_numbers = {number for one in draft.paragraphs if (number := self._own_number(one)) is not None}
        blocks = [one.block in (Block.QUOTE, Block.INDENTED) for one in draft.paragraphs]
        running = [_ENDS.search(text, max(one.start, one.end - _END), one.end) is not None for one in draft.paragraphs]
        self._ends_of_passages = _last_false(blocks)
        self._ends_of_sections = _last_false(map(operator.or_, blocks, running))
        self._is_decision = self._decides()
        first = documents[0].start if documents else len(text)
        self._has_own = any(self._is_own(one, first) for one in pinpoints)
        self._named: _Named | None = None
        self._pinned: dict[int, int] = {}  # last position of each resolution that is cited with paragraphs
        self._goes_on = -1  # last paragraph of the draft that is about the resolution named last
        self._is_apart = False  # whether a paragraph was the drafter's own since that was named

    def name(self, start: int, end: int, number: int, *, pinned: bool) -> None:
        """Take in a citation that names its resolution.

        Args:
            start: Position of the citation.
            end: Position behind it.
            number: Number of the resolution.
            pinned: Whether it has paragraphs.
        """
        before = self._named
        other = before.other if before and before.number == number else before
        self._named = _Named(start, end, number, self._sentence_at(start), other)
        self._goes_on, self._is_apart = self._draft.paragraph_at(start), False
        if pinned:
            self._pinned[number] = start

    def is_certain(self, start: int, end: int) -> bool:
        """Return whether a paragraph without a resolution is certainly of the one named last.

        Args:
            start: Position of the paragraph.
            end: Position behind it.
        """
        named, owner = self._named, owner_after(self._text, end)
        operative = _OPERATIVE.match(self._text, start, end) is not None
        if named is None or _NO_PARAGRAPH.match(self._text, start):
            return False
        if owner != "this" and stands_apart(self._text, start, end, operative=operative):
            self._is_apart = True
            return False
        if owner == "this":
            certain = not self._is_decision
        elif owner == "thereof":
            certain = not self._has_rival(named, start, operative=operative)
        else:
            certain = (
                not self._may_be_of_draft(start, end, operative=operative)
                and self._is_in_section(named, start, operative=operative)
                and self._is_alone(named, start)
                and not self._is_of_next(start, end)
                and not self._has_rival(named, start, operative=operative)
            )
        if certain:
            self._goes_on = self._draft.paragraph_at(start)
            self._pinned[named.number] = start
        return certain

    def is_of_that_text(self, end: int) -> bool:
        """Return whether a paragraph, up to its end, is one "of that text", which may be no resolution."""
        return owner_after(self._text, end) == "text"

    def _has_rival(self, named: _Named, start: int, *, operative: bool) -> bool:
        """Return whether another text that may have the paragraph is named from the resolution's sentence on."""
        rivals = self._drafted if operative else self._rivals
        at = bisect_left(rivals, named.sentence)
        return at < len(rivals) and rivals[at] < start

    def _may_be_of_draft(self, start: int, end: int, *, operative: bool) -> bool:
        """Return whether a paragraph may be one of the draft itself."""
        if self._is_decision:
            return True
        if operative or _ITS.search(self._text, max(0, start - _NEAR), start) or owner_after(self._text, end) == "text":
            return False
        numbers = {int(match[0]) for match in _DIGITS.finditer(self._text, start, end)}
        if max(numbers, default=0) > _MOST_PARAGRAPHS:
            return True
        paragraph = self._draft.paragraphs[self._draft.paragraph_at(start)]
        is_label = not self._text[paragraph.start : start].strip("*_•– ") and _LABEL.match(self._text, end)
        return self._has_own or self._is_apart or bool(is_label) or not numbers.isdisjoint(self._own_numbers)

    def _is_in_section(self, named: _Named, start: int, *, operative: bool) -> bool:
        """Return whether the draft has been about the resolution named last up to a paragraph.

        Block quotations may be in between, and any running text if it is an operative paragraph and the draft has named
        no other resolution.
        """
        paragraphs = self._draft.paragraphs
        here = self._draft.paragraph_at(start)
        ends = self._ends_of_sections if operative and named.other is None else self._ends_of_passages
        return paragraphs[here].note == paragraphs[self._goes_on].note and (
            here == self._goes_on or ends[here - 1] <= self._goes_on
        )

    def _is_alone(self, named: _Named, start: int) -> bool:
        """Return whether the resolution named last is the only one that a paragraph may be of."""
        other, text = named.other, self._text
        if other is None:
            return True
        if other.start >= named.sentence:
            if self._sentence_at(start) == named.sentence and self._pinned.get(other.number, -1) >= named.sentence:
                return _IN_BRACKET.search(text, max(0, start - _NEAR), start) is not None
            against = _AGAINST.fullmatch(text, named.sentence, other.start) is not None
            return against and _AFTER_COMMA.fullmatch(text, other.end, named.start) is not None
        paragraphs = self._draft.paragraphs
        context = paragraphs[max(0, self._draft.paragraph_at(named.start) - 1)].start
        if other.start < context:
            return True
        at = bisect_left(self._several, named.end)
        if named.start - named.sentence > _LONGEST or (at < len(self._several) and self._several[at] < start):
            return False
        return _SECONDARY.search(text, named.sentence, named.start) is None

    def _is_of_next(self, start: int, end: int) -> bool:
        """Return whether a paragraph may be of the resolution after it, or of one that looks like a year before it."""
        before = _IN_YEAR.search(self._text, max(0, start - _NEAR), start)
        if before and int(before[1]) in self._held:
            return True
        at = bisect_left(self._documents, end, key=lambda one: one.start)
        following = self._documents[at].start if at < len(self._documents) else len(self._text)
        return following - end <= _NEAR and _DIRECTLY.fullmatch(self._text, end, following) is not None

    def _sentence_at(self, position: int) -> int:
        return self._sentences[bisect_right(self._sentences, position) - 1]

    def _unread_documents(self) -> Iterator[Rival]:
        """Yield documents of other bodies, and bare numbers of held resolutions, which are not read as such."""
        yield from (Rival(one.start, drafted=True) for one in self._documents if one.number is None)
        for match in _NUMBER.finditer(self._text):
            at = bisect_right(self._documents, match.start(), key=lambda one: one.start) - 1
            is_read = at >= 0 and match.start() < self._documents[at].end
            if not is_read and int(match[0]) in self._held and not is_like_year(int(match[0])):
                yield Rival(match.start(), drafted=True)

    def _is_own(self, pinpoint: Pinpoint, first: int) -> bool:
        """Return whether a paragraph is certainly one of the draft: "above", or before the first document."""
        owner = owner_after(self._text, pinpoint.end)
        operative = _OPERATIVE.match(self._text, pinpoint.start, pinpoint.end) is not None
        return owner == "here" or (pinpoint.end <= first and owner is None and not operative)

    def _own_number(self, paragraph: Paragraph) -> int | None:
        """Return the number that a paragraph or a heading of the draft has; None if it has none."""
        if paragraph.note or paragraph.number is not None:
            return paragraph.number
        typed = _TYPED_NUMBER.match(self._text, paragraph.start, paragraph.end)
        return int(typed[1]) if typed else None

    def _decides(self) -> bool:
        """Return whether the draft is a decision itself: it says who decides, or its numbered paragraphs do."""
        deciding = 0
        for one in self._draft.paragraphs:
            if _CHAPEAU.fullmatch(self._text, one.start, one.end):
                return True
            typed = _TYPED_NUMBER.match(self._text, one.start, one.end)
            if typed or one.number is not None:
                deciding += _DECIDES.match(self._text, typed.end() if typed else one.start) is not None
        return deciding >= 2
