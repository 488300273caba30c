"""Look-up of what a question names, describes or quotes, in the index of a library."""
