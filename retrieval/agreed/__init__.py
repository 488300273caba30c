"""Agreed language: precedents of a text, revision chains of clauses, comparison of resolutions."""
