"""What lies in a library's folder: documents, and the files that its owner writes about them."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

LABELS_FILE = "labels.csv"
THEMES_FILE = "themes.toml"
ABBREVIATIONS_FILE = "abbreviations.toml"
OWN_FILES = (LABELS_FILE, THEMES_FILE, ABBREVIATIONS_FILE)
"""Of a library, beside its documents."""


def document_paths(root: Path) -> Iterator[Path]:
    """Yield every file of a library that should be a document, in path order; hidden ones are not."""
    for folder, folders, names in os.walk(root):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        for name in sorted(names):
            if not name.startswith(".") and name not in OWN_FILES:
                yield Path(folder, name)
