"""Notes on a clause, shared by console, exports and Slack: themes, page, clauses with the same words, versions."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from bot.inert import inert
from bot.texts.texts import ENGLISH, Texts, said_in
from bot.wording import JOINT, named_shortly
from retrieval.asking.answer import Hit
from retrieval.clauses.citation import short_citation
from retrieval.clauses.clause import Labeller, Provenance, Span, ThemeLabel


def theme_lines(labels: Iterable[ThemeLabel], language: str = ENGLISH) -> tuple[str, str]:
    """Format the given and the suggested themes of a clause; "" for none.

    The probability of a suggestion is shown by `clausebot label` and in JSON only.

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
        JOINT.join(given),
        say("themes.suggested", names=JOINT.join(suggested), n=len(suggested)) if suggested else "",
    )


def hit_notes(hit: Hit, language: str = ENGLISH) -> list[str]:
    """Format notes on a hit: sub-paragraphs, clauses with the same or nearly the same words, first use, versions."""
    say = said_in(language)
    goes_on = [say("note.goes_on", named=named_shortly(hit.parts, language))] if hit.parts else []
    named_already = {*hit.also, *hit.alike} == {hit.first}
    first = [say("note.first", cited=short_citation(hit.first))] if hit.first and not named_already else []
    alike = _alike_note(hit, say) if hit.alike else []
    return [*goes_on, *same_words_note(hit.also, language), *alike, *first, *_later_note(hit, say)]


def highlight_lines(text: str, highlights: Sequence[Span], language: str = ENGLISH) -> list[str]:
    """Return a line with the words of each answering span.

    >>> highlight_lines("Urges all, and asks for one;", [(11, 28)])
    ['answers: “and asks for one;”']
    """
    # Without directional isolates of its own, which `inert` replaces, a quote is isolated as a whole.
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
    """Format the later versions of a clause that have other words; `same_words_note` names the others."""
    changed = [clause_id for clause_id in hit.later if clause_id not in hit.also]
    return [say("note.later", named=named_shortly(changed, say.language))] if changed else []
