"""Rebuild of an index: its encoder, the index of a library, and the one for questions in other languages beside it."""

from __future__ import annotations

import shutil
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from embeddings.models import E5, default_model
from embeddings.progress import Progress, silent
from retrieval.errors import ClauseIndexError
from retrieval.index.files import writing
from retrieval.index.place import IndexPlace
from retrieval.index.publishing import require_no_build

if TYPE_CHECKING:
    from embeddings.encoder import BuildEncoder
    from retrieval.index.build import BuildReport
    from retrieval.library.library import Library


@dataclass(frozen=True, slots=True)
class BuildOptions:
    """Options of a build.

    Attributes:
        models_dir: Folder of installed models.
        model: Name of the encoder; None for the best installed one, whatever the index was built with.
        adapter: Whether to merge an available adapter into each encoder.
        portable: Whether the index carries its compiled encoders; None to keep its present state.
        languages: Whether there is to be an index for questions in other languages; None to update one that exists.
    """

    models_dir: Path
    model: str | None = None
    adapter: bool = True
    portable: bool | None = None
    languages: bool | None = None


def rebuild(
    place: IndexPlace,
    library: Library,
    options: BuildOptions,
    progress: Progress = silent,
    *,
    encoder: BuildEncoder | None = None,
) -> tuple[BuildReport, BuildReport | None]:
    """Build the index of a library, and update, create or remove the one for other languages.

    Args:
        place: Place of the index.
        library: The library, as read.
        options: Options of the build.
        progress: Progress callback.
        encoder: Encoder that `find_build_encoder` returned for these options; None to find it.

    Returns:
        The report of the build, and of that for other languages if there was one.

    Raises:
        LibraryError: If the library has no clause.
        ClauseIndexError: If another build is running, the index cannot be written, or it can have none for other
            languages and one is wanted.
        ModelError: If an encoder is not installed, or cannot be compiled for serving.
    """
    beside = place.other_languages
    if options.languages and beside is None:
        raise ClauseIndexError(f"{place} can have no index for other languages; an index in a local folder can")
    # Before the model is hashed or loaded, which takes seconds; the build checks both once more.
    library.require_clauses()
    require_no_build(place.folder)
    encoder = encoder or find_build_encoder(options, progress)
    report = place.build(library, encoder=encoder, portable=options.portable, progress=progress)
    if beside is None:
        return report, None
    # The index is copied with this one inside: both carry their encoders, or neither does.
    other = replace(options, model=E5.name, portable=report.manifest.portable)
    return report, _build_for_other_languages(beside, library, other, progress)


def find_build_encoder(options: BuildOptions, progress: Progress = silent) -> BuildEncoder:
    """Verify the encoder of a build; it is loaded when something is to be encoded or compiled.

    Raises:
        ModelError: If it is unknown, not installed or damaged.
    """
    from embeddings.deferred import find_encoder  # noqa: PLC0415 - answers and --help need none of it

    name = options.model or default_model(options.models_dir)
    return find_encoder(name, options.models_dir, adapter=options.adapter, progress=progress)


def _build_for_other_languages(
    place: IndexPlace, library: Library, options: BuildOptions, progress: Progress
) -> BuildReport | None:
    """Build the index for other languages at its place if it is wanted; remove it if it is not.

    It is an index of its own with a multilingual encoder; English questions do not use it.
    """
    if options.languages is False:
        with writing(place.folder):
            shutil.rmtree(place.folder, ignore_errors=True)
        return None
    if not (options.languages or place.published()):
        return None
    encoder = find_build_encoder(options, progress)
    return place.build(library, encoder=encoder, portable=options.portable, progress=progress)
