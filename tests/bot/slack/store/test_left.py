"""Messages that were left alone, and threads in which the bot is silent."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

from bot.slack.exchange import ChannelSettings, Exchange, LeftAlone, Origin, State
from bot.slack.store import erasure, left_alone
from bot.slack.store.store import Store
from tests.bot.slack.store.conftest import Clock, Open
from tests.bot.slack.store.test_store import kept
from tests.bot.slack.store.values import exchange

SECRET = "who takes the minutes?"
UNASKED: dict[str, Any] = {"origin": Origin.CHANNEL, "unasked": True}


def leave(store: Store, clock: Clock, ts: str, words: str = SECRET, **who: str) -> Exchange:
    """Leave a message alone, in a channel where U9 had everything answered."""
    asked = exchange(f"x{ts}", question_ts=ts, question=SECRET, asked_at=clock(), **UNASKED, **who)
    store.save_channel_settings(asked.team, asked.channel, ChannelSettings(everything=True, set_by="U9"))
    assert store.accept(asked, event_id=f"Ev{ts}", owner="a")
    left_alone.leave(store, asked, LeftAlone(asked.channel, ts, words, clock()))
    return asked


def test_a_question_that_is_left_alone_is_none_and_may_be_asked_later(store: Store, clock: Clock) -> None:
    asked = leave(store, clock, "1.1")
    assert store.get(asked.id) is None
    assert store.recent("T1", "U1", 9) == store.unanswered("T1", 9) == []
    assert store.accept(asked, event_id="Ev-edited", owner="a")


def test_without_anybody_to_tell_no_word_stays(store: Store, clock: Clock) -> None:
    asked = exchange(question=SECRET, **UNASKED)
    store.accept(asked, event_id="Ev1", owner="a")
    left_alone.leave(store, asked, None)
    assert SECRET not in repr(left_alone.left(store, "T1", "U9"))
    erasure.purge(store)
    assert not kept(store, SECRET)


def test_what_was_withdrawn_meanwhile_is_not_told(store: Store, clock: Clock) -> None:
    asked = exchange(question=SECRET, **UNASKED)
    store.save_channel_settings("T1", "C1", ChannelSettings(everything=True, set_by="U9"))
    store.accept(asked, event_id="Ev1", owner="a")
    store.save(replace(asked, state=State.WITHDRAWN))
    left_alone.leave(store, asked, LeftAlone("C1", "1.1", SECRET, clock()))
    assert left_alone.left(store, "T1", "U9") == []
    assert store.by_question("T1", "C1", asked.question_ts)


def test_who_had_everything_answered_alone_is_told_newest_first(store: Store, clock: Clock) -> None:
    leave(store, clock, "1.1", "first")
    clock.pass_by(hours=1)
    leave(store, clock, "1.2", "second")
    assert [one.words for one in left_alone.left(store, "T1", "U9")] == ["second", "first"]
    assert (
        left_alone.left(store, "T1", "U1")
        == left_alone.left(store, "T2", "U9")
        == left_alone.left(store, "T1", "")
        == []
    )
    left_alone.drop(store, "T1", "C1", "1.2")
    assert [one.ts for one in left_alone.left(store, "T1", "U9")] == ["1.1"]
    store.save_channel_settings("T1", "C1", ChannelSettings())
    assert left_alone.left(store, "T1", "U9") == []


def test_it_is_told_for_a_day_and_its_words_leave_then(store: Store, clock: Clock) -> None:
    leave(store, clock, "1.1")
    clock.pass_by(hours=23)
    assert erasure.purge(store) == 0
    assert len(left_alone.left(store, "T1", "U9")) == 1
    clock.pass_by(hours=1)
    assert left_alone.left(store, "T1", "U9") == []
    assert erasure.purge(store) == 1
    assert not kept(store, SECRET)


def test_where_no_words_are_kept_none_are_told(open_store: Open, clock: Clock) -> None:
    store = open_store(keep=timedelta(0))
    leave(store, clock, "1.1")
    assert [one.words for one in left_alone.left(store, "T1", "U9")] == [""]
    erasure.purge(store)
    assert not kept(store, SECRET)


def test_who_is_forgotten_is_neither_told_of_nor_told(store: Store, clock: Clock) -> None:
    leave(store, clock, "1.1")
    leave(store, clock, "1.2", "of another", asker="U2")
    assert erasure.forget(store, "T1", "U1") == 1
    assert not kept(store, SECRET)
    assert [one.words for one in left_alone.left(store, "T1", "U9")] == ["of another"]
    erasure.forget(store, "T1", "U9")
    assert left_alone.left(store, "T1", "U9") == []
    assert store.channel_settings("T1", "C1") == ChannelSettings(everything=True)


def test_a_thread_is_silent_until_that_ends(store: Store, clock: Clock) -> None:
    for _ in range(2):
        left_alone.silence(store, "T1", "C1", "1.1")
    assert left_alone.is_silenced(store, "T1", "C1", "1.1")
    assert not left_alone.is_silenced(store, "T1", "C1", "1.2")
    assert not left_alone.is_silenced(store, "T2", "C1", "1.1")
    left_alone.end_silence(store, "T1", "C1", "1.1")
    assert not left_alone.is_silenced(store, "T1", "C1", "1.1")
    left_alone.silence(store, "T1", "C1", "1.1")
    clock.pass_by(days=90)
    erasure.purge(store)
    assert not left_alone.is_silenced(store, "T1", "C1", "1.1")


def test_a_reply_that_nobody_asked_for_is_known_as_one(store: Store) -> None:
    answered = exchange(**UNASKED, state=State.ANSWERED, answered=True)
    store.save(answered)
    assert store.get("x1") == answered
