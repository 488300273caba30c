"""Recognition of the language of a question."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Container, Sequence
from functools import cache
from typing import Any

from retrieval.asking.understand.languages.glossary import SHORT, has_word
from retrieval.asking.understand.languages.lexicon import ENGLISH, OTHER, lexicon_of, message_in
from retrieval.wording.english import is_english

_WORD = re.compile(r"[^\W\d_]+")
_SCRIPTS = (
    ("ar", re.compile(r"[\u0600-\u06ff]")),
    ("ru", re.compile(r"[\u0400-\u04ff]")),
    ("zh", re.compile(r"[\u4e00-\u9fff]")),
)
"""Languages that their script tells from the others."""
_KANA = re.compile(r"[\u3040-\u30ff]")
"""Japanese letters, which stand among Chinese ones in a Japanese question."""
_OF_SCRIPT = 0.3
"""Least share of the letters that are of a script, for a question with names and abbreviations in Latin letters."""

_LATIN = ("en", "fr", "es")
_MOSTLY = 0.7
"""Share of English words from which on a question is English; of 14,720 English ones 98 in 100 have more."""
_WITH_WITNESS, _WITHOUT = 0.5, 0.9
"""Least probability of French or Spanish, by whether a word of the language is there."""
_FEWEST, _TELLING = 3, 0.6
"""Least words that are not English of a question without any function word, and their share."""
_LIKE_THE_LAST = 0.3
"""Least probability of the language of the conversation, for a question with few words."""
_FEW = 5
_ANOTHER = 0.7
"""Least probability of a language that is none of the six; of 16,338 questions in English, French and Spanish the
greatest one is .61, of 29 questions in 24 others the least .72.
"""

_ENGLISH_TOO = frozenset("comment con ha han hay no par para pour se son sur un y".split())
"""Function words that are English words or abbreviations as well."""
_OF_ANY = re.compile(r"\bc[oô]te d['’]ivoire\b|\bcommuniqués?\b", re.I)
"""Names and borrowed words that an English question has with their accents."""
_NAME = re.compile(r"(?<!\w)[A-Z][^\W\d_]{1,30}(?:[ -][A-Z][^\W\d_]{1,30})+(?!\w)")
"""Several words with capitals, which are a name in any language: "Buenos Aires declaration" is English."""


def language_of(text: str, words: Container[str], last: str = ENGLISH) -> str:
    """Return the code of the language of a question, one of the six of the United Nations, or "und"; "en" in doubt.

    The script decides where it can; of other letters, a question of English words is English, and the others are told
    apart by the words of their glossaries, or by py3langid with a word of the language as a second witness. A question
    with few words leans on the conversation.

    Args:
        text: The question.
        words: Words of the library, in lower case, which English questions use.
        last: Language of the turn before.

    >>> language_of("Qui protège les femmes dans les camps ?", ()), language_of("من يحمي النساء؟", ())
    ('fr', 'ar')
    >>> language_of("Wer schützt die Frauen in den Lagern?", ())
    'und'
    """
    written = Counter({language: len(script.findall(text)) for language, script in _SCRIPTS})
    language, letters = written.most_common(1)[0]
    if letters and letters >= _OF_SCRIPT * sum(map(len, _WORD.findall(text))) and not _KANA.search(text):
        return language
    greets_in = next((language for language in _LATIN[1:] if message_in(text, language)), None)
    return greets_in or _by_words(_OF_ANY.sub(" ", text), words, last)


def _by_words(text: str, words: Container[str], last: str) -> str:
    """Return the language of a question in Latin letters, by its words; see `language_of`."""
    said = _WORD.findall(text.lower())
    long = [word for word in said if len(word) > 1]
    unknown = [word for word in long if word in _foreign() or not (word in words or is_english(word))]
    leans = last in _LATIN[1:] and len(long) <= _FEW
    if not long:
        return last if leans else ENGLISH
    of_names = {word for name in _NAME.findall(text) for word in _WORD.findall(name.lower())}
    are_names = bool(set(long) - of_names) and of_names.issuperset(unknown)
    if not leans and (are_names or len(unknown) <= (1 - _MOSTLY) * len(long)):
        return ENGLISH
    known = {language: sum(has_word(word, language) for word in unknown) for language in _LATIN[1:]}
    foreign = max(known, key=known.__getitem__)
    is_told_apart = known["fr"] != known["es"]
    if is_told_apart and 2 * known[foreign] > len(long):
        return foreign
    probabilities = {language: float(probability) for language, probability in _detector().rank(text)}
    guess = max(probabilities, key=probabilities.__getitem__)
    if guess not in _LATIN and probabilities[guess] >= _ANOTHER:
        return OTHER
    if not is_told_apart:
        foreign = max(known, key=probabilities.__getitem__)
    likely = sum(probabilities[language] for language in (known if is_told_apart else (foreign,)))
    probability = likely / (sum(probabilities[language] for language in _LATIN) or 1)
    if leans and foreign == last and probability >= _LIKE_THE_LAST:
        return last
    return foreign if _is_told(foreign, probability, said, unknown) else ENGLISH


def _is_told(guess: str, probability: float, said: Sequence[str], unknown: Sequence[str]) -> bool:
    """Return whether a question is in French or Spanish, as the detector says.

    A second witness is a function word, or a word that is not English and that the glossary has as it is written.
    """
    has_function_word = not (lexicon_of(guess).function_words - _ENGLISH_TOO).isdisjoint(said)
    if has_function_word or any(has_word(word, guess, inflected=False) for word in unknown):
        return probability >= _WITH_WITNESS
    telling = [word for word in unknown if len(word) > SHORT]
    return probability >= _WITHOUT and len(telling) >= max(_FEWEST, _TELLING * len(said))


@cache
def _foreign() -> frozenset[str]:
    """Return the function words of the other languages in Latin letters that English does not have."""
    return lexicon_of("fr").function_words.union(lexicon_of("es").function_words) - _ENGLISH_TOO


@cache
def _detector() -> Any:
    """Load the detector: half a second, and only for a question with few English words."""
    from py3langid.langid import MODEL_FILE, LanguageIdentifier  # noqa: PLC0415

    return LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)
