"""Wording in which a question is read for findings."""

from __future__ import annotations

from retrieval.asking.understand.plain_periods import with_plain_periods
from retrieval.asking.understand.plain_places import with_plain_places
from retrieval.asking.understand.plain_references import with_plain_references
from retrieval.asking.understand.plain_terms import with_plain_terms
from retrieval.asking.understand.plain_wording import with_plain_wording

_REWRITES = (
    with_plain_references,
    with_plain_periods,  # before the wording: ages of texts before those of persons
    with_plain_wording,
    with_plain_places,
    with_plain_terms,
)


def plainly_worded(text: str) -> str:
    """Rewrite a question in the wording that is read for findings: references, periods, parts, paragraphs, terms.

    >>> plainly_worded("letter b of OP 16 of SC Res. 2467 (23 April 2019)")
    'OP 16 (b) of SC Res. 2467 (2019)'
    """
    for rewrite in _REWRITES:
        text = rewrite(text)
    return text
