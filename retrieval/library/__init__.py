"""The folder of documents and labels that the user owns, and the clauses it comes to."""
