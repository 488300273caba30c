"""What a click says, by the button: each kind is a type of its own, and a value that no button has is refused."""

from typing import Any

import pytest
from slack_bolt.context.async_context import AsyncBoltContext

from bot.slack.listeners.clicks import (
    read_answer_click,
    read_clause_click,
    read_click,
    read_compare_click,
    read_example_click,
    read_menu_click,
    read_page_click,
    read_question_click,
    read_remove_click,
    read_shelf_click,
    read_verdict_click,
    read_withdraw_click,
)
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
from bot.slack.listeners.listener import Read
from bot.slack.payload import Malformed
from bot.slack.views import actions
from bot.slack.views.actions import carry, chosen_for
from retrieval.clauses.citation import Citation

OP_2 = "S/RES/2331(2016)#2(a)"
WHO: dict[str, Any] = {"team": "T1", "user": "U1", "channel": "C1", "id": "trigger1", "message_ts": "6.0"}
ON: dict[str, Any] = {**WHO, "exchange": "x1"}


def read(reader: Read[Click], **action: Any) -> Click | None:
    """Parse a click on a button, or a choice in a menu."""
    click = {
        "user": {"id": "U1"},
        "channel": {"id": "C1"},
        "container": {"message_ts": "6.0"},
        "trigger_id": "trigger1",
        "actions": [{"action_id": "any", "block_id": "x1:narrow", **action}],
    }
    return reader(click, AsyncBoltContext({"team_id": "T1"}))


@pytest.mark.parametrize(
    ("reader", "value", "click"),
    [
        (read_click, "anything", Click(**WHO)),
        (read_answer_click, carry("x1"), AnswerClick(**ON)),
        (read_page_click, carry("x1", "12"), PageClick(**ON, page=12)),
        (read_question_click, carry("x1", "Who | what?"), QuestionClick(**ON, question="Who | what?")),
        (read_clause_click, carry("x1", OP_2), ClauseClick(**ON, clause_id=OP_2)),
        (
            read_compare_click,
            carry("x1", "S/RES/1325(2000) S/RES/2331(2016)"),
            CompareClick(**ON, one=Citation(1325, 2000, None), other=Citation(2331, 2016, None)),
        ),
        (read_verdict_click, carry("x1", actions.HELPFUL), VerdictClick(**ON, helpful=True)),
        (read_verdict_click, carry("x1", actions.UNHELPFUL), VerdictClick(**ON, helpful=False)),
        (read_withdraw_click, carry("x1", "U1"), WithdrawClick(**ON, asker="U1")),
        (read_withdraw_click, carry("x1"), WithdrawClick(**ON, asker="")),
        (read_example_click, "Who | what?", ExampleClick(**WHO, question="Who | what?")),
        (read_shelf_click, "0", ShelfClick(**WHO, page=0)),
        (read_remove_click, carry("3", OP_2), RemoveClick(**WHO, page=3, key=OP_2)),
    ],
)
def test_a_button_says_what_its_kind_says(reader: Read[Click], value: str, click: Click) -> None:
    assert read(reader, value=value) == click


def test_a_menu_says_what_was_chosen_in_it_and_its_block_on_which_answer() -> None:
    chosen = {"value": chosen_for(actions.KEEP, OP_2)}
    assert read(read_menu_click, selected_option=chosen) == MenuClick(**ON, choice=actions.KEEP, clause_id=OP_2)


@pytest.mark.parametrize("page", ["", "-1", "1000", "²", "x"])
@pytest.mark.parametrize("reader", [read_page_click, read_shelf_click, read_remove_click])
def test_a_page_without_a_number_is_refused(reader: Read[Click], page: str) -> None:
    value = carry("x1", page) if reader is read_page_click else page
    with pytest.raises(Malformed, match="the page is not a number of at most 3 digits"):
        read(reader, value=value)


@pytest.mark.parametrize(
    ("reader", "action", "why"),
    [
        (read_compare_click, {"value": carry("x1", "S/RES/1325(2000)")}, "two resolutions"),
        (read_compare_click, {"value": carry("x1", "camps youth")}, "two resolutions"),
        (read_verdict_click, {"value": carry("x1", "perhaps")}, "the verdict is not one of those offered"),
        (read_example_click, {}, "'value' of actions is missing"),
        (read_menu_click, {"value": carry("x1", OP_2)}, "'selected_option' is null"),
        (read_answer_click, {"value": ["x1"]}, "'value' of actions is a list"),
    ],
)
def test_a_value_that_no_button_has_is_refused(reader: Read[Click], action: dict[str, Any], why: str) -> None:
    with pytest.raises(Malformed, match=why):
        read(reader, **action)
