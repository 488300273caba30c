"""What people made of answers, as a training reads it: nothing that was erased, and nobody's name."""

from dataclasses import astuple, replace
from datetime import timedelta
from typing import Any

import pytest

from bot.collect.kept import Kept
from bot.slack.exchange import Origin, State, Workspace
from bot.slack.store import erasure, kept_clauses
from bot.slack.store.reactions import Reaction, reactions
from bot.slack.store.store import Store
from retrieval.clauses.filters import Filters
from tests.bot.slack.store.conftest import Clock
from tests.bot.slack.store.values import ASKED_AT, CLAUSE, exchange, verdict

HITS = (CLAUSE.id, "S/RES/1325(2000)#2", "S/RES/1325(2000)#3")


def answered(store: Store, identifier: str = "x1", **changes: Any) -> None:
    done: dict[str, Any] = {"state": State.ANSWERED, "answered": True, "confidence": 0.9, "shown_ids": HITS}
    store.save(exchange(identifier, **{**done, **changes}))


def test_a_reaction_is_the_verdicts_and_what_was_kept_soon_after(store: Store) -> None:
    answered(store, generation="g1", page=1, given=Filters(themes=("Protection",)))
    store.add_feedback(verdict(user="U1"))
    store.add_feedback(verdict(user="U2", helpful=False, reason="off"))
    kept_clauses.keep(store, "T1", "U2", Kept(CLAUSE, ASKED_AT + timedelta(hours=3)))
    kept_clauses.keep(store, "T1", "U3", Kept(replace(CLAUSE, id=HITS[1]), ASKED_AT))
    [found] = reactions(store, "T1")
    assert replace(found, verdicts=()) == Reaction(
        question="Who protects women in camps?",
        hits=HITS,
        answered=True,
        confidence=0.9,
        generation="g1",
        page=1,
        misses=False,
        limited=True,
        verdicts=(),
        kept=(CLAUSE.id,),
    )
    assert sorted(found.verdicts) == [False, True]
    assert not {"U1", "U2", "C1", "T1", "off"} & set(astuple(found))
    assert reactions(store, "T2") == []


@pytest.mark.parametrize("after", [timedelta(hours=-1), timedelta(days=2)])
def test_what_was_kept_before_or_long_after_is_no_reaction(store: Store, after: timedelta) -> None:
    answered(store)
    kept_clauses.keep(store, "T1", "U1", Kept(CLAUSE, ASKED_AT + after))
    assert reactions(store, "T1") == []


@pytest.mark.parametrize(
    "changes",
    [
        {"state": State.WITHDRAWN},
        {"state": State.ACCEPTED},
        {"state": State.FAILED, "answered": None},
        {"origin": Origin.ELSEWHERE},
        {"asker": "", "question": ""},
    ],
)
def test_what_is_no_answered_question_is_left_out(store: Store, changes: dict[str, Any]) -> None:
    answered(store, **changes)
    store.add_feedback(verdict())
    assert reactions(store, "T1") == []


def test_a_question_that_may_build_on_another_is_left_out(store: Store) -> None:
    """ "And in camps?" is no request by itself; a withdrawn question before it has left."""
    later = {"thread_ts": "9.9", "asked_at": ASKED_AT + timedelta(minutes=1)}
    answered(store, "x1", thread_ts="9.9")
    answered(store, "x2", **later)
    answered(store, "x3", **{**later, "thread_ts": "8.8", "question": "And in camps?"})
    answered(store, "x4", channel="C2", **{**later, "question": "Elsewhere?"})
    for name in ("x1", "x2", "x3", "x4"):
        store.add_feedback(verdict(name))
    assert [one.question for one in reactions(store, "T1")] == [
        "Who protects women in camps?",
        "And in camps?",
        "Elsewhere?",
    ]


def test_what_was_erased_is_not_there(store: Store) -> None:
    answered(store, "x1")
    answered(store, "x2", asker="U2", question="Who reports?")
    store.add_feedback(verdict("x1", "U2"))
    store.add_feedback(verdict("x2", "U1"))
    kept_clauses.keep(store, "T1", "U1", Kept(CLAUSE, ASKED_AT))
    assert len(reactions(store, "T1")) == 2
    erasure.forget(store, "T1", "U1")
    assert reactions(store, "T1") == [], "neither U1's question nor U1's verdict on another's"


def test_what_is_no_longer_to_be_kept_is_not_there_either(store: Store, clock: Clock) -> None:
    """The bot, which erases, may not have run since; a late verdict does not prolong the time of the question."""
    answered(store)
    store.add_feedback(verdict(given_at=ASKED_AT + timedelta(days=20)))
    clock.pass_by(days=31)
    assert len(reactions(store, "T1")) == 1
    store.save_workspace(Workspace("T1", keep_days=30))
    assert reactions(store, "T1") == []
