"""Lexicon of a language: how its questions name resolutions, paragraphs, years and kinds, in English terms."""

from __future__ import annotations

import re
import tomllib
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from typing import Any

from retrieval.asking.understand.languages.glossary import GLOSSED, Glossed, glossed
from retrieval.asking.understand.languages.word_forms import without_accents

ENGLISH = "en"
OTHER = "und"
"""Code of any other language: "undetermined" in ISO 639-2."""

_FOLDER = Path(__file__).parent
_MARKS = str.maketrans("（）［］，。、；：？！،؛؟“”«»¿¡", '()[],.,;:?!,;?""""  ')
"""Translation of the punctuation of other scripts into ASCII, which the patterns expect."""

_WORD = re.compile(r"[^\W\d_]{2,}|\bI\b")
_ANY_WORD = re.compile(r"\w+")
GREETING = "hello"
"""English of a greeting."""
_OF_GREETING = 4
"""Maximum words of a greeting before another message."""
_OF_REFERENCES = frozenset(
    "resolution resolutions paragraph paragraphs operative preambular preamble annex in of under and or only since "
    "after before until between from to op pp".split()
)
"""English words of references and limits, which are no topic."""
_NUMBER = r"(?P<{}>\d{{3,4}})(?: ?\(\d{{4}}\))?(?!\d)"
"""Pattern of the number of a resolution, with or without its year."""
_CHINESE_DIGITS = "〇一二三四五六七八九"
_CHINESE_NUMBER = re.compile(
    r"(?<=第)(?=[一二三四五六七八九十])(?P<tens>[二三](?=十))?(?P<ten>十?)(?P<ones>[一二三四五六七八九]?)(?=段|条|(?:序言|执行)段)"
)
"""Number of a paragraph in Chinese, up to thirty-nine."""
_STOPS = " ,.;:!?"
"""Punctuation to remove at the beginning, behind words without an English term."""
_BLANKS = re.compile(r" {2,}")


@dataclass(frozen=True, slots=True)
class Lexicon:
    """Words of one language that a question is recognised by.

    Attributes:
        function_words: Frequent short words that English does not have.
        courtesies: Pattern of words that only ask politely: "svp".
        messages: English of whole messages: small talk, questions about the bot, and follow-ups without a topic ("le
            suivant"). The keys are in the form that `_plain` returns.
    """

    function_words: frozenset[str]
    courtesies: re.Pattern[str]
    messages: dict[str, str]


@dataclass(frozen=True, slots=True)
class Readings:
    """Compiled patterns of one language, which only a question in this language needs.

    Attributes:
        rows: Patterns of references, limits and abbreviations, each with its English.
        requests: Pattern of words that only ask to show something: "que dit", "quel est le texte de".
        two_asked: Pattern of two questions in a sentence, with groups "first" and "second".
    """

    rows: tuple[tuple[re.Pattern[str], str], ...]
    requests: re.Pattern[str]
    two_asked: re.Pattern[str]


@cache
def _table(language: str) -> dict[str, Any]:
    return tomllib.loads((_FOLDER / f"{language}.toml").read_text(encoding="utf-8"))


@cache
def lexicon_of(language: str) -> Lexicon:
    """Load the words of a language, given by its code."""
    table = _table(language)
    messages = {_plain(_ANY_WORD.findall(one)): said for said, some in table["messages"].items() for one in some}
    return Lexicon(
        frozenset(table["function_words"].split()), re.compile(_in_one_line(table["courtesies"]), re.I), messages
    )


@cache
def readings_of(language: str) -> Readings:
    """Load the patterns of a language, given by its code."""
    table = _table(language)
    named = {f"RES_{one}": table["resolution"].replace("#", _NUMBER.format(one.lower())) for one in "AB"}
    rows = tuple((re.compile(_in_one_line(_with(row["words"], named)), re.I), row["means"]) for row in table["reading"])
    requests, two_asked = (re.compile(_in_one_line(table[name]), re.I) for name in ("requests", "two_asked"))
    return Readings(rows, requests, two_asked)


def _in_one_line(pattern: str) -> str:
    """Remove the line breaks of a pattern of a table, where they count for nothing."""
    return pattern.replace("\n", "")


def _with(words: str, named: Mapping[str, str]) -> str:
    """Insert named patterns into a pattern."""
    for name, pattern in named.items():
        words = words.replace(name, pattern)
    return words


