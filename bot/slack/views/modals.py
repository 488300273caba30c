"""Modals on a paragraph or an answer: full text, citation formats, feedback reason, notice."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from bot.inert import inert
from bot.slack.views import actions, limits
from bot.slack.views.actions import Opener
from bot.slack.views.excerpt import pieces
from bot.slack.views.kit import Block, View, asked_for, form, line, modal, plain, preformatted, rich_text, words
from bot.slack.views.limits import shortened
from bot.slack.views.linked import linked_blocks
from bot.slack.views.paragraph import whole_blocks
from bot.texts.texts import Texts
from bot.wording import COUNCIL
from retrieval.clauses.clause import Clause
from retrieval.clauses.months import long_date
from retrieval.clauses.references.citations import NO_CITATIONS, CitationGraph

_FORM = limits.VIEW // 4
"""Size limit of each of three citation formats in bytes."""

_REASON = "reason"
_REASON_CHARACTERS = 1_000
_MARKUP = re.compile(r"[\\`*_\[\]<>~|#&]|(?:(?<=^)|(?<=^\d)|(?<=^\d\d)|(?<=^\d\d\d))[-+=.)]", re.MULTILINE)
"""Markdown syntax to escape: some characters anywhere, others only at the start of a line or after its number."""


def paragraph_modal(clause: Clause, say: Texts, *, citations: CitationGraph = NO_CITATIONS) -> View:
    """Build the modal with the full text of a paragraph and its citations."""
    below = linked_blocks(clause, citations, say)
    above = whole_blocks(clause, limits.VIEW - limits.weight(below), say)
    return modal(say("paragraph.title"), [*above, *below], close=say("controls.close"))


def citation_modal(clause: Clause, say: Texts) -> View:
    """Build the modal with a paragraph in several citation formats, for copying."""
    forms = {
        say("paragraph.plain_text"): in_plain_text(clause),
        say("paragraph.markdown"): in_markdown(clause),
        say("paragraph.footnote"): in_footnote(clause),
    }
    blocks = [block for label, text in forms.items() for block in _copyable(label, text, clause.url, say)]
    return modal(say("paragraph.citation_title"), blocks, close=say("controls.close"))


def reason_modal(opener: Opener, say: Texts) -> View:
    """Build the modal that asks why an answer was not helpful."""
    field = {
        "type": "plain_text_input",
        "action_id": _REASON,
        "multiline": True,
        "max_length": _REASON_CHARACTERS,
        "placeholder": plain(say("feedback.placeholder"), 150),
    }
    fields = [asked_for(_REASON, say("feedback.question"), field, optional=True)]
    return form(
        say("feedback.title"),
        fields,
        actions.REASON_MODAL,
        opener.metadata,
        submit=say("feedback.send"),
        cancel=say("controls.cancel"),
    )


def given_reason(view: Mapping[str, Any]) -> str:
    """Parse the reason from a submitted feedback modal; "" for none."""
    return view["state"]["values"][_REASON][_REASON]["value"] or ""


def notice_modal(title: str, text: str, say: Texts) -> View:
    """Build a modal with one notice, such as missing permission or a paragraph no longer in the library."""
    said = line(words(shortened(inert(text), limits.FALLBACK)))
    return modal(title, [rich_text("notice", said)], close=say("controls.close"))


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
    return f"{COUNCIL}, {_source(clause)}: “{' '.join(_lines(clause))}”, {clause.url}."


def _lines(clause: Clause) -> list[str]:
    return [inert(text) for text in (clause.lead_in, clause.text) if text]


def _source(clause: Clause) -> str:
    return f"{clause.citation}{_dated(clause)}"


def _dated(clause: Clause) -> str:
    return f", {long_date(clause.date)}" if clause.date else ""


def _copyable(label: str, text: str, url: str, say: Texts) -> list[Block]:
    spans = pieces(text, limits.RICH_TEXT)
    kept = spans[: _FORM // limits.RICH_TEXT]
    title = say("paragraph.in_parts", form=label, n=len(kept)) if len(kept) > 1 else label
    left_out = len(text) - kept[-1][1]
    cut = line(words(say("answer.left_out_here", n=left_out, where=url), italic=True)) if left_out else []
    first, *more = [preformatted(text[start:end]) for start, end in kept]
    blocks = [rich_text(label, line(words(title, bold=True)), first)]
    blocks += [rich_text(f"{label}:{place}", piece) for place, piece in enumerate(more)]
    return [*blocks, *([rich_text(f"{label}:cut", cut)] if cut else [])]
