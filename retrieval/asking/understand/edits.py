"""What is taken out of a question before it is searched for: words that only state a limit."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from retrieval.asking.understand import lexicon


@dataclass(frozen=True, slots=True, order=True)
class Edit:
    """A range of the question, and what stands in its place when it is searched for."""

    start: int
    end: int
    instead: str = ""


def has_words(text: str) -> bool:
    """Say whether there is a letter or a digit."""
    return lexicon.WORD_CHARACTER.search(text) is not None


def content_words(text: str) -> list[str]:
    """Return the words, in lower case, that say what something is about."""
    return [word for word in lexicon.CONTENT_WORD.findall(text.lower()) if word not in lexicon.EMPTY]


def overlaps(match: re.Match[str], edits: Iterable[Edit]) -> bool:
    """Say whether a match has a character in common with one of some edits."""
    return any(match.start() < edit.end and edit.start < match.end() for edit in edits)


def edited(text: str, edits: Iterable[Edit]) -> str:
    """Carry out edits, as `remaining` does; return the text itself if no content is left."""
    result = remaining(text, edits)
    return result if content_words(result) else text


def remaining(text: str, edits: Iterable[Edit]) -> str:
    """Carry out edits, those that overlap an earlier one left out."""
    ordered = sorted(edits, key=lambda edit: (edit.start, -edit.end))
    if not ordered:
        return text
    parts, done = [], 0
    for edit in ordered:
        if edit.start >= done:
            parts += [text[done : edit.start], edit.instead]
            done = edit.end
    return _tidied(" ".join([*parts, text[done:]]))


def _tidied(text: str) -> str:
    folded = " ".join(lexicon.EMPTY_BRACKETS.sub(" ", text).split())
    folded = lexicon.STOPS_BEFORE_STOP.sub("", lexicon.BLANK_BEFORE_STOP.sub("", folded))
    return folded.lstrip(" ,;:.–—-").rstrip(" ,;:–—-")
