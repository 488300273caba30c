"""Clauses, citations, filters and references: the values that all of retrieval passes around."""
