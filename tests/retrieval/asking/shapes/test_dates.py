"""An answer to a question for the date of resolutions says when they were adopted."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date

import pytest

from retrieval.asking.shapes.dates import adopted_said
from retrieval.asking.understand.understood import understand
from retrieval.clauses.clause import Symbol
from tests.retrieval.asking.understand.library import library

DAYS: Mapping[Symbol, date | None] = {
    Symbol(1325, 2000): date(2000, 10, 31),
    Symbol(1265, 1999): date(1999, 9, 17),
    Symbol(2467, 2019): None,
    Symbol(461, 1979): date(1979, 12, 31),
}


def said(text: str, days: Mapping[Symbol, date | None] = DAYS) -> str:
    facts = replace(library(), adopted=days)
    return adopted_said(understand(text, facts), facts)


@pytest.mark.parametrize(
    ("text", "reply"),
    [
        ("when was 1325 adopted", "S/RES/1325 (2000) was adopted on 31 October 2000."),
        ("when was 2467 adopted", "S/RES/2467 (2019) was adopted in 2019."),
        ("when was 461 adopted", "S/RES/461 (1979) was adopted on 31 December 1979."),
        (
            "is 1325 newer than 1265?",
            "The oldest first: S/RES/1265 (1999) was adopted on 17 September 1999, "
            "S/RES/1325 (2000) on 31 October 2000.",
        ),
        (
            "dates of 2467, 1325 and 1265",
            "The oldest first: S/RES/1265 (1999) was adopted on 17 September 1999, "
            "S/RES/1325 (2000) on 31 October 2000, S/RES/2467 (2019) in 2019.",
        ),
        ("which is older, 1325 or 1373?", "S/RES/1325 (2000) was adopted on 31 October 2000."),
        ("what does 1325 say?", ""),
        ("when was 1373 adopted", ""),
    ],
)
def test_dates_are_said_the_oldest_first(text: str, reply: str) -> None:
    assert said(text) == reply
