"""Limits to a country: "country: Somalia", "resolutions on Somalia", where the library's pages name it."""

from __future__ import annotations

from dataclasses import dataclass

from retrieval.asking.understand import lexicon
from retrieval.asking.understand.edits import Edit, overlaps
from retrieval.clauses.countries import country_forms
from retrieval.index.facts import LibraryFacts


@dataclass(frozen=True, slots=True)
class Countries:
    """The countries that a question is limited to."""

    countries: tuple[str, ...] = ()
    edits: tuple[Edit, ...] = ()


def find_countries(text: str, about: LibraryFacts) -> Countries:
    """Return the countries that a question with single blanks is limited to.

    Only where texts on a country are asked for: an official text bears no country, and must not be lost to a question
    about what happens in one.
    """
    countries: list[str] = []
    edits: list[Edit] = []
    forms = [(form, name) for name in about.countries for form in country_forms(name)]
    for form, name in sorted(forms, key=lambda pair: -len(pair[0])):
        match = lexicon.country_pattern(form).search(text)
        if match and not overlaps(match, edits):
            countries.append(name)
            edits.append(Edit(match.start(), match.end()))
    return Countries(tuple(dict.fromkeys(countries)), tuple(edits))
