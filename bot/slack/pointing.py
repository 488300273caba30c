"""Messages that only point at another message, or at a file: the bot reads neither.

The wordings are in `pointing.toml`, which explains their notation.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from functools import cache
from pathlib import Path

from retrieval.asking.understand.follow_ups.wordings import bare
from retrieval.asking.understand.frames import words_of_topic
from retrieval.asking.understand.lexicon import noise_patterns, turn_patterns
from retrieval.asking.understand.noise import without_noise
from retrieval.asking.understand.signs import signs_of
from retrieval.asking.understand.smalltalk import reply_kind
from retrieval.asking.understand.words import has_words

_TABLE = Path(__file__).parent / "pointing.toml"
_LONGEST = 100
"""Maximum number of characters of a message that only points."""
_AROUND = ' ?¿!¡.,:;–—-"“”؟？。、^'
_SET = re.compile(r"\{([a-z]+)\}")

_PART = re.compile(r"(?<=[.?!;,:])\s|\n")


@cache
def _tables() -> Mapping[str, Mapping[str, str]]:
    return tomllib.loads(_TABLE.read_text(encoding="utf-8"))


@cache
def marks() -> Mapping[str, re.Pattern[str]]:
    """Return the patterns of words by which a message refers to something, by the names that the table has."""
    forms = _tables()["marks"]
    return {name: re.compile(form.replace("\n", ""), re.IGNORECASE) for name, form in forms.items()}


@cache
def forms_in() -> Mapping[str, re.Pattern[str]]:
    """Return the forms of pointing messages, by language."""
    sets = {name: form.replace("\n", "") for name, form in _tables()["words"].items()}
    for name, form in sets.items():  # a set may name those before it
        sets[name] = _SET.sub(lambda found: sets[found[1]], form)
    return {
        language: re.compile(
            "|".join(f"(?:{_SET.sub(lambda found: sets[found[1]], form)})" for form in rows.values()).replace("\n", ""),
            re.IGNORECASE,
        )
        for language, rows in _tables().items()
        if language not in ("marks", "words")
    }


def pointing_language(text: str) -> str | None:
    """Return the language of a message that only points at another one; "" for mere signs, None for other messages.

    >>> pointing_language("can you answer that, please?"), pointing_language("^^"), pointing_language("même question")
    ('en', '', 'fr')
    >>> pointing_language("who protects women in camps?"), pointing_language("any language on water?")
    (None, None)
    """
    if not has_words(noise_patterns.MARK.sub(" ", text)):
        return ""
    if len(text) > _LONGEST or reply_kind(text) is not None:
        return None
    said = " ".join(text.replace("’", "'").split())
    words = {said.strip(_AROUND), bare(without_noise(said)).strip(_AROUND)} - {""}
    forms = forms_in().items()
    return next((language for language, form in forms for one in words if form.fullmatch(one)), None)


def is_about_others(text: str) -> bool:
    """Check whether a message refers to what was said before it, and has nothing else to search for.

    >>> is_about_others("can you answer that?"), is_about_others("where is this from?")
    (True, True)
    >>> is_about_others("does 2467 say that?"), is_about_others("what about children?")
    (False, False)
    """
    if pointing_language(text) is not None:
        return True
    words = without_noise(text)
    refers = signs_of(words) & {"refers", "it says"}
    return bool(refers) and not words_of_topic(words) and not marks()["limits"].search(words)


def is_about_file(text: str) -> bool:
    """Check whether a message with a file asks about the file: "does this match 1325?"; not "who pays? (see photo)".

    >>> is_about_file("see attached, does this match 1325?"), is_about_file("is this agreed language?")
    (True, True)
    >>> is_about_file("The agenda is attached. Who protects women in camps?")
    False
    """
    if pointing_language(text) is not None:
        return True
    parts = [part for part in _PART.split(f"{text} ") if has_words(part)]
    return any(map(_refers_to_file, parts)) and not any(map(_asks_for_itself, parts))


def _refers_to_file(part: str) -> bool:
    refers = marks()["this"].search(part) or signs_of(part) & {"refers"}
    is_of_file = marks()["file"].search(part) or marks()["of this"].search(part)
    return bool(is_of_file or (refers and not words_of_topic(part)))


def _asks_for_itself(part: str) -> bool:
    asks = turn_patterns.ASKS_OR_ORDERS.search(part) is not None
    return asks and bool(words_of_topic(part)) and not _refers_to_file(part)
