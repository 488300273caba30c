"""A model that is trained in seconds."""

import json
import shutil

import pytest
import torch
from transformers import BertConfig, BertModel

from embeddings.models import MINILM, ModelFiles, locate


@pytest.fixture(scope="module")
def tiny(tmp_path_factory: pytest.TempPathFactory) -> ModelFiles:
    """A random model of two layers that reads as the fallback does."""
    folder = tmp_path_factory.mktemp("models") / "tiny"
    source = locate(MINILM.name, folder).folder
    shutil.copytree(source, folder, ignore=shutil.ignore_patterns("*.safetensors", "*.bin", "onnx", "openvino"))
    torch.manual_seed(3)
    config = BertConfig(hidden_size=32, num_hidden_layers=2, num_attention_heads=2, intermediate_size=64)
    model = BertModel(config)
    with torch.no_grad():
        model.embeddings.word_embeddings.weight.mul_(50)  # else all texts are alike, by their positions
    model.save_pretrained(folder)
    pooling = json.loads((folder / "1_Pooling" / "config.json").read_text())
    size = next(key for key in pooling if key.endswith("dimension"))
    (folder / "1_Pooling" / "config.json").write_text(json.dumps(pooling | {size: 32}))
    return locate(str(folder), folder)
