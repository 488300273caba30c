"""Word document (DOCX) reader: paragraphs as displayed, with automatic numbers."""
