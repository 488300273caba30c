"""Domain values: clauses, citations, filters, references, queries."""
