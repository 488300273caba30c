"""Languages of users: asked for beside the work, once a day, and never waited for by an answer."""

import asyncio
from collections.abc import Mapping
from typing import Any

import pytest

from bot.slack.acting import acting_for, acting_team
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
        assert [languages.of("T1", "U1"), languages.of("T1", "U1")] == ["en", "en"]
        slack.let.set()
        assert await languages.told("T1", "U1") == "fr"
        assert languages.of("T1", "U1") == "fr"
        assert slack.asked == ["U1"]

    asyncio.run(scenario())


def test_a_day_later_the_old_language_serves_until_the_new_one_is_told() -> None:
    async def scenario() -> None:
        now = [0.0]
        slack = Slack(locale="fr-FR")
        languages = Languages(slack.call, lambda: now[0])
        assert await languages.told("T1", "U1") == "fr"
        slack.answer = {"user": {"locale": "es-ES"}}
        now[0] = 90_000
        assert languages.of("T1", "U1") == "fr"
        assert await languages.told("T1", "U1") == "es"

    asyncio.run(scenario())


@pytest.mark.parametrize(
    "answer", [{}, {"user": None}, {"user": {}}, {"user": {"locale": 5}}, {"user": {"locale": "xx"}}]
)
def test_where_slack_does_not_tell_it_is_english(answer: Mapping[str, Any]) -> None:
    async def scenario() -> None:
        slack = Slack()
        slack.answer = answer
        assert await Languages(slack.call).told("T1", "U1") == "en"

    asyncio.run(scenario())


def test_without_the_scope_slack_is_asked_once() -> None:
    async def scenario() -> None:
        slack = Slack()
        slack.error = "missing_scope"
        languages = Languages(slack.call)
        assert [await languages.told("T1", user) for user in ("U1", "U2", "")] == ["en"] * 3
        assert slack.asked == ["U1"]

    asyncio.run(scenario())


def test_each_workspace_is_asked_with_its_own_token_and_refuses_for_itself_alone() -> None:
    async def scenario() -> None:
        slack = Slack(locale="fr-FR")
        asked_for: list[str] = []

        async def call(method: str, **arguments: Any) -> Mapping[str, Any]:
            asked_for.append(acting_team())
            if acting_team() == "T3":
                raise SlackFailure("no", "missing_scope")
            return await slack.call(method, **arguments)

        languages = Languages(call)
        with acting_for("T9"):
            assert await languages.told("T3", "U1") == "en"
            assert await languages.told("T1", "U1") == "fr"
            slack.answer = {"user": {"locale": "es-ES"}}
            assert await languages.told("T2", "U1") == "es"
            assert (languages.known("T1", "U1"), await languages.told("T3", "U2")) == ("fr", "en")
        assert asked_for == ["T3", "T1", "T2"]

    asyncio.run(scenario())


def test_where_a_workspace_has_a_language_nobody_is_asked() -> None:
    settings = {"T1": "es"}

    async def setting_of(team: str) -> str:
        return settings.get(team, "")

    async def scenario() -> None:
        slack = Slack(locale="fr-FR")
        languages = Languages(slack.call, setting_of=setting_of)
        assert [await languages.told(team, "U1") for team in ("T1", "T2")] == ["es", "fr"]
        assert slack.asked == ["U1"]
        settings["T1"] = "en"
        assert await languages.told("T1", "U1") == "es"
        languages.renew("T1")
        assert await languages.told("T1", "U1") == "en"
        assert slack.asked == ["U1"]

    asyncio.run(scenario())
