"""Search and quotation of paragraphs of resolutions; start with `retrieval.open_library`."""

from __future__ import annotations

from os import PathLike, fspath
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from retrieval.opened_library import OpenedLibrary


def open_library(
    folder: str | PathLike[str],
    *,
    index: str | PathLike[str] | None = None,
    model: str | None = None,
    adapter: bool = True,
    fast: bool = False,
    milvus_token: str = "",
) -> OpenedLibrary:
    """Open a library: a folder of resolutions, and the index that questions are answered from.

    Nothing is read yet: the index and its encoder are opened by the first question.

    Args:
        folder: Folder of the resolutions.
        index: Folder or Milvus address of the index; by default the one that `clausebot --library FOLDER` uses.
        model: Name of the encoder; by default the one that the index was built with, and for a build the best installed
            one.
        adapter: Whether to use the adapter of the encoder, if there is one.
        fast: Whether to answer without the cross-encoder, if there is one.
        milvus_token: API key, or "user:password", for a Milvus server that asks for one.

    Raises:
        ClauseIndexError: If the address of Milvus cannot be understood.
    """
    # Imported here, as `--help` imports this package and has to be fast.
    from retrieval.index.default_folders import encoders_folder  # noqa: PLC0415
    from retrieval.index.place import IndexAddress  # noqa: PLC0415
    from retrieval.opened_library import OpenedLibrary  # noqa: PLC0415

    library = Path(folder).expanduser().resolve()
    address = IndexAddress.choose(library, "" if index is None else fspath(index), milvus_token)
    return OpenedLibrary(library, address.place(encoders_folder()), model, adapter=adapter, fast=fast)
