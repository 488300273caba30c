"""Owner views: feedback and unanswered questions, as modals and as CSV."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence

from bot.export.row import STARTS_FORMULA
from bot.inert import inert
from bot.slack.exchange import Exchange, Feedback
from bot.slack.views import limits
from bot.slack.views.excerpt import pieces
from bot.slack.views.kit import Element, View, bullets, line, modal, preformatted, rich_text, words
from bot.slack.views.limits import shortened
from bot.texts.texts import Texts

_LISTED = 20
_LINE = 150
_PIECES = limits.VIEW // 2 // limits.RICH_TEXT
"""Maximum number of CSV blocks in a view; omission of the rest is noted."""

Judged = tuple[Feedback, Exchange | None]


def feedback_modal(given: Sequence[Judged], say: Texts) -> View:
    """Build the modal of users' feedback, newest first."""
    items = [_verdict(*one, say) for one in given[:_LISTED]]
    said = say("owners.verdicts", n=len(given))
    return _listing(say, say("owners.feedback"), said, items, count=len(given), table=feedback_csv(given))


def unanswered_modal(exchanges: Sequence[Exchange], say: Texts) -> View:
    """Build the modal of unanswered questions, newest first."""
    items = [words(f"{_day(one)}  {_asked(one, say)}") for one in exchanges[:_LISTED]]
    said = say("owners.questions", n=len(exchanges))
    return _listing(say, say("owners.unanswered"), said, items, count=len(exchanges), table=unanswered_csv(exchanges))


def feedback_csv(given: Iterable[Judged]) -> str:
    """Return feedback as CSV, escaped against formula injection."""
    rows = (
        (one.given_at.isoformat(), "yes" if one.helpful else "no", one.reason, *_cells(exchange))
        for one, exchange in given
    )
    return _table(("given_at", "helpful", "reason", *_COLUMNS), rows)


def unanswered_csv(exchanges: Iterable[Exchange]) -> str:
    """Return unanswered questions as CSV, escaped against formula injection."""
    return _table(_COLUMNS, map(_cells, exchanges))


_COLUMNS = ("asked_at", "question", "confidence", "resolutions", "generation")


def _cells(exchange: Exchange | None) -> tuple[str, ...]:
    if exchange is None:
        return ("",) * len(_COLUMNS)
    sure = "" if exchange.confidence is None else f"{exchange.confidence:.2f}"
    resolutions = "; ".join(dict.fromkeys(hit.partition("#")[0] for hit in exchange.first_hit_ids))
    return exchange.asked_at.isoformat(), exchange.subject, sure, resolutions, exchange.generation


def _table(columns: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    table = io.StringIO()
    writer = csv.writer(table, lineterminator="\n", quoting=csv.QUOTE_ALL)
    writer.writerow(columns)
    writer.writerows([f"'{cell}" if cell.startswith(STARTS_FORMULA) else cell for cell in row] for row in rows)
    return table.getvalue()


def _listing(say: Texts, title: str, said: str, items: Sequence[Sequence[Element]], *, count: int, table: str) -> View:
    newest = f" {say('owners.newest', n=len(items))}" if count > len(items) else ""
    blocks = [rich_text("list", line(words(f"{said}{newest}")), bullets(items))]
    if not count:
        return modal(title, blocks, close=say("controls.close"))
    blocks.append(rich_text("csv", line(words(say("owners.csv"), bold=True))))
    spans = pieces(table, limits.RICH_TEXT)[:_PIECES]
    blocks += [rich_text(f"csv:{start}", preformatted(table[start:end])) for start, end in spans]
    if left_out := len(table) - spans[-1][1]:
        blocks.append(rich_text("csv:cut", line(words(say("owners.cut", n=left_out), italic=True))))
    return modal(title, blocks, close=say("controls.close"))


def _verdict(feedback: Feedback, exchange: Exchange | None, say: Texts) -> list[Element]:
    verdict = say("controls.helpful") if feedback.helpful else say("controls.not_helpful")
    reason = f": {shortened(inert(feedback.reason), _LINE)}" if feedback.reason else ""
    return words(f"{verdict}{reason}", bold=True) + words(f"  {_asked(exchange, say)}")


def _asked(exchange: Exchange | None, say: Texts) -> str:
    """Return the question of an exchange, or a placeholder after erasure."""
    if exchange is None or exchange.is_erased:
        return say("owners.not_kept")
    return shortened(inert(exchange.subject), _LINE)


def _day(exchange: Exchange) -> str:
    return f"{exchange.asked_at:%Y-%m-%d}"
