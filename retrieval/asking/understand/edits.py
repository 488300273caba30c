"""Edits of a question before it is searched for: words that only state a limit are taken out."""

from __future__ import annotations

from collections.abc import Iterable

from retrieval.asking.understand import lexicon
from retrieval.asking.understand.finding import Edit, Finding


def has_words(text: str) -> bool:
    """Say whether there is a letter or a digit."""
    return lexicon.WORD_CHARACTER.search(text) is not None


def content_words(text: str) -> list[str]:
    """Return the words, in lower case, that say what something is about."""
    return [word for word in lexicon.CONTENT_WORD.findall(text.lower()) if word not in lexicon.EMPTY]


def edited(text: str, findings: Iterable[Finding]) -> str:
    """Carry out the edits of findings, as `remaining` does; return the text itself if no content is left."""
    result = remaining(text, findings)
    return result if content_words(result) else text


def remaining(text: str, findings: Iterable[Finding]) -> str:
    """Carry out the edits of findings, those that overlap an earlier one left out."""
    edits = [(one.start, one.end, one.means.instead) for one in findings if isinstance(one.means, Edit)]
    if not edits:
        return text
    parts, done = [], 0
    for start, end, instead in sorted(edits, key=lambda edit: (edit[0], -edit[1])):
        if start >= done:
            parts += [text[done:start], instead]
            done = end
    return _tidied(" ".join([*parts, text[done:]]))


def _tidied(text: str) -> str:
    folded = " ".join(lexicon.EMPTY_BRACKETS.sub(" ", text).split())
    folded = lexicon.STOPS_BEFORE_STOP.sub("", lexicon.BLANK_BEFORE_STOP.sub("", folded))
    return folded.lstrip(" ,;:.–—-").rstrip(" ,;:–—-")
