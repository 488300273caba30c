"""HTTP transport through a proxy, which resolves the names of hosts itself."""

from __future__ import annotations

import ipaddress
import socket

import httpx2

from retrieval.errors import FetchError, UnreachableError
from retrieval.library.fetching.address import BY_HAND, require_public, without_secrets
from retrieval.library.fetching.networks import Address

_LOCAL = ("localhost", "local", "internal", "intranet", "lan", "home.arpa", "private", "corp", "home")
"""Endings of host names inside private networks, reserved or in common use.

Source: RFC 6761, RFC 6762 (also appendix G), RFC 8375; ICANN, resolution 2024.07.29.06 on .internal.
"""


class ProxiedTransport(httpx2.AsyncBaseTransport):
    """HTTP transport through a proxy.

    Only the host in the URL is checked: unless private hosts are allowed, a private IP address in any form and a name
    that is not public are refused. The proxy resolves public names, and is trusted to refuse its own network.
    """

    def __init__(self, proxy: str, *, allow_private: bool) -> None:
        self._shown = without_secrets(proxy)
        self._allow_private = allow_private
        limits = httpx2.Limits(max_keepalive_connections=0)
        # Certificates (SSL_CERT_FILE) are the only setting that a transport takes from the environment.
        self._inner = httpx2.AsyncHTTPTransport(proxy=httpx2.Proxy(proxy), trust_env=True, limits=limits)

    async def handle_async_request(self, request: httpx2.Request) -> httpx2.Response:
        """Send a request through the proxy."""
        if not self._allow_private:
            require_public_form(request.url.raw_host.decode("ascii"))
        try:
            return await self._inner.handle_async_request(request)
        except (httpx2.ConnectError, httpx2.ConnectTimeout, httpx2.ProxyError) as error:
            reason = str(error) or type(error).__name__
            raise UnreachableError(
                f"{request.url.host} cannot be reached through the proxy {self._shown} ({reason}); check the proxy, or "
                f"{BY_HAND}"
            ) from None

    async def aclose(self) -> None:
        """Close every connection."""
        await self._inner.aclose()


def require_public_form(host: str) -> None:
    """Refuse a host that is private by its own form, without resolving it.

    Raises:
        FetchError: If it is a private IP address, however written, or a name that is not public.
    """
    bare = host.strip("[]").rstrip(".").lower()
    address = _address(bare)
    if address:
        require_public(address, host)
    elif "." not in bare or bare.endswith(tuple(f".{ending}" for ending in _LOCAL)):
        raise FetchError(f"{host} is no name of the public internet; such hosts are fetched only with --allow-private")


def _address(host: str) -> Address | None:
    """Parse an IP address, also in the old forms that resolvers read: "127.1", "0x7f000001"."""
    try:
        return ipaddress.ip_address(host)
    except ValueError:
        pass
    try:
        return ipaddress.IPv4Address(socket.inet_aton(host))
    except (OSError, UnicodeError):
        return None
