"""Agenda items of the Security Council: which resolutions were adopted under "women, peace and security"."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Mapping
from functools import lru_cache
from pathlib import Path
from typing import Any

from retrieval.asking.lookup.definitions import words_of
from retrieval.library.starter import STARTER_SETS

_TABLE = Path(__file__).parent / "agendas.toml"


def adopted_under(words: Iterable[str]) -> frozenset[int]:
    """Return the numbers of the resolutions adopted under a named agenda item; none if the table has no such item.

    >>> sorted(adopted_under(["youth", "peace", "security"]))
    [2250, 2419, 2535]

    Args:
        words: Content words of the item's name, abbreviations in full, as `words_of` returns them.
    """
    return _by_name().get(frozenset(words), frozenset())


@lru_cache(maxsize=1)
def _by_name() -> Mapping[frozenset[str], frozenset[int]]:
    rows = tomllib.loads(_TABLE.read_text(encoding="utf-8"))["agenda"]
    return {frozenset(words_of(name)): _numbers(row) for row in rows for name in row["names"]}


def _numbers(row: Mapping[str, Any]) -> frozenset[int]:
    """Return the numbers of the resolutions of a row of the table."""
    if name := row.get("starter_set"):
        return frozenset(symbol.number for symbol in STARTER_SETS[name])
    return frozenset(row["resolutions"])
