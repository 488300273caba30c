"""Clauses that a person picked, to be kept whatever becomes of the index."""
