"""Catalogue of interface texts: lookup by key, placeholders, plural forms, numbers and dates of a language."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any, TypeAlias

ENGLISH = "en"
LANGUAGES = (ENGLISH, "fr", "es")
"""Languages of the interface: English is complete by definition, the others by test."""
OFFICIAL = (*LANGUAGES, "ar", "ru", "zh")
"""Languages that questions are answered in. Those not in LANGUAGES have the texts of answers only."""

Entry: TypeAlias = str | Mapping[str, str]
"""Text with placeholders in braces, or its plural forms by CLDR category; the number is the placeholder `n`."""

_FOLDER = Path(__file__).parent
_TAG = re.compile(r"[a-z]{2,3}(?:-[A-Za-z0-9]{2,8})?")
_RIGHT_TO_LEFT = "ar"
_ISOLATE, _END = "\N{FIRST STRONG ISOLATE}", "\N{POP DIRECTIONAL ISOLATE}"


@dataclass(frozen=True, slots=True)
class Texts:
    """Interface texts in one language.

    Babel has the rules of all languages but English; it is imported when the first of them is used.
    """

    language: str
    entries: Mapping[str, Entry] = field(repr=False, compare=False)

    def __call__(self, key: str, /, **values: str | int | date) -> str:
        """Return the text of a key with its placeholders filled in, with numbers and dates in the language's format.

        >>> texts_in("en")("controls.share_of", first=1, last=3, n=2157)
        '1–3 of 2,157'
        """
        entry = self.entries[key]
        if not isinstance(entry, str):
            entry = entry.get(self._plural(values["n"])) or entry["other"]
        return entry.format_map({name: self._formatted(value) for name, value in values.items()})

    def _formatted(self, value: str | int | date) -> str:
        if isinstance(value, str):
            return value if _ISOLATE in value else self.apart(value)
        if isinstance(value, date):
            return self.date(value)
        if self.language == ENGLISH:
            return f"{value:,}"
        from babel.numbers import format_decimal  # noqa: PLC0415 - not loaded for English

        return format_decimal(value, locale=self.language)

    def apart(self, text: str) -> str:
        r"""Isolate a citation, a name or a quotation from the right-to-left text around it; only in Arabic.

        >>> said_in("ar").apart("OP 8") == "\u2068OP 8\u2069", said_in("fr").apart("OP 8")
        (True, 'OP 8')

        Source:
            Unicode Standard Annex 9, "Unicode Bidirectional Algorithm", 2.4, "Explicit Directional Isolates".
        """
        return f"{_ISOLATE}{text}{_END}" if self.language == _RIGHT_TO_LEFT else text

    def date(self, day: date) -> str:
        """Return a date in words: 31 October 2000, 31 octobre 2000, 31 de octubre de 2000."""
        if self.language == ENGLISH:
            return f"{day.day} {day:%B %Y}"
        from babel.dates import format_date  # noqa: PLC0415 - not loaded for English

        return format_date(day, "long", locale=self.language)

    def _plural(self, number: Any) -> str:
        if self.language == ENGLISH:
            return "one" if number == 1 else "other"
        from babel import Locale  # noqa: PLC0415 - not loaded for English

        return Locale.parse(self.language).plural_form(number)


@cache
def texts_in(language: str) -> Texts:
    """Return the texts of the Slack app in a language; missing texts and unknown languages fall back to English."""
    if language not in OFFICIAL:
        return texts_in(ENGLISH)
    fallback = texts_in(ENGLISH).entries if language not in LANGUAGES else {}
    return Texts(language, {**fallback, **entries_of(f"{language}.toml")})


@cache
def said_in(language: str) -> Texts:
    """Return the sentences around an answer, for console and Slack; in English if the language is not supported.

    >>> said_in("ru")("reply.holdings", n=3)
    'В этой библиотеке содержатся 3 резолюции.'
    """
    if language not in OFFICIAL:
        return said_in(ENGLISH)
    return Texts(language, entries_of(f"said/{language}.toml"))


def entries_of(catalogue: str) -> dict[str, Entry]:
    """Read a catalogue of this folder: its texts by "table.name"."""
    tables = tomllib.loads((_FOLDER / catalogue).read_text(encoding="utf-8"))
    return {f"{table}.{name}": entry for table, named in tables.items() for name, entry in named.items()}


def is_language_tag(tag: str) -> bool:
    """Return whether a text is a valid language tag: a language in lower case, and at most a region.

    >>> is_language_tag("fr"), is_language_tag("fr-CA"), is_language_tag("French")
    (True, True, False)
    """
    return _TAG.fullmatch(tag) is not None


def language_of(locale: str) -> str:
    """Return the language of a locale such as "fr-CA"; English if the interface has no texts in it.

    >>> language_of("fr-FR"), language_of("es_LA"), language_of("de-DE"), language_of("")
    ('fr', 'es', 'en', 'en')
    """
    language = locale.replace("_", "-").partition("-")[0].lower()
    return language if language in LANGUAGES else ENGLISH
