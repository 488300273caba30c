"""Limits stated in words of the lexicon: "operative only", "preamble: …", "skip the preamble"."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from retrieval.asking.understand.finding import Edit, Finding, Limit, Placed, Stated, is_cited_as
from retrieval.asking.understand.lexicon import limit_patterns
from retrieval.asking.understand.refusals import find_refusal
from retrieval.asking.understand.words import has_words


@dataclass(frozen=True, slots=True)
class _Said:
    """Words that state or refuse a limit.

    Attributes:
        values: Values that the words limit to.
        start: Start of the words in the question.
        end: End of the words, exclusive.
        edit: Edit that removes the words.
    """

    values: tuple[Any, ...]
    start: int
    end: int
    edit: Finding


def find_stated(text: str, before: Sequence[Finding] = ()) -> list[Finding]:
    """Find the limits that a whitespace-normalised question states in words of the lexicon.

    A refused value limits to the other values of its field: "no preambular paragraphs" limits to operative ones.

    Args:
        text: The question.
        before: Findings of resolutions. The kind of a cited paragraph sets no limit.
    """
    cited = [(one.start, one.end) for one in before if _cites(one)]
    removed = [(one.start, one.end) for one in before if isinstance(one.means, Edit) and not one.means.instead]
    found: dict[str, list[_Said]] = defaultdict(list)
    for one in limit_patterns.STATED:
        if said := _said(one, text, cited, removed):
            found[one.field].append(said)
    findings: list[Finding] = []
    for field, some in found.items():
        left = [value for value in some[0].values if all(value in said.values for said in some)]
        for said in some if left else ():  # "in the preamble or an operative paragraph" limits nothing
            findings += [Finding(said.start, said.end, Limit(field, value)) for value in left]
            findings.append(said.edit if len(some) == 1 else _whole(said))
    return findings


def _whole(said: _Said) -> Finding:
    """Remove all words of a limit, if the question states several of the same field: "OPs, not PPs"."""
    return Finding(min(said.start, said.edit.start), max(said.end, said.edit.end), Edit())


def _cites(finding: Finding) -> bool:
    return isinstance(finding.means, Placed) or is_cited_as("shown", finding)


def _said(
    stated: Stated, text: str, cited: Sequence[tuple[int, int]], removed: Sequence[tuple[int, int]]
) -> _Said | None:
    """Find the first words that state or refuse a limit; words that are part of a statement do neither.

    Args:
        stated: The limit.
        text: The question.
        cited: Ranges of cited paragraphs.
        removed: Ranges that other findings remove.
    """
    for pattern in stated.patterns:
        match = pattern.search(text)
        if not match or any(match.start() < end and start < match.end() for start, end in cited):
            continue
        refusal = find_refusal(text, *match.span())
        if not refusal:
            return _Said((stated.value,), *match.span(), _edit(text, match, removed))
        if refusal.means == "too":
            return _Said((), *match.span(), Finding(*match.span(), Edit()))
        if refusal.means == "unwanted":
            # The range excludes the kind itself, whose noun would be read as a request for a list.
            start, end = (refusal.start, match.start()) if refusal.start < match.start() else (match.end(), refusal.end)
            return _Said(stated.others, start, end, Finding(refusal.start, refusal.end, Edit()))
    return None


def _edit(text: str, match: re.Match[str], removed: Sequence[tuple[int, int]]) -> Finding:
    """Return the edit that removes the words of a limit; inside a sentence, which needs them, it removes nothing.

    Several words at the end of a part of a sentence are removed: "genocide in the preamble, all mentions". Words that
    other findings remove do not count as words of the sentence: "from 2594, | operative: gender".
    """
    for start, end in removed:
        text = f"{text[:start]}{' ' * (end - start)}{text[end:]}"
    before, behind = text[: match.start()], text[match.end() :]
    ends = " " in match[0] and behind.startswith((",", ";", "?", ". "))
    at_edge = ends or not has_words(before) or not has_words(behind)
    if not (at_edge or limit_patterns.ONLY.search(match[0])):
        return Finding(match.start(), match.start(), Edit())
    inside = limit_patterns.INSIDE_BEFORE.search(before)
    return Finding(inside.start() if inside else match.start(), match.end(), Edit())
