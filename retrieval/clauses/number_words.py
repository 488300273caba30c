"""Numbers in words: from one to thirty-nine, as paragraphs have, and below a hundred, as in "thirteen twenty-five".

>>> NUMBER_WORDS["twenty one"], ORDINALS["third"], BELOW_HUNDRED["sixty seven"], any_of(["two", "twenty two"])
(21, 3, 67, 'twenty[ -]two|two')
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

_UNITS = "one two three four five six seven eight nine".split()
_TEENS = "ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen twenty".split()
_NTH_UNITS = "first second third fourth fifth sixth seventh eighth ninth".split()
_NTH_TEENS = (
    *"tenth eleventh twelfth thirteenth fourteenth fifteenth sixteenth seventeenth eighteenth nineteenth".split(),
    "twentieth",
)


def _counted(units: Sequence[str], teens: Sequence[str], thirty: str) -> dict[str, int]:
    tens = {f"{ten} {unit}": at + n for at, ten in ((20, "twenty"), (30, "thirty")) for n, unit in enumerate(units, 1)}
    return {word: n for n, word in enumerate((*units, *teens), 1)} | {thirty: 30} | tens


NUMBER_WORDS = _counted(_UNITS, _TEENS, "thirty")
_TENS = "forty fifty sixty seventy eighty ninety".split()
BELOW_HUNDRED = NUMBER_WORDS | {
    f"{ten} {unit}".strip(): at + n
    for at, ten in zip(range(40, 100, 10), _TENS, strict=True)
    for n, unit in enumerate(["", *_UNITS])
}
UP_TO_TEN = "|".join(word for word, n in NUMBER_WORDS.items() if n <= 10)
"""Alternatives of a number from one to ten, as a part of patterns."""
ORDINALS = _counted(_NTH_UNITS, _NTH_TEENS, "thirtieth")


def any_of(words: Iterable[str]) -> str:
    """Return a pattern of any of some words, the longest first; a blank in one may be a hyphen."""
    longest_first = sorted(words, key=len, reverse=True)
    return "|".join(word.replace(" ", "[ -]") for word in longest_first)
