"""Slack's end of a socket: a real one on loopback, which can be told to fall silent."""

import asyncio
import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from aiohttp import WSMsgType, web


@dataclass
class Peer:
    """Slack's end of the sockets.

    Attributes:
        polite: Whether a new connection is told hello.
        hears: Whether anything is answered.
        hears_app: Whether pings of the app are answered, rather than the transport's alone.
        spent: Which address is no good.
    """

    polite: bool = True
    hears: bool = True
    hears_app: bool = True
    spent: str = ""
    sockets: list[web.WebSocketResponse] = field(default_factory=list)
    opened: asyncio.Semaphore = field(default_factory=lambda: asyncio.Semaphore(0))
    said: asyncio.Queue[str] = field(default_factory=asyncio.Queue)

    async def serve(self, request: web.Request) -> web.StreamResponse:
        if request.query["ticket"] == self.spent:
            raise web.HTTPNotFound
        socket = web.WebSocketResponse(autoping=False)
        await socket.prepare(request)
        self.sockets.append(socket)
        if self.polite:
            await socket.send_str('{"type": "hello"}')
        self.opened.release()
        async for message in socket:
            if message.type == WSMsgType.TEXT:
                self.said.put_nowait(message.data)
            elif self.hears and (self.hears_app or not message.data):
                await socket.pong(message.data)
        return socket

    async def deliver(self, event: Mapping[str, Any], event_id: str = "Ev1") -> None:
        """Send an event, and wait until it is acknowledged."""
        payload = {"type": "event_callback", "event_id": event_id, "team_id": "T1", "event": event}
        envelope = {"type": "events_api", "envelope_id": "E1", "accepts_response_payload": False, "payload": payload}
        await self.sockets[-1].send_str(json.dumps(envelope))
        assert json.loads(await self.said.get()) == {"envelope_id": "E1"}
