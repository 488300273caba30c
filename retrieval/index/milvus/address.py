"""Address of an index in Milvus: parsing and display."""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath
from urllib.parse import urlsplit

from retrieval.errors import ClauseIndexError

_FORMS = (
    "write milvus://host:port/name, milvus://host:port/database/name, milvuss://… where the connection is encrypted, "
    "or milvus:///folder/file.db for a file of Milvus Lite"
)
_PORT = 19530
_NAME = re.compile(r"[A-Za-z_]\w{0,99}", re.ASCII)
_IN_FILE = "clausebot"
"""Name of the only index in a Milvus Lite file."""


@dataclass(frozen=True, slots=True)
class MilvusAddress:
    """Parsed address of an index in Milvus.

    Attributes:
        shown: The address as typed; it contains no secrets.
        uri: URI for pymilvus: a web address, or the path of a file.
        database: Database of the server; "" for its default.
        name: Alias of the published generation.
        folder: Local folder for files that Milvus does not hold: the encoder, the encoding cache, and each generation
            while it is built.
        token: API key, or "user:password"; "" for a server without authentication.
    """

    shown: str
    uri: str
    database: str
    name: str
    folder: Path
    token: str = field(default="", repr=False)

    def __str__(self) -> str:
        return self.shown

    @property
    def file(self) -> Path | None:
        """Database file of Milvus Lite; None for a server."""
        return None if self.uri.startswith("http") else Path(self.uri)


def is_milvus(text: str) -> bool:
    """Return whether an index is named by a Milvus address rather than by a folder."""
    return text.startswith(("milvus:", "milvuss:"))


def parse_milvus(text: str, folders: Path, token: str = "") -> MilvusAddress:
    """Parse the address of an index in Milvus.

    Args:
        text: The address.
        folders: Parent of the local folder of the index.
        token: Credentials for the server.

    Raises:
        ClauseIndexError: If it is no such address, or contains a password.
    """
    try:
        parts = urlsplit(text)
        host, port = parts.hostname or "", parts.port or _PORT
    except ValueError as error:
        raise ClauseIndexError(f"invalid Milvus address ({error}); {_FORMS}") from None
    if "@" in parts.netloc:
        # A password would show in process lists, and in every message that names the index.
        raise ClauseIndexError(
            "a Milvus address must not contain user and password; set CLAUSEBOT_MILVUS_TOKEN to user:password"
        )
    if parts.query or parts.fragment:
        raise ClauseIndexError(f"a Milvus address must not have a query or a fragment; {_FORMS}")
    if not parts.netloc:
        return _file(parts.path, folders)
    *databases, name = parts.path.strip("/").split("/")
    if not host or len(databases) > 1 or not all(map(_NAME.fullmatch, (*databases, name))):
        raise ClauseIndexError(f"invalid Milvus address {text!r}: names have letters, digits and _; {_FORMS}")
    scheme = "https" if parts.scheme == "milvuss" else "http"
    return MilvusAddress(
        shown=text,
        uri=f"{scheme}://{f'[{host}]' if ':' in host else host}:{port}",
        database="".join(databases),
        name=name,
        folder=_folder(text, name, folders),
        token=token,
    )


def _file(path: str, folders: Path) -> MilvusAddress:
    name = PurePosixPath(path)
    if not name.is_absolute() or name.suffix != ".db":  # pymilvus requires both of a file
        raise ClauseIndexError(
            f"invalid Milvus address 'milvus://{path}': a file of Milvus Lite needs a full path ending in .db; {_FORMS}"
        )
    shown = f"milvus://{name}"
    return MilvusAddress(shown, str(name), "", _IN_FILE, _folder(shown, name.stem, folders))


def _folder(shown: str, name: str, folders: Path) -> Path:
    return folders / f"{name}-{hashlib.sha256(shown.encode()).hexdigest()[:8]}"
