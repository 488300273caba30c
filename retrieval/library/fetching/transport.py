"""HTTP transport that connects only to validated IP addresses (guards against DNS rebinding)."""

from __future__ import annotations

import asyncio
import ipaddress
import socket
from collections.abc import Awaitable, Callable
from typing import TypeAlias

import httpx2

from retrieval.errors import UnreachableError
from retrieval.library.fetching.address import NO_NETWORK, require_public
from retrieval.library.fetching.networks import Address

Resolve: TypeAlias = Callable[[str, int], Awaitable[list[Address]]]
"""DNS resolver: host name and port to IP addresses, in the order to try them."""

_MOST_TRIED = 4


async def resolve(host: str, port: int) -> list[Address]:
    """Resolve a host name to its IP addresses, by the resolver of the operating system.

    Raises:
        UnreachableError: If it cannot be resolved, as without a network.
    """
    try:
        found = await asyncio.get_running_loop().getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError) as error:
        reason = getattr(error, "strerror", None) or "not a host name"
        raise UnreachableError(f"the host {host} was not found ({reason}); {NO_NETWORK}") from None
    return list(dict.fromkeys(ipaddress.ip_address(entry[4][0]) for entry in found))


class CheckedTransport(httpx2.AsyncBaseTransport):
    """HTTP transport that resolves each host once, validates all its addresses, and connects to one of these.

    A name that resolves to another address a moment later therefore does no harm. Proxies from the environment are not
    used, as they resolve names themselves; `ProxiedTransport` uses a configured one.
    """

    def __init__(self, *, allow_private: bool, resolve: Resolve) -> None:
        self._allow_private = allow_private
        self._resolve = resolve
        # No connection is reused: two hosts may share an address, and a certificate was verified for one of them.
        limits = httpx2.Limits(max_keepalive_connections=0)
        # Certificates (SSL_CERT_FILE) are the only setting that a transport takes from the environment.
        self._inner = httpx2.AsyncHTTPTransport(trust_env=True, limits=limits)

    async def handle_async_request(self, request: httpx2.Request) -> httpx2.Response:
        """Send a request to the first address of its host that accepts a connection."""
        host = request.url.raw_host.decode("ascii")
        addresses = await self._resolve(host, request.url.port or (443 if request.url.scheme == "https" else 80))
        if not self._allow_private:
            for address in addresses:
                require_public(address, host)
        failed: httpx2.TransportError = httpx2.ConnectError("no address")
        for address in addresses[:_MOST_TRIED]:
            pinned = httpx2.Request(
                request.method,
                request.url.copy_with(host=str(address)),
                headers=request.headers,  # "Host" keeps the name
                extensions={**request.extensions, "sni_hostname": host},  # the certificate is verified for the name
            )
            try:
                return await self._inner.handle_async_request(pinned)
            except (httpx2.ConnectError, httpx2.ConnectTimeout) as error:
                failed = error
        raise failed

    async def aclose(self) -> None:
        """Close every connection."""
        await self._inner.aclose()
