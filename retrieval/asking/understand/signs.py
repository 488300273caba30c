"""Signs in the wording of a question that it is a follow-up: "and …", "what about …", "them", "that resolution"."""

from __future__ import annotations

from collections.abc import Iterator, Set

from retrieval.asking.understand.finding import Finding, Sign
from retrieval.asking.understand.lexicon import turn_patterns
from retrieval.asking.understand.words import content_words

_NEARBY = {"whose": 1, "pronoun": 3, "ends": 4, "pointing": 6}
"""Maximum content words before a reference to an earlier turn; behind more words it refers to those."""


RELATIVE_LIMITS: frozenset[Sign] = frozenset({"elsewhere", "outside it", "newer", "later", "older"})
"""Signs of a limit that is relative to the paragraphs quoted before."""


def signs_of(asked: str) -> Set[Sign]:
    """Return the signs in a question's wording that it is a follow-up."""
    return {one.means for one in find_signs(asked) if isinstance(one.means, str)}


def find_signs(asked: str) -> list[Finding]:
    """Find the words that mark a question as a follow-up."""
    return [
        *(Finding(*match.span(), sign) for sign, pattern in turn_patterns.SIGNS if (match := pattern.search(asked))),
        *_references(asked),
    ]


def _references(asked: str) -> Iterator[Finding]:
    """Find references, such as "them", near the beginning; later ones may refer to words of the question itself."""
    if not turn_patterns.ASKS.search(asked):
        return
    first = turn_patterns.REFERS_NOT.sub(lambda match: " " * len(match[0]), turn_patterns.CLAUSE_END.split(asked)[0])
    words_before, counted = 0, 0
    for match in turn_patterns.REFERS.finditer(first):
        words_before += len(content_words(first[counted : match.start()]))
        counted = match.start()
        if words_before <= _NEARBY[match.lastgroup or ""]:
            yield Finding(*match.span(), "refers")
