"""Preloaded imports of all commands, so that forked processes start at once."""

import contextlib
import importlib
import pkgutil

import faiss  # noqa: F401
import onnx  # noqa: F401
import onnxruntime  # noqa: F401

import bot
import embeddings
import retrieval

_LEFT_OUT = ("embeddings.reference", "embeddings.compile.", "embeddings.adapting", "embeddings.bulk", "bot.slack")
"""Modules not preloaded: they import torch, or no command of the harness needs them."""

for package in (embeddings, retrieval, bot):
    for module in pkgutil.walk_packages(package.__path__, f"{package.__name__}."):
        if not module.name.startswith(_LEFT_OUT) and not module.name.endswith("__main__"):
            with contextlib.suppress(ImportError):
                importlib.import_module(module.name)
