"""Terminal rendering of the check of a draft."""

from __future__ import annotations

from collections.abc import Sequence

from rich.console import Group, RenderableType
from rich.padding import Padding
from rich.text import Text

from bot.checked_wording import NAMES, cited_line, confirmed_line, finding_line, summary_line, together
from bot.console.difference import LEGEND, difference_text, glimpse
from bot.hints import completed
from bot.inert import inert
from retrieval.readers.drafts.draft import Draft
from retrieval.verifying.check import Finding
from retrieval.verifying.verified import Verdict


def checked_block(draft: Draft, findings: Sequence[Finding]) -> RenderableType:
    """Render the findings in the order of the draft, correct ones on one line each, and a summary."""
    lines: list[RenderableType] = [_block(draft, group) for group in together(findings)]
    differing = any(finding.verdict is Verdict.DIFFERS for finding in findings)
    legend = [Text(f"{LEGEND}: from the source to the draft", style="dim")] if differing else []
    return Group(*lines, *legend, Text(summary_line(findings)))


def _block(draft: Draft, group: Sequence[Finding]) -> RenderableType:
    finding = group[0]
    shown = glimpse(" ".join(draft.text[slice(*finding.span)].split()))
    number = draft.line_of(finding.span[0])
    heading = Text(f"line {number}  " if number else "", style="dim")
    if finding.verdict.is_confirmed:
        line = heading.append(f"{NAMES[finding.verdict]}  {confirmed_line(group)}  ", style="not dim green")
        line.append(inert(shown))
        line.no_wrap, line.overflow = True, "ellipsis"
        return line
    heading.append(NAMES[finding.verdict], style=f"not dim bold {'red' if finding.verdict.is_wrong else 'yellow'}")
    if cited := cited_line(group):
        heading.append(f"  {cited}", style="not dim bold")
    below: list[RenderableType] = [Text(inert(completed(finding_line(finding))))]
    verified = finding.verified
    if verified and verified.parts:
        below.append(difference_text(verified.parts, verified.source_text, verified.text, whole=False))
    else:
        below.append(Text(inert(shown), style="dim"))
    return Group(heading, Padding(Group(*below), (0, 0, 0, 2), expand=False))
