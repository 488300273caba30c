"""Starter sets: resolutions to begin a library with, under one name."""

from __future__ import annotations

from collections.abc import Mapping

from retrieval.clauses.clause import Symbol

STARTER_SETS: Mapping[str, tuple[Symbol, ...]] = {
    "women-peace-security": (
        Symbol(1325, 2000),
        Symbol(1820, 2008),
        Symbol(1888, 2009),
        Symbol(1889, 2009),
        Symbol(1960, 2010),
        Symbol(2106, 2013),
        Symbol(2122, 2013),
        Symbol(2242, 2015),
        Symbol(2467, 2019),
        Symbol(2493, 2019),
    ),
}
"""The resolutions of each set, by its name; the ten on Women, Peace and Security are those that bear this title."""

FIRST_STEP = (
    "add the ten resolutions on Women, Peace and Security with 'clausebot index add women-peace-security', or files of "
    "your own with 'clausebot index add FILE'"
)
"""The next step where a library has no resolution yet."""
