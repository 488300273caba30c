"""Limits to a kind of paragraph: "operative only", "preamble: …", "skip the preamble"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from retrieval.asking.understand.finding import Edit, Finding, Limit, Placed, is_cited_as
from retrieval.asking.understand.lexicon import kind_patterns
from retrieval.asking.understand.refusals import find_refusal
from retrieval.asking.understand.words import has_words
from retrieval.clauses.clause import ClauseKind


@dataclass(frozen=True, slots=True)
class _Said:
    """Words that state or refuse a kind of paragraph.

    Attributes:
        kinds: Kinds that the words limit to.
        start: Start of the words in the question.
        end: End of the words, exclusive.
        edit: Edit that removes the words.
    """

    kinds: tuple[ClauseKind, ...]
    start: int
    end: int
    edit: Finding


def find_kinds(text: str, before: Sequence[Finding] = ()) -> list[Finding]:
    """Find the limits of a whitespace-normalised question to a kind of paragraph.

    A refused kind limits to the others: "no preambular paragraphs" limits to operative ones. "In the preamble or an
    operative paragraph" limits nothing.

    Args:
        text: The question.
        before: Findings of resolutions. The kind of a cited paragraph sets no limit.
    """
    some = [said for kind in ClauseKind if (said := _said(kind, text, before))]
    left = [kind for kind in ClauseKind if some and all(kind in said.kinds for said in some)]
    findings: list[Finding] = []
    for said in some if left else ():
        findings += [Finding(said.start, said.end, Limit("kinds", kind)) for kind in left]
        findings.append(said.edit if len(some) == 1 else _whole(said))
    return findings


def _whole(said: _Said) -> Finding:
    """Remove all words of a limit, if the question states several: "OPs, not PPs"."""
    return Finding(min(said.start, said.edit.start), max(said.end, said.edit.end), Edit())


def _said(kind: ClauseKind, text: str, before: Sequence[Finding]) -> _Said | None:
    """Find the first words that state or refuse a kind; words that are part of a statement do neither."""
    cited = [one for one in before if isinstance(one.means, Placed) or is_cited_as("shown", one)]
    for pattern in kind_patterns.KINDS[kind]:
        match = pattern.search(text)
        if not match or any(match.start() < one.end and one.start < match.end() for one in cited):
            continue
        refusal = find_refusal(text, *match.span())
        if not refusal:
            return _Said((kind,), *match.span(), _edit(text, match, before))
        if refusal.means == "too":
            return _Said((), *match.span(), Finding(*match.span(), Edit()))
        if refusal.means == "unwanted":
            # The range excludes the kind itself, whose noun would be read as a request for a list.
            start, end = (refusal.start, match.start()) if refusal.start < match.start() else (match.end(), refusal.end)
            return _Said(kind_patterns.OTHER_KINDS[kind], start, end, Finding(refusal.start, refusal.end, Edit()))
    return None


def _edit(text: str, match: re.Match[str], before: Sequence[Finding]) -> Finding:
    """Return the edit that removes the words of a limit; inside a sentence, which needs them, it removes nothing.

    Several words at the end of a part of a sentence are removed: "genocide in the preamble, all mentions". Words that
    other findings remove do not count as words of the sentence: "from 2594, | operative: gender".
    """
    for one in before:
        if isinstance(one.means, Edit) and not one.means.instead:
            text = f"{text[: one.start]}{' ' * (one.end - one.start)}{text[one.end :]}"
    ahead, behind = text[: match.start()], text[match.end() :]
    ends = " " in match[0] and behind.startswith((",", ";", "?", ". "))
    at_edge = ends or not has_words(ahead) or not has_words(behind)
    if not (at_edge or kind_patterns.ONLY.search(match[0])):
        return Finding(match.start(), match.start(), Edit())
    inside = kind_patterns.INSIDE_BEFORE.search(ahead)
    return Finding(inside.start() if inside else match.start(), match.end(), Edit())
