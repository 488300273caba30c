"""PeaceWomen page reader: rows, sections, extracts."""
