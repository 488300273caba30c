"""Texts of a draft besides the cited resolutions that a bare citation may be of."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Collection, Iterator, Sequence

from retrieval.clauses.references.owners import Rival, rivals_in
from retrieval.verifying.cited_documents import CitedDocument, is_like_year

_NUMBER = re.compile(
    r"(?<![\w/.,§$€£-])\d{3,4}(?![\w/%]|[.,]\d|\s?\(\d{4}|\s?(?:days|people|women|men|children|States)\b)"
)
"""Number that may be a resolution: "1325 goes on", but not "1325 women" or "1,325"."""


class Rivals:
    """Texts besides the cited resolutions that may have a paragraph, such as a report or a draft resolution.

    Args:
        text: Text of a draft, with its quotations masked.
        sentences: Positions of its sentences, in order.
        documents: Documents that it names, in order.
        held: Numbers of the resolutions of the library.
    """

    def __init__(
        self, text: str, sentences: Sequence[int], documents: Sequence[CitedDocument], held: Collection[int]
    ) -> None:
        found = sorted([*rivals_in(text, sentences), *_uncited(text, documents, held)], key=lambda one: one.at)
        self._starts = [one.at for one in found]
        self._drafted = [one.at for one in found if one.drafted]

    def is_between(self, start: int, end: int, *, operative: bool) -> bool:
        """Return whether a rival is named in a range of the text; for an operative paragraph, one that may have any."""
        starts = self._drafted if operative else self._starts
        return bisect_left(starts, start) < bisect_left(starts, end)


def _uncited(text: str, documents: Sequence[CitedDocument], held: Collection[int]) -> Iterator[Rival]:
    """Yield the documents of other bodies, and numbers of held resolutions that are not read as citations."""
    yield from (Rival(one.start, drafted=True) for one in documents if one.number is None)
    for match in _NUMBER.finditer(text):
        number = int(match[0])
        at = bisect_right(documents, match.start(), key=lambda one: one.start) - 1
        is_read = at >= 0 and match.start() < documents[at].end
        if not is_read and number in held and not is_like_year(number):
            yield Rival(match.start(), drafted=True)
