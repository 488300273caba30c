"""Check of a draft: each quotation and citation of a resolution, verified against a library.

A quotation is reported only if it is clearly from a resolution: by a citation beside it, or by most of its words. Words
of other people, titles and single words in quotation marks are no findings.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any

from retrieval.clauses.adopted import year_of
from retrieval.clauses.citation import Citation
from retrieval.clauses.clause import Symbol
from retrieval.readers.drafts.draft import Draft
from retrieval.verifying.attach import Attached, Attacher, Tie
from retrieval.verifying.draft_citations import DraftCitation, find_citations, is_possible
from retrieval.verifying.quotations import Quotation, QuotationForm, find_quotations, paragraphs_of
from retrieval.verifying.runs import count_words, runs_of
from retrieval.verifying.speakers import CITED, is_spoken
from retrieval.verifying.verified import Verdict, Verified, citations_text
from retrieval.verifying.verify import MOST_WORDS, Verifier
from retrieval.wording.english import is_in_english
from retrieval.wording.fold import Range

_MOST_QUOTATIONS = 20_000
_FEWEST_EXACT = 5
"""Least words of a quotation without a citation that is reported as exact."""
_FEWEST_CITED = 4
"""Least words of a quotation with a citation that is reported as wrong; a term in quotation marks has fewer."""
_FEWEST_IN_SENTENCE = 6
"""Least words of a quotation that is reported as wrongly cited, if a resolution is cited in its sentence only."""
_FEWEST_UNCITED = 7
"""Least words of a quotation that is reported as wrong on weaker evidence, such as without a citation."""
_CLOSE, _VERY_CLOSE = 0.75, 0.9
"""Least likeness of a quotation without a citation to be reported; the latter for titles and blocks without marks."""
_SIMILAR = 0.5
"""Least likeness of words in English to those of a resolution, whatever their language seems to be."""
_COPIED, _HALF_COPIED = 12, 0.6
"""Least words in sequence, and least likeness, of a quotation without a citation of which only a part is copied."""
_RUN = 3
"""Least words in sequence that a short quotation, or one without a citation, has in common with its source."""
_LONG_WORD = 4
"""Least letters of a word that tells whether a text is a title."""
_DENIED = re.compile(
    r"\b(?:nothing|nowhere|never|no mention|not (?:say|mention|contain|use|include|refer|speak|agreed))\b",
    re.IGNORECASE,
)
_CONTRASTED = re.compile(r"\b(?:rather than|instead of)\b", re.IGNORECASE)
"""Words behind all citations before a quotation that is in none of them: "in OP 2 | instead of “…”"."""
_OTHER_TEXT = re.compile(
    r"\b(?:report|letter|statement|study|agreement|plan|strategy|article|book|film|slogan|motto|titled|entitled|called"
    r"|known as|[SA]/(?!RES)\w+)\b",
    re.IGNORECASE,
)
_NEAR = 200
"""Characters between a citation and a quotation that it introduces."""
_WORD = re.compile(r"[^\W\d_]+")


@dataclass(frozen=True, slots=True)
class Finding:
    """Verified quotation or citation of a draft.

    Attributes:
        span: Range of the quotation's words, or of the citation, in the text of the draft.
        verdict: Result of the verification.
        verified: Verification of a quotation; None for a citation alone.
        cited: The citations, as written.
        source: Id of the clause with the words, or of the cited paragraph; the symbol for a whole resolution.
    """

    span: Range
    verdict: Verdict
    verified: Verified | None
    cited: tuple[Citation, ...]
    source: str | None

    def as_record(self, draft: Draft) -> dict[str, Any]:
        """Return the JSON object; the span counts characters of the file's text, and Word and PDF have no lines."""
        verified = self.verified.as_record() if self.verified else {"sources": [], "difference": [], "elsewhere": []}
        return {
            "quote": " ".join(self.verified.text.split()) if self.verified else None,
            "citation": citations_text(self.cited),
            "verdict": self.verdict.value,
            "span": list(draft.in_file(self.span)),
            "line": draft.line_of(self.span[0]),
            "source": self.source,
            "sources": verified["sources"],
            "difference": verified["difference"],
            "elsewhere": verified["elsewhere"],
        }


def check_draft(draft: Draft, verifier: Verifier) -> list[Finding]:
    """Check the quotations and citations of a draft; the findings are in the order of its text."""
    return sorted(_Check(draft, verifier).findings(), key=lambda one: one.span)


