"""Theme filters of a question: "theme: SGBV", "under Participation", "SGBV language"."""

from __future__ import annotations

import re

from retrieval.asking.understand.finding import Edit, Finding, Limit, overlaps
from retrieval.asking.understand.lexicon import kind_patterns, word_lists
from retrieval.asking.understand.refusals import is_unlimited
from retrieval.asking.understand.words import has_words
from retrieval.index.facts import LibraryFacts


def find_themes(text: str, facts: LibraryFacts, *, suggested: bool) -> list[Finding]:
    """Find the theme filters of a whitespace-normalised question.

    "Theme: SGBV" and "labelled Protection" always filter. "Under Participation" and "SGBV language" filter if the theme
    is written as a name and the library has clauses with that label; otherwise its words are ordinary words. A theme
    that the question refuses sets no filter, as filters cannot exclude themes.

    Args:
        text: The question.
        facts: Facts of the library.
        suggested: Whether suggested themes count as labels.
    """
    labelled = {*facts.labelled, *facts.suggested} if suggested else facts.labelled
    found: list[Finding] = []
    folded = text.casefold()
    for form, name in sorted(facts.vocabulary.by_form.items(), key=lambda item: -len(item[0])):
        words = form.replace(" and ", " ").split()
        if not all(word.casefold() in folded for word in words):
            continue
        for match in _theme_matches(text, tuple(words), name in labelled):
            if not overlaps(match, found) and not is_unlimited(text, *match.span()):
                found.append(Finding(*match.span(), Limit("themes", name)))
                found.append(Finding(*match.span(), Edit(_topic_kept(match))))
    return found


def _theme_matches(text: str, words: tuple[str, ...], labelled: bool) -> list[re.Match[str]]:
    said, implied = kind_patterns.theme_patterns(words)
    return [
        *said.finditer(text),
        *(match for match in implied.finditer(text) if labelled and _is_name(text, match)),
    ]


def _is_name(text: str, match: re.Match[str]) -> bool:
    """Return whether a theme is written as a name: in capitals that do not only begin a sentence."""
    group = "form" if match["form"] else "noun"
    words = word_lists.NAME_WORD.findall(match[group])
    capital = all(word[0].isupper() for word in words if word.lower() not in ("and", "of", "based"))
    return capital and (has_words(text[: match.start(group)]) or words[0].isupper() or len(words) > 1)


def _topic_kept(match: re.Match[str]) -> str:
    """Return the theme of "SGBV language", which is the topic, too; "" for any other theme filter."""
    return match["noun"] if "noun" in match.re.groupindex and match["noun"] else ""
