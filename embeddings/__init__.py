"""Text embeddings: encoders, model weights, fine-tuned adapters, and vectors."""

import os

# onnxruntime 1.29 and later send facts about models, sessions and the machine to its maker, and keep an identifier in
# the folder of caches. It reads this variable when it is imported, which only modules of this package do here.
os.environ.setdefault("ORT_DISABLE_TELEMETRY", "1")
