"""Tables with one clause a row: CSV, JSON lines, XLSX."""
