"""What is remembered while the database is unavailable, and what of it is written afterwards."""

import asyncio
from collections.abc import Awaitable, Callable, Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from bot.slack.exchange import ChannelSettings, Exchange, Feedback, Origin, State
from bot.slack.ledger import Ledger
from bot.slack.store.errors import StoreUnavailable
from bot.slack.store.store import Store
from tests.bot.slack.conftest import Logged
from tests.bot.slack.office import ALICE, GENERAL, TEAM, Clock, FlakyStore

Book = Callable[[Callable[[Ledger, FlakyStore, Clock], Awaitable[None]]], None]


@pytest.fixture
def book(database: str) -> Iterator[Book]:
    """Run a scenario with a ledger, its store and a clock."""
    clock = Clock()
    store = FlakyStore.open(database, keep=timedelta(days=90), clock=clock)
    assert isinstance(store, FlakyStore)

    def run(scenario: Callable[[Ledger, FlakyStore, Clock], Awaitable[None]]) -> None:
        async def play() -> None:
            await scenario(Ledger(store, owner="one", clock=clock), store, clock)

        asyncio.run(play())

    yield run
    store.close()


def asked(clock: Clock, name: str = "x1", ts: str = "5.0") -> Exchange:
    return Exchange(name, TEAM, GENERAL, ALICE, f"What of {name}?", clock(), Origin.MENTION, ts, "5.0")


def test_what_was_remembered_is_written_once_the_database_is_back_the_newest_of_each(book: Book) -> None:
    async def scenario(ledger: Ledger, store: FlakyStore, clock: Clock) -> None:
        store.goes(away=True)
        first, second = asked(clock), asked(clock, "x2", "6.0")
        assert await ledger.accept(first, "Ev1")
        assert await ledger.accept(second, "Ev2")
        await ledger.save(replace(first, state=State.ANSWERED, answered=True, answer_ts="7.0"))
        store.goes(away=False)
        assert store.get("x1") is None
        clock.pass_by(seconds=6)
        await ledger.extend([])
        kept = store.get("x1")
        assert kept
        assert (kept.state, kept.answer_ts) == (State.ANSWERED, "7.0")
        assert store.get("x2") == second

    book(scenario)


def test_a_database_that_failed_is_left_alone_for_a_while(book: Book) -> None:
    """Nobody waits for it again and again; what waits meanwhile is written in one go."""

    async def scenario(ledger: Ledger, store: FlakyStore, clock: Clock) -> None:
        store.goes(away=True)
        await ledger.save(asked(clock))
        store.goes(away=False)
        await ledger.save(asked(clock, "x2", "6.0"))
        assert store.get("x2") is None
        clock.pass_by(seconds=6)
        await ledger.save(asked(clock, "x3", "7.0"))
        assert all(store.get(name) for name in ("x1", "x2", "x3"))

    book(scenario)


def unfit(clock: Clock, name: str = "bad") -> Exchange:
    return replace(asked(clock, name), question_ts=["5.0"])  # type: ignore[arg-type]


def test_what_the_database_does_not_take_is_dropped_aloud_and_what_it_was_about_goes_on(
    book: Book, logged: Logged
) -> None:
    async def scenario(ledger: Ledger, store: FlakyStore, clock: Clock) -> None:
        await ledger.save(unfit(clock))
        await ledger.add_feedback(Feedback(["bad"], TEAM, ALICE, True, "", clock()))  # type: ignore[arg-type]
        await ledger.save(asked(clock))
        assert store.get("x1")
        assert store.feedback(TEAM, 9) == []

    book(scenario)
    assert [line["event"] for line in logged()] == ["a write was dropped"] * 2
    assert all("rejected a value" in line["error"] for line in logged())


def test_what_the_database_does_not_take_holds_nothing_up_that_waits_for_it(book: Book, logged: Logged) -> None:
    async def scenario(ledger: Ledger, store: FlakyStore, clock: Clock) -> None:
        store.goes(away=True)
        for exchange in (asked(clock), unfit(clock), asked(clock, "x2", "6.0"), unfit(clock, "worse")):
            await ledger.save(exchange)
        store.goes(away=False)
        for _ in range(3):
            clock.pass_by(seconds=6)
            await ledger.extend([])
        assert store.get("x1")
        assert store.get("x2")
        assert await ledger.accept(asked(clock, "x3", "7.0"), "Ev3")
        assert store.get("x3")

    book(scenario)
    assert [line["event"] for line in logged()] == ["a write was dropped"] * 2


