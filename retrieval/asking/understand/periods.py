"""Position of a period in a question: where it limits the texts, and where it may date what is told."""

from __future__ import annotations

from retrieval.asking.understand.lexicon import limit_patterns
from retrieval.asking.understand.words import has_words


def is_apart(before: str, after: str) -> bool:
    """Return whether a period between two parts of a question is apart from its sentence, and so limits.

    "Since 2023 our staff may not …" dates an event; "since 2015: …", "since 2015, what …" and "… since 2015?" limit, as
    do "resolutions since 2015 …" and "… since 2015: how many?".
    """
    is_of_texts = limit_patterns.ATTACHED_BEFORE.search(before) is not None
    if not has_words(limit_patterns.AROUND_A_PERIOD.sub("", before)):
        tells_which = is_of_texts and limit_patterns.TELLS_WHICH.match(after)
        return bool(tells_which or limit_patterns.GOES_ON.match(after))
    asks_behind = limit_patterns.ASKS_BEHIND.match(after) is not None
    return is_of_texts or asks_behind or not has_words(limit_patterns.AROUND_A_PERIOD.sub("", after))


def is_asked_of(before: str, after: str) -> bool:
    """Return whether a question asks what was said in a period inside it: "what was said since 2018 about camps"."""
    if limit_patterns.ASKED_BEFORE.search(before):
        return limit_patterns.ASKED_ABOUT.match(after) is not None
    is_between = limit_patterns.COUNCIL_BEFORE.search(before) and limit_patterns.DECIDES_AFTER.match(after)
    return is_between is not None
