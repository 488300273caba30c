"""LoRA training: data, model split, updates, loss and training loop, combined by `embeddings.adapt`."""
