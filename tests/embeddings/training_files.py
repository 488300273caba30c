"""Training data files, as JSON Lines."""

import json
from collections.abc import Sequence
from pathlib import Path


def write_lines(path: Path, records: Sequence[object]) -> None:
    path.write_text("".join(json.dumps(record) + "\n" for record in records), encoding="utf-8")
