import asyncio
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

from bot.slack.exchange import Exchange, Feedback, Origin, State
from bot.slack.metrics import CountedLedger, Metrics
from bot.slack.store.store import Store
from retrieval.index.build import BuildReport

ASKED = datetime(2026, 3, 1, 12, tzinfo=UTC)
EXCHANGE = Exchange("x1", "T1", "C1", "U1", "Who?", ASKED, Origin.MENTION, question_ts="1.0")


def ledger(tmp_path: Path, metrics: Metrics, *, after: float = 2) -> CountedLedger:
    def clock() -> datetime:
        return ASKED + timedelta(seconds=after)

    store = Store.open(f"sqlite:///{tmp_path / 'slack.db'}", keep=timedelta(days=90), clock=clock)
    return CountedLedger(store, owner="p1", metrics=metrics, clock=clock)


def value(metrics: Metrics, name: str, **labels: str) -> float | None:
    return metrics.registry.get_sample_value(f"clausebot_{name}", labels)


def test_a_question_is_counted_once_and_its_answer_with_its_time(tmp_path: Path) -> None:
    async def play() -> None:
        kept = ledger(tmp_path, metrics)
        assert await kept.accept(EXCHANGE, "Ev1")
        assert not await kept.accept(EXCHANGE, "Ev1")
        await kept.save(replace(EXCHANGE, answer_ts="2.0"))  # told to wait
        answered = replace(EXCHANGE, state=State.ANSWERED, answered=True)
        await kept.save(answered)
        await kept.save(replace(answered, page=1))

    metrics = Metrics()
    asyncio.run(play())
    assert value(metrics, "questions_total", origin="mention") == 1
    assert value(metrics, "answers_total", outcome="answered") == 1
    assert value(metrics, "answer_seconds_count") == 1
    assert value(metrics, "answer_seconds_sum") == 2
    assert value(metrics, "answer_seconds_bucket", le="1.0") == 0


def test_outcomes_are_told_apart(tmp_path: Path) -> None:
    async def play() -> None:
        kept = ledger(tmp_path, metrics)
        for number, answered in enumerate([False, None, True]):
            exchange = replace(EXCHANGE, id=f"x{number}", question_ts=f"{number}.0")
            await kept.accept(exchange, f"Ev{number}")
            await kept.save(replace(exchange, state=State.ANSWERED, answered=answered))
        withdrawn = replace(EXCHANGE, id="x9", question_ts="9.0")
        await kept.accept(withdrawn, "Ev9")
        await kept.save(replace(withdrawn, state=State.WITHDRAWN))

    metrics = Metrics()
    asyncio.run(play())
    outcomes = ("answered", "nothing found", "failed")
    assert [value(metrics, "answers_total", outcome=outcome) for outcome in outcomes] == [1, 1, 1]


def test_verdicts_are_counted(tmp_path: Path) -> None:
    async def play() -> None:
        kept = ledger(tmp_path, metrics)
        for helpful in (True, False, False):
            await kept.add_feedback(Feedback("x1", "T1", "U1", helpful, "", ASKED))

    metrics = Metrics()
    asyncio.run(play())
    assert (value(metrics, "feedback_total", helpful="yes"), value(metrics, "feedback_total", helpful="no")) == (1, 2)


def test_what_has_not_happened_yet_reads_as_none_of_it() -> None:
    metrics = Metrics()
    assert value(metrics, "questions_total", origin="home") == 0
    assert value(metrics, "answers_total", outcome="failed") == 0
    assert value(metrics, "feedback_total", helpful="no") == 0


def test_the_queue_and_the_socket_are_read_when_asked_for() -> None:
    metrics, waiting = Metrics(), [1.0]
    metrics.watch(waiting=lambda: waiting[0], silence=lambda: 3.5)
    waiting[0] = 4.0
    assert value(metrics, "queue_length") == 4
    assert value(metrics, "socket_age_seconds") == 3.5


def test_the_generation_is_the_one_that_answers(build: Callable[[], BuildReport]) -> None:
    metrics, manifest = Metrics(), build().manifest
    metrics.serves(replace(manifest, generation="before"))
    metrics.serves(manifest)
    [family] = [family for family in metrics.registry.collect() if family.name == "clausebot_generation"]
    [sample] = family.samples
    assert (sample.labels["name"], sample.labels["encoder"]) == (manifest.generation, "fake")


def test_two_bots_in_one_process_count_apart() -> None:
    one, other = Metrics(), Metrics()
    one.asked(Origin.HOME)
    assert value(other, "questions_total", origin="home") == 0
