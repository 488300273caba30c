"""Query rewriting: a question in fewer or other words, where it finds nothing in its own."""
