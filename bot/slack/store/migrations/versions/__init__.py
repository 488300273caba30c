"""One module for each change of the tables; what is here never changes again."""
