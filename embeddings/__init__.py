"""Text embeddings: encoders, model weights, fine-tuned adapters, and vectors."""
