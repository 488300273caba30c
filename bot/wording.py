"""Interface sentences shared by console, exports and Slack, as unescaped text."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from textwrap import shorten
from typing import TYPE_CHECKING

from bot.inert import inert
from bot.texts.texts import ENGLISH, OFFICIAL, Texts, said_in
from retrieval.asking.answer import Answer, Hit
from retrieval.asking.understand.citing_together import mentioned_texts
from retrieval.asking.understand.follow_ups.turns import NOTE_OPENING, Reading
from retrieval.asking.understand.question import Question
from retrieval.clauses.citation import short
from retrieval.clauses.clause import Labeller, Provenance, Span, ThemeLabel
from retrieval.clauses.filters import Filters, describe, ends_of
from retrieval.clauses.scope import Scope
from retrieval.index.manifest import Manifest
from retrieval.index.protocol import ClauseIndex

if TYPE_CHECKING:  # slow to import: readers and locks
    from retrieval.agreed.compare import Comparison, Match
    from retrieval.index.build import BuildReport

COUNCIL = "United Nations Security Council"
UNMEASURED = "how sure an answer is was not measured for this encoder"
"""Note on an encoder without a calibration: any paragraphs found count as an answer, and no question is refused."""

_ALSO_SHOWN = 5
_MOST_READ = 200
"""Most characters that are shown of what a question in another language says in English."""
_JOINT, _LISTED = " · ", "; "


def theme_lines(labels: Iterable[ThemeLabel], language: str = ENGLISH) -> tuple[str, str]:
    """Format the themes of a clause: those that somebody gave, and those that are only suggested; "" for none.

    How likely a suggestion is stays out: it is in the answer as JSON, and 'clausebot label' says it.

    >>> theme_lines([ThemeLabel("Treaties", Labeller.USER), ThemeLabel("Protection", Labeller.SUGGESTED, 0.72)])
    ('Treaties (yours)', 'suggested theme: Protection')
    """
    say, there = said_in(language), tuple(labels)
    given = [
        say("themes.yours", name=label.name) if label.by is Labeller.USER else label.name
        for label in there
        if label.is_given
    ]
    suggested = [label.name for label in there if not label.is_given]
    return (
        _JOINT.join(given),
        say("themes.suggested", names=_JOINT.join(suggested), n=len(suggested)) if suggested else "",
    )


def near_misses_line(answer: Answer) -> str:
    """Format the line above near misses: they lie outside the limits, may answer, or do not seem to."""
    say = _said(answer.reading.understood)
    if {*answer.beyond}.intersection(hit.clause.id for hit in answer.near_misses):
        return say("near.outside")
    return say("near.closest") if answer.is_close else say("near.misses")


def nothing_found(answer: Answer) -> str:
    """Format the message that nothing was found; of what is absent, and of a name that no paragraph has, that it is."""
    if answer.reply:
        return reply_line(answer)
    limited = bool(describe(answer.reading.understood.scope.filters))
    kind = "unsure" if answer.is_close else "none"
    return _said(answer.reading.understood)(f"nothing.{kind}_within" if limited else f"nothing.{kind}")


def reply_line(answer: Answer) -> str:
    """Format the message in place of hits or before them; of what is absent, in the language of the question."""
    say = _said(answer.reading.understood)
    if not answer.absent or say.language == ENGLISH:
        return answer.reply
    return say("nothing.absent", names=_LISTED.join(map(say.apart, answer.absent)))


def quoted_line(answer: Answer, language: str = ENGLISH) -> str:
    """Format the line above quotes in another language than the question's; "" for a question in English.

    Args:
        answer: The answer.
        language: Of the line about a question in a language that is not understood.
    """
    asked_in = answer.reading.understood.language
    if asked_in == ENGLISH:
        return ""
    return said_in(asked_in)("language.quoted") if asked_in in OFFICIAL else said_in(language)("language.other")


def languages_line(answer: Answer, language: str = ENGLISH) -> str:
    """Format the line of an answer without hits that says in which languages questions are understood.

    Args:
        answer: The answer; "" for one that found something, and where the language of the question is understood.
        language: Of the line about a question in none of the languages that clausebot knows.
    """
    asked_in = answer.reading.understood.language
    if answer.hits or answer.small_talk is not None:
        return ""
    return "" if asked_in in OFFICIAL else said_in(language)("language.other")


def within(filters: Filters) -> str:
    """Format the scope of a filtered search; "" without filters."""
    return " within these limits" if describe(filters) else ""


def limits_said(scope: Scope, language: str) -> list[str]:
    """Format limits in words, one note for each: in English as `Scope.described`.

    >>> from datetime import date
    >>> limits_said(Scope(Filters(since=date(2015, 1, 1), themes=("Protection",))), "fr")
    ['depuis 2015', 'sous le thème Protection']
    """
    say, filters = said_in(language), scope.filters

    def among(key: str, values: Iterable[object], joint: str = "or") -> str:
        listed = say(f"limits.{joint}").join(say.apart(str(value)) for value in values)
        return say(f"limits.{key}", names=listed) if listed else ""

    first, last = ends_of(filters)
    notes = (
        among("resolutions", filters.resolutions),
        among("outside", scope.outside, "and"),
        _period(first, last, say),
        say("limits.or").join(say(f"limits.{kind}") for kind in filters.kinds),
        among("themes_suggested" if filters.suggested else "themes", filters.themes),
        among("countries", filters.countries),
    )
    return [note for note in notes if note]


def _period(first: str, last: str, say: Texts) -> str:
    if first and last:
        same = "limits.on" if "-" in first else "limits.within"
        return say(same, day=first) if first == last else say("limits.span", first=first, last=last)
    return say("limits.since", day=first) if first else say("limits.until", day=last) if last else ""


def understood_line(reading: Reading) -> str:
    """Format the interpretation of a question; "" if it is plain from the words."""
    understood, say = reading.understood, _said(reading.understood)
    about = reading.note.removeprefix(NOTE_OPENING)
    parts = [
        *([say("understood.about", topic=about)] if about else []),
        *limits_said(understood.without_standing.scope, say.language),
    ]
    parts += [say("understood.read_as", typed=slip.typed, meant=slip.meant) for slip in understood.corrections]
    if say.language != ENGLISH and not (understood.only_cited or understood.only_limits):
        read = shorten(reading.searched.rstrip(" ?!."), _MOST_READ, placeholder="…")
        parts.append(say("understood.in_english", words=say.apart(read)))
    return say("understood.line", parts=_JOINT.join(parts)) if parts else ""


def standing_line(understood: Question, whose: str = "") -> str:
    """Format the standing limits that apply; "" for none.

    Args:
        understood: The question.
        whose: Who set them: "this channel"; "" for the chat.
    """
    say = _said(understood)
    stated = limits_said(Scope(understood.standing), say.language)
    whose = whose or say("understood.this_chat")
    return say("understood.limited_by", whose=whose, limits=", ".join(stated)) if stated else ""


def overruled_line(understood: Question) -> str:
    """Format the limits that do not apply; "" for none. They are in English in every language."""
    left = ", ".join(understood.overruled)
    return _said(understood)("understood.overruled", limits=left) if left else ""


def beyond_line(answer: Answer) -> str:
    """Format the clauses that answer without the limits; "" for none."""
    say = _said(answer.reading.understood)
    return say("beyond.line", named=named_shortly(answer.beyond, say.language)) if answer.beyond else ""


def suggestions_line(answer: Answer) -> str:
    """Format the number of clauses whose theme is only suggested, where none has it as a label; "" for none."""
    say, themes = _said(answer.reading.understood), answer.reading.understood.scope.filters.themes
    named = say("limits.or").join(map(say.apart, themes))
    return say("beyond.suggested", themes=named, n=answer.suggestions) if answer.suggestions else ""


def shape_lines(answer: Answer) -> list[str]:
    """Format what is special about an answer that is no ranking: totals of a list, silent sides of a comparison.

    Each is one line, and another says which other words were found; none for a ranking.
    """
    shape, topic = answer.reading.understood.shape, answer.reading.understood.topic
    say = _said(answer.reading.understood)
    if answer.sides:
        silent = [side.resolution for side in answer.sides if not side.ids]
        return [say("shape.silent", resolution=resolution, topic=topic) for resolution in silent]
    # Found by words they are all there are, by meaning they may not be.
    found = "citing" if mentioned_texts(answer.reading.understood) else "words" if answer.by_words else "meaning"
    others = [say("shape.other_words", words="; ".join(answer.other_words))] if answer.other_words else []
    if shape.name in ("first", "latest"):
        return [say(f"shape.{'earliest' if shape.name == 'first' else 'latest'}_{found}", topic=topic), *others]
    if answer.total is None:
        return []
    if shape.as_such:
        return [say(f"shape.whole_{_counted_kind(answer)}", n=answer.total)]
    if shape.cites:
        counted = shape.cites if shape.name == "count" and shape.unit == "resolutions" else "paragraphs"
        return [say(f"shape.cites_{counted}", n=answer.total)]
    unit = "resolutions" if shape.name == "count" and shape.unit == "resolutions" else "paragraphs"
    how = "both" if unit == "paragraphs" and answer.worded and not answer.by_words else found
    return [say(f"shape.{unit}_{how}", topic=topic, n=answer.total, worded=answer.worded or 0), *others]


def _counted_kind(answer: Answer) -> str:
    """Return what a count of resolutions or paragraphs as such is of."""
    understood = answer.reading.understood
    kinds = understood.scope.filters.kinds
    if understood.shape.unit == "resolutions":
        return "resolutions"
    if understood.shape.unit == "sub-paragraphs":
        return "parts"
    return kinds[0].value if len(kinds) == 1 else "paragraphs"


def compare_line(answer: Answer) -> str:
    """Format the command that compares two resolutions paragraph by paragraph; "" for an answer that is not of two."""
    understood = answer.reading.understood
    numbers = [side.resolution.partition(" ")[0].removeprefix("S/RES/") for side in answer.sides]
    if understood.shape.name == "resolution" and not answer.absent:
        numbers = [str(one.number) for one in understood.scope.filters.resolutions]
    if len(numbers) != 2:
        return ""
    first, second = numbers
    return _said(understood)("shape.compare", first=first, second=second)


def limits_line(filters: Filters) -> str:
    """Format filters in words; "" for none."""
    stated = describe(filters)
    return f"Limited to: {', '.join(stated)}" if stated else ""


def coverage_line(many: int, first: str, last: str, themes: Sequence[str], language: str = ENGLISH) -> str:
    """Format the coverage of a library: the number of its resolutions, the first and the last, and its themes."""
    say = said_in(language)
    key = f"coverage.{'single' if many == 1 else 'many'}{'_labelled' if themes else ''}"
    named = {"themes": ", ".join(map(say.apart, themes))} if themes else {}
    return say(key, first=first, **named) if many == 1 else say(key, first=first, last=last, n=many, **named)


def coverage_of(index: ClauseIndex, language: str = ENGLISH) -> str:
    """Format the coverage of an index: its resolutions and themes."""
    symbols, themes = sorted(index.facts.adopted), [name for name, count in index.facts.theme_counts if count]
    return coverage_line(len(symbols), f"{symbols[0]}", f"{symbols[-1]}", themes, language)


def _said(understood: Question) -> Texts:
    """Return the sentences in the language of a question."""
    return said_in(understood.language)


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


def hit_notes(hit: Hit, language: str = ENGLISH) -> list[str]:
    """Format notes on a hit: where it goes on, clauses with the same or nearly the same words, later versions."""
    say = said_in(language)
    goes_on = [say("note.goes_on", named=named_shortly(hit.parts, language))] if hit.parts else []
    is_first = hit.first and {*hit.also, *hit.alike} != {hit.first}  # else it is named already
    first = [say("note.first", cited=short(hit.first))] if is_first else []
    alike = _alike_note(hit, say) if hit.alike else []
    return [*goes_on, *same_words_note(hit.also, language), *alike, *first, *_later_note(hit, say)]


def highlight_lines(text: str, highlights: Sequence[Span], language: str = ENGLISH) -> list[str]:
    """Return a line for each answering span, with its words.

    >>> highlight_lines("Urges all, and asks for one;", [(11, 28)])
    ['answers: “and asks for one;”']
    """
    # A quote has no isolates of its own.
    return [said_in(language)("note.answers", words=inert(text[start:end])) for start, end in highlights]


def page_note(source: Provenance, language: str = ENGLISH) -> list[str]:
    """Format the PDF page of a clause; nothing for a source without pages."""
    pages, say = source.pages, said_in(language)
    if not pages:
        return []
    first, last = f"{pages[0]}", f"{pages[-1]}"
    if len(pages) == 1:
        return [say("note.page", page=first, file=source.file)]
    return [say("note.pages", first=first, last=last, file=source.file)]


def same_words_note(also: Sequence[str], language: str = ENGLISH) -> list[str]:
    """Format the clauses with the same words; nothing for none."""
    return [said_in(language)("note.same", named=named_shortly(also, language))] if also else []


def cited_by_note(citing: Sequence[str]) -> list[str]:
    """Format the clauses that cite this one; nothing for none."""
    return [f"Cited by {named_shortly(citing)}"] if citing else []


def _alike_note(hit: Hit, say: Texts) -> list[str]:
    others = len({clause_id.partition("#")[0] for clause_id in hit.alike} - {hit.clause.symbol.compact})
    named = named_shortly(hit.alike, say.language)
    return [say("note.alike", named=named, n=others) if others else say("note.alike_here", named=named)]


def _later_note(hit: Hit, say: Texts) -> list[str]:
    """Format the later versions of a clause with other words; those with the same words are named as such."""
    changed = [clause_id for clause_id in hit.later if clause_id not in hit.also]
    return [say("note.later", named=named_shortly(changed, say.language))] if changed else []


def comparison_line(comparison: Comparison) -> str:
    """Format the counts of a comparison: paragraphs by kind of change."""
    counts = ", ".join(f"{number} {kind}" for kind, number in comparison.counts.items())
    moved = f"; {comparison.moved} of those that both have stand elsewhere" if comparison.moved else ""
    return f"Of the paragraphs, {counts}{moved}."


def match_line(match: Match) -> str:
    """Format the kind of change of a paragraph."""
    return f"{match.kind.value}, moved" if match.moved else match.kind.value


def named_shortly(ids: Sequence[str], language: str = ENGLISH) -> str:
    """Format clauses as a list of short citations, truncated."""
    say = said_in(language)
    named = _LISTED.join(say.apart(short(clause_id)) for clause_id in ids[:_ALSO_SHOWN])
    more = len(ids) - _ALSO_SHOWN
    return say("note.and_more", named=named, n=more) if more > 0 else named


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
