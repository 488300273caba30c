"""Forms of words of other languages: as written, without accents, and by stems."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import cache, lru_cache
from typing import NamedTuple

import Stemmer

STEMMERS = {"ar": "arabic", "es": "spanish", "fr": "french", "ru": "russian"}
"""Names of the Snowball stemmers, by language; Chinese does not inflect its words, and has no blanks between them."""

_ELIDED = re.compile(r"\b(?:[cdjlmst]|(?:lors|puis|quoi)?qu)'", re.I)
"""Elided French words, which lose their vowel before another vowel: "l'", "qu'", "lorsqu'"."""
_IF_THEY = re.compile(r"\bs'(?=ils?\b)", re.I)
_NOT = re.compile(r"\bn'", re.I)
_INVERTED = re.compile(r"(?<=[a-zà-ÿ])-(?:t-)?(?:on|ils?|elles?)\b", re.I)
"""French pronoun behind its verb: "demande-t-on", "sont-ils"."""
_FEMININE_TOO = re.compile(r"(?<=[a-zà-ÿ])(?:\(e\)s?|[\u00b7.]e(?:[\u00b7.]?s)?|-e-s|/(?:as|os|a|o))(?!\w)", re.I)
"""Second ending of a word, for the other gender: "réfugié(e)s", "refugiados/as"."""
_INVISIBLE = re.compile("[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]")
_USUAL = str.maketrans("\u2010\u2011\u2012\u2019\u02bc\u00b4\u0060", "---" + 4 * "'")
"""Translation of hyphens and apostrophes into ASCII."""
_DOTS_OF_NAMES = re.compile("[\u00b7\u2022\u30fb]")
"""Marks between the parts of a name in Chinese, which are optional."""
_ACCENTS = re.compile("[\u0300-\u036f]")

_VOWEL_SIGNS = re.compile("[\u064b-\u0652\u0670\u0640]")
_SAME_LETTER = str.maketrans("أإآٱىؤئ", "اااايوي")
"""Translation of Arabic letters that are often confused into one of them."""
_MARKED_T = str.maketrans("ة", "ه")
"""Translation of the Arabic ending "ة" into "ه", applied after stemming, as the stemmer needs "ة"."""
_BEFORE = tuple("بهال لهال هال عال وال فال بال كال ولل لل ال ول وب و ف ب ل ك س".split())
_BEHIND = ("هما", "هم", "هن", "ها", "ه", "نا", "كم", "ي")
"""Arabic prefixes (articles, conjunctions, prepositions) and suffixes (pronouns) that are written with a word."""
_STRESS = re.compile("\u0301")
_ENDING_OF_NUMBER = re.compile(r"(?<=[0-9])-[а-яё]{1,2}\b")
"""Russian ending behind a number: "в 2005-м"."""
_BETWEEN_SCRIPTS = re.compile("(?<=[\u0621-\u064a])(?=[A-Za-z])")
"""Position between an Arabic prefix and a name in Latin letters: "وUNAMSIL"."""
_SHORTEST = 3
"""Minimum letters of an Arabic word that are left without a prefix or suffix."""


class Forms(NamedTuple):
    """Forms of a word: as written, without accents, and by stems. There is one of each, but several in Arabic."""

    written: tuple[str, ...]
    plain: tuple[str, ...]
    stems: tuple[str, ...]


def prepared(text: str, language: str) -> str:
    """Normalise the characters of a text; remove elided words, vowel signs and second endings."""
    text = _INVISIBLE.sub("", unicodedata.normalize("NFKC", text.translate(_USUAL)))
    match language:
        case "ar":
            return _VOWEL_SIGNS.sub("", _BETWEEN_SCRIPTS.sub(" ", text))
        case "es":
            return _FEMININE_TOO.sub("", text)
        case "fr":
            uninverted = _INVERTED.sub("", _FEMININE_TOO.sub("s", text))
            return _ELIDED.sub(" ", _NOT.sub("ne ", _IF_THEY.sub("si ", uninverted)))
        case "ru":
            return _ENDING_OF_NUMBER.sub("", _STRESS.sub("", text))
        case _:
            return _DOTS_OF_NAMES.sub("", text)


@lru_cache(maxsize=2**15)
def forms_of(word: str, language: str) -> Forms:
    """Return the forms of a word.

    In Arabic, each kind also has the forms without prefixes and suffixes.

    >>> forms_of("Réfugiées", "fr")
    Forms(written=('réfugiées',), plain=('refugiees',), stems=('refugi',))
    """
    written = word.lower()
    plain = without_accents(written.translate(_SAME_LETTER))
    if language not in STEMMERS:
        return Forms((written,), (plain,), (plain,))
    stem = _stemmer(language).stemWord
    if language != "ar":
        return Forms((written,), (plain,), (without_accents(stem(written)),))
    alone = [plain, *_without(plain, _BEFORE, str.removeprefix)]
    stems = [stem(one) for one in alone]
    return Forms((written,), _arabic_forms(alone), _arabic_forms(stems))


def _arabic_forms(words: Sequence[str]) -> tuple[str, ...]:
    """Return words, then each of them without a suffix; the ending "ة" is replaced."""
    rests = [rest for one in words for rest in _without(one, _BEHIND, str.removesuffix)]
    return tuple(dict.fromkeys(one.translate(_MARKED_T) for one in [*words, *rests]))


def _without(word: str, affixes: Iterable[str], removed: Callable[[str, str], str]) -> Iterator[str]:
    for affix in affixes:
        rest = removed(word, affix)
        if rest != word and len(rest) >= _SHORTEST:
            yield rest


def without_accents(word: str) -> str:
    """Return a word without accents."""
    return word if word.isascii() else _ACCENTS.sub("", unicodedata.normalize("NFD", word))


@cache
def _stemmer(language: str) -> Stemmer.Stemmer:
    return Stemmer.Stemmer(STEMMERS[language])
