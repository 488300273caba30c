"""Document readers: parse the bytes of a file into clauses, a package for each kind of file."""
