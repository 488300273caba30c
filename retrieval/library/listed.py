"""Description of a library's file in the manifest of an index."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class LibraryFile:
    """How one library file was read: enough to prove its quotes, and how much of a resolution it holds.

    Attributes:
        reading: Digest of all that it was read as, which tells whether a reading that was kept can be believed.
        vouched: Whether it is an official text at its owner's word only.
    """

    sha256: str
    form: str
    encoding: str
    kind: str
    reading: str = ""
    vouched: bool = False
