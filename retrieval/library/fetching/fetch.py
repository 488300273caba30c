"""HTTP download of one document: rate-limited, bounded, and resumed after a broken connection."""

from __future__ import annotations

import asyncio
import importlib.metadata
import time
import warnings
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path

import filelock
import httpx2
import tenacity

from embeddings.oserrors import remedy
from retrieval.errors import FetchError, UnreachableError
from retrieval.library.fetching.address import BY_HAND, NO_NETWORK, parse_address
from retrieval.library.fetching.content_types import require_known_coding, require_text, sent_name, suffix_of, unpack
from retrieval.library.fetching.judge import PassingError, is_passing, not_now, require_document
from retrieval.library.fetching.manners import AGENT, Pace, Rules, Sleep, robots_of
from retrieval.library.fetching.partial import Partial, Validators, whole_size
from retrieval.library.fetching.proxied import ProxiedTransport
from retrieval.library.fetching.transport import CheckedTransport, Resolve, resolve
from retrieval.readers.source import ACCEPTED, MAX_BYTES

_MOST_REDIRECTS = 5
_MOST_ROBOTS_BYTES = 500_000  # least limit that RFC 9309 allows
_UNREACHED = (httpx2.ConnectError, httpx2.ConnectTimeout)
_KEPT_SECONDS = 7 * 24 * 3600
_BACKOFF = tenacity.wait_exponential_jitter(initial=1, max=30)


@dataclass(frozen=True, slots=True)
class Patience:
    """Timeouts and retry limits, in seconds.

    Attributes:
        connect: Timeout of connecting.
        silence: Timeout between two chunks of a response.
        whole: Total timeout of a document, with all retries and waits.
        retry_after: Maximum Retry-After that is obeyed.
        pause: Least interval between two requests to one host.
        tries: Maximum attempts for one document.
    """

    connect: float = 10.0
    silence: float = 30.0
    whole: float = 300.0
    retry_after: float = 60.0
    pause: float = 1.0
    tries: int = 4


@dataclass(frozen=True, slots=True)
class Fetched:
    """Downloaded document.

    Attributes:
        data: The whole document, decompressed.
        suffix: File suffix, which selects its reader: ".pdf".
        name: File name from the server, else from the URL; untrusted.
    """

    data: bytes
    suffix: str
    name: str
    validators: Validators


