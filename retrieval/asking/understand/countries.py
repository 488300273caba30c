"""Country filters in a question: "country: Somalia", "resolutions on Somalia"."""

from __future__ import annotations

from collections.abc import Container, Iterator
from typing import NamedTuple

from retrieval.asking.understand.finding import Edit, Finding, Limit, overlaps
from retrieval.asking.understand.lexicon import country_words, turn_patterns, word_lists
from retrieval.asking.understand.refusals import is_unlimited
from retrieval.asking.understand.words import search_before, topic_words
from retrieval.clauses.countries import country_forms
from retrieval.index.facts import WORD, LibraryFacts
from retrieval.wording.fold import word_ranges

_NEAR = 5
"""Maximum words from a word for the asker to the name of a country: "mission to the Republic of Mali"."""


class Named(NamedTuple):
    """Name of a country, and the range of the words for it in a question."""

    name: str
    start: int
    end: int


def find_countries(text: str, facts: LibraryFacts) -> list[Finding]:
    """Find the country filters of a whitespace-normalised question, by the countries that the library's pages name.

    Only a request for texts on a country filters. Official texts have no country label, so a filter on a question about
    events in a country would lose them. A country that the question refuses sets no filter, as filters cannot exclude
    countries.
    """
    if not country_words.COUNTRY_OR_TEXTS.search(text):
        return []
    found: list[Finding] = []
    forms = [(form, name) for name in facts.countries for form in country_forms(name)]
    for form, name in sorted(forms, key=lambda pair: -len(pair[0])):
        match = country_words.country_pattern(form).search(text)
        if match and not overlaps(match, found) and not is_unlimited(text, *match.span()):
            found += [Finding(*match.span(), Limit("countries", name)), Finding(*match.span(), Edit())]
    return found or _absent(text, facts)


def _absent(text: str, facts: LibraryFacts) -> list[Finding]:
    """Find the filter for a country that no paragraph of the library names; it allows no resolution."""
    match = country_words.absent_country().search(text)
    named = match[match.lastgroup or 0].casefold() if match else ""
    if not match or is_unlimited(text, *match.span()) or any(word in facts.words for word in WORD.findall(named)):
        return []
    country = next(name for name in country_words.COUNTRY_NAMES if name.casefold() == named.replace("  ", " "))
    return [Finding(*match.span(), Limit("countries", country)), Finding(*match.span(), Edit())]


def find_unnamed(text: str, facts: LibraryFacts) -> list[Named]:
    """Find the countries, territories and peoples in a question that no paragraph and no page of the library names."""
    having = {word for country in facts.countries for form in country_forms(country) for word in _words(form)}

    def is_there(word: str) -> bool:
        return word in having or any(f"{word}{ending}" in facts.words for ending in ("", "'s", "’s"))

    named = {name for form, name in country_words.FORMS.items() if all(map(is_there, form))}
    named |= {name for name, word in country_words.NAMED_BY.items() if is_there(word)}
    return [one for one in _named(text) if one.name not in named]


def names_country(text: str) -> bool:
    """Return whether a question names a country, territory or people.

    >>> names_country("and in Iraq?"), names_country("and girls?")
    (True, False)
    """
    return any(True for _ in _named(text))


def lifts_country(asked: str) -> bool:
    """Return whether a follow-up drops the country of the question before.

    >>> lifts_country("just armed groups in general"), lifts_country("without Yemen"), lifts_country("and girls")
    (True, True, False)
    >>> lifts_country("Yemen aside"), lifts_country("not Yemen"), lifts_country("not Yemen, Syria")
    (True, True, False)
    """
    named = list(_named(asked))
    if named:
        return all(
            country_words.WITHOUT_COUNTRY.search(asked[: one.start]) or country_words.ASIDE.match(asked, one.end)
            for one in named
        )
    return country_words.LIFTS_COUNTRY.search(asked) is not None


def only_lifts_country(asked: str) -> bool:
    """Return whether a follow-up drops the country before and says nothing else: "and worldwide?"."""
    if not lifts_country(asked):
        return False
    kept = [
        word
        for word in _words(country_words.LIFTS_COUNTRY.sub(" ", asked))
        if word not in turn_patterns.EMPTY_AFTER_ANOTHER
    ]
    named = country_words_in(asked)
    return not topic_words(" ".join(word for word in kept if word not in named | country_words.BESIDE_LIFTED))


def without_countries(text: str) -> str:
    """Remove the countries that a text names; return a text without another topic word unchanged.

    >>> without_countries("child soldiers in Yemen"), without_countries("Haiti")
    ('child soldiers', 'Haiti')
    """
    kept, done = "", 0
    for one in _named(text):
        kept += country_words.BEFORE_A_COUNTRY.sub("", text[done : one.start])
        done = one.end
    left = " ".join((kept + text[done:]).split())
    return left if topic_words(left) else text


