"""Export of clauses: CSV and XLSX tables, JSON Lines, Markdown, DOCX, BibTeX and CSL references."""
