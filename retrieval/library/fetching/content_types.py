"""Content type detection and decompression of a response, and a safe name for its file."""

from __future__ import annotations

import codecs
import contextlib
import re
import zlib
from collections.abc import Iterable
from email.message import Message
from urllib.parse import unquote

from retrieval.clauses.clause import Symbol
from retrieval.errors import FetchError
from retrieval.library.fetching.address import BY_HAND
from retrieval.readers.source import ACCEPTED, BY_ENDING, FILE_TYPES

_SUFFIX_OF = {content_type: one.endings[0] for one in FILE_TYPES for content_type in one.content_types}
_GENERIC = frozenset({"", "application/octet-stream", "binary/octet-stream", "application/force-download"})
_UNPACKED = frozenset({"", "identity"})
_PACKED = frozenset({"gzip", "x-gzip"})
# Bytes that are not UTF-8 are read as Windows-1252, as browsers do for these names.
_READ_AS_WINDOWS_1252 = frozenset({"", "utf-8", "cp1252", "iso8859-1", "ascii"})
_TEXTS = frozenset(ending for ending, one in BY_ENDING.items() if one.is_text)
_NOT_IN_NAMES = re.compile(r"[^A-Za-z0-9._()-]+")
_LONGEST_NAME = 80


def suffix_of(content_type: str, name: str, data: bytes) -> str:
    """Detect a document's file suffix, which selects its reader, from content type, name and first bytes.

    Args:
        content_type: The header, with or without parameters; "" if there was none.
        name: The file's name as the server or the address gives it.
        data: The document, or its beginning.

    Raises:
        FetchError: If no reader supports the kind of file.
    """
    if data.startswith(b"%PDF-"):
        return ".pdf"
    kind = content_type.partition(";")[0].strip().lower()
    ending = f".{name.rpartition('.')[2].lower()}" if "." in name else ""
    # Many servers send all text as text/plain, so the name decides.
    if kind in _GENERIC or (kind == "text/plain" and ending in _TEXTS):
        if ending in BY_ENDING:
            return ending
    elif kind in _SUFFIX_OF:
        return _SUFFIX_OF[kind]
    if kind == "text/plain":
        return ".txt"
    raise FetchError(f"the server sent {kind[:80] or 'no content type'}; {ACCEPTED}")


def require_text(suffix: str, content_type: str, data: bytes) -> None:
    """Refuse text in an unsupported encoding.

    Raises:
        FetchError: If it is neither UTF-8, nor marked UTF-16, nor Windows-1252.
    """
    if suffix not in _TEXTS or data.startswith((codecs.BOM_UTF8, codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        charset = _parameter("Content-Type", content_type, "charset") or ""
    else:
        return
    with contextlib.suppress(LookupError):
        charset = codecs.lookup(charset).name
    if charset in _READ_AS_WINDOWS_1252:
        return
    raise FetchError(
        f"its character encoding is {charset[:40]}; expected UTF-8, UTF-16 with a byte order mark, or Windows-1252: "
        "convert it, and add the file with 'clausebot index add FILE'"
    )


def require_known_coding(coding: str) -> bool:
    """Return whether a response body is compressed.

    Raises:
        FetchError: If its coding cannot be decompressed within bounds.
    """
    coding = coding.strip().lower()
    if coding not in _UNPACKED | _PACKED:
        raise FetchError(f"the server sent it in the unsupported content encoding {coding[:40]!r}; {BY_HAND}")
    return coding in _PACKED


def unpack(data: bytes, most: int) -> bytes:
    """Decompress a gzip body to at most `most` bytes.

    Raises:
        FetchError: If it holds more, or is damaged.
    """
    unpacking = zlib.decompressobj(wbits=31)
    try:
        unpacked = unpacking.decompress(data, most + 1)
    except zlib.error:
        raise FetchError(f"the server sent a damaged gzip file; {BY_HAND}") from None
    if len(unpacked) > most:
        raise FetchError(f"the decompressed document is larger than {most / 1e6:.0f} MB; {ACCEPTED}")
    if not unpacking.eof:
        raise FetchError(f"the server sent an incomplete gzip file; {BY_HAND}")
    return unpacked


def sent_name(disposition: str, path: str) -> str:
    """Return the file name from the Content-Disposition header, else the last part of the URL's path, else "".

    >>> sent_name('attachment; filename="N0072018.pdf"', "/api/symbol/access")
    'N0072018.pdf'
    """
    given = _parameter("Content-Disposition", disposition, "filename")
    return str(given or "") or unquote(path.rstrip("/").rpartition("/")[2])


def kept_name(symbols: Iterable[Symbol], sent: str, host: str, suffix: str) -> str:
    """Build a safe file name for a document: symbol or sent name, host, suffix.

    It contains letters, digits and ".-_()" only, whatever the server sends.

    >>> kept_name([Symbol(1325, 2000)], "access", "documents.un.org", ".pdf")
    'S_RES_1325(2000)-documents.un.org.pdf'
    >>> kept_name([], "../..;rm -rf.csv", "example.org", ".csv")
    'rm--rf-example.org.csv'
    """
    known = sorted(set(symbols))
    bare = sent[: -len(suffix)] if sent.lower().endswith(suffix) else sent
    stem = known[0].compact.replace("/", "_") if len(known) == 1 else _plain(bare) or "document"
    return f"{stem}-{_plain(host)}{suffix}"


def _plain(text: str) -> str:
    return _NOT_IN_NAMES.sub("-", text)[:_LONGEST_NAME].strip("-._")


def _parameter(header: str, value: str, parameter: str) -> str | None:
    message = Message()
    message[header] = value.replace("\r", " ").replace("\n", " ")
    found = message.get_param(parameter, header=header)
    if isinstance(found, tuple):  # RFC 2231: charset, language, text
        return unquote(found[2])
    return found