def in_english_terms(text: str, language: str) -> str:
    """Translate the references and limits of a question into English; the rest stays.

    A question that names resolutions or paragraphs, but no topic, keeps nothing else.

    >>> in_english_terms("Que dit la résolution 1325 au paragraphe 8 ?", "fr")
    'in resolution 1325, paragraph 8'
    >>> in_english_terms("ماذا يقول القرار ٢٢٤٢ عن النساء؟", "ar")
    'in resolution 2242, عن النساء?'
    """
    return _in_english_terms(text, language)[0]


def _in_english_terms(text: str, language: str) -> tuple[str, set[str]]:
    """Return a question with its references and limits in English, and the inserted English words, in lower case."""
    readings = readings_of(language)
    read, inserted = _with_usual_marks(text), set[str]()
    for pattern, means in readings.rows:
        read, found = pattern.subn(means, read)
        if found:
            read = _BLANKS.sub(" ", read)
            inserted.update(word.lower() for word in _WORD.findall(means))
    named = readings.requests.sub(" ", read)
    has_topic = not _OF_REFERENCES.issuperset(word.lower() for word in _WORD.findall(named))
    if has_topic or not any(character.isdigit() for character in named):
        return _BLANKS.sub(" ", read).strip(), inserted
    return _BLANKS.sub(" ", named).strip(" ?!.,;:"), inserted


def in_english(text: str, language: str, *, literal: bool = False) -> Glossed:
    """Translate a question: its references and limits by patterns, the rest term by term if there is a glossary.

    A question without any word of the glossary keeps its words.

    Args:
        text: The question.
        language: Code of its language.
        literal: Whether to translate its references and limits term by term, too.

    >>> in_english("Que dit la résolution 1325 sur les femmes et la paix ?", "fr").english
    'in resolution 1325, on women and peace?'
    """
    if not literal and (said := message_in(text, language)):
        return Glossed(said)
    read, inserted = (_with_usual_marks(text), set[str]()) if literal else _in_english_terms(text, language)
    if language not in GLOSSED:
        return Glossed(read)
    said_in_english = glossed(read, language, inserted)
    english = said_in_english.english.lstrip(_STOPS)
    return replace(said_in_english, english=english if any(map(str.isalnum, english)) else read)


def _with_usual_marks(text: str) -> str:
    """Normalise digits, punctuation and blanks of a text, as the patterns expect them."""
    return " ".join(_CHINESE_NUMBER.sub(_as_digits, _with_plain_digits(text).translate(_MARKS)).split())


def _as_digits(number: re.Match[str]) -> str:
    tens, ones = (_CHINESE_DIGITS.find(digit) if digit else 0 for digit in (number["tens"], number["ones"]))
    return str(10 * (tens or 1) * bool(number["ten"]) + ones)


def _with_plain_digits(text: str) -> str:
    """Replace the decimal digits of all scripts by 0 to 9.

    >>> _with_plain_digits("١٣٢٥, ２０００")
    '1325, 2000'
    """
    return "".join(str(unicodedata.decimal(one)) if one.isdecimal() else one for one in text)


def message_in(text: str, language: str) -> str:
    """Return the English of a message that the lexicon has as a whole, with or without a greeting; "" for any other.

    >>> message_in("Merci beaucoup !", "fr"), message_in("Bonjour, que peux-tu faire ?", "fr")
    ('thanks', 'what can you do')
    >>> message_in("Et le suivant, svp ?", "fr"), message_in("Merci de citer la 1325", "fr")
    ('the next one', '')
    """
    lexicon = lexicon_of(language)
    readings = [
        words[at:]
        for words in map(_ANY_WORD.findall, (text, lexicon.courtesies.sub(" ", text)))
        for at in range(_OF_GREETING + 1)
        if at == 0 or _greets(words[:at], lexicon)
    ]
    return next((lexicon.messages[said] for said in map(_plain, readings) if said in lexicon.messages), "")


def _greets(words: Sequence[str], lexicon: Lexicon) -> bool:
    return lexicon.messages.get(_plain(words)) == GREETING


def _plain(words: Sequence[str]) -> str:
    """Join words without blanks, accents, capitals, and marks of Arabic letters, which people often leave out."""
    return without_accents("".join(words).lower())
