"""From the bytes of a saved page to its markup: declared encodings, and pages saved as one file (MHTML)."""

from __future__ import annotations

import codecs
import email
import email.policy
import re

from retrieval.errors import UnreadableError
from retrieval.readers.source import ACCEPTED, open_text

_DECLARED = re.compile(
    rb"""<meta\s[^>]{0,200}?charset\s*=\s*["']?\s*([\w.:-]{1,40})|<\?xml\s[^>]{0,100}?encoding=["']([\w.:-]{1,40})""",
    re.I,
)
_HEAD = 4096  # bytes in which a page has to say its encoding; browsers look at a quarter of these
_MOST_PARTS = 1_000
_SINGLE_BYTE = re.compile(r"(?:iso8859-\d{1,2}|cp125\d|mac-roman|koi8-[ru])")


def read_markup(data: bytes) -> str:
    """Decode a page: by its byte order mark, as UTF-8 if it is that, or else as it declares."""
    declared = next((match[1] or match[2] for match in _DECLARED.finditer(data[:_HEAD])), b"").decode("ascii")
    return _decoded(data, declared)


def read_mhtml(data: bytes) -> str:
    """Return the page of a file that holds it with its pictures.

    Raises:
        UnreadableError: If there is none.
    """
    if data.count(b"\n--") > _MOST_PARTS:
        raise UnreadableError(f"it has more than {_MOST_PARTS:,} parts; {ACCEPTED}")
    try:
        message = email.message_from_bytes(data, policy=email.policy.compat32)
        for part in message.walk():
            if part.get_content_type() == "text/html" and not part.is_multipart():
                content = part.get_payload(decode=True)
                assert isinstance(content, bytes)
                declared = part.get_content_charset("")
                return _decoded(content, declared) if declared else read_markup(content)
    except UnreadableError:
        raise
    except Exception as error:  # whatever the parser meets in a damaged file
        raise UnreadableError(f"it is a damaged web archive ({type(error).__name__}); {ACCEPTED}") from None
    raise UnreadableError(f"it is a web archive without a page; {ACCEPTED}")


def _decoded(data: bytes, declared: str) -> str:
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
