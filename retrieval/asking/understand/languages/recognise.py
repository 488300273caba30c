"""Recognition of the language of a question."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Container, Sequence
from functools import cache
from typing import Any

from retrieval.asking.understand.languages.glossary import SHORT, has_word
from retrieval.asking.understand.languages.lexicon import ENGLISH, OTHER, lexicon_of, message_in
from retrieval.asking.understand.lexicon.word_lists import NAME_WORD
from retrieval.wording.english import is_english

_SCRIPTS = (
    ("ar", re.compile(r"[\u0600-\u06ff]")),
    ("ru", re.compile(r"[\u0400-\u04ff]")),
    ("zh", re.compile(r"[\u4e00-\u9fff]")),
)
"""Languages that have a script of their own."""
_KANA = re.compile(r"[\u3040-\u30ff]")
"""Japanese letters: a question with them is not Chinese."""
_OF_SCRIPT = 0.3
"""Minimum share of letters in a script; the others may be names and abbreviations in Latin letters."""

_LATIN = ("en", "fr", "es")
_MOSTLY = 0.7
"""Minimum share of English words in an English question; of 14,720 English questions 98 in 100 have more."""
_WITH_WITNESS, _WITHOUT = 0.5, 0.9
"""Minimum probability of French or Spanish, for a question with and without a word of the language."""
_FEWEST, _TELLING = 3, 0.6
"""Minimum number and share of words that are not English, for a question without any word of the language."""
_LIKE_THE_LAST = 0.3
"""Minimum probability of the language of the conversation, for a question with few words."""
_FEW = 5
"""Maximum words of a question with few words."""
_ANOTHER = 0.7
"""Minimum probability of a language that is none of the six. The maximum for 16,338 questions in English, French and
Spanish is .61, the minimum for 29 questions in 24 other languages .72.
"""

_ENGLISH_TOO = frozenset("comment con ha han hay no par para pour se son sur un y".split())
"""Function words of French or Spanish that are English words or abbreviations, too."""
_OF_ANY = re.compile(r"\bc[oô]te d['’]ivoire\b|\bcommuniqués?\b", re.I)
"""Names and loanwords with accents that English questions have, too."""
_NAME = re.compile(r"(?<!\w)[A-Z][^\W\d_]{1,30}(?:[ -][A-Z][^\W\d_]{1,30})+(?!\w)")
"""Several words with capitals: a name, in any language, as in the English "Buenos Aires declaration"."""


def language_of(text: str, words: Container[str], last: str = ENGLISH) -> str:
    """Return the code of the language of a question, one of the six of the United Nations, or "und"; "en" in doubt.

    Arabic, Russian and Chinese are recognised by their script. In Latin letters, a question of mostly English words is
    English. French and Spanish are recognised by the words of their glossaries, or else by py3langid, with a word of
    the language as further evidence. A question with few words prefers the language of the conversation.

    Args:
        text: The question.
        words: Words of the library, in lower case; they count as English.
        last: Language of the turn before.

    >>> language_of("Qui protège les femmes dans les camps ?", ()), language_of("من يحمي النساء؟", ())
    ('fr', 'ar')
    >>> language_of("Wer schützt die Frauen in den Lagern?", ())
    'und'
    """
    written = Counter({language: len(script.findall(text)) for language, script in _SCRIPTS})
    language, letters = written.most_common(1)[0]
    if letters and letters >= _OF_SCRIPT * sum(map(len, NAME_WORD.findall(text))) and not _KANA.search(text):
        return language
    greets_in = next((language for language in _LATIN[1:] if message_in(text, language)), None)
    return greets_in or _by_words(_OF_ANY.sub(" ", text), words, last)


def _by_words(text: str, words: Container[str], last: str) -> str:
    """Return the language of a question in Latin letters; see `language_of`."""
    said = NAME_WORD.findall(text.lower())
    long = [word for word in said if len(word) > 1]
    unknown = [word for word in long if word in _foreign() or not (word in words or is_english(word))]
    leans = last in _LATIN[1:] and len(long) <= _FEW
    if not long:
        return last if leans else ENGLISH
    of_names = {word for name in _NAME.findall(text) for word in NAME_WORD.findall(name.lower())}
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
    return foreign if _is_confirmed(foreign, probability, said, unknown) else ENGLISH


def _is_confirmed(guess: str, probability: float, said: Sequence[str], unknown: Sequence[str]) -> bool:
    """Return whether the evidence is enough that a question is in French or Spanish.

    Further evidence, which lowers the threshold, is a function word, or a word that is not English and that the
    glossary has as written.

    Args:
        guess: Code of the language.
        probability: Probability of the language, by the detector.
        said: Words of the question, in lower case.
        unknown: Those of them that are not English.
    """
    has_function_word = not (lexicon_of(guess).function_words - _ENGLISH_TOO).isdisjoint(said)
    if has_function_word or any(has_word(word, guess, inflected=False) for word in unknown):
        return probability >= _WITH_WITNESS
    telling = [word for word in unknown if len(word) > SHORT]
    return probability >= _WITHOUT and len(telling) >= max(_FEWEST, _TELLING * len(said))


@cache
def _foreign() -> frozenset[str]:
    """Return the function words of French and Spanish that are no English words."""
    return lexicon_of("fr").function_words.union(lexicon_of("es").function_words) - _ENGLISH_TOO


@cache
def _detector() -> Any:
    """Load the detector, in half a second; only questions with few English words need it."""
    from py3langid.langid import MODEL_FILE, LanguageIdentifier  # noqa: PLC0415

    return LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)
