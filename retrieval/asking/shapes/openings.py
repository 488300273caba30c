"""Lists and counts of the paragraphs that begin or end with some words, or begin with a verb of the Council."""

from __future__ import annotations

from collections.abc import Sequence, Set
from itertools import takewhile

from retrieval.asking.answer import Result
from retrieval.asking.ranking.search import hits_of
from retrieval.asking.understand.lexicon.opening_words import LEADING
from retrieval.asking.understand.question import Question
from retrieval.index.protocol import ClauseIndex, clauses_within
from retrieval.wording.fold import fold_words
from retrieval.wording.spellings import spellings

_MOST_LEADING = 3
"""Maximum words before the verb of a paragraph: "In this regard, requests"."""

_READ = 100
"""Characters at the edge of a paragraph that are read beyond the length of the wanted words; leading words fit in."""

_COUNTED = (
    "By their first words: they begin with this verb, or with “further”, “also” or the like before it. What is said"
    " later in a paragraph, or in other words, is not counted."
)


def list_openings(question: Question, index: ClauseIndex, *, k: int) -> Result:
    """List the paragraphs that begin or end with the search text of a question, by date; the total counts all.

    Whole words count, in any case, in British or American spelling; marks do not. A sub-paragraph has its own text.

    Args:
        question: Supplies the words, the limits and the shape.
        index: The index.
        k: Maximum number of hits.
    """
    wanted, is_verb = fold_words(question.text).split(), question.shape.opening == "verb"
    first = _of_verb(wanted[0]) if is_verb else [wanted[0]]
    phrase = [{form for one in some for form in spellings(one)} for some in (first, *([word] for word in wanted[1:]))]
    has_phrase = _HAS_PHRASE[question.shape.opening]
    read = len(question.text) + _READ
    part = slice(-read, None) if question.shape.opening == "last words" else slice(read)
    clauses = clauses_within(question.scope, index)
    rows = [row for row, clause in clauses if has_phrase(fold_words(clause.text[part]).split(), phrase)]
    if not rows:
        return Result((), 0.0, answered=False, total=0, by_words=True, said=_none(question))
    hits, said = hits_of(rows[:k], question, index), _COUNTED if is_verb else ""
    return Result(hits, 1.0, answered=True, total=len(rows), by_words=True, said=said)


def _none(question: Question) -> str:
    within = " within these limits" if question.scope.described else ""
    verb = "ends" if question.shape.opening == "last words" else "begins"
    return f"No paragraph in this library {verb} with “{question.topic}”{within}."


def _of_verb(verb: str) -> Sequence[str]:
    """Return a verb as it begins operative and preambular paragraphs: "recalls", "recalling"."""
    base = verb.removesuffix("s")
    return (verb, f"{base}ing", f"{base.removesuffix('e')}ing")


def _begins(words: Sequence[str], phrase: Sequence[Set[str]]) -> bool:
    """Return whether words begin with a phrase, of which each word may have several forms."""
    return len(words) >= len(phrase) and all(word in forms for word, forms in zip(words, phrase, strict=False))


def _begins_with_verb(words: Sequence[str], phrase: Sequence[Set[str]]) -> bool:
    """Return whether words begin with a verb and its object: "Further requests | that | the Secretary-General"."""
    leading = sum(1 for _ in takewhile(LEADING.__contains__, words[:_MOST_LEADING]))
    verb, *rest = words[leading:] or [""]
    if rest[:1] == ["that"] and len(phrase) > 1:
        del rest[0]
    return _begins([verb, *rest], phrase)


def _ends(words: Sequence[str], phrase: Sequence[Set[str]]) -> bool:
    """Return whether words end with a phrase, of which each word may have several forms."""
    return _begins(words[::-1], phrase[::-1])


_HAS_PHRASE = {"words": _begins, "last words": _ends, "verb": _begins_with_verb}
