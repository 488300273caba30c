"""Default folders of models, compiled encoders and indexes on this machine."""

from __future__ import annotations

import hashlib
import os
from pathlib import Path

import platformdirs

APP = "clausebot"


def models_folder() -> Path:
    """Return the folder of installed models."""
    return platformdirs.user_cache_path(APP) / "models"


def encoders_folder() -> Path:
    """Return the folder of shared compiled encoders; it is no cache, as indexes cannot answer without it."""
    return platformdirs.user_data_path(APP) / "encoders"


def indexes_folder() -> Path:
    """Return the folder of all indexes, and of local files of indexes in Milvus."""
    return platformdirs.user_cache_path(APP) / "indexes"


def index_folder(library: Path) -> Path:
    """Return the folder of a library's index, named after the library."""
    return indexes_folder() / library_name(library)


def library_name(library: Path) -> str:
    """Return the name of a library's index folder: the library's own name and a hash of its path."""
    return f"{library.name}-{hashlib.sha256(os.fsencode(library)).hexdigest()[:8]}"
