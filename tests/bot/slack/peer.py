"""Fake Socket Mode server on loopback, which can be made unresponsive."""

import asyncio
import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from aiohttp import WSMsgType, web


@dataclass
class Peer:
    """Fake Socket Mode server.

    Attributes:
        polite: Whether to greet new connections with "hello".
        hears: Whether to answer at all.
        hears_app: Whether to answer the app's pings, besides those of the transport.
        spent: Expired URL.
        alive: Those of `sockets` whose other end is there.
    """

    polite: bool = True
    hears: bool = True
    hears_app: bool = True
    spent: str = ""
    sockets: list[web.WebSocketResponse] = field(default_factory=list)
    alive: list[web.WebSocketResponse] = field(default_factory=list)
    opened: asyncio.Semaphore = field(default_factory=lambda: asyncio.Semaphore(0))
    said: asyncio.Queue[str] = field(default_factory=asyncio.Queue)

    async def serve(self, request: web.Request) -> web.StreamResponse:
        if request.query["ticket"] == self.spent:
            raise web.HTTPNotFound
        socket = web.WebSocketResponse(autoping=False)
        await socket.prepare(request)
        self.sockets.append(socket)
        self.alive.append(socket)
        try:
            await self._listen(socket)
        finally:
            self.alive.remove(socket)
        return socket

    async def _listen(self, socket: web.WebSocketResponse) -> None:
        if self.polite:
            await socket.send_str('{"type": "hello"}')
        self.opened.release()
        async for message in socket:
            if message.type == WSMsgType.TEXT:
                self.said.put_nowait(message.data)
            elif self.hears and (self.hears_app or not message.data):
                await socket.pong(message.data)

    async def deliver(self, event: Mapping[str, Any], event_id: str = "Ev1") -> None:
        """Deliver an event, and wait for the acknowledgement."""
        payload = {"type": "event_callback", "event_id": event_id, "team_id": "T1", "event": event}
        envelope = {"type": "events_api", "envelope_id": "E1", "accepts_response_payload": False, "payload": payload}
        await self.sockets[-1].send_str(json.dumps(envelope))
        assert json.loads(await self.said.get()) == {"envelope_id": "E1"}
