"""Fault-injecting proxy before a Slack emulator: errors, 429, timeouts, and methods that the emulator lacks.

Every other call is forwarded. Lacking are the status and prompts of the pane, an app's manifest, and the header with
the scopes of a token.
"""

import asyncio
import threading
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

from aiohttp import ClientSession, web
from yarl import URL

Arguments = Mapping[str, Any]


@dataclass(frozen=True)
class Plan:
    """Scripted response to the next call of a method that matches.

    Attributes:
        answer: Body of the response.
        silent: Whether no response ever comes.
        done: Whether a silent call is forwarded.
        when: Condition on its arguments.
    """

    answer: Mapping[str, Any] = field(default_factory=dict)
    status: int = 200
    headers: Mapping[str, str] = field(default_factory=dict)
    silent: bool = False
    done: bool = False
    when: Callable[[Arguments], bool] = lambda _: True


LACKING = {
    "assistant.threads.setStatus": {"ok": True},
    "assistant.threads.setSuggestedPrompts": {"ok": True},
    "assistant.threads.setTitle": {"ok": True},
}
"""Responses to methods that local-slack lacks."""


class Stub:
    """Proxy of the Web API of a Slack emulator."""

    def __init__(self, upstream: str) -> None:
        self.api = ""
        self.granted: str | None = None
        self.instead: dict[str, str] = {}
        self.calls: list[tuple[str, Arguments]] = []
        self.silenced = 0
        self._upstream = URL(upstream)
        self._plans: dict[str, list[Plan]] = defaultdict(list)

    def plan(self, method: str, *plans: Plan) -> None:
        """Script the next calls of a method, in order; later ones are forwarded."""
        self._plans[method] += plans

    def refuse(self, method: str, error: str, *, when: Callable[[Arguments], bool] = lambda _: True) -> None:
        self.plan(method, Plan({"ok": False, "error": error}, when=when))

    def called(self, method: str) -> list[Arguments]:
        return [arguments for name, arguments in self.calls if name == method]

    async def answer(self, request: web.Request) -> web.StreamResponse:
        method, arguments = request.match_info["method"], await _arguments(request)
        plan = next((plan for plan in self._plans[method] if plan.when(arguments)), None)
        self.calls.append((method, arguments))
        if plan:
            self._plans[method].remove(plan)
            return await self._as_planned(plan, method, request)
        if method in LACKING:
            return web.json_response(LACKING[method])
        return await self._hand_on(self.instead.get(method, method), request)

    async def _as_planned(self, plan: Plan, method: str, request: web.Request) -> web.Response:
        if plan.silent:
            if plan.done:
                await self._hand_on(method, request)
            self.silenced += 1
            await asyncio.Event().wait()
        return web.json_response(plan.answer, status=plan.status, headers=plan.headers)

    async def _hand_on(self, method: str, request: web.Request) -> web.Response:
        body = await request.read()
        url = (self._upstream / method).with_query(request.query)
        headers = {name: request.headers[name] for name in ("Authorization", "Content-Type") if name in request.headers}
        async with ClientSession() as session, session.request(request.method, url, data=body, headers=headers) as said:
            granted = {} if self.granted is None else {"X-OAuth-Scopes": self.granted}
            return web.Response(
                body=await said.read(), status=said.status, content_type=said.content_type, headers=granted
            )


async def _arguments(request: web.Request) -> Arguments:
    if request.content_type == "application/json":
        return dict(await request.json()) if request.can_read_body else {}
    return {**request.query, **await request.post()}


@contextmanager
def running_stub(upstream: str) -> Iterator[Stub]:
    """Run a stub before a Slack, in a thread of its own."""
    stub = Stub(upstream)
    ready, stop = threading.Event(), asyncio.Event()
    loops: list[asyncio.AbstractEventLoop] = []

    async def serve() -> None:
        app = web.Application()
        app.router.add_route("*", "/api/{method}", stub.answer)
        runner = web.AppRunner(app, shutdown_timeout=1, handler_cancellation=True)
        await runner.setup()
        site = web.TCPSite(runner, "127.0.0.1", 0)
        await site.start()
        stub.api = f"http://127.0.0.1:{runner.addresses[0][1]}/api/"
        loops.append(asyncio.get_running_loop())
        ready.set()
        await stop.wait()
        await runner.cleanup()

    thread = threading.Thread(target=lambda: asyncio.run(serve()), name="stub")
    thread.start()
    try:
        assert ready.wait(10), "the stub does not start"
        yield stub
    finally:
        loops[0].call_soon_threadsafe(stop.set)
        thread.join()
