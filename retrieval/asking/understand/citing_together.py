"""Questions for the paragraphs that mention another document, as "S/PRST/2015/25", or several: "cite 1325 or 1820"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from retrieval.asking.understand.citing import frame_around
from retrieval.asking.understand.finding import LISTED, Edit, Finding, Limit, Shape, citation_of
from retrieval.asking.understand.lexicon import citing_patterns
from retrieval.asking.understand.places import search_before
from retrieval.asking.understand.question import Question
from retrieval.clauses.adopted import year_of


@dataclass(frozen=True, slots=True)
class MentionedTexts:
    """Documents whose mentions a question asks for.

    Attributes:
        symbols: As in the citation graph: "S/RES/1325(2000)", "S/PRST/2015/25".
        every: Whether all of them have to be mentioned, by the same resolution or paragraph, and not any of them.
    """

    symbols: tuple[str, ...]
    every: bool


def without_documents(text: str) -> str:
    """Return a text with the symbols of other documents than resolutions written in one letter, as long as they are.

    >>> without_documents("who cites S/2015/716?")
    'who cites xxxxxxxxxx?'
    """
    return citing_patterns.DOCUMENT.sub(lambda found: "x" * len(found[0]), text)


def find_documents(text: str, found: Sequence[Finding]) -> list[Finding]:
    """Find a question for the paragraphs that mention documents other than resolutions; nothing for any other one.

    Args:
        text: The question, whitespace-normalised.
        found: What is found in it without the symbols of these documents.
    """
    named = list(citing_patterns.DOCUMENT.finditer(text))
    if not named or not _are_joined(text, named):
        return []
    start, end = _start_of_list(text, named[0].start()), named[-1].end()
    written = text[:start] + "x" * (end - start) + text[end:]
    others = [one for one in found if one.end <= start or one.start >= end]
    between = text[start : named[0].start()] + text[named[0].end() : named[-1].start()]
    link = " or " if citing_patterns.ANY_OF.search(between) else " and "
    read = link.join(_symbol(one[0]) for one in named)
    is_alone = citing_patterns.ALONE.fullmatch(written) is not None
    frame = (
        [Finding(0, 0, Shape("list"))] if is_alone else frame_around(written, others) or _within_one(written, others)
    )
    limits = [one for one in others if isinstance(one.means, Limit)]
    return [*limits, *frame, *_read_as(read, start, end, text)] if frame else []


def find_together(text: str, found: Sequence[Finding]) -> list[Finding]:
    """Find a question for the mentions of several resolutions: "which resolutions cite both 1325 and 1820".

    Args:
        text: The question, whitespace-normalised.
        found: The limits and citations in it.
    """
    named = [one for one in found if citation_of(one, "topic", "outside") is not None]
    if len({(one.start, one.end) for one in named}) != 1 or len(named) < 2:
        return []
    start, end = named[0].start, named[0].end
    mentioning = search_before(citing_patterns.MENTIONING_SEVERAL, text, start)
    is_mentioned = mentioning or citing_patterns.MENTIONED_AFTER.match(text[end:])
    if not is_mentioned or citing_patterns.TOLD_TO_CITE.match(text):
        return []
    first = _start_of_list(text, start)
    every = not citing_patterns.ANY_OF.search(text[first:end])
    written = text[:first] + "x" * (end - first) + text[end:]
    others = [one for one in found if one.end <= first or one.start >= end]
    frame = frame_around(written, others)
    if not frame:
        return []
    citations = dict.fromkeys(citation_of(one, "topic", "outside") for one in named)
    symbols = [str(replace(one, year=one.year or year_of(one.number))) for one in citations if one]
    limits = [one for one in others if isinstance(one.means, Limit)]
    return [*limits, *frame, *_read_as((" and " if every else " or ").join(symbols), first, end, text)]


def mentioned_texts(question: Question) -> MentionedTexts | None:
    """Return the documents whose mentions a question asks for, as they are read here; None for any other question."""
    match = citing_patterns.MENTIONED_TEXTS.fullmatch(question.text)
    if question.shape.name not in LISTED or not match:
        return None
    symbols = tuple(one[0].replace(" ", "") for one in citing_patterns.MENTIONED_TEXT.finditer(question.text))
    of_one_resolution = len(symbols) == 1 and symbols[0].startswith("S/RES/")
    return None if of_one_resolution else MentionedTexts(symbols, " and " in question.text)


def document_asked_for(text: str) -> str:
    """Return the symbol of a document that is no resolution, if a question asks for what it says; else "".

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


def _start_of_list(text: str, start: int) -> int:
    """Return the start of what is mentioned, with "both" or "either" before it."""
    mentioning = search_before(citing_patterns.MENTIONING_SEVERAL, text, start)
    return mentioning.start("both") if mentioning and mentioning["both"] else start


def _within_one(written: str, others: Sequence[Finding]) -> list[Finding]:
    """Return the shape of a question for the mentions in one resolution: "does 2242 mention xxxx"."""
    spans = {(one.start, one.end) for one in others if citation_of(one, "topic") is not None}
    if len(spans) != 1:
        return []
    ((start, end),) = spans
    both = f"{written[:start]}{'y' * (end - start)}{written[end:]}"
    match = next((one for pattern in citing_patterns.MENTIONED_IN if (one := pattern.fullmatch(both))), None)
    citing = next((one for one in others if (one.start, one.end) == (start, end) and citation_of(one, "topic")), None)
    citation = citing and citation_of(citing, "topic")
    if not match or not citation:
        return []
    is_counted = match.groupdict().get("count") is not None
    limit = Finding(start, end, Limit("resolutions", citation))
    return [limit, Finding(0, 0, Shape("count" if is_counted else "list"))]


def _symbol(typed: str) -> str:
    """Return a symbol as documents have it: "S/2015/716/Add.1"."""
    return citing_patterns.REVISION.sub(lambda found: found[0].capitalize(), typed.upper())


def _read_as(text: str, start: int, end: int, whole: str) -> list[Finding]:
    """Return the edits that leave of a question only the documents."""
    return [Finding(0, start, Edit()), Finding(start, end, Edit(text)), Finding(end, len(whole), Edit())]
