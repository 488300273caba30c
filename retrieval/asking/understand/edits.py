"""Query edits: remove the words of a question that only state a filter."""

from __future__ import annotations

from collections.abc import Iterable

from retrieval.asking.understand.finding import Edit, Finding
from retrieval.asking.understand.lexicon import word_lists
from retrieval.asking.understand.words import content_words


def edited(text: str, findings: Iterable[Finding]) -> str:
    """Apply the edits of findings, as `remaining` does; return the text unchanged if no content word is left."""
    result = remaining(text, findings)
    return result if content_words(result) else text


def remaining(text: str, findings: Iterable[Finding]) -> str:
    """Apply the edits of findings, skipping edits that overlap an earlier one."""
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
    folded = " ".join(word_lists.EMPTY_BRACKETS.sub(" ", text).split())
    folded = word_lists.STOPS_BEFORE_STOP.sub("", word_lists.BLANK_BEFORE_STOP.sub("", folded))
    return folded.lstrip(" ,;:.–—+&-").rstrip(" ,;:–—+&-")
