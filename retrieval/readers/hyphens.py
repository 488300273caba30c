"""Hyphens at the end of a line: part of a word, or of the layout only."""

from __future__ import annotations

import re
from collections.abc import Iterable, Set

from retrieval.wording.english import is_english

_PREFIXES = frozenset(
    "anti bi co counter cyber de dis eco ethno ex extra geo hyper in inter intra macro micro mid mini mis multi neo "
    "non para poly post pre pro psycho quasi re self semi socio sub super tele trans tri ultra un uni vice".split()
)
_WHOLE = frozenset(
    "paragraph paragraphs prevent prevents prevented preventing prevention preventive report reports reported "
    "reporting mission missions international internationally unilateral unilaterally decide decides decided "
    "until".split()
)
"""Words that begin like a prefix, of which documents print none with a hyphen."""
_LONGEST = 50  # characters; bounds the work on lines of noise
_BROKEN = re.compile(r"[^\W_](?P<sign>[-\N{HYPHEN}/])$")
_SUSPENDED = re.compile(r"(?:and|or|nor|to|as)\b(?!-)")
_WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")


def runs_on(line: str, following: str) -> bool:
    """Return whether a line breaks off inside of a word, behind a hyphen or a slash, so that no blank stands there.

    >>> runs_on("all gender-", "based violence"), runs_on("the short-", "and long-term plans"), runs_on("and/", "or")
    (True, False, True)
    """
    broken = _BROKEN.search(line[-_LONGEST:])
    if broken is None or not following[:1].isalnum():
        return False
    return broken["sign"] == "/" or _SUSPENDED.match(following) is None


def words_printed(lines: Iterable[str]) -> Set[str]:
    """Return the words that a document prints in lower case; those with a hyphen also from words with capitals.

    So the name "Gulf Cooperation Council" is no evidence for "cooperation", but "Co-operation" is for the hyphen.

    >>> sorted(words_printed(["Co-operation with the Gulf", "Cooperation Council"]))
    ['co-operation', 'the', 'with']
    """
    words = (word for line in lines for word in _WORD.findall(line))
    return {word.lower() for word in words if "-" in word or word.islower()}


def is_of_layout(head: str, rest: str, printed: Set[str]) -> bool:
    """Return whether the hyphen between two parts of a word is typographic only.

    It is if the document prints the word elsewhere without the hyphen, and never with it; if no document prints it with
    one ("para-graph"); or if the word is English and one of its parts is neither a word nor a prefix ("traf-ficking",
    "prac-tical"). Every other hyphen may be part of the word: "gender-based", "co-operation", "co-ordinated".

    Args:
        head: Part before the hyphen.
        rest: Part after it.
        printed: Words of the document; see `words_printed`.

    >>> is_of_layout("sustain", "able", {"sustainable"}), is_of_layout("para", "graph", set())
    (True, True)
    >>> is_of_layout("inter", "national", set()), is_of_layout("co", "operation", {"with"})
    (True, False)
    """
    if not rest.islower():
        return False  # "Secretary-General"
    whole = f"{head}{rest}".lower()
    if f"{head}-{rest}".lower() in printed:
        return False
    if whole in printed or whole in _WHOLE:
        return True
    is_cut = not (is_english(head) and is_english(rest))
    return is_english(whole) and is_cut and head.lower() not in _PREFIXES
