"""Answer controls: paging, the filter form and ways around limits, and the effects of clicks."""

from __future__ import annotations

from dataclasses import replace

from bot.answer_wording import two_resolutions
from bot.conversation import PAGE, Page
from bot.slack.exchange import Exchange
from bot.slack.views import actions, limits
from bot.slack.views.kit import Element, button
from bot.slack.views.limits import size
from bot.texts.texts import Texts
from retrieval.asking.answer import Answer
from retrieval.clauses.filters import NO_LIMITS, describe


def shows_near_misses(exchange: Exchange, answer: Answer) -> bool:
    """Return whether near misses are shown: somebody asked for them, or one of them may answer."""
    return bool(answer.near_misses) and (exchange.misses or answer.is_close)


def page_of(exchange: Exchange, answer: Answer) -> Page:
    """Return the page to show: hits or near misses; the last page if results have become fewer."""
    found = answer.hits or (answer.near_misses if shows_near_misses(exchange, answer) else ())
    first = min(exchange.page, max(len(found) - 1, 0) // PAGE) * PAGE
    return Page(found, first)


def page_buttons(exchange: Exchange, page: Page, say: Texts) -> list[Element]:
    """Return the paging buttons. Each names its page, so that a double click skips none."""
    shown, first, after = page.first // PAGE, page.last + 1, min(page.last + PAGE, page.of)
    span = (
        say("controls.last_of", last=after, n=page.of)
        if after == first
        else say("controls.share_of", first=first, last=after, n=page.of)
    )
    back = button(actions.BACK, say("controls.back"), actions.carry(exchange.id, str(shown - 1)))
    more = button(actions.MORE, say("controls.more", span=span), actions.carry(exchange.id, str(shown + 1)))
    return [*([back] if page.first else []), *([more] if page.last < page.of else [])]


def narrowing(exchange: Exchange, answer: Answer, say: Texts) -> list[Element]:
    """Return the button of the filter form, and the one that asks a follow-up or a limited question as typed."""
    understood = answer.reading.understood
    limited = understood.scope.described or understood.corrections
    controls = [button(actions.FILTER, say("controls.filter"), exchange.id)] if answer.hits else []
    if answer.reading.differs:
        controls.append(button(actions.WIDEN, say("controls.alone"), exchange.id))
    elif limited and not answer.hits:
        controls.append(button(actions.WIDEN, say("controls.as_typed"), exchange.id))
    return controls


def in_full(exchange: Exchange, answer: Answer, page: Page, say: Texts) -> list[Element]:
    """Return the buttons that open a modal: with all of a list, or with two resolutions compared."""
    both = two_resolutions(answer) if answer.hits else None
    sides = " ".join(one.replace(" ", "") for one in both or ())
    return [
        *(
            [button(actions.LIST, say("controls.list"), exchange.id)]
            if answer.total is not None and page.of > PAGE
            else []
        ),
        *([button(actions.COMPARE, say("controls.compare"), actions.carry(exchange.id, sides))] if both else []),
    ]


def around_limits(exchange: Exchange, answer: Answer, say: Texts) -> list[Element]:
    """Return the buttons that ask again: without the channel's limits, with suggested labels, or without any limit."""
    understood = answer.reading.understood
    searched = actions.carry(exchange.id, understood.text)
    many = answer.suggestions
    return [
        *(
            [button(actions.IGNORE, say("controls.ignore_channel"), exchange.id)]
            if describe(understood.standing)
            else []
        ),
        *([button(actions.SUGGESTED, say("controls.suggested", n=many), exchange.id)] if many else []),
        *(
            [button(actions.EVERYWHERE, say("controls.everywhere"), searched, style="primary")]
            if answer.beyond and size(searched) <= limits.BUTTON_VALUE
            else []
        ),
    ]


def with_near_misses(exchange: Exchange) -> Exchange:
    """Apply a click on the button that shows the near misses."""
    return replace(exchange, page=0, misses=True)


def with_suggested(exchange: Exchange) -> Exchange:
    """Apply a click on the button that counts suggested labels, too."""
    return replace(exchange, given=replace(exchange.given, suggested=True), page=0, misses=False)


def without_standing(exchange: Exchange) -> Exchange:
    """Apply a click on the button that ignores the limits of the channel."""
    return replace(exchange, standing=NO_LIMITS, page=0, misses=False)


def as_typed(exchange: Exchange) -> Exchange:
    """Apply a click on the button that asks the question by itself, and without limits."""
    return replace(exchange, given=NO_LIMITS, standing=NO_LIMITS, literal=True, page=0, misses=False)
