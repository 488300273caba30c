"""An address in, the document out: politely, within bounds, and going on where an earlier try broke off."""

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
from retrieval.library.fetching.transport import CheckedTransport, Resolve, resolve
from retrieval.readers.source import ACCEPTED, MAX_BYTES

_MOST_REDIRECTS = 5
_MOST_ROBOTS_BYTES = 500_000  # what RFC 9309 asks to be read at least
_UNREACHED = (httpx2.ConnectError, httpx2.ConnectTimeout)
_KEPT_SECONDS = 7 * 24 * 3600
_BACKOFF = tenacity.wait_exponential_jitter(initial=1, max=30)


@dataclass(frozen=True, slots=True)
class Patience:
    """How long a server is waited for, in seconds.

    Attributes:
        connect: To connect to an address.
        silence: Between two pieces of an answer.
        whole: For a document, all tries and waits included.
        retry_after: The longest that a server may ask to wait before the next try.
        pause: Between two requests to one host.
        tries: Of a document, before it is given up.
    """

    connect: float = 10.0
    silence: float = 30.0
    whole: float = 300.0
    retry_after: float = 60.0
    pause: float = 1.0
    tries: int = 4


@dataclass(frozen=True, slots=True)
class Fetched:
    """A document as it came.

    Attributes:
        data: The whole of it, unpacked.
        suffix: The ending its reader goes by: ".pdf".
        name: What the server, or else the address, calls it; from outside, and not to be trusted.
    """

    data: bytes
    suffix: str
    name: str
    validators: Validators


