"""Messages of one line."""

import pytest
from hypothesis import given

from bot.slack.views.notices import error_message, expired_message, notice, progress_message, waiting_message
from tests.bot.slack.views import given as odd
from tests.bot.slack.views.given import SAY
from tests.bot.slack.views.rules import check_message, lines


@pytest.mark.parametrize(
    ("position", "said"),
    [
        (0, "Looking in the library …"),
        (1, "Waiting: 1 question before yours."),
        (2, "Waiting: 2 questions before yours."),
    ],
)
def test_who_waits_is_told_how_many_are_before(position: int, said: str) -> None:
    message = waiting_message(position, SAY)
    check_message(message)
    assert (message.text, lines(message.blocks)) == (said, [said])


def test_an_error_says_what_to_do_and_is_its_exchanges_answer() -> None:
    message = error_message("the question has no words; ask something", SAY, "e1")
    check_message(message, "e1")
    assert message.text == "This could not be answered: the question has no words; ask something"


@given(odd.words | odd.long_words)
def test_whatever_is_said_slack_takes_it(text: str) -> None:
    check_message(error_message(text, SAY))
    check_message(notice(f"So: {text}", "e1"), "e1")


def test_a_button_of_a_forgotten_answer_is_answered() -> None:
    check_message(expired_message(SAY))


def test_progress_is_counted_where_it_can_be() -> None:
    assert progress_message("encoding", 1_200, 43_295, SAY).text == "Rebuilding the index: encoding, 1,200 of 43,295"
    assert progress_message("reading", 0, 0, SAY).text == "Rebuilding the index: reading"
