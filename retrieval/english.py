"""Words of ordinary English, as they come with symspellpy."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from importlib.util import find_spec
from pathlib import Path

_DICTIONARY = "frequency_dictionary_en_82_765.txt"


@cache
def english_words() -> frozenset[str]:
    """Return some eighty thousand words of ordinary English, in small letters."""
    return frozenset(_listed()[::2])


@cache
def common_words(most: int, shortest: int) -> Mapping[str, float]:
    """Return the most frequent words that have some letters at least, with how often they are used."""
    listed = _listed()
    long_enough = (at for at in range(0, len(listed), 2) if len(listed[at]) >= shortest)
    return {listed[at]: float(listed[at + 1]) for at, _ in zip(long_enough, range(most), strict=False)}


def _listed() -> list[str]:
    """Return each word and how often it is used, one after the other, the most frequent first."""
    package = find_spec("symspellpy")  # found, and not imported: nothing of it but the list is used
    assert package is not None, "it is required"
    assert package.origin is not None, "it lies in files"
    return (Path(package.origin).parent / _DICTIONARY).read_text(encoding="utf-8-sig").split()
