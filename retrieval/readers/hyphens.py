"""Hyphens at the end of a line: part of a word, or of the layout only."""

from __future__ import annotations

from collections.abc import Callable

from retrieval.wording.english import is_english

_PREFIXES = frozenset(
    "anti bi co counter cyber de dis eco ethno ex extra geo hyper in inter intra macro micro mid mini mis multi neo "
    "non para poly post pre pro psycho quasi re self semi socio sub super tele trans tri ultra un uni vice".split()
)


def is_of_layout(head: str, rest: str, count: Callable[[str], int]) -> bool:
    """Return whether the hyphen between two parts of a word is typographic only.

    It is if the document prints the word elsewhere without the hyphen, and never with it; or if the word is English and
    one of its parts is neither a word nor a prefix ("traf-ficking", "prac-tical"). Every other hyphen may be part
    of the word: "gender-based", "co-operation", "co-ordinated".

    Args:
        head: Part before the hyphen.
        rest: Part after it.
        count: How often the document prints a word in lower case: the name "Gulf Cooperation Council" does not count.
    """
    if not rest.islower():
        return False  # "Secretary-General"
    whole = f"{head}{rest}".lower()
    if count(f"{head}-{rest}".lower()):
        return False
    if count(whole) or head.lower() in _PREFIXES:
        return count(whole) > 0
    return is_english(whole) and not (is_english(rest) and is_english(head))
