"""Modal with a whole resolution, paragraph by paragraph."""

from __future__ import annotations

from collections.abc import Sequence

from bot.slack.views.kit import View, modal
from bot.slack.views.packed import clause_elements, packed
from bot.slack.views.paragraph import shares_lead_in
from bot.texts.texts import Texts
from retrieval.clauses.citation import short_pinpoint
from retrieval.clauses.clause import Clause


def resolution_modal(clauses: Sequence[Clause], say: Texts) -> View:
    """Build the modal with all paragraphs of a resolution that a view has room for.

    Args:
        clauses: Paragraphs of one resolution, in its order; at least one.
        say: Texts in the language of the reader.
    """
    paragraphs = [
        clause_elements(clause, short_pinpoint(clause.id), lead_in=not shares_lead_in(clause, before))
        for clause, before in zip(clauses, (None, *clauses), strict=False)
    ]
    return modal(str(clauses[0].symbol), packed("clauses", paragraphs, say), close=say("controls.close"))
