"""Copy of a Word (DOCX) draft with a comment on each quotation or citation that is not confirmed."""

from __future__ import annotations

import copy
import io
from bisect import bisect_right
from collections.abc import Sequence

from docx import Document
from docx.oxml.ns import qn
from docx.oxml.text.run import CT_R
from docx.text.run import Run

from bot.checked_wording import NAMES, finding_line, together
from bot.export.target import ExportError
from bot.inert import without_controls
from bot.wording import split_blanks
from retrieval.readers.drafts.draft import Draft
from retrieval.verifying.check import Finding
from retrieval.wording.changes import PartKind
from retrieval.wording.fold import Range

_AUTHOR, _INITIALS = "Clausebot", "CB"
_MARKS = {PartKind.REMOVED: "[−{}−]", PartKind.ADDED: "[+{}+]"}


def commented(data: bytes, draft: Draft, findings: Sequence[Finding]) -> bytes:
    """Return a copy of a Word document with comments.

    Args:
        data: The document, within the limits that `read_draft` checks.
        draft: The draft read from it.
        findings: Findings in the draft; correct ones get no comment.

    Raises:
        ExportError: If python-docx cannot open the document.
    """
    try:
        document = Document(io.BytesIO(data))
    except (KeyError, ValueError, AttributeError, SyntaxError) as error:
        raise ExportError(
            f"comments cannot be written into this document ({type(error).__name__}); save it again with Word"
        ) from None
    runs: list[CT_R] = list(document.element.iter(qn("w:r")))
    # Last finding first: a split run keeps its beginning, so the offsets of earlier findings stay valid.
    for finding in sorted((first for first, *_ in together(findings)), key=lambda one: one.span, reverse=True):
        if finding.verdict.is_confirmed:
            continue
        if chosen := _runs_of(finding.span, draft, runs):
            first, last = (Run(run, document) for run in (chosen[0], chosen[-1]))
            document.add_comment([first, last], _comment(finding), author=_AUTHOR, initials=_INITIALS)
    file = io.BytesIO()
    document.save(file)
    return file.getvalue()


def _runs_of(span: Range, draft: Draft, runs: Sequence[CT_R]) -> list[CT_R]:
    """Return the runs of a span, split at its beginning and end; for a span in a note, the run with the note's mark."""
    paragraph = draft.paragraphs[draft.paragraph_at(span[0])]
    if paragraph.note:
        return [runs[mark.run] for mark in draft.marks if mark.note == paragraph.note and mark.run is not None]
    starts = draft.runs
    low = max(0, bisect_right(starts, span[0], key=lambda one: one[0]) - 1)
    high = bisect_right(starts, span[1] - 1, key=lambda one: one[0])
    chosen = [(start, runs[number]) for start, number in starts[low:high]]
    if not chosen:
        return []
    start, last = chosen[-1]
    _split(last, span[1] - start)
    start, first = chosen[0]
    second_part = _split(first, span[0] - start)
    elements = [run for _, run in chosen]
    return [second_part, *elements[1:]] if second_part is not None else elements


def _split(run: CT_R, at: int) -> CT_R | None:
    """Split a run of plain text at a character offset; return the second part, None if the run stays whole."""
    texts = [child for child in run if child.tag != qn("w:rPr")]
    if len(texts) != 1 or texts[0].tag != qn("w:t"):
        return None
    words = texts[0].text or ""
    if not 0 < at < len(words):
        return None
    second_part: CT_R = copy.deepcopy(run)
    run.text, second_part.text = words[:at], words[at:]
    run.addnext(second_part)
    return second_part


def _comment(finding: Finding) -> str:
    name = NAMES[finding.verdict].capitalize()
    said = finding_line(finding)
    lines = [said if said.startswith(name) else f"{name}. {said}"]
    verified = finding.verified
    if verified and verified.parts:
        lines.append(
            "".join(_marked(part.kind, part.text(verified.source_text, verified.text)) for part in verified.parts)
        )
    return without_controls("\n".join(lines))


def _marked(kind: PartKind, text: str) -> str:
    before, bare, after = split_blanks(text)
    return f"{before}{_MARKS.get(kind, '{}').format(bare)}{after}" if bare else text
