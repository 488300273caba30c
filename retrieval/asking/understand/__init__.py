"""Query understanding: filters, citations, abbreviations, spelling and follow-ups in a question."""
