"""Install a model atomically: download or copy, verify, unpack, rename."""

from pathlib import Path

from filelock import FileLock, Timeout

from embeddings.errors import DownloadError, InstallError, ModelError
from embeddings.fetch import from_folder, from_hub, from_index
from embeddings.files import place_folder, remove
from embeddings.folder import read_facts
from embeddings.models import ModelCard, ModelFiles, install_folder, locate, missing_files
from embeddings.progress import Progress, silent


def install(
    card: ModelCard, models_dir: Path, *, from_dir: Path | None = None, progress: Progress = silent
) -> ModelFiles:
    """Install a model and return its files; a complete installation is left alone.

    The model is assembled in a staging folder and moved into place by one rename, so a partial model is never used.
    Complete parts survive an interruption, even a kill, and are not downloaded again. A lock excludes concurrent
    installations of one model.

    Args:
        card: Catalogue card, from ``card_for``.
        models_dir: Folder of installed models; created if missing.
        from_dir: Folder with the model, its wheels or the parts of its archive, instead of a download.
        progress: Progress callback for each step, in bytes where known.

    Raises:
        DownloadError: If package index and hub lack the model, or ``from_dir`` does.
        InstallError: If a file is unsafe or altered, cannot be written, or another installation is running.
        ModelError: If the model comes with a Python package that is missing or damaged.
    """
    if card.package is not None:
        files = locate(card.name, models_dir)
        read_facts(files)
        return files
    try:
        models_dir.mkdir(parents=True, exist_ok=True)
        folder = install_folder(card, models_dir)
        with FileLock(models_dir / f".{folder.name}.lock", timeout=0):
            files = ModelFiles(card.name, folder, card)
            if not _is_whole(files, progress):
                _install_anew(files, card, from_dir, progress)
            return files
    except Timeout as error:
        raise InstallError(f"{card.name} is being installed by another process; wait until it has finished") from error
    except OSError as error:
        raise InstallError(
            f"{card.name} cannot be written to {models_dir} ({error}); free space there, or choose another folder"
        ) from error


def _is_whole(files: ModelFiles, progress: Progress) -> bool:
    if missing_files(files.folder):
        return False
    progress("checking what is installed", 0, 1)
    try:
        read_facts(files)
    except ModelError:
        return False
    progress("checking what is installed", 1, 1)
    return True


def _install_anew(files: ModelFiles, card: ModelCard, from_dir: Path | None, progress: Progress) -> None:
    """Download or copy a model into a staging folder, verify it, and move it into place."""
    staging = files.folder.with_name(f".{files.folder.name}.staging")
    staging.mkdir(exist_ok=True)
    if from_dir is not None:
        made = from_folder(card, from_dir, staging, progress)
    else:
        made = _from_anywhere(card, staging, progress)
    progress("checking", 0, 1)
    missing = missing_files(made)
    if missing:
        raise InstallError(
            f"the download of {card.name} is not a complete model: it lacks {', '.join(missing)}; "
            "get it from another source"
        )
    try:
        read_facts(ModelFiles(card.name, made, card))
    except ModelError as error:
        raise InstallError(f"{card.name} was downloaded but cannot be installed: {error}") from error
    progress("checking", 1, 1)
    _put_in_place(made, files.folder, staging)
    remove(staging)


def _from_anywhere(card: ModelCard, staging: Path, progress: Progress) -> Path:
    """Download a model from the package index, else from the hub."""
    if not card.parts:
        return from_hub(card, staging, progress)
    try:
        return from_index(card, staging, progress)
    except DownloadError as index_error:
        if card.quantised:  # the hub has other weights
            raise
        try:
            return from_hub(card, staging, progress)
        except DownloadError as hub_error:
            raise DownloadError(f"{index_error}; and {hub_error}") from index_error


def _put_in_place(made: Path, folder: Path, staging: Path) -> None:
    damaged = staging / "replaced"
    remove(damaged)
    if folder.exists():
        folder.replace(damaged)  # rename fails onto a folder that is not empty
    place_folder(made, folder)
