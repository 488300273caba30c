"""The requests that exchanges become: each says what is looked for by its type."""

import pickle
from dataclasses import replace
from datetime import UTC, datetime

import pytest

from bot.slack.exchange import Exchange, Origin
from bot.slack.request import Ask, FindElsewhere, FindLanguage, Request, request_of
from retrieval.asking.ask import Asked

EXCHANGE = Exchange("x1", "T1", "C1", "U1", "Who?", datetime(2026, 3, 1, tzinfo=UTC), Origin.THREAD)
TEXT = replace(EXCHANGE, origin=Origin.AGREED, question="Calls for")
PARAGRAPH = replace(EXCHANGE, origin=Origin.ELSEWHERE, question="", clause_id="S/RES/1325(2000)#1")


@pytest.mark.parametrize(
    ("exchange", "request_"),
    [
        (EXCHANGE, Ask(EXCHANGE, (Asked("When?", literal=True),))),
        (TEXT, FindLanguage(TEXT, "Calls for")),
        (PARAGRAPH, FindElsewhere(PARAGRAPH, "S/RES/1325(2000)#1")),
    ],
)
def test_each_kind_of_exchange_is_a_request_of_its_own_type_which_reaches_another_process(
    exchange: Exchange, request_: Request
) -> None:
    before = [replace(EXCHANGE, id="x0", question="When?", literal=True)]
    assert request_of(exchange, before) == request_
    assert pickle.loads(pickle.dumps(request_)) == request_
