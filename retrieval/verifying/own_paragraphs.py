"""Paragraphs of a draft itself, which a bare citation may mean."""

from __future__ import annotations

import re
from collections.abc import Sequence

from retrieval.clauses.references.owners import owner_after
from retrieval.readers.drafts.draft import Draft, Paragraph
from retrieval.verifying.cited_documents import CitedDocument
from retrieval.verifying.pinpoints import Pinpoint

_OPERATIVE = re.compile(r"[\w-]*\s?(?:operative|pre-?amb(?:ular)?)\b|OPs?|PPs?|op\.", re.IGNORECASE)
"""Beginning of a cited paragraph that is said to be operative or preambular: "operative paragraph 3", "OP 3"."""
_TYPED_NUMBER = re.compile(r"\(?(\d{1,3})(?:[.)]\s|\s(?=[A-Z]))")
"""Number of a paragraph in its text: "3. ", "(3) ", "3 "."""
_CHAPEAU = re.compile(
    r"The (?:(?:UN |United Nations )?Security Council|General Assembly|(?:Human Rights |Economic and Social )?Council"
    r"|(?:[A-Z]\w+ ){0,4}(?:Committee|Conference|Board|Parliament|Commission|Union))\s?[,:]?"
)
"""Paragraph that says who decides: "The Security Council,"."""
_DECIDES = re.compile(
    r"\W{0,3}(?:(?:Also|Further|Strongly)\s)?(?:Decides|Requests|Urges|Calls|Encourages|Invites|Recommends|Endorses"
    r"|Welcomes|Stresses|Emphasi[sz]es|Reaffirms|Reiterates|Recogni[sz]es|Takes note|Notes|Expresses|Affirms|Demands"
    r"|Condemns|Directs|Instructs|Adopts|Agrees|Approves|Establishes)\b",
    re.IGNORECASE,
)
"""Beginning of an operative paragraph: "Also requests …"."""
_FEWEST_DECIDING = 2
"""Least numbered paragraphs that begin so in a decision."""


_COMMENT = re.compile(
    r"\s?(?:bis|ter|alt\.?|new)?\s?[:.–—-]\s{0,3}(?:please\s|we\s(?:would\s|propose\sto\s|suggest\sto\s)?)?"
    r"(?:replace|delete|insert|add|move|merge|retain|keep|reword|align|streamline|strengthen|bracket"
    r"|reserve|accept|split)\b",
    re.IGNORECASE,
)
"""What follows a paragraph of another text that is commented on: "OP3: | replace …"."""


class OwnParagraphs:
    """Paragraphs of a draft itself.

    Attributes:
        numbers: Their numbers, headings included.
        are_cited: Whether the draft certainly cites one: "paragraph 2 above", or any before the first document.
        are_decision: Whether they are a decision, as in a draft resolution.
        are_comments: Whether some are comments on the paragraphs of a text in the making: "OP3: replace …".

    Args:
        draft: The draft.
        text: Its text, with its quotations masked.
        documents: Documents that it names, in order.
        pinpoints: Paragraphs that it names without a document beside them.
    """

    def __init__(
        self, draft: Draft, text: str, documents: Sequence[CitedDocument], pinpoints: Sequence[Pinpoint]
    ) -> None:
        first = documents[0].start if documents else len(text)
        self.numbers = {number for one in draft.paragraphs if (number := _number(text, one)) is not None}
        self.are_cited = any(_is_own(text, one, first) for one in pinpoints)
        self.are_decision = _is_decision(draft, text)
        self.are_comments = any(_COMMENT.match(text, one.end) for one in pinpoints)


def is_operative(text: str, start: int, end: int) -> bool:
    """Return whether a cited paragraph is said to be operative or preambular, which those of a report are not."""
    return _OPERATIVE.match(text, start, end) is not None


def _number(text: str, paragraph: Paragraph) -> int | None:
    """Return the number that a paragraph or a heading has; None if it has none."""
    if paragraph.note or paragraph.number is not None:
        return paragraph.number
    typed = _TYPED_NUMBER.match(text, paragraph.start, paragraph.end)
    return int(typed[1]) if typed else None


def _is_own(text: str, pinpoint: Pinpoint, first: int) -> bool:
    """Return whether a cited paragraph is certainly one of the draft, whose first document is at `first`."""
    owner = owner_after(text, pinpoint.end)
    is_before = pinpoint.end <= first and owner is None and not is_operative(text, pinpoint.start, pinpoint.end)
    return owner == "here" or is_before


def _is_decision(draft: Draft, text: str) -> bool:
    """Return whether a draft says who decides, or its numbered paragraphs decide."""
    deciding = 0
    for one in draft.paragraphs:
        if _CHAPEAU.fullmatch(text, one.start, one.end):
            return True
        typed = _TYPED_NUMBER.match(text, one.start, one.end)
        if typed or one.number is not None:
            deciding += _DECIDES.match(text, typed.end() if typed else one.start) is not None
    return deciding >= _FEWEST_DECIDING
