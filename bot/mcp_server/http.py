"""Streamable HTTP for assistants, with a bearer token and a check of the Origin header."""

from __future__ import annotations

import hmac
import ipaddress
from dataclasses import dataclass
from urllib.parse import urlsplit

import uvicorn
from mcp.server.mcpserver import MCPServer
from mcp.server.transport_security import TransportSecuritySettings
from starlette.datastructures import Headers
from starlette.responses import JSONResponse
from starlette.types import ASGIApp, Receive, Scope, Send

from bot.errors import SettingsError

PATH = "/mcp"
_LOCAL = ("localhost", "127.0.0.1", "[::1]")


def http_app(server: MCPServer, *, host: str, port: int, token: str) -> ASGIApp:
    """Return the web application of a server.

    Args:
        server: The server.
        host: Address to serve at.
        port: Port to serve at.
        token: Bearer token that each request must have; "" for none, which is allowed on a loopback address only.

    Raises:
        SettingsError: If other machines could reach it without a token.
    """
    if not token and not is_local(host):
        raise SettingsError(
            f"--host {host} lets other machines in, and CLAUSEBOT_MCP_TOKEN is not set; set it to a long random word"
        )
    names = [f"{name}:{port}" for name in _LOCAL] if is_local(host) else []
    security = TransportSecuritySettings(
        enable_dns_rebinding_protection=bool(names),
        allowed_hosts=names,
        allowed_origins=[f"http://{name}" for name in names],
    )
    return Guard(server.streamable_http_app(streamable_http_path=PATH, transport_security=security, host=host), token)


def serve(app: ASGIApp, *, host: str, port: int) -> None:
    """Serve an application of `http_app` until stopped."""
    uvicorn.run(app, host=host, port=port, log_level="warning")


def is_local(host: str) -> bool:
    """Return whether an address can be reached from this machine only: "localhost" or a loopback address."""
    try:
        return host == "localhost" or ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


@dataclass(frozen=True, slots=True)
class Guard:
    """Middleware that refuses requests from web pages of other origins, and requests without the token.

    Attributes:
        app: Application that gets the other requests.
        token: The bearer token; "" for none.
    """

    app: ASGIApp
    token: str

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a request, or refuse it."""
        if scope["type"] == "http":
            headers = Headers(scope=scope)
            if problem := self._problem(headers):
                code, said = problem
                refusal = JSONResponse(
                    {"error": said}, code, headers={"WWW-Authenticate": "Bearer"} if code == 401 else None
                )
                await refusal(scope, receive, send)
                return
        await self.app(scope, receive, send)

    def _problem(self, headers: Headers) -> tuple[int, str] | None:
        """Return the status code and the message of a refusal; None to accept a request."""
        origin = headers.get("origin")
        if origin is not None and urlsplit(origin).netloc != headers.get("host"):
            return 403, "requests of web pages from elsewhere are refused"
        given = headers.get("authorization", "")
        if self.token and not hmac.compare_digest(given.encode(), f"Bearer {self.token}".encode()):
            return 401, "the header 'Authorization: Bearer TOKEN' is missing or wrong"
        return None
