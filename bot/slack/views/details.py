"""Modals computed from the index: a whole list, two resolutions compared, the history of a paragraph's words."""

from __future__ import annotations

from collections.abc import Sequence

from bot.answer_wording import shape_lines
from bot.inert import inert
from bot.slack.views import limits
from bot.slack.views.difference import compared
from bot.slack.views.kit import Element, View, line, link, modal, rich_text, words
from bot.slack.views.limits import shortened
from bot.slack.views.packed import clause_elements, packed
from bot.texts.texts import Texts
from bot.wording import comparison_line, match_line
from retrieval.agreed.compare import Comparison, Match, MatchKind
from retrieval.agreed.history import Step
from retrieval.asking.answer import Answer
from retrieval.clauses.citation import short_citation, short_pinpoint
from retrieval.clauses.clause import Clause

_DIFFERENCE = limits.RICH_TEXT // 2
"""Size limit of the words of a changed paragraph in bytes."""

_LINE = 300


def waiting_modal(title: str, say: Texts) -> View:
    """Build the placeholder modal that is shown until the content is ready."""
    return modal(title, [rich_text("waiting", line(words(say("notice.looking"))))], close=say("controls.close"))


def list_modal(answer: Answer, say: Texts) -> View:
    """Build the modal with all paragraphs of a list that a view has room for."""
    told = [line(words(shortened(inert(said), _LINE), bold=True)) for said in shape_lines(answer)]
    paragraphs = [clause_elements(hit.clause, hit.citation, _dated(hit.clause, say)) for hit in answer.hits]
    return modal(say("details.list"), packed("list", [*told, *paragraphs], say), close=say("controls.close"))


def comparison_modal(comparison: Comparison, say: Texts) -> View:
    """Build the modal that compares two resolutions, paragraph by paragraph; unchanged ones are only named."""
    above = [
        *line(words(f"{comparison.old} → {comparison.new}", bold=True)),
        *line(words(comparison_line(comparison))),
        *line(words(say("language.how"), italic=True)),
    ]
    paragraphs = [above, *(_match(match, say) for match in comparison.matches)]
    return modal(say("details.compare"), packed("match", paragraphs, say), close=say("controls.close"))


def history_modal(steps: Sequence[Step], say: Texts) -> View:
    """Build the modal with the chain of a paragraph, oldest first: its words, and what changed from one to the next."""
    paragraphs = [_step(step, say) for step in steps]
    return modal(say("details.history"), packed("step", paragraphs, say), close=say("controls.close"))


def _match(match: Match, say: Texts) -> list[Element]:
    [*_, shown] = filter(None, (match.old, match.new))
    places = dict.fromkeys(short_pinpoint(clause.id) for clause in (match.old, match.new) if clause)
    title, kind = " → ".join(places), f"  {match_line(match)}"
    if match.kind is MatchKind.KEPT:
        return line(link(shown.url, title), words(kind))
    if match.old is None or match.new is None:
        return clause_elements(shown, title, kind)
    changed = compared(shown, match.parts, match.old.text, _DIFFERENCE, say)
    return [*line(link(shown.url, title), words(kind)), *(element for part in changed for element in part)]


def _step(step: Step, say: Texts) -> list[Element]:
    clause, dated = step.clause, _dated(step.clause, say)
    if step.before is None:
        return clause_elements(clause, clause.citation, dated)
    since = f"{dated}  {say('details.after', cited=short_citation(step.before.id))}"
    changed = compared(clause, step.parts, step.before.text, _DIFFERENCE, say)
    return [*line(link(clause.url, clause.citation), words(since)), *(element for part in changed for element in part)]


def _dated(clause: Clause, say: Texts) -> str:
    return f"  {say.date(clause.date)}" if clause.date else ""
