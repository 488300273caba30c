"""Fetching from a server that misbehaves: what is taken, what is refused, what is tried again."""

import asyncio
import gzip
import os
import re
import ssl
from collections.abc import Callable
from email.utils import formatdate
from pathlib import Path
from time import time

import pytest
import trustme

from retrieval.errors import FetchError, UnreachableError
from retrieval.library.fetching.fetch import Fetcher
from retrieval.library.fetching.partial import Partial, Validators
from retrieval.readers.source import MAX_BYTES
from tests.retrieval.library.fetching.server import OTHER_PUBLIC, PUBLIC, Internet, Request, Server, running

Make = Callable[..., Fetcher]
TEXT = b"The Security Council, " * 500
PAGE = "http://docs.example/a"


def breaking_off(request: Request, **headers: object) -> None:
    """Promise the whole, and send the half."""
    request.start(200, Content_Type="text/plain", Content_Length=len(TEXT), **headers)
    request.wfile.write(TEXT[: len(TEXT) // 2])


def the_rest(request: Request, **headers: object) -> None:
    """Send what a range asks for."""
    found = re.fullmatch(r"bytes=(\d+)-", request.headers["Range"])
    assert found
    start = int(found[1])
    place = {"Content_Range": f"bytes {start}-{len(TEXT) - 1}/{len(TEXT)}"}
    request.send(TEXT[start:], 206, **place | headers)


def test_a_document_comes_whole_from_the_address_that_was_checked(
    server: Server, internet: Internet, fetcher: Make
) -> None:
    server.serve("/a", TEXT, ETag='"1"')
    fetched = fetcher().fetch(f"{PAGE}#part")
    assert fetched
    assert (fetched.data, fetched.suffix, fetched.validators) == (TEXT, ".txt", Validators('"1"'))
    [asked] = server.asked("/a")
    assert asked["host"] == "docs.example"
    assert asked["user-agent"].startswith("clausebot/")
    assert asked["accept-encoding"] == "identity"
    assert set(internet.connected) == {PUBLIC}


@pytest.mark.parametrize(
    ("content_type", "path", "suffix"),
    [
        ("application/pdf", "api/access?s=S%2FRES%2F1325", ".pdf"),
        ("text/html; charset=utf-8", "page", ".html"),
        ("text/plain", "raw/labels.csv", ".csv"),
        ("text/plain", "raw/readme.md", ".txt"),
        ("binary/octet-stream", "clauses.jsonl", ".jsonl"),
        ("application/vnd.openxmlformats-officedocument.wordprocessingml.document", "a", ".docx"),
    ],
)
def test_the_kind_of_file_is_told_from_its_type_and_name(
    content_type: str, path: str, suffix: str, server: Server, fetcher: Make
) -> None:
    server.serve(f"/{path}", TEXT, Content_Type=content_type)
    fetched = fetcher().fetch(f"http://docs.example/{path}")
    assert fetched
    assert fetched.suffix == suffix


def test_a_pdf_of_any_stated_type_is_known(server: Server, fetcher: Make) -> None:
    server.serve("/a", b"%PDF-1.7", Content_Type="application/octet-stream")
    fetched = fetcher().fetch(PAGE)
    assert fetched
    assert fetched.suffix == ".pdf"


@pytest.mark.parametrize(
    ("content_type", "said"),
    [
        ("image/png", "the server sent image/png; expected the text of a Security Council resolution"),
        ("application/msword", "the server sent application/msword"),
        ("application/octet-stream", "the server sent application/octet-stream"),
        ("", "the server sent no content type"),
    ],
)
def test_what_no_reader_reads_is_refused_by_its_type(
    content_type: str, said: str, server: Server, fetcher: Make
) -> None:
    server.serve("/a", TEXT, Content_Type=content_type)
    with pytest.raises(FetchError, match=said):
        fetcher().fetch(PAGE)


def test_redirects_are_followed_and_each_host_s_rules_are_read(
    server: Server, internet: Internet, fetcher: Make
) -> None:
    server.redirect("/a", "/b")
    server.redirect("/b", "http://other.example/c.html")
    server.serve("/c.html", TEXT, Content_Type="text/html")
    fetched = fetcher().fetch(PAGE)
    assert fetched
    assert (fetched.data, fetched.name) == (TEXT, "c.html")
    assert [(r.path, r.headers["Host"]) for r in server.requests] == [
        ("/robots.txt", "docs.example"),
        ("/a", "docs.example"),
        ("/b", "docs.example"),
        ("/robots.txt", "other.example"),
        ("/c.html", "other.example"),
    ]


def test_redirects_without_end_are_left(server: Server, fetcher: Make) -> None:
    server.redirect("/a", "/b")
    server.redirect("/b", "/a")
    with pytest.raises(FetchError, match="the server redirects more than 5 times; download it with a browser"):
        fetcher().fetch(PAGE)
    assert len(server.asked("/a")) == len(server.asked("/b")) == 3


@pytest.mark.parametrize(
    ("to", "said"),
    [
        ("http://127.0.0.1/", "127.0.0.1 is at 127.0.0.1, which is not on the public internet"),
        ("http://[::1]/", "not on the public internet"),
        ("http://[::ffff:10.0.0.1]/", "not on the public internet"),
        ("http://169.254.169.254/latest/meta-data", "not on the public internet"),
        ("http://inside.example/", "inside.example is at 192.168.1.1, which is not"),
        ("file:///etc/passwd", "it is not a web address"),
        ("http://[::1", "invalid address"),
        ("https://me:secret@docs.example/", "contains a user name or password"),
    ],
)
def test_a_redirect_to_where_nobody_may_go_is_not_followed(
    to: str, said: str, server: Server, internet: Internet, fetcher: Make
) -> None:
    internet.names["inside.example"] = [["192.168.1.1"]]
    server.redirect("/a", to)
    with pytest.raises(FetchError, match=said):
        fetcher().fetch(PAGE)
    assert set(internet.connected) == {PUBLIC}


def test_a_host_with_one_private_address_is_not_connected_to(internet: Internet, fetcher: Make) -> None:
    internet.names["docs.example"] = [[PUBLIC, "10.0.0.1"]]
    with pytest.raises(FetchError, match=r"docs.example is at 10.0.0.1, .* only with --allow-private"):
        fetcher().fetch(PAGE)
    assert internet.connected == []


def test_a_name_that_means_another_address_a_moment_later_changes_nothing(
    server: Server, internet: Internet, fetcher: Make
) -> None:
    """DNS rebinding: what was checked is what is connected to, and every request is checked."""
    internet.names["docs.example"] = [[PUBLIC], ["127.0.0.1"]]
    server.serve("/a", TEXT)
    with pytest.raises(FetchError, match=r"docs.example is at 127.0.0.1"):
        fetcher().fetch(PAGE)
    assert internet.resolved == ["docs.example"] * 2
    assert internet.connected == [PUBLIC]
    assert server.asked("/a") == []


def test_private_addresses_are_asked_where_that_is_wanted(server: Server, internet: Internet, fetcher: Make) -> None:
    internet.there["10.0.0.1"] = server
    server.serve("/a", TEXT)
    assert fetcher(allow_private=True).fetch("http://10.0.0.1/a")


def test_the_next_address_of_a_host_is_tried(server: Server, internet: Internet, fetcher: Make) -> None:
    internet.names["docs.example"] = [["203.0.114.9", OTHER_PUBLIC]]
    server.serve("/a", TEXT)
    assert fetcher().fetch(PAGE)
    assert internet.connected[:2] == ["203.0.114.9", OTHER_PUBLIC]


def test_proxies_of_the_environment_are_not_used(
    server: Server, internet: Internet, fetcher: Make, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A proxy resolves names itself, so that no address could be checked."""
    monkeypatch.setenv("HTTP_PROXY", "http://10.9.9.9:3128")
    monkeypatch.setenv("ALL_PROXY", "http://10.9.9.9:3128")
    server.serve("/a", TEXT)
    assert fetcher().fetch(PAGE)
    assert set(internet.connected) == {PUBLIC}


def test_a_proxy_that_is_set_connects_and_resolves(server: Server, internet: Internet, fetcher: Make) -> None:
    internet.there, internet.names = {"10.9.9.9": server}, {}
    server.serve(PAGE, TEXT)
    assert fetcher(proxy="http://me:secret@10.9.9.9:3128").fetch(PAGE)
    assert set(internet.connected) == {"10.9.9.9"}
    assert internet.resolved == []
    assert {"proxy-authorization": "Basic bWU6c2VjcmV0"}.items() <= server.asked(PAGE)[0].items()


def test_through_a_proxy_a_certificate_must_be_the_name_s(
    internet: Internet, fetcher: Make, monkeypatch: pytest.MonkeyPatch
) -> None:
    authority, context = trustme.CA(), ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    authority.issue_cert("docs.example").configure_cert(context)
    with (
        authority.cert_pem.tempfile() as trusted,
        running(Server(context)) as server,
        running(Server(behind=server)) as to,
    ):
        server.serve("/a", TEXT)
        internet.there, internet.names = {"10.9.9.9": to}, {}
        monkeypatch.setenv("SSL_CERT_FILE", trusted)
        assert fetcher(proxy="http://10.9.9.9:3128").fetch("https://docs.example/a")
        assert to.requests[0].path == "docs.example:443", "the name is the proxy's to resolve"
        with pytest.raises(FetchError, match="Hostname mismatch"):
            fetcher(proxy="http://10.9.9.9:3128").fetch("https://other.example/a")


@pytest.mark.parametrize(
    "host",
    [
        "127.0.0.1",
        "127.1",
        "0x7f.1",
        "2130706433",
        "[::1]",
        "[::ffff:10.0.0.1]",
        "169.254.169.254",
        "localhost",
        "localhost.",
        "intranet",
        "printer.local",
        "metadata.google.internal",
        "nas.home.arpa",
    ],
)
def test_through_a_proxy_hosts_that_are_private_by_their_form_are_refused(
    host: str, server: Server, internet: Internet, fetcher: Make
) -> None:
    internet.there = {"10.9.9.9": server}
    with pytest.raises(FetchError, match="only with --allow-private"):
        fetcher(proxy="http://10.9.9.9:3128").fetch(f"http://{host}/a")
    assert server.requests == []
    server.redirect(PAGE, f"http://{host}/a")
    with pytest.raises(FetchError, match="only with --allow-private"):
        fetcher(proxy="http://10.9.9.9:3128").fetch(PAGE)


def test_a_proxy_that_cannot_be_reached_is_named_without_its_password(internet: Internet, fetcher: Make) -> None:
    internet.there = {}
    said = r"docs\.example cannot be reached through the proxy http://10\.9\.9\.9:3128 "
    with pytest.raises(UnreachableError, match=said) as told:
        fetcher(proxy="http://me:secret@10.9.9.9:3128").fetch(PAGE)
    assert "secret" not in str(told.value)


def test_a_certificate_must_be_the_name_s_although_its_address_is_connected_to(
    internet: Internet, fetcher: Make, monkeypatch: pytest.MonkeyPatch
) -> None:
    authority, context = trustme.CA(), ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    authority.issue_cert("docs.example").configure_cert(context)
    with authority.cert_pem.tempfile() as trusted, running(Server(context)) as server:
        server.serve("/a", TEXT)
        internet.there = {PUBLIC: server, OTHER_PUBLIC: server}
        with pytest.raises(FetchError, match=r"the server cannot be reached .*CERTIFICATE_VERIFY_FAILED"):
            fetcher().fetch("https://docs.example/a")
        monkeypatch.setenv("SSL_CERT_FILE", trusted)
        assert fetcher().fetch("https://docs.example/a")
        with pytest.raises(FetchError, match="Hostname mismatch"):
            fetcher().fetch("https://other.example/a")


def test_without_a_network_it_says_what_to_do(internet: Internet, fetcher: Make) -> None:
    for there in ({}, {"docs.example": [["203.0.114.9"]]}):
        internet.names = dict(there)
        with pytest.raises(FetchError, match=r"not found|cannot be reached \("):
            fetcher().fetch(PAGE)
    assert internet.slept == []


def test_a_silent_server_is_asked_again_and_then_left(server: Server, internet: Internet, fetcher: Make) -> None:
    def stall(_: Request) -> None:
        server.stalled.wait()

    server.on("/a", stall)
    with pytest.raises(FetchError, match=r"the connection was lost \(ReadTimeout\) after 0 bytes; try again later, or"):
        fetcher(silence=0.1, tries=2).fetch(PAGE)
    assert len(server.asked("/a")) == 2


def test_a_server_that_never_ends_is_left_when_the_time_is_over(
    server: Server, fetcher: Make, monkeypatch: pytest.MonkeyPatch
) -> None:
    limit, add = asyncio.Timeout(None), Partial.add

    def add_and_let_the_time_be_over(partial: Partial, data: bytes) -> None:
        add(partial, data)
        if limit.when() is None:
            limit.reschedule(0)

    monkeypatch.setattr(asyncio, "timeout", lambda _seconds: limit)
    monkeypatch.setattr(Partial, "add", add_and_let_the_time_be_over)

    def drip(request: Request) -> None:
        request.start(200, Content_Type="text/plain", Transfer_Encoding="chunked")
        while not server.stalled.wait(0.01):
            request.send_chunk(b"x")

    server.on("/a", drip)
    with pytest.raises(
        FetchError, match=r"the download took more than 300 seconds and stopped after [1-9][0-9]* bytes; try"
    ):
        fetcher().fetch(PAGE)
    assert server.hung_up.wait(10)


def test_a_download_that_broke_off_goes_on_where_it_stopped(server: Server, internet: Internet, fetcher: Make) -> None:
    server.on("/a", lambda r: breaking_off(r, ETag='"1"'), lambda r: the_rest(r, ETag='"1"'))
    fetched = fetcher().fetch(PAGE)
    assert fetched
    assert fetched.data == TEXT
    first, second = server.asked("/a")
    assert "range" not in first
    assert (second["range"], second["if-range"]) == (f"bytes={len(TEXT) // 2}-", '"1"')


def test_another_process_goes_on_too(server: Server, fetcher: Make) -> None:
    server.on("/a", lambda r: breaking_off(r, ETag='"1"'), lambda r: the_rest(r, ETag='"1"'))
    with pytest.raises(FetchError, match=f"connection was lost .* after {len(TEXT) // 2:,} bytes"):
        fetcher(tries=1).fetch(PAGE)
    fetched = fetcher(tries=1).fetch(PAGE)
    assert fetched
    assert fetched.data == TEXT


def other(request: Request) -> None:
    request.send(b"another version", ETag='"2"')


@pytest.mark.parametrize(
    "answer",
    [
        other,
        lambda r: the_rest(r, ETag='"2"'),
        lambda r: r.send(TEXT[5:], 206, ETag='"1"', Content_Range=f"bytes 5-{len(TEXT) - 1}/{len(TEXT)}"),
        lambda r: r.send(TEXT[5:], 206, ETag='"1"'),
        lambda r: r.send(b"", 416),
    ],
    ids=["whole", "other version", "other place", "no place", "unsatisfiable"],
)
def test_halves_of_two_versions_are_never_put_together(
    answer: Callable[[Request], None], server: Server, fetcher: Make
) -> None:
    server.on("/a", lambda r: breaking_off(r, ETag='"1"'), answer, other)
    fetched = fetcher().fetch(PAGE)
    assert fetched
    assert fetched.data == b"another version"


def test_a_part_of_the_rest_is_gone_on_from(server: Server, fetcher: Make) -> None:
    half = len(TEXT) // 2

    def some(request: Request) -> None:
        place = f"bytes {half}-{half + 9}/{len(TEXT)}"
        request.send(TEXT[half : half + 10], 206, ETag='"1"', Content_Range=place)

    server.on("/a", lambda r: breaking_off(r, ETag='"1"'), some, lambda r: the_rest(r, ETag='"1"'))
    fetched = fetcher().fetch(PAGE)
    assert fetched
    assert fetched.data == TEXT


@pytest.mark.parametrize("age", [3600, 1])
def test_a_version_that_is_not_surely_named_is_fetched_from_its_beginning(
    age: int, server: Server, fetcher: Make
) -> None:
    """A weak tag allows other bytes, and a file changed a second ago may have changed again in that second."""
    headers: dict[str, object] = {"Last_Modified": formatdate(time() - age, usegmt=True)}
    if age == 3600:
        headers["ETag"] = 'W/"1"'
    server.on("/a", lambda r: breaking_off(r, **headers), lambda r: r.send(TEXT))
    assert fetcher().fetch(PAGE)
    assert "range" not in server.asked("/a")[1]


@pytest.mark.parametrize(("headers", "kept"), [({"ETag": '"1"'}, 2), ({"ETag": 'W/"1"'}, 0), ({}, 0)])
def test_only_what_can_be_gone_on_from_is_kept_and_for_a_week(
    headers: dict[str, str], kept: int, server: Server, fetcher: Make, tmp_path: Path
) -> None:
    def broken() -> list[Path]:
        return sorted(path for path in (tmp_path / "downloads").iterdir() if path.suffix != ".lock")

    server.on("/a", lambda r: breaking_off(r, **headers))
    with pytest.raises(FetchError, match="the connection was lost"):
        fetcher(tries=1).fetch(PAGE)
    assert len(broken()) == kept
    for path in broken():
        os.utime(path, (time() - 8 * 24 * 3600,) * 2)
    server.serve("/b", TEXT)
    assert fetcher().fetch("http://docs.example/b")
    assert broken() == []


def test_an_old_date_of_change_names_a_version(server: Server, fetcher: Make) -> None:
    changed = formatdate(time() - 3600, usegmt=True)
    server.on("/a", lambda r: breaking_off(r, Last_Modified=changed), lambda r: the_rest(r, Last_Modified=changed))
    fetched = fetcher().fetch(PAGE)
    assert fetched
    assert fetched.data == TEXT
    assert server.asked("/a")[1]["if-range"] == changed


def test_a_document_without_an_end_in_sight_is_refused(server: Server, fetcher: Make) -> None:
    """Where a connection that breaks off looks like the end, half a paragraph would be quoted as a whole one."""

    def until_it_closes(request: Request) -> None:
        request.start(200, Content_Type="text/plain", Connection="close")
        request.wfile.write(TEXT)

    server.on("/a", until_it_closes)
    with pytest.raises(FetchError, match="did not send the length of the document"):
        fetcher().fetch(PAGE)


def test_what_is_too_large_is_refused_before_it_comes(server: Server, fetcher: Make) -> None:
    server.on("/a", lambda r: r.start(200, Content_Type="text/plain", Content_Length=5_000_000_000))
    with pytest.raises(FetchError, match=r"the document has 5,000 MB; expected .* at most 16 MB"):
        fetcher().fetch(PAGE)


def test_what_turns_out_too_large_is_left(server: Server, fetcher: Make) -> None:
    def large(request: Request) -> None:
        request.start(200, Content_Type="text/plain", Transfer_Encoding="chunked")
        for _ in range(64):
            request.send_chunk(bytes(1_000_000))
        request.wfile.write(b"0\r\n\r\n")

    server.on("/a", large)
    with pytest.raises(FetchError, match="the document is larger than 16 MB; expected"):
        fetcher().fetch(PAGE)
    assert server.hung_up.wait(10)


def test_what_was_packed_although_asked_not_to_is_unpacked(server: Server, fetcher: Make) -> None:
    server.serve("/a", gzip.compress(TEXT), Content_Encoding="gzip")
    fetched = fetcher().fetch(PAGE)
    assert fetched
    assert fetched.data == TEXT


@pytest.mark.parametrize(
    ("coding", "body", "said"),
    [
        ("gzip", gzip.compress(bytes(MAX_BYTES + 1)), "the decompressed document is larger than 16 MB"),
        ("gzip, gzip", gzip.compress(gzip.compress(TEXT)), "unsupported content encoding 'gzip, gzip'"),
        ("br", TEXT, "unsupported content encoding 'br'"),
        ("gzip", gzip.compress(TEXT)[:-9], "an incomplete gzip file"),
        ("gzip", TEXT, "a damaged gzip file"),
    ],
    ids=["bomb", "twice", "otherwise", "a part", "damaged"],
)
def test_what_cannot_be_unpacked_within_bounds_is_refused(
    coding: str, body: bytes, said: str, server: Server, fetcher: Make
) -> None:
    server.serve("/a", body, Content_Encoding=coding)
    with pytest.raises(FetchError, match=said):
        fetcher().fetch(PAGE)


def test_a_busy_server_is_asked_again_when_it_says(server: Server, internet: Internet, fetcher: Make) -> None:
    server.on(
        "/a",
        lambda r: r.send(b"", 429, Retry_After="7"),
        lambda r: r.send(b"", 503, Retry_After=formatdate(time() + 50, usegmt=True)),
        lambda r: r.send(TEXT),
    )
    assert fetcher(pause=0).fetch(PAGE)
    seconds, until = internet.slept
    assert seconds == 7
    assert 0 < until <= 50, "less what has passed since, however busy this machine is"


def test_a_server_that_asks_for_too_long_a_wait_is_left(server: Server, internet: Internet, fetcher: Make) -> None:
    server.serve("/a", b"", 503, Retry_After="7200")
    with pytest.raises(FetchError, match=r"now \(status 503\); try again in 120 minutes"):
        fetcher(pause=0).fetch(PAGE)
    assert internet.slept == []


ABSURD = [
    "-1",
    "nan",
    "inf",
    "1e999",
    "٣",
    "²",
    "1_0",
    "",
    "Thu, 01 Jan 99999 00:00:00 GMT",
    "Thu, 01 Jan 0001 00:00:00 +2359",
    "Thu, 31 Dec 9999 23:59:59 -2359",
    "Thu, 01 Jan 2032 00:00:00 +9999",
    "Thu, 01 Jan 2032 00:00:00 +99999999999999999999",
    "Thu, 01 Jan 99999999999999999999 00:00:00 GMT",
    "Thu, 99 Jan 2032 99:99:99 GMT",
    "Thu, 01 Jan 1970 00:00:00 -0000",
]


@pytest.mark.parametrize("value", [*ABSURD, "9" * 400, "9" * 5000])
def test_no_header_of_a_busy_server_is_more_than_an_error(
    value: str, server: Server, internet: Internet, fetcher: Make
) -> None:
    sent = value.encode().decode("latin-1")
    server.serve("/a", b"", 503, Retry_After=sent, Date=sent, Last_Modified=sent)
    with pytest.raises(FetchError, match=r"cannot send the document now \(status 503\)"):
        fetcher(pause=0).fetch(PAGE)
    assert all(0 <= slept <= 60 for slept in internet.slept)


@pytest.mark.parametrize("value", ABSURD)
def test_no_date_of_a_document_keeps_it_from_being_taken_or_its_rest_from_being_asked_for(
    value: str, server: Server, fetcher: Make
) -> None:
    sent = value.encode().decode("latin-1")
    cookie = f"a=b; expires={sent}; max-age={'9' * 400}"
    server.on(
        "/a",
        lambda r: breaking_off(r, Date=sent, Last_Modified=sent, Set_Cookie=cookie),
        lambda r: r.send(TEXT, Date=sent, Last_Modified=sent, Set_Cookie=cookie, Expires=sent, Age=sent),
    )
    fetched = fetcher(pause=0).fetch(PAGE)
    assert fetched
    assert fetched.data == TEXT


@pytest.mark.parametrize("length", ["9" * 19, "9" * 400, "9" * 5000])
def test_a_length_of_any_size_is_an_error(length: str, server: Server, fetcher: Make) -> None:
    server.serve("/a", b"", Content_Length=length)
    with pytest.raises(FetchError, match=r"the document has 1,000,000,000 MB|the connection was lost"):
        fetcher(pause=0).fetch(PAGE)


def test_a_server_that_stays_busy_is_left_after_some_tries(server: Server, internet: Internet, fetcher: Make) -> None:
    server.serve("/a", b"", 500)
    with pytest.raises(FetchError, match=r"cannot send the document now \(status 500\); try again later, or"):
        fetcher(pause=0).fetch(PAGE)
    assert len(server.asked("/a")) == 4
    assert [1 <= slept <= 6 for slept in internet.slept] == [True] * 3


@pytest.mark.parametrize(
    ("status", "said"),
    [
        (404, "the server has no document at this address"),
        (403, "the server refused access"),
        (202, "the server sent status 202 instead of a document"),
        (304, "the server sent status 304"),
    ],
)
def test_what_is_no_document_is_said_to_be_so_at_once(status: int, said: str, server: Server, fetcher: Make) -> None:
    server.serve("/a", b"", status)
    with pytest.raises(FetchError, match=said):
        fetcher().fetch(PAGE)
    assert len(server.asked("/a")) == 1


def test_an_empty_document_is_none(server: Server, fetcher: Make) -> None:
    """So the United Nations answer where they have not published a symbol."""
    server.serve("/a", b"")
    with pytest.raises(FetchError, match="the server sent an empty document; check the address"):
        fetcher().fetch(PAGE)


def test_without_a_place_for_downloads_it_says_which(fetcher: Make, tmp_path: Path) -> None:
    (tmp_path / "downloads").write_text("in the way")
    with pytest.raises(FetchError, match=r"the download cannot be saved in .*downloads \(File exists\)"):
        fetcher().fetch(PAGE)


@pytest.mark.parametrize("header", ["ETag", "Last-Modified"])
def test_a_version_that_is_had_already_is_not_sent_again(header: str, server: Server, fetcher: Make) -> None:
    version = '"1"' if header == "ETag" else formatdate(time() - 3600, usegmt=True)
    condition = "if-none-match" if header == "ETag" else "if-modified-since"

    def answer(request: Request) -> None:
        if request.headers[condition] == version:
            request.start(304)
        else:
            request.send(TEXT, 200, **{header: version})

    server.on("/a", answer)
    fetched = fetcher().fetch(PAGE)
    assert fetched
    assert fetcher().fetch(PAGE, fetched.validators) is None


def test_what_robots_txt_forbids_is_not_asked_for(server: Server, fetcher: Make) -> None:
    server.serve("/robots.txt", "User-agent: clausebot\nDisallow: /*.pdf$\n\nUser-agent: *\nDisallow: /\n")
    server.serve("/a", TEXT)
    one = fetcher()
    assert one.fetch(PAGE)
    with pytest.raises(
        FetchError, match=r"the robots.txt of docs.example does not allow programs to download it; download"
    ):
        one.fetch("http://docs.example/b.pdf")
    assert [request.path for request in server.requests] == ["/robots.txt", "/a"]


def test_a_redirect_to_what_robots_txt_forbids_is_not_followed(server: Server, fetcher: Make) -> None:
    server.serve("/robots.txt", "User-agent: *\nDisallow: /private\n")
    server.redirect("/a", "/private/a")
    with pytest.raises(FetchError, match="does not allow programs to download it"):
        fetcher().fetch(PAGE)
    assert server.asked("/private/a") == []


def test_without_its_robots_txt_a_host_that_fails_is_not_asked(server: Server, fetcher: Make) -> None:
    server.serve("/robots.txt", b"", 503)
    with pytest.raises(FetchError, match=r"cannot send its robots.txt now \(status 503\)"):
        fetcher(pause=0).fetch(PAGE)
    assert server.asked("/a") == []


def test_a_robots_txt_of_any_size_and_content_is_read_as_far_as_it_goes(server: Server, fetcher: Make) -> None:
    server.serve("/robots.txt", b"User-agent: *\nDisallow: /b\n\xff\xfe" + b"*" * 2_000_000)
    server.serve("/a", TEXT)
    one = fetcher()
    assert one.fetch(PAGE)
    with pytest.raises(FetchError, match="does not allow programs to download it"):
        one.fetch("http://docs.example/b")


def test_requests_to_one_host_are_kept_apart_and_others_not(server: Server, internet: Internet, fetcher: Make) -> None:
    server.serve("/a", TEXT)
    one = fetcher(pause=100)
    one.fetch(PAGE)
    assert internet.slept == [pytest.approx(100, abs=5)]
    internet.slept.clear()
    server.serve("/robots.txt", "User-agent: *\nCrawl-delay: 20\n")
    other = fetcher(pause=1)
    other.fetch("http://other.example/a")
    other.fetch("http://other.example/a")
    assert internet.slept == [pytest.approx(1, abs=1), pytest.approx(20, abs=5)]


@pytest.mark.parametrize(
    ("charset", "body", "taken"),
    [
        ("iso-8859-1", "l’Université".encode("cp1252"), True),
        ("utf-8", "Université".encode("cp1252"), True),
        ("windows-1251", "Université".encode(), True),
        ("gb2312", b"all ASCII", True),
        ("windows-1251", "Совет".encode("cp1251"), False),
        ("x-unheard-of", "Совет".encode("cp1251"), False),
    ],
)
def test_text_that_its_reader_would_misread_is_refused(
    charset: str, body: bytes, taken: bool, server: Server, fetcher: Make
) -> None:
    server.serve("/a", body, Content_Type=f"text/html; charset={charset}")
    if taken:
        assert fetcher().fetch(PAGE)
    else:
        with pytest.raises(FetchError, match=f"its character encoding is {charset}|its character encoding is cp1251"):
            fetcher().fetch(PAGE)
