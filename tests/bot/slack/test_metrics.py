from collections.abc import Callable
from dataclasses import replace

from bot.slack.exchange import ChannelSettings, Origin
from bot.slack.metrics import Metrics
from bot.slack.views import actions
from retrieval.index.build import BuildReport
from tests.bot.slack.fake_slack import Reply
from tests.bot.slack.listeners.test_events import deletion
from tests.bot.slack.office import ALICE, BOB, DIRECT, GENERAL, ME, TEAM, Office, Play, settled, until

QUESTION = "Who takes special measures to protect women and girls from rape?"


def value(metrics: Metrics, name: str, **labels: str) -> float | None:
    return metrics.registry.get_sample_value(f"clausebot_{name}", {"workspace": TEAM, **labels})


def plain(metrics: Metrics, name: str) -> float | None:
    return metrics.registry.get_sample_value(f"clausebot_{name}")


def outcomes(metrics: Metrics) -> list[float | None]:
    return [value(metrics, "answers_total", outcome=outcome) for outcome in ("answered", "nothing found", "failed")]


def test_what_is_left_alone_is_an_outcome_of_its_own(run: Play) -> None:
    async def scenario(ours: Office) -> None:
        ours.assistant.sure = 0.1
        ours.store.save_channel_settings(TEAM, GENERAL, ChannelSettings(everything=True))
        await ours.says("Who takes the minutes?")
        assert outcomes(ours.metrics) == [0, 0, 0]
        assert value(ours.metrics, "answers_total", outcome="left alone") == 1

    run(scenario)


def test_a_message_without_a_mention_is_not_counted_as_one(run: Play) -> None:
    async def scenario(ours: Office) -> None:
        ours.store.save_channel_settings(TEAM, GENERAL, ChannelSettings(everything=True))
        asked = await ours.says(QUESTION)
        await ours.says("and in 2331?", thread_ts=asked["ts"])
        counted = [value(ours.metrics, "questions_total", origin=origin) for origin in ("channel", "thread", "mention")]
        assert counted == [1, 1, 0]
        assert [one.origin for one in ours.store.recent(TEAM, ALICE, 9)] == [Origin.THREAD, Origin.CHANNEL]

    run(scenario)


def test_a_question_is_counted_once_and_its_answer_with_its_time(run: Play) -> None:
    async def scenario(ours: Office) -> None:
        asked = ours.message(f"<@{ME}> {QUESTION}")
        ours.assistant.let.clear()
        for kind in ("message", "app_mention"):
            await ours.delivered({**asked, "type": kind})
        await until(lambda: ours.engine.waiting == 1)
        ours.clock.pass_by(seconds=2)
        ours.assistant.let.set()
        await settled()
        await ours.presses(actions.MORE, ours.answers[0])
        assert value(ours.metrics, "questions_total", origin="mention") == 1
        assert outcomes(ours.metrics) == [1, 0, 0]
        assert value(ours.metrics, "answer_seconds_count") == 1
        assert 2 <= (value(ours.metrics, "answer_seconds_sum") or 0) < 2.5
        assert value(ours.metrics, "answer_seconds_bucket", le="1.0") == 0

    run(scenario)


def test_outcomes_are_told_apart(run: Play) -> None:
    async def scenario(ours: Office) -> None:
        await ours.says(QUESTION, channel=DIRECT)
        ours.assistant.sure = 0.1
        await ours.says(QUESTION, channel=DIRECT)
        ours.assistant.fault = ZeroDivisionError()
        await ours.says(QUESTION, channel=DIRECT)
        assert outcomes(ours.metrics) == [1, 1, 1]

    run(scenario)


def test_a_question_that_is_withdrawn_first_has_no_answer(run: Play) -> None:
    async def scenario(ours: Office) -> None:
        ours.assistant.let.clear()
        asked = ours.message(QUESTION, channel=DIRECT)
        await ours.delivered(asked)
        await until(lambda: ours.engine.waiting == 1)
        await ours.delivered(deletion(asked))
        await until(lambda: [one.question for one in ours.store.in_thread(TEAM, DIRECT, asked["ts"])] == [])
        ours.assistant.let.set()
        await settled()
        assert value(ours.metrics, "questions_total", origin="direct") == 1
        assert outcomes(ours.metrics) == [0, 0, 0]

    run(scenario)


def test_an_answer_that_is_posted_at_the_second_attempt_is_counted_once(run: Play) -> None:
    async def scenario(ours: Office) -> None:
        ours.slack.on("chat.postMessage", Reply(error="restricted_action"))
        await ours.says(QUESTION, channel=DIRECT)
        assert outcomes(ours.metrics) == [0, 0, 0]
        ours.clock.pass_by(seconds=60)
        await ours.dispatcher.recover()
        await settled()
        assert outcomes(ours.metrics) == [1, 0, 0]

    run(scenario)


def test_verdicts_are_counted(run: Play) -> None:
    async def scenario(ours: Office) -> None:
        await ours.says(f"<@{ME}> {QUESTION}")
        for user in (ALICE, BOB):
            await ours.presses(actions.FEEDBACK, ours.answers[0], chosen="negative_button", user=user)
        await ours.presses(actions.FEEDBACK, ours.answers[0], chosen="positive_button")
        counted = [value(ours.metrics, "feedback_total", helpful=helpful) for helpful in ("yes", "no")]
        assert counted == [1, 2]

    run(scenario)


def test_what_has_not_happened_yet_reads_as_none_of_it() -> None:
    metrics = Metrics()
    metrics.knows(TEAM)
    assert value(metrics, "questions_total", origin="home") == 0
    assert value(metrics, "answers_total", outcome="failed") == 0
    assert value(metrics, "feedback_total", helpful="no") == 0


def test_the_queue_and_the_socket_are_read_when_asked_for() -> None:
    metrics, waiting = Metrics(), [1.0]
    metrics.watch(waiting=lambda: waiting[0], silence=lambda: 3.5)
    waiting[0] = 4.0
    assert plain(metrics, "queue_length") == 4
    assert plain(metrics, "socket_age_seconds") == 3.5


def test_the_generation_is_the_one_that_answers(build: Callable[[], BuildReport]) -> None:
    metrics, manifest = Metrics(), build().manifest
    metrics.serves(replace(manifest, generation="before"))
    metrics.serves(manifest)
    [family] = [family for family in metrics.registry.collect() if family.name == "clausebot_generation"]
    [sample] = family.samples
    assert (sample.labels["name"], sample.labels["encoder"]) == (manifest.generation, "fake")


def test_two_bots_in_one_process_count_apart() -> None:
    one, other = Metrics(), Metrics()
    for metrics in (one, other):
        metrics.knows(TEAM)
    one.asked(TEAM, Origin.HOME)
    assert value(other, "questions_total", origin="home") == 0


def test_each_workspace_is_counted_apart(run_two: Play) -> None:
    async def scenario(ours: Office) -> None:
        await ours.says(f"<@{ME}> {QUESTION}")
        asked = {"type": "event_callback", "team_id": "T2", "event_id": "Ev9", "event": ours.message(f"<@{ME}> camps?")}
        await ours.dispatched(asked)
        await settled()
        asked_in = [value(ours.metrics, "questions_total", workspace=team, origin="mention") for team in (TEAM, "T2")]
        assert asked_in == [1, 1]

    run_two(scenario)
