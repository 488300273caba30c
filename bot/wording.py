"""Sentences about libraries, limits and numbers, shared by console, exports and Slack, as unescaped text."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import cache
from importlib.metadata import version
from typing import TYPE_CHECKING

from bot.texts.texts import ENGLISH, Texts, said_in
from retrieval.clauses.citation import short_citation
from retrieval.clauses.clause import Symbol
from retrieval.clauses.filters import MOST_IN_FULL, Filters, describe, ends_of, names_of
from retrieval.clauses.scope import Scope
from retrieval.index.manifest import Manifest
from retrieval.index.protocol import ClauseIndex

if TYPE_CHECKING:  # slow to import: readers and locks
    from retrieval.agreed.compare import Comparison, Match
    from retrieval.index.build import BuildReport

COUNCIL = "United Nations Security Council"
UNMEASURED = "how sure an answer is was not measured for this encoder"
"""Note on an encoder without a calibration: any paragraphs found count as an answer, and no question is refused."""

JOINT, LISTED = " · ", "; "
"""Separators of the parts of a line, and of names."""

_ALSO_SHOWN = 5
"""Maximum number of names in a list; the others are counted."""


def within(filters: Filters) -> str:
    """Format the scope of a filtered search; "" without filters."""
    return " within these limits" if describe(filters) else ""


def limits_said(scope: Scope, language: str) -> list[str]:
    """Format limits in words, one note for each; the English words are those of `Scope.described`.

    >>> from datetime import date
    >>> limits_said(Scope(Filters(since=date(2015, 1, 1), themes=("Protection",))), "fr")
    ['depuis 2015', 'sous le thème Protection']
    """
    say, filters = said_in(language), scope.filters

    def among(key: str, values: Iterable[object], joint: str = "or") -> str:
        listed = say(f"limits.{joint}").join(say.apart(str(value)) for value in values)
        return say(f"limits.{key}", names=listed) if listed else ""

    first, last = ends_of(filters)
    names = names_of(filters.resolutions)
    many = ", ".join(map(say.apart, names)) if len(names) > MOST_IN_FULL else ""
    notes = (
        say("limits.any_resolution", names=many) if many else among("resolutions", names),
        among("outside", scope.outside, "and"),
        _period(first, last, say),
        say("limits.or").join(say(f"limits.{kind}") for kind in filters.kinds),
        among("themes_suggested" if filters.suggested else "themes", filters.themes),
        among("countries", filters.countries),
    )
    return [note for note in notes if note]


def _period(first: str, last: str, say: Texts) -> str:
    if first and last:
        if first != last:
            return say("limits.span", first=first, last=last)
        is_day = "-" in first
        return say("limits.on" if is_day else "limits.within", day=first)
    return say("limits.since", day=first) if first else say("limits.until", day=last) if last else ""


def limits_line(filters: Filters) -> str:
    """Format filters in words; "" for none."""
    stated = describe(filters)
    return f"Limited to: {', '.join(stated)}" if stated else ""


def coverage_line(many: int, first: str, last: str, themes: Sequence[str], language: str = ENGLISH) -> str:
    """Format the coverage of a library: number of resolutions, first and last one, themes."""
    say = said_in(language)
    key = f"coverage.{'single' if many == 1 else 'many'}{'_labelled' if themes else ''}"
    named = {"themes": ", ".join(map(say.apart, themes))} if themes else {}
    return say(key, first=first, **named) if many == 1 else say(key, first=first, last=last, n=many, **named)


def coverage_of(index: ClauseIndex, language: str = ENGLISH) -> str:
    """Format the coverage of an index: its resolutions and themes."""
    symbols, themes = sorted(index.facts.adopted), [name for name, count in index.facts.theme_counts if count]
    return coverage_line(len(symbols), f"{symbols[0]}", f"{symbols[-1]}", themes, language)


def library_line(manifest: Manifest) -> str:
    """Format the size of the library, and the encoder of its index."""
    held = f"{counted(manifest.clauses, 'clause')} of {counted(manifest.resolutions, 'resolution')}"
    return f"{held} · {manifest.encoder}"


@cache
def release() -> str:
    """Return the version of the program, without the suffix of unreleased ones."""
    return version("clausebot").partition(".dev")[0]


def built_line(report: BuildReport) -> str:
    """Format the summary of a build."""
    manifest = report.manifest
    done = "published" if report.fresh else "already up to date:"
    return (
        f"{done} generation {manifest.generation}: {counted(manifest.clauses, 'clause')} of "
        f"{counted(manifest.resolutions, 'resolution')}; {counted(report.encoded, 'passage')} encoded, "
        f"{report.reused:,} reused ({manifest.encoder})"
    )


def comparison_line(comparison: Comparison) -> str:
    """Format the counts of a comparison: paragraphs by kind of change."""
    older_only = _only_in(comparison.old)
    counts = ", ".join(
        f"{number} {older_only if kind.value == 'dropped' else kind.value}"
        for kind, number in comparison.counts.items()
    )
    moved = f"; {comparison.moved} of the kept and changed ones moved" if comparison.moved else ""
    return f"Of the paragraphs, {counts}{moved}."


def match_line(match: Match) -> str:
    """Format the kind of change of a paragraph."""
    if match.old and match.kind.value == "dropped":
        return _only_in(match.old.symbol)
    return f"{match.kind.value}, moved" if match.moved else match.kind.value


def _only_in(older: Symbol) -> str:
    """Format the kind of a paragraph without a counterpart: the older resolution stays in force, so nothing is dropped.

    >>> _only_in(Symbol(1325, 2000))
    'only in 1325'
    """
    return f"only in {older.number}"


def named_shortly(ids: Sequence[str], language: str = ENGLISH) -> str:
    """Format clauses as a list of short citations, truncated."""
    say = said_in(language)
    named = LISTED.join(say.apart(short_citation(clause_id)) for clause_id in ids[:_ALSO_SHOWN])
    more = len(ids) - _ALSO_SHOWN
    return say("note.and_more", named=named, n=more) if more > 0 else named


def some_of(names: Sequence[str]) -> str:
    """Format a list of names, truncated.

    >>> some_of(["a", "b"]), some_of("abcdefg")
    ('a, b', 'a, b, c, d, e and 2 more')
    """
    more = len(names) - _ALSO_SHOWN
    return ", ".join(names[:_ALSO_SHOWN]) + (f" and {more:,} more" if more > 0 else "")


def split_blanks(text: str) -> tuple[str, str, str]:
    r"""Return the blanks that a text begins with, the text without them, and those that it ends with.

    >>> split_blanks(" all women\n"), split_blanks(" ")
    ((' ', 'all women', '\n'), ('', '', ' '))
    """
    bare = text.strip()
    start = text.find(bare)
    return text[:start], bare, text[start + len(bare) :]


def counted(number: int, noun: str, plural: str = "") -> str:
    """Format a number with its noun; `plural` is for a plural without "s".

    >>> counted(1, "file"), counted(2156, "clause"), counted(2, "page of extracts", "pages of extracts")
    ('1 file', '2,156 clauses', '2 pages of extracts')
    """
    return f"{number:,} {noun if number == 1 else plural or f'{noun}s'}"
