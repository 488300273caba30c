"""Header and feedback footer of an answer: question above; share buttons and feedback buttons below."""

from __future__ import annotations

from bot.inert import inert
from bot.slack.exchange import Exchange
from bot.slack.views import actions, limits
from bot.slack.views.kit import Block, Element, button, buttons, confirm, line, plain, rich_text, words
from bot.slack.views.limits import shortened

LINE = 300
"""Size limit in bytes of a line with the question or its interpretation."""


def question_blocks(exchange: Exchange, name: str) -> list[Block]:
    """Header with the question, if no message above the answer contains it."""
    if exchange.question_ts or not exchange.subject:
        return []
    asked = shortened(inert(" ".join(exchange.subject.split())), LINE)
    return [rich_text(f"{name}:question", line(words(f"“{asked}”", italic=True)))]


def private_blocks(exchange: Exchange, name: str) -> list[Block]:
    """Share and dismiss buttons of an ephemeral answer."""
    if not exchange.private:
        return []
    share = button(actions.SHARE, "Share in channel", exchange.id, style="primary")
    return buttons(f"{name}:private", [share, button(actions.DISMISS, "Dismiss", exchange.id)])


def verdict_block(exchange: Exchange, name: str) -> Block:
    """Feedback footer: helpful or not, and a delete button for the asker."""
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
    # An ephemeral answer is dismissed instead; an asker erased by retention cannot be named.
    return [verdict] if exchange.private or not exchange.asker else [verdict, withdraw]


def _opinion(text: str, exchange: Exchange, verdict: str) -> Element:
    return {
        "text": plain(text, limits.BUTTON),
        "value": actions.carry(exchange.id, verdict),
        "accessibility_label": text,
    }
