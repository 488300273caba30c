"""Export of a comparison of two resolutions: JSON, HTML, Markdown."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined

from bot.export.markdown import escape
from bot.inert import inert
from bot.wording import comparison_line, match_line, split_blanks
from retrieval.agreed.compare import Comparison, Match, MatchKind
from retrieval.clauses.citation import short_pinpoint
from retrieval.clauses.clause import Clause
from retrieval.clauses.months import long_date
from retrieval.readers.exported import COMMENT, MARK
from retrieval.wording.changes import PartKind

_Runs = list[tuple[str, str]]

_TEMPLATE = "comparison.html.jinja"
_TAGS = {
    PartKind.REMOVED: "del",
    PartKind.MOVED_AWAY: "del",
    PartKind.ADDED: "ins",
    PartKind.MOVED_HERE: "ins",
}


def comparison_record(comparison: Comparison) -> dict[str, Any]:
    """Convert a comparison to a JSON object; ranges are character offsets in the two texts."""
    return {
        "old": str(comparison.old),
        "new": str(comparison.new),
        "counts": {**comparison.counts, "moved": comparison.moved},
        "paragraphs": [_match_record(match) for match in comparison.matches],
    }


def _match_record(match: Match) -> dict[str, Any]:
    return {
        "kind": match.kind.value,
        "moved": match.moved,
        "likeness": round(match.likeness, 4),
        "old": match.old.as_record() if match.old else None,
        "new": match.new.as_record() if match.new else None,
        "parts": [{"kind": part.kind.value, "old": list(part.old), "new": list(part.new)} for part in match.parts],
    }


def as_html(comparison: Comparison, generation: str) -> str:
    """Return a self-contained HTML page: no script, no external resources, all text escaped."""
    environment = Environment(
        loader=PackageLoader("bot.export"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters.update(shown=inert, day=long_date, place=short_pinpoint)
    return environment.get_template(_TEMPLATE).render(
        comparison=comparison,
        summary=comparison_line(comparison),
        rows=[(match, match_line(match), *_sides(match)) for match in comparison.matches],
        generation=generation,
        mark=MARK,
    )


def _sides(match: Match) -> tuple[_Runs, _Runs]:
    """Return both texts as runs of (kind of change, text); no runs for a missing paragraph."""
    if not (match.old and match.new and match.parts):
        return _alone(match.old), _alone(match.new)
    old = [(part.kind.value, match.old.text[slice(*part.old)]) for part in match.parts if part.kind.in_old]
    new = [(part.kind.value, match.new.text[slice(*part.new)]) for part in match.parts if part.kind.in_new]
    return old, new


def _alone(clause: Clause | None) -> _Runs:
    return [("", clause.text)] if clause else []


def as_markdown(comparison: Comparison, generation: str) -> str:
    """Return a comparison as Markdown, with removed and added text in `del` and `ins` elements."""
    lines = [
        COMMENT,
        f"# {comparison.old} and {comparison.new}",
        comparison_line(comparison),
        "<del>Removed or moved away</del>, <ins>added or moved here</ins>.",
    ]
    for match in comparison.matches:
        lines += [f"## {_heading(match)}", f"> {''.join(_runs(match))}"]
    lines.append(f"Source: <{comparison.old.url}>, <{comparison.new.url}>; clausebot, generation {generation}")
    return "\n\n".join(lines) + "\n"


def _heading(match: Match) -> str:
    there = [escape(short_pinpoint(clause.id)) for clause in (match.old, match.new) if clause]
    return f"{' → '.join(dict.fromkeys(there))} · {match_line(match)}"


def _runs(match: Match) -> Iterator[str]:
    old, new = (clause.text if clause else "" for clause in (match.old, match.new))
    if not match.parts:
        yield _tagged({MatchKind.DROPPED: "del", MatchKind.NEW: "ins"}.get(match.kind), new or old)
    for part in match.parts:
        yield _tagged(_TAGS.get(part.kind), part.text(old, new))


def _tagged(tag: str | None, text: str) -> str:
    """Wrap escaped text in an element, with whitespace at its ends outside."""
    before, bare, after = split_blanks(text)
    escaped = f"{before}{escape(bare)}{after}"
    return f"<{tag}>{escaped}</{tag}>" if tag else escaped
