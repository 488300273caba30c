"""What people are told of messages that were left alone."""

from datetime import UTC, datetime

from bot.slack.exchange import LeftAlone
from bot.slack.views.left import left_blocks, left_note
from bot.texts.texts import LANGUAGES, texts_in
from tests.bot.slack.views.given import SAY, home
from tests.bot.slack.views.rules import check_message, check_view, lines

AT = datetime(2026, 3, 1, 12, tzinfo=UTC)


def left(channel: str, words: str) -> LeftAlone:
    return LeftAlone(channel, "1.1", words, AT)


def test_the_home_names_channels_and_quotes_only_what_everybody_may_read() -> None:
    told = [left("C1", "<!channel> lunch?"), left("C2", ""), left("C2", "")]
    blocks = left_blocks(told, SAY, daily=True)
    assert lines(blocks) == [
        "You had every question answered in these channels. Nothing was found for 3 messages, so I said nothing there.",
        "  “<!channel> lunch?”",
        "  2 messages, whose words are not kept",
    ]
    assert left_blocks([], SAY, daily=True) == []


def test_slack_takes_a_home_with_many_of_them_and_the_note() -> None:
    told = [left(f"C{n}", "long " * 2_000) for n in range(200)]
    check_view(home(owner=True, left=told))
    for language in LANGUAGES:
        check_message(left_note(texts_in(language)))
