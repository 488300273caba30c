"""Values that everything passes around: clauses, citations, references, questions."""
