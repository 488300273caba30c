"""Which addresses are fetched, and where official documents are."""

import ipaddress

import httpx2
import pytest

from retrieval.clauses.citation import parse_citation
from retrieval.clauses.clause import Symbol
from retrieval.errors import FetchError
from retrieval.library.fetching.address import parse_address, require_public, without_secrets
from retrieval.library.fetching.official import full_symbol, official_address


def test_only_an_address_that_everybody_can_reach_is_taken() -> None:
    require_public(ipaddress.ip_address("8.8.8.8"), "host")
    with pytest.raises(FetchError, match=r"host is at 192\.0\.0\.8, which is not on the public internet"):
        require_public(ipaddress.ip_address("192.0.0.8"), "host")


@pytest.mark.parametrize(
    "text",
    ["ftp://host/a", "file:///etc/passwd", "http://", "http:///a", "http://[::1", "http://a\x1b/", "http://a:0/", "x"],
)
def test_what_is_no_web_address_is_refused(text: str) -> None:
    with pytest.raises(FetchError, match=r"invalid address|not a web address|invalid port"):
        parse_address(text)


def test_no_redirect_leads_away_from_https() -> None:
    with pytest.raises(
        FetchError, match="the server redirects from https to http, which does not protect the document from changes"
    ):
        parse_address("http://docs.example/b", base=httpx2.URL("https://docs.example/a"))
    assert parse_address("/b", base=httpx2.URL("https://docs.example/a")).scheme == "https"


def test_an_address_of_any_length_is_bounded() -> None:
    with pytest.raises(FetchError, match="the address has 5,008 characters"):
        parse_address("http://a" + "b" * 5000)


@pytest.mark.parametrize("secret", ["me:secret@", "secret@", "a@secret@", "me:se%40cret@"])
def test_credentials_are_neither_taken_nor_shown(secret: str) -> None:
    address = f"https://{secret}host/a@b"
    with pytest.raises(FetchError, match="contains a user name or password") as refused:
        parse_address(address)
    assert "secret" not in str(refused.value)
    assert without_secrets(address) == "https://host/a@b"


@pytest.mark.parametrize("typed", ["1325", "S/RES/1325", "UNSCR 1325", "s/res/1325 (2000)", "Resolution 1325(2000)"])
def test_a_resolution_is_understood_in_any_form(typed: str) -> None:
    assert full_symbol(parse_citation(typed)) == Symbol(1325, 2000)


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("1325 (2001)", "S/RES/1325 was adopted in 2000, not in 2001"),
        ("2900", r"the year of this resolution is not known; add it, as in 'S/RES/2900 \(2025\)'"),
        ("1325 OP 8", "it is a paragraph; expected a whole resolution, as in S/RES/1325"),
    ],
)
def test_what_is_not_one_resolution_is_said_to_be_so(typed: str, said: str) -> None:
    with pytest.raises(FetchError, match=said):
        full_symbol(parse_citation(typed))


def test_a_newer_resolution_is_taken_with_its_year() -> None:
    assert full_symbol(parse_citation("2900 (2027)")) == Symbol(2900, 2027)


def test_a_symbol_is_written_as_its_place_in_the_address_needs() -> None:
    symbol = Symbol(1325, 2000)
    assert official_address(symbol, "https://a.example/api?s={symbol}&t=pdf") == (
        "https://a.example/api?s=S%2FRES%2F1325%282000%29&t=pdf"
    )
    assert official_address(symbol, "https://a.example/{symbol}/x") == "https://a.example/S/RES/1325(2000)/x"
