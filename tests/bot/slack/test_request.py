"""The requests that exchanges become: each says what is looked for by its type."""

import pickle
from dataclasses import replace
from datetime import UTC, datetime

import pytest

from bot.slack.exchange import Exchange, Origin
from bot.slack.request import Ask, FindElsewhere, FindLanguage, Request, request_of
from retrieval.asking.reading import StoredQuestion

EXCHANGE = Exchange("x1", "T1", "C1", "U1", "Who?", datetime(2026, 3, 1, tzinfo=UTC), Origin.THREAD)
HITS = ("S/RES/1325(2000)#1", "S/RES/2331(2016)#2(a)")
TEXT = replace(EXCHANGE, origin=Origin.AGREED, question="Calls for")
PARAGRAPH = replace(EXCHANGE, origin=Origin.ELSEWHERE, question="", clause_id="S/RES/1325(2000)#1")


@pytest.mark.parametrize(
    ("exchange", "request_"),
    [
        (EXCHANGE, Ask(EXCHANGE, (StoredQuestion("When?", literal=True, symbols=HITS),))),
        (TEXT, FindLanguage(TEXT, "Calls for")),
        (PARAGRAPH, FindElsewhere(PARAGRAPH, "S/RES/1325(2000)#1")),
    ],
)
def test_each_kind_of_exchange_is_a_request_of_its_own_type_which_reaches_another_process(
    exchange: Exchange, request_: Request
) -> None:
    before = [replace(EXCHANGE, id="x0", question="When?", literal=True, first_hit_ids=HITS)]
    assert request_of(exchange, before) == request_
    assert pickle.loads(pickle.dumps(request_)) == request_


@pytest.mark.parametrize(
    ("answered", "confidence", "nowhere"),
    [(False, 0.1, True), (False, 0.4, False), (True, 0.1, False), (None, None, False), (False, None, False)],
)
def test_a_question_before_that_nothing_answered_nor_nearly_is_said_to_have_led_nowhere(
    answered: bool | None, confidence: float | None, nowhere: bool
) -> None:
    before = replace(EXCHANGE, id="x0", question="When?", answered=answered, confidence=confidence)
    assert request_of(EXCHANGE, [before]) == Ask(EXCHANGE, (StoredQuestion("When?", led_nowhere=nowhere),))
