"""Collections: clauses kept by a user, independent of the index."""
