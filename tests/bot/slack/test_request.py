"""The requests that exchanges become: each says what is looked for by its type."""

import pickle
from dataclasses import replace
from datetime import UTC, datetime

import pytest

from bot.slack.exchange import Exchange, Origin
from bot.slack.request import Ask, FindElsewhere, FindLanguage, Request, request_of
from bot.texts.texts import ENGLISH
from retrieval.asking.reading import StoredQuestion

EXCHANGE = Exchange("x1", "T1", "C1", "U1", "Who?", datetime(2026, 3, 1, tzinfo=UTC), Origin.THREAD)
HITS = ("S/RES/1325(2000)#1", "S/RES/2331(2016)#2(a)")
TEXT = replace(EXCHANGE, origin=Origin.AGREED, question="Calls for")
PARAGRAPH = replace(EXCHANGE, origin=Origin.ELSEWHERE, question="", clause_id="S/RES/1325(2000)#1")


@pytest.mark.parametrize(
    ("exchange", "request_"),
    [
        (EXCHANGE, Ask(EXCHANGE, (StoredQuestion("When?", literal=True, quoted=HITS, shown=HITS),), ENGLISH)),
        (TEXT, FindLanguage(TEXT, "Calls for", ENGLISH)),
        (PARAGRAPH, FindElsewhere(PARAGRAPH, "S/RES/1325(2000)#1", ENGLISH)),
    ],
)
def test_each_kind_of_exchange_is_a_request_of_its_own_type_which_reaches_another_process(
    exchange: Exchange, request_: Request
) -> None:
    before = [replace(EXCHANGE, id="x0", question="When?", literal=True, shown_ids=HITS)]
    assert request_of(exchange, before, ENGLISH) == request_
    assert pickle.loads(pickle.dumps(request_)) == request_


def test_ordinals_after_some_questions_mean_what_was_shown_last() -> None:
    """A refusal whose near misses were not shown, and one paragraph of those shown, leave the numbers as they were."""
    ids = tuple(f"S/RES/1325(2000)#{n}" for n in range(1, 6))
    paged = replace(EXCHANGE, id="x0", answered=True, shown_ids=ids)
    picked = replace(paged, id="x1", shown_ids=ids[4:])
    refused = replace(paged, id="x2", answered=False, confidence=0.1, shown_ids=("S/RES/2331(2016)#1",) * 3)
    old = replace(paged, id="x3", shown_ids=())
    request = request_of(EXCHANGE, [paged, picked, refused, old], ENGLISH)
    assert isinstance(request, Ask)
    assert [one.shown for one in request.before] == [ids] * 4
    assert [one.quoted for one in request.before[:2]] == [ids[:3], ids[4:]], "the first hits of each"
    request = request_of(EXCHANGE, [paged, replace(refused, misses=True)], ENGLISH)
    assert isinstance(request, Ask)
    assert [one.shown for one in request.before] == [ids, refused.shown_ids]


@pytest.mark.parametrize(
    ("confidence", "misses", "are_numbered"), [(None, False, False), (None, True, True), (0.4, False, True)]
)
def test_near_misses_have_numbers_only_where_they_were_shown(
    confidence: float | None, misses: bool, are_numbered: bool
) -> None:
    """A question about an absent resolution has no confidence, and its near misses stay behind a button."""
    found = replace(EXCHANGE, id="x0", answered=True, shown_ids=HITS)
    missed = ("S/RES/1325(2000)#4", "S/RES/1325(2000)#5")
    absent = replace(found, id="x1", answered=False, confidence=confidence, misses=misses, shown_ids=missed)
    request = request_of(EXCHANGE, [found, absent], ENGLISH)
    assert isinstance(request, Ask)
    assert request.before[-1].shown == (missed if are_numbered else HITS)
    assert request.before[-1].quoted == (missed if are_numbered else ()), 'nor are they what "it" means'


def test_an_earlier_question_keeps_the_numbers_of_its_time() -> None:
    first = replace(EXCHANGE, id="x0", answered=True, shown_ids=HITS)
    then = replace(first, id="x1", shown_ids=("S/RES/1325(2000)#4", "S/RES/1325(2000)#5"))
    request = request_of(EXCHANGE, [first, then], ENGLISH)
    assert isinstance(request, Ask)
    assert [one.shown for one in request.before] == [HITS, then.shown_ids]


@pytest.mark.parametrize(
    ("answered", "confidence", "shown", "nowhere"),
    [
        (False, 0.1, HITS, True),
        (False, 0.4, HITS, False),
        (False, 0.4, (), True),
        (True, 0.1, HITS, False),
        (None, None, (), False),
        (False, None, (), False),
    ],
)
def test_a_question_before_that_nothing_answered_nor_nearly_is_said_to_have_led_nowhere(
    answered: bool | None, confidence: float | None, shown: tuple[str, ...], nowhere: bool
) -> None:
    """Near misses that are not close stay behind a button, as those do where something named is absent."""
    before = replace(EXCHANGE, id="x0", question="When?", answered=answered, confidence=confidence, shown_ids=shown)
    request = request_of(EXCHANGE, [before], ENGLISH)
    assert isinstance(request, Ask)
    assert [one.led_nowhere for one in request.before] == [nowhere]
