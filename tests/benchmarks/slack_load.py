"""Ask the bot 200 questions at once over signed HTTP, and say how soon each was answered, once.

usage: python -m tests.benchmarks.slack_load INDEX LIBRARY [QUESTIONS] [REPLICAS]

The bot is a process of its own; Slack is a fake in this one, which answers at once. Each question is a direct message
of another person. Beside it, the same questions are put to the bare engine, one after the other. Several replicas share
a PostgreSQL, and the questions are dealt out to them.
"""

import asyncio
import statistics
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import aiohttp
from slack_sdk.signature import SignatureVerifier

from bot.assistant import open_assistant
from bot.conversation import MOST, PAGE
from bot.settings import Settings
from retrieval.index.generation import open_generation
from tests.bot.slack.fake_slack import FakeSlack, fake_slack
from tests.doubles.bot import Bot
from tests.doubles.local_slack import TEAM, App
from tests.doubles.postgres import database_on, running_postgres
from tests.doubles.signed import event
from tests.doubles.waiting import free_port

COUNT = 200


def main(index: str, library: str, count: int = COUNT, replicas: int = 1) -> None:
    clauses = open_generation(Path(index)).clauses
    step = max(len(clauses) // count, 1)
    texts = [" ".join(clause.text.split()[:12]) for clause in clauses[::step]]
    questions = [f"Who is asked about {texts[n % len(texts)]}, case {n}?" for n in range(count)]
    asked, answered, acked, repeats = asyncio.run(_through_slack(questions, Path(index), Path(library), replicas))
    waits = sorted(answered[n] - asked for n in answered)
    took = max(answered.values()) - asked
    assistant = open_assistant(Settings.from_env({}, library=library, index=index))
    start = time.perf_counter()
    for question in questions:
        assistant.answer(question, MOST, marked=range(PAGE))
    bare = time.perf_counter() - start
    print(f"{len(answered)} of {count} answered, {repeats} more than once; acknowledged within {max(acked):.2f} s")
    print(f"answered after: p50 {statistics.median(waits):.2f} s, p95 {waits[int(len(waits) * 0.95)]:.2f} s")
    print(f"{count / took:.1f} a second through Slack, {count / bare:.1f} by the bare engine: {bare / took:.2f} of it")


async def _through_slack(
    questions: list[str], index: Path, library: Path, replicas: int
) -> tuple[float, dict[int, float], list[float], int]:
    """Return when they were asked, when each was answered, how soon acknowledged, and how many were answered again."""
    answered: dict[int, float] = {}
    with tempfile.TemporaryDirectory() as folder, _database(replicas) as database:
        async with fake_slack() as slack:
            slack.team = TEAM
            ports = [free_port() for _ in range(replicas)]
            apps = [App(f"LOAD{n}", events_url=f"http://127.0.0.1:{port}/slack/events") for n, port in enumerate(ports)]
            bots = [
                Bot(app, f"{slack.url}/api", library, index, Path(folder), port, database)
                for app, port in zip(apps, ports, strict=True)
            ]
            for bot in bots:
                bot.start()
            try:
                for bot in bots:
                    await asyncio.to_thread(bot.wait)
                start = time.perf_counter()
                watch = asyncio.create_task(_watch(slack, len(questions), answered))
                async with aiohttp.ClientSession() as session:
                    sent = (_send(session, apps[n % replicas], n, question) for n, question in enumerate(questions))
                    acked = await asyncio.gather(*sent)
                async with asyncio.timeout(300):
                    await watch
                posted = sum(1 for said in slack.messages if said.get("thread_ts"))
            finally:
                for bot in bots:
                    await asyncio.to_thread(bot.stop)
    return start, answered, acked, posted - len(answered)


@contextmanager
def _database(replicas: int) -> Iterator[str]:
    """Return a database that several replicas share; "" for a file of the one's own."""
    if replicas == 1:
        yield ""
        return
    with running_postgres() as server, database_on(server.url) as url:
        yield url


async def _send(session: aiohttp.ClientSession, app: App, n: int, question: str) -> float:
    body = event(
        app,
        type="message",
        channel=f"D{n}",
        channel_type="im",
        user=f"U{n}",
        text=question,
        ts=f"{n + 1}.000001",
    )
    timestamp = str(int(time.time()))
    signature = SignatureVerifier(app.secret).generate_signature(timestamp=timestamp, body=body)
    headers = {
        "Content-Type": "application/json",
        "X-Slack-Request-Timestamp": timestamp,
        "X-Slack-Signature": str(signature),
    }
    start = time.perf_counter()
    async with session.post(app.events_url, data=body.encode(), headers=headers) as response:
        response.raise_for_status()
    return time.perf_counter() - start


async def _watch(slack: FakeSlack, count: int, answered: dict[int, float]) -> None:
    """Note when each question's answer stands, posted or in the place of a waiting message."""
    seen = 0
    while len(answered) < count:
        await slack.until(lambda seen=seen: len(slack.calls) > seen)  # type: ignore[misc]
        for method, arguments in slack.calls[seen:]:
            # A message that says how many are before a question has a single block.
            if method in ("chat.postMessage", "chat.update") and len(arguments["blocks"]) > 1:
                answered.setdefault(int(arguments["channel"][1:]), time.perf_counter())
        seen = len(slack.calls)


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2], *map(int, sys.argv[3:]))
