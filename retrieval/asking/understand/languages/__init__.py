"""Questions in other languages than English: recognition of the language, translation by patterns and glossaries."""
