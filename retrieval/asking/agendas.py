"""Agenda items of the Security Council: which resolutions were adopted under "women, peace and security"."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Mapping
from functools import lru_cache
from pathlib import Path

from retrieval.asking.establishing import words_of

_TABLE = Path(__file__).parent / "agendas.toml"


def adopted_under(words: Iterable[str]) -> frozenset[int]:
    """Return the numbers of the resolutions adopted under the agenda item of a name; none for words that name none.

    >>> sorted(adopted_under(["youth", "peace", "security"]))
    [2250, 2419, 2535]

    Args:
        words: Content words of the name, abbreviations in full, as `words_of` returns them.
    """
    return _by_name().get(frozenset(words), frozenset())


@lru_cache(maxsize=1)
def _by_name() -> Mapping[frozenset[str], frozenset[int]]:
    rows = tomllib.loads(_TABLE.read_text(encoding="utf-8"))["agenda"]
    return {frozenset(words_of(name)): frozenset(row["resolutions"]) for row in rows for name in row["names"]}
