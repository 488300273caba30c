"""Limits stated in words of the lexicon: "operative only", "preamble: …"."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import Any

from retrieval.asking.understand.edits import has_words
from retrieval.asking.understand.finding import Cited, Edit, Finding, Limit, Placed
from retrieval.asking.understand.lexicon import limit_patterns


def find_stated(text: str, before: Sequence[Finding] = ()) -> list[Finding]:
    """Find the limits that a question with single blanks states in words of the lexicon.

    Args:
        text: The question.
        before: Findings of resolutions; the kind of a paragraph that is cited limits nothing.
    """
    cited = [(one.start, one.end) for one in before if _cites(one)]
    found: dict[str, list[tuple[Any, re.Match[str]]]] = defaultdict(list)
    for one in limit_patterns.STATED:
        if match := _first_match(one.patterns, text, cited):
            found[one.field].append((one.value, match))
    findings: list[Finding] = []
    for field, some in found.items():
        if len(some) == 1:  # "in the preamble or an operative paragraph" limits nothing
            [(value, match)] = some
            findings += [Finding(*match.span(), Limit(field, value)), _edit(text, match)]
    return findings


def _cites(finding: Finding) -> bool:
    return isinstance(finding.means, Placed) or (isinstance(finding.means, Cited) and finding.means.role == "shown")


def _first_match(
    patterns: Iterable[re.Pattern[str]], text: str, cited: Sequence[tuple[int, int]]
) -> re.Match[str] | None:
    for pattern in patterns:
        match = pattern.search(text)
        if match and not (
            limit_patterns.NEGATED_BEFORE.search(text[: match.start()])
            or any(match.start() < end and start < match.end() for start, end in cited)
        ):
            return match
    return None


def _edit(text: str, match: re.Match[str]) -> Finding:
    """Remove the words if they only filter; inside a sentence they stay, or it would not read.

    Several at the end of a clause are no part of it: "genocide in the preamble, all mentions".
    """
    before, behind = text[: match.start()], text[match.end() :]
    ends = " " in match[0] and behind.startswith((",", ";", "?", ". "))
    at_edge = ends or not has_words(before) or not has_words(behind)
    limits = limit_patterns.ONLY.search(match[0])
    return Finding(match.start(), match.end() if at_edge or limits else match.start(), Edit())
