"""Clauses: reading them, indexing them, finding them."""
