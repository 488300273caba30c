"""Languages of users: asked for beside the work, once a day, and never waited for by an answer."""

import asyncio
from collections.abc import Mapping
from typing import Any

import pytest

from bot.slack.faults import SlackFailure
from bot.slack.languages import Languages


class Slack:
    """Answers `users.info` as a test says, once it is let."""

    def __init__(self, **user: Any) -> None:
        self.answer: Mapping[str, Any] = {"user": user}
        self.error = ""
        self.asked: list[str] = []
        self.let = asyncio.Event()
        self.let.set()

    async def call(self, method: str, *, user: str, include_locale: bool) -> Mapping[str, Any]:
        assert (method, include_locale) == ("users.info", True)
        self.asked.append(user)
        await self.let.wait()
        if self.error:
            raise SlackFailure("no", self.error)
        return self.answer


def test_the_first_answer_does_not_wait_and_the_next_knows() -> None:
    async def scenario() -> None:
        slack = Slack(locale="fr-CA")
        slack.let.clear()
        languages = Languages(slack.call)
        assert [languages.of("U1"), languages.of("U1")] == ["en", "en"]
        slack.let.set()
        assert await languages.told("U1") == "fr"
        assert languages.of("U1") == "fr"
        assert slack.asked == ["U1"]

    asyncio.run(scenario())


def test_a_day_later_the_old_language_serves_until_the_new_one_is_told() -> None:
    async def scenario() -> None:
        now = [0.0]
        slack = Slack(locale="fr-FR")
        languages = Languages(slack.call, lambda: now[0])
        assert await languages.told("U1") == "fr"
        slack.answer = {"user": {"locale": "es-ES"}}
        now[0] = 90_000
        assert languages.of("U1") == "fr"
        assert await languages.told("U1") == "es"

    asyncio.run(scenario())


@pytest.mark.parametrize(
    "answer", [{}, {"user": None}, {"user": {}}, {"user": {"locale": 5}}, {"user": {"locale": "xx"}}]
)
def test_where_slack_does_not_tell_it_is_english(answer: Mapping[str, Any]) -> None:
    async def scenario() -> None:
        slack = Slack()
        slack.answer = answer
        assert await Languages(slack.call).told("U1") == "en"

    asyncio.run(scenario())


def test_without_the_scope_slack_is_asked_once() -> None:
    async def scenario() -> None:
        slack = Slack()
        slack.error = "missing_scope"
        languages = Languages(slack.call)
        assert [await languages.told(user) for user in ("U1", "U2", "")] == ["en"] * 3
        assert slack.asked == ["U1"]

    asyncio.run(scenario())
