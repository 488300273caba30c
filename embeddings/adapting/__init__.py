"""What training an adapter takes, one file a step; `embeddings.adapt` puts them together."""
