"""Position of a period in a question: where it limits the texts, and where it may date what is told."""

from __future__ import annotations

from retrieval.asking.understand.edits import has_words
from retrieval.asking.understand.lexicon import limit_patterns


def is_apart(before: str, after: str) -> bool:
    """Return whether a period between two parts of a question is apart from its sentence, and so limits.

    "Since 2023 our staff may not …" dates an event; "since 2015: …", "since 2015, what …" and "… since 2015?" limit, as
    does "resolutions since 2015 …".
    """
    if not has_words(limit_patterns.AROUND_A_PERIOD.sub("", before)):
        return limit_patterns.GOES_ON.match(after) is not None
    if limit_patterns.ATTACHED_BEFORE.search(before):
        return True
    return not has_words(limit_patterns.AROUND_A_PERIOD.sub("", after))
