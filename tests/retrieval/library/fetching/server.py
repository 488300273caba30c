"""Scripted HTTP server and proxy, and a fake Internet whose names all resolve to it."""

import ipaddress
import socket
import ssl
import threading
from collections import defaultdict
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

import anyio
import pytest

from retrieval.errors import FetchError
from retrieval.library.fetching.networks import Address

PUBLIC = "203.0.114.7"
OTHER_PUBLIC = "2606:4700::7"


class Request(BaseHTTPRequestHandler):
    """One request, and the ways to answer it."""

    protocol_version = "HTTP/1.1"
    server: "Server"

    def do_GET(self) -> None:
        self.server.requests.append(self)
        self.close_connection = True
        answers = self.server.answers[self.path]
        answer = answers.pop(0) if len(answers) > 1 else next(iter(answers), Request.not_found)
        try:
            answer(self)
        except (BrokenPipeError, ConnectionResetError):
            self.server.hung_up.set()

    def start(self, status: int, **headers: object) -> None:
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name.replace("_", "-"), str(value))
        self.end_headers()

    def send(self, body: bytes, status: int = 200, **headers: object) -> None:
        self.start(status, **{"Content_Length": len(body), "Content_Type": "text/plain"} | headers)
        self.wfile.write(body)

    def send_chunk(self, data: bytes) -> None:
        self.wfile.write(f"{len(data):x}\r\n".encode() + data + b"\r\n")

    def not_found(self) -> None:
        self.send(b"no such page", 404)

    def log_message(self, *_: object) -> None:
        pass


class Tunnel(Request):
    """Request of a proxy: a connection to the server behind it, whatever host is named."""

    def do_CONNECT(self) -> None:
        self.server.requests.append(self)
        assert self.server.behind
        with socket.create_connection(("127.0.0.1", self.server.behind.server_port)) as there:
            self.start(200)
            back = threading.Thread(target=_pass_on, args=(there, self.connection))
            back.start()
            _pass_on(self.connection, there)
            back.join()
        self.close_connection = True


def _pass_on(source: socket.socket, target: socket.socket) -> None:
    """Pass bytes on until one side ends."""
    with suppress(OSError):
        while data := source.recv(65_536):
            target.sendall(data)
    with suppress(OSError):
        target.shutdown(socket.SHUT_WR)


Answer = Callable[[Request], None]


class Server(ThreadingHTTPServer):
    """Answers each path with what it was told, one after the other; the last one again and again.

    Attributes:
        requests: All that came, in order.
        stalled: What an answer may wait for that never comes; it is set when the test is over.
        hung_up: Set when somebody stopped reading an answer.
        behind: Server that this one, a proxy, connects to; None for no proxy.
    """

    def __init__(self, context: ssl.SSLContext | None = None, *, behind: "Server | None" = None) -> None:
        super().__init__(("127.0.0.1", 0), Tunnel if behind else Request)
        self.behind = behind
        if context:
            self.socket = context.wrap_socket(self.socket, server_side=True)
        self.requests: list[Request] = []
        self.answers: dict[str, list[Answer]] = defaultdict(list)
        self.stalled, self.hung_up = threading.Event(), threading.Event()

    def on(self, path: str, *answers: Answer) -> None:
        self.answers[path] = list(answers)

    def serve(self, path: str, body: bytes | str, status: int = 200, **headers: object) -> None:
        data = body if isinstance(body, bytes) else body.encode()
        self.on(path, lambda request: request.send(data, status, **headers))

    def redirect(self, path: str, to: str) -> None:
        self.serve(path, b"", 302, Location=to)

    def asked(self, path: str) -> list[dict[str, str]]:
        """Return the headers of every request for a path, their names in small letters."""
        return [
            {name.lower(): value for name, value in request.headers.items()}
            for request in self.requests
            if request.path == path
        ]

    def handle_error(self, *_: object) -> None:
        """Say nothing of handshakes that a client breaks off."""


@contextmanager
def running(server: Server) -> Iterator[Server]:
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    try:
        yield server
    finally:
        server.stalled.set()
        server.shutdown()
        thread.join()
        server.server_close()


class Internet:
    """Names, the addresses behind them, and what is there: the server, for every address of the map.

    Attributes:
        names: What each name means, one answer after the other; the last one again and again.
        resolved: The names that were asked for.
        connected: The addresses that were connected to.
        slept: The seconds that were waited, without waiting.
    """

    def __init__(self, server: Server, monkeypatch: pytest.MonkeyPatch) -> None:
        self.names: dict[str, list[list[str]]] = {"docs.example": [[PUBLIC]], "other.example": [[OTHER_PUBLIC]]}
        self.there = {PUBLIC: server, OTHER_PUBLIC: server}
        self.resolved: list[str] = []
        self.connected: list[str] = []
        self.slept: list[float] = []
        self._connect = anyio.connect_tcp
        monkeypatch.setattr(anyio, "connect_tcp", self.connect)

    async def resolve(self, host: str, port: int) -> list[Address]:
        self.resolved.append(host)
        answers = self.names.get(host)
        if answers is None:
            try:
                return [ipaddress.ip_address(host.strip("[]"))]
            except ValueError:
                raise FetchError(f"{host} is not found") from None
        return [ipaddress.ip_address(one) for one in (answers.pop(0) if len(answers) > 1 else answers[0])]

    async def connect(self, remote_host: str, remote_port: int, **rest: Any) -> Any:
        self.connected.append(remote_host)
        if remote_host not in self.there:
            raise ConnectionRefusedError(111, "Connection refused")
        return await self._connect("127.0.0.1", self.there[remote_host].server_port, **rest)

    async def sleep(self, seconds: float) -> None:
        self.slept.append(seconds)
