"""Index in Milvus, for libraries too large for one machine, or served from several."""
