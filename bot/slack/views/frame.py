"""What stands around every answer: the question above it, ways to share it and to say if it was of help below it."""

from __future__ import annotations

from bot.inert import inert
from bot.slack.exchange import Exchange
from bot.slack.views import actions, limits
from bot.slack.views.kit import Block, Element, button, buttons, confirm, line, plain, rich_text, words
from bot.slack.views.limits import shortened

LINE = 300
"""Bytes of a line that quotes the question or says how it was understood."""


def question_blocks(exchange: Exchange, name: str) -> list[Block]:
    """Repeat the question where no message above the answer asks it."""
    if exchange.question_ts or not exchange.subject:
        return []
    return [rich_text(f"{name}:question", line(words(f"“{shortened(inert(exchange.subject), LINE)}”", italic=True)))]


def private_blocks(exchange: Exchange, name: str) -> list[Block]:
    """Offer to show to others what only one person sees, or to have done with it."""
    if not exchange.private:
        return []
    share = button(actions.SHARE, "Share in channel", exchange.id, style="primary")
    return buttons(f"{name}:private", [share, button(actions.DISMISS, "Dismiss", exchange.id)])


def verdict_block(exchange: Exchange, name: str) -> Block:
    """Ask whether an answer was of help, and let who asked take it away."""
    return {"type": "context_actions", "block_id": f"{name}:verdict", "elements": _verdict(exchange)}


def _verdict(exchange: Exchange) -> list[Element]:
    verdict = {
        "type": "feedback_buttons",
        "action_id": actions.FEEDBACK,
        "positive_button": _opinion("Helpful", exchange, actions.HELPFUL),
        "negative_button": _opinion("Not helpful", exchange, actions.UNHELPFUL),
    }
    withdraw = {
        "type": "icon_button",
        "action_id": actions.WITHDRAW,
        "icon": "trash",
        "text": plain("Delete this answer", limits.BUTTON),
        "value": exchange.id,
        "visible_to_user_ids": [exchange.asker],
        "confirm": confirm("Delete this answer?", "It goes for everybody. The question stays.", "Delete"),
    }
    # What only one person sees is dismissed instead; who asked is forgotten in time.
    return [verdict] if exchange.private or not exchange.asker else [verdict, withdraw]


def _opinion(text: str, exchange: Exchange, verdict: str) -> Element:
    return {
        "text": plain(text, limits.BUTTON),
        "value": actions.carry(exchange.id, verdict),
        "accessibility_label": text,
    }
