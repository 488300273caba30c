"""Questions for mentions of several resolutions ("cite 1325 or 1820"), or of other documents ("S/PRST/2015/25")."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from retrieval.asking.understand.citing import (
    frame_around,
    masked,
    mentioned_in,
    not_overlapping,
    read_as,
    shape_of_mentions_in,
)
from retrieval.asking.understand.finding import LISTED, Finding, Limit, Shape, citation_of, shape_of
from retrieval.asking.understand.lexicon import citing_patterns
from retrieval.asking.understand.question import Question
from retrieval.asking.understand.words import search_before
from retrieval.clauses.adopted import with_year
from retrieval.clauses.citation import Citation
from retrieval.clauses.clause import Symbol


@dataclass(frozen=True, slots=True)
class MentionedTexts:
    """Documents whose mentions a question asks for.

    Attributes:
        symbols: As in the citation graph: "S/RES/1325(2000)", "S/PRST/2015/25".
        every: Whether the same resolution or paragraph has to mention all of them, not just any of them.
        paragraph: Paragraph of the only document, a resolution, whose mentions are asked for; None for all mentions.
    """

    symbols: tuple[str, ...]
    every: bool = False
    paragraph: str | None = None


def without_documents(text: str) -> str:
    """Replace each character in the symbols of documents other than resolutions by one letter.

    >>> without_documents("who cites S/2015/716?")
    'who cites xxxxxxxxxx?'
    """
    return citing_patterns.DOCUMENT.sub(lambda found: "x" * len(found[0]), text)


def find_documents(text: str, found: Sequence[Finding]) -> list[Finding]:
    """Find a question for the paragraphs that mention documents other than resolutions; none for any other question.

    Args:
        text: The question, whitespace-normalised.
        found: Findings of the question without the symbols of these documents.
    """
    named = list(citing_patterns.DOCUMENT.finditer(text))
    if not named or not _are_joined(text, named):
        return []
    start, end = _start_of_list(text, named[0].start()), named[-1].end()
    written, others = masked(text, start, end), not_overlapping(start, end, found)
    is_alone = citing_patterns.ALONE.fullmatch(written) is not None
    frame = (
        [Finding(0, 0, Shape("list"))] if is_alone else frame_around(written, others) or _within_one(written, others)
    )
    limits = [one for one in others if isinstance(one.means, Limit)]
    if not frame:
        return []
    names = _link(text, start, end, shape_of(frame)).join(_symbol(one[0]) for one in named)
    return [*limits, *frame, *read_as(names, start, end, text)]


def find_together(text: str, found: Sequence[Finding]) -> list[Finding]:
    """Find a question for the mentions of several resolutions: "which resolutions cite both 1325 and 1820".

    Args:
        text: The question, whitespace-normalised.
        found: The limits and citations in it.
    """
    named = [one for one in found if citation_of(one, "topic", "outside") is not None]
    several = {span for span in _spans(named) if len(_citations(named, span)) > 1}
    if len(several) != 1:
        return []
    ((start, end),) = several
    mentioning = search_before(citing_patterns.MENTIONING_SEVERAL, text, start)
    is_mentioned = mentioning or citing_patterns.MENTIONED_AFTER.match(text[end:])
    if not is_mentioned or citing_patterns.TOLD_TO_CITE.match(text):
        return []
    first = _start_of_list(text, start)
    written, others = masked(text, first, end), not_overlapping(first, end, found)
    frame = _within_one(written, others) or frame_around(written, others)
    if not frame:
        return []
    symbols = [str(with_year(one)) for one in _citations(named, (start, end))]
    limits = [one for one in others if isinstance(one.means, Limit)]
    return [*limits, *frame, *read_as(_link(text, first, end, shape_of(frame)).join(symbols), first, end, text)]


def mentioned_texts(question: Question) -> MentionedTexts | None:
    """Return the documents whose mentions a question asks for, if a function here found them; else None."""
    if one := mentioned_in(question):
        return MentionedTexts((Symbol(one.number, one.year or 0).compact,), paragraph=one.paragraph)
    if question.shape.name not in LISTED or not citing_patterns.MENTIONED_TEXTS.fullmatch(question.text):
        return None
    named = citing_patterns.MENTIONED_TEXT.finditer(question.text)
    return MentionedTexts(tuple(one[0].replace(" ", "") for one in named), " and " in question.text)


def document_asked_for(text: str) -> str:
    """Return the symbol of a document that is no resolution, if a question asks for its text; else "".

    >>> document_asked_for("s/2015/716, para 5"), document_asked_for("who cites S/2015/716?")
    ('S/2015/716', '')
    """
    match = citing_patterns.ASKED_FOR_DOCUMENT.fullmatch(text)
    return _symbol(match["document"]) if match else ""


def _are_joined(text: str, named: Sequence[re.Match[str]]) -> bool:
    """Return whether only commas and conjunctions are between the documents of a question."""
    return all(
        citing_patterns.BETWEEN_DOCUMENTS.fullmatch(text, one.end(), another.start())
        for one, another in pairwise(named)
    )


def _spans(named: Sequence[Finding]) -> set[tuple[int, int]]:
    """Return the ranges at which resolutions are named; a list of resolutions is one range."""
    return {(one.start, one.end) for one in named}


def _citations(named: Sequence[Finding], span: tuple[int, int]) -> list[Citation]:
    """Return the resolutions that are named in a range of a text."""
    cited = (citation_of(one, "topic", "outside") for one in named if (one.start, one.end) == span)
    return list(dict.fromkeys(one for one in cited if one))


def _link(text: str, start: int, end: int, shape: Shape) -> str:
    """Return " or " if a mention of any document is enough, " and " if a text has to mention all of them.

    "1325 and 1820" means both in "which resolutions cite …", and any in "mentions of …" and "when was … cited".
    """
    named = citing_patterns.DOCUMENT.sub("x", text[start:end])
    is_of_each = shape.name in ("first", "latest") or search_before(citing_patterns.MENTIONS_OF, text, start)
    is_of_any = citing_patterns.ANY_OF.search(named) or (is_of_each and not citing_patterns.BOTH.match(named))
    return " or " if is_of_any else " and "


def _start_of_list(text: str, start: int) -> int:
    """Return the start of a list of documents, including "both" or "either" before it."""
    mentioning = search_before(citing_patterns.MENTIONING_SEVERAL, text, start)
    return mentioning.start("both") if mentioning and mentioning["both"] else start


def _within_one(written: str, others: Sequence[Finding]) -> list[Finding]:
    """Return the limit and the shape of a question for the mentions in one resolution: "does 2242 mention xxxx"."""
    named = [one for one in others if citation_of(one, "topic") is not None]
    if len(_spans(named)) != 1:
        return []
    ((start, end),) = _spans(named)
    shape = shape_of_mentions_in(masked(written, start, end, "y"))
    if not shape:
        return []
    limits = [Finding(start, end, Limit("resolutions", citation)) for citation in _citations(named, (start, end))]
    return [*limits, Finding(0, 0, shape)]


def _symbol(typed: str) -> str:
    """Return a symbol in standard capitals: "S/2015/716/Add.1"."""
    return citing_patterns.REVISION.sub(lambda found: found[0].capitalize(), typed.upper())
