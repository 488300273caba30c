"""Country filters in a question: "country: Somalia", "resolutions on Somalia"."""

from __future__ import annotations

from retrieval.asking.understand.finding import Edit, Finding, Limit, overlaps
from retrieval.asking.understand.lexicon import limit_patterns
from retrieval.asking.understand.refusals import is_unlimited
from retrieval.clauses.countries import country_forms
from retrieval.index.facts import WORD, LibraryFacts


def find_countries(text: str, about: LibraryFacts) -> list[Finding]:
    """Find the country filters of a whitespace-normalised question, by the countries that the library's pages name.

    Only a request for texts on a country filters. Official texts bear no country, so a question about events in a
    country must not filter, or it would lose them. One that is not wanted limits nothing: no filter leaves it out.
    """
    if not limit_patterns.COUNTRY_OR_TEXTS.search(text):
        return []
    found: list[Finding] = []
    forms = [(form, name) for name in about.countries for form in country_forms(name)]
    for form, name in sorted(forms, key=lambda pair: -len(pair[0])):
        match = limit_patterns.country_pattern(form).search(text)
        if match and not overlaps(match, found) and not is_unlimited(text, *match.span()):
            found += [Finding(*match.span(), Limit("countries", name)), Finding(*match.span(), Edit())]
    return found or _absent(text, about)


def _absent(text: str, about: LibraryFacts) -> list[Finding]:
    """Find a country that no paragraph of the library names, so that no resolution on it can be there."""
    match = limit_patterns.absent_country().search(text)
    named = match[match.lastgroup or 0].casefold() if match else ""
    if not match or is_unlimited(text, *match.span()) or any(word in about.words for word in WORD.findall(named)):
        return []
    country = next(name for name in limit_patterns.COUNTRY_NAMES if name.casefold() == named.replace("  ", " "))
    return [Finding(*match.span(), Limit("countries", country)), Finding(*match.span(), Edit())]
