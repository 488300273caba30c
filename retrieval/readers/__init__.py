"""Readers: the bytes of one kind of document in, its clauses out."""
