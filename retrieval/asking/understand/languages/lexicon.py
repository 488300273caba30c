"""Lexicon of a language: how its questions name resolutions, paragraphs, years and kinds, in English terms."""

from __future__ import annotations

import re
import tomllib
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from retrieval.asking.understand.finding import ReplyKind
from retrieval.asking.understand.languages.glossary import GLOSSED, glossed

ENGLISH = "en"
OTHER = "und"
"""Code of a language that is none of those understood: "undetermined" in ISO 639-2."""

_FOLDER = Path(__file__).parent
_MARKS = str.maketrans("（）［］，。、；：？！،؛؟“”«»¿¡", '()[],.,;:?!,;?""""  ')
"""Punctuation of other scripts, as the patterns of understanding have it."""

_WORD = re.compile(r"[^\W\d_]{2,}")
_OF_GREETING = 4
"""Most words of a greeting before another message."""
_OF_REFERENCES = frozenset(
    "resolution resolutions paragraph paragraphs operative preambular preamble annex in of under and or only since "
    "after before until between from to op pp".split()
)
"""English words of references and limits, which say nothing of a topic."""
_BLANKS = re.compile(r" {2,}")


@dataclass(frozen=True, slots=True)
class Lexicon:
    """Words of one language that a question is recognised by.

    Attributes:
        function_words: Frequent short words that English does not have.
        replies: Messages, in lower case and without marks, that ask nothing, with the kind of reply that each gets.
    """

    function_words: frozenset[str]
    replies: dict[str, ReplyKind]


@dataclass(frozen=True, slots=True)
class Readings:
    """Patterns of one language, compiled: apart from its words, as only a question in it needs them.

    Attributes:
        rows: Patterns of references, limits and abbreviations, each with the English words that it means.
        requests: Pattern of words that only ask to be shown something: "que dit", "quel est le texte de".
    """

    rows: tuple[tuple[re.Pattern[str], str], ...]
    requests: re.Pattern[str]


@cache
def _table(language: str) -> dict[str, Any]:
    return tomllib.loads((_FOLDER / f"{language}.toml").read_text(encoding="utf-8"))


@cache
def lexicon_of(language: str) -> Lexicon:
    """Return the words of a language, named by its code, from its file."""
    table = _table(language)
    replies = {said: kind for kind, messages in table["replies"].items() for said in messages}
    return Lexicon(frozenset(table["function_words"].split()), replies)


@cache
def readings_of(language: str) -> Readings:
    """Return the patterns of a language, named by its code, from its file."""
    table = _table(language)
    rows = tuple((re.compile(row["words"], re.I), row["means"]) for row in table["reading"])
    return Readings(rows, re.compile(table["requests"], re.I))


def in_english_terms(text: str, language: str) -> str:
    """Return a question with its references and limits in English, which understanding reads; the rest stays.

    A question that names resolutions or paragraphs and no topic keeps nothing else.

    >>> in_english_terms("Que dit la résolution 1325 au paragraphe 8 ?", "fr")
    'in resolution 1325, paragraph 8'
    >>> in_english_terms("ماذا يقول القرار ٢٢٤٢ عن النساء؟", "ar")
    'in resolution 2242, عن النساء?'
    """
    readings = readings_of(language)
    read = _with_usual_marks(text)
    for pattern, means in readings.rows:
        read = _BLANKS.sub(" ", pattern.sub(means, read))
    named = readings.requests.sub(" ", read)
    has_topic = not _OF_REFERENCES.issuperset(word.lower() for word in _WORD.findall(named))
    if has_topic or not any(character.isdigit() for character in named):
        return _BLANKS.sub(" ", read).strip()
    return _BLANKS.sub(" ", named).strip(" ?!.,;:")


def in_english(text: str, language: str, *, literal: bool = False) -> str:
    """Return a question in English: its references and limits exactly, the rest term by term if there is a glossary.

    One of whose words the glossary has none stays as it is.

    Args:
        text: The question.
        language: Code of its language.
        literal: Whether its references and limits are words like others.

    >>> in_english("Que dit la résolution 1325 sur les femmes et la paix ?", "fr")
    'in resolution 1325, on women and peace?'
    """
    typed = _with_usual_marks(text)
    read = typed if literal else in_english_terms(text, language)
    if language not in GLOSSED:
        return read
    said = {word.lower() for word in _WORD.findall(typed)}
    inserted = {word.lower() for word in _WORD.findall(read) if word.isascii()} - said
    english = glossed(read, language, inserted)
    return english if any(map(str.isalnum, english)) else read


def _with_usual_marks(text: str) -> str:
    """Return a text with digits, punctuation and single blanks as patterns have them."""
    return " ".join(with_plain_digits(text).translate(_MARKS).split())


def with_plain_digits(text: str) -> str:
    """Return a text with the decimal digits of all scripts as 0 to 9.

    >>> with_plain_digits("١٣٢٥, ２０００")
    '1325, 2000'
    """
    return "".join(str(unicodedata.decimal(one)) if one.isdecimal() else one for one in text)


def reply_in(text: str, language: str) -> ReplyKind | None:
    """Return the kind of fixed reply that a message in a language gets; None if it may be a question.

    >>> reply_in("Merci beaucoup !", "fr"), reply_in("Bonjour, que peux-tu faire ?", "fr")
    ('thanks', 'help')
    """
    replies = lexicon_of(language).replies
    words = _WORD.findall(text.lower().replace("’", "'"))
    readings = (" ".join(words[at:]) for at in range(_OF_GREETING + 1) if at == 0 or _greets(words[:at], replies))
    return next((replies[said] for said in readings if said in replies), None)


def _greets(words: Sequence[str], replies: Mapping[str, ReplyKind]) -> bool:
    return replies.get(" ".join(words)) == "greeting"
