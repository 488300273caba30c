"""Countries, as pages name them and as people do."""

from __future__ import annotations

import re
from collections.abc import Iterable

from retrieval.errors import QuestionError

_WORD = re.compile(r"\w+")


def country_forms(name: str) -> tuple[str, ...]:
    """Return the ways to write the name of a country that a catalogue turns round.

    >>> country_forms("Congo, Democratic Republic of the")
    ('Congo, Democratic Republic of the', 'Democratic Republic of the Congo')
    """
    place, comma, kind = name.partition(", ")
    return (name, f"{kind} {place}") if comma else (name,)


def require_country(asked: str, known: Iterable[str]) -> str:
    """Return the name of a country as the library's pages have it, however it is written.

    Raises:
        QuestionError: If no page names it; the message lists those that are named.
    """
    names = sorted(known)
    found = [name for name in names if _fold(asked) in map(_fold, country_forms(name))]
    if not found:
        there = f"those named are: {'; '.join(names)}" if names else "no page of it names any"
        raise QuestionError(f"no country {asked!r} in this library; {there}")
    return found[0]


def _fold(form: str) -> str:
    return " ".join(_WORD.findall(form.casefold()))
