"""Record of a library's file in the manifest of an index."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class LibraryFile:
    """Record of how one library file was read: enough to verify its quotes, and how much of a resolution it holds.

    Attributes:
        reading: Digest of its parsed content, which validates a cache entry.
        vouched: Whether it is accepted at its owner's word, as in `Document.is_vouched`.
    """

    sha256: str
    form: str
    encoding: str
    kind: str
    reading: str = ""
    vouched: bool = False
