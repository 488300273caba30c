"""Library: the user's folder of documents and labels, read into clauses."""
