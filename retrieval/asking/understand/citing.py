"""Questions for the paragraphs that mention a resolution or one of its paragraphs: "which resolutions recall 1325?"."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from retrieval.asking.understand.edits import remaining
from retrieval.asking.understand.finding import LISTED, Edit, Finding, Limit, Shape, citation_of, shape_of
from retrieval.asking.understand.lexicon import word_lists
from retrieval.asking.understand.places import search_before, words_beside
from retrieval.asking.understand.question import Question
from retrieval.asking.understand.shapes import find_shapes
from retrieval.clauses.adopted import year_of
from retrieval.clauses.citation import Citation, parse_citation
from retrieval.errors import CitationError


def find_citing(text: str, found: Sequence[Finding]) -> list[Finding]:
    """Find a question for the paragraphs that mention one resolution, or one paragraph of it.

    The words around have to be the frame of a list, a count, or of a first or latest mention, and limits: "how often
    does 2467 recall 1325?". A question on what a resolution itself mentions, or on a topic, is no such one.

    Args:
        text: The question, whitespace-normalised.
        found: The limits and citations in it.

    Returns:
        The findings with which the question is read, the other limits of `found` among them; none for any other one.
    """
    if word_lists.TOLD_TO_CITE.match(text):
        return []
    mentioned = [one for one in found if _is_mentioned(text, one)]
    citations = {citation for one in mentioned if (citation := citation_of(one, "topic", "shown"))}
    if len({replace(citation, paragraph=None) for citation in citations}) != 1:
        return []
    start, end = min(one.start for one in mentioned), max(one.end for one in mentioned)
    others = [one for one in found if one.end <= start or one.start >= end]
    frame = _frame(text[:start] + "x" * (end - start) + text[end:], others)
    if not frame:
        return []
    paragraphs = [one for one in citations if one.paragraph]
    if len(paragraphs) > 1:
        return []
    citation = [*paragraphs, *citations][0]
    named = str(replace(citation, year=citation.year or year_of(citation.number)))
    limits = [one for one in others if isinstance(one.means, Limit)]
    return [
        *limits,
        *frame,
        Finding(0, start, Edit()),
        Finding(start, end, Edit(named)),
        Finding(end, len(text), Edit()),
    ]


def _frame(text: str, others: Sequence[Finding]) -> list[Finding]:
    """Return the shape that a text asks for if only limits and its topic, written "xxxx", are left."""
    shapes = find_shapes(text, others)
    left = word_lists.CONTENT_WORD.findall(remaining(text, [*others, *shapes]))
    if shapes and shape_of(shapes).name in LISTED and len(left) == 1 and not left[0].strip("x"):
        return [one for one in shapes if isinstance(one.means, Shape)]
    is_asked = word_lists.DOES_MENTION.fullmatch(remaining(text, others))
    return [Finding(0, 0, Shape("list"))] if is_asked else []


def mentioned_in(question: Question) -> Citation | None:
    """Return the resolution or paragraph whose mentions a question asks for, as `find_citing` reads it; else None."""
    if question.shape.name not in LISTED or not question.text.startswith("S/RES/"):
        return None
    try:
        citation = parse_citation(question.text)
    except CitationError:
        return None
    return citation if citation.year else None


def _is_mentioned(text: str, one: Finding) -> bool:
    """Return whether a finding is what a question wants the mentions of: "recall 1325", "where is 1325 mentioned"."""
    if citation_of(one, "topic", "shown") is None:
        return False
    return (
        search_before(word_lists.MENTIONING_BEFORE, text, one.start) is not None
        or word_lists.MENTIONED_AFTER.match(words_beside(text, one.start, one.end)[1]) is not None
    )
