"""Theme suggestion: a classifier for clauses without labels."""
