"""Which addresses are fetched at all: http and https, without credentials, of hosts that everybody can reach."""

from __future__ import annotations

import ipaddress
from typing import TypeAlias

import httpx2

from retrieval.errors import FetchError

Address: TypeAlias = "ipaddress.IPv4Address | ipaddress.IPv6Address"

BY_HAND = "download it with a browser and add the file: clausebot index add FILE"
"""What always works."""

NO_NETWORK = (
    "if this machine has no network, download the document on one that has, and add the file: clausebot index add FILE"
)

_LONGEST = 4000
_NAT64 = ipaddress.IPv6Network("64:ff9b::/96")  # RFC 6052


def parse_address(text: str, base: httpx2.URL | None = None) -> httpx2.URL:
    """Return an address that may be asked for, without its fragment.

    Args:
        text: The address.
        base: Where it was found; it may be relative to that.

    Raises:
        FetchError: If it is no http or https address, holds a name or password, or leads from https to http.
    """
    if len(text) > _LONGEST:
        raise FetchError(f"its address has {len(text):,} characters; expected {_LONGEST:,} at most")
    try:
        url = base.join(text.strip()) if base else httpx2.URL(text.strip())
    except (httpx2.InvalidURL, ValueError):
        raise FetchError("it is no address; expected something like https://docs.un.org/en/S/RES/1325(2000)") from None
    if url.scheme not in ("http", "https") or not url.host:
        raise FetchError(
            f"it is no web address ({url.scheme or 'no scheme'}:); expected http:// or https:// and a host"
        )
    if base and (base.scheme, url.scheme) == ("https", "http"):
        raise FetchError(f"it redirects from https to http, where anybody on the way could change it; {BY_HAND}")
    if url.port is not None and not 0 < url.port < 65536:
        raise FetchError(f"there is no port {url.port}; check the address")
    if url.userinfo:
        raise FetchError(f"its address holds a user name or password, which are never sent or kept; {BY_HAND}")
    return url.copy_with(fragment=None)


def without_secrets(text: str) -> str:
    """Return an address as it may be shown and logged: what stands before an "@" of its host is left out.

    >>> without_secrets("https://me:secret@example.org/a@b?c=d")
    'https://example.org/a@b?c=d'
    """
    scheme, slashes, rest = text.partition("//")
    host_end = min((at for at in map(rest.find, "/?#") if at >= 0), default=len(rest))
    return f"{scheme}{slashes}{rest[:host_end].rpartition('@')[2]}{rest[host_end:]}"


def require_public(address: Address, host: str) -> None:
    """Refuse an address inside a machine or a network.

    Raises:
        FetchError: If it is private, loopback, link-local, multicast or reserved, or carries such an IPv4 address.
    """
    if not all(map(_is_public, _judged(address))):
        raise FetchError(
            f"{host} is at {address}, which is not on the public internet; such addresses are fetched only with "
            "--allow-private"
        )


def _judged(address: Address) -> list[Address]:
    """Return what decides about an address: it, and the IPv4 address that it leads to."""
    if isinstance(address, ipaddress.IPv4Address):
        return [address]
    if address.ipv4_mapped:
        return [address.ipv4_mapped]
    if address in _NAT64:
        return [ipaddress.IPv4Address(int(address) & 0xFFFFFFFF)]
    tunnels = (address.sixtofour, *(address.teredo or ()))
    return [address, *(end for end in tunnels if end is not None)]


def _is_public(address: Address) -> bool:
    # "Global" alone is true of multicast, and of site-local addresses, which no longer exist officially.
    inward = address.is_multicast or address.is_reserved or address.is_unspecified or address.is_link_local
    site_local = isinstance(address, ipaddress.IPv6Address) and address.is_site_local
    return address.is_global and not inward and not site_local
