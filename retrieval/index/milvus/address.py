"""Where an index in Milvus is, as people write it."""

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
"""Name of the one index in a file."""


@dataclass(frozen=True, slots=True)
class MilvusAddress:
    """An index in Milvus.

    Attributes:
        shown: The address as it was written, in which there is nothing secret.
        uri: What pymilvus connects to: a web address, or the path of a file.
        database: Of the server; "" for its own default.
        name: The alias that points to the published generation.
        folder: Of this machine, for what Milvus does not hold: the encoder, encodings made before, and each generation
            while it is built.
        token: An API key, or "user:password"; "" for a server that asks for none.
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
        """The file of Milvus Lite; None for a server."""
        return None if self.uri.startswith("http") else Path(self.uri)


def is_milvus(text: str) -> bool:
    """Say whether an index is named by an address of Milvus rather than by a folder."""
    return text.startswith(("milvus:", "milvuss:"))


def parse_milvus(text: str, folders: Path, token: str = "") -> MilvusAddress:
    """Return the index that an address names.

    Args:
        text: The address.
        folders: Where the folder that goes with it is to be.
        token: What the server asks for.

    Raises:
        ClauseIndexError: If it is no such address, or has a password in it.
    """
    try:
        parts = urlsplit(text)
        host, port = parts.hostname or "", parts.port or _PORT
    except ValueError as error:
        raise ClauseIndexError(f"an address of Milvus cannot be read ({error}); {_FORMS}") from None
    if "@" in parts.netloc:
        # It would be seen in lists of processes, and in every message that names the index.
        raise ClauseIndexError(
            "an address of Milvus has no user and password in it; set CLAUSEBOT_MILVUS_TOKEN to user:password"
        )
    if parts.query or parts.fragment:
        raise ClauseIndexError(f"an address of Milvus ends with a name; {_FORMS}")
    if not parts.netloc:
        return _file(parts.path, folders)
    *databases, name = parts.path.strip("/").split("/")
    if not host or len(databases) > 1 or not all(map(_NAME.fullmatch, (*databases, name))):
        raise ClauseIndexError(f"{text!r} names no index in Milvus, whose names are letters, digits and _; {_FORMS}")
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
    if not name.is_absolute() or name.suffix != ".db":  # pymilvus takes nothing else for a file
        raise ClauseIndexError(
            f"'milvus://{path}' names no file of Milvus Lite by its full path, ending in .db; {_FORMS}"
        )
    shown = f"milvus://{name}"
    return MilvusAddress(shown, str(name), "", _IN_FILE, _folder(shown, name.stem, folders))


def _folder(shown: str, name: str, folders: Path) -> Path:
    return folders / f"{name}-{hashlib.sha256(shown.encode()).hexdigest()[:8]}"
