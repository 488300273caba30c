"""When a workspace was last heard, and who looks for what was missed there."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

from bot.slack.exchange import Alive, Missed
from bot.slack.store import alive
from bot.slack.store.alive import GAP, LOOKING
from bot.slack.store.store import Store
from tests.bot.slack.store.conftest import Clock, Open
from tests.bot.slack.store.values import ASKED_AT, exchange


def deaf(store: Store, clock: Clock, **time: float) -> None:
    """Hear a workspace, and then nothing for a while."""
    alive.beat(store, ["T1"])
    clock.pass_by(**time)
    alive.beat(store, ["T1"])


def test_a_workspace_is_alive_as_long_as_it_is_heard(store: Store, clock: Clock) -> None:
    for _ in range(3):
        alive.beat(store, ["T1", "T2"])
        clock.pass_by(seconds=GAP.total_seconds())
    heard_at = clock() - GAP
    assert alive.find_all(store) == {"T1": Alive(heard_at), "T2": Alive(heard_at)}
    assert alive.claim(store, ["T1", "T2"], "a") == []
    alive.beat(store, [])


def test_after_a_gap_something_may_have_been_missed_since_before_it(store: Store, clock: Clock) -> None:
    since = clock()
    deaf(store, clock, hours=3)
    assert alive.find_all(store) == {"T1": Alive(clock(), since)}
    assert alive.claim(store, ["T2"], "a") == []
    assert alive.claim(store, ["T1"], "a") == [Missed("T1", since)]
    alive.done(store, "T1", "a", "im:history")
    assert alive.find_all(store) == {"T1": Alive(clock(), None, "im:history")}
    assert alive.claim(store, ["T1"], "a") == []


def test_one_replica_looks_at_a_time_and_another_goes_on_for_a_dead_one(open_store: Open, clock: Clock) -> None:
    stores = [open_store() for _ in range(3)]
    deaf(stores[0], clock, hours=3)
    with ThreadPoolExecutor(3) as threads:
        claimed = [*threads.map(lambda n: alive.claim(stores[n], ["T1"], f"r{n}"), range(3))]
    assert sorted(map(len, claimed)) == [0, 0, 1]
    looker = f"r{claimed.index(max(claimed, key=len))}"
    clock.pass_by(seconds=LOOKING.total_seconds() - 1)
    alive.beat(stores[0], ["T1"])  # far later than ever, so that it has to begin again
    assert not alive.extend(stores[0], "T1", looker)
    assert len(alive.claim(stores[1], ["T1"], "r9")) == 1
    assert alive.extend(stores[0], "T1", "r9")
    alive.done(stores[2], "T1", looker, "")
    assert alive.find_all(stores[2])["T1"].missed_since, "who lost the lease ends nothing"


def test_a_lease_runs_out(store: Store, clock: Clock) -> None:
    deaf(store, clock, hours=3)
    assert alive.claim(store, ["T1"], "a")
    for _ in range(9):
        clock.pass_by(seconds=60)
        alive.beat(store, ["T1"])
        assert alive.extend(store, "T1", "a")
        assert alive.claim(store, ["T1"], "b") == []
    for _ in range(5):
        clock.pass_by(seconds=60)
        alive.beat(store, ["T1"])
    assert alive.claim(store, ["T1"], "b")
    assert not alive.extend(store, "T1", "a")


def test_a_second_gap_adds_to_the_first(store: Store, clock: Clock) -> None:
    since = clock()
    deaf(store, clock, hours=3)
    alive.claim(store, ["T1"], "a")
    deaf(store, clock, hours=1)
    assert not alive.extend(store, "T1", "a")
    assert alive.claim(store, ["T1"], "a") == [Missed("T1", since)]


def test_threads_that_all_see_are_known_since_a_moment(store: Store) -> None:
    store.save(exchange("x1", thread_ts="1.1"))
    store.save(exchange("x2", thread_ts="1.1"))
    store.save(exchange("x3", thread_ts="2.1", channel="C2"))
    store.save(exchange("x4", thread_ts="3.1", private=True))
    store.save(exchange("x5", thread_ts="4.1", team="T2"))
    store.save(exchange("x6"))
    assert alive.threads(store, "T1", ASKED_AT - timedelta(hours=1)) == [("C1", "1.1"), ("C2", "2.1")]
    assert alive.threads(store, "T1", ASKED_AT) == []
