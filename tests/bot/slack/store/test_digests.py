"""Daily messages on what was left alone: due once a day to who had everything answered, and leased to one process."""

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import timedelta

from bot.slack.exchange import Due
from bot.slack.store import digests, erasure
from bot.slack.store.digests import SENDING
from bot.slack.store.store import Store
from tests.bot.slack.store.conftest import Clock, Open
from tests.bot.slack.store.test_left import leave

DAY = timedelta(days=1)


def sent(store: Store, clock: Clock, owner: str = "a") -> list[list[str]]:
    """Send what is due now, and return the messages that each one told of."""
    found = digests.claim(store, ["T1"], owner, clock())
    told = [[one.ts for one in digests.left(store, due)] for due in found]
    for due in found:
        assert digests.is_held(store, due, owner)
        digests.done(store, due, owner)
    return told


def test_a_message_is_told_once_and_nothing_is_due_where_nothing_was_left_alone(store: Store, clock: Clock) -> None:
    assert sent(store, clock) == []
    leave(store, clock, "1.1")
    leave(store, clock, "1.2")
    clock.pass_by(hours=1)
    assert sent(store, clock) == [["1.2", "1.1"]]
    assert sent(store, clock) == []
    clock.pass_by(minutes=1)
    leave(store, clock, "1.3")
    clock.pass_by(hours=23)
    assert sent(store, clock) == [["1.3"]]
    clock.pass_by(days=1)
    assert sent(store, clock) == []


def test_what_is_said_after_the_end_of_a_day_is_told_with_the_next(store: Store, clock: Clock) -> None:
    end = clock()
    clock.pass_by(hours=1)
    leave(store, clock, "1.1")
    assert digests.claim(store, ["T1"], "a", end) == []
    assert digests.claim(store, ["T2"], "a", end + DAY) == []
    [due] = digests.claim(store, ["T1"], "a", end + DAY)
    assert due == Due("T1", "U9", end, end + DAY)


def test_of_several_replicas_one_sends_and_another_goes_on_for_a_dead_one(open_store: Open, clock: Clock) -> None:
    stores = [open_store() for _ in range(3)]
    leave(stores[0], clock, "1.1")
    until = clock()
    with ThreadPoolExecutor(3) as threads:
        claimed = [*threads.map(lambda n: digests.claim(stores[n], ["T1"], f"r{n}", until), range(3))]
    assert sorted(map(len, claimed)) == [0, 0, 1]
    [first] = max(claimed, key=len)
    sender = f"r{claimed.index([first])}"
    clock.pass_by(seconds=SENDING.total_seconds() - 1)
    assert digests.is_held(stores[0], first, sender)
    clock.pass_by(seconds=SENDING.total_seconds() - 1)
    assert digests.claim(stores[1], ["T1"], "r9", until) == []
    clock.pass_by(seconds=1)
    assert digests.claim(stores[1], ["T1"], "r9", until) == [replace(first, again=True)]
    assert not digests.is_held(stores[0], first, sender)
    digests.done(stores[0], first, sender)
    assert digests.is_held(stores[1], first, "r9"), "who lost the lease ends nothing"
    digests.done(stores[1], first, "r9")
    assert digests.claim(stores[2], ["T1"], "r2", until) == []


def test_who_wants_none_is_sent_none_until_they_do(store: Store, clock: Clock) -> None:
    leave(store, clock, "1.1")
    assert digests.are_wanted(store, "T1", "U9")
    digests.turn(store, "T1", "U9", on=False)
    assert not digests.are_wanted(store, "T1", "U9")
    assert digests.are_wanted(store, "T2", "U9")
    assert sent(store, clock) == []
    digests.turn(store, "T1", "U9", on=True)
    [due] = digests.claim(store, ["T1"], "a", clock())
    digests.turn(store, "T1", "U9", on=False)
    assert not digests.is_held(store, due, "a"), "also if it is turned off while it is made"


def test_it_tells_of_nothing_that_was_erased_or_is_a_day_old(store: Store, clock: Clock) -> None:
    leave(store, clock, "1.1")
    clock.pass_by(hours=2)
    leave(store, clock, "1.2", asker="U2")
    leave(store, clock, "1.3")
    erasure.forget(store, "T1", "U2")
    clock.pass_by(hours=22)
    assert sent(store, clock) == [["1.3"]]
    leave(store, clock, "1.4")
    digests.turn(store, "T1", "U9", on=False)
    erasure.forget(store, "T1", "U9")
    assert sent(store, clock) == []
    assert digests.are_wanted(store, "T1", "U9"), "nothing is known any more of who was forgotten"
    erasure.erase_workspace(store, "T1")
    assert store.workspaces() == []
