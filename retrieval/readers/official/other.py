"""Detection of other kinds of document, for the error that refuses them."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable

from retrieval.errors import UnreadableError
from retrieval.readers.official.lines import is_council_line
from retrieval.readers.source import ACCEPTED, Line

_HEAD = 4_000  # characters of the head
_LONGEST_OPENING = 200  # characters of a line with the openings in two languages
_LONGEST_ARTICLE = 4  # characters before the name of the Council, in other languages
_COMMA = re.compile(r"\s?[,\uff0c\u060c]")  # a letterhead has none
_KINDS = (
    (
        re.compile(r"The General Assembly,|Resolution adopted by the General Assembly|A/RES/\d", re.IGNORECASE),
        "a resolution of the General Assembly",
    ),
    (re.compile(r"The Human Rights Council,|A/HRC/RES/", re.IGNORECASE), "a resolution of the Human Rights Council"),
    (
        re.compile(r"The Economic and Social Council,|E/RES/", re.IGNORECASE),
        "a resolution of the Economic and Social Council",
    ),
    (
        re.compile(r"S/PRST/\d|Statement by the President of the Security Council", re.IGNORECASE),
        "a statement by the President of the Security Council",
    ),
    (re.compile(r"Report of the Secretary-General", re.IGNORECASE), "a report of the Secretary-General"),
    (re.compile(r"S/PV\.\d"), "the record of a meeting"),
    (
        re.compile(r".{0,200}\bdraft resolution\b.{0,20}$", re.IGNORECASE),
        "a draft, which is no resolution yet",
    ),
    (re.compile(r"SC/\d{4,5}\b|Press Release\b|Meetings Coverage\b", re.IGNORECASE), "a press release"),
)


_COUNCIL = re.compile(r"Security\s+Council", re.IGNORECASE)
_LANGUAGES = (
    (re.compile(r"Conseil\s+de\s+s[eé]curit[eé]", re.IGNORECASE), "French"),
    (re.compile(r"Consejo\s+de\s+Seguridad", re.IGNORECASE), "Spanish"),
    (re.compile(r"Совет[а-я]{0,2}\s+Безопасности", re.IGNORECASE), "Russian"),
    (re.compile(r"安全理事[会會]|安理[会會]"), "Chinese"),
    (re.compile(r"مجلس\s+ال[أا]من"), "Arabic"),
    (re.compile(r"Sicherheitsrat", re.IGNORECASE), "German"),
)


def other_document(text: str) -> str | None:
    """Return the kind of another document by its head; None if it is not recognised.

    >>> other_document("The General Assembly,")
    'a resolution of the General Assembly'
    """
    if language := _other_language(text[:_HEAD]):
        return f"a text in {language}, not in English"
    head = [line.strip() for line in text[:_HEAD].splitlines()]
    return next((kind for pattern, kind in _KINDS if any(map(pattern.match, head))), None)


def refuse_second_language(lines: Iterable[Line]) -> None:
    """Refuse a text that opens in another language, too, as in prints with a column for each language.

    Raises:
        UnreadableError: If it does, as words of both languages would stand in one paragraph.
    """
    for line in lines:
        if len(line.text) > _LONGEST_OPENING:
            continue
        said = unicodedata.normalize("NFC", line.text)
        for pattern, language in _LANGUAGES:
            opening = pattern.search(said)
            if opening is None or not _COMMA.match(said, opening.end()):
                continue
            if opening.start() <= _LONGEST_ARTICLE or is_council_line(said):
                raise UnreadableError(
                    f"it opens in {language}, too (“{opening[0]}”), so that words of two languages may stand in one "
                    f"paragraph; expected English alone; copy the English column into a file of its own; {ACCEPTED}"
                )


def _other_language(head: str) -> str | None:
    """Return the language in which a text names the Council; None if it names it in English, or not at all."""
    if _COUNCIL.search(head):
        return None
    composed = unicodedata.normalize("NFC", head)
    return next((language for pattern, language in _LANGUAGES if pattern.search(composed)), None)
