"""Sentences on the findings of a draft check, shared by the terminal and comments in Word documents."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import groupby

from bot.wording import LISTED, counted, named_shortly
from retrieval.clauses.citation import Citation, short_pinpoint
from retrieval.verifying.check import Finding, count_verdicts
from retrieval.verifying.verified import Verdict, Verified, citations_text
from retrieval.wording.fold import Range

NAMES = {
    Verdict.EXACT: "exact",
    Verdict.DIFFERS: "differs",
    Verdict.WRONG_PARAGRAPH: "wrong paragraph",
    Verdict.WRONG_RESOLUTION: "wrong resolution",
    Verdict.WRONG_YEAR: "wrong year",
    Verdict.NOT_FOUND: "not found",
    Verdict.NOT_HELD: "not held",
    Verdict.OK_CITATION: "citation exists",
}


def summary_line(findings: Sequence[Finding]) -> str:
    """Return the number of findings, by verdict."""
    by_verdict = ", ".join(f"{number} {NAMES[verdict]}" for verdict, number in count_verdicts(findings).items())
    return f"{counted(len(findings), 'quotation or citation', 'quotations and citations')}: {by_verdict or 'none'}."


def together(findings: Iterable[Finding]) -> list[list[Finding]]:
    """Group the findings on one passage with one remark, as those on each paragraph of "paras. 4–6"; in order."""
    groups: dict[tuple[Range, str], list[Finding]] = {}
    for finding in findings:
        groups.setdefault((finding.span, finding_line(finding)), []).append(finding)
    return list(groups.values())


def cited_line(findings: Sequence[Finding]) -> str:
    """Return the citations of findings as drafters write them; "" for none."""
    return citations_text([citation for finding in findings for citation in finding.cited]) or ""


def confirmed_line(findings: Sequence[Finding]) -> str:
    """Format the sources of confirmed findings: each resolution once, then its paragraphs.

    The resolution comes from the library, as "para. 6" names none.
    """
    names = [name for finding in findings for name in _sources(finding)]
    return LISTED.join(
        ", ".join([symbol, *(short_pinpoint(name) for name in some if "#" in name)])
        for symbol, some in groupby(names, key=_symbol_of)
    )


def finding_line(finding: Finding) -> str:
    """Format a finding, and its remedy."""
    return verdict_line(finding.verified) if finding.verified else _of_citation(finding)


def verdict_line(verified: Verified) -> str:
    """Return the verdict on a quotation in a sentence."""
    said = _of_quotation(verified)
    if verified.elsewhere and verified.verdict is Verdict.DIFFERS:
        said += f" Exactly these words are in {named_shortly(verified.elsewhere)}."
    return said


def _of_quotation(verified: Verified) -> str:
    cited = citations_text(verified.cited) or "the library"
    main = verified.main
    if main is None:
        if verified.verdict is Verdict.NOT_HELD:
            return _not_held(verified.cited)
        return f"These words are not in {cited}, nor elsewhere in the library."
    where, year = main.citation, f"resolution {main.symbol.number} is of {main.symbol.year}"
    if verified.is_out_of_order:
        return f"The words are those of {where}, but the parts do not follow one another there as they do here."
    return {
        Verdict.EXACT: f"The words of {where}.",
        Verdict.DIFFERS: f"Differs from {where}.",
        Verdict.WRONG_YEAR: f"The words of {where}: {year}. Cited: {cited}.",
        Verdict.NOT_HELD: f"{_not_held(verified.cited)} The same words are in {where}.",
    }.get(verified.verdict, f"The words are those of {where}. Cited: {cited}.")


def _of_citation(finding: Finding) -> str:
    [citation] = finding.cited
    match finding.verdict:
        case Verdict.OK_CITATION:
            return "The paragraph exists." if citation.paragraph else "The resolution exists."
        case Verdict.WRONG_YEAR if finding.source:
            return f"Resolution {citation.number} is {_symbol_of(finding.source)}."
        case Verdict.WRONG_YEAR:
            return f"There is no resolution {citation.number} of {citation.year}."
        case Verdict.WRONG_PARAGRAPH:
            return f"{_symbol_of(finding.source or '')} has no such paragraph."
    return _not_held(finding.cited)


def _not_held(cited: Sequence[Citation]) -> str:
    numbers = " ".join(f"S/RES/{number}" for number in dict.fromkeys(one.number for one in cited))
    return f"Not in this library; 'clausebot index add {numbers}' adds it."


def _sources(finding: Finding) -> list[str]:
    if finding.verified:
        return [clause.id for clause in finding.verified.clauses]
    return [finding.source] if finding.source else []


def _symbol_of(source: str) -> str:
    """Return the symbol in a clause id, as in "S/RES/1325 (2000)"."""
    return source.partition("#")[0].replace("(", " (")
