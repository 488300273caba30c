"""Word documents: paragraphs as Word shows them, with their automatic numbers."""
