"""Questions for citations: paragraphs that mention a resolution, or documents that a resolution cites."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import permutations

from retrieval.asking.understand.edits import remaining
from retrieval.asking.understand.finding import (
    LISTED,
    Cited,
    Cites,
    Edit,
    Finding,
    Limit,
    Shape,
    Unit,
    citation_of,
    limits_of_other_sorts,
    shape_of,
)
from retrieval.asking.understand.lexicon import citing_patterns, reference_patterns, word_lists
from retrieval.asking.understand.question import Question
from retrieval.asking.understand.shapes import find_shapes
from retrieval.asking.understand.words import first_match, search_before, words_beside
from retrieval.clauses.adopted import with_year
from retrieval.clauses.citation import Citation, parse_citation
from retrieval.errors import CitationError


@dataclass(frozen=True, slots=True)
class _Named:
    """Resolution that a question names, with the range of the text that names it and its paragraphs."""

    start: int
    end: int
    resolution: Citation
    paragraphs: tuple[Citation, ...]


def find_citing(text: str, found: Sequence[Finding]) -> list[Finding]:
    """Find a question for the citations in a resolution, or for the mentions of a resolution or a paragraph.

    The whole question has to ask for citations: in "what does 2467 recall about reparations" the topic is reparations.

    Args:
        text: The question, whitespace-normalised.
        found: The limits and citations in it.

    Returns:
        All findings of the question, with the other limits of `found`; none for any other question.
    """
    if citing_patterns.TOLD_TO_CITE.match(text):
        return []
    named = _named(found)
    return _find_cited(text, found, named) or _find_mentioned_in(text, found, named) or _find_mentioned(text, found)


def mentioned_in(question: Question) -> Citation | None:
    """Return the resolution or paragraph whose mentions a question asks for, if `find_citing` found one; else None."""
    if question.shape.name not in LISTED or not question.text.startswith("S/RES/"):
        return None
    try:
        citation = parse_citation(question.text)
    except CitationError:
        return None
    return citation if citation.year else None


def _find_cited(text: str, found: Sequence[Finding], named: Sequence[_Named]) -> list[Finding]:
    """Find a question for the citations in a resolution, in several that are listed together, or in paragraphs."""
    if len({(one.start, one.end) for one in named}) != 1:
        return []
    start, end = named[0].start, named[0].end
    if len(named) == 1 and (of_all := citing_patterns.RESOLUTIONS_OF.match(text, start)):
        start = of_all.end()
    written = masked(text, start, end)
    owns = reference_patterns.GENITIVE.match(text, end)
    match = first_match(pattern.fullmatch(written) for pattern in citing_patterns.CITES_OTHERS)
    if not match:
        return []
    cites: Cites = "resolutions" if match.groupdict().get("resolutions") else "documents"
    counted = citing_patterns.COUNTS_CITED.search(written)
    unit: Unit = "resolutions" if counted and not counted["paragraphs"] else "paragraphs"
    citing = "the paragraph" if named[0].paragraphs else "the resolution" if len(named) == 1 else "the resolutions"
    return [
        *limits_of_other_sorts(found),
        *(Finding(start, end, Limit("resolutions", one.resolution)) for one in named),
        *(Finding(start, end, Cited("shown", paragraph)) for one in named for paragraph in one.paragraphs),
        Finding(start, owns.end() if owns else end, Edit(f"{citing}{owns[0] if owns else ''}")),
        Finding(0, 0, Shape("count" if counted else "list", unit, cites=cites)),
    ]


def _find_mentioned_in(text: str, found: Sequence[Finding], named: Sequence[_Named]) -> list[Finding]:
    """Find a question for the mentions of one resolution in another: "1325 in 2467", "is 1325 cited by 2467?"."""
    if len(named) != 2 or named[0].end > named[1].start:
        return []
    for mentioned, citing in permutations(named):
        written = masked(masked(text, mentioned.start, mentioned.end), citing.start, citing.end, "y")
        shape = shape_of_mentions_in(written)
        if shape and not citing.paragraphs and len(mentioned.paragraphs) < 2:
            [asked_for, *_] = [*mentioned.paragraphs, mentioned.resolution]
            return [
                *limits_of_other_sorts(found),
                Finding(citing.start, citing.end, Limit("resolutions", citing.resolution)),
                Finding(0, 0, shape),
                *read_as(str(with_year(asked_for)), mentioned.start, mentioned.end, text),
            ]
    return []


def _find_mentioned(text: str, found: Sequence[Finding]) -> list[Finding]:
    """Find a question for the mentions of one resolution, or of one paragraph: "who recalls 1325?".

    All other words have to belong to limits, or to the frame of a list, a count, or a first or latest mention.
    """
    mentioned = [one for one in found if _is_mentioned(text, one)]
    citations = {citation for one in mentioned if (citation := citation_of(one, "topic", "shown"))}
    if len({citation.resolution for citation in citations}) != 1:
        return []
    start, end = min(one.start for one in mentioned), max(one.end for one in mentioned)
    others = not_overlapping(start, end, found)
    frame = frame_around(masked(text, start, end), others)
    paragraphs = [one for one in citations if one.paragraph]
    if not frame or len(paragraphs) > 1:
        return []
    limits = [one for one in others if isinstance(one.means, Limit)]
    return [*limits, *frame, *read_as(str(with_year([*paragraphs, *citations][0])), start, end, text)]


def _named(found: Iterable[Finding]) -> list[_Named]:
    """Return the resolutions that findings name, in the order of the text, each with its paragraphs."""
    named: dict[Citation, _Named] = {}
    for one in found:
        citation = citation_of(one, "topic", "shown", "outside")
        if citation is None:
            continue
        whole = citation.resolution
        before = named.get(whole, _Named(one.start, one.end, whole, ()))
        paragraphs = dict.fromkeys((*before.paragraphs, *((citation,) if citation.paragraph else ())))
        start, end = min(before.start, one.start), max(before.end, one.end)
        named[whole] = _Named(start, end, whole, tuple(paragraphs))
    return sorted(named.values(), key=lambda one: one.start)


def masked(text: str, start: int, end: int, letter: str = "x") -> str:
    """Replace each character of a range by one letter, as the patterns of citations expect of names: "xxxx"."""
    return text[:start] + letter * (end - start) + text[end:]


def not_overlapping(start: int, end: int, found: Iterable[Finding]) -> list[Finding]:
    """Return the findings that do not overlap a range."""
    return [one for one in found if one.end <= start or one.start >= end]


def read_as(names: str, start: int, end: int, text: str) -> list[Finding]:
    """Return the edits that reduce a question for mentions to names.

    Args:
        names: The names, in standard notation.
        start: Start of the names in the question.
        end: End of the names, exclusive.
        text: The question.
    """
    return [Finding(0, start, Edit()), Finding(start, end, Edit(names)), Finding(end, len(text), Edit())]


def shape_of_mentions_in(masked_text: str) -> Shape | None:
    """Return the shape of a question for the mentions of "xxxx" in a resolution, "yyyy"; None for any other."""
    for pattern in citing_patterns.MENTIONED_IN:
        if match := pattern.fullmatch(masked_text):
            return Shape("count" if match.groupdict().get("count") else "list")
    return None


def frame_around(text: str, others: Sequence[Finding]) -> list[Finding]:
    """Return the shape that a text asks for; none if it has words outside limits, the frame and the topic "xxxx"."""
    shapes = find_shapes(text, others)
    left = word_lists.CONTENT_WORD.findall(remaining(text, [*others, *shapes]))
    if shapes and shape_of(shapes).name in LISTED and len(left) == 1 and not left[0].strip("x"):
        return [one for one in shapes if isinstance(one.means, Shape)]
    is_asked = citing_patterns.DOES_MENTION.fullmatch(remaining(text, others))
    return [Finding(0, 0, Shape("list"))] if is_asked else []


def _is_mentioned(text: str, one: Finding) -> bool:
    """Return whether a question asks for mentions of a finding: "recall 1325", "where is 1325 mentioned"."""
    if citation_of(one, "topic", "shown") is None:
        return False
    return (
        search_before(citing_patterns.MENTIONING_BEFORE, text, one.start) is not None
        or citing_patterns.MENTIONED_AFTER.match(words_beside(text, one.start, one.end)[1]) is not None
    )
