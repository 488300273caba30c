"""Connections to exactly the addresses that were checked."""

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
"""Host name and port to the addresses behind them, in the order to try them."""

_MOST_TRIED = 4


async def resolve(host: str, port: int) -> list[Address]:
    """Ask the system where a host is.

    Raises:
        UnreachableError: If it does not know, as where there is no network.
    """
    try:
        found = await asyncio.get_running_loop().getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError) as error:
        reason = getattr(error, "strerror", None) or "not a host name"
        raise UnreachableError(f"{host} is not found ({reason}); {NO_NETWORK}") from None
    return list(dict.fromkeys(ipaddress.ip_address(entry[4][0]) for entry in found))


class CheckedTransport(httpx2.AsyncBaseTransport):
    """Resolves each host once, checks all its addresses, and connects to one of these very addresses.

    A name that means another address a moment later therefore changes nothing. Proxies of the environment are not
    used: they resolve names themselves.
    """

    def __init__(self, *, allow_private: bool, resolve: Resolve) -> None:
        self._allow_private = allow_private
        self._resolve = resolve
        # No connection is used twice: two hosts may share an address, and a certificate was checked for one of them.
        limits = httpx2.Limits(max_keepalive_connections=0)
        # The environment may name certificates (SSL_CERT_FILE), which is all that a transport takes from it.
        self._inner = httpx2.AsyncHTTPTransport(trust_env=True, limits=limits)

    async def handle_async_request(self, request: httpx2.Request) -> httpx2.Response:
        """Send a request to the first address of its host that can be connected to."""
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
                headers=request.headers,  # "Host" stays the name
                extensions={**request.extensions, "sni_hostname": host},  # as does what the certificate must say
            )
            try:
                return await self._inner.handle_async_request(pinned)
            except (httpx2.ConnectError, httpx2.ConnectTimeout) as error:
                failed = error
        raise failed

    async def aclose(self) -> None:
        """Close every connection."""
        await self._inner.aclose()