class _Check:
    """Check of one draft."""

    def __init__(self, draft: Draft, verifier: Verifier) -> None:
        self._draft = draft
        self._verifier = verifier
        self._quotations = find_quotations(draft, verifier.resolutions.numbers)[:_MOST_QUOTATIONS]
        self._citations = find_citations(
            draft, [(one.start, one.end) for one in self._quotations], verifier.resolutions.numbers
        )
        self._attacher = Attacher(draft, self._quotations, self._citations, verifier.resolutions.numbers)

    def findings(self) -> Iterator[Finding]:
        """Yield the findings on quotations, then those on the certain citations that no such finding covers."""
        used: set[tuple[int, Citation]] = set()
        for quotation, tied in zip(self._quotations, self._attacher.attach(), strict=True):
            attached = self._meant(quotation, tied)
            for found in self._check_quotation(quotation, attached):
                yield found
                used.update(_citations_covered(found, attached))
        for cited in self._citations:
            if not cited.certain:
                continue
            for citation in dict.fromkeys(cited.citations):
                if (cited.start, citation) not in used:
                    yield self._check_citation(cited, citation)

    def _check_quotation(self, quotation: Quotation, attached: Attached) -> Iterator[Finding]:
        """Verify a quotation; a block quotation is perhaps of several paragraphs that do not follow one another."""
        if attached.tie is Tie.PROPOSED:
            return
        found = self._check_words(quotation, attached)
        if found and found.verdict in (Verdict.DIFFERS, Verdict.NOT_FOUND) and quotation.form is QuotationForm.BLOCK:
            parts = [self._check_words(one, attached) for one in paragraphs_of(self._draft, quotation)]
            some = [one for one in parts if one]
            if any(one.verified and one.verified.likeness == 1 for one in some):
                yield from some
                return
        if found:
            yield found

    def _meant(self, quotation: Quotation, attached: Attached) -> Attached:
        """Return the citations that a quotation is of: of those around an aside, if they alone have its words."""
        if not attached.instead or not 0 < count_words(runs_of(quotation.text)) <= MOST_WORDS:
            return attached
        cited, instead = (
            self._verifier.verify(quotation.text, list(dict.fromkeys(each for one in some for each in one.citations)))
            for some in (attached.citations, attached.instead)
        )
        is_of_others = instead.verdict is Verdict.EXACT and cited.verdict is not Verdict.EXACT
        return Attached(attached.tie, attached.instead) if is_of_others else attached

    def _check_words(self, quotation: Quotation, attached: Attached) -> Finding | None:
        """Verify a quotation with its citations, else without them; None if neither result is reported."""
        count = count_words(runs_of(quotation.text))
        if not 0 < count <= MOST_WORDS:
            return None
        citations = list(dict.fromkeys(citation for cited in attached.citations for citation in cited.citations))
        verified = self._verifier.verify(quotation.text, citations)
        if citations and verified.verdict is Verdict.NOT_HELD and verified.main is None:
            alone = self._verifier.verify(quotation.text)
            verified = replace(verified, likeness=alone.likeness, longest=alone.longest)
        if not self._is_reported(quotation, attached, verified):
            if not citations:
                return None
            verified = self._verifier.verify(quotation.text)
            if not self._is_reported(quotation, Attached(Tie.NONE), verified):
                return None
        source = verified.main.id if verified.main else None
        return Finding((quotation.start, quotation.end), verified.verdict, verified, verified.cited, source)

    def _is_reported(self, quotation: Quotation, attached: Attached, verified: Verified) -> bool:
        """Return whether a quotation is evidently from a resolution, so that its verdict is a finding."""
        words, tie = verified.words, attached.tie
        if verified.likeness < _SIMILAR and not is_in_english(quotation.text):
            return False  # a translation, which cannot be verified
        if verified.verdict in (Verdict.EXACT, Verdict.WRONG_YEAR):
            return tie is not Tie.NONE or words >= _FEWEST_EXACT
        if words < _FEWEST_CITED or (quotation.form is QuotationForm.PERHAPS and verified.likeness < _VERY_CLOSE):
            return False
        if tie is not Tie.BESIDE and self._is_denied(quotation):
            return False
        if tie is Tie.NONE:
            return words >= _FEWEST_UNCITED and self._is_close(quotation, verified)
        return self._is_evident(quotation, attached, verified)

    def _is_evident(self, quotation: Quotation, attached: Attached, verified: Verified) -> bool:
        """Return whether a quotation with a citation is clear enough to report a verdict other than exact."""
        words, beside = verified.words, attached.tie is Tie.BESIDE
        pinpoint = any(cited.is_pinpoint for cited in attached.citations)
        if verified.verdict is Verdict.DIFFERS:
            introduced = beside or pinpoint or self._is_introduced(quotation, attached)
            clear = verified.likeness >= _CLOSE or introduced
            return clear and self._may_differ(quotation, verified, sure=beside or pinpoint)
        if verified.main:  # the words are exact, but elsewhere
            return beside or pinpoint or (words >= _FEWEST_IN_SENTENCE and not _is_title(quotation.text))
        if not any(cited.certain for cited in attached.citations):
            return False
        least = _FEWEST_CITED if beside and pinpoint else _FEWEST_UNCITED
        doubtful = self._is_speech(quotation) or _is_title(quotation.text)
        return words >= least and not doubtful and (beside or self._is_introduced(quotation, attached))

    def _is_introduced(self, quotation: Quotation, attached: Attached) -> bool:
        """Return whether a citation introduces a quotation in its sentence, without another text named in between."""
        end = max(cited.end for cited in attached.citations)
        between = self._draft.text[end : quotation.start]
        return end <= quotation.start and len(between) <= _NEAR and not _OTHER_TEXT.search(between)

    def _may_differ(self, quotation: Quotation, verified: Verified, *, sure: bool) -> bool:
        """Return whether a differing quotation is close enough to its source to be reported.

        Args:
            quotation: The quotation.
            verified: Its verification, with the verdict "differs".
            sure: Whether its citation clearly belongs to it.
        """
        if _is_title(quotation.text) and not sure and verified.likeness < _VERY_CLOSE:
            return False
        if verified.words < _FEWEST_UNCITED:
            if sure and verified.differs_in_figures and _is_of_cited(verified):
                return verified.likeness >= _CLOSE
            return verified.longest >= _RUN and (sure or verified.likeness >= _CLOSE)
        return sure or verified.likeness >= _CLOSE or not self._is_speech(quotation)

    def _is_close(self, quotation: Quotation, verified: Verified) -> bool:
        """Return whether a quotation without a citation differs little enough from its source to be reported."""
        if verified.verdict is not Verdict.DIFFERS or verified.longest < _RUN:
            return False
        doubtful = _is_title(quotation.text) or self._is_speech(quotation)
        copied = verified.longest >= _COPIED and verified.likeness >= _HALF_COPIED and not doubtful
        return copied or verified.likeness >= (_VERY_CLOSE if doubtful else _CLOSE)

    def _is_denied(self, quotation: Quotation) -> bool:
        """Return whether the sentence says that a resolution does not have the words."""
        before = self._attacher.sentence_of(quotation, cited=CITED)[0]
        behind_citations = before.rpartition(CITED)[2]
        return bool(_DENIED.search(before[-80:]) or _CONTRASTED.search(behind_citations[-80:]))

    def _is_speech(self, quotation: Quotation) -> bool:
        """Return whether the sentence says that somebody spoke the words, other than the Council or a resolution."""
        return is_spoken(*self._attacher.sentence_of(quotation, cited=CITED))

    def _check_citation(self, cited: DraftCitation, citation: Citation) -> Finding:
        verdict, source = self._judge_citation(citation)
        return Finding((cited.start, cited.end), verdict, None, (citation,), source)

    def _judge_citation(self, citation: Citation) -> tuple[Verdict, str | None]:
        """Check the year of a citation and whether its paragraph exists; return the verdict and the source."""
        resolution = self._verifier.resolutions.of_number(citation.number)
        if resolution is None:
            year = year_of(citation.number)
            known = Symbol(citation.number, year).compact if year else None
            return (Verdict.NOT_HELD, None) if is_possible(citation) else (Verdict.WRONG_YEAR, known)
        symbol = resolution.symbol
        if citation.year not in (None, symbol.year):
            return Verdict.WRONG_YEAR, symbol.compact
        if citation.paragraph is None:
            return Verdict.OK_CITATION, symbol.compact
        if resolution.has(citation.paragraph):
            return Verdict.OK_CITATION, f"{symbol.compact}#{citation.paragraph}"
        return (Verdict.WRONG_PARAGRAPH if resolution.is_complete else Verdict.NOT_HELD), symbol.compact


