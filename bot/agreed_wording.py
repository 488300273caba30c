"""Sentences on precedents, phrases and histories, shared by console and Slack. Answers do not need them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from bot.clause_wording import same_words_note
from bot.wording import counted, named_shortly, within
from retrieval.agreed.history import Step, Uses
from retrieval.agreed.precedents import Likeness, Precedent, Precedents
from retrieval.agreed.traced import TracedPhrase
from retrieval.clauses.citation import short_citation
from retrieval.clauses.clause import Clause
from retrieval.clauses.filters import Filters

LIKENESS_HEADINGS = {
    Likeness.IDENTICAL: "Identical",
    Likeness.NEAR: "Near-identical",
    Likeness.PARTLY: "Partly identical: nearly all words of one are in the other",
    Likeness.SUBSTANCE: "Same substance, shared words in bold",
}
FIRST_APPEARANCE = "first appearance"
NOT_THE_SAME = "These come nearest, but do not seem to say the same:"


def precedent_notes(one: Precedent) -> list[str]:
    """Format notes on a precedent: share of common words, clauses with the same or nearly the same words."""
    share = [f"{one.score:.0%} of the words are shared"] if one.likeness in (Likeness.NEAR, Likeness.PARTLY) else []
    alike = [f"Nearly the same words: {named_shortly(one.alike)}"] if one.alike else []
    return [*share, *same_words_note(one.also), *alike]


def first_line(first: Clause, given: Clause | None) -> str:
    """Format the first use of the same or nearly the same words."""
    where = "here" if given and first.id == given.id else f"in {short_citation(first.id)}"
    return f"These words, or nearly these, first appear {where}."


def phrase_line(phrase: TracedPhrase, found: Precedents) -> str:
    """Format the first use of a phrase, or the next one after a given clause, and the number of uses."""
    # An upper date limit does not change which use is the first.
    limits = found.limits if found.later else replace(found.limits, until=None)
    count = f"{counted(phrase.clauses, 'clause')} of {counted(phrase.resolutions, 'resolution')}"
    return f"{'next' if found.later else 'first'}{within(limits)} in {short_citation(phrase.first.id)}; {count}"


def nothing_said(filters: Filters) -> str:
    """Format the message that no clause has a phrase or its meaning."""
    return f"Nothing in this library says that{within(filters)}."


def nothing_agreed(found: Precedents) -> str:
    """Format the message that there are no precedents, or no later uses."""
    side = "" if found.given.clause is None else "later " if found.later else "earlier "
    return f"Nothing {side}in this library uses that language{within(found.limits)}."


def steps_line(steps: Sequence[Step]) -> str:
    """Format the size of a chain of clause versions: clauses, resolutions and years."""
    if not steps:
        return "No clause of this chain is within these limits."
    first, last = steps[0].clause.symbol.year, steps[-1].clause.symbol.year
    years = f"{first}" if first == last else f"{first} to {last}"
    resolutions = len({step.clause.symbol for step in steps})
    return f"{counted(len(steps), 'clause')} of {counted(resolutions, 'resolution')}, {years}"


def uses_line(uses: Uses) -> str:
    """Format the number of clauses with a phrase or its meaning, and the search method."""
    how = "with the words" if uses.by_words else "that come near in meaning to"
    resolutions = len({clause.symbol for clause in uses.clauses})
    held = f"{counted(len(uses.clauses), 'clause')} of {counted(resolutions, 'resolution')}"
    return f"{held} {how} “{uses.said}”"
