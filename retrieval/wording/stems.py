"""Stems of English words: the part that the inflections of a word share."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

import Stemmer

_AGENT = re.compile(r"[eo]rs?$")


def stems_of(words: Sequence[str]) -> list[str]:
    """Return the stem of each word, which is in lower case (Snowball's rules for English).

    >>> stems_of(["mentions", "mentioned", "peacekeepers"])
    ['mention', 'mention', 'peacekeep']
    """
    stems: list[str] = _stemmer().stemWords(list(words))
    return stems


def inflected_as(words: Sequence[str]) -> list[tuple[str, bool]]:
    """Return for each word, in lower case, its stem, and whether it names somebody who does what the stem says.

    Inflections of one word have both in common.

    >>> [agent for _, agent in inflected_as(["mediators", "adviser", "mediation", "numbers", "order"])]
    [True, True, False, False, False]
    """
    return [
        (stem, _AGENT.search(word) is not None and _AGENT.search(stem) is None)
        for word, stem in zip(words, stems_of(words), strict=True)
    ]


def number_forms(word: str) -> list[str]:
    """Return a word in the singular, in the plural and in the genitive of both, as far as regular.

    >>> number_forms("treaties")
    ['treaties', 'treaty', "treaty's", "treaties'"]
    """
    singular = singular_of(word)
    plural = f"{singular[:-1]}ies" if singular.endswith("y") else f"{singular}s"
    return list(dict.fromkeys([word, singular, plural, f"{singular}'s", f"{plural}'"]))


def singular_of(word: str) -> str:
    """Return a word, in lower case, in the singular, as far as regular.

    >>> singular_of("treaties"), singular_of("soldiers'"), singular_of("press")
    ('treaty', 'soldier', 'press')
    """
    base = word.removesuffix("'s").removesuffix("'")
    singular = base if base.endswith("ss") else base.removesuffix("s")
    return f"{singular[:-2]}y" if singular.endswith("ie") else singular


@lru_cache(maxsize=1)
def _stemmer() -> Stemmer.Stemmer:
    return Stemmer.Stemmer("english")
