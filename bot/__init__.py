"""People: the answers, the console and the command line."""
