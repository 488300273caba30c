"""Clauses as files for other programs: tables, JSON lines, documents, references."""
