"""Index for questions in other languages than English, beside the index of the same library."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import TYPE_CHECKING

from embeddings.models import E5
from embeddings.progress import Progress, silent
from retrieval.errors import ClauseIndexError
from retrieval.index.files import writing
from retrieval.index.place import IndexPlace

if TYPE_CHECKING:
    from retrieval.index.build import BuildReport
    from retrieval.library.library import Library


def build_for_other_languages(
    place: IndexPlace,
    library: Library,
    *,
    models_dir: Path,
    wanted: bool | None = None,
    adapter: bool = True,
    portable: bool | None = None,
    progress: Progress = silent,
) -> BuildReport | None:
    """Build the index for other languages if it is wanted; remove it if it is not.

    It is an index of its own with a multilingual encoder; English questions do not use it.

    Args:
        place: Place of the index of the library.
        library: The library.
        models_dir: Folder of installed models.
        wanted: Whether there is to be one; None to update one that exists.
        adapter: Whether to merge an available adapter into its encoder.
        portable: Whether it carries its compiled encoder; None to keep its present state.
        progress: Progress callback.

    Raises:
        ClauseIndexError: If it is wanted for an index that can have none, or cannot be written.
        ModelError: If the multilingual model is not installed, or cannot be compiled for serving.
    """
    beside = place.other_languages
    if beside is None:
        if wanted:
            raise ClauseIndexError(f"{place} can have no index for other languages; an index in a local folder can")
        return None
    if wanted is False:
        with writing(beside.folder):
            shutil.rmtree(beside.folder, ignore_errors=True)
        return None
    if not (wanted or beside.published()):
        return None
    from embeddings.reference import load_encoder  # noqa: PLC0415 - loads torch

    encoder = load_encoder(E5.name, models_dir, adapter=adapter)
    return beside.build(library, encoder=encoder, portable=portable, progress=progress)