def _citations_covered(found: Finding, attached: Attached) -> Iterator[tuple[int, Citation]]:
    """Yield the citations that the finding on a quotation covers, which are no findings of their own."""
    assert found.verified
    several = sum(len(cited.citations) for cited in attached.citations) > 1
    main = found.verified.main
    for cited in attached.citations:
        for citation in cited.citations:
            has_words = main is not None and citation.number == main.symbol.number
            right_year = main is not None and citation.names(main.symbol)
            if found.verdict is Verdict.EXACT and several and not has_words:
                continue  # one of several resolutions has the words; the others are cited, too
            if found.verdict is not Verdict.WRONG_YEAR and not (right_year or is_possible(citation)):
                continue
            yield cited.start, citation


def _is_of_cited(verified: Verified) -> bool:
    """Return whether the paragraph with the words is one of a cited resolution."""
    return verified.main is not None and any(one.names(verified.main.symbol) for one in verified.cited)


def _is_title(text: str) -> bool:
    """Return whether most long words are capitalised, as in a title."""
    words = [word for word in _WORD.findall(text) if len(word) >= _LONG_WORD]
    return len(words) >= 2 and sum(word[0].isupper() for word in words) >= 0.7 * len(words)


def count_verdicts(findings: Sequence[Finding]) -> dict[Verdict, int]:
    """Count the findings by verdict, in the order of the verdicts; verdicts without findings are left out."""
    return {verdict: n for verdict in Verdict if (n := sum(one.verdict is verdict for one in findings))}