class Fetcher:
    """HTTP client for documents, one at a time, with rate limits and robots.txt rules per host.

    Args:
        downloads: Folder for partial downloads.
        allow_private: Whether to allow addresses of this machine and its network.
        proxy: URL of the proxy that connects and resolves names; "" for none.
        patience: Timeouts and retry limits.
        sleep: Waits for some seconds.
        resolve: Resolves a host name.
    """

    def __init__(
        self,
        downloads: Path,
        *,
        allow_private: bool = False,
        proxy: str = "",
        patience: Patience | None = None,
        sleep: Sleep = asyncio.sleep,
        resolve: Resolve = resolve,
    ) -> None:
        self._downloads = downloads
        self._allow_private = allow_private
        self._proxy = proxy
        self._patience = patience or Patience()
        self._sleep = sleep
        self._resolve = resolve
        self._pace = Pace(self._patience.pause, sleep)
        self._rules = Rules()

    def fetch(self, address: str, known: Validators | None = None) -> Fetched | None:
        """Download the document at a URL, at most `MAX_BYTES`.

        Args:
            address: An http or https URL, public unless private ones are allowed.
            known: Validators of the version at hand, for a conditional request.

        Returns:
            The document; None if it is not modified since.

        Raises:
            FetchError: If the download fails; the partial download is kept, and another call resumes it. An
                `UnreachableError` if the host does not respond.
        """
        url = parse_address(address)
        partial = Partial(self._downloads, str(url))
        try:
            self._downloads.mkdir(parents=True, exist_ok=True)
            with filelock.FileLock(self._downloads / "fetching.lock", timeout=self._patience.whole):
                _forget_old(self._downloads)
                with warnings.catch_warnings():
                    # The standard library prints a traceback for a malformed cookie.
                    warnings.filterwarnings("ignore", "http.cookiejar bug!", UserWarning)
                    return asyncio.run(self._within_time(url, partial, known or Validators()))
        except filelock.Timeout:
            raise FetchError("another clausebot process is downloading; try again when it has finished") from None
        except OSError as error:
            raise FetchError(
                f"the download cannot be saved in {self._downloads} ({error.strerror or error}); {remedy(error)}"
            ) from None

    async def _within_time(self, url: httpx2.URL, partial: Partial, known: Validators) -> Fetched | None:
        """Download with retries, within the total timeout; delete a partial download that cannot be resumed."""
        tries = tenacity.AsyncRetrying(
            retry=tenacity.retry_if_exception_type(PassingError),
            stop=tenacity.stop_after_attempt(self._patience.tries),
            wait=_wait,
            sleep=self._sleep,
            reraise=True,
        )
        try:
            async with asyncio.timeout(self._patience.whole), self._client() as client:
                return await tries(self._try, client, url, partial, known)
        except TimeoutError:
            raise FetchError(
                f"the download took more than {self._patience.whole:.0f} seconds and stopped after {partial.size:,} "
                f"bytes; try again later, or {BY_HAND}"
            ) from None
        finally:
            partial.keep_resumable()

    def _client(self) -> httpx2.AsyncClient:
        return httpx2.AsyncClient(
            transport=self._transport(),
            timeout=httpx2.Timeout(self._patience.silence, connect=self._patience.connect),
            headers={
                "User-Agent": f"{AGENT}/{importlib.metadata.version('clausebot')}",
                "Accept": "application/pdf, text/html;q=0.9, text/plain;q=0.8, */*;q=0.5",
                "Accept-Language": "en",
                "Connection": "close",
                # Compressed parts could not be joined, and may decompress to any size.
                "Accept-Encoding": "identity",
            },
            trust_env=False,
        )

    def _transport(self) -> httpx2.AsyncBaseTransport:
        if self._proxy:
            return ProxiedTransport(self._proxy, allow_private=self._allow_private)
        return CheckedTransport(allow_private=self._allow_private, resolve=self._resolve)

    async def _try(
        self, client: httpx2.AsyncClient, url: httpx2.URL, partial: Partial, known: Validators
    ) -> Fetched | None:
        """Download once; convert errors of the connection."""
        try:
            return await self._document(client, url, partial, known)
        except _UNREACHED as error:
            reason = str(error) or type(error).__name__
            raise UnreachableError(f"the server cannot be reached ({reason}); {NO_NETWORK}") from None
        except httpx2.HTTPError as error:
            raise PassingError(
                f"the connection was lost ({type(error).__name__}) after {partial.size:,} bytes; try again later, or "
                f"{BY_HAND}"
            ) from None

    async def _document(
        self, client: httpx2.AsyncClient, url: httpx2.URL, partial: Partial, known: Validators
    ) -> Fetched | None:
        """Request the document, or the rest of a partial download, and read its body."""
        headers = partial.resume_headers() or known.conditions()
        async with self._response(client, url, headers, robots=True) as response:
            if response.status_code == 304 and headers and headers == known.conditions():
                return None
            if response.status_code in (206, 416) and not partial.goes_on(response.status_code, response.headers):
                partial.discard()
                raise PassingError(f"the server sent another byte range than requested; {BY_HAND}")
            require_document(response, self._patience.retry_after)
            packed = require_known_coding(response.headers.get("content-encoding", ""))
            if response.status_code == 200:
                partial.start(response.headers)
            async for piece in response.aiter_raw():
                if partial.size + len(piece) > MAX_BYTES:
                    partial.discard()
                    raise FetchError(f"the document is larger than {MAX_BYTES / 1e6:.0f} MB; {ACCEPTED}")
                partial.add(piece)
            if response.status_code == 206 and partial.size < whole_size(response.headers):
                raise PassingError(f"the download ended early, after {partial.size:,} bytes; {BY_HAND}")
            return _fetched(response, partial.take(), packed=packed)

    @asynccontextmanager
    async def _response(
        self, client: httpx2.AsyncClient, url: httpx2.URL, headers: dict[str, str], *, robots: bool
    ) -> AsyncIterator[httpx2.Response]:
        """Send a request and follow redirects, each validated like the first; the body is not read yet."""
        for _ in range(_MOST_REDIRECTS + 1):
            if robots:
                await self._require_allowed(client, url)
            await self._pace.wait(url.host, self._rules.delay(url))
            response = await client.send(client.build_request("GET", url, headers=headers), stream=True)
            if not response.has_redirect_location:
                break
            await response.aclose()
            url = parse_address(response.headers["location"], base=url)
        else:
            raise FetchError(f"the server redirects more than {_MOST_REDIRECTS} times; {BY_HAND}")
        try:
            yield response
        finally:
            await response.aclose()

    async def _require_allowed(self, client: httpx2.AsyncClient, url: httpx2.URL) -> None:
        """Check a URL against the robots.txt of its host, which is downloaded if it is not cached."""
        if not self._rules.knows(url):
            async with self._response(client, robots_of(url), {}, robots=False) as response:
                if is_passing(response.status_code):
                    raise not_now(response, "its robots.txt", self._patience.retry_after)
                # RFC 9309: without a robots.txt, nothing is forbidden.
                self._rules.learn(url, await _beginning(response) if response.status_code == 200 else "")
        self._rules.require_allowed(url)


def _fetched(response: httpx2.Response, data: bytes, *, packed: bool) -> Fetched:
    if packed:
        data = unpack(data, MAX_BYTES)
    if not data:
        raise FetchError("the server sent an empty document; check the address")
    content_type = response.headers.get("content-type", "")
    name = sent_name(response.headers.get("content-disposition", ""), response.url.path)
    suffix = suffix_of(content_type, name, data)
    require_text(suffix, content_type, data)
    return Fetched(data, suffix, name, Validators.of(response.headers))


async def _beginning(response: httpx2.Response) -> str:
    """Read the beginning of a robots.txt, up to the limit."""
    data = b""
    async for piece in response.aiter_raw():
        data += piece
        if len(data) >= _MOST_ROBOTS_BYTES:
            break
    if require_known_coding(response.headers.get("content-encoding", "")):
        data = unpack(data, _MOST_ROBOTS_BYTES)
    return data[:_MOST_ROBOTS_BYTES].decode("utf-8", "replace")


def _wait(state: tenacity.RetryCallState) -> float:
    error = state.outcome.exception() if state.outcome else None
    after = error.after if isinstance(error, PassingError) else None
    return _BACKOFF(state) if after is None else after


def _forget_old(downloads: Path) -> None:
    """Delete stale partial downloads."""
    for path in (*downloads.glob("*.part"), *downloads.glob("*.json")):
        if time.time() - path.stat().st_mtime > _KEPT_SECONDS:
            path.unlink()
