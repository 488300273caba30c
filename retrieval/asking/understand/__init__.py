"""Query understanding: filters, citations, shapes, spelling and follow-ups in a question."""
