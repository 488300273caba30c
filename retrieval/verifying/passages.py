"""Sentences of a draft, and how far its passages and sections go."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Sequence
from itertools import accumulate

from retrieval.readers.drafts.draft import Draft
from retrieval.verifying.sentences import sentences_in
from retrieval.wording.fold import Range

_END_OF_TEXT = re.compile(r"[.!:;,…][\"”’'»)\]]{0,3}$")
"""End of running text; headings have none."""
_LONGEST_END = 4
"""Maximum characters of such an end: a stop and three closing marks."""


class Passages:
    """Sentences, passages and sections of a draft.

    A passage goes on from one paragraph to the next, over block quotations in between; a section, over all that is no
    heading.

    Attributes:
        sentences: Positions of the sentences, in order.

    Args:
        draft: The draft.
        text: Its text, with its quotations masked.
        quoted: Ranges of its quotations.
    """

    def __init__(self, draft: Draft, text: str, quoted: Sequence[Range]) -> None:
        self._paragraphs = draft.paragraphs
        self.sentences = sorted({one.start for one in draft.paragraphs}.union(sentences_in(draft.text, quoted)))
        outside = [not one.block.is_set_apart for one in draft.paragraphs]
        ended = [_END_OF_TEXT.search(text, max(one.start, one.end - _LONGEST_END), one.end) for one in draft.paragraphs]
        self._last_outside = _last_true(outside)
        self._last_heading = _last_true(not end and no_block for end, no_block in zip(ended, outside, strict=True))

    def sentence_at(self, position: int) -> int:
        """Return the position of the sentence with a character of the text."""
        return self.sentences[bisect_right(self.sentences, position) - 1]

    def goes_on(self, first: int, last: int, *, in_section: bool) -> bool:
        """Return whether a paragraph and a later one, by number, are of one passage, or of one section."""
        if first == last:
            return True
        ends = self._last_heading if in_section else self._last_outside
        return self._paragraphs[first].note == self._paragraphs[last].note and ends[last - 1] <= first


def _last_true(claims: Iterable[bool]) -> list[int]:
    """Return for each position the index of the last True up to it, else -1."""
    return list(accumulate((place if claim else -1 for place, claim in enumerate(claims)), max))
