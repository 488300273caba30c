"""URL validation: http and https only, without credentials, and public hosts only."""

from __future__ import annotations

import httpx2

from retrieval.errors import FetchError
from retrieval.library.fetching.networks import Address, is_public

BY_HAND = "download it with a browser and add the file with 'clausebot index add FILE'"
"""Advice in error messages: download by hand."""

NO_NETWORK = (
    "if this machine has no network, download the document on one that has, and add the file with "
    "'clausebot index add FILE'"
)

_LONGEST = 4000


def parse_address(text: str, base: httpx2.URL | None = None) -> httpx2.URL:
    """Parse and validate a URL; return it without its fragment.

    Args:
        text: The address.
        base: URL that a relative address is resolved against.

    Raises:
        FetchError: If it is not http or https, has a user name or password, or redirects from https to http.
    """
    if len(text) > _LONGEST:
        raise FetchError(f"the address has {len(text):,} characters; the maximum is {_LONGEST:,}")
    try:
        url = base.join(text.strip()) if base else httpx2.URL(text.strip())
    except (httpx2.InvalidURL, ValueError):
        raise FetchError("invalid address; expected one such as https://docs.un.org/en/S/RES/1325(2000)") from None
    if url.scheme not in ("http", "https") or not url.host:
        raise FetchError(
            f"it is not a web address ({url.scheme or 'no scheme'}:); expected http:// or https:// and a host"
        )
    if base and (base.scheme, url.scheme) == ("https", "http"):
        raise FetchError(
            f"the server redirects from https to http, which does not protect the document from changes; {BY_HAND}"
        )
    if url.port is not None and not 0 < url.port < 65536:
        raise FetchError(f"invalid port {url.port} in the address; expected 1 to 65535")
    if url.userinfo:
        raise FetchError(
            f"the address contains a user name or password, which clausebot neither sends nor stores; {BY_HAND}"
        )
    return url.copy_with(fragment=None)


def without_secrets(text: str) -> str:
    """Redact a URL for display and logs: credentials before the "@" of its host are removed.

    >>> without_secrets("https://me:secret@example.org/a@b?c=d")
    'https://example.org/a@b?c=d'
    """
    scheme, slashes, rest = text.partition("//")
    host_end = min((at for at in map(rest.find, "/?#") if at >= 0), default=len(rest))
    return f"{scheme}{slashes}{rest[:host_end].rpartition('@')[2]}{rest[host_end:]}"


def require_public(address: Address, host: str) -> None:
    """Refuse a private IP address (guards against server-side request forgery).

    Raises:
        FetchError: If it is in one of the `NOT_PUBLIC` networks, or embeds an IPv4 address in one.
    """
    if not is_public(address):
        raise FetchError(
            f"{host} is at {address}, which is not on the public internet; such addresses are fetched only with "
            "--allow-private"
        )
