"""References of clauses: cited resolutions, paragraphs, and other documents of the United Nations."""
