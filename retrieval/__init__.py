"""Paragraphs of resolutions, found and quoted: `retrieval.open_library` is the way in."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from os import PathLike

    from retrieval.opened_library import OpenedLibrary


def open_library(
    folder: str | PathLike[str],
    *,
    index: str | PathLike[str] | None = None,
    model: str | None = None,
    fast: bool = False,
    milvus_token: str = "",
) -> OpenedLibrary:
    """Open a library: a folder of resolutions, and the index that questions are answered from.

    Nothing is read yet: the index and its encoder are opened by the first question.

    Args:
        folder: The resolutions.
        index: A folder, or an address of Milvus; by default the one that `clausebot --library FOLDER` has.
        model: The encoder by name; by default the one that the index was built with, or to build the best installed.
        fast: Whether to answer without the cross-encoder, if there is one.
        milvus_token: An API key, or "user:password", for a server of Milvus that asks for one.

    Raises:
        ClauseIndexError: If the address of Milvus cannot be understood.
    """
    # Imported by every module of retrieval, and so by --help.
    from retrieval.opened_library import library_at  # noqa: PLC0415

    return library_at(folder, index=index, model=model, fast=fast, milvus_token=milvus_token)
