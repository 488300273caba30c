"""Modal that filters an answer, and the effect of its submission."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from bot.slack.exchange import Exchange
from bot.slack.views import actions
from bot.slack.views.about import About
from bot.slack.views.actions import Opener
from bot.slack.views.channel_settings import given_limits, limit_fields, ticked
from bot.slack.views.kit import View, chosen_of, form
from bot.texts.texts import Texts
from retrieval.clauses.filters import NO_LIMITS

_TYPED = "typed"


def filter_modal(opener: Opener, exchange: Exchange, about: About, say: Texts) -> View:
    """Build the modal with the limits of an answer: those of buttons and of the channel."""
    words = ticked(_TYPED, say("filter.words"), [(_TYPED, say("filter.as_typed"))], [_TYPED] * exchange.literal)
    return form(
        say("filter.title"),
        [*limit_fields(exchange.limits, about, say), words],
        actions.FILTER_MODAL,
        opener.metadata,
        submit=say("filter.show"),
        cancel=say("controls.cancel"),
    )


def filtered(exchange: Exchange, view: Mapping[str, Any], about: About) -> Exchange:
    """Apply a submitted modal to an exchange; changed limits replace those of buttons and those of the channel."""
    given = given_limits(view["state"], exchange.limits, about)
    literal = bool(chosen_of(view["state"], _TYPED))
    changed = replace(exchange, literal=literal, page=0, misses=False)
    is_same = replace(given, suggested=exchange.limits.suggested) == exchange.limits
    return changed if is_same else replace(changed, given=given, standing=NO_LIMITS)
