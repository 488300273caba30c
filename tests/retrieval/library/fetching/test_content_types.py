"""Whatever headers say, what is made of them is plain or refused."""

import re
from contextlib import suppress
from pathlib import Path
from tempfile import TemporaryDirectory

import httpx2
import pytest
from hypothesis import given
from hypothesis import strategies as st

from retrieval.errors import FetchError
from retrieval.library.fetching.address import parse_address, without_secrets
from retrieval.library.fetching.content_types import kept_name, require_text, sent_name, suffix_of
from retrieval.library.fetching.judge import require_document
from retrieval.library.fetching.partial import Partial, Validators, whole_size
from retrieval.readers.source import FILE_TYPES, FileType

# What a header may hold, by RFC 9110.
HEADERS = st.text(st.characters(min_codepoint=32, max_codepoint=255, exclude_characters="\x7f"))
SEEDS = st.sampled_from(
    [
        "attachment; filename=",
        "filename*=UTF-8''%2e%2e%2f",
        "text/html; charset=",
        "bytes 5-",
        "/9",
        '"',
        "gzip",
        "=?utf-8?q?",
    ]
)
VALUES = st.lists(SEEDS | HEADERS, max_size=4).map("".join)


@given(VALUES, VALUES, VALUES, st.binary(max_size=20))
def test_a_name_from_outside_is_plain_whatever_it_says(
    content_type: str, disposition: str, path: str, data: bytes
) -> None:
    with suppress(FetchError):
        name = sent_name(disposition, path)
        suffix = suffix_of(content_type, name, data)
        require_text(suffix, content_type, data)
        assert re.fullmatch(r"[A-Za-z0-9()][A-Za-z0-9._()-]{0,199}", kept_name([], name, "docs.example", suffix))


@pytest.mark.parametrize("one", FILE_TYPES, ids=lambda one: one.form)
def test_a_document_is_kept_under_the_ending_of_its_type(one: FileType) -> None:
    assert {suffix_of(content_type, "document", b"") for content_type in one.content_types} == {one.endings[0]}
    assert [suffix_of("application/octet-stream", f"a{ending}", b"") for ending in one.endings] == list(one.endings)


@given(VALUES, VALUES, VALUES)
def test_any_place_to_redirect_to_is_an_address_or_refused(scheme: str, host: str, path: str) -> None:
    for text in (scheme + host + path, f"http://{host}/{path}", f"//{host}"):
        with suppress(FetchError):
            assert parse_address(text, base=httpx2.URL("https://docs.example/a")).userinfo == b""
        without_secrets(text)


@given(st.sampled_from([200, 206, 301, 418, 429, 503]), VALUES, VALUES, VALUES)
def test_any_answer_is_a_document_or_refused(status: int, retry_after: str, length: str, changed: str) -> None:
    said = {"retry-after": retry_after, "content-length": length, "last-modified": changed, "etag": retry_after}
    headers = [(name.encode(), value.encode("latin-1")) for name, value in said.items()]
    response = httpx2.Response(status, headers=headers)
    with suppress(FetchError):
        require_document(response, 60)
    # What is sent back must be possible to send.
    httpx2.Request("GET", "https://docs.example/", headers=Validators.of(response.headers).conditions())


@given(VALUES, VALUES, VALUES)
def test_any_beginning_is_resumed_as_the_server_named_it_or_not_at_all(date: str, changed: str, etag: str) -> None:
    said = {"date": date, "last-modified": changed, "etag": etag, "content-range": f"bytes {etag}"}
    headers = httpx2.Headers([(name.encode(), value.encode("latin-1")) for name, value in said.items()])
    with TemporaryDirectory() as folder:
        partial = Partial(Path(folder), "https://docs.example/")
        partial.start(headers)
        partial.add(b"data")
        assert partial.resume_headers().get("If-Range", "") in ("", changed, etag)
        httpx2.Request("GET", "https://docs.example/", headers=partial.resume_headers())
        assert not partial.goes_on(206, headers) or whole_size(headers) > 4
