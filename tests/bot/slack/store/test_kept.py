"""The clauses that people keep on Slack: each person's own, as they were worded, until they let go of them."""

from dataclasses import replace
from datetime import timedelta

import pytest
from alembic import command

from bot.collect.kept import Kept, key_of
from bot.slack.store import erasure, kept_clauses
from bot.slack.store.database import migrations, writing
from bot.slack.store.store import Store
from tests.bot.slack.store.conftest import Clock, Open
from tests.bot.slack.store.test_store import kept as is_anywhere
from tests.bot.slack.store.values import ASKED_AT, CLAUSE

FIRST = Kept(CLAUSE, ASKED_AT)
SECOND = Kept(replace(CLAUSE, id="S/RES/1325(2000)#2", lead_in="And"), ASKED_AT + timedelta(hours=1))


def test_what_is_kept_is_read_back_letter_by_letter_in_the_order_it_was_picked(store: Store, open_store: Open) -> None:
    assert kept_clauses.keep(store, "T1", "U1", SECOND)
    assert kept_clauses.keep(store, "T1", "U1", FIRST)
    assert kept_clauses.kept_by(open_store(), "T1", "U1") == [FIRST, SECOND]


def test_each_person_of_each_workspace_keeps_their_own(store: Store) -> None:
    kept_clauses.keep(store, "T1", "U1", FIRST)
    kept_clauses.keep(store, "T1", "U2", SECOND)
    kept_clauses.keep(store, "T2", "U1", SECOND)
    kept_clauses.remove(store, "T1", "U2", key_of(FIRST.clause))
    kept_clauses.remove(store, "T2", "U1", key_of(SECOND.clause))
    assert [kept_clauses.kept_by(store, *who) for who in (("T1", "U1"), ("T1", "U2"), ("T2", "U1"))] == [
        [FIRST],
        [SECOND],
        [],
    ]


def test_a_clause_that_is_kept_again_takes_the_words_of_now_and_keeps_its_place(store: Store) -> None:
    kept_clauses.keep(store, "T1", "U1", FIRST)
    changed = replace(CLAUSE, text="Urges them;")
    kept_clauses.keep(store, "T1", "U1", Kept(changed, ASKED_AT + timedelta(days=9)))
    assert kept_clauses.kept_by(store, "T1", "U1") == [Kept(changed, ASKED_AT)]


def test_clauses_without_a_number_are_known_by_their_words_not_their_place(store: Store, open_store: Open) -> None:
    place = replace(CLAUSE, id="S/RES/1325(2000)#unnumbered-1", paragraph=None)
    one, another = Kept(place, ASKED_AT), Kept(replace(place, text="Others,"), ASKED_AT + timedelta(hours=1))
    kept_clauses.keep(store, "T1", "U1", one)
    kept_clauses.keep(store, "T1", "U1", another)
    assert kept_clauses.kept_by(store, "T1", "U1") == [one, another]
    kept_clauses.remove(store, "T1", "U1", key_of(one.clause))
    assert kept_clauses.kept_by(store, "T1", "U1") == [another]
    with writing(store.database.engine) as connection:
        command.downgrade(migrations(connection), "0003")
    again = open_store()
    kept_clauses.remove(again, "T1", "U1", key_of(another.clause))
    assert kept_clauses.kept_by(again, "T1", "U1") == []


def test_there_is_room_for_so_many_and_for_those_that_are_there(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(kept_clauses, "KEPT_MOST", 1)
    assert kept_clauses.keep(store, "T1", "U1", FIRST)
    assert not kept_clauses.keep(store, "T1", "U1", SECOND)
    assert kept_clauses.keep(store, "T1", "U1", FIRST)
    assert kept_clauses.keep(store, "T1", "U2", SECOND)
    assert kept_clauses.kept_by(store, "T1", "U1") == [FIRST]


def test_who_is_forgotten_keeps_nothing_and_others_keep_theirs(store: Store) -> None:
    secret = replace(CLAUSE, id="S/RES/1325(2000)#3", text="words of nobody else")
    kept_clauses.keep(store, "T1", "U0SECRET", Kept(secret, ASKED_AT))
    kept_clauses.keep(store, "T2", "U0SECRET", FIRST)
    kept_clauses.keep(store, "T1", "U1", FIRST)
    assert is_anywhere(store, "words of nobody else")
    assert (erasure.forget(store, "T1", "U0SECRET"), erasure.forget(store, "T2", "U0SECRET")) == (1, 1)
    assert kept_clauses.kept_by(store, "T1", "U1") == [FIRST]
    assert not is_anywhere(store, "U0SECRET")
    assert not is_anywhere(store, "words of nobody else")


def test_what_is_kept_on_purpose_stays_when_the_time_of_words_is_over(store: Store, clock: Clock) -> None:
    kept_clauses.keep(store, "T1", "U1", FIRST)
    clock.pass_by(days=900)
    erasure.purge(store)
    assert kept_clauses.kept_by(store, "T1", "U1") == [FIRST]
