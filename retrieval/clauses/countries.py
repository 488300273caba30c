"""Country names: variants, and lookup among the names that pages of a library use."""

from __future__ import annotations

import re
from collections.abc import Iterable

from retrieval.errors import QuestionError

_WORD = re.compile(r"\w+")


def country_forms(name: str) -> tuple[str, ...]:
    """Return the variants of a country's name; an inverted name is also turned round.

    >>> country_forms("Congo, Democratic Republic of the")
    ('Congo, Democratic Republic of the', 'Democratic Republic of the Congo')
    """
    place, comma, kind = name.partition(", ")
    return (name, f"{kind} {place}") if comma else (name,)


def require_country(asked: str, known: Iterable[str]) -> str:
    """Return a country's name as the library's pages write it, given any variant.

    Raises:
        QuestionError: If no page names it; the message lists the known countries.
    """
    names = sorted(known)
    found = [name for name in names if _fold(asked) in map(_fold, country_forms(name))]
    if not found:
        there = f"those named are: {'; '.join(names)}" if names else "no page of it names any"
        raise QuestionError(f"no country {asked!r} in this library; {there}")
    return found[0]


def _fold(form: str) -> str:
    return " ".join(_WORD.findall(form.casefold()))
