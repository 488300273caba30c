"""What owners of the library read, and take away."""

import csv
import io
from dataclasses import replace

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.slack.exchange import Exchange
from bot.slack.views.owners import feedback_csv, feedback_modal, unanswered_csv, unanswered_modal
from tests.bot.slack.views import given as odd
from tests.bot.slack.views.given import EXCHANGE, SAY, feedback
from tests.bot.slack.views.rules import check_view, elements, lines, words_of


def cells(table: str) -> list[list[str]]:
    return list(csv.reader(io.StringIO(table, newline="")))


@settings(max_examples=30, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.lists(odd.exchanges, max_size=30), odd.words | odd.long_words)
def test_whatever_people_typed_slack_takes_the_lists(exchanges: list[Exchange], reason: str) -> None:
    check_view(unanswered_modal(exchanges, SAY))
    check_view(feedback_modal([(feedback(reason), one) for one in exchanges], SAY))


def test_a_cell_that_a_spreadsheet_would_compute_is_text() -> None:
    table = unanswered_csv(replace(EXCHANGE, question=f"{sign}1+1") for sign in ("=", "+", "-", "@", "\t", "1"))
    assert [row[1] for row in cells(table)[1:]] == ["'=1+1", "'+1+1", "'-1+1", "'@1+1", "'\t1+1", "11+1"]


def test_verdicts_are_a_table_with_their_questions() -> None:
    hits = ("S/RES/1325(2000)#1", "S/RES/2331(2016)#2(a)", "S/RES/1325(2000)#3")
    asked = replace(EXCHANGE, confidence=0.126, shown_ids=hits, generation="g1")
    table = feedback_csv([(feedback("=off, the\npoint"), asked), (feedback("", helpful=True), None)])
    assert cells(table) == [
        ["given_at", "helpful", "reason", "asked_at", "question", "confidence", "resolutions", "generation"],
        [
            "2026-11-25T12:00:00+00:00",
            "no",
            "'=off, the\npoint",
            "2026-11-25T12:00:00+00:00",
            EXCHANGE.question,
            "0.13",
            "S/RES/1325(2000); S/RES/2331(2016)",
            "g1",
        ],
        ["2026-11-25T12:00:00+00:00", "yes", "", "", "", "", "", ""],
    ]


def test_the_newest_are_listed_and_the_table_can_be_copied() -> None:
    asked = [replace(EXCHANGE, id=f"e{n}", question=f"Question {n}?") for n in range(25)]
    blocks = unanswered_modal(asked, SAY)["blocks"]
    assert lines(blocks)[:2] == ["25 questions. Listed: the newest 20.", "2026-11-25  Question 0?"]
    assert [words_of(one) for one in elements(blocks, "rich_text_preformatted")] == [unanswered_csv(asked)]


def test_a_question_that_is_no_longer_kept_is_said_to_be() -> None:
    said = lines(feedback_modal([(feedback("off the point"), None)], SAY)["blocks"])
    assert said[1] == "Not helpful: off the point  (a question that is no longer kept)"


def test_no_feedback_is_said() -> None:
    assert lines(feedback_modal([], SAY)["blocks"]) == ["0 verdicts."]
