"""Quotation verification: located in the resolutions, then compared word by word.

Words are the same if they are after folding: case, white space, punctuation, kinds of quotes and dashes and emphasis do
not count. A bracketed insertion stands for a few words of the source, an elision for any number within a paragraph or
up to the next one. Every other word counts, however alike the rest.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from retrieval.clauses.citation import Citation, is_part_of, parse_citation
from retrieval.clauses.clause import Clause
from retrieval.errors import QuestionError
from retrieval.index.protocol import FullIndex
from retrieval.verifying.resolutions import HeldResolutions, Resolution
from retrieval.verifying.runs import Run, count_words, legible, runs_of
from retrieval.verifying.stream import Stream, Window
from retrieval.verifying.verified import Verdict, Verified
from retrieval.wording.changes import Part, PartKind, compare_folded
from retrieval.wording.fold import Range

MOST_WORDS = 5_000
"""Maximum words of a quotation."""
_SIMILAR = 0.5
"""Least share of words in common for the verdict "differs"; below, a quotation is not found."""
_SIMILAR_TO_CITED = 0.6
"""Least share of words in common with a cited paragraph for the verdict "differs", although the exact words are
elsewhere."""
_CITED_BONUS = 0.15
"""Bonus in likeness for a cited resolution over others."""
_CANDIDATES = 12
"""Maximum resolutions compared with a quotation besides the cited ones: the most similar."""
_MOST_ELSEWHERE = 5
"""Maximum clauses named that have the exact words and are not cited."""
_GAP = " … "
_CHAPEAU = re.compile(
    r"[\s“\"‘«(]{0,4}The Security Council\b(?:\s?,|\s?:|(?=\s?(?:…|\[|\.{3})))\s{0,4}(?=\S)", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class _ExactPlace:
    """Clauses with the exact words of a quotation."""

    clauses: tuple[Clause, ...]
    main: Clause


@dataclass(frozen=True, slots=True)
class _NearPlace:
    """Nearest words to a quotation in a resolution: a window for each of its runs."""

    stream: Stream
    runs: tuple[Run, ...]
    windows: tuple[Window, ...]

    @property
    def likeness(self) -> float:
        """Share of words in common, from 0 to 1."""
        in_source = sum(window.length for window in self.windows)
        return 2 * sum(window.matched for window in self.windows) / (in_source + count_words(self.runs))


class Verifier:
    """Verifies quotations against the resolutions of an index; the encoder is not needed.

    Args:
        index: The index.
    """

    def __init__(self, index: FullIndex) -> None:
        self.resolutions = HeldResolutions(index)

    @property
    def generation(self) -> str:
        """Name of the generation of the index."""
        return self.resolutions.index.manifest.generation

    def verify_text(self, text: str, citation: str | None = None) -> Verified:
        """Verify a quotation against a citation as typed, or against the whole library; see `verify`.

        Raises:
            QuestionError: If the text has no words, or too many.
            CitationError: If the citation cannot be understood.
        """
        return self.verify(text, [parse_citation(citation)] if citation else [])

    def verify(self, text: str, cited: Sequence[Citation] = ()) -> Verified:
        """Verify a quotation: find its exact words, or the differences from the nearest ones.

        Args:
            text: The quotation, with or without quotation marks.
            cited: Resolutions or paragraphs that it is attributed to, any of them; () for the whole library.

        Raises:
            QuestionError: If the text has no words, or too many.
        """
        # Labels and the chapeau may be quoted words, or layout of the draft.
        without_labels = (runs_of(words, labels=False) for words in (text, _without_chapeau(text)))
        forms = list(dict.fromkeys([runs_of(text), *without_labels]))
        count = count_words(forms[0])
        if not 0 < count <= MOST_WORDS:
            raise QuestionError(f"the quotation has {count:,} words; expected 1 to {MOST_WORDS:,}")
        unfound = Verified(text, Verdict.NOT_FOUND, tuple(cited), words=count)
        numbers = dict.fromkeys(each.number for each in cited)
        named = list(filter(None, map(self.resolutions.of_number, numbers)))
        own = [place for one in named for place in _exact_places(one, forms)]
        if right := [place for place in own if any(_is_in_cited(place, each) for each in cited)]:
            return _found_at(unfound, Verdict.EXACT, right[0])
        if right := [place for place in own if any(_is_in_cited(place, replace(each, year=None)) for each in cited)]:
            return _found_at(unfound, Verdict.WRONG_YEAR, right[0])
        if own:
            return _found_at(unfound, Verdict.WRONG_PARAGRAPH, own[0])
        return self._verify_elsewhere(unfound, forms, named)

    def _verify_elsewhere(
        self, unfound: Verified, forms: Sequence[tuple[Run, ...]], named: Sequence[Resolution]
    ) -> Verified:
        """Verify a quotation whose exact words are in none of the cited resolutions."""
        cited = unfound.cited
        missing = len(named) < len({each.number for each in cited}) or not all(one.is_complete for one in named)
        others = [one for one in self.resolutions.most_similar(forms[-1], _CANDIDATES) if one not in named]
        exact = [place for one in others for place in _exact_places(one, forms)[:1]]
        if exact and not cited:
            return _found_at(unfound, Verdict.EXACT, exact[0])
        also = tuple(place.main.id for place in exact[:_MOST_ELSEWHERE])
        near = _nearest(named, forms[-1], cited)
        if near and near.likeness >= (_SIMILAR_TO_CITED if exact else _SIMILAR):
            return replace(_compared_with(unfound, near), elsewhere=also)
        if exact:
            return replace(
                _found_at(unfound, Verdict.NOT_HELD if missing else Verdict.WRONG_RESOLUTION, exact[0]), elsewhere=also
            )
        other = _nearest(others, forms[-1], ())
        best = max(
            filter(None, (near, other)), key=lambda one: one.likeness + _CITED_BONUS * (one is near), default=None
        )
        if missing:
            return replace(unfound, verdict=Verdict.NOT_HELD)
        return _compared_with(unfound, best) if best and best.likeness >= _SIMILAR else unfound


def _without_chapeau(text: str) -> str:
    """Blank the words that introduce all paragraphs, "The Security Council,", which are part of none."""
    found = _CHAPEAU.match(text)
    return f"{' ' * found.end()}{text[found.end() :]}" if found else text


def _exact_places(resolution: Resolution, forms: Sequence[tuple[Run, ...]]) -> list[_ExactPlace]:
    """Return the places of the exact words of a quotation in a resolution."""
    for runs in forms:
        for streams in ((resolution.whole,), resolution.after_lead_ins):
            found = [_exact_place(stream, ranges) for stream in streams for ranges in stream.find(runs)]
            if found:
                return found
    return []


def _exact_place(stream: Stream, ranges: Sequence[Range]) -> _ExactPlace:
    main = stream.main_clause(ranges)
    assert main, "a run has words"
    return _ExactPlace(tuple(stream.clauses_of(ranges)), main)


def _is_in_cited(place: _ExactPlace, cited: Citation) -> bool:
    """Return whether a place is in the cited paragraph, or in part of it, or in its lead-in."""
    return cited.names(place.main.symbol) and any(_is_cited(clause, cited) for clause in place.clauses)


def _is_cited(clause: Clause, cited: Citation) -> bool:
    """Return whether a clause is the cited paragraph, a part or a parent of it; its section or annex may be omitted."""
    if cited.paragraph is None or clause.paragraph is None:
        return True
    bare = clause.paragraph.removeprefix("annex-").rpartition(".")[2]
    return any(
        is_part_of(name, cited.paragraph) or is_part_of(cited.paragraph, name) for name in {clause.paragraph, bare}
    )


def _found_at(unfound: Verified, verdict: Verdict, place: _ExactPlace) -> Verified:
    return replace(
        unfound, verdict=verdict, clauses=place.clauses, main=place.main, likeness=1.0, longest=unfound.words
    )


def _nearest(resolutions: Sequence[Resolution], runs: tuple[Run, ...], cited: Sequence[Citation]) -> _NearPlace | None:
    """Return the nearest words in some resolutions; those in cited paragraphs, if they are near enough."""
    streams = [stream for one in resolutions for stream in _streams(one, cited)]
    found = [_NearPlace(stream, runs, tuple(map(stream.nearest, runs))) for stream in streams]
    near = max(found, key=lambda one: one.likeness, default=None)
    if cited and any(each.paragraph for each in cited) and (near is None or near.likeness < _SIMILAR_TO_CITED):
        return _nearest(resolutions, runs, ())
    return near


def _streams(resolution: Resolution, cited: Sequence[Citation]) -> Iterator[Stream]:
    """Yield the word streams of a resolution to search: of its cited paragraphs, or of the whole resolution."""
    named = [each for each in cited if each.number == resolution.symbol.number]
    if not named or any(each.paragraph is None for each in named):
        yield resolution.whole
        return
    for each in named:
        inside = [clause for clause in resolution.clauses if _is_cited(clause, each)]
        if inside:
            yield Stream(inside)


def _compared_with(unfound: Verified, near: _NearPlace) -> Verified:
    """Compare a quotation with the nearest words, run by run."""
    ranges = [window.words for window in near.windows]
    pieces = [near.stream.text(words) for words in ranges]
    return replace(
        unfound,
        verdict=Verdict.DIFFERS,
        clauses=tuple(near.stream.clauses_of(ranges)),
        main=near.stream.main_clause(ranges),
        source_text=_GAP.join(pieces),
        parts=tuple(_parts(unfound.text, pieces, near.runs)),
        likeness=near.likeness,
        longest=max(window.longest for window in near.windows),
    )


def _parts(text: str, pieces: Sequence[str], runs: Sequence[Run]) -> Iterator[Part]:
    """Yield the word diff of all runs, with the gaps between them kept."""
    old = new = 0
    shown = legible(text)
    for at, (piece, run) in enumerate(zip(pieces, runs, strict=True)):
        start, end = run.span
        if at or start > new:
            gap = len(_GAP) if at else 0
            yield Part(PartKind.KEPT, (old, old + gap), (new, start))
            old += gap
        for part in compare_folded(piece, shown[start:end]):
            yield Part(part.kind, _shifted(part.old, old), _shifted(part.new, start))
        old, new = old + len(piece), end
    if new < len(text):
        yield Part(PartKind.KEPT, (old, old), (new, len(text)))


def _shifted(words: Range, by: int) -> Range:
    return words[0] + by, words[1] + by
