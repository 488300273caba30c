"""Default locations of models, compiled encoders and indexes on this machine."""

from __future__ import annotations

import hashlib
import os
from pathlib import Path

import platformdirs

APP = "clausebot"


def models_folder() -> Path:
    """Return the folder that models are installed in."""
    return platformdirs.user_cache_path(APP) / "models"


def encoders_folder() -> Path:
    """Return the folder of the compiled encoders that indexes share; no cache, as no index answers without."""
    return platformdirs.user_data_path(APP) / "encoders"


def indexes_folder() -> Path:
    """Return the folder of the indexes of libraries, and of those in Milvus while they are built."""
    return platformdirs.user_cache_path(APP) / "indexes"


def index_folder(library: Path) -> Path:
    """Return the folder of a library's index: its name is readable, and different for each path."""
    return indexes_folder() / f"{library.name}-{hashlib.sha256(os.fsencode(library)).hexdigest()[:8]}"
