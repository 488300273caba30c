"""Limits stated in words of the lexicon: "operative only", "preamble: …"."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable
from typing import Any

from retrieval.asking.understand import lexicon
from retrieval.asking.understand.edits import has_words
from retrieval.asking.understand.finding import Edit, Finding, Limit


def find_stated(text: str) -> list[Finding]:
    """Find the limits that a question with single blanks states in words of the lexicon; "OP 12" cites and is none."""
    found: dict[str, list[tuple[Any, re.Match[str]]]] = defaultdict(list)
    for one in lexicon.STATED:
        if match := _first_match(one.patterns, text):
            found[one.field].append((one.value, match))
    findings: list[Finding] = []
    for field, some in found.items():
        if len(some) == 1:  # "in the preamble or an operative paragraph" limits nothing
            [(value, match)] = some
            findings += [Finding(*match.span(), Limit(field, value)), _edit(text, match)]
    return findings


def _first_match(patterns: Iterable[re.Pattern[str]], text: str) -> re.Match[str] | None:
    matches = (pattern.search(text) for pattern in patterns)
    return next((one for one in matches if one and not lexicon.NEGATED_BEFORE.search(text[: one.start()])), None)


def _edit(text: str, match: re.Match[str]) -> Finding:
    """Remove the words if they only filter; inside a sentence they stay, or it would not read."""
    at_edge = not has_words(text[: match.start()]) or not has_words(text[match.end() :])
    limits = lexicon.ONLY.search(match[0])
    return Finding(match.start(), match.end() if at_edge or limits else match.start(), Edit())
