"""Modals on a paragraph or an answer: full text, citation formats, feedback reason, notice."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any

from bot.inert import inert
from bot.slack.views import actions, limits
from bot.slack.views.actions import Opener
from bot.slack.views.excerpt import pieces
from bot.slack.views.kit import Block, View, asked_for, form, line, modal, plain, preformatted, rich_text, words
from bot.slack.views.limits import shortened
from bot.slack.views.linked import linked_blocks
from bot.slack.views.paragraph import whole_blocks
from bot.wording import counted, long_date
from retrieval.clauses.clause import Clause, Span
from retrieval.clauses.references.citations import NO_CITATIONS, Citations

_FORM = limits.VIEW // 4
"""Size limit of each of three citation formats in bytes."""

_REASON = "reason"
_REASON_CHARACTERS = 1_000
_MARKUP = re.compile(r"[\\`*_\[\]<>~|#&]|(?:(?<=^)|(?<=^\d)|(?<=^\d\d)|(?<=^\d\d\d))[-+=.)]", re.MULTILINE)
"""Markdown syntax to escape: some characters anywhere, others only at the start of a line or after its number."""


def paragraph_modal(clause: Clause, highlights: Sequence[Span] = (), *, citations: Citations = NO_CITATIONS) -> View:
    """Build the modal with the full text of a paragraph and its citations."""
    below = linked_blocks(clause, citations)
    above = whole_blocks(clause, highlights, limits.VIEW - limits.weight(below))
    return modal("Whole paragraph", [*above, *below])


def citation_modal(clause: Clause) -> View:
    """Build the modal with a paragraph in several citation formats, for copying."""
    forms = {"Plain text": in_plain_text(clause), "Markdown": in_markdown(clause), "Footnote": in_footnote(clause)}
    return modal(
        "Copy as citation", [block for label, text in forms.items() for block in _copyable(label, text, clause.url)]
    )


def reason_modal(opener: Opener) -> View:
    """Build the modal that asks why an answer was not helpful."""
    field = {
        "type": "plain_text_input",
        "action_id": _REASON,
        "multiline": True,
        "max_length": _REASON_CHARACTERS,
        "placeholder": plain("What was wrong or missing?", 150),
    }
    fields = [asked_for(_REASON, "Why was it no help?", field, optional=True)]
    return form("Not helpful", fields, actions.REASON_MODAL, opener.metadata, submit="Send")


def given_reason(view: Mapping[str, Any]) -> str:
    """Parse the reason from a submitted feedback modal; "" for none."""
    return view["state"]["values"][_REASON][_REASON]["value"] or ""


def notice_modal(title: str, text: str) -> View:
    """Build a modal with one notice, such as missing permission or a paragraph no longer in the library."""
    return modal(title, [rich_text("notice", line(words(shortened(inert(text), limits.FALLBACK))))])


def in_plain_text(clause: Clause) -> str:
    """Format a paragraph as plain text with its source below."""
    return "\n".join([*_lines(clause), "", _source(clause), clause.url])


def in_markdown(clause: Clause) -> str:
    """Format a paragraph as a Markdown block quote, escaped."""
    quoted = "\n\n".join(_MARKUP.sub(r"\\\g<0>", text) for text in _lines(clause))
    source = f"— [{clause.citation}](<{clause.url}>){_dated(clause)}"
    return "\n".join(f"> {text}".rstrip() for text in f"{quoted}\n\n{source}".split("\n"))


def in_footnote(clause: Clause) -> str:
    """Format a paragraph as a one-line footnote."""
    return f"United Nations Security Council, {_source(clause)}: “{' '.join(_lines(clause))}”, {clause.url}."


def _lines(clause: Clause) -> list[str]:
    return [inert(text) for text in (clause.lead_in, clause.text) if text]


def _source(clause: Clause) -> str:
    return f"{clause.citation}{_dated(clause)}"


def _dated(clause: Clause) -> str:
    return f", {long_date(clause.date)}" if clause.date else ""


def _copyable(label: str, text: str, url: str) -> list[Block]:
    spans = pieces(text, limits.RICH_TEXT)
    kept = spans[: _FORM // limits.RICH_TEXT]
    parts = f", in {len(kept)} parts" if len(kept) > 1 else ""
    left_out = len(text) - kept[-1][1]
    cut = line(words(f"[…] {counted(left_out, 'character')} are not shown; see {url}", italic=True)) if left_out else []
    first, *more = [preformatted(text[start:end]) for start, end in kept]
    blocks = [rich_text(label, line(words(f"{label}{parts}", bold=True)), first)]
    blocks += [rich_text(f"{label}:{place}", piece) for place, piece in enumerate(more)]
    return [*blocks, *([rich_text(f"{label}:cut", cut)] if cut else [])]