class Fetcher:
    """Fetches documents, one after the other, and remembers its manners between them.

    Args:
        downloads: Folder for documents that broke off.
        allow_private: Whether addresses inside this machine and its network may be asked.
        patience: How long servers are waited for.
        sleep: Waits so many seconds.
        resolve: Finds the addresses of a host.
    """

    def __init__(
        self,
        downloads: Path,
        *,
        allow_private: bool = False,
        patience: Patience | None = None,
        sleep: Sleep = asyncio.sleep,
        resolve: Resolve = resolve,
    ) -> None:
        self._downloads = downloads
        self._allow_private = allow_private
        self._patience = patience or Patience()
        self._sleep = sleep
        self._resolve = resolve
        self._pace = Pace(self._patience.pause, sleep)
        self._rules = Rules()

    def fetch(self, address: str, known: Validators | None = None) -> Fetched | None:
        """Return the document at an address, of `MAX_BYTES` at most.

        Args:
            address: Of http or https, public unless private ones are allowed.
            known: The version that is had already.

        Returns:
            The document; None if it is still the version that is had.

        Raises:
            FetchError: If it cannot be had; what came of it is kept, and another call goes on from there. An
                `UnreachableError` if nothing answers there.
        """
        url = parse_address(address)
        partial = Partial(self._downloads, str(url))
        try:
            self._downloads.mkdir(parents=True, exist_ok=True)
            with filelock.FileLock(self._downloads / "fetching.lock", timeout=self._patience.whole):
                _forget_old(self._downloads)
                with warnings.catch_warnings():
                    # A cookie that the standard library chokes on is none, which it tells with a traceback.
                    warnings.filterwarnings("ignore", "http.cookiejar bug!", UserWarning)
                    return asyncio.run(self._within_time(url, partial, known or Validators()))
        except filelock.Timeout:
            raise FetchError("another clausebot is fetching; try again when it is done") from None
        except OSError as error:
            raise FetchError(
                f"what comes cannot be kept in {self._downloads} ({error.strerror or error}); {remedy(error)}"
            ) from None

    async def _within_time(self, url: httpx2.URL, partial: Partial, known: Validators) -> Fetched | None:
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
                f"it took more than {self._patience.whole:.0f} seconds, and {partial.size:,} bytes came; try again "
                f"later, or {BY_HAND}"
            ) from None
        finally:
            partial.keep_resumable()

    def _client(self) -> httpx2.AsyncClient:
        return httpx2.AsyncClient(
            transport=CheckedTransport(allow_private=self._allow_private, resolve=self._resolve),
            timeout=httpx2.Timeout(self._patience.silence, connect=self._patience.connect),
            headers={
                "User-Agent": f"{AGENT}/{importlib.metadata.version('clausebot')}",
                "Accept": "application/pdf, text/html;q=0.9, text/plain;q=0.8, */*;q=0.5",
                "Accept-Language": "en",
                "Connection": "close",
                # Packed pieces could not be put together again, and may unpack to anything.
                "Accept-Encoding": "identity",
            },
            trust_env=False,
        )

    async def _try(
        self, client: httpx2.AsyncClient, url: httpx2.URL, partial: Partial, known: Validators
    ) -> Fetched | None:
        try:
            return await self._document(client, url, partial, known)
        except _UNREACHED as error:
            reason = str(error) or type(error).__name__
            raise UnreachableError(f"the server cannot be reached ({reason}); {NO_NETWORK}") from None
        except httpx2.HTTPError as error:
            raise PassingError(
                f"the server broke off ({type(error).__name__}) after {partial.size:,} bytes; try again later, or "
                f"{BY_HAND}"
            ) from None

    async def _document(
        self, client: httpx2.AsyncClient, url: httpx2.URL, partial: Partial, known: Validators
    ) -> Fetched | None:
        headers = partial.resume_headers() or known.conditions()
        async with self._response(client, url, headers, robots=True) as response:
            if response.status_code == 304 and headers and headers == known.conditions():
                return None
            if response.status_code in (206, 416) and not partial.goes_on(response.status_code, response.headers):
                partial.discard()
                raise PassingError(f"the server sent another part than was asked for; {BY_HAND}")
            require_document(response, self._patience.retry_after)
            packed = require_known_coding(response.headers.get("content-encoding", ""))
            if response.status_code == 200:
                partial.start(response.headers)
            async for piece in response.aiter_raw():
                if partial.size + len(piece) > MAX_BYTES:
                    partial.discard()
                    raise FetchError(f"it has more than {MAX_BYTES / 1e6:.0f} MB; {ACCEPTED}")
                partial.add(piece)
            if response.status_code == 206 and partial.size < whole_size(response.headers):
                raise PassingError(f"the server sent only {partial.size:,} bytes of it; {BY_HAND}")
            return _fetched(response, partial.take(), packed=packed)

    @asynccontextmanager
    async def _response(
        self, client: httpx2.AsyncClient, url: httpx2.URL, headers: dict[str, str], *, robots: bool
    ) -> AsyncIterator[httpx2.Response]:
        """Ask for an address and wherever it redirects to, each checked like the first; the body is not read yet."""
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
            raise FetchError(f"it redirects more than {_MOST_REDIRECTS} times; {BY_HAND}")
        try:
            yield response
        finally:
            await response.aclose()

    async def _require_allowed(self, client: httpx2.AsyncClient, url: httpx2.URL) -> None:
        if not self._rules.knows(url):
            async with self._response(client, robots_of(url), {}, robots=False) as response:
                if is_passing(response.status_code):
                    raise not_now(response, "the robots.txt that says what may be fetched", self._patience.retry_after)
                # As RFC 9309 has it: where there is none, nothing is forbidden.
                self._rules.learn(url, await _beginning(response) if response.status_code == 200 else "")
        self._rules.require_allowed(url)


def _fetched(response: httpx2.Response, data: bytes, *, packed: bool) -> Fetched:
    if packed:
        data = unpack(data, MAX_BYTES)
    if not data:
        raise FetchError("the server sent an empty document, as some do where they have none; check the address")
    content_type = response.headers.get("content-type", "")
    name = sent_name(response.headers.get("content-disposition", ""), response.url.path)
    suffix = suffix_of(content_type, name, data)
    require_text(suffix, content_type, data)
    return Fetched(data, suffix, name, Validators.of(response.headers))


async def _beginning(response: httpx2.Response) -> str:
    """Return the text of a robots.txt, as far as it is read."""
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
    """Remove what broke off long ago, and was not asked for again."""
    for path in (*downloads.glob("*.part"), *downloads.glob("*.json")):
        if time.time() - path.stat().st_mtime > _KEPT_SECONDS:
            path.unlink()
