"""Table reader, one clause per row: CSV, JSON lines, XLSX."""
