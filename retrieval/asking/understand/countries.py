"""Limits to a country: "country: Somalia", "resolutions on Somalia", where the library's pages name it."""

from __future__ import annotations

from retrieval.asking.understand import lexicon
from retrieval.asking.understand.finding import Edit, Finding, Limit, overlaps
from retrieval.clauses.countries import country_forms
from retrieval.index.facts import LibraryFacts


def find_countries(text: str, about: LibraryFacts) -> list[Finding]:
    """Find the countries that a question with single blanks is limited to.

    Only where texts on a country are asked for: an official text bears no country, and must not be lost to a question
    about what happens in one.
    """
    found: list[Finding] = []
    forms = [(form, name) for name in about.countries for form in country_forms(name)]
    for form, name in sorted(forms, key=lambda pair: -len(pair[0])):
        match = lexicon.country_pattern(form).search(text)
        if match and not overlaps(match, found):
            found += [Finding(*match.span(), Limit("countries", name)), Finding(*match.span(), Edit())]
    return found
