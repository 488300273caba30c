"""PeaceWomen pages: rows, sections, extracts."""
