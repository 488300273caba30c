"""Clauses as files for other programs: CSV, JSON lines, Markdown, XLSX."""
