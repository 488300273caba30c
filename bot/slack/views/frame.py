"""Header and feedback footer of an answer: question, and delay, above; share and feedback buttons below."""

from __future__ import annotations

from bot.inert import inert
from bot.slack.exchange import PRIVATE, Exchange
from bot.slack.views import actions, limits
from bot.slack.views.kit import Block, Element, button, buttons, confirm, line, plain, rich_text, user, words
from bot.slack.views.limits import shortened
from bot.texts.texts import Texts

LINE = 300
"""Size limit in bytes of a line with the question or its interpretation."""


def question_blocks(exchange: Exchange, name: str, say: Texts) -> list[Block]:
    """Header with the question, if no message above contains it; on a shared answer, also the user who shared it."""
    if exchange.question_ts or exchange.is_erased:
        return []
    asked = shortened(inert(" ".join(exchange.subject.split())), LINE)
    is_shared = exchange.origin in PRIVATE and not exchange.private
    who = [*words(say("answer.shared_by")), user(exchange.asker), *words("  ")] if is_shared else []
    # In quotation marks, a question without limits would seem to be looked for word by word.
    shown = asked if exchange.literal else f"“{asked}”"
    return [rich_text(f"{name}:question", line(who, words(shown, italic=True)))]


def late_blocks(exchange: Exchange, name: str, say: Texts) -> list[Block]:
    """Line with the age of a question that was asked while the bot was away."""
    if not exchange.late:
        return []
    minutes = max(round(exchange.delay.total_seconds() / 60), 1)
    said = say("late.hours", n=round(minutes / 60)) if minutes >= 60 else say("late.minutes", n=minutes)
    return [rich_text(f"{name}:late", line(words(said, italic=True)))]


def private_blocks(exchange: Exchange, name: str, say: Texts) -> list[Block]:
    """Share and dismiss buttons of an ephemeral answer."""
    if not exchange.private:
        return []
    share = button(actions.SHARE, say("controls.share"), exchange.id, style="primary")
    return buttons(f"{name}:private", [share, button(actions.DISMISS, say("controls.dismiss"), exchange.id)])


def verdict_block(exchange: Exchange, name: str, say: Texts) -> Block:
    """Feedback footer: helpful or not, and a delete button for the asker."""
    return {"type": "context_actions", "block_id": f"{name}:verdict", "elements": _verdict(exchange, say)}


def _verdict(exchange: Exchange, say: Texts) -> list[Element]:
    verdict = {
        "type": "feedback_buttons",
        "action_id": actions.FEEDBACK,
        "positive_button": _opinion(say("controls.helpful"), exchange, actions.HELPFUL),
        "negative_button": _opinion(say("controls.not_helpful"), exchange, actions.UNHELPFUL),
    }
    withdraw = {
        "type": "icon_button",
        "action_id": actions.WITHDRAW,
        "icon": "trash",
        "text": plain(say("controls.delete"), limits.BUTTON),
        # With the asker, as the exchange may be erased when it is clicked; only Slack can change a value.
        "value": actions.carry(exchange.id, exchange.asker),
        "visible_to_user_ids": [exchange.asker],
        "confirm": confirm(
            say("controls.delete_sure"),
            say("controls.delete_means"),
            yes=say("controls.delete_yes"),
            no=say("controls.cancel"),
        ),
    }
    # An ephemeral answer is dismissed instead; an asker who is erased cannot be named.
    return [verdict] if exchange.private or exchange.is_erased else [verdict, withdraw]


def _opinion(text: str, exchange: Exchange, verdict: str) -> Element:
    return {
        "text": plain(text, limits.BUTTON),
        "value": actions.carry(exchange.id, verdict),
        "accessibility_label": text,
    }
