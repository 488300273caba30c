"""Exchanges and verdicts, filled where a test does not say."""

from datetime import UTC, date, datetime
from typing import Any

from bot.slack.exchange import Exchange, Feedback, Origin
from tests.retrieval.made_clauses import clause

ASKED_AT = datetime(2026, 3, 1, 12, tzinfo=UTC)
CLAUSE = clause("S/RES/1325(2000)#1", "Urges “Member States”;", day=date(2000, 10, 31), themes=("Participation",))


def exchange(identifier: str = "x1", **changes: Any) -> Exchange:
    values: dict[str, Any] = {
        "id": identifier,
        "team": "T1",
        "channel": "C1",
        "asker": "U1",
        "question": "Who protects women in camps?",
        "asked_at": ASKED_AT,
        "origin": Origin.MENTION,
        "question_ts": f"1.{identifier}",
    }
    return Exchange(**{**values, **changes})


def verdict(on: str = "x1", user: str = "U1", **changes: Any) -> Feedback:
    values: dict[str, Any] = {
        "exchange": on,
        "team": "T1",
        "user": user,
        "helpful": True,
        "reason": "",
        "given_at": ASKED_AT,
    }
    return Feedback(**{**values, **changes})
