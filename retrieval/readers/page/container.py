"""Markup of a saved web page: character encodings, and MHTML archives."""

from __future__ import annotations

import binascii
import codecs
import re
from collections.abc import Iterator

from retrieval.errors import UnreadableError
from retrieval.readers.source import ACCEPTED, open_text

_DECLARED = re.compile(
    rb"""<meta\s[^>]{0,200}?charset\s*+=\s*+["']?\s*+([\w.:-]{1,40})"""
    rb"""|<\?xml\s[^>]{0,100}?encoding=["']([\w.:-]{1,40})""",
    re.I,
)
_HEAD = 4096  # bytes in which a page must declare its encoding; browsers check a quarter of these
_LONGEST_HEAD = 20_000
_MOST_PARTS = 1_000
_DEEPEST = 4  # nested parts; browsers write one level, mail programs two
_BOUNDARY = re.compile(rb'^content-type:\s*multipart/[^\n]*?boundary="?([^";\n]{1,200})', re.IGNORECASE | re.MULTILINE)
_CHARSET = re.compile(rb"""^content-type:[^\n]*?charset=["']?([\w.:-]{1,40})""", re.IGNORECASE | re.MULTILINE)
_IS_HTML = re.compile(rb"^content-type:\s*text/html\b", re.IGNORECASE | re.MULTILINE)
_PACKED = re.compile(rb"^content-transfer-encoding:\s*([\w-]+)", re.IGNORECASE | re.MULTILINE)
_HEAD_END = re.compile(rb"\r?\n\r?\n")
_FOLD = re.compile(rb"\r?\n[ \t]+")
_SINGLE_BYTE = re.compile(r"(?:iso8859-\d{1,2}|cp125\d|mac-roman|koi8-[ru])")


def read_markup(data: bytes) -> str:
    """Decode a page: by its byte order mark, else as UTF-8 if valid, else as it declares."""
    declared = next((match[1] or match[2] for match in _DECLARED.finditer(data[:_HEAD])), b"").decode("ascii")
    return _decoded(data, declared)


def read_mhtml(data: bytes) -> str:
    """Extract the HTML page of an MHTML archive.

    Raises:
        UnreadableError: If there is none.
    """
    for head, body in _parts(data, _DEEPEST):
        if _IS_HTML.search(head):
            content = _unpacked(head, body)
            declared = _CHARSET.search(head)
            return _decoded(content, declared[1].decode("ascii")) if declared else read_markup(content)
    raise UnreadableError(f"it is a web archive that contains no web page; {ACCEPTED}")


def _parts(data: bytes, depth: int) -> Iterator[tuple[bytes, bytes]]:
    """Yield head and body of each part of a MIME message, nested parts flattened.

    Python's own parser of messages takes hours on crafted headers.
    """
    blank = _HEAD_END.search(data[:_LONGEST_HEAD])
    if blank is None:
        return
    head, body = _FOLD.sub(b" ", data[: blank.start()]).lstrip(b"\r\n"), data[blank.end() :]
    boundary = _BOUNDARY.search(head)
    if boundary is None:
        yield head, body
    elif depth:
        for part in body.split(b"\n--" + boundary[1].rstrip(), _MOST_PARTS):
            yield from _parts(part.lstrip(b"\r\n"), depth - 1)


def _unpacked(head: bytes, body: bytes) -> bytes:
    """Decode the body of a MIME part from base64 or quoted-printable."""
    packed = _PACKED.search(head)
    match packed[1].lower() if packed else b"":
        case b"quoted-printable":
            return binascii.a2b_qp(body)
        case b"base64":
            try:
                return binascii.a2b_base64(body)
            except binascii.Error as error:
                raise UnreadableError(f"it is a damaged web archive ({error}); {ACCEPTED}") from None
    return body


def _decoded(data: bytes, declared: str) -> str:
    """Decode a page; a declared single-byte encoding counts only for bytes that are not UTF-8."""
    text, encoding, _ = open_text(data)
    if encoding != "cp1252" or not declared:
        return text
    try:
        name = codecs.lookup(declared).name
    except LookupError:
        return text
    # Browsers read Latin-1 as Windows-1252.
    known = _SINGLE_BYTE.fullmatch(name) and name not in ("iso8859-1", "cp1252")
    return data.decode(name, "replace") if known else text
