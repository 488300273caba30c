"""Limits that words of the lexicon state, and to a theme: "operative only", "preamble: …", "under Participation"."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import Any

from retrieval.asking.understand import lexicon
from retrieval.asking.understand.edits import has_words
from retrieval.asking.understand.finding import Cited, Edit, Finding, Limit, Placed, overlaps
from retrieval.index.facts import LibraryFacts


def find_stated(text: str, before: Sequence[Finding] = ()) -> list[Finding]:
    """Find the limits that a question with single blanks states in words of the lexicon.

    Args:
        text: The question.
        before: Findings of resolutions; the kind of a paragraph that is cited limits nothing.
    """
    cited = [(one.start, one.end) for one in before if _cites(one)]
    found: dict[str, list[tuple[Any, re.Match[str]]]] = defaultdict(list)
    for one in lexicon.STATED:
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
            lexicon.NEGATED_BEFORE.search(text[: match.start()])
            or any(match.start() < end and start < match.end() for start, end in cited)
        ):
            return match
    return None


def _edit(text: str, match: re.Match[str]) -> Finding:
    """Remove the words if they only filter; inside a sentence they stay, or it would not read."""
    at_edge = not has_words(text[: match.start()]) or not has_words(text[match.end() :])
    limits = lexicon.ONLY.search(match[0])
    return Finding(match.start(), match.end() if at_edge or limits else match.start(), Edit())


def find_themes(text: str, about: LibraryFacts, *, suggested: bool = False) -> list[Finding]:
    """Find the theme filters of a whitespace-normalised question.

    "Theme: SGBV" and "labelled Protection" always filter. "Under Participation" and "SGBV language" filter if the theme
    is written as a name and the library has clauses with that label; otherwise a theme's word is an ordinary word.

    Args:
        text: The question.
        about: What the library holds.
        suggested: Whether suggested themes count as labels.
    """
    labelled = {*about.labelled, *about.suggested} if suggested else about.labelled
    found: list[Finding] = []
    folded = text.casefold()
    for form, name in sorted(about.vocabulary.by_form.items(), key=lambda item: -len(item[0])):
        words = form.replace(" and ", " ").split()
        if not all(word.casefold() in folded for word in words):
            continue
        for match in _theme_matches(text, tuple(words), name in labelled):
            if not overlaps(match, found):
                found.append(Finding(*match.span(), Limit("themes", name)))
                found.append(Finding(*match.span(), Edit(_left_of(match))))
    return found


def _theme_matches(text: str, words: tuple[str, ...], labelled: bool) -> list[re.Match[str]]:
    said, implied = lexicon.theme_patterns(words)
    return [
        *said.finditer(text),
        *(match for match in implied.finditer(text) if labelled and _is_name(text, match)),
    ]


def _is_name(text: str, match: re.Match[str]) -> bool:
    """Return whether the words are written as a name: capitals, and not only at the start of a sentence."""
    group = "form" if match["form"] else "noun"
    words = lexicon.NAME_WORD.findall(match[group])
    capital = all(word[0].isupper() for word in words if word.lower() not in ("and", "of", "based"))
    return capital and (has_words(text[: match.start(group)]) or words[0].isupper() or len(words) > 1)


def _left_of(match: re.Match[str]) -> str:
    """Return the words that stay: a theme before "language" is also the topic."""
    return match["noun"] if "noun" in match.re.groupindex and match["noun"] else ""
