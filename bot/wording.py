"""Interface sentences shared by console, exports and Slack, as unescaped text."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from typing import TYPE_CHECKING

from retrieval.asking.answer import Answer, Hit
from retrieval.asking.understand.followup import FollowUp
from retrieval.asking.understand.question import Question
from retrieval.clauses.citation import short
from retrieval.clauses.clause import Labeller, Provenance, Span, ThemeLabel
from retrieval.clauses.filters import Filters, describe
from retrieval.index.manifest import Manifest
from retrieval.index.protocol import ClauseIndex

if TYPE_CHECKING:  # slow to import: readers and locks
    from retrieval.agreed.compare import Comparison, Match
    from retrieval.index.build import BuildReport

COUNCIL = "United Nations Security Council"
_ALSO_SHOWN = 5
_JOINT = " · "


def theme_lines(labels: Iterable[ThemeLabel]) -> tuple[str, str]:
    """Format the themes of a clause: those that somebody gave, and those that are only suggested; "" for none.

    How likely a suggestion is stays out: it is in the answer as JSON, and 'clausebot label' says it.

    >>> theme_lines([ThemeLabel("Treaties", Labeller.USER), ThemeLabel("Protection", Labeller.SUGGESTED, 0.72)])
    ('Treaties (yours)', 'suggested theme: Protection')
    """
    there = tuple(labels)
    given = [label.name + (" (yours)" if label.by is Labeller.USER else "") for label in there if label.is_given]
    suggested = [label.name for label in there if not label.is_given]
    many = "s" * (len(suggested) > 1)
    return _JOINT.join(given), f"suggested theme{many}: {_JOINT.join(suggested)}" if suggested else ""


_CLOSEST = "Closest language:"
_NEAR_MISSES = "These come nearest, but do not seem to answer:"
_OUTSIDE = "Nearest outside these limits:"


def near_misses_line(answer: Answer) -> str:
    """Format the line above near misses: they lie outside the limits, may answer, or do not seem to."""
    if {*answer.beyond}.intersection(hit.clause.id for hit in answer.near_misses):
        return _OUTSIDE
    return _CLOSEST if answer.is_close else _NEAR_MISSES


def nothing_found(answer: Answer) -> str:
    """Format the message that nothing was found; of what is absent, that it is."""
    if answer.absent:
        return answer.reply
    if answer.is_close:
        return f"No paragraph answers that for certain{within(answer.asked.understood.scope.filters)}."
    return f"Nothing in this library answers that{within(answer.asked.understood.scope.filters)}."


_CERTAINTY = {"sure": "Sure", "likely": "Likely", "closest": "Unsure"}


def certainty_line(answer: Answer, many: int) -> str:
    """Format how certain it is that one of the first hits or near misses answers; "" if the encoder is not calibrated.

    Args:
        answer: The answer.
        many: Number of the first hits that the confidence is about.
    """
    if answer.certainty is None:
        return ""
    shown = "first" if answer.hits else "nearest"
    return f"{_CERTAINTY[answer.certainty]} ({answer.confidence:.0%}) that one of the {shown} {many} paragraphs answers"


def within(filters: Filters) -> str:
    """Format the scope of a filtered search; "" without filters."""
    return " within these limits" if describe(filters) else ""


def understood_line(asked: FollowUp) -> str:
    """Format the interpretation of a question; "" if it is plain from the words."""
    understood = asked.understood
    parts = [*([asked.note] if asked.note else []), *understood.own.scope.described]
    parts += [f"“{slip.typed}” read as “{slip.meant}”" for slip in understood.corrections]
    return f"Understood: {' · '.join(parts)}" if parts else ""


def standing_line(understood: Question, whose: str) -> str:
    """Format the standing limits that apply; "" for none.

    Args:
        understood: The question.
        whose: Who set them: "this channel".
    """
    stated = describe(understood.standing)
    return f"Limited by {whose}: {', '.join(stated)}" if stated else ""


def overruled_line(understood: Question) -> str:
    """Format the limits that do not apply; "" for none."""
    left = ", ".join(understood.overruled)
    return f"Not applied, as another limit says otherwise: {left}" if left else ""


def beyond_line(answer: Answer) -> str:
    """Format the clauses that answer without the limits; "" for none."""
    return f"Outside these limits, this seems to answer: {named_shortly(answer.beyond)}" if answer.beyond else ""


def suggestions_line(answer: Answer) -> str:
    """Format the number of clauses whose theme is only suggested, where none has it as a label; "" for none."""
    many = answer.suggestions
    themes = " or ".join(answer.asked.understood.scope.filters.themes)
    return f"No clause within these limits is labelled {themes}; for {many:,} it is suggested" if many else ""


def shape_lines(answer: Answer) -> list[str]:
    """Format what is special about an answer that is no ranking: totals of a list, silent sides of a comparison.

    Each is one line; none for a ranking.
    """
    shape, topic = answer.asked.understood.shape, answer.asked.understood.text.strip(" ?!.")
    if answer.sides:
        return [f"Nothing was found in {side.resolution} on “{topic}”" for side in answer.sides if not side.ids]
    if shape.name in ("first", "latest"):
        order = "earliest" if shape.name == "first" else "latest"
        return [f"The {order} first, of the paragraphs {_how_found(answer)} “{topic}”"]
    if answer.total is None:
        return []
    if shape.name == "count" and shape.unit == "resolutions":
        return [f"{counted(answer.total, 'resolution')} {_how_found(answer)} “{topic}”, by date"]
    return [f"{counted(answer.total, 'paragraph')} {_how_found(answer)} “{topic}”, by date"]


def compare_line(answer: Answer) -> str:
    """Format the command that compares two sides paragraph by paragraph; "" for any other answer."""
    if len(answer.sides) != 2:
        return ""
    first, second = (side.resolution.partition(" ")[0].removeprefix("S/RES/") for side in answer.sides)
    return f"'clausebot compare {first} {second}' shows both resolutions, paragraph by paragraph"


def _how_found(answer: Answer) -> str:
    """Return how the paragraphs of a list were found: by words they are all there are, by meaning they may not be."""
    return "with the words" if answer.by_words else "found by meaning (not certain to be all) on"


def limits_line(filters: Filters) -> str:
    """Format filters in words; "" for none."""
    stated = describe(filters)
    return f"Limited to: {', '.join(stated)}" if stated else ""


def coverage_line(index: ClauseIndex) -> str:
    """Format the coverage of the index: its resolutions and themes."""
    symbols, themes = sorted(index.facts.adopted), [name for name, count in index.facts.theme_counts if count]
    span = f"{symbols[0]}" if len(symbols) == 1 else f"{len(symbols):,} resolutions, {symbols[0]} to {symbols[-1]}"
    return f"It holds {span}{', labelled ' + ', '.join(themes) if themes else ''}."


def library_line(manifest: Manifest) -> str:
    """Format the size of the library, and its encoder."""
    held = f"{counted(manifest.clauses, 'clause')} of {counted(manifest.resolutions, 'resolution')}"
    return f"{held} · {manifest.encoder}"


def built_line(report: BuildReport) -> str:
    """Format the summary of a build."""
    manifest = report.manifest
    done = "published" if report.fresh else "already up to date:"
    return (
        f"{done} generation {manifest.generation}: {counted(manifest.clauses, 'clause')} of "
        f"{counted(manifest.resolutions, 'resolution')}; {counted(report.encoded, 'passage')} encoded, "
        f"{report.reused:,} reused ({manifest.encoder})"
    )


def long_date(day: date) -> str:
    """Format a date as in resolutions: 31 October 2000."""
    return f"{day.day} {day:%B %Y}"


def hit_notes(hit: Hit) -> list[str]:
    """Format notes on a hit: where it goes on, clauses with the same or nearly the same words, later versions."""
    goes_on = [f"It goes on in {named_shortly(hit.parts)}"] if hit.parts else []
    first = [f"First adopted in {short(hit.first)}"] if hit.first and len(hit.also) + len(hit.alike) > 1 else []
    alike = _alike_note(hit) if hit.alike else []
    return [*goes_on, *same_words_note(hit.also), *alike, *first, *_later_note(hit)]


def highlight_lines(text: str, highlights: Sequence[Span]) -> list[str]:
    """Return a line for each answering span, with its words.

    >>> highlight_lines("Urges all, and asks for one;", [(11, 28)])
    ['answers: “and asks for one;”']
    """
    return [f"answers: “{text[start:end]}”" for start, end in highlights]


def page_note(source: Provenance) -> list[str]:
    """Format the PDF page of a clause; nothing for a source without pages."""
    pages = source.pages
    if not pages:
        return []
    named = f"page {pages[0]}" if len(pages) == 1 else f"pages {pages[0]}–{pages[-1]}"
    return [f"On {named} of {source.file}"]


def same_words_note(also: Sequence[str]) -> list[str]:
    """Format the clauses with the same words; nothing for none."""
    return [f"The same words: {named_shortly(also)}"] if also else []


def cited_by_note(citing: Sequence[str]) -> list[str]:
    """Format the clauses that cite this one; nothing for none."""
    return [f"Cited by {named_shortly(citing)}"] if citing else []


def _alike_note(hit: Hit) -> list[str]:
    others = len({clause_id.partition("#")[0] for clause_id in hit.alike} - {hit.clause.symbol.compact})
    where = f"in {counted(others, 'other resolution')}" if others else "elsewhere in it"
    return [f"Nearly the same words {where}: {named_shortly(hit.alike)}"]


def _later_note(hit: Hit) -> list[str]:
    """Format the later versions of a clause with other words; those with the same words are named as such."""
    changed = [clause_id for clause_id in hit.later if clause_id not in hit.also]
    return [f"Later on this: {named_shortly(changed)}"] if changed else []


def comparison_line(comparison: Comparison) -> str:
    """Format the counts of a comparison: paragraphs by kind of change."""
    counts = ", ".join(f"{number} {kind}" for kind, number in comparison.counts.items())
    moved = f"; {comparison.moved} of those that both have stand elsewhere" if comparison.moved else ""
    return f"Of the paragraphs, {counts}{moved}."


def match_line(match: Match) -> str:
    """Format the kind of change of a paragraph."""
    return f"{match.kind.value}, moved" if match.moved else match.kind.value


def named_shortly(ids: Sequence[str]) -> str:
    """Format clauses as a list of short citations, truncated."""
    named = [short(clause_id) for clause_id in ids[:_ALSO_SHOWN]]
    more = len(ids) - len(named)
    return "; ".join(named) + (f" and {more} more" if more else "")


def some_of(names: Sequence[str]) -> str:
    """Format a list of names, truncated.

    >>> some_of(["a", "b"]), some_of("abcdefg")
    ('a, b', 'a, b, c, d, e and 2 more')
    """
    more = len(names) - _ALSO_SHOWN
    return ", ".join(names[:_ALSO_SHOWN]) + (f" and {more:,} more" if more > 0 else "")


def counted(number: int, noun: str, plural: str = "") -> str:
    """Format a number with its noun; `plural` is for a plural without "s".

    >>> counted(1, "file"), counted(2156, "clause"), counted(2, "page of extracts", "pages of extracts")
    ('1 file', '2,156 clauses', '2 pages of extracts')
    """
    return f"{number:,} {noun if number == 1 else plural or f'{noun}s'}"
