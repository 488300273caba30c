"""Scriptable fake of the Slack Web API, on loopback."""

from __future__ import annotations

import asyncio
import json
from collections import defaultdict, deque
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from typing import Any

from aiohttp import web
from slack_sdk.web.async_client import AsyncWebClient


@dataclass(frozen=True)
class Reply:
    """What is answered to one call.

    Attributes:
        done: Whether what was asked for is done, whatever is answered.
        lost: Whether the connection is cut instead of an answer.
        late: Whether no answer comes while the caller waits.
        after: Event that the answer waits for.
    """

    error: str = ""
    status: int = 200
    headers: Mapping[str, str] = field(default_factory=dict)
    done: bool = False
    lost: bool = False
    late: bool = False
    after: asyncio.Event | None = None
    more: Mapping[str, Any] = field(default_factory=dict)


@dataclass
class FakeSlack:
    """Keeps the messages of its channels, and answers from a script where there is one."""

    url: str = ""
    team: str = "T1"
    script: dict[str, deque[Reply]] = field(default_factory=lambda: defaultdict(deque))
    calls: list[tuple[str, dict[str, Any]]] = field(default_factory=list)
    tokens: list[tuple[str, str]] = field(default_factory=list)  # the method and the token of each call
    messages: list[dict[str, Any]] = field(default_factory=list)
    files: dict[str, bytes] = field(default_factory=dict)
    locales: dict[str, str] = field(default_factory=dict)
    changed: asyncio.Condition = field(default_factory=asyncio.Condition)

    def client(self) -> AsyncWebClient:
        return AsyncWebClient("xoxb-1-test", f"{self.url}/api/")

    def on(self, method: str, *replies: Reply) -> None:
        """Answer the next calls of a method so."""
        self.script[method].extend(replies)

    def called(self, method: str) -> list[dict[str, Any]]:
        """Return the arguments of each call of a method."""
        return [arguments for name, arguments in self.calls if name == method]

    async def until(self, is_so: Callable[[], bool]) -> None:
        """Wait until something is so after a call."""
        async with self.changed:
            await self.changed.wait_for(is_so)

    async def answer(self, request: web.Request) -> web.Response:
        method = request.match_info["method"]
        arguments = dict(request.query) or await _sent(request)
        self.calls.append((method, arguments))
        self.tokens.append((method, request.headers.get("Authorization", "").removeprefix("Bearer ")))
        reply = self.script[method].popleft() if self.script[method] else Reply(done=True)
        body: dict[str, Any] = {"ok": not reply.error, **reply.more}
        if reply.error:
            body["error"] = reply.error
        if reply.done:
            body |= self._do(method, arguments)
        async with self.changed:
            self.changed.notify_all()
        if reply.lost:
            assert request.transport is not None
            request.transport.abort()
        if reply.late:
            await asyncio.Event().wait()
        if reply.after:
            await reply.after.wait()
        if reply.status >= 500:
            return web.Response(status=reply.status, text="<html>away</html>", content_type="text/html")
        return web.json_response(body, status=reply.status, headers=reply.headers)

    async def upload(self, request: web.Request) -> web.Response:
        """Take the bytes of a file."""
        reply = self.script["upload"].popleft() if self.script["upload"] else Reply(done=True)
        if reply.done:
            self.files[request.match_info["file"]] = await request.read()
        return web.Response(status=reply.status)

    def _do(self, method: str, arguments: dict[str, Any]) -> dict[str, Any]:
        if method == "chat.postMessage":
            ts = f"{1_700_000_000 + len(self.messages)}.000100"
            self.messages.append({**arguments, "ts": ts, "bot_id": "B1"})
            return {"ts": ts}
        if method in ("conversations.history", "conversations.replies"):
            thread, channel = arguments.get("ts", ""), arguments["channel"]
            here = [said for said in self.messages if said.get("channel", channel) == channel]
            return {"messages": [said for said in here if said.get("thread_ts", "") == thread]}
        if method.startswith("files."):
            return self._do_with_files(method, arguments)
        user = arguments.get("user", "")
        place = f"{arguments.get('channel')}/p{arguments.get('message_ts', '').replace('.', '')}"
        known: dict[str, dict[str, Any]] = {
            "chat.getPermalink": {"permalink": f"https://test.slack.com/archives/{place}"},
            "conversations.open": {"channel": {"id": "D1"}},
            "users.info": {"user": {"id": user, "locale": self.locales.get(user, "en-US")}},
            "views.open": {"view": {"id": f"V{len(self.called(method))}"}},
            "auth.test": {"user_id": "U0BOT", "bot_id": "B1", "team_id": self.team},
            "apps.connections.open": {
                "url": f"{self.url.replace('http', 'ws')}/socket?ticket={len(self.called(method))}"
            },
        }
        return known.get(method, {})

    def _do_with_files(self, method: str, arguments: dict[str, Any]) -> dict[str, Any]:
        if method == "files.getUploadURLExternal":
            file = f"F{len(self.called(method))}"
            return {"upload_url": f"{self.url}/upload/{file}", "file_id": file}
        files = json.loads(arguments["files"])
        thread = {"thread_ts": arguments["thread_ts"]} if "thread_ts" in arguments else {}
        said = {"ts": "1.1", "bot_id": "B1", "text": arguments["initial_comment"], "files": files}
        self.messages.append({**said, **thread})
        return {"files": files}


async def _sent(request: web.Request) -> dict[str, Any]:
    if request.content_type == "application/x-www-form-urlencoded":
        return dict(await request.post())
    sent: dict[str, Any] = await request.json() if request.can_read_body else {}
    return sent


Handler = Callable[[web.Request], Awaitable[web.StreamResponse]]


@asynccontextmanager
async def fake_slack(socket: Handler | None = None) -> AsyncIterator[FakeSlack]:
    """Run a fake Slack until the block ends, with a handler of what connects to its "/socket"."""
    slack = FakeSlack()
    app = web.Application()
    if socket:
        app.router.add_get("/socket", socket)
    app.router.add_route("*", "/api/{method}", slack.answer)
    app.router.add_post("/hooks/{method}", slack.answer)
    app.router.add_post("/upload/{file}", slack.upload)
    # What nobody waits for any more is not waited for at the end, either.
    runner = web.AppRunner(app, handler_cancellation=True, shutdown_timeout=1)
    await runner.setup()
    try:
        site = web.TCPSite(runner, "127.0.0.1", 0)
        await site.start()
        host, port = runner.addresses[0][:2]
        slack.url = f"http://{host}:{port}"
        yield slack
    finally:
        await runner.cleanup()