def test_an_answer_is_wanted_though_the_database_lost_its_question(book: Book, database: str) -> None:
    async def scenario(ledger: Ledger, store: FlakyStore, clock: Clock) -> None:
        exchange = asked(clock)
        assert await ledger.accept(exchange, "Ev1")
        Path(database.removeprefix("sqlite:///")).unlink()
        assert await ledger.is_wanted(exchange)
        await ledger.save(replace(exchange, state=State.ANSWERED, answered=True, answer_ts="7.0"))
        kept = store.get("x1")
        assert kept
        assert kept.answer_ts == "7.0"

    book(scenario)


def test_what_only_the_database_may_know_is_not_said_to_be_unknown(book: Book) -> None:
    async def scenario(ledger: Ledger, store: FlakyStore, clock: Clock) -> None:
        assert await ledger.get("x1") is None
        store.goes(away=True)
        with pytest.raises(StoreUnavailable):
            await ledger.get("x1")

    book(scenario)


def test_what_is_asked_of_memory_is_what_the_database_would_say(book: Book) -> None:
    async def scenario(ledger: Ledger, store: FlakyStore, clock: Clock) -> None:
        first, second, other = asked(clock), asked(clock, "x2", "6.0"), asked(clock, "x3", "8.0")
        gone = replace(asked(clock, "x4", "9.0"), state=State.WITHDRAWN)
        for exchange in (second, first, gone, replace(other, thread_ts="8.0")):
            assert await ledger.accept(exchange, f"Ev-{exchange.id}")
            await ledger.save(exchange)

        async def said() -> list[object]:
            return [
                [one.id for one in await ledger.in_thread(TEAM, GENERAL, "5.0")],
                await ledger.by_question(TEAM, GENERAL, "6.0"),
                await ledger.by_question(TEAM, GENERAL, "1.0"),
                await ledger.is_new("T1", "Ev-x1"),
                await ledger.accept(first, "Ev-x1"),
                await ledger.accept(first, "Ev-other"),
                await ledger.settings(TEAM, GENERAL),
            ]

        await ledger.save_settings(TEAM, GENERAL, ChannelSettings(everything=True))
        by_database = await said()
        store.goes(away=True)
        assert await said() == by_database

    book(scenario)


def test_a_plain_call_reads_what_waited_to_be_written_and_says_that_the_database_is_away(book: Book) -> None:
    async def scenario(ledger: Ledger, store: FlakyStore, clock: Clock) -> None:
        store.goes(away=True)
        exchange = asked(clock)
        await ledger.save(exchange)
        with pytest.raises(StoreUnavailable):
            await ledger.call(Store.recent, TEAM, ALICE, 9)
        assert await ledger.call_or(None, Store.recent, TEAM, ALICE, 9) is None
        store.goes(away=False)
        clock.pass_by(seconds=6)
        assert await ledger.call(Store.recent, TEAM, ALICE, 9) == [exchange]

    book(scenario)


def test_without_a_database_settings_are_not_changed(book: Book) -> None:
    async def scenario(ledger: Ledger, store: FlakyStore, clock: Clock) -> None:
        store.goes(away=True)
        with pytest.raises(StoreUnavailable):
            await ledger.save_settings(TEAM, GENERAL, ChannelSettings(everything=True))
        assert await ledger.settings(TEAM, GENERAL) == ChannelSettings()

    book(scenario)


def test_memory_is_bounded(book: Book, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("bot.slack.ledger._REMEMBERED", 2)
    monkeypatch.setattr("bot.slack.ledger._WAITING", 1)

    async def scenario(ledger: Ledger, store: FlakyStore, clock: Clock) -> None:
        store.goes(away=True)
        for place in range(3):
            await ledger.save(asked(clock, f"x{place}", f"{place}.0"))
        with pytest.raises(StoreUnavailable):
            await ledger.get("x0")
        assert await ledger.get("x2")
        with pytest.raises(StoreUnavailable):
            await ledger.add_feedback(Feedback("x2", TEAM, ALICE, True, "", clock()))

    book(scenario)
