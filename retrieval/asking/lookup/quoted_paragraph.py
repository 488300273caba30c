"""Look-up of the paragraph that a message quotes in lines behind ">", as replies on Slack and by e-mail do."""

from __future__ import annotations

from retrieval.asking.lookup.quotations import is_passage
from retrieval.asking.understand.lexicon import quotation_patterns
from retrieval.clauses.clause import Clause
from retrieval.index.protocol import ClauseIndex, full_or_none
from retrieval.wording.fold import fold_words

_MOST_LINES = 8
"""Number of the longest lines that are looked up."""

_MOST_WORDS = 40
"""Number of words of a line that are looked up; so many are in no second paragraph by chance."""


def paragraph_quoted(quoted: str, index: ClauseIndex) -> Clause | None:
    """Return the paragraph that has a quoted line word for word; None if none has, or with an index without phrases.

    The longest line that is a passage decides. Of several paragraphs with its words, the one that the lines cite comes
    first.

    Args:
        quoted: The quoted lines, without their marks. A line may end in an ellipsis, and begin with a number.
        index: The index to look in.
    """
    full = full_or_none(index)
    if full is None:
        return None
    pieces = (piece for line in quoted.splitlines() for piece in quotation_patterns.ELLIPSIS.split(line))
    passages = [passage for piece in pieces if is_passage(passage := quotation_patterns.NUMBERED.sub("", piece))]
    for passage in sorted(passages, key=len, reverse=True)[:_MOST_LINES]:
        words = fold_words(passage).split()[:_MOST_WORDS]
        rows = full.phrases.rows_of_phrase([full.phrases.number_forms(word) for word in words])
        clauses = full.clauses_at(rows)
        if clauses:
            return next((one for one in clauses if one.citation in quoted), clauses[0])
    return None
