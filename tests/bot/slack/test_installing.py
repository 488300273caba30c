"""Installing by OAuth over HTTP, at a Slack that others wrote: from the link to the first answer."""

import asyncio
import json
import re
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

import aiohttp
import pytest

from bot.settings import Settings
from bot.slack.manifest import scopes
from bot.slack.serve import Listening, serve
from bot.slack.store.installations import new_key
from retrieval.index.build import BuildReport
from tests.bot.slack.inside import inside
from tests.bot.slack.test_serve import MENTION, SECRET, Ticks, opened
from tests.doubles.emulate import running_emulate
from tests.doubles.local_slack import App
from tests.doubles.signed import send
from tests.doubles.waiting import free_port

CLIENT, CLIENT_SECRET = "1.2", "a client's secret"
ADMIN = "xoxb-admin"
_TRIES = 20
_LINK = re.compile(r'href="([^"]+/oauth/v2/authorize[^"]*)"')
_INSTALLER = re.compile(r'name="user_id" value="(\w+)"')


@dataclass
class Site:
    """A bot over HTTP, and a browser at it.

    Attributes:
        address: Of the bot.
        slack: Of the Slack.
        browser: With cookies.
    """

    address: str
    slack: str
    browser: aiohttp.ClientSession

    async def link(self) -> str:
        """Open the page to install from, again if a busy machine locks the database, and return the link on it."""
        for _ in range(_TRIES):
            async with self.browser.get(f"{self.address}/slack/install") as page:
                if page.status != 503:
                    return await self._link_on(page)
        raise AssertionError("the page to install from cannot be opened")

    async def _link_on(self, page: aiohttp.ClientResponse) -> str:
        assert page.status == 200
        # The bot marks its cookie "Secure", and a browser would not keep it on loopback.
        state = page.cookies["slack-app-oauth-state"]
        assert state["secure"]
        assert state["httponly"]
        self.browser.headers["Cookie"] = f"slack-app-oauth-state={state.value}"
        found = _LINK.search(await page.text())
        assert found
        return found[1].replace("&amp;", "&")

    async def allow(self, link: str) -> str:
        """Press "Allow" at Slack, and return where it leads back to."""
        async with self.browser.get(link) as page:
            installer = _INSTALLER.search(await page.text())
        assert installer
        asked = {name: values[0] for name, values in parse_qs(urlsplit(link).query).items()}
        form = {**asked, "user_id": installer[1], "redirect_uri": f"{self.address}/slack/oauth_redirect"}
        allow = f"{self.slack}/oauth/v2/authorize/callback"
        async with self.browser.post(allow, data=form, allow_redirects=False) as back:
            assert back.status == 302
            return back.headers["Location"]

    async def get(self, url: str) -> tuple[int, str]:
        async with self.browser.get(url) as page:
            return page.status, await page.text()

    async def call(self, method: str, **arguments: Any) -> dict[str, Any]:
        """Call a method of Slack's, as an admin."""
        headers = {"Authorization": f"Bearer {ADMIN}"}
        async with self.browser.post(f"{self.slack}/api/{method}", data=arguments, headers=headers) as response:
            said: dict[str, Any] = await response.json()
            return said


@pytest.fixture(scope="module")
def emulate(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    redirects = ["http://127.0.0.1/slack/oauth_redirect"]
    app = {"client_id": CLIENT, "client_secret": CLIENT_SECRET, "name": "Clausebot", "redirect_uris": redirects}
    with running_emulate(tmp_path_factory.mktemp("emulate"), {ADMIN: scopes()}, apps=[app]) as api:
        yield api


@pytest.fixture
def make(index: Path, library: Path, build: Callable[[], BuildReport], tmp_path: Path, emulate: str) -> Settings:
    build()
    env = {
        "SLACK_CLIENT_ID": CLIENT,
        "SLACK_CLIENT_SECRET": CLIENT_SECRET,
        "SLACK_SIGNING_SECRET": SECRET,
        "CLAUSEBOT_TOKEN_KEY": new_key(),
        "CLAUSEBOT_SLACK_API": emulate,
        "CLAUSEBOT_DATABASE": f"sqlite:///{tmp_path / 'slack.db'}",
    }
    return Settings.from_env(env, library=str(library), index=str(index))


@asynccontextmanager
async def site(settings: Settings) -> AsyncIterator[Site]:
    stop, ticks, port = asyncio.Event(), Ticks(), free_port()
    place = Listening("127.0.0.1", port)
    work = serve(settings, http=True, place=place, stop=stop, engine_of=inside(opened), sleep=ticks)
    bot = asyncio.create_task(work)
    async with asyncio.timeout(60), aiohttp.ClientSession() as browser:
        await ticks.reaches(2.0)
        try:
            yield Site(f"http://127.0.0.1:{port}", settings.slack.api.removesuffix("/api/"), browser)
        finally:
            stop.set()
            await bot


def test_a_workspace_is_installed_and_answered_with_the_token_that_it_gave(make: Settings) -> None:
    async def scenario() -> None:
        async with site(make) as ours:
            link = await ours.link()
            assert sorted(parse_qs(urlsplit(link).query)["scope"][0].split(",")) == scopes()
            back = await ours.allow(link)
            status, page = await ours.get(back)
            assert (status, "Thank you" in page) == (200, True)
            team = (await ours.call("auth.test"))["team_id"]
            [channel, *_] = (await ours.call("conversations.list"))["channels"]
            app = App("EMULATED", events_url=f"{ours.address}/slack/events")
            asked = {**MENTION, "type": "message", "channel_type": "im", "channel": channel["id"]}
            event = {"type": "event_callback", "event_id": "Ev1", "team_id": team, "event": asked}
            assert await asyncio.to_thread(send, app, json.dumps(event), secret=SECRET) == 200
            answered = f'clausebot_answers_total{{outcome="answered",workspace="{team}"}} 1.0'
            while answered not in (await ours.get(f"{ours.address}/metrics"))[1]:
                pass
            replies = await ours.call("conversations.replies", channel=channel["id"], ts=MENTION["ts"])
            assert "increased representation" in json.dumps(replies)
            again, _ = await ours.get(back)
            assert again == 401, "a state is valid once"

    asyncio.run(scenario())


def test_a_link_that_was_begun_in_another_browser_installs_nothing(make: Settings) -> None:
    async def scenario() -> None:
        async with site(make) as ours:
            back = await ours.allow(await ours.link())
            ours.browser.headers["Cookie"] = "slack-app-oauth-state=another"
            status, page = await ours.get(back)
            assert (status, "invalid_browser" in page) == (400, True)
            status, page = await ours.get(f"{ours.address}/slack/oauth_redirect?error=access_denied")
            assert (status, "access_denied" in page) == (200, True)

    asyncio.run(scenario())