def _named(text: str) -> Iterator[Named]:
    """Find the countries, territories and peoples that a text names; of several names at a word, the longest."""
    words, at = word_ranges(text), 0
    while at < len(words):
        sizes = range(min(country_words.LONGEST, len(words) - at), 0, -1)
        forms = (tuple(word for word, _ in words[at : at + size]) for size in sizes)
        form = next((form for form in forms if form in country_words.FORMS), None)
        if form is None:
            at += 1
            continue
        (_, (start, _)), (_, (_, end)) = words[at], words[at + len(form) - 1]
        yield Named(country_words.FORMS[form], start, end)
        at += len(form)


def countries_in(text: str) -> frozenset[str]:
    """Return the countries, territories and peoples that a text names, by their names or by words that stand for them.

    >>> sorted(countries_in("the Russian Federation, Türkiye"))
    ['Russia', 'Turkey']
    """
    words = {*_words(text)}
    by_word = (name for name, word in country_words.NAMED_BY.items() if word in words)
    return frozenset(one.name for one in _named(text)).union(by_word)


def countries_asked_about(text: str) -> list[str]:
    """Return the countries, territories and peoples that a question is about, each once.

    >>> countries_asked_about("women in Iraq"), countries_asked_about("I work in Iraq, anything on camps?")
    (['Iraq'], [])
    """
    if lifts_country(text):
        return []
    named = (one.name for one in _named(text) if not is_background(text, one.start, one.end))
    return list(dict.fromkeys(named))


def country_words_in(text: str) -> frozenset[str]:
    """Return the words, in lower case, of the countries, territories and peoples that a text names."""
    return frozenset(word for one in _named(text) for word in _words(text[one.start : one.end]))


def with_names_held(text: str, words: Container[str]) -> str:
    """Add, behind each country name that a library lacks, another name of the country that the library has.

    Args:
        text: The text.
        words: Words of the library, in lower case.

    >>> with_names_held("women in Türkiye", ["turkey"]), with_names_held("women in Türkiye", ["türkiye"])
    ('women in Türkiye (Turkey)', 'women in Türkiye')
    """
    done, kept = 0, ""
    for name, start, end in _named(text):
        forms = (name, *(" ".join(form).title() for form, of in country_words.FORMS.items() if of == name))
        held = next((form for form in forms if all(word in words for word in _words(form))), "")
        if held and not all(word in words for word in _words(text[start:end])):
            kept, done = f"{kept}{text[done:end]} ({held})", end
    return kept + text[done:]


def is_of_those_who_ask(text: str, start: int, end: int) -> bool:
    """Return whether the country at a range of a question only says where the asker is, or for whom they ask.

    >>> is_of_those_who_ask("I work in Mali, anything on camps?", 10, 14)
    True
    >>> is_of_those_who_ask("My colleague asks about women in Mali", 33, 37)
    False
    """
    if country_words.ASKED_FROM.fullmatch(text[:start]) and topic_words(text[end:]):
        return True
    before, after = _words(text[:start]), _words(text[end:])
    is_theirs = country_words.OF_THOSE_WHO_ASK.intersection(before[-_NEAR:]) or country_words.WANTS.intersection(
        after[:1]
    )
    return bool(is_theirs) and is_background(text, start, end)


def is_background(text: str, start: int, end: int) -> bool:
    """Return whether a question mentions the country at a range, but does not ask about it.

    >>> is_background("we draft for the mission in Mali: language on camps", 28, 32)
    True
    >>> is_background("women in Mali: what did the Council say?", 9, 13)
    False
    """
    if country_words.ASKED_FROM.fullmatch(text[:start]):
        return bool(topic_words(text[end:]))
    sentences = [one for one in country_words.SENTENCE.finditer(text) if topic_words(one[0])]
    own = next(one for one in sentences if one.start() <= start < one.end())
    before, after = _words(text[own.start() : start]), _words(text[end : own.end()])
    if after[:1] and after[0] in country_words.WANTS:
        return True
    if search_before(country_words.SUPPOSES, text, start) and topic_words(text[end : own.end()].partition(",")[2]):
        return True
    of_us = country_words.OF_THOSE_WHO_ASK.intersection(before[-_NEAR:])
    if of_us and country_words.ASKING_FOR.intersection(after) and not country_words.ASKING_FOR.intersection(before):
        return True
    others = " ".join(one[0] for one in sentences if one is not own)
    is_case = search_before(country_words.CAME_FROM, text, start) or country_words.TELLS.match(own[0])
    tells = word_lists.OF_A_SENTENCE.intersection(before + after) or of_us or is_case
    return bool(
        tells
        and others
        and not turn_patterns.ASKS_OR_ORDERS.search(own[0].strip())
        and not country_words.REFERS_THERE.search(others)
    )


def _words(text: str) -> list[str]:
    return [word for word, _ in word_ranges(text)]
