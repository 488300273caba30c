"""An index in Milvus, for libraries that one machine does not hold, or that several machines answer from."""
