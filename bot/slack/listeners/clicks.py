"""Parsing of clicks into the values of `bot.slack.listeners.incoming`, one for each kind of button.

A page, a verdict, or a pair of resolutions that no button names is Malformed.
"""

from __future__ import annotations

from typing import Any

from slack_bolt.context.async_context import AsyncBoltContext

from bot.slack.listeners.incoming import (
    AnswerClick,
    ClauseClick,
    Click,
    CompareClick,
    ExampleClick,
    MenuClick,
    PageClick,
    QuestionClick,
    RemoveClick,
    ShelfClick,
    VerdictClick,
    WithdrawClick,
)
from bot.slack.listeners.parsing import Body, JsonObject, caller_fields
from bot.slack.payload import Malformed
from bot.slack.views import actions
from retrieval.clauses.citation import parse_citation
from retrieval.errors import CitationError

_VERDICTS = {actions.HELPFUL: True, actions.UNHELPFUL: False}

_PAGE_DIGITS = 3
"""Maximum number of digits of a page number."""


def read_click(body: Body, context: AsyncBoltContext) -> Click:
    """Parse a click that says no more than who clicked where."""
    _, click = _click(body, context)
    return Click(**click)


def read_answer_click(body: Body, context: AsyncBoltContext) -> AnswerClick:
    """Parse a click on a button that names only the exchange of its answer."""
    _, click = _answer_click(body, context)
    return AnswerClick(**click)


def read_page_click(body: Body, context: AsyncBoltContext) -> PageClick:
    """Parse a click that shows another page of an answer."""
    page, click = _answer_click(body, context)
    return PageClick(**click, page=_page(page))


def read_question_click(body: Body, context: AsyncBoltContext) -> QuestionClick:
    """Parse a click that asks another question in the place of an answer."""
    question, click = _answer_click(body, context)
    return QuestionClick(**click, question=question)


def read_clause_click(body: Body, context: AsyncBoltContext) -> ClauseClick:
    """Parse a click on a button for one clause."""
    clause_id, click = _answer_click(body, context)
    return ClauseClick(**click, clause_id=clause_id)


def read_menu_click(body: Body, context: AsyncBoltContext) -> MenuClick:
    """Parse a choice in the menu of a clause."""
    menu, click = _click(body, context)
    choice, clause_id = actions.choice_of(menu.part("selected_option").text("value"))
    exchange = actions.exchange_of(menu.text("block_id"))
    return MenuClick(**click, exchange=exchange, choice=choice, clause_id=clause_id)


def read_compare_click(body: Body, context: AsyncBoltContext) -> CompareClick:
    """Parse a click that compares two resolutions."""
    symbols, click = _answer_click(body, context)
    try:
        one, other = map(parse_citation, symbols.split(" ", 1))
    except (CitationError, ValueError):
        raise Malformed("the button does not name two resolutions") from None
    return CompareClick(**click, one=one, other=other)


def read_verdict_click(body: Body, context: AsyncBoltContext) -> VerdictClick:
    """Parse a verdict on an answer."""
    verdict, click = _answer_click(body, context)
    if verdict not in _VERDICTS:
        raise Malformed("the verdict is not one of those offered")
    return VerdictClick(**click, helpful=_VERDICTS[verdict])


def read_withdraw_click(body: Body, context: AsyncBoltContext) -> WithdrawClick:
    """Parse a click that deletes an answer."""
    asker, click = _answer_click(body, context)
    return WithdrawClick(**click, asker=asker)


def read_example_click(body: Body, context: AsyncBoltContext) -> ExampleClick:
    """Parse a click on an example question."""
    button, click = _click(body, context)
    return ExampleClick(**click, question=button.text("value"))


def read_shelf_click(body: Body, context: AsyncBoltContext) -> ShelfClick:
    """Parse a click that shows a page of the clauses that a person keeps."""
    button, click = _click(body, context)
    return ShelfClick(**click, page=_page(button.maybe("value")))


def read_remove_click(body: Body, context: AsyncBoltContext) -> RemoveClick:
    """Parse a click that removes a clause from those that a person keeps."""
    button, click = _click(body, context)
    page, key = actions.carried(button.maybe("value"))
    return RemoveClick(**click, page=_page(page), key=key)


def _click(body: Body, context: AsyncBoltContext) -> tuple[JsonObject, dict[str, Any]]:
    """Return the button or menu that was clicked, and the fields of a `Click`."""
    click = JsonObject(body, "a click")
    if not (clicked := click.parts("actions")):
        raise Malformed("'actions' is missing, expected a list")
    container = click.maybe_part("container")
    caller = caller_fields(
        context,
        user=click.part("user").text("id"),
        channel=click.maybe_part("channel").maybe("id"),
        response_url=click.maybe("response_url"),
    )
    message_ts = "" if container.holds("is_ephemeral") else container.maybe("message_ts")
    return clicked[0], {**caller, "id": click.text("trigger_id"), "message_ts": message_ts}


def _answer_click(body: Body, context: AsyncBoltContext) -> tuple[str, dict[str, Any]]:
    """Return what the value of a button says beside the exchange, and the fields of an `AnswerClick`."""
    button, click = _click(body, context)
    exchange, subject = actions.carried(button.maybe("value"))
    return subject, {**click, "exchange": exchange}


def _page(number: str) -> int:
    if not (number.isascii() and number.isdecimal() and len(number) <= _PAGE_DIGITS):
        raise Malformed(f"the page is not a number of at most {_PAGE_DIGITS} digits")
    return int(number)
