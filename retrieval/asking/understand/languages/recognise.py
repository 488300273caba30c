"""Recognition of the language of a question."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Container
from functools import cache
from typing import Any

from retrieval.asking.understand.languages.lexicon import ENGLISH, lexicon_of, reply_in
from retrieval.wording.english import is_english

_WORD = re.compile(r"[^\W\d_]+")
_SCRIPTS = (
    ("ar", re.compile(r"[\u0600-\u06ff]")),
    ("ru", re.compile(r"[\u0400-\u04ff]")),
    ("zh", re.compile(r"[\u4e00-\u9fff]")),
)
"""Languages that their script tells from the others."""
_OF_SCRIPT = 0.3
"""Least share of the letters that are of a script, for a question with names and abbreviations in Latin letters."""

_LATIN = ("en", "fr", "es")
_MOSTLY = 0.7
"""Share of English words from which on a question is English; of 14,720 English ones 98 in 100 have more."""
_WITH_FUNCTION_WORD, _WITHOUT = 0.5, 0.9
"""Least probability of French or Spanish, by whether a function word of the language is there."""
_FEWEST, _TELLING = 3, 0.6
"""Least words that are not English of a question without any function word, and their share."""
_LIKE_THE_LAST = 0.3
"""Least probability of the language of the conversation, for a question with few words."""
_FEW = 5

_ENGLISH_TOO = frozenset("comment con ha han hay no par para pour se son sur un y".split())
"""Function words that are English words or abbreviations as well."""
_OF_ANY = re.compile(r"\bc[oô]te d['’]ivoire\b|\bcommuniqués?\b", re.I)
"""Names and borrowed words that an English question has with their accents."""


def language_of(text: str, words: Container[str], last: str = ENGLISH) -> str:
    """Return the code of the language of a question, one of the six of the United Nations; "en" in doubt.

    The script decides where it can; of Latin letters, a question of English words is English, and the others are told
    apart by py3langid, with a function word as a second witness. A question with few words leans on the conversation.

    Args:
        text: The question.
        words: Words of the library, in lower case, which English questions use.
        last: Language of the turn before.

    >>> language_of("Qui protège les femmes dans les camps ?", ()), language_of("من يحمي النساء؟", ())
    ('fr', 'ar')
    """
    written = Counter({language: len(script.findall(text)) for language, script in _SCRIPTS})
    language, letters = written.most_common(1)[0]
    if letters and letters >= _OF_SCRIPT * sum(map(len, _WORD.findall(text))):
        return language
    greets_in = next((language for language in _LATIN[1:] if reply_in(text, language)), None)
    return greets_in or _of_latin(_OF_ANY.sub(" ", text), words, last)


def _of_latin(text: str, words: Container[str], last: str) -> str:
    said = _WORD.findall(text.lower())
    long = [word for word in said if len(word) > 1]
    unknown = [word for word in long if word in _foreign() or not (word in words or is_english(word))]
    leans = last in _LATIN[1:] and len(long) <= _FEW
    if not long:
        return last if leans else ENGLISH
    if not leans and len(unknown) <= (1 - _MOSTLY) * len(long):
        return ENGLISH
    guess, probability = _detector().classify(text)
    if guess == ENGLISH:
        return ENGLISH
    if leans and guess == last and probability >= _LIKE_THE_LAST:
        return last
    if not (lexicon_of(guess).function_words - _ENGLISH_TOO).isdisjoint(said):
        return str(guess) if probability >= _WITH_FUNCTION_WORD else ENGLISH
    telling = [word for word in unknown if len(word) > 3]
    is_told = probability >= _WITHOUT and len(telling) >= max(_FEWEST, _TELLING * len(said))
    return str(guess) if is_told else ENGLISH


@cache
def _foreign() -> frozenset[str]:
    """Return the function words of the other languages in Latin letters that English does not have."""
    return lexicon_of("fr").function_words.union(lexicon_of("es").function_words) - _ENGLISH_TOO


@cache
def _detector() -> Any:
    """Load the detector: half a second, and only for a question with few English words."""
    from py3langid.langid import MODEL_FILE, LanguageIdentifier  # noqa: PLC0415

    detector = LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)
    detector.set_languages(list(_LATIN))
    return detector
