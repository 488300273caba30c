"""Themes for clauses that nobody has labelled."""
